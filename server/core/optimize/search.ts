import { drained } from '../base/steps';
import type { Instant } from '../calendar/zone';
import type { Instance } from '../schedule/instance';
import { inOrderOfUrgency } from '../schedule/serial';
import { lateStarts } from '../schedule/urgency';
import { earliestFinish } from './bound';
import { Decoder, placeable } from './decoder';
import { KnownOrders } from './knownOrders';
import { Objective, type ObjectiveKind } from './objective';
import { Random } from './random';
import type { Timetable } from './timetable';

/** How long and how a better schedule is searched for. */
export interface SearchOptions {
  readonly objective: ObjectiveKind;
  /** How many schedules may be made; without a limit, until the search is stopped. */
  readonly schedules?: number;
  readonly seed: number;
}

/** How far a search is. */
export interface SearchProgress {
  readonly schedules: number;
  /** The best found so far, as an instant and as the objective measures it. */
  readonly finish: Instant;
  readonly score: number;
}

/** The outcome of a search. */
export interface SearchResult extends SearchProgress {
  /** The same of the plan as it is. */
  readonly before: { readonly finish: Instant; readonly score: number };
  /** No schedule is over before. */
  readonly lowerBound: Instant;
  /** By the index of the task: in the order of these, the serial generation makes the best schedule. */
  readonly keys: Float64Array;
  /** Indices of the activities in the order of the keys. */
  readonly order: Int32Array;
  /** Whether nothing better exists, as far as the bound can tell. */
  readonly isOptimal: boolean;
}

/** A schedule of the population. */
interface Member extends Timetable {
  readonly score: number;
  /** How early the work lies, in minutes: decides between schedules that are alike in the score. */
  readonly mean: number;
}

/** An order of the activities, and whether a schedule was made of it before. */
interface Sorted {
  readonly order: Int32Array;
  readonly isKnown: boolean;
}

/** Whether a schedule may take the place of another one. */
function isAsGood(a: Member, b: Member): boolean {
  return a.score < b.score || (a.score === b.score && a.mean <= b.mean);
}

/** A child takes the place of the worst if it is as good, and there is none like it. */
function takeIn(population: Member[], child: Member): void {
  let worst = 0;
  for (let k = 0; k < population.length; k++) {
    if (population[k].score === child.score && population[k].mean === child.mean) return;
    if (!isAsGood(population[k], population[worst])) worst = k;
  }
  if (isAsGood(child, population[worst])) population[worst] = child;
}

/** How many schedules are made between two looks at whether to go on. */
const BETWEEN_LOOKS = 50;
/** The part of a limited search that may go into the first populations, and for how many generations. */
const EVOLVING = 0.85;
const GENERATIONS = 60;
/** Populations have grown alike when so many generations in a row were no better. */
const ALIKE = 12;
/** Members of a population: for large projects, and at most for small ones with very many schedules for each activity. */
const MEMBERS = 100;
const MOST_MEMBERS = 400;
/** The window that a child inherits, as a part of the schedule. */
const INHERITED = { least: 0.15, most: 0.65 };
/** After so many known orders in a row, a walk ends. */
const EXHAUSTED = 100;
/** After so many populations and walks in a row without a new order, one begun anywhere and one around the best, a search ends. */
const IDLE_CYCLES = 2;
/** How many schedules a walk makes without anything better, for each activity. */
const WALK_PER_ACTIVITY = 200;
/** The window that a step of a walk shakes, as a part of the schedule, and how far, as a part of the window. */
const SHAKEN = { least: 0.1, most: 0.3, by: 0.8 };
/** The part of the shaken schedules, those that look best from the back, that are made from the front as well. */
const HOPEFUL = 0.4;
/** How quickly a walk learns which part that is. */
const LEARNING = 0.002;
/** One in so many of the first schedules is made without anybody waiting. */
const WITHOUT_WAITING = 4;
/** Into how many parts a schedule is cut, and how many windows of it are compared, to find one in which much is done. */
const BINS = 64;
const WINDOWS = 4;
/** A search without a limit behaves as one for so many schedules. */
const USUAL_SCHEDULES = 20_000;

/**
 * Searches for an order of the activities from which the serial generation makes a better schedule: a genetic algorithm
 * with two populations, one scheduled from the front and one from the back, whose children go from one to the other
 * (Debels & Vanhoucke 2005), then a walk around the best that shakes one window of time after the other. When nothing
 * better turns up, all begins anew, every second time around the best. Neither children nor the walk try an order twice;
 * when nothing new turns up at all (in plans of a few tasks), the search ends.
 * It goes in steps; `next(true)` ends it with what was found so far.
 */
export function* searching(
  instance: Instance,
  options: SearchOptions,
): Generator<SearchProgress, SearchResult, boolean> {
  const search = new Search(instance, options);
  return yield* search.run();
}

