import type { ComponentChildren, VNode } from 'preact';
import type { ScheduleView } from '../../../server/protocol/schedule';
import { Tips } from '../gantt/Arrows';
import type { Store } from '../state/store';
import { t } from '../strings';

/** The height of the title of a picture, in pixels. */
const TITLE_HEIGHT = 36;

/** A picture that stands alone: the title of the plan, and below it what is given. */
export function Paper({
  store,
  view,
  width,
  height,
  children,
}: {
  store: Store;
  view: ScheduleView;
  width: number;
  height: number;
  children: ComponentChildren;
}): VNode {
  const finish = t('finishes {0}', store.formats.format(view.finish, { dateStyle: 'long' }));
  const whole = height + TITLE_HEIGHT;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height={whole} viewBox={`0 0 ${width} ${whole}`}>
      <title>{view.title}</title>
      <Tips />
      <rect class="paper" width={width} height={whole} />
      <text class="picture-title" x={10} y={23}>
        {`${view.title} · ${finish}`}
      </text>
      <g transform={`translate(0,${TITLE_HEIGHT})`}>{children}</g>
    </svg>
  );
}
