/** What a person sees of the packaged and installed extension, with the mouse, by keys alone, and in Restricted Mode; with pictures. */
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packExtension } from '../../../client/tools/package.mjs';
import { serverMain } from '../hosts/installed.mjs';
import { checkKeys } from './keys.mjs';
import { checkTeaching } from './teaching.mjs';
import { inWorkbench, showFixes } from './workbench.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const gallery = { folder: join(root, 'samples/gallery'), file: 'event_bus.py' };
const looks = [
  { name: 'light', theme: 'light', isTrusted: true },
  { name: 'restricted', theme: 'dark', isTrusted: false },
];

/** What of a problem is on the screen. */
const problem = { code: 'self._bus().remove(self)', message: '`self._bus()` may be `None` here', token: '_bus', card: 'Give the result a name, check that name, and use only that name', fix: 'Return early if `bus` is `None`', rule: 'no-unchecked-deref', passage: 'Check once, through a strong name' };

export async function runUiSuite(out) {
  const vsix = join(out, 'weakref-lint.vsix');
  await packExtension(vsix);
  const shots = join(out, 'screenshots');
  mkdirSync(shots, { recursive: true });
  const outcomes = [];
  const { size } = statSync(vsix);
  outcomes.push({ title: 'the package is no larger than 3 MB', ...(size > 3 * 1024 * 1024 ? { error: `It has ${size} bytes.` } : {}) });
  for (const look of looks) await walk(look.name, outcomes, (own) => checkLook(look, vsix, shots, own));
  await walk('keys', outcomes, (own) => checkKeys({ ...gallery, vsix, shots, outcomes: own }, problem));
  await walk('teaching', outcomes, (own) => checkTeaching({ vsix, shots, outcomes: own }));
  const { version } = JSON.parse(readFileSync(join(dirname(dirname(serverMain('newest'))), 'package.json'), 'utf8'));
  return { version, appHost: 'installed vsix', outcomes };
}

/** The workbench is not ours, and sometimes busy: what fails in it is tried once more from the beginning, and told. What fails twice is broken. */
async function walk(name, outcomes, take) {
  for (let isLast = false; ; isLast = true) {
    const own = [];
    await take(own);
    const failed = own.find(({ error }) => error !== undefined);
    if (failed === undefined || isLast) return void outcomes.push(...own);
    console.error(`ui: ${name} is tried once more: ${failed.title}: ${failed.error}`);
  }
}

async function checkLook({ name, theme, isTrusted }, vsix, shots, outcomes) {
  await inWorkbench({ name, theme, isTrusted, vsix, shots, outcomes, ...gallery }, async ({ page, step, shoot, shootInEveryTheme, run, webview }) => {
    const line = page.locator('.view-line', { hasText: problem.code });
    const squiggles = page.locator('.squiggly-warning');

    await step('the workspace is trusted as it should be', async () => {
      await line.waitFor();
      const banner = page.getByText('Restricted Mode').first();
      if (isTrusted) await banner.waitFor({ state: 'hidden' });
      else await banner.waitFor();
      await page.keyboard.press('Control+b');
      await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
    });
    await step('a problem is underlined', () => squiggles.first().waitFor());
    const before = await squiggles.count();
    await step('the card explains it', async () => {
      await line.getByText(problem.token).first().hover();
      await page.locator('.monaco-hover:visible', { hasText: problem.card }).waitFor();
      // Code in the card is coloured a moment after it is shown.
      await page.locator('.monaco-hover:visible .monaco-tokenized-source [class*=mtk]').first().waitFor();
      await shootInEveryTheme('card');
    });
    await step('the card is seen whole, in the font that VS Code has by default', async () => {
      const code = await page.locator('.monaco-hover:visible .monaco-tokenized-source').last().boundingBox();
      const card = await page.locator('.monaco-hover:visible .monaco-scrollable-element').first().boundingBox();
      const hidden = code.y + code.height - (card.y + card.height);
      if (hidden > 0) throw new Error(`${Math.round(hidden)} pixels of the card are below its edge.`);
    });
    await step('the light bulb offers a fix', async () => {
      await page.keyboard.press('Escape');
      await line.getByText(problem.token).first().click();
      const fix = page.locator('.action-widget .monaco-list-row', { hasText: problem.fix });
      await showFixes(page, fix);
      await shoot('quick-fix');
    });
    await step('the fix is applied and the underline goes', async () => {
      await page.keyboard.press('Enter');
      await page.locator('.view-line', { hasText: 'if bus is None:' }).nth(1).waitFor();
      await page.waitForFunction(({ count }) => document.querySelectorAll('.squiggly-warning').length < count, { count: before });
      await shoot('fixed');
    });
    if (isTrusted) return;
    const example = page.locator('.codelens-decoration a', { hasText: 'Run this example' }).first();
    await step('no example of the lesson is run before the folder is trusted', async () => {
      await run('Weakref Lint: Open the Lesson');
      await webview().getByRole('link', { name: 'Owning and observing' }).click();
      await webview().getByRole('heading', { name: 'Who keeps an object alive' }).waitFor();
      await page.getByRole('button', { name: 'Open Source File' }).click();
      await page.locator('.codelens-decoration a', { hasText: 'Examples run in trusted folders only' }).waitFor();
      await example.waitFor({ state: 'hidden' });
      await shoot('example');
    });
    await step('it can be run as soon as the folder is', async () => {
      await page.locator('.codelens-decoration a', { hasText: 'Examples run in trusted folders only' }).click();
      await page.getByRole('button', { name: 'Trust', exact: true }).click();
      await page.locator('.tab', { hasText: 'owning-and-observing.md' }).last().click();
      await example.waitFor();
    });
  });
}
