/** Finalizers that are handed what the clean-up needs instead of the object itself. */
import type { Offer, ReleaseRequest } from '../facts/edits.ts';
import type { Expression, PythonNode, Statement } from './ast.ts';
import { functionAround, hasComment, isFunction, isNode, nodesIn, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';
import { dottedPath } from './type-note.ts';
import { childrenOf } from './visitor-keys.ts';

type NodeOf<Type extends PythonNode['type']> = Extract<PythonNode, { type: Type }>;

/**
 * `finalize(self, lambda: self._file.close())` becomes `finalize(self, self._file.close)`, and
 * `finalize(self, lambda: os.close(self._fd))` becomes `finalize(self, os.close, self._fd)`. A method that does only that is read
 * in the place of the lambda: `finalize(self, self.close)`.
 */
export function releaseTarget(source: Source, { registration, target, holder }: ReleaseRequest): Offer<'release'>[] {
  if (!isNode(registration) || registration.type !== 'Call' || !isNode(target) || target.type !== 'Name' || !isNode(holder)) return [];
  if (registration.args[1] !== holder || registration.args.length > 2 || registration.keywords.length > 0) return [];
  const own = classOfReceiver(registration, target.id);
  const cleanUp = cleanUpOf(holder, target.id, own);
  if (cleanUp === undefined || hasComment(source, holder.range)) return [];
  const { call, receiver } = cleanUp;
  if (!isFreeOf(call.func, receiver, 2) || !call.args.every((argument) => isFreeOf(argument, receiver, 1))) return [];
  if (!call.keywords.every((keyword) => keyword.arg !== null && isFreeOf(keyword.value, receiver, 1))) return [];
  const parts: readonly PythonNode[] = [call.func, ...call.args, ...call.keywords];
  if (parts.some((part) => /[\r\n]/.test(textOf(source, part)) || !isSettled(part, receiver, registration, own))) return [];
  const text = parts.map((part) => withReceiver(source, part, receiver, target.id)).join(', ');
  return [{ intent: 'release', name: target.id, edits: [{ range: holder.range, text }] }];
}

interface CleanUp {
  readonly call: NodeOf<'Call'>;
  /** What the target is called there. */
  readonly receiver: string;
}

/** The one call that the finalizer makes. */
function cleanUpOf(holder: PythonNode, target: string, own: NodeOf<'ClassDef'> | undefined): CleanUp | undefined {
  if (holder.type === 'Lambda') return holder.body.type === 'Call' && childrenOf(holder.args).length === 0 ? { call: holder.body, receiver: target } : undefined;
  if (holder.type !== 'Attribute' || holder.value.type !== 'Name' || holder.value.id !== target || own === undefined) return undefined;
  const method = onlyMethod(own, holder.attr);
  const [receiver, ...others] = method === undefined ? [] : childrenOf(method.args);
  const call = method === undefined ? undefined : onlyCall(method.body);
  if (call === undefined || receiver?.type !== 'arg' || others.length > 0) return undefined;
  // Other names may mean something else where the finalizer is registered.
  const parts = [call.func, ...call.args, ...call.keywords.map((keyword) => keyword.value)];
  return parts.every((part) => part.type === 'Constant' || dottedPath(part)?.[0] === receiver.arg) ? { call, receiver: receiver.arg } : undefined;
}

/** The class in whose method the call stands, if the target is the object of that method. */
function classOfReceiver(registration: PythonNode, target: string): NodeOf<'ClassDef'> | undefined {
  const around = functionAround(registration);
  const first = around?.args.posonlyargs[0] ?? around?.args.args[0];
  return around?.parent?.type === 'ClassDef' && first?.arg === target && around.decorator_list.length === 0 ? around.parent : undefined;
}

/** The method of that name, where nothing else in the file can stand for it. */
function onlyMethod(own: NodeOf<'ClassDef'>, name: string): NodeOf<'FunctionDef'> | undefined {
  let module: PythonNode = own;
  while (module.parent !== null) module = module.parent;
  const defined: PythonNode[] = [];
  for (const node of nodesIn(module)) {
    const isMember = (isFunction(node) && node.name === name && node.parent?.type === 'ClassDef') || (node.type === 'Attribute' && node.attr === name && node.ctx !== 'Load');
    if (isMember && mayBeOf(node, own)) defined.push(node);
  }
  const [only, ...others] = defined;
  return only?.type === 'FunctionDef' && only.parent === own && only.decorator_list.length === 0 && others.length === 0 ? only : undefined;
}

/** Part of the class or of one derived from it. */
function mayBeOf(node: PythonNode, own: NodeOf<'ClassDef'>): boolean {
  for (let at = node.parent; at !== null; at = at.parent) {
    if (at === own || (at.type === 'ClassDef' && at.bases.some((base) => dottedPath(base)?.at(-1) === own.name))) return true;
  }
  return false;
}

/** `self._file.close()` of a body that does nothing else; a docstring does nothing. */
function onlyCall(body: readonly Statement[]): NodeOf<'Call'> | undefined {
  const [first, ...rest] = body;
  const isDocumented = first?.type === 'Expr' && first.value.type === 'Constant';
  const [only, ...others] = isDocumented ? rest : body;
  return only?.type === 'Expr' && only.value.type === 'Call' && others.length === 0 ? only.value : undefined;
}

/** A value that does not hold the target: the target appears in it at most as the start of a chain of `depth` or more members. */
function isFreeOf(node: Expression, target: string, depth: number): boolean {
  const path = dottedPath(node);
  return path === undefined ? node.type === 'Constant' : path[0] !== target || path.length > depth;
}

/** The members that are read early have their last value by then: nothing writes them later, as far as the class shows. */
function isSettled(part: PythonNode, receiver: string, registration: PythonNode, own: NodeOf<'ClassDef'> | undefined): boolean {
  if (own === undefined) return true;
  const here = functionAround(registration);
  const members = new Set([...nodesIn(part)].flatMap((node) => (node.type === 'Attribute' && node.value.type === 'Name' && node.value.id === receiver ? [node.attr] : [])));
  return [...nodesIn(own)].every((node) => {
    if (node.type !== 'Attribute' || node.ctx === 'Load' || !members.has(node.attr)) return true;
    const writer = functionAround(node);
    if (writer === here) return node.range[0] < registration.range[0];
    return writer?.name === '__init__' && writer.parent === own;
  });
}

/** The part as it reads where the target is called `target`. */
function withReceiver(source: Source, part: PythonNode, receiver: string, target: string): string {
  let text = textOf(source, part);
  if (receiver === target) return text;
  const names = [...nodesIn(part)].filter((node) => node.type === 'Name' && node.id === receiver).sort((a, b) => b.range[0] - a.range[0]);
  for (const { range } of names) {
    const at = range[0] - part.range[0];
    text = `${text.slice(0, at)}${target}${text.slice(at + receiver.length)}`;
  }
  return text;
}
