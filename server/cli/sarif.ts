import * as path from 'node:path';
import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder';
import { messageOf, problems as problemTable, type Severity } from '../core/schema/problems';
import type { LoadedPlan } from './loadPlan';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The problems of plans as SARIF 2.1.0, which code hosts show beside the lines; paths are relative to the current folder. */
export function sarif(plans: readonly LoadedPlan[], version: string): string {
  const run = new SarifRunBuilder().initSimple({ toolDriverName: 'Headway', toolDriverVersion: version });
  const codes = new Set(plans.flatMap(({ problems }) => problems.map(({ code }) => code)));
  for (const code of [...codes].sort()) {
    const { about } = problemTable[code];
    const rule = new SarifRuleBuilder();
    rule.initSimple({ ruleId: `plan/${code}`, shortDescriptionText: code, fullDescriptionText: about });
    run.addRule(rule);
  }
  for (const { file, snapshot, problems } of plans)
    for (const problem of problems) {
      const [start, end] = [problem.start, problem.end].map((offset) => snapshot.lines.positionAt(offset));
      run.addResult(
        new SarifResultBuilder().initSimple({
          ruleId: `plan/${problem.code}`,
          level: levels[problem.severity],
          messageText: messageOf(problem),
          fileUri: uriOf(file),
          startLine: start.line + 1,
          startColumn: start.column + 1,
          endLine: end.line + 1,
          endColumn: end.column + 1,
        }),
      );
    }
  const builder = new SarifBuilder();
  builder.addRun(run);
  return builder.buildSarifJsonString({ indent: true });
}

/** A relative reference with every odd character encoded. */
function uriOf(file: string): string {
  const relative = file === '-' ? 'stdin' : path.relative(process.cwd(), path.resolve(file));
  return relative.split(path.sep).map(encodeURIComponent).join('/');
}
