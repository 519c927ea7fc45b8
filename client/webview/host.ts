import type { PlanEdit, PreviewResult } from '../../server/protocol/edits';
import type { FromWebview, ToWebview } from '../../server/protocol/webview';
import type { SavedState } from './state/saved';

/** What VS Code gives to the script of a webview; a host of our own stands in for it in a plain browser. */
export interface VsCodeApi {
  postMessage(message: FromWebview): void;
  getState(): SavedState | undefined;
  setState(state: SavedState): void;
}

/** The page's side of the conversation: messages, and those that are questions. */
export class Host {
  readonly #api: VsCodeApi;
  readonly #edits = new Map<number, (refused: string | null) => void>();
  readonly #previews = new Map<number, (result: PreviewResult) => void>();
  #id = 0;
  #isPreviewing = false;
  #nextPreview: (() => void) | undefined;

  constructor(api: VsCodeApi) {
    this.#api = api;
  }

  post(message: FromWebview): void {
    this.#api.postMessage(message);
  }

  get saved(): SavedState | undefined {
    return this.#api.getState();
  }

  save(state: SavedState): void {
    this.#api.setState(state);
  }

  /** Takes answers; tells whether the message was one. */
  receive(message: ToWebview): boolean {
    if (message.type === 'edited') {
      this.#edits.get(message.id)?.(message.refused);
      this.#edits.delete(message.id);
      return true;
    }
    if (message.type !== 'previewed') return false;
    this.#previews.get(message.id)?.(message.result);
    this.#previews.delete(message.id);
    return true;
  }

  /** Asks for an edit of the text; resolves with the reason when it is refused. */
  edit(edit: PlanEdit): Promise<string | null> {
    const id = this.#id++;
    return new Promise((resolve) => {
      this.#edits.set(id, resolve);
      this.post({ type: 'edit', id, edit });
    });
  }

  /** Asks what an edit would do. While an answer is under way, only the latest of further questions is asked. */
  preview(edit: PlanEdit, answer: (result: PreviewResult) => void): void {
    const ask = (): void => {
      const id = this.#id++;
      this.#isPreviewing = true;
      this.#previews.set(id, (result) => {
        this.#isPreviewing = false;
        answer(result);
        const next = this.#nextPreview;
        this.#nextPreview = undefined;
        next?.();
      });
      this.post({ type: 'preview', id, edit });
    };
    if (this.#isPreviewing) this.#nextPreview = ask;
    else ask();
  }

  /** Asks nothing more about what was dragged. */
  forgetPreviews(): void {
    this.#nextPreview = undefined;
  }
}
