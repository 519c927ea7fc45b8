import type { Instant } from '../calendar/zone';
import { withShare } from '../model/keyBits';
import type { Person } from '../model/plan';
import type { Task } from '../model/task';
import type { Problem } from '../schema/problems';
import { type Activity, shareOf } from './activity';
import type { Bookings } from './bookings';
import type { Schedule, ScheduledTask } from './types';

/** A task with a fixed date, and the share of a person that it wants. */
interface Fixed {
  readonly task: Task;
  readonly start: Instant;
  readonly finish: Instant;
  readonly share: number;
}

type Activities = readonly (Activity | undefined)[];

/** Reports people who lack skills or time for what is assigned to them, and fixed dates that leave them no choice. */
export function checkPeopleAtWork(
  schedule: Omit<Schedule, 'problems'>,
  activities: Activities,
  problems: Problem[],
): void {
  const { plan } = schedule;
  for (const task of plan.people.size > 0 ? plan.tasks : []) {
    for (const { part, offset } of task.hasNone(withShare) ? [] : task.parts)
      for (const use of part.assign) {
        const person = use.who.length === 1 ? plan.people.get(use.who[0].name) : undefined;
        if (!person || use.share === undefined || use.count !== undefined || use.share <= person.capacity * 100)
          continue;
        problems.push({
          code: 'share-over-capacity',
          start: use.start + offset,
          end: use.end + offset,
          args: { name: person.name, capacity: `${Math.round(person.capacity * 100)}%`, share: `${use.share}%` },
        });
      }
    const activity = activities[task.index];
    if (activity && activity.status !== 'done') checkSkills(schedule, task, activity, problems);
  }
  checkFixed(schedule, activities, problems);
}

function checkSkills({ plan }: Omit<Schedule, 'problems'>, task: Task, activity: Activity, problems: Problem[]): void {
  const needs = task.inheritedNames('needs');
  if (needs.length === 0) return;
  const people = [...plan.people.values()];
  const known = needs.filter((skill) => people.some((person) => person.skills.includes(skill)));
  const able = people.filter((person) => known.every((skill) => person.skills.includes(skill)));
  if (able.length === 0 && known.length > 1 && task.has('needs')) {
    const skills = known.map((skill) => `\`${skill}\``).join(', ');
    problems.push({ code: 'unreachable-skill', ...task.spanOf('needs'), args: { skills } });
  }
  for (const { candidates, count } of activity.crew) {
    if (count < candidates.length) continue;
    for (const { person } of candidates) {
      const skill = known.find((it) => !person.skills.includes(it));
      if (skill === undefined || person.kind !== 'person') continue;
      const others = able.filter((other) => other !== person).map((other) => other.id);
      problems.push({
        code: 'missing-skill',
        ...placeOf(task, person),
        args: {
          name: person.name,
          skill,
          suggestion:
            others.length > 0
              ? `; ${others
                  .slice(0, 3)
                  .map((id) => `\`${id}\``)
                  .join(', ')} could do it`
              : '',
        },
        ...(others.length > 0 && isWritten(task, person) ? { replacements: others.slice(0, 3) } : {}),
      });
    }
  }
}

function isWritten(task: Task, person: Person): boolean {
  return placeOf(task, person).start !== task.idSpan.start;
}

/** Where a person is named on a task; the id of the task when the name is inherited. */
function placeOf(task: Task, person: Person): { start: number; end: number } {
  for (const { part, offset } of task.parts) {
    for (const { who } of part.assign)
      for (const { name, start, end } of who)
        if (name === person.id) return { start: start + offset, end: end + offset };
  }
  return !task.has('assign') && task.name('owner') === person.id ? task.spanOf('owner') : task.idSpan;
}

/** Fixed tasks are booked whatever else there is: reports people in two places at once, or at work while away. */
function checkFixed(
  { plan, tasks, calendars }: Omit<Schedule, 'problems'>,
  activities: Activities,
  problems: Problem[],
): void {
  const fixed = tasks.filter(
    (it): it is ScheduledTask => it !== undefined && it.status !== 'done' && it.task.has('on'),
  );
  if (fixed.length === 0) return;
  const wanted = new Map<Bookings, Fixed[]>();
  for (const { task, start, finish } of fixed)
    for (const request of start < finish ? (activities[task.index]?.crew ?? []) : []) {
      if (request.count < request.candidates.length) continue;
      for (const member of request.candidates) {
        const here = { task, start, finish, share: shareOf(request, member) };
        const list = wanted.get(member);
        if (list) list.push(here);
        else wanted.set(member, [here]);
      }
    }
  for (const [{ person, capacity }, list] of wanted) {
    list.sort((a, b) => a.start - b.start || a.task.index - b.task.index);
    for (let i = 1; i < list.length; i++) {
      const [before, here] = [list[i - 1], list[i]];
      const used = before.share + here.share;
      if (before.finish <= here.start || used <= capacity + 1e-9) continue;
      problems.push({
        code: 'over-assigned',
        ...here.task.spanOf('on'),
        args: { name: person.name, used: `${Math.round((used * 100) / capacity)}%`, other: before.task.path },
      });
    }
  }
  for (const { task, start, finish } of fixed) {
    if (finish <= start || task.isSummary) continue;
    for (const { part, offset } of task.parts)
      for (const { who, count } of part.assign) {
        const person = count === undefined && who.length === 1 ? plan.people.get(who[0].name) : undefined;
        const works = person && calendars.ofPerson(person).between(start, finish) > 0;
        if (person && !works)
          problems.push({
            code: 'fixed-while-away',
            start: who[0].start + offset,
            end: who[0].end + offset,
            args: { name: person.name },
          });
      }
  }
}
