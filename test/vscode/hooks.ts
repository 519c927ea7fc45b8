import * as path from 'node:path';
import type { Context } from 'mocha';
import { root, Workbench } from './workbench';

export const mochaHooks = {
  /** Keeps a picture of what a person would have seen when a test failed. */
  async afterEach(this: Context): Promise<void> {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.title.replaceAll(/\W+/g, '-');
    for (const [i, workbench] of [...Workbench.opened].entries())
      await workbench.picture(path.join(root, 'out', `failed-${name}${i === 0 ? '' : `-${i}`}.png`));
  },
};
