/** Parsed programs for the tests of the JavaScript front end, and sites in them by their text. */
import { parse } from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/types';
import type { Offer } from '../../rules/src/facts/edits.ts';
import type { FrontEnd } from '../../rules/src/facts/front-end.ts';
import type { FlowGraph, Variable } from '../../rules/src/flow/graph.ts';
import { printGraph } from '../../rules/src/flow/print.ts';
import { nodesIn } from '../../rules/src/javascript/edit-place.ts';
import { createFrontEnd } from '../../rules/src/javascript/front-end.ts';

export interface Parsed {
  readonly program: TSESTree.Program;
  readonly text: string;
  readonly frontEnd: FrontEnd;
}

export function parsed(text: string, { jsx = false } = {}): Parsed {
  const program = parse(text, { range: true, loc: true, comment: true, sourceType: 'module', ecmaFeatures: { jsx } });
  return { program, text, frontEnd: createFrontEnd(program, text) };
}

/** The printed graph of a program. */
export function printed(text: string, options?: { jsx: boolean }): string {
  return printGraph(parsed(text, options).frontEnd.graph());
}

/** The `nth` (from 0) outermost node that is written so. */
export function site({ program, text }: Parsed, written: string, nth = 0): TSESTree.Node {
  const starts: number[] = [];
  for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + 1)) starts.push(at);
  const start = starts[nth];
  for (const node of nodesIn(program)) {
    if (node.range[0] === start && node.range[1] === start + written.length && node.type !== 'ExpressionStatement' && node.type !== 'Program') return node;
  }
  throw new Error(`\`${written}\` is no node of the program`);
}

/** The text after the edits of an offer; it must parse. */
export function applied(text: string, offer: Offer<string>): string {
  let result = text;
  for (const { range, text: inserted } of [...offer.edits].reverse()) result = result.slice(0, range[0]) + inserted + result.slice(range[1]);
  parsed(result);
  return result;
}

/** What is wrong with a graph and those below it: blocks that were never placed, variables of other graphs, captures that lead nowhere. */
export function flaws(graph: FlowGraph): string[] {
  const found: string[] = [];
  const own = new Set<Variable>(graph.variables);
  const reached = new Set([graph.entry]);
  for (const id of reached) {
    const block = graph.blocks[id];
    if (block?.id !== id) {
      found.push(`block ${id} was never placed`);
      continue;
    }
    const { end } = block;
    const next = end.kind === 'jump' ? [end.to] : end.kind === 'branch' ? [end.whenTrue, end.whenFalse] : end.kind === 'choice' ? end.to : [];
    for (const target of next) reached.add(target);
    if (block.onError !== undefined) reached.add(block.onError);
    for (const op of block.ops) {
      const variable = op.kind === 'read' ? op.from : op.kind === 'write' ? op.variable : undefined;
      if (variable !== undefined && !own.has(variable)) found.push(`${variable.name} belongs to another graph`);
    }
  }
  const closures = [...graph.closures, ...graph.classes.flatMap((source) => source.methods.map((method) => method.closure))];
  for (const closure of closures) {
    for (const variable of closure.graph.variables) {
      if (variable.kind === 'free' && !closure.captures.has(variable)) found.push(`${variable.name} is captured from nowhere`);
    }
    for (const outer of closure.captures.values()) if (!own.has(outer)) found.push(`${outer.name} is captured from another graph`);
    found.push(...flaws(closure.graph));
  }
  return found;
}
