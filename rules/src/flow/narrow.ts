/** What a test proves on each of its ways out. */
import type { Test } from './graph.ts';
import { ABSENT_VALUE } from './value.ts';
import type { ValueSet } from './value.ts';
import { State } from './state.ts';
import { derefOf, prove, SUBJECT_OF } from './step.ts';
import type { Step } from './step.ts';

/** A copy of the state for one way out of the test; undefined where the test cannot come out so. */
export function assumed(step: Step, test: Test, outcome: boolean): State | undefined {
  const state = new State(step.state);
  return assume({ ...step, state }, test, outcome) ? state : undefined;
}

function assume(step: Step, test: Test, outcome: boolean): boolean {
  switch (test.kind) {
    case 'unknown':
      return true;
    case 'absent':
      return narrowTemp(step, step.state.temp(test.of), !outcome);
    case 'matches':
      return outcome ? narrowTemp(step, step.state.temp(test.of), true) : true;
    case 'truthy':
      return assumeTruthy(step, step.state.temp(test.of), outcome);
  }
}

function assumeTruthy(step: Step, values: ValueSet, outcome: boolean): boolean {
  for (const [value] of values) {
    const { source } = step.values.get(value);
    if (values.size !== 1 || source.kind !== 'made' || source.op.kind !== 'outcome') continue;
    const subject = step.state.member(value, SUBJECT_OF);
    const { test, negated } = source.op;
    return subject === undefined || test.kind === 'unknown' ? true : assumeOutcome(step, test.kind, subject, outcome !== negated);
  }
  return outcome ? narrowTemp(step, values, true) : true;
}

function assumeOutcome(step: Step, kind: 'absent' | 'truthy' | 'matches', subject: ValueSet, outcome: boolean): boolean {
  if (kind === 'absent') return narrowTemp(step, subject, !outcome);
  return outcome ? narrowTemp(step, subject, true) : true;
}

function narrowTemp(step: Step, values: ValueSet, isPresent: boolean): boolean {
  let isPossible = values.size === 0;
  for (const [value, presence] of values) {
    if (value === ABSENT_VALUE) {
      isPossible ||= !isPresent;
    } else if (derefOf(step.values, value) === undefined) {
      isPossible = true;
    } else {
      isPossible ||= presence === 'maybe' || (presence === 'present') === isPresent;
      step.state.narrow(value, isPresent);
      // What was known to be alive anyway has not been checked by looking again.
      if (isPresent && presence === 'maybe' && values.size === 1) prove(step, value);
    }
  }
  return isPossible;
}
