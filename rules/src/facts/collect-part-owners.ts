/** Parts that keep the owner they were given: where that is one assignment and reads in the same class, it can be made weak. */
import type { FlowGraph, OpOf } from '../flow/graph.ts';
import { onceFor } from '../flow/once-for.ts';
import { opsOf } from './aliases.ts';
import { fieldNamed } from './by-name.ts';
import type { StrongBackReference } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { isReceiver } from './lasting-home.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';

/** What members are called that lead from a part to its owner. */
const OWNER_NAMES: ReadonlySet<string> = new Set(['parent', 'owner', 'container', 'host']);

/** As members are written, private or not. */
const WRITTEN_NAMES = [...OWNER_NAMES].flatMap((name) => [name, `_${name}`, `__${name}`, `#${name}`]);

interface Uses {
  readonly writes: { readonly scope: Scope; readonly op: OpOf<'set-member'>; readonly temps: Temps }[];
  readonly reads: { readonly scope: Scope; readonly op: OpOf<'member'>; readonly temps: Temps }[];
}

export function strongBackReferences(frontEnd: FrontEnd, program: Program): StrongBackReference[] {
  return [...usesOf(program)].flatMap(([name, { writes, reads }]) => {
    const [write, ...others] = writes;
    const owner = write?.scope.owner;
    // What is written elsewhere too, `None` for one, or read from outside, is not for the class alone to change.
    if (write === undefined || others.length > 0 || owner === undefined || write.op.type !== undefined || !isGiven(write)) return [];
    const isOwn = reads.every(({ scope, op, temps }) => scope.owner?.class === owner.class && isReceiver(scope, temps.variable(op.of)));
    const field = fieldNamed(owner.class, name);
    const value = write.temps.maker(write.op.from);
    if (!isOwn || field?.type?.nullable === true || value === undefined || !('site' in value)) return [];
    return [{ assignment: write.op.site, text: frontEnd.text(write.op.site), value: value.site, reads: reads.map(({ op }) => op.site), type: field?.type?.site }];
  });
}

function usesOf(program: Program): ReadonlyMap<string, Uses> {
  const uses = new Map<string, Uses>();
  const of = (name: string): Uses => {
    const known = uses.get(name) ?? { writes: [], reads: [] };
    uses.set(name, known);
    return known;
  };
  for (const scope of program.scopes) {
    const ops = ownerOps(scope.graph);
    if (ops.length === 0) continue;
    const temps = tempsOf(scope.graph);
    for (const op of ops) {
      if (op.kind === 'set-member') of(op.name).writes.push({ scope, op, temps });
      else of(op.name).reads.push({ scope, op, temps });
    }
  }
  return uses;
}

const ownerOps = onceFor((graph: FlowGraph): readonly (OpOf<'member'> | OpOf<'set-member'>)[] => {
  if (!WRITTEN_NAMES.some((name) => graph.mentions.has(name))) return [];
  return [...opsOf(graph)].filter((op) => op.kind === 'member' || op.kind === 'set-member').filter(({ name }) => isOwnerName(name));
});

/** A method gives its own object what it was given itself, and must be given. */
function isGiven({ scope, op, temps }: Uses['writes'][number]): boolean {
  const parameter = temps.variable(op.from);
  if (parameter?.kind !== 'parameter' || isReceiver(scope, parameter) || !isReceiver(scope, temps.variable(op.of))) return false;
  const isRebound = temps.writesOf(parameter).length > 0;
  const type = scope.graph.parameters.find(({ variable }) => variable === parameter)?.type;
  return !isRebound && type?.nullable !== true && scope.owner?.method.closure.defaults.length === 0;
}

function isOwnerName(name: string): boolean {
  return OWNER_NAMES.has(name.replace(/^[_#]+/, ''));
}
