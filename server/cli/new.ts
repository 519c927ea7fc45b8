import * as path from 'node:path';
import { Argument, Command, Option } from 'commander';
import { fileNameOf, newPlan, type TemplateKind, templateKinds } from '../core/features/templates/newPlan';
import { wallMinute } from '../runtime/clock';
import { minuteOf } from './loadPlan';
import { examples, print, writeNew } from './output';
import { planFiles } from './planFiles';

interface Options {
  readonly title?: string;
  readonly output?: string;
  readonly include?: string[];
  readonly now?: string;
}

/** `headway new [TEMPLATE]`: a plan to begin with, in a file that was not there. */
export function newCommand(): Command {
  return new Command('new')
    .description('Makes a plan from a template, in a file named after its title.')
    .addArgument(new Argument('[template]', 'what it begins as').choices(templateKinds).default('feature'))
    .option('--title <title>', 'what it is a plan of; the name of the folder by default')
    .option('--include <file...>', 'the plans that a portfolio puts together: files, folders or globs')
    .addOption(new Option('-o, --output <file>', 'where it is written; - prints it'))
    .option('--now <date>', 'the day from whose next Monday dates count')
    .addHelpText(
      'after',
      examples(
        'headway new',
        'headway new scrum --title "Web shop"',
        'headway new portfolio --include . -o all.plan.yaml',
      ),
    )
    .action(async (template: TemplateKind, { title, output, include, now }: Options) => {
      const name = title ?? path.basename(process.cwd());
      const file = output ?? fileNameOf(name);
      const from = file === '-' ? '.' : path.dirname(file);
      const included = (include ? await planFiles(include) : []).map((plan) =>
        `./${path.relative(from, plan).split(path.sep).join('/')}`.replace(/^\.\/\.\.\//, '../'),
      );
      const minute = minuteOf(now) ?? wallMinute(undefined);
      const text = newPlan(template, name, minute, included);
      if (file === '-') return print(text);
      await writeNew(file, text);
      await print(`${file}\n`);
    });
}
