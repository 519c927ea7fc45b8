import { promises as fs } from 'node:fs';
import { Command, Option } from 'commander';
import { applyChanges } from '../core/base/change';
import { formatting } from '../core/features/formatting';
import { loadText } from './loadPlan';
import { CliError, EXIT_ERRORS_FOUND, examples, print } from './output';
import { planFiles } from './planFiles';

/** `headway format FILE…`: the canonical form of plans, printed, written, or only asked for. */
export function formatCommand(): Command {
  return new Command('format')
    .description('Brings plans into their canonical form: even indentation and spacing, every comment and quote kept.')
    .argument('<file...>', 'plan files, folders or globs, or - for standard input')
    .addOption(new Option('--check', 'lists the plans that are not in that form; exits with 1 when there are any'))
    .addOption(new Option('--write', 'writes the files').conflicts('check'))
    .addHelpText(
      'after',
      examples(
        'headway format shop.plan.yaml',
        'headway format --write .',
        'headway format --check "plans/**/*.plan.yaml"',
      ),
    )
    .action(async (args: string[], { check, write }: { check?: true; write?: true }) => {
      const files = await planFiles(args);
      if (!check && !write && files.length > 1)
        throw new CliError('several plans are formatted with --write or --check; without them, one is printed');
      for (const file of files) {
        const snapshot = await loadText(file);
        const changes = formatting(snapshot);
        if (check) {
          if (changes.length === 0) continue;
          await print(`${file}\n`);
          process.exitCode = EXIT_ERRORS_FOUND;
        } else if (write) {
          if (file === '-') throw new CliError('standard input cannot be written to');
          if (changes.length > 0) await fs.writeFile(file, applyChanges(snapshot.text, changes));
        } else await print(applyChanges(snapshot.text, changes));
      }
    });
}
