import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { Workbench } from '../workbench';

const plan = `plan: Gestures
now: 2026-02-02
people: {ana: Ana, ben: Ben}
tasks:
  a: {title: First, effort: 2d, assign: ana}   # two days
  b: {title: Second, effort: 4d, assign: ben, after: a}
  c: {title: Third, effort: 1d, assign: ana}
scenarios:
  bigger-team: {tasks: {b: {assign: [ana, ben]}}}
`;

describe('the schedule in VS Code', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-gestures-'));
  let workbench: Workbench;
  let schedule: FrameLocator;

  before(async () => {
    writeFileSync(path.join(folder, 'gestures.plan.yaml'), plan);
    writeFileSync(path.join(folder, 'other.plan.yaml'), 'plan: Other\ntasks: {z: {title: Elsewhere, effort: 1d}}\n');
    workbench = await Workbench.open({ folder, width: 1900 });
    await workbench.openFile('gestures.plan.yaml');
    await workbench.command('Headway: Open Schedule to the Side');
    schedule = workbench.schedule();
    await bar('a').waitFor();
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const bar = (task: string): Locator => schedule.locator(`.bar[data-path="${task}"] .body`).first();
  const row = (task: string): Locator => schedule.locator(`.row[data-path="${task}"]`);
  const line = (text: string): Locator => workbench.page.locator('.view-line', { hasText: text }).first();

  async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await locator.boundingBox();
    assert.ok(box);
    return box;
  }

  async function drag(from: Locator, x: number, y: number): Promise<void> {
    const box = await boxOf(from);
    const { mouse } = workbench.page;
    await mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await mouse.down();
    await mouse.move(box.x + box.width / 2 + x / 2, box.y + box.height / 2 + y / 2);
    await mouse.move(box.x + box.width / 2 + x, box.y + box.height / 2 + y);
    await mouse.up();
  }

  async function undo(): Promise<void> {
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Control+Z');
  }

  it('moves a task by dragging its bar; one undo in the text brings it back', async () => {
    const day = ((await boxOf(bar('b'))).x - (await boxOf(bar('a'))).x) / 2;
    await drag(bar('a'), day, 0);
    await line('title: First').filter({ hasText: 'start: 2026-02-03' }).waitFor();
    await schedule.locator('.plan-finish', { hasText: 'February 10' }).waitFor();
    await undo();
    await line('title: First').filter({ hasNotText: 'start:' }).waitFor();
    await line('title: First').filter({ hasText: '# two days' }).waitFor();
  });

  it('makes a dependency by dragging from bar to bar', async () => {
    await bar('b').hover();
    const [from, to] = [
      await boxOf(schedule.locator('.bar[data-path="b"] [data-grip="link-finish"]')),
      await boxOf(bar('c')),
    ];
    await drag(
      schedule.locator('.bar[data-path="b"] [data-grip="link-finish"]'),
      to.x + 3 - from.x - from.width / 2,
      to.y + to.height / 2 - from.y - from.height / 2,
    );
    await line('title: Third').filter({ hasText: 'after: b' }).waitFor();
    await undo();
    await line('title: Third').filter({ hasNotText: 'after:' }).waitFor();
  });

  it('works by keyboard: longer, under way, undone and done again without leaving the chart', async () => {
    const { keyboard } = workbench.page;
    await row('a').locator('.name').click();
    await keyboard.press('Control+ArrowRight');
    await line('title: First').filter({ hasText: 'effort: 3d' }).waitFor();
    await keyboard.press('Control+ArrowRight');
    await line('title: First').filter({ hasText: 'effort: 4d' }).waitFor();
    await keyboard.press('Control+Z');
    await line('title: First').filter({ hasText: 'effort: 3d' }).waitFor();
    // The chart has the keyboard again.
    await schedule.locator('.row:focus[data-path="a"]').waitFor();
    await keyboard.press('Control+Z');
    await line('title: First').filter({ hasText: 'effort: 2d' }).waitFor();
    await schedule.locator('.row:focus[data-path="a"]').waitFor();
    await keyboard.press('Space');
    await line('title: First').filter({ hasText: 'status: doing' }).waitFor();
    await keyboard.press('Control+Z');
    await line('title: First').filter({ hasNotText: 'status' }).waitFor();
  });

  /** What a gesture does to the line of a task, by mouse and by keyboard. */
  const gestures: readonly {
    readonly name: string;
    readonly title: string;
    readonly expected: string;
    readonly mouse?: () => Promise<void>;
    readonly keyboard?: () => Promise<void>;
  }[] = [
    {
      name: 'moves',
      title: 'First',
      expected: 'start: 2026-02-03',
      mouse: async () => drag(bar('a'), await dayWidth(), 0),
      keyboard: () => press('a', 'Shift+ArrowRight'),
    },
    {
      name: 'resizes',
      title: 'First',
      expected: 'effort: 3d',
      mouse: async () => drag(await handle('a', 'finish'), await dayWidth(), 0),
      keyboard: () => press('a', 'Control+ArrowRight'),
    },
    {
      name: 'sets the progress of',
      title: 'Second',
      expected: 'done: 50%',
      mouse: async () => drag(await handle('b', 'progress'), (await boxOf(bar('b'))).width / 2, 0),
      keyboard: () => press('b', '5'),
    },
    {
      name: 'links',
      title: 'Third',
      expected: 'after: b',
      mouse: async () => {
        const from = await handle('b', 'link-finish');
        const [start, end] = [await boxOf(from), await boxOf(bar('c'))];
        await drag(from, end.x + 3 - start.x - start.width / 2, end.y + end.height / 2 - start.y - start.height / 2);
      },
      keyboard: () => press('b', 'l', 'ArrowDown', 'Enter'),
    },
    {
      name: 'unlinks',
      title: 'Second',
      expected: 'assign: ben}',
      mouse: async () => {
        const arrow = schedule.locator('.link[data-from="a"][data-to="b"] .arrow-touch');
        const middle = await arrow.evaluate((it: SVGPathElement) => {
          const { x, y } = it.getPointAtLength(it.getTotalLength() / 2);
          const matrix = it.getScreenCTM() ?? new DOMMatrix();
          return { x: matrix.a * x + matrix.e, y: matrix.d * y + matrix.f };
        });
        // The frame has coordinates of its own.
        const outside = await boxOf(bar('b'));
        const inside = await bar('b').evaluate((it) => {
          const { x, y } = it.getBoundingClientRect();
          return { x, y };
        });
        await workbench.page.mouse.click(middle.x + outside.x - inside.x, middle.y + outside.y - inside.y);
        await schedule.locator('.link.selected[data-from="a"][data-to="b"]').waitFor();
        await workbench.page.keyboard.press('Delete');
      },
      keyboard: () => press('b', 'k', 'Delete'),
    },
    {
      name: 'estimates',
      title: 'First',
      expected: 'effort: 2.5d',
      mouse: async () => {
        await row('a').locator('[data-column=estimate]').dblclick();
        await schedule.locator('.cell-editor').fill('2.5d');
        await workbench.page.keyboard.press('Enter');
      },
      keyboard: async () => {
        await press('a', 'F2', 'Tab');
        await schedule.locator('[data-column=estimate] .cell-editor:focus').waitFor();
        await workbench.page.keyboard.type('2.5d');
        await workbench.page.keyboard.press('Enter');
      },
    },
    {
      name: 'sets the status of',
      title: 'First',
      expected: 'status: doing',
      mouse: () => choose('a', 'Doing'),
      keyboard: () => press('a', 'Space'),
    },
    {
      name: 'assigns',
      title: 'Third',
      expected: 'assign: [ana, ben]',
      mouse: async () => {
        await choose('c', 'Assign…');
        await schedule.locator('.menu-item', { hasText: 'Ben' }).click();
      },
      keyboard: async () => {
        await press('c', 'm');
        await schedule.locator('.menu-item').first().waitFor();
        await workbench.page.keyboard.press('a');
        await schedule.locator('.menu-item:focus', { hasText: 'Assign' }).waitFor();
        await workbench.page.keyboard.press('Enter');
        await schedule.locator('.menu-item', { hasText: 'Nobody' }).waitFor();
        await workbench.page.keyboard.press('b');
        await workbench.page.keyboard.press('Enter');
      },
    },
    {
      name: 'renames',
      title: 'Third',
      expected: 'title: Third of all',
      mouse: async () => {
        await choose('c', 'Edit…');
        await schedule.locator('.cell-editor').fill('Third of all');
        await workbench.page.keyboard.press('Enter');
      },
      keyboard: async () => {
        await press('c', 'F2', 'End');
        await schedule.locator('.cell-editor:focus').waitFor();
        await workbench.page.keyboard.type(' of all');
        await workbench.page.keyboard.press('Enter');
      },
    },
  ];

  const dayWidth = async (): Promise<number> => ((await boxOf(bar('b'))).x - (await boxOf(bar('a'))).x) / 2;
  const handle = async (task: string, grip: string): Promise<Locator> => {
    await bar(task).hover();
    const found = schedule.locator(`.bar[data-path="${task}"] [data-grip="${grip}"]`);
    await found.waitFor();
    return found;
  };
  const press = async (task: string, ...keys: string[]): Promise<void> => {
    await row(task).locator('.name').click();
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const choose = async (task: string, entry: string): Promise<void> => {
    await row(task).click({ button: 'right' });
    await schedule.locator('.menu-item', { hasText: entry }).first().click();
  };

  /** Brings every bar into view: gestures before may have scrolled the chart. */
  const showAll = async (): Promise<void> => {
    await schedule.locator('button', { hasText: /^Fit$/ }).click();
    for (const task of ['a', 'b', 'c'])
      await bar(task).evaluate(async (it) => {
        for (let last = NaN; ; ) {
          const { left } = it.getBoundingClientRect();
          if (left === last) break;
          last = left;
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        }
      });
  };

  for (const { name, title, expected, mouse, keyboard } of gestures) {
    for (const [by, run] of [
      ['mouse', mouse],
      ['keyboard', keyboard],
    ] as const) {
      if (!run) continue;
      it(`${name} a task by ${by}; one undo brings the text back`, async () => {
        await line(`title: ${title}`).filter({ hasNotText: expected }).waitFor();
        await showAll();
        await run();
        await line(`title: ${title}`).filter({ hasText: expected }).waitFor();
        await undo();
        await line(`title: ${title}`).filter({ hasNotText: expected }).waitFor();
      });
    }
  }

  const ordering: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'mouse',
      async () => {
        const [from, to] = [await boxOf(row('c').locator('.name')), await boxOf(row('b').locator('.name'))];
        await drag(row('c').locator('.name'), 0, to.y - from.y - from.height / 2 + 4);
      },
    ],
    ['keyboard', () => press('c', 'Shift+ArrowUp')],
  ];
  for (const [by, run] of ordering)
    it(`puts a task before another one by ${by}; one undo brings the text back`, async () => {
      const isSavedAs = (text: string): Promise<void> =>
        workbench.saveUntil(() => readFileSync(path.join(folder, 'gestures.plan.yaml'), 'utf8') === text);
      await run();
      await schedule.locator('.row[data-path="c"] ~ .row[data-path="b"]').waitFor({ state: 'attached' });
      const [b, c] = plan.split('\n').filter((it) => /^ {2}[bc]:/.test(it));
      await isSavedAs(plan.replace(`${b}\n${c}\n`, `${c}\n${b}\n`));
      await undo();
      await schedule.locator('.row[data-path="b"] ~ .row[data-path="c"]').waitFor({ state: 'attached' });
      await isSavedAs(plan);
    });

  it('takes titles and estimates in the cells', async () => {
    await row('c').locator('[data-column=estimate]').dblclick();
    await schedule.locator('.cell-editor').fill('3d');
    await workbench.page.keyboard.press('Enter');
    await line('title: Third').filter({ hasText: 'effort: 3d' }).waitFor();
    await undo();
    await line('title: Third').filter({ hasText: 'effort: 1d' }).waitFor();
  });

  it('says why something cannot be done', async () => {
    await row('b').locator('.name').click();
    await workbench.page.keyboard.press('l');
    await workbench.page.keyboard.press('ArrowUp');
    await workbench.page.keyboard.press('Enter');
    await schedule.locator('.notice', { hasText: 'would wait for each other' }).waitFor();
    await line('title: First').filter({ hasNotText: 'after' }).waitFor();
  });

  it('shows workload, board and network, the network placed in a worker', async () => {
    await schedule.getByRole('radio', { name: 'Workload' }).click();
    await schedule.getByRole('gridcell', { name: /^Ben, week of .* 60 %$/ }).waitFor();
    await schedule.getByRole('radio', { name: 'Board' }).click();
    await schedule.locator('.card[data-path="a"]').focus();
    await workbench.page.keyboard.press('Shift+ArrowRight');
    await line('title: First').filter({ hasText: 'status: doing' }).waitFor();
    await undo();
    await line('title: First').filter({ hasNotText: 'status' }).waitFor();
    await schedule.getByRole('radio', { name: 'Network' }).click();
    await schedule.locator('.node[data-path="b"]').waitFor();
    assert.equal(await schedule.locator('.arrow').count(), 1);
    await schedule.getByRole('radio', { name: 'Gantt' }).click();
    await bar('a').waitFor();
  });

  it('shows a scenario as ghosts', async () => {
    const compareWith = async (entry: string): Promise<void> => {
      await schedule.getByLabel('Compare with').first().click();
      await schedule.locator('.menu-item', { hasText: entry }).click();
    };
    await compareWith('Scenario bigger-team');
    await schedule.locator('.bar[data-path="b"] .ghost').waitFor();
    await compareWith('Compare with nothing');
    await schedule.locator('.ghost').first().waitFor({ state: 'detached' });
  });

  it('follows the plan that is active', async () => {
    await workbench.focusEditor();
    await workbench.openFile('other.plan.yaml');
    await row('z').waitFor();
    await workbench.openFile('gestures.plan.yaml');
    await row('a').waitFor();
  });

  it('is there again after the window was reloaded, with what was chosen', async () => {
    await schedule.getByRole('radio', { name: 'Board' }).click();
    await schedule.locator('.card').first().waitFor();
    await workbench.focusEditor();
    await workbench.command('Developer: Reload Window');
    await schedule.locator('.card[data-path="a"]').waitFor({ timeout: 30_000 });
    await schedule.getByRole('radio', { name: 'Gantt' }).click();
    await bar('a').waitFor();
  });

  it('is also a view in the panel area', async () => {
    await workbench.page.locator('.tab', { hasText: 'Schedule:' }).click({ button: 'middle' });
    await workbench.openFile('gestures.plan.yaml');
    await workbench.command('Focus on Schedule View');
    await bar('a').waitFor();
    await workbench.page
      .locator('.part.panel .title-label, .part.panel .composite', { hasText: 'Schedule' })
      .first()
      .waitFor();
  });

  it('keeps the page inside of its content security policy', () => assert.deepEqual(workbench.errors, []));
});
