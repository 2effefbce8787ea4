/** Edits that put something else in the place of a weak reference that cannot work. */
import type { Offer, ReleaseRequest } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, nodesIn, pathTo, type File } from './edit-place.ts';
import { boundNames, dottedName, isFunction, type Expression, type Node } from './syntax.ts';

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

/** `new WeakMap()` -> `new Map()`, `WeakMap<K, V>` -> `Map<K, V>`. */
export function strongContainer(file: File, making: Site, twin: string): readonly Offer<'twin'>[] {
  const node = pathTo(file, making).at(-1);
  const name = node?.type === 'NewExpression' ? node.callee : node?.type === 'TSTypeReference' ? node.typeName : undefined;
  if (name?.type !== 'Identifier' || !name.name.startsWith('Weak') || declares(file, twin)) return [];
  return [{ intent: 'twin', name: twin, edits: [{ range: [name.range[0], name.range[0] + name.name.length], text: twin }] }];
}

/** `Symbol.for('x')` -> `Symbol('x')`. */
export function unregisteredSymbol(file: File, value: Site): readonly Offer<'symbol'>[] {
  const node = pathTo(file, value).at(-1);
  if (node?.type !== 'CallExpression' || dottedName(node.callee) !== 'Symbol.for') return [];
  const { range } = node.callee;
  return hasComment(file, range[0], range[1]) ? [] : [{ intent: 'symbol', name: 'Symbol', edits: [{ range, text: 'Symbol' }] }];
}

/** `register(this, () => this.file.close())` -> `register(this, this.file.close.bind(this.file))`. */
export function releaseTarget(file: File, request: ReleaseRequest): readonly Offer<'release'>[] {
  const call = pathTo(file, request.registration).at(-1);
  const holder = pathTo(file, request.holder).at(-1);
  const target = file.text.slice(request.target.range[0], request.target.range[1]);
  if (call?.type !== 'CallExpression' || holder === undefined || call.arguments[1] !== holder) return [];
  if (holder.type !== 'ArrowFunctionExpression' || holder.async || holder.params.length > 0 || hasComment(file, holder.range[0], holder.range[1])) return [];
  const body = onlyCall(holder.body);
  if (body === undefined || body.optional || !body.arguments.every((argument) => argument.type !== 'SpreadElement' && isFreeOf(file, argument, target))) return [];
  const receiver = body.callee.type === 'MemberExpression' && !body.callee.optional ? body.callee.object : undefined;
  if (!isFreeOf(file, receiver ?? body.callee, target)) return [];
  const parts = [receiver === undefined ? 'undefined' : textOf(file, receiver), ...body.arguments.map((argument) => textOf(file, argument))];
  return [{ intent: 'release', name: target, edits: [{ range: holder.range, text: `${textOf(file, body.callee)}.bind(${parts.join(', ')})` }] }];
}

/** The call that a function consists of: `() => f()`, `() => { f(); }`. */
function onlyCall(body: Node): Extract<Node, { type: 'CallExpression' }> | undefined {
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

function isLiteral(node: Node): boolean {
  return node.type === 'Literal' || (node.type === 'TemplateLiteral' && node.expressions.length === 0);
}

function declares(file: File, name: string): boolean {
  for (const node of nodesIn(file.program)) {
    const bound =
      node.type === 'VariableDeclarator'
        ? boundNames(node.id)
        : isFunction(node)
          ? node.params.flatMap((param) => boundNames(param))
          : node.type === 'ImportSpecifier' || node.type === 'ImportDefaultSpecifier' || node.type === 'ImportNamespaceSpecifier'
            ? [node.local.name]
            : (node.type === 'ClassDeclaration' || node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration') && node.id !== null
              ? [node.id.name]
              : [];
    if (bound.includes(name)) return true;
  }
  return false;
}

function textOf(file: File, node: Site): string {
  return file.text.slice(node.range[0], node.range[1]);
}
