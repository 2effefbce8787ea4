/** What a test proves on each of its ways out. */
import { knownElements } from './collection.ts';
import { isOwnedForLong } from './deref.ts';
import { believeFinalizer } from './finalizer.ts';
import { noteExistence } from './global-test.ts';
import type { Temp, Test } from './graph.ts';
import type { Presence } from './presence.ts';
import { ABSENT_VALUE, ANYTHING, ANYTHING_SET, onlyValue, single } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';
import { FOUND_FALSE, HANDLE_OF, hasMember, keptBy, REFERENT_OF, seenWith, shownBy, SUBJECT_OF } from './state.ts';
import type { State } from './state.ts';
import { possible } from './conjunction.ts';
import { instanceOf } from './shape.ts';
import { isAnswer, keepHandle, narrowSet, shapeOfSet } from './step.ts';
import type { Step } from './step.ts';
import type { ResultTest } from './summary.ts';
import { typedBy } from './type-call.ts';
import { noteMembership } from './weak-container.ts';

/** A copy of the state for one way out of the test; undefined where the test cannot come out so. */
export function assumed(step: Step, test: Test, outcome: boolean): State | undefined {
  const state = step.state.copy();
  return assume({ ...step, state }, test, outcome) ? state : undefined;
}

function assume(step: Step, test: Test, outcome: boolean): boolean {
  noteExistence(step, test, outcome);
  switch (test.kind) {
    case 'unknown':
      return true;
    case 'absent':
      return narrowValues(step, step.state.temp(test.of), !outcome);
    case 'null':
      return narrowNull(step, step.state.temp(test.of), outcome);
    case 'matches':
      if (!outcome) {
        if (test.other !== undefined) tellApart(step, step.state.temp(test.of), step.state.temp(test.other.temp));
        narrowElements(step, test);
        return true;
      }
      noteMembership(step, test);
      noteIdentity(step, test);
      noteMember(step, test);
      narrowTyped(step, test.of);
      narrowByClass(step, test);
      return narrowValues(step, step.state.temp(test.of), true);
    case 'truthy':
      return assumeTruthy(step, step.state.temp(test.of), outcome);
  }
}

function assumeTruthy(step: Step, all: ValueSet, outcome: boolean): boolean {
  const values = possible(step, all, outcome);
  // Held together they are left together.
  if (values !== all && values.size > 0) step.state.replaceSet(all, () => values);
  const value = onlyValue(values);
  const shape = value === undefined ? undefined : step.values.get(value).shape;
  // `o || o !== undefined`: whichever it was, the handle has answered.
  if (outcome && values.size > 1) keepHandle(step, new Map([...values].flatMap(([one, presence]) => [...presentIfTrue(step, one, presence)])));
  if (value !== undefined) narrowByTruth(step, value, outcome);
  if (value === undefined || shape?.kind !== 'outcome') {
    if (outcome || step.environment.model.objectsAreTrue) return narrowValues(step, values, outcome);
    for (const one of values.keys()) if (step.values.get(one).deref !== undefined) step.state.setMember(one, FOUND_FALSE, ANYTHING_SET);
    return true;
  }
  const subject = step.state.member(value, SUBJECT_OF);
  return subject === undefined ? true : assumeOutcome(step, shape.test, subject, outcome !== shape.negated);
}

/** What whoever has the value has seen, and what a function's result tells of its arguments. */
function narrowByTruth(step: Step, value: ValueId, outcome: boolean): void {
  narrowSeen(step, value, seenWith);
  narrowSeen(step, value, (position) => shownBy(outcome, position));
  if (step.state.isKept(value)) for (const handle of step.state.member(value, keptBy(outcome))?.keys() ?? []) step.state.keep(handle);
}

/** `if x is not y`: where `x` may be one of several, it is not the one that `y` must be. */
function tellApart(step: Step, one: ValueSet, two: ValueSet): void {
  for (const [several, other] of [[one, two], [two, one]] as const) {
    const value = onlyValue(other);
    // What earlier turns of a loop made is many.
    if (value === undefined || several.size < 2 || !several.has(value) || step.values.get(value).source.kind === 'earlier') continue;
    step.state.replaceSet(several, () => new Map([...several].filter(([held]) => held !== value)));
  }
}

/** `x is ref()`: the handle points to `x`, and whoever keeps that keeps the referent. */
function noteIdentity(step: Step, { of, other }: Exclude<Test, { kind: 'unknown' }>): void {
  if (other?.as !== 'identity') return;
  const [one, two] = [onlyValue(step.state.temp(of)), onlyValue(step.state.temp(other.temp))];
  if (one === undefined || two === undefined || isAnswer(step, one) === isAnswer(step, two)) return;
  const [answer, object] = isAnswer(step, one) ? [one, two] : [two, one];
  const handle = onlyValue(step.state.member(answer, HANDLE_OF));
  if (handle !== undefined && handle !== ANYTHING && !isOwnedForLong(step, handle)) step.state.setMember(handle, REFERENT_OF, single(object));
}

