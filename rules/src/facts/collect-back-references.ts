/** An owner that gives each of its parts a strong reference back to itself. */
import type { ClassSource, FlowGraph, Op, OpOf, Variable } from '../flow/graph.ts';
import { onceFor } from '../flow/once-for.ts';
import { opsOf } from './aliases.ts';
import { append } from './append.ts';
import type { BackReference } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';

export function backReferences(frontEnd: FrontEnd, program: Program): BackReference[] {
  const found = new Map<string, BackReference>();
  // Where nobody counts owners, a circle costs nothing; and it is advice for files that know weak references.
  if (frontEnd.model.collector.mayCollectAfter !== 'last-reference' || program.relevantScopes.length === 0) return [];
  for (const scope of program.scopes) {
    const owner = ownerIn(scope);
    if (owner === undefined || scope.graph.writesMembers.size === 0) continue;
    const given = ownersGiven(scope.graph).get(owner);
    if (given === undefined) continue;
    const temps = tempsOf(scope.graph);
    const ops = [...opsOf(scope.graph)];
    const isStrong = strongMembers(program, scope.owner?.class);
    for (const op of given) {
      const part = temps.variable(op.of);
      if (part === undefined || part === owner) continue;
      if (!ops.some((other) => keeps({ frontEnd, temps, owner, part, isStrong }, other))) continue;
      found.set(keyOf(op.site), { site: op.site, text: frontEnd.text(op.site), part: part.name });
    }
  }
  return inTextOrder(found, ({ site }) => site);
}

/** What the graph gives to members, by the variable that holds it. */
const ownersGiven = onceFor((graph: FlowGraph): ReadonlyMap<Variable, readonly OpOf<'set-member'>[]> => {
  const given = new Map<Variable, OpOf<'set-member'>[]>();
  for (const op of opsOf(graph)) {
    const variable = op.kind === 'set-member' ? tempsOf(graph).variable(op.from) : undefined;
    if (op.kind === 'set-member' && variable !== undefined) append(given, variable, op);
  }
  return given;
});

/** The object that a method is called on. */
function ownerIn({ owner, graph }: Scope): Variable | undefined {
  return owner?.method.binding === 'instance' ? graph.parameters[0]?.variable : undefined;
}

interface Pair {
  readonly frontEnd: FrontEnd;
  readonly temps: Temps;
  readonly owner: Variable;
  readonly part: Variable;
  readonly isStrong: (member: string) => boolean;
}

/** `self.parts.append(part)`, `self.parts[name] = part`. */
function keeps({ frontEnd: { model }, temps, owner, part, isStrong }: Pair, op: Op): boolean {
  const isKept = (into: Op | undefined): boolean => into?.kind === 'member' && temps.variable(into.of) === owner && isStrong(into.name);
  if (op.kind === 'set-index') return temps.variable(op.from) === part && isKept(temps.maker(op.of));
  if (op.kind !== 'call') return false;
  const method = temps.maker(op.callee);
  const position = method?.kind === 'member' ? model.collections.puts.get(method.name) : undefined;
  const argument = position === undefined ? undefined : op.arguments[position];
  if (method?.kind !== 'member' || argument === undefined) return false;
  return temps.variable(argument.temp) === part && isKept(temps.maker(method.of));
}

/** What is known to be a weak container keeps nothing. */
function strongMembers(program: Program, owner: ClassSource | undefined): (name: string) => boolean {
  const [key] = [...program.classes].find(([, { source }]) => source === owner) ?? [];
  return (name) => {
    const shape = key === undefined ? undefined : program.member(key, name);
    return shape?.kind !== 'instance' || shape.api.role !== 'container';
  };
}
