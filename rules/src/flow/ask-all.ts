/** Questions to all elements of a collection: `any(x is None for x in xs)`, `xs.every((x) => x !== undefined)`, `xs.includes(undefined)`. */
import { closureIn, elementsOf, knownElements } from './collection.ts';
import type { OpOf } from './graph.ts';
import { positional } from './positional.ts';
import type { Outcome } from './shape.ts';
import { OUT_OF, SUBJECT_OF, joinSets } from './state.ts';
import { freshOutcome, shapeOfSet } from './step.ts';
import type { Step } from './step.ts';
import { ABSENT_VALUE, onlyValue, single } from './value.ts';
import type { ValueSet } from './value.ts';

type Quantifier = 'some' | 'every';

/** Of a function that gets what was found of each element, or the elements: `any`. */
export function askAllByFunction(step: Step, op: OpOf<'call'>, name: string): boolean {
  const quantifier = step.environment.model.collections.quantifiers.get(name);
  const given = quantifier === undefined ? undefined : positional(op, 0);
  if (quantifier === undefined || given === undefined || op.arguments.length !== 1) return false;
  const collections = step.state.temp(given.temp);
  const found = elementsOf(step, collections);
  const [outcome] = [...found.keys()].map((value) => step.values.get(value).shape);
  if (outcome?.kind !== 'outcome') return conclude(step, op, quantifier, { test: 'truthy', negated: false }, knownElements(step, collections));
  return conclude(step, op, quantifier, outcome, behind(step, found, outcome));
}

/** Of a method that calls a function with each element, or looks for something among them. */
export function askAllByMethod(step: Step, op: OpOf<'call'>, collections: ValueSet, method: string): boolean {
  const { quantifiers, searches, judge } = step.environment.model.collections;
  const given = positional(op, 0);
  if (given === undefined) return false;
  const elements = knownElements(step, collections);
  const quantifier = quantifiers.get(method);
  if (quantifier === undefined) {
    const isForAbsent = searches.has(method) && onlyValue(step.state.temp(given.temp)) === ABSENT_VALUE;
    return isForAbsent && conclude(step, op, 'some', { test: 'absent', negated: false }, elements);
  }
  const visitor = shapeOfSet(step, step.state.temp(given.temp));
  if (visitor.kind === 'named' && visitor.name === judge) return conclude(step, op, quantifier, { test: 'truthy', negated: false }, elements);
  const closure = closureIn(step, given.temp);
  const outcome = closure === undefined ? undefined : step.environment.summary(closure)?.outcome;
  const isOfElement = outcome?.of.kind === 'parameter' && outcome.of.variable === closure?.graph.parameters[0]?.variable;
  return isOfElement && conclude(step, op, quantifier, outcome, elements);
}

/** The collection whose elements these are the outcomes for, one after the other. */
function behind(step: Step, outcomes: ValueSet, { test, negated }: Outcome): ValueSet | undefined {
  let elements: ValueSet | undefined;
  for (const value of outcomes.keys()) {
    const { shape } = step.values.get(value);
    if (shape.kind !== 'outcome' || shape.test !== test || shape.negated !== negated) return undefined;
    for (const subject of step.state.member(value, SUBJECT_OF)?.keys() ?? []) {
      const whole = step.state.member(subject, OUT_OF);
      const known = whole && knownElements(step, whole);
      if (known === undefined) return undefined;
      elements = joinSets(elements, known);
    }
  }
  return elements;
}

/** A result that shows that all are there, where it can. */
function conclude(step: Step, op: OpOf<'call'>, quantifier: Quantifier, outcome: Outcome, elements: ValueSet | undefined): boolean {
  if (elements === undefined || outcome.test === 'null') return false;
  const isOfPresence = (outcome.test === 'absent') === outcome.negated;
  if (isOfPresence !== (quantifier === 'every')) return false;
  step.state.setTemp(op.to, single(freshOutcome(step, op, { test: 'matches', negated: quantifier === 'some' }, elements)));
  return true;
}
