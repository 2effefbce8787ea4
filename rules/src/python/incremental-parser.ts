/**
 * Keeps the syntax tree of a document that is being edited: parses what changed and takes over the statements that did not.
 * It knows no editor protocol and no rule.
 */

import { Edit, type Node, type Point, type Tree } from 'web-tree-sitter';
import type { Module } from './ast.ts';
import { hideLine, lineAround, unfinishedLine } from './broken-line.ts';
import { parseTree } from './grammar.ts';
import { ReusePlan, type Snapshot, type TextEdit } from './statement-reuse.ts';
import { lowerWithReuse } from './syntax.ts';
import { TextLines } from './text-lines.ts';
import { WeakValues } from './weak-values.ts';

/** More errors than this are not counted. */
const MANY_ERRORS = 50;

/** How many ways of hiding a broken line are tried: each costs a parse. */
const REPAIR_ATTEMPTS = 3;

interface Parsed {
  readonly tree: Tree;
  /** The text the tree was made from: the document's, or the same with a broken line hidden. */
  readonly text: string;
  readonly errors: number;
  /** Whether a line was hidden. */
  readonly isRepaired: boolean;
}

interface State {
  readonly text: string;
  readonly parsed: Parsed;
  readonly snapshot: Snapshot;
  readonly module: Module;
}

/**
 * One Python document. `update` gives the module of a new text; statements that the edit did not touch keep their identity,
 * and their `range` and `loc` are those of the new text.
 *
 * The module of an earlier text is dead after `update`: some of its nodes live on in the new module, moved.
 */
export class PythonDocument {
  #state: State | undefined;
  #lines = new TextLines('');

  /** The module of the last `update`. */
  get module(): Module | undefined {
    return this.#state?.module;
  }

