import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { program } from '../support/lsp-client.ts';
import { advised, clean, javascriptDeref, javascriptDerefLine, pythonDeref, pythonDerefLine, pythonRepeated } from '../support/programs.ts';
import { atTerminal } from '../support/terminal.ts';
import { folderWith, weakrefLint } from '../support/weakref-lint.ts';

interface JsonFile {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string; readonly line: number; readonly severity: number }[];
  readonly errorCount: number;
  readonly warningCount: number;
}

function jsonOf(out: string): readonly JsonFile[] {
  return JSON.parse(out);
}

function checkedFiles(args: readonly string[], folder: string): readonly string[] {
  return jsonOf(weakrefLint(['check', '--format', 'json', ...args], folder).out).map(({ filePath }) => filePath.slice(folder.length + 1).replaceAll('\\', '/'));
}

describe('exit codes', () => {
  it('is 0 when nothing is found', () => {
    const folder = folderWith({ 'a.py': clean });
    expect(weakrefLint(['check', 'a.py'], folder)).toEqual({ code: 0, out: 'No weak-reference problems in 1 file.\n', err: '' });
  });

  it('is 1 when something is found', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    expect(weakrefLint(['check', '.'], folder).code).toBe(1);
  });

  it('counts warnings against --max-warnings', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    const warn = ['check', '--rule', 'no-unchecked-deref:warn', 'a.py'];
    expect(weakrefLint(warn, folder).code).toBe(1);
    expect(weakrefLint([...warn, '--max-warnings', '1'], folder).code).toBe(0);
    expect(weakrefLint([...warn, '--max-warnings=0'], folder).code).toBe(1);
    expect(weakrefLint(['check', '--rule', 'no-unchecked-deref:error', '--max-warnings', '9', 'a.py'], folder).code).toBe(1);
  });

  it('is 1 for advice only where somebody asks for it', () => {
    const folder = folderWith({ 'a.py': advised });
    expect(weakrefLint(['check', 'a.py'], folder).code).toBe(0);
    const { code, out } = weakrefLint(['check', '--strict', 'a.py'], folder);
    expect(code).toBe(1);
    expect(out).toContain('a.py:8:5 warning prefer-discard');
    expect(out).toContain('a.py:9:8 warning no-truthy-deref');
    expect(out).toMatch(/\n2 problems \(0 errors, 2 warnings\) in 1 file\.\n$/);
    expect(weakrefLint(['check', '--rule', 'no-truthy-deref/advice:error', 'a.py'], folder).out).toContain('1 problem (1 error, 0 warnings)');
    expect(weakrefLint(['check', '--strict', '--rule', 'no-truthy-deref:off', '--rule', 'prefer-discard:off', 'a.py'], folder).code).toBe(0);
  });

  it('does not depend on the format', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    expect(weakrefLint(['check', '--format=json', 'a.py'], folder).code).toBe(1);
  });

  it.each([
    [[], 'no command given'],
    [['chekc', '.'], 'there is no command "chekc"'],
    [['check'], 'no files or folders were named'],
    [['check', 'absent.py'], 'there is no file or folder "absent.py"'],
    [['check', '--formt', 'json', '.'], 'did you mean --format?'],
    [['check', '--format', 'xml', '.'], 'there is no format "xml"; use pretty, json, jsonl, sarif, github, gitlab, junit or checkstyle.'],
    [['check', '--format'], '--format needs a value'],
    [['check', '--output-file=', '.'], '--output-file needs a value, such as --output-file report.json.'],
    [['check', '-'], '"-" needs a name for the text, such as --stdin-filename src/app.py.'],
    [['check', '-', '.', '--stdin-filename', 'a.py'], '"-" stands for standard input and goes with no other path.'],
    [['check', '.', '--stdin-filename', 'a.py'], '--stdin-filename names the text of standard input; add the path "-".'],
    [['check', '-', '--stdin-filename', 'a.txt'], '"a.txt" is not a Python, JavaScript or TypeScript file by its name'],
    [['check', '-', '--stdin-filename', 'a.py', '--fix'], '--fix has no file to write to; --fix-dry-run shows the fixes of standard input.'],
    [['check', '--fix', '--fix-dry-run', '.'], 'use one of them'],
    [['check', '--fix', '--diff', 'main', '.'], '--diff reports changed lines only and fixes are for whole files'],
    [['check', '--fix-suggestions', '.'], '--fix-suggestions asks on a terminal, and here is none; --fix applies what needs no question.'],
    [['check', '--fix-suggestions', '--fix', '.'], 'use one of them'],
    [['check', '--fix-suggestions', '--stdin-filename', 'a.py', '-'], 'where the text comes from standard input.'],
    [['check', '--fix-suggestions', '--update-baseline', '--baseline', 'b.json', '.'], 'use one of them'],
    [['check', '--update-baseline', '.'], '--update-baseline needs the file, such as --baseline weakref-baseline.json, or "baseline" in the configuration.'],
    [['check', '--update-baseline', '--baseline', 'b.json', '--diff', 'main', '.'], 'use one of them'],
    [['check', '--baseline', 'absent.json', '.'], 'there is no baseline "absent.json"; --update-baseline writes it.'],
    [['check', '--baseline', 'README.md', '.'], '"README.md" is not a baseline; --update-baseline wants a file of its own.'],
    [['check', '--diff', 'main', '.'], '--diff needs Git, and a folder that is in a repository of it.'],
    [['check', 'README.md/a.py'], '"README.md/a.py" could not be looked at: a part of its path is not a folder.'],
    [['check', '--max-warnings', 'many', '.'], '--max-warnings needs a whole number, not "many"'],
    [['check', '--rule', 'no-unchecked-derefs:off', '.'], 'did you mean "no-unchecked-deref"?'],
    [['check', '--rule', 'no-unchecked-deref:loud', '.'], 'must end in :off, :warn or :error'],
    [['check', 'README.md'], 'is not a Python, JavaScript or TypeScript file'],
    [['check', '--strict=no', '.'], '--strict takes no value'],
    [['check', '--rule', 'no-truthy-deref/advise:warn', '.'], 'did you mean "no-truthy-deref/advice"?'],
    [['explain'], 'explain needs one rule'],
    [['explain', 'no-unchecked-deref', 'no-dead-hit'], 'explain needs one rule'],
    [['explain', 'no-uncheckd-deref'], 'there is no rule "no-uncheckd-deref" (did you mean "no-unchecked-deref"?).'],
    [['explain', '../../README'], 'there is no rule "../../README"; "weakref-lint rules" lists them.'],
    [['rules', 'all'], 'rules takes no arguments, such as "all"'],
    [['server'], 'weakref-lint server --stdio'],
  ])('is 2 for %j, with one sentence that names the way out', (args, sentence) => {
    const folder = folderWith({ 'README.md': '# nothing\n' });
    const { code, out, err } = weakrefLint(args, folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('output', () => {
  it('shows the code, the message, the lesson once and a summary', () => {
    const folder = folderWith({ 'a.py': pythonDeref, 'b.js': javascriptDeref });
    const { out, err } = weakrefLint(['check', '.'], folder);
    expect(err).toBe('');
    expect(out).toContain(`a.py:${pythonDerefLine + 1}:`);
    expect(out).toContain(`b.js:${javascriptDerefLine + 1}:`);
    expect(out).toMatch(/\n {3}9 │ .*\n {5}│ +\^+\n/);
    expect(out.match(/One deref, one strong name/g)).toHaveLength(1);
    expect(out).toContain('fix: ');
    expect(out).toMatch(/\n2 problems \(0 errors, 2 warnings\) in 2 files\./);
    expect(out).not.toContain('\u001b');
  });

  it('is what ESLint prints as json', () => {
    const folder = folderWith({ 'a.py': pythonDeref, 'b.py': clean });
    const [a, b] = jsonOf(weakrefLint(['check', '--format', 'json', '.'], folder).out);
    expect(a).toMatchObject({
      filePath: join(folder, 'a.py'),
      messages: [{ ruleId: 'weakref/no-unchecked-deref', severity: 1, line: pythonDerefLine + 1, suggestions: [{ desc: 'Return early if `parent` is `None`' }, {}] }],
      suppressedMessages: [],
      errorCount: 0,
      warningCount: 1,
      fatalErrorCount: 0,
      source: pythonDeref,
    });
    expect(b).toMatchObject({ messages: [], errorCount: 0 });
  });

  it('says what it is and how it is used', () => {
    const folder = folderWith({});
    expect(weakrefLint(['--version'], folder).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(weakrefLint(['--help'], folder).out).toContain('weakref-lint check [options] PATH...');
    expect(weakrefLint(['check', '--help'], folder)).toMatchObject({ code: 0, err: '' });
  });

  it('has colours where somebody asks for them', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    const hasColours = (env: Readonly<Record<string, string>>): boolean => weakrefLint(['check', 'a.py'], folder, env).out.includes('\u001b[');
    expect(hasColours({})).toBe(false);
    expect(hasColours({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true);
    expect(hasColours({ FORCE_COLOR: '0' })).toBe(false);
    expect(weakrefLint(['check', '--format', 'json', 'a.py'], folder, { FORCE_COLOR: '1' })).toEqual(weakrefLint(['check', '--format', 'json', 'a.py'], folder));
  });

  it.skipIf(process.platform === 'win32').each([0, 60, 200])('is as wide as a terminal of %d columns lets it be', (columns) => {
    const { out } = atTerminal(['check', 'a.py'], folderWith({ 'a.py': pythonDeref }), { prompt: 'nothing asks', lines: [], columns });
    // A place and its note stay on one line, for those who click on it.
    const widest = Math.max(...out.split('\n').map((line) => (line.includes('a.py:') ? 0 : line.length)));
    const room = columns === 60 ? 60 : 100;
    expect(widest).toBeLessThanOrEqual(room);
    expect(widest).toBeGreaterThan(room - 12);
  });

  it('keeps control characters of the source from the terminal', () => {
    const folder = folderWith({ 'a.py': pythonDeref.replace('changed()', 'changed("\u001b]0;x\u0007")') });
    expect(weakrefLint(['check', 'a.py'], folder).out).not.toMatch(/[\u001b\u0007]/);
  });

  it.skipIf(process.platform === 'win32')('ends quietly when its reader has seen enough', () => {
    const files: Record<string, string> = {};
    for (let index = 0; index < 300; index += 1) files[`f${index}.py`] = pythonDeref;
    const folder = folderWith(files);
    const { stderr, stdout } = spawnSync('sh', ['-c', `"${process.execPath}" "${program}" check . | head -n 1`], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toHaveLength(2);
  });
});

describe('rules', () => {
  it('can be switched off', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    expect(weakrefLint(['check', '--rule', 'weakref/no-unchecked-deref:off', 'a.py'], folder).code).toBe(0);
  });

  it('are silenced by comments', () => {
    const folder = folderWith({
      'a.py': pythonDeref.replace('changed()', 'changed()  # eslint-disable-line weakref/no-unchecked-deref'),
      'b.js': javascriptDeref.replace('    this.parent.deref', '    // eslint-disable-next-line weakref/no-unchecked-deref\n    this.parent.deref'),
    });
    expect(weakrefLint(['check', '.'], folder).code).toBe(0);
  });

  it('leave comments for other linters alone', () => {
    const folder = folderWith({ 'b.js': `/* eslint no-console: "error", other/rule: 2 */\n// eslint-disable-next-line other/rule\nconsole.log(WeakRef)\n` });
    expect(weakrefLint(['check', '.'], folder)).toMatchObject({ code: 0, err: '' });
  });
});

describe('files', () => {
  it('are found below folders, by their names', () => {
    const names = ['a.py', 'b.pyi', 'c/d.js', 'c/e.mjs', 'c/f.cjs', 'c/g.jsx', 'c/h.ts', 'c/i.mts', 'c/j.cts', 'c/k.tsx'];
    const folder = folderWith({ ...Object.fromEntries(names.map((name) => [name, ''])), 'l.txt': '', 'c/m.json': '{}' });
    expect(checkedFiles(['.'], folder)).toEqual(names);
  });

  it('of others are skipped unless they are named', () => {
    const folder = folderWith({
      'a.py': '',
      'node_modules/m/index.js': '',
      '.venv/lib/x.py': '',
      '__pycache__/x.py': '',
      'lib/site-packages/x.py': '',
      '.git/hooks/x.py': '',
    });
    expect(checkedFiles(['.'], folder)).toEqual(['a.py']);
    expect(checkedFiles(['node_modules/m'], folder)).toEqual(['node_modules/m/index.js']);
    expect(checkedFiles(['lib/site-packages/x.py'], folder)).toEqual(['lib/site-packages/x.py']);
  });

  it('follow .gitignore, nested ones and those above too', () => {
    const folder = folderWith({
      '.git/HEAD': '',
      '.gitignore': 'build/\n*.gen.py\n',
      'a.py': '',
      'a.gen.py': '',
      'build/b.py': '',
      'sub/.gitignore': '!keep.gen.py\n/c.py\n',
      'sub/c.py': '',
      'sub/keep.gen.py': '',
      'sub/deep/c.py': '',
    });
    expect(checkedFiles(['.'], folder)).toEqual(['a.py', 'sub/deep/c.py', 'sub/keep.gen.py']);
    expect(checkedFiles(['sub'], folder)).toEqual(['sub/deep/c.py', 'sub/keep.gen.py']);
    expect(checkedFiles(['build', 'a.gen.py'], folder)).toEqual(['build/b.py', 'a.gen.py']);
  });

  it('named twice are checked once', () => {
    const folder = folderWith({ 'a.py': '' });
    expect(checkedFiles(['.', 'a.py', './a.py'], folder)).toEqual(['a.py']);
  });

  it('may begin with a dash', () => {
    const folder = folderWith({ '-a.py': '' });
    expect(checkedFiles(['--', '-a.py'], folder)).toEqual(['-a.py']);
  });

  it.skipIf(process.platform === 'win32')('are not looked for through links, so that a link to its own folder does no harm', () => {
    const folder = folderWith({ 'sub/a.py': '' });
    symlinkSync('..', join(folder, 'sub/up'));
    symlinkSync('nowhere', join(folder, 'sub/dangling.py'));
    expect(checkedFiles(['.'], folder)).toEqual(['sub/a.py']);
  });

  it('that cannot be checked are named, and the others are checked', () => {
    const folder = folderWith({
      'binary.py': Buffer.from('import weakref\0'),
      'latin1.py': Buffer.from('# caf\u00e9\nimport weakref\n', 'latin1'),
      'minified.js': `new WeakRef(${'x'.repeat(30_000)})`,
      'huge.py': `import weakref\n${'#\n'.repeat(1_100_000)}`,
      'broken.ts': 'const a: WeakRef = (;\n',
      'deep.ts': `new WeakRef(${'function f() {\n'.repeat(6000)}0${'; }'.repeat(6000)})`,
      'good.py': pythonDeref,
    });
    const { code, out, err } = weakrefLint(['check', '.'], folder);
    expect(code).toBe(1);
    expect(out).toContain('good.py:9');
    expect(err.trimEnd().split('\n')).toEqual([
      'weakref-lint: binary.py is a binary file, not source text; it was not checked.',
      expect.stringMatching(/^weakref-lint: broken\.ts:1 does not parse \(.+\); the file was not checked\.$/),
      'weakref-lint: deep.ts is nested too deeply to be parsed; it was not checked.',
      'weakref-lint: huge.py is larger than 2 MB; it was not checked.',
      'weakref-lint: latin1.py is not UTF-8; save it as UTF-8 to have it checked.',
      'weakref-lint: minified.js has a line of more than 20,000 characters, so it looks minified or generated; it was not checked.',
    ]);
  });

  it('are checked on another thread where they are nested too deeply for this one', () => {
    const inner = 'new WeakRef(node).deref();';
    const folder = folderWith({ 'deep.ts': `${inner}\n${'const inner = (node) => {\n'.repeat(250)}${inner}\n${'};\n'.repeat(250)}` });
    const { out, err } = weakrefLint(['check', 'deep.ts', '--concurrency', 'off'], folder);
    expect(out).toContain('deep.ts:1:1');
    expect(err).not.toContain('too deeply');
  });

  it('are modules, scripts or CommonJS as they need to be', () => {
    const folder = folderWith({
      'script.js': 'with (globalThis) { WeakRef; }\n',
      'common.cjs': 'WeakRef; return;\n',
      'module.js': 'import x from "x"; await x; WeakRef;\n',
      'view.jsx': 'WeakRef; export const a = <b>{1}</b>;\n',
      'view.js': 'WeakRef; export const a = <b>{1}</b>;\n',
      'cast.ts': 'const a = <object>WeakRef; export {};\n',
    });
    expect(weakrefLint(['check', '.'], folder)).toMatchObject({ code: 0, err: '' });
  });

  it('with broken Python are checked as far as they can be', () => {
    const folder = folderWith({ 'a.py': `${pythonDeref}\ndef half(\n` });
    expect(weakrefLint(['check', '.'], folder)).toMatchObject({ code: 1, err: '' });
  });
});

describe('the sample program', () => {
  it('shows each rule in each language', () => {
    const samples = fileURLToPath(new URL('../../samples', import.meta.url));
    const files = jsonOf(weakrefLint(['check', '--format', 'json', '.'], samples).out);
    const rulesOf = (extension: string): string[] =>
      [...new Set(files.filter(({ filePath }) => filePath.endsWith(extension)).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)))].sort();
    const all = ['no-finalizer-retains-target', 'no-repeated-deref', 'no-unchecked-deref', 'no-weak-primitive'].map((rule) => `weakref/${rule}`);
    expect(rulesOf('.py')).toEqual(expect.arrayContaining(all));
    expect(rulesOf('.ts')).toEqual(expect.arrayContaining(all));
    expect(files.flatMap(({ messages }) => messages).length).toBeGreaterThanOrEqual(8);
  });
});

describe('--fix', () => {
  it('applies safe fixes and keeps line endings and byte order mark', () => {
    const folder = folderWith({ 'a.py': `\ufeff${pythonRepeated.replaceAll('\n', '\r\n')}` });
    const { code, out } = weakrefLint(['check', '--fix', 'a.py'], folder);
    const text = readFileSync(join(folder, 'a.py'), 'utf8');
    expect(text.startsWith('\ufeffimport weakref\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.match(/self\._parent\(\)/g)).toHaveLength(1);
    expect({ code, out }).toEqual({ code: 0, out: 'No weak-reference problems in 1 file. 1 file changed by fixes.\n' });
  });

  it('tells the new text in json', () => {
    const folder = folderWith({ 'a.py': pythonRepeated });
    const [file] = jsonOf(weakrefLint(['check', '--fix', '--format', 'json', 'a.py'], folder).out);
    expect(file).toMatchObject({ messages: [], output: readFileSync(join(folder, 'a.py'), 'utf8') });
  });

  it('leaves a file without safe fixes byte for byte as it was', () => {
    const folder = folderWith({ 'a.py': `\ufeff${pythonDeref.replaceAll('\n', '\r\n')}` });
    const before = readFileSync(join(folder, 'a.py'));
    mkdirSync(join(folder, 'empty'));
    weakrefLint(['check', '--fix', '.'], folder);
    expect(readFileSync(join(folder, 'a.py')).equals(before)).toBe(true);
  });
});

describe('other files', () => {
  const base = 'class Small:\n    __slots__ = ("a",)\n';
  const user = 'import weakref\nfrom base import Small\n\nhandle = weakref.ref(Small())\n';
  const check = ['check', '--format', 'json', 'user.py'];

  it('beside the one that is checked tell what its imports are', () => {
    const folder = folderWith({ 'base.py': base, 'user.py': user });
    expect(jsonOf(weakrefLint(check, folder).out)).toMatchObject([{ messages: [{ ruleId: 'weakref/require-weakref-slot', line: 4 }] }]);
  });

  it.skipIf(process.platform === 'win32')('outside are not looked at, not even through a link', () => {
    const outside = folderWith({ 'base.py': base });
    const folder = folderWith({ 'user.py': user });
    symlinkSync(join(outside, 'base.py'), join(folder, 'base.py'));
    expect(jsonOf(weakrefLint(check, folder).out)).toMatchObject([{ messages: [] }]);
  });
});
