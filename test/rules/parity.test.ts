/** Every rule is tested in every language, with programs it reports and programs it leaves alone. */
import { describe, expect, it, vi } from 'vitest';
import { rules } from '../../rules/src/rules/index.ts';
import type { RuleCases } from '../support/rule-testers.ts';

/** What the test files hand to `testRule`, by the rule's id. */
const handedOn = vi.hoisted(() => new Map<string, RuleCases>());

vi.mock(import('../support/rule-testers.ts'), async (importOriginal) => ({
  ...(await importOriginal()),
  testRule: (rule, cases) => void handedOn.set(rule.id, cases),
}));

await Promise.all(Object.keys(rules).map((id) => import(`./${id}.test.ts`)));

describe.each(Object.values(rules))('$id', ({ id, meta }) => {
  it.each(['python', 'javascript'] as const)('has valid and invalid programs in %s, if it concerns the language', (language) => {
    const cases = handedOn.get(id);
    const suites = language === 'python' ? [cases?.python] : [cases?.javascript, cases?.typescript];
    const count = (kind: 'valid' | 'invalid'): number => suites.reduce((sum, suite) => sum + (suite?.[kind].length ?? 0), 0);
    const concerns = (meta.docs?.needles[language] ?? []).length > 0;
    expect(count('invalid') > 0).toBe(concerns);
    if (concerns) expect(count('valid')).toBeGreaterThan(0);
  });

  it('says why each valid program is valid', () => {
    for (const { valid } of Object.values(handedOn.get(id) ?? {})) {
      const names = valid.map(({ name }) => name);
      expect(names).not.toContain('');
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('has every message tested', () => {
    const errors = Object.values(handedOn.get(id) ?? {}).flatMap(({ invalid }) => invalid.flatMap((one) => one.errors));
    const tested = errors.flatMap(({ messageId, suggestions = [] }) => [messageId, ...suggestions.map((suggestion) => suggestion.messageId)]);
    expect([...new Set(tested)].sort()).toEqual(Object.keys(meta.messages ?? {}).sort());
  });
});
