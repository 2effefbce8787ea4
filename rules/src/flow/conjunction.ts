/** `ok = x is not None and y`: the value is true only where its last operand was reached, and so tells what was seen before. */
import type { Op, OpOf, Variable } from './graph.ts';
import { isHandle } from './shape.ts';
import type { Outcome } from './shape.ts';
import { seenWith } from './state.ts';
import { freshOutcome } from './step.ts';
import type { Step } from './step.ts';
import { ABSENT_SET, ABSENT_VALUE, onlyValue, single } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';

const TRUTH: Outcome = { test: 'truthy', negated: false };

/** What a conjunction or disjunction comes to on its last operand. A value that is more than a truth stays what it is. */
export function lastOperand(step: Step, op: OpOf<'copy'>): ValueSet {
  const values = step.state.temp(op.from);
  const answers = answersSeen(step);
  const seen = [...answers, ...parametersSeen(step)];
  if (seen.length === 0) return values;
  if ([...values.keys()].every((value) => isMadeHere(step, value))) {
    for (const value of values.keys()) noteSeen(step, value, seen);
    return values;
  }
  if (answers.length === 0 || ![...values.keys()].every((value) => isTruth(step, value))) return values;
  const made = freshOutcome(step, op, TRUTH, values);
  noteSeen(step, made, seen);
  return single(made);
}

/** `self.ref and self.ref()`, `x and ref(x)`: a handle is never false, and a parameter that is false is absent (`flow/policy.ts`). */
export function falseOperand({ state, values }: Step, op: OpOf<'copy'>): ValueSet {
  const held = state.temp(op.from);
  const only = onlyValue(held);
  if (only === undefined) return held;
  const { shape, source } = values.get(only);
  return isHandle(shape) || (source.kind === 'outer' && source.variable.kind === 'parameter') ? ABSENT_SET : held;
}

/** Without those that cannot come out so. */
export function possible({ values: table }: Step, values: ValueSet, outcome: boolean): ValueSet {
  if (values.size < 2) return values;
  const left = new Map([...values].filter(([value]) => truthOf(table.get(value)) !== !outcome));
  return left.size === values.size ? values : left;
}

/** Whether it counts as true, where that is known. */
export function truthOf({ id, source }: ReturnType<Step['values']['get']>): boolean | undefined {
  if (id === ABSENT_VALUE) return false;
  if (source.kind !== 'made') return undefined;
  const { op } = source;
  if (op.kind === 'typed') return op.decided;
  return op.kind === 'constant' && op.text !== undefined && op.type !== 'str' && op.type !== 'string' ? TRUTHS.get(op.text) : undefined;
}

const TRUTHS: ReadonlyMap<string, boolean> = new Map([['True', true], ['true', true], ['False', false], ['false', false]]);

function noteSeen({ state }: Step, value: ValueId, seen: readonly ValueSet[]): void {
  for (const [position, one] of seen.entries()) state.setMember(value, seenWith(position), one);
}

/** What handles gave and is there wherever the value is made. */
export function noteAnswersSeen(step: Step, value: ValueId): void {
  noteSeen(step, value, answersSeen(step));
}

/** What handles gave and is known to be there. */
function answersSeen({ state, values }: Step): ValueSet[] {
  return [...values.answers()].flatMap((answer) => {
    const holder = state.variableHolding(answer);
    return holder !== undefined && state.variable(holder)?.get(answer) === 'present' ? [single(answer)] : [];
  });
}

function parametersSeen(step: Step): ValueSet[] {
  return [...parametersThere(step).values()].map((value) => single(value));
}

/** The parameters that hold what they were given, which is surely there. */
export function parametersThere({ state, values }: Step): ReadonlyMap<Variable, ValueId> {
  return new Map([...values.parameters()].filter(([variable, value]) => isOnly(state.variable(variable), value)));
}

function isOnly(held: ValueSet | undefined, value: ValueId): boolean {
  return held?.size === 1 && held.get(value) === 'present';
}

/** By this block: whoever has it has come this way. */
function isMadeHere({ block, values }: Step, value: ValueId): boolean {
  const { source } = values.get(value);
  const ops: readonly Op[] = block.ops;
  return source.kind === 'made' && ops.includes(source.op);
}

function isTruth({ values }: Step, value: ValueId): boolean {
  const { shape, deref } = values.get(value);
  return deref === undefined && (shape.kind === 'unknown' || shape.kind === 'typed' || shape.kind === 'outcome');
}
