/** Types that stand beside the code: in a doc comment, or in the type checker's memory. */
import type { TypeNote } from '../flow/graph.ts';
import type { Node } from './syntax.ts';

/** By the node that a type is given: a name, a field, a member, a call. */
const types = new WeakMap<Node, TypeNote>();

/** The first to say something of a node is believed. */
export function giveType(node: Node, type: TypeNote): void {
  if (!types.has(node)) types.set(node, type);
}

export function givenType(node: Node): TypeNote | undefined {
  return types.get(node);
}
