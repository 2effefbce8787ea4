/** Clean-ups that ask for the object they are called about: it is gone by then. */
import type { FlowGraph, Site, Variable } from '../flow/graph.ts';
import type { CapturedHandle } from '../flow/lifetime-event.ts';
import { shapeOfOrigin } from '../flow/origin.ts';
import { aliasesOf, firstUse, opsOf } from './aliases.ts';
import type { Aliases } from './aliases.ts';
import { functionOf, handedTo } from './cleanups.ts';
import type { CallbackFunction, Cleanup } from './cleanups.ts';
import type { DeadReferent } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';

type Watch = 'handle' | 'proxy';

export function deadReferents(frontEnd: FrontEnd, program: Program, cleanups: readonly Cleanup[]): DeadReferent[] {
  const found = new Map<string, DeadReferent>();
  for (const cleanup of cleanups) for (const dead of deadIn(frontEnd, program, cleanup)) found.set(keyOf(dead.site), dead);
  return inTextOrder(found, ({ site }) => site);
}

function* deadIn(frontEnd: FrontEnd, program: Program, cleanup: Cleanup): Generator<DeadReferent> {
  yield* deadInPassed(frontEnd, program, cleanup);
  const { event, callback } = cleanup;
  if (callback === undefined) return;
  const { graph } = callback.scope;
  const asked = (as: Watch, aliases: Aliases): Site | undefined => askedIn(frontEnd, graph, as, aliases);
  const tell = (site: Site, as: Watch): DeadReferent => ({ site, as, text: frontEnd.text(site), cleanup: event.callback.site });

  const [first] = callback.parameters;
  if (first !== undefined && (event.role === 'handle' || event.role === 'proxy')) {
    const site = asked(event.role, aliasesOf(graph, { variable: first }));
    if (site !== undefined) yield tell(site, event.role);
  }
  for (const { variable, as } of event.role === 'registry' ? capturedOfAll(program, cleanup, callback) : event.captured) {
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

/** `register(this, () => ref.deref()?.close())`: the clean-up is handed a function that asks. */
function* deadInPassed(frontEnd: FrontEnd, program: Program, { event, enrolled }: Cleanup): Generator<DeadReferent> {
  for (const { site: cleanup, origin, captured } of [...event.passed, ...enrolled.flatMap(({ event: { held } }) => held ?? [])]) {
    const passed = captured.length === 0 ? undefined : functionOf(program, shapeOfOrigin(origin));
    if (passed === undefined) continue;
    const { graph } = passed.scope;
    for (const { variable, as } of captured) {
      if (!program.tree.isConstantCapture(passed.scope, variable)) continue;
      const site = askedIn(frontEnd, graph, as, aliasesOf(graph, { variable }));
      if (site !== undefined) yield { site, as, text: frontEnd.text(site), cleanup };
    }
  }
}

/** Handles of whatever is registered: of one object alone where several are, it may be another that has gone. */
function capturedOfAll(program: Program, { enrolled }: Cleanup, { scope }: CallbackFunction): readonly CapturedHandle[] {
  const [first, ...others] = enrolled.map(({ event: { captured } }) => captured);
  return (first ?? []).filter(({ variable }) => program.tree.isConstantCapture(scope, variable) && others.every((all) => all.some((one) => one.variable === variable)));
}

function askedIn({ model }: FrontEnd, graph: FlowGraph, as: Watch, aliases: Aliases): Site | undefined {
  return as === 'proxy' ? firstUse(graph, aliases) : usedDeref(graph, aliases, model.derefMember);
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
