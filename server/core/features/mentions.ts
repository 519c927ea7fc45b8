import { type Span, shift } from '../base/span';
import { declaredUnder, readPiece } from '../model/parts';
import type { Task } from '../model/task';
import { type Fields, itemsOf, mapOf, namesOf } from '../model/values';
import type { NameKind } from '../schema/types';
import { spanIn } from '../syntax/node';
import { parseTaskName, type TaskName } from '../syntax/scalars/names';
import type { PlanSnapshot } from '../workspace/snapshot';
import { declaringKeys } from './target';

/** A place that names a task: for `api.schema`, one for the summary `api` and one for `schema`. */
export interface TaskMention {
  readonly task: Task;
  readonly span: Span;
}

/** A place that names a person, team, calendar or the like. */
export interface NameMention {
  readonly of: NameKind;
  readonly name: string;
  readonly span: Span;
  readonly isDeclaration: boolean;
}

/**
 * Every place in the plan that names a task, other than the tasks themselves.
 *
 * @param wanted the places that name other tasks alone may be left out
 */
export function taskMentions(snapshot: PlanSnapshot, wanted?: Task): TaskMention[] {
  const { plan, names, text } = snapshot;
  const mentions: TaskMention[] = [];
  const add = (name: TaskName, target: Task, at: Span): void => {
    if (wanted && !name.path.includes(wanted.id)) return;
    // Where quotes or escapes hide the single ids, none of them can be told apart.
    if (!text.slice(at.start, at.end).endsWith(name.path.join('.'))) return;
    let end = at.end;
    let task: Task | null = target;
    for (let i = name.path.length - 1; i >= 0 && task; i--) {
      const start = end - name.path[i].length;
      mentions.push({ task, span: { start, end } });
      end = start - 1;
      task = task.parent;
    }
  };
  for (const { predecessor, successor, use, key, offset } of plan.dependencies) {
    add(use.task, key === 'after' ? predecessor : successor, shift(use.task, offset));
  }
  for (const { name, span } of riskUses(snapshot)) {
    const task = names.find(name.path, null);
    if (task) add(name, task, span);
  }
  for (const { task, span } of scenarioKeys(snapshot)) mentions.push({ task, span });
  return mentions;
}

/** The names of tasks that risks list under `affects`, in the order of the text. */
export function riskUses({ plan }: PlanSnapshot): { readonly name: TaskName; readonly span: Span }[] {
  return declaredUnder(plan.document, 'risks').flatMap(({ value, offset }) =>
    value?.kind !== 'entity'
      ? []
      : namesOf(value.fields, 'affects').flatMap(({ name, node }) => {
          const parsed = parseTaskName(name).value;
          return parsed ? [{ name: parsed, span: shift(spanIn(node, parsed.start, parsed.end), offset) }] : [];
        }),
  );
}

/** The keys under which scenarios are laid over tasks of the plan. */
function scenarioKeys({ plan, names }: PlanSnapshot): TaskMention[] {
  const found: TaskMention[] = [];
  const visit = (fields: Fields, offset: number, find: (id: string) => Task | undefined): void => {
    for (const { key, value } of mapOf(fields, 'tasks')?.entries ?? []) {
      const task = find(key.text);
      if (!task) continue;
      found.push({ task, span: shift(spanIn(key, 0, key.text.length), offset) });
      if (value?.kind === 'entity') visit(value.fields, offset, (id) => task.child(id));
    }
  };
  for (const { value, offset } of declaredUnder(plan.document, 'scenarios'))
    if (value?.kind === 'entity') visit(value.fields, offset, (id) => names.root(id));
  return found;
}

/** Every place in the plan that declares or uses a name other than that of a task. */
export function nameMentions({ plan }: PlanSnapshot): NameMention[] {
  const mentions: NameMention[] = [];
  const add = (of: NameKind, name: string, span: Span, offset: number, isDeclaration = false): void => {
    mentions.push({ of, name, span: shift(span, offset), isDeclaration });
  };
  const kinds: Record<string, NameKind> = {
    person: 'person',
    'person or team': 'personOrTeam',
    status: 'status',
    sprint: 'sprint',
    skill: 'skill',
    calendar: 'calendar',
  };
  for (const task of plan.tasks) {
    for (const { part, offset } of task.parts) {
      for (const use of part.names) add(kinds[use.kind], use.name, use, offset);
      for (const tag of namesOf(part.fields, 'tags'))
        add('tag', tag.name, spanIn(tag.node, 0, tag.node.text.length), offset);
    }
  }
  for (const { placed } of plan.document.tops) {
    const { fields } = readPiece(placed.piece);
    for (const [key, of] of declaringKeys) {
      for (const entry of mapOf(fields, key)?.entries ?? [])
        add(of, entry.key.text, spanIn(entry.key, 0, entry.key.text.length), placed.start, true);
    }
    for (const { value } of mapOf(fields, 'people')?.entries ?? []) {
      if (value?.kind !== 'entity') continue;
      for (const skill of namesOf(value.fields, 'skills'))
        add('skill', skill.name, spanIn(skill.node, 0, skill.node.text.length), placed.start, true);
      addCalendar(value.fields, placed.start);
    }
    for (const { value } of mapOf(fields, 'teams')?.entries ?? []) {
      for (const member of value?.kind === 'list' ? value.items : value ? [value] : []) {
        if (member.kind === 'name')
          add('personOrTeam', member.name, spanIn(member.node, 0, member.node.text.length), placed.start);
      }
    }
    for (const { value } of mapOf(fields, 'calendars')?.entries ?? [])
      if (value?.kind === 'entity') addFrom(value.fields, placed.start);
    addCalendar(fields, placed.start);
    for (const key of ['risks', 'ideas']) {
      for (const { value } of mapOf(fields, key)?.entries ?? []) {
        if (value?.kind !== 'entity') continue;
        for (const person of ['owner', 'by'])
          for (const use of namesOf(value.fields, person))
            add('person', use.name, spanIn(use.node, 0, use.node.text.length), placed.start);
      }
    }
    for (const item of itemsOf(fields, 'decisions')) {
      if (item.kind === 'entity')
        for (const use of namesOf(item.fields, 'by'))
          add('person', use.name, spanIn(use.node, 0, use.node.text.length), placed.start);
    }
  }
  return mentions;

  function addCalendar(fields: Fields, offset: number): void {
    const value = fields.get('calendar')?.value;
    if (value?.kind !== 'entity') return;
    addFrom(value.fields, offset);
    const word =
      value.short?.kind === 'scalar' ? (value.short.data as { readonly name?: string } | undefined) : undefined;
    if (word?.name !== undefined && value.short?.kind === 'scalar')
      add('calendar', word.name, spanIn(value.short.node, 0, value.short.node.text.length), offset);
  }

  function addFrom(fields: Fields, offset: number): void {
    const from = fields.get('from')?.value;
    if (from?.kind === 'name') add('calendar', from.name, spanIn(from.node, 0, from.node.text.length), offset);
  }
}

/** Whether two uses of a name mean the same: people and teams share their names where either may stand. */
export function isSameName(
  a: { readonly of: NameKind; readonly name: string },
  b: { readonly of: NameKind; readonly name: string },
): boolean {
  const group = (of: NameKind): NameKind => (of === 'person' ? 'personOrTeam' : of);
  return a.name === b.name && group(a.of) === group(b.of);
}
