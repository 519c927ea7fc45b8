import { type Span, shift, touches } from '../base/span';
import { readPiece } from '../model/parts';
import type { Task } from '../model/task';
import type { Fields, Value } from '../model/values';
import { fieldOf } from '../schema/entities';
import type { EntityName, Field, NameKind, ScalarKind } from '../schema/types';
import { pieceAt } from '../syntax/document';
import { type ScalarNode, spanIn } from '../syntax/node';
import { type AssignmentText, type DependencyText, parseTaskName, type TaskName } from '../syntax/scalars/names';
import type { PlanSnapshot } from '../workspace/snapshot';
import { linksOf, type PlacedLink } from './codeLinks';

/** The keys at the top of a plan under which names are declared, and what these are names of. */
export const declaringKeys: ReadonlyMap<string, NameKind> = new Map([
  ['people', 'person'],
  ['teams', 'personOrTeam'],
  ['calendars', 'calendar'],
  ['statuses', 'status'],
  ['sprints', 'sprint'],
]);

/** What stands under the cursor; every span is of the text. */
export type Target =
  | { readonly kind: 'key'; readonly field: Field; readonly span: Span; readonly task: Task | undefined }
  | { readonly kind: 'task'; readonly task: Task; readonly span: Span; readonly isDeclaration: boolean }
  | {
      readonly kind: 'name';
      readonly of: NameKind;
      readonly name: string;
      readonly span: Span;
      readonly isDeclaration: boolean;
    }
  /** A task of another plan, such as `shop:api`. */
  | { readonly kind: 'external'; readonly name: TaskName; readonly span: Span }
  /** The path of another plan. */
  | { readonly kind: 'path'; readonly path: string; readonly span: Span }
  | { readonly kind: 'code'; readonly link: PlacedLink; readonly span: Span }
  | {
      readonly kind: 'scalar';
      readonly of: ScalarKind;
      readonly data: unknown;
      readonly field: Field;
      readonly span: Span;
      readonly task: Task | undefined;
    };

/** What stands at an offset, or undefined where nothing has a meaning. The first step of most features. */
export function targetAt(snapshot: PlanSnapshot, offset: number): Target | undefined {
  const task = snapshot.taskAt(offset);
  if (task) {
    if (touches(task.idSpan, offset)) return { kind: 'task', task, span: task.idSpan, isDeclaration: true };
    for (const { part, offset: base } of task.parts) {
      const found = new Search(snapshot, offset - base, base, task).inFields(part.fields, 'task');
      if (found) return found;
    }
    return undefined;
  }
  const placed = pieceAt(snapshot.plan.document, offset);
  if (!placed) return undefined;
  const { fields } = readPiece(placed.piece);
  return new Search(snapshot, offset - placed.start, placed.start, undefined).inFields(
    fields,
    placed.piece.kind === 'rest' ? 'task' : 'plan',
  );
}

class Search {
  readonly #snapshot: PlanSnapshot;
  /** The offset in the piece. */
  readonly #at: number;
  readonly #base: number;
  readonly #task: Task | undefined;

  constructor(snapshot: PlanSnapshot, at: number, base: number, task: Task | undefined) {
    this.#snapshot = snapshot;
    this.#at = at;
    this.#base = base;
    this.#task = task;
  }

  inFields(fields: Fields, entity: EntityName): Target | undefined {
    for (const [name, { key, value }] of fields) {
      const field = fieldOf(entity, name);
      if (!field) continue;
      if (key.end > key.start && touches(key, this.#at))
        return { kind: 'key', field, span: shift(key, this.#base), task: this.#task };
      if (value && touches(value.node, this.#at)) return this.#inValue(value, field);
    }
    return undefined;
  }

  #inValue(value: Value, field: Field): Target | undefined {
    switch (value.kind) {
      case 'list':
        return this.#first(value.items, field);
      case 'map':
        for (const entry of value.entries) {
          if (touches(entry.key, this.#at)) return this.#mapKey(entry.key, field);
          if (entry.value && touches(entry.value.node, this.#at)) return this.#inValue(entry.value, field);
        }
        return undefined;
      case 'entity':
        return value.short ? this.#inValue(value.short, field) : this.inFields(value.fields, value.of);
      case 'name':
        return value.of === 'task'
          ? this.#reference(value.node, 0, field)
          : this.#name(value.of, value.name, value.node);
      case 'scalar':
        return this.#inScalar(value.of, value.node, value.data, field);
      case 'enum':
      case 'any':
        return undefined;
    }
  }

  #first(values: readonly Value[], field: Field): Target | undefined {
    const value = values.find((item) => touches(item.node, this.#at));
    return value && this.#inValue(value, field);
  }

  #mapKey(key: ScalarNode, field: Field): Target | undefined {
    const of = declaringKeys.get(field.key);
    return of && { kind: 'name', of, name: key.text, span: shift(key, this.#base), isDeclaration: true };
  }

  #name(of: NameKind, name: string, span: Span): Target {
    return { kind: 'name', of, name, span: shift(span, this.#base), isDeclaration: false };
  }

  #inScalar(of: ScalarKind, node: ScalarNode, data: unknown, field: Field): Target | undefined {
    if (of === 'dependency') {
      const dependency = data as DependencyText | undefined;
      if (dependency && this.#isIn(node, dependency.task)) return this.#reference(node, 0, field);
    } else if (of === 'assignment') {
      const use = (data as AssignmentText | undefined)?.who.find((who) => this.#isIn(node, who));
      if (use) return this.#name('personOrTeam', use.name, spanIn(node, use.start, use.end));
    } else if (of === 'calendar') {
      const name = (data as { name?: string } | undefined)?.name;
      if (name !== undefined) return this.#name('calendar', name, node);
    } else if (of === 'planPath' && typeof data === 'string') {
      return { kind: 'path', path: data, span: shift(node, this.#base) };
    } else if (of === 'codeLink' && this.#task) {
      const link = linksOf(this.#task).find(
        ({ span }) => span.start <= this.#at + this.#base && this.#at + this.#base <= span.end,
      );
      if (link) return { kind: 'code', link, span: link.span };
    }
    return { kind: 'scalar', of, data, field, span: shift(node, this.#base), task: this.#task };
  }

  #isIn(node: ScalarNode, part: Span): boolean {
    return touches(spanIn(node, part.start, part.end), this.#at);
  }

  /** A task named by a scalar; for a path, up to the id under the cursor: `api` in `api.schema` is the summary. */
  #reference(node: ScalarNode, from: number, field: Field): Target | undefined {
    const name = parseTaskName(node.text.slice(from)).value;
    if (!name) return undefined;
    if (name.plan !== undefined)
      return { kind: 'external', name, span: shift(spanIn(node, name.start, name.end), this.#base) };
    const holder = this.#task ?? null;
    let task = this.#snapshot.names.find(name.path, holder);
    if (!task)
      return {
        kind: 'scalar',
        of: 'dependency',
        data: undefined,
        field,
        span: shift(node, this.#base),
        task: this.#task,
      };
    let end = name.end;
    for (let i = name.path.length - 1; i > 0 && task.parent; i--) {
      const start = end - name.path[i].length;
      if (spanIn(node, start, end).start <= this.#at) break;
      end = start - 1;
      task = task.parent;
    }
    return { kind: 'task', task, span: shift(spanIn(node, name.start, end), this.#base), isDeclaration: false };
  }
}
