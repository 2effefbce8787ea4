/** Everything that can be wrong with what the command line is given: one sentence each, and nothing is lost. */
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { optionNames, parseCheckOptions } from '../../server/src/node/check-options.ts';
import { reportTargetComplaint } from '../../server/src/node/report-target.ts';
import { sourceFiles } from '../../server/src/node/source-files.ts';
import { readSourceText } from '../../server/src/node/source-text.ts';
import { pythonDeref } from '../support/programs.ts';
import { folderWith, weakrefLint, withStdin } from '../support/weakref-lint.ts';

const isWindows = process.platform === 'win32';

const complaint = (...args: readonly string[]): unknown => {
  const options = parseCheckOptions(args);
  return typeof options === 'string' ? options : undefined;
};

describe('an option', () => {
  const values = ['format', 'output-file', 'max-warnings', 'rule', 'stdin-filename', 'diff', 'baseline', 'cache-location', 'concurrency', 'config'];

  it.each(values)('--%s wants its value', (name) => {
    const sentence = new RegExp(`^--${name} needs a value, such as --${name} \\S+\\.$`);
    for (const args of [[`--${name}`], [`--${name}=`], [`--${name}`, ''], [`--${name}`, '--strict']]) expect(complaint('.', ...args)).toMatch(sentence);
  });

  it.each(optionNames.filter((name) => !values.includes(name)))('--%s wants none', (name) => {
    for (const value of ['', 'yes', 'false']) expect(complaint('.', `--${name}=${value}`)).toBe(`--${name} takes no value.`);
  });

  it.each([
    ['--max-warnings', '-1'],
    ['--max-warnings', '1.5'],
    ['--max-warnings', '1e3'],
    ['--format', 'JSON'],
    ['--format', 'toString'],
    ['--rule', 'no-unchecked-deref'],
    ['--rule', ':off'],
    ['--rule', 'toString:off'],
    ['--rule', 'no-unchecked-deref:hint'],
    ['--rule', 'no-unchecked-deref:off:off'],
    ['--concurrency', '-2'],
  ])('%s is not %s', (name, value) => {
    expect(complaint('.', name, value)).toMatch(/^[^.]+\b(?:use|needs|must end in|lists them)\b.*\.$/);
  });

  it.each(['-x', '--no-fix', '--constructor', '--__proto__'])('is not %s', (name) => {
    expect(complaint('.', name)).toMatch(new RegExp(`^there is no option ${name}`));
  });

  it('that is given twice means what was said last', () => {
    const twice = parseCheckOptions(['--format', 'json', '--max-warnings=1', '--strict', '--rule', 'no-dead-hit:off', '--strict', '--rule', 'no-dead-hit:warn', '--max-warnings=2', '--format', 'sarif', '.']);
    expect(twice).toMatchObject({ format: 'sarif', maxWarnings: 2, preset: 'strict', rules: new Map([['no-dead-hit', 'warn']]) });
  });

  it.each([
    [['--output-file', 'x', '--baseline', './x'], '--baseline and --output-file both name "x"; each needs a file of its own.'],
    [['--cache', '--cache-location', 'x', '--output-file', 'x'], '--cache-location and --output-file both name "x"; each needs a file of its own.'],
    [['--cache', '--cache-location', 'x', '--baseline', 'x', '--update-baseline'], '--baseline and --cache-location both name "x"; each needs a file of its own.'],
    [['--config', 'x', '--baseline', 'x', '--update-baseline'], '--config and --baseline both name "x"; each needs a file of its own.'],
  ])('does not share its file: %j', (args, sentence) => {
    expect(complaint(...args, '.')).toBe(sentence);
  });

  it('is not a path, and no path is empty', () => {
    expect(parseCheckOptions(['--', '--fix', '-'])).toBe('"-" stands for standard input and goes with no other path.');
    expect(parseCheckOptions(['--', '--fix'])).toMatchObject({ paths: ['--fix'], fix: 'none' });
    expect(complaint('src', '')).toBe('an empty path names nothing; "." is the folder you are in.');
  });
});

