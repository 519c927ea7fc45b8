import type { ScheduleView } from '../../../server/protocol/schedule';
import { type DateFormats, type Scale, type Tick, xOf } from '../layout/scale';
import { svg, svgText } from './svg';

const HEIGHT = 40;
const HALF = HEIGHT / 2;

/** The two rows of dates over the chart; labels of the upper row stay in sight while their time is. */
export function drawAxis(
  view: ScheduleView,
  scale: Scale,
  major: readonly Tick[],
  minor: readonly Tick[],
  left: number,
  right: number,
  formats: DateFormats,
): SVGElement[] {
  const parts: SVGElement[] = [];
  major.forEach((tick, i) => {
    const x = xOf(scale, tick.minute);
    const end = i + 1 < major.length ? xOf(scale, major[i + 1].minute) : right;
    parts.push(svg('line', { class: 'major', x1: Math.round(x) + 0.5, x2: Math.round(x) + 0.5, y1: 0, y2: HALF }));
    const at = Math.max(x, left) + 6;
    if (end - at > tick.label.length * 6.5)
      parts.push(svgText(tick.label, { class: 'major-label', x: at, y: HALF / 2, 'dominant-baseline': 'central' }));
  });
  minor.forEach((tick, i) => {
    const x = xOf(scale, tick.minute);
    const end = i + 1 < minor.length ? xOf(scale, minor[i + 1].minute) : right;
    parts.push(svg('line', { class: 'minor', x1: Math.round(x) + 0.5, x2: Math.round(x) + 0.5, y1: HALF, y2: HEIGHT }));
    parts.push(
      svgText(tick.label, {
        class: 'minor-label',
        x: (x + Math.min(end, right + 200)) / 2,
        y: HALF * 1.5,
        'dominant-baseline': 'central',
        'text-anchor': 'middle',
      }),
    );
  });
  parts.push(
    ...flag(view.now, formats.format(view.now, { day: 'numeric', month: 'short' }), 'now', scale, left, right),
  );
  return parts;
}

function flag(minute: number, label: string, kind: string, scale: Scale, left: number, right: number): SVGElement[] {
  const x = xOf(scale, minute);
  if (x < left || x > right) return [];
  const width = label.length * 6.4 + 10;
  return [
    svg('rect', { class: `flag ${kind}`, x: x - width / 2, y: HALF + 2, width, height: HALF - 4, rx: 3 }),
    svgText(label, {
      class: `flag-label ${kind}`,
      x,
      y: HALF * 1.5,
      'dominant-baseline': 'central',
      'text-anchor': 'middle',
    }),
  ];
}
