/** Functions that are handed on with what they are going to be called with: `loop.call_soon(tick, ref)`, `tick.bind(null, ref)`. */
import { bindingsOf, closuresIn, tellArguments } from './function.ts';
import type { Argument, OpOf } from './graph.ts';
import type { Deferral } from './language-model.ts';
import { positional } from './positional.ts';
import type { Step } from './step.ts';
import { onlyValue, single } from './value.ts';
import type { ValueSet } from './value.ts';

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
  const of = deferral.by === 'receiver' ? method && single(method.of) : valuesOf(step, argumentAt(op, deferral.by));
  for (const [handedOn, shape] of of === undefined ? [] : closuresIn(step, of)) tellArguments(step, bindingsOf(step, passedOn(step, op, deferral), handedOn, shape), 'later');
}

function passedOn(step: Step, op: Call, { passes }: Deferral): readonly Argument[] {
  if (typeof passes === 'number') return op.arguments.slice(passes).filter(({ name }) => name === undefined);
  const values = valuesOf(step, argumentAt(op, passes));
  const value = values && onlyValue(values);
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (source?.kind !== 'made' || source.op.kind !== 'display') return [];
  return source.op.parts.map(({ temp, site, role }) => ({ temp, site, name: undefined, spread: role === 'element' ? 'none' : 'items' }));
}

function argumentAt(op: Call, [position, name]: readonly [number, string]): Argument | undefined {
  return positional(op, position) ?? op.arguments.find((argument) => argument.name === name);
}

function valuesOf(step: Step, argument: Argument | undefined): ValueSet | undefined {
  return argument && step.state.temp(argument.temp);
}
