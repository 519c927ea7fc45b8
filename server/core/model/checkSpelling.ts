import { type Span, shift } from '../base/span';
import type { Problem } from '../schema/problems';
import type { Plan } from './plan';
import type { Task } from './task';
import { namesOf } from './values';

/** Letters of other scripts that look like Latin ones, after the confusables of Unicode TS 39. */
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  ԁ: 'd',
  ո: 'n',
  ο: 'o',
  α: 'a',
  ν: 'v',
};

/** What an id looks like: without regard to capitals, `-` and `_`, and letters that look alike. */
function skeleton(id: string): string {
  return id
    .toLowerCase()
    .replace(/[-_]/g, '')
    .replace(/[^ -~]/gu, (c) => lookalikes[c] ?? c);
}

/** Reports ids side by side that are easily confused. */
function checkSiblings(siblings: readonly Task[], problems: Problem[]): void {
  if (siblings.length < 2) return;
  const seen = new Map<string, string>();
  for (const task of siblings) {
    const looks = skeleton(task.id);
    const other = seen.get(looks);
    if (other === undefined) seen.set(looks, task.id);
    else if (other !== task.id)
      problems.push({ code: 'confusable-id', ...task.idSpan, args: { name: task.id, other } });
  }
}

/** Reports ids side by side that are easily confused, and tags of which there are two spellings: the first counts. */
export function checkSpelling(plan: Pick<Plan, 'tasks' | 'roots'>, problems: Problem[]): void {
  checkSiblings(plan.roots, problems);
  for (const task of plan.tasks) checkSiblings(task.children, problems);
  const spellings = new Map<string, string>();
  const check = (name: string, span: Span): void => {
    const looks = skeleton(name);
    const other = spellings.get(looks);
    if (other === undefined) spellings.set(looks, name);
    else if (other !== name)
      problems.push({ code: 'similar-name', ...span, args: { name, other }, replacements: [other] });
  };
  for (const task of plan.tasks)
    for (const { part, offset } of task.parts) {
      if (!part.fields.has('tags')) continue;
      for (const tag of namesOf(part.fields, 'tags')) check(tag.name, shift(tag.node, offset));
    }
}
