import * as vscode from 'vscode';
import { type Evidence, thisWeek } from './evidence';

/** Progress with evidence, in a line: `7 commits, 3 of them this week, the last 2 hours ago · branch task/api merged`. */
export function evidenceInWords({ commits, branch, isMerged }: Evidence, now: number): string {
  const parts: string[] = [];
  if (commits.length > 0) {
    const last = Math.max(...commits.map(({ time }) => time));
    const count = commits.length === 1 ? vscode.l10n.t('1 commit') : vscode.l10n.t('{0} commits', commits.length);
    const week = thisWeek(commits, now);
    parts.push(
      [
        count,
        week > 0 && commits.length > 1 ? vscode.l10n.t('{0} since Monday', week) : '',
        vscode.l10n.t('last {0}', ago(last, now)),
      ]
        .filter(Boolean)
        .join(', '),
    );
  }
  if (branch !== undefined)
    parts.push(isMerged ? vscode.l10n.t('branch {0} merged', branch) : vscode.l10n.t('branch {0}', branch));
  return parts.join(' · ');
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `2 hours ago`, in the language of the editor. */
export function ago(time: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'always' });
  for (const [unit, size] of units)
    if (now - time >= size) return format.format(-Math.floor((now - time) / size), unit);
  return vscode.l10n.t('just now');
}
