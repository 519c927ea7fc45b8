import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { CliError, EXIT_COULD_NOT_RUN } from './output';

/**
 * A command is over in a fraction of a second: code that runs a few times is not worth optimizing, and nobody notices a
 * pause in which memory is cleared.
 */
function hurry(): void {
  setFlagsFromString('--interrupt-budget=200000');
  setFlagsFromString('--no-incremental-marking');
}

/** In the order of the help page. Each is loaded when it is asked for: what the others need takes time, too. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check')).checkCommand(),
  schedule: async () => (await import('./schedule')).scheduleCommand(),
  compare: async () => (await import('./compare')).compareCommand(),
  cost: async () => (await import('./cost')).costCommand(),
  optimize: async () => (await import('./optimize')).optimizeCommand(),
  why: async () => (await import('./why')).whyCommand(),
  format: async () => (await import('./format')).formatCommand(),
  new: async () => (await import('./new')).newCommand(),
  import: async () => (await import('./import')).importCommand(),
  lsp: async () => (await import('./lsp')).lspCommand(),
};

/** Exit codes: 0 fine, 1 errors found in a plan, 2 could not run. */
async function main(): Promise<void> {
  const program = new Command('headway')
    .description(
      'Plans as code: makes, checks, formats, schedules, explains, compares and optimizes *.plan.yaml files.',
    )
    .version(HEADWAY_VERSION)
    .showHelpAfterError()
    .exitOverride((error) => {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_COULD_NOT_RUN;
      throw error;
    });
  if (process.argv[2] !== 'lsp') hurry();
  const asked = Object.hasOwn(commands, process.argv[2]) ? [commands[process.argv[2]]] : Object.values(commands);
  for (const command of asked) program.addCommand((await command()).copyInheritedSettings(program));
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CliError) {
      process.stderr.write(`headway: ${error.message}\n`);
      process.exitCode = EXIT_COULD_NOT_RUN;
    } else if (!(error instanceof Error && 'exitCode' in error)) {
      process.stderr.write(`headway: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = EXIT_COULD_NOT_RUN;
    }
  }
}

declare const HEADWAY_VERSION: string;

void main();
