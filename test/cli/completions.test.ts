/** What the shell can complete, and what `--help` tells. */
import { spawnSync } from 'node:child_process';
import { ruleIds } from 'eslint-plugin-weakref/internal';
import { describe, expect, it } from 'vitest';
import { formatNames } from '../../server/src/format/formats.ts';
import { optionNames } from '../../server/src/node/check-options.ts';
import { folderWith, weakrefLint } from '../support/weakref-lint.ts';

const folder = process.cwd();
const hasBash = spawnSync('bash', ['--version']).status === 0;

describe('weakref-lint completions', () => {
  it.each(['bash', 'zsh', 'fish'])('knows the commands, options, formats and rules for %s', (shell) => {
    const { code, out, err } = weakrefLint(['completions', shell], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const word of ['explain', ...optionNames, ...formatNames, ...ruleIds]) expect(out).toContain(word);
  });

  it.skipIf(!hasBash)('completes in bash', () => {
    const script = weakrefLint(['completions', 'bash'], folder).out;
    const here = folderWith({ 'source.py': '' });
    const completed = (...words: readonly string[]): string => {
      const set = `COMP_WORDS=(weakref-lint ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _weakref_lint; echo "\${COMPREPLY[*]}"`;
      return spawnSync('bash', ['--norc', '-c', `${script}\n${set}`], { cwd: here, encoding: 'utf8' }).stdout.trim();
    };
    expect(completed('che')).toBe('check');
    expect(completed('check', '--fix')).toBe('--fix --fix-dry-run --fix-suggestions');
    expect(completed('check', '--format', 'g')).toBe('github gitlab');
    expect(completed('check', 'sou')).toBe('source.py');
    expect(completed('explain', 'no-weak-t')).toBe('no-weak-temporary');
  });

  it.each([[[]], [['tcsh']], [['bash', 'zsh']], [['toString']]])('says which shells there are when asked for %j', (args) => {
    expect(weakrefLint(['completions', ...args], folder)).toEqual({
      code: 2,
      out: '',
      err: "weakref-lint: completions needs the name of a shell: bash, zsh or fish, as in 'weakref-lint completions bash >> ~/.bashrc'.\n",
    });
  });
});

describe('weakref-lint --help', () => {
  it('names every option', () => {
    const { out } = weakrefLint(['--help'], folder);
    expect(optionNames.filter((name) => !out.includes(`  --${name} `))).toEqual([]);
  });

  it('fits a terminal of 80 columns', () => {
    expect(weakrefLint(['--help'], folder).out.split('\n').filter((line) => line.length > 80 && !line.startsWith('http'))).toEqual([]);
  });

  it('gives examples that work', () => {
    const { out } = weakrefLint(['--help'], folder);
    const examples = [...out.matchAll(/^ {2}weakref-lint (check|explain) ([^&\n]*?)(?: &&|$)/gm)].filter(([, , rest = '']) => !/PATH|RULE/.test(rest));
    const files = folderWith({ 'src/a.py': '', 'known.json': '{"version":1,"findings":[]}' });
    spawnSync('git', ['init', '--quiet', '-b', 'main'], { cwd: files });
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--allow-empty', '-m', 'first'], { cwd: files });
    expect(examples.length).toBeGreaterThanOrEqual(5);
    for (const [line, command = '', rest = ''] of examples) expect(weakrefLint([command, ...rest.trim().split(' ')], files), line).toMatchObject({ code: 0 });
  });
});
