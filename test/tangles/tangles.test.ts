/** Whatever holds whatever: all rules come to an end, and none fails. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Linting } from '../../server/src/linting.ts';
import { defaultSettings } from '../../server/src/settings.ts';
import { testPlatform } from '../support/host.ts';
import { tangle } from './tangle.ts';
import type { TangledLanguage } from './tangle.ts';

const PROGRAMS = 150;
const languages: readonly TangledLanguage[] = ['python', 'javascript'];
const settings = { ...defaultSettings, preset: 'strict' } as const;
const linting = new Linting(testPlatform);

beforeAll(() => Promise.all(languages.map((language) => linting.prepare(language))));

describe.each(languages)('%s', (languageId) => {
  it('objects that hold one another and themselves', () => {
    const results = Array.from({ length: PROGRAMS }, (_, seed) => {
      const result = linting.lint({ path: `file:///tangle.${languageId}`, languageId, text: tangle(seed, languageId), settings });
      return { seed, failures: result.kind === 'linted' ? result.failures : [result], found: result.kind === 'linted' ? result.findings.length : 0 };
    });
    expect(results.filter(({ failures }) => failures.length > 0)).toEqual([]);
    expect(results.some(({ found }) => found > 0)).toBe(true);
  });
});
