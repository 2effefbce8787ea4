/**
 * Conditions: which way the flow goes for an expression in a test position, split into atomic tests. Also what a single test
 * gives as a value (`const alive = x !== undefined`).
 */
import type { TSESTree } from '@typescript-eslint/types';
import type { Label } from '../flow/builder.ts';
import type { Temp, Test } from '../flow/graph.ts';
import { branchAbsent, use } from './emit.ts';
import { isArithmetic, lowerChain } from './lower-chain.ts';
import { deeper, lowerExpression } from './lower-expression.ts';
import { find, type Lowering } from './scope.ts';
import { dottedName, type Expression } from './syntax.ts';

/** Goes to `whenTrue` or `whenFalse`; nothing is emitted behind it until a label is placed. */
export function lowerCondition(l: Lowering, node: Expression, whenTrue: Label, whenFalse: Label): void {
  deeper(l, () => lowerConditionHere(l, node, whenTrue, whenFalse), () => l.builder.branch({ kind: 'unknown' }, whenTrue, whenFalse));
}

function lowerConditionHere(l: Lowering, node: Expression, whenTrue: Label, whenFalse: Label): void {
  const { builder } = l;
  const constant = constantTruth(node);
  if (constant !== undefined) return builder.jump(constant ? whenTrue : whenFalse);
  switch (node.type) {
    case 'LogicalExpression':
      return lowerLogicalCondition(l, node, whenTrue, whenFalse);
    case 'UnaryExpression':
      if (node.operator === '!') return lowerCondition(l, node.argument, whenFalse, whenTrue);
      break;
    case 'SequenceExpression': {
      const last = node.expressions.at(-1);
      for (const effect of node.expressions.slice(0, -1)) lowerExpression(l, effect);
      if (last !== undefined) return lowerCondition(l, last, whenTrue, whenFalse);
      break;
    }
    case 'ConditionalExpression': {
      const yes = builder.label();
      const no = builder.label();
      lowerCondition(l, node.test, yes, no);
      builder.place(yes);
      lowerCondition(l, node.consequent, whenTrue, whenFalse);
      builder.place(no);
      return lowerCondition(l, node.alternate, whenTrue, whenFalse);
    }
    case 'BinaryExpression':
      if (!isArithmetic(node)) return lowerComparisonCondition(l, node, whenTrue, whenFalse);
      break;
    case 'ChainExpression':
      return branchOn(l, [{ kind: 'truthy', of: lowerChain(l, node, whenFalse), site: node }], whenTrue, whenFalse);
    case 'CallExpression': {
      const subject = onlyArgument(node);
      if (subject !== undefined && isGlobalCall(l, node, 'Boolean')) return lowerCondition(l, subject, whenTrue, whenFalse);
      if (subject !== undefined && isGlobalCall(l, node, 'Array.isArray')) {
        return branchOn(l, [{ kind: 'matches', of: lowerExpression(l, subject), site: node }], whenTrue, whenFalse);
      }
      break;
    }
    default:
      break;
  }
  branchOn(l, [{ kind: 'truthy', of: lowerExpression(l, node), site: node }], whenTrue, whenFalse);
}

/** Gives a value to each way out of a condition. */
export function lowerTruth(l: Lowering, node: Expression, value: (truth: boolean) => Temp, result: Temp): void {
  const yes = l.builder.label();
  const no = l.builder.label();
  const end = l.builder.label();
  lowerCondition(l, node, yes, no);
  l.builder.place(yes);
  l.builder.emit({ kind: 'copy', to: result, from: value(true), operand: 'last' });
  l.builder.jump(end);
  l.builder.place(no);
  l.builder.emit({ kind: 'copy', to: result, from: value(false), operand: 'last' });
  l.builder.place(end);
}

/** Is this expression a test and nothing else: its value is a boolean? */
export function isTest(node: Expression): boolean {
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === '!';
    case 'BinaryExpression':
      return !isArithmetic(node);
    case 'LogicalExpression':
      return node.operator !== '??' && isTest(node.left) && isTest(node.right);
    default:
      return false;
  }
}

