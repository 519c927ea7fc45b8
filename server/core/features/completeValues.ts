import { formatDay, MINUTES_PER_DAY, weekdayOf } from '../calendar/civil';
import type { WorkspaceFiles } from '../links/files';
import { accountsOf } from '../model/declarations';
import { entityNamed } from '../schema/entities';
import type { Field, NameKind, ScalarKind, ValueType } from '../schema/types';
import { idPattern } from '../syntax/scalars/names';
import { priorityWords } from '../syntax/scalars/simple';
import { includedPlan, type Plans } from '../workspace/plans';
import type { PlanSnapshot } from '../workspace/snapshot';
import { completeCode } from './completeCode';
import { listedBeside, taskCompletions, taskOfContext } from './completeTasks';
import { type Completion, MAX_ITEMS } from './completionItem';
import { type CursorContext } from './context';
import { workload } from './workload';

/** The kinds of scalar that a type takes. */
export function valueTypes(
  type: ValueType | undefined,
): ({ scalar: ScalarKind } | { name: NameKind } | { words: readonly string[] })[] {
  if (!type) return [];
  switch (type.kind) {
    case 'scalar':
      return [{ scalar: type.of }];
    case 'name':
      return [{ name: type.of }];
    case 'enum':
      return [{ words: type.values }];
    case 'list':
      return valueTypes(type.of);
    case 'either':
      return type.of.flatMap(valueTypes);
    case 'entity': {
      if (!type.short) return [];
      if ('scalar' in type.short) return [{ scalar: type.short.scalar }];
      if ('name' in type.short) return [{ name: type.short.name }];
      const { key } = type.short;
      return valueTypes(entityNamed(type.of).fields.find((field) => field.key === key)?.type);
    }
    case 'map':
      return valueTypes(type.of);
    case 'any':
      return [];
  }
}

/** Completes the value of a key. */
export class ValueCompletion {
  readonly #snapshot: PlanSnapshot;
  readonly #offset: number;
  readonly #context: CursorContext;
  readonly #field: Field;
  readonly #plans: Plans | undefined;

  constructor(snapshot: PlanSnapshot, offset: number, context: CursorContext, field: Field, plans: Plans | undefined) {
    this.#plans = plans;
    this.#snapshot = snapshot;
    this.#offset = offset;
    this.#context = context;
    this.#field = field;
  }

