import type { VNode } from 'preact';
import type { ScheduleView } from '../../../server/protocol/schedule';
import type { Network, NetworkLayout } from '../layout/network';
import type { Store } from '../state/store';
import { NetworkDrawing } from '../views/NetworkDrawing';
import { Paper } from './Paper';

/** The whole network. */
export function NetworkPicture({
  store,
  view,
  network: { graph, layout },
}: {
  store: Store;
  view: ScheduleView;
  network: { readonly graph: Network; readonly layout: NetworkLayout };
}): VNode {
  const sight = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity };
  return (
    <Paper store={store} view={view} width={Math.max(400, layout.width)} height={layout.height}>
      <NetworkDrawing graph={graph} layout={layout} store={store} sight={sight} />
    </Paper>
  );
}
