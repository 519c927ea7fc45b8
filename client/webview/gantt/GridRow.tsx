import { Component, type VNode } from 'preact';
import { ROW_HEIGHT } from '../layout/bars';
import { isPlanRow } from '../layout/portfolio';
import type { GroupRow, TaskRow, VisibleRow } from '../layout/rows';
import type { RowGhost, Store } from '../state/store';
import { t } from '../strings';
import { CellEditor } from './CellEditor';
import { type Column, describe, isEditable, statusMarks, statusWord } from './columns';

interface GridRowProps {
  readonly store: Store;
  readonly visible: VisibleRow;
  readonly position: number;
  readonly ghosts: readonly RowGhost[] | undefined;
  readonly columns: readonly Column[];
  readonly isSelected: boolean;
  /** The one row that the tab key reaches. */
  readonly isStop: boolean;
  readonly editing: string | undefined;
  readonly drop: 'before' | 'inside' | undefined;
}

/** A row of the treegrid, with the same content as its bar; drawn anew only when something of it changed. */
export class GridRow extends Component<GridRowProps> {
  override shouldComponentUpdate(next: GridRowProps): boolean {
    const { props } = this;
    return (
      next.visible.kind !== props.visible.kind ||
      !isSame(next.visible, props.visible) ||
      next.position !== props.position ||
      next.columns !== props.columns ||
      next.ghosts !== props.ghosts ||
      next.isSelected !== props.isSelected ||
      next.isStop !== props.isStop ||
      next.editing !== props.editing ||
      next.drop !== props.drop
    );
  }

  override render(): VNode {
    const { visible } = this.props;
    return visible.kind === 'group' ? this.#group(visible) : this.#task(visible);
  }

  #task(visible: TaskRow): VNode {
    const { store, position, columns, isSelected, isStop, drop, ghosts } = this.props;
    const { row, hasChildren, isExpanded, depth, isContext } = visible;
    const classes = [
      'row',
      row.kind,
      row.status,
      row.critical && 'critical',
      row.isLate && 'late',
      isContext && 'context',
      isSelected && 'selected',
      drop && `drop-${drop}`,
    ];
    return (
      <div
        class={classes.filter(Boolean).join(' ')}
        role="row"
        aria-level={depth + 1}
        aria-rowindex={position + 2}
        aria-selected={isSelected}
        aria-expanded={hasChildren ? isExpanded : undefined}
        tabIndex={isStop ? 0 : -1}
        data-path={row.path}
        data-position={position}
        style={{ top: `${position * ROW_HEIGHT}px` }}
        title={describe(row, store.formats, ghosts).join('\n')}
      >
        {columns.map((column) => this.#cell(visible, column))}
      </div>
    );
  }

  #cell(visible: TaskRow, column: Column): VNode {
    const { store, editing } = this.props;
    const { row } = visible;
    return (
      <div
        key={column.id}
        class={`cell ${column.id.split(':')[0]}${column.align ? ' end' : ''}`}
        role="gridcell"
        aria-readonly={!isEditable(column, row)}
        data-column={column.id}
        style={{ width: `${column.width}px` }}
      >
        {editing === column.id ? (
          <CellEditor store={store} row={row} column={column} columns={this.props.columns} />
        ) : column.id === 'title' ? (
          <TitleParts visible={visible} />
        ) : (
          column.text(row, store)
        )}
      </div>
    );
  }

  #group({ key, title, count, isExpanded }: GroupRow): VNode {
    const { position, isSelected, isStop } = this.props;
    return (
      <div
        class={`row group${isSelected ? ' selected' : ''}`}
        role="row"
        aria-level={1}
        aria-rowindex={position + 2}
        aria-selected={isSelected}
        aria-expanded={isExpanded}
        tabIndex={isStop ? 0 : -1}
        data-path={key}
        data-position={position}
        style={{ top: `${position * ROW_HEIGHT}px` }}
      >
        <div class="cell title" role="gridcell">
          <span class="twisty" aria-hidden="true">
            {isExpanded ? '▾' : '▸'}
          </span>
          <span class="name" dir="auto">
            {title}
          </span>
          <span class="count">{count}</span>
        </div>
      </div>
    );
  }
}

function TitleParts({ visible: { row, hasChildren, isExpanded, depth } }: { visible: TaskRow }): VNode {
  return (
    <>
      <span class="indent" style={{ width: `${depth * 14}px` }} />
      <span class={hasChildren ? 'twisty' : 'twisty none'} aria-hidden="true">
        {hasChildren ? (isExpanded ? '▾' : '▸') : ''}
      </span>
      {isPlanRow(row) && (
        <span class="mark" role="img" aria-label={t('Included plan')}>
          ▤
        </span>
      )}
      {row.kind !== 'summary' && (
        <span class="mark" role="img" aria-label={statusWord(row.status)}>
          {row.kind === 'milestone' ? '◆' : statusMarks[row.status]}
        </span>
      )}
      <span class="name" dir="auto">
        {row.title}
      </span>
      {row.problem && (
        <span class={`problem ${row.problem.severity}`} role="img" aria-label={t('Problem: {0}', row.problem.message)}>
          ⚠
        </span>
      )}
    </>
  );
}

function isSame(a: VisibleRow, b: VisibleRow): boolean {
  if (a.kind === 'group' || b.kind === 'group')
    return (
      a.kind === b.kind &&
      a.key === b.key &&
      'count' in a &&
      'count' in b &&
      a.count === b.count &&
      a.isExpanded === b.isExpanded
    );
  return (
    a.row === b.row &&
    a.key === b.key &&
    a.depth === b.depth &&
    a.hasChildren === b.hasChildren &&
    a.isExpanded === b.isExpanded &&
    a.isContext === b.isContext
  );
}
