import type { TextChange } from '../../base/change';
import type { Task } from '../../model/task';
import { lineEnd } from '../../syntax/edit';
import { minutesOf } from '../../syntax/scalars/duration';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { blockOf, indented, stepOf, wholeLines } from '../edits/blocks';
import { writtenDuration } from '../edits/dates';
import { addToList, EditError, removeField, setField } from '../edits/fields';
import { keepingReferences } from '../edits/rewrite';
import { inSteps } from '../edits/steps';
import { addTask, freeId, moveTask } from '../edits/structure';

function siblingsOf({ plan }: PlanSnapshot, task: Task): readonly Task[] {
  return task.parent?.children ?? plan.roots;
}

/** Puts tasks that stand one after the other into a new summary. */
export function extractSummary(snapshot: PlanSnapshot, tasks: readonly Task[], id?: string): TextChange[] {
  const [first] = tasks;
  const last = tasks[tasks.length - 1];
  const { text } = snapshot;
  const siblings = siblingsOf(snapshot, first);
  const at = siblings.indexOf(first);
  const isRow = tasks.every((task, i) => siblings[at + i] === task);
  if (!isRow) throw new EditError('The tasks do not stand one after the other');
  const [from, to] = [blockOf(snapshot, first), blockOf(snapshot, last)];
  if (from.column === undefined || to.column !== from.column) throw new EditError('The tasks stand in braces');
  const name = id ?? freeId(siblings, 'group');
  const eol = lineEnd(text);
  const step = stepOf(snapshot);
  const [indent, inner] = [' '.repeat(from.column), ' '.repeat(from.column + step)];
  const body = indented(wholeLines(text.slice(from.start, to.end), text), 2 * step);
  const changed = `${text.slice(0, from.start)}${indent}${name}:${eol}${inner}tasks:${eol}${body}${text.slice(to.end)}`;
  const prefix = first.parent ? `${first.parent.path}.` : '';
  const moved = new Map(tasks.map((task) => [task.path, `${prefix}${name}.${task.id}`]));
  return keepingReferences(snapshot, changed, (path) => {
    for (const [old, present] of moved)
      if (path === old || path.startsWith(`${old}.`)) return present + path.slice(old.length);
    return path;
  });
}

/** What a summary passes down to the tasks inside when they do not give it themselves. */
const passedDown = ['owner', 'assign', 'needs', 'priority', 'calendar', 'sprint'];
/** What holds in addition: a summary that gives one of them cannot go without a change of the dates. */
const added = ['after', 'before', 'start', 'tags'];

/** Puts the tasks inside of a summary in its place; what it passes down is written on each of them. */
export function inlineSummary(snapshot: PlanSnapshot, task: Task): TextChange[] {
  if (!task.isSummary) throw new EditError(`\`${task.path}\` has no tasks inside`);
  const missing = added.find((key) => task.has(key));
  if (missing !== undefined)
    throw new EditError(`\`${missing}\` of \`${task.path}\` holds for all tasks inside: move it to them first`);
  if (snapshot.plan.dependencies.some(({ predecessor, successor }) => predecessor === task || successor === task))
    throw new EditError(`Other tasks wait for \`${task.path}\` as a whole`);
  const siblings = siblingsOf(snapshot, task);
  const clash = task.children.find((child) => siblings.some((other) => other !== task && other.id === child.id));
  if (clash) throw new EditError(`There is a task \`${clash.id}\` already`);
  const { path } = task;
  const paths = task.children.map((child) => child.path);
  const inherited = passedDown.filter((key) => task.has(key));
  return inSteps(snapshot, [
    ...inherited.flatMap((key) =>
      paths.map((child) => (plan: PlanSnapshot) => {
        const it = plan.taskByPath(child);
        const from = plan.taskByPath(path);
        if (!it || !from || it.has(key)) return [];
        const { start, end } = from.spanOf(key);
        return setField(plan, it, key, plan.text.slice(start, end));
      }),
    ),
    (plan) => lifted(plan, path),
  ]);
}

