import type { LinkType } from '../../../server/protocol/schedule';

/** A bar's ends and the middle of its row, in pixels. */
export interface BarBox {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

const STUB = 8;
const RADIUS = 3;

/**
 * The way of an arrow from one bar to another along right angles with rounded corners, as an SVG path; the arrow's tip
 * is at its end.
 */
export function arrowPath(from: BarBox, to: BarBox, type: LinkType, rowHeight: number): string {
  const leavesRight = type === 'FS' || type === 'FF';
  const entersLeft = type === 'FS' || type === 'SS';
  const x1 = leavesRight ? from.right : from.left;
  const x2 = entersLeft ? to.left : to.right;
  const out = leavesRight ? 1 : -1;
  const into = entersLeft ? -1 : 1;
  const a = x1 + out * STUB;
  const b = x2 + into * STUB;
  const points: [number, number][] = [[x1, from.y]];
  const isDirect = entersLeft === leavesRight ? (b - a) * out >= 0 : true;
  if (isDirect) {
    // One vertical line: as far out as the outer of the two ends asks for.
    const x = entersLeft === leavesRight ? a : out > 0 ? Math.max(a, b) : Math.min(a, b);
    points.push([x, from.y], [x, to.y]);
  } else {
    const y = to.y + (from.y < to.y ? -rowHeight / 2 : rowHeight / 2);
    points.push([a, from.y], [a, y], [b, y], [b, to.y]);
  }
  points.push([x2, to.y]);
  return rounded(points);
}

function rounded(points: readonly [number, number][]): string {
  let path = `M${points[0][0]},${points[0][1]}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [before, at, after] = [points[i - 1], points[i], points[i + 1]];
    const radius = Math.min(RADIUS, distance(before, at) / 2, distance(at, after) / 2);
    const [enter, leave] = [towards(at, before, radius), towards(at, after, radius)];
    path += `L${enter[0]},${enter[1]}Q${at[0]},${at[1]} ${leave[0]},${leave[1]}`;
  }
  const last = points[points.length - 1];
  return `${path}L${last[0]},${last[1]}`;
}

function distance(a: readonly [number, number], b: readonly [number, number]): number {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
}

function towards(from: readonly [number, number], to: readonly [number, number], by: number): [number, number] {
  const length = distance(from, to) || 1;
  return [from[0] + ((to[0] - from[0]) * by) / length, from[1] + ((to[1] - from[1]) * by) / length];
}
