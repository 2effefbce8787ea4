/** What is new: since a revision, and beside a baseline. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonDeref } from '../support/programs.ts';
import { folderWith, weakrefLint } from '../support/weakref-lint.ts';

function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** `path:line` of every finding. */
function places(args: readonly string[], folder: string): readonly string[] {
  const { out } = weakrefLint(['check', '--format', 'gitlab', ...args], folder);
  const issues: readonly { readonly location: { readonly path: string; readonly lines: { readonly begin: number } } }[] = JSON.parse(out);
  return issues.map(({ location: { path, lines } }) => `${path}:${lines.begin}`);
}

const more = '\n    def again(self):\n        self._parent().changed()\n';

/** Git writes such a name in quotes, with escapes. */
const odd = process.platform === 'win32' ? 'ü.py' : 'ü "q".py';

describe('--diff', () => {
  function git(folder: string, ...args: readonly string[]): void {
    const options = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...options, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }

  function repository(files: Readonly<Record<string, string>>): string {
    const folder = folderWith(files);
    git(folder, 'init', '--quiet');
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '-m', 'first');
    return folder;
  }

  it('reports changed lines, staged or not, and files Git does not know yet', () => {
    const folder = repository({ 'a.py': pythonDeref, 'b.py': pythonDeref, [`sub/${odd}`]: pythonDeref, '.gitignore': 'ignored.py\n' });
    expect(places(['--diff', 'HEAD', '.'], folder)).toEqual([]);
    write(folder, 'a.py', `# moved\n${pythonDeref}${more}`);
    write(folder, `sub/${odd}`, pythonDeref.replace('changed', 'removed'));
    write(folder, 'new.py', pythonDeref);
    write(folder, 'ignored.py', pythonDeref);
    git(folder, 'add', 'a.py');
    expect(places(['--diff', 'HEAD', '.'], folder)).toEqual(['a.py:13', 'new.py:9', `sub/${odd}:9`]);
    expect(places(['--diff', 'HEAD', '.'], join(folder, 'sub'))).toEqual([`${odd}:9`]);
    expect(weakrefLint(['check', '--diff', 'HEAD', 'b.py'], folder)).toMatchObject({ code: 0, out: 'No weak-reference problems in 0 files.\n' });
  });

  it('compares with where the branch began, not with what the other branch did since', () => {
    const folder = repository({ 'a.py': pythonDeref });
    git(folder, 'checkout', '--quiet', '-b', 'topic');
    write(folder, 'a.py', pythonDeref + more);
    git(folder, 'commit', '--quiet', '-am', 'second');
    git(folder, 'checkout', '--quiet', 'main');
    write(folder, 'a.py', pythonDeref.replace('changed', 'renamed'));
    git(folder, 'commit', '--quiet', '-am', 'theirs');
    git(folder, 'checkout', '--quiet', 'topic');
    expect(places(['--diff', 'main', '.'], folder)).toEqual(['a.py:12']);
  });

  it('counts lines that end as on Windows', () => {
    const windows = (text: string): string => text.replaceAll('\n', '\r\n');
    const folder = repository({ 'a.py': windows(pythonDeref) });
    write(folder, 'a.py', windows(pythonDeref + more));
    expect(places(['--diff', 'HEAD', '.'], folder)).toEqual(['a.py:12']);
  });

  it('heeds no settings that change what Git prints', () => {
    const folder = repository({ 'sub/a.py': pythonDeref });
    for (const [key, value] of [['diff.noprefix', 'true'], ['diff.relative', 'true'], ['color.ui', 'always'], ['diff.external', 'false'], ['core.quotePath', 'true']] as const) git(folder, 'config', key, value);
    write(folder, 'sub/a.py', pythonDeref + more);
    expect(places(['--diff', 'HEAD', '.'], folder)).toEqual(['sub/a.py:12']);
  });

  it.each(['absent', '--output=stolen', 'HEAD:a.py'])('knows no revision %s', (revision) => {
    const folder = repository({ 'a.py': '' });
    expect(weakrefLint(['check', `--diff=${revision}`, '.'], folder)).toEqual({ code: 2, out: '', err: `weakref-lint: Git knows no revision "${revision}" here.\n` });
  });
});

