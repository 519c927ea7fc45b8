// `npm run dev:schedule`: the schedule page in any browser, over the real core; reload to see changes of the sources.
import { PageServer } from './server';

async function main(): Promise<void> {
  const server = await PageServer.start({ port: Number(process.env.PORT ?? 5199), fresh: true });
  console.log(`The schedule page runs without VS Code; reload it after changing its sources.

  ${server.address}                              the example
  ${server.address}?theme=light                  light; or high-contrast
  ${server.address}?tasks=10000                  a generated plan
  ${server.address}?lang=de                      dates as in another language
`);
}

void main();
