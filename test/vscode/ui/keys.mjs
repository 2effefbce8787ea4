/** From a problem to its card, its lesson and its fix by keys alone; and what the status item says when something is wrong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inWorkbench, showFixes } from './workbench.mjs';

export async function checkKeys(options, problem) {
  await inWorkbench({ ...options, name: 'keys', theme: 'dark', isTrusted: true }, async ({ page, workspace, step, shoot, webview }) => {
    const { keyboard } = page;
    const editorHasFocus = () => page.locator('.editor-instance .monaco-editor.focused').waitFor();
    const line = page.locator('.view-line', { hasText: problem.code });
    const card = page.locator('.monaco-hover:visible', { hasText: problem.card });

    const tabTo = async (target) => {
      for (let presses = 0; presses < 30 && !(await target.isVisible()); presses += 1) await keyboard.press('Tab');
      await target.waitFor();
    };

    await step('the list of problems leads to each', async () => {
      await page.locator('.squiggly-warning').first().waitFor();
      await keyboard.press('Control+Shift+m');
      const row = page.locator('.markers-panel .monaco-list-row.focused', { hasText: problem.message });
      await page.locator('.markers-panel .monaco-list-row', { hasText: problem.message }).first().waitFor();
      for (let presses = 0; presses < 20 && !(await row.isVisible()); presses += 1) await keyboard.press('ArrowDown');
      await shoot('problems');
      await keyboard.press('Enter');
      await editorHasFocus();
      await keyboard.press('Control+j');
    });
    await step('the card opens at the caret, and the link in it with Tab', async () => {
      await keyboard.press('Control+k');
      await keyboard.press('Control+i');
      await card.waitFor();
      await keyboard.press('Control+k');
      await keyboard.press('Control+i');
      await tabTo(page.locator('.monaco-hover:visible a:focus', { hasText: problem.rule }));
      await shoot('card');
      await keyboard.press('Enter');
      await webview().getByRole('heading', { name: `weakref/${problem.rule}` }).waitFor();
    });
    await step('the page of the rule leads to the lesson', async () => {
      await tabTo(webview().locator('a:focus', { hasText: problem.passage }));
      await keyboard.press('Enter');
      await webview().getByRole('heading', { name: problem.passage }).waitFor();
      await shoot('lesson');
    });
    await step('the fix is chosen and applied', async () => {
      await keyboard.press('Alt+1');
      await editorHasFocus();
      await showFixes(page, page.locator('.action-widget .monaco-list-row', { hasText: problem.fix }));
      await keyboard.press('Enter');
      await page.locator('.view-line', { hasText: 'if bus is None:' }).nth(1).waitFor();
      await line.first().waitFor({ state: 'hidden' });
    });
    await step('the status item says what is wrong in a configuration file, as long as it is', async () => {
      const file = join(workspace, 'weakref-lint.toml');
      const dotted = page.locator('.statusbar-item', { has: page.locator('.codicon-bracket-dot') });
      writeFileSync(file, 'preset = "loud"\n');
      await dotted.hover();
      const entry = page.locator('.hover-language-status', { hasText: 'weakref-lint.toml: preset must be' });
      await entry.waitFor();
      await entry.getByText('Show Log').waitFor();
      await shoot('status');
      writeFileSync(file, 'preset = "strict"\n');
      await dotted.waitFor({ state: 'hidden' });
    });
  });
}
