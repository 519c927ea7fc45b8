import assert from 'node:assert/strict';
import { boxOf, pagesOf, type SchedulePage } from '../schedulePage';

const plan = `plan: Gestures
now: 2026-02-02
people: {ana: Ana, ben: Ben}
tasks:
  # The first of all.
  a: {title: First, effort: 2d, assign: ana}   # two days

  b:
    title: 'Second'
    effort: 4d
    assign: ben
    after: a
  c:
    title: Group
    tasks:
      d: {title: Inside, duration: 3d}
      e: {title: Next inside, duration: 1d, after: d}
  f: {title: Done already, effort: 1d, assign: ana, status: done, started: 2026-01-28, finished: 2026-01-28}
  g: {title: Ready, milestone: true, after: b}
`;

/** What a gesture does to the text: by mouse and by keyboard the same. */
interface Gesture {
  readonly name: string;
  readonly change: readonly [from: string, to: string];
  readonly mouse: (page: SchedulePage, day: number) => Promise<void>;
  readonly keyboard: (page: SchedulePage) => Promise<void>;
}

const gestures: readonly Gesture[] = [
  {
    name: 'moves a task',
    change: ['assign: ana}   # two', 'assign: ana, start: 2026-02-03}   # two'],
    mouse: (page, day) => page.drag(page.bar('a').locator('.body'), { x: day, y: 0 }),
    keyboard: async (page) => {
      await page.select('a');
      await page.press('Shift+ArrowRight');
    },
  },
  {
    name: 'resizes a task',
    change: ['effort: 2d', 'effort: 3d'],
    mouse: async (page, day) => page.drag(await page.handle('a', 'finish'), { x: day, y: 0 }),
    keyboard: async (page) => {
      await page.select('a');
      await page.press('Control+ArrowRight');
    },
  },
  {
    name: 'sets progress',
    change: ['    after: a\n', '    after: a\n    done: 50%\n    started: 2026-02-02\n'],
    mouse: async (page) => {
      const { width } = await boxOf(page.bar('b').locator('.body'));
      await page.drag(await page.handle('b', 'progress'), { x: width / 2, y: 0 });
    },
    keyboard: async (page) => {
      await page.select('b');
      await page.press('5');
    },
  },
  {
    name: 'makes a dependency',
    change: ['duration: 3d}', 'duration: 3d, after: a}'],
    mouse: async (page) =>
      page.dragTo(await page.handle('a', 'link-finish'), page.bar('c.d').locator('.body'), 'start'),
    keyboard: async (page) => {
      await page.select('a');
      await page.press('l');
      await page.row('c.d').waitFor();
      await page.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    },
  },
  {
    name: 'removes a dependency',
    change: ['duration: 1d, after: d}', 'duration: 1d}'],
    mouse: async (page) => {
      await page.clickLink('c.d', 'c.e');
      await page.press('Delete');
    },
    keyboard: async (page) => {
      await page.select('c.e');
      await page.press('k', 'Delete');
    },
  },
  {
    name: 'sets the status',
    change: ['assign: ana}   # two', 'assign: ana, status: doing, started: 2026-02-02}   # two'],
    mouse: (page) => page.choose('a', 'Doing'),
    keyboard: async (page) => {
      await page.select('a');
      await page.press('Space');
    },
  },
  {
    name: 'assigns somebody',
    change: ['duration: 3d}', 'duration: 3d, assign: ben}'],
    mouse: async (page) => {
      await page.choose('c.d', 'Assign…');
      await page.page.locator('.menu-item', { hasText: 'Ben' }).click();
    },
    keyboard: async (page) => {
      await page.select('c.d');
      await page.press('m');
      await page.page.locator('.menu-item').first().waitFor();
      await page.press('a');
      await page.page.locator('.menu-item:focus', { hasText: 'Assign' }).waitFor();
      await page.press('Enter');
      await page.page.locator('.menu-item', { hasText: 'Nobody' }).waitFor();
      await page.press('b', 'Enter');
    },
  },
  {
    name: 'renames a task',
    change: ["'Second'", "'Second of all'"],
    mouse: async (page) => {
      await page.choose('b', 'Edit…');
      await page.page.locator('.cell-editor').fill('Second of all');
      await page.press('Enter');
    },
    keyboard: async (page) => {
      await page.select('b');
      await page.press('F2', 'End');
      await page.page.keyboard.type(' of all');
      await page.press('Enter');
    },
  },
  {
    name: 'changes an estimate in its cell',
    change: ['effort: 4d', 'effort: 2.5d'],
    mouse: async (page) => {
      await page.row('b').locator('[data-column=estimate]').dblclick();
      await page.page.locator('.cell-editor').fill('2.5d');
      await page.row('a').locator('.name').click();
    },
    keyboard: async (page) => {
      await page.select('b');
      await page.press('F2', 'Tab');
      await page.page.locator('[data-column=estimate] .cell-editor:focus').waitFor();
      await page.page.keyboard.type('2.5d');
      await page.press('Enter');
    },
  },
  {
    name: 'puts a task before another one',
    change: [
      `      d: {title: Inside, duration: 3d}
      e: {title: Next inside, duration: 1d, after: d}
`,
      `      e: {title: Next inside, duration: 1d, after: d}
      d: {title: Inside, duration: 3d}
`,
    ],
    mouse: (page) => page.dragTo(page.row('c.e').locator('.name'), page.row('c.d').locator('.name'), 'top'),
    keyboard: async (page) => {
      await page.select('c.e');
      await page.press('Shift+ArrowUp');
    },
  },
];

