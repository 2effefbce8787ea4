/** Registries that the objects they watch keep themselves: object and registry go together, and nobody is called back. */
import type { OpOf, Site, Variable } from '../flow/graph.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';

interface Making {
  readonly scope: Scope;
  readonly op: OpOf<'call'>;
}

/** Where such a registry is made, and where its object is registered. */
export interface OwnRegistry {
  readonly made: OpOf<'call'>;
  readonly registeredAt: Site;
}

export function* ownRegistries(program: Program): Generator<OwnRegistry> {
  const makings = new Map<Site, Making>();
  for (const scope of program.relevantScopes) {
    for (const event of program.events(scope)) if (event.kind === 'callback' && event.role === 'registry') makings.set(event.op.site, { scope, op: event.op });
  }
  if (makings.size === 0) return;
  for (const scope of program.relevantScopes) {
    for (const event of program.events(scope)) {
      if (event.kind !== 'lifetime' || event.what !== 'enrol' || event.target.kind !== 'variable' || event.registry.isDeclared) continue;
      const [madeAt, ...others] = event.registry.madeAt;
      const making = madeAt === undefined || others.length > 0 ? undefined : makings.get(madeAt);
      const isOwn = making !== undefined && making.scope.owner?.class === scope.owner?.class && isRegisteredWithOwn(scope, event.op, event.target.variable);
      if (isOwn && isKeptByReceiver(making)) yield { made: making.op, registeredAt: event.op.site };
    }
  }
}

/** `this.registry.register(this, held)`. */
function isRegisteredWithOwn({ graph }: Scope, { receiver: registry }: OpOf<'call'>, target: Variable): boolean {
  const temps = tempsOf(graph);
  const access = registry === undefined ? undefined : temps.maker(registry);
  return target === graph.receiver && access?.kind === 'member' && temps.variable(access.of) === target;
}

/** `this.registry = new FinalizationRegistry(...)`, and nobody else gets it. */
function isKeptByReceiver({ scope: { graph }, op }: Making): boolean {
  const temps = tempsOf(graph);
  const [only, ...others] = temps.readers(op.to);
  return others.length === 0 && only?.kind === 'set-member' && only.from === op.to && graph.receiver !== undefined && temps.variable(only.of) === graph.receiver;
}
