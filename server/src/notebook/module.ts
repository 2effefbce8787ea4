/** The cells of one language of a notebook, in order, as one module. Cells take whole lines, so a place moves by lines only. */
import { familyOf } from '../languages.ts';
import type { LanguageId } from '../languages.ts';
import { withoutMagics } from './magics.ts';

export interface Cell<Key> {
  readonly key: Key;
  readonly text: string;
}

export interface CellPlace<Key> {
  readonly key: Key;
  /** Lines of the module, 0-based; the end is the first line after the cell. */
  readonly start: number;
  readonly end: number;
}

export interface NotebookModule<Key> {
  readonly languageId: LanguageId;
  readonly text: string;
  readonly cells: readonly CellPlace<Key>[];
  /** Lines that read otherwise in their cell, 0-based: no edit may touch them. */
  readonly masked: ReadonlySet<number>;
  /** The last line of code of each cell, 0-based: what stands there is shown, and kept as `_`. */
  readonly shown: ReadonlySet<number>;
}

export function moduleOf<Key>(languageId: LanguageId, cells: readonly Cell<Key>[]): NotebookModule<Key> {
  const places: CellPlace<Key>[] = [];
  const texts: string[] = [];
  const [masked, shown] = [new Set<number>(), new Set<number>()];
  let start = 0;
  for (const { key, text } of cells) {
    const plain = withoutMagics(text, familyOf(languageId));
    const lines = plain.text.split(/\r\n|\n|\r/);
    for (const line of plain.masked) masked.add(start + line);
    const [last] = [...lines.keys()].filter((line) => isCode(lines[line] ?? '')).slice(-1);
    if (last !== undefined) shown.add(start + last);
    places.push({ key, start, end: start + lines.length });
    texts.push(plain.text);
    start += lines.length;
  }
  return { languageId, text: texts.join('\n'), cells: places, masked, shown };
}

function isCode(line: string): boolean {
  return /^\s*(?!#|\/\/)\S/.test(line);
}

/** The cell that holds a whole range of lines (0-based, both included). */
export function cellAround<Key>({ cells }: NotebookModule<Key>, first: number, last: number): CellPlace<Key> | undefined {
  return cells.find(({ start, end }) => start <= first && last < end);
}

export function touchesMasked<Key>({ masked }: NotebookModule<Key>, first: number, last: number): boolean {
  for (let line = first; line <= last; line += 1) if (masked.has(line)) return true;
  return false;
}

/** What a cell ends with is shown: its answer is not thrown away, and the notebook keeps it. */
const meantToBeShown: ReadonlySet<string> = new Set(['no-useless-deref', 'no-discarded-callback']);

/** @param lastLine 1-based, of a finding of the rule */
export function isShown<Key>({ shown }: NotebookModule<Key>, rule: string, lastLine: number): boolean {
  return meantToBeShown.has(rule) && shown.has(lastLine - 1);
}
