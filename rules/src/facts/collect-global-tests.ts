/** Tests of weak APIs by their bare names, where the environment may not have them. */
import type { UnguardedGlobal } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import { tempsOf } from './temps.ts';

export function unguardedGlobals({ model }: FrontEnd, program: Program): UnguardedGlobal[] {
  const found = new Map<string, UnguardedGlobal>();
  for (const scope of program.relevantScopes) {
    for (const event of program.events(scope)) {
      if (event.kind !== 'global-test') continue;
      const role = model.api(event.name)?.role;
      if (role !== 'handle' && role !== 'registry') continue;
      const op = tempsOf(scope.graph).maker(event.of);
      // A member of the global object is absent where it does not exist, and a name that the file binds exists.
      if (op?.kind !== 'read' || program.tree.ownVariable(scope, op.from) !== undefined || model.global(op.from.name) !== event.name) continue;
      found.set(keyOf(op.site), { site: op.site, name: op.from.name });
    }
  }
  return inTextOrder(found, ({ site }) => site);
}
