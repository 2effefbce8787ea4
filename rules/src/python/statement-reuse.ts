/**
 * Takes statements over from the tree of the text before an edit: by position, when neither the edit nor a change of the parse touched them.
 * It knows nothing of what is inside a statement.
 */

import type { Statement } from './ast.ts';
import type { ConcreteNode } from './concrete-syntax.ts';

/** Where a lowered statement came from, in offsets of the text it was lowered from. */
export interface StatementRecord {
  readonly type: string;
  readonly start: number;
  readonly length: number;
  readonly node: Statement;
  /** Slice of `Snapshot.ranges` that belongs to the statement. */
  readonly firstRange: number;
  readonly rangeCount: number;
  /** How many records, this one first, belong to the statement. */
  readonly recordCount: number;
}

/** All that lowering leaves behind for the next edit. */
export interface Snapshot {
  readonly records: readonly StatementRecord[];
  readonly ranges: readonly [number, number][];
  /** `[start, end]`, in order. */
  readonly comments: readonly (readonly [number, number])[];
}

/** `[start, end)` before, `[start, newEnd)` after. */
export interface TextEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

interface Target {
  readonly ranges: [number, number][];
  readonly records: StatementRecord[];
  readonly comments: [number, number][];
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

  /** The old statement that stands where `node` stands now, moved there with all below it. */
  take(node: ConcreteNode, target: Target): Statement | undefined {
    const { start, end } = node;
    const { records, ranges, comments } = this.#previous;
    let delta = 0;
    if (start > this.#edit.newEnd) delta = this.#edit.newEnd - this.#edit.oldEnd;
    else if (end >= this.#edit.start) return undefined;
    for (const [from, to] of this.#changed) if (from <= end && to >= start) return undefined;

    const oldStart = start - delta;
    const index = partition(records, (record) => record.start < oldStart);
    const record = records[index];
    if (record?.start !== oldStart || record.type !== node.type || record.length !== end - start) return undefined;

    const rangeDelta = target.ranges.length - record.firstRange;
    for (const range of ranges.slice(record.firstRange, record.firstRange + record.rangeCount)) {
      range[0] += delta;
      range[1] += delta;
      target.ranges.push(range);
    }
    for (const inner of records.slice(index, index + record.recordCount)) {
      target.records.push({ ...inner, start: inner.start + delta, firstRange: inner.firstRange + rangeDelta });
    }
    const oldEnd = oldStart + record.length;
    for (let at = partition(comments, ([from]) => from < oldStart); ; at++) {
      const comment = comments[at];
      if (comment === undefined || comment[0] >= oldEnd) break;
      target.comments.push([comment[0] + delta, comment[1] + delta]);
    }
    return record.node;
  }
}
