/** Configuration files on the command line, and `init`, which writes one. */
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigFile } from '../../server/src/config/config-file.ts';
import { clean, pythonDeref } from '../support/programs.ts';
import { atTerminal } from '../support/terminal.ts';
import { folderWith, weakrefLint, withoutPrivileges } from '../support/weakref-lint.ts';

const off = '[rules]\nno-unchecked-deref = "off"\n';
const loud = '[rules]\nno-unchecked-deref = "error"\n';
const hinted = '[rules]\nno-unchecked-deref = "hint"\n';

interface Message {
  readonly severity: number;
}

/** The severities in each file, by its name. */
function severities(out: string): Readonly<Record<string, readonly number[]>> {
  const files: readonly { readonly filePath: string; readonly messages: readonly Message[] }[] = JSON.parse(out);
  return Object.fromEntries(files.map(({ filePath, messages }) => [filePath.slice(filePath.lastIndexOf('/') + 1), messages.map(({ severity }) => severity)]));
}

describe('check', () => {
  it.each([
    ['weakref-lint.toml', loud],
    ['pyproject.toml', '[tool.weakref-lint.rules]\nno-unchecked-deref = "error"\n'],
    ['package.json', '{"weakref-lint": {"rules": {"no-unchecked-deref": "error"}}}'],
  ])('takes the settings from %s', (name, text) => {
    const { code, out, err } = weakrefLint(['check', '--format', 'json', '.'], folderWith({ [name]: text, 'child.py': pythonDeref }));
    expect([code, severities(out), err]).toEqual([1, { 'child.py': [2] }, '']);
  });

  it('takes those of the nearest file, up to the top of the repository', () => {
    const folder = folderWith({ 'weakref-lint.toml': loud, 'repo/.git/HEAD': '', 'repo/a.py': pythonDeref, 'repo/in/weakref-lint.toml': off, 'repo/in/deep/b.py': pythonDeref });
    expect(severities(weakrefLint(['check', '--format', 'json', '.'], join(folder, 'repo')).out)).toEqual({ 'a.py': [1], 'b.py': [] });
    expect(severities(weakrefLint(['check', '--format', 'json', '.'], join(folder, 'repo/in/deep')).out)).toEqual({ 'b.py': [] });
  });

  it.each([
    ['>=3.11', 1],
    ['>=3.9', 0],
  ])('offers what Python %s knows', (versions, count) => {
    const program = 'import weakref\nfrom dataclasses import dataclass\n\n\n@dataclass(slots=True)\nclass Task:\n    name: str\n\n\ntask = Task("a")\nhandle = weakref.ref(task)\n';
    const folder = folderWith({ 'pyproject.toml': `[project]\nrequires-python = "${versions}"\n`, 'task.py': program });
    const { out } = weakrefLint(['check', '.'], folder);
    expect(out).toContain('require-weakref-slot');
    expect(out.split('fix: Add `weakref_slot=True`').length - 1).toBe(count);
  });

  it('lets its own options win', () => {
    const folder = folderWith({ 'weakref-lint.toml': off, 'child.py': pythonDeref });
    expect(severities(weakrefLint(['check', '--format', 'json', '--rule', 'no-unchecked-deref:error', '.'], folder).out)).toEqual({ 'child.py': [2] });
    expect(severities(weakrefLint(['check', '--format', 'json', '--no-config', '.'], folder).out)).toEqual({ 'child.py': [1] });
  });

  it('takes those of --config and no other', () => {
    const folder = folderWith({ 'weakref-lint.toml': off, 'ci.toml': loud, 'child.py': pythonDeref });
    expect(severities(weakrefLint(['check', '--format', 'json', '--config', 'ci.toml', '.'], folder).out)).toEqual({ 'child.py': [2] });
  });

  it('leaves out what is excluded, also where it is named', () => {
    const folder = folderWith({ 'weakref-lint.toml': 'exclude = ["old/"]\n', 'old/child.py': pythonDeref });
    expect(weakrefLint(['check', '.'], folder)).toMatchObject({ code: 0, err: '' });
    expect(weakrefLint(['check', 'old/child.py'], folder)).toMatchObject({ code: 0, err: '' });
  });

  it('shows a hint, and does not fail for it', () => {
    const folder = folderWith({ 'weakref-lint.toml': hinted, 'child.py': pythonDeref });
    const { code, out } = weakrefLint(['check', '.'], folder);
    expect([code, out]).toEqual([0, expect.stringContaining('1 problem (0 errors, 0 warnings, 1 hint) in 1 file.')]);
  });

  it('names each mistake with its place once, and the rest counts', () => {
    const folder = folderWith({ 'weakref-lint.toml': `preset = "loud"\n${loud}`, 'a.py': pythonDeref, 'b.py': pythonDeref });
    const { code, out, err } = weakrefLint(['check', '--format', 'json', '.'], folder);
    expect([code, severities(out), err]).toEqual([
      1,
      { 'a.py': [2], 'b.py': [2] },
      'weakref-lint: weakref-lint.toml:1:10 preset must be "recommended" or "strict", not "loud"; it is ignored.\n',
    ]);
  });

  it('could not do its work where nothing of the file can be read', () => {
    const { code, err } = weakrefLint(['check', '.'], folderWith({ 'weakref-lint.toml': 'preset = \n', 'a.py': pythonDeref }));
    expect([code, err]).toEqual([2, expect.stringMatching(/^weakref-lint: weakref-lint\.toml:1:8 .*; no setting of this file can be read\.\n$/)]);
  });

  it.each([
    ['a folder', (path: string) => mkdirSync(path), ': it cannot be read (it is a folder), so none of its settings count.'],
    ['not text', (path: string) => writeFileSync(path, 'preset = "\0\u00ff"'), ':1:1 It is not saved as UTF-8; no setting of this file can be read.'],
    ['UTF-16', (path: string) => writeFileSync(path, '\ufeffpreset = "strict"\n', 'utf16le'), ':1:1 It is not saved as UTF-8; no setting of this file can be read.'],
  ])('could not do its work where the file is %s, and reports all the same', (_, make, sentence) => {
    const folder = folderWith({ 'a.py': pythonDeref });
    make(join(folder, 'weakref-lint.toml'));
    expect(weakrefLint(['check', '.'], folder)).toEqual({ code: 2, out: expect.stringContaining('no-unchecked-deref'), err: `weakref-lint: weakref-lint.toml${sentence}\n` });
  });

  it.skipIf(process.platform === 'win32')('could not do its work where the file may not be read, or is a link that leads nowhere or elsewhere', () => {
    const folder = folderWith({ 'in/a.py': pythonDeref, 'other.toml': 'preset = "strict"\n' });
    const path = join(folder, 'in/weakref-lint.toml');
    const complaint = (): string => withoutPrivileges(['check', '.'], join(folder, 'in')).err;
    chmodSync(folder, 0o755);
    writeFileSync(path, 'preset = "strict"\n', { mode: 0 });
    expect(complaint()).toBe('weakref-lint: weakref-lint.toml: it cannot be read (permission denied), so none of its settings count.\n');
    for (const [target, reason] of [['nowhere', 'it is a link to something that is not there'], ['../other.toml', 'it is a link that leads out of the folders that are checked']] as const) {
      rmSync(path);
      symlinkSync(target, path);
      expect(complaint()).toBe(`weakref-lint: weakref-lint.toml: it cannot be read (${reason}), so none of its settings count.\n`);
    }
  });

  it('does not mind what others cannot read either', () => {
    const folder = folderWith({ 'a.py': clean });
    for (const name of ['pyproject.toml', 'package.json']) mkdirSync(join(folder, name));
    expect(weakrefLint(['check', '.'], folder)).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    [['--config', 'none.toml'], 'the configuration "none.toml" cannot be read (it is not there); --config needs a file that can.'],
    [['--config', '.'], 'the configuration "." cannot be read (it is a folder); --config needs a file that can.'],
    [['--config', 'package.json'], '"package.json" holds no settings; --config needs a weakref-lint.toml, a pyproject.toml with [tool.weakref-lint] or a package.json with "weakref-lint".'],
    [['--config', 'a.toml', '--no-config'], '--config names the settings and --no-config goes without; use one of them.'],
    [['--config'], '--config needs a value, such as --config weakref-lint.toml.'],
  ])('refuses %j', (args, sentence) => {
    const folder = folderWith({ 'a.py': pythonDeref, 'package.json': '{}', 'a.toml': off });
    expect(weakrefLint(['check', '.', ...args], folder)).toEqual({ code: 2, out: '', err: `weakref-lint: ${sentence}\n` });
  });
});

