/** Functions that are to run when an object is gone: what is passed for them, where it can be told that it does not fit. */
import type { Closure, OpOf, Site } from './graph.ts';
import type { Api } from './language-model.ts';
import { isHandle } from './shape.ts';
import type { Shape } from './shape.ts';
import { shapeOf } from './step.ts';
import type { Step } from './step.ts';
import { ABSENT_VALUE, ANYTHING, onlyValue } from './value.ts';
import type { ValueId } from './value.ts';

type Call = OpOf<'call'>;

export interface CallbackEvent {
  readonly kind: 'callback';
  /** The call that makes the handle, the finalizer or the registry. */
  readonly op: Call;
  /** The qualified name of what is called. */
  readonly api: string;
  readonly role: CallbackRole;
  /** `refused`: by a name that the call does not take. `missing`: it cannot do without. */
  readonly passed: { readonly site: Site; readonly as: Passed } | { readonly site: Site; readonly as: 'refused' | 'missing' } | undefined;
  /** How many arguments the callback is going to be given; undefined where that is not written out. */
  readonly given: number | undefined;
}

type CallbackRole = 'handle' | 'proxy' | 'finalizer' | 'registry';

export type Passed =
  /** `isBound`: its first parameter is taken. `member`: the name it is read by. */
  | { readonly kind: 'function'; readonly closure: Closure; readonly isBound: boolean; readonly member: string | undefined }
  /** What a call of a function of the file gave back: nothing, or something to wait for. */
  | { readonly kind: 'result'; readonly call: Call; readonly member: string | undefined }
  | { readonly kind: 'typed'; readonly type: string }
  | { readonly kind: 'handle' | 'absent' | 'unknown' };

export function tellCallback(step: Step, op: Call, api: Api, name: string): void {
  if (step.emit === undefined || op.arguments.some(({ spread }) => spread !== 'none')) return;
  if (api.role !== 'handle' && api.role !== 'proxy' && api.role !== 'finalizer' && api.role !== 'registry') return;
  const position = api.role === 'finalizer' ? 1 : api.role === 'registry' ? 0 : api.callback;
  if (position === undefined) return;
  step.emit({ kind: 'callback', op, api: name, role: api.role, passed: passedTo(step, op, api, position), given: givenTo(op, api) });
}

function passedTo(step: Step, op: Call, api: Api, position: number): CallbackEvent['passed'] {
  const named = op.arguments.find((argument) => argument.name !== undefined);
  const refusesNames = (api.role === 'handle' || api.role === 'proxy') && api.refusesNames;
  if (named !== undefined && refusesNames) return { site: named.site, as: 'refused' };
  const argument = op.arguments[position];
  if (argument === undefined) {
    const isNeeded = api.role === 'finalizer' || api.role === 'registry';
    return isNeeded && op.arguments.length === position ? { site: op.site, as: 'missing' } : undefined;
  }
  if (argument.name !== undefined) return undefined;
  const value = onlyValue(step.state.temp(argument.temp));
  return { site: argument.site, as: value === undefined ? { kind: 'unknown' } : passedAs(step, value) };
}

function givenTo(op: Call, api: Api): number | undefined {
  if (api.role !== 'finalizer') return api.role === 'registry' ? undefined : 1;
  return op.arguments.some(({ name }) => name !== undefined) ? undefined : op.arguments.length - 2;
}

function passedAs(step: Step, value: ValueId): Passed {
  if (value === ABSENT_VALUE) return { kind: 'absent' };
  const { source, shape } = step.values.get(value);
  if (isHandle(shape)) return { kind: 'handle' };
  switch (shape.kind) {
    case 'closure':
      if (source.kind === 'made' && source.op.kind === 'call') return resultOf(step, source.op) ?? { kind: 'unknown' };
      return { kind: 'function', closure: shape.closure, isBound: source.kind === 'member' && isBound(step, shape, source.of), member: source.kind === 'member' ? source.name : undefined };
    case 'typed':
      return { kind: 'typed', type: shape.type };
    case 'unknown':
      return (source.kind === 'made' && source.op.kind === 'call' ? resultOf(step, source.op) : undefined) ?? { kind: 'unknown' };
    default:
      return { kind: 'unknown' };
  }
}

function isBound(step: Step, shape: Extract<Shape, { kind: 'closure' }>, holder: ValueId): boolean {
  return shape.method === 'class' || (shape.method === 'instance' && shapeOf(step, holder).kind !== 'class');
}

/** A function of the file was called: its result is a function, or nothing that could be called, since the function itself should have been passed. */
function resultOf(step: Step, call: Call): Passed | undefined {
  const callee = onlyValue(step.state.temp(call.callee));
  if (callee === undefined || callee === ANYTHING) return undefined;
  const { shape, source } = step.values.get(callee);
  if (shape.kind !== 'closure') return undefined;
  const { isAsync, isGenerator } = shape.closure.graph;
  const summary = isAsync ? undefined : step.environment.summary(shape.closure);
  const made = summary?.returns === true && shape.method === undefined ? summary.result : undefined;
  if (made?.kind === 'closure' && made.method === undefined) return { kind: 'function', closure: made.closure, isBound: false, member: undefined };
  const isNothing = summary?.returns === true && summary.result.kind === 'absent';
  return isNothing || isAsync || isGenerator ? { kind: 'result', call, member: source.kind === 'member' ? source.name : undefined } : undefined;
}
