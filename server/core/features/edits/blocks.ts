import { lineStartAt } from '../../base/lines';
import type { Task } from '../../model/task';
import { contentEnd, lineEnd } from '../../syntax/edit';
import type { PlanSnapshot } from '../../workspace/snapshot';

/** The text of a task with the tasks inside, as whole lines or as a part of a line in braces. */
export interface TaskBlock {
  readonly start: number;
  readonly end: number;
  /** Columns by which the id is indented; undefined for a task that stands in braces with others. */
  readonly column: number | undefined;
}

/** Where the line after the one with the offset begins; the end of the text after the last. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** A task's lines with the comments directly above it, or its place in braces. */
export function blockOf({ text }: PlanSnapshot, task: Task): TaskBlock {
  const idStart = task.offset + task.own.id.start;
  const end = contentEnd(text, idStart, task.end);
  const line = lineStartAt(text, idStart);
  if (text.slice(line, idStart).trim() !== '') return { start: idStart, end, column: undefined };
  const column = idStart - line;
  let start = line;
  while (start > 0) {
    const above = lineStartAt(text, start - 1);
    const content = text.slice(above, start);
    if (!/^ *#/.test(content) || content.length - content.trimStart().length !== column) break;
    start = above;
  }
  return { start, end: nextLine(text, end), column };
}

/** Lines indented by another number of columns; blank lines stay blank. */
export function indented(block: string, by: number): string {
  if (by === 0) return block;
  return block.replace(/^( *)(?=[^\s])/gm, (spaces) => ' '.repeat(Math.max(0, spaces.length + by)));
}

/** A block that ends with a line end. */
export function wholeLines(block: string, text: string): string {
  return block === '' || block.endsWith('\n') ? block : block + lineEnd(text);
}

/** Columns of a level of indentation, as the plan is written: usually two. */
export function stepOf({ plan, text }: PlanSnapshot): number {
  for (const task of plan.tasks) {
    const idStart = task.offset + task.own.id.start;
    const column = idStart - lineStartAt(text, idStart);
    if (text.slice(idStart - column, idStart).trim() !== '') continue;
    if (task.parent === null && column > 0 && column <= 8) return column;
  }
  return 2;
}