export interface Comparison {
  /** All must hold; usually one. */
  readonly tests: readonly [Test, ...Test[]];
  readonly negated: boolean;
}

/** Lowers the operands of a comparison and says what it tests. `whenFails`/`whenHolds`: where a `?.` that stops short goes. */
export function lowerComparison(l: Lowering, node: TSESTree.BinaryExpression, ways?: { holds: Label; fails: Label }): Comparison {
  const negated = node.operator === '!=' || node.operator === '!==';
  if (!EQUALITY.has(node.operator)) return { tests: [lowerOtherComparison(l, node, ways?.fails)], negated: false };
  const { right } = node;
  const left = node.left.type === 'PrivateIdentifier' ? right : node.left;
  const absentSubject = isAbsentLiteral(l, right) ? left : isAbsentLiteral(l, left) ? right : undefined;
  if (absentSubject !== undefined) {
    const isNull = isStrict(node) && (isNullLiteral(left) || isNullLiteral(right));
    // What a `?.` that stops short gives is undefined.
    const of = lowerSubject(l, absentSubject, isNull ? ways?.fails : ways?.holds);
    return { tests: [{ kind: isNull ? 'null' : 'absent', of, site: node }], negated };
  }
  const typeSubject = typeofSubject(left, right) ?? typeofSubject(right, left);
  if (typeSubject !== undefined) {
    const { subject, isUndefined } = typeSubject;
    const of = lowerSubject(l, subject, isUndefined ? ways?.holds : ways?.fails);
    return { tests: [{ kind: isUndefined ? 'absent' : 'matches', of, byType: true, site: node }], negated };
  }
  const first = lowerSubject(l, left, isSimple(right) ? ways?.fails : undefined);
  const second = lowerSubject(l, right, isSimple(left) ? ways?.fails : undefined);
  const tests = [
    ...(mayBeAbsent(left) ? [{ of: first, other: second }] : []),
    ...(mayBeAbsent(right) ? [{ of: second, other: first }] : []),
  ].map(({ of, other }): Test => ({ kind: 'matches', of, other: { temp: other, as: 'identity' }, site: node }));
  const [one, ...more] = tests;
  return { tests: one === undefined ? [{ kind: 'unknown' }] : [one, ...more], negated };
}

/** `undefined`, `null`, `void 0`. */
export function isAbsentLiteral(l: Lowering, node: Expression): boolean {
  if (node.type === 'Identifier') return node.name === 'undefined' && find(l, 'undefined') === undefined;
  return isNullLiteral(node) || (node.type === 'UnaryExpression' && node.operator === 'void' && node.argument.type === 'Literal');
}

function isNullLiteral(node: Expression): boolean {
  return node.type === 'Literal' && node.raw === 'null';
}

function isStrict({ operator }: TSESTree.BinaryExpression): boolean {
  return operator === '===' || operator === '!==';
}

/** The subject of `typeof x === 'undefined'` and `typeof x === 'object'`. */
export function typeofSubject(side: Expression, other: Expression): { subject: Expression; isUndefined: boolean } | undefined {
  if (side.type !== 'UnaryExpression' || side.operator !== 'typeof' || other.type !== 'Literal') return undefined;
  return { subject: side.argument, isUndefined: other.value === 'undefined' };
}

export function isGlobalCall(l: Lowering, node: TSESTree.CallExpression, name: string): boolean {
  const [root] = name.split('.');
  return root !== undefined && dottedName(node.callee) === name && find(l, root) === undefined;
}

const EQUALITY: ReadonlySet<string> = new Set(['==', '!=', '===', '!==']);

function constantTruth(node: Expression): boolean | undefined {
  if (node.type !== 'Literal' || 'regex' in node) return undefined;
  if ('bigint' in node) return node.bigint !== '0';
  return Boolean(node.value);
}

function onlyArgument(node: TSESTree.CallExpression): Expression | undefined {
  const [first] = node.arguments;
  return first !== undefined && node.arguments.length === 1 && first.type !== 'SpreadElement' ? first : undefined;
}

