import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandOf, type KeyPress, keyHelp } from '../../../client/webview/input/keyboard';
import { isFromWebview } from '../../../server/protocol/webview';

describe('messages of the page', () => {
  it('are taken when they are whole', () => {
    for (const message of [
      { type: 'ready' },
      { type: 'open', path: 'a', line: 3 },
      { type: 'edit', id: 0, edit: { kind: 'move', task: 'a', start: 29_500_000 } },
      { type: 'edit', id: 0, edit: { kind: 'setField', task: 'a', key: 'title', value: null } },
      { type: 'preview', id: 1, edit: { kind: 'link', from: 'a', to: 'b', type: 'SS', lag: '+ 2d' } },
      { type: 'command', command: 'waysOut' },
    ])
      assert.ok(isFromWebview(message), JSON.stringify(message));
  });

  it('are refused when something is missing, of another type, or not known', () => {
    for (const message of [
      null,
      'ready',
      {},
      { type: 'constructor' },
      { type: 'open', path: 'a' },
      { type: 'open', path: 'a', line: -1 },
      { type: 'open', path: 'a', line: 1.5 },
      { type: 'edit', id: 0, edit: { kind: 'constructor' } },
      { type: 'edit', id: 0, edit: { kind: 'move', task: 'a', start: Number.NaN } },
      { type: 'edit', id: 0, edit: { kind: 'link', from: 'a', to: 'b', type: 'XX' } },
      { type: 'edit', id: 0, edit: { kind: 'assign', task: 'a', who: [1] } },
      { type: 'command', command: 'workbench.action.terminal.new' },
      { type: 'export', format: 'exe', data: '' },
    ])
      assert.ok(!isFromWebview(message), JSON.stringify(message));
    fc.assert(fc.property(fc.anything(), (value) => !isFromWebview(value)));
  });
});

describe('keys', () => {
  const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...modifiers,
  });

  it('mean the same with the command key of a Mac', () => {
    assert.equal(commandOf(press('z', { metaKey: true })), 'undo');
    assert.equal(commandOf(press('z', { ctrlKey: true })), 'undo');
    assert.equal(commandOf(press('Z', { metaKey: true, shiftKey: true })), 'redo');
  });

  it('are left to VS Code when they are not of the page', () => {
    for (const it of [
      press('p', { ctrlKey: true }),
      press('f', { ctrlKey: true }),
      press('Tab'),
      press('ArrowLeft', { altKey: true }),
      press('toString'),
      press('s', { ctrlKey: true, altKey: true }),
    ])
      assert.equal(commandOf(it), undefined, it.key);
  });

  it('set progress by digits', () => {
    assert.equal(commandOf(press('3')), 'progress-30');
    assert.equal(commandOf(press('0')), 'progress-0');
  });

  it('are all told to people', () => {
    const told = keyHelp.flatMap(([, keys]) => keys.map(([it]) => it)).join(' ');
    for (const key of ['F2', 'Delete', 'Ctrl+Z', 'Shift+', 'Alt+Shift+', '?', '/', 'Enter', 'M', 'L', 'K', 'N', 'V'])
      assert.ok(told.includes(key), key);
  });
});
