import { MINUTES_PER_DAY } from '../../calendar/civil';
import { quoted } from '../../syntax/edit';
import { Ids } from './ids';
import type { CalendarLines } from './msCalendar';
import { dateOf, dateText, minutesOf } from './msValues';
import type { Element } from './xml';

/** A task of the file, with its place in the plan. */
export interface Job {
  readonly uid: string;
  readonly id: string;
  readonly element: Element;
  readonly level: number;
  /** Whether tasks stand inside. */
  isSummary: boolean;
}

/** `after` in the words of the plan language, by the number that Microsoft Project gives each type. */
const linkTypes = ['FF', '', 'SF', 'SS'];
/** The formats of lags that are elapsed time: minutes, hours, days, weeks, months, each also estimated. */
const elapsedFormats = new Set([4, 6, 8, 10, 12, 36, 38, 40, 42, 44]);
const percentFormats = new Set([19, 20, 51, 52]);
/** `start` and `finish` by the number of the constraint (as late as possible is a key of its own). */
const bounds: Readonly<Record<number, readonly [key: string, word: string]>> = {
  2: ['start', 'at '],
  3: ['finish', 'at '],
  4: ['start', ''],
  5: ['start', 'by '],
  6: ['finish', 'after '],
  7: ['finish', ''],
};

/** The tasks of a project, in the order of the file, each with an id that no sibling has. */
export function jobsOf(project: Element, left: string[]): Job[] {
  const jobs: Job[] = [];
  const ids: Ids[] = [];
  let [blank, inactive, recurring, priced] = [0, 0, 0, 0];
  for (const element of project.list('Tasks', 'Task')) {
    const level = element.number('OutlineLevel') ?? 1;
    const name = element.text('Name');
    // The project itself is the task with the number 0.
    if (level === 0 || element.text('UID') === '0') continue;
    if (element.is('IsNull') || name === undefined) {
      blank++;
      continue;
    }
    if (element.text('Active') === '0') inactive++;
    if (element.is('Recurring')) recurring++;
    if ((element.number('FixedCost') ?? 0) > 0) priced++;
    ids.length = Math.min(ids.length, level);
    while (ids.length < level) ids.push(new Ids());
    const last = jobs[jobs.length - 1];
    if (last && level > last.level) last.isSummary = true;
    jobs.push({
      uid: element.text('UID') ?? '',
      id: (ids[level - 1] as Ids).of(name, 'task'),
      element,
      level: last ? Math.min(level, last.level + 1) : 1,
      isSummary: false,
    });
  }
  if (blank > 0) left.push(`Blank rows were left out: ${blank}.`);
  if (recurring > 0) left.push(`Recurring tasks became ordinary ones: ${recurring}.`);
  if (priced > 0) left.push(`Fixed costs of tasks were left out: ${priced}.`);
  if (inactive > 0) left.push(`Inactive tasks have the status dropped: ${inactive}.`);
  return jobs;
}

/** Writes tasks in the words of the plan language. */
export class TaskWriter {
  readonly #jobs: readonly Job[];
  readonly #people: ReadonlyMap<string, string>;
  readonly #calendar: CalendarLines;
  readonly #left: string[];
  readonly #paths = new Map<string, string>();
  readonly #assignments = new Map<string, Element[]>();
  #strange = 0;

  constructor(
    project: Element,
    jobs: readonly Job[],
    people: ReadonlyMap<string, string>,
    calendar: CalendarLines,
    left: string[],
  ) {
    this.#jobs = jobs;
    this.#people = people;
    this.#calendar = calendar;
    this.#left = left;
    const open: string[] = [];
    for (const { uid, id, level } of jobs) {
      open.length = level - 1;
      open.push(id);
      this.#paths.set(uid, open.join('.'));
    }
    for (const assignment of project.list('Assignments', 'Assignment')) {
      const task = assignment.text('TaskUID') ?? '';
      const list = this.#assignments.get(task);
      if (list) list.push(assignment);
      else this.#assignments.set(task, [assignment]);
    }
  }

