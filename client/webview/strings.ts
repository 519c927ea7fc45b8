import * as l10n from '@vscode/l10n';

/** Reads the translations that the extension put into the page, where there are any. */
export function loadStrings(): void {
  const text = document.getElementById('l10n')?.textContent;
  if (text) l10n.config({ contents: text });
}

/** A text in the reader's language; `{0}`, `{1}` … stand for what follows. */
export const t = (message: string, ...values: (string | number)[]): string => l10n.t(message, ...values);
