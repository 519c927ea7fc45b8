import { finiteOr } from '../base/finite';
import { EdgeList } from '../base/graph';
import type { Instant } from '../calendar/zone';
import { maskOf } from '../model/keyBits';
import type { Task } from '../model/task';
import type { Bookings } from './bookings';
import type { Calendars } from './calendars';
import { type Instance, withLag } from './instance';
import type { Network } from './network';
import type { Placed } from './serial';

/** How late each task could be; by the index of the task, NaN for what is not scheduled. */
export interface LateDates {
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
  /** The latest finish that delays no other task. */
  readonly freeFinish: Float64Array;
}

/** An edge of the schedule, not of the plan: after this task, a person is busy with that one. */
export interface ResourceLink {
  /** Index of the task that the person does next. */
  readonly to: number;
  /** When the person is done with the first and begins the second. */
  readonly from: Instant;
  readonly start: Instant;
  /** Working minutes of the person between the two. */
  readonly gap: number;
}

interface Span {
  readonly index: number;
  start: Instant;
  finish: Instant;
  readonly share: number;
}

/** What each person does next, by the index of the task that is over before. */
export function resourceLinks(
  placed: readonly (Placed | undefined)[],
  people: ReadonlyMap<string, Bookings>,
): (ResourceLink[] | undefined)[] {
  const links: (ResourceLink[] | undefined)[] = new Array(placed.length);
  for (const [id, spans] of spansByPerson(placed)) {
    const bookings = people.get(id);
    if (!bookings) continue;
    const { time, capacity } = bookings;
    spans.sort((a, b) => a.start - b.start || a.finish - b.finish || a.index - b.index);
    for (let i = 0; i < spans.length; i++) {
      // The next that begins when this one is over, and those that overlap with it; a pool has many at once.
      let next = firstFrom(spans, spans[i].finish, i + 1);
      const until = next < spans.length ? spans[next].finish : 0;
      for (let count = 0; next < spans.length && spans[next].start < until && count < 8; next++, count++) {
        const { index: from, finish } = spans[i];
        const { index: to, start } = spans[next];
        // What fits beside each other does not have to wait.
        if (to === from || spans[i].share + spans[next].share <= capacity + 1e-9) continue;
        const link = { to, from: finish, start, gap: time.between(finish, start) };
        const list = links[from];
        if (list) list.push(link);
        else links[from] = [link];
      }
    }
  }
  return links;
}

function spansByPerson(placed: readonly (Placed | undefined)[]): Map<string, Span[]> {
  const byPerson = new Map<string, Span[]>();
  placed.forEach((task, index) => {
    if (!task || task.bookings.length === 0) return;
    if (task.bookings.length === 1) {
      const [{ person, start, finish, share }] = task.bookings;
      addTo(person.id, { index, start, finish, share });
      return;
    }
    const own = new Map<string, Span>();
    for (const { person, start, finish, share } of task.bookings) {
      const span = own.get(person.id);
      if (span) {
        span.start = Math.min(span.start, start);
        span.finish = Math.max(span.finish, finish);
        continue;
      }
      const first = { index, start, finish, share };
      own.set(person.id, first);
      addTo(person.id, first);
    }
  });
  return byPerson;

  function addTo(id: string, span: Span): void {
    const list = byPerson.get(id);
    if (list) list.push(span);
    else byPerson.set(id, [span]);
  }
}

function firstFrom(spans: readonly { readonly start: Instant }[], at: Instant, from: number): number {
  let low = from;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].start >= at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The backward pass over the schedule: the latest dates with which the plan still finishes when it does. What the same
 * person does next counts like a dependency, so that people's time is part of what is critical.
 */
