/** Registrations that are handed what the clean-up needs instead of the object itself. */
import { contains } from '../flow/contains.ts';
import type { Offer, ReleaseRequest } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, innermostFunction, nodesIn, pathTo, type File } from './edit-place.ts';
import { listOf, memberName, propertyName, type ClassNode, type Expression, type Node } from './syntax.ts';

type Call = Extract<Node, { type: 'CallExpression' }>;

/**
 * `register(this, () => this.file.close())` -> `register(this, this.file.close.bind(this.file))`. A method that does only that is
 * read in the place of the arrow: `this.close.bind(this)`, `() => this.close()`.
 */
export function releaseTarget(file: File, request: ReleaseRequest): readonly Offer<'release'>[] {
  const path = pathTo(file, request.registration);
  const call = path.at(-1);
  const holder = pathTo(file, request.holder).at(-1);
  const target = file.text.slice(request.target.range[0], request.target.range[1]);
  if (call?.type !== 'CallExpression' || holder === undefined || call.arguments[1] !== holder || hasComment(file, holder.range[0], holder.range[1])) return [];
  const own = target === 'this' ? classAround(path) : undefined;
  const body = cleanUpOf(holder, own);
  if (body === undefined || body.optional || !body.arguments.every((argument) => argument.type !== 'SpreadElement' && isFreeOf(file, argument, target))) return [];
  const receiver = body.callee.type === 'MemberExpression' && !body.callee.optional ? body.callee.object : undefined;
  if (!isFreeOf(file, receiver ?? body.callee, target) || !isSettled(body, path, own)) return [];
  const parts = [receiver === undefined ? 'undefined' : textOf(file, receiver), ...body.arguments.map((argument) => textOf(file, argument))];
  return [{ intent: 'release', name: target, edits: [{ range: holder.range, text: `${textOf(file, body.callee)}.bind(${parts.join(', ')})` }] }];
}

/** The class whose object `this` is. */
function classAround(path: readonly Node[]): ClassNode | undefined {
  for (const node of [...path].reverse()) {
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return node;
    if ((node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') && node.static) return undefined;
    if (node.type === 'FunctionDeclaration') return undefined;
  }
  return undefined;
}

/** The one call that the clean-up makes. */
function cleanUpOf(holder: Node, own: ClassNode | undefined): Call | undefined {
  const bound = boundMethod(holder);
  if (bound !== undefined) return own === undefined ? undefined : methodCall(own, bound);
  if (holder.type !== 'ArrowFunctionExpression' || holder.async || holder.params.length > 0) return undefined;
  const call = onlyCall(holder.body);
  const method = call === undefined ? undefined : ownMethod(call.callee);
  return method === undefined || own === undefined || call === undefined || call.arguments.length > 0 ? call : methodCall(own, method);
}

/** `close` of `this.close.bind(this)`. */
function boundMethod(node: Node): string | undefined {
  if (node.type !== 'CallExpression' || node.optional || node.callee.type !== 'MemberExpression' || memberName(node.callee) !== 'bind') return undefined;
  const [receiver, ...others] = node.arguments;
  return receiver?.type === 'ThisExpression' && others.length === 0 ? ownMethod(node.callee.object) : undefined;
}

/** `close` of `this.close`. */
function ownMethod(node: Expression): string | undefined {
  return node.type === 'MemberExpression' && !node.optional && node.object.type === 'ThisExpression' ? memberName(node) : undefined;
}

/** What a method of the class consists of, where nothing else in the class can stand for it; only members of `this` mean the same elsewhere. */
function methodCall(own: ClassNode, name: string): Call | undefined {
  const members = own.body.body.filter((member) => 'key' in member && propertyName(member.key, member.computed) === name);
  const [method] = members;
  if (method?.type !== 'MethodDefinition' || members.length > 1 || method.kind !== 'method' || method.static || listOf(method.decorators).length > 0) return undefined;
  const { value } = method;
  if (value.type !== 'FunctionExpression' || value.async || value.generator || value.params.length > 0 || isWritten(own, name)) return undefined;
  const call = onlyCall(value.body);
  const parts: readonly Node[] = call === undefined ? [] : [call.callee, ...call.arguments];
  return parts.every((part) => part.type === 'Literal' || isMemberOfThis(part)) ? call : undefined;
}

function isMemberOfThis(node: Node): boolean {
  let root = node;
  while (root.type === 'MemberExpression' && !root.computed && !root.optional) root = root.object;
  return root !== node && root.type === 'ThisExpression';
}

function isWritten(own: ClassNode, name: string): boolean {
  for (const node of nodesIn(own)) if (memberWritten(node) === name) return true;
  return false;
}

/** `x` of `this.x = value`. */
function memberWritten(node: Node): string | undefined {
  const target = node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node.operator === 'delete') ? node.argument : undefined;
  return target?.type === 'MemberExpression' ? memberName(target) : undefined;
}

/** The members that are read early have their last value by then: nothing writes them later, as far as the class shows. */
function isSettled(body: Call, path: readonly Node[], own: ClassNode | undefined): boolean {
  const registration = path.at(-1);
  const here = path[innermostFunction(path)];
  if (own === undefined || registration === undefined) return true;
  const members = new Set([...nodesIn(body)].flatMap((node) => (node.type === 'MemberExpression' && node.object.type === 'ThisExpression' ? [memberName(node)] : [])));
  const constructing = own.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor');
  for (const node of nodesIn(own)) {
    const written = memberWritten(node);
    if (written === undefined || !members.has(written)) continue;
    const isBefore = here !== undefined && contains(here, node) && node.range[1] <= registration.range[0];
    const isAtStart = constructing !== undefined && contains(constructing, node) && (here === undefined || !contains(constructing, here));
    if (!isBefore && !isAtStart) return false;
  }
  return true;
}

/** The call that a function consists of: `() => f()`, `() => { f(); }`. */
function onlyCall(body: Node): Call | undefined {
  if (body.type === 'CallExpression') return body;
  const [statement, ...more] = body.type === 'BlockStatement' ? body.body : [];
  const isOnly = statement?.type === 'ExpressionStatement' && more.length === 0;
  return isOnly && statement.expression.type === 'CallExpression' ? statement.expression : undefined;
}

/** Something other than the target, which can be evaluated at once: a literal, a name, a member of the target. */
function isFreeOf(file: File, node: Expression, target: string): boolean {
  if (node.type === 'Literal') return true;
  if (textOf(file, node) === target) return false;
  let root: Expression = node;
  while (root.type === 'MemberExpression' && !root.computed && !root.optional) root = root.object;
  return root.type === 'Identifier' || (root.type === 'ThisExpression' && root !== node);
}

function textOf(file: File, node: Site): string {
  return file.text.slice(node.range[0], node.range[1]);
}
