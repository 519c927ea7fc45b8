/** The path of the task to which something belongs that was pointed at. */
export function pathAt({ target }: Event): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement | SVGElement>('[data-path]')?.dataset.path : undefined;
}
