/** The configurations people switch on. */
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../rules/src/node/javascript.ts';
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
  const rulesOf = (config: readonly Linter.Config[]): [string, unknown][] => config.flatMap(({ rules: entries = {} }) => Object.entries(entries));

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
    expect(new Set([recommended, strict, everything].map(([withRules]) => withRules?.name)).size).toBe(3);
  });
});

describe('eslint-plugin-weakref', () => {
  it.each(['a.js', 'a.mjs', 'a.cjs', 'a.jsx', 'a.ts', 'a.mts', 'a.cts', 'a.tsx'])('reads %s by itself', (name) => {
    const type = name.includes('ts') ? ': { b(): void }' : '';
    const element = name.endsWith('x') ? 'const view = <b />;\n' : '';
    const messages = linter.verify(`${element}function use(c${type}) {\n  const a = new WeakRef(c);\n  return () => a.deref().b();\n}\n`, plugin.configs.recommended, name);
    expect(messages.map(({ ruleId, message }) => ruleId ?? message)).toEqual(['weakref/no-unchecked-deref']);
  });

  it('leaves files of other languages alone', () => {
    expect(linter.verify('{', [...plugin.configs.recommended, { files: ['**/*.py'] }], 'a.json')).toMatchObject([{ ruleId: null, message: expect.stringContaining('No matching configuration') }]);
  });

  it('has the version of its parser in what ESLint keys its cache by', () => {
    const parsers = plugin.configs.recommended.flatMap(({ languageOptions }) => languageOptions?.['parser'] ?? []);
    expect(parsers).toMatchObject([{ meta: { name: '@typescript-eslint/parser', version: expect.stringMatching(/^\d+\./) } }]);
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
