/** Caches of handles that take an entry for the object: they give back a dead answer, or answer for it. */
import type { DerefEvent, FlowEvent } from '../flow/event.ts';
import type { DerefOp, Site } from '../flow/graph.ts';
import type { DeadHit } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';

export function deadHits(frontEnd: FrontEnd, program: Program): DeadHit[] {
  const found = new Map<string, DeadHit>();
  for (const scope of program.relevantScopes) {
    const events = program.events(scope);
    const add = (site: Site, as: DeadHit['as']): unknown => found.set(keyOf(site), { site, text: frontEnd.text(site).replace(/\s+/g, ' '), as });
    for (const event of events) if (event.kind === 'entry-answer' && !isTakenOut(program, event.madeAt)) add(event.site, 'answer');
    for (const site of returned(scope, events)) add(site, 'value');
  }
  return inTextOrder(found, ({ site }) => site);
}

/** The handles have a callback, which takes the entry out as the object dies. */
function isTakenOut(program: Program, madeAt: readonly Site[]): boolean {
  const calls = program.scopes.flatMap(({ graph }) => graph.blocks.flatMap(({ ops }) => ops.filter((op) => op.kind === 'call')));
  return calls.some((call) => call.arguments.length > 1 && madeAt.includes(call.site));
}

/** A function that makes a handle for its object anew gives back what an older handle of the same place says, dead or alive. */
function returned(scope: Scope, events: readonly FlowEvent[]): Site[] {
  const derefs = new Map<DerefOp, DerefEvent>(events.flatMap((event) => (event.kind === 'deref' ? [[event.op, event] as const] : [])));
  return events.flatMap((event) => {
    if (event.kind !== 'escape' || event.as !== 'return') return [];
    return event.unchecked.flatMap((op) => {
      const deref = derefs.get(op);
      return deref?.handle.isFound === false && deref.handle.madeAt.some((made) => isMadeAfter(scope, made, op.site)) ? [op.site] : [];
    });
  });
}

function isMadeAfter({ graph }: Scope, made: Site, deref: Site): boolean {
  return deref.range[1] <= made.range[0] && made.range[1] <= graph.site.range[1];
}
