/** Python programs for tests: parsed, with their front end, and nodes found by their text. */
import type { Offer } from '../../rules/src/facts/edits.ts';
import type { FrontEnd } from '../../rules/src/facts/front-end.ts';
import { printGraph } from '../../rules/src/flow/print.ts';
import type { Module, PythonNode } from '../../rules/src/python/ast.ts';
import { createFrontEnd } from '../../rules/src/python/front-end.ts';
import { parseTree } from '../../rules/src/python/grammar.ts';
import { lower } from '../../rules/src/python/syntax.ts';
import { childrenOf } from '../../rules/src/python/visitor-keys.ts';

export interface Program {
  readonly text: string;
  readonly module: Module;
  readonly frontEnd: FrontEnd;
}

/** `loadPython` must have run. */
export function program(text: string): Program {
  const tree = parseTree(text);
  const module = lower(tree, text);
  tree.delete();
  return { text, module, frontEnd: createFrontEnd(module, text) };
}

/** The graph of a program as text, without the indentation that template literals bring. */
export function graphOf(text: string): string {
  return printGraph(program(text).frontEnd.graph());
}

/** The smallest node whose text is `snippet`; `nth` counts from 0 in the order of the text. */
export function nodeOf({ module, text }: Program, snippet: string, nth = 0): PythonNode {
  const found = new Map<number, PythonNode>();
  const rest: PythonNode[] = [module];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (text.slice(...node.range) === snippet) found.set(node.range[0], node);
    rest.push(...childrenOf(node));
  }
  const node = [...found].sort(([a], [b]) => a - b)[nth]?.[1];
  if (node === undefined) throw new Error(`no node ${nth} reads ${snippet}`);
  return node;
}

export function applied(text: string, { edits }: Offer<string>): string {
  let result = text;
  for (const { range, text: inserted } of [...edits].reverse()) result = result.slice(0, range[0]) + inserted + result.slice(range[1]);
  return result;
}