  lines(): string[] {
    const lines = this.#jobs.flatMap((job) => {
      const indent = '  '.repeat(2 * job.level - 1);
      const keys = this.#keys(job);
      return [
        `${indent}${job.id}:`,
        ...keys.map((key) => `${indent}  ${key}`),
        ...(job.isSummary ? [`${indent}  tasks:`] : []),
      ];
    });
    if (this.#strange > 0) this.#left.push(`Links to tasks of other projects were left out: ${this.#strange}.`);
    return lines;
  }

  #keys(job: Job): string[] {
    const { element } = job;
    const keys = [`title: ${quoted(element.text('Name') ?? job.id)}`];
    if (!job.isSummary) keys.push(...this.#estimate(job));
    const after = this.#after(element);
    if (after.length > 0) keys.push(`after: ${after.length === 1 ? after[0] : `[${after.join(', ')}]`}`);
    keys.push(...this.#bounds(job));
    const deadline = dateOf(element.text('Deadline'));
    if (deadline !== undefined) keys.push(`deadline: ${endText(deadline, this.#calendar)}`);
    const priority = element.number('Priority');
    if (priority !== undefined && priority !== 500 && priority >= 0 && priority <= 1000)
      keys.push(`priority: ${priority}`);
    if (!job.isSummary) keys.push(...this.#progress(element));
    const link = element.text('HyperlinkAddress');
    if (link !== undefined) keys.push(`link: ${quoted(link)}`);
    const note = element.text('Notes');
    if (note !== undefined) keys.push(`note: ${quoted(note.replaceAll(/\r\n?/g, '\n'))}`);
    return keys;
  }

  /** How long it takes: work where people do it, else the time that it lasts. */
  #estimate({ uid, element }: Job): string[] {
    const duration = minutesOf(element.text('Duration')) ?? 0;
    if (element.is('Milestone') && duration === 0) return ['milestone: true'];
    const assigned = (this.#assignments.get(uid) ?? []).flatMap((it) => {
      const person = this.#people.get(it.text('ResourceUID') ?? '');
      return person === undefined ? [] : [{ person, units: it.number('Units') ?? 1 }];
    });
    const who = assigned.map(({ person, units }) => {
      if (units > 1 && Number.isInteger(units)) return `${units} of ${person}`;
      return units > 0 && units < 1 ? `${person} ${Math.round(units * 100)}%` : person;
    });
    const assign = who.length === 0 ? [] : [`assign: ${who.length === 1 ? who[0] : `[${who.join(', ')}]`}`];
    const work = minutesOf(element.text('Work')) ?? 0;
    // Type 1 is a fixed duration: more people do not make it shorter.
    if (who.length > 0 && work > 0 && element.number('Type') !== 1) return [`effort: ${this.#length(work)}`, ...assign];
    if (elapsedFormats.has(element.number('DurationFormat') ?? 0)) return [`elapsed: ${this.#length(duration, true)}`];
    return [`duration: ${this.#length(duration)}`, ...assign];
  }

  #after(element: Element): string[] {
    return element.all('PredecessorLink').flatMap((link) => {
      const path = this.#paths.get(link.text('PredecessorUID') ?? '');
      if (path === undefined) {
        this.#strange++;
        return [];
      }
      const type = linkTypes[link.number('Type') ?? 1] ?? '';
      const format = link.number('LagFormat') ?? 7;
      // Tenths of a minute, or percent.
      const lag = link.number('LinkLag') ?? 0;
      const length = percentFormats.has(format)
        ? `${Math.abs(lag)}%`
        : this.#length(Math.abs(lag) / 10, elapsedFormats.has(format));
      return [`${path}${type && ` ${type}`}${lag === 0 ? '' : ` ${lag < 0 ? '-' : '+'} ${length}`}`];
    });
  }

  #bounds({ element, isSummary }: Job): string[] {
    const type = element.number('ConstraintType') ?? 0;
    if (type === 1 && !isSummary) return ['schedule: alap'];
    const date = dateOf(element.text('ConstraintDate'));
    const bound = bounds[type];
    if (!bound || date === undefined) return [];
    const [key, word] = bound;
    return [`${key}: ${word}${key === 'start' ? momentText(date, this.#calendar) : endText(date, this.#calendar)}`];
  }

  #progress(element: Element): string[] {
    if (element.text('Active') === '0') return ['status: dropped'];
    const done = element.number('PercentComplete') ?? 0;
    const started = dateOf(element.text('ActualStart'));
    const finished = dateOf(element.text('ActualFinish'));
    const startedKey = started === undefined ? [] : [`started: ${momentText(started, this.#calendar)}`];
    if (done >= 100)
      return [
        'status: done',
        ...startedKey,
        ...(finished === undefined ? [] : [`finished: ${endText(finished, this.#calendar)}`]),
      ];
    return done > 0 || started !== undefined
      ? ['status: doing', ...(done > 0 ? [`done: ${done}%`] : []), ...startedKey]
      : [];
  }

  /** Minutes as a duration of the plan language, in days where that is the same. */
  #length(minutes: number, isElapsed = false): string {
    const whole = Math.round(minutes);
    const suffix = isElapsed ? 'e' : '';
    const day = isElapsed ? MINUTES_PER_DAY : this.#calendar.dayMinutes;
    if (whole > 0 && day > 0 && whole % day === 0) return `${whole / day}${suffix}d`;
    return whole % 60 === 0 ? `${whole / 60}${suffix}h` : `${whole}${suffix}min`;
  }
}

/** A moment at which something begins: the day alone where that is when work begins. */
export function momentText(minute: number, { begin }: CalendarLines): string {
  const time = minute % MINUTES_PER_DAY;
  return dateText(minute, time === 0 || time === begin);
}

/** A moment at which something is over: the day alone where that is when work ends. */
function endText(minute: number, { end }: CalendarLines): string {
  const time = minute % MINUTES_PER_DAY;
  return time === 0 ? dateText(minute - 1, true) : dateText(minute, time === end);
}
