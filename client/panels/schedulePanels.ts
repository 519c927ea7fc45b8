import * as vscode from 'vscode';
import { planSelector } from '../languageClient';
import { type PageServices, SchedulePage } from './schedulePage';

const panelType = 'headway.schedule';
const viewType = 'headway.scheduleView';

/** The schedule pages: one panel beside the text, and one view in the panel area; both follow the active plan. */
export class SchedulePanels implements vscode.Disposable, vscode.WebviewViewProvider {
  readonly #services: PageServices;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #pages = new Set<SchedulePage>();
  #panel: { readonly panel: vscode.WebviewPanel; readonly page: SchedulePage } | undefined;

  constructor(services: PageServices) {
    this.#services = services;
    const each = (run: (page: SchedulePage) => void): void => this.#pages.forEach(run);
    this.#disposables.push(
      vscode.window.registerWebviewPanelSerializer(panelType, {
        deserializeWebviewPanel: (panel, state: unknown) => {
          const uri =
            typeof state === 'object' && state !== null && 'uri' in state && typeof state.uri === 'string'
              ? state.uri
              : undefined;
          this.#adopt(panel, uri);
          return Promise.resolve();
        },
      }),
      vscode.window.registerWebviewViewProvider(viewType, this, {
        webviewOptions: { retainContextWhenHidden: false },
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor && isPlan(editor.document)) each((page) => page.follow(editor.document.uri.toString()));
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
        const line = visibleRanges[0]?.start.line;
        if (line !== undefined) each((page) => page.textScrolled(textEditor.document.uri.toString(), line));
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) =>
        each((page) => page.cursorMoved(textEditor.document.uri.toString(), selections[0].active.line)),
      ),
      services.plans.onDidChange((event) => each((page) => page.changed(event))),
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
      this.#panel.panel.reveal(undefined, true);
      this.#panel.page.follow(uri);
      return;
    }
    const panel = vscode.window.createWebviewPanel(panelType, vscode.l10n.t('Schedule'), {
      viewColumn: column,
      preserveFocus: true,
    });
    this.#adopt(panel, uri);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const surface = {
      webview: view.webview,
      setTitle: (title: string) => {
        view.description = title.replace(/^[^:]*: /, '');
      },
      focus: () => view.show(false),
    };
    const page = new SchedulePage(surface, this.#services, this.#services.plans.uriFor());
    this.#pages.add(page);
    view.onDidDispose(() => this.#pages.delete(page));
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#panel?.panel.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, uri: string | undefined): void {
    const { extensionUri } = this.#services.context;
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'schedule-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'schedule-dark.svg'),
    };
    const surface = {
      webview: panel.webview,
      setTitle: (title: string) => {
        panel.title = title;
      },
      focus: () => panel.reveal(undefined, false),
    };
    const page = new SchedulePage(surface, this.#services, uri);
    const adopted = { panel, page };
    this.#panel = adopted;
    this.#pages.add(page);
    panel.onDidDispose(() => {
      this.#pages.delete(page);
      if (this.#panel === adopted) this.#panel = undefined;
    });
  }
}

function isPlan(document: vscode.TextDocument): boolean {
  return vscode.languages.match(planSelector, document) > 0;
}
