import { Component, type VNode } from 'preact';
import type { ScheduleRow } from '../../../server/protocol/schedule';
import { hasGrip } from '../input/drag';
import type { BarBox } from '../layout/arrows';
import { BAR_HEIGHT, boxOf, isPoint, middleOf } from '../layout/bars';
import { isPlanRow } from '../layout/portfolio';
import { type Scale, xOf } from '../layout/scale';
import type { RowGhost } from '../state/store';
import { differ } from '../widgets/differ';

/** Below the bar there is room for the ghosts of all comparisons, one below the other; in pixels. */
const GHOSTS_HEIGHT = 6;
/** Colours of ghosts. */
const GHOST_COLORS = 4;

interface BarProps {
  readonly row: ScheduleRow;
  readonly position: number;
  readonly scale: Scale;
  readonly isExpanded: boolean;
  readonly isSelected: boolean;
  /** Whether the handles are shown. */
  readonly isHot: boolean;
  /** Where the same task is in what the plan is compared with. */
  readonly ghosts: readonly RowGhost[] | undefined;
  /** With how many things the plan is compared. */
  readonly comparisons: number;
}

/** A task in the chart; drawn anew only when something of it changed. */
export class Bar extends Component<BarProps> {
  override shouldComponentUpdate(next: BarProps): boolean {
    return differ<BarProps>(next, this.props);
  }

  override render(): VNode | null {
    const { row, position, scale, isExpanded, isSelected, isHot, ghosts, comparisons } = this.props;
    const box = boxOf(row, position, scale);
    if (!box) return <Unscheduled row={row} position={position} />;
    const classes = ['bar', row.kind, row.status, row.critical && 'critical', row.isLate && 'late'];
    if (isSelected) classes.push('selected');
    const until = row.slackUntil === null ? box.right : Math.max(box.right, xOf(scale, row.slackUntil));
    const deadline = row.deadline === null ? undefined : xOf(scale, row.deadline);
    const isBracket = row.kind === 'summary' && isExpanded;
    const isNear = deadline !== undefined && deadline > until - 6 && deadline < until + 12;
    const label = row.kind === 'milestone' ? row.title : isBracket ? '' : row.who.join(', ');
    return (
      <g class={classes.filter(Boolean).join(' ')} data-path={row.path}>
        {ghosts?.map((ghost) => (
          <Ghost
            key={ghost.place}
            ghost={ghost}
            height={GHOSTS_HEIGHT / comparisons}
            row={row}
            position={position}
            scale={scale}
          />
        ))}
        {until > box.right + 1 && (
          <>
            <line class="slack" x1={box.right} x2={until} y1={box.y} y2={box.y} />
            <line class="slack-end" x1={until} x2={until} y1={box.y - 3} y2={box.y + 3} />
          </>
        )}
        {isPoint(row) ? (
          <path class="body" d={diamond(box)} data-grip="body" />
        ) : isBracket ? (
          <path class="body" d={bracket(box)} />
        ) : (
          <TaskBar row={row} box={box} scale={scale} />
        )}
        {deadline !== undefined && (
          <path
            class={row.isLate ? 'deadline late' : 'deadline'}
            d={`M${deadline},${box.y - 9}V${box.y + 9}M${deadline - 4},${box.y - 9}H${deadline + 4}L${deadline},${box.y - 3}Z`}
          />
        )}
        {label && (
          <text
            class="label"
            x={(isNear && deadline !== undefined ? deadline + 4 : until) + (isHot ? 18 : 8)}
            y={box.y}
            dominant-baseline="central"
          >
            {shortened(label, 60)}
          </text>
        )}
        {isHot && !isPlanRow(row) && <Handles row={row} box={box} />}
      </g>
    );
  }
}

