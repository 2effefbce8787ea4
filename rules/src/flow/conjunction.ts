/** `ok = x is not None and y`: the value is true only where its last operand was reached, and so tells what was seen before. */
import type { OpOf } from './graph.ts';
import type { Shape } from './shape.ts';
import { SEEN_WITH, SUBJECT_OF } from './state.ts';
import { fresh } from './step.ts';
import type { Step } from './step.ts';
import { ABSENT_SET, onlyValue, single } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';

const TRUTH: Shape = { kind: 'outcome', test: 'truthy', negated: false };

/** What a conjunction comes to on its last operand. A value that is more than a truth stays what it is. */
export function lastOperand(step: Step, op: OpOf<'copy'>): ValueSet {
  const { state } = step;
  const values = state.temp(op.from);
  const seen = seenHere(step);
  if (seen.size === 0 || ![...values.keys()].every((value) => isTruth(step, value))) return values;
  const made = fresh(step, op, TRUTH);
  state.setMember(made, SUBJECT_OF, values);
  state.setMember(made, SEEN_WITH, seen);
  return single(made);
}

/** `x and ref(x)`: a parameter that is false is absent (`flow/policy.ts`). */
export function falseOperand({ state, values }: Step, op: OpOf<'copy'>): ValueSet {
  const held = state.temp(op.from);
  const only = onlyValue(held);
  const source = only === undefined ? undefined : values.get(only).source;
  return source?.kind === 'outer' && source.variable.kind === 'parameter' ? ABSENT_SET : held;
}

/** Without those that cannot be true. */
export function maybeTrue({ values: table }: Step, values: ValueSet): ValueSet {
  if (values.size < 2) return values;
  const left = new Map([...values].filter(([value]) => !isFalse(table.get(value))));
  return left.size === values.size ? values : left;
}

/** What handles gave and is known to be there. */
function seenHere({ state, values }: Step): ValueSet {
  const seen = new Map<ValueId, 'present'>();
  for (const answer of values.answers()) {
    const holder = state.variableHolding(answer);
    if (holder !== undefined && state.variable(holder)?.get(answer) === 'present') seen.set(answer, 'present');
  }
  return seen;
}

function isTruth({ values }: Step, value: ValueId): boolean {
  const { shape, deref } = values.get(value);
  return deref === undefined && (shape.kind === 'unknown' || shape.kind === 'typed' || shape.kind === 'outcome');
}

function isFalse({ source }: ReturnType<Step['values']['get']>): boolean {
  if (source.kind !== 'made') return false;
  const { op } = source;
  return (op.kind === 'typed' && op.isFalse === true) || (op.kind === 'constant' && (op.text === 'False' || op.text === 'false') && op.type !== 'str' && op.type !== 'string');
}
