/** The programs the walkthrough opens: one finding each, and the first fix mends it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { samples } from '../../client/src/samples.ts';
import { defaultSettings, Linting } from '../../server/src/core.ts';
import { familyOf } from '../../server/src/languages.ts';
import { testPlatform } from '../support/host.ts';

const linting = new Linting(testPlatform);

beforeAll(async () => {
  for (const { languageId } of samples) await linting.prepare(familyOf(languageId));
});

describe.each(samples)('the sample in $languageId', ({ languageId, text }) => {
  const findings = (code: string) => {
    const result = linting.lint({ path: 'untitled', languageId, text: code, settings: defaultSettings });
    if (result.kind !== 'linted') throw new Error(`It was ${result.kind}.`);
    return result.findings.map(({ message }) => message);
  };

  it('has one mistake', () => {
    expect(findings(text).map(({ ruleId }) => ruleId)).toEqual(['weakref/no-unchecked-deref']);
  });

  it('is mended by the first fix', () => {
    const fix = findings(text)[0]?.suggestions?.[0]?.fix;
    if (fix === undefined) throw new Error('There is no fix.');
    expect(findings(text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]))).toEqual([]);
  });
});