describe('a report', () => {
  it('does not take the place of what is for something else', () => {
    const folder = folderWith({ 'a.py': '', 'known.json': '{"version": 1, "findings": []}', kept: '{"weakrefLintCache": "x", "files": {}}', 'old.json': '[]' });
    const of = (name: string): string | undefined => reportTargetComplaint(name, folder);
    const wayOut = '; --output-file needs a file of its own, such as report.json.';
    expect(of('a.py')).toBe(`"a.py" is a source file by its name${wayOut}`);
    expect(of('sub/new.ipynb')).toBe(`"sub/new.ipynb" is a source file by its name${wayOut}`);
    expect(of('pyproject.toml')).toBe(`"pyproject.toml" is a configuration file by its name${wayOut}`);
    expect(of('known.json')).toBe(`"known.json" is a baseline${wayOut}`);
    expect(of('kept')).toBe(`"kept" is a cache of weakref-lint${wayOut}`);
    expect(['old.json', 'absent.json', '.'].map(of)).toEqual([undefined, undefined, undefined]);
  });

  it('leaves the source file it was sent to as it is', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    expect(weakrefLint(['check', '--output-file', 'a.py', '.'], folder)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('is a source file by its name') });
    expect(readFileSync(join(folder, 'a.py'), 'utf8')).toBe(pythonDeref);
  });
});

describe('a file', () => {
  const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');
  const folder = folderWith({
    'utf16le.py': utf16(pythonDeref),
    'utf16be.py': Buffer.from(utf16(pythonDeref)).swap16(),
    'binary.py': 'import weakref\0',
    'latin1.py': Buffer.from('# caf\u00e9', 'latin1'),
    'huge.py': '#\n'.repeat(1_100_000),
    'minified.js': 'x'.repeat(30_000),
    'folder.py/in.py': '',
    'mark.py': '\ufeff',
    'empty.py': '',
  });

  it.each([
    ['utf16le.py', 'unfit', 'is UTF-16; save it as UTF-8 to have it checked'],
    ['utf16be.py', 'unfit', 'is UTF-16; save it as UTF-8 to have it checked'],
    ['binary.py', 'unfit', 'is a binary file, not source text; it was not checked'],
    ['latin1.py', 'unfit', 'is not UTF-8; save it as UTF-8 to have it checked'],
    ['huge.py', 'unfit', 'is larger than 2 MB; it was not checked'],
    ['minified.js', 'unfit', 'has a line of more than 20,000 characters, so it looks minified or generated; it was not checked'],
    ['vanished.py', 'unreadable', 'could not be read: it is not there any more'],
    ['folder.py', 'unreadable', 'could not be read: it is a folder'],
    ['empty.py/a.py', 'unreadable', isWindows ? 'could not be read: it is not there any more' : 'could not be read: a part of its path is not a folder'],
  ])('such as %s is %s', (name, kind, sentence) => {
    expect(readSourceText(join(folder, name), [], true)).toEqual({ kind, sentence });
  });

  it('below a folder that is UTF-16 is named where its text would matter', () => {
    const [mattering, other] = [utf16(pythonDeref), utf16('text = 1\n')];
    const names = folderWith({ 'le.py': mattering, 'be.py': Buffer.from(mattering).swap16(), 'other.py': other });
    const sentence = (name: string): string => `weakref-lint: ${name} is UTF-16; save it as UTF-8 to have it checked.\n`;
    expect(weakrefLint(['check', '.'], names)).toEqual({ code: 0, out: 'No weak-reference problems in 1 file. 2 files not checked.\n', err: sentence('be.py') + sentence('le.py') });
  });

  it('may be empty, and may hold nothing but a byte order mark', () => {
    for (const name of ['empty.py', 'mark.py']) expect(readSourceText(join(folder, name), [[]], true)).toEqual({ kind: 'text', text: name === 'mark.py' ? '\ufeff' : '' });
    expect(weakrefLint(['check', 'empty.py', 'mark.py'], folder)).toMatchObject({ code: 0, err: '' });
  });
});

