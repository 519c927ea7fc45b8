/** The value, or another where it is infinite or no number. */
export function finiteOr(value: number, other: number): number {
  return Number.isFinite(value) ? value : other;
}
