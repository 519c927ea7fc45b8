import { Component, type VNode } from 'preact';
import type { ScheduleLink, ScheduleRow, ScheduleView } from '../../../server/protocol/schedule';
import { arrowPath } from '../layout/arrows';
import { boxOf, ROW_HEIGHT } from '../layout/bars';
import { type Scale, xOf } from '../layout/scale';
import { differ } from '../widgets/differ';

/** What is visible of the chart, in its own coordinates: rows [first, last), pixels [left, right). */
export interface Window {
  readonly first: number;
  readonly last: number;
  readonly left: number;
  readonly right: number;
}

interface ArrowsProps {
  readonly view: ScheduleView;
  readonly positions: Int32Array;
  readonly scale: Scale;
  readonly window: Window;
  readonly selected: { readonly from: string; readonly to: string } | undefined;
}

/** The dependencies of which something is in sight; the critical ones lie on top. */
export function Arrows({ view, positions, scale, window, selected }: ArrowsProps): VNode {
  const usual: VNode[] = [];
  const critical: VNode[] = [];
  for (const link of view.links) {
    const [a, b] = [positions[link.from], positions[link.to]];
    if (a === b || a < 0 || b < 0 || Math.max(a, b) < window.first || Math.min(a, b) >= window.last) continue;
    const [from, to] = [view.rows[link.from], view.rows[link.to]];
    if (from.start === null || from.finish === null || to.start === null || to.finish === null) continue;
    const [low, high] = [Math.min(from.start, to.start), Math.max(from.finish, to.finish)];
    if (xOf(scale, high) < window.left - 60 || xOf(scale, low) > window.right + 60) continue;
    const isSelected = selected !== undefined && selected.from === from.path && selected.to === to.path;
    (link.critical || isSelected ? critical : usual).push(
      <Arrow
        key={`${link.from}>${link.to}${link.type}`}
        link={link}
        from={from}
        to={to}
        a={a}
        b={b}
        scale={scale}
        isSelected={isSelected}
      />,
    );
  }
  return (
    <g class="arrows">
      {usual}
      {critical}
    </g>
  );
}

interface ArrowProps {
  readonly link: ScheduleLink;
  readonly from: ScheduleRow;
  readonly to: ScheduleRow;
  readonly a: number;
  readonly b: number;
  readonly scale: Scale;
  readonly isSelected: boolean;
}

class Arrow extends Component<ArrowProps> {
  override shouldComponentUpdate(next: ArrowProps): boolean {
    return differ<ArrowProps>(next, this.props);
  }

  override render(): VNode | null {
    const { link, from, to, a, b, scale, isSelected } = this.props;
    const [first, second] = [boxOf(from, a, scale), boxOf(to, b, scale)];
    if (!first || !second) return null;
    const d = arrowPath(first, second, link.type, ROW_HEIGHT);
    const kind = isSelected ? ' selected' : link.critical ? ' critical' : '';
    const tip = isSelected ? 'tip-selected' : link.critical ? 'tip-critical' : 'tip';
    return (
      <g class={`link${kind}`} data-from={from.path} data-to={to.path}>
        <path class="arrow-touch" d={d} />
        <path class={`arrow${kind}`} d={d} marker-end={`url(#${tip})`} />
      </g>
    );
  }
}

/** The tips of the arrows. */
export function Tips(): VNode {
  return (
    <defs>
      {['tip', 'tip-critical', 'tip-selected'].map((id) => (
        <marker
          key={id}
          id={id}
          class={id}
          viewBox="0 0 6 6"
          refX={5.5}
          refY={3}
          markerWidth={6}
          markerHeight={6}
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0,0L6,3L0,6Z" />
        </marker>
      ))}
    </defs>
  );
}
