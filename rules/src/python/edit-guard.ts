/** Guards: how a use of what a weak handle gives is made to wait for a look whether it is there. */
import type { GuardRequest, TextEdit } from '../facts/edits.ts';
import type { Expression, PythonNode, Statement } from './ast.ts';
import { exitBefore } from './edit-exit.ts';
import type { Exit } from './edit-exit.ts';
import { questioned, understand } from './edit-guarded.ts';
import type { Asked, Guarded, GuardOffer } from './edit-guarded.ts';
import { isEvaluatedOnce, isReadAfter, mayRebind, readsOf } from './edit-order.ts';
import { guardInExpression } from './edit-test.ts';
import { endsItsLine, expressionsOf, inOrder, isStatement, lineEnd, placeBefore, scopeOf, textOf } from './edit-text.ts';
import type { Place, ScopeNode, Source } from './edit-text.ts';
import { childrenOf, VISITOR_KEYS } from './visitor-keys.ts';

export function guard(source: Source, request: GuardRequest): GuardOffer[] {
  const guarded = understand(source, request);
  if (guarded === undefined) return [];
  const inside = guardInExpression(guarded);
  return inside.length > 0 ? inside : guardBefore(guarded);
}

function guardBefore(guarded: Guarded): GuardOffer[] {
  const { source, statement, used } = guarded;
  const place = placeBefore(source, statement);
  if (place === undefined || !isEvaluatedOnce(used, statement)) return [];
  const exit = exitBefore(source, statement, guarded.origin);
  const offers: GuardOffer[] = exit === undefined ? [] : [leaveFirst(guarded, place, exit)];
  const nested = exit?.isNeeded === true ? undefined : nest(guarded, place);
  return nested === undefined ? offers : [...offers, nested];
}

/**
 *     node = r()
 *     if node is None:
 *         return
 */
function leaveFirst({ source, scope, statement, name, deref }: Guarded, { offset, indent, unit }: Place, exit: Exit): GuardOffer {
  const bind = deref === undefined ? [] : [`${name} = ${textOf(source, deref)}`];
  const lines = [...bind, ...exit.lines(name, unit)].map((line) => `${indent}${line}`);
  const edits: TextEdit[] = [{ range: [offset, offset], text: [...lines, ''].join(lineEnd(source)) }];
  if (deref !== undefined) {
    const derefs = [...derefsIn(source, scope, expressionsOf(statement), deref), ...usesBehind(source, scope, statement, deref)];
    edits.push(...derefs.map(({ range }) => ({ range, text: name })));
  }
  return { intent: exit.intent, name, edits: inOrder(edits) };
}

/** Only a statement on one line that binds no name others may read, and where nothing behind it relies on the same answer. */
function nest({ source, scope, statement, name, deref }: Guarded, { offset, indent, unit }: Place): GuardOffer | undefined {
  if (!isNestable(statement) || textOf(source, statement).includes('\n') || !endsItsLine(source, statement)) return undefined;
  if (isReadAfter(source, scope, deref === undefined ? name : textOf(source, deref), statement.range[1])) return undefined;
  const bind = deref === undefined ? [] : [`${indent}${name} = ${textOf(source, deref)}`];
  const lines = [...bind, `${indent}if ${name} is not None:`, unit];
  const edits: TextEdit[] = [{ range: [offset, offset], text: lines.join(lineEnd(source)) }];
  if (deref !== undefined) edits.push(...derefsIn(source, scope, expressionsOf(statement), deref).map(({ range }) => ({ range, text: name })));
  return { intent: 'nest', name, edits: inOrder(edits) };
}

function isNestable(statement: Statement): boolean {
  const isPlace = (target: Expression): boolean => target.type === 'Attribute' || target.type === 'Subscript';
  switch (statement.type) {
    case 'Expr':
      return !expressionsOf(statement).some((node) => node.type === 'NamedExpr');
    case 'Assign':
    case 'Delete':
      return statement.targets.every(isPlace);
    case 'AugAssign':
      return isPlace(statement.target);
    default:
      return false;
  }
}

/** The deref and those written like it among the parts of its own statement, whose answer is the same. */
function derefsIn(source: Source, scope: ScopeNode, parts: readonly PythonNode[], deref: Asked): readonly PythonNode[] {
  const text = textOf(source, deref);
  return parts.filter((node) => node === deref || (node.type === deref.type && textOf(source, node) === text && scopeOf(node) === scope && scope.type !== 'ClassDef'));
}

/**
 * The derefs in the statements that follow, where each of them only uses its answer: once it has a strong name, to ask again would
 * be a second question. None where a variable of the handle is written, or one of them looks for itself.
 */
function usesBehind(source: Source, scope: ScopeNode, statement: Statement, deref: Asked): readonly PythonNode[] {
  const behind = statementsBehind(statement);
  if (mayRebind([statement, ...behind], questioned(deref))) return [];
  const reads = behind.flatMap((one) => readsOf(source, one, textOf(source, deref))).filter((read) => scopeOf(read) === scope);
  return reads.some(({ parent }) => parent !== null && LOOKS.has(parent.type)) ? [] : reads;
}

/** Where a deref stands whose answer is looked at, kept or handed back. */
const LOOKS: ReadonlySet<PythonNode['type']> = new Set<PythonNode['type']>([
  'Assign', 'AnnAssign', 'NamedExpr', 'Compare', 'BoolOp', 'UnaryOp', 'If', 'While', 'IfExp', 'Assert', 'Return', 'Yield', 'comprehension',
]);

/** The statements of the same block after this one, and what it holds itself. */
function statementsBehind(statement: Statement): readonly PythonNode[] {
  const { parent } = statement;
  const own = childrenOf(statement).filter(isStatement);
  if (parent === null) return own;
  for (const key of VISITOR_KEYS[parent.type]) {
    const block: unknown = Reflect.get(parent, key);
    if (Array.isArray(block) && block.includes(statement)) return [...own, ...childrenOf(parent).filter((child) => block.includes(child) && child.range[0] > statement.range[0])];
  }
  return own;
}
