import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';

describe('npm run dev:schedule', () => {
  it('serves the page to any browser', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', path.resolve(import.meta.dirname, '../serve.ts')], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      const address = /http:\S+/.exec(String(said))?.[0] ?? '';
      const page = await fetch(address);
      assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
      assert.match(await page.text(), /<main id="schedule"/);
      assert.match(await (await fetch(`${address}plan?tasks=10`)).text(), /task-9:/);
    } finally {
      child.kill();
    }
  });
});
