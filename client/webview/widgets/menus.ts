import type { PlanEdit } from '../../../server/protocol/edits';
import type { LinkType, ScheduleRow } from '../../../server/protocol/schedule';
import type { PageCommand } from '../../../server/protocol/webview';
import { allColumns, alternativeTitle } from '../gantt/columns';
import type { Command } from '../input/keyboard';
import { isPlanRow, planOf } from '../layout/portfolio';
import { usualColumns } from '../state/saved';
import type { Overlay, Store } from '../state/store';
import { t } from '../strings';

/** An entry of a menu; what is checked says so. */
export interface MenuItem {
  readonly label: string;
  readonly keys?: string;
  readonly isChecked?: boolean;
  readonly run: () => void;
}

/** Entries, with a line between groups. */
export type MenuGroups = readonly (readonly MenuItem[])[];

export type MenuName = Extract<Overlay, { kind: 'menu' }>['name'];

/** What the page can export; handed in because it draws. */
export interface PageActions {
  readonly run: (command: Command) => void;
  readonly exportPicture: (format: 'svg' | 'png' | 'print') => void;
}

/** What a menu offers now. */
export function menuOf(name: MenuName, store: Store, actions: PageActions): MenuGroups {
  const row = store.row(store.selected);
  switch (name) {
    case 'task':
      return row ? taskMenu(store, row, actions) : [];
    case 'assign':
      return row ? assignMenu(store, row) : [];
    case 'link':
      return linkMenu(store);
    case 'columns':
      return columnsMenu(store);
    case 'compare':
      return compareMenu(store);
    case 'page':
      return pageMenu(store, actions);
  }
}

function taskMenu(store: Store, row: ScheduleRow, { run }: PageActions): MenuGroups {
  const item = (label: string, command: Command, keys?: string): MenuItem => ({
    label,
    ...(keys === undefined ? {} : { keys }),
    run: () => run(command),
  });
  const edit = (change: PlanEdit): void => void store.edit(change);
  const { view, overlay } = store;
  const at = overlay?.kind === 'menu' ? { x: overlay.x, y: overlay.y } : { x: 0, y: 0 };
  const index = store.indexOf(row.path);
  const links = view?.links.filter(({ from, to }) => from === index || to === index) ?? [];
  const isLeaf = row.kind !== 'summary';
  const newTask = (): void => {
    const { position } = store;
    const depth = (store.visibleTask(position)?.depth ?? 0) + 1;
    store.beginDraft({ place: { parent: row.path }, position: position + 1, depth });
  };
  if (isPlanRow(row))
    return [[item(t('Open the plan'), 'open', 'Enter')], [{ label: t('New task inside'), keys: 'N', run: newTask }]];
  return [
    [
      item(t('Open in the plan'), 'open', 'Enter'),
      ...(row.code.length > 0 ? [item(t('Open its code'), 'open-code', 'C')] : []),
      ...(row.isLate
        ? [{ label: t('Ways out of the missed deadline…'), run: () => post(store, 'waysOut', row.path) }]
        : []),
    ],
    isLeaf
      ? (view ? planOf(view, row).statuses : []).map(({ id, title }) => ({
          label: title,
          isChecked: row.statusId === id,
          run: () => edit({ kind: 'setStatus', task: row.path, status: id }),
        }))
      : [],
    [
      item(t('Edit…'), 'rename', 'F2'),
      ...(isLeaf ? [{ label: t('Assign…'), run: () => store.open({ kind: 'menu', name: 'assign', ...at }) }] : []),
      item(t('Begin a dependency here'), 'link', 'L'),
      ...(row.start === null || !isLeaf
        ? []
        : [
            {
              label: t('Let it start when it can'),
              run: () => edit({ kind: 'setField', task: row.path, key: 'start', value: null }),
            },
          ]),
    ],
    [
      item(t('New task below'), 'add-task', 'N'),
      { label: t('New task inside'), run: newTask },
      item(t('Move up'), 'move-up', 'Shift+↑'),
      item(t('Move down'), 'move-down', 'Shift+↓'),
      item(t('Into the task above'), 'indent', 'Alt+Shift+→'),
      item(t('Out of its summary'), 'outdent', 'Alt+Shift+←'),
    ],
    links.map(({ from, to, label }) => {
      const other = view?.rows[from === index ? to : from];
      const title = `${other?.title ?? ''}${label ? ` (${label})` : ''}`;
      return {
        label:
          from === index ? t('Remove the dependency of {0} on it', title) : t('Remove its dependency on {0}', title),
        run: () => edit({ kind: 'unlink', from: view?.rows[from].path ?? '', to: view?.rows[to].path ?? '' }),
      };
    }),
    [{ label: t('Delete the task'), run: () => edit({ kind: 'removeTask', task: row.path }) }],
  ].filter((group) => group.length > 0);
}

