import type { Range } from 'vscode-languageserver';
import { Positions } from './positions';
import type { PlanWorkspace } from './workspace';

/** A range in a source file, given in UTF-16 units, as the client counts; reads the file only where that differs. */
export async function codeRange(
  workspace: PlanWorkspace,
  uri: string,
  line: number,
  column: number,
  length: number,
): Promise<Range> {
  const { encoding } = workspace.documents;
  const plain = { start: { line, character: column }, end: { line, character: column + length } };
  if (encoding === 'utf-16') return plain;
  const text = await workspace.readSource(uri);
  if (text === undefined) return plain;
  const at = Positions.of(text, encoding);
  const units = (to: number): number => at.units(line, to);
  return { start: { line, character: units(column) }, end: { line, character: units(column + length) } };
}
