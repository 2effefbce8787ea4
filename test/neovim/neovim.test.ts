/** A real editor that only knows the protocol: Neovim, without a window. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { program } from '../support/lsp-client.ts';
import { pythonDeref, pythonDerefLine } from '../support/programs.ts';
import { folderWith, weakrefLint } from '../support/weakref-lint.ts';

const hasNeovim = spawnSync('nvim', ['--version']).status === 0;
if (!hasNeovim) process.stdout.write('SKIPPED: the Neovim test, because `nvim` is not installed.\n');

interface Report {
  readonly trouble?: string;
  readonly diagnostics: readonly unknown[];
  readonly hover: { readonly kind: string; readonly value: string };
  readonly actions: readonly { readonly title: string; readonly preferred: boolean }[];
  readonly text: readonly string[];
}

describe.skipIf(!hasNeovim)('Neovim', () => {
  it('shows a finding, explains it and applies the fix', () => {
    const folder = folderWith({ 'child.py': pythonDeref });
    const reportFile = join(folder, 'report.json');
    const script = fileURLToPath(new URL('session.lua', import.meta.url));
    const { stderr } = spawnSync('nvim', ['--clean', '--headless', '-n', '-c', `luafile ${script}`], {
      encoding: 'utf8',
      env: {
        ...process.env,
        HOME: folder,
        XDG_STATE_HOME: folder,
        XDG_CACHE_HOME: folder,
        WEAKREF_LINT_FILE: join(folder, 'child.py'),
        WEAKREF_LINT_REPORT: reportFile,
        WEAKREF_LINT_NODE: process.execPath,
        WEAKREF_LINT_PROGRAM: program,
      },
      timeout: 50_000,
    });
    const report: Report = JSON.parse(readFileSync(reportFile, 'utf8'));
    expect(report.trouble, stderr).toBeUndefined();
    expect(report.diagnostics).toMatchObject([{ line: pythonDerefLine, source: 'weakref-lint', code: 'no-unchecked-deref' }]);
    expect(report.hover.kind).toBe('markdown');
    expect(report.hover.value).toContain('Give the result a name');
    expect(report.actions[0]).toMatchObject({ preferred: true });
    writeFileSync(join(folder, 'child.py'), report.text.join('\n'));
    expect(weakrefLint(['check', 'child.py'], folder).code).toBe(0);
  });
});
