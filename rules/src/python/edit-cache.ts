/** Caches of methods. */
import type { Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { Expression, PythonNode } from './ast.ts';
import { imported } from './edit-import.ts';
import { hasComment, inOrder, isFunction, isNode, nodesIn } from './edit-text.ts';
import type { Source } from './edit-text.ts';
import { dottedPath } from './type-note.ts';
import { childrenOf } from './visitor-keys.ts';

/**
 * `@lru_cache` of a method that takes nothing but its object becomes `@cached_property`, and its calls in the file lose their
 * parentheses; below `@property` nothing else changes.
 */
export function cachedProperty(source: Source, decorator: Site): Offer<'property'>[] {
  const method = methodOf(source, decorator);
  const cached = imported(source, 'functools', 'cached_property');
  if (method === undefined || cached === undefined || !isFunction(method) || childrenOf(method.args).length !== 1) return [];
  const owner = method.parent;
  if (owner?.type !== 'ClassDef' || owner.body.some(isSlots)) return [];
  const [first, second, ...others] = method.decorator_list;
  if (first === undefined || others.length > 0 || hasComment(source, [first.range[0], (second ?? first).range[1]])) return [];
  const replaced: TextEdit = { range: [first.range[0], (second ?? first).range[1]], text: cached.name };
  if (second !== undefined) return isProperty(first) ? offer(cached.name, [...cached.edits, replaced]) : [];
  const calls = callsOf(source, method.name);
  return calls === undefined ? [] : offer(cached.name, [...cached.edits, replaced, ...calls]);
}

function offer(name: string, edits: readonly TextEdit[]): Offer<'property'>[] {
  return [{ intent: 'property', name, edits: inOrder(edits) }];
}

function methodOf({ module }: Source, decorator: Site): PythonNode | undefined {
  if (isNode(decorator)) return decorator.parent?.type === 'Call' ? (decorator.parent.parent ?? undefined) : (decorator.parent ?? undefined);
  return [...nodesIn(module)].find((node) => isFunction(node) && node.decorator_list.some(({ range }) => range[0] === decorator.range[0]));
}

function isProperty(decorator: Expression): boolean {
  return decorator.type === 'Name' && decorator.id === 'property';
}

/** `__slots__ = ...` */
export function isSlots(statement: PythonNode): boolean {
  return statement.type === 'Assign' && statement.targets.some((target) => dottedPath(target)?.[0] === '__slots__');
}

/** The parentheses of all calls; undefined where the method is used in another way, or nobody calls it here. */
function callsOf({ module }: Source, name: string): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const node of nodesIn(module)) {
    if (node.type !== 'Attribute' || node.attr !== name) continue;
    const { parent } = node;
    if (parent?.type !== 'Call' || parent.func !== node || childrenOf(parent).length !== 1) return undefined;
    edits.push({ range: [node.range[1], parent.range[1]], text: '' });
  }
  return edits.length === 0 ? undefined : edits;
}
