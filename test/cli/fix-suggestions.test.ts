/** `--fix-suggestions` on a terminal: what is asked, what is typed, and what is in the files afterwards. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonDeref, pythonRepeated } from '../support/programs.ts';
import { atTerminal } from '../support/terminal.ts';
import { folderWith } from '../support/weakref-lint.ts';

function asked(args: readonly string[], folder: string, lines: readonly string[]): { readonly code: number; readonly out: string } {
  return atTerminal(['check', '--fix-suggestions', ...args], folder, { prompt: 'q to stop: ', lines });
}

const text = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const twice = `${pythonDeref}\n    def again(self):\n        self._parent().changed()\n`;

describe.skipIf(process.platform === 'win32')('--fix-suggestions', () => {
  it('names the choices, applies the one that was typed, and goes on', () => {
    const folder = folderWith({ 'a.py': twice, 'b.py': pythonDeref });
    const { code, out } = asked(['.'], folder, ['1', 's', 'x', '1']);
    expect(out).toMatch(/a\.py:9:9 warning no-unchecked-deref\n[^]+\n {2}1 \S[^]+\n1(?: to \d)?, s to leave it, f to leave the file, q to stop: /);
    expect(text(folder, 'a.py')).not.toBe(twice);
    expect(text(folder, 'a.py')).toContain('\n    def again(self):\n        self._parent().changed()\n');
    expect(text(folder, 'b.py')).not.toBe(pythonDeref);
    expect(out).toMatch(/\n1 problem \(0 errors, 1 warning\) in 2 files\. 2 files changed by fixes\.\s*$/);
    expect(code).toBe(1);
  });

  it('leaves the rest of a file, and stops, without losing what was chosen', () => {
    const folder = folderWith({ 'a.py': twice, 'b.py': twice, 'c.py': twice });
    const { out } = asked(['.'], folder, ['f', '1', 'q']);
    expect([text(folder, 'a.py'), text(folder, 'c.py')]).toEqual([twice, twice]);
    expect(text(folder, 'b.py').match(/self\._parent\(\)\.changed/g)).toHaveLength(1);
    expect(out.match(/q to stop: /g)).toHaveLength(3);
  });

  it('takes the end of the input for the wish to stop', () => {
    const folder = folderWith({ 'a.py': twice });
    expect(asked(['.'], folder, [])).toMatchObject({ code: 1 });
    expect(text(folder, 'a.py')).toBe(twice);
  });

  it('keeps byte order mark and line ends, and does not ask of what the baseline knows', () => {
    const windows = `\uFEFF${pythonRepeated.replaceAll('\n', '\r\n')}`;
    const folder = folderWith({ 'a.py': windows, 'b.py': pythonDeref, 'known.json': JSON.stringify({ version: 1, findings: [{ path: 'b.py', rule: 'no-unchecked-deref', inside: 'class Child: > def rename(self):', code: 'self._parent()' }] }) });
    const { code, out } = asked(['--baseline', 'known.json', '.'], folder, ['1']);
    expect(text(folder, 'a.py')).toMatch(/^\uFEFFimport weakref\r\n/);
    expect(text(folder, 'a.py').match(/self\._parent\(\)/g)).toHaveLength(1);
    expect(text(folder, 'b.py')).toBe(pythonDeref);
    expect(out.match(/q to stop: /g)).toHaveLength(1);
    expect(code).toBe(0);
  });
});
