/** What would be published: the built files and nothing else. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function packed(workspace: string | undefined): readonly string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', ...(workspace === undefined ? [] : ['--workspace', workspace])], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  const [{ files }]: [{ files: readonly { path: string }[] }] = JSON.parse(output);
  return files.map(({ path }) => path).sort();
}

describe('the published packages', () => {
  it('weakref-lint holds the bundles', () => {
    expect(packed('server')).toEqual([
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/check.cjs',
      'dist/core.cjs',
      'dist/javascript.cjs',
      'dist/language-server.cjs',
      'dist/main.cjs',
      'dist/tree-sitter-python.wasm',
      'dist/web-tree-sitter.wasm',
      'package.json',
    ]);
  });

  it('eslint-plugin-weakref holds its entries, and no sources', () => {
    const files = packed('rules');
    expect(files.filter((file) => /(?:^|\/)src\//.test(file))).toEqual([]);
    expect(files).toContain('dist/index.js');
    for (const file of files) expect(existsSync(new URL(`../rules/${file}`, import.meta.url))).toBe(true);
  });
});

describe('the extension', () => {
  it('holds the bundles of both hosts, and no sources', () => {
    // vsce reads the manifest's `files` as npm does.
    expect(packed(undefined)).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'client/dist/THIRD-PARTY-NOTICES.txt',
      'client/dist/browser.js',
      'client/dist/extension.cjs',
      'client/media/icon.png',
      'package.json',
      'server/dist/THIRD-PARTY-NOTICES.txt',
      'server/dist/core.cjs',
      'server/dist/javascript.cjs',
      'server/dist/language-server.cjs',
      'server/dist/main.cjs',
      'server/dist/tree-sitter-python.wasm',
      'server/dist/web-tree-sitter.wasm',
      'server/dist/worker.js',
    ]);
  });

  it.each(['client', 'server', 'rules'])('says whose work the bundles of %s contain', (folder) => {
    const notices = readFileSync(new URL(`../${folder}/dist/THIRD-PARTY-NOTICES.txt`, import.meta.url), 'utf8');
    const expected = { client: ['vscode-languageclient', 'semver'], server: ['eslint', 'typescript', 'web-tree-sitter', 'tree-sitter-python'], rules: ['tree-sitter-python'] }[folder];
    for (const name of expected ?? []) expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, 'm'));
    expect(notices).not.toContain('undefined');
  });
});
