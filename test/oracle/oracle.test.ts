/** A few hundred random programs of each language: the rules and the interpreter agree. `README.md` says what that means. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPython } from '../support/front-ends.ts';
import { examine } from './compare.ts';
import { featuresOf } from './features.ts';
import { generate } from './generate.ts';
import type { Language } from './program.ts';
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
    const write = (features: 'all' | 'holding'): unknown[] => seeds.map((seed) => generate(seed, language, featuresOf(language, features)));
    for (const features of ['all', 'holding'] as const) {
      expect(write(features)).toEqual(write(features));
      expect(seeds.filter((seed) => !isWellFormed(generate(seed, language, featuresOf(language, features))))).toEqual([]);
    }
  });

  it('what fails under some script is reported, and what is reported goes wrong under some script', async () => {
    const examined = await examine(language, seeds.map((seed) => generate(seed, language, featuresOf(language, 'holding'))));
    const differing = examined.flatMap(({ differences, text }, i) => (differences.length === 0 ? [] : [{ seed: seeds[i], differences, text }]));
    expect(differing).toEqual([]);
    expect(examined.some(({ expected }) => expected.length > 0)).toBe(true);
  }, 120_000);
});
