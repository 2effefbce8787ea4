/**
 * What the functions that turn tree-sitter's tree into `ast` nodes share: the text, and making placed nodes.
 * It knows no particular syntax.
 */

import { MAX_NESTING } from '../flow/policy.ts';
import type { BrokenExpr, Expression, NodeType, PythonNode, Range, SourceLocation } from './ast.ts';
import type { ConcreteNode } from './concrete-syntax.ts';
import type { ReusePlan, StatementRecord } from './statement-reuse.ts';
import { RangeLocation, type TextLines } from './text-lines.ts';

interface Placement {
  readonly range: Range;
  readonly loc: SourceLocation;
  readonly parent: PythonNode | null;
}

export class SyntaxContext {
  readonly text: string;
  readonly lines: TextLines;
  /** Every range of every node made, statement by statement: shifting a statement is shifting a slice of this. */
  readonly ranges: [number, number][] = [];
  /** Every statement made, parents before children. */
  readonly records: StatementRecord[] = [];
  /** `[start, end]` of every comment met, in no order. */
  readonly comments: [number, number][] = [];
  readonly reuse: ReusePlan | undefined;
  #depth = 0;

  constructor(text: string, lines: TextLines, reuse: ReusePlan | undefined) {
    this.text = text;
    this.lines = lines;
    this.reuse = reuse;
  }

  range(start: number, end: number): Range {
    const range: [number, number] = [start, end];
    this.ranges.push(range);
    return range;
  }

  rangeOf(node: ConcreteNode): Range {
    return this.range(node.start, node.end);
  }

  /** Makes a node of `fields`. Its parent is set when the whole tree stands. */
  place<const Fields extends { readonly type: NodeType }>(fields: Fields, start: number, end: number): Fields & Placement {
    const range: [number, number] = [start, end];
    this.ranges.push(range);
    const placement: Placement = { range, loc: new RangeLocation(range, this.lines), parent: null };
    return Object.assign(fields, placement);
  }

  broken(start: number, end: number, values: readonly Expression[] = []): BrokenExpr {
    return this.place({ type: 'BrokenExpr', values }, start, end);
  }

  /** Goes one level deeper; false where the nesting is too deep to follow. Each `true` is answered by a `leave`. */
  enter(): boolean {
    if (this.#depth >= MAX_NESTING.python) return false;
    this.#depth++;
    return true;
  }

  leave(): void {
    this.#depth--;
  }
}
