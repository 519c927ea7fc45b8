import * as vscode from 'vscode';
import type { ScheduleView } from '../../server/protocol/schedule';
import {
  type PersonLoad,
  type WorkloadParams,
  type WorkloadResult,
  type WorkloadView,
  workloadRequest,
} from '../../server/protocol/workload';
import type { HeadwayClient } from '../languageClient';
import type { PlanStore } from '../plans';
import { formatDate } from './format';
import { contextOf, describeTask, iconOf, tooltipOf } from './taskItems';

type PersonNode =
  | { readonly kind: 'plan'; readonly uri: string }
  | { readonly kind: 'person'; readonly uri: string; readonly person: PersonLoad; readonly load: WorkloadView }
  | {
      readonly kind: 'week';
      readonly person: PersonLoad;
      readonly load: WorkloadView;
      readonly period: number;
      readonly uri: string;
    }
  | { readonly kind: 'task'; readonly uri: string; readonly row: ScheduleView['rows'][number]; readonly note: string };

/** Weeks that are listed below a person, from the present one on. */
const WEEKS = 8;

/** Everybody with their load by week, what they do now and next, and their days away. */
class PeopleProvider implements vscode.TreeDataProvider<PersonNode>, vscode.Disposable {
  readonly #client: HeadwayClient;
  readonly #plans: PlanStore;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly #loads = new Map<string, { readonly version: number; readonly load: Promise<WorkloadView | undefined> }>();
  readonly onDidChangeTreeData = this.#onDidChange.event;

