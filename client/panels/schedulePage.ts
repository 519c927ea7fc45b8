import * as vscode from 'vscode';
import {
  type EditParams,
  type EditResult,
  editRequest,
  type PreviewResult,
  previewRequest,
} from '../../server/protocol/edits';
import { placeIn } from '../../server/protocol/schedule';
import { type FromWebview, isFromWebview, type PageCommand, type ToWebview } from '../../server/protocol/webview';
import { type WorkloadParams, type WorkloadResult, workloadRequest } from '../../server/protocol/workload';
import type { HeadwayClient } from '../languageClient';
import { editRefusal } from '../links/applyEdit';
import { revealTask } from '../links/revealTask';
import type { PlanEvent, PlanStore } from '../plans';
import { ghostsOf } from './ghosts';
import { pageHtml } from './html';
import { printPicture, savePicture } from './pictures';

/** After one side scrolled the other, the echo of that is not followed back … */
const ECHO_MS = 250;
/** … unless it leads somewhere else: further than headings that stick to the top of the text are high. */
const ECHO_LINES = 12;

const commands: Readonly<Record<PageCommand, string>> = {
  optimize: 'headway.optimize',
  compare: 'headway.compare',
  waysOut: 'headway.waysOut',
};

/** What a page needs of the extension. */
export interface PageServices {
  readonly context: vscode.ExtensionContext;
  readonly client: HeadwayClient;
  readonly plans: PlanStore;
}

/** Where a page is shown. */
export interface PageSurface {
  readonly webview: vscode.Webview;
  setTitle(title: string): void;
  /** Gives it the keyboard. */
  focus(): void;
}

/** One schedule page, in a panel or in a view: sends it what there is to show, and carries out what it asks for. */
export class SchedulePage {
  readonly #surface: PageSurface;
  readonly #services: PageServices;
  #uri: string | undefined;
  /** The plan in which the page changed something last: this one, or one that it includes. */
  #edited: string | undefined;
  #isReady = false;
  /** The plan that the page shows. */
  #shown: string | undefined;
  #sentVersion = -1;
  #pageScrolledAt = 0;
  #pageLine = 0;
  #textScrolledAt = 0;

