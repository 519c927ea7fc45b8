import type { FromWebview, ToWebview } from '../../server/protocol/webview';
import { SchedulePage, type SavedState } from './page';

/** What VS Code gives to the script of a webview; recorded messages stand in for it in a plain browser. */
interface VsCodeApi {
  postMessage(message: FromWebview): void;
  getState(): SavedState | undefined;
  setState(state: SavedState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
const root = document.getElementById('schedule');
if (root) {
  const page = new SchedulePage(
    root,
    document.documentElement.lang || 'en',
    (message) => api.postMessage(message),
    api.getState(),
    (state) => api.setState(state),
  );
  window.addEventListener('message', (event: MessageEvent<ToWebview>) => page.receive(event.data));
  api.postMessage({ type: 'ready' });
}
