import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { checkCommand } from './check';
import { compareCommand } from './compare';
import { costCommand } from './cost';
import { formatCommand } from './format';
import { importCommand } from './import';
import { lspCommand } from './lsp';
import { newCommand } from './new';
import { optimizeCommand } from './optimize';
import { CliError, EXIT_COULD_NOT_RUN } from './output';
import { scheduleCommand } from './schedule';
import { whyCommand } from './why';

// A command is over in a fraction of a second: code that runs a few times is not worth optimizing while it runs.
setFlagsFromString('--interrupt-budget=600000');

/** In the order of the help page. */
const commands = [
  checkCommand,
  scheduleCommand,
  compareCommand,
  costCommand,
  optimizeCommand,
  whyCommand,
  formatCommand,
  newCommand,
  importCommand,
  lspCommand,
];

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
  for (const command of commands) program.addCommand(command().copyInheritedSettings(program));
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
