/** What a guard is to be put before: a request of the rules, understood as Python. */
import { contains } from '../flow/contains.ts';
import type { GuardIntent, GuardRequest, Offer } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { Expression, PythonNode, Statement } from './ast.ts';
import { expressionsOf, hasComment, isExpression, isNode, isStable, namesIn, rootName, scopeOf, statementOf, textOf } from './edit-text.ts';
import type { ScopeNode, Source } from './edit-text.ts';

export type GuardOffer = Offer<GuardIntent>;
/** A call of a handle, or of what hands on its answer; a property that does. */
export type Asked = Extract<PythonNode, { type: 'Call' | 'Attribute' }>;

/** What is asked: the handle, the function, the property. */
export function questioned(asked: Asked): Expression {
  return asked.type === 'Call' ? asked.func : asked;
}

/** What is to be guarded, understood. */
export interface Guarded {
  readonly source: Source;
  readonly scope: ScopeNode;
  readonly statement: Statement;
  readonly used: Expression;
  readonly name: string;
  /** The deref that must be bound to `name` first; undefined where `name` is bound already. */
  readonly deref: Asked | undefined;
  /** The deref that gave the value, wherever it stands. */
  readonly origin: PythonNode;
}

/** undefined where nothing can be said for certain. */
export function understand(source: Source, { deref, used, handle }: GuardRequest): Guarded | undefined {
  if (!isNode(deref) || !isNode(used) || !isExpression(used)) return undefined;
  const isDirect = contains(used, deref);
  const of = isDirect ? deref : used;
  const statement = statementOf(of);
  const scope = scopeOf(of);
  if (statement === undefined || scope === undefined || hasComment(source, of.range)) return undefined;
  const base = { source, scope, statement, origin: deref };
  if (!isDirect) {
    return isStable(used) && !textOf(source, used).includes('\n') ? { ...base, used, name: textOf(source, used), deref: undefined } : undefined;
  }
  if ((deref.type !== 'Call' && deref.type !== 'Attribute') || textOf(source, deref).includes('\n')) return undefined;
  const key = deref.type === 'Call' ? deref.args : [];
  if (!isStable(questioned(deref)) || !key.every((one) => isStable(one) || one.type === 'Constant')) return undefined;
  const root = rootName(questioned(deref));
  const isBoundHere = expressionsOf(statement).some((node) => node.type === 'NamedExpr' && node.target.type === 'Name' && node.target.id === root);
  if (isBoundHere) return undefined;
  // With a key it is one of several.
  return { ...base, used: deref, name: strongName(key.length > 0 ? `${handle}[]` : handle, namesIn(scope)), deref };
}
