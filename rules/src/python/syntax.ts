/**
 * Turns a tree-sitter tree into a `Module` of plain nodes that outlive the tree.
 * It knows neither the parser nor documents that change; the tree stays its maker's to delete.
 */

import type { Tree } from 'web-tree-sitter';
import type { Comment, Module, PythonNode } from './ast.ts';
import { concreteRoot } from './concrete-syntax.ts';
import type { ReusePlan, Snapshot } from './statement-reuse.ts';
import { SyntaxContext } from './syntax-context.ts';
import { lowerSuite } from './syntax-statement.ts';
import { RangeLocation, TextLines } from './text-lines.ts';
import { childrenOf } from './visitor-keys.ts';

export interface ParsedText {
  readonly tree: Tree;
  readonly text: string;
  /** Whether `text` is the source with what broke it taken out. */
  readonly isRepaired: boolean;
}

export interface Lowered {
  readonly module: Module;
  readonly snapshot: Snapshot;
}

/** The module of `text`, whose tree is `tree`. Never throws on broken code. */
export function lower(tree: Tree, text: string): Module {
  return lowerWithReuse({ tree, text, isRepaired: false }, new TextLines(text), undefined).module;
}

/** The same, with statements taken over from an earlier tree: all of `reuse`'s nodes belong to the new module. */
export function lowerWithReuse(source: ParsedText, lines: TextLines, reuse: ReusePlan | undefined): Lowered {
  const { tree, text } = source;
  const context = new SyntaxContext(text, lines, reuse);
  const root = concreteRoot(tree, text, context.comments);
  const { body } = lowerSuite(context, root, root.end);
  const places = inOrder(context.comments);
  const comments = places.map(([start, end]) => comment(text, lines, start, end));
  const module: Module = {
    type: 'Module',
    body,
    comments,
    tokens: [],
    hasErrors: source.isRepaired || tree.rootNode.hasError,
    range: [0, text.length],
    loc: new RangeLocation([0, text.length], lines),
    parent: null,
  };
  setParents(module);
  return { module, snapshot: { statements: context.statements, comments: places } };
}

/** Sorted by start, each once. */
function inOrder(comments: [number, number][]): [number, number][] {
  return comments.sort(([a], [b]) => a - b).filter(([start], index) => start !== comments[index - 1]?.[0]);
}

function comment(text: string, lines: TextLines, start: number, end: number): Comment {
  const range: [number, number] = [start, end];
  return { type: 'Line', value: text.slice(start + 1, end), range, loc: new RangeLocation(range, lines) };
}

/** A node that has a parent already was taken over with all below it. */
function setParents(module: Module): void {
  const open: PythonNode[] = [module];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const child of childrenOf(node)) {
      if (child.parent === null) open.push(child);
      const orphan: { parent: PythonNode | null } = child;
      orphan.parent = node;
    }
  }
}
