/** Statements that check like `assert` does: unittest's `assertIsNotNone(x)` and its kin raise where the check fails. */
import type { Label } from '../flow/builder.ts';
import type { Temp, Test } from '../flow/graph.ts';
import type { Call, Expression } from './ast.ts';
import { lowerCondition } from './condition.ts';
import { isNone, lowerExpression } from './lower-expression.ts';
import type { Lowering } from './lowering.ts';

type Check = (l: Lowering, call: Call, holds: Label, fails: Label) => void;

const CHECKS: Readonly<Record<string, Check>> = {
  assertTrue: (l, call, holds, fails) => condition(l, call, holds, fails),
  assertFalse: (l, call, holds, fails) => condition(l, call, fails, holds),
  assertIsNotNone: (l, call, holds, fails) => test(l, call, 'absent', fails, holds),
  assertIsNone: (l, call, holds, fails) => test(l, call, 'absent', holds, fails),
  assertIsInstance: (l, call, holds, fails) => test(l, call, 'matches', holds, fails),
  assertIn: (l, call, holds, fails) => test(l, call, 'matches', holds, fails),
  assertIs: comparison,
  assertEqual: comparison,
  assertIsNot: (l, call, holds, fails) => comparison(l, call, fails, holds),
  assertNotEqual: (l, call, holds, fails) => comparison(l, call, fails, holds),
};

/** `self.fail()`, `self.skipTest()`: never return. */
const FAILURES = new Set(['fail', 'skipTest']);

/** Lowers the statement `node` if it is such a check; false, with nothing emitted, if not. */
export function lowerAssertion(l: Lowering, node: Expression): boolean {
  if (node.type !== 'Call' || node.func.type !== 'Attribute' || node.func.value.type !== 'Name') return false;
  const name = node.func.attr;
  if (FAILURES.has(name) && node.func.value.id === 'self') {
    lowerExpression(l, node);
    l.builder.raise();
    l.builder.place(l.builder.label());
    return true;
  }
  const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
  if (check === undefined || node.args[0] === undefined || node.args.some((argument) => argument.type === 'Starred')) return false;
  const [holds, fails] = [l.builder.label(), l.builder.label()];
  check(l, node, holds, fails);
  l.builder.place(fails);
  l.builder.raise();
  l.builder.place(holds);
  return true;
}

function condition(l: Lowering, call: Call, whenTrue: Label, whenFalse: Label): void {
  const [first, ...rest] = call.args;
  lowerExpression(l, call.func);
  for (const argument of rest) lowerExpression(l, argument);
  if (first !== undefined) lowerCondition(l, first, whenTrue, whenFalse);
}

function test(l: Lowering, call: Call, kind: 'absent' | 'matches', whenTrue: Label, whenFalse: Label): void {
  const of = lowerArguments(l, call)[0];
  if (of !== undefined) l.builder.branch({ kind, of, site: call }, whenTrue, whenFalse);
}

function comparison(l: Lowering, call: Call, whenTrue: Label, whenFalse: Label): void {
  const [left, right] = lowerArguments(l, call);
  const [leftNode, rightNode] = call.args;
  l.builder.branch(comparisonTest(call, left, leftNode, right, rightNode), whenTrue, whenFalse);
}

function comparisonTest(
  site: Call,
  left: Temp | undefined,
  leftNode: Expression | undefined,
  right: Temp | undefined,
  rightNode: Expression | undefined,
): Test {
  if (left === undefined || right === undefined || leftNode === undefined || rightNode === undefined) return { kind: 'unknown' };
  if (isNone(rightNode)) return { kind: 'absent', of: left, site };
  if (isNone(leftNode)) return { kind: 'absent', of: right, site };
  return { kind: 'matches', of: leftNode.type === 'Call' || rightNode.type !== 'Call' ? left : right, site };
}

/** The check itself is the call: what it looks at is not handed to anybody. */
function lowerArguments(l: Lowering, call: Call): readonly Temp[] {
  lowerExpression(l, call.func);
  const args = call.args.map((argument) => lowerExpression(l, argument));
  for (const { value } of call.keywords) lowerExpression(l, value);
  return args;
}
