/**
 * Conditions: `not`, `and`, `or` become branches, and what is left are atomic tests of one value.
 * It knows what a test proves, not what the value is.
 */
import type { Label } from '../flow/builder.ts';
import type { Temp, Test } from '../flow/graph.ts';
import type { Call, Compare, ComparisonOperator, ConstantValue, Expression } from './ast.ts';
import { lowerCallee } from './lower-call.ts';
import { isNone, lowerExpression } from './lower-expression.ts';
import type { Lowering } from './lowering.ts';
import { asksForNone, lowerQuantified } from './quantified-condition.ts';
import { dottedPath } from './type-note.ts';

/** True when all tests are (false when they are, if `negated`). */
export interface Verdict {
  readonly tests: readonly Test[];
  readonly negated: boolean;
}

interface Operand {
  readonly node: Expression;
  readonly temp: Temp;
}

const UNDECIDED: Verdict = { tests: [{ kind: 'unknown' }], negated: false };

/** Goes on at `whenTrue` or `whenFalse`; the current block is ended. */
export function lowerCondition(l: Lowering, node: Expression, whenTrue: Label, whenFalse: Label): void {
  const { builder } = l;
  switch (node.type) {
    case 'UnaryOp':
      if (node.op === 'Not') return lowerCondition(l, node.operand, whenFalse, whenTrue);
      break;
    case 'BoolOp': {
      for (const operand of node.values.slice(0, -1)) {
        const next = builder.label();
        if (node.op === 'And') lowerCondition(l, operand, next, whenFalse);
        else lowerCondition(l, operand, whenTrue, next);
        builder.place(next);
      }
      const last = node.values.at(-1);
      return last === undefined ? builder.jump(whenTrue) : lowerCondition(l, last, whenTrue, whenFalse);
    }
    case 'IfExp': {
      const [body, orElse] = [builder.label(), builder.label()];
      lowerCondition(l, node.test, body, orElse);
      builder.place(body);
      lowerCondition(l, node.body, whenTrue, whenFalse);
      builder.place(orElse);
      return lowerCondition(l, node.orelse, whenTrue, whenFalse);
    }
    case 'Constant':
      return builder.jump(isTrueConstant(node.value) ? whenTrue : whenFalse);
    case 'Compare':
      if (node.ops.length > 1) return lowerChain(l, node, whenTrue, whenFalse);
      break;
    default:
      break;
  }
  if (lowerQuantified(l, node, whenTrue, whenFalse)) return;
  const verdict = lowerTest(l, node);
  if (verdict !== undefined) branchOn(l, verdict, whenTrue, whenFalse);
  else builder.branch({ kind: 'truthy', of: lowerExpression(l, node), site: node }, whenTrue, whenFalse);
}

/** An atomic test, evaluated up to the test itself. undefined, with nothing emitted, where the expression is none. */
export function lowerTest(l: Lowering, node: Expression): Verdict | undefined {
  switch (node.type) {
    case 'UnaryOp': {
      if (node.op !== 'Not') return undefined;
      const inner = lowerTest(l, node.operand);
      if (inner !== undefined) return { tests: inner.tests, negated: !inner.negated };
      if (isBareCondition(node.operand) || node.operand.type === 'BoolOp') return undefined;
      return { tests: [{ kind: 'truthy', of: lowerExpression(l, node.operand), site: node.operand }], negated: true };
    }
    case 'Compare': {
      const [op, right] = [node.ops[0], node.comparators[0]];
      const optional = optionalRead(l, node);
      if (optional !== undefined) return negatedIf(op === 'Is' || op === 'Eq', lowerCheck(l, optional));
      if (op === undefined || right === undefined || node.ops.length > 1 || asksForNone(node)) return undefined;
      const left = { node: node.left, temp: lowerExpression(l, node.left) };
      return compare(l, node, op, left, { node: right, temp: lowerExpression(l, right) });
    }
    case 'Call':
      return isCheck(l, node) || isOptionalRead(l, node) ? lowerCheck(l, node) : undefined;
    default:
      return undefined;
  }
}

/** A condition whose value is a plain bool: nothing of its operands is left in it. */
export function isBareCondition(node: Expression): boolean {
  return node.type === 'Compare' || (node.type === 'UnaryOp' && node.op === 'Not');
}

