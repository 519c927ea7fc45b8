import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './lsp/server';
import { nodeHost } from './node/host';

// What a keystroke leaves behind is collected while it is young: half the memory while somebody types in a large plan.
setFlagsFromString('--semi-space-growth-factor=1');
startServer(createConnection(ProposedFeatures.all), nodeHost(__filename));
