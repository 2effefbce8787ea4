/** Edits that look whether the referent is still there before it is used: `?.`, or an early exit. */
import type { GuardIntent, GuardRequest, Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { strongName } from '../facts/strong-name.ts';
import {
  contains, hasComment, identifiersIn, indentOf, insertAfter, insertBefore, namesIn, nodesIn, pathTo, placeOf, styleOf, suspendsBefore, type File, type Place, type Style,
} from './edit-place.ts';
import { dottedName, isFunction, type Expression, type Node } from './syntax.ts';

type GuardOffer = Offer<GuardIntent>;

export function guard(file: File, request: GuardRequest): readonly GuardOffer[] {
  const isDeref = contains(request.used, request.deref);
  const path = isDeref ? pathTo(file, request.deref) : withoutWrappers(pathTo(file, request.used));
  if (path.length < 2) return [];
  if (isDeref) return [...optionalChain(file, path), ...exitOnDeref(file, request, path)];
  // One `?.` says nothing to the uses that follow.
  return [...(isUsedAgain(path) ? [] : optionalChain(file, path)), ...exitOnName(file, request, path)];
}

/** Does the name stand again behind its use, in the same function? */
function isUsedAgain(path: readonly Node[]): boolean {
  const used = path.at(-1);
  const around = [...path].reverse().find((node) => isFunction(node)) ?? path[0];
  if (used?.type !== 'Identifier' || around === undefined) return false;
  return identifiersIn(around).some((node) => node.name === used.name && node.range[0] >= used.range[1]);
}

/** From `x!` and `x as T` down to `x`. */
function withoutWrappers(path: readonly Node[]): readonly Node[] {
  const longer = [...path];
  for (let last = longer.at(-1); last?.type === 'TSNonNullExpression' || last?.type === 'TSAsExpression'; last = longer.at(-1)) longer.push(last.expression);
  return longer;
}

/** `ref.deref().x` -> `ref.deref()?.x`, `ref.deref()!.x` -> `ref.deref()?.x`. */
function optionalChain(file: File, path: readonly Node[]): readonly GuardOffer[] {
  const used = path.at(-1);
  let i = path.length - 1;
  while (i > 0 && isWrapper(path[i - 1])) i--;
  const inner = path[i];
  const link = path[i - 1];
  if (used === undefined || inner === undefined || link === undefined || !isLink(link) || link.optional || leftOf(link) !== inner) return [];
  if (!toleratesAbsent(file, path, i - 1)) return [];
  const edit = chainEdit(file, inner, link);
  return edit === undefined ? [] : [{ intent: 'optional-chain', name: file.text.slice(used.range[0], used.range[1]), edits: [edit] }];
}

type Link = Extract<Node, { type: 'MemberExpression' | 'CallExpression' }>;

function isLink(node: Node): node is Link {
  return node.type === 'MemberExpression' || node.type === 'CallExpression';
}

function leftOf(link: Link): Node {
  return link.type === 'MemberExpression' ? link.object : link.callee;
}

function isWrapper(node: Node | undefined): boolean {
  return node !== undefined && WRAPPERS.has(node.type);
}

const WRAPPERS: ReadonlySet<string> = new Set(['TSNonNullExpression', 'TSAsExpression', 'TSTypeAssertion', 'ChainExpression']);

/** Puts `?.` between `inner` and the rest of `link`; a `!` right before it goes. */
function chainEdit(file: File, inner: Node, link: Link): TextEdit | undefined {
  const claimed = inner.type === 'TSNonNullExpression' ? inner.range[1] - 1 : inner.range[1];
  const isComputed = link.type === 'CallExpression' || link.computed;
  if (link.type === 'CallExpression' && link.typeArguments !== undefined) return undefined;
  const opening = link.type === 'CallExpression' ? '(' : link.computed ? '[' : '.';
  const from = inner.range[1];
  const opens = nextOutsideParens(file.text, from, opening);
  if (opens === undefined || hasComment(file, claimed, opens)) return undefined;
  const between = file.text.slice(from, opens);
  return { range: [claimed, opens], text: `${between}?${isComputed ? '.' : ''}` };
}

/** The offset of `opening`, with nothing but white space and closing parentheses before it. */
function nextOutsideParens(text: string, from: number, opening: string): number | undefined {
  let at = from;
  while (/[\s)]/.test(text[at] ?? '')) at++;
  return text[at] === opening ? at : undefined;
}

/** May the value of the whole chain be `undefined` where it stands? */
function toleratesAbsent(file: File, path: readonly Node[], start: number): boolean {
  let i = start;
  for (let parent = path[i - 1]; parent !== undefined && i > 0; parent = path[i - 1]) {
    const node = path[i];
    if (node === undefined) return false;
    if (isLink(parent) && leftOf(parent) === node) {
      // Parentheses end a chain: `(a?.b).c` fails.
      if (!parent.optional && file.text.slice(node.range[1], parent.range[1]).trimStart().startsWith(')')) return false;
    } else if (parent.type !== 'ChainExpression' && !(parent.type === 'TSNonNullExpression' && isLink(path[i - 2] ?? parent))) {
      return isTolerant(parent, node);
    }
    i--;
  }
  return false;
}