describe('gestures in the chart', () => {
  const open = pagesOf();

  for (const { name, change, mouse, keyboard } of gestures) {
    const [from, to] = change;
    for (const [by, run] of [
      ['mouse', mouse],
      ['keyboard', keyboard],
    ] as const) {
      it(`${name} by ${by}, in one undo step`, async () => {
        const page = await open(plan);
        assert.ok(plan.includes(from));
        const day = await page.pixelsPerDay('a', 'b', 2);
        await run(page, day);
        await page.expectText(plan.replace(from, to));
        await page.press('Control+z');
        await page.expectText(plan, 0);
        await page.press('Control+y');
        await page.expectText(plan.replace(from, to));
      });
    }
  }

  it('puts a task into a summary by mouse, with the references to it', async () => {
    const page = await open(plan);
    await page.dragTo(page.row('b').locator('.name'), page.row('c').locator('.name'), 'bottom');
    await page.row('c.b').waitFor();
    assert.match(await page.text(), /tasks:\n {6}b:\n {8}title: 'Second'\n/);
    assert.equal(await page.undoSteps(), 1);
    await page.page.locator('.link[data-from="c.b"][data-to="g"]').waitFor();
  });

  it('puts a task into the one above by keyboard, and out of it again', async () => {
    const page = await open('tasks:\n  a: 1d\n  b:\n    title: B\n    effort: 1d\n  c: 2d\n');
    await page.select('c');
    await page.press('Alt+Shift+ArrowRight');
    await page.expectText('tasks:\n  a: 1d\n  b:\n    title: B\n    effort: 1d\n    tasks:\n      c: 2d\n');
    await page.row('b.c').and(page.page.locator(':focus')).waitFor();
    await page.press('Alt+Shift+ArrowLeft');
    await page.row('c').waitFor();
    assert.equal(await page.undoSteps(), 2);
  });

  it('takes keys that come faster than frames', async () => {
    const page = await open(plan);
    await page.select('a');
    await page.page.locator('.row.selected[data-path="a"]').waitFor();
    await page.delayFrames(600);
    // What a key opens has the keyboard when the next key comes, and what a key closes has it no more.
    await page.press('m', 'Escape', ' ');
    await page.expectText(
      plan.replace('assign: ana}   # two', 'assign: ana, status: doing, started: 2026-02-02}   # two'),
    );
    await page.press('F2');
    await page.page.keyboard.type('Start');
    await page.press('Enter', 'ArrowDown', 'F2');
    await page.page.keyboard.type('Then');
    await page.press('Enter');
    await page.page.waitForFunction(() => window.planHost.text.includes("title: 'Then'"));
    assert.match(await page.text(), /title: Start,/);
    await page.press('?', 'Escape', 'n');
    await page.page.keyboard.type('New');
    await page.press('Enter', 'm', 'Escape', 'ArrowUp', 'm', 'Escape', '5');
    await page.page.waitForFunction(
      () => /New/.test(window.planHost.text) && window.planHost.text.includes('done: 50%'),
    );
  });

  it('takes keys that come faster than schedules', async () => {
    const page = await open(plan);
    await page.select('a');
    await page.press('Control+ArrowRight', 'Control+ArrowRight', 'Control+ArrowRight', 'Space', 'Space');
    await page.expectText(
      plan.replace(
        'effort: 2d, assign: ana',
        'effort: 5d, assign: ana, status: done, started: 2026-02-02, finished: 2026-02-02',
      ),
      5,
    );
  });

  it('adds a task behind the selected one, and takes its name', async () => {
    const page = await open(plan);
    await page.select('c.d');
    await page.press('n');
    await page.page.locator('.cell-editor:focus').waitFor();
    await page.page.keyboard.type('Look at it');
    await page.press('Enter');
    await page.row('c.look-at-it').and(page.page.locator(':focus')).waitFor();
    await page.expectText(
      plan.replace('3d}\n', '3d}\n      look-at-it:\n        title: Look at it\n        effort: 1d\n'),
    );
  });

  it('removes a whole task by its menu', async () => {
    const page = await open(plan);
    await page.choose('c.d', 'Delete the task');
    await page.expectText(
      plan.replace('      d: {title: Inside, duration: 3d}\n', '').replace('duration: 1d, after: d', 'duration: 1d'),
    );
  });

  it('changes the type and the lag of a dependency', async () => {
    const page = await open(plan);
    await page.select('c.e');
    await page.press('k', 'm');
    await page.page.locator('.menu-item', { hasText: 'Start to start' }).click();
    await page.expectText(plan.replace('duration: 1d, after: d', 'duration: 1d, after: d SS'));
    await page.press('k', 'm');
    await page.page.locator('.menu-item', { hasText: 'Lag + 2d' }).click();
    await page.expectText(plan.replace('duration: 1d, after: d', 'duration: 1d, after: d SS + 2d'), 2);
  });

  it('makes every type of dependency by the ends of the bars', async () => {
    for (const [grip, at, written] of [
      ['link-start', 'start', 'a SS'],
      ['link-finish', 'end', 'a FF'],
      ['link-start', 'end', 'a SF'],
    ] as const) {
      const page = await open(plan);
      await page.dragTo(await page.handle('a', grip), page.bar('c.d').locator('.body'), at);
      await page.expectText(plan.replace('duration: 3d', `duration: 3d, after: ${written}`));
    }
  });

  it('shows what would come of it while dragging, and nothing after Escape', async () => {
    const page = await open(plan);
    const day = await page.pixelsPerDay('a', 'b', 2);
    await page.drag(page.bar('a').locator('.body'), { x: 7 * day, y: 0 }, { drop: false });
    const tip = page.page.locator('.drag-tip');
    await tip.locator('strong', { hasText: /Mon,? 9 Feb/ }).waitFor();
    await tip.getByText('finish 2026-02-09 → 2026-02-16 (+5d), 3 tasks move').waitFor();
    assert.equal(await page.page.locator('.would-be').count(), 3);
    await page.press('Escape');
    await tip.waitFor({ state: 'detached' });
    await page.page.mouse.up();
    await page.expectText(plan, 0);
    await page.page.locator('.would-be').first().waitFor({ state: 'detached' });
    assert.equal(await page.page.locator('.would-be').count(), 0);
  });

  it('says why something cannot be done, and leaves the text alone', async () => {
    const page = await open(plan);
    await page.dragTo(await page.handle('b', 'link-finish'), page.bar('a').locator('.body'), 'start');
    await page
      .notice()
      .getByText(/would wait for each other/)
      .waitFor();
    await page.expectText(plan, 0);
    await page.select('f');
    await page.press('Shift+ArrowRight');
    await page
      .notice()
      .getByText(/has started already/)
      .waitFor();
    await page.expectText(plan, 0);
  });

  it('says in which language a cell is written when it is not', async () => {
    const page = await open(plan);
    await page.row('b').locator('[data-column=estimate]').dblclick();
    await page.page.locator('.cell-editor').fill('soon');
    await page.press('Enter');
    await page.notice().waitFor();
    assert.match(await page.notice().innerText(), /soon/);
    await page.expectText(plan, 0);
  });

  it('leaves a cell as it was by Escape', async () => {
    const page = await open(plan);
    await page.select('b');
    await page.press('F2');
    await page.page.keyboard.type('x');
    await page.press('Escape');
    await page.row('b').and(page.page.locator(':focus')).waitFor();
    await page.expectText(plan, 0);
  });

  it('opens the text by a double click and by Enter, and the code by C', async () => {
    const page = await open(plan.replace('a: {', 'a: {code: src/a.ts, '));
    await page.bar('b').locator('.body').dblclick();
    await page.row('b').locator('.name').dblclick();
    await page.select('a');
    await page.press('Enter', 'c');
    await page.expectMessage('openCode', 'a');
    const told = (await page.received()).filter(({ type }) => type === 'open' || type === 'openCode');
    assert.deepEqual(told, [
      { type: 'open', path: 'b', line: 7 },
      { type: 'open', path: 'b', line: 7 },
      { type: 'open', path: 'a', line: 5 },
      { type: 'openCode', path: 'a' },
    ]);
  });
});
