import type { Client } from './client';
import type { Handler } from './handler';
import { analysisHandlers } from './handlers/analysis';
import { codeHandlers } from './handlers/code';
import { codeActionHandlers } from './handlers/codeActions';
import { editingHandlers } from './handlers/editing';
import { headwayHandlers } from './handlers/headway';
import { diagnosticHandlers, languageHandlers } from './handlers/language';
import { navigationHandlers } from './handlers/navigation';
import { semanticTokenHandlers } from './handlers/semanticTokens';

/** Every request that the server answers a client. */
export function handlersFor(client: Client): readonly Handler[] {
  return [
    ...languageHandlers,
    ...semanticTokenHandlers,
    ...navigationHandlers,
    ...codeActionHandlers,
    ...editingHandlers,
    ...headwayHandlers,
    ...codeHandlers,
    ...analysisHandlers,
    ...(client.pullsDiagnostics ? diagnosticHandlers : []),
  ];
}
