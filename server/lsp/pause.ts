/** Lets what else arrived be done first. */
export function pause(): Promise<void> {
  return new Promise((resume) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resume);
      return;
    }
    // In browsers, timers wait for milliseconds, messages do not.
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resume();
    });
    port1.start();
    port2.postMessage(null);
  });
}
