/** What a key, button or menu asks for. */
export type Command =
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'today'
  | 'to-bar'
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
  | 'expand'
  | 'collapse'
  | 'collapse-all'
  | 'expand-all'
  | 'open'
  | 'open-code'
  | 'earlier'
  | 'later'
  | 'shorter'
  | 'longer'
  | 'move-up'
  | 'move-down'
  | 'indent'
  | 'outdent'
  | 'next-status'
  | 'link'
  | 'next-link'
  | 'remove'
  | 'add-task'
  | 'rename'
  | 'menu'
  | 'search'
  | 'keys'
  | 'undo'
  | 'redo'
  | 'next-view'
  | 'escape'
  | `progress-${number}`;

/** A key press as browsers tell it. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const plain: Readonly<Record<string, Command>> = {
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '*': 'expand-all',
  '/': 'search',
  '?': 'keys',
  f: 'fit',
  t: 'today',
  b: 'to-bar',
  c: 'open-code',
  l: 'link',
  k: 'next-link',
  n: 'add-task',
  v: 'next-view',
  m: 'menu',
  ' ': 'next-status',
  Insert: 'add-task',
  Delete: 'remove',
  Backspace: 'remove',
  F2: 'rename',
  ContextMenu: 'menu',
  Escape: 'escape',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
  ArrowRight: 'expand',
  ArrowLeft: 'collapse',
  Enter: 'open',
};

const withShift: Readonly<Record<string, Command>> = {
  ArrowLeft: 'earlier',
  ArrowRight: 'later',
  ArrowUp: 'move-up',
  ArrowDown: 'move-down',
  F10: 'menu',
};

const withControl: Readonly<Record<string, Command>> = {
  ArrowLeft: 'shorter',
  ArrowRight: 'longer',
  z: 'undo',
  y: 'redo',
};

const withAltShift: Readonly<Record<string, Command>> = { ArrowLeft: 'outdent', ArrowRight: 'indent' };

/** The command of a key press, or undefined when the key is somebody else's. */
export function commandOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): Command | undefined {
  // With caps lock, letters are capitals without the shift key.
  const plainKey = key.length === 1 ? key.toLowerCase() : key;
  const of = (table: Readonly<Record<string, Command>>): Command | undefined =>
    Object.hasOwn(table, plainKey) ? table[plainKey] : undefined;
  if (ctrlKey || metaKey) {
    if (altKey) return undefined;
    if (shiftKey) return plainKey === 'z' ? 'redo' : undefined;
    return of(withControl);
  }
  if (altKey) return shiftKey ? of(withAltShift) : undefined;
  if (shiftKey && of(withShift)) return of(withShift);
  if (/^[0-9]$/.test(key)) return `progress-${Number(key) * 10}`;
  return of(plain);
}

/** What the keys do, for people: lists of keys and a text, in groups. */
export const keyHelp: readonly (readonly [group: string, keys: readonly (readonly [keys: string, text: string])[]])[] =
  [
    [
      'Look around',
      [
        ['↑ ↓ PgUp PgDn Home End', 'Go from task to task'],
        ['→ ←', 'Open and close a summary'],
        ['+ −', 'Zoom in and out'],
        ['F', 'Show the whole plan'],
        ['T', 'Go to the status date'],
        ['B', 'Go to the bar of the task'],
        ['/', 'Search'],
        ['V', 'Next view'],
        ['Enter', 'Open the task in the text'],
        ['C', 'Open its code'],
      ],
    ],
    [
      'Change the plan',
      [
        ['Shift+← Shift+→', 'Start earlier, later'],
        ['Ctrl+← Ctrl+→', 'Take less, more time'],
        ['0 … 9', 'Progress: 0 % to 90 %'],
        ['Space', 'Next status: to do, in progress, done'],
        ['L', 'Begin a dependency here; L or Enter on another task completes it'],
        ['K, then Delete', 'Choose a dependency of the task; remove it'],
        ['N', 'New task below'],
        ['F2', 'Edit the cells of the row; Tab goes to the next'],
        ['Shift+↑ Shift+↓', 'Move the task up, down'],
        ['Alt+Shift+→ Alt+Shift+←', 'Move it into the task above, out of its summary'],
        ['M', 'Everything else that can be done with it'],
        ['?', 'All keys'],
        ['Ctrl+Z Ctrl+Y', 'Undo, redo'],
      ],
    ],
  ];
