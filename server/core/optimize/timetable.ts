/** Where activities lie, by the index of the task. */
export interface Timetable {
  readonly start: Float64Array;
  readonly finish: Float64Array;
}
