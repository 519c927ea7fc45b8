// `npm run bench:taskjuggler [-- SIZES]`: the same effort-driven plans, one person a task, by `tj3` (Debian package) and by
// Headway, each as a whole process: the time of both, and how many finish dates agree.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { ScheduleJson } from '../../server/core/features/scheduleJson';
import { randomNumbers } from '../support/randomPlans';
import { median, ms, table } from './numbers';

interface Job {
  readonly id: string;
  readonly hours: number;
  readonly person: number;
  readonly after: readonly string[];
  readonly priority: number;
}

const PEOPLE = 10;

/** Jobs with up to two predecessors. Up to a thousand, no two have the same priority; beyond, both tools break ties their own way. */
function jobsOf(count: number): Job[] {
  const random = randomNumbers(count);
  const ranks = new Array<number>(count);
  Array.from({ length: count }, (_, i) => ({ i, key: random() }))
    .sort((a, b) => a.key - b.key)
    .forEach(({ i }, rank) => {
      ranks[i] = 1 + Math.floor((rank * 1000) / Math.max(1000, count));
    });
  return Array.from({ length: count }, (_, i) => {
    const person = i % PEOPLE;
    const after = new Set<string>();
    for (let link = i > 0 ? Math.floor(random() * 3) : 0; link > 0; link--)
      after.add(`t${Math.max(0, i - 1 - Math.floor(random() * 30))}`);
    return {
      id: `t${i}`,
      hours: 1 + Math.floor(random() * 24),
      person,
      after: [...after],
      priority: ranks[i],
    };
  });
}

function asTaskJuggler(jobs: readonly Job[]): string {
  const people = Array.from({ length: PEOPLE }, (_, i) => `resource p${i} "P${i}"`).join('\n');
  const tasks = jobs.map(
    ({ id, hours, person, after, priority }) =>
      `task ${id} "${id}" { effort ${hours}h allocate p${person} priority ${priority}${
        after.length > 0 ? ` depends ${after.map((it) => `!${it}`).join(', ')}` : ''
      } }`,
  );
  return `project p "P" 2026-02-02 +40y {
  timezone "UTC"
  timeformat "%Y-%m-%dT%H:%M"
  now 2026-02-02
  timingresolution 60min
  dailyworkinghours 8
  workinghours mon - fri 9:00 - 17:00
  workinghours sat, sun off
}
${people}
${tasks.join('\n')}
taskreport "out" { formats csv columns id, end timeformat "%Y-%m-%dT%H:%M" }
`;
}

function asPlan(jobs: readonly Job[]): string {
  const lines = ['plan: P', 'start: 2026-02-02', 'now: 2026-02-02', 'people:'];
  for (let i = 0; i < PEOPLE; i++) lines.push(`  p${i}: P${i}`);
  lines.push('tasks:');
  for (const { id, hours, person, after, priority } of jobs)
    lines.push(
      `  ${id}: {effort: ${hours}h, assign: p${person}, priority: ${priority}${
        after.length > 0 ? `, after: [${after.join(', ')}]` : ''
      }}`,
    );
  return `${lines.join('\n')}\n`;
}

function timed(command: string, args: readonly string[], cwd: string): { ms: number; out: string } {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return { ms: performance.now() - start, out: stdout };
}

function compare(count: number): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-tj-'));
  try {
    const jobs = jobsOf(count);
    writeFileSync(path.join(folder, 'p.tjp'), asTaskJuggler(jobs));
    writeFileSync(path.join(folder, 'p.plan.yaml'), asPlan(jobs));
    const cli = path.resolve('dist/cli.js');
    const theirs = Array.from({ length: 3 }, () => timed('tj3', ['--silent', 'p.tjp'], folder).ms);
    const runs = Array.from({ length: 5 }, () =>
      timed(process.execPath, [cli, 'schedule', '--format', 'json', 'p.plan.yaml'], folder),
    );
    const ends = new Map(
      readFileSync(path.join(folder, 'out.csv'), 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.replaceAll('"', '').split(';') as [string, string]),
    );
    const { tasks } = JSON.parse(runs[0].out) as ScheduleJson;
    // The slot of TaskJuggler is an hour: whatever ends in it ends at its end.
    const apart = tasks.map(
      ({ path: id, finish }) => Math.abs(Date.parse(`${finish}Z`) - Date.parse(`${ends.get(id)}Z`)) / 3_600_000,
    );
    const [them, us] = [median(theirs), median(runs.map((run) => run.ms))];
    return [
      String(count),
      ms(them),
      ms(us),
      `${(them / us).toFixed(1)} ×`,
      `${apart.filter((hours) => hours <= 1).length} of ${count}`,
      `${Math.max(...apart)} h`,
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const sizes = process.argv.slice(2).map(Number);
table('TaskJuggler and Headway, whole processes (medians)', [
  ['tasks', 'tj3', 'headway', 'quicker', 'same finish', 'furthest apart'],
  ...(sizes.length > 0 ? sizes : [100, 1000, 2000]).map(compare),
]);
