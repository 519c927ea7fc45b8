import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from '../lsp/server';
import { webHost } from './host';
import { isOptimizer, runOptimizer } from './optimizer';

// One bundle is both the server and the thread that searches: who starts the worker says which by its name.
if (isOptimizer(self.name)) runOptimizer(self);
else startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), webHost(self.name));
