import type { ScheduleRow, ScheduleView } from '../../../server/protocol/schedule';
import { arrowPath, type BarBox } from '../layout/arrows';
import type { VisibleRow } from '../layout/rows';
import { type Scale, type Tick, xOf } from '../layout/scale';
import { svg, svgText } from './svg';

/** What is visible of the chart, in its own coordinates: rows [first, last), pixels [left, right). */
export interface Window {
  readonly first: number;
  readonly last: number;
  readonly left: number;
  readonly right: number;
}

export interface ChartInput {
  readonly view: ScheduleView;
  readonly rows: readonly VisibleRow[];
  readonly positions: Int32Array;
  readonly scale: Scale;
  readonly rowHeight: number;
  readonly window: Window;
  readonly minor: readonly Tick[];
  readonly major: readonly Tick[];
  readonly showLines: boolean;
  readonly selected: string | undefined;
}

const BAR_HEIGHT = 14;
const MIN_WIDTH = 3;

/** Draws what lies in the window: the calendar behind, arrows, bars, and the line of the status date. */
export function drawChart(input: ChartInput): SVGElement[] {
  return [...background(input), arrows(input), bars(input), nowLine(input)];
}

function middleOf(position: number, rowHeight: number): number {
  return position * rowHeight + rowHeight / 2;
}

function background({
  view,
  scale,
  window,
  rowHeight,
  minor,
  major,
  showLines,
  rows,
  selected,
}: ChartInput): SVGElement[] {
  const top = window.first * rowHeight;
  const height = (window.last - window.first) * rowHeight;
  const off = svg('g', { class: 'off' });
  // Weekends a pixel wide would only be noise.
  if (scale.pixelsPerDay >= 2) {
    for (const [start, end] of view.daysOff) {
      const [x, right] = [xOf(scale, start), xOf(scale, end)];
      if (right > window.left && x < window.right) off.append(svg('rect', { x, y: top, width: right - x, height }));
    }
  }
  const lines = svg('g', { class: 'lines' });
  const rule = (tick: Tick, kind: string): void => {
    const x = Math.round(xOf(scale, tick.minute)) + 0.5;
    lines.append(svg('line', { class: kind, x1: x, x2: x, y1: top, y2: top + height }));
  };
  if (showLines) for (const tick of minor) rule(tick, 'minor');
  for (const tick of major) rule(tick, 'major');
  const highlight = svg('g', {});
  for (let i = window.first; i < window.last; i++) {
    if (rows[i]?.row.path === selected) {
      highlight.append(
        svg('rect', {
          class: 'selected',
          x: window.left,
          y: i * rowHeight,
          width: window.right - window.left,
          height: rowHeight,
        }),
      );
    }
  }
  return [off, lines, highlight];
}

function boxOf(row: ScheduleRow, position: number, scale: Scale, rowHeight: number): BarBox | undefined {
  if (row.start === null || row.finish === null) return undefined;
  const left = xOf(scale, row.start);
  const isPoint = row.kind === 'milestone' || row.start === row.finish;
  const right = isPoint ? left : Math.max(xOf(scale, row.finish), left + MIN_WIDTH);
  const y = middleOf(position, rowHeight);
  return isPoint ? { left: left - BAR_HEIGHT / 2, right: left + BAR_HEIGHT / 2, y } : { left, right, y };
}

function arrows({ view, positions, scale, rowHeight, window }: ChartInput): SVGElement {
  const group = svg('g', { class: 'arrows', 'aria-hidden': 'true' });
  const critical: SVGElement[] = [];
  for (const link of view.links) {
    const [a, b] = [positions[link.from], positions[link.to]];
    if (a === b || Math.max(a, b) < window.first || Math.min(a, b) >= window.last) continue;
    const [from, to] = [
      boxOf(view.rows[link.from], a, scale, rowHeight),
      boxOf(view.rows[link.to], b, scale, rowHeight),
    ];
    if (!from || !to) continue;
    if (Math.max(from.right, to.right) < window.left - 40 || Math.min(from.left, to.left) > window.right + 40) continue;
    const path = svg('path', {
      class: link.critical ? 'arrow critical' : 'arrow',
      d: arrowPath(from, to, link.type, rowHeight),
      'marker-end': link.critical ? 'url(#tip-critical)' : 'url(#tip)',
    });
    if (link.critical) critical.push(path);
    else group.append(path);
  }
  group.append(...critical);
  return group;
}