/** The tasks inside of a summary moved out, and the summary gone. */
function lifted(snapshot: PlanSnapshot, path: string): TextChange[] {
  const task = snapshot.taskByPath(path);
  const { text } = snapshot;
  if (!task) return [];
  const block = blockOf(snapshot, task);
  const column = block.column;
  if (column === undefined) throw new EditError('The summary stands in braces');
  const blocks = task.children.map((child) => blockOf(snapshot, child));
  if (blocks.some((child) => child.column === undefined)) throw new EditError('The tasks inside stand in braces');
  const body = blocks
    .map((child) => indented(wholeLines(text.slice(child.start, child.end), text), column - (child.column ?? 0)))
    .join('');
  const changed = text.slice(0, block.start) + body + text.slice(block.end);
  const prefix = task.parent ? `${task.parent.path}.` : '';
  return keepingReferences(snapshot, changed, (it) =>
    it.startsWith(`${path}.`) ? prefix + it.slice(path.length + 1) : it === path ? undefined : it,
  );
}

/** Makes two tasks of one, each with half of its work; what waited for it waits for the second one. */
export function splitTask(snapshot: PlanSnapshot, task: Task): TextChange[] {
  if (task.isSummary) throw new EditError('A summary has tasks inside already');
  const key = ['effort', 'duration'].find((it) => task.has(it));
  const estimate = key === undefined ? undefined : task.scalar(key, 'estimate');
  if (key === undefined || estimate?.form !== 'exact') throw new EditError('Only a single estimate can be halved');
  const { calendars } = snapshot.schedule;
  const lengths = calendars.lengthsFor(calendars.ofTask(task));
  const minutes = minutesOf(estimate.likely, lengths);
  if (minutes < 60) throw new EditError('It is too short to be split');
  const half = Math.round(minutes / 30) * 15;
  const { path, id, parent } = task;
  const siblings = siblingsOf(snapshot, task);
  const second = freeId(siblings, `${id}-2`);
  const next = siblings[siblings.indexOf(task) + 1];
  const copied = ['assign', 'owner', 'needs', 'tags', 'sprint']
    .filter((it) => task.has(it))
    .map((it): [string, string] => {
      const { start, end } = task.spanOf(it);
      return [it, snapshot.text.slice(start, end).trim()];
    });
  if (copied.some(([, value]) => value.includes('\n'))) throw new EditError('Its people are written on several lines');
  const waiting = snapshot.plan.dependencies.filter(
    ({ predecessor, holder, key: where, use }) =>
      predecessor === task && where === 'after' && holder !== task && use.type[0] === 'F',
  );
  return inSteps(snapshot, [
    (plan) => setField(plan, plan.taskByPath(path) as Task, key, writtenDuration(minutes - half, lengths)),
    (plan) => {
      const place = { parent, ...(next ? { before: plan.taskByPath(next.path) as Task } : {}) };
      const around = parent ? (plan.taskByPath(parent.path) ?? null) : null;
      return addTask(
        plan,
        { ...place, parent: around },
        {
          id: second,
          fields: [[key, writtenDuration(half, lengths)], ['after', id], ...copied],
        },
      );
    },
    (plan) => {
      const target = plan.taskByPath(parent ? `${parent.path}.${second}` : second);
      return plan.plan.dependencies
        .filter(
          ({ predecessor, holder, use }) =>
            predecessor.path === path &&
            holder !== target &&
            waiting.some((old) => old.holder.path === holder.path && old.use.type === use.type),
        )
        .flatMap(({ holder, use, offset, key: where }) =>
          where === 'after' && target
            ? [
                {
                  start: use.task.start + offset,
                  end: use.task.end + offset,
                  text: plan.names.shortest(target, holder),
                },
              ]
            : [],
        );
    },
  ]);
}

