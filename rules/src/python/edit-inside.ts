/** A function that asks a weak handle for the object it would otherwise own. */
import { contains } from '../flow/contains.ts';
import type { InsideRequest, Offer } from '../facts/edits.ts';
import type { Expression, PythonNode } from './ast.ts';
import { hasComment, isFunction, isNode, lineEnd, nodesIn, placeBefore, scopeOf } from './edit-text.ts';
import type { ScopeNode, Source } from './edit-text.ts';

/**
 *     handle = weakref.ref(node)                     def refresh():
 *     def refresh():                         ->          node = handle()
 *         node.refresh()                                 if node is None:
 *                                                            return
 *                                                        node.refresh()
 */
export function askInside(source: Source, { mention, handle }: InsideRequest): Offer<'inside'>[] {
  const own = isNode(mention) && mention.type === 'Name' ? mention : undefined;
  const around = own === undefined ? undefined : scopeOf(own);
  const question = isNode(handle) && around !== undefined ? questionOf(handle, around) : undefined;
  if (own === undefined || around === undefined || question === undefined) return [];
  if (around.type === 'Lambda') return inLambda(source, around, own.id, question);
  if (!isFunction(around) || isLong(around) || writes(around, own.id)) return [];
  const first = around.body.find((statement) => !(statement.type === 'Expr' && statement.value.type === 'Constant'));
  const place = first === undefined ? undefined : placeBefore(source, first);
  if (place === undefined) return [];
  const { indent, unit, offset } = place;
  const lines = [`${indent}${own.id} = ${question}`, `${indent}if ${own.id} is None:`, `${indent}${unit}return`, ''];
  return [{ intent: 'inside', name: question, edits: [{ range: [offset, offset], text: lines.join(lineEnd(source)) }] }];
}

/** `lambda: node.refresh()` becomes `lambda: node.refresh() if (node := handle()) is not None else None`. */
function inLambda(source: Source, lambda: Extract<PythonNode, { type: 'Lambda' }>, name: string, question: string): Offer<'inside'>[] {
  const { body } = lambda;
  const isLoose = body.type === 'IfExp' || body.type === 'Lambda' || body.type === 'NamedExpr';
  if (isLoose || hasComment(source, body.range) || [...nodesIn(body)].some((node) => node.type === 'Lambda' || 'generators' in node)) return [];
  const end = body.range[1];
  return [{ intent: 'inside', name: question, edits: [{ range: [end, end], text: ` if (${name} := ${question}) is not None else None` }] }];
}

/** `handle()` where the handle has a name that the function sees. */
function questionOf(handle: PythonNode, around: ScopeNode): string | undefined {
  if (contains(around, handle)) return undefined;
  const { parent } = handle;
  const [target, ...others]: readonly Expression[] = parent?.type === 'Assign' && parent.value === handle ? parent.targets : [];
  if (target === undefined || others.length > 0) return undefined;
  // A function that does not own `self` yet should not begin to.
  const isOwned = target.type === 'Attribute' && target.value.type === 'Name' && mentions(around, target.value.id);
  return target.type === 'Name' ? `${target.id}()` : isOwned ? `${target.value.id}.${target.attr}()` : undefined;
}

function mentions(around: ScopeNode, name: string): boolean {
  return [...nodesIn(around)].some((node) => node.type === 'Name' && node.id === name);
}

/** It would hold the object for as long as it runs. */
function isLong({ body }: Extract<PythonNode, { type: 'FunctionDef' | 'AsyncFunctionDef' }>): boolean {
  return body.some((statement) => [...nodesIn(statement)].some(({ type }) => LONG.has(type)));
}

const LONG: ReadonlySet<PythonNode['type']> = new Set<PythonNode['type']>(['Yield', 'YieldFrom', 'Await', 'While', 'AsyncFor']);

function writes(around: ScopeNode, name: string): boolean {
  return [...nodesIn(around)].some((node) => (node.type === 'Name' && node.id === name && node.ctx !== 'Load') || (node.type === 'arg' && node.arg === name));
}
