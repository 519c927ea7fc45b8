const nothing: readonly never[] = [];

/**
 * What was gathered in a list, in one that has no room to grow: of a list that was pushed to, engines keep room for
 * seventeen items and more, which in a tree of many short lists is most of it. All empty ones are the same.
 */
export function kept<T>(gathered: readonly T[]): readonly T[] {
  return gathered.length === 0 ? nothing : gathered.slice();
}
