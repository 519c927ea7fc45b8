import type { IncludedView, ScheduleRow, ScheduleView } from '../../../server/protocol/schedule';
import { splitPath } from '../../../server/protocol/taskPath';

/** What tasks of a plan can be given: its own words, also where another plan includes it. */
export function planOf(view: ScheduleView, { path }: ScheduleRow): Pick<IncludedView, 'statuses' | 'people'> {
  const { plan } = splitPath(path);
  return plan === '' ? view : (view.included.find(({ name }) => name === plan) ?? view);
}

/** Whether a row stands for an included plan as a whole. */
export function isPlanRow({ path }: ScheduleRow): boolean {
  return path.endsWith(':');
}

/** The status of the view under which a task is shown: its own, or the first of the same kind. */
export function shownStatus({ statuses }: ScheduleView, { statusId, status }: ScheduleRow): string {
  const own = statuses.find(({ id }) => id === statusId) ?? statuses.find(({ kind }) => kind === status);
  return own?.id ?? statusId;
}

/** What a status of the view is called in the plan of a task; undefined where that plan has none of the kind. */
export function statusFor(view: ScheduleView, row: ScheduleRow, shown: string): string | undefined {
  const { statuses } = planOf(view, row);
  const kind = view.statuses.find(({ id }) => id === shown)?.kind;
  return (statuses.find(({ id }) => id === shown) ?? statuses.find((it) => it.kind === kind))?.id;
}

/** The first and the last minute of all plans in a view. */
export function spanOf({ start, finish, included }: ScheduleView): { readonly start: number; readonly finish: number } {
  return {
    start: Math.min(start, ...included.map((plan) => plan.start ?? Infinity)),
    finish: Math.max(finish, ...included.map((plan) => plan.finish ?? -Infinity)),
  };
}
