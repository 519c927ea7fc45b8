import type { Calendar, HolidaySource } from '../calendar/calendar';
import { civilOf, MINUTES_PER_DAY } from '../calendar/civil';
import { type DayLengths, dayLengths, defaultHours, type WeekHours } from '../calendar/hours';
import { WorkingTime } from '../calendar/workingTime';
import { floatingZone, type Zone, zoneOf } from '../calendar/zone';
import { calendarUse } from '../model/declarations';
import type { CalendarText, CalendarUse, Person, Plan } from '../model/plan';
import type { Task } from '../model/task';
import type { Fields, Value } from '../model/values';
import type { DateRange } from '../syntax/scalars/date';
import { weekOf } from '../syntax/scalars/hours';

/** Weekly hours, holidays and exceptions with every `from` followed; not yet in a time zone. */
interface Rules {
  readonly hours: WeekHours;
  readonly holidays: readonly string[];
  readonly off: readonly DateRange[];
  readonly extra: readonly DateRange[];
}

const usualRules: Rules = { hours: defaultHours, holidays: [], off: [], extra: [] };

/** The working times of one plan, each compiled once. */
export class Calendars {
  readonly zone: Zone;
  /** The plan's own working time. */
  readonly plan: WorkingTime;
  readonly lengths: DayLengths;
  readonly always: WorkingTime;
  /** What is written in the plan about working time: by that it is known whether it is still the same. */
  readonly #written: readonly (Fields | undefined)[];
  readonly #timezone: string | undefined;
  readonly #named: Plan['calendars'];
  readonly #usual: Value | null | undefined;
  readonly #source: HolidaySource;
  readonly #originDay: number;
  readonly #rules: Rules;
  readonly #ofPeople = new Map<string, WorkingTime>();
  readonly #byName = new Map<string, WorkingTime>();
  readonly #byValue = new WeakMap<Value, WorkingTime>();
  readonly #joint = new Map<WorkingTime, Map<WorkingTime, WorkingTime>>();
  readonly #lengthsOf = new Map<WorkingTime, DayLengths>();

  /**
   * The working times of a plan: those of an earlier version where nothing about working time has changed since, so that
   * nothing is compiled again.
   *
   * @param originDay the day with which calendars begin
   */
  static of(plan: Plan, source: HolidaySource, originDay: number, earlier?: Calendars): Calendars {
    return earlier && earlier.#fits(plan, source, originDay) ? earlier : new Calendars(plan, source, originDay);
  }

