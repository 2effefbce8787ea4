/** Does a value keep another one alive? Only what is visible: the value itself, bound methods, closures, displays, partials. */
import type { Retention } from './event.ts';
import { ANYTHING } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';
import { CALLBACK_OF, CALLED_OF, PARTS_OF } from './state.ts';
import { readVariable, shapeOf } from './step.ts';
import type { Step } from './step.ts';

const MAX_DEPTH = 6;

/** `as`: a member of the target that is called back must be a method; one that is only passed may be any value. */
export function retention(step: Step, values: ValueSet, target: ValueSet, as: 'callback' | 'argument', depth = 0): Retention | undefined {
  if (depth > MAX_DEPTH) return undefined;
  for (const [value] of values) {
    const found = retentionOf(step, value, target, as, depth);
    if (found !== undefined) return found;
  }
  return undefined;
}

function retentionOf(step: Step, value: ValueId, target: ValueSet, as: 'callback' | 'argument', depth: number): Retention | undefined {
  if (value === ANYTHING) return undefined;
  if (isTarget(value, target)) return 'itself';
  const { source } = step.values.get(value);
  if (source.kind === 'member') {
    return isTarget(source.of, target) && isBoundMethod(step, value, source.of, as) ? 'method' : undefined;
  }
  if (source.kind !== 'made') return undefined;
  if (source.op.kind === 'closure') {
    for (const captured of source.op.closure.captures.values()) {
      if (reaches(step, readVariable(step, captured), target, depth)) return 'closure';
    }
  }
  const called = step.state.member(value, CALLED_OF);
  // `partial(self.close)`, `this.close.bind(this)`: still a method.
  if (called !== undefined && retention(step, called, target, as, depth + 1) === 'method') return 'method';
  const parts = step.state.member(value, PARTS_OF);
  const inParts = parts === undefined ? undefined : retention(step, parts, target, 'argument', depth + 1);
  if (inParts !== undefined) {
    return shapeOf(step, value).kind === 'closure' ? 'closure' : 'inside';
  }
  const callback = step.state.member(value, CALLBACK_OF);
  return callback !== undefined && reaches(step, callback, target, depth) ? 'inside' : undefined;
}

function reaches(step: Step, values: ValueSet, target: ValueSet, depth: number): boolean {
  return retention(step, values, target, 'argument', depth + 1) !== undefined;
}

function isTarget(value: ValueId, target: ValueSet): boolean {
  return target.size === 1 && target.has(value) && value !== ANYTHING;
}

function isBoundMethod(step: Step, member: ValueId, holder: ValueId, as: 'callback' | 'argument'): boolean {
  const shape = shapeOf(step, member);
  if (shape.kind === 'closure') return shape.method === 'instance';
  if (shape.kind !== 'unknown' || as === 'argument') return false;
  // Of an object whose class is not in sight, what is called back is a method; of one whose class is, it would have been found.
  return shapeOf(step, holder).kind === 'unknown';
}