/** Adds a milestone at the end of a summary, or of the plan, that waits for everything that nothing waits for. */
export function addMilestone(snapshot: PlanSnapshot, parent: Task | null): TextChange[] {
  const siblings = parent?.children ?? snapshot.plan.roots;
  if (siblings.length === 0) throw new EditError('There are no tasks');
  const inside = new Set(siblings);
  const isWaitedFor = new Set(
    snapshot.plan.dependencies
      .filter(({ successor }) => [successor, ...successor.ancestors()].some((it) => inside.has(it)))
      .map(({ predecessor }) => predecessor),
  );
  const ends = siblings.filter((task) => !isWaitedFor.has(task));
  if (ends.length === 1 && ends[0].scalar('milestone', 'true'))
    throw new EditError('There is a milestone at the end already');
  const id = freeId(siblings, parent ? `${parent.id}-done` : 'done');
  return addTask(
    snapshot,
    { parent },
    {
      id,
      fields: [
        ['milestone', 'true'],
        ['after', ends.length === 1 ? ends[0].id : `[${ends.map((task) => task.id).join(', ')}]`],
      ],
    },
  );
}

/** Moves a task one place up or down among those beside it. */
export function moveBy(snapshot: PlanSnapshot, task: Task, by: -1 | 1): TextChange[] {
  const siblings = siblingsOf(snapshot, task);
  const index = siblings.indexOf(task);
  if (!siblings[index + by]) throw new EditError(by < 0 ? 'It is the first already' : 'It is the last already');
  const before = by < 0 ? siblings[index - 1] : siblings[index + 2];
  return moveTask(snapshot, task, { parent: task.parent, ...(before ? { before } : {}) });
}

/** Moves a task into the one above it, which becomes a summary. */
export function indentTask(snapshot: PlanSnapshot, task: Task): TextChange[] {
  const siblings = siblingsOf(snapshot, task);
  const above = siblings[siblings.indexOf(task) - 1];
  if (!above) throw new EditError('There is no task above');
  return moveTask(snapshot, task, { parent: above });
}

/** Moves a task out of the summary around it, to below that. */
export function outdentTask(snapshot: PlanSnapshot, task: Task): TextChange[] {
  const { parent } = task;
  if (!parent) throw new EditError('It is an outermost task already');
  const around = siblingsOf(snapshot, parent);
  const next = around[around.indexOf(parent) + 1];
  return moveTask(snapshot, task, { parent: parent.parent, ...(next ? { before: next } : {}) });
}

/** Sorts tasks that stand side by side by their computed start, without a change of what is inside. */
export function sortByStart(snapshot: PlanSnapshot, task: Task): TextChange[] {
  const siblings = siblingsOf(snapshot, task);
  const { text, schedule } = snapshot;
  const blocks = siblings.map((it) => ({ it, block: blockOf(snapshot, it) }));
  if (siblings.length < 2 || blocks.some(({ block }) => block.column === undefined))
    throw new EditError('There is nothing to sort');
  const start = (it: Task): number => schedule.tasks[it.index]?.start ?? Infinity;
  const sorted = [...blocks].sort((a, b) => start(a.it) - start(b.it) || a.it.index - b.it.index);
  if (sorted.every((entry, i) => entry === blocks[i])) throw new EditError('They are sorted already');
  const first = blocks[0].block.start;
  // What stands between the tasks (blank lines, comments) stays in its place.
  let changed = text.slice(0, first);
  blocks.forEach(({ block }, i) => {
    const present = sorted[i].block;
    changed +=
      wholeLines(text.slice(present.start, present.end), text) +
      text.slice(block.end, blocks[i + 1]?.block.start ?? block.end);
  });
  changed += text.slice(blocks[blocks.length - 1].block.end);
  return keepingReferences(snapshot, changed, (path) => path);
}

/** Turns `before` on a task into `after` on the other one. */
export function turnRound(snapshot: PlanSnapshot, task: Task): TextChange[] {
  const uses = snapshot.plan.dependencies.filter(({ holder, key }) => holder === task && key === 'before');
  if (uses.length === 0) throw new EditError('It has no `before`');
  const { path } = task;
  return inSteps(snapshot, [
    ...uses.map(({ successor, use, offset }) => (plan: PlanSnapshot) => {
      const [from, to] = [plan.taskByPath(path), plan.taskByPath(successor.path)];
      const rest = snapshot.text.slice(use.task.end + offset, use.end + offset).trim();
      return from && to
        ? addToList(plan, to, 'after', `${plan.names.shortest(from, to)}${rest === '' ? '' : ` ${rest}`}`)
        : [];
    }),
    (plan) => removeField(plan, plan.taskByPath(path) as Task, 'before'),
  ]);
}
