/** Edits of questions: what is asked about a handle, or about what it gave. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { pathTo, type File } from './edit-place.ts';
import type { Node } from './syntax.ts';

const ASKABLE: ReadonlySet<string> = new Set(['Identifier', 'MemberExpression', 'CallExpression']);

/** `if (ref)` becomes `if (ref.deref())`. */
export function askHandle(file: File, handle: Site): readonly Offer<'ask'>[] {
  const node = pathTo(file, handle).at(-1);
  if (node === undefined || !ASKABLE.has(node.type)) return [];
  const end = node.range[1];
  return [{ intent: 'ask', name: file.text.slice(...node.range), edits: [{ range: [end, end], text: '.deref()' }] }];
}

/** `x === null` becomes `x === undefined`. */
export function compareUndefined(file: File, test: Site): readonly Offer<'undefined'>[] {
  const node = pathTo(file, test).at(-1);
  if (node?.type !== 'BinaryExpression') return [];
  const literal = [node.left, node.right].find((side: Node) => side.type === 'Literal' && side.raw === 'null');
  return literal === undefined ? [] : [{ intent: 'undefined', name: 'undefined', edits: [{ range: literal.range, text: 'undefined' }] }];
}
