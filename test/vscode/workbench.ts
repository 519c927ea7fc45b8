import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type Browser, chromium, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../scripts/lib/chromium.mjs';
import { addressOf, installVsix, root, startVSCode } from '../../scripts/lib/vscode.mjs';
import { startVSCodeWeb } from '../../scripts/lib/vscodeWeb.mjs';

export { root };

/** A copy of the example that the tests may change. */
export function webshop(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-webshop-'));
  cpSync(path.join(root, 'examples/webshop'), folder, { recursive: true });
  return folder;
}

export interface WorkbenchOptions {
  /** Or a `.code-workspace` file with several folders; none for a window without a folder. */
  readonly folder?: string;
  readonly theme?: string;
  /** Installs this instead of loading the extension from its development folder. */
  readonly vsix?: string;
  /** VS Code for the web: extensions run in a web worker, the folder is on no disk that they reach. */
  readonly web?: boolean;
  readonly width?: number;
  readonly height?: number;
}

interface Served {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** A VS Code with a server behind it, which extensions and folders are on. */
async function served(folder: string | undefined, settings: object, vsix: string | undefined): Promise<Served> {
  const data = mkdtempSync(path.join(tmpdir(), 'headway-vscode-'));
  if (vsix) await installVsix(vsix, data);
  const server = await startVSCode({ data, forTests: true, settings });
  return {
    address: addressOf({ authority: server.authority, folder, ...(vsix ? {} : { extension: root }) }),
    stop: async () => {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** A real VS Code in a headless browser, with what the tests do in it. */
export class Workbench {
  /** Those that are open now. */
  static readonly opened = new Set<Workbench>();

  readonly page: Page;
  readonly #browser: Browser;
  readonly #stop: () => Promise<void>;
  readonly errors: string[] = [];

  private constructor(page: Page, browser: Browser, stop: () => Promise<void>) {
    this.page = page;
    this.#browser = browser;
    this.#stop = stop;
  }

  static async open({
    folder,
    theme = 'Default Dark Modern',
    vsix,
    web = false,
    width = 1440,
    height = 900,
  }: WorkbenchOptions): Promise<Workbench> {
    const settings = {
      'workbench.colorTheme': theme,
      'editor.minimap.enabled': false,
      'files.autoSave': 'off',
      'window.commandCenter': false,
    };
    const { address, stop } = await (web ? startVSCodeWeb({ folder, settings }) : served(folder, settings, vsix));
    const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArguments });
    const page = await browser.newPage({
      viewport: { width, height },
      // VS Code takes the high contrast theme that fits what the system prefers.
      colorScheme: theme.includes('Light') ? 'light' : 'dark',
    });
    const workbench = new Workbench(page, browser, stop);
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text()) && /headway|schedule/.test(message.text()))
        workbench.errors.push(message.text());
    });
    page.setDefaultTimeout(15_000);
    await page.goto(address);
    await page.locator('.monaco-workbench .activitybar').waitFor();
    Workbench.opened.add(workbench);
    return workbench;
  }

  async close(): Promise<void> {
    Workbench.opened.delete(this);
    await this.#browser.close();
    await this.#stop();
  }

  /** Runs a command by its title in the command palette. */
  async command(title: string): Promise<void> {
    await this.#pick('F1', `>${title}`, title);
  }

  /** Runs a command that asks something in its turn, and waits for an answer that can be picked. */
  async commandThatAsks(title: string, answer: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    await this.#retry(async (patience) => {
      await this.page.keyboard.press('F1');
      await widget.locator('input').first().fill(`>${title}`, patience);
      await widget.locator('.monaco-list-row', { hasText: title }).first().click(patience);
      await widget.locator('.monaco-list-row', { hasText: answer }).first().waitFor(patience);
    });
  }

  /** Opens a file of the folder by its name. */
  async openFile(name: string): Promise<void> {
    await this.#pick('Control+P', name, path.basename(name));
    await this.page
      .locator('.tab.active', { hasText: path.basename(name) })
      .first()
      .waitFor();
  }

  /** Changes the colours as a person does; high contrast is not taken from the settings at the start. */
  async chooseTheme(label: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    await this.#retry(async (patience) => {
      await this.page.keyboard.press('F1');
      await widget.locator('input').first().fill('>Preferences: Color Theme', patience);
      await widget.locator('.monaco-list-row', { hasText: 'Preferences: Color Theme' }).first().click(patience);
      await widget.locator('input[placeholder*="Theme"]').first().fill(label, patience);
      await widget.locator('.monaco-list-row', { hasText: label }).first().click(patience);
      await widget.waitFor({ state: 'hidden', ...patience });
    });
  }

  async #pick(key: string, text: string, label: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    await this.#retry(async (patience) => {
      await this.page.keyboard.press(key);
      await widget.locator('input').first().fill(text, patience);
      await widget.locator('.monaco-list-row', { hasText: label }).first().click(patience);
      await widget.waitFor({ state: 'hidden', ...patience });
    });
  }

  /** A workbench that is still starting takes keys before it listens to them: what a person does then is to try again. */
  async #retry(run: (patience: { timeout: number }) => Promise<void>): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await run({ timeout: 5000 });
        return;
      } catch (error) {
        if (attempt === 4) throw error;
        await this.page.keyboard.press('Escape');
        await this.page.waitForTimeout(500);
      }
    }
  }

  /** Puts the cursor on a line (and column), both from 1, in the editor that was active last. */
  async goTo(line: number, column = 1): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    const reached = this.page.locator('.statusbar-item', { hasText: `Ln ${line},` });
    await this.#retry(async (patience) => {
      await this.page.keyboard.press('Control+G');
      await widget.locator('input').first().fill(`:${line}:${column}`, patience);
      // The picker takes the number a moment after it was typed.
      await this.page.waitForTimeout(200);
      await this.page.keyboard.press('Enter');
      await widget.waitFor({ state: 'hidden', ...patience });
      await reached.waitFor(patience);
    });
  }

  /** Saves everything until what is on disk is as expected: edits by the mouse take their time. */
  async saveUntil(isSaved: () => boolean): Promise<void> {
    for (let tries = 0; tries < 20; tries++) {
      await this.command('File: Save All');
      if (isSaved()) return;
      await this.page.waitForTimeout(500);
    }
    throw new Error('What was saved never became what was expected');
  }

  /** Gives the keyboard to the editor of the plan, wherever it was: in the page of the schedule it would be far away. */
  async focusEditor(): Promise<void> {
    await this.page.locator('.tab', { hasText: '.plan.yaml' }).first().click();
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  }

  /** Opens the quick fixes at the cursor, until one is among them: problems that arrive meanwhile close the menu. */
  async quickFix(title: string): Promise<void> {
    await this.#retry(async (patience) => {
      await this.page.keyboard.press('Control+.');
      await this.page.locator('.action-widget', { hasText: title }).first().waitFor(patience);
    });
  }

  /** The suggestions that are shown. */
  suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row');
  }

  /** What is inside of the schedule page. */
  schedule(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  tree(text: string): Locator {
    return this.page.locator('.pane-body .monaco-list-row', { hasText: text });
  }

  async openSideBar(): Promise<void> {
    await this.page.locator('.activitybar .action-item a[aria-label^="Headway"]').click({ force: true });
    await this.page.locator('.sidebar .pane-body .monaco-list').first().waitFor();
  }

  async picture(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }
}
