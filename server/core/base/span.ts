/** A half-open range of UTF-16 offsets, `start` included and `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span moved by `offset` characters. */
export function shift(span: Span, offset: number): Span {
  // Always a span and nothing else: what is passed in may be a node with more to it.
  return { start: span.start + offset, end: span.end + offset };
}

/** Whether the offset lies in the span or at either of its ends, as a text cursor does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
