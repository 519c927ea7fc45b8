import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

/** What is done to code that a task is linked to. */
export interface Refactoring {
  readonly id: string;
  readonly what: string;
  /** The link of the task, from the folder of the refactoring. */
  readonly link: string;
  /** Where it leads in the end, by itself or by the fix; undefined when there is nothing to lead to. */
  readonly after: string | undefined;
  /** Whether the plan needs a fix: editors tell the server of files that they move, and shells do not. */
  readonly isFlagged: boolean;
}

/** A class, and a function that no other refactoring has. */
export const sourceOf = (id: string): string => `export class Cart {
  total(): number {
    const sum = 1 + 1;
    return sum;
  }
}

export function pay_${id}(cart: Cart): number {
  return cart.total();
}
`;

const inEditor = (
  id: string,
  what: string,
  link: string,
  after: string | undefined,
  isFlagged = false,
): Refactoring => ({
  id: `editor_${id}`,
  what: `${what} in the editor`,
  link,
  after,
  isFlagged,
});
const inShell = (id: string, what: string, link: string, after: string | undefined, isFlagged = true): Refactoring => ({
  id: `shell_${id}`,
  what: `${what} in a shell`,
  link,
  after,
  isFlagged,
});

/** The refactorings that links have to survive; each has a folder of its own. */
export const refactorings: readonly Refactoring[] = [
  inEditor('file', 'a file is renamed', 'cart.ts#Cart.total', 'wagon.ts#Cart.total'),
  inEditor('folder', 'a folder is moved', 'old/cart.ts#Cart', 'new/cart.ts#Cart'),
  inEditor('inside', 'a folder is moved that is linked itself', 'old/', 'new/'),
  inEditor('symbol', 'a symbol is renamed', 'cart.ts#pay_editor_symbol', 'cart.ts#settle', true),
  inEditor('method', 'a method is renamed', 'cart.ts#Cart.total', 'cart.ts#Cart.sumOf', true),
  inEditor(
    'moved',
    'a symbol is moved to another file',
    'cart.ts#pay_editor_moved',
    '../editor_checkout.ts#pay_editor_moved',
    true,
  ),
  inEditor('extract', 'a function is extracted', 'cart.ts#Cart.total', 'cart.ts#Cart.total'),
  inEditor('delete', 'a file is deleted', 'cart.ts#Cart', undefined),
  inEditor('gone', 'a symbol is deleted', 'cart.ts#pay_editor_gone', undefined, true),
  inShell('file', 'a file is renamed by git', 'cart.ts#Cart.total', 'wagon.ts#Cart.total'),
  inShell('folder', 'a folder is moved by git', 'old/cart.ts#Cart', 'new/cart.ts#Cart'),
  inShell('inside', 'a folder is moved by git that is linked itself', 'old/', 'new/'),
  inShell('plain', 'a file is moved without git', 'unlike_others.ts', 'new/unlike_others.ts'),
  inShell('symbol', 'a symbol is renamed', 'cart.ts#pay_shell_symbol', 'cart.ts#settle'),
  inShell(
    'moved',
    'a symbol is moved to another file',
    'cart.ts#pay_shell_moved',
    '../shell_checkout.ts#pay_shell_moved',
  ),
  inShell('extract', 'a function is extracted', 'cart.ts#Cart.total', 'cart.ts#Cart.total', false),
  inShell('delete', 'a file is deleted', 'lonely.ts', undefined),
  inShell('gone', 'a symbol is deleted', 'cart.ts#pay_shell_gone', undefined),
];

/** Writes the code of all refactorings below a folder, and the plan that links to it. */
export function makeRefactored(folder: string): void {
  const tasks = refactorings.map(({ id, what, link }) => {
    const file = path.join(folder, 'refactored', id, link.endsWith('/') ? `${link}inside.ts` : link.split('#')[0]);
    mkdirSync(path.dirname(file), { recursive: true });
    // Different enough for git to tell one file from the other.
    writeFileSync(file, sourceOf(id) + `// ${id} `.repeat(40));
    return `  ${id}: {title: When ${what}, effort: 1d, code: "./${id}/${link}"}\n`;
  });
  writeFileSync(
    path.join(folder, 'refactored', 'links.plan.yaml'),
    `plan: Links\nstart: 2026-10-12\ntasks:\n${tasks.join('')}`,
  );
}
