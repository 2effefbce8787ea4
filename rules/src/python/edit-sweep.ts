/** Collections of weak handles that lose the dead ones whenever one is put in. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { Expression, PythonNode } from './ast.ts';
import { isFunction, isNode, isStable, lineEnd, placeBefore, scopeOf, statementOf, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

/** `self._handles[:] = [handle for handle in self._handles if handle() is not None]` before `self._handles.append(...)`. */
export function swept(source: Source, put: Site): Offer<'sweep'>[] {
  const statement = isNode(put) ? statementOf(put) : undefined;
  const scope = statement === undefined ? undefined : scopeOf(statement);
  const place = statement === undefined ? undefined : placeBefore(source, statement);
  const sweep = isNode(put) ? sweepOf(source, put) : undefined;
  if (place === undefined || sweep === undefined || scope === undefined || !isFunction(scope)) return [];
  return [{ intent: 'sweep', name: sweep.name, edits: [{ range: [place.offset, place.offset], text: `${place.indent}${sweep.text}${lineEnd(source)}` }] }];
}

function sweepOf(source: Source, put: PythonNode): { readonly name: string; readonly text: string } | undefined {
  if (put.type === 'Call' && put.func.type === 'Attribute') return sweepOfCall(source, put.func.value, put.func.attr);
  return undefined;
}

function sweepOfCall(source: Source, collection: Expression, method: string): { readonly name: string; readonly text: string } | undefined {
  const name = textOf(source, collection);
  if (!isStable(collection)) return undefined;
  const dead = `handle for handle in ${name}`;
  if (method === 'append' || method === 'insert') return { name, text: `${name}[:] = [${dead} if handle() is not None]` };
  return method === 'add' ? { name, text: `${name}.difference_update([${dead} if handle() is None])` } : undefined;
}