  /**
   * Parses `text` and gives its module. Code that does not parse becomes `Broken` and `BrokenExpr` nodes;
   * a line that breaks what was whole before is hidden, as `pass`, as long as it does.
   */
  update(text: string): Module {
    const before = this.#state;
    if (before?.text === text) return before.module;
    const source = withLineFeeds(text);
    // Should anything below fail, the next update starts afresh.
    this.#state = undefined;
    const parsed = before ? reparse(before.parsed, source) : parseRepaired(source);
    const edit = before && difference(before.parsed.text, parsed.text);
    let reuse: ReusePlan | undefined;
    if (before && edit) {
      const old = before.parsed.tree;
      applyEdit(old, before.parsed.text, parsed.text, edit);
      const changed = old.getChangedRanges(parsed.tree);
      reuse = new ReusePlan(
        before.snapshot,
        edit,
        changed.map(({ startIndex, endIndex }) => [startIndex, endIndex]),
      );
      old.delete();
    }
    this.#lines.reset(text);
    const { module, snapshot } = lowerWithReuse(parsed, this.#lines, reuse);
    this.#state = { text, parsed, snapshot, module };
    return module;
  }

  /** Frees the tree. The last module stays usable, and `update` starts afresh. */
  dispose(): void {
    this.#state?.parsed.tree.delete();
    this.#state = undefined;
    this.#lines = new TextLines('');
  }
}

const modules = new WeakValues<Module>();

/**
 * The module of a text that will not be edited. The same text has the same module as long as somebody has it: a file that is linted, and
 * that others import, is parsed once, and its graphs are made and solved once.
 */
export function parsePython(text: string): Module {
  const known = modules.get(text);
  if (known !== undefined) return known;
  const module = parseOnce(text);
  modules.set(text, module);
  return module;
}

function parseOnce(text: string): Module {
  const parsed = parseRepaired(withLineFeeds(text));
  try {
    return lowerWithReuse(parsed, new TextLines(text), undefined).module;
  } finally {
    parsed.tree.delete();
  }
}

/** What differs between two texts, as one edit. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  const start = commonLength(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const [oldLength, newLength] = [before.length, after.length];
  const same = commonLength(
    shorter - start,
    (from, to) => before.slice(oldLength - to, oldLength - from) === after.slice(newLength - to, newLength - from),
  );
  return { start, oldEnd: oldLength - same, newEnd: newLength - same };
}

/** The greatest length up to `limit` for which all before it is the same; found by halves, since comparing slices is much faster than characters. */
function commonLength(limit: number, isSame: (from: number, to: number) => boolean): number {
  if (isSame(0, limit)) return limit;
  let [known, bad] = [0, limit];
  while (bad - known > 1) {
    const middle = (known + bad) >> 1;
    if (isSame(known, middle)) known = middle;
    else bad = middle;
  }
  return known;
}

/** Parses `text` from the tree of the text before, which stays as it is. */
function reparse(before: Parsed, text: string): Parsed {
  const edit = difference(before.text, text);
  const parsed = parseFrom(before, text);
  if (parsed.errors <= before.errors) return parsed;
  const places = [...new Set([lineAround(text, edit.newEnd)[0], lineAround(text, edit.start)[0]])];
  return repaired(parsed, places, before.errors);
}

function parseFrom(before: Parsed, text: string): Parsed {
  const old = before.tree.copy();
  applyEdit(old, before.text, text, difference(before.text, text));
  const tree = parseTree(text, old);
  old.delete();
  return { tree, text, errors: countErrors(tree), isRepaired: false };
}

/** Parses `text`; hides lines that plainly are not whole, and the line where an error that swallows much of the text starts. */
function parseRepaired(text: string): Parsed {
  const tree = parseTree(text);
  let parsed: Parsed = { tree, text, errors: countErrors(tree), isRepaired: false };
  for (let attempt = 0; attempt < REPAIR_ATTEMPTS && parsed.errors > 0; attempt++) {
    const better = repaired(parsed, suspects(parsed), 0);
    if (better === parsed) break;
    parsed = better;
  }
  return parsed;
}

function suspects({ text, tree }: Parsed): number[] {
  const unfinished = unfinishedLine(text);
  if (unfinished !== undefined) return [unfinished];
  const error = largestError(tree.rootNode);
  return error && error.end - error.start > text.length / 4 ? [error.innermost] : [];
}

/** The best of `parsed` and the texts with one of the lines at `places` hidden. Deletes the trees of the others. */
function repaired(parsed: Parsed, places: readonly number[], goodEnough: number): Parsed {
  let best: Parsed = parsed;
  for (const text of repairs(parsed.text, places)) {
    const candidate = parseFrom(parsed, text);
    if (candidate.errors >= best.errors) {
      candidate.tree.delete();
      continue;
    }
    // All candidates start from `parsed`: it is deleted last.
    if (best !== parsed) best.tree.delete();
    best = { ...candidate, isRepaired: true };
    if (best.errors <= goodEnough) break;
  }
  if (best !== parsed) parsed.tree.delete();
  return best;
}

function repairs(text: string, places: readonly number[]): string[] {
  return places.flatMap((place) => hideLine(text, ...lineAround(text, place))).slice(0, REPAIR_ATTEMPTS);
}

/** ERROR and missing nodes of a tree, at most `MANY_ERRORS`. */
function countErrors(tree: Tree): number {
  let count = 0;
  const open: Node[] = tree.rootNode.hasError ? [tree.rootNode] : [];
  for (let node = open.pop(); node && count < MANY_ERRORS; node = open.pop()) {
    if (node.isError || node.isMissing) count++;
    for (const child of node.children) if (child.hasError || child.isMissing) open.push(child);
  }
  return count;
}

interface ErrorExtent {
  readonly start: number;
  readonly end: number;
  /** Where the first of the smallest errors in it starts. */
  readonly innermost: number;
}

function largestError(root: Node): ErrorExtent | undefined {
  let largest: Node | undefined;
  let innermost: Node | undefined;
  const open: Node[] = [root];
  for (let node = open.shift(); node; node = open.shift()) {
    if (node.isError) {
      if (!largest || node.endIndex - node.startIndex > largest.endIndex - largest.startIndex) largest = node;
      if (!innermost || node.endIndex - node.startIndex < innermost.endIndex - innermost.startIndex) innermost = node;
    }
    if (open.length < MANY_ERRORS) open.push(...node.children.filter((child) => child.hasError));
  }
  return largest && { start: largest.startIndex, end: largest.endIndex, innermost: (innermost ?? largest).startIndex };
}

/** The grammar knows no lone carriage return, which ends a line for Python: the same text with line feeds for them. */
function withLineFeeds(text: string): string {
  return text.replace(/\r(?!\n)/g, '\n');
}

/** Tells `tree` what changed. Rows count `\n`, columns UTF-16 code units, as everywhere in web-tree-sitter. */
function applyEdit(tree: Tree, before: string, after: string, { start, oldEnd, newEnd }: TextEdit): void {
  const startPosition = pointAt(before, start, { row: 0, column: 0 }, 0);
  tree.edit(
    new Edit({
      startIndex: start,
      oldEndIndex: oldEnd,
      newEndIndex: newEnd,
      startPosition,
      oldEndPosition: pointAt(before, oldEnd, startPosition, start),
      newEndPosition: pointAt(after, newEnd, startPosition, start),
    }),
  );
}

/** The point of `offset`, counted from a known one. */
function pointAt(text: string, offset: number, from: Point, fromOffset: number): Point {
  let [row, lineStart] = [from.row, fromOffset - from.column];
  for (let end = text.indexOf('\n', fromOffset); end !== -1 && end < offset; end = text.indexOf('\n', end + 1)) {
    row++;
    lineStart = end + 1;
  }
  return { row, column: offset - lineStart };
}