function assignMenu(store: Store, row: ScheduleRow): MenuGroups {
  const idOf = (use: string): string => use.split(/\s/)[0];
  const people = store.view ? planOf(store.view, row).people.filter(({ kind }) => kind !== 'material') : [];
  return [
    people.map(({ id, name }) => {
      const isChecked = row.assigned.some((use) => idOf(use) === id);
      const who = isChecked ? row.assigned.filter((use) => idOf(use) !== id) : [...row.assigned, id];
      return { label: name, isChecked, run: () => void store.edit({ kind: 'assign', task: row.path, who }) };
    }),
    [{ label: t('Nobody'), run: () => void store.edit({ kind: 'assign', task: row.path, who: [] }) }],
  ];
}

function linkMenu(store: Store): MenuGroups {
  const { view, selectedLink } = store;
  const link = view?.links.find(
    ({ from, to }) => view.rows[from].path === selectedLink?.from && view.rows[to].path === selectedLink.to,
  );
  if (!link || !selectedLink) return [];
  const names: Readonly<Record<LinkType, string>> = {
    FS: t('Finish to start'),
    SS: t('Start to start'),
    FF: t('Finish to finish'),
    SF: t('Start to finish'),
  };
  const change = (type: LinkType, lag: string): void => {
    void store.edit({ kind: 'link', ...selectedLink, type, lag });
  };
  return [
    (Object.keys(names) as LinkType[]).map((type) => ({
      label: names[type],
      isChecked: link.type === type,
      run: () => change(type, link.lag),
    })),
    ['', '+ 1d', '+ 2d', '+ 1w', '- 1d'].map((lag) => ({
      label: lag === '' ? t('No lag') : lag.startsWith('-') ? t('Lead {0}', lag) : t('Lag {0}', lag),
      isChecked: link.lag === lag,
      run: () => change(link.type, lag),
    })),
    [
      {
        label: t('Remove the dependency'),
        keys: 'Delete',
        run: () => void store.edit({ kind: 'unlink', ...selectedLink }),
      },
    ],
  ];
}

function columnsMenu(store: Store): MenuGroups {
  const { columns } = store.choices;
  return [
    allColumns()
      .filter(({ id }) => id !== 'title')
      .map(({ id, title, width }) => {
        const isChecked = columns.some((it) => it.id === id);
        return {
          label: title,
          isChecked,
          run: () => {
            const next = isChecked ? columns.filter((it) => it.id !== id) : [...columns, { id, width }];
            // A new column is seen at once.
            const gridWidth = isChecked ? null : next.reduce((sum, it) => sum + it.width, 1);
            store.choose({ columns: next, gridWidth });
          },
        };
      }),
    [{ label: t('The usual columns'), run: () => store.choose({ columns: usualColumns, gridWidth: null }) }],
  ];
}

function compareMenu(store: Store): MenuGroups {
  const { compareWith } = store.choices;
  return [
    (store.view?.alternatives ?? []).map((alternative) => ({
      label: alternativeTitle(alternative),
      isChecked: store.isComparedWith(alternative),
      run: () => store.toggleComparison(alternative),
    })),
    ...(compareWith.length > 0
      ? [[{ label: t('Compare with nothing'), run: () => store.choose({ compareWith: [] }) }]]
      : []),
  ];
}

function pageMenu(store: Store, { run, exportPicture }: PageActions): MenuGroups {
  const { mode } = store.choices;
  const { overlay } = store;
  const at = overlay?.kind === 'menu' ? { x: overlay.x, y: overlay.y } : { x: 0, y: 0 };
  return [
    ...(mode === 'gantt'
      ? [
          [
            { label: t('Columns…'), run: () => store.open({ kind: 'menu', name: 'columns', ...at }) },
            { label: t('Open all summaries'), keys: '*', run: () => run('expand-all') },
            { label: t('Close all summaries'), run: () => run('collapse-all') },
          ],
        ]
      : []),
    [
      { label: t('Export as SVG…'), run: () => exportPicture('svg') },
      { label: t('Export as PNG…'), run: () => exportPicture('png') },
      { label: t('Print…'), run: () => exportPicture('print') },
    ],
    [
      { label: t('Optimize Schedule…'), run: () => post(store, 'optimize') },
      { label: t('Compare Scenarios and Baselines…'), run: () => post(store, 'compare') },
      { label: t('Ways Out of a Missed Deadline…'), run: () => post(store, 'waysOut') },
    ],
    [
      { label: t('Undo'), keys: 'Ctrl+Z', run: () => run('undo') },
      { label: t('Redo'), keys: 'Ctrl+Y', run: () => run('redo') },
      { label: t('Keys'), keys: '?', run: () => run('keys') },
    ],
  ];
}

function post(store: Store, command: PageCommand, task?: string): void {
  store.host.post({ type: 'command', command, ...(task === undefined ? {} : { task }) });
}