function isTolerant(parent: Node, node: Node): boolean {
  switch (parent.type) {
    case 'ExpressionStatement':
    case 'AwaitExpression':
    case 'ReturnStatement':
    case 'YieldExpression':
    case 'LogicalExpression':
    case 'ConditionalExpression':
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ArrayExpression':
    case 'JSXExpressionContainer':
      return !(parent.type === 'YieldExpression' && parent.delegate);
    case 'UnaryExpression':
      return parent.operator === '!' || parent.operator === 'typeof' || parent.operator === 'void' || parent.operator === 'delete';
    case 'BinaryExpression':
      return parent.operator === '===' || parent.operator === '!==' || parent.operator === '==' || parent.operator === '!=';
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== node;
    case 'ArrowFunctionExpression':
      return parent.body === node;
    case 'VariableDeclarator':
      return parent.init === node && parent.id.type === 'Identifier' && parent.id.typeAnnotation === undefined;
    case 'AssignmentExpression':
      return parent.right === node && (parent.left.type === 'Identifier' || parent.left.type === 'MemberExpression') && !ARITHMETIC.test(parent.operator);
    case 'Property':
      return parent.value === node && !parent.computed;
    default:
      return false;
  }
}

const ARITHMETIC = /^[^&|?=]+=$|^[&|]=$/;

/** `const node = ref.deref(); if (node === undefined) return;` before the statement, `node` in it. */
function exitOnDeref(file: File, request: GuardRequest, path: readonly Node[]): readonly GuardOffer[] {
  const place = placeOf(path);
  const deref = path.at(-1);
  if (place === undefined || deref === undefined || suspendsBefore(place.statement, deref)) return [];
  const style = styleOf(file, place);
  const claim = path.at(-2);
  const claimed = claim?.type === 'TSNonNullExpression' ? claim : undefined;
  const declared = claimed === undefined ? undefined : boundByClaim(path);
  if (declared !== undefined && claimed !== undefined) {
    return exits(place).map((intent) => ({
      intent,
      name: declared,
      edits: [{ range: [claimed.range[1] - 1, claimed.range[1]], text: '' }, insertAfter(file, place, style, exit(file, place, style, declared, intent))],
    }));
  }
  const name = strongName(request.handle, namesIn(file, place));
  const replaced = claimed ?? deref;
  if (hasComment(file, replaced.range[0], replaced.range[1])) return [];
  const text = file.text.slice(deref.range[0], deref.range[1]);
  const use: TextEdit = { range: replaced.range, text: name };
  return exits(place).map((intent) => ({
    intent,
    name,
    edits: [insertBefore(file, place, style, [`const ${name} = ${text}${style.semicolon}`, exit(file, place, style, name, intent)]), use],
  }));
}

/** `node` of `const node = ref.deref()!;`, a statement of its own. */
function boundByClaim(path: readonly Node[]): string | undefined {
  const [statement, declarator] = path.slice(-4, -2);
  if (statement?.type !== 'VariableDeclaration' || declarator?.type !== 'VariableDeclarator' || statement.declarations.length !== 1) return undefined;
  return declarator.id.type === 'Identifier' && declarator.id.typeAnnotation === undefined ? declarator.id.name : undefined;
}

/** `if (node === undefined) return;` before the statement that uses `node`. */
function exitOnName(file: File, request: GuardRequest, path: readonly Node[]): readonly GuardOffer[] {
  const place = placeOf(path);
  const used = path.at(-1);
  if (place === undefined || used === undefined || contains(place.statement, request.deref) || suspendsBefore(place.statement, used)) return [];
  const name = isExpression(used) ? dottedName(used) ?? ownMember(file, used) : undefined;
  if (name === undefined) return [];
  const style = styleOf(file, place);
  return exits(place).map((intent) => ({ intent, name, edits: [insertBefore(file, place, style, [exit(file, place, style, name, intent)])] }));
}

/** `this.x`, `this.#x`. */
function ownMember(file: File, node: Expression): string | undefined {
  if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'ThisExpression') return undefined;
  return file.text.slice(node.range[0], node.range[1]);
}

function isExpression(node: Node): node is Expression {
  return node.type === 'Identifier' || node.type === 'MemberExpression';
}

function exits(place: Place): readonly ('continue' | 'return')[] {
  if (place.isInLoop) return ['continue'];
  return place.function?.body.type !== 'BlockStatement' ? [] : ['return'];
}

function exit(file: File, place: Place, style: Style, name: string, intent: 'continue' | 'return'): string {
  const leave = intent === 'return' && returnsValues(place) ? 'return undefined' : intent;
  const indent = indentOf(file, place.statement);
  const test = `if (${name} === undefined)`;
  if (!style.hasBraces || indent === undefined) return `${test} ${leave}${style.semicolon}`;
  return [`${test} {`, `${indent}${style.indentStep}${leave}${style.semicolon}`, `${indent}}`].join(style.lineEnd);
}

/** Does the function return a value elsewhere? Then so must the early exit, for readers and `consistent-return`. */
function returnsValues(place: Place): boolean {
  const { function: around } = place;
  if (around === undefined) return false;
  const inner: Site[] = [];
  for (const node of nodesIn(around.body)) {
    if (isFunction(node)) inner.push(node);
    else if (node.type === 'ReturnStatement' && node.argument !== null && !inner.some((one) => contains(one, node))) return true;
  }
  return false;
}
