import { bad, good, type ScalarResult, type Token } from './result';

/** The path of another plan file: from the workspace folder, or with `./` and `../` from the folder of this one. */
export function parsePlanPath(text: string): ScalarResult<string> {
  const start = text.length - text.trimStart().length;
  const path = text.trim();
  const end = start + path.length;
  const fail = (reason: string): ScalarResult<string> => bad('not-a-plan', start, end, { path, reason });
  if (/^(?:[A-Za-z][A-Za-z0-9+.-]+:|\/|\\)/.test(path)) return fail('it is not a path inside of the workspace');
  if (path.includes('\\')) return fail('paths are written with forward slashes');
  if (!/\.plan\.ya?ml$/.test(path)) return fail('its name does not end in `.plan.yaml`');
  return good(path, [{ kind: 'path', start, end }]);
}

/** What a plan is compared with: a git ref (git-check-ref-format) or the path of a plan file. */
export interface BaselineText {
  readonly kind: 'ref' | 'file';
  readonly name: string;
}

/** `v1.0`, `origin/main`, `4f2c9a1`, `archive/kickoff.plan.yaml` */
export function parseBaseline(text: string): ScalarResult<BaselineText> {
  const start = text.length - text.trimStart().length;
  const name = text.trim();
  const token: Token = { kind: 'path', start, end: start + name.length };
  if (/\.plan\.ya?ml$/.test(name)) {
    const file = parsePlanPath(text);
    return file.value === undefined ? { tokens: [], problems: file.problems } : good({ kind: 'file', name }, [token]);
  }
  // A leading dash would be read as an option by git.
  const isRef =
    name !== '' &&
    !/[\s~^:?*[\\\u0000-\u001f\u007f]|\.\.|@\{|\/\/|^[-/]|[./]$|\.lock(?:\/|$)|(?:^|\/)\./.test(name) &&
    name !== '@';
  if (isRef) return good({ kind: 'ref', name }, [token]);
  return bad('bad-baseline', 0, Math.max(1, text.length), {
    text: name,
    expected: 'a git ref such as `v1.0` or the path of a plan file',
  });
}
