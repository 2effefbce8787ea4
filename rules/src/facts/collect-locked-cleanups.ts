/** Clean-ups and destructors that take a lock which whoever they interrupt may hold. */
import { isReceiver, nameOfOrigin, shapeOfOrigin } from '../flow/origin.ts';
import type { LockModel } from '../flow/language-model.ts';
import type { Origin } from '../flow/origin.ts';
import type { Shape } from '../flow/shape.ts';
import { handedTo, lifetimesIn } from './cleanups.ts';
import type { CallbackFunction, Cleanup } from './cleanups.ts';
import type { LockedCleanup } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import { isSamePlace } from './same-place.ts';
import type { Scope } from './scopes.ts';

/** How far calls of functions of the file are followed. */
const MAX_CALL_DEPTH = 2;

export function lockedCleanups(frontEnd: FrontEnd, program: Program, cleanups: readonly Cleanup[]): LockedCleanup[] {
  if (frontEnd.model.locks.exclusive.size === 0) return [];
  const found = new Map<string, LockedCleanup>();
  for (const locked of [...lockingCallbacks(frontEnd, program, cleanups), ...lockingDestructors(frontEnd, program)]) found.set(keyOf(locked.site), locked);
  return inTextOrder(found, ({ site }) => site);
}

function* lockingCallbacks(frontEnd: FrontEnd, program: Program, cleanups: readonly Cleanup[]): Generator<LockedCleanup> {
  for (const cleanup of cleanups) {
    if (cleanup.callback === undefined) continue;
    const scopes = reachedFrom(program, cleanup.callback.scope);
    for (const { lock, site } of locksTaken(program, cleanup, cleanup.callback, scopes)) {
      const elsewhere = takenElsewhere(frontEnd, program, lock, scopes);
      if (elsewhere === undefined) continue;
      yield { site: cleanup.event.callback.site, lock: nameOfOrigin(lock), taken: site, elsewhere };
      break;
    }
  }
}

function* lockingDestructors(frontEnd: FrontEnd, program: Program): Generator<LockedCleanup> {
  for (const { source } of program.classes.values()) {
    const destructor = source.methods.find(({ name }) => name === frontEnd.classes.destructor?.destructor);
    const scope = destructor && program.tree.scopeOf(destructor.closure.graph);
    if (scope === undefined) continue;
    for (const event of lifetimesIn(program, scope)) {
      if (event.what !== 'lock' || isOfObject(event.lock, source.fields)) continue;
      const elsewhere = takenElsewhere(frontEnd, program, event.lock, new Set([scope]));
      if (elsewhere !== undefined) yield { site: event.site, lock: nameOfOrigin(event.lock), taken: event.site, elsewhere };
    }
  }
}

/** The lock of the object that has gone: none of its methods runs. One of the class is everybody's. */
function isOfObject(lock: Origin, fields: readonly { readonly name: string }[]): boolean {
  return lock.kind === 'member' && lock.of.kind === 'variable' && isReceiver(lock.of) && !fields.some(({ name }) => name === lock.name);
}

interface Taken {
  readonly lock: Origin;
  readonly site: LockedCleanup['site'];
}

function* locksTaken(program: Program, cleanup: Cleanup, callback: CallbackFunction, scopes: ReadonlySet<Scope>): Generator<Taken> {
  for (const scope of scopes) {
    for (const event of lifetimesIn(program, scope)) {
      if (event.what !== 'lock') continue;
      const position = parameterPosition(callback, event.lock);
      if (position === undefined) yield event;
      else for (const { origin } of handedTo(cleanup, position)) yield { lock: origin, site: event.site };
    }
  }
}

function parameterPosition({ parameters }: CallbackFunction, key: Origin): number | undefined {
  const position = key.kind === 'variable' ? parameters.indexOf(key.variable) : -1;
  return position < 0 ? undefined : position;
}

/** Where other code takes it, if it lets nobody in twice: while it does, the clean-up may come. */
function takenElsewhere({ model }: FrontEnd, program: Program, lock: Origin, scopes: ReadonlySet<Scope>): LockedCleanup['site'] | undefined {
  const shapes = lock.kind === 'member' ? membersOf(program, lock) : [shapeOfOrigin(lock)];
  if (shapes.length === 0 || !shapes.every((shape) => isExclusive(model.locks, shape))) return undefined;
  for (const scope of program.scopes) {
    if (scopes.has(scope)) continue;
    for (const event of lifetimesIn(program, scope)) if (event.what === 'lock' && isSamePlace(program, event.lock, lock)) return event.site;
  }
  return undefined;
}

function isExclusive(locks: LockModel, shape: Shape): boolean {
  if (shape.kind !== 'typed') return false;
  return locks.exclusive.has(shape.type) || (locks.around.has(shape.type) && shape.element !== undefined && isExclusive(locks, shape.element));
}

function membersOf(program: Program, { of, name, shape }: Extract<Origin, { kind: 'member' }>): readonly Shape[] {
  if (shape.kind === 'typed') return [shape];
  const owner = shapeOfOrigin(of);
  return owner.kind === 'object' || owner.kind === 'class' ? program.writtenTo(owner.class, name) : [];
}

/** The function and those of the file that it calls. */
function reachedFrom(program: Program, start: Scope): ReadonlySet<Scope> {
  let reached = new Set([start]);
  for (let depth = 0; depth < MAX_CALL_DEPTH; depth++) {
    const called = [...reached].flatMap((scope) =>
      [...lifetimesIn(program, scope)].flatMap((event) => (event.what === 'call' ? (program.tree.scopeOf(event.closure.graph) ?? []) : [])),
    );
    reached = new Set([...reached, ...called]);
  }
  return reached;
}
