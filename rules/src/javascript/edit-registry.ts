/** Registries: the token that calls a registration off, and the class that keeps the registry. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Offer, TextEdit, WithdrawRequest } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, indentOf, inOrder, nodesIn, pathTo, styleOf, type File } from './edit-place.ts';
import { listOf, type ClassNode, type Node } from './syntax.ts';

/** `registry.register(target, held)` becomes `registry.register(target, held, target)`. */
export function withToken(file: File, registration: Site): readonly Offer<'token'>[] {
  const edit = tokenEdit(file, registration);
  return edit === undefined ? [] : [{ intent: 'token', name: edit.token, edits: [edit.edit] }];
}

interface TokenEdit {
  readonly token: string;
  readonly registry: string;
  readonly edit: TextEdit;
}

function tokenEdit(file: File, registration: Site): TokenEdit | undefined {
  const call = pathTo(file, registration).at(-1);
  const [target, held, token] = call?.type === 'CallExpression' ? call.arguments : [];
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || target === undefined || held === undefined) return undefined;
  if ((target.type !== 'ThisExpression' && target.type !== 'Identifier') || token !== undefined) return undefined;
  const name = file.text.slice(...target.range);
  const end = held.range[1];
  return { token: name, registry: file.text.slice(...call.callee.object.range), edit: { range: [end, end], text: `, ${name}` } };
}

/** `registry.unregister(this.admin)` becomes `registry.unregister(this)`, where the same class registered with `this` as token. */
export function withRegisteredToken(file: File, token: Site, registration: Site): readonly Offer<'token'>[] {
  const path = pathTo(file, registration);
  const call = path.at(-1);
  const [, , registered] = call?.type === 'CallExpression' ? call.arguments : [];
  const [own, other] = [path, pathTo(file, token)].map((nodes) => [...nodes].reverse().find((node) => node.type === 'ClassDeclaration' || node.type === 'ClassExpression'));
  if (registered?.type !== 'ThisExpression' || own === undefined || own !== other || isInFunction(path) || isInFunction(pathTo(file, token))) return [];
  return [{ intent: 'token', name: 'this', edits: [{ range: token.range, text: 'this' }] }];
}

/** `this` is that of another function than a method. */
function isInFunction(path: readonly Node[]): boolean {
  return path.some((node, i) => (node.type === 'FunctionExpression' && path[i - 1]?.type !== 'MethodDefinition') || node.type === 'FunctionDeclaration');
}

/** Registers with `this` as token, and begins the method that releases it with `registry.unregister(this)`. */
export function withdrawn(file: File, { registration, release }: WithdrawRequest): readonly Offer<'withdraw'>[] {
  const edit = tokenEdit(file, registration);
  const method = pathTo(file, release).at(-1);
  const body = method === undefined ? undefined : bodyOf(method);
  const first = body?.body[0];
  const indent = first === undefined ? undefined : indentOf(file, first);
  if (edit?.token !== 'this' || body === undefined || first === undefined || indent === undefined) return [];
  const { lineEnd, semicolon } = styleOf(file, { statement: first, block: body, function: undefined });
  const call = `${edit.registry}.unregister(this)`;
  const insertion: TextEdit = { range: [first.range[0], first.range[0]], text: `${call}${semicolon}${lineEnd}${indent}` };
  return [{ intent: 'withdraw', name: call, edits: inOrder([edit.edit, insertion]) }];
}

function bodyOf(method: Node): TSESTree.BlockStatement | undefined {
  const node = method.type === 'MethodDefinition' || method.type === 'Property' ? method.value : method;
  return node.type === 'FunctionExpression' ? node.body : undefined;
}

/** `#registry = new FinalizationRegistry(...)` becomes `static #registry = ...`, and `this.#registry` `Owner.#registry`. */
export function shared(file: File, making: Site): readonly Offer<'static'>[] {
  const path = pathTo(file, making);
  const [own, , field] = path.slice(-4);
  if ((own?.type !== 'ClassDeclaration' && own?.type !== 'ClassExpression') || own.id === null || field?.type !== 'PropertyDefinition') return [];
  if (field.static || field.computed || listOf(field.decorators).length > 0 || field.key.type !== 'PrivateIdentifier') return [];
  if ([...nodesIn(field)].some(({ type }) => type === 'ThisExpression' || type === 'Super')) return [];
  const name = field.key.name;
  const accesses = accessesOf(own, name);
  if (accesses === undefined || accesses.some(({ range }) => hasComment(file, ...range))) return [];
  const start = /^(?:(?:private|protected|public|declare)\s+)*/.exec(file.text.slice(...field.range))?.[0].length ?? 0;
  const at = field.range[0] + start;
  const edits = accesses.map(({ object }): TextEdit => ({ range: object.range, text: own.id?.name ?? '' }));
  return [{ intent: 'static', name: `static #${name}`, edits: inOrder([{ range: [at, at], text: 'static ' }, ...edits]) }];
}

/** `this.#name`; undefined where another object's is read. */
function accessesOf(own: ClassNode, name: string): readonly TSESTree.MemberExpression[] | undefined {
  const found: TSESTree.MemberExpression[] = [];
  for (const node of nodesIn(own)) {
    if (node.type !== 'MemberExpression' || node.property.type !== 'PrivateIdentifier' || node.property.name !== name) continue;
    if (node.object.type !== 'ThisExpression') return undefined;
    found.push(node);
  }
  return found;
}
