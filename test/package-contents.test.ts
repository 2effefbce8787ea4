/** What would be published: the built files and nothing else. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function packed(workspace: string): readonly string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--workspace', workspace], {
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