  constructor(client: HeadwayClient, plans: PlanStore) {
    this.#client = client;
    this.#plans = plans;
    this.#subscription = plans.onDidChange(({ uri, view }) => {
      if (view) this.#onDidChange.fire();
      else if (this.#loads.delete(uri)) this.#onDidChange.fire();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#onDidChange.dispose();
  }

  getTreeItem(node: PersonNode): vscode.TreeItem {
    switch (node.kind) {
      case 'plan':
        return planItem(this.#plans.get(node.uri), node.uri);
      case 'person':
        return this.#personItem(node);
      case 'week':
        return weekItem(node);
      case 'task':
        return taskItem(this.#plans.get(node.uri), node);
    }
  }

  async getChildren(of?: PersonNode): Promise<PersonNode[]> {
    if (!of) {
      const plans = this.#plans.all.filter(({ people }) => people.some(({ kind }) => kind !== 'team'));
      return plans.length === 1 ? this.#people(plans[0].uri) : plans.map(({ uri }) => ({ kind: 'plan', uri }));
    }
    switch (of.kind) {
      case 'plan':
        return this.#people(of.uri);
      case 'person':
        return this.#below(of);
      case 'week':
        return of.person.work
          .filter(([period]) => period === of.period)
          .flatMap(([, row, minutes]) => this.#task(of.uri, row, hours(minutes)));
      case 'task':
        return [];
    }
  }

  async #people(uri: string): Promise<PersonNode[]> {
    const load = await this.#load(uri);
    return load ? load.people.map((person) => ({ kind: 'person', uri, person, load })) : [];
  }

  #load(uri: string): Promise<WorkloadView | undefined> {
    const version = this.#plans.get(uri)?.version ?? -1;
    const known = this.#loads.get(uri);
    if (known?.version === version) return known.load;
    const params: WorkloadParams = { uri, unit: 'week' };
    const load = this.#client
      .request<WorkloadParams, WorkloadResult>(workloadRequest, params)
      .then((result) => result ?? undefined);
    this.#loads.set(uri, { version, load });
    return load;
  }

  #task(uri: string, index: number, note: string): PersonNode[] {
    const row = this.#plans.get(uri)?.rows[index];
    return row ? [{ kind: 'task', uri, row, note }] : [];
  }

  #below({ uri, person, load }: Extract<PersonNode, { kind: 'person' }>): PersonNode[] {
    const now = this.#plans.get(uri)?.now ?? 0;
    const present = Math.max(
      0,
      load.periods.findLastIndex((minute) => minute <= now),
    );
    const last = person.load.findLastIndex((minutes, i) => minutes > 0 || isAway(person, i));
    const weeks: PersonNode[] = [];
    for (let period = present; period <= last && weeks.length < WEEKS; period++)
      weeks.push({ kind: 'week', uri, person, load, period });
    return [
      ...person.current.flatMap((row) => this.#task(uri, row, vscode.l10n.t('now'))),
      ...(person.next === null ? [] : this.#task(uri, person.next, vscode.l10n.t('next'))),
      ...weeks,
    ];
  }

  #personItem({ uri, person, load }: Extract<PersonNode, { kind: 'person' }>): vscode.TreeItem {
    const item = new vscode.TreeItem(person.name, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = `${uri}#${person.id}`;
    const now = this.#plans.get(uri)?.now ?? 0;
    const period = load.periods.findLastIndex((minute) => minute <= now);
    const isOver = person.load.some((minutes, i) => i >= period && minutes > (person.capacity[i] ?? 0) + 1);
    const titles = person.current.flatMap((row) => this.#plans.get(uri)?.rows[row]?.title ?? []);
    item.description = [
      isAway(person, period) ? vscode.l10n.t('away this week') : percentText(person, period),
      titles.join(', '),
    ]
      .filter(Boolean)
      .join(' · ');
    item.iconPath = new vscode.ThemeIcon(
      person.kind === 'person' ? 'account' : 'tools',
      isOver ? new vscode.ThemeColor('charts.red') : undefined,
    );
    item.tooltip = [
      person.role ? `${person.name}, ${person.role}` : person.name,
      vscode.l10n.t('{0} of work left', hours(person.left)),
      isOver ? vscode.l10n.t('More work than time in some week') : '',
    ]
      .filter(Boolean)
      .join('\n');
    item.contextValue = 'person';
    return item;
  }
}

function isAway({ capacity, load }: PersonLoad, period: number): boolean {
  return (capacity[period] ?? 0) === 0 && (load[period] ?? 0) === 0;
}

function percentText({ capacity, load }: PersonLoad, period: number): string {
  const [work, room] = [load[period] ?? 0, capacity[period] ?? 0];
  return room > 0 ? vscode.l10n.t('{0} %', Math.round((work / room) * 100)) : hours(work);
}

function hours(minutes: number): string {
  return vscode.l10n.t('{0} h', Math.round(minutes / 6) / 10);
}

function planItem(view: ScheduleView | undefined, uri: string): vscode.TreeItem {
  const item = new vscode.TreeItem(view?.title ?? uri, vscode.TreeItemCollapsibleState.Expanded);
  item.iconPath = new vscode.ThemeIcon('project');
  return item;
}

function weekItem({ person, load, period, uri }: Extract<PersonNode, { kind: 'week' }>): vscode.TreeItem {
  const [work, room] = [person.load[period] ?? 0, person.capacity[period] ?? 0];
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(
    vscode.l10n.t('Week of {0}', formatDate(load.periods[period], load.periods[0])),
    work > 0 ? Collapsed : None,
  );
  item.id = `${uri}#${person.id}#${period}`;
  const isOver = work > room + 1;
  item.description = isAway(person, period)
    ? vscode.l10n.t('away')
    : vscode.l10n.t('{0} of {1}', hours(work), hours(room));
  item.iconPath = isAway(person, period)
    ? new vscode.ThemeIcon('circle-slash')
    : new vscode.ThemeIcon(
        isOver ? 'warning' : work > room * 0.9 ? 'circle-filled' : work > 0 ? 'circle-outline' : 'dash',
        new vscode.ThemeColor(isOver ? 'charts.red' : 'charts.blue'),
      );
  return item;
}

function taskItem(view: ScheduleView | undefined, node: Extract<PersonNode, { kind: 'task' }>): vscode.TreeItem {
  const { uri, row, note } = node;
  const item = new vscode.TreeItem(row.title);
  item.description = view ? `${note} · ${describeTask(view, row)}` : note;
  item.iconPath = iconOf(row);
  item.contextValue = contextOf(row);
  if (view) item.tooltip = tooltipOf(view, row);
  item.command = { command: 'headway.openTask', title: vscode.l10n.t('Open in Plan'), arguments: [{ uri, row }] };
  return item;
}

export function registerPeopleView(client: HeadwayClient, plans: PlanStore): vscode.Disposable {
  const provider = new PeopleProvider(client, plans);
  return vscode.Disposable.from(
    provider,
    vscode.window.createTreeView('headway.people', { treeDataProvider: provider, showCollapseAll: true }),
  );
}
