/** Answers that are kept, and answers that come from several threads: the same as without. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clean, javascriptDeref, pythonDeref, pythonRepeated, ring } from '../support/programs.ts';
import { folderWith, weakrefLint } from '../support/weakref-lint.ts';

const base = 'class Small:\n    __slots__ = ("a",)\n';
const user = 'import weakref\nfrom base import Small\n\nhandle = weakref.ref(Small())\n';
const files = { 'a.py': pythonDeref, 'b.py': pythonRepeated, 'c.js': javascriptDeref, 'd.py': clean, 'e.ts': 'const a: WeakRef = (;\n', 'base.py': base, 'user.py': user };
const check = ['check', '--format', 'json'];

describe('--concurrency', () => {
  it.each(['off', '2', '7', 'auto'])('%s changes neither the findings nor their order', (threads) => {
    const folder = folderWith(files);
    // The format that says most about a finding.
    const sarif = ['check', '--format', 'sarif', '.'];
    expect(weakrefLint([...sarif, '--concurrency', threads], folder)).toEqual(weakrefLint([...sarif, '--concurrency', '1'], folder));
  });

  it.each(['off', '2'])('%s changes nothing where files import each other, in whatever order they come', (threads) => {
    const folder = folderWith(ring);
    const found = (paths: readonly string[]): readonly string[] => weakrefLint(['check', '--format', 'jsonl', '--concurrency', threads, ...paths], folder).out.trim().split('\n').sort();
    const inOrder = found(Object.keys(ring));
    expect(inOrder).toHaveLength(3);
    expect(found(Object.keys(ring).reverse())).toEqual(inOrder);
    expect(Object.keys(ring).flatMap((path) => found([path])).sort()).toEqual(inOrder);
  });

  it('writes the same fixes', () => {
    const [one, several] = [folderWith(files), folderWith(files)];
    weakrefLint(['check', '--fix', '--concurrency', 'off', '.'], one);
    const outcome = weakrefLint(['check', '--fix', '--concurrency', '3', '.'], several);
    expect(outcome).toMatchObject({ code: 1, out: expect.stringContaining('1 file changed by fixes'), err: expect.stringMatching(/^weakref-lint: e\.ts:1 does not parse .+\n$/) });
    for (const name of Object.keys(files)) expect(readFileSync(join(several, name), 'utf8'), name).toBe(readFileSync(join(one, name), 'utf8'));
  });

  it.each(['0', '-1', 'many', '1000', '1.5'])('is not %s', (threads) => {
    const { code, out, err } = weakrefLint(['check', `--concurrency=${threads}`, '.'], folderWith({}));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(`weakref-lint: --concurrency needs a number of threads from 1 to 999, "auto" or "off", not "${threads}".\n`);
  });
});

describe('--cache', () => {
  const cached = [...check, '--cache', '.'];
  const location = '.weakref-lint-cache';

  it('gives the same answers, and takes them from the file', () => {
    const folder = folderWith(files);
    const plain = weakrefLint([...check, '.'], folder);
    expect(weakrefLint(cached, folder)).toEqual(plain);
    const kept = readFileSync(join(folder, location), 'utf8');
    expect(weakrefLint(cached, folder)).toEqual(plain);
    expect(readFileSync(join(folder, location), 'utf8')).toBe(kept);
    // What it says is believed.
    writeFileSync(join(folder, location), kept.replaceAll('self._parent()', 'remembered()'));
    expect(weakrefLint(cached, folder).out).toContain('remembered()');
  });

  it('looks again at what was changed, and under other options', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    weakrefLint(cached, folder);
    expect(weakrefLint([...check, '--cache', '--rule', 'no-unchecked-deref:error', '.'], folder).out).toContain('"severity":2');
    writeFileSync(join(folder, 'a.py'), clean);
    expect(weakrefLint(cached, folder)).toMatchObject({ code: 0 });
  });

  it('looks again at what imports a file that was changed, made or taken away', () => {
    const folder = folderWith({ 'base.py': base, 'user.py': user });
    const isFound = (): boolean => weakrefLint([...check, '--cache', 'user.py'], folder).out.includes('require-weakref-slot');
    expect([isFound(), isFound()]).toEqual([true, true]);
    writeFileSync(join(folder, 'base.py'), 'class Small:\n    pass\n');
    expect(isFound()).toBe(false);
    rmSync(join(folder, 'base.py'));
    expect(isFound()).toBe(false);
    writeFileSync(join(folder, 'base.py'), base);
    expect(isFound()).toBe(true);
  });

  it('looks again where another file answers now, by way of a third, and where the configuration says something else', () => {
    const held = 'import { open } from "./open.js";\nexport const current = new WeakRef(open());\n';
    const folder = folderWith({ 'held.js': held, 'way.js': 'export { current } from "./held.js";\n', 'user.js': 'import { current } from "./way.js";\nexport function use() {\n  current.deref().run();\n}\n' });
    const found = (): readonly string[] => [...weakrefLint([...check, '--cache', '.'], folder).out.matchAll(/"weakref\/no-unchecked-deref","severity":\d/g)].map(([each]) => each.slice(-1));
    const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    expect([found(), found()]).toEqual([['1'], ['1']]);
    put('held.js', 'export const current = open();\n');
    expect(found()).toEqual([]);
    put('held.js', held);
    put('weakref-lint.toml', '[rules]\nno-unchecked-deref = "error"\n');
    expect(found()).toEqual(['2']);
    // TypeScript is looked for first.
    put('way.ts', 'export const current = 1;\n');
    expect(found()).toEqual([]);
  });

  it('keeps fixes, too', () => {
    const folder = folderWith({ 'b.py': pythonRepeated });
    const fix = ['check', '--cache', '--fix-dry-run', '.'];
    const first = weakrefLint(fix, folder);
    expect(first.out).toContain('+++ b/b.py');
    expect(weakrefLint(fix, folder)).toEqual(first);
    weakrefLint(['check', '--cache', '--fix', '.'], folder);
    expect(weakrefLint(cached, folder)).toMatchObject({ code: 0 });
  });

  it('means the same from another folder, and forgets files that are gone', () => {
    const folder = folderWith({ 'sub/a.py': pythonDeref, 'b.py': pythonDeref });
    weakrefLint(cached, folder);
    rmSync(join(folder, 'b.py'));
    const elsewhere = [...check, '--cache', '--cache-location', `../${location}`, '--rule', 'no-unchecked-deref:error', '.'];
    expect(weakrefLint(elsewhere, join(folder, 'sub'))).toMatchObject({ code: 1, err: '' });
    const kept: { readonly files: object } = JSON.parse(readFileSync(join(folder, location), 'utf8'));
    expect(Object.keys(kept.files)).toEqual(['sub/a.py']);
  });

  it.each(['{', '[]', '{"name": "project"}', ''])('does not write over a file that is %j', (text) => {
    const folder = folderWith({ 'a.py': pythonDeref, [location]: text });
    const { code, out, err } = weakrefLint(cached, folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(`weakref-lint: "${location}" is not a cache of weakref-lint; remove it, or name a file of its own with --cache-location.\n`);
    expect(readFileSync(join(folder, location), 'utf8')).toBe(text);
  });

  it('of another version is begun anew', () => {
    const folder = folderWith({ 'a.py': pythonDeref, [location]: '{"weakrefLintCache":"other","files":{"a.py":{}}}' });
    expect(weakrefLint(cached, folder)).toEqual(weakrefLint([...check, '.'], folder));
  });

  it('cannot be a folder or lie in one that is not there, and that is said', () => {
    const folder = folderWith({ 'a.py': pythonDeref, 'sub/b.py': clean });
    expect(weakrefLint([...check, '--cache', '--cache-location', 'sub', '.'], folder)).toEqual({ code: 2, out: '', err: 'weakref-lint: the cache "sub" could not be read: it is a folder.\n' });
    const { code, out, err } = weakrefLint([...check, '--cache', '--cache-location', 'absent/cache', '.'], folder);
    expect({ code, err }).toEqual({ code: 2, err: 'weakref-lint: the cache absent/cache could not be written: its folder is not there, so make it first.\n' });
    expect(out).toContain('no-unchecked-deref');
  });

  it('is only made when it is asked for', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    weakrefLint([...check, '.'], folder);
    expect(existsSync(join(folder, location))).toBe(false);
    expect(weakrefLint(['check', '--cache-location', 'x', '.'], folder)).toEqual({ code: 2, out: '', err: 'weakref-lint: --cache-location says where the cache is; add --cache to use one.\n' });
    expect(weakrefLint(['check', '--cache', '--stdin-filename', 'a.py', '-'], folder).err).toBe('weakref-lint: --cache keeps the answers about files; standard input is none.\n');
  });
});
