import type { Connection } from 'vscode-languageserver';
import { linkProblems } from '../core/features/codeLinks';
import type { PlacedPlan } from '../core/features/codeTasks';
import { uncoveredProblems } from '../core/features/coverage';
import { type Diagnostic, diagnostics } from '../core/features/diagnostics';
import { baselineProblems, portfolioProblems } from '../core/features/portfolio';
import { resolvePath } from '../core/links/files';
import type { Schedule } from '../core/schedule/types';
import type { Problem } from '../core/schema/problems';
import type { History } from '../core/workspace/baselines';
import type { Included } from '../core/workspace/included';
import { outsideOf } from '../core/workspace/outside';
import { includesOf, type Plans } from '../core/workspace/plans';
import { type Environment, PlanSnapshot, QUICK_TASKS } from '../core/workspace/snapshot';
import { type Disk, noDisk } from '../files/disk';
import { type FolderFiles, folderFiles, type SymbolSource } from '../files/folder';
import { planFiles } from '../files/walk';
import { type DidScheduleParams, type ScheduleResult, scheduleNotification } from '../protocol/requests';
import type { ScheduleView } from '../protocol/schedule';
import { type Client, unknownClient } from './client';
import { clientDisk, readFromClient } from './clientDisk';
import { toDiagnostic } from './convert';
import type { OpenDocuments } from './documents';
import type { Host } from './host';
import { pause } from './pause';
import { portfolioView } from './portfolioView';
import { Positions } from './positions';
import { changeBetween, scheduleView } from './scheduleView';
import { Searches } from './searches';
import { defaultSettings, type Settings } from './settings';

/** How long typing must pause before a large plan is scheduled again. */
const PAUSE_MS = 120;
/** How long the server computes without looking at what else arrived. */
const SLICE_MS = 12;

/** One plan file: its present text, and what is known about it. */
interface PlanFile {
  /** Undefined while a new text has not been read yet. */
  snapshot: PlanSnapshot | undefined;
  /** The text that is to be read, and the version from which the reading takes over. */
  text: Positions;
  previous: PlanSnapshot | undefined;
  /** Problems of links to code and to other plans, for the snapshot with this version. */
  links: { readonly version: number; readonly problems: readonly Problem[] };
  /** How often links were checked: an older check that ends later than a newer one says nothing. */
  checks: number;
  views: ScheduleView[];
  /** The view without what the plan includes, and what it was made of. */
  own: { readonly view: ScheduleView; readonly schedule: Schedule; readonly links: PlanFile['links'] } | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Done when everything about the present text is known. */
  settled: Promise<void>;
  resolve: () => void;
}

/** A folder of the workspace. */
export interface Folder {
  readonly uri: string;
  readonly files: FolderFiles;
}

/** The path of a file or folder from a folder of the workspace; undefined for what is not in it. */
export function pathIn(folder: Folder, uri: string): string | undefined {
  if (!uri.startsWith(`${folder.uri}/`)) return undefined;
  return decodeURIComponent(uri.slice(folder.uri.length + 1)).replace(/\/$/, '');
}

/** Every plan that is open or lies in the workspace, kept up to date with its text. */
export class PlanWorkspace implements Plans {
  /** The plan at a path that is written in another one. */
  readonly includedPlan: Included = (fromUri, path) => {
    const uri = this.resolve(fromUri, path);
    return uri === undefined ? undefined : this.get(uri);
  };
  readonly #connection: Connection;
  readonly #host: Host;
  readonly #environment: Environment;
  readonly #plans = new Map<string, PlanFile>();
  readonly documents: OpenDocuments;
  readonly searches: Searches;
  /** Earlier versions of files, as far as the client can tell them. */
  history: History = { at: () => Promise.resolve(undefined) };
  client: Client = unknownClient;
  settings: Settings = defaultSettings;
  /** Done when the plans of the workspace have been read. */
  #ready: Promise<void> = Promise.resolve();
  #isReady = true;
  #symbols: SymbolSource = () => Promise.resolve(undefined);
  #folders: Folder[] = [];
  #versions = 0;