  async of(
    type: ReturnType<typeof valueTypes>[number],
    planFolder: string,
    files: WorkspaceFiles,
  ): Promise<Completion[]> {
    if ('words' in type) return this.#words(type.words);
    if ('name' in type) return this.#names(type.name);
    switch (type.scalar) {
      case 'dependency':
        return this.#dependencies();
      case 'assignment':
        return this.#assignments();
      case 'codeLink': {
        const found = await completeCode(this.#context.typed, planFolder, files);
        const span = { start: this.#context.start + found.from, end: this.#wordEnd(/[^\s,\]}"'#]*/y) };
        return found.items.map((item) => ({ ...item, isSnippet: false, span, filter: item.insert }));
      }
      case 'planPath':
        return this.#planPaths();
      case 'baseline':
        return [...this.#words((await files.refs()) ?? []), ...this.#planPaths()];
      case 'boolean':
        return this.#words(['true', 'false']);
      case 'true':
        return this.#words(['true']);
      case 'priority':
        return this.#words(Object.keys(priorityWords));
      case 'calendar':
        return this.#words([...this.#snapshot.plan.calendars.keys()]);
      case 'estimate':
      case 'duration':
        return this.#durations(type.scalar === 'estimate');
      case 'date':
      case 'dateRange':
      case 'dateSpan':
        return this.#dates();
      case 'startBound':
      case 'finishBound':
        return /^(?:after|at|by)\s/.test(this.#context.typed)
          ? this.#dates()
          : [...this.#dates(), ...this.#words(['after', 'at', 'by'], ' ')];
      case 'percent':
        return this.#words(['0%', '25%', '50%', '75%', '100%']);
      case 'timezone':
        return this.#words(Intl.supportedValuesOf('timeZone'));
      case 'currency':
        return this.#words(
          ['EUR', 'USD', 'GBP', 'CHF', 'JPY', ...Intl.supportedValuesOf('currency')].filter(
            (code, i, all) => all.indexOf(code) === i,
          ),
        );
      case 'format':
        return this.#words(['1']);
      case 'hours':
        return this.#words(['Mon-Fri 09:00-17:00', 'Mon-Fri 09:00-12:30, 13:30-17:00', 'Mon-Thu 09:00-17:00', '24/7']);
      default:
        return [];
    }
  }

  /** Where the word ends that the cursor is in. */
  #wordEnd(pattern: RegExp): number {
    pattern.lastIndex = this.#offset;
    return this.#offset + (pattern.exec(this.#snapshot.text)?.[0].length ?? 0);
  }

  /** The part of the value being typed since the last space. */
  #wordStart(): number {
    return this.#context.start + this.#context.typed.search(/[^\s]*$/);
  }

  #words(words: readonly string[], after = ''): Completion[] {
    const span = { start: this.#context.start, end: this.#wordEnd(/[^\s,\]}"'#]*/y) };
    return words.map((label) => ({
      label,
      kind: 'value',
      insert: label + after,
      isSnippet: false,
      span,
      ...(after ? { retrigger: true } : {}),
    }));
  }

  #names(of: NameKind): Completion[] {
    const { plan } = this.#snapshot;
    switch (of) {
      case 'task':
        return this.#tasks(this.#context.start);
      case 'person':
        return this.#people(this.#context.start, false);
      case 'personOrTeam':
        return this.#people(this.#context.start, true);
      case 'status':
        return this.#words([...plan.statuses.keys()]);
      case 'sprint':
        return this.#words([...plan.sprints.keys()]);
      case 'calendar':
        return this.#words([...plan.calendars.keys()]);
      case 'skill':
        return this.#words([...new Set([...plan.people.values()].flatMap((person) => person.skills))].sort());
      case 'tag':
        return this.#words([...new Set(plan.tasks.flatMap((task) => task.names('tags')))].sort());
      case 'account':
        return this.#words(accountsOf(plan.sources) ?? []);
    }
  }

  #dependencies(): Completion[] {
    const { typed } = this.#context;
    const named = new RegExp(`^${idPattern}(?:\\.${idPattern})*\\s+`, 'u').exec(typed);
    if (!named) return this.#tasks(this.#context.start);
    const rest = typed.slice(named[0].length);
    if (/^(?:(?:FS|SS|FF|SF)\s+)?[+-]/.test(rest)) return this.#durations(false);
    const start = this.#wordStart();
    const span = { start, end: this.#wordEnd(/[A-Za-z]*/y) };
    const types: [string, string][] = [
      ['FS', 'starts when the other finishes'],
      ['SS', 'starts when the other starts'],
      ['FF', 'finishes when the other finishes'],
      ['SF', 'finishes when the other starts'],
    ];
    const lags: [string, string][] = [
      ['+ 1d', 'waits a working day longer'],
      ['+ 1ed', 'waits 24 hours longer'],
      ['- 1d', 'may begin a working day earlier'],
    ];
    const isTyped = /^(?:FS|SS|FF|SF)\s/.test(rest);
    return [...(isTyped ? [] : types), ...lags].map(([label, detail]) => ({
      label,
      kind: 'unit',
      detail,
      insert: label,
      isSnippet: false,
      span,
    }));
  }

  #tasks(start: number): Completion[] {
    const external = this.#externalTasks();
    if (external) return external;
    return taskCompletions(this.#snapshot, this.#offset, this.#context, this.#field.key === 'before', {
      start,
      end: this.#wordEnd(/[\p{L}\p{M}\p{N}_.-]*/uy),
    });
  }

  /** After `shop:`, the tasks of that plan; undefined where no other plan is named. */
  #externalTasks(): Completion[] | undefined {
    const { typed } = this.#context;
    const colon = typed.indexOf(':');
    if (colon < 0 || !this.#plans) return undefined;
    const other = includedPlan(this.#plans, this.#snapshot, typed.slice(0, colon).trim());
    const span = { start: this.#context.start + colon + 1, end: this.#wordEnd(/[\p{L}\p{M}\p{N}_.-]*/uy) };
    return (other?.plan.tasks ?? []).slice(0, MAX_ITEMS).map((task) => ({
      label: task.path,
      kind: 'task',
      detail: task.title,
      insert: task.path,
      isSnippet: false,
      span,
    }));
  }

  /** The other plans of the workspace, by the paths that lead to them. */
  #planPaths(): Completion[] {
    const { uri } = this.#snapshot;
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    const span = { start: this.#context.start, end: this.#wordEnd(/[^\s,\]}"'#]*/y) };
    return (this.#plans?.all ?? []).flatMap((other): Completion[] => {
      if (other.uri === uri) return [];
      const inside = other.uri.startsWith(folder) ? decodeURIComponent(other.uri.slice(folder.length)) : undefined;
      const parts = decodeURIComponent(other.uri).split('/');
      const tails = parts.map((_, i) => parts.slice(i).join('/'));
      const path =
        inside === undefined ? tails.find((tail) => this.#plans?.resolve(uri, tail) === other.uri) : `./${inside}`;
      if (path === undefined) return [];
      return [{ label: path, kind: 'file', detail: other.plan.title, insert: path, isSnippet: false, span }];
    });
  }

  #assignments(): Completion[] {
    const { typed } = this.#context;
    const wordStart = this.#wordStart();
    if (/^(?:\d+\s+of\s+|.*\sor\s+)?\S*$/.test(typed)) return this.#people(wordStart, true);
    const span = { start: wordStart, end: this.#wordEnd(/[\w%]*/y) };
    const options: [string, string][] = [
      ['50%', 'of working time'],
      ['or', 'or somebody else'],
    ];
    return options.map(([label, detail]) => ({ label, kind: 'unit', detail, insert: label, isSnippet: false, span }));
  }

  #people(start: number, withTeams: boolean): Completion[] {
    const { plan, recent: schedule } = this.#snapshot;
    const span = { start, end: this.#wordEnd(/[\p{L}\p{M}\p{N}_-]*/uy) };
    const task = taskOfContext(this.#snapshot, this.#context);
    const needs = task?.inheritedNames('needs') ?? [];
    const beside = new Set(listedBeside(this.#snapshot.text, this.#offset, this.#context));
    const load = workload(schedule, task && this.#snapshot.scheduled(task));
    const isAble = (skills: readonly string[]): boolean => needs.every((need) => skills.includes(need));
    const people = [...plan.people.values()]
      .filter((person) => person.kind !== 'material' && !beside.has(person.id))
      .map((person) => ({ person, isAble: isAble(person.skills), ...load(person) }))
      .sort((a, b) => Number(b.isAble) - Number(a.isAble) || b.free - a.free)
      .map(({ person, isAble: able, free, until }): Completion => {
        const when =
          free >= 1 ? 'free' : `${Math.round(free * 100)} % free${until === undefined ? '' : `, busy until ${until}`}`;
        const lacks = able ? '' : `lacks ${needs.filter((need) => !person.skills.includes(need)).join(', ')}`;
        return {
          label: person.id,
          kind: 'person',
          detail: [person.name, person.role, when, lacks].filter(Boolean).join(' · '),
          insert: person.id,
          isSnippet: false,
          span,
        };
      });
    if (!withTeams) return people;
    const teams = [...plan.teams.values()].map(
      (team): Completion => ({
        label: team.id,
        kind: 'team',
        detail: team.members.map((member) => member.name).join(', '),
        insert: team.id,
        isSnippet: false,
        span,
      }),
    );
    return [...people, ...teams];
  }

  #durations(isEstimate: boolean): Completion[] {
    const start = this.#wordStart();
    const number = /^[+-]?\s*(\d+(?:\.\d+)?)/.exec(this.#snapshot.text.slice(start, this.#offset))?.[1];
    const span = { start, end: this.#wordEnd(/[\w.]*/y) };
    const units: [string, string][] = [
      ['d', 'days'],
      ['h', 'hours'],
      ['w', 'weeks'],
      ['min', 'minutes'],
      ['mo', 'months'],
    ];
    const counts = number ?? '1';
    const items = units.map(
      ([unit, words]): Completion => ({
        label: `${counts}${unit}`,
        kind: 'unit',
        detail: words,
        insert: `${counts}${unit}`,
        isSnippet: false,
        span,
      }),
    );
    if (!isEstimate || number) return items;
    return [
      ...items,
      {
        label: '2d..5d',
        kind: 'unit',
        detail: 'a range: 80 % sure that it lies between',
        insert: '${1:2d}..${2:5d}',
        isSnippet: true,
        span,
      },
      {
        label: '2d / 3d / 6d',
        kind: 'unit',
        detail: 'optimistic / likely / pessimistic',
        insert: '${1:2d} / ${2:3d} / ${3:6d}',
        isSnippet: true,
        span,
      },
    ];
  }

  /** Dates in words, from the status date on. */
  #dates(): Completion[] {
    const { recent: schedule, plan } = this.#snapshot;
    const today = Math.floor(schedule.zone.toWall(schedule.now) / MINUTES_PER_DAY);
    const monday = today - weekdayOf(today) + 7;
    const start = this.#wordStart();
    const span = { start, end: this.#wordEnd(/[\w-]*/y) };
    const words: [string, number][] = [
      ['today', today],
      ['tomorrow', today + 1],
      ['next Monday', monday],
      ['next Friday', today - weekdayOf(today) + 4 + (weekdayOf(today) >= 4 ? 7 : 0)],
      ['in two weeks', today + 14],
      ['in a month', today + 30],
    ];
    for (const sprint of plan.sprints.values()) {
      if (Number.isFinite(sprint.end) && sprint.end / MINUTES_PER_DAY > today)
        words.push([`end of ${sprint.id}`, Math.floor(sprint.end / MINUTES_PER_DAY) - 1]);
    }
    return words.map(([label, day]) => ({
      label,
      kind: 'date',
      detail: formatDay(day),
      insert: formatDay(day),
      isSnippet: false,
      span,
      filter: `${label} ${formatDay(day)}`,
    }));
  }
}
