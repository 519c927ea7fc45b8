import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { root, Workbench, webshop } from '../workbench';

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

describe('the installed VSIX in a clean VS Code', () => {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = webshop();
    workbench = await Workbench.open({ folder, vsix: path.join(root, `headway-${version}.vsix`) });
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is small: nothing is in it that does not run', () =>
    assert.ok(statSync(path.join(root, `headway-${version}.vsix`)).size < 1_500_000));

  it('activates and shows a plan: tree, problems, status and chart', async () => {
    await workbench.openFile('webshop.plan.yaml');
    await workbench.page.locator('.statusbar-item[id*="headway.finish"]', { hasText: 'Nov 16' }).waitFor();
    await workbench.openSideBar();
    await workbench.tree('Product catalogue').first().waitFor();
    await workbench.command('Headway: Open Schedule to the Side');
    await workbench.schedule().locator('.bar.critical').first().waitFor();
    assert.deepEqual(workbench.errors, []);
  });
});
