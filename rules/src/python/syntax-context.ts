/**
 * What the functions that turn tree-sitter's tree into `ast` nodes share: the text, and making placed nodes.
 * It knows no particular syntax.
 */

import { MAX_NESTING } from '../flow/policy.ts';
import type { BrokenExpr, Expression, NodeType, PythonNode, Range, SourceLocation, Statement } from './ast.ts';
import type { ConcreteNode } from './concrete-syntax.ts';
import type { ReusePlan, StatementParts, StatementRecord } from './statement-reuse.ts';
import { RangeLocation, type TextLines } from './text-lines.ts';

interface Placement {
  readonly range: Range;
  readonly loc: SourceLocation;
  readonly parent: PythonNode | null;
}

export class SyntaxContext {
  readonly text: string;
  readonly lines: TextLines;
  /** The outermost statements. */
  readonly statements: StatementRecord[] = [];
  /** `[start, end]` of every comment met, in no order. */
  readonly comments: [number, number][] = [];
  readonly reuse: ReusePlan | undefined;
  /** What is made belongs to this statement, or to the module. */
  #open: { readonly start: number } & StatementParts = { start: 0, ranges: [], inner: this.statements };
  #depth = 0;

  constructor(text: string, lines: TextLines, reuse: ReusePlan | undefined) {
    this.text = text;
    this.lines = lines;
    this.reuse = reuse;
  }

  range(start: number, end: number): Range {
    const range: [number, number] = [start, end];
    this.#open.ranges.push(range);
    return range;
  }

  rangeOf(node: ConcreteNode): Range {
    return this.range(node.start, node.end);
  }

  /** Makes a node of `fields`. Its parent is set when the whole tree stands. */
  place<const Fields extends { readonly type: NodeType }>(fields: Fields, start: number, end: number): Fields & Placement {
    const range: [number, number] = [start, end];
    this.#open.ranges.push(range);
    const placement: Placement = { range, loc: new RangeLocation(range, this.lines), parent: null };
    return Object.assign(fields, placement);
  }

  /** What stands at `node`: taken over from the earlier tree, or made by `lower`. */
  statement(node: ConcreteNode, lower: () => Statement): Statement {
    const { start } = node;
    const around = this.#open;
    const taken = this.reuse?.take(node, this.comments);
    if (taken !== undefined) {
      around.inner.push({ ...taken, start: start - around.start });
      return taken.node;
    }
    const parts: StatementParts = { ranges: [], inner: [] };
    this.#open = { start, ...parts };
    const made = lower();
    this.#open = around;
    around.inner.push({ type: node.type, start: start - around.start, length: node.end - start, node: made, ...parts });
    return made;
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
