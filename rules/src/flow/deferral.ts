/** Functions that are handed on with what they are going to be called with: `loop.call_soon(tick, ref)`, `tick.bind(null, ref)`. */
import { bindingsOf, tellArguments } from './function.ts';
import type { Argument, OpOf } from './graph.ts';
import type { Deferral } from './language-model.ts';
import { positional } from './positional.ts';
import { shapeOf } from './step.ts';
import type { Step } from './step.ts';
import { onlyValue } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';

type Call = OpOf<'call'>;

/** Tells what the parameters will get. Whoever calls keeps nothing until then, and handles no error of it. */
export function tellDeferral(step: Step, op: Call, callee: ValueSet, name: string | undefined): void {
  if (step.emit === undefined || op.arguments.length === 0) return;
  const deferral = deferralOf(step, callee, name);
  const called = deferral && calledBy(step, op, callee, deferral);
  if (deferral === undefined || called === undefined) return;
  const shape = shapeOf(step, called);
  if (shape.kind === 'closure') tellArguments(step, bindingsOf(step, passedOn(step, op, deferral), called, shape), 'later');
}

function deferralOf({ environment: { model }, values }: Step, callee: ValueSet, name: string | undefined): Deferral | undefined {
  if (name !== undefined) return model.callbacks.deferral(name);
  const value = onlyValue(callee);
  const source = value === undefined ? undefined : values.get(value).source;
  return source?.kind === 'member' ? model.callbacks.deferral(`*.${source.name}`) : undefined;
}

function calledBy({ state, values }: Step, op: Call, callee: ValueSet, { by }: Deferral): ValueId | undefined {
  if (by !== 'receiver') {
    const argument = argumentAt(op, by);
    return argument && onlyValue(state.temp(argument.temp));
  }
  const value = onlyValue(callee);
  const source = value === undefined ? undefined : values.get(value).source;
  return source?.kind === 'member' ? source.of : undefined;
}

function passedOn(step: Step, op: Call, { passes }: Deferral): readonly Argument[] {
  if (typeof passes === 'number') return op.arguments.slice(passes).filter(({ name }) => name === undefined);
  const listed = argumentAt(op, passes);
  const value = listed && onlyValue(step.state.temp(listed.temp));
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (source?.kind !== 'made' || source.op.kind !== 'display') return [];
  return source.op.parts.map(({ temp, site, role }) => ({ temp, site, name: undefined, spread: role === 'element' ? 'none' : 'items' }));
}

function argumentAt(op: Call, [position, name]: readonly [number, string]): Argument | undefined {
  return positional(op, position) ?? op.arguments.find((argument) => argument.name === name);
}
