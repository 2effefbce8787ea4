/** Collections of weak handles that lose the dead ones whenever one is put in. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { Expression, PythonNode } from './ast.ts';
import { isFunction, isNode, isStable, lineEnd, namesIn, nodesIn, placeBefore, scopeOf, statementOf, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';
import { dottedPath } from './type-note.ts';

/** For example `self._handles[:] = [handle for handle in self._handles if handle() is not None]` before `self._handles.append(...)`. */
export function swept(source: Source, put: Site): Offer<'sweep'>[] {
  const statement = isNode(put) ? statementOf(put) : undefined;
  const scope = statement === undefined ? undefined : scopeOf(statement);
  const place = statement === undefined ? undefined : placeBefore(source, statement);
  if (!isNode(put) || place === undefined || scope === undefined || !isFunction(scope)) return [];
  const sweep = put.type === 'Call' && put.func.type === 'Attribute' ? sweepOfCall(source, put.func.value, put.func.attr) : sweepOfEntries(source, put, namesIn(scope), place.unit);
  if (sweep === undefined) return [];
  const text = sweep.lines.map((line) => `${place.indent}${line}${lineEnd(source)}`).join('');
  return [{ intent: 'sweep', name: sweep.name, edits: [{ range: [place.offset, place.offset], text }] }];
}

interface Sweep {
  readonly name: string;
  readonly lines: readonly string[];
}

function sweepOfCall(source: Source, collection: Expression, method: string): Sweep | undefined {
  const name = textOf(source, collection);
  if (!isStable(collection)) return undefined;
  const dead = `handle for handle in ${name}`;
  if (method === 'append' || method === 'insert') return { name, lines: [`${name}[:] = [${dead} if handle() is not None]`] };
  return method === 'add' ? { name, lines: [`${name}.difference_update([${dead} if handle() is None])`] } : undefined;
}

/** `rows[key] = weakref.ref(row)` */
function sweepOfEntries(source: Source, put: PythonNode, taken: ReadonlySet<string>, unit: string): Sweep | undefined {
  if (put.type !== 'Subscript' || !isStable(put.value) || !isDictionary(source, put.value) || taken.has(DEAD)) return undefined;
  const name = textOf(source, put.value);
  return { name, lines: [`for ${DEAD} in [key for key, handle in ${name}.items() if handle() is None]:`, `${unit}del ${name}[${DEAD}]`] };
}

const DEAD = 'dead';

/** The file makes it as one. */
function isDictionary({ module }: Source, collection: Expression): boolean {
  const name = dottedPath(collection)?.at(-1);
  return [...nodesIn(module)].some((node) => {
    const target = node.type === 'Assign' ? node.targets[0] : node.type === 'AnnAssign' ? node.target : undefined;
    const isMaking = (node.type === 'Assign' || node.type === 'AnnAssign') && (node.value?.type === 'Dict' || (node.value?.type === 'Call' && dottedPath(node.value.func)?.at(-1) === 'dict'));
    return isMaking && name !== undefined && target !== undefined && dottedPath(target)?.at(-1) === name;
  });
}
