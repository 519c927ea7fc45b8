import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './lsp/server';
import { nodeHost } from './node/host';
import { runOptimizer } from './node/optimizer';

// One bundle is both the server and the thread that searches.
if (isMainThread) {
  // A server shares the machine with an editor: what keystrokes and schedules leave behind is collected before the heap has
  // doubled. Later would take more memory, and earlier makes answers wait for it while somebody types in a large plan.
  setFlagsFromString('--heap-growing-percent=100');
  // The first plan fills the heap from nothing: room for young objects that grows at once saves a seventh of the time to open it.
  setFlagsFromString('--semi-space-growth-factor=16');
  startServer(createConnection(ProposedFeatures.all), nodeHost(__filename));
} else runOptimizer(__filename);
