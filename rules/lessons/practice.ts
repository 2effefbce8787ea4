/** The exercises: files with blanks, `___`, and what may stand in each. */
import type { PassageId } from '../src/generated/lessons.ts';
import { collectable } from './practice/collectable.ts';
import { finalizer } from './practice/finalizer.ts';
import { observers } from './practice/observers.ts';
import { pythonCache } from './practice/python-cache.ts';
import { tree } from './practice/tree.ts';
import { typescriptCache } from './practice/typescript-cache.ts';

export interface Exercise {
  /** The name of the file the learner gets. */
  readonly file: string;
  readonly title: string;
  /** With `___` for each of the blanks, and code between any two of them. */
  readonly text: string;
  readonly blanks: readonly Blank[];
  /** Where the lesson has it. */
  readonly passage: PassageId;
  /** What the solved program prints, without a final line break. */
  readonly prints: string;
}

export interface Blank {
  readonly hint: string;
  readonly solution: string;
  /**
   * What is right: one of these matches the whole answer. Answers come on one line, single spaces, double quotes and no
   * semicolon at the end, without spaces inside parentheses.
   */
  readonly right: readonly RegExp[];
  /** What is wrong in a way that has a name, most special first. Asked about what is not right. */
  readonly mistakes: readonly Mistake[];
}

interface Mistake {
  readonly pattern: RegExp;
  readonly says: string;
}

export const exercises: readonly Exercise[] = [collectable, pythonCache, observers, tree, finalizer, typescriptCache];
