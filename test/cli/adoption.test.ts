/** What other projects use to run the program: they have to name things that exist. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { extensions } from '../../server/src/languages.ts';
import { folderWith, weakrefLint } from '../support/weakref-lint.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { version }: { readonly version: string } = JSON.parse(read('server/package.json'));

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly [{ readonly run: string; readonly env: Readonly<Record<string, string>> }] };
}

describe('the hooks for pre-commit', () => {
  const hooks: readonly Hook[] = parse(read('.pre-commit-hooks.yaml'));

  it.each(hooks)('$id runs this version, with options there are', ({ entry }) => {
    const [npx, yes, name, ...args] = entry.split(' ');
    expect([npx, yes, name]).toEqual(['npx', '--yes', `weakref-lint@${version}`]);
    expect(weakrefLint([...args, 'a.py'], folderWith({ 'a.py': '' }))).toMatchObject({ code: 0, err: '' });
  });

  it.each(hooks)('$id takes the files we read and no others', ({ id, files }) => {
    const pattern = new RegExp(files);
    expect(extensions.filter((extension) => !pattern.test(`a/b.${extension}`))).toEqual([]);
    // No fix is written into a notebook.
    expect(pattern.test('a.ipynb')).toBe(id === 'weakref-lint');
    expect(['a.pyc', 'a.json', 'py', 'a.py.txt'].filter((name) => pattern.test(name))).toEqual([]);
  });
});

describe('the GitHub action', () => {
  const action: Action = parse(read('action.yml'));

  it('runs this version unless it is told another', () => {
    expect(action.inputs['version']?.default).toBe(version);
  });

  it('hands every input to its script', () => {
    expect(action.runs.steps[0].env).toEqual(Object.fromEntries(Object.keys(action.inputs).map((name) => [`INPUT_${name.toUpperCase()}`, `\${{ inputs.${name} }}`])));
  });

  it.skipIf(process.platform === 'win32')('keeps paths and options whole, whatever is in them', () => {
    const run = (paths: string, args: string): readonly string[] => {
      const folder = folderWith({ npx: '#!/bin/sh\nfor each; do echo "$each"; done\n' });
      chmodSync(join(folder, 'npx'), 0o755);
      const env = { PATH: folder + delimiter + (process.env['PATH'] ?? ''), INPUT_PATHS: paths, INPUT_ARGS: args, INPUT_VERSION: '1.2.3' };
      const { stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', action.runs.steps[0].run], { env, encoding: 'utf8' });
      expect(stderr).toBe('');
      return stdout.trimEnd().split('\n');
    };
    const start = ['--yes', 'weakref-lint@1.2.3', 'check', '--format', 'github'];
    expect(run('.', '')).toEqual([...start, '--', '.']);
    expect(run('my app\n-x.py\n$(exit 3)\n', '--strict\n--diff\norigin/main\n')).toEqual([...start, '--strict', '--diff', 'origin/main', '--', 'my app', '-x.py', '$(exit 3)']);
  });
});

describe('the snippets of the README', () => {
  const readme = read('server/README.md');
  const snippets = (language: string): readonly string[] => [...readme.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\\n\`\`\``, 'gsu'))].map(([, code = '']) => code);

  it('are YAML, and name this version', () => {
    const all = snippets('yaml');
    expect(all).toHaveLength(3);
    for (const snippet of all) expect(parse(snippet)).toBeTypeOf('object');
    for (const [, named] of all.join('\n').matchAll(/(?:weakref-lint@|rev: |weakref-lint\/weakref-lint@)v?(\d\S*)/g)) expect(named).toBe(version);
  });

  it('call the program with options there are', () => {
    const folder = folderWith({ '.git/HEAD': '', 'src/app.py': '', 'tests/test_cache.py': '', 'weakref-baseline.json': '{"version": 1, "findings": []}' });
    const calls = [...readme.matchAll(/weakref-lint(?:@[\d.]+)? (check [^"\n|<>&]*)/g)].map(([, call = '']) => call.trim().split(/\s+/));
    expect(calls.length).toBeGreaterThan(8);
    for (const call of calls.filter((each) => !each.includes('--diff') && !each.includes('-'))) {
      expect(weakrefLint(call, folder), call.join(' ')).toMatchObject({ code: 0 });
    }
  });
});
