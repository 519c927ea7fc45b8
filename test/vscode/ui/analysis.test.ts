import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Workbench } from '../workbench';

const plan = [
  'plan: Relay',
  'now: 2026-02-02',
  'people: {ana: Ana, ben: Ben}',
  'baselines: {agreed: v1}',
  'tasks:',
  '  a: {effort: 3d, assign: ana, priority: high} # first',
  '  b: {effort: 1d, assign: ana, deadline: 2026-02-02}',
  '  c: {effort: 4d, assign: ben, after: b}',
  'scenarios: {fewer: {tasks: {a: null}}}',
  '',
].join('\n');

describe('better plans, in VS Code', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-relay-'));
  let workbench: Workbench;

  before(async () => {
    const git = (...args: string[]): void => {
      const { status } = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder });
      assert.equal(status, 0);
    };
    writeFileSync(path.join(folder, 'relay.plan.yaml'), 'plan: Relay\nnow: 2026-02-02\ntasks: {a: 1d}\n');
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'agreed');
    git('tag', 'v1');
    writeFileSync(path.join(folder, 'relay.plan.yaml'), plan);
    workbench = await Workbench.open({ folder });
    await workbench.openFile('relay.plan.yaml');
    // The server has scheduled the plan when its finish stands in the status bar.
    await workbench.page.locator('.statusbar-item', { hasText: 'Feb' }).first().waitFor();
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const row = (text: string) =>
    workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
  const line = (text: string) => workbench.page.locator('.view-line', { hasText: text }).first();

  it('offers ways out of a missed deadline, and takes one in one undo step', async () => {
    await workbench.commandThatAsks('Headway: Ways Out of a Missed Deadline', 'before');
    assert.match(await row('before').innerText(), /in time/);
    await row('before').click();
    await line('deadline: 2026-02-02').filter({ hasText: 'priority: highest' }).waitFor();
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Control+Z');
    await line('deadline: 2026-02-02').filter({ hasNotText: 'priority' }).waitFor();
  });

  it('optimizes, shows what it found, and writes after a yes', async () => {
    await workbench.commandThatAsks('Headway: Optimize Schedule', 'Finish');
    await row('Finish').click();
    await row('5 seconds').click();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /3d earlier[^]*No order is over before/);
    await dialog.getByText('Write Priorities').click();
    await workbench.page.locator('.statusbar-item', { hasText: 'Feb 6' }).first().waitFor();
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Control+Z');
    await workbench.page.locator('.statusbar-item', { hasText: 'Feb 11' }).first().waitFor();
  });

  it('puts the plan beside its scenarios and its baseline in git', async () => {
    await workbench.commandThatAsks('Headway: Compare Scenarios and Baselines', 'fewer');
    assert.match(await row('fewer').innerText(), /3d earlier/);
    assert.match(await row('agreed').innerText(), /finishes 7d later, 1 task moves, 2 added/);
    await row('fewer').click();
    await workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Feb 3' }).last().click();
    await workbench.page.locator('.statusbar-item', { hasText: 'Ln 8,' }).waitFor();
  });
});
