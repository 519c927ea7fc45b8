// The language server beside yaml-language-server: same text, same JSON-RPC over stdio, a JSON Schema for the other one.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { median, ms, table } from './numbers';
import { planOf } from './plans';

const PEER = 'yaml-language-server@1.25.0';
const root = path.resolve('.bench');
/** The folder that the servers are told to be in; nothing is written to it. */
const folder = path.join(tmpdir(), 'headway-bench');
const peerScript = path.join(root, 'node_modules/yaml-language-server/bin/yaml-language-server');

/** Installs the peer where it does not get in the way; false when it cannot be fetched. */
function fetchPeer(): boolean {
  if (existsSync(peerScript)) return true;
  mkdirSync(root, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  spawnSync(npm, ['install', '--prefix', root, '--no-audit', '--no-fund', '--ignore-scripts', PEER], {
    stdio: 'ignore',
  });
  return existsSync(peerScript);
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** A language server of whatever kind, with the time that it takes to tell of problems. */
class Server {
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #waiting: (() => void)[] = [];
  readonly uri: string;
  #version = 1;

  constructor(command: readonly string[], uri: string) {
    this.uri = uri;
    this.#process = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'ignore'] });
    const { stdout, stdin } = this.#process;
    if (!stdout || !stdin) throw new Error('no pipes');
    this.#connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    const schema = pathToFileURL(path.resolve('syntaxes/plan.schema.json')).href;
    const yaml = {
      validate: true,
      hover: true,
      completion: true,
      schemaStore: { enable: false },
      schemas: { [schema]: ['*.yaml', '**/*.yaml'] },
    };
    this.#connection.onRequest((method, params) => {
      if (method !== 'workspace/configuration') return null;
      return (params as { items: { section?: string }[] }).items.map(({ section }) =>
        section === 'yaml' ? yaml : null,
      );
    });
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ uri: of }: { uri: string }) => {
      if (of === uri) for (const resolve of this.#waiting.splice(0)) resolve();
    });
    this.#connection.listen();
  }

  async initialize(): Promise<void> {
    const rootUri = pathToFileURL(folder).href;
    await this.request('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'bench' }],
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          publishDiagnostics: {},
          codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
        },
      },
    });
    await this.#connection.sendNotification('initialized', {});
    await new Promise((resolve) => setTimeout(resolve, 300));
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.#connection.sendRequest<R>(method, params);
  }

  /** Milliseconds until the server has told of problems after `act`. */
  async #told(act: () => Promise<void>): Promise<number> {
    const told = new Promise<void>((resolve) => this.#waiting.push(resolve));
    const start = performance.now();
    await act();
    await told;
    return performance.now() - start;
  }

  open(languageId: string, text: string): Promise<number> {
    const textDocument = { uri: this.uri, languageId, version: 1, text };
    return this.#told(() => this.#connection.sendNotification('textDocument/didOpen', { textDocument }));
  }

  notify(position: Position, text: string): Promise<void> {
    return this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: ++this.#version },
      contentChanges: [{ range: { start: position, end: position }, text }],
    });
  }

  change(position: Position, text: string): Promise<number> {
    return this.#told(() => this.notify(position, text));
  }

  async timed(method: string, params: object): Promise<number> {
    const start = performance.now();
    await this.request(method, { textDocument: { uri: this.uri }, ...params });
    return performance.now() - start;
  }

  /** Resident memory in megabytes. */
  memory(): number {
    try {
      const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    } catch {
      return NaN;
    }
  }

  stop(): void {
    this.#connection.dispose();
    this.#process.kill();
  }
}

/** So many servers more are started to see how long the first opening takes. */
const COLD_STARTS = 4;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function repeated(times: number, run: () => Promise<number>): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    taken.push(await run());
    await pause(30);
  }
  return median(taken);
}

/** Where a text stands, and so many characters on. */
function positionOf(text: string, needle: string, by: number): Position {
  const before = text.slice(0, text.indexOf(needle, text.length / 2) + by).split('\n');
  return { line: before.length - 1, character: before[before.length - 1].length };
}

interface Result {
  readonly open: number;
  readonly change: number;
  readonly completion: number;
  readonly hover: number;
  readonly memory: number;
}

async function measure(
  command: readonly string[],
  file: string,
  languageId: string,
  text: string,
  times: number,
): Promise<Result> {
  const uri = pathToFileURL(path.join(folder, file)).href;
  const opens: number[] = [];
  // A file is opened cold once in the life of a server: only fresh ones can be compared.
  for (let i = 0; i < COLD_STARTS; i++) {
    const cold = new Server(command, uri);
    await cold.initialize();
    opens.push(await cold.open(languageId, text));
    cold.stop();
  }
  const server = new Server(command, uri);
  await server.initialize();
  opens.push(await server.open(languageId, text));
  const open = median(opens);
  await pause(500);
  const title = positionOf(text, 'Task number', 0);
  const change = await repeated(times, async () => {
    const taken = await server.change(title, 'x');
    // What the last change still has to tell must not count for the next.
    await pause(text.length > 500_000 ? 600 : 150);
    return taken;
  });
  const key = positionOf(text, 'effort:', 3);
  const completion = await repeated(times, () => server.timed('textDocument/completion', { position: key }));
  const hover = await repeated(times, () => server.timed('textDocument/hover', { position: key }));
  const memory = server.memory();
  server.stop();
  return { open, change, completion, hover, memory };
}

