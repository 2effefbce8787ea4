/** Writes Python for the edits that rules ask for by intention. It knows syntax and text, not why. */
import type { Edits, Offer, ReleaseRequest } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { Expression, Module, PythonNode } from './ast.ts';
import { bindOnce } from './edit-bind.ts';
import { guard } from './edit-guard.ts';
import { hasComment, isNode, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';
import { dottedPath } from './type-note.ts';
import { childrenOf } from './visitor-keys.ts';

/** `text` is what `module` was made from. */
export function createEdits(module: Module, text: string): Edits {
  const source: Source = { module, text };
  return {
    guard: (request) => guard(source, request),
    bind: (request) => bindOnce(source, request),
    holdStrongly: (making, value) => holdStrongly(source, making, value),
    strongContainer: (making, twin) => strongContainer(source, making, twin),
    unregisteredSymbol: () => [],
    releaseTarget: (request) => releaseTarget(source, request),
  };
}

/** `weakref.ref("x")` becomes `lambda: "x"`. */
function holdStrongly(source: Source, making: Site, value: Site): Offer<'hold'>[] {
  if (!isNode(making) || making.type !== 'Call' || !isNode(value)) return [];
  const [only, ...others] = making.args;
  if (only !== value || others.length > 0 || making.keywords.length > 0) return [];
  const text = textOf(source, value);
  if (/[\r\n]/.test(text) || hasComment(source, making.range)) return [];
  if (NOT_LATER.has(value.type)) return [];
  const held = value.type === 'GeneratorExp' && !text.startsWith('(') ? `(${text})` : text;
  const lambda = `lambda: ${held}`;
  return [{ intent: 'hold', name: text, edits: [{ range: making.range, text: takesLambda(making) ? lambda : `(${lambda})` }] }];
}

/** These mean something else inside a lambda. */
const NOT_LATER: ReadonlySet<PythonNode['type']> = new Set<PythonNode['type']>(['Starred', 'NamedExpr', 'Await', 'Yield', 'YieldFrom']);

/** Where a lambda needs no parentheses. */
function takesLambda({ parent }: PythonNode): boolean {
  switch (parent?.type) {
    case 'Assign':
    case 'AnnAssign':
    case 'Return':
    case 'Expr':
    case 'keyword':
    case 'List':
    case 'Dict':
    case 'Set':
      return true;
    default:
      return false;
  }
}

/** `weakref.WeakSet()` becomes `set()`, `WeakKeyDictionary[str, int]` becomes `dict[str, int]`. */
function strongContainer(source: Source, making: Site, twin: string): Offer<'twin'>[] {
  if (!isNode(making)) return [];
  let name: PythonNode = making;
  if (name.type === 'Call') name = name.func;
  if (name.type === 'Subscript') name = name.value;
  if (name.type !== 'Name' && name.type !== 'Attribute') return [];
  if (dottedPath(name) === undefined || hasComment(source, name.range) || namesBound(source).has(twin)) return [];
  return [{ intent: 'twin', name: twin, edits: [{ range: name.range, text: twin }] }];
}

/** Names with a meaning of their own in the file: one of these would hide the built-in. */
function namesBound({ module }: Source): Set<string> {
  const bound = new Set<string>();
  const rest: PythonNode[] = [module];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.type === 'Name') {
      if (node.ctx !== 'Load') bound.add(node.id);
    } else if (node.type === 'arg') bound.add(node.arg);
    else if (node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef' || node.type === 'ClassDef') bound.add(node.name);
    else if (node.type === 'alias') bound.add(node.asname ?? node.name);
    rest.push(...childrenOf(node));
  }
  return bound;
}

/**
 * `finalize(self, lambda: self._file.close())` becomes `finalize(self, self._file.close)`, and
 * `finalize(self, lambda: os.close(self._fd))` becomes `finalize(self, os.close, self._fd)`.
 */
function releaseTarget(source: Source, { registration, target, holder }: ReleaseRequest): Offer<'release'>[] {
  if (!isNode(registration) || registration.type !== 'Call' || !isNode(target) || target.type !== 'Name') return [];
  if (!isNode(holder) || holder.type !== 'Lambda' || registration.args[1] !== holder) return [];
  if (registration.args.length > 2 || registration.keywords.length > 0 || hasParameters(holder.args)) return [];
  const call = holder.body;
  if (call.type !== 'Call' || hasComment(source, holder.range) || !isFreeOf(call.func, target.id, 2)) return [];
  const parts = [call.func, ...call.args];
  const isPlain = parts.every((part) => part.type !== 'Starred' && !/[\r\n]/.test(textOf(source, part)));
  if (!isPlain || !call.args.every((argument) => isFreeOf(argument, target.id, 1))) return [];
  if (!call.keywords.every((keyword) => keyword.arg !== null && isFreeOf(keyword.value, target.id, 1))) return [];
  if (call.keywords.some((keyword) => /[\r\n]/.test(textOf(source, keyword)))) return [];
  const text = [...parts, ...call.keywords].map((part) => textOf(source, part)).join(', ');
  return [{ intent: 'release', name: target.id, edits: [{ range: holder.range, text }] }];
}

function hasParameters(args: Extract<PythonNode, { type: 'arguments' }>): boolean {
  return childrenOf(args).length > 0;
}

/** A value that does not hold the target: the target appears in it at most as the start of a chain of `depth` or more members. */
function isFreeOf(node: Expression, target: string, depth: number): boolean {
  const path = dottedPath(node);
  if (path !== undefined) return path[0] !== target || path.length > depth;
  if (node.type === 'Constant') return true;
  return false;
}