  constructor(connection: Connection, documents: OpenDocuments, host: Host) {
    this.#connection = connection;
    this.documents = documents;
    this.#host = host;
    this.#environment = {
      wallMinute: (timezone) => host.wallMinute(timezone),
      holidays: host.holidays,
      outside: outsideOf(this.includedPlan),
    };
    this.searches = new Searches(host);
  }

  get ready(): Promise<void> {
    return this.#ready;
  }

  /** What other plans say is not judged until they have been read. */
  set ready(ready: Promise<void>) {
    this.#isReady = false;
    this.#ready = ready.then(() => {
      this.#isReady = true;
    });
  }

  /** The clock and the holidays of this server, and the plans of its workspace. */
  get environment(): Environment {
    return this.#environment;
  }

  /** Tells the client something that it did not ask for. */
  tell(method: string, params: object): void {
    void this.#connection.sendNotification(method, params);
  }

  setFolders(uris: readonly string[], symbols: SymbolSource): void {
    this.#symbols = symbols;
    this.#folders = uris.map((uri) => ({
      uri: uri.replace(/\/$/, ''),
      files: this.#filesOf(uri.replace(/\/$/, ''), symbols),
    }));
  }

  setSettings(settings: Settings): void {
    this.settings = settings;
    for (const uri of this.#plans.keys()) this.#publish(uri);
    void this.#checkAllLinks();
    this.#refresh(true);
  }

  /** Reads the plans of all folders that are not open in the editor; tells how far it is. */
  async scan(progress: (done: number, all: number) => void = () => {}): Promise<void> {
    for (const folder of this.#folders) {
      const paths = await planFiles(this.#diskOf(folder.uri));
      for (const [i, path] of paths.entries()) {
        progress(i, paths.length);
        await this.readFromDisk(folder.files.uriOf(path));
      }
    }
  }

  async readFromDisk(uri: string): Promise<void> {
    if (this.documents.get(uri)) return;
    const text = await this.readSource(uri);
    if (this.documents.get(uri)) return;
    if (text === undefined) this.#remove(uri);
    else this.update(uri, Positions.of(text, this.documents.encoding));
  }

  /** The text of a file; undefined when it cannot be read. */
  async readSource(uri: string): Promise<string | undefined> {
    if (this.#host.canRead(uri)) return this.#host.read(uri);
    return this.client.answersFiles ? readFromClient(this.#connection, uri) : undefined;
  }

  #filesOf(folderUri: string, symbols: SymbolSource): FolderFiles {
    return folderFiles(folderUri, this.#diskOf(folderUri), symbols, this.client.isTrusted);
  }

  #diskOf(folderUri: string): Disk {
    if (this.#host.canRead(folderUri)) return this.#host.disk(folderUri);
    return this.client.answersFiles ? clientDisk(this.#connection, folderUri) : noDisk;
  }

  get all(): readonly PlanSnapshot[] {
    return [...this.#plans.keys()].flatMap((uri) => this.get(uri) ?? []);
  }

  /** The present version of a plan; reads its text first where that has not been done. */
  get(uri: string): PlanSnapshot | undefined {
    const file = this.#plans.get(uri);
    if (!file) return undefined;
    if (!file.snapshot) {
      const { text, lines } = file.text;
      file.snapshot = PlanSnapshot.of(uri, ++this.#versions, text, this.#environment, file.previous, lines);
      file.previous = undefined;
    }
    return file.snapshot;
  }

  /** Between offsets and positions of the present version of a plan. */
  positions(snapshot: PlanSnapshot): Positions {
    return new Positions(snapshot.text, snapshot.lines, this.documents.encoding);
  }

  resolve(fromUri: string, path: string): string | undefined {
    const place = this.folderOf(fromUri);
    const resolved = place && resolvePath(path, place.planFolder);
    return resolved === undefined ? undefined : place?.folder.files.uriOf(resolved);
  }

  /**
   * The folder of the workspace that a file belongs to, and the path of the file's own folder in it. For a plan outside
   * of every one that is its own folder, for another file that of the plan around it.
   */
  folderOf(uri: string): { readonly folder: Folder; readonly planFolder: string } | undefined {
    const inside = this.#folders.filter((folder) => uri.startsWith(`${folder.uri}/`));
    const folder = inside.reduce<Folder | undefined>(
      (best, it) => (best && best.uri.length > it.uri.length ? best : it),
      undefined,
    );
    const place = folder ?? this.#folderAlone(uri);
    const path = pathIn(place, uri) ?? '';
    return { folder: place, planFolder: folderIn(path) };
  }

  #folderAlone(uri: string): Folder {
    const around = [...this.#plans.keys()].map(folderIn).filter((folder) => uri.startsWith(`${folder}/`));
    const own = this.#plans.has(uri) ? folderIn(uri) : around.reduce((a, b) => (b.length > a.length ? b : a), '');
    const place = own || folderIn(uri);
    return { uri: place, files: this.#filesOf(place, this.#symbols) };
  }

  /** Takes in a new text of a plan. It is read when somebody asks, or when nothing else is to be done. */
  update(uri: string, text: Positions): void {
    const before = this.#plans.get(uri);
    clearTimeout(before?.timer);
    before?.resolve();
    let resolve = (): void => {};
    const settled = new Promise<void>((done) => (resolve = done));
    const file: PlanFile = {
      snapshot: undefined,
      text,
      previous: before?.snapshot ?? before?.previous,
      links: before?.links ?? { version: 0, problems: [] },
      checks: 0,
      views: before?.views ?? [],
      own: undefined,
      timer: undefined,
      settled,
      resolve,
    };
    this.#plans.set(uri, file);
    file.timer = setTimeout(() => this.#look(uri, file), 0);
  }

  close(uri: string): void {
    void this.readFromDisk(uri);
  }

  /** Files of the workspace were created, changed or deleted. */
  filesChanged(uris: readonly string[]): void {
    for (const { files } of this.#folders) files.forget(uris);
    for (const uri of uris) if (/\.plan\.ya?ml$/.test(uri)) void this.readFromDisk(uri);
    void this.#checkAllLinks();
  }

  /** The plans of a folder of the workspace, each with the path of its own folder. */
  plansIn(folder: Folder): PlacedPlan[] {
    return this.all.flatMap((snapshot) => {
      const place = this.folderOf(snapshot.uri);
      return place?.folder.uri === folder.uri ? [{ snapshot, planFolder: place.planFolder }] : [];
    });
  }

  /** The schedule of a plan, as a difference when the version that the client has is still known. */
  schedule(uri: string, since: number | undefined): ScheduleResult {
    const snapshot = this.get(uri);
    const file = this.#plans.get(uri);
    if (!snapshot || !file) return null;
    const view = this.#view(file, snapshot);
    const before = file.views.find((known) => known.version === since);
    return before ? { change: changeBetween(before, view) } : { view };
  }

  /** Resolves when everything about the present text of a plan is known, or when there is a newer one. */
  settled(uri: string): Promise<void> {
    return this.#plans.get(uri)?.settled ?? Promise.resolve();
  }

  /** Every problem of a plan that is known now. */
  problems(uri: string): readonly Diagnostic[] {
    const snapshot = this.get(uri);
    const file = this.#plans.get(uri);
    if (!snapshot || !file) return [];
    const found = [...snapshot.plan.problems];
    if (snapshot.isScheduled) found.push(...snapshot.schedule.problems, ...snapshot.quality);
    if (file.links.version === snapshot.version) found.push(...file.links.problems);
    return diagnostics(snapshot, found, this.settings.severities);
  }

  #view(file: PlanFile, snapshot: PlanSnapshot): ScheduleView {
    const known = file.views.find((view) => view.version === snapshot.version);
    if (known) return known;
    const view = portfolioView(this.#ownView(file, snapshot), snapshot, this.includedPlan, (other) => {
      const its = this.#plans.get(other.uri);
      return its ? this.#ownView(its, other) : scheduleView(other, []);
    });
    file.views = [view, ...file.views].slice(0, 3);
    return view;
  }

  #ownView(file: PlanFile, snapshot: PlanSnapshot): ScheduleView {
    const { own, links } = file;
    const { schedule, version } = snapshot;
    if (own?.schedule === schedule && own.links === links) return { ...own.view, version };
    const view = scheduleView(snapshot, this.problems(snapshot.uri));
    file.own = { view, schedule, links };
    return view;
  }

  /** Reads a new text and tells its problems; schedules it at once, or when typing pauses. */
  #look(uri: string, file: PlanFile): void {
    this.#guarded(`Reading ${uri}`, () => {
      if (this.#plans.get(uri) !== file) return;
      const snapshot = this.get(uri);
      if (!snapshot) return;
      if (snapshot.plan.tasks.length <= QUICK_TASKS) void this.#settle(file, snapshot);
      else {
        this.#publish(uri);
        file.timer = setTimeout(() => void this.#settle(file, snapshot), PAUSE_MS);
      }
    });
  }

  #guarded(what: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#failed(what, error);
    }
  }

  #failed(what: string, error: unknown): void {
    this.#connection.console.error(`${what} failed: ${error instanceof Error ? error.stack : String(error)}`);
  }

  /** Schedules a version and tells what came of it, unless it is out of date by then. */
  async #settle(file: PlanFile, snapshot: PlanSnapshot): Promise<void> {
    const { uri } = snapshot;
    const isCurrent = (): boolean => this.#plans.get(uri) === file;
    try {
      const steps = snapshot.scheduling();
      for (let started = performance.now(); !steps.next().done; ) {
        if (performance.now() - started < SLICE_MS) continue;
        await pause();
        if (!isCurrent()) return;
        started = performance.now();
      }
      if (!isCurrent()) return;
      if (!this.#isReady) {
        this.#publish(uri);
        await this.#ready;
        if (!isCurrent()) return;
      }
      await this.#checkLinks(snapshot);
      if (!isCurrent()) return;
      this.#notify({ uri, version: snapshot.version });
      this.#refresh(snapshot.plan.tasks.length > QUICK_TASKS);
      this.#tellOthers(snapshot.uri);
    } catch (error) {
      this.#failed(`Scheduling ${uri}`, error);
    } finally {
      file.resolve();
    }
  }

  /**
   * Plans that include one with a new schedule show it, and are scheduled again where their dates follow from it.
   *
   * @param told plans that know already: they may include each other in a circle
   */
  #tellOthers(uri: string, told: Set<string> = new Set([uri])): void {
    for (const other of this.all) {
      if (told.has(other.uri) || !includesOf(other).some(({ path }) => this.resolve(other.uri, path) === uri)) continue;
      told.add(other.uri);
      const file = this.#plans.get(other.uri);
      if (file && other.isOutdated) this.update(other.uri, file.text);
      else if (file && other.isScheduled) {
        file.snapshot = other.renewed(++this.#versions);
        void this.#checkLinks(file.snapshot);
        this.#notify({ uri: other.uri, version: file.snapshot.version });
        this.#tellOthers(other.uri, told);
      }
    }
  }

  async #checkAllLinks(): Promise<void> {
    await Promise.all(this.all.map((snapshot) => this.#checkLinks(snapshot)));
    this.#refresh(false);
  }

  async #checkLinks(snapshot: PlanSnapshot): Promise<void> {
    const { uri } = snapshot;
    const file = this.#plans.get(uri);
    if (file?.snapshot !== snapshot) return;
    const check = ++file.checks;
    const place = this.folderOf(uri);
    const problems = [...portfolioProblems(this, snapshot)];
    if (place) {
      problems.push(...(await linkProblems(snapshot, place.planFolder, place.folder.files)));
      problems.push(...(await baselineProblems(this, snapshot, place.folder.files)));
      if ((this.settings.severities['plan/uncovered-folder'] ?? 'off') !== 'off')
        problems.push(...(await uncoveredProblems(snapshot, this.plansIn(place.folder), place.folder.files)));
    }
    if (this.#plans.get(uri) !== file || file.snapshot !== snapshot || file.checks !== check) return;
    file.links = { version: snapshot.version, problems };
    this.#publish(uri);
  }

  #publish(uri: string): void {
    if (this.client.pullsDiagnostics) return;
    const snapshot = this.get(uri);
    if (!snapshot) return;
    const at = this.positions(snapshot);
    const list = this.problems(uri).map((problem) => toDiagnostic(uri, at, problem));
    const version = this.documents.get(uri)?.version;
    void this.#connection.sendDiagnostics({ uri, diagnostics: list, ...(version === undefined ? {} : { version }) });
  }

  /** Lets the client ask again for what it shows of dates. */
  #refresh(hasNewDates: boolean): void {
    if (this.client.pullsDiagnostics && this.client.refreshesDiagnostics)
      void this.#connection.languages.diagnostics.refresh();
    if (!hasNewDates) return;
    if (this.client.refreshesInlayHints) void this.#connection.languages.inlayHint.refresh();
    if (this.client.refreshesCodeLens) void this.#connection.sendRequest('workspace/codeLens/refresh');
  }

  #remove(uri: string): void {
    const file = this.#plans.get(uri);
    if (!file) return;
    clearTimeout(file.timer);
    file.resolve();
    this.#plans.delete(uri);
    if (!this.client.pullsDiagnostics) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#notify({ uri, version: null });
    this.#tellOthers(uri);
  }

  #notify(params: DidScheduleParams): void {
    this.tell(scheduleNotification, params);
  }
}

/** The path or URI of the folder in which a file lies; empty at the outside. */
function folderIn(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
