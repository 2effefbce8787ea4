/**
 * Applies every fix and suggestion of a file and says what is wrong with the results: the code must parse, the finding must be gone,
 * no other may come, and comments, line ends and indentation must stay as they are.
 */
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { configsWith } from '../../rules/src/presets.ts';
import { createPythonLanguage } from '../../rules/src/python/index.ts';
import { rules } from '../../rules/src/rules/index.ts';
import { newOnes } from '../support/new-ones.ts';

export interface Flaw {
  /** The rule and the line of the finding. */
  readonly of: string;
  readonly edit: string;
  readonly what: string;
  readonly after: string;
}

export interface Examined {
  readonly findings: number;
  /** What each edit made of the file, once each. */
  readonly results: readonly string[];
  readonly flaws: readonly Flaw[];
}

interface Comment {
  readonly range?: readonly [number, number] | undefined;
}

interface SourceCode {
  readonly text: string;
  getAllComments(): readonly Comment[];
}

/** ESLint's types know the source code of JavaScript only. */
interface AnyLinter {
  verify(text: string, config: object[], options: object): Linter.LintMessage[];
  verifyAndFix(text: string, config: object[], options: object): Linter.FixReport;
  getSourceCode(): SourceCode;
}

interface Linted {
  readonly text: string;
  readonly messages: readonly Linter.LintMessage[];
  readonly isBroken: boolean;
  readonly comments: readonly string[];
}

const linter: AnyLinter = new Linter();
const plugins = { weakref: { rules, languages: { python: createPythonLanguage() } } };
const config = [
  ...configsWith('weakref', { files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'], plugins, languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } }).all,
  ...configsWith('weakref/python', { files: ['**/*.py'], plugins, language: 'weakref/python' }).all,
  // What a file says of other rules is no business of ours.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
];

/** undefined for a file that does not parse as it is. `loadPython` must have run. */
export function examine(file: string, text: string): Examined | undefined {
  const before = lint(file, text);
  if (before.isBroken) return undefined;
  const flaws: Flaw[] = [];
  const results = new Set<string>();
  for (const message of before.messages) {
    for (const { edit, after } of editsOf(message, text)) {
      results.add(after);
      for (const what of complaints(before, lint(file, after))) flaws.push({ of: `${message.ruleId ?? ''} on line ${message.line}`, edit, what, after });
    }
  }
  flaws.push(...flawsOfAll(file, before));
  return { findings: before.messages.length, results: [...results], flaws };
}

function lint(file: string, text: string): Linted {
  const messages = linter.verify(text, config, { filename: file });
  const isBroken = messages.some(({ ruleId }) => ruleId === null);
  const source = isBroken ? undefined : linter.getSourceCode();
  return { text, messages, isBroken, comments: source?.getAllComments().flatMap(({ range }) => (range === undefined ? [] : [source.text.slice(...range)])) ?? [] };
}

function editsOf({ fix, suggestions = [] }: Linter.LintMessage, text: string): { readonly edit: string; readonly after: string }[] {
  const edits = suggestions.map(({ desc, fix: suggested }) => ({ edit: desc, after: applied(text, suggested) }));
  return fix === undefined ? edits : [{ edit: 'fix', after: applied(text, fix) }, ...edits];
}

function applied(text: string, { range: [start, end], text: become }: NonNullable<Linter.LintMessage['fix']>): string {
  return text.slice(0, start) + become + text.slice(end);
}

/** The safe fixes, all at once: nothing is left to fix, and nothing new is found. */
function flawsOfAll(file: string, before: Linted): Flaw[] {
  const { output, fixed } = linter.verifyAndFix(before.text, config, { filename: file });
  if (!fixed) return [];
  const after = lint(file, output);
  const left = after.messages.some(({ fix }) => fix !== undefined) ? ['something is left to fix'] : [];
  return [...complaints(before, after), ...left].map((what) => ({ of: 'the file', edit: 'all fixes', what, after: output }));
}

function complaints(before: Linted, after: Linted): string[] {
  if (after.isBroken) return [`does not parse: ${after.messages[0]?.message ?? ''}`];
  const [had, has] = [before.messages.map(said), after.messages.map(said)];
  return [
    ...(has.length < had.length ? [] : ['the finding is still there']),
    ...newOnes(had, has).map((finding) => `brings ${finding}`),
    ...newOnes(after.comments, before.comments).map((comment) => `loses ${comment}`),
    ...(lineEnds(before.text).size === 1 && [...lineEnds(after.text)].some((end) => !lineEnds(before.text).has(end)) ? ['mixes line ends'] : []),
    ...(usesTabs(before.text) && newOnes(before.text.split('\n'), after.text.split('\n')).some((line) => line.startsWith(' ')) ? ['mixes tabs and spaces'] : []),
  ];
}

/** Without the lines, which an edit moves. */
function said({ ruleId, message }: Linter.LintMessage): string {
  return `${ruleId ?? 'broken'}: ${message.replace(/\b([Ll]ine) \d+/g, '$1')}`;
}

function lineEnds(text: string): ReadonlySet<string> {
  return new Set(text.match(/\r\n|\r|\n/g));
}

/** No line is indented with spaces. */
function usesTabs(text: string): boolean {
  return /^\t/m.test(text) && !/^ +\S/m.test(text);
}