  #fits(plan: Plan, source: HolidaySource, originDay: number): boolean {
    if (this.#source !== source || this.#originDay !== originDay || this.#timezone !== plan.timezone) return false;
    return writtenIn(plan).every((fields, k) => fields === this.#written[k]);
  }

  private constructor(plan: Plan, source: HolidaySource, originDay: number) {
    this.#written = writtenIn(plan);
    this.#timezone = plan.timezone;
    this.#named = plan.calendars;
    this.#usual = plan.defaults.get('calendar')?.value;
    this.#source = source;
    this.#originDay = originDay;
    this.zone = plan.timezone === undefined ? floatingZone : zoneOf(plan.timezone);
    this.#rules = plan.calendar ? this.#follow(plan.calendar, usualRules, new Set()) : usualRules;
    this.plan = this.#compile(this.#rules, this.zone);
    this.lengths = dayLengths(this.#rules.hours);
    this.always = WorkingTime.always(originDay);
  }

  /** When a person works: own calendar or the plan's, less absences, from `start` to `end`. */
  ofPerson(person: Person): WorkingTime {
    let time = this.#ofPeople.get(person.id);
    if (!time) this.#ofPeople.set(person.id, (time = this.#compilePerson(person)));
    return time;
  }

  #compilePerson(person: Person): WorkingTime {
    const usesPlan = !person.calendar && person.timezone === undefined && person.away.length === 0;
    let time = this.plan;
    if (!usesPlan) {
      const rules = person.calendar ? this.#follow(person.calendar, this.#rules, new Set()) : this.#rules;
      // Without a zone of the plan there is nothing that a person's zone could be related to.
      const zone =
        this.zone === floatingZone ? floatingZone : person.timezone === undefined ? this.zone : zoneOf(person.timezone);
      const isLike = { ...rules, off: [...rules.off, ...person.away] };
      // Absence beats everything, extra work included.
      const extra =
        person.away.length === 0
          ? rules.extra
          : rules.extra.filter((span) => !person.away.some((away) => away.start < span.end && span.start < away.end));
      time = this.#compile({ ...isLike, extra }, zone);
    }
    if (!person.start && !person.end) return time;
    const from = person.start ? this.zone.toInstant(person.start.start) : -Infinity;
    const to = person.end ? this.zone.toInstant(person.end.end) : Infinity;
    return WorkingTime.within(time, from, to);
  }

  /** The calendar that a task names or inherits, or undefined when it has none of its own; null is for the outermost. */
  ofTask(task: Task | null): WorkingTime | undefined {
    const value = ownCalendar(task) ?? this.#usual;
    const use = value && calendarUse(value, 0);
    if (!use) return undefined;
    // Tasks under one summary share what it says; a name means the same wherever it is used.
    const known = 'name' in use ? this.#byName.get(use.name) : this.#byValue.get(value);
    if (known) return known;
    const rules = this.#follow(use, this.#rules, new Set());
    const time = this.#compile(rules, this.zone);
    if ('name' in use) this.#byName.set(use.name, time);
    else this.#byValue.set(value, time);
    this.#lengthsOf.set(time, dayLengths(rules.hours));
    return time;
  }

  /** The calendar of a task's lags, durations and slack: its own or the plan's. */
  forTask(task: Task): WorkingTime {
    return this.ofTask(task) ?? this.plan;
  }

  /** What a day, week and month are on a task's calendar. */
  lengthsFor(time: WorkingTime | undefined): DayLengths {
    return (time && this.#lengthsOf.get(time)) ?? this.lengths;
  }

  /** The time in which both work; compiled once for each pair. */
  both(a: WorkingTime, b: WorkingTime): WorkingTime {
    if (a === b) return a;
    let second = this.#joint.get(a);
    if (!second) this.#joint.set(a, (second = new Map()));
    let joint = second.get(b);
    if (!joint) second.set(b, (joint = WorkingTime.both(a, b)));
    return joint;
  }

  /** When a person can work on a task: whenever they work, or only where a calendar of the task's own allows it too. */
  forWork(person: WorkingTime, own: WorkingTime | undefined): WorkingTime {
    return own ? this.both(person, own) : person;
  }

  #follow(use: CalendarUse, base: Rules, seen: Set<string>): Rules {
    if ('name' in use) {
      const named = this.#named.get(use.name);
      if (!named || seen.has(use.name)) return base;
      seen.add(use.name);
      return this.#follow(named.calendar, base, seen);
    }
    return this.#change(use, use.from ? this.#follow(use.from, base, seen) : base);
  }

  #change(text: CalendarText, base: Rules): Rules {
    return {
      hours: text.hours ? weekOf(text.hours) : base.hours,
      holidays: text.holidays ?? base.holidays,
      off: [...base.off, ...text.off],
      extra: [...base.extra, ...text.extra],
    };
  }

  #compile(rules: Rules, zone: Zone): WorkingTime {
    const calendar: Calendar = {
      hours: rules.hours,
      isHoliday: this.#holidayTest(rules.holidays),
      hasHolidays: rules.holidays.some((region) => this.#source.has(region)),
      off: rules.off.map(({ start, end }) => ({ start, end })),
      extra: rules.extra.map(({ start, end, wholeDays }) => ({ start, end, wholeDays })),
      zone,
    };
    return WorkingTime.of(calendar, this.#originDay);
  }

  #holidayTest(regions: readonly string[]): (day: number) => boolean {
    const known = regions.filter((region) => this.#source.has(region));
    if (known.length === 0) return () => false;
    const years = new Map<number, Set<number>>();
    return (day) => {
      const { year } = civilOf(day);
      let days = years.get(year);
      if (!days) {
        days = new Set(known.flatMap((region) => [...this.#source.holidays(region, year).keys()]));
        years.set(year, days);
      }
      return days.has(day);
    };
  }

  /** Whether public holidays are known for a region. */
  knowsRegion(region: string): boolean {
    return this.#source.has(region);
  }

  /** Whether what a calendar describes has any working time in a week. */
  hasHours(use: CalendarUse): boolean {
    return this.#follow(use, this.#rules, new Set()).hours.some((spans) => spans.length > 0);
  }

  /** The first working moment of a date where a beginning is meant. */
  beginOf(date: { readonly start: number }): number {
    return this.zone.toInstant(date.start);
  }

  /** The end of a date where an end is meant: the moment after which it is over. */
  endOf(date: { readonly end: number }): number {
    return this.zone.toInstant(date.end);
  }
}

/** What a plan says about working time, other than on tasks: as long as it is not touched, it is read once. */
function writtenIn({ sources }: Plan): (Fields | undefined)[] {
  return ['calendar', 'calendars', 'people', 'defaults'].map((key) => sources.get(key));
}

function ownCalendar(task: Task | null): Value | undefined {
  for (let at = task; at; at = at.parent) {
    const value = at.field('calendar')?.value;
    if (value) return value;
  }
  return undefined;
}

/** The day with which compiled calendars begin: half a year before an instant. */
export function originDayBefore(instant: number): number {
  return Math.floor(instant / MINUTES_PER_DAY) - 183;
}
