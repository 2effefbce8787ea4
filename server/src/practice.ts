/** Checks the file of an exercise: what stands in its blanks, and what the linter says. Knows no editor and no terminal. */
import { exercises } from 'eslint-plugin-weakref/practice';
import type { Blank, Exercise } from 'eslint-plugin-weakref/practice';
import type { LintResult } from './finding.ts';

export { exercises } from 'eslint-plugin-weakref/practice';

export type Check =
  /** The lines between the blanks are not those of the exercise. */
  | { readonly kind: 'changed'; readonly says: string }
  | {
      readonly kind: 'checked';
      readonly blanks: readonly CheckedBlank[];
      /** What the linter says about the lines between the blanks. */
      readonly elsewhere: string | undefined;
      readonly isDone: boolean;
    };

export interface CheckedBlank {
  readonly state: 'empty' | 'right' | 'wrong';
  readonly answer: string;
  /** UTF-16 offsets into the text. */
  readonly range: readonly [number, number];
  /** What is the matter; empty when it is right. */
  readonly says: string;
}

const mark = '___';

/** The exercise a file belongs to, going by its name alone. */
export function exerciseOf(path: string): Exercise | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return exercises.find(({ file }) => file === name);
}

/** @param lint what the linter says about a text in the language of the exercise; asked once every blank is filled in */
export function checkExercise(exercise: Exercise, text: string, lint: (text: string) => LintResult): Check {
  const ranges = answersIn(exercise, text);
  if (ranges === undefined) return { kind: 'changed', says: 'The lines around the blanks have changed, so the answers cannot be found.' };
  const answers = ranges.map(([start, end]) => plain(text.slice(start, end)));
  const remarks = answers.some(isEmpty) ? [] : remarksOf(lint(text));
  const blanks = exercise.blanks.map((blank, index) => checkedBlank(blank, answers[index] ?? '', ranges[index] ?? [0, 0], text, remarks));
  const elsewhere = remarks.find(({ line }) => !blanks.some(({ range }) => isOn(line, range, text)))?.says;
  return { kind: 'checked', blanks, elsewhere, isDone: elsewhere === undefined && blanks.every(({ state }) => state === 'right') };
}

/** @param remarks the linter's */
function checkedBlank(blank: Blank, answer: string, range: CheckedBlank['range'], text: string, remarks: readonly Remark[]): CheckedBlank {
  if (isEmpty(answer)) return { state: 'empty', answer, range, says: 'Nothing here yet.' };
  const remark = remarks.find(({ line }) => isOn(line, range, text))?.says;
  if (remark === undefined && isWhole(answer) && blank.right.some((pattern) => pattern.test(answer))) return { state: 'right', answer, range, says: '' };
  const mistake = blank.mistakes.find(({ pattern }) => pattern.test(answer))?.says;
  return { state: 'wrong', answer, range, says: mistake ?? remark ?? `Not what is asked for. ${blank.hint}` };
}

/** The text with every blank filled in. */
export function solved({ text, blanks }: Exercise): string {
  return filled(text, blanks.map(({ solution }) => solution));
}

/** The text with these answers in its blanks. */
export function filled(text: string, answers: readonly string[]): string {
  return between(text).reduce((before, after, index) => before + (answers[index - 1] ?? mark) + after);
}

/**
 * Where the answers are, as UTF-16 offsets without the space around them; undefined when the lines around them are not the exercise's. Spacing within a line and blank lines are
 * free, and so are comments; where a line begins is not, since that means something in Python.
 */
export function answersIn({ text: original, file }: Exercise, text: string): readonly CheckedBlank['range'][] | undefined {
  const aside = file.endsWith('.py') ? asides.python : asides.typescript;
  // Every line of the pattern begins with a line break, the first one too.
  const pattern = between(`\n${original}`).map((segment) => tolerant(segment, aside)).join('([\\s\\S]*?)');
  const found = new RegExp(`^${pattern}${aside}\\s*$`, 'd').exec(`\n${text}`);
  return found?.indices?.slice(1).map(([start, end]) => trimmed(text, start - 1, end - 1));
}

function trimmed(text: string, start: number, end: number): CheckedBlank['range'] {
  const answer = text.slice(start, end);
  const from = start + answer.length - answer.trimStart().length;
  return [from, from + answer.trim().length];
}

function between(text: string): readonly string[] {
  // The comments speak of the mark too.
  return text.split(/(?<!^(?:#|\/\/).*)___/m);
}

/** A comment at the end of a line; without a quote, which may be the end of a text that the mark stands in. */
const asides = { python: '(?:[ \\t]+#[^"\'\\n]*)?', typescript: '(?:[ \\t]+//[^"\'\\n]*)?' } as const;

/** @param aside may stand at the end of each line */
function tolerant(segment: string, aside: string): string {
  const [first = '', ...rest] = segment.split('\n');
  const lines = rest.filter((line) => line.trim() !== '').map((line) => {
    const pattern = `${aside}\\s*?\\n${/^\s*/.exec(line)?.[0] ?? ''}${wordsOf(line)}`;
    return /^(?:#|\/\/)/.test(line.trim()) ? `(?:${pattern})?` : pattern;
  });
  return [first.trim() === '' ? '' : `\\s*${wordsOf(first)}`, ...lines].join('');
}

function wordsOf(line: string): string {
  return line.trim().split(/\s+/).map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('\\s+');
}

/** Compared without regard to spacing, kind of quotes and a semicolon at the end. */
function plain(answer: string): string {
  return answer
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll("'", '"')
    .replaceAll(/([([{]) | (?=[)\]}])/g, '$1')
    .replaceAll(/ ?, ?/g, ', ')
    .replace(/[;, ]+$/, '');
}

function isEmpty(answer: string): boolean {
  return answer === '' || answer.includes(mark);
}

/** Has as many brackets closed as opened. */
function isWhole(answer: string): boolean {
  return ['()', '[]', '{}'].every(([open = '', close = '']) => answer.split(open).length === answer.split(close).length);
}

interface Remark {
  /** 1-based. */
  readonly line: number;
  readonly says: string;
}

function remarksOf(result: LintResult): readonly Remark[] {
  switch (result.kind) {
    case 'broken':
      return [{ line: result.line, says: `This cannot be read: ${result.reason}` }];
    case 'linted':
      return result.findings.map(({ message: { line, message } }) => ({ line, says: message }));
    case 'skipped':
      return [];
  }
}

function isOn(line: number, [start, end]: CheckedBlank['range'], text: string): boolean {
  return lineAt(text, start) <= line && line <= lineAt(text, end);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
