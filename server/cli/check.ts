import { Command, Option } from 'commander';
import { problemsJson } from '../core/features/scheduleJson';
import { type LoadedPlan, loadPlan } from './loadPlan';
import { EXIT_ERRORS_FOUND, examples, hasErrors, print, problemLines } from './output';
import { planFiles } from './planFiles';

declare const HEADWAY_VERSION: string;

/** `headway check FILE…`: every problem of the plans; exit code 1 when one is an error. */
export function checkCommand(): Command {
  return new Command('check')
    .description('Finds what is wrong in plans; exits with 1 when there are errors.')
    .argument('<file...>', 'plan files, folders or globs, or - for standard input')
    .addOption(
      new Option('--format <format>', 'how the problems are printed')
        .choices(['text', 'json', 'sarif'])
        .default('text'),
    )
    .option('--now <date>', 'the status date of plans that have none: 2026-02-03 or 2026-02-03T09:00')
    .addHelpText(
      'after',
      examples(
        'headway check .',
        'headway check "plans/**/*.plan.yaml"',
        'headway check --format sarif . > plans.sarif',
        'git show HEAD:shop.plan.yaml | headway check -',
      ),
    )
    .action(async (args: string[], { format, now }: { format: 'text' | 'json' | 'sarif'; now?: string }) => {
      const plans: LoadedPlan[] = [];
      for (const file of await planFiles(args)) plans.push(await loadPlan(file, now));
      if (format === 'sarif') {
        const { sarif } = await import('./sarif');
        await print(`${sarif(plans, HEADWAY_VERSION)}\n`);
      } else if (format === 'json') {
        const report = plans.map(({ file, snapshot, problems }) => ({
          file,
          plan: snapshot.plan.title,
          problems: problemsJson(problems, snapshot.lines),
        }));
        await print(`${JSON.stringify({ files: report }, null, 2)}\n`);
      } else {
        // Hints are for the editor; a report would drown in them.
        const lines = plans.flatMap((plan) =>
          problemLines({ ...plan, problems: plan.problems.filter(({ severity }) => severity !== 'hint') }),
        );
        const count = (severity: string): number =>
          plans.reduce((sum, plan) => sum + plan.problems.filter((problem) => problem.severity === severity).length, 0);
        const [errors, warnings] = [count('error'), count('warning')];
        const named = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
        await print(
          [
            ...lines,
            `${named(plans.length, 'plan')}: ${named(errors, 'error')}, ${named(warnings, 'warning')}`,
            '',
          ].join('\n'),
        );
      }
      if (plans.some(({ problems }) => hasErrors(problems))) process.exitCode = EXIT_ERRORS_FOUND;
    });
}
