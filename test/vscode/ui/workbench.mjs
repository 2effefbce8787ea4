/** A workbench with the packaged extension, in a browser, on a copy of a folder; with steps and pictures. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../hosts/browser.mjs';
import { startCodeServer } from '../hosts/code-server.mjs';

const longestWait = 60_000;

const settings = {
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.wordBasedSuggestions': 'off',
  // Otherwise its text is pixels.
  'terminal.integrated.gpuAcceleration': 'off',
  'window.commandCenter': false,
  // What loads in the editor area takes the focus: a menu that is being typed into stays.
  'workbench.quickOpen.closeOnFocusLost': false,
  'workbench.editor.useModal': 'off',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  // Asked when a workspace opens that nobody has trusted yet; here nobody ever does.
  'security.workspace.trust.startupPrompt': 'never',
};

/** Those that VS Code brings: what each is called, and the class the workbench has in it. */
const themes = {
  light: { id: 'Default Light Modern', shade: 'vs' },
  dark: { id: 'Default Dark Modern', shade: 'vs-dark' },
  'high-contrast': { id: 'Default High Contrast', shade: 'hc-black' },
  'high-contrast-light': { id: 'Default High Contrast Light', shade: 'hc-light' },
};

const attempts = 5;

/** What is waited for when it is tried again, and how long at most each time. */
const patience = { timeout: longestWait / attempts };

/** Takes the steps to something again until all are taken: a busy workbench may close what it has just opened, and a menu takes no click in its first moments. */
export async function insist(steps) {
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    try {
      return await steps(patience);
    } catch (error) {
      if (error.name !== 'TimeoutError') throw error;
    }
  }
  return steps(patience);
}

/** The keys for quick fixes, until they are shown. */
export async function showFixes(page, fix) {
  await insist(async () => {
    if (!(await fix.isVisible())) await page.keyboard.press('Control+.');
    await fix.waitFor(patience);
  });
}

/**
 * @param options.folder is copied, and the copy is opened
 * @param options.file the file in it to begin with
 * @param theme the name of one of the themes
 * @param use gets the page, the folder, how to take a step and a picture, or one in every theme, how to run a command, and the page in a web view
 */
export async function inWorkbench({ name, theme, isTrusted, vsix, shots, outcomes, folder, file }, use) {
  const workspace = mkdtempSync(join(tmpdir(), 'gallery-'));
  cpSync(folder, workspace, { recursive: true });
  const { base, uri, stop } = await startCodeServer({ settings: { ...settings, 'workbench.colorTheme': themes[theme].id }, isTrusted, isDriven: false, vsix });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1100, height: 600 }, deviceScaleFactor: 1.5 });
    page.setDefaultTimeout(longestWait);
    const payload = JSON.stringify([['openFile', uri(join(workspace, file))]]);
    await page.goto(`${base}/?${new URLSearchParams({ folder: workspace, payload })}`);

    const shoot = (what) => page.screenshot({ path: join(shots, `${name}-${what}.png`) });
    const paint = async ({ id, shade }) => {
      mkdirSync(join(workspace, '.vscode'), { recursive: true });
      writeFileSync(join(workspace, '.vscode/settings.json'), JSON.stringify({ 'workbench.colorTheme': id }));
      await page.locator(`.monaco-workbench.${shade}`).waitFor();
    };
    const shootInEveryTheme = async (what) => {
      for (const [other, each] of Object.entries(themes)) {
        await paint(each);
        await shoot(`${what}-${other}`);
      }
      await paint(themes[theme]);
    };
    const input = page.locator('.quick-input-widget:visible input.input');
    const run = async (title) => {
      const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
      await insist(async () => {
        // That of the last command, which closes after the command has begun; or that of an attempt that came to nothing.
        await input.waitFor({ state: 'hidden', ...patience }).catch(() => page.keyboard.press('Escape'));
        // A web view that has just loaded takes the focus, and the keys with it.
        await page.evaluate(() => document.activeElement?.blur());
        await page.keyboard.press('F1');
        await input.fill(`>${title}`, patience);
        await row.waitFor(patience);
        await input.press('Enter', patience);
        await row.waitFor({ state: 'hidden', ...patience });
      });
    };
    /** The page inside the last web view. */
    const webview = () => page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('iframe#active-frame');
    /** A step that fails ends the run: the next ones build on it. */
    const step = async (title, run) => {
      try {
        await run();
        outcomes.push({ title: `${name}: ${title}` });
      } catch (error) {
        await shoot('failed');
        outcomes.push({ title: `${name}: ${title}`, error: String(error) });
        throw error;
      }
    };
    await use({ page, workspace, step, shoot, shootInEveryTheme, run, webview });
  } catch (error) {
    console.error(`${name}: ${file}: ${error.stack ?? error}`);
    if (outcomes.at(-1)?.error === undefined) throw error;
  } finally {
    await browser.close();
    await stop();
    rmSync(workspace, { recursive: true, force: true });
  }
}
