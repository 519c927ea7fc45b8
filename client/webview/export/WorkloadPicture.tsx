import type { VNode } from 'preact';
import type { ScheduleView } from '../../../server/protocol/schedule';
import type { WorkloadView } from '../../../server/protocol/workload';
import { shortened } from '../gantt/Bar';
import { cellOf, periodTitle, periodWidths } from '../layout/workload';
import type { Store } from '../state/store';
import { Paper } from './Paper';

const NAME_WIDTH = 180;
const HEAD = 40;
const ROW = 36;

/** Everybody's work in all periods. */
export function WorkloadPicture({
  store,
  view,
  workload,
}: {
  store: Store;
  view: ScheduleView;
  workload: WorkloadView;
}): VNode {
  const width = periodWidths[workload.unit];
  const count = workload.periods.length - 1;
  const periods = Array.from({ length: count }, (_, i) => i);
  const size = {
    width: Math.max(400, NAME_WIDTH + count * width + 10),
    height: HEAD + workload.people.length * ROW + 10,
  };
  return (
    <Paper store={store} view={view} {...size}>
      {periods.map((period) =>
        periodTitle(workload, period, store.formats).map((text, line) => (
          <text
            key={`${period}.${line}`}
            class="picture-head"
            x={NAME_WIDTH + (period + 0.5) * width}
            y={14 + line * 15}
            text-anchor="middle"
          >
            {text}
          </text>
        )),
      )}
      {workload.people.map((person, row) => (
        <g key={person.id} transform={`translate(0,${HEAD + row * ROW})`}>
          <text class="picture-cell" x={10} y={ROW / 2} dominant-baseline="central">
            {shortened(person.name, 24)}
          </text>
          {periods.map((period) => {
            const { percent, level, shown } = cellOf(person, period, workload.unit);
            const part = Math.min(100, percent) / 100;
            const x = NAME_WIDTH + period * width;
            return (
              <g key={period}>
                <rect class={`picture-room ${level}`} x={x} y={1} width={width - 3} height={ROW - 3} />
                <rect
                  class={`picture-load ${level}`}
                  x={x}
                  y={1 + (ROW - 3) * (1 - part)}
                  width={width - 3}
                  height={(ROW - 3) * part}
                  fill-opacity={0.12 + part / 4}
                />
                <text
                  class="picture-cell"
                  x={x + width / 2 - 1}
                  y={ROW / 2}
                  text-anchor="middle"
                  dominant-baseline="central"
                >
                  {shown}
                </text>
              </g>
            );
          })}
        </g>
      ))}
    </Paper>
  );
}