class Search {
  readonly #instance: Instance;
  readonly #options: SearchOptions;
  readonly #decoder: Decoder;
  readonly #objective: Objective;
  readonly #random: Random;
  readonly #limit: number;
  readonly #activities: Int32Array;
  readonly #urgency: Float64Array;
  readonly #keys: Float64Array;
  /** The part of each activity in all work, relative to what there is of each resource; they sum up to 1. */
  readonly #weights: Float64Array;
  readonly #work = new Float64Array(BINS);
  readonly #initial: { readonly order: Int32Array; readonly finish: Instant; readonly score: number };
  readonly #bound: Instant;
  #best: Member & { readonly finishAll: Instant };
  #bestKeys: Float64Array;
  #looked = 0;
  /** Orders of which schedules were made, from the front and from the back. */
  readonly #known = new KnownOrders();
  readonly #knownBack = new KnownOrders();
  /** How many orders from the front were new, and how many from both sides were not. */
  #tried = 0;
  #skipped = 0;
  #isStopped = false;

  constructor(instance: Instance, options: SearchOptions) {
    this.#instance = instance;
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#objective = new Objective(options.objective, instance);
    this.#limit = options.schedules ?? Infinity;
    this.#urgency = drained(lateStarts(instance));
    const sequence: number[] = [];
    const priority = instance.activities.map((activity) => activity?.priority ?? 0);
    const probe = new Decoder(instance, new Int32Array(0), this.#objective.records);
    probe.generation.begin();
    drained(
      inOrderOfUrgency(instance, priority, this.#urgency, (task) => {
        sequence.push(task);
        probe.generation.place(task);
      }),
    );
    this.#activities = placeable(instance, (task) => probe.generation.isPlaced(task));
    this.#decoder = new Decoder(instance, this.#activities, this.#objective.records);
    this.#keys = new Float64Array(instance.parent.length);
    this.#weights = weightsOf(instance, this.#activities);
    sequence.forEach((task, place) => {
      this.#keys[task] = place;
    });
    const finish = this.#decoder.forward(this.#decoder.sorted(this.#keys));
    this.#objective.limitFinish(finish);
    const score = this.#objective.of(this.#decoder.generation, finish);
    this.#initial = { order: Int32Array.from(sequence), finish, score };
    this.#bound = Math.min(finish, earliestFinish(instance, this.#decoder.order));
    this.#bestKeys = this.#keys.slice();
    this.#best = { ...this.#present(score), finishAll: finish };
  }

