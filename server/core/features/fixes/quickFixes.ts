import type { TextChange } from '../../base/change';
import type { PlanSnapshot } from '../../workspace/snapshot';
import type { Diagnostic } from '../diagnostics';
import { changesIfPossible } from '../edits/fields';
import { titleOf } from '../effect';
import type { Mend, QuickFix } from './fix';
import { menders } from './menders';

/** A mend that is offered; what it changes is worked out when it is chosen. */
export interface FixOffer extends Mend {
  readonly problem: Diagnostic;
}

/** What could stand in the place of something wrong, what mends it otherwise, and how to leave it alone. */
export function fixOffers(
  snapshot: PlanSnapshot,
  found: readonly Diagnostic[],
  start: number,
  end: number,
): FixOffer[] {
  const here = found.filter((problem) => problem.start <= end && start <= problem.end);
  return [
    ...here.flatMap((problem) => mendsOf(snapshot, problem)),
    ...here.flatMap((problem) => silencing(snapshot, problem)),
  ];
}

/**
 * The same with their changes worked out, without those that cannot be made.
 *
 * @param titled makes the titles: as a rule, with what the changes do to the dates
 */
export function quickFixes(
  snapshot: PlanSnapshot,
  found: readonly Diagnostic[],
  start: number,
  end: number,
  titled = titleOf,
): QuickFix[] {
  return fixOffers(snapshot, found, start, end).flatMap((offer) => {
    const changes = changesIfPossible(() => offer.changes(snapshot));
    if (!changes || changes.length === 0) return [];
    const { problem, isPreferred = false } = offer;
    return [{ title: titled(snapshot, offer.title, changes), problem, changes, isPreferred }];
  });
}

function mendsOf(snapshot: PlanSnapshot, problem: Diagnostic): FixOffer[] {
  const task = snapshot.taskAt(problem.start);
  const replacements = (problem.replacements ?? []).map(
    (text): FixOffer => ({
      title: `Replace with \`${text}\``,
      problem,
      isPreferred: problem.replacements?.length === 1,
      changes: () => [{ start: problem.start, end: problem.end, text }],
    }),
  );
  const others = (menders[problem.code]?.(snapshot, problem, task) ?? []).map(
    (mend): FixOffer => ({ ...mend, problem, isPreferred: mend.isPreferred === true && replacements.length === 0 }),
  );
  return [...replacements, ...others];
}

function silencing({ text, lines }: PlanSnapshot, problem: Diagnostic): FixOffer[] {
  if (problem.severity === 'error') return [];
  const code = `plan/${problem.code}`;
  const next = lines.lineStart(lines.lineAt(problem.start) + 1);
  const line = text.slice(lines.lineStart(lines.lineAt(problem.start)), next);
  const end = next - (line.length - line.replace(/[\r\n]+$/, '').length);
  const has = /#[ \t]*headway-disable-line[^\r\n]*$/.test(line.trimEnd());
  return [
    {
      title: `Do not report ${code} on this line`,
      problem,
      changes: () => [{ start: end, end, text: has ? ` ${code}` : ` # headway-disable-line ${code}` }],
    },
  ];
}

/** The changes that mend, in one go, every problem with a single sure mend; those that overlap are left for the next time. */
export function fixAll(snapshot: PlanSnapshot, found: readonly Diagnostic[]): TextChange[] {
  const taken: TextChange[] = [];
  for (const problem of found) {
    if (!safe.has(problem.code)) continue;
    const fix = mendsOf(snapshot, problem).find(({ isPreferred }) => isPreferred);
    const changes = fix && changesIfPossible(() => fix.changes(snapshot));
    const overlaps = changes?.some((change) => taken.some((it) => change.start <= it.end && it.start <= change.end));
    if (changes && !overlaps) taken.push(...changes);
  }
  return taken;
}

/** Problems whose mend loses nothing that a person may have meant. */
const safe: ReadonlySet<string> = new Set([
  'unknown-key',
  'tab-indentation',
  'comment-as-value',
  'bad-percent',
  'bad-url',
  'duplicate-item',
  'duplicate-member',
  'duplicate-assignee',
  'duplicate-dependency',
  'self-dependency',
  'folder-without-slash',
  'same-in-scenario',
]);
