import { formatMinute } from '../calendar/civil';
import type { DayLengths } from '../calendar/hours';
import type { Instant, Zone } from '../calendar/zone';
import type { DependencyUse } from '../model/parts';
import type { Lag } from '../syntax/scalars/duration';
import type { Driver, ScheduledTask } from './types';

/** A length of working time in people's units: `3d 2h`, `45min`. */
export function formatWork(minutes: number, lengths: DayLengths): string {
  const sign = minutes < 0 ? '-' : '';
  let rest = Math.abs(Math.round(minutes));
  const parts: string[] = [];
  const take = (unit: string, size: number): void => {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
  };
  take('d', lengths.day);
  take('h', 60);
  // Minutes matter only for short times.
  if (parts.length < 2) take('min', 1);
  return parts.length > 0 ? sign + parts.slice(0, 2).join(' ') : '0d';
}

/** How much room a task has, in a word or two: `done`, `critical`, `3d slack`. */
export function slackInWords({ status, critical, totalSlack }: ScheduledTask, lengths: DayLengths): string {
  if (status === 'done') return 'done';
  return critical ? 'critical' : `${formatWork(totalSlack, lengths)} slack`;
}

/** `2026-02-03 14:00` of an instant on the plan's wall clock. */
export function formatInstant(instant: Instant, zone: Zone): string {
  return Number.isFinite(instant) ? formatMinute(zone.toWall(instant)).replace('T', ' ') : 'never';
}

/** `2026-02-03T14:00` of an instant on the plan's wall clock, or null when it never comes. */
export function isoInstant(instant: Instant, zone: Zone): string | null {
  return Number.isFinite(instant) ? formatMinute(zone.toWall(instant)) : null;
}

/** ` + 2d`, ` - 1d`, ` + 50%`, or nothing. */
export function formatLag(lag: Lag | undefined): string {
  if (!lag) return '';
  const amount = lag.duration
    ? lag.duration.terms.map(({ count, unit }) => `${count}${lag.duration.elapsed ? 'e' : ''}${unit}`).join(' ')
    : `${lag.percent}%`;
  return ` ${lag.sign < 0 ? '-' : '+'} ${amount}`;
}

function waitInWords(name: string, { type, lag }: DependencyUse): string {
  const verb = { FS: 'finishes', SS: 'starts', FF: 'finishes', SF: 'starts' }[type];
  return `it waits until \`${name}\` ${verb}${type === 'FS' ? '' : ` (${type})`}${formatLag(lag)}`;
}

/** Why a task starts when it does, as the end of a sentence: "because …". */
export function explainDriver(driver: Driver): string {
  switch (driver.kind) {
    case 'dependency':
      return waitInWords(driver.dependency.predecessor.path, driver.dependency.use);
    case 'outside':
      return waitInWords(driver.dependency.name, driver.dependency.use);
    case 'person':
      return `${driver.person.name} is busy with \`${driver.task.path}\``;
    case 'bound':
      return driver.key === 'on'
        ? 'its date is fixed with `on`'
        : `\`${driver.key}\` of \`${driver.task.path}\` says so`;
    case 'calendar':
      return driver.person ? `${driver.person.name} does not work before` : 'its calendar has no working time before';
    case 'now':
      return 'work that is not done cannot lie before the status date';
    case 'plan-start':
      return 'the plan starts then';
    case 'actual':
      return 'it really started then';
    case 'late':
      return driver.task
        ? `it is scheduled as late as \`${driver.task.path}\` allows`
        : 'it is scheduled as late as possible';
  }
}
