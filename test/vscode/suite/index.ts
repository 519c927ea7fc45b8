import Mocha from 'mocha';
import { extensionTests } from './extension';
import { refactoringTests } from './refactorings';

/** What VS Code calls: runs the tests in the extension host and fails when one does. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: 'spec', color: false });
  mocha.suite.emit('pre-require', globalThis as never, 'extension', mocha);
  extensionTests();
  refactoringTests();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failing`);
}
