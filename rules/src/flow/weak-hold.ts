/** What is put under weak care, where it is of a kind that is made anew: whether somebody else keeps it is for the facts to see. */
import type { Held, WeakHoldEvent } from './event.ts';
import { isCaught, shapeOf } from './step.ts';
import type { Step } from './step.ts';
import { BINDS, GIVEN_BY_FUNCTION, MADE_BY_CLASS, PARTS_OF } from './state.ts';
import { onlyValue } from './value.ts';
import type { ValueId } from './value.ts';

export function tellHold(step: Step, about: Omit<WeakHoldEvent, 'kind' | 'held' | 'isCaught' | 'through'> & Partial<Pick<WeakHoldEvent, 'through'>>): void {
  if (step.emit === undefined) return;
  const value = onlyValue(step.state.temp(about.target));
  const held = value === undefined ? undefined : (heldAs(step, value) ?? givenAs(step, value));
  if (held !== undefined) step.emit({ kind: 'weak-hold', held, isCaught: isCaught(step, 'operate'), through: undefined, ...about });
}

function heldAs(step: Step, value: ValueId): Held | undefined {
  const { source, shape } = step.values.get(value);
  const op = source.kind === 'made' && step.state.member(value, GIVEN_BY_FUNCTION) === undefined ? source.op : undefined;
  switch (shape.kind) {
    case 'closure':
      if (source.kind === 'member') return memberFunction(step, source, shape.method);
      return { kind: 'function', isNew: op?.kind === 'closure', method: undefined };
    case 'class':
      return { kind: 'class' };
    case 'object':
      return step.state.member(value, MADE_BY_CLASS) !== undefined && !shape.orDerived ? { kind: 'object', class: shape.class } : undefined;
    case 'typed':
      if (op?.kind === 'display') return { kind: 'built-in', type: shape.type, isEmpty: op.parts.length === 0 };
      return op?.kind === 'call' ? { kind: 'built-in', type: shape.type, isEmpty: op.arguments.length === 0 } : undefined;
    case 'instance':
      return op?.kind === 'call' ? { kind: 'weak' } : undefined;
    case 'unknown':
      if (op?.kind !== 'call' || step.state.member(value, PARTS_OF) === undefined) return undefined;
      return { kind: step.environment.model.bindMember === undefined && step.state.member(value, BINDS) === undefined ? 'partial' : 'bound' };
    case 'absent':
    case 'named':
    case 'property':
    case 'outcome':
      return undefined;
  }
}

function givenAs(step: Step, value: ValueId): Held | undefined {
  const { source } = step.values.get(value);
  return source.kind === 'outer' && source.variable.kind === 'parameter' ? { kind: 'parameter', variable: source.variable } : undefined;
}

/** `object.method` is made anew each time where the language binds it; `Class.method` and static methods are functions that the class keeps. */
function memberFunction(step: Step, { of, name }: { readonly of: ValueId; readonly name: string }, method: 'instance' | 'class' | 'static' | undefined): Held {
  const isBound = method === 'class' || (method === 'instance' && shapeOf(step, of).kind !== 'class');
  if (!isBound || !step.environment.model.bindsMethods) return { kind: 'function', isNew: false, method: name };
  return { kind: 'method', name, owner: heldAs(step, of) };
}
