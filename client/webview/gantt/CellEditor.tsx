import type { VNode } from 'preact';
import type { ScheduleRow } from '../../../server/protocol/schedule';
import type { Store } from '../state/store';
import { type Column, isEditable } from './columns';

interface CellEditorProps {
  readonly store: Store;
  readonly row: ScheduleRow;
  readonly column: Column;
  readonly columns: readonly Column[];
}

/** Takes a new text for a cell: Enter keeps it, Tab goes on to the next cell, Escape leaves everything as it was. */
export function CellEditor({ store, row, column, columns }: CellEditorProps): VNode {
  const before = column.cell?.text(row) ?? '';
  let isOver = false;
  const finish = (text: string | undefined, next?: string): void => {
    if (isOver) return;
    isOver = true;
    store.cell = next === undefined ? undefined : { path: row.path, column: next };
    store.focus = next === undefined ? 'row' : 'cell';
    if (text !== undefined && text.trim() !== before && column.cell)
      void store.edit(column.cell.edit(row, text.trim()));
    store.changed();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const { value } = event.currentTarget as HTMLInputElement;
    if (event.key === 'Escape') finish(undefined);
    else if (event.key === 'Enter') finish(value);
    else if (event.key === 'Tab') {
      const cells = columns.filter((it) => isEditable(it, row));
      const at = cells.findIndex(({ id }) => id === column.id) + (event.shiftKey ? -1 : 1);
      finish(value, cells[at]?.id);
    } else return;
    event.preventDefault();
  };
  return (
    <input
      class="cell-editor"
      defaultValue={before}
      aria-label={`${column.title}: ${row.title}`}
      dir="auto"
      onKeyDown={onKeyDown}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  );
}
