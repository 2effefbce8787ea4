/** Watches tests of whether an object is gone that was made and let go in the same graph. */
import type { BlockEnd, Test } from './graph.ts';
import { HANDLE_OF, REFERENT_OF } from './state.ts';
import { isAnswer } from './step.ts';
import type { Step } from './step.ts';
import { onlyValue } from './value.ts';

export function tellDeathTest(step: Step, test: Test, { whenFalse }: Extract<BlockEnd, { kind: 'branch' }>): void {
  if (test.kind !== 'absent' || step.emit === undefined) return;
  const { state, values, environment } = step;
  for (const [value, presence] of state.temp(test.of)) {
    const { deref } = values.get(value);
    const handle = deref === undefined || !isAnswer(step, value) ? undefined : onlyValue(state.member(value, HANDLE_OF));
    const referent = handle === undefined || values.get(handle).source.kind !== 'made' ? undefined : onlyValue(state.member(handle, REFERENT_OF));
    const source = referent === undefined || state.isHeld(referent, () => true) ? undefined : values.get(referent).source;
    if (deref === undefined || handle === undefined || source?.kind !== 'made') continue;
    const isKept = environment.model.collector.mayCollectAfter === 'suspension' && state.isKept(handle);
    if (isKept || presence === 'maybe') step.emit({ kind: 'death-test', deref, referent: source.op, site: test.site, isKept, whenPresent: whenFalse });
  }
}
