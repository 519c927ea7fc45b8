import { isReady, searching, withSummaries } from '../../server/protocol/rows';
import type { ScheduleRow, ScheduleView } from '../../server/protocol/schedule';

/** What the tree of tasks shows, without the editor: pure. */

export const groupings = ['breakdown', 'person', 'status', 'sprint', 'week', 'tag'] as const;
export type TreeGrouping = (typeof groupings)[number];
export const orders = ['plan', 'start', 'finish', 'slack', 'title'] as const;
export type TreeOrder = (typeof orders)[number];

export interface TreeOptions {
  readonly grouping: TreeGrouping;
  readonly order: TreeOrder;
  /** Words that the title, path, people or tags of a task contain. */
  readonly text: string;
  readonly hidesDone: boolean;
  /** Only tasks that are open and wait for no other. */
  readonly isReadyOnly: boolean;
}

export const usualOptions: TreeOptions = {
  grouping: 'breakdown',
  order: 'plan',
  text: '',
  hidesDone: false,
  isReadyOnly: false,
};

/** A task by the index of its row, or a group of tasks. */
export interface TreeNode {
  /** Tells nodes apart, also where a task stands in two groups. */
  readonly key: string;
  readonly index: number | undefined;
  readonly group: { readonly by: TreeGrouping; readonly value: string } | undefined;
  readonly parent: TreeNode | undefined;
  readonly children: TreeNode[];
}

/** The nodes of a plan, from the outside in. */
export function treeOf(view: ScheduleView, options: TreeOptions): TreeNode[] {
  return options.grouping === 'breakdown' ? breakdown(view, options) : grouped(view, options);
}

function breakdown(view: ScheduleView, options: TreeOptions): TreeNode[] {
  const roots: TreeNode[] = [];
  const around: (TreeNode | undefined)[] = [];
  const shown = withSummaries(view.rows, view.rows.map(fitting(options)));
  view.rows.forEach((row, index) => {
    if (!shown[index]) return;
    const parent = around[row.depth - 1];
    const node: TreeNode = { key: row.path, index, group: undefined, parent, children: [] };
    around[row.depth] = node;
    (parent?.children ?? roots).push(node);
  });
  sort(roots, view, options.order);
  return roots;
}

function fitting({ text, hidesDone, isReadyOnly }: TreeOptions): (row: ScheduleRow) => boolean {
  const isFound = searching(text);
  return (row) => {
    if (hidesDone && (row.status === 'done' || row.status === 'dropped')) return false;
    if (isReadyOnly && !isReady(row)) return false;
    return !isFound || isFound(row);
  };
}

function grouped(view: ScheduleView, options: TreeOptions): TreeNode[] {
  const { grouping: by } = options;
  const fits = fitting(options);
  const groups = new Map<string, TreeNode>();
  const groupOf = (value: string): TreeNode => {
    let group = groups.get(value);
    if (!group)
      groups.set(
        value,
        (group = { key: `${by}:${value}`, index: undefined, group: { by, value }, parent: undefined, children: [] }),
      );
    return group;
  };
  const ids = new Map(view.people.map(({ id, name }) => [name, id]));
  if (by === 'status') for (const { id } of view.statuses) groupOf(id);
  if (by === 'person') for (const { id, kind } of view.people) if (kind === 'person') groupOf(id);
  view.rows.forEach((row, index) => {
    if (row.kind === 'summary' || !fits(row)) return;
    const values = valuesOf(row, by, ids);
    for (const value of values.length > 0 ? values : ['']) {
      const parent = groupOf(value);
      parent.children.push({ key: `${parent.key}:${row.path}`, index, group: undefined, parent, children: [] });
    }
  });
  const nodes = [...groups.values()].filter(({ children }) => children.length > 0);
  // What belongs to no group comes last; weeks and sprints in their order in time.
  const rank = ({ group }: TreeNode): number => (group?.value === '' ? 1 : 0);
  nodes.sort((a, b) => rank(a) - rank(b) || (by === 'week' ? Number(a.group?.value) - Number(b.group?.value) : 0));
  sort(nodes, view, options.order);
  return nodes;
}

/** The groups of a task. @param ids of people by their names */
function valuesOf(row: ScheduleRow, by: TreeGrouping, ids: ReadonlyMap<string, string>): readonly string[] {
  switch (by) {
    case 'person':
      return row.who.flatMap((name) => ids.get(name) ?? []);
    case 'status':
      return [row.statusId];
    case 'sprint':
      return row.sprint === null ? [] : [row.sprint];
    case 'tag':
      return row.tags;
    case 'week':
      return row.start === null ? [] : [String(weekOf(row.start))];
    case 'breakdown':
      return [];
  }
}

const DAY = 1440;

/** The wall-clock minute at which the week of a minute begins, on its Monday. */
export function weekOf(minute: number): number {
  const day = Math.floor(minute / DAY);
  // Day 0 was a Thursday.
  return (day - ((((day + 3) % 7) + 7) % 7)) * DAY;
}

function sort(nodes: TreeNode[], view: ScheduleView, order: TreeOrder): void {
  const compare = comparing(view, order);
  if (!compare) return;
  const visit = (list: TreeNode[]): void => {
    if (list.every(({ index }) => index !== undefined)) list.sort(compare);
    for (const { children } of list) visit(children);
  };
  visit(nodes);
}

function comparing(view: ScheduleView, order: TreeOrder): ((a: TreeNode, b: TreeNode) => number) | undefined {
  const row = ({ index }: TreeNode): ScheduleRow => view.rows[index ?? 0];
  switch (order) {
    case 'plan':
      return undefined;
    case 'start':
      return (a, b) => (row(a).start ?? Infinity) - (row(b).start ?? Infinity);
    case 'finish':
      return (a, b) => (row(a).finish ?? Infinity) - (row(b).finish ?? Infinity);
    case 'slack':
      return (a, b) => slackOf(row(a)) - slackOf(row(b));
    case 'title':
      return (a, b) => row(a).title.localeCompare(row(b).title);
  }
}

/** Minutes on the clock until which a task may slip; what is over has all the time in the world. */
function slackOf({ critical, slackUntil, finish, status }: ScheduleRow): number {
  if (status === 'done' || status === 'dropped' || finish === null) return Infinity;
  return critical || slackUntil === null ? 0 : slackUntil - finish;
}

/** Whether two trees have the same nodes in the same places. */
export function sameShape(a: readonly TreeNode[], b: readonly TreeNode[]): boolean {
  return (
    a.length === b.length &&
    a.every((node, i) => node.key === b[i].key && node.index === b[i].index && sameShape(node.children, b[i].children))
  );
}
