import * as vscode from 'vscode';

/** Asks where a picture of the schedule is to be kept, and writes it there. */
export async function savePicture(plan: string, format: 'svg' | 'png', data: string): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    defaultUri: beside(plan, format),
    filters: format === 'svg' ? { SVG: ['svg'] } : { PNG: ['png'] },
    title: vscode.l10n.t('Export the schedule'),
  });
  if (!target) return;
  const bytes = format === 'svg' ? new TextEncoder().encode(data) : fromBase64(data);
  await vscode.workspace.fs.writeFile(target, bytes);
  const open = vscode.l10n.t('Open');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The schedule was exported to {0}.', vscode.workspace.asRelativePath(target)),
    open,
  );
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', target);
}

/** Opens the picture in a browser, which can print; webviews cannot. */
export async function printPicture(context: vscode.ExtensionContext, svg: string): Promise<void> {
  const page = `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<title>${vscode.l10n.t('Schedule')}</title>
<style>@page { size: landscape; margin: 10mm; } body { margin: 0; } svg { width: 100%; height: auto; print-color-adjust: exact; }</style>
</head>
<body onload="print()">${svg}</body>
</html>`;
  await vscode.workspace.fs.createDirectory(context.globalStorageUri);
  const file = vscode.Uri.joinPath(context.globalStorageUri, 'schedule.html');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(page));
  const isLocal = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  const isOpened = isLocal && (await vscode.env.openExternal(file));
  if (!isOpened)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No browser can be opened from here: export the schedule as SVG or PNG and print that.'),
    );
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** `shop.svg` next to `shop.plan.yaml`. */
function beside(plan: string, format: string): vscode.Uri {
  const uri = vscode.Uri.parse(plan);
  return uri.with({ path: uri.path.replace(/\.plan\.ya?ml$/, '') + `.${format}` });
}
