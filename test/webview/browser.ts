// Runs the schedule page in a plain browser: stands in for VS Code, gives it a plan, and lets tests look at both sides.
import type { ToWebview } from '../../server/protocol/webview';
import { PlanHost } from './planHost';
import themes from './themes.json';

declare global {
  interface Window {
    planHost: PlanHost;
    /** When the page was given its first view, by `performance.now()`. */
    viewSentAt: number;
    acquireVsCodeApi: () => unknown;
  }
}

const parameters = new URLSearchParams(location.search);
const theme = (parameters.get('theme') ?? 'dark') as keyof typeof themes;
const kind = { dark: 'vscode-dark', light: 'vscode-light', 'high-contrast': 'vscode-high-contrast' }[theme];
for (const [name, value] of Object.entries(themes[theme])) document.documentElement.style.setProperty(name, value);
document.body.className = kind;
document.documentElement.lang = parameters.get('lang') ?? 'en';

const response = await fetch(`/plan?${parameters.toString()}`);
window.planHost = new PlanHost(await response.text(), tell);
let state: unknown = JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined;
window.acquireVsCodeApi = () => ({
  postMessage: (message: Parameters<PlanHost['receive']>[0]) => {
    const copy = structuredClone(message);
    setTimeout(() => window.planHost.receive(copy));
  },
  getState: () => state,
  setState: (next: unknown) => {
    state = next;
    sessionStorage.setItem('state', JSON.stringify(next));
  },
});

function tell(message: ToWebview): void {
  const data = structuredClone(message);
  if (message.type === 'view') window.viewSentAt = performance.now();
  window.dispatchEvent(new MessageEvent('message', { data }));
}

const script = document.createElement('script');
script.src = '/schedule.js';
document.body.append(script);
