/**
 * Collections of weak handles that only grow: handles are put in while the program runs, and nothing in the file takes one out,
 * replaces the collection or hands it to somebody who might.
 */
import type { Variable } from '../flow/graph.ts';
import type { DeadEntries } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { Growth } from './growth.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { isLimited } from './is-limited.ts';
import { lastingHome } from './lasting-home.ts';
import { mappingOf } from './mapping-entries.ts';
import type { Program } from './program.ts';

export function deadEntries(frontEnd: FrontEnd, program: Program): DeadEntries[] {
  const found = new Map<string, DeadEntries>();
  const seen = new Set<string | Variable>();
  const growth = new Growth(frontEnd, program);
  const stored = program.relevantScopes.flatMap((scope) => program.events(scope).flatMap((event) => (event.kind === 'handle-stored' ? [{ scope, event }] : [])));
  // What has been in there before may be put in again: it grows where one is made.
  stored.sort((a, b) => Number(b.event.isNew) - Number(a.event.isNew));
  for (const { scope, event } of stored) {
    const own = lastingHome(frontEnd, program, scope, event.collection);
    const around = own === undefined && !event.isFirst ? mappingOf(frontEnd.model, program, scope, event.collection) : undefined;
    const home = own ?? (around === undefined ? undefined : lastingHome(frontEnd, program, scope, around));
    if (home === undefined || isLimited(frontEnd.model, scope.graph, event.collection)) continue;
    const identity = home.kind === 'member' ? `${home.of?.name ?? ''}.${home.name}` : home.variable;
    if (seen.has(identity)) continue;
    seen.add(identity);
    if (!growth.isEndless(home, own === undefined)) continue;
    found.set(keyOf(event.site), { site: event.site, name: frontEnd.text(home.site).replace(/\s+/g, ''), isOfEntries: own === undefined });
  }
  return inTextOrder(found, ({ site }) => site);
}