  constructor(surface: PageSurface, services: PageServices, uri: string | undefined) {
    this.#surface = surface;
    this.#services = services;
    this.#uri = uri;
    const { webview } = surface;
    const { extensionUri } = services.context;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist'), vscode.Uri.joinPath(extensionUri, 'media')],
    };
    webview.onDidReceiveMessage((message: unknown) => {
      if (isFromWebview(message)) void this.#received(message);
    });
    webview.html = pageHtml(webview, extensionUri);
  }

  /** Shows another plan. */
  follow(uri: string): void {
    if (uri === this.#uri) return;
    this.#uri = uri;
    this.#edited = undefined;
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
    const isEcho = Date.now() - this.#pageScrolledAt < ECHO_MS && Math.abs(line - this.#pageLine) < ECHO_LINES;
    if (uri !== this.#uri || isEcho) return;
    this.#textScrolledAt = Date.now();
    this.#post({ type: 'scrollToLine', line });
  }

  cursorMoved(uri: string, line: number): void {
    if (uri === this.#uri) this.#post({ type: 'cursor', line });
  }

  async #received(message: FromWebview): Promise<void> {
    const uri = this.#uri;
    if (message.type === 'ready') {
      this.#isReady = true;
      this.#shown = undefined;
      this.#sendView();
    } else if (message.type === 'export') await savePicture(uri ?? 'file:///schedule', message.format, message.data);
    else if (message.type === 'print') await printPicture(this.#services.context, message.svg);
    else if (uri !== undefined) await this.#receivedAbout(uri, message);
  }

  async #receivedAbout(
    uri: string,
    message: Exclude<FromWebview, { type: 'ready' | 'export' | 'print' }>,
  ): Promise<void> {
    const { client } = this.#services;
    switch (message.type) {
      case 'open':
        return revealTask(this.#placeIn(uri, message.path).uri, message.line);
      case 'openCode': {
        const place = this.#placeIn(uri, message.path);
        return vscode.commands.executeCommand('headway.openCode', { uri: place.uri, row: { path: place.path } });
      }
      case 'scrolled':
        return this.#scrollText(uri, message.line);
      case 'edit': {
        const { id, edit } = message;
        const result = await client.request<EditParams, EditResult>(editRequest, { uri, edit });
        if (result && 'edit' in result) this.#edited = result.edit.documentChanges[0]?.textDocument.uri;
        this.#post({ type: 'edited', id, refused: result ? await editRefusal(client, result) : gone() });
        return;
      }
      case 'preview': {
        const { id, edit } = message;
        const result = await client.request<EditParams, PreviewResult>(previewRequest, { uri, edit });
        this.#post({ type: 'previewed', id, result: result ?? { refused: gone() } });
        return;
      }
      case 'undo':
      case 'redo':
        return this.#undo(this.#edited ?? uri, message.type);
      case 'wantWorkload': {
        const { unit, firstDay } = message;
        const params: WorkloadParams = { uri, unit, firstDay, included: true };
        const workload = await client.request<WorkloadParams, WorkloadResult>(workloadRequest, params);
        if (workload) this.#post({ type: 'workload', workload });
        return;
      }
      case 'wantGhosts': {
        this.#post({ type: 'ghosts', ghosts: await ghostsOf(client, uri, message.of) });
        return;
      }
      case 'command': {
        const place = message.task === undefined ? { uri } : this.#placeIn(uri, message.task);
        const task = 'path' in place ? place.path || null : undefined;
        return vscode.commands.executeCommand(commands[message.command], { uri: place.uri, task });
      }
    }
  }

  /** The plan in which a task of the page stands, and its path there. */
  #placeIn(uri: string, path: string): { readonly uri: string; readonly path: string } {
    const view = this.#services.plans.portfolio(uri);
    return view ? placeIn(view, path) : { uri, path };
  }

  /** Undoes in the text what was done there last; the page gets the keyboard back. */
  async #undo(uri: string, command: 'undo' | 'redo'): Promise<void> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const visible = vscode.window.visibleTextEditors.find((it) => it.document === document);
    await vscode.window.showTextDocument(document, {
      viewColumn: visible?.viewColumn ?? vscode.ViewColumn.Beside,
      preserveFocus: false,
    });
    await vscode.commands.executeCommand(command);
    this.#surface.focus();
    this.#post({ type: 'focus' });
  }

  #scrollText(uri: string, line: number): void {
    if (Date.now() - this.#textScrolledAt < ECHO_MS) return;
    this.#pageScrolledAt = Date.now();
    this.#pageLine = line;
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() !== uri) continue;
      const at = new vscode.Position(line, 0);
      editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.AtTop);
    }
  }

  #sendView(): void {
    if (!this.#isReady) return;
    const view = this.#uri === undefined ? undefined : this.#services.plans.portfolio(this.#uri);
    this.#surface.setTitle(view ? vscode.l10n.t('Schedule: {0}', view.title) : vscode.l10n.t('Schedule'));
    this.#sentVersion = view?.version ?? -1;
    this.#post(view ? { type: 'view', view } : { type: 'empty' });
    const shown = view && this.#uri;
    if (shown !== undefined && shown !== this.#shown) this.#beginAtText(shown);
    this.#shown = shown;
  }

  /** A plan begins where its text is scrolled to, at the task of the cursor. */
  #beginAtText(uri: string): void {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
    if (!editor) return;
    this.cursorMoved(uri, editor.selection.active.line);
    if (editor.visibleRanges.length > 0) this.textScrolled(uri, editor.visibleRanges[0].start.line);
  }

  #post(message: ToWebview): void {
    if (this.#isReady) void this.#surface.webview.postMessage(message);
  }
}

function gone(): string {
  return vscode.l10n.t('The plan is not there any more.');
}
