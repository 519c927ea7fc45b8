import { formatMinute, MINUTES_PER_DAY, parseMinute } from '../../calendar/civil';

/** A date such as `2026-02-02T08:00:00` as a wall-clock minute; undefined for what is no date, or one that stands for none. */
export function dateOf(text: string | undefined): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})/.exec(text ?? '');
  const minute = match ? parseMinute(match[1]) : undefined;
  // Years before 1984 and from 2149 on stand for "none" in Microsoft Project.
  return minute === undefined || match?.[1] === undefined || match[1] < '1984-01-02' || match[1] >= '2149-12-31'
    ? undefined
    : minute;
}

/** A duration such as `PT16H30M0S` in minutes. */
export function minutesOf(text: string | undefined): number | undefined {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text ?? '');
  if (!match) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(days) * MINUTES_PER_DAY + Number(hours) * 60 + Number(minutes) + Math.round(Number(seconds) / 60);
}

/** A wall-clock minute as the plan language writes it: a day, or a day and a time. */
export function dateText(minute: number, isDay: boolean): string {
  const [day, time] = formatMinute(minute).split(/[T ]/);
  return isDay ? day : `${day} ${time}`;
}
