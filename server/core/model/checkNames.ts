import { shift } from '../base/span';
import type { Problem } from '../schema/problems';
import { spanIn } from '../syntax/node';
import { parseTaskName } from '../syntax/scalars/names';
import type { TaskChecker } from './checkTasks';
import type { PlacedFields } from './declarations';
import { resolveTask } from './dependencies';
import type { TaskNames } from './names';
import { calendarNames, type NameReference, namesIn } from './parts';
import type { Plan } from './plan';
import { entityOf, type Fields, itemsOf, mapOf, type Value } from './values';

type Named = Pick<Plan, 'teams' | 'calendars'>;

/** Reports every use, outside of tasks, of a person, team, calendar, status, sprint or skill that the plan does not declare. */
export function checkNames(
  plan: Named,
  top: ReadonlyMap<string, PlacedFields>,
  names: TaskNames,
  checker: TaskChecker,
  problems: Problem[],
): void {
  const check = (use: NameReference, offset: number): void => checker.checkName(use, offset, problems);
  const defaults = top.get('defaults');
  for (const use of namesIn((defaults && entityOf(defaults.fields, 'defaults')?.fields) ?? new Map()))
    check(use, defaults?.offset ?? 0);
  for (const team of plan.teams.values()) {
    for (const { name, span } of team.members) check({ kind: 'person or team', name, ...span }, 0);
  }
  checkTeamCycles(plan, problems);
  const checkCalendar = (value: Value | null | undefined, offset: number): void => {
    for (const use of calendarNames(value ?? null)) check(use, offset);
  };
  checkMap(top.get('people'), 'people', (fields, offset) => checkCalendar(fields.get('calendar')?.value, offset));
  const calendar = top.get('calendar');
  checkCalendar(calendar?.fields.get('calendar')?.value, calendar?.offset ?? 0);
  const calendars = top.get('calendars');
  for (const entry of (calendars && mapOf(calendars.fields, 'calendars')?.entries) ?? [])
    checkCalendar(entry.value, calendars?.offset ?? 0);
  checkCalendarCycles(plan, problems);
  checkMap(top.get('risks'), 'risks', (fields, offset) => {
    const owner = fields.get('owner')?.value;
    if (owner?.kind === 'name')
      check({ kind: 'person', name: owner.name, start: owner.node.start, end: owner.node.end }, offset);
    checkTaskNames(fields, 'affects', offset, names, problems);
  });
  checkMap(top.get('ideas'), 'ideas', (fields, offset) => {
    const by = fields.get('by')?.value;
    if (by?.kind === 'name') check({ kind: 'person', name: by.name, start: by.node.start, end: by.node.end }, offset);
  });
}

/** Checks the names of tasks that a key outside the tasks lists. */
function checkTaskNames(fields: Fields, key: string, offset: number, names: TaskNames, problems: Problem[]): void {
  for (const item of itemsOf(fields, key)) {
    if (item.kind !== 'name' || item.of !== 'task') continue;
    const parsed = parseTaskName(item.name).value;
    if (parsed) resolveTask(parsed, null, names, shift(spanIn(item.node, parsed.start, parsed.end), offset), problems);
  }
}

function checkMap(
  source: PlacedFields | undefined,
  key: string,
  visit: (fields: Fields, offset: number) => void,
): void {
  if (!source) return;
  for (const { value } of mapOf(source.fields, key)?.entries ?? []) {
    if (value?.kind === 'entity') visit(value.fields, source.offset);
  }
}

function checkTeamCycles(plan: Named, problems: Problem[]): void {
  for (const team of plan.teams.values()) {
    const reached = new Set<string>();
    const open = [...team.members];
    for (let member = open.pop(); member; member = open.pop()) {
      if (reached.has(member.name)) continue;
      reached.add(member.name);
      open.push(...(plan.teams.get(member.name)?.members ?? []));
    }
    if (reached.has(team.id)) problems.push({ code: 'cyclic-team', ...team.span, args: { name: team.id } });
  }
}

function checkCalendarCycles(plan: Named, problems: Problem[]): void {
  const base = (id: string): string | undefined => {
    const use = plan.calendars.get(id)?.calendar;
    return use === undefined ? undefined : 'name' in use ? use.name : use.from?.name;
  };
  for (const calendar of plan.calendars.values()) {
    const seen = new Set<string>();
    let at: string | undefined = base(calendar.id);
    while (at !== undefined && at !== calendar.id && !seen.has(at)) {
      seen.add(at);
      at = base(at);
    }
    if (at === calendar.id) problems.push({ code: 'cyclic-calendar', ...calendar.span, args: { name: calendar.id } });
  }
}
