/** Functions that are to run when an object is gone, and never do: nobody keeps what calls them, or they cannot be called so. */
import type { CallbackEvent, Passed } from '../flow/callback.ts';
import type { FlowGraph, Op, Temp } from '../flow/graph.ts';
import type { DiscardedCallback, Facts, MisfitCallback } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { ownRegistries } from './own-registries.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { isCallOf, tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';
import { onOneLine } from './written.ts';
import { lastName } from '../flow/last-name.ts';
import { positional } from '../flow/positional.ts';

export function callbacks(frontEnd: FrontEnd, program: Program): Pick<Facts, 'discardedCallbacks' | 'misfitCallbacks'> {
  const discarded = new Map<string, DiscardedCallback>();
  const misfit = new Map<string, MisfitCallback>();
  const isMember = (name: string | undefined): boolean => name !== undefined && program.scopes.some(({ graph }) => graph.writesMembers.has(name));
  for (const scope of program.relevantScopes) {
    const events = program.events(scope).filter((event) => event.kind === 'callback');
    const temps = events.length === 0 ? undefined : tempsOf(scope.graph);
    for (const event of events) {
      const lost = temps === undefined ? undefined : discardedBy(program, scope, temps, event);
      if (lost !== undefined) discarded.set(keyOf(lost.site), lost);
      const wrong = misfitOf(frontEnd, event, isMember);
      if (wrong !== undefined) misfit.set(keyOf(wrong.site), wrong);
    }
  }
  for (const { made, registeredAt } of ownRegistries(program)) {
    if (!discarded.has(keyOf(made.site))) discarded.set(keyOf(made.site), { site: made.site, api: 'FinalizationRegistry', because: 'own', role: 'registry', registeredAt });
  }
  return { discardedCallbacks: inTextOrder(discarded, ({ site }) => site), misfitCallbacks: inTextOrder(misfit, ({ site }) => site) };
}

function discardedBy(program: Program, scope: Scope, temps: Temps, { op, api, role, passed }: CallbackEvent): DiscardedCallback | undefined {
  const lost = { site: op.site, api: lastName(api), registeredAt: undefined };
  switch (role) {
    case 'finalizer':
      return undefined;
    case 'handle':
    case 'proxy': {
      const isOutlived = role === 'handle' && isHeldThroughout(program, scope, temps, positional(op, 0)?.temp);
      const because = passed === undefined ? undefined : lostHandle(temps, op.to, isOutlived);
      return because === undefined ? undefined : { ...lost, because, role: 'handle' };
    }
    case 'registry': {
      const because = lostRegistry(temps, scope.graph, op.to);
      return because === undefined ? undefined : { ...lost, because, role: 'registry' };
    }
  }
}

/**
 * Nobody keeps the handle, or only a local variable of a function that does nothing more.
 * @param isOutlived the object is there until the function returns, whatever that does
 */
function lostHandle(temps: Temps, handle: Temp, isOutlived: boolean): 'discarded' | 'local' | undefined {
  const readers = temps.readers(handle);
  const [only, ...others] = readers;
  if (readers.length > 0 && readers.every(({ kind }) => kind === 'discard')) return 'discarded';
  const reads = only?.kind !== 'write' || others.length > 0 ? undefined : temps.readsOf(only.variable);
  if (only === undefined || reads === undefined) return undefined;
  if (isOutlived && reads.every(({ to }) => isOnlyAsked(temps, to))) return 'local';
  return reads.length === 0 && temps.isLast(only, isQuiet) ? 'local' : undefined;
}

/** A parameter that is never rebound or let go keeps its object as long as the function runs. */
function isHeldThroughout(program: Program, scope: Scope, temps: Temps, target: Temp | undefined): boolean {
  const variable = target === undefined ? undefined : temps.variable(target);
  return variable?.kind === 'parameter' && !scope.graph.isAsync && !scope.graph.isGenerator && program.tree.isConstant(scope, variable);
}

function isOnlyAsked(temps: Temps, handle: Temp): boolean {
  return temps.readers(handle).every((op) => op.kind === 'outcome' || op.kind === 'discard' || isCallOf(op, handle));
}

function isQuiet({ kind }: Op): boolean {
  return kind !== 'call' && kind !== 'suspend' && kind !== 'element' && kind !== 'use';
}

const REGISTRY_METHODS: ReadonlySet<string> = new Set(['register', 'unregister']);

/** Nobody does anything with the registry but register objects, and the function cannot be there any more when it would call back. */
function lostRegistry(temps: Temps, graph: FlowGraph, registry: Temp): 'discarded' | 'local' | undefined {
  const [only, ...others] = temps.readers(registry);
  if (only !== undefined && isOnlyUsed(temps, registry)) return 'discarded';
  // `isDebug ? new FinalizationRegistry(f) : nothing`
  if (only?.kind === 'copy' && others.length === 0) return lostRegistry(temps, graph, only.to);
  if (only?.kind !== 'write' || others.length > 0 || graph.blocks.some(({ ops }) => ops.some(({ kind }) => kind === 'suspend'))) return undefined;
  const reads = temps.readsOf(only.variable) ?? [];
  return reads.length > 0 && reads.every(({ to }) => isOnlyUsed(temps, to)) ? 'local' : undefined;
}

function isOnlyUsed(temps: Temps, registry: Temp): boolean {
  return temps.readers(registry).every((op) => op.kind === 'discard' || (op.kind === 'member' && REGISTRY_METHODS.has(op.name) && temps.readers(op.to).every((reader) => isCallOf(reader, op.to))));
}

function misfitOf(frontEnd: FrontEnd, { op, api, role, passed, given }: CallbackEvent, isMember: (name: string | undefined) => boolean): MisfitCallback | undefined {
  if (passed === undefined) return undefined;
  const isBare = passed.as === 'refused' || passed.as === 'missing';
  const because = isBare ? passed.as : whyMisfit(frontEnd, passed.as, role, given, isMember);
  if (because === undefined) return undefined;
  const takesNone = !isBare && passed.as.kind === 'function' && takes(passed.as, 0);
  return { site: passed.site, text: onOneLine(frontEnd.text(passed.site)), api: lastName(api), because, given, takesNone, role, making: op.site };
}

function whyMisfit(
  { model }: FrontEnd,
  passed: Passed,
  role: CallbackEvent['role'],
  given: number | undefined,
  isMember: (name: string | undefined) => boolean,
): MisfitCallback['because'] | undefined {
  switch (passed.kind) {
    case 'function':
      return given === undefined || isMember(passed.member) || takes(passed, given) ? undefined : 'arguments';
    case 'result':
      return isMember(passed.member) ? undefined : 'called';
    case 'handle':
      return 'handle';
    case 'typed':
      return model.notCallable.has(passed.type) ? 'value' : undefined;
    case 'absent':
      return role === 'finalizer' || role === 'registry' ? 'value' : undefined;
    case 'unknown':
      return undefined;
  }
}

/** Can the function be called with so many arguments? Where a parameter may be left out or takes several, it is taken to fit. */
function takes({ closure: { graph, defaults }, isBound }: Extract<Passed, { kind: 'function' }>, given: number): boolean {
  const plain = graph.parameters.filter(({ form }) => form === 'plain').length;
  const isOpen = graph.parameters.some(({ form }) => form === 'rest');
  const count = given + (isBound ? 1 : 0);
  return plain - defaults.length <= count && (isOpen || count <= plain);
}
