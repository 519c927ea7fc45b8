import type { TextChange } from '../../base/change';
import type { Task } from '../../model/task';
import { fieldOf } from '../../schema/entities';
import { quoted } from '../../syntax/edit';
import { parseScalar } from '../../syntax/scalars/scalars';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { linksOf } from '../codeLinks';
import { riskUses } from '../mentions';
import { moveStart, resizeTo, today } from './dates';
import { addToList, EditError, removeField, setField } from './fields';
import { promoteIdea } from './ideas';
import { link, removeUse, unlink } from './links';
import { removeAffected } from './risks';
import { inSteps, type Step } from './steps';
import { addTask, freeId, moveTask, removeTask, titleValue } from './structure';

/** What a person wants to change, in the words of planning; tasks are given by their paths. */
export type PlanEdit =
  | { readonly kind: 'setStatus'; readonly task: string; readonly status: string }
  | { readonly kind: 'setProgress'; readonly task: string; readonly done: number }
  | { readonly kind: 'setField'; readonly task: string; readonly key: string; readonly value: string | null }
  | { readonly kind: 'move'; readonly task: string; readonly start: number }
  | { readonly kind: 'resize'; readonly task: string; readonly finish: number }
  | {
      readonly kind: 'link';
      readonly from: string;
      readonly to: string;
      readonly type?: 'FS' | 'SS' | 'FF' | 'SF';
      readonly lag?: string;
    }
  | { readonly kind: 'unlink'; readonly from: string; readonly to: string }
  | { readonly kind: 'assign'; readonly task: string; readonly who: readonly string[] }
  | { readonly kind: 'reparent'; readonly task: string; readonly parent: string | null; readonly before?: string }
  | {
      readonly kind: 'addTask';
      readonly parent: string | null;
      readonly before?: string;
      readonly title: string;
      readonly id?: string;
      readonly effort?: string;
      readonly code?: string;
    }
  | { readonly kind: 'addCode'; readonly task: string; readonly link: string }
  | { readonly kind: 'removeTask'; readonly task: string }
  | { readonly kind: 'promoteIdea'; readonly idea: string };

/**
 * The changes of the text that an edit comes to.
 *
 * @throws EditError when it cannot be made, with the reason in words
 */
export function changesOf(snapshot: PlanSnapshot, edit: PlanEdit): TextChange[] {
  const task = (path: string): Task => taskAt(snapshot, path);
  switch (edit.kind) {
    case 'setStatus':
      return setStatus(snapshot, task(edit.task), edit.status);
    case 'setProgress':
      return setProgress(snapshot, task(edit.task), edit.done);
    case 'setField':
      return edit.value === null
        ? removeField(snapshot, task(edit.task), edit.key)
        : setField(snapshot, task(edit.task), edit.key, checkedValue(edit.key, edit.value));
    case 'move':
      return moveStart(snapshot, task(edit.task), edit.start);
    case 'resize':
      return resizeTo(snapshot, task(edit.task), edit.finish);
    case 'link':
      return link(snapshot, task(edit.from), task(edit.to), edit.type, edit.lag);
    case 'unlink':
      return unlink(snapshot, task(edit.from), task(edit.to));
    case 'assign':
      return assign(snapshot, task(edit.task), edit.who);
    case 'reparent':
      return moveTask(snapshot, task(edit.task), placeOf(snapshot, edit));
    case 'addTask': {
      const place = placeOf(snapshot, edit);
      const siblings = place.parent?.children ?? snapshot.plan.roots;
      const id = edit.id ?? freeId(siblings, edit.title);
      const fields: (readonly [string, string])[] = [];
      if (edit.title.trim() !== '' && edit.title !== id) fields.push(['title', titleValue(edit.title)]);
      fields.push(['effort', edit.effort ?? '1d']);
      if (edit.code !== undefined) fields.push(['code', checkedValue('code', edit.code)]);
      return addTask(snapshot, place, { id, fields });
    }
    case 'addCode': {
      const to = task(edit.task);
      if (linksOf(to).some(({ text }) => text === edit.link))
        throw new EditError(`\`${to.path}\` is linked to ${edit.link} already`);
      return addToList(snapshot, to, 'code', checkedValue('code', edit.link));
    }
    case 'removeTask':
      return remove(snapshot, task(edit.task));
    case 'promoteIdea':
      return promoteIdea(snapshot, edit.idea);
  }
}

function taskAt(snapshot: PlanSnapshot, path: string): Task {
  const task = snapshot.taskByPath(path);
  if (!task) throw new EditError(`There is no task \`${path}\``);
  return task;
}

/** A place among tasks, given by paths. @throws EditError when it is not there */
export function placeOf(
  snapshot: PlanSnapshot,
  { parent, before }: { readonly parent: string | null; readonly before?: string },
): { parent: Task | null; before?: Task } {
  const around = parent === null ? null : taskAt(snapshot, parent);
  if (before === undefined) return { parent: around };
  const next = taskAt(snapshot, before);
  if (next.parent !== around) throw new EditError(`\`${before}\` does not stand there`);
  return { parent: around, before: next };
}

