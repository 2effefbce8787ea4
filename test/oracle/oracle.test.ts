/** A few hundred random programs of each language: the rules and the interpreter agree. `README.md` says what that means. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPython } from '../support/front-ends.ts';
import { examine } from './compare.ts';
import { featuresOf } from './features.ts';
import { generate } from './generate.ts';
import type { Language, Program } from './program.ts';
import { stopObserving } from './observe.ts';
import { isWellFormed } from './well-formed.ts';

const FIRST_SEED = 1;
const PROGRAMS = 200;
const seeds = Array.from({ length: PROGRAMS }, (_, i) => FIRST_SEED + i);
const languages: readonly Language[] = ['python', 'javascript'];

beforeAll(loadPython);
afterAll(stopObserving);

describe.each(languages)('%s', (language) => {
  it('the generator writes programs of the fragment, the same for the same seed', () => {
    const write = (): Program[] => seeds.map((seed) => generate(seed, language, featuresOf(language)));
    const programs = write();
    expect(write()).toEqual(programs);
    expect(programs.filter((program) => !isWellFormed(program))).toEqual([]);
  });

  it('what fails under some script is reported, and what is reported goes wrong under some script', async () => {
    const examined = await examine(language, seeds.map((seed) => generate(seed, language, featuresOf(language))));
    const differing = examined.flatMap(({ differences, text }, i) => (differences.length === 0 ? [] : [{ seed: seeds[i], differences, text }]));
    expect(differing).toEqual([]);
    expect(examined.some(({ expected }) => expected.length > 0)).toBe(true);
  }, 120_000);
});
