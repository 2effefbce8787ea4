/** The direction of imports, read from what the bundler really followed. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const imports: Readonly<Record<string, readonly string[]>> = JSON.parse(readFileSync(new URL('../out/imports.json', import.meta.url), 'utf8'));

/** What each part may import of our own code, itself aside; the first pattern that matches a file is its part. */
const parts: readonly { readonly part: RegExp; readonly mayImport: readonly RegExp[] }[] = [
  { part: /^rules\/src\/flow\//, mayImport: [] },
  { part: /^rules\/src\/facts\//, mayImport: [/^rules\/src\/flow\//] },
  { part: /^rules\/src\/node\//, mayImport: [/^rules\/src\/(?:plugin|plugin-type|presets|python\/index)\.ts$/] },
  { part: /^rules\/src\/javascript\//, mayImport: [/^rules\/src\/(?:flow|facts)\//] },
  { part: /^rules\/src\/python\//, mayImport: [/^rules\/src\/(?:flow|facts)\//] },
  { part: /^rules\/src\/rules\/(?!index\.ts)/, mayImport: [/^rules\/src\/define-rule\.ts$/] },
  { part: /^rules\/src\/analysis\.ts$/, mayImport: [/^rules\/src\/(?:facts|javascript)\//] },
  { part: /^rules\/src\//, mayImport: [/^rules\/src\//] },
  { part: /^server\/src\/node\//, mayImport: [/^server\/src\//] },
  { part: /^server\/src\/handlers\//, mayImport: [/^server\/src\/(?!node\/|session)/] },
  { part: /^server\/src\//, mayImport: [/^server\/src\/(?!node\/)/, /^rules\/src\/(?:internal|generated\/lessons|python\/index)\.ts$/, /^rules\/lessons\/(?:quiz|practice)\.ts$/] },
];

const own = Object.keys(imports).filter((file) => /^(?:rules|server)\/src\//.test(file));

describe('imports', () => {
  it('are known', () => {
    expect(own.length).toBeGreaterThan(20);
  });

  it.each(own)('of %s go the way they should', (file) => {
    const part = parts.find((each) => each.part.test(file));
    const forbidden = (imports[file] ?? [])
      .map((path) => posix.normalize(path))
      .filter((path) => /^(?:rules|server|client|test)\/(?!node_modules\/)/.test(path))
      .filter((path) => part?.part.test(path) !== true && part?.mayImport.some((allowed) => allowed.test(path)) !== true);
    expect(forbidden).toEqual([]);
  });

  it.each(own.filter((file) => !/^(?:rules|server)\/src\/node\//.test(file)))('of %s need no Node', (file) => {
    expect((imports[file] ?? []).filter((path) => /^node:|^vscode$/.test(path))).toEqual([]);
  });
});