export function branchOn(l: Lowering, { tests, negated }: Verdict, whenTrue: Label, whenFalse: Label): void {
  const [yes, no] = negated ? [whenFalse, whenTrue] : [whenTrue, whenFalse];
  tests.forEach((test, i) => {
    if (i === tests.length - 1) return l.builder.branch(test, yes, no);
    const next = l.builder.label();
    l.builder.branch(test, next, no);
    l.builder.place(next);
  });
}

/** `a < b < c`: each pair in turn, each operand once. */
function lowerChain(l: Lowering, node: Compare, whenTrue: Label, whenFalse: Label): void {
  let left: Operand = { node: node.left, temp: lowerExpression(l, node.left) };
  node.comparators.forEach((rightNode, i) => {
    const op = node.ops[i];
    if (op === undefined) return;
    const right: Operand = { node: rightNode, temp: lowerExpression(l, rightNode) };
    const verdict = compare(l, node, op, left, right);
    const next = i === node.comparators.length - 1 ? whenTrue : l.builder.label();
    branchOn(l, verdict, next, whenFalse);
    if (next !== whenTrue) l.builder.place(next);
    left = right;
  });
}

function compare(l: Lowering, site: Compare, op: ComparisonOperator, left: Operand, right: Operand): Verdict {
  switch (op) {
    case 'Is':
    case 'Eq':
      return identity(site, op, left, right, false);
    case 'IsNot':
    case 'NotEq':
      return identity(site, op, left, right, true);
    case 'In':
    case 'NotIn':
      l.builder.emit({ kind: 'use', of: right.temp, as: 'iterate', site: right.node });
      return membership(site, op, left, right);
    case 'Lt':
    case 'LtE':
    case 'Gt':
    case 'GtE':
      for (const { node, temp } of [left, right]) {
        if (mayBeAbsent(node)) l.builder.emit({ kind: 'use', of: temp, as: 'operate', site });
      }
      return UNDECIDED;
  }
}

function identity(site: Compare, op: ComparisonOperator, left: Operand, right: Operand, negated: boolean): Verdict {
  if (isNone(right.node)) return { tests: [{ kind: 'absent', of: left.temp, site }], negated };
  if (isNone(left.node)) return { tests: [{ kind: 'absent', of: right.temp, site }], negated };
  const as = op === 'Is' || op === 'IsNot' ? 'identity' : 'equality';
  const sides: readonly (readonly [Operand, Operand])[] = [[left, right], [right, left]];
  const tests = sides.filter(([{ node }]) => mayBeAbsent(node)).map(([{ temp }, other]): Test => ({ kind: 'matches', of: temp, other: { temp: other.temp, as }, site }));
  return tests.length === 0 ? UNDECIDED : { tests, negated };
}

/** `x in (None, a)` proves nothing, and `x not in (None, a)` proves presence. */
function membership(site: Compare, op: 'In' | 'NotIn', left: Operand, { node, temp: within }: Operand): Verdict {
  const isDisplay = node.type === 'Tuple' || node.type === 'List' || node.type === 'Set';
  if (!isDisplay) return { tests: [{ kind: 'matches', of: left.temp, within, site }], negated: op === 'NotIn' };
  if (!mayBeAbsent(left.node)) return UNDECIDED;
  const hasNone = node.elts.some(isNone);
  return { tests: [{ kind: 'matches', of: left.temp, site }], negated: hasNone ? op === 'In' : op === 'NotIn' };
}

/** A comparison says something about these; a literal or a sum is never None. */
export function mayBeAbsent(node: Expression): boolean {
  switch (node.type) {
    case 'Name':
    case 'NamedExpr':
    case 'Call':
    case 'Attribute':
    case 'Subscript':
    case 'Await':
    case 'IfExp':
    case 'BoolOp':
      return true;
    default:
      return false;
  }
}

/** Calls whose truth proves that their first argument is there. */
const CHECKS = new Set(['isinstance', 'issubclass', 'hasattr', 'callable']);
const INSPECT_CHECK = /^is[a-z]+$/;

