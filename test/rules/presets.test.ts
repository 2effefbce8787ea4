/** The configurations people switch on. */
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../rules/src/index.ts';
import pythonPlugin from '../../rules/src/node/python.ts';
import { rules } from '../../rules/src/rules/index.ts';
import { code } from '../support/rule-testers.ts';

/** ESLint's types know configurations for JavaScript only. */
interface AnyLinter {
  verify(text: string, config: object[], filename: string): Linter.LintMessage[];
}

const linter: AnyLinter = new Linter();
const all = Object.values(rules);
const off = all.filter(({ meta }) => meta.docs?.recommended === false).map(({ id }) => `weakref/${id}`);
const advising = all.filter(({ meta }) => meta.docs?.hasAdvice === true).map(({ id }) => `weakref/${id}`);

/** The truth of an object of a class that nobody knows. */
const ADVICE = code`
  import weakref


  def alive(handle: "weakref.ref[Unknown]"):
      if handle():
          return 1
`;

describe.each([
  ['eslint-plugin-weakref', plugin.configs],
  ['eslint-plugin-weakref/python', pythonPlugin.configs],
])('%s', (_, { recommended, strict, all: everything }) => {
  const rulesOf = (config: readonly { readonly rules: object }[]): [string, unknown][] => config.flatMap((part) => Object.entries(part.rules));

  it('leaves what is advice alone out of recommended, and warns about it in strict', () => {
    expect(off).not.toEqual([]);
    expect(rulesOf(recommended).map(([id]) => id)).toEqual(all.map(({ id }) => `weakref/${id}`).filter((id) => !off.includes(id)));
    expect(rulesOf(strict).filter(([id]) => off.includes(id))).toEqual(off.map((id) => [id, advising.includes(id) ? ['warn', { advice: true }] : 'warn']));
  });

  it('keeps the level of a recommended rule in strict, and asks for its advice', () => {
    const expected = rulesOf(recommended).map(([id, level]) => [id, advising.includes(id) ? [level, { advice: true }] : level]);
    expect(rulesOf(strict).filter(([id]) => !off.includes(id))).toEqual(expected);
  });

  it('has an error for everything in all', () => {
    expect(rulesOf(everything)).toEqual(all.map(({ id }) => [`weakref/${id}`, advising.includes(`weakref/${id}`) ? ['error', { advice: true }] : 'error']));
  });

  it('has names that tell them apart', () => {
    expect(new Set([recommended, strict, everything].flatMap((config) => config.map(({ name }) => name))).size).toBe(3);
  });
});

describe('advice', () => {
  it.each([
    ['recommended', []],
    ['strict', ['weakref/no-truthy-deref: 1']],
    ['all', ['weakref/no-truthy-deref: 2']],
  ] as const)('in %s', (preset, expected) => {
    const messages = linter.verify(ADVICE, [...pythonPlugin.configs[preset]], 'a.py');
    expect(messages.map(({ ruleId, severity }) => `${ruleId ?? 'broken'}: ${severity}`)).toEqual(expected);
  });
});