export function* lateDates(
  instance: Instance,
  placed: readonly (Placed | undefined)[],
  sequence: readonly number[],
  planFinish: Instant,
  people: ReadonlyMap<string, Bookings>,
): Generator<void, LateDates> {
  const { network, activities, calendars, dependencies } = instance;
  const { tasks, outgoing } = network;
  const { successor: successors, fromStart, toFinish } = dependencies;
  const count = tasks.length;
  const lateStart = new Float64Array(count).fill(NaN);
  const lateFinish = new Float64Array(count).fill(NaN);
  const freeFinish = new Float64Array(count).fill(NaN);
  const next = resourceLinks(placed, people);
  yield;
  let steps = 0;

  /** The bound that a dependency puts on the predecessor's finish, when the successor's ends are as given. */
  const bound = (e: number, from: Placed, start: Instant, finish: Instant): Instant => {
    const at = toFinish[e] ? finish : start;
    if (at !== at) return Infinity;
    const limit = withLag(instance, e, at, from.start, from.finish, -1);
    if (!fromStart[e]) return limit;
    return limit >= from.start ? from.finish + (limit - from.start) : from.finish - (from.start - limit);
  };

  for (const i of backwards(network, placed, next, sequence)) {
    if ((++steps & 1023) === 0) yield;
    const task = tasks[i];
    const self = placed[i];
    if (!self) continue;
    if (task.isSummary) {
      let [start, finish, free] = [Infinity, -Infinity, -Infinity];
      for (const child of task.children) {
        if (!placed[child.index]) continue;
        start = Math.min(start, lateStart[child.index]);
        finish = Math.max(finish, lateFinish[child.index]);
        free = Math.max(free, freeFinish[child.index]);
      }
      [lateStart[i], lateFinish[i], freeFinish[i]] = [start, finish, free];
      continue;
    }
    const activity = activities[i];
    if (!activity) continue;
    if (activity.status === 'done') {
      [lateStart[i], lateFinish[i], freeFinish[i]] = [self.start, self.finish, self.finish];
      continue;
    }
    let limit = planFinish;
    let free = planFinish;
    for (let at: Task | null = task; at; at = at.parent) {
      const first: number = outgoing.first[at.index];
      const end: number = outgoing.first[at.index + 1];
      const from = first < end ? placed[at.index] : undefined;
      if (!from) continue;
      for (let n = first; n < end; n++) {
        const e: number = outgoing.edge[n];
        const j = successors[e];
        const successor = placed[j];
        if (!successor || (at !== task && fromStart[e] && from.start !== self.start)) continue;
        if (activities[j]?.status === 'done') continue;
        const source = fromStart[e] ? self : from;
        const end = toFinish[e] ? smallestLateFinish(tasks[j], placed, lateFinish) : NaN;
        limit = Math.min(limit, bound(e, source, lateStart[j], end));
        free = Math.min(free, bound(e, source, successor.start, untilWorkGoesOn(successor, successor.finish)));
      }
    }
    const moves = self.moves ?? activity.calendar;
    for (const { to, gap } of next[i] ?? []) {
      const following = placed[to] as Placed;
      if (activities[to]?.status === 'done') continue;
      const slack = (following.moves ?? calendars.plan).between(following.finish, lateFinish[to]);
      limit = Math.min(limit, moves.add(self.finish, gap + slack));
      free = Math.min(free, moves.add(self.finish, gap));
    }
    const by = upperBound(task, calendars, self);
    if (by < limit) limit = by;
    const isMoment = self.start === self.finish;
    lateFinish[i] = isMoment ? limit : finiteOr(moves.previous(limit), limit);
    freeFinish[i] = isMoment ? free : finiteOr(moves.previous(free), free);
    lateStart[i] = isMoment ? limit : latestStart(self, lateFinish[i], moves);
  }
  return { lateStart, lateFinish, freeFinish };
}

/**
 * The latest moment that means the same finish: until work goes on, nothing changes. A bound that lies in a night or on
 * a weekend is kept by whoever is done before it.
 */
function untilWorkGoesOn(self: Placed, finish: Instant): Instant {
  if (!self.moves || self.start === self.finish) return finish;
  return finiteOr(self.moves.next(finish), finish);
}

function latestStart(self: Placed, lateFinish: Instant, moves: NonNullable<Placed['moves']>): Instant {
  if (lateFinish === self.finish) return self.start;
  const span = moves.between(self.start, self.finish);
  return finiteOr(moves.next(moves.subtract(lateFinish, span)), lateFinish);
}

