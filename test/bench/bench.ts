// `npm run bench [-- PART ...]`: what Headway takes, beside a peer in the same run. Medians; numbers differ between machines, ratios less.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { drained } from '../../server/core/base/steps';
import { noHolidays } from '../../server/core/calendar/calendar';
import { diagnostics } from '../../server/core/features/diagnostics';
import { changesOf } from '../../server/core/features/edits/edits';
import { effectOf } from '../../server/core/features/effect';
import { buildPlan } from '../../server/core/model/build';
import { schedulingSteps } from '../../server/core/schedule/schedule';
import { parsePlan } from '../../server/core/syntax/document';
import { PlanSnapshot } from '../../server/core/workspace/snapshot';
import { toDiagnostic } from '../../server/lsp/convert';
import { Positions } from '../../server/lsp/positions';
import { changeBetween, scheduleView } from '../../server/lsp/scheduleView';
import { LanguageServer } from '../support/languageServer';
import { compareCharts } from './charts';
import { median, ms, table } from './numbers';
import { networkOf, planOf } from './plans';
import { scanWorkspaces } from './scan';
import { compareServers, requestsWhileTyping } from './servers';

const environment = { wallMinute: () => 0, holidays: noHolidays };
const uri = 'file:///bench/bench.plan.yaml';

function time(run: () => void, times: number): number {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    run();
    taken.push(performance.now() - start);
  }
  return median(taken);
}

async function timeAsync(run: () => Promise<void>, times: number): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await run();
    taken.push(performance.now() - start);
  }
  return median(taken);
}

function keystrokes(text: string): () => void {
  let snapshot = PlanSnapshot.of(uri, 1, text, environment);
  let count = 0;
  const place = text.indexOf('Task number', text.length / 2);
  return () => {
    const changed = `${text.slice(0, place)}${count++ % 10} ${text.slice(place)}`;
    snapshot = PlanSnapshot.of(uri, count, changed, environment, snapshot);
    const found = diagnostics(snapshot, snapshot.plan.problems);
    if (found.length > 0)
      found.map((problem) => toDiagnostic(uri, new Positions(snapshot.text, snapshot.lines, 'utf-16'), problem));
  };
}

/** The schedule of a plan that is read already. */
function scheduleAlone(text: string, times: number): number {
  const plan = buildPlan(parsePlan(text));
  return time(() => void drained(schedulingSteps(plan, { now: 0, holidays: noHolidays })), times);
}

/** What is sent to charts and trees after a schedule: the view, and how it differs from the one before. */
function viewAndChange(text: string, times: number): number {
  const snapshot = PlanSnapshot.of(uri, 1, text, environment);
  const problems = diagnostics(snapshot, [...snapshot.plan.problems, ...snapshot.schedule.problems]);
  const before = scheduleView(snapshot, problems);
  return time(() => void changeBetween(before, scheduleView(snapshot, problems)), times);
}

/** From a gesture to what would come of it, as it is told while something is dragged. */
function preview(text: string, times: number): number {
  const snapshot = PlanSnapshot.of(uri, 1, text, environment);
  const { schedule, plan } = snapshot;
  const task = plan.tasks[plan.tasks.length >> 1];
  const start = schedule.zone.toWall(schedule.tasks[task.index]?.start ?? 0);
  let days = 0;
  return time(() => {
    const edit = { kind: 'move', task: task.path, start: start + 1440 * (++days % 20) } as const;
    effectOf(snapshot, changesOf(snapshot, edit));
  }, times);
}

/** From a changed text to its schedule. */
function oneChange(text: string, times: number): number {
  let snapshot = PlanSnapshot.of(uri, 1, text, environment);
  void snapshot.schedule;
  let count = 0;
  return time(() => {
    const at = snapshot.text.indexOf('effort: ', (snapshot.text.length * ((count * 7) % 25)) / 25) + 8;
    snapshot = snapshot.edited(`${snapshot.text.slice(0, at)}${(count++ % 5) + 1}${snapshot.text.slice(at + 1)}`);
    void snapshot.schedule;
  }, times);
}

async function endToEnd(text: string): Promise<{ diagnostics: number; schedule: number }> {
  const server = await LanguageServer.start('test/bench');
  await server.open(uri, text);
  const before = text.slice(0, text.indexOf('Task number', text.length / 2)).split('\n');
  const position = { line: before.length - 1, character: before[before.length - 1].length };
  let version = 1;
  const type = (): Promise<void> =>
    server.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++version },
      contentChanges: [{ range: { start: position, end: position }, text: 'x' }],
    });
  const toDiagnostics: number[] = [];
  const toSchedule: number[] = [];
  for (let i = 0; i < 12; i++) {
    const start = performance.now();
    const [told, scheduled] = [server.next(uri, 'diagnostics'), server.next(uri, 'schedule')];
    await type();
    await told;
    toDiagnostics.push(performance.now() - start);
    await scheduled;
    toSchedule.push(performance.now() - start);
    // What the last change still has to tell must not count for the next.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await server.stop();
  return { diagnostics: median(toDiagnostics), schedule: median(toSchedule) };
}