function bars({ rows, scale, rowHeight, window }: ChartInput): SVGElement {
  const group = svg('g', { class: 'bars' });
  for (let i = window.first; i < window.last && i < rows.length; i++) {
    const { row, isExpanded } = rows[i];
    const box = boxOf(row, i, scale, rowHeight);
    if (!box) continue;
    const isVisible = box.right >= window.left && box.left <= window.right + 400;
    const deadline = row.deadline === null ? undefined : xOf(scale, row.deadline);
    if (isVisible || deadline !== undefined || row.slackUntil !== null)
      group.append(barOf(row, box, scale, isExpanded, deadline));
  }
  return group;
}

function barOf(
  row: ScheduleRow,
  box: BarBox,
  scale: Scale,
  isExpanded: boolean,
  deadline: number | undefined,
): SVGElement {
  const classes = ['bar', row.kind, row.status, ...(row.critical ? ['critical'] : []), ...(row.isLate ? ['late'] : [])];
  const group = svg('g', { class: classes.join(' '), 'data-path': row.path });
  let labelAt = box.right;
  if (row.slackUntil !== null) {
    const until = xOf(scale, row.slackUntil);
    if (until > box.right + 1) {
      labelAt = until;
      group.append(
        svg('line', { class: 'slack', x1: box.right, x2: until, y1: box.y, y2: box.y }),
        svg('line', { class: 'slack-end', x1: until, x2: until, y1: box.y - 3, y2: box.y + 3 }),
      );
    }
  }
  if (row.kind === 'milestone' || row.start === row.finish) group.append(diamond(box));
  else if (row.kind === 'summary' && isExpanded) group.append(bracket(box));
  else group.append(...taskBar(row, box));
  if (deadline !== undefined) {
    group.append(deadlineMark(deadline, box.y, row.isLate));
    if (deadline > labelAt - 6 && deadline < labelAt + 12) labelAt = deadline + 4;
  }
  const label = row.kind === 'milestone' ? row.title : row.kind === 'summary' && isExpanded ? '' : row.who.join(', ');
  if (label)
    group.append(
      svgText(shortened(label, 60), { class: 'label', x: labelAt + 8, y: box.y, 'dominant-baseline': 'central' }),
    );
  return group;
}

function taskBar(row: ScheduleRow, box: BarBox): SVGElement[] {
  const width = box.right - box.left;
  const shape = { x: box.left, y: box.y - BAR_HEIGHT / 2, height: BAR_HEIGHT, rx: Math.min(3, width / 2) };
  const parts = [svg('rect', { class: 'body', ...shape, width })];
  if (row.done > 0)
    parts.push(svg('rect', { class: 'progress', ...shape, width: Math.max(1, (width * row.done) / 100) }));
  parts.push(svg('rect', { class: 'outline', ...shape, width }));
  return parts;
}

function bracket({ left, right, y }: BarBox): SVGElement {
  const [top, inner, bottom] = [y - 5, y, y + 5];
  const foot = Math.min(6, (right - left) / 2);
  return svg('path', {
    class: 'body',
    d: `M${left},${top}H${right}V${bottom}L${right - foot},${inner}H${left + foot}L${left},${bottom}Z`,
  });
}

function diamond({ left, right, y }: BarBox): SVGElement {
  const x = (left + right) / 2;
  const size = BAR_HEIGHT / 2;
  return svg('path', { class: 'body', d: `M${x},${y - size}L${x + size},${y}L${x},${y + size}L${x - size},${y}Z` });
}

function deadlineMark(x: number, y: number, isLate: boolean): SVGElement {
  return svg('path', {
    class: isLate ? 'deadline late' : 'deadline',
    d: `M${x},${y - 9}V${y + 9}M${x - 4},${y - 9}H${x + 4}L${x},${y - 3}Z`,
  });
}

function nowLine({ view, scale, window, rowHeight }: ChartInput): SVGElement {
  const group = svg('g', { class: 'marks', 'aria-hidden': 'true' });
  const top = window.first * rowHeight;
  const bottom = window.last * rowHeight;
  const mark = (minute: number, kind: string): void => {
    const x = Math.round(xOf(scale, minute)) + 0.5;
    if (x >= window.left && x <= window.right)
      group.append(svg('line', { class: kind, x1: x, x2: x, y1: top, y2: bottom }));
  };
  mark(view.now, 'now');
  if (view.deadline !== null) mark(view.deadline, view.isLate ? 'plan-deadline late' : 'plan-deadline');
  return group;
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
