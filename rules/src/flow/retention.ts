/** Does a value keep another one alive? Only what is visible: the value itself, bound methods, closures, displays, partials, coroutines. */
import type { Retention } from './event.ts';
import type { MemberPlace } from './place.ts';
import { ANYTHING, onlyValue } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';
import { CALLBACK_OF, CALLED_OF, FRAME_OF, ITSELF, PARTS_OF, REFERENT_OF } from './state.ts';
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
  if (source.kind === 'member') return retentionByMember(step, value, source, target, as);
  if (source.kind !== 'made') return undefined;
  if (source.op.kind === 'closure') {
    for (const captured of source.op.closure.captures.values()) {
      if (reaches(step, readVariable(step, captured), target, depth)) return 'closure';
    }
  }
  const parts = step.state.member(value, PARTS_OF);
  const inParts = parts === undefined ? undefined : retention(step, parts, target, 'argument', depth + 1);
  // `partial(self.close)`, `this.close.bind(this)`: still a method.
  const called = step.state.member(value, CALLED_OF);
  if (called !== undefined && isMethodOf(step, called, target) && (inParts !== undefined || step.environment.model.bindsMethods)) return 'method';
  if (inParts !== undefined) return shapeOf(step, value).kind === 'closure' ? 'closure' : 'inside';
  const isKept = [CALLBACK_OF, FRAME_OF].some((name) => reaches(step, step.state.member(value, name) ?? new Map(), target, depth));
  return isKept ? 'inside' : undefined;
}

function reaches(step: Step, values: ValueSet, target: ValueSet, depth: number): boolean {
  return retention(step, values, target, 'argument', depth + 1) !== undefined;
}

function isTarget(value: ValueId, target: ValueSet): boolean {
  return target.size === 1 && target.has(value) && value !== ANYTHING;
}

function retentionByMember(step: Step, value: ValueId, { of, name }: MemberPlace, target: ValueSet, as: 'callback' | 'argument'): Retention | undefined {
  const object = objectBehind(step, of);
  if (!isTarget(object, target)) return undefined;
  if (step.environment.model.bindsMethods && isMethod(step, value, as)) return 'method';
  const shape = shapeOf(step, object);
  return shape.kind === 'object' && step.environment.isOwnFunction(shape.class, name) ? 'closure' : undefined;
}

/** `weakref.proxy(self).close` and `super().close` are methods of the object itself. */
function objectBehind(step: Step, of: ValueId): ValueId {
  const shape = shapeOf(step, of);
  const behind = shape.kind === 'instance' && shape.api.role === 'proxy' ? step.state.member(of, REFERENT_OF) : step.state.member(of, ITSELF);
  return onlyValue(behind) ?? of;
}

/** Read of the target, bound to it or not. */
function isMethodOf(step: Step, called: ValueSet, target: ValueSet): boolean {
  return [...called.keys()].some((value) => {
    const { source } = step.values.get(value);
    return source.kind === 'member' && isTarget(objectBehind(step, source.of), target) && isMethod(step, value, 'callback');
  });
}

function isMethod(step: Step, member: ValueId, as: 'callback' | 'argument'): boolean {
  const { source } = step.values.get(member);
  if (source.kind !== 'member') return false;
  const object = objectBehind(step, source.of);
  const shape = object === source.of ? shapeOf(step, member) : step.environment.member(shapeOf(step, object), source.name);
  if (shape.kind === 'closure') return shape.method === 'instance';
  if (shape.kind !== 'unknown' || as === 'argument') return false;
  // Of an object whose class is not in sight, what is called back is a method; of one whose class is, it would have been found.
  return shapeOf(step, object).kind === 'unknown';
}
