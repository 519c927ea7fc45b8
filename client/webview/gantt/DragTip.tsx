import type { VNode } from 'preact';
import { draggedDates, draggedProgress } from '../input/drag';
import type { Scale } from '../layout/scale';
import type { Store } from '../state/store';
import { t } from '../strings';
import type { ChartGestures } from './gestures';

/** Beside the mouse while something is dragged: what it would be, and what would come of it. */
export function DragTip({
  store,
  gestures,
  scale,
}: {
  store: Store;
  gestures: ChartGestures;
  scale: Scale;
}): VNode | null {
  const { drag, pointer } = gestures;
  if (!drag) return null;
  const { preview, formats } = store;
  const date = (minute: number): string =>
    formats.format(minute, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...(scale.pixelsPerDay >= 280 ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : {}),
    });
  const dates = draggedDates(drag, scale);
  const wished =
    drag.grip === 'body'
      ? dates && t('Start {0}', date(dates.start))
      : drag.grip === 'finish'
        ? dates && t('Finish {0}', date(dates.finish))
        : drag.grip === 'progress'
          ? t('{0} % done', draggedProgress(drag, scale))
          : drag.target
            ? `${drag.row.title} → ${store.row(drag.target.path)?.title ?? ''}`
            : t('Drop it on another task');
  const style = {
    left: `${Math.min(pointer.x + 16, window.innerWidth - 300)}px`,
    top: `${Math.min(pointer.y + 18, window.innerHeight - 90)}px`,
  };
  return (
    <div class="drag-tip" role="status" style={style}>
      <strong>{wished}</strong>
      {preview && 'refused' in preview && <div class="refused">{preview.refused}</div>}
      {preview && !('refused' in preview) && (
        <>
          <div>{preview.summary || t('No date changes')}</div>
          {drag.grip === 'body' && preview.why && <div class="why">{t('Starts then because {0}', preview.why)}</div>}
          {preview.missed.map((sentence) => (
            <div key={sentence} class="refused">
              {sentence}
            </div>
          ))}
        </>
      )}
    </div>
  );
}
