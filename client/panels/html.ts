import * as vscode from 'vscode';

/** The document of the schedule page: no script but ours, nothing from anywhere else. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = crypto.randomUUID();
  const resource = (...path: string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const csp = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    'img-src data:',
    // The worker that places networks is fetched from the extension's folder and started from memory.
    `connect-src ${webview.cspSource}`,
    'worker-src blob:',
  ].join('; ');
  // Closed tags inside of a translation must not end the element.
  const strings = JSON.stringify(vscode.l10n.bundle ?? {}).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width">
<title>${vscode.l10n.t('Schedule')}</title>
<link rel="stylesheet" href="${resource('media', 'schedule.css')}">
</head>
<body>
<main id="schedule" data-network-worker="${resource('dist', 'network.js')}"></main>
<script type="application/json" id="l10n" nonce="${nonce}">${strings}</script>
<script nonce="${nonce}" src="${resource('dist', 'schedule.js')}"></script>
</body>
</html>`;
}