function TaskBar({ row, box, scale }: { row: ScheduleRow; box: BarBox; scale: Scale }): VNode {
  const width = box.right - box.left;
  const shape = { y: box.y - BAR_HEIGHT / 2, height: BAR_HEIGHT };
  const rx = Math.min(3, width / 2);
  const { segments } = row;
  if (!segments)
    return (
      <>
        <rect class="body" {...shape} x={box.left} width={width} rx={rx} data-grip="body" />
        {row.done > 0 && (
          <rect class="progress" {...shape} x={box.left} width={Math.max(1, (width * row.done) / 100)} rx={rx} />
        )}
        <rect class="outline" {...shape} x={box.left} width={width} rx={rx} />
      </>
    );
  const doneUntil = box.left + (width * row.done) / 100;
  return (
    <>
      <line class="interruption" x1={box.left} x2={box.right} y1={box.y} y2={box.y} />
      {segments.map(([start, finish]) => {
        const left = xOf(scale, start);
        const right = Math.max(left + 2, xOf(scale, finish));
        const part = { ...shape, x: left, width: right - left, rx: Math.min(3, (right - left) / 2) };
        return (
          <g key={start}>
            <rect class="body" {...part} data-grip="body" />
            {doneUntil > left && <rect class="progress" {...part} width={Math.min(right, doneUntil) - left} />}
            <rect class="outline" {...part} />
          </g>
        );
      })}
    </>
  );
}

/** What a bar can be taken hold of at. */
function Handles({ row, box }: { row: ScheduleRow; box: BarBox }): VNode {
  const doneAt = box.left + ((box.right - box.left) * row.done) / 100;
  const bottom = box.y + BAR_HEIGHT / 2;
  return (
    <g class="handles">
      {hasGrip(row, 'finish') && (
        <rect
          class="handle finish"
          data-grip="finish"
          x={box.right - 4}
          y={box.y - BAR_HEIGHT / 2 - 2}
          width={9}
          height={BAR_HEIGHT + 4}
        />
      )}
      {hasGrip(row, 'progress') && (
        <path
          class="handle progress"
          data-grip="progress"
          d={`M${doneAt},${bottom - 5}L${doneAt + 5},${bottom + 3}H${doneAt - 5}Z`}
        />
      )}
      <circle class="handle link" data-grip="link-start" cx={box.left - 9} cy={box.y} r={4} />
      <circle class="handle link" data-grip="link-finish" cx={box.right + 10} cy={box.y} r={4} />
    </g>
  );
}

function Ghost({
  ghost,
  height,
  row,
  position,
  scale,
}: {
  ghost: RowGhost;
  height: number;
  row: ScheduleRow;
  position: number;
  scale: Scale;
}): VNode | null {
  const there = { ...row, start: ghost.start, finish: ghost.finish };
  const box = boxOf(there, position, scale);
  if (!box) return null;
  const name = `ghost ${ghostColor(ghost.place)}`;
  if (isPoint(there)) return <path class={name} d={diamond(box)} />;
  return (
    <rect
      class={name}
      x={box.left}
      y={box.y + BAR_HEIGHT / 2 - 1 + ghost.place * height}
      width={Math.max(2, box.right - box.left)}
      height={Math.max(1.5, height - 0.5)}
      rx={Math.min(2, height / 2)}
    />
  );
}

/** The class that gives the ghosts of a comparison their colour. */
export function ghostColor(place: number): string {
  return `compared-${place % GHOST_COLORS}`;
}

/** A task without dates says so where one would look for it. */
function Unscheduled({ row, position }: { row: ScheduleRow; position: number }): VNode | null {
  if (row.status === 'dropped' || row.kind === 'summary' || !row.problem) return null;
  return (
    <g class="bar unscheduled" data-path={row.path}>
      <text class="label" x={12} y={middleOf(position)} dominant-baseline="central">
        {shortened(`⚠ ${row.problem.message}`, 100)}
      </text>
    </g>
  );
}

export function diamond({ left, right, y }: BarBox): string {
  const x = (left + right) / 2;
  const size = BAR_HEIGHT / 2;
  return `M${x},${y - size}L${x + size},${y}L${x},${y + size}L${x - size},${y}Z`;
}

function bracket({ left, right, y }: BarBox): string {
  const foot = Math.min(6, (right - left) / 2);
  return `M${left},${y - 5}H${right}V${y + 5}L${right - foot},${y}H${left + foot}L${left},${y + 5}Z`;
}

export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
