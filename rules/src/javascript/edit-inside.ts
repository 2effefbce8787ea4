/** A function that asks a weak handle for the object it would otherwise own. */
import { contains } from '../flow/contains.ts';
import type { InsideRequest, Offer, TextEdit } from '../facts/edits.ts';
import { hasComment, indentOf, innermostFunction, inOrder, nodesIn, pathTo, styleOf, type File } from './edit-place.ts';
import { optionalChain } from './edit-chain.ts';
import { boundNames, isFunction, type FunctionNode, type Node } from './syntax.ts';

/** `() => node.refresh()` becomes `() => ref.deref()?.refresh()`; a body gets `const node = ref.deref(); if (node === undefined) return;`. */
export function askInside(file: File, { mention, handle }: InsideRequest): readonly Offer<'inside'>[] {
  const path = pathTo(file, mention);
  const own = path.at(-1);
  const around = path[innermostFunction(path)];
  if (own?.type !== 'Identifier' || around === undefined || !isFunction(around)) return [];
  const question = questionOf(file, handle, around);
  if (question === undefined || isLong(around) || isBoundIn(around, own.name)) return [];
  return around.body.type === 'BlockStatement' ? inBody(file, around, own.name, question) : inExpression(file, path, around, question);
}

function inBody(file: File, around: FunctionNode, name: string, question: string): readonly Offer<'inside'>[] {
  const [first] = around.body.type === 'BlockStatement' ? around.body.body : [];
  const indent = first === undefined ? undefined : indentOf(file, first);
  if (first === undefined || indent === undefined) return [];
  const { lineEnd, semicolon } = styleOf(file, { statement: first, block: around.body, function: around });
  const text = [`const ${name} = ${question}${semicolon}`, `if (${name} === undefined) return${semicolon}`, ''].join(`${lineEnd}${indent}`);
  return [{ intent: 'inside', name: question, edits: [{ range: [first.range[0], first.range[0]], text }] }];
}

function inExpression(file: File, path: readonly Node[], around: FunctionNode, question: string): readonly Offer<'inside'>[] {
  const own = path.at(-1);
  if (own?.type !== 'Identifier' || [...nodesIn(around.body)].filter((node) => node.type === 'Identifier' && node.name === own.name).length > 1) return [];
  const [chain] = optionalChain(file, path);
  if (chain === undefined || hasComment(file, ...own.range)) return [];
  const edits: TextEdit[] = [{ range: own.range, text: question }, ...chain.edits];
  return [{ intent: 'inside', name: question, edits: inOrder(edits) }];
}

/** `ref.deref()` where the handle has a name that the function sees. */
function questionOf(file: File, handle: InsideRequest['handle'], around: FunctionNode): string | undefined {
  const path = pathTo(file, handle);
  const node = path.at(-1);
  if (node === undefined || contains(around, node)) return undefined;
  const declarator = path.at(-2);
  return declarator?.type === 'VariableDeclarator' && declarator.init === node && declarator.id.type === 'Identifier' ? `${declarator.id.name}.deref()` : undefined;
}

/** It would hold the object for as long as it runs. */
function isLong(around: FunctionNode): boolean {
  return around.generator || around.async || [...nodesIn(around)].some(({ type }) => type === 'WhileStatement');
}

function isBoundIn(around: FunctionNode, name: string): boolean {
  for (const node of nodesIn(around)) {
    if (node.type === 'VariableDeclarator' && boundNames(node.id).includes(name)) return true;
    if (isFunction(node) && node.params.some((param) => boundNames(param).includes(name))) return true;
    if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier' && node.left.name === name) return true;
  }
  return false;
}