/** The truth of such a call says something about its first argument. */
export function isCheck(l: Lowering, node: Call): boolean {
  const path = dottedPath(node.func);
  const [first, second] = path ?? [];
  if (first === undefined || node.args[0] === undefined || node.args[0].type === 'Starred') return false;
  if (path?.length === 1) return (CHECKS.has(first) || (first === 'bool' && node.args.length === 1)) && l.names.isFree(first);
  return path?.length === 2 && first === 'inspect' && second !== undefined && INSPECT_CHECK.test(second);
}

/** `getattr(x, "name", False)`: what is found and true was found on something that is there. */
function isOptionalRead(l: Lowering, node: Call): boolean {
  const otherwise = optionalDefault(l, node);
  switch (otherwise?.type) {
    case 'Constant':
      return !isTrueConstant(otherwise.value);
    case 'List':
    case 'Tuple':
      return otherwise.elts.length === 0;
    default:
      return false;
  }
}

/** What `getattr` gives where there is no such attribute. */
function optionalDefault(l: Lowering, node: Call): Expression | undefined {
  return node.args.length === 3 && node.func.type === 'Name' && node.func.id === 'getattr' && l.names.isFree('getattr') ? node.args[2] : undefined;
}

/** The left side of `getattr(x, "name", None) is None`. */
function optionalRead(l: Lowering, { left, ops, comparators: [right] }: Compare): Call | undefined {
  const isWithNone = ops.length === 1 && ops[0] !== undefined && IDENTITIES.has(ops[0]) && right !== undefined && isNone(right);
  if (!isWithNone || left.type !== 'Call') return undefined;
  const otherwise = optionalDefault(l, left);
  return otherwise !== undefined && isNone(otherwise) ? left : undefined;
}

const IDENTITIES: ReadonlySet<ComparisonOperator> = new Set(['Is', 'IsNot', 'Eq', 'NotEq']);

function negatedIf(isNegated: boolean, { tests, negated }: Verdict): Verdict {
  return { tests, negated: negated !== isNegated };
}

function lowerCheck(l: Lowering, node: Call): Verdict {
  return checkOf(l, node, lowerCallee(l, node, lowerExpression(l, node.func), undefined).args);
}

export function checkOf(l: Lowering, node: Call, args: readonly Temp[]): Verdict {
  const name = dottedPath(node.func)?.[0];
  const [of, ofClass] = args;
  const second = node.args[1];
  if (of === undefined) return UNDECIDED;
  if (name === 'isinstance' || name === 'issubclass') classOperands(l, name, node, args);
  if (name === 'bool') return { tests: [{ kind: 'truthy', of, site: node }], negated: false };
  if (name === 'isinstance' && second !== undefined) {
    if (isNoneType(second)) return { tests: [{ kind: 'absent', of, site: node }], negated: false };
    if (second.type === 'Tuple' && second.elts.some(isNoneType)) return UNDECIDED;
  }
  const member = (name === 'hasattr' || name === 'getattr') && second?.type === 'Constant' && second.value.kind === 'str' ? second.value.text : '';
  if (member.startsWith('__')) return UNDECIDED;
  return { tests: [{ kind: 'matches', of, ...(name === 'hasattr' && member !== '' && { member }), ...(name === 'isinstance' && ofClass !== undefined && { ofClass }), site: node }], negated: false };
}

/** None is no class: `issubclass(None, C)`, `isinstance(x, None)` raise. */
function classOperands(l: Lowering, name: 'isinstance' | 'issubclass', node: Call, args: readonly Temp[]): void {
  node.args.forEach((argument, i) => {
    const of = args[i];
    if (of !== undefined && (i === 1 || name === 'issubclass')) l.builder.emit({ kind: 'use', of, as: 'operate', site: argument });
  });
}

/** `type(None)`, `types.NoneType`. */
function isNoneType(node: Expression): boolean {
  if (node.type === 'Call') return dottedPath(node.func)?.join('.') === 'type' && node.args[0] !== undefined && isNone(node.args[0]);
  return dottedPath(node)?.at(-1) === 'NoneType';
}

function isTrueConstant(value: ConstantValue): boolean {
  return value.kind === 'str' ? value.text !== '' : value.kind !== 'none' && value.kind !== 'false' && !isZero(value.raw);
}

function isZero(raw: string): boolean {
  return /^(0[_0]*\.?0*j?|\.0+|0[xob]0+|[bB]?(''|""))$/i.test(raw);
}
