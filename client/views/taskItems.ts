import * as vscode from 'vscode';
import type { ScheduleRow, ScheduleView, TaskStatus } from '../../server/protocol/schedule';
import { formatDate, formatSpan } from './format';

/** How tasks look in every tree and lens: icon, description, tooltip. */

export function statusLabel(status: TaskStatus): string {
  const labels: Record<TaskStatus, string> = {
    todo: vscode.l10n.t('to do'),
    doing: vscode.l10n.t('in progress'),
    done: vscode.l10n.t('done'),
    dropped: vscode.l10n.t('dropped'),
  };
  return labels[status];
}

/** What a task's own status is called in its plan. */
export function statusTitle(view: ScheduleView, { statusId, status }: ScheduleRow): string {
  const own = view.statuses.find(({ id }) => id === statusId);
  return own && own.id !== own.kind ? own.title : statusLabel(status);
}

/** Dates, owner and whether it is late or blocked: `3 – 5 Feb · Ana`. */
export function describeTask(view: ScheduleView, row: ScheduleRow): string {
  if (row.start === null || row.finish === null) return vscode.l10n.t('not scheduled');
  const dates =
    row.kind === 'milestone' ? formatDate(row.start, view.now) : formatSpan(row.start, row.finish, view.now);
  const who = row.owner ?? row.who.join(', ');
  const marks = [row.isLate && vscode.l10n.t('late'), row.isBlocked && vscode.l10n.t('blocked')];
  return [dates, who, ...marks].filter(Boolean).join(' · ');
}

/** A task in a line: `Catalogue API · in progress · 3 – 5 Feb · Ana`. */
export function taskInWords(view: ScheduleView, row: ScheduleRow): string {
  return `${row.title} · ${statusTitle(view, row)} · ${describeTask(view, row)}`;
}

export function iconOf(row: ScheduleRow): vscode.ThemeIcon {
  const color = (id: string): vscode.ThemeColor => new vscode.ThemeColor(id);
  if (row.status === 'done') return new vscode.ThemeIcon('pass-filled', color('charts.green'));
  if (row.status === 'dropped') return new vscode.ThemeIcon('circle-slash', color('disabledForeground'));
  if (row.start === null) return new vscode.ThemeIcon('question', color('charts.red'));
  if (row.isLate) return new vscode.ThemeIcon('warning', color('charts.red'));
  if (row.isBlocked) return new vscode.ThemeIcon('stop-circle', color('problemsWarningIcon.foreground'));
  if (row.kind === 'milestone') return new vscode.ThemeIcon('debug-breakpoint-unverified', color('charts.purple'));
  if (row.status === 'doing') return new vscode.ThemeIcon('play-circle', color('charts.blue'));
  if (row.kind === 'summary') return new vscode.ThemeIcon('list-tree');
  // Red is for what is late: in a small plan, everything is critical.
  return new vscode.ThemeIcon('circle-large-outline');
}

/** Everything about a task; `evidence` is what its commits say. */
export function tooltipOf(view: ScheduleView, row: ScheduleRow, evidence?: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  const line = (content: string): void => void text.appendMarkdown('\n\n').appendText(content);
  text.appendMarkdown('**').appendText(row.title).appendMarkdown('**  \n').appendText(row.path);
  if (row.start !== null && row.finish !== null) {
    const slack = row.critical
      ? ` · ${vscode.l10n.t('critical')}`
      : row.slack
        ? ` · ${vscode.l10n.t('{0} slack', row.slack)}`
        : '';
    line(`${formatSpan(row.start, row.finish, view.now)}${slack}`);
  }
  line(`${statusTitle(view, row)}${row.done > 0 ? `, ${row.done} %` : ''}`);
  if (row.who.length > 0) line(vscode.l10n.t('Work by {0}', row.who.join(', ')));
  if (evidence) line(evidence);
  if (row.cost) line(vscode.l10n.t('Cost: {0}', row.cost));
  const waitsFor = row.waitsFor.join(', ');
  if (row.isBlocked) line(vscode.l10n.t('Blocked: waits for {0}', waitsFor));
  else if (waitsFor) line(vscode.l10n.t('Waits for {0}', waitsFor));
  if (row.why) line(vscode.l10n.t('Starts then because {0}', row.why));
  if (row.problem) line(`⚠ ${row.problem.message}`);
  if (row.tags.length > 0) line(vscode.l10n.t('Tags: {0}', row.tags.join(', ')));
  if (row.code.length > 0) line(vscode.l10n.t('Code: {0}', row.code.join(', ')));
  return text;
}

/** What a task is to the `when` clauses of menus. */
export function contextOf(row: ScheduleRow): string {
  return ['task', row.kind, row.status, ...(row.code.length > 0 ? ['code'] : [])].join(' ');
}

/** What a plan is called in comments: `shop` for `shop.plan.yaml`. */
export function planIdOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)).replace(/\.plan\.ya?ml$/, '');
}
