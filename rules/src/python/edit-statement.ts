/** Edits of whole statements: one that is taken out, one that comes before, one that is done on a condition. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { Statement } from './ast.ts';
import { imported } from './edit-import.ts';
import { endsItsLine, hasComment, inOrder, isFunction, isNode, lineEnd, placeBefore, statementOf, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';
import { VISITOR_KEYS } from './visitor-keys.ts';

/** `r()` on a line of its own. */
export function removed(source: Source, expression: Site): Offer<'remove'>[] {
  const statement = isNode(expression) ? expression.parent : null;
  if (statement?.type !== 'Expr' || hasComment(source, statement.range)) return [];
  const name = textOf(source, statement);
  if (isOnly(statement)) return [{ intent: 'remove', name, edits: [{ range: statement.range, text: 'pass' }] }];
  const place = placeBefore(source, statement);
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(source.text.slice(statement.range[1]))?.[0];
  if (place === undefined || rest === undefined) return [];
  return [{ intent: 'remove', name, edits: [{ range: [place.offset, statement.range[1] + rest.length], text: '' }] }];
}

/** Its block has nothing else. */
function isOnly(statement: Statement): boolean {
  const { parent } = statement;
  if (parent === null) return false;
  return VISITOR_KEYS[parent.type].some((key) => {
    const block: unknown = Reflect.get(parent, key);
    return Array.isArray(block) && block.length === 1 && block[0] === statement;
  });
}

/** `gc.collect()` on the line before. */
export function collected(source: Source, check: Site): Offer<'collect'>[] {
  const statement = isNode(check) ? statementOf(check) : undefined;
  const place = statement === undefined ? undefined : placeBefore(source, statement);
  const collect = imported(source, 'gc', 'collect');
  if (place === undefined || collect === undefined) return [];
  const text = `${place.indent}${collect.name}()${lineEnd(source)}`;
  return [{ intent: 'collect', name: `${collect.name}()`, edits: inOrder([...collect.edits, { range: [place.offset, place.offset], text }]) }];
}

/** `self.file.close()` becomes `if hasattr(self, "file"): self.file.close()`, on two lines. */
export function ifSet(source: Source, read: Site, member: string): Offer<'set'>[] {
  const access = isNode(read) ? read : undefined;
  const statement = access === undefined ? undefined : statementOf(access);
  if (access?.type !== 'Attribute' || access.value.type !== 'Name' || statement === undefined) return [];
  const place = placeBefore(source, statement);
  if (place === undefined) return [];
  const quote = source.quote();
  const test = `hasattr(${access.value.id}, ${quote}${member}${quote})`;
  const end = lineEnd(source);
  const isOneLine = statement.type === 'Expr' && !textOf(source, statement).includes('\n') && endsItsLine(source, statement);
  // The read would have left the destructor, too.
  if (!isOneLine && !(statement.parent !== null && isFunction(statement.parent))) return [];
  const text = isOneLine ? `${place.indent}if ${test}:${end}${place.unit}` : [`${place.indent}if not ${test}:`, `${place.indent}${place.unit}return`, ''].join(end);
  return [{ intent: 'set', name: test, edits: [{ range: [place.offset, place.offset], text }] }];
}

/** `part.owner = self` becomes `part.owner = weakref.proxy(self)`. */
export function throughProxy(source: Source, assignment: Site): Offer<'proxy'>[] {
  const statement = isNode(assignment) ? statementOf(assignment) : undefined;
  const value = statement?.type === 'Assign' ? statement.value : undefined;
  const proxy = imported(source, 'weakref', 'proxy');
  if (value?.type !== 'Name' || proxy === undefined) return [];
  const text = `${proxy.name}(${value.id})`;
  return [{ intent: 'proxy', name: text, edits: inOrder([...proxy.edits, { range: value.range, text }]) }];
}
