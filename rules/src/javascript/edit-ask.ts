/** Edits of questions: what is asked about a handle, or about what it gave. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { optionalChain } from './edit-chain.ts';
import { hasComment, inOrder, nodesIn, pathTo, type File } from './edit-place.ts';
import { memberName, type Node } from './syntax.ts';

const ASKABLE: ReadonlySet<string> = new Set(['Identifier', 'MemberExpression', 'CallExpression']);

/** `if (ref)` becomes `if (ref.deref())`, and `{ ref }` becomes `{ ref: ref.deref() }`. */
export function askHandle(file: File, handle: Site): readonly Offer<'ask'>[] {
  const [parent, node] = pathTo(file, handle).slice(-2);
  if (node === undefined || !ASKABLE.has(node.type)) return [];
  const end = node.range[1];
  const name = file.text.slice(...node.range);
  const isShorthand = parent?.type === 'Property' && parent.shorthand;
  return [{ intent: 'ask', name, edits: [{ range: [end, end], text: isShorthand ? `: ${name}.deref()` : '.deref()' }] }];
}

/** `ref.name` becomes `ref.deref()?.name`, and `ref.deref`, which nobody calls, `ref.deref()`. */
export function throughAnswer(file: File, access: Site): readonly Offer<'ask'>[] {
  const path = pathTo(file, access);
  const [parent, node] = path.slice(-2);
  if (node?.type !== 'MemberExpression' || node.computed || hasComment(file, ...node.range)) return [];
  const name = file.text.slice(...node.object.range);
  if (memberName(node) === 'deref') return [{ intent: 'ask', name, edits: [{ range: [node.range[1], node.range[1]], text: '()' }] }];
  // Nothing can be put into what may not be there.
  const isWritten = parent === undefined || parent.type === 'UpdateExpression' || (parent.type === 'AssignmentExpression' && parent.left === node) || PATTERNS.has(parent.type);
  const [chain] = isWritten ? [] : optionalChain(file, [...path, node.object]);
  const end = node.object.range[1];
  return chain === undefined ? [] : [{ intent: 'ask', name, edits: inOrder([{ range: [end, end], text: '.deref()' }, ...chain.edits]) }];
}

const PATTERNS: ReadonlySet<string> = new Set(['ArrayPattern', 'RestElement', 'AssignmentPattern', 'ForOfStatement', 'ForInStatement']);

/** `const previous = last?.deref() ?? last` becomes `last?.deref()`, where somebody looks whether `previous` is there. */
export function withoutFallback(file: File, fallback: Site): readonly Offer<'answer'>[] {
  const [declarator, parent, own] = pathTo(file, fallback).slice(-3);
  const name = declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' ? declarator.id.name : undefined;
  if (name === undefined || ![...nodesIn(file.program)].some((node) => isLook(node, name))) return [];
  if (parent?.type !== 'LogicalExpression' || parent.right !== own || parent.operator === '&&' || hasComment(file, ...parent.range)) return [];
  return [{ intent: 'answer', name: file.text.slice(...parent.left.range), edits: [{ range: [parent.left.range[1], own.range[1]], text: '' }] }];
}

/** `previous != null`, `previous === undefined` */
function isLook(node: Node, name: string): boolean {
  if (node.type !== 'BinaryExpression' || node.left.type !== 'Identifier' || node.left.name !== name) return false;
  return node.right.type === 'Literal' ? node.right.raw === 'null' : node.right.type === 'Identifier' && node.right.name === 'undefined';
}

/** `x === null` becomes `x === undefined`. */
export function compareUndefined(file: File, test: Site): readonly Offer<'undefined'>[] {
  const node = pathTo(file, test).at(-1);
  if (node?.type !== 'BinaryExpression') return [];
  const literal = [node.left, node.right].find((side: Node) => side.type === 'Literal' && side.raw === 'null');
  return literal === undefined ? [] : [{ intent: 'undefined', name: 'undefined', edits: [{ range: literal.range, text: 'undefined' }] }];
}

/**
 * `cache.has(key)` becomes `cache.get(key)?.deref() !== undefined`, `key in cache` `cache[key]?.deref() !== undefined`, and
 * `cache.get(key) !== undefined` asks the same.
 */
export function asksReferent(file: File, test: Site): readonly Offer<'ask'>[] {
  const path = pathTo(file, test);
  const node = path.at(-1);
  const entry = node?.type === 'BinaryExpression' && EQUALITY.has(node.operator) ? [node.left, node.right].find(({ type }) => type === 'CallExpression' || type === 'MemberExpression') : undefined;
  if (entry !== undefined) {
    const end = entry.range[1];
    return [{ intent: 'ask', name: `${file.text.slice(...entry.range)}?.deref()`, edits: [{ range: [end, end], text: '?.deref()' }] }];
  }
  const asked = node && entryAsked(file, node);
  const parent = path.at(-2);
  if (node === undefined || asked === undefined || parent === undefined || hasComment(file, ...node.range)) return [];
  if (parent.type === 'UnaryExpression') {
    return parent.operator === '!' ? [{ intent: 'ask', name: asked, edits: [{ range: parent.range, text: `${asked} === undefined` }] }] : [];
  }
  return BOOLEAN.has(parent.type) ? [{ intent: 'ask', name: asked, edits: [{ range: node.range, text: `${asked} !== undefined` }] }] : [];
}

function entryAsked({ text }: File, node: Node): string | undefined {
  if (node.type === 'BinaryExpression') {
    const { left, right } = node;
    const isPlain = right.type === 'Identifier' || right.type === 'MemberExpression';
    return node.operator === 'in' && isPlain ? `${text.slice(...right.range)}[${text.slice(...left.range)}]?.deref()` : undefined;
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || memberName(node.callee) !== 'has' || node.optional || node.callee.optional) return undefined;
  return `${text.slice(...node.callee.object.range)}.get${text.slice(node.callee.range[1], node.range[1])}?.deref()`;
}

const EQUALITY: ReadonlySet<string> = new Set(['===', '!==', '==', '!=']);

/** Where a comparison needs no parentheses. */
const BOOLEAN: ReadonlySet<string> = new Set(['ReturnStatement', 'ArrowFunctionExpression', 'IfStatement', 'WhileStatement', 'ConditionalExpression', 'LogicalExpression', 'VariableDeclarator', 'AssignmentExpression']);
