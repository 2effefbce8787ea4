/** The walkthrough, an exercise, the quiz and the lesson, gone through with keyboard and mouse; with pictures. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { insist, inWorkbench, showFixes } from './workbench.mjs';

const gallery = fileURLToPath(new URL('../../../samples/gallery', import.meta.url));
const questions = 30;

export async function checkTeaching({ vsix, shots, outcomes }) {
  const look = { name: 'teaching', theme: 'light', isTrusted: true };
  await inWorkbench({ ...look, vsix, shots, outcomes, folder: gallery, file: 'event_bus.py' }, async ({ page, workspace, step, shoot, shootInEveryTheme, run, webview }) => {
    const input = page.locator('.quick-input-widget:visible input.input');
    const command = (title) => run(`Weakref Lint: ${title}`);
    const walkthrough = () => command('Weak References, from the Start');
    /** Steps of the walkthrough that are ticked off. */
    const ticked = (count) => page.waitForFunction((wanted) => document.querySelectorAll('.getting-started-step .codicon-getting-started-step-checked').length === wanted, count);
    const lens = (title) => page.locator('.codelens-decoration a', { hasText: title }).first();
    const says = (text) => page.locator('.notification-list-item-message', { hasText: text }).waitFor();
    /** What Enter would choose. */
    const choice = (label) => page.locator('.quick-input-list .monaco-list-row.focused .label-name', { hasText: label });
    const line = (text) => page.locator('.view-line', { hasText: text }).first();

    await step('the walkthrough opens, with nothing done', async () => {
      await page.locator('.squiggly-warning').first().waitFor();
      await page.keyboard.press('Control+b');
      await walkthrough();
      await page.locator('.getting-started-step').first().waitFor();
      await ticked(0);
      await webview().locator('svg').waitFor();
      await shootInEveryTheme('walkthrough');
    });
    await step('its sample has a warning', async () => {
      await page.getByRole('button', { name: 'Open it in Python' }).click();
      await line('self._board().remove').waitFor();
      await page.locator('.squiggly-warning').first().waitFor();
    });
    await step('the steps of opening it and of the warning are ticked off', async () => {
      await walkthrough();
      await ticked(2);
    });
    await step('it shows the card', async () => {
      await page.locator('.getting-started-step', { hasText: 'Read the card' }).click();
      await page.getByRole('button', { name: 'Show the card' }).click();
      await page.locator('.monaco-hover:visible', { hasText: 'Give the result a name' }).waitFor();
      await shoot('card');
      await page.keyboard.press('Escape');
    });
    await step('it shows the fixes, and one mends the sample', async () => {
      await walkthrough();
      await ticked(3);
      await page.locator('.getting-started-step', { hasText: 'Mend it' }).click();
      await webview().locator('title', { hasText: 'A light bulb' }).waitFor({ state: 'attached' });
      await shootInEveryTheme('walkthrough-fix');
      await page.getByRole('button', { name: 'Show the fixes' }).click();
      const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Return early' });
      await fix.waitFor().catch(() => showFixes(page, fix));
      await page.keyboard.press('Enter');
      await line('if board is None:').waitFor();
      await walkthrough();
      await ticked(4);
    });
    await step('the exercises are put into a folder', async () => {
      mkdirSync(join(workspace, 'notes'));
      await command('Practice');
      await page.locator('.quick-input-title', { hasText: 'A folder for the exercises' }).waitFor();
      // What is typed is lost when the dialog lists its folder: it is left where it opens, in the workspace.
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'notes' }).waitFor();
      await page.getByRole('button', { name: 'Practise Here' }).click();
      await lens('Check').waitFor();
    });
    await step('a wrong answer is told why', async () => {
      await line('handle = ___').getByText('___').dblclick();
      await page.keyboard.type('lamp');
      await page.keyboard.press('Escape');
      await lens('Check').click();
      await lens('0 of 4 right').waitFor();
      await page.locator('.squiggly-info').first().waitFor();
      await shootInEveryTheme('exercise');
      await says('This owns the lamp');
    });
    await step('there is a hint', async () => {
      await lens('Hint').click();
      await says('Blank 1: The module');
    });
    await step('the Test Explorer says which blank is wrong', async () => {
      await run('Test: Run Tests in Current File');
      await page.locator('.glyph-margin-widgets .testing-run-glyph.codicon-testing-error-icon, .glyph-margin-widgets .codicon-testing-failed-icon').first().waitFor();
      await shoot('tests');
    });
    await step('the right answers are right', async () => {
      await lens('Solution').click();
      await line('handle = weakref.ref(lamp)').waitFor();
      await lens('Check').click();
      await lens('Check (done)').waitFor();
      await says('Done.');
    });
    await step('its program is run where that is asked for', async () => {
      const profiles = page.getByRole('menuitem', { name: 'Execute Using Profile...' }).first();
      await insist(async (patience) => {
        if (!(await profiles.isVisible())) await page.locator('.glyph-margin-widgets .testing-run-glyph').first().click({ button: 'right', ...patience });
        await profiles.click(patience);
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Check and Run the Program' }).click(patience);
      });
      await page.locator('.xterm-rows', { hasText: 'nobody owns the lamp' }).waitFor();
      await page.locator('.glyph-margin-widgets .codicon-testing-passed-icon').first().waitFor();
      await shoot('run');
      await run('View: Hide Panel');
    });
    await step('the exercise goes back to where it began', async () => {
      await lens('Reset').click();
      await line('handle = ___').waitFor();
      await walkthrough();
      await ticked(5);
    });
    await step('the quiz asks and explains', async () => {
      await command('Take the Quiz');
      await page.locator('.quick-input-title', { hasText: `(1/${questions})` }).waitFor();
      await shoot('question');
      await input.press('Enter');
      await choice('Next').waitFor();
      await shootInEveryTheme('answer');
    });
    await step('the passage opens beside it, and the quiz goes on', async () => {
      await input.press('ArrowDown');
      await choice('Read the passage').waitFor();
      await input.press('Enter');
      await page.locator('.tab', { hasText: 'Preview' }).waitFor();
      await input.press('ArrowUp');
      await choice('Next').waitFor();
      await input.press('Enter');
      await page.locator('.quick-input-title', { hasText: `(2/${questions})` }).waitFor();
    });
    await step('the quiz goes on where it was left', async () => {
      await input.press('Escape');
      await input.waitFor({ state: 'hidden' });
      await command('Take the Quiz');
      await page.locator('.quick-input-title', { hasText: `(2/${questions})` }).waitFor();
    });
    await step('the quiz ends with a score, and asks again what was missed', async () => {
      for (let question = 2; question <= questions; question += 1) {
        await page.locator('.quick-input-title', { hasText: `(${question}/${questions})` }).waitFor();
        await input.press('Enter');
        await choice('Next').waitFor();
        await input.press('Enter');
      }
      await choice('Ask again what I missed').waitFor();
      await shoot('score');
      await input.press('Enter');
      await page.locator('.quick-input-title', { hasText: '(1/' }).waitFor();
      await input.press('Escape');
      await input.waitFor({ state: 'hidden' });
      await walkthrough();
      await ticked(6);
    });
    await step('the lesson opens', async () => {
      await command('Open the Lesson');
      await page.locator('.tab.active', { hasText: 'Preview README.md' }).waitFor();
      await webview().getByText('Weak references, a short course').waitFor();
      await shoot('lesson');
    });
    await step('a chapter opens from its contents', async () => {
      await webview().getByRole('link', { name: 'Owning and observing' }).click();
      await webview().getByRole('heading', { name: 'Who keeps an object alive' }).waitFor();
      await webview().locator('img').evaluate((image) => image.decode());
      await shootInEveryTheme('chapter');
    });
    await step('an example of the lesson is run', async () => {
      await page.getByRole('button', { name: 'Open Source File' }).click();
      await lens('Run this example').click();
      await page.locator('.xterm-rows', { hasText: 'harbour' }).waitFor();
      await shoot('example');
    });
  });
}
