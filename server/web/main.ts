import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from '../lsp/server';
import { webHost } from './host';
import { parseName } from './name';
import { runOptimizer } from './optimizer';

// One bundle is both the server and the thread that searches.
const { part, bundles } = parseName(self.name);
if (part === 'optimizer') runOptimizer(self, bundles);
else startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), webHost(bundles));
