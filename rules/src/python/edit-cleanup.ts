/** Clean-ups: how they are handed over, and what they look at first. */
import type { Offer } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { Site } from '../flow/graph.ts';
import type { Expression, PythonNode, Statement } from './ast.ts';
import { endsItsLine, hasComment, isExpression, isFunction, isNode, isStable, lineEnd, namesIn, placeBefore, scopeOf, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

/** `weakref.ref(o, callback=f)` becomes `weakref.ref(o, f)`. */
export function byPosition(source: Source, making: Site): Offer<'position'>[] {
  if (!isNode(making) || making.type !== 'Call' || making.args.length !== 1) return [];
  const [second] = making.keywords;
  if (second?.arg !== 'callback' && second?.arg !== 'func') return [];
  const range = [second.range[0], second.value.range[0]] as const;
  return hasComment(source, range) ? [] : [{ intent: 'position', name: textOf(source, second.value), edits: [{ range, text: '' }] }];
}

/** `f` becomes `lambda _handle: f()`. */
export function withoutHandle(source: Source, passed: Site): Offer<'parameter'>[] {
  if (!isNode(passed) || !isExpression(passed) || !isStable(passed)) return [];
  const text = `lambda _handle: ${textOf(source, passed)}()`;
  return [{ intent: 'parameter', name: '_handle', edits: [{ range: passed.range, text }] }];
}

/**
 *     del rows[key]      ->      row = rows.get(key)
 *                                if row is not None and row() is None:
 *                                    del rows[key]
 */
export function lookFirst(source: Source, removal: Site): Offer<'look'>[] {
  const entry = isNode(removal) ? entryOf(removal) : undefined;
  const scope = entry === undefined ? undefined : scopeOf(entry.statement);
  const place = entry === undefined ? undefined : placeBefore(source, entry.statement);
  if (entry === undefined || scope === undefined || place === undefined || !isFunction(scope)) return [];
  const [statement, container, key] = [entry.statement, entry.container, entry.key].map((node) => textOf(source, node));
  if (statement === undefined || statement.includes('\n') || !endsItsLine(source, entry.statement)) return [];
  const name = strongName('entry', namesIn(scope));
  const lines = [`${place.indent}${name} = ${container}.get(${key})`, `${place.indent}if ${name} is not None and ${name}() is None:`, place.unit];
  return [{ intent: 'look', name: statement, edits: [{ range: [place.offset, place.offset], text: lines.join(lineEnd(source)) }] }];
}

interface Entry {
  readonly statement: Statement;
  readonly container: Expression;
  readonly key: Expression;
}

/** `del rows[key]`, `rows.pop(key, None)`, each a statement. */
function entryOf(removal: PythonNode): Entry | undefined {
  const { parent } = removal;
  const [only, ...others] = parent?.type === 'Delete' ? parent.targets : [];
  if (parent?.type === 'Delete' && only?.type === 'Subscript' && only === removal && others.length === 0) return stable({ statement: parent, container: only.value, key: only.slice });
  if (parent?.type !== 'Expr' || removal.type !== 'Call' || removal.func.type !== 'Attribute') return undefined;
  const [key] = removal.args;
  return key === undefined ? undefined : stable({ statement: parent, container: removal.func.value, key });
}

function stable(entry: Entry): Entry | undefined {
  return isStable(entry.container) && isStable(entry.key) ? entry : undefined;
}
