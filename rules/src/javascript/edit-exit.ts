/** How the code before a use is left when the referent is gone: `return`, `continue` or `throw`; and what a function may give instead. */
import type { TSESTree } from '@typescript-eslint/types';
import { contains } from '../flow/contains.ts';
import { indentOf, innermostFunction, nodesIn, type File, type Place, type Style } from './edit-place.ts';
import { boundNames, dottedName, isFunction, memberName, propertyName, type FunctionNode, type Node, type Target } from './syntax.ts';

export interface Exit {
  readonly intent: 'return' | 'continue' | 'raise';
  readonly text: string;
}

/** undefined where the code cannot be left, or where leaving would swallow an exception or a result (`finally`). */
export function exitFrom(file: File, path: readonly Node[], place: Place, { deref, name }: { deref: Node; name: string }): Exit | undefined {
  const { statement } = place;
  const isAsserting = isAssertion(statement) || isInTest(path);
  for (let i = path.indexOf(statement) - 1; i >= 0; i--) {
    const node = path[i];
    const below = path[i + 1];
    if (node === undefined || below === undefined || (node.type === 'TryStatement' && node.finalizer === below)) return undefined;
    if (isFunction(node)) return node.body.type === 'BlockStatement' ? leave(file, node, path[i - 1], name, isAsserting) : undefined;
    if (LOOPS.has(node.type) && !isAsserting && mayAskAnother(file, node, deref)) return { intent: 'continue', text: 'continue' };
  }
  return undefined;
}

const LOOPS: ReadonlySet<string> = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

function leave(file: File, around: FunctionNode, parent: Node | undefined, name: string, isAsserting: boolean): Exit {
  const result = resultOf(around, parent);
  if (isAsserting || result === 'value') {
    const { quote } = file.habits();
    return { intent: 'raise', text: `throw new Error(${quote}${/[\w$]+$/.exec(name)?.[0] ?? 'the object'} is gone${quote})` };
  }
  if (result === 'null') return { intent: 'return', text: 'return null' };
  return { intent: 'return', text: returnsValues(around) ? 'return undefined' : 'return' };
}

/** The guard as text: on one line, or in braces where the file always has them. */
export function guardText(file: File, place: Place, style: Style, name: string, { text }: Exit): string {
  const indent = indentOf(file, place.statement);
  const test = `if (${name} === undefined)`;
  if (!style.hasBraces || indent === undefined) return `${test} ${text}${style.semicolon}`;
  return [`${test} {`, `${indent}${style.indentStep}${text}${style.semicolon}`, `${indent}}`].join(style.lineEnd);
}

/** A `while` that asks the same handle each time would go on for ever once the referent is gone. */
function mayAskAnother(file: File, loop: Node, deref: Node): boolean {
  if (loop.type !== 'WhileStatement' && loop.type !== 'DoWhileStatement') return true;
  if (!contains(loop, deref)) return false;
  const names = new Set<string>();
  for (const node of nodesIn(deref)) {
    if (node.type === 'CallExpression' && node !== deref) return true;
    if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') names.add(node.name);
  }
  names.delete('deref');
  for (const node of nodesIn(loop)) {
    const written = node.type === 'AssignmentExpression' ? node.left : node.type === 'VariableDeclarator' ? node.id : undefined;
    if (written !== undefined && namesWritten(written).some((name) => names.has(name))) return true;
  }
  return false;
}

/** Variables and members that an assignment gives a new value. */
function namesWritten(target: Target): readonly string[] {
  if (target.type !== 'MemberExpression') return boundNames(target);
  return [memberName(target)?.replace('#', '') ?? (target.object.type === 'Identifier' ? target.object.name : '')];
}

/** What stands in for a value that is not there: `undefined`, `null`, or nothing that the function may give. */
type Result = 'undefined' | 'null' | 'value';

/** `parent` is what holds the function: its method definition, for one. */
export function resultOf(around: FunctionNode, parent: Node | undefined): Result {
  if (around.generator) return 'undefined';
  const { returnType } = around;
  if (returnType === undefined) return isProtocol(parent) ? 'value' : 'undefined';
  const type = around.async ? promised(returnType.typeAnnotation) : returnType.typeAnnotation;
  const parts = type?.type === 'TSUnionType' ? type.types : type === undefined ? [] : [type];
  if (parts.length === 0 || parts.some((part) => ADMIT_UNDEFINED.has(part.type))) return 'undefined';
  return parts.some((part) => part.type === 'TSNullKeyword') ? 'null' : 'value';
}

const ADMIT_UNDEFINED: ReadonlySet<string> = new Set(['TSUndefinedKeyword', 'TSVoidKeyword', 'TSAnyKeyword', 'TSUnknownKeyword']);

/** `T` of `Promise<T>`. */
function promised(type: TSESTree.TypeNode): TSESTree.TypeNode | undefined {
  return type.type === 'TSTypeReference' ? type.typeArguments?.params[0] : undefined;
}

/** Methods that the language calls and whose result it needs. */
function isProtocol(parent: Node | undefined): boolean {
  if (parent?.type !== 'MethodDefinition' && parent?.type !== 'Property') return false;
  const { key } = parent;
  if (parent.computed) return key.type === 'MemberExpression' && dottedName(key.object) === 'Symbol' && PROTOCOL_SYMBOLS.has(memberName(key) ?? '');
  return propertyName(key, false) === 'toString';
}

const PROTOCOL_SYMBOLS: ReadonlySet<string> = new Set(['iterator', 'asyncIterator', 'toPrimitive']);

/** Does the function return a value elsewhere? Then so must the early exit, for readers and `consistent-return`. */
function returnsValues(around: FunctionNode): boolean {
  const inner: Node[] = [];
  for (const node of nodesIn(around.body)) {
    if (isFunction(node)) inner.push(node);
    else if (node.type === 'ReturnStatement' && node.argument !== null && !inner.some((one) => contains(one, node))) return true;
  }
  return false;
}

/** `assert(x.y)`, `expect(x.y).toBe(1)`: it must not pass because there was nothing to look at. */
function isAssertion(statement: Node): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  let { expression } = statement;
  for (;;) {
    if (expression.type === 'AwaitExpression') expression = expression.argument;
    else if (expression.type === 'CallExpression') expression = expression.callee;
    else if (expression.type === 'MemberExpression') expression = expression.object;
    else return expression.type === 'Identifier' && /^(?:assert|expect|invariant)$/.test(expression.name);
  }
}

/** Inside the function that is given to `it` or `test`. */
function isInTest(path: readonly Node[]): boolean {
  const call = path[innermostFunction(path) - 1];
  if (call?.type !== 'CallExpression') return false;
  let { callee } = call;
  while (callee.type === 'MemberExpression' || callee.type === 'CallExpression') callee = callee.type === 'MemberExpression' ? callee.object : callee.callee;
  return callee.type === 'Identifier' && /^(?:it|test)$/.test(callee.name);
}
