/** Edits of questions: what is asked about a handle, or about what it gave. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, pathTo, type File } from './edit-place.ts';
import { memberName, type Node } from './syntax.ts';

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

/** `cache.has(key)` becomes `cache.get(key)?.deref() !== undefined`. */
export function asksReferent(file: File, test: Site): readonly Offer<'ask'>[] {
  const path = pathTo(file, test);
  const node = path.at(-1);
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || memberName(node.callee) !== 'has' || node.optional || node.callee.optional) return [];
  const parent = path.at(-2);
  if (parent === undefined || hasComment(file, ...node.range)) return [];
  const asked = `${file.text.slice(...node.callee.object.range)}.get${file.text.slice(node.callee.range[1], node.range[1])}?.deref()`;
  if (parent.type === 'UnaryExpression') {
    return parent.operator === '!' ? [{ intent: 'ask', name: asked, edits: [{ range: parent.range, text: `${asked} === undefined` }] }] : [];
  }
  return BOOLEAN.has(parent.type) ? [{ intent: 'ask', name: asked, edits: [{ range: node.range, text: `${asked} !== undefined` }] }] : [];
}

/** Where a comparison needs no parentheses. */
const BOOLEAN: ReadonlySet<string> = new Set(['ReturnStatement', 'ArrowFunctionExpression', 'IfStatement', 'WhileStatement', 'ConditionalExpression', 'LogicalExpression', 'VariableDeclarator', 'AssignmentExpression']);
