/** Tests of names that the environment may not have: naming one raises, unless its type was asked first. */
import type { Test } from './graph.ts';
import { shapeOf } from './step.ts';
import type { Step } from './step.ts';
import { onlyValue } from './value.ts';

export function tellGlobalTest(step: Step, test: Test): void {
  if (step.emit === undefined || (test.kind !== 'truthy' && test.kind !== 'absent') || test.byType === true) return;
  const value = onlyValue(step.state.temp(test.of));
  const shape = value === undefined ? undefined : shapeOf(step, value);
  // A handler around, or a look at the type before, is how one should ask.
  if (value === undefined || shape?.kind !== 'named' || step.block.catches.length > 0 || step.state.isKept(value)) return;
  step.emit({ kind: 'global-test', of: test.of, name: shape.name, site: test.site });
}

/** `typeof x !== "undefined"`: the name exists, as long as nothing else runs in between. */
export function noteExistence(step: Step, test: Test, outcome: boolean): void {
  if (test.kind === 'unknown' || test.byType !== true || outcome !== (test.kind === 'matches')) return;
  for (const value of step.state.temp(test.of).keys()) if (shapeOf(step, value).kind === 'named') step.state.keep(value);
}
