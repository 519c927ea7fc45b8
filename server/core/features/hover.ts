import type { Span } from '../base/span';
import { MINUTES_PER_DAY, weekdayOf } from '../calendar/civil';
import type { Task } from '../model/task';
import { ownerOf } from '../schedule/activity';
import { explainDriver, formatInstant, formatLag, formatWork, slackInWords } from '../schedule/explain';
import type { Schedule, ScheduledTask } from '../schedule/types';
import type { Field } from '../schema/types';
import { type Estimate, expectedMinutes } from '../syntax/scalars/duration';
import { type Plans, resolveExternal } from '../workspace/plans';
import type { PlanSnapshot } from '../workspace/snapshot';
import { linksOf } from './codeLinks';
import { type Target, targetAt } from './target';

/** What to show, in Markdown, and for which text. */
export interface Hover {
  readonly markdown: string;
  readonly span: Span;
}

/** Explains what is under the cursor: a key, a task with its dates and why, a person, a date, an estimate. */
export function hover(snapshot: PlanSnapshot, offset: number, plans?: Plans): Hover | undefined {
  const target = targetAt(snapshot, offset);
  const markdown = target && describe(snapshot, target, plans);
  return markdown === undefined || target === undefined ? undefined : { markdown, span: target.span };
}

function describe(snapshot: PlanSnapshot, target: Target, plans: Plans | undefined): string | undefined {
  switch (target.kind) {
    case 'external': {
      const other = plans && resolveExternal(plans, snapshot, target.name);
      return (
        other && `${describeTask(other.snapshot, other.task)}\n\nof the plan **${escaped(other.snapshot.plan.title)}**`
      );
    }
    case 'path': {
      const uri = plans?.resolve(snapshot.uri, target.path);
      const other = uri === undefined ? undefined : plans?.get(uri);
      return other && `**${escaped(other.plan.title)}** — a plan of ${other.plan.tasks.length} tasks`;
    }
    case 'key':
      return describeKey(target.field);
    case 'task':
      return describeTask(snapshot, target.task);
    case 'name':
      return describeName(snapshot, target.name, target.of);
    case 'code':
      return describeLink(target.link.link.kind, target.link.text);
    case 'scalar':
      return describeScalar(snapshot, target);
  }
}

/** The documentation of a key, as in the language reference. */
export function describeKey(field: Field): string {
  const lines = [`**${field.key}** — ${field.summary}`];
  if (field.details) lines.push(field.details);
  if (field.default) lines.push(`Default: ${field.default}.`);
  if (field.inherits)
    lines.push(
      field.inherits === 'default'
        ? 'Passes down from a summary to the tasks inside that do not give it.'
        : 'Passes down from a summary to the tasks inside, in addition to their own.',
    );
  lines.push(`\`\`\`yaml\n${field.example}\n\`\`\``);
  return lines.join('\n\n');
}

