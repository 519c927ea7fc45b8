import type { LayoutQuestion } from './layout/network';
import { placeNetwork } from './layout/placeNetwork';

// Places networks away from the page, which goes on answering meanwhile.
self.addEventListener('message', (event: MessageEvent<LayoutQuestion>) => self.postMessage(placeNetwork(event.data)));
