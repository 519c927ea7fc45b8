import type { TextChange } from '../../base/change';
import { shift, touches } from '../../base/span';
import { declaredUnder } from '../../model/parts';
import type { Task } from '../../model/task';
import { quoted } from '../../syntax/edit';
import type { AssignmentText, DependencyText } from '../../syntax/scalars/names';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { changesIfPossible } from '../edits/fields';
import { promoteIdea } from '../edits/ideas';
import { titleOf } from '../effect';
import { longAssignment, longDependency, shortForm, toBlock, toFlow } from './forms';
import {
  addMilestone,
  extractSummary,
  indentTask,
  inlineSummary,
  moveBy,
  outdentTask,
  sortByStart,
  splitTask,
  turnRound,
} from './tasks';

/** A change of how a plan is written or built, offered for what is selected. */
export interface Refactoring {
  /** As in LSP: what kind of refactoring it is. */
  readonly kind: 'extract' | 'inline' | 'move' | 'rewrite';
  readonly title: string;
  readonly changes: readonly TextChange[];
}

/** A refactoring that is offered; what it changes is worked out when it is chosen. */
export interface RefactoringOffer {
  readonly kind: Refactoring['kind'];
  readonly title: string;
  readonly changes: (snapshot: PlanSnapshot) => readonly TextChange[];
  /** Whether it may move dates, so that its title says by how much. */
  readonly hasEffect?: boolean;
}

/** What can be tried with the tasks, the idea or the reference in a range of the text. */
export function refactoringOffers(
  snapshot: PlanSnapshot,
  start: number,
  end: number,
  kinds?: readonly string[],
): RefactoringOffer[] {
  const wanted = (kind: string): boolean =>
    kinds === undefined || kinds.some((it) => kind === it || kind.startsWith(`${it}.`));
  return offersAt(snapshot, start, end).filter(({ kind }) => wanted(`refactor.${kind}`));
}

/**
 * What can be done, with its changes.
 *
 * @param titled makes the titles of what may move dates: as a rule, they say by how much
 */
export function refactorings(
  snapshot: PlanSnapshot,
  start: number,
  end: number,
  kinds?: readonly string[],
  titled = titleOf,
): Refactoring[] {
  return refactoringOffers(snapshot, start, end, kinds).flatMap(({ kind, title, changes, hasEffect }) => {
    const made = changesIfPossible(() => changes(snapshot));
    // What cannot be done here is not offered.
    if (!made || made.length === 0) return [];
    return [{ kind, title: hasEffect ? titled(snapshot, title, made) : title, changes: made }];
  });
}

function offersAt(snapshot: PlanSnapshot, start: number, end: number): RefactoringOffer[] {
  const idea = ideaAt(snapshot, start);
  if (idea !== undefined)
    return [
      {
        kind: 'move',
        title: `Make a task of the idea \`${idea}\``,
        changes: () => promoteIdea(snapshot, idea),
        hasEffect: true,
      },
    ];
  const tasks = selectedTasks(snapshot, start, end);
  if (tasks.length === 0) return [];
  const [task] = tasks;
  const offers: RefactoringOffer[] = [
    {
      kind: 'extract',
      title: tasks.length > 1 ? `Put the ${tasks.length} tasks into a summary` : `Put \`${task.id}\` into a summary`,
      changes: () => extractSummary(snapshot, tasks),
    },
  ];
  if (tasks.length > 1) return offers;
  const whole: RefactoringOffer[] = [
    {
      kind: 'inline',
      title: `Put the tasks inside in the place of \`${task.id}\``,
      changes: () => inlineSummary(snapshot, task),
      hasEffect: true,
    },
    { kind: 'move', title: 'Move the task up', changes: () => moveBy(snapshot, task, -1), hasEffect: true },
    { kind: 'move', title: 'Move the task down', changes: () => moveBy(snapshot, task, 1), hasEffect: true },
    {
      kind: 'move',
      title: 'Move the task into the one above',
      changes: () => indentTask(snapshot, task),
      hasEffect: true,
    },
    {
      kind: 'move',
      title: 'Move the task out of the summary',
      changes: () => outdentTask(snapshot, task),
      hasEffect: true,
    },
    { kind: 'rewrite', title: 'Split the task in two', changes: () => splitTask(snapshot, task), hasEffect: true },
    { kind: 'rewrite', title: 'Write the task on lines of its own', changes: () => toBlock(snapshot, task) },
    { kind: 'rewrite', title: 'Write the task on one line', changes: () => toFlow(snapshot, task) },
    {
      kind: 'rewrite',
      title: 'Sort these tasks by their start',
      changes: () => sortByStart(snapshot, task),
      hasEffect: true,
    },
    {
      kind: 'rewrite',
      title: 'Write `before` as `after` on the other tasks',
      changes: () => turnRound(snapshot, task),
    },
    {
      kind: 'rewrite',
      title: task.isSummary ? `Add a milestone at the end of \`${task.id}\`` : 'Add a milestone at the end',
      changes: () => addMilestone(snapshot, task.isSummary ? task : task.parent),
    },
  ];
  return [...offers, ...whole, ...longForms(task, start)];
}

/** The task under the cursor, or the tasks side by side that a selection touches. */
function selectedTasks(snapshot: PlanSnapshot, start: number, end: number): Task[] {
  const task = snapshot.taskAt(start);
  if (!task || start === end || end <= task.end) return task ? [task] : [];
  const last = snapshot.taskAt(end - 1) ?? task;
  for (let outer: Task | null = task; outer; outer = outer.parent) {
    let other: Task | null = last;
    while (other && other.parent !== outer.parent) other = other.parent;
    if (!other) continue;
    const siblings = outer.parent?.children ?? snapshot.plan.roots;
    return siblings.slice(siblings.indexOf(outer), siblings.indexOf(other) + 1);
  }
  return [task];
}

function ideaAt({ plan }: PlanSnapshot, offset: number): string | undefined {
  return declaredUnder(plan.document, 'ideas').find(
    ({ key, value, offset: base }) =>
      key.start + base <= offset && offset <= Math.max(key.end, value?.node.end ?? 0) + base,
  )?.key.text;
}

/** The long form of the dependency or assignment under the cursor, or its short one. */
function longForms(task: Task, offset: number): RefactoringOffer[] {
  const offers: RefactoringOffer[] = [];
  for (const key of ['after', 'before', 'assign'])
    for (const { item, offset: base } of task.items(key)) {
      if (item.kind !== 'entity') continue;
      const { short } = item;
      if (!short && touches(shift(item.node, base), offset)) {
        const text = shortForm(item);
        if (text !== undefined)
          offers.push({
            kind: 'rewrite',
            title: `Write it as \`${text}\``,
            changes: () => [{ ...shift(item.node, base), text: quoted(text, true) }],
          });
        continue;
      }
      if (short?.kind !== 'scalar' || short.data === undefined || !touches(shift(short.node, base), offset)) continue;
      const { data, node } = short;
      const text =
        key === 'assign' ? longAssignment(data as AssignmentText, node.text) : longDependency(data as DependencyText);
      offers.push({
        kind: 'rewrite',
        title: `Write it as \`${text}\``,
        changes: () => [{ ...shift(node, base), text }],
      });
    }
  return offers;
}
