import { render, type VNode } from 'preact';
import type { ScheduleView } from '../../../server/protocol/schedule';
import type { Viewport } from '../gantt/viewport';
import type { Store } from '../state/store';
import { t } from '../strings';
import { BoardPicture } from './BoardPicture';
import { GanttPicture } from './GanttPicture';
import { inlineStyles } from './inlineStyles';
import { NetworkPicture } from './NetworkPicture';
import { WorkloadPicture } from './WorkloadPicture';

/** No browser draws larger pictures. */
const MAX_SIDE = 16_000;
const MAX_PIXELS = 120_000_000;

/** Draws the whole of the view that is shown, and hands the picture to the extension. */
export async function exportPicture(format: 'svg' | 'png' | 'print', store: Store, viewport: Viewport): Promise<void> {
  const { view } = store;
  const picture = view && pictureOf(store, view, viewport);
  if (!picture) return store.tell(t('There is nothing to export yet.'));
  const { text, width, height } = drawn(picture);
  if (format === 'svg') return store.host.post({ type: 'export', format, data: text });
  if (format === 'print') return store.host.post({ type: 'print', svg: text });
  const scale = Math.min(2, MAX_SIDE / Math.max(width, height), Math.sqrt(MAX_PIXELS / (width * height)));
  if (scale < 0.4)
    return store.tell(t('The picture would be too large for PNG. Zoom out, close summaries, or export SVG.'), 'error');
  store.host.post({ type: 'export', format, data: await pngOf(text, width, height, scale) });
}

function pictureOf(store: Store, view: ScheduleView, viewport: Viewport): VNode | undefined {
  const { network, workload } = store;
  switch (store.choices.mode) {
    case 'gantt':
      return <GanttPicture store={store} view={view} viewport={viewport} />;
    case 'board':
      return <BoardPicture store={store} view={view} />;
    case 'network':
      return network && <NetworkPicture store={store} view={view} network={network} />;
    case 'workload':
      return workload && <WorkloadPicture store={store} view={view} workload={workload} />;
  }
}

/** A picture as a document of its own: an SVG text without references to anything outside. */
function drawn(picture: VNode): { readonly text: string; readonly width: number; readonly height: number } {
  const host = document.createElement('div');
  host.className = 'export-host';
  document.body.append(host);
  try {
    render(picture, host);
    const svg = host.querySelector('svg');
    if (!svg) throw new Error('nothing was drawn');
    inlineStyles(svg);
    const { width, height } = svg.viewBox.baseVal;
    return { text: new XMLSerializer().serializeToString(svg), width, height };
  } finally {
    render(null, host);
    host.remove();
  }
}

/** A picture of an SVG text, in base 64. */
async function pngOf(text: string, width: number, height: number, scale: number): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',')[1];
}