/** A dependency that binds the finish of a summary binds each task inside. */
function smallestLateFinish(task: Task, placed: readonly (Placed | undefined)[], lateFinish: Float64Array): Instant {
  const self = placed[task.index];
  if (!task.isSummary) return self ? untilWorkGoesOn(self, lateFinish[task.index]) : NaN;
  let smallest = Infinity;
  for (const child of task.children) {
    if (placed[child.index]) smallest = Math.min(smallest, smallestLateFinish(child, placed, lateFinish));
  }
  return smallest;
}

const bounds = maskOf('start', 'finish');

/** The latest finish that `finish: by`, `start: by` and their exact forms allow. */
function upperBound(task: Task, calendars: Calendars, self: Placed): Instant {
  let latest = Infinity;
  if (task.hasNone(bounds)) return latest;
  const finish = task.scalar('finish', 'finishBound');
  if (finish && finish.kind !== 'after') latest = Math.min(latest, calendars.endOf(finish.date));
  const start = task.scalar('start', 'startBound');
  if (start && start.kind !== 'after') {
    const moves = self.moves ?? calendars.plan;
    latest = Math.min(latest, moves.add(calendars.endOf(start.date), moves.between(self.start, self.finish)));
  }
  return latest;
}

/** Every task after all tasks that its late dates depend on: its successors, the tasks inside, what its people do next. */
function backwards(
  { tasks, dependencies, outgoing }: Network,
  placed: readonly (Placed | undefined)[],
  next: readonly (readonly ResourceLink[] | undefined)[],
  sequence: readonly number[],
): number[] {
  // Node i stands for the late dates of task i; an edge leads to whoever needs them. A summary's outgoing dependencies
  // bind all tasks inside: they wait for its gate, an extra node after the tasks.
  const gates = new Int32Array(tasks.length).fill(-1);
  let nodes = tasks.length;
  for (const { index, isSummary } of tasks)
    if (isSummary && outgoing.first[index] < outgoing.first[index + 1]) gates[index] = nodes++;
  const edges = new EdgeList(nodes);
  const bindLeaves = (gate: number, task: Task): void => {
    if (!task.isSummary) edges.add(gate, task.index);
    for (const child of task.children) bindLeaves(gate, child);
  };
  for (const task of tasks) {
    if (task.parent) edges.add(task.index, task.parent.index);
    if (gates[task.index] >= 0) bindLeaves(gates[task.index], task);
    for (const { to } of next[task.index] ?? []) edges.add(to, task.index);
  }
  for (const { predecessor, successor } of dependencies) {
    const gate = gates[predecessor.index];
    edges.add(successor.index, gate >= 0 ? gate : predecessor.index);
  }
  const { first, target } = edges.toGraph();
  const waits = new Int32Array(nodes);
  for (let e = 0; e < target.length; e++) waits[target[e]]++;
  const order: number[] = [];
  const seen = new Uint8Array(nodes);
  const queue: number[] = [];
  for (let node = 0; node < nodes; node++) if (waits[node] === 0) queue.push(node);
  // Leads can make a person's next task an ancestor in the network; such knots are opened at the latest finish.
  let byFinish: number[] | undefined;
  for (;;) {
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      if (seen[node]) continue;
      seen[node] = 1;
      if (node < tasks.length) order.push(node);
      for (let e = first[node]; e < first[node + 1]; e++) if (--waits[target[e]] === 0) queue.push(target[e]);
    }
    if (order.length === tasks.length) break;
    byFinish ??= sequence
      .filter((i) => placed[i] && !seen[i])
      .sort((a, b) => (placed[a] as Placed).finish - (placed[b] as Placed).finish || a - b);
    let rest = byFinish.pop();
    while (rest !== undefined && seen[rest]) rest = byFinish.pop();
    if (rest === undefined) break;
    queue.push(rest);
  }
  for (let i = tasks.length - 1; i >= 0; i--) if (!seen[i]) order.push(i);
  return order;
}
