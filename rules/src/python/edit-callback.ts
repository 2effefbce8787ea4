/** Calls that make handles, finalizers and connections: which handle, what is passed to be called back, how a receiver is held. */
import type { Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { Call, ImportFrom, PythonNode } from './ast.ts';
import { hasComment, isNode, nodesIn, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';
import { dottedPath } from './type-note.ts';

/** `weakref.ref(f)` becomes `weakref.WeakMethod(f)`, and the other way round. */
export function renamedHandle(source: Source, making: Site, name: string): Offer<'rename'>[] {
  const func = isCall(making) ? making.func : undefined;
  if (func?.type === 'Attribute') {
    const end = func.range[1];
    return [{ intent: 'rename', name: `${textOf(source, func.value)}.${name}`, edits: [{ range: [end - func.attr.length, end], text: name }] }];
  }
  if (func?.type !== 'Name') return [];
  const imported = importedAs(source, func.id, name);
  return imported === undefined ? [] : [{ intent: 'rename', name: imported.name, edits: [...imported.edits, { range: func.range, text: imported.name }] }];
}

/** What `name` of the module is called that `known` was imported from; imported beside it where it is not yet. */
function importedAs(source: Source, known: string, name: string): { readonly name: string; readonly edits: readonly TextEdit[] } | undefined {
  const imports = source.module.body.filter((statement): statement is ImportFrom => statement.type === 'ImportFrom');
  for (const { names } of imports) {
    const beside = names.find((one) => (one.asname ?? one.name) === known);
    if (beside === undefined) continue;
    const already = names.find((one) => one.name === name);
    if (already !== undefined) return { name: already.asname ?? already.name, edits: [] };
    const end = beside.range[1];
    return isBound(source, name) ? undefined : { name, edits: [{ range: [end, end], text: `, ${name}` }] };
  }
  return undefined;
}

export function isBound({ module }: Source, name: string): boolean {
  for (const node of nodesIn(module)) {
    if ((node.type === 'Name' && node.id === name) || (node.type === 'alias' && (node.asname ?? node.name) === name)) return true;
    if ((node.type === 'FunctionDef' || node.type === 'ClassDef') && node.name === name) return true;
  }
  return false;
}

/** `threading.Lock()` becomes `threading.RLock()` where the lock is made, if that is one place of the file. */
export function reentrant(source: Source, taken: Site): Offer<'rename'>[] {
  const name = isNode(taken) ? lockName(taken) : undefined;
  const made = [...nodesIn(source.module)].flatMap((node) => (node.type === 'Assign' && node.targets.some((target) => dottedPath(target)?.at(-1) === name) ? [node.value] : []));
  const [only, ...others] = made;
  const making = only && innermost(only);
  return name === undefined || making === undefined || others.length > 0 ? [] : renamedHandle(source, making, 'RLock');
}

/** `Lock()` of `Condition(Lock())`; undefined where it is made elsewhere. */
function innermost(making: PythonNode): PythonNode | undefined {
  const [given] = isCall(making) ? making.args : [];
  return given === undefined ? making : given.type === 'Call' ? innermost(given) : undefined;
}

/** `_lock` of `self._lock` and `self._lock.acquire()`. */
function lockName(taken: PythonNode): string | undefined {
  const lock = taken.type === 'Call' && taken.func.type === 'Attribute' ? taken.func.value : taken;
  return lock.type === 'Name' || lock.type === 'Attribute' ? dottedPath(lock)?.at(-1) : undefined;
}

/** `finalize(o, f(a))` becomes `finalize(o, f, a)`. */
export function calledLater(source: Source, making: Site, passed: Site): Offer<'later'>[] {
  if (!isCall(making) || !isCall(passed) || making.args.length !== 2 || making.args[1] !== passed || making.keywords.length > 0) return [];
  if (hasComment(source, passed.range) || passed.args.some(({ type }) => type === 'GeneratorExp')) return [];
  const { func } = passed;
  const given = source.text.slice(func.range[1], passed.range[1]);
  const inner = /^\s*\(\s*(.*?)\s*,?\s*\)$/s.exec(given)?.[1];
  if (inner === undefined) return [];
  return [{ intent: 'later', name: textOf(source, func), edits: [{ range: [func.range[1], passed.range[1]], text: inner === '' ? '' : `, ${inner}` }] }];
}

/** `lambda: x` becomes `lambda _handle: x`. */
export function withHandle(passed: Site): Offer<'parameter'>[] {
  if (!isNode(passed) || passed.type !== 'Lambda' || passed.args.range[0] !== passed.args.range[1]) return [];
  const at = passed.range[0] + 'lambda'.length;
  return [{ intent: 'parameter', name: HANDLE, edits: [{ range: [at, at], text: ` ${HANDLE}` }] }];
}

const HANDLE = '_handle';

/** `signal.connect(f)` becomes `signal.connect(f, weak=False)`. */
export function heldReceiver(source: Source, making: Site, option: string): Offer<'hold'>[] {
  if (!isCall(making) || source.text[making.range[1] - 1] !== ')') return [];
  const last = lastOf(making);
  if (last === undefined || hasComment(source, [last.range[1], making.range[1]])) return [];
  const at = last.range[1];
  return [{ intent: 'hold', name: `${option}=False`, edits: [{ range: [at, at], text: `, ${option}=False` }] }];
}

function lastOf({ args, keywords }: Call): PythonNode | undefined {
  return [...args, ...keywords].sort((a, b) => a.range[1] - b.range[1]).at(-1);
}

function isCall(site: Site): site is Call {
  return isNode(site) && site.type === 'Call';
}