/** A value for a key, checked by its language and put in quotes where YAML needs them. */
function checkedValue(key: string, value: string): string {
  const field = fieldOf('task', key);
  if (!field) throw new EditError(`\`${key}\` is not a key of a task`);
  const type = field.type.kind === 'list' ? field.type.of : field.type;
  const isEntity = type.kind === 'entity' && type.short !== undefined;
  const of = type.kind === 'scalar' ? type.of : isEntity && 'scalar' in type.short ? type.short.scalar : undefined;
  if (of === undefined && type.kind !== 'name' && type.kind !== 'enum' && !isEntity)
    throw new EditError(`\`${key}\` is not a single value`);
  if (type.kind === 'enum' && !type.values.includes(value))
    throw new EditError(`\`${value}\` is not one of ${type.values.join(', ')}`);
  if (of !== undefined && parseScalar(of, value).value === undefined)
    throw new EditError(
      `\`${value}\` is not a value of \`${key}\`; write for example \`${field.example.split('\n')[0]}\``,
    );
  return quoted(value, true);
}

/** Sets the status, and the dates that go with it: `started` when work begins, `finished` when it is done. */
export function setStatus(snapshot: PlanSnapshot, task: Task, status: string): TextChange[] {
  const kind = snapshot.plan.statuses.get(status)?.kind;
  if (kind === undefined) throw new EditError(`There is no status \`${status}\``);
  if (task.isSummary) throw new EditError('A summary takes its progress from the tasks inside');
  const { path } = task;
  const on =
    (run: (plan: PlanSnapshot, it: Task) => readonly TextChange[]): Step =>
    (plan) =>
      run(plan, taskAt(plan, path));
  const day = today(snapshot);
  const without = (...keys: string[]): Step[] => keys.map((key) => on((plan, it) => removeField(plan, it, key)));
  const withDate = (key: string): Step => on((plan, it) => (it.has(key) ? [] : setField(plan, it, key, day)));
  const set = on((plan, it) => setField(plan, it, 'status', quoted(status, true)));
  switch (kind) {
    case 'todo':
      return inSteps(snapshot, [set, ...without('done', 'started', 'finished', 'left')]);
    case 'doing':
      return inSteps(snapshot, [set, withDate('started'), ...without('finished')]);
    case 'done':
      return inSteps(snapshot, [set, withDate('finished'), ...without('left', 'done')]);
    case 'dropped':
      return inSteps(snapshot, [set]);
  }
}

/** Sets how much is done, in percent; what is begun is under way, what is whole is done. */
function setProgress(snapshot: PlanSnapshot, task: Task, done: number): TextChange[] {
  const percent = Math.max(0, Math.min(100, Math.round(done)));
  if (task.isSummary) throw new EditError('A summary takes its progress from the tasks inside');
  if (percent === 100 && task.has('status')) return setStatus(snapshot, task, statusOfKind(snapshot, 'done'));
  const { path } = task;
  const steps: Step[] = [(plan) => setField(plan, taskAt(plan, path), 'done', `${percent}%`)];
  const status = task.name('status');
  const kind = status === undefined ? undefined : snapshot.plan.statuses.get(status)?.kind;
  if (kind !== undefined && kind !== 'doing') {
    const wanted = statusOfKind(snapshot, percent === 0 ? 'todo' : 'doing');
    steps.push((plan) => setField(plan, taskAt(plan, path), 'status', wanted));
  }
  if (percent > 0)
    steps.push((plan) =>
      taskAt(plan, path).has('started') ? [] : setField(plan, taskAt(plan, path), 'started', today(snapshot)),
    );
  steps.push((plan) => removeField(plan, taskAt(plan, path), 'left'));
  return inSteps(snapshot, steps);
}

/** The plan's first status of a kind, in its own words. */
function statusOfKind({ plan }: PlanSnapshot, kind: string): string {
  for (const status of plan.statuses.values()) if (status.kind === kind) return quoted(status.id, true);
  return kind;
}

/** Gives a task to people and teams; an empty list takes it from everybody. */
export function assign(snapshot: PlanSnapshot, task: Task, who: readonly string[]): TextChange[] {
  if (who.length === 0) return removeField(snapshot, task, 'assign');
  for (const use of who)
    if (parseScalar('assignment', use).problems.length > 0) throw new EditError(`\`${use}\` is not an assignment`);
  return setField(
    snapshot,
    task,
    'assign',
    who.length === 1 ? quoted(who[0], true) : `[${who.map((it) => quoted(it, true)).join(', ')}]`,
  );
}

/** Removes a task, the tasks inside, and what waits for them. */
function remove(snapshot: PlanSnapshot, task: Task): TextChange[] {
  const { path } = task;
  const isGone = (it: Task): boolean => it.path === path || it.path.startsWith(`${path}.`);
  const count = snapshot.plan.dependencies.filter(
    ({ predecessor, successor, holder }) => !isGone(holder) && (isGone(predecessor) || isGone(successor)),
  ).length;
  const unlinkOne: Step = (plan) => {
    const dependency = plan.plan.dependencies.find(
      ({ predecessor, successor, holder }) => !isGone(holder) && (isGone(predecessor) || isGone(successor)),
    );
    return dependency ? removeUse(plan, dependency) : [];
  };
  const steps: Step[] = Array.from({ length: count }, () => unlinkOne);
  const affected = riskUses(snapshot).filter(({ name }) => {
    const task = snapshot.names.find(name.path, null);
    return task !== undefined && isGone(task);
  });
  for (const _ of affected) steps.push((plan) => removeAffected(plan, isGone));
  return inSteps(snapshot, [...steps, (plan) => removeTask(plan, taskAt(plan, path))]);
}
