/** The argument of a call at a position, where the call says so plainly: no name and no spread before it. */
import type { Argument, OpOf } from './graph.ts';

export function positional(op: OpOf<'call'>, position: number): Argument | undefined {
  const before = op.arguments.slice(0, position + 1);
  const argument = before[position];
  return argument === undefined || before.some((one) => one.spread !== 'none' || one.name !== undefined) ? undefined : argument;
}
