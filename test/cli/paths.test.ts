/** Where the text may come from. */
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonDeref, pythonRepeated } from '../support/programs.ts';
import { atTerminal } from '../support/terminal.ts';
import { folderWith, weakrefLint, withStdin, withoutPrivileges } from '../support/weakref-lint.ts';

const isWindows = process.platform === 'win32';

describe('standard input', () => {
  const named = ['--stdin-filename', 'sub/a.py', '-'];

  it('is checked under the name it is given', () => {
    const { code, out, err } = withStdin(['check', ...named], folderWith({}), pythonDeref);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^sub[\\/]a\.py:9:9 warning no-unchecked-deref\n/);
  });

  it.skipIf(isWindows)('says so where it is somebody at a terminal, who may wait for us', () => {
    const { code, out } = atTerminal(['check', ...named], folderWith({}), { prompt: 'ends it', lines: ['import weakref\r\u0004'] });
    expect([code, out]).toEqual([0, expect.stringMatching(/^weakref-lint: reads the text from this terminal; Ctrl\+D [^]+\nNo weak-reference problems in 1 file\.\n$/)]);
  });

  it('has the neighbours its name says', () => {
    const folder = folderWith({ 'sub/base.py': 'class Small:\n    __slots__ = ("a",)\n' });
    expect(withStdin(['check', ...named], folder, 'import weakref\nfrom base import Small\n\nhandle = weakref.ref(Small())\n').out).toContain('require-weakref-slot');
  });

  it('may be empty, and may be no text', () => {
    expect(withStdin(['check', ...named], folderWith({}), '')).toMatchObject({ code: 0, err: '' });
    expect(withStdin(['check', ...named], folderWith({}), Buffer.from('weakref \xff', 'latin1'))).toMatchObject({ code: 0, err: expect.stringContaining('a.py is not UTF-8; save it as UTF-8 to have it checked.\n') });
  });

  it('shows its fixes as a patch', () => {
    expect(withStdin(['check', '--fix-dry-run', ...named], folderWith({}), pythonRepeated).out).toMatch(/^--- a\/sub\/a\.py\n\+\+\+ b\/sub\/a\.py\n@@ -\d/);
  });
});

describe('paths', () => {
  it('may hold spaces, letters of any script and a dash at the start', () => {
    const names = ['-r/-x y.py', 'sub folder/naïve 弱.py', '‑.py', "it's $HOME.py"];
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, pythonDeref])));
    const { code, out, err } = weakrefLint(['check', '--format', 'jsonl', '--', ...names], folder);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const findings: readonly unknown[] = out.trimEnd().split('\n').map((line) => JSON.parse(line));
    expect(findings).toEqual(names.map((name) => expect.objectContaining({ path: join(folder, name) })));
  });

  it('that .gitignore names are checked with --no-ignore, those of others are not', () => {
    const folder = folderWith({ '.git/HEAD': '', '.gitignore': 'build/\n', 'build/b.py': pythonDeref, 'node_modules/m/c.js': 'new WeakRef(a).deref().b;' });
    expect(weakrefLint(['check', '.'], folder).code).toBe(0);
    expect(weakrefLint(['check', '--no-ignore', '.'], folder).out).toMatch(/build[\\/]b\.py:9:9[^]+\n1 problem .+ in 1 file\.\n$/);
  });

  it.skipIf(isWindows)('that are links in a circle are named, and the others are checked', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    symlinkSync('loop.py', join(folder, 'loop.py'));
    const { code, out, err } = weakrefLint(['check', 'loop.py', 'a.py'], folder);
    expect({ code, err }).toEqual({ code: 2, err: 'weakref-lint: "loop.py" could not be looked at: it is a link to itself.\n' });
    expect(out).toContain('a.py:9:9');
  });

  it.runIf(process.platform === 'linux')('that are not UTF-8 are named, and the others are checked', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.py')]), pythonDeref);
    const { code, out, err } = weakrefLint(['check', '.'], folder);
    expect({ code, err }).toEqual({ code: 2, err: 'weakref-lint: caf\ufffd.py could not be read: its name is not UTF-8, so rename it.\n' });
    expect(out).toContain('a.py:9:9');
  });

  it.skipIf(isWindows)('that may not be read are named, and the others are checked', () => {
    const folder = folderWith({ 'a.py': pythonDeref, 'closed/b.py': pythonDeref, 'c.py': pythonDeref });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'closed'), 0);
    chmodSync(join(folder, 'c.py'), 0);
    const { code, out, err } = withoutPrivileges(['check', '.'], folder);
    chmodSync(join(folder, 'closed'), 0o755);
    expect(code).toBe(2);
    expect(out).toContain('a.py:9:9');
    expect(err.trimEnd().split('\n')).toEqual([
      'weakref-lint: c.py could not be read: permission denied.',
      `weakref-lint: the folder ${join(folder, 'closed')} could not be read: permission denied.`,
    ]);
  });
});
