import type { VNode } from 'preact';

interface SplitterProps {
  readonly label: string;
  /** Pixels on its left. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** The edge between two parts, which is dragged or moved with the arrow keys. */
export function Splitter({ label, value, onChange }: SplitterProps): VNode {
  return (
    <div
      class="splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(value)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.buttons !== 1 || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
        onChange(event.clientX - left);
      }}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowLeft' ? -16 : event.key === 'ArrowRight' ? 16 : 0;
        if (by === 0) return;
        event.preventDefault();
        event.stopPropagation();
        onChange(value + by);
      }}
    />
  );
}