/** Where paths meet, what one of them has made there is what the other has found ("what is found is what is made", `flow/policy.ts`). */
function noteMember(step: Step, { of, member, site }: Exclude<Test, { kind: 'unknown' }>): void {
  const value = onlyValue(step.state.temp(of));
  if (member !== undefined && value !== undefined && value !== ANYTHING) step.state.note(value, hasMember(member), site);
}

/** What is noted with the value as there. */
export function narrowSeen(step: Step, value: ValueId, nameAt: (position: number) => string): void {
  for (let position = 0, seen = step.state.member(value, nameAt(0)); seen !== undefined; seen = step.state.member(value, nameAt(++position))) narrowValues(step, seen, true);
}

/** `type(x) is C`: what has a class that somebody compares with is there. */
function narrowTyped(step: Step, of: Temp): void {
  const typed = typedBy(step, of);
  if (typed !== undefined) narrowValues(step, step.state.temp(typed), true);
}

/** `None in xs` has come out false: all are there. */
function narrowElements(step: Step, { of, within, byKey }: Exclude<Test, { kind: 'unknown' }>): void {
  const sought = within === undefined || byKey === true ? undefined : onlyValue(step.state.temp(of));
  const elements = within === undefined || sought !== ABSENT_VALUE ? undefined : knownElements(step, step.state.temp(within));
  if (elements !== undefined) narrowValues(step, elements, true);
}

/** `isinstance(x, weakref.ref)`, `x instanceof WeakRef`: behind the test it is a handle, whatever it may be elsewhere. */
function narrowByClass(step: Step, { of, ofClass, site }: Exclude<Test, { kind: 'unknown' }>): void {
  const { state, values, environment } = step;
  const tested = ofClass === undefined ? undefined : onlyValue(state.temp(of));
  if (ofClass === undefined || tested === undefined || tested === ANYTHING || values.get(tested).shape.kind !== 'unknown') return;
  const shape = shapeOfSet(step, state.temp(ofClass));
  const api = shape.kind === 'named' ? environment.model.api(shape.name) : undefined;
  if (shape.kind !== 'named' || api?.role !== 'handle') return;
  const found = values.found(tested, instanceOf(api, shape.name, site, { isDeclared: true, isFound: true }));
  if (step.isInLoop) state.age(found, values.earlier(found));
  const { source } = values.get(tested);
  state.replaceSet(state.temp(of), () => single(found));
  if (source.kind === 'member') state.setMember(source.of, source.name, single(found));
  else if (source.kind === 'outer') state.setVariable(source.variable, single(found));
}

/** What is there if the value counts as true. */
function presentIfTrue(step: Step, value: ValueId, presence: Presence): ValueSet {
  const { shape } = step.values.get(value);
  if (shape.kind !== 'outcome') return presence === 'absent' ? new Map() : single(value);
  return (shape.test === 'absent') === shape.negated ? (step.state.member(value, SUBJECT_OF) ?? ANYTHING_SET) : ANYTHING_SET;
}

function assumeOutcome(step: Step, kind: ResultTest<unknown>['test'], subject: ValueSet, outcome: boolean): boolean {
  if (kind === 'absent') return narrowValues(step, subject, !outcome);
  if (kind === 'null') return narrowNull(step, subject, outcome);
  if (kind === 'truthy') return assumeTruthy(step, subject, outcome);
  return outcome ? narrowValues(step, subject, true) : true;
}

/** What a handle gave is never null: the test says nothing of it. */
function narrowNull(step: Step, values: ValueSet, outcome: boolean): boolean {
  const others = new Map([...values].filter(([value]) => !isAnswer(step, value)));
  if (others.size === values.size) return narrowValues(step, values, !outcome);
  narrowValues(step, others, !outcome);
  return true;
}

/** False where none of the values can be so. */
export function narrowValues(step: Step, values: ValueSet, isPresent: boolean): boolean {
  const isPossible = values.size === 0 || [...values].some(([value, presence]) => mayBe(step, value, presence, isPresent));
  narrowSet(step, values, isPresent);
  if (isPresent) believeFinalizer(step, values);
  return isPossible;
}

function mayBe(step: Step, value: ValueId, presence: Presence, isPresent: boolean): boolean {
  if (value === ABSENT_VALUE) return !isPresent;
  return step.values.get(value).deref === undefined || presence === 'maybe' || (presence === 'present') === isPresent;
}