describe('--baseline', () => {
  it('may be saved with a byte order mark and the line ends of Windows', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    weakrefLint(['check', '--baseline', 'known.json', '--update-baseline', '.'], folder);
    const text = readFileSync(join(folder, 'known.json'), 'utf8');
    writeFileSync(join(folder, 'known.json'), `\ufeff${text.replaceAll('\n', '\r\n')}`);
    expect(weakrefLint(['check', '--baseline', 'known.json', '.'], folder)).toMatchObject({ code: 0, err: '' });
  });

  const baseline = ['--baseline', 'known.json'];
  const update = ['check', ...baseline, '--update-baseline', '.'];

  function known(files: Readonly<Record<string, string>>): string {
    const folder = folderWith(files);
    expect(weakrefLint(update, folder)).toMatchObject({ code: 0, out: '' });
    return folder;
  }

  it('leaves out what was there, wherever it stands now', () => {
    const folder = known({ 'a.py': pythonDeref });
    expect(weakrefLint(['check', ...baseline, '.'], folder)).toMatchObject({ code: 0, err: '' });
    write(folder, 'a.py', `# moved\n\n${pythonDeref.replace('self._parent()', 'if self:\n            self._parent()')}${more}`);
    expect(places([...baseline, '.'], folder)).toEqual(['a.py:15']);
    expect(weakrefLint(['check', ...baseline, '.'], folder)).toMatchObject({ code: 1, err: '' });
  });

  it('says what it wrote down', () => {
    expect(weakrefLint(update, folderWith({ 'a.py': pythonDeref }))).toEqual({ code: 0, out: '', err: 'weakref-lint: known.json names 1 finding now.\n' });
  });

  it('counts: a second one just like it is new', () => {
    const folder = known({ 'a.py': pythonDeref });
    write(folder, 'a.py', `${pythonDeref}        self._parent().changed()\n`);
    expect(places([...baseline, '.'], folder)).toEqual(['a.py:10']);
  });

  it('names what no longer occurs, and an update takes it out', () => {
    const folder = known({ 'a.py': pythonDeref, 'b.py': pythonDeref });
    write(folder, 'a.py', 'import weakref\n');
    rmSync(join(folder, 'b.py'));
    const { code, err } = weakrefLint(['check', ...baseline, '.'], folder);
    expect(code).toBe(0);
    expect(err.trimEnd().split('\n')).toEqual([
      'weakref-lint: the baseline names no-unchecked-deref in a.py ("self._parent()"), which no longer occurs.',
      'weakref-lint: the baseline names no-unchecked-deref in b.py ("self._parent()"), which no longer occurs.',
      'weakref-lint: --update-baseline takes out of known.json what no longer occurs.',
    ]);
    weakrefLint(update, folder);
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });

  it('keeps what a run does not ask about', () => {
    const folder = known({ 'a.py': pythonDeref, 'b.ts': 'const a = new WeakRef({});\na.deref().b;\n' });
    const before = readFileSync(join(folder, 'known.json'), 'utf8');
    write(folder, 'b.ts', 'const a: WeakRef = (;\n');
    for (const args of [['a.py'], ['--rule', 'no-unchecked-deref:off', 'a.py'], ['b.ts']]) {
      expect(weakrefLint(['check', ...baseline, ...args], folder).err).not.toContain('no longer occurs');
      weakrefLint(['check', ...baseline, '--update-baseline', ...args], folder);
      expect(readFileSync(join(folder, 'known.json'), 'utf8')).toBe(before);
    }
  });

  it('means the same from another folder', () => {
    const folder = known({ 'sub/a.py': pythonDeref });
    expect(places(['--baseline', '../known.json', '.'], join(folder, 'sub'))).toEqual([]);
    renameSync(join(folder, 'sub'), join(folder, 'other'));
    expect(places([...baseline, '.'], folder)).toEqual(['other/a.py:9']);
  });

  it.each(['[]', '{"version": 2, "findings": []}', '{"version": 1, "findings": [{"rule": "a"}]}'])('is nothing like %s', (text) => {
    const folder = folderWith({ 'known.json': text, 'a.py': '' });
    expect(weakrefLint(update, folder)).toMatchObject({ code: 2, out: '', err: 'weakref-lint: "known.json" is not a baseline; --update-baseline wants a file of its own.\n' });
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).toBe(text);
  });

  it('may stand in the configuration, and is what the editor reads', () => {
    const folder = folderWith({ 'weakref-lint.toml': 'baseline = "ci/known.json"\n', 'a.py': pythonDeref, 'b/weakref-lint.toml': '', 'b/b.py': pythonDeref, 'ci/.keep': '' });
    expect(weakrefLint(['check', '.'], folder)).toMatchObject({
      code: 1,
      err: 'weakref-lint: weakref-lint.toml:1:12 there is no baseline "ci/known.json"; "weakref-lint check --update-baseline ." writes it.\n',
    });
    const { err } = weakrefLint(['check', '--update-baseline', '.'], folder);
    expect(err).toMatch(/^weakref-lint: ci[\\/]known\.json names 1 finding now\.\n$/);
    expect(places(['.'], folder)).toEqual(['b/b.py:9']);
    expect(JSON.parse(readFileSync(join(folder, 'ci/known.json'), 'utf8'))).toMatchObject({ findings: [{ path: '../a.py', rule: 'no-unchecked-deref' }] });
    writeFileSync(join(folder, 'ci/known.json'), '{}');
    expect(weakrefLint(['check', 'a.py'], folder)).toMatchObject({ code: 1, err: expect.stringContaining('weakref-lint.toml:1:12 "ci/known.json" is not a baseline') });
  });
});
