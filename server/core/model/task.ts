import type { Span } from '../base/span';
import { shift } from '../base/span';
import type { ScalarKind } from '../schema/types';
import { spanIn } from '../syntax/node';
import type { Estimate } from '../syntax/scalars/duration';
import type { ScalarValues } from '../syntax/scalars/scalars';
import { bitOf, isOwnBit } from './keyBits';
import type { AssignmentUse, DependencyUse, ReadTask, TaskPart } from './parts';
import { type FieldValue, itemsOf, nameOf, namesOf, scalarOf, textsOf, wordOf } from './values';

/** The keys of a task in one piece, with the offset of that piece in the text. */
export interface PlacedPart {
  readonly part: TaskPart;
  readonly offset: number;
}

const noTasks: readonly Task[] = [];

/** A task of one version of a plan: what is written about it and where, and its place in the breakdown. */
export class Task {
  /** Position in the file, counted over all tasks. */
  readonly index: number;
  readonly id: string;
  readonly parent: Task | null;
  /** The tasks directly inside, in the order of the file. */
  children: readonly Task[] = noTasks;
  /** Where the piece with the task's own keys begins in the text. */
  readonly offset: number;
  /** The keys in that piece. */
  readonly own: ReadTask;
  /** The bits of all keys that are given: see `bitOf`. */
  readonly keys: number;
  /** The keys that stand after the tasks inside, when those were cut into pieces of their own. */
  readonly rest: PlacedPart | null;
  /** Where what is written about the task and the tasks inside ends. */
  end: number;
  #path: string | undefined;
  #byId: Map<string, Task> | undefined;

  constructor(index: number, own: ReadTask, offset: number, parent: Task | null, rest: PlacedPart | null) {
    this.index = index;
    this.id = own.id.text;
    this.parent = parent;
    this.own = own;
    this.offset = offset;
    this.rest = rest;
    this.keys = own.keys | (rest === null ? 0 : rest.part.keys);
    this.end = own.end + offset;
  }

  /** Where the id stands in the text. */
  get idSpan(): Span {
    const { id } = this.own;
    return shift(spanIn(id, 0, id.text.length), this.offset);
  }

  /** The pieces in which keys of the task stand, with their offsets. */
  get parts(): readonly PlacedPart[] {
    const own = { part: this.own, offset: this.offset };
    return this.rest ? [own, this.rest] : [own];
  }

  /** The ids from the outermost summary to the task, joined by dots. */
  get path(): string {
    this.#path ??= this.parent ? `${this.parent.path}.${this.id}` : this.id;
    return this.#path;
  }

  get title(): string {
    return this.scalar('title', 'text') ?? this.id.replace(/[-_]+/g, ' ').replace(/^\p{Ll}/u, (c) => c.toUpperCase());
  }

  get isSummary(): boolean {
    return this.children.length > 0;
  }

  /** The task directly inside with the id; the first where an id is given twice. */
  child(id: string): Task | undefined {
    this.#byId ??= indexById(this.children);
    return this.#byId.get(id);
  }

  /** A key as given on this task, with the offset of its piece in the text. */
  field(key: string): (FieldValue & { readonly offset: number }) | undefined {
    if (!this.#mayHave(key)) return undefined;
    const field = this.own.fields.get(key);
    if (field) return { ...field, offset: this.offset };
    const later = this.rest?.part.fields.get(key);
    return later && this.rest ? { ...later, offset: this.rest.offset } : undefined;
  }

  /** Whether none of some keys is given, by their mask; false means that one may be. Quicker than looking for each. */
  hasNone(mask: number): boolean {
    return (this.keys & mask) === 0;
  }

  /** Whether the key may be given: most keys of most tasks are not, and that is known without looking for them. */
  #mayHave(key: string): boolean {
    return !this.hasNone(bitOf(key));
  }

  has(key: string): boolean {
    const bit = bitOf(key);
    if (this.hasNone(bit)) return false;
    return isOwnBit(bit) || this.own.fields.has(key) || (this.rest !== null && this.rest.part.fields.has(key));
  }

  scalar<K extends ScalarKind>(key: string, of: K): ScalarValues[K] | undefined {
    if (!this.#mayHave(key)) return undefined;
    return scalarOf(this.own.fields, key, of) ?? (this.rest ? scalarOf(this.rest.part.fields, key, of) : undefined);
  }

  word(key: string): string | undefined {
    if (!this.#mayHave(key)) return undefined;
    return wordOf(this.own.fields, key) ?? (this.rest ? wordOf(this.rest.part.fields, key) : undefined);
  }

  /** A single name, such as `owner` or `status`. */
  name(key: string): string | undefined {
    if (!this.#mayHave(key)) return undefined;
    return nameOf(this.own.fields, key) ?? (this.rest ? nameOf(this.rest.part.fields, key) : undefined);
  }

  texts(key: string): readonly string[] {
    return this.parts.flatMap(({ part }) => textsOf(part.fields, key));
  }

  names(key: string): readonly string[] {
    return this.parts.flatMap(({ part }) => namesOf(part.fields, key).map((value) => value.name));
  }

  /** The names under a key, or under that of the nearest summary around that gives it. */
  inheritedNames(key: string): readonly string[] {
    if (this.has(key)) return this.names(key);
    return this.parent?.inheritedNames(key) ?? [];
  }

  items(key: string): readonly { readonly item: ReturnType<typeof itemsOf>[number]; readonly offset: number }[] {
    return this.parts.flatMap(({ part, offset }) => itemsOf(part.fields, key).map((item) => ({ item, offset })));
  }

  get assign(): readonly AssignmentUse[] {
    return this.rest ? [...this.own.assign, ...this.rest.part.assign] : this.own.assign;
  }

  get effort(): Estimate | undefined {
    return this.own.effort ?? this.rest?.part.effort;
  }

  /** The span in the text of a key's value, or of the key when it has none; the id when the key is not given. */
  spanOf(key: string): Span {
    const field = this.field(key);
    if (!field) return this.idSpan;
    return shift(field.value?.node ?? field.key, field.offset);
  }

  /** Every task around, the nearest first. */
  *ancestors(): Generator<Task> {
    for (let task = this.parent; task; task = task.parent) yield task;
  }

  isInside(other: Task): boolean {
    for (let task = this.parent; task; task = task.parent) if (task === other) return true;
    return false;
  }
}

export function indexById(tasks: readonly Task[]): Map<string, Task> {
  const index = new Map<string, Task>();
  for (const task of tasks) if (!index.has(task.id)) index.set(task.id, task);
  return index;
}

/** A dependency between two tasks of a plan. */
export interface Dependency {
  readonly predecessor: Task;
  readonly successor: Task;
  readonly use: DependencyUse;
  /** The task on which it is written, under `after` or `before`. */
  readonly holder: Task;
  readonly key: 'after' | 'before';
  /** Offset in the text of the piece in which it is written. */
  readonly offset: number;
}