function branchOn(l: Lowering, tests: readonly [Test, ...Test[]], whenTrue: Label, whenFalse: Label): void {
  const [test, ...more] = tests;
  const [next, ...rest] = more;
  if (next === undefined) return l.builder.branch(test, whenTrue, whenFalse);
  const both = l.builder.label();
  l.builder.branch(test, both, whenFalse);
  l.builder.place(both);
  branchOn(l, [next, ...rest], whenTrue, whenFalse);
}

/** The operands of `a && b && c`, whatever its length. */
export function logicalOperands(node: TSESTree.LogicalExpression): readonly Expression[] {
  const operands: Expression[] = [];
  let current: Expression = node;
  while (current.type === 'LogicalExpression' && current.operator === node.operator) {
    operands.push(current.right);
    current = current.left;
  }
  operands.push(current);
  return operands.reverse();
}

function lowerLogicalCondition(l: Lowering, node: TSESTree.LogicalExpression, whenTrue: Label, whenFalse: Label): void {
  const operands = logicalOperands(node);
  operands.forEach((operand, i) => {
    if (i === operands.length - 1) return lowerCondition(l, operand, whenTrue, whenFalse);
    const next = l.builder.label();
    if (node.operator === '&&') lowerCondition(l, operand, next, whenFalse);
    else if (node.operator === '||') lowerCondition(l, operand, whenTrue, next);
    else {
      const value = lowerSubject(l, operand, next);
      branchAbsent(l, value, next, operand);
      branchOn(l, [{ kind: 'truthy', of: value, site: operand }], whenTrue, whenFalse);
    }
    l.builder.place(next);
  });
}

function lowerComparisonCondition(l: Lowering, node: TSESTree.BinaryExpression, whenTrue: Label, whenFalse: Label): void {
  const negated = node.operator === '!=' || node.operator === '!==';
  const holds = negated ? whenFalse : whenTrue;
  const fails = negated ? whenTrue : whenFalse;
  branchOn(l, lowerComparison(l, node, { holds, fails }).tests, holds, fails);
}

/** `instanceof`, `in`, `<`. */
function lowerOtherComparison(l: Lowering, node: TSESTree.BinaryExpression, fails: Label | undefined): Test {
  const isPlain = isSimple(node.right);
  const left = node.left.type === 'PrivateIdentifier' ? undefined : lowerSubject(l, node.left, isPlain ? fails : undefined);
  const right = lowerExpression(l, node.right);
  if (node.operator === 'in' || node.operator === 'instanceof') use(l, right, 'operate', node);
  if (left === undefined) return { kind: 'unknown' };
  if (node.operator === 'instanceof') return { kind: 'matches', of: left, ofClass: right, site: node };
  // `'size' in map` asks for a member by its name.
  if (node.operator !== 'in' || node.left.type === 'Literal') return { kind: 'unknown' };
  l.builder.emit({ kind: 'index', to: l.builder.temp(), of: right, key: left, site: node });
  return { kind: 'matches', of: left, within: right, byKey: true, site: node };
}

/** A tested value; a `?.` chain that stops short goes straight to `whenAbsent`. */
function lowerSubject(l: Lowering, node: Expression, whenAbsent: Label | undefined): Temp {
  return whenAbsent !== undefined && node.type === 'ChainExpression' ? lowerChain(l, node, whenAbsent) : lowerExpression(l, node);
}

/** May be left out on one way without losing an effect. */
function isSimple(node: Expression): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
      return true;
    case 'TemplateLiteral':
      return node.expressions.length === 0;
    case 'UnaryExpression':
      return node.operator !== 'delete' && isSimple(node.argument);
    case 'MemberExpression':
      return !node.computed && isSimple(node.object);
    default:
      return false;
  }
}

/** Worth a test: not a literal, not `this`, not something just made. */
function mayBeAbsent(node: Expression): boolean {
  switch (node.type) {
    case 'Literal':
    case 'TemplateLiteral':
    case 'ThisExpression':
    case 'UnaryExpression':
    case 'NewExpression':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'BinaryExpression':
      return false;
    default:
      return true;
  }
}
