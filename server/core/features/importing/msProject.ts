import { quoted } from '../../syntax/edit';
import { Ids } from './ids';
import { calendarLines } from './msCalendar';
import { jobsOf, momentText, TaskWriter } from './msTasks';
import { dateOf } from './msValues';
import { type Element, parseXml } from './xml';

/** A plan made of a file of another program. */
export interface ImportedPlan {
  readonly title: string;
  readonly text: string;
  readonly tasks: number;
  /** Sentences on what the file says and the plan does not. */
  readonly left: readonly string[];
}

/** A file that no plan can be made of; the message is for its owner. */
export class ImportError extends Error {}

/**
 * Makes a plan of a project that Microsoft Project (or another program in its XML format) saved: calendar, people,
 * tasks with estimates, links, bounds, deadlines, progress, assignments and notes. Dates that were computed are left to
 * the scheduler. Format: Microsoft Project XML Data Interchange Schema.
 *
 * @throws ImportError when the text is not such a project
 */
export function importMsProject(text: string): ImportedPlan {
  const project = projectIn(text);
  const left: string[] = [];
  const title = project.text('Title') ?? project.text('Name')?.replace(/\.(?:xml|mpp)$/i, '') ?? 'Imported plan';
  const lines = [`plan: ${quoted(title)}`];
  const start = dateOf(project.text('StartDate'));
  const currency = project.text('CurrencyCode');
  if (currency !== undefined && /^[A-Z]{3}$/.test(currency)) lines.push(`currency: ${currency}`);
  const calendar = calendarLines(project, left);
  if (start !== undefined) lines.push(`start: ${momentText(start, calendar)}`);
  lines.push(...calendar.lines);
  const people = resourcesOf(project, lines, left);
  const jobs = jobsOf(project, left);
  if (jobs.length === 0) throw new ImportError('There are no tasks in this project');
  const writer = new TaskWriter(project, jobs, people, calendar, left);
  lines.push('tasks:', ...writer.lines());
  const header = left.map((sentence) => `# ${sentence}\n`).join('');
  return { title, text: `${header}${lines.join('\n')}\n`, tasks: jobs.length, left };
}

function projectIn(text: string): Element {
  let root: Element;
  try {
    root = parseXml(text);
  } catch (error) {
    throw new ImportError(`This is not XML: ${error instanceof Error ? error.message : String(error)}`);
  }
  const [project] = root.all('Project');
  if (!project || project.all('Tasks').length === 0)
    throw new ImportError('This is not a project in the XML format of Microsoft Project (File, Save As, XML)');
  return project;
}

/** Writes `people:`; returns ids by the numbers of the resources. */
function resourcesOf(project: Element, lines: string[], left: string[]): Map<string, string> {
  const ids = new Ids();
  const people = new Map<string, string>();
  const written: string[] = [];
  for (const resource of project.list('Resources', 'Resource')) {
    const [uid, name] = [resource.text('UID'), resource.text('Name')];
    if (uid === undefined || uid === '0' || name === undefined || resource.is('IsNull')) continue;
    const id = ids.of(name, 'person');
    people.set(uid, id);
    const keys = [`name: ${quoted(name, true)}`];
    const type = resource.number('Type') ?? 1;
    if (type !== 1) keys.push('kind: material');
    const email = resource.text('EmailAddress');
    if (email !== undefined) keys.push(`email: ${quoted(email, true)}`);
    const units = resource.number('MaxUnits') ?? 1;
    if (type === 1 && units > 1 && Number.isInteger(units)) keys.push(`units: ${units}`, 'kind: equipment');
    else if (type === 1 && units > 0 && units < 1) keys.push(`capacity: ${Math.round(units * 100)}%`);
    const rate = resource.number('StandardRate');
    if (type === 1 && rate !== undefined && rate > 0) keys.push(`rate: ${rate}/h`);
    written.push(`  ${id}: {${keys.join(', ')}}`);
  }
  if (written.length > 0) lines.push('people:', ...written);
  const own = project
    .list('Calendars', 'Calendar')
    .filter((it) => !it.is('IsBaseCalendar') && it.text('UID') !== project.text('CalendarUID'));
  const absent = own.filter((it) => it.list('Exceptions', 'Exception').length > 0).length;
  if (absent > 0)
    left.push(`Working times of ${absent === 1 ? 'one person' : `${absent} people`} were not taken over.`);
  return people;
}
