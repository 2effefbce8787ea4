/** Edits that put something else in the place of a value that cannot be weakly referenced. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, pathTo, type File } from './edit-place.ts';
import { dottedName, type Node } from './syntax.ts';

/** `new WeakRef('x')` -> `{ deref: () => 'x' }`, for literals, which are the same whenever they are evaluated. */
export function holdStrongly(file: File, making: Site, value: Site): readonly Offer<'hold'>[] {
  const path = pathTo(file, making);
  const call = path.at(-1);
  const parent = path.at(-2);
  const held = pathTo(file, value).at(-1);
  if (call?.type !== 'NewExpression' || call.arguments.length !== 1 || call.arguments[0] !== held || held === undefined) return [];
  if (!isLiteral(held) || parent?.type === 'ExpressionStatement' || parent?.type === 'MemberExpression') return [];
  if (hasComment(file, call.range[0], held.range[0]) || hasComment(file, held.range[1], call.range[1])) return [];
  const object = `{ deref: () => ${file.text.slice(held.range[0], held.range[1])} }`;
  const isBody = parent?.type === 'ArrowFunctionExpression' && parent.body === call;
  return [{ intent: 'hold', name: '', edits: [{ range: call.range, text: isBody ? `(${object})` : object }] }];
}

/** `Symbol.for('x')` -> `Symbol('x')`. */
export function unregisteredSymbol(file: File, value: Site): readonly Offer<'symbol'>[] {
  const node = pathTo(file, value).at(-1);
  if (node?.type !== 'CallExpression' || dottedName(node.callee) !== 'Symbol.for') return [];
  const { range } = node.callee;
  return hasComment(file, range[0], range[1]) ? [] : [{ intent: 'symbol', name: 'Symbol', edits: [{ range, text: 'Symbol' }] }];
}

/** `WeakRef` -> `globalThis.WeakRef`. */
export function throughGlobalObject(file: File, name: Site): readonly Offer<'member'>[] {
  const node = pathTo(file, name).at(-1);
  if (node?.type !== 'Identifier') return [];
  const text = `globalThis.${node.name}`;
  return [{ intent: 'member', name: text, edits: [{ range: node.range, text }] }];
}

/** Regular expressions are objects. */
function isLiteral(node: Node): boolean {
  if (node.type === 'UnaryExpression') return node.operator === '-' && node.argument.type === 'Literal';
  return (node.type === 'Literal' && !('regex' in node)) || (node.type === 'TemplateLiteral' && node.expressions.length === 0);
}
