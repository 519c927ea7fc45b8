import { render } from 'preact';
import type { ToWebview } from '../../server/protocol/webview';
import { App } from './App';
import { Host, type VsCodeApi } from './host';
import { Store } from './state/store';
import { loadStrings } from './strings';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('schedule');
if (root) {
  loadStrings();
  const host = new Host(acquireVsCodeApi());
  const store = new Store(host, document.documentElement.lang || 'en');
  window.addEventListener('message', (event: MessageEvent<ToWebview>) => store.receive(event.data));
  render(<App store={store} />, root);
  host.post({ type: 'ready' });
}
