/** A deref gets a name of its own, on a line before the statement. */
import { contains } from '../flow/contains.ts';
import type { Offer } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { Site } from '../flow/graph.ts';
import { isEvaluatedOnce } from './edit-order.ts';
import { hasComment, isNode, lineEnd, namesIn, nodesIn, placeBefore, scopeOf, statementOf, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

/** None where it has a name already, nobody takes the answer, or something may happen before it is asked. */
export function nameDeref(source: Source, deref: Site, handle: string): Offer<'name'>[] {
  const statement = isNode(deref) ? statementOf(deref) : undefined;
  const scope = isNode(deref) ? scopeOf(deref) : undefined;
  if (!isNode(deref) || statement === undefined || scope === undefined || scopeOf(statement) !== scope) return [];
  if (BINDS.has(deref.parent?.type ?? 'Expr') || hasComment(source, deref.range) || !isEvaluatedOnce(deref, statement)) return [];
  const place = placeBefore(source, statement);
  const isAfterWait = [...nodesIn(statement)].some((node) => WAITS.has(node.type) && !contains(node, deref) && node.range[1] <= deref.range[0]);
  if (place === undefined || isAfterWait) return [];
  const name = strongName(handle, namesIn(scope));
  const line = `${place.indent}${name} = ${textOf(source, deref)}${lineEnd(source)}`;
  return [{ intent: 'name', name, edits: [{ range: [place.offset, place.offset], text: line }, { range: deref.range, text: name }] }];
}

const BINDS: ReadonlySet<string> = new Set(['Assign', 'AnnAssign', 'NamedExpr', 'Expr']);
const WAITS: ReadonlySet<string> = new Set(['Await', 'Yield', 'YieldFrom']);
