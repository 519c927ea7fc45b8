import type { VNode } from 'preact';
import type { ScheduleRow, ScheduleView } from '../../../server/protocol/schedule';
import { parentOf } from '../../../server/protocol/taskPath';
import { shortened } from '../gantt/Bar';
import { boardColumns } from '../layout/board';
import type { Store } from '../state/store';
import { t } from '../strings';
import { cardFinish } from '../views/card';
import { Paper } from './Paper';

const COLUMN = 240;
const HEAD = 34;
const CARD = 68;

/** All cards of the board. */
export function BoardPicture({ store, view }: { store: Store; view: ScheduleView }): VNode {
  const columns = boardColumns(view, store.choices);
  const most = Math.max(0, ...columns.map(({ cards }) => cards.length));
  return (
    <Paper
      store={store}
      view={view}
      width={Math.max(400, columns.length * COLUMN + 10)}
      height={HEAD + most * CARD + 10}
    >
      {columns.map(({ status, cards }, column) => (
        <g key={status.id} transform={`translate(${10 + column * COLUMN},0)`}>
          <text class="picture-group" x={2} y={18}>
            {`${status.title} (${cards.length})`}
          </text>
          {cards.map((row, i) => (
            <Card key={row.path} row={row} store={store} y={HEAD + i * CARD} />
          ))}
        </g>
      ))}
    </Paper>
  );
}

function Card({ row, store, y }: { row: ScheduleRow; store: Store; y: number }): VNode {
  const finish = row.finish === null ? t('Not scheduled') : store.formats.short(row.finish, store.now);
  const lines = [
    `${row.kind === 'milestone' ? '◆ ' : ''}${row.title}`,
    store.row(parentOf(row.path) ?? undefined)?.title ?? '',
    [cardFinish(row, finish), row.who.join(', ')].filter(Boolean).join(' · '),
  ];
  return (
    <g transform={`translate(0,${y})`}>
      <rect class={`picture-card${row.critical ? ' critical' : ''}`} width={COLUMN - 12} height={CARD - 8} rx={4} />
      {lines.map((text, line) => (
        <text key={line} class={line === 1 ? 'picture-head' : 'picture-cell'} x={10} y={18 + line * 17}>
          {shortened(text, 34)}
        </text>
      ))}
    </g>
  );
}
