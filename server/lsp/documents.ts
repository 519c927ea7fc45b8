import type {
  Connection,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { type Encoding, Positions } from './positions';

/** A file that is open in the editor. */
export interface OpenDocument {
  readonly uri: string;
  /** The editor's version. */
  readonly version: number;
  readonly positions: Positions;
}

/** The texts of the files that are open in the editor, in whatever encoding it counts. */
export class OpenDocuments {
  readonly #documents = new Map<string, OpenDocument>();
  encoding: Encoding = 'utf-16';

  get(uri: string): OpenDocument | undefined {
    return this.#documents.get(uri);
  }

  /** Follows a connection; `changed` hears of each new text, `closed` of each file that is open no more. */
  listen(connection: Connection, changed: (document: OpenDocument) => void, closed: (uri: string) => void): void {
    const keep = (document: OpenDocument): void => {
      this.#documents.set(document.uri, document);
      changed(document);
    };
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }: DidOpenTextDocumentParams) =>
      keep({ uri, version, positions: Positions.of(text, this.encoding) }),
    );
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }: DidChangeTextDocumentParams) => {
      const present = this.#documents.get(textDocument.uri);
      if (!present) return;
      const positions = contentChanges.reduce(changedBy, present.positions);
      keep({ uri: textDocument.uri, version: textDocument.version, positions });
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }: DidCloseTextDocumentParams) => {
      this.#documents.delete(uri);
      closed(uri);
    });
  }
}

function changedBy(positions: Positions, change: TextDocumentContentChangeEvent): Positions {
  if (!('range' in change)) return Positions.of(change.text, positions.encoding);
  const span = positions.span(change.range);
  const [start, end] = [Math.min(span.start, span.end), Math.max(span.start, span.end)];
  const text = positions.text.slice(0, start) + change.text + positions.text.slice(end);
  return new Positions(text, positions.lines.changed({ start, end, text: change.text }, text), positions.encoding);
}
