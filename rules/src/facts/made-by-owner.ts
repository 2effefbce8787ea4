/** Parts that an owner makes and keeps: behind `self.menu = Menu(self)` the menu's handle of it has its object. */
import type { FlowGraph, OpOf } from '../flow/graph.ts';
import { opsOf } from './aliases.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';

/** A parameter of a constructor. */
export interface OwnerParameter {
  readonly name: string;
  /** Among the arguments of the call. */
  readonly position: number;
}

/** Every call of the class in these scopes gives the parameter somebody who keeps what is made. */
export function isGivenOwner(scopes: readonly Scope[], className: string, parameter: OwnerParameter): boolean {
  const makings = scopes.flatMap(({ graph }) => (graph.mentions.has(className) ? makingsOf(graph, className, parameter) : []));
  return makings.length > 0 && makings.every((isByOwner) => isByOwner);
}

/** Of each call whether it is by an owner. */
function makingsOf(graph: FlowGraph, className: string, parameter: OwnerParameter): boolean[] {
  const temps = tempsOf(graph);
  const ops = [...opsOf(graph)];
  return ops.flatMap((op) => {
    if (op.kind !== 'call' || temps.variable(op.callee)?.name !== className) return [];
    const given = argumentFor(op, parameter);
    const owner = given === undefined ? undefined : temps.variable(given.temp);
    return [owner !== undefined && ops.some((write) => write.kind === 'set-member' && temps.maker(write.from) === op && temps.variable(write.of) === owner)];
  });
}

function argumentFor(op: OpOf<'call'>, { name, position }: OwnerParameter): OpOf<'call'>['arguments'][number] | undefined {
  if (op.arguments.some(({ spread }) => spread !== 'none')) return undefined;
  return op.arguments.find((argument, i) => (argument.name === undefined ? i === position : argument.name === name));
}
