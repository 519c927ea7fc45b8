/** What a key or button asks for. */
export type Command =
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'today'
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
  | 'expand'
  | 'collapse'
  | 'open'
  | 'open-code';

const keys: Readonly<Record<string, Command>> = {
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  f: 'fit',
  t: 'today',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
  ArrowRight: 'expand',
  ArrowLeft: 'collapse',
  Enter: 'open',
  c: 'open-code',
};

/** The command of a key press, or undefined when the key is somebody else's. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return keys[event.key];
}
