import type { VNode } from 'preact';
import type { ScheduleView } from '../../../server/protocol/schedule';
import { type DateFormats, type Scale, type Ticks, xOf } from '../layout/scale';
import { HEADER_HEIGHT } from './viewport';

const HALF = HEADER_HEIGHT / 2;
/** About the width of a character in pixels. */
const CHARACTER = 6.4;

interface AxisProps {
  readonly view: ScheduleView;
  readonly scale: Scale;
  readonly ticks: Ticks;
  /** Pixels of the chart that are seen. */
  readonly left: number;
  readonly right: number;
  readonly formats: DateFormats;
}

/** The two rows of dates over the chart; labels of the upper row stay in sight while their time is. */
export function Axis({ view, scale, ticks: { major, minor }, left, right, formats }: AxisProps): VNode {
  const now = formats.format(view.now, { day: 'numeric', month: 'short' });
  const flag = flagAt(xOf(scale, view.now), now, left, right);
  return (
    <g transform={`translate(${-left},0)`}>
      {major.map(({ minute, label }, i) => {
        const x = Math.round(xOf(scale, minute)) + 0.5;
        const end = i + 1 < major.length ? xOf(scale, major[i + 1].minute) : right;
        const at = Math.max(x, left) + 6;
        return (
          <g key={`major${minute}`}>
            <line class="major" x1={x} x2={x} y1={0} y2={HALF} />
            {end - at > label.length * 6.5 && (
              <text class="major-label" x={at} y={HALF / 2} dominant-baseline="central">
                {label}
              </text>
            )}
          </g>
        );
      })}
      {minor.map(({ minute, label }, i) => {
        const x = Math.round(xOf(scale, minute)) + 0.5;
        const end = i + 1 < minor.length ? xOf(scale, minor[i + 1].minute) : right + 200;
        const middle = (x + Math.min(end, right + 200)) / 2;
        const isCovered = Math.abs(middle - flag.x) < (flag.width + label.length * CHARACTER) / 2;
        return (
          <g key={`minor${minute}`}>
            <line class="minor" x1={x} x2={x} y1={HALF} y2={HEADER_HEIGHT} />
            {!isCovered && (
              <text class="minor-label" x={middle} y={HALF * 1.5} dominant-baseline="central" text-anchor="middle">
                {label}
              </text>
            )}
          </g>
        );
      })}
      <g class="now-flag">
        <rect class="flag now" x={flag.x - flag.width / 2} y={HALF + 2} width={flag.width} height={HALF - 5} rx={3} />
        <text class="flag-label now" x={flag.x} y={HALF * 1.5 - 0.5} dominant-baseline="central" text-anchor="middle">
          {now}
        </text>
      </g>
    </g>
  );
}

/** Where the label of the status date stands: over its line, and whole as long as that is in sight. */
function flagAt(x: number, label: string, left: number, right: number): { readonly x: number; readonly width: number } {
  const width = label.length * CHARACTER + 12;
  const isSeen = x >= left && x <= right;
  return { x: isSeen ? Math.max(left + width / 2, Math.min(right - width / 2, x)) : x, width };
}