describe('a path', () => {
  const folder = folderWith({ '.git/HEAD': '', '.gitignore': 'made/\n', 'a.py': '', 'b.ts': '', 'sub/c.py': '', 'sub/deep/d.py': '', 'sub/deep/e.js': '', 'made/f.py': '', 'node_modules/g.js': '', '[x].py': '', 'notes.md': '' });
  const found = (name: string, workingFolder = folder): readonly string[] =>
    [...sourceFiles([name], workingFolder, true)].map((each) => (each.kind === 'file' ? each.file.path.slice(folder.length + 1).replaceAll('\\', '/') : each.sentence));

  it.each([
    ['*.py', ['[x].py', 'a.py']],
    ['**/*.py', ['[x].py', 'a.py', 'sub/c.py', 'sub/deep/d.py']],
    ['sub/**/*.{js,py}', ['sub/c.py', 'sub/deep/d.py', 'sub/deep/e.js']],
    ['./sub/[a-c].py', ['sub/c.py']],
    // As a shell would have it: the folder `sub/deep`.
    ['sub/d*', ['sub/deep/d.py', 'sub/deep/e.js']],
    ['**/f.py', ['"**/f.py" matches no Python, JavaScript or TypeScript file.']],
    ['*.md', ['"*.md" matches no Python, JavaScript or TypeScript file.']],
    ['absent/*.py', ['there is no file or folder "absent/*.py".']],
    ['absent.py', ['there is no file or folder "absent.py".']],
    // A file of that very name.
    ['[x].py', ['[x].py']],
    ['notes.md', ['"notes.md" is not a Python, JavaScript or TypeScript file by its name; name a folder, or a file such as app.py or app.ts.']],
  ])('%s stands for %j', (name, expected) => {
    expect(found(name)).toEqual(expected);
  });

  it('may be a pattern that begins above', () => {
    expect(found('../s*/c.py', join(folder, 'sub'))).toEqual(['sub/c.py']);
  });

  it.skipIf(isWindows)('that is a link to nothing is named as such', () => {
    symlinkSync('nowhere.py', join(folder, 'dangling.py'));
    expect(found('dangling.py')).toEqual(['"dangling.py" is a link to something that is not there.']);
  });

  it('that is a pattern has the settings and the neighbours of where it leads', () => {
    const other = folderWith({ 'here/.keep': '', 'there/weakref-lint.toml': '[rules]\nrequire-weakref-slot = "error"\n', 'there/base.py': 'class Small:\n    __slots__ = ("a",)\n', 'there/user.py': 'import weakref\nfrom base import Small\n\nhandle = weakref.ref(Small())\n' });
    expect(weakrefLint(['check', '../there/u*.py'], join(other, 'here')).out).toContain('error require-weakref-slot');
  });
});

describe('standard input', () => {
  it.each([
    ['binary', Buffer.from('import weakref\0'), 'is a binary file'],
    ['UTF-16', Buffer.from('\ufeffimport weakref', 'utf16le'), 'is UTF-16'],
  ])('that is %s is named', (_, input, sentence) => {
    const { code, err } = withStdin(['check', '--stdin-filename', 'a.py', '-'], folderWith({}), input);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(new RegExp(`^weakref-lint: a\\.py ${sentence}[^\\n]+\\n$`)) });
  });
});

describe('a command', () => {
  it.each([
    [['explain', ''], 'there is no rule ""'],
    [['explain', 'toString'], 'there is no rule "toString"'],
    [['lesson', '0'], 'there is no chapter "0"'],
    [['lesson', '99'], 'there is no chapter "99"'],
    [['quiz', '--all'], 'quiz takes no arguments'],
    [['practice', 'a', 'b'], 'practice needs one folder'],
    [['practice', ''], 'practice needs one folder'],
    [['practice', '--chek', 'a'], 'practice needs one folder'],
    [['practice', 'notes.md'], 'the exercises could not be put into notes.md (there is a file of that name); name a folder that can be written to.'],
    [['practice', 'sub', '--check'], 'there is no exercise in sub; "weakref-lint practice sub" puts them there.'],
    [['practice', '--check', 'notes.md'], 'there is no exercise in notes.md'],
    [['init', ''], 'init takes --yes and nothing else'],
    [['toString'], 'there is no command "toString"'],
    [['chek', '.'], 'there is no command "chek" (did you mean check?).'],
    [[''], 'there is no command ""'],
  ])('is 2 for %j, and says why', (args, sentence) => {
    const folder = folderWith({ 'notes.md': '' });
    mkdirSync(join(folder, 'sub'));
    const { code, out, err } = weakrefLint(args, folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`weakref-lint: ${sentence}`);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
