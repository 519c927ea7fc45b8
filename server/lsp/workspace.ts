import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { linkProblems } from '../core/features/codeLinks';
import { type Diagnostic, diagnostics, type SeverityOverrides } from '../core/features/diagnostics';
import type { Problem } from '../core/schema/problems';
import { PlanSnapshot } from '../core/workspace/snapshot';
import { type DidScheduleParams, scheduleNotification, type ScheduleResult } from '../protocol/requests';
import type { ScheduleView } from '../protocol/schedule';
import { toDiagnostic } from './convert';
import type { FolderFiles, Host, SymbolSource } from './host';
import { changeBetween, scheduleView } from './scheduleView';

/** Plans up to this size are scheduled at once; larger ones when typing pauses. */
const IMMEDIATE_TASKS = 1500;
const PAUSE_MS = 120;

/** One plan file: its present version, and what is known about it beyond the text. */
interface PlanFile {
  snapshot: PlanSnapshot;
  /** Problems of links to code, for the snapshot with this version. */
  links: { readonly version: number; readonly problems: readonly Problem[] };
  views: ScheduleView[];
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** A folder of the workspace. */
export interface Folder {
  readonly uri: string;
  readonly files: FolderFiles;
}

/** Every plan that is open or lies in the workspace, kept up to date with its text. */
export class PlanWorkspace {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #host: Host;
  readonly #plans = new Map<string, PlanFile>();
  #folders: Folder[] = [];
  #severities: SeverityOverrides = {};
  #versions = 0;

  constructor(connection: Connection, documents: TextDocuments<TextDocument>, host: Host) {
    this.#connection = connection;
    this.#documents = documents;
    this.#host = host;
  }

  setFolders(uris: readonly string[], symbols: SymbolSource): void {
    this.#folders = uris.map((uri) => ({
      uri: uri.replace(/\/$/, ''),
      files: this.#host.files(uri.replace(/\/$/, ''), symbols),
    }));
  }

  setSeverities(severities: SeverityOverrides): void {
    this.#severities = severities;
    for (const uri of this.#plans.keys()) this.#publish(uri);
  }

  /** Reads the plans of all folders that are not open in the editor. */
  async scan(): Promise<void> {
    for (const folder of this.#folders) {
      for (const uri of await this.#host.findPlans(folder.uri)) await this.readFromDisk(uri);
    }
  }

  async readFromDisk(uri: string): Promise<void> {
    if (this.#documents.get(uri)) return;
    const text = await this.#host.read(uri);
    if (this.#documents.get(uri)) return;
    if (text === undefined) this.#remove(uri);
    else this.update(uri, text);
  }

  get plans(): readonly PlanSnapshot[] {
    return [...this.#plans.values()].map((file) => file.snapshot);
  }

  get(uri: string): PlanSnapshot | undefined {
    return this.#plans.get(uri)?.snapshot;
  }

  /** The folder that a plan belongs to, and the path of the plan's own folder in it. */
  folderOf(uri: string): { readonly folder: Folder; readonly planFolder: string } | undefined {
    const inside = this.#folders.filter((folder) => uri.startsWith(`${folder.uri}/`));
    const folder = inside.reduce<Folder | undefined>(
      (best, it) => (best && best.uri.length > it.uri.length ? best : it),
      undefined,
    );
    const fallback = uri.slice(0, uri.lastIndexOf('/'));
    if (!folder)
      return {
        folder: { uri: fallback, files: this.#host.files(fallback, () => Promise.resolve(undefined)) },
        planFolder: '',
      };
    const path = decodeURIComponent(uri.slice(folder.uri.length + 1));
    return { folder, planFolder: path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '' };
  }

  /** Takes in a new text of a plan. */
  update(uri: string, text: string): void {
    const previous = this.#plans.get(uri);
    clearTimeout(previous?.timer);
    const snapshot = PlanSnapshot.of(uri, ++this.#versions, text, this.#host, previous?.snapshot);
    const file: PlanFile = {
      snapshot,
      links: previous?.links ?? { version: 0, problems: [] },
      views: previous?.views ?? [],
      timer: undefined,
    };
    this.#plans.set(uri, file);
    const isSmall = snapshot.plan.tasks.length <= IMMEDIATE_TASKS;
    if (!isSmall) this.#publish(uri);
    file.timer = setTimeout(() => void this.#settle(uri, snapshot), isSmall ? 0 : PAUSE_MS);
  }

  close(uri: string): void {
    void this.readFromDisk(uri);
  }

  /** Files of the workspace were created, changed or deleted. */
  filesChanged(uris: readonly string[]): void {
    for (const { files } of this.#folders) for (const uri of uris) files.forget(uri);
    for (const uri of uris) if (/\.plan\.ya?ml$/.test(uri)) void this.readFromDisk(uri);
    for (const [uri, file] of this.#plans) void this.#checkLinks(uri, file.snapshot);
  }

  /** The schedule of a plan, as a difference when the version that the client has is still known. */
  schedule(uri: string, since: number | undefined): ScheduleResult {
    const file = this.#plans.get(uri);
    if (!file) return null;
    const view = this.#view(file);
    const before = file.views.find((known) => known.version === since);
    return before ? { change: changeBetween(before, view) } : { view };
  }

  /** Every problem of a plan that is known now. */
  problems(uri: string): readonly Diagnostic[] {
    const file = this.#plans.get(uri);
    if (!file) return [];
    const { snapshot, links } = file;
    const found = [...snapshot.plan.problems];
    if (snapshot.isScheduled) found.push(...snapshot.schedule.problems);
    if (links.version === snapshot.version) found.push(...links.problems);
    return diagnostics(snapshot, found, this.#severities);
  }

  #view(file: PlanFile): ScheduleView {
    const known = file.views.find((view) => view.version === file.snapshot.version);
    if (known) return known;
    void file.snapshot.schedule;
    const view = scheduleView(file.snapshot, this.problems(file.snapshot.uri));
    file.views = [view, ...file.views].slice(0, 3);
    return view;
  }

  /** Schedules a version and tells what came of it, unless it is out of date by then. */
  async #settle(uri: string, snapshot: PlanSnapshot): Promise<void> {
    try {
      if (this.get(uri) !== snapshot) return;
      void snapshot.schedule;
      await this.#checkLinks(uri, snapshot);
      if (this.get(uri) !== snapshot) return;
      this.#notify({ uri, version: snapshot.version });
    } catch (error) {
      this.#connection.console.error(
        `Scheduling ${uri} failed: ${error instanceof Error ? error.stack : String(error)}`,
      );
    }
  }

  async #checkLinks(uri: string, snapshot: PlanSnapshot): Promise<void> {
    const place = this.folderOf(uri);
    const problems = place ? await linkProblems(snapshot, place.planFolder, place.folder.files) : [];
    const file = this.#plans.get(uri);
    if (file?.snapshot !== snapshot) return;
    file.links = { version: snapshot.version, problems };
    this.#publish(uri);
  }

  #publish(uri: string): void {
    const file = this.#plans.get(uri);
    if (!file) return;
    const { lines } = file.snapshot;
    const list = this.problems(uri).map((problem) => toDiagnostic(uri, lines, problem));
    void this.#connection.sendDiagnostics({ uri, diagnostics: list });
  }

  #remove(uri: string): void {
    const file = this.#plans.get(uri);
    if (!file) return;
    clearTimeout(file.timer);
    this.#plans.delete(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#notify({ uri, version: null });
  }

  #notify(params: DidScheduleParams): void {
    void this.#connection.sendNotification(scheduleNotification, params);
  }
}
