/** The exercises in a terminal. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exercises } from 'eslint-plugin-weakref/practice';
import { describe, expect, it } from 'vitest';
import { solved } from '../../server/src/practice.ts';
import { folderWith, weakrefLint } from '../support/weakref-lint.ts';

describe('weakref-lint practice', () => {
  it('puts the exercises into a folder, and overwrites nothing', () => {
    const folder = folderWith({ 'work/2_cache.py': 'mine\n' });
    const { code, out, err } = weakrefLint(['practice', 'work'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const { file, text } of exercises) expect(readFileSync(join(folder, 'work', file), 'utf8')).toBe(file === '2_cache.py' ? 'mine\n' : text);
    expect(out).toContain(`${join('work', '2_cache.py')}: there already, left alone\n`);
    expect(out).toContain(`${join('work', '1_collectable.py')}: written\n`);
  });

  it('makes the folder', () => {
    const folder = folderWith({});
    expect(weakrefLint(['practice', 'new/lessons'], folder).code).toBe(0);
    expect(readFileSync(join(folder, 'new/lessons/6_cache.ts'), 'utf8')).toContain('___');
  });

  it('asks for a folder, and for one that can be written', () => {
    const folder = folderWith({ taken: '' });
    expect(weakrefLint(['practice'], folder)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('needs one folder') });
    expect(weakrefLint(['practice', 'taken'], folder)).toMatchObject({ code: 2, err: expect.stringContaining('could not be put into') });
  });
});

describe('weakref-lint practice --check', () => {
  it('is content with every solution', () => {
    const folder = folderWith(Object.fromEntries(exercises.map((exercise) => [exercise.file, solved(exercise)])));
    const { code, out, err } = weakrefLint(['practice', '--check', '.'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/\n6 of 6 done\.\n$/);
  });

  it('says line by line what is missing and what is wrong', () => {
    const [first] = exercises;
    if (first === undefined) throw new Error('There are exercises.');
    const folder = folderWith({ [first.file]: first.text.replace('handle = ___', 'handle = lamp').replace('\n___\nprint', '\ndel lamp\nprint') });
    const { code, out, err } = weakrefLint(['practice', '--check', '.'], folder);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('  line 14: lamp\n    This owns the lamp');
    expect(out).toContain('  line 18: right\n');
    expect(out).toContain('  line 22: Nothing here yet.\n');
    expect(out).toMatch(/\n0 of 6 done\.\n$/);
  });

  it('says where there are no exercises', () => {
    expect(weakrefLint(['practice', '--check', '.'], folderWith({}))).toMatchObject({ code: 2, out: '', err: expect.stringContaining('no exercise') });
    expect(weakrefLint(['practice', '--check'], folderWith({}))).toMatchObject({ code: 2 });
  });
});
