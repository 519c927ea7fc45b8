// The instances of the project scheduling problem library (Kolisch & Sprecher 1997) in `psplib/`, as plans.
import { readFileSync } from 'node:fs';

export interface ProjectInstance {
  readonly name: string;
  readonly durations: readonly number[];
  readonly demands: readonly (readonly number[])[];
  readonly capacities: readonly number[];
  /** Indices from 0. */
  readonly successors: readonly (readonly number[])[];
  readonly criticalPath: number;
  readonly bestKnown: number;
}

/** The instances of a file, one on each line. */
export function projectsIn(file: string): ProjectInstance[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ProjectInstance);
}

/** The instance as a plan: a unit of time is an hour. */
export function projectPlan({ name, durations, demands, capacities, successors }: ProjectInstance): string {
  const lines = [`plan: ${name}`, 'start: 2026-01-01', 'now: 2026-01-01', 'calendar: 24/7', 'people:'];
  capacities.forEach((units, pool) => lines.push(`  r${pool}: {kind: equipment, units: ${units}}`));
  const predecessors = durations.map((): string[] => []);
  successors.forEach((list, i) => list.forEach((j) => predecessors[j].push(`a${i}`)));
  lines.push('tasks:');
  durations.forEach((duration, i) => {
    const after = `after: [${predecessors[i].join(', ')}]`;
    const assign = demands[i].flatMap((units, pool) => (units > 0 ? [`${units} of r${pool}`] : []));
    lines.push(
      duration === 0
        ? `  a${i}: {milestone: true, ${after}}`
        : `  a${i}: {duration: ${duration}h, split: false, ${after}, assign: [${assign.join(', ')}]}`,
    );
  });
  return `${lines.join('\n')}\n`;
}
