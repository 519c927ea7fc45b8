/** Whether any property is another one: for components that are drawn anew only then. */
export function differ<Props extends object>(next: Props, now: Props): boolean {
  for (const key of Object.keys(next) as (keyof Props)[]) if (next[key] !== now[key]) return true;
  return false;
}
