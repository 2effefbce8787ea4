/**
 * ESLint's `RuleTester` for rules of both languages, run by vitest. Beyond what it compares, every suggestion is applied and the
 * result linted again with all rules: the finding must be gone and no other have come.
 */
import parser from '@typescript-eslint/parser';
import { Linter, RuleTester } from 'eslint';
import { describe, expect, it } from 'vitest';
import type { WeakrefRule } from '../../rules/src/define-rule.ts';
import plugin from '../../rules/src/node/python.ts';
import { rules } from '../../rules/src/rules/index.ts';
import { runBlocks } from '../lessons/interpreters.ts';
import { newOnes } from './new-ones.ts';

export type RuleLanguage = 'python' | 'javascript' | 'typescript';

export interface ValidCase {
  /** Why there is nothing to report. */
  readonly name: string;
  readonly code: string;
  /** The rule's options. */
  readonly options?: readonly object[];
}

export interface InvalidCase {
  readonly name: string;
  readonly code: string;
  /** The rule's options; with some, what the edits do is not compared with all rules. */
  readonly options?: readonly object[];
  /** What `--fix` makes of the code in one pass; left out where there is no fix. */
  readonly output?: Output;
  readonly errors: readonly ExpectedError[];
}

/** Lines and columns are 1-based, as ESLint reports them. */
export interface ExpectedError {
  readonly messageId: string;
  /** Without the words that the language gives: what is absent is called, and whether errors are raised or thrown. */
  readonly data: Data;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly suggestions?: readonly { readonly messageId: string; readonly data: Data; readonly output: Output }[];
}

/** A whole program, or the lines (1-based, both included) that become others, indented as the first of them was. */
export type Output = string | { readonly lines: readonly [first: number, last: number]; readonly become: string };

type Data = Readonly<Record<string, string | number>>;

export interface Cases {
  readonly valid: readonly ValidCase[];
  readonly invalid: readonly InvalidCase[];
}

export type RuleCases = Readonly<Record<RuleLanguage, Cases>>;

/** ESLint's types know rules and configurations for JavaScript only. */
interface AnyRuleTester {
  run(name: string, rule: object, cases: object): void;
}
interface AnyLinter {
  verify(text: string, config: object): Linter.LintMessage[];
}

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const configs: Readonly<Record<RuleLanguage, object>> = {
  python: { plugins: { weakref: plugin }, language: 'weakref/python' },
  javascript: {},
  typescript: { languageOptions: { parser } },
};

const javascriptWords: Data = { absent: '`undefined`', raises: 'throws' };
const wordsOf: Readonly<Record<RuleLanguage, Data>> = { python: { absent: '`None`', raises: 'raises' }, javascript: javascriptWords, typescript: javascriptWords };
const languages: readonly RuleLanguage[] = ['python', 'javascript', 'typescript'];

/** Tests a rule in each language. */
export function testRule(rule: WeakrefRule, cases: RuleCases): void {
  for (const language of languages) {
    const { valid, invalid } = cases[language];
    if (valid.length + invalid.length === 0) continue;
    describe(language, () => {
      const tester: AnyRuleTester = new RuleTester(configs[language]);
      tester.run(rule.id, rule, { valid, invalid: invalid.map((one) => written(one, language)) });
      const compared = invalid.filter(({ options }) => options === undefined);
      if (language === 'python' ? compared.length > 0 : compared.some(hasEdits)) describe('edits', () => testEdits(language, compared));
    });
  }
}

function hasEdits({ output, errors }: InvalidCase): boolean {
  return output !== undefined || errors.some(({ suggestions = [] }) => suggestions.length > 0);
}

/** The case as ESLint wants it. */
function written({ errors, output, ...rest }: InvalidCase, language: RuleLanguage): object {
  const words = wordsOf[language];
  return {
    ...rest,
    ...(output === undefined ? {} : { output: program(rest.code, output) }),
    errors: errors.map(({ data, suggestions = [], ...error }) => ({
      ...error,
      data: { ...words, ...data },
      suggestions: suggestions.map((one) => ({ ...one, data: { ...words, ...one.data }, output: program(rest.code, one.output) })),
    })),
  };
}

function program(before: string, output: Output): string {
  if (typeof output === 'string') return output;
  const [first, last] = output.lines;
  const lines = before.split('\n');
  const indent = /^ */.exec(lines[first - 1] ?? '')?.[0] ?? '';
  const become = output.become.trimEnd().split('\n').map((line) => (line === '' ? line : `${indent}${line}`));
  return [...lines.slice(0, first - 1), ...become, ...lines.slice(last)].join('\n');
}

function testEdits(language: RuleLanguage, invalid: readonly InvalidCase[]): void {
  const edited = invalid.map(({ name, code: before, output, errors }) => {
    const suggested = errors.flatMap(({ suggestions = [] }) => suggestions.map((suggestion) => suggestion.output));
    const after = [...(output === undefined ? [] : [output]), ...suggested].map((one) => program(before, one));
    return { name, before, after: [...new Set(after)] };
  });

  it.each(edited.filter(({ after }) => after.length > 0))('take the finding away and bring no other: $name', ({ before, after }) => {
    const found = findings(language, before);
    for (const text of after) {
      const left = findings(language, text);
      expect(left.length, text).toBeLessThan(found.length);
      expect(newOnes(found, left), text).toEqual([]);
    }
  });

  if (language !== 'python') return;
  it('give programs that CPython compiles', () => {
    const texts = edited.flatMap(({ before, after }) => [before, ...after]);
    const results = runBlocks('python', texts.map((text) => ({ code: text, mode: 'compile' })));
    expect(texts.filter((_, i) => typeof results[i] !== 'string')).toEqual([]);
  });
}

/** What all rules say of a text, without the lines, which an edit moves. */
function findings(language: RuleLanguage, text: string): string[] {
  const linter: AnyLinter = new Linter();
  const severities = Object.fromEntries(Object.keys(rules).map((id) => [`weakref/${id}`, 'error']));
  const messages = linter.verify(text, { plugins: { weakref: plugin }, ...configs[language], rules: severities });
  return messages.map(({ ruleId, message }) => `${ruleId ?? 'broken'}: ${message.replace(/ on line \d+/g, '')}`);
}

/** A program, without the line break and the indentation that a template literal brings. */
export function code(parts: TemplateStringsArray): string {
  const lines = parts.join('').replace(/^\n/, '').split('\n');
  const last = lines.pop() ?? '';
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return [...lines.map((line) => line.slice(indent)), last.trimStart()].join('\n');
}

/** The same program indented with tabs, with the line ends of Windows. `step` is the number of spaces a tab stands for. */
export function tabsAndCrlf(text: string, step: number): string {
  return text.replace(/^ +/gm, (indent) => '\t'.repeat(indent.length / step)).replaceAll('\n', '\r\n');
}
