import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type FromWebview, isFromWebview, type ToWebview } from '../../server/protocol/webview';
import { planSelector } from '../languageClient';
import { revealTask } from '../links/revealTask';
import type { PlanEvent, PlanStore } from '../plans';

const viewType = 'headway.schedule';
/** After one side scrolled the other, the echo of that is not followed back. */
const ECHO_MS = 250;

/** The schedule page: one panel, which follows the active plan. */
export class SchedulePanels implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #plans: PlanStore;
  readonly #disposables: vscode.Disposable[] = [];
  #panel: SchedulePanel | undefined;

  constructor(context: vscode.ExtensionContext, plans: PlanStore) {
    this.#context = context;
    this.#plans = plans;
    this.#disposables.push(
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel, state: unknown) => {
          const uri =
            typeof state === 'object' && state !== null && 'uri' in state && typeof state.uri === 'string'
              ? state.uri
              : undefined;
          this.#adopt(panel, uri);
          return Promise.resolve();
        },
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor && isPlan(editor.document)) this.#panel?.follow(editor.document.uri.toString());
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
        const line = visibleRanges[0]?.start.line;
        if (line !== undefined) this.#panel?.textScrolled(textEditor.document.uri.toString(), line);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        this.#panel?.cursorMoved(textEditor.document.uri.toString(), selections[0].active.line);
      }),
      plans.onDidChange((event) => this.#panel?.changed(event)),
    );
  }

  /** Opens the page, or brings it to the front, and shows the plan in it. */
  show(uri: string | undefined, column: vscode.ViewColumn): void {
    if (uri === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no plan in the workspace. Create a file named like shop.plan.yaml.'),
      );
      return;
    }
    if (this.#panel) {
      this.#panel.reveal();
      this.#panel.follow(uri);
      return;
    }
    const panel = vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Schedule'), {
      viewColumn: column,
      preserveFocus: true,
    });
    this.#adopt(panel, uri);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#panel?.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, uri: string | undefined): void {
    const adopted = new SchedulePanel(panel, this.#context.extensionUri, this.#plans, uri);
    this.#panel = adopted;
    panel.onDidDispose(() => {
      if (this.#panel === adopted) this.#panel = undefined;
    });
  }
}

function isPlan(document: vscode.TextDocument): boolean {
  return vscode.languages.match(planSelector, document) > 0;
}

class SchedulePanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #plans: PlanStore;
  #uri: string | undefined;
  #isReady = false;
  #sentVersion = -1;
  #pageScrolledAt = 0;
  #textScrolledAt = 0;

  constructor(panel: vscode.WebviewPanel, extension: vscode.Uri, plans: PlanStore, uri: string | undefined) {
    this.#panel = panel;
    this.#plans = plans;
    this.#uri = uri;
    panel.iconPath = {
      light: vscode.Uri.joinPath(extension, 'media', 'schedule-light.svg'),
      dark: vscode.Uri.joinPath(extension, 'media', 'schedule-dark.svg'),
    };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extension, 'dist'), vscode.Uri.joinPath(extension, 'media')],
    };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromWebview(message)) void this.#received(message);
    });
    panel.webview.html = page(panel.webview, extension);
  }

  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Shows another plan. */
  follow(uri: string): void {
    if (uri === this.#uri) return;
    this.#uri = uri;
    this.#sendView();
  }

  changed({ uri, view, change }: PlanEvent): void {
    if (this.#uri === undefined && view) this.#uri = uri;
    if (uri !== this.#uri || !this.#isReady) return;
    if (view && change && change.since === this.#sentVersion) {
      this.#sentVersion = view.version;
      this.#post({ type: 'change', change });
    } else this.#sendView();
  }

  textScrolled(uri: string, line: number): void {
    if (uri !== this.#uri || Date.now() - this.#pageScrolledAt < ECHO_MS) return;
    this.#textScrolledAt = Date.now();
    this.#post({ type: 'scrollToLine', line });
  }

  cursorMoved(uri: string, line: number): void {
    if (uri === this.#uri) this.#post({ type: 'cursor', line });
  }

  async #received(message: FromWebview): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#sendView();
        return;
      case 'open':
        if (this.#uri !== undefined) await revealTask(this.#uri, message.line);
        return;
      case 'openCode':
        if (this.#uri !== undefined)
          await vscode.commands.executeCommand('headway.openCode', { uri: this.#uri, row: { path: message.path } });
        return;
      case 'scrolled':
        this.#scrollText(message.line);
    }
  }

  #scrollText(line: number): void {
    if (Date.now() - this.#textScrolledAt < ECHO_MS) return;
    this.#pageScrolledAt = Date.now();
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() !== this.#uri) continue;
      const at = new vscode.Position(line, 0);
      editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.AtTop);
    }
  }

  #sendView(): void {
    if (!this.#isReady) return;
    const view = this.#uri === undefined ? undefined : this.#plans.get(this.#uri);
    this.#panel.title = view ? vscode.l10n.t('Schedule: {0}', view.title) : vscode.l10n.t('Schedule');
    this.#sentVersion = view?.version ?? -1;
    this.#post(view ? { type: 'view', view } : { type: 'empty' });
  }

  #post(message: ToWebview): void {
    if (this.#isReady) void this.#panel.webview.postMessage(message);
  }
}

/** The page: no script but ours, nothing from anywhere else. */
function page(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const resource = (...path: string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const csp = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; img-src data:`;
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
<main id="schedule"></main>
<script nonce="${nonce}" src="${resource('dist', 'schedule.js')}"></script>
</body>
</html>`;
}
