/** Questions of truth put to a referent whose presence nobody has looked at: an object may well count as false. */
import { elementsOf } from './collection.ts';
import type { Argument, Site, Temp, Test } from './graph.ts';
import type { Step } from './step.ts';
import { ABSENT_VALUE } from './value.ts';
import type { ValueSet } from './value.ts';

export function tellTruthTest(step: Step, test: Test): void {
  if (test.kind === 'truthy') tell(step, step.state.temp(test.of), test.of, test.site);
}

/** `filter(None, xs)`: the elements that count as true. */
export function tellSifting(step: Step, by: Argument, of: Argument): void {
  const sieve = step.state.temp(by.temp);
  if (sieve.size === 1 && sieve.has(ABSENT_VALUE)) tell(step, elementsOf(step, step.state.temp(of.temp)), of.temp, of.site);
}

function tell(step: Step, values: ValueSet, of: Temp, site: Site): void {
  const derefs = [...values].flatMap(([value, presence]) => (presence === 'present' ? [] : (step.values.get(value).deref ?? [])));
  if (derefs.length > 0) step.emit?.({ kind: 'truth-test', of, site, derefs });
}
