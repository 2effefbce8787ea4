/** Objects that a clean-up waits for in vain: something as long-lived as the program owns them, or the very entry that the clean-up is to remove. */
import type { Op } from '../flow/graph.ts';
import type { CleanupEvent, EnrolEvent, HandedOver, LifetimeEvent, Owned, RemovalEvent, StoredEvent } from '../flow/lifetime-event.ts';
import { lastName } from '../flow/last-name.ts';
import { isReceiver, isSameOrigin, nameOfOrigin } from '../flow/origin.ts';
import type { Origin } from '../flow/origin.ts';
import { isHandle } from '../flow/shape.ts';
import { opsOf } from './aliases.ts';
import { lifetimesIn } from './cleanups.ts';
import type { Cleanup } from './cleanups.ts';
import { givenAs } from './collect-blind-cleanups.ts';
import type { OwnedReferent } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';

export function* keptTargets(frontEnd: FrontEnd, program: Program, cleanups: readonly Cleanup[]): Generator<OwnedReferent> {
  for (const scope of program.relevantScopes) yield* heldForEver(frontEnd, program, scope);
  for (const cleanup of cleanups) yield* keptByEntry(frontEnd, program, cleanup);
}

function* heldForEver({ model }: FrontEnd, program: Program, scope: Scope): Generator<OwnedReferent> {
  const events = [...lifetimesIn(program, scope)];
  const held = events.flatMap((event) => (event.what === 'held-for-ever' && !isUndone(program, scope, model.callbacks.undoneBy(event.by)) ? [event] : []));
  if (held.length === 0) return;
  for (const event of events) {
    if (!isWait(event) || event.target.kind !== 'variable') continue;
    const { target } = event;
    const by = held.find(({ owned }) => owned.some((one) => owns(program, one, target)));
    if (by === undefined) continue;
    if (event.what === 'enrol') yield { site: event.op.site, name: target.variable.name, form: 'for-ever', isAdvice: false, handle: by.site };
    // What a program makes for itself alone, a function may well have cleaned up at its end.
    else if (isReceiver(target)) yield { site: event.op.site, name: target.variable.name, form: 'until-exit', isAdvice: false, handle: by.site };
  }
}

function isWait(event: LifetimeEvent): event is EnrolEvent | CleanupEvent {
  return event.what === 'enrol' || (event.what === 'cleanup' && event.role === 'finalizer');
}

/** Another method of the class, or another function where there is no class. */
function isUndone(program: Program, scope: Scope, name: string | undefined): boolean {
  return name !== undefined && program.scopes.some((one) => one !== scope && one.graph.kind === 'function' && one.owner?.class === scope.owner?.class && one.graph.mentions.has(name));
}

/** The object itself, or a function among its members that mentions it. */
function owns({ tree }: Program, { origin, member }: Owned, target: Origin): boolean {
  if (!isSameOrigin(origin, target)) return false;
  return member === undefined || (target.kind === 'variable' && target.shape.kind === 'object' && tree.isOwnFunction(target.shape.class, member));
}

interface Watch {
  readonly scope: Scope;
  readonly op: EnrolEvent['op'];
  readonly target: Origin;
  readonly passed: readonly HandedOver[];
}

function watchesOf({ event, scope, enrolled }: Cleanup): readonly Watch[] {
  switch (event.role) {
    case 'finalizer':
      return [{ ...event, scope }];
    case 'registry':
      return enrolled.map((one) => ({ ...one.event, scope: one.scope, passed: one.event.held === undefined ? [] : [one.event.held] }));
    case 'handle':
    case 'proxy':
      return [];
  }
}

function* keptByEntry(frontEnd: FrontEnd, program: Program, cleanup: Cleanup): Generator<OwnedReferent> {
  const removal = onlyRemoval(frontEnd, program, cleanup);
  if (removal === undefined) return;
  for (const watch of watchesOf(cleanup)) {
    const [name] = watch.op.arguments;
    const entry = entryKept(program, watch, removal);
    if (entry !== undefined && name !== undefined) yield { site: watch.op.site, name: frontEnd.text(name.site), form: 'entry', isAdvice: false, handle: entry.site };
  }
}

interface Removal {
  readonly collection: Origin;
  /** The function that takes it out. */
  readonly cleanup: Scope | undefined;
  /** Of the entry of the watch. */
  readonly keyFor: (watch: Watch) => Origin | undefined;
}

/** All that the clean-up does is to take an entry out. */
function onlyRemoval({ model }: FrontEnd, program: Program, { event, callback }: Cleanup): Removal | undefined {
  const { origin } = event.callback;
  if (origin.kind === 'member' && model.collections.removes.has(origin.name)) return { collection: origin.of, cleanup: undefined, keyFor: ({ passed }) => passed[0]?.origin };
  const [effect, ...others] = callback === undefined ? [] : [...opsOf(callback.scope.graph)].filter(isEffect);
  if (callback === undefined || effect === undefined || others.length > 0) return undefined;
  const removal = [...lifetimesIn(program, callback.scope)].find((one): one is RemovalEvent => one.what === 'removal' && one.op === effect);
  if (removal === undefined) return undefined;
  const given = givenAs(callback.parameters, removal.key);
  return {
    collection: removal.collection,
    cleanup: callback.scope,
    keyFor: ({ passed }) => {
      if (given === undefined) return capturedAs(program, callback.scope, removal.key);
      const held = passed[given.position];
      return given.part === undefined ? held?.origin : held?.parts.get(given.part);
    },
  };
}

function isEffect({ kind }: Op): boolean {
  return kind === 'call' || kind === 'set-member' || kind === 'set-index' || kind === 'remove-index';
}

/** A variable of the function around, by its own name there. */
function capturedAs({ tree }: Program, scope: Scope, key: Origin): Origin | undefined {
  if (key.kind !== 'variable' || !tree.isConstantCapture(scope, key.variable)) return undefined;
  const variable = tree.ownVariable(scope, key.variable);
  return variable && { ...key, variable };
}

/** The entry that is made beside the registration, and stays when the function is over. */
function entryKept(program: Program, watch: Watch, { collection, cleanup, keyFor }: Removal): StoredEvent | undefined {
  const key = keyFor(watch);
  // An entry under a handle of its object is told as one whose value keeps its key.
  if (key === undefined || ('shape' in key && isHandle(key.shape))) return undefined;
  const isOfCollection = (event: LifetimeEvent): event is StoredEvent | RemovalEvent => (event.what === 'stored' || event.what === 'removal') && isSameOrigin(event.collection, collection);
  const name = lastName(nameOfOrigin(collection));
  const all = program.scopes.filter(({ graph }) => graph.mentions.has(name)).flatMap((scope) => [...lifetimesIn(program, scope)].filter(isOfCollection).map((event) => ({ event, scope })));
  // Kept for a while, by its function or until a handle takes its place, the object may go afterwards.
  const isForAWhile = all.some(({ event, scope }) => (event.what === 'stored' ? event.isWeak : scope !== cleanup && isWithin(scope, watch.scope)));
  const stored = all.flatMap(({ event, scope }) => (event.what === 'stored' && scope === watch.scope && isSameOrigin(event.key, key) ? [event] : []));
  return !isForAWhile && stored.every(({ owned }) => owned.some((one) => owns(program, one, watch.target))) ? stored[0] : undefined;
}

/** It is the other, or a function inside. */
function isWithin(scope: Scope, outer: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}
