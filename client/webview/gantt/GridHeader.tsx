import type { VNode } from 'preact';
import type { Store } from '../state/store';
import { t } from '../strings';
import type { Column } from './columns';
import { Splitter } from './Splitter';

/** The titles of the columns, and the edges by which they are made wider. */
export function GridHeader({
  columns,
  width,
  store,
}: {
  columns: readonly Column[];
  width: number;
  store: Store;
}): VNode {
  const resize = (id: string, by: number): void =>
    store.choose({
      columns: store.choices.columns.map((it) =>
        it.id === id.split(':')[0] ? { ...it, width: Math.max(40, it.width + by) } : it,
      ),
      // The others keep their room.
      gridWidth: width + by,
    });
  return (
    <div class="grid-header" style={{ width: `${width}px` }}>
      {columns.map(({ id, title, width: columnWidth, align }) => (
        <div
          key={id}
          class={`cell ${id.split(':')[0]}${align ? ' end' : ''}`}
          title={title}
          aria-hidden="true"
          style={{ width: `${columnWidth}px` }}
        >
          {title}
          {id !== 'title' && <ColumnEdge onDrag={(by) => resize(id, by)} />}
        </div>
      ))}
      <Splitter
        label={t('Width of the table')}
        value={width}
        onChange={(gridWidth) => store.choose({ gridWidth: Math.max(120, gridWidth) })}
      />
    </div>
  );
}

/** The right edge of a column's title. */
function ColumnEdge({ onDrag }: { onDrag: (by: number) => void }): VNode {
  let last: number | undefined;
  return (
    <span
      class="column-edge"
      onPointerDown={(event) => {
        last = event.clientX;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.buttons !== 1 || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
        onDrag(event.movementX || (last === undefined ? 0 : event.clientX - last));
        last = event.clientX;
      }}
    />
  );
}
