/** Requests about who is busy when. Times as in `schedule.ts`. */

export type PeriodUnit = 'day' | 'week' | 'month';

/** client → server: the work of every person against the time that they have, period by period. */
export const workloadRequest = 'headway/workload';
export interface WorkloadParams {
  readonly uri: string;
  readonly unit: PeriodUnit;
  /** Weeks begin on this day: 0 is Sunday, 1 (when left out) is Monday. */
  readonly firstDay?: number;
  /** Whether the work in the plans that the plan includes counts; who has the same name there is the same person. */
  readonly included?: boolean;
}

export interface WorkloadView {
  readonly uri: string;
  /** The version of the schedule that it belongs to. */
  readonly version: number;
  readonly unit: PeriodUnit;
  /** Where periods begin, as wall-clock minutes, and at the end where the last one ends. */
  readonly periods: readonly number[];
  readonly people: readonly PersonLoad[];
}

export interface PersonLoad {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly kind: 'person' | 'equipment' | 'material';
  /** Working minutes in each period, at the person's capacity. */
  readonly capacity: readonly number[];
  /** Minutes of work in each period. */
  readonly load: readonly number[];
  /** What the load consists of: the period, the index of the task's row, and minutes; by period. */
  readonly work: readonly (readonly [period: number, row: number, minutes: number])[];
  /** Minutes of work that are left from the status date on. */
  readonly left: number;
  /** What they do at the status date, and next, as indices of rows. */
  readonly current: readonly number[];
  readonly next: number | null;
}

export type WorkloadResult = WorkloadView | null;
