/** An owner that gives each of its parts a strong reference back to itself. */
import type { Op, Variable } from '../flow/graph.ts';
import type { BackReference } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { producersIn, variableRead } from './producers.ts';
import type { Producers } from './producers.ts';
import type { Program, Scope } from './program.ts';

export function backReferences(frontEnd: FrontEnd, program: Program): BackReference[] {
  const found = new Map<string, BackReference>();
  // Where nobody counts owners, a circle costs nothing; and it is advice for files that know weak references.
  if (frontEnd.model.collector.mayCollectAfter !== 'last-reference' || program.relevantScopes.length === 0) return [];
  for (const scope of program.scopes) {
    const owner = ownerIn(scope);
    if (owner === undefined || scope.graph.writesMembers.size === 0) continue;
    const producers = producersIn(scope.graph);
    const ops = scope.graph.blocks.flatMap((block) => block.ops);
    for (const op of ops) {
      if (op.kind !== 'set-member' || variableRead(producers, op.from) !== owner) continue;
      const part = variableRead(producers, op.of);
      if (part === undefined || part === owner) continue;
      if (!ops.some((other) => keeps(frontEnd, producers, other, owner, part))) continue;
      found.set(keyOf(op.site), { site: op.site, text: frontEnd.text(op.site), part: part.name });
    }
  }
  return inTextOrder(found, ({ site }) => site);
}

/** The object that a method is called on. */
function ownerIn({ owner, graph }: Scope): Variable | undefined {
  return owner?.method.binding === 'instance' ? graph.parameters[0]?.variable : undefined;
}

/** `self.parts.append(part)`, `self.parts[name] = part`. */
function keeps({ model }: FrontEnd, producers: Producers, op: Op, owner: Variable, part: Variable): boolean {
  if (op.kind === 'set-index') return variableRead(producers, op.from) === part && isMemberOf(producers, producers.get(op.of), owner);
  if (op.kind !== 'call') return false;
  const method = producers.get(op.callee);
  const position = method?.kind === 'member' ? model.collections.puts.get(method.name) : undefined;
  const argument = position === undefined ? undefined : op.arguments[position];
  if (method?.kind !== 'member' || argument === undefined) return false;
  return variableRead(producers, argument.temp) === part && isMemberOf(producers, producers.get(method.of), owner);
}

function isMemberOf(producers: Producers, op: Op | undefined, owner: Variable): boolean {
  return op?.kind === 'member' && variableRead(producers, op.of) === owner;
}
