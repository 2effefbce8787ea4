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
  const value = onlyValue(callee);
  const source = value === undefined ? undefined : step.values.get(value).source;
  const method = source?.kind === 'member' ? source : undefined;
  const called = name ?? (method && `*.${method.name}`);
  const deferral = called === undefined ? undefined : step.environment.model.callbacks.deferral(called);
  if (deferral === undefined) return;
  const handedOn = deferral.by === 'receiver' ? method?.of : valueOf(step, argumentAt(op, deferral.by));
  const shape = handedOn === undefined ? undefined : shapeOf(step, handedOn);
  if (handedOn !== undefined && shape?.kind === 'closure') tellArguments(step, bindingsOf(step, passedOn(step, op, deferral), handedOn, shape), 'later');
}

function passedOn(step: Step, op: Call, { passes }: Deferral): readonly Argument[] {
  if (typeof passes === 'number') return op.arguments.slice(passes).filter(({ name }) => name === undefined);
  const value = valueOf(step, argumentAt(op, passes));
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (source?.kind !== 'made' || source.op.kind !== 'display') return [];
  return source.op.parts.map(({ temp, site, role }) => ({ temp, site, name: undefined, spread: role === 'element' ? 'none' : 'items' }));
}

function argumentAt(op: Call, [position, name]: readonly [number, string]): Argument | undefined {
  return positional(op, position) ?? op.arguments.find((argument) => argument.name === name);
}

function valueOf(step: Step, argument: Argument | undefined): ValueId | undefined {
  return argument && onlyValue(step.state.temp(argument.temp));
}
