import type { LayoutQuestion, NetworkLayout } from '../layout/network';

/** Asks the worker that places networks; only the answer to the last question is told. */
export class LayoutWorker {
  #worker: Promise<Worker> | undefined;
  #last = 0;
  #answer: ((layout: NetworkLayout) => void) | undefined;
  #isBusy = false;

  /** @param answer told when the layout is there, unless something else was asked since */
  ask(question: Omit<LayoutQuestion, 'id'>, answer: (layout: NetworkLayout) => void): void {
    // A worker that is busy with what nobody wants any more is ended.
    if (this.#isBusy) this.dispose();
    this.#worker ??= this.#start();
    const id = ++this.#last;
    this.#answer = answer;
    this.#isBusy = true;
    void this.#worker.then((worker) => {
      if (id === this.#last) worker.postMessage({ id, ...question });
    });
  }

  dispose(): void {
    void this.#worker?.then((worker) => worker.terminate());
    this.#worker = undefined;
    this.#isBusy = false;
  }

  /** Webviews start workers only from a script that they hold themselves. */
  async #start(): Promise<Worker> {
    const address = document.getElementById('schedule')?.dataset.networkWorker ?? '';
    const script = await (await fetch(address)).text();
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.addEventListener('message', ({ data }: MessageEvent<NetworkLayout>) => {
      if (data.id !== this.#last) return;
      this.#isBusy = false;
      this.#answer?.(data);
    });
    return worker;
  }
}
