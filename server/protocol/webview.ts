import type { ScheduleChange, ScheduleView } from './schedule';

/** What the extension tells the schedule page. */
export type ToWebview =
  | { readonly type: 'view'; readonly view: ScheduleView }
  | { readonly type: 'change'; readonly change: ScheduleChange }
  /** There is no plan to show. */
  | { readonly type: 'empty' }
  /** The text scrolled: this line is now its first. */
  | { readonly type: 'scrollToLine'; readonly line: number }
  /** The cursor in the text is on this line. */
  | { readonly type: 'cursor'; readonly line: number };

/** What the schedule page tells the extension. */
export type FromWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly path: string; readonly line: number }
  | { readonly type: 'openCode'; readonly path: string }
  /** The page scrolled: the task on this line of the text is now its first. */
  | { readonly type: 'scrolled'; readonly line: number };

/** Whether something that arrived from the page is one of its messages. */
export function isFromWebview(message: unknown): message is FromWebview {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  const { type, line, path } = message as Record<string, unknown>;
  const hasLine = typeof line === 'number' && Number.isInteger(line) && line >= 0;
  switch (type) {
    case 'ready':
      return true;
    case 'open':
      return typeof path === 'string' && hasLine;
    case 'openCode':
      return typeof path === 'string';
    case 'scrolled':
      return hasLine;
    default:
      return false;
  }
}