describe('init', () => {
  it('shows and writes a configuration that can be read, and chooses nothing new', () => {
    const folder = folderWith({});
    const { code, out } = weakrefLint(['init', '--yes'], folder);
    const written = readFileSync(join(folder, 'weakref-lint.toml'), 'utf8');
    expect([code, out]).toEqual([0, expect.stringContaining('    preset = "recommended"\n')]);
    expect(readConfigFile('/p/weakref-lint.toml', written)).toMatchObject({ complaints: [], choices: { preset: 'recommended' } });
    // What its comments propose can be read too.
    const proposed = written.replaceAll(/^# (?=\S+ = )/gm, '');
    expect(readConfigFile('/p/weakref-lint.toml', proposed)).toMatchObject({ complaints: [], choices: { deferToTypeChecker: true } });
  });

  it.skipIf(process.platform === 'win32')('asks, and writes what is wanted only', () => {
    const folder = folderWith({});
    const prompt = '[y/N] ';
    for (const lines of [[], [''], ['no']]) {
      const { code, out } = atTerminal(['init'], folder, { prompt, lines });
      expect([code, out]).toEqual([1, expect.stringMatching(/Write it\? \[y\/N\] [^]*Nothing was written\.\n$/)]);
    }
    expect(readdirSync(folder)).toEqual([]);
    expect(atTerminal(['init'], folder, { prompt, lines: ['y'] }).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['weakref-lint.toml']);
  });

  it('writes nothing where nobody can be asked', () => {
    const folder = folderWith({});
    const { code, err } = weakrefLint(['init'], folder);
    expect([code, err]).toEqual([2, 'weakref-lint: nobody is there to ask, so nothing was written; "weakref-lint init --yes" writes it.\n']);
    expect(() => readFileSync(join(folder, 'weakref-lint.toml'))).toThrow();
  });

  it.each([
    ['weakref-lint.toml', loud],
    ['weakref-lint.toml', ''],
    ['pyproject.toml', '[tool.weakref-lint]\n'],
    ['package.json', '{"weakref-lint": {}}'],
  ])('leaves %s alone', (name, text) => {
    const folder = folderWith({ [name]: text });
    const { code, err } = weakrefLint(['init', '--yes'], folder);
    expect([code, err]).toEqual([2, expect.stringContaining(`${name} has settings already and is left alone`)]);
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });

  it('takes no path', () => {
    expect(weakrefLint(['init', 'src'], folderWith({}))).toMatchObject({ code: 2, err: 'weakref-lint: init takes --yes and nothing else, not "src"; it writes weakref-lint.toml into the folder you are in.\n' });
  });
});