/** A task in a few lines: title, dates, slack, why it starts then, what it drives, who works on it, its code. */
export function describeTask(snapshot: PlanSnapshot, task: Task): string {
  const schedule = snapshot.recent;
  const scheduled = snapshot.scheduled(task);
  const lines = [`**${escaped(task.title)}** \`${task.path}\``];
  const note = task.scalar('note', 'markdown');
  if (scheduled) {
    lines.push(...datesOf(schedule, scheduled));
    const driven = drivenBy(schedule, scheduled.task);
    if (driven.length > 0)
      lines.push(
        `Drives ${driven
          .slice(0, 5)
          .map((other) => `\`${other.path}\``)
          .join(', ')}${driven.length > 5 ? ` and ${driven.length - 5} more` : ''}`,
      );
  } else lines.push('Not scheduled.');
  const owner = ownerOf(task, schedule.plan.defaults);
  const who = [...new Set(scheduled?.bookings.map(({ person }) => person.name) ?? [])];
  if (who.length > 0)
    lines.push(
      `Done by ${who.map(escaped).join(', ')}${owner ? `; owner ${escaped(schedule.plan.people.get(owner)?.name ?? owner)}` : ''}`,
    );
  else if (owner) lines.push(`Owner: ${escaped(schedule.plan.people.get(owner)?.name ?? owner)}`);
  const links = linksOf(task);
  if (links.length > 0) lines.push(`Code: ${links.map(({ text }) => `\`${text.replaceAll('`', "'")}\``).join(', ')}`);
  if (note) lines.push('---', escapedBlock(note));
  return lines.join('\n\n');
}

function datesOf(schedule: Schedule, scheduled: ScheduledTask): string[] {
  const { zone, calendars } = schedule;
  const when =
    scheduled.start === scheduled.finish
      ? formatInstant(scheduled.start, zone)
      : `${formatInstant(scheduled.start, zone)} – ${formatInstant(scheduled.finish, zone)}`;
  const slack = slackInWords(scheduled, calendars.lengths).replace('critical', '**critical**');
  const progress = scheduled.done > 0 && scheduled.done < 100 ? `, ${Math.round(scheduled.done)} % done` : '';
  const lines = [`${when} · ${slack}${progress}`];
  if (scheduled.driver && scheduled.status !== 'done')
    lines.push(`Starts then because ${explainDriver(scheduled.driver)}.`);
  return lines;
}

/** The tasks whose start this one decides. */
function drivenBy(schedule: Schedule, task: Task): Task[] {
  return schedule.tasks.flatMap((other) =>
    other?.driver?.kind === 'dependency' && other.driver.dependency.predecessor === task && other.kind !== 'summary'
      ? [other.task]
      : [],
  );
}

function describeName(snapshot: PlanSnapshot, name: string, of: string): string | undefined {
  const person = snapshot.plan.people.get(name);
  if (person) {
    const parts = [`**${escaped(person.name)}**`];
    if (person.role) parts[0] += ` — ${escaped(person.role)}`;
    const facts = [];
    if (person.capacity !== 1) facts.push(`${Math.round(person.capacity * 100)} % of working time`);
    if (person.efficiency !== 1) facts.push(`efficiency ${person.efficiency}`);
    if (person.skills.length > 0) facts.push(`skills: ${person.skills.map(escaped).join(', ')}`);
    if (facts.length > 0) parts.push(facts.join(' · '));
    const busy = snapshot.recent.tasks.filter((task) =>
      task?.bookings.some((booking) => booking.person.id === person.id && booking.finish > snapshot.recent.now),
    );
    if (busy.length > 0)
      parts.push(
        `Works on ${busy
          .slice(0, 6)
          .map((task) => `\`${task?.task.path}\``)
          .join(', ')}${busy.length > 6 ? ` and ${busy.length - 6} more` : ''}`,
      );
    return parts.join('\n\n');
  }
  const team = snapshot.plan.teams.get(name);
  if (team) return `**${escaped(name)}** — team of ${team.members.map((member) => `\`${member.name}\``).join(', ')}`;
  const status = of === 'status' ? snapshot.plan.statuses.get(name) : undefined;
  if (status) return `**${escaped(status.title)}** — a status of the kind \`${status.kind}\``;
  return undefined;
}

function describeLink(kind: string, text: string): string {
  const what = { file: 'the file', folder: 'the folder', glob: 'all files like' }[kind] ?? '';
  return `Linked to ${what} \`${text.replaceAll('`', "'")}\`. Ctrl-click opens it.`;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function describeScalar(snapshot: PlanSnapshot, target: Extract<Target, { kind: 'scalar' }>): string | undefined {
  const { calendars } = snapshot.recent;
  if (target.of === 'estimate' && target.data) {
    const minutes = expectedMinutes(target.data as Estimate, calendars.lengths);
    return `**${target.field.key}** — ${formatWork(minutes, calendars.lengths)} (${Math.round((minutes / 60) * 10) / 10} h) expected\n\n${target.field.summary}`;
  }
  if (target.data && (target.of === 'date' || target.of === 'startBound' || target.of === 'finishBound')) {
    const data = target.data as { date?: { start: number }; start?: number };
    const start = data.date?.start ?? data.start ?? 0;
    const day = Math.floor(start / MINUTES_PER_DAY);
    const today = Math.floor(snapshot.recent.zone.toWall(snapshot.recent.now) / MINUTES_PER_DAY);
    const distance = day - today;
    const relative =
      distance === 0
        ? 'the status date'
        : distance > 0
          ? `${distance} days after the status date`
          : `${-distance} days before the status date`;
    return `**${weekdays[weekdayOf(day)]}**, ${relative}\n\n${target.field.summary}`;
  }
  if (target.of === 'dependency' && target.task) {
    const dependency = snapshot.plan.dependencies.find(({ use, offset }) => use.start + offset === target.span.start);
    if (dependency)
      return `Waits for \`${dependency.predecessor.path}\` (${dependency.use.type}${formatLag(dependency.use.lag)})`;
  }
  return describeKey(target.field);
}

/** Text that means nothing in Markdown or HTML. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+!|~-]/g, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/\n/g, ' ');
}

/** Markdown that a plan may contain: formatting, but no HTML and no links that run commands. */
function escapedBlock(markdown: string): string {
  return markdown.replace(/</g, '&lt;').replace(/\]\(\s*(?!https?:|mailto:|#)[^)]*\)/g, ']');
}
