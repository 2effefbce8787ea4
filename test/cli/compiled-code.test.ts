/** Compiled code is kept between runs, and nobody notices but by the time. */
import { readFileSync, readdirSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonDeref } from '../support/programs.ts';
import { folderWith, weakrefLint } from '../support/weakref-lint.ts';
import type { Outcome } from '../support/weakref-lint.ts';

const check = (folder: string, env: Readonly<Record<string, string>> = {}): Outcome =>
  weakrefLint(['check', '--format', 'jsonl', 'a.py'], folder, { NODE_COMPILE_CACHE: join(folder, 'kept'), NODE_DISABLE_COMPILE_CACHE: '', ...env });

const keptIn = (folder: string): readonly string[] => readdirSync(join(folder, 'kept', 'weakref-lint')).map((name) => join(folder, 'kept', 'weakref-lint', name));
const coreIn = (folder: string): string => {
  const core = keptIn(folder).find((file) => file.includes('core-check-'));
  if (core === undefined) throw new Error('The core is not kept.');
  return core;
};

describe('compiled code', () => {
  it('is kept by the first run and taken by the second, which writes nothing', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    const first = check(folder);
    expect(first).toMatchObject({ code: 1, err: '' });
    const written = keptIn(folder).map((file) => [file, statSync(file).ino]);
    expect(check(folder)).toEqual(first);
    expect(keptIn(folder).map((file) => [file, statSync(file).ino])).toEqual(written);
  });

  it.each<[string, (core: string) => void]>([
    ['cut off', (core) => truncateSync(core, 1000)],
    ['changed in one byte', (core) => {
      const bytes = readFileSync(core);
      bytes.writeUInt8(bytes.readUInt8(bytes.length / 2) ^ 1, bytes.length / 2);
      writeFileSync(core, bytes);
    }],
    ['empty', (core) => truncateSync(core)],
  ])('that was %s is written again', (_, damage) => {
    const folder = folderWith({ 'a.py': pythonDeref });
    const first = check(folder);
    const { size } = statSync(coreIn(folder));
    damage(coreIn(folder));
    const damaged = statSync(coreIn(folder)).ino;
    expect(check(folder)).toEqual(first);
    expect(statSync(coreIn(folder)).ino).not.toBe(damaged);
    expect(statSync(coreIn(folder)).size).toBeGreaterThan(size / 2);
  });

  it('is not kept where Node is asked to keep none', () => {
    const folder = folderWith({ 'a.py': pythonDeref });
    expect(check(folder, { NODE_DISABLE_COMPILE_CACHE: '1' })).toMatchObject({ code: 1, err: '' });
    expect(readdirSync(folder)).toEqual(['a.py']);
  });

  it('changes nothing where it cannot be written', () => {
    const folder = folderWith({ 'a.py': pythonDeref, kept: 'a file' });
    expect(check(folder)).toMatchObject({ code: 1, err: '' });
    expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('a file');
  });

  it('of long ago goes when something new is written', () => {
    const folder = folderWith({ 'a.py': pythonDeref, 'kept/weakref-lint/core-check-v18': '' });
    const old = join(folder, 'kept', 'weakref-lint', 'core-check-v18');
    utimesSync(old, 0, 0);
    check(folder);
    expect(keptIn(folder)).not.toContain(old);
    expect(coreIn(folder)).toContain(process.version);
  });
});
