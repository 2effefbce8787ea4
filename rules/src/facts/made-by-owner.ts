/** Parts that an owner makes and keeps: behind `self.menu = Menu(self)` the menu's handle of it has its object. */
import type { FlowGraph, Op, OpOf, Variable } from '../flow/graph.ts';
import { onceFor } from '../flow/once-for.ts';
import { opsOf } from './aliases.ts';
import { append } from './append.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';

/** A parameter of a constructor. */
export interface OwnerParameter {
  readonly name: string;
  /** Among the arguments of the call. */
  readonly position: number;
}

/** Every call of the class in these scopes gives the parameter somebody who keeps what is made: they are all that mention it. */
export function isGivenOwner(scopes: readonly Scope[], className: string, parameter: OwnerParameter): boolean {
  const makings = scopes.flatMap(({ graph }) => makingsOf(graph, className, parameter));
  return makings.length > 0 && makings.every((isByOwner) => isByOwner);
}

/** Of each call whether it is by an owner. */
function makingsOf(graph: FlowGraph, className: string, parameter: OwnerParameter): boolean[] {
  return (makingsIn(graph).get(className) ?? []).map(({ op, keepers }) => {
    const given = argumentFor(op, parameter);
    const owner = given === undefined ? undefined : tempsOf(graph).variable(given.temp);
    return owner !== undefined && keepers.has(owner);
  });
}

interface Making {
  readonly op: OpOf<'call'>;
  /** Those with a member that the result is bound to. */
  readonly keepers: Set<Variable>;
}

/** The calls of a graph, by the name of what they call. */
const makingsIn = onceFor((graph: FlowGraph): ReadonlyMap<string, readonly Making[]> => {
  const temps = tempsOf(graph);
  const makings = new Map<Op, Making>();
  const byName = new Map<string, Making[]>();
  for (const op of opsOf(graph)) {
    const name = op.kind === 'call' ? temps.variable(op.callee)?.name : undefined;
    if (op.kind !== 'call' || name === undefined) continue;
    const making = { op, keepers: new Set<Variable>() };
    makings.set(op, making);
    append(byName, name, making);
  }
  for (const op of opsOf(graph)) {
    const maker = op.kind === 'set-member' ? temps.maker(op.from) : undefined;
    const keeper = op.kind === 'set-member' ? temps.variable(op.of) : undefined;
    if (maker !== undefined && keeper !== undefined) makings.get(maker)?.keepers.add(keeper);
  }
  return byName;
});

function argumentFor(op: OpOf<'call'>, { name, position }: OwnerParameter): OpOf<'call'>['arguments'][number] | undefined {
  if (op.arguments.some(({ spread }) => spread !== 'none')) return undefined;
  return op.arguments.find((argument, i) => (argument.name === undefined ? i === position : argument.name === name));
}
