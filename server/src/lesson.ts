/** The chapters of the lesson, and how one is asked for. */
import { passages } from 'eslint-plugin-weakref/lessons';
import type { Passage } from 'eslint-plugin-weakref/lessons';
import { nearest } from './nearest.ts';

export interface Chapter {
  /** 1-based, in the order of the lesson. */
  readonly number: number;
  /** The name of its file, without `.md`. */
  readonly name: string;
  readonly title: string;
}

export const chapters: readonly Chapter[] = [...new Map(Object.values(passages).map(({ id, chapter }) => [chapterOf(id), chapter]))].map(
  ([name, title], index) => ({ number: index + 1, name, title }),
);

/** @param wish a number, the name of a file or a title */
export function findChapter(wish: string): Chapter | undefined {
  const plain = wish.toLowerCase();
  return chapters.find(({ number, name, title }) => String(number) === plain || name === plain || title.toLowerCase() === plain);
}

/** One sentence for somebody who asked for a chapter that is not there. */
export function noChapter(wish: string): string {
  const near = nearest(wish, chapters.map(({ name }) => name));
  return `there is no chapter "${wish}"${near === undefined ? '' : ` (did you mean "${near}"?)`}; "weakref-lint lesson" lists them.`;
}

/** Where a passage is in the copy of the lesson that ships with the program: a file and the anchor its viewers give the heading. */
export function pageOf({ id, address }: Pick<Passage, 'id' | 'address'>): { readonly file: string; readonly fragment: string } {
  const [file = '', fragment = ''] = address.split('#');
  return { file, fragment: fragment.slice(0, -`-${id.slice(id.indexOf('#') + 1)}`.length) };
}

export function chapterOf(passage: string): string {
  return passage.slice(0, passage.indexOf('#'));
}
