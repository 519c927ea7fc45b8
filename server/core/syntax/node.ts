import type { Span } from '../base/span';

/** The tree of a piece of YAML; all offsets count from the beginning of the piece. */
export type Node = ScalarNode | MapNode | SeqNode;

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  /** The value, with quotes and escapes resolved and block text folded. */
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** Where the content begins, after an opening quote. */
  readonly contentStart: number;
  /** Character i of `text` is character contentStart + i of the source. */
  readonly exact: boolean;
}

export interface MapNode extends Span {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}

export interface SeqNode extends Span {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly Node[];
}

/** A key with its value; null when nothing is written after the colon. */
export interface Entry {
  readonly key: ScalarNode;
  readonly value: Node | null;
}

/** Where a part of a scalar's text stands in the source; the whole scalar when escapes or folds hide it. */
export function spanIn(node: ScalarNode, start: number, end: number): Span {
  if (!node.exact) return { start: node.start, end: node.end };
  return { start: node.contentStart + start, end: node.contentStart + end };
}

/** Whether the node is a plain `null`, `~` or nothing at all. */
export function isNull(node: Node | null): boolean {
  return node === null || (node.kind === 'scalar' && node.style === 'plain' && /^(?:|null|~)$/i.test(node.text));
}
