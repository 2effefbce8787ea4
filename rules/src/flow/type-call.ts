/** `type(x)`: whose type it is. */
import type { Temp } from './graph.ts';
import { shapeOfSet } from './step.ts';
import type { Step } from './step.ts';
import { onlyValue } from './value.ts';

/** The temp of the one argument, where the value was made by the language's function for the type of something. */
export function typedBy(step: Step, of: Temp): Temp | undefined {
  const value = onlyValue(step.state.temp(of));
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (source?.kind !== 'made' || source.op.kind !== 'call' || source.op.arguments.length !== 1) return undefined;
  const callee = shapeOfSet(step, step.state.temp(source.op.callee));
  const isType = callee.kind === 'named' && callee.name === step.environment.model.proxies?.typeFunction;
  return isType ? source.op.arguments[0]?.temp : undefined;
}
