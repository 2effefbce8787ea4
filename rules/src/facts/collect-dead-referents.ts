/** Clean-ups that ask for the object they are called about: it is gone by then. */
import type { FlowGraph, Site, Variable } from '../flow/graph.ts';
import { aliasesOf, firstUse, opsOf } from './aliases.ts';
import type { Aliases } from './aliases.ts';
import { handedTo } from './cleanups.ts';
import type { Cleanup } from './cleanups.ts';
import type { DeadReferent } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';

type Watch = 'handle' | 'proxy';

export function deadReferents(frontEnd: FrontEnd, cleanups: readonly Cleanup[]): DeadReferent[] {
  const found = new Map<string, DeadReferent>();
  for (const cleanup of cleanups) for (const dead of deadIn(frontEnd, cleanup)) found.set(keyOf(dead.site), dead);
  return inTextOrder(found, ({ site }) => site);
}

function* deadIn(frontEnd: FrontEnd, cleanup: Cleanup): Generator<DeadReferent> {
  const { event, callback } = cleanup;
  if (callback === undefined) return;
  const { graph } = callback.scope;
  const { derefMember } = frontEnd.model;
  const asked = (as: Watch, aliases: Aliases): Site | undefined => (as === 'proxy' ? firstUse(graph, aliases) : usedDeref(graph, aliases, derefMember));
  const tell = (site: Site, as: Watch): DeadReferent => ({ site, as, text: frontEnd.text(site), cleanup: event.callback.site });

  const [first] = callback.parameters;
  if (first !== undefined && (event.role === 'handle' || event.role === 'proxy')) {
    const site = asked(event.role, aliasesOf(graph, { variable: first }));
    if (site !== undefined) yield tell(site, event.role);
  }
  for (const { variable, as } of event.captured) {
    const site = asked(as, aliasesOf(graph, { variable }));
    if (site !== undefined) yield tell(site, as);
  }
  for (const [position, parameter] of callback.parameters.entries()) {
    for (const { site, ofTarget } of handedTo(cleanup, position)) {
      if (ofTarget === undefined) continue;
      if (aliasesOfPart(graph, parameter, ofTarget.part).some((aliases) => asked(ofTarget.as, aliases) !== undefined)) yield tell(site, ofTarget.as);
    }
  }
}

/** The parameter, or what is read from it under a name. */
function aliasesOfPart(graph: FlowGraph, variable: Variable, part: string | undefined): readonly Aliases[] {
  const own = aliasesOf(graph, { variable });
  if (part === undefined) return [own];
  return [...opsOf(graph)].flatMap((op) => (op.kind === 'member' && op.name === part && own.temps.has(op.of) ? [aliasesOf(graph, { temp: op.to })] : []));
}

/** The handle is asked, and something is done with the answer. */
function usedDeref(graph: FlowGraph, handle: Aliases, derefMember: string | undefined): Site | undefined {
  const ops = [...opsOf(graph)];
  const callees = new Set(
    derefMember === undefined ? handle.temps : ops.flatMap((op) => (op.kind === 'member' && op.name === derefMember && handle.temps.has(op.of) ? [op.to] : [])),
  );
  const derefs = ops.flatMap((op) => (op.kind === 'call' && op.arguments.length === 0 && callees.has(op.callee) ? [op] : []));
  return derefs.find((deref) => {
    const answer = aliasesOf(graph, { temp: deref.to });
    // `r = r()`: what is called is the handle still.
    const temps = new Set([...answer.temps].filter((temp) => !derefs.some(({ callee }) => callee === temp)));
    return firstUse(graph, { ...answer, temps }) !== undefined;
  })?.site;
}
