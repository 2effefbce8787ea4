/** What weak containers and handles are asked in a way that they do not answer. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, pathTo, type File } from './edit-place.ts';
import type { Node } from './syntax.ts';

/** `new FinalizationRegistry(close())` becomes `new FinalizationRegistry(close)`, with arguments `new FinalizationRegistry(() => close(file))`. */
export function calledLater(file: File, passed: Site): readonly Offer<'later'>[] {
  const call = pathTo(file, passed).at(-1);
  if (call?.type !== 'CallExpression' || call.optional || call.callee.type !== 'Identifier' || hasComment(file, ...call.range)) return [];
  const text = call.arguments.length === 0 ? call.callee.name : `() => ${file.text.slice(...call.range)}`;
  return [{ intent: 'later', name: text, edits: [{ range: call.range, text }] }];
}

/** `map[key]` becomes `map.get(key)`, `map[key] = x` `map.set(key, x)`, `key in map` `map.has(key)`, `delete map[key]` `map.delete(key)`. */
export function throughMethod(file: File, site: Site): readonly Offer<'method'>[] {
  const path = pathTo(file, site);
  const node = path.at(-1);
  if (node === undefined) return [];
  const changed = methodCall(file, node, path.at(-2));
  if (changed === undefined || hasComment(file, ...changed.whole.range)) return [];
  const { whole, text, name } = changed;
  return [{ intent: 'method', name, edits: [{ range: whole.range, text }] }];
}

interface Changed {
  readonly whole: Node;
  readonly text: string;
  readonly name: string;
}

function methodCall(file: File, node: Node, parent: Node | undefined): Changed | undefined {
  const text = (part: Node): string => file.text.slice(...part.range);
  if (node.type === 'BinaryExpression' && node.operator === 'in') {
    return { whole: node, text: `${text(node.right)}.has(${text(node.left)})`, name: `${text(node.right)}.has` };
  }
  const access = node.type === 'AssignmentExpression' ? node.left : node.type === 'UnaryExpression' ? node.argument : node;
  if (access.type !== 'MemberExpression' || !access.computed || access.optional) return undefined;
  const [map, key] = [text(access.object), text(access.property)];
  const assignment = node.type === 'AssignmentExpression' ? node : parent?.type === 'AssignmentExpression' && parent.left === node ? parent : undefined;
  if (assignment !== undefined) {
    return assignment.operator === '=' ? { whole: assignment, text: `${map}.set(${key}, ${text(assignment.right)})`, name: `${map}.set` } : undefined;
  }
  const deletion = node.type === 'UnaryExpression' ? node : parent?.type === 'UnaryExpression' && parent.operator === 'delete' ? parent : undefined;
  if (deletion !== undefined) return { whole: deletion, text: `${map}.delete(${key})`, name: `${map}.delete` };
  const isWritten = parent?.type === 'UpdateExpression' || (parent?.type === 'CallExpression' && parent.callee === node);
  return isWritten ? undefined : { whole: node, text: `${map}.get(${key})`, name: `${map}.get` };
}

/** `WeakRef(x)` becomes `new WeakRef(x)`. */
export function constructed(file: File, call: Site): readonly Offer<'new'>[] {
  const node = pathTo(file, call).at(-1);
  if (node?.type !== 'CallExpression' || node.optional) return [];
  const start = node.range[0];
  return [{ intent: 'new', name: `new ${file.text.slice(...node.callee.range)}`, edits: [{ range: [start, start], text: 'new ' }] }];
}
