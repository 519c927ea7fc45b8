import * as vscode from 'vscode';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(vscode.env.language, { ...options, timeZone: 'UTC' })));
  return found;
}

/** `3 Feb` of a wall-clock minute, with the year when it is not that of `now`, in the language of the editor. */
export function formatDate(minute: number, now: number): string {
  const date = new Date(minute * 60_000);
  const isThisYear = date.getUTCFullYear() === new Date(now * 60_000).getUTCFullYear();
  return format({ day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) }).format(date);
}

/** `3 – 5 Feb` of two wall-clock minutes. */
export function formatSpan(start: number, finish: number, now: number): string {
  const [from, to] = [formatDate(start, now), formatDate(finish, now)];
  return from === to ? from : `${from} – ${to}`;
}

/** A wall-clock minute as a date and time in the language of the editor. */
export function formatMinute(minute: number): string {
  return format({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(minute * 60_000));
}
