// `npm run bench:idle`: the processor time that a language server uses in a minute in which nothing changes.
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LanguageServer } from '../support/languageServer';

const SECONDS = 60;
/** Ticks of `/proc/PID/stat` in a second on Linux. */
const TICKS = 100;

/** Processor time of a process and its threads in milliseconds; Linux only. */
function cpu(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

async function main(): Promise<void> {
  const folder = path.resolve('examples/webshop');
  const file = path.join(folder, 'webshop.plan.yaml');
  const server = await LanguageServer.start(folder);
  await server.open(pathToFileURL(file).href, readFileSync(file, 'utf8'));
  const { pid } = server.process;
  if (pid === undefined) throw new Error('the server did not start');
  // What was begun at the start may end.
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const before = cpu(pid);
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  console.log(`idle for ${SECONDS} s: ${(cpu(pid) - before).toFixed(0)} ms of processor time`);
  await server.stop();
}

void main();
