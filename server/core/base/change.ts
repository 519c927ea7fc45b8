import { diffArrays } from 'diff';
import type { Span } from './span';

/** A change of a text: what stands in the span is replaced. */
export interface TextChange extends Span {
  readonly text: string;
}

/** The text with the changes made; they must not overlap. Of several insertions at one place, the first comes first. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const sorted = changes
    .map((change, i) => ({ change, i }))
    .sort((a, b) => a.change.start - b.change.start || a.i - b.i);
  let result = '';
  let at = 0;
  for (const { change } of sorted) {
    result += text.slice(at, change.start) + change.text;
    at = change.end;
  }
  return result + text.slice(at);
}

/**
 * The smallest changes of whole runs of lines that make one text of another (Myers 1986), each without what it has in
 * common with what it replaces at its ends.
 */
export function changesBetween(before: string, after: string): TextChange[] {
  if (before === after) return [];
  const [old, present] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < present.length && old[head] === present[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, present.length) - head;
  while (tail < most && old[old.length - 1 - tail] === present[present.length - 1 - tail]) tail++;
  const changes: TextChange[] = [];
  let at = old.slice(0, head).reduce((sum, line) => sum + line.length, 0);
  let open: { start: number; removed: string; added: string } | undefined;
  const close = (): void => {
    if (open) changes.push(...lineByLine(open.start, open.removed, open.added));
    open = undefined;
  };
  const parts = diffArrays(old.slice(head, old.length - tail), present.slice(head, present.length - tail));
  for (const { value, added, removed } of parts) {
    const text = value.join('');
    if (!added && !removed) {
      close();
      at += text.length;
      continue;
    }
    open ??= { start: at, removed: '', added: '' };
    if (added) open.added += text;
    else {
      open.removed += text;
      at += text.length;
    }
  }
  close();
  return changes;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Where as many lines are put as were taken, each is a change of its own. */
function lineByLine(start: number, removed: string, added: string): TextChange[] {
  const [old, present] = [linesOf(removed), linesOf(added)];
  if (old.length !== present.length) return [trimmed(start, removed, added)];
  let at = start;
  return old.flatMap((line, i) => {
    const change = trimmed(at, line, present[i]);
    at += line.length;
    return line === present[i] ? [] : [change];
  });
}

function trimmed(start: number, removed: string, added: string): TextChange {
  const most = Math.min(removed.length, added.length);
  let head = 0;
  while (head < most && removed[head] === added[head]) head++;
  let tail = 0;
  while (tail < most - head && removed[removed.length - 1 - tail] === added[added.length - 1 - tail]) tail++;
  // A line end of two characters, and a character of two units, stay in one piece.
  if (head > 0 && /[\r\ud800-\udbff]/.test(removed[head - 1])) head--;
  if (tail > 0 && /[\n\udc00-\udfff]/.test(removed[removed.length - tail])) tail--;
  return { start: start + head, end: start + removed.length - tail, text: added.slice(head, added.length - tail) };
}