  *run(): Generator<SearchProgress, SearchResult, boolean> {
    const count = this.#activities.length;
    const budget = Number.isFinite(this.#limit) ? this.#limit : USUAL_SCHEDULES;
    // A single activity has no order.
    if (count > 1)
      for (let [cycle, idle] = [0, 0]; !this.#isOver && idle < IDLE_CYCLES; cycle++) {
        const before = this.#tried;
        yield* this.#evolve(cycle, budget / count, budget);
        yield* this.#walk(WALK_PER_ACTIVITY * count);
        idle = this.#tried === before ? idle + 1 : 0;
      }
    const order = this.#decoder.sorted(this.#bestKeys);
    return {
      ...this.#progress(),
      before: { finish: this.#initial.finish, score: this.#initial.score },
      lowerBound: this.#bound,
      keys: this.#bestKeys,
      order: Int32Array.from(order),
      isOptimal: this.#isOptimal,
    };
  }

  /** Two populations, until they have grown alike. @param effort schedules for each activity */
  *#evolve(cycle: number, effort: number, budget: number): Generator<SearchProgress, void, boolean> {
    // With few schedules for each activity, chance costs more than it finds.
    const plenty = Math.min(1, Math.max(0, (effort - 40) / 110));
    const size = Math.round(Math.min(MOST_MEMBERS, Math.max(40, Math.min(MEMBERS, budget / 60), effort / 4 - 4)));
    const spread = cycle % 2 === 0 ? Math.min(1, Math.max(0.25, effort / 160)) : 0.1;
    const mutation = 0.05 * plenty;
    const front: Member[] = [];
    const back: Member[] = [];
    const center = cycle % 2 === 0 ? this.#urgency : this.#best.start;
    const range = this.#rangeOf(center);
    for (let k = 0; k < size && !this.#isOver; k++) {
      if (k === 0) this.#keys.set(this.#best.start);
      else
        for (const i of this.#activities)
          this.#keys[i] = Math.round(center[i] + (this.#random.next() - 0.5) * range * spread);
      if (k > 0 && cycle === 0 && k % WITHOUT_WAITING === 0)
        this.#keys.set(this.#decoder.withoutWaiting(this.#keys, front[0]));
      front.push(this.#forward(this.#sorted().order));
      this.#keys.set(front[k].finish);
      back.push(this.#backward(this.#sortedBack(front[k]).order, front[k]));
      yield* this.#look();
    }
    let [alike, best] = [0, Infinity];
    const isEnough = (): boolean => this.#isOver || (cycle === 0 && this.#decoder.count > EVOLVING * this.#limit);
    for (let generation = 0; generation < GENERATIONS && alike < ALIKE && !isEnough(); generation++) {
      for (let k = 0; k < size && !this.#isOver; k++) {
        this.#cross(back[k], this.#chosen(back), 'start', mutation);
        const { order, isKnown } = this.#sorted();
        if (!isKnown) takeIn(front, this.#forward(order));
        yield* this.#look();
      }
      for (let k = 0; k < size && !this.#isOver; k++) {
        this.#cross(front[k], this.#chosen(front), 'finish', mutation);
        const { order, isKnown } = this.#sortedBack(front[k]);
        if (!isKnown) takeIn(back, this.#backward(order, front[k]));
        yield* this.#look();
      }
      const mean = front.reduce((sum, { score }) => sum + score, 0) / size;
      alike = mean < best * (1 - 1e-6) ? 0 : alike + 1;
      best = Math.min(best, mean);
    }
  }

  /**
   * Goes from the best to its neighbours: the finishes in a window of time are shaken, everything is pushed to the back in
   * that order and, where that looks good, to the front again (forward-backward improvement, Tormos & Lova 2001). What is
   * as good but different is gone on from, too: between a schedule and a better one often lie many of these. Ends when
   * `patience` schedules brought nothing better, or `EXHAUSTED` orders in a row were known.
   */
  *#walk(patience: number): Generator<SearchProgress, void, boolean> {
    let present: Member = this.#best;
    let since = this.#decoder.count;
    let hopeful = Infinity;
    let recorded: Member | undefined;
    let inARow = 0;
    while (!this.#isOver && this.#decoder.count - since < patience && inARow < EXHAUSTED) {
      yield* this.#look();
      const horizon = this.#best.finishAll;
      // Up to the window, everything lies as it did before.
      if (recorded !== present) {
        this.#keys.set(present.finish);
        this.#decoder.backwardRecorded(this.#sortedBack(present).order, present, horizon);
      }
      recorded = present;
      this.#shake(present);
      const back = this.#sortedBack(present);
      if (back.isKnown) {
        inARow++;
        continue;
      }
      const length = horizon - this.#decoder.backwardResumed(back.order, present, horizon);
      if (hopeful === Infinity) hopeful = length;
      const isHopeful = length <= hopeful;
      hopeful += LEARNING * length * (HOPEFUL - (isHopeful ? 1 : 0));
      if (!isHopeful) continue;
      if (this.#isOver) break;
      this.#keys.set(this.#decoder.late.start);
      const front = this.#sorted();
      inARow = front.isKnown ? inARow + 1 : 0;
      if (front.isKnown) continue;
      const next = this.#forward(front.order);
      if (next.score < present.score) since = this.#decoder.count;
      if (next.score <= present.score) present = next;
    }
  }

  /** Makes keys in which the finishes in a window of time come in another order. */
  #shake({ finish }: Member): void {
    const first = this.#instance.planStart;
    const length = this.#decoder.lastOf({ finish }) - first;
    const { least, most, by } = SHAKEN;
    const width = length * (least + this.#random.next() * (most - least));
    const from = first + this.#random.next() * (length - width) - width * 0.2;
    for (const i of this.#activities) {
      const at = finish[i];
      const isShaken = at >= from && at <= from + width;
      this.#keys[i] = isShaken ? Math.round(at + (this.#random.next() - 0.5) * width * by) : at;
    }
  }

  /** The better of two that are drawn. */
  #chosen(population: readonly Member[]): Member {
    const a = population[this.#random.below(population.length)];
    const b = population[this.#random.below(population.length)];
    return isAsGood(a, b) ? a : b;
  }

  /**
   * The keys of a child: what the father has in a window of time as it is, what comes before and after as the mother has
   * it. It is a window in which much is done (peak crossover, Valls, Ballestín & Quintanilla 2008).
   */
  #cross(father: Member, mother: Member, end: 'start' | 'finish', mutation: number): void {
    const [own, other] = [father[end], mother[end]];
    const random = this.#random;
    const keys = this.#keys;
    let [first, last] = [Infinity, -Infinity];
    for (const i of this.#activities) {
      if (own[i] < first) first = own[i];
      if (own[i] > last) last = own[i];
    }
    const span = last - first;
    const width = span * (INHERITED.least + random.next() * (INHERITED.most - INHERITED.least));
    const from = this.#peak(father, first, span, width);
    const to = from + width;
    const far = 4 * span + 1e7;
    for (const i of this.#activities) {
      if (own[i] >= from && own[i] <= to) keys[i] = own[i];
      else {
        const isBefore = other[i] < from || (other[i] <= to && own[i] < from);
        keys[i] = isBefore ? other[i] - far : other[i] + far;
      }
      if (mutation > 0 && random.next() < mutation) keys[i] += (random.next() - 0.5) * span;
      keys[i] = Math.round(keys[i]);
    }
  }

  /** The beginning of the window, of a few that are drawn, in which most is done. */
  #peak({ start, finish }: Timetable, first: Instant, span: number, width: number): Instant {
    const work = this.#work.fill(0);
    const scale = BINS / (span + 1);
    for (const i of this.#activities) {
      const from = (start[i] - first) * scale;
      const to = (finish[i] - first) * scale;
      const density = to > from ? this.#weights[i] / (to - from) : 0;
      for (let bin = Math.max(0, Math.floor(from)); bin < Math.min(BINS, to); bin++)
        work[bin] += density * (Math.min(to, bin + 1) - Math.max(from, bin));
    }
    const bins = Math.max(1, Math.round(width * scale));
    let [most, at] = [-1, 0];
    for (let window = 0; window < WINDOWS; window++) {
      const from = this.#random.below(BINS - bins + 1);
      let sum = 0;
      for (let bin = from; bin < from + bins; bin++) sum += work[bin];
      if (sum > most) [most, at] = [sum, from];
    }
    return first + at / scale;
  }

  /** The order of the keys. */
  #sorted(): Sorted {
    const order = this.#decoder.sorted(this.#keys);
    const isKnown = this.#known.remember(order);
    if (isKnown) this.#skipped++;
    else this.#tried++;
    return { order, isKnown };
  }

  /** The same from the back, where each activity is as long as in a timetable. */
  #sortedBack(lengths: Timetable): Sorted {
    const order = this.#decoder.sortedBack(this.#keys);
    const isKnown = this.#knownBack.remember(order, lengths);
    if (isKnown) this.#skipped++;
    return { order, isKnown };
  }

  #forward(order: Int32Array): Member {
    const decoder = this.#decoder;
    const finish = decoder.forward(order);
    const score = this.#objective.of(decoder.generation, finish);
    const member = this.#present(score);
    if (isAsGood(member, this.#best) && (score < this.#best.score || member.mean < this.#best.mean)) {
      this.#best = { ...member, finishAll: finish };
      this.#bestKeys = this.#keys.slice();
    }
    return member;
  }

  #present(score: number): Member {
    const { start, finish } = this.#decoder.generation;
    return { start: start.slice(), finish: finish.slice(), score, mean: this.#meanOf(start) };
  }

  /** From the back, only the length counts: how early everything could begin to be over with the best. */
  #backward(order: Int32Array, from: Timetable): Member {
    const horizon = this.#best.finishAll;
    const first = this.#decoder.backward(order, from, horizon);
    const { start, finish } = this.#decoder.late;
    return { start: start.slice(), finish: finish.slice(), score: horizon - first, mean: -this.#meanOf(start) };
  }

  #meanOf(start: Float64Array): number {
    let sum = 0;
    for (const i of this.#activities) sum += this.#weights[i] * start[i];
    return sum;
  }

  #rangeOf(keys: Float64Array): number {
    let [first, last] = [Infinity, -Infinity];
    for (const i of this.#activities) {
      if (keys[i] < first) first = keys[i];
      if (keys[i] > last) last = keys[i];
    }
    return last - first + 1;
  }

  get #isOptimal(): boolean {
    const { finishAll, score } = this.#best;
    const isInTime = score <= finishAll - this.#instance.planStart;
    return this.#options.objective === 'finish' && finishAll <= this.#bound && isInTime;
  }

  get #isOver(): boolean {
    return this.#isStopped || this.#isOptimal || this.#decoder.count >= this.#limit;
  }

  *#look(): Generator<SearchProgress, void, boolean> {
    const now = this.#decoder.count + this.#skipped;
    if (now - this.#looked < BETWEEN_LOOKS) return;
    this.#looked = now;
    if (yield this.#progress()) this.#isStopped = true;
  }

  #progress(): SearchProgress {
    return { schedules: Math.round(this.#decoder.count), finish: this.#best.finishAll, score: this.#best.score };
  }
}

function weightsOf({ activities, works, parent }: Instance, placed: Int32Array): Float64Array {
  const weights = new Float64Array(parent.length);
  let total = 0;
  for (const i of placed) {
    for (const { share, member, minutes } of works[i] ?? []) weights[i] += (share / member.capacity) * minutes;
    if (works[i] === undefined) weights[i] = activities[i]?.left ?? 0;
    total += weights[i];
  }
  if (total > 0) for (const i of placed) weights[i] /= total;
  return weights;
}
