/** Edits that look whether the referent is still there before it is used: `?.`, or an early exit. */
import { contains } from '../flow/contains.ts';
import type { GuardIntent, GuardRequest, Offer, TextEdit } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import { optionalChain } from './edit-chain.ts';
import { exitFrom, guardText } from './edit-exit.ts';
import { innermostFunction, inOrder, insertAfter, insertBefore, namesIn, nodesIn, pathTo, placeOf, styleOf, suspendsBefore, type File, type Place } from './edit-place.ts';
import { withoutWrappers, wrapped, type Wrapped } from './edit-wrapper.ts';
import { dottedName, isFunction, type Expression, type Node } from './syntax.ts';

type GuardOffer = Offer<GuardIntent>;

export function guard(file: File, request: GuardRequest): readonly GuardOffer[] {
  const isDeref = contains(request.used, request.deref);
  const path = isDeref ? pathTo(file, request.deref) : withoutWrappers(pathTo(file, request.used));
  if (path.length < 2) return [];
  // One `?.` says nothing to the uses that follow.
  const chains = isUsedAgain(file, path) ? [] : optionalChain(file, path);
  return [...chains, ...(isDeref ? exitOnDeref(file, request, path) : exitOnName(file, request, path))];
}

/** Is the name, or the handle, relied on again behind its use, in the same function? A `?.` of its own relies on nothing. */
function isUsedAgain(file: File, path: readonly Node[]): boolean {
  const used = path.at(-1);
  const around = path[Math.max(innermostFunction(path), 0)];
  if (used === undefined || around === undefined) return false;
  // Names of members, and what has its own `?.`.
  const others = new Set<Node>();
  const again: Node[] = [];
  for (const node of nodesIn(around)) {
    if (node.type === 'MemberExpression' && node.optional) others.add(node.object);
    else if (node.type === 'MemberExpression' && !node.computed) others.add(node.property);
    else if (node.type === 'CallExpression' && node.optional) others.add(node.callee);
    else if (node.type === 'Property' && !node.computed && !node.shorthand) others.add(node.key);
    if (node.range[0] >= used.range[1] && isWrittenLike(file, node, used)) again.push(node);
  }
  return again.some((node) => !others.has(node));
}

function isWrittenLike({ text }: File, node: Node, other: Node): boolean {
  const [start, end] = other.range;
  if (node.type !== other.type || node.range[1] - node.range[0] !== end - start) return false;
  return text.slice(node.range[0], node.range[1]) === text.slice(start, end);
}

/** `const node = ref.deref(); if (node === undefined) return;` before the statement, `node` in it. */
function exitOnDeref(file: File, request: GuardRequest, path: readonly Node[]): readonly GuardOffer[] {
  const place = placeOf(path);
  const deref = path.at(-1);
  const whole = wrapped(file, path);
  if (place === undefined || deref === undefined || whole === undefined || suspendsBefore(place.statement, deref)) return [];
  const style = styleOf(file, place);
  const declared = declaredAs(path, whole);
  const name = declared ?? strongName(request.handle, namesIn(file, place));
  const exit = exitFrom(file, path, place, { deref, name });
  if (exit === undefined) return [];
  const test = guardText(file, place, style, name, exit);
  if (declared !== undefined) {
    return [{ intent: exit.intent, name, edits: [{ range: whole.range, text: whole.text }, insertAfter(file, place, style, test)] }];
  }
  const before = insertBefore(file, place, style, [`const ${name} = ${whole.text}${style.semicolon}`, test]);
  const uses = [whole, ...othersIn(file, place, deref)].map(({ range }): TextEdit => ({ range, text: name }));
  return [{ intent: exit.intent, name, edits: inOrder([before, ...uses]) }];
}

/** `node` of `const node = ref.deref()!;`, a statement of its own. */
function declaredAs(path: readonly Node[], whole: Wrapped): string | undefined {
  if (!whole.isClaimed) return undefined;
  const [statement, declarator] = path.slice(0, path.indexOf(whole.node)).slice(-2);
  if (statement?.type !== 'VariableDeclaration' || declarator?.type !== 'VariableDeclarator' || statement.declarations.length !== 1) return undefined;
  return declarator.id.type === 'Identifier' && declarator.id.typeAnnotation === undefined ? declarator.id.name : undefined;
}

/** The other derefs of a simple statement that are written like the one that gets a name. */
function othersIn(file: File, { statement }: Place, deref: Node): readonly Wrapped[] {
  if (!SIMPLE.has(statement.type)) return [];
  const found: Wrapped[] = [];
  const inner: Node[] = [];
  for (const node of nodesIn(statement)) {
    if (isFunction(node)) inner.push(node);
    if (node === deref || !isWrittenLike(file, node, deref) || inner.some((one) => contains(one, node))) continue;
    const other = wrapped(file, pathTo(file, node));
    if (other !== undefined) found.push(other);
  }
  return found;
}

const SIMPLE: ReadonlySet<string> = new Set(['ExpressionStatement', 'VariableDeclaration', 'ReturnStatement', 'ThrowStatement']);

/** `if (node === undefined) return;` before the statement that uses `node`. */
function exitOnName(file: File, request: GuardRequest, path: readonly Node[]): readonly GuardOffer[] {
  const place = placeOf(path, { inCase: true });
  const used = path.at(-1);
  const deref = pathTo(file, request.deref).at(-1);
  if (place === undefined || used === undefined || deref === undefined) return [];
  if (contains(place.statement, deref) || suspendsBefore(place.statement, used)) return [];
  const name = isNameable(used) ? dottedName(used) ?? ownMember(file, used) : undefined;
  const exit = name === undefined ? undefined : exitFrom(file, path, place, { deref, name });
  if (name === undefined || exit === undefined) return [];
  const style = styleOf(file, place);
  return [{ intent: exit.intent, name, edits: [insertBefore(file, place, style, [guardText(file, place, style, name, exit)])] }];
}

/** `this.x`, `this.#x`. */
function ownMember(file: File, node: Expression): string | undefined {
  if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'ThisExpression') return undefined;
  return file.text.slice(node.range[0], node.range[1]);
}

function isNameable(node: Node): node is Expression {
  return node.type === 'Identifier' || node.type === 'MemberExpression';
}
