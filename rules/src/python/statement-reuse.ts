/**
 * Takes statements over from the tree of the text before an edit: by position, when neither the edit nor a change of the parse touched them.
 * It knows nothing of what is inside a statement.
 */

import type { Statement } from './ast.ts';
import type { ConcreteNode } from './concrete-syntax.ts';

/** A lowered statement, and where it came from. Kept as a tree, so that one that has not moved is taken over with all inside it at once. */
export interface StatementRecord extends StatementParts {
  readonly type: string;
  /** From the start of the statement around it, or of the text. */
  readonly start: number;
  readonly length: number;
  readonly node: Statement;
}

/** What a statement, or the module, was made of. */
export interface StatementParts {
  /** Of every node made for it, but for those of the statements in it. */
  readonly ranges: [number, number][];
  /** The statements in it, in the order of the text. */
  readonly inner: StatementRecord[];
}

/** All that lowering leaves behind for the next edit. */
export interface Snapshot {
  readonly statements: readonly StatementRecord[];
  /** `[start, end]`, in order. */
  readonly comments: readonly (readonly [number, number])[];
}

/** `[start, end)` before, `[start, newEnd)` after. */
export interface TextEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Index of the first item for which `isBefore` is false. */
function partition<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What may be kept of `previous`, whose nodes then live on in the new tree: the old tree must not be used again. */
export class ReusePlan {
  readonly #previous: Snapshot;
  readonly #edit: TextEdit;
  readonly #changed: readonly (readonly [number, number])[];

  /** @param changed Ranges of the new text where the parse differs. */
  constructor(previous: Snapshot, edit: TextEdit, changed: readonly (readonly [number, number])[]) {
    this.#previous = previous;
    this.#edit = edit;
    this.#changed = changed;
  }

  /** The old statement that stands where `node` stands now, moved there with all in it; the offsets of its comments there go to `comments`. */
  take({ type, start, end }: ConcreteNode, comments: [number, number][]): StatementRecord | undefined {
    let delta = 0;
    if (start > this.#edit.newEnd) delta = this.#edit.newEnd - this.#edit.oldEnd;
    else if (end >= this.#edit.start) return undefined;
    for (const [from, to] of this.#changed) if (from <= end && to >= start) return undefined;

    const oldStart = start - delta;
    const record = findStatement(this.#previous.statements, oldStart, type);
    if (record?.length !== end - start) return undefined;
    if (delta !== 0) move(record, delta);
    this.#takeComments(oldStart, oldStart + record.length, delta, comments);
    return record;
  }

  #takeComments(start: number, end: number, delta: number, comments: [number, number][]): void {
    const previous = this.#previous.comments;
    for (let at = partition(previous, ([from]) => from < start); ; at++) {
      const comment = previous[at];
      if (comment === undefined || comment[0] >= end) break;
      comments.push([comment[0] + delta, comment[1] + delta]);
    }
  }
}

/** The statement of the type that starts at `start`, at any depth. */
function findStatement(statements: readonly StatementRecord[], start: number, type: string): StatementRecord | undefined {
  const record = statements[partition(statements, (one) => one.start <= start) - 1];
  if (record === undefined) return undefined;
  return record.start === start && record.type === type ? record : findStatement(record.inner, start - record.start, type);
}

function move({ ranges, inner }: StatementParts, delta: number): void {
  for (const range of ranges) {
    range[0] += delta;
    range[1] += delta;
  }
  for (const statement of inner) move(statement, delta);
}