async function keystrokesAndSchedules(): Promise<void> {
  const rows: string[][] = [
    [
      'tasks',
      'lines',
      'yaml.parseDocument',
      'open',
      'keystroke → problems (core)',
      'of yaml',
      'keystroke → problems (server)',
      '→ schedule (server)',
      'schedule alone',
    ],
  ];
  for (const tasks of [100, 1000, 10_000]) {
    const text = planOf(tasks);
    const times = tasks > 5000 ? 7 : 21;
    const peer = time(() => parseDocument(text, { lineCounter: new LineCounter() }), tasks > 5000 ? 3 : 9);
    const open = time(() => PlanSnapshot.of(uri, 1, text, environment), tasks > 5000 ? 3 : 9);
    const type = keystrokes(text);
    type();
    const keystroke = time(type, times * 3);
    const schedule = time(() => void PlanSnapshot.of(uri, 1, text, environment, snapshotOnce(text)).schedule, times);
    const server = await endToEnd(text);
    rows.push([
      String(tasks),
      String(text.split('\n').length - 1),
      ms(peer),
      ms(open),
      ms(keystroke),
      `1/${(peer / keystroke).toFixed(0)}`,
      ms(server.diagnostics),
      ms(server.schedule),
      ms(schedule - rebuild(text)),
    ]);
  }
  table('Keystrokes and schedules, 10 people (medians)', rows);
}

function schedulesAlone(): void {
  table('Schedules alone (medians)', [
    ['plan', 'schedule', 'aim'],
    ['10,000 tasks, 20 people', ms(scheduleAlone(planOf(10_000, 20), 15)), '300 ms'],
    ['one estimate changed in it, edit and schedule', ms(oneChange(planOf(10_000, 20), 25)), '100 ms'],
    ['100,000 tasks without people', ms(scheduleAlone(networkOf(100_000), 9)), '500 ms'],
  ]);
}

function viewsAndPreviews(): void {
  const dragged = [100, 1000, 10_000].map((tasks) => {
    const text = planOf(tasks, 20);
    return [String(tasks), ms(viewAndChange(text, 15)), ms(preview(text, 15))];
  });
  table('For charts, 20 people (medians)', [['tasks', 'view and its change', 'what a drag would do'], ...dragged]);
}

async function startAndSize(): Promise<void> {
  const start = await timeAsync(async () => {
    const server = await LanguageServer.start('examples/webshop');
    server.process.kill();
  }, 7);
  console.log(`\nLanguage server, from start to the answer to initialize: ${ms(start)}`);
  const activations = Array.from({ length: 3 }, activation).filter((taken) => taken !== undefined);
  console.log(
    activations.length > 0
      ? `activate() in a real VS Code: ${ms(median(activations))}`
      : 'activate(): VS Code did not run',
  );
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const vsix = `headway-${version}.vsix`;
  console.log(
    existsSync(vsix) ? `VSIX: ${(statSync(vsix).size / 1024).toFixed(0)} kB` : 'VSIX: run `npm run package` first',
  );
}

const parts: Readonly<Record<string, () => Promise<void> | void>> = {
  keystrokes: keystrokesAndSchedules,
  schedules: schedulesAlone,
  previews: viewsAndPreviews,
  servers: compareServers,
  typing: () => requestsWhileTyping(10_000),
  charts: () => compareCharts(),
  scan: scanWorkspaces,
  start: startAndSize,
};

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  for (const [name, run] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await run();
}

/** Milliseconds that the extension's `activate` takes in a real VS Code, as its own tests print it. */
function activation(): number | undefined {
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'test/vscode/runSuite.ts'], { encoding: 'utf8' });
  const match = /activate\(\) took (\d+) ms/.exec(stdout);
  return match ? Number(match[1]) : undefined;
}

const known = new Map<string, PlanSnapshot>();

/** A version of the plan to take over everything from, so that scheduling alone is left to measure. */
function snapshotOnce(text: string): PlanSnapshot {
  let snapshot = known.get(text);
  if (!snapshot) known.set(text, (snapshot = PlanSnapshot.of(uri, 1, text, environment)));
  return snapshot;
}

function rebuild(text: string): number {
  return time(() => PlanSnapshot.of(uri, 1, text, environment, snapshotOnce(text)), 7);
}

void main();