/** Opening, typing, completing and hovering with growing plans, beside the peer. */
export async function compareServers(): Promise<void> {
  const hasPeer = fetchPeer();
  mkdirSync(folder, { recursive: true });
  const rows: string[][] = [
    ['tasks', 'server', 'open → problems', 'change → problems', 'completion', 'hover', 'memory'],
  ];
  for (const tasks of [100, 1000, 10_000, 50_000]) {
    const text = planOf(tasks);
    const times = tasks > 5000 ? 5 : 9;
    const own = await measure(['dist/server.js', '--stdio'], 'bench.plan.yaml', 'headway', text, times);
    const row = (name: string, it: Result): string[] => [
      String(tasks),
      name,
      ms(it.open),
      ms(it.change),
      ms(it.completion),
      ms(it.hover),
      `${it.memory.toFixed(0)} MB`,
    ];
    rows.push(row('headway', own));
    // The peer is in the race as far as it gets there in reasonable time.
    if (!hasPeer || tasks > 10_000) continue;
    const peer = await measure([peerScript, '--stdio'], 'bench.yaml', 'yaml', text, tasks > 5000 ? 3 : times);
    rows.push(row('yaml-language-server', peer));
    const ratio = (a: number, b: number): string => `${(b / a).toFixed(a > 0 && b / a < 10 ? 1 : 0)} ×`;
    rows.push([
      '',
      'quicker, smaller by',
      ratio(own.open, peer.open),
      ratio(own.change, peer.change),
      ratio(own.completion, peer.completion),
      ratio(own.hover, peer.hover),
      ratio(own.memory, peer.memory),
    ]);
  }
  table(
    hasPeer
      ? `Language servers over stdio (medians; the peer is ${PEER})`
      : 'Language server over stdio (the peer could not be fetched)',
    rows,
  );
}

/** Requests while somebody types at 20 keys a second: the median and the worst of each, in milliseconds. */
export async function requestsWhileTyping(tasks: number): Promise<void> {
  const text = planOf(tasks);
  mkdirSync(folder, { recursive: true });
  const server = new Server(['dist/server.js', '--stdio'], pathToFileURL(path.join(folder, 'typing.plan.yaml')).href);
  await server.initialize();
  await server.open('headway', text);
  await pause(1500);
  const title = positionOf(text, 'Task number', 0);
  const key = positionOf(text, 'effort:', 3);
  const after = positionOf(text, 'after: [task', 9);
  const range = { start: { line: key.line - 30, character: 0 }, end: { line: key.line + 30, character: 0 } };
  const requests: readonly (readonly [string, object])[] = [
    ['textDocument/completion', { position: key }],
    ['textDocument/completion', { position: after }],
    ['textDocument/hover', { position: key }],
    ['textDocument/hover', { position: after }],
    ['textDocument/signatureHelp', { position: after }],
    ['textDocument/definition', { position: after }],
    ['textDocument/documentHighlight', { position: after }],
    ['textDocument/inlayHint', { range }],
    ['textDocument/codeAction', { range: { start: key, end: key }, context: { diagnostics: [] } }],
    ['textDocument/semanticTokens/range', { range }],
    ['textDocument/documentSymbol', {}],
    ['textDocument/foldingRange', {}],
    ['textDocument/codeLens', {}],
    ['textDocument/documentLink', {}],
    ['textDocument/selectionRange', { positions: [key] }],
    ['textDocument/linkedEditingRange', { position: after }],
    ['textDocument/onTypeFormatting', { position: key, ch: '\n', options: { tabSize: 2, insertSpaces: true } }],
  ];
  const rows: string[][] = [['request', 'first', 'median', 'worst']];
  // An editor asks for everything once when it opens a file, before anybody types: those answers are told on their own.
  const first: string[] = [];
  for (const [method, params] of requests) first.push(ms(await server.timed(method, params)));
  const textDocument = { uri: server.uri };
  const start = performance.now();
  let known = await server.request<{ resultId: string }>('textDocument/semanticTokens/full', { textDocument });
  first.push(ms(performance.now() - start));
  const typist = setInterval(() => void server.notify(title, 'x'), 50);
  await pause(500);
  for (const [method, params] of requests) {
    const taken: number[] = [];
    for (let i = 0; i < 15; i++) {
      taken.push(await server.timed(method, params));
      await pause(23);
    }
    const where = 'position' in params && params.position === after ? ' (reference)' : '';
    const name = `${method.replace('textDocument/', '')}${where}`;
    rows.push([name, first[rows.length - 1], ms(median(taken)), ms(Math.max(...taken))]);
  }
  // Editors ask for all colours once, and then for what changed.
  const deltas: number[] = [];
  for (let i = 0; i < 15; i++) {
    const start = performance.now();
    known = await server.request('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: known.resultId,
    });
    deltas.push(performance.now() - start);
    await pause(23);
  }
  rows.push(['semanticTokens/full/delta', first[rows.length - 1], ms(median(deltas)), ms(Math.max(...deltas))]);
  clearInterval(typist);
  const alone: string[][] = [];
  for (const [method, params] of [
    ['textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } }],
    ['textDocument/references', { position: after, context: { includeDeclaration: true } }],
    ['workspace/symbol', { query: 'task number 77' }],
  ] as const)
    alone.push([method.replace('textDocument/', ''), ms(await repeated(5, () => server.timed(method, params))), '']);
  server.stop();
  table(`Requests with ${tasks} tasks while somebody types at 20 keys a second`, rows);
  table('The same, nobody typing', [['request', 'median', ''], ...alone]);
}
