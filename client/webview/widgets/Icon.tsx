import type { VNode } from 'preact';

const paths = {
  more: 'M3 8a1 1 0 1 1 2 0 1 1 0 0 1-2 0zm4 0a1 1 0 1 1 2 0 1 1 0 0 1-2 0zm4 0a1 1 0 1 1 2 0 1 1 0 0 1-2 0z',
  close: 'M4 4l8 8M12 4l-8 8',
} as const;

/** A small picture in the colour of the text around. */
export function Icon({ name }: { name: keyof typeof paths }): VNode {
  return (
    <svg class={`icon-${name}`} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} fill="currentColor" stroke="currentColor" />
    </svg>
  );
}
