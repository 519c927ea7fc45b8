import type { Span } from '../base/span';
import type { PlanSnapshot } from '../workspace/snapshot';
import { references } from './references';

/** The places in the file that are typed together: a name where it is declared, and where it is used. */
export function linkedEditing(snapshot: PlanSnapshot, offset: number): Span[] {
  const found = references(snapshot, offset).map(({ span }) => span);
  const here = found.find((span) => span.start <= offset && offset <= span.end);
  if (!here) return [];
  const name = snapshot.text.slice(here.start, here.end);
  const same = found.filter(({ start, end }) => snapshot.text.slice(start, end) === name);
  return same.length > 1 ? same : [];
}
