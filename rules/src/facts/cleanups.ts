/** Functions that are called once an object is gone, with the scopes they run in. */
import type { Variable } from '../flow/graph.ts';
import type { CallEvent, CleanupEvent, EnrolEvent, HandedOver, LifetimeEvent, WithdrawEvent } from '../flow/lifetime-event.ts';
import type { InstanceShape, Shape } from '../flow/shape.ts';
import { shapeOfOrigin } from '../flow/origin.ts';
import { keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { append } from './append.ts';

export interface Cleanup {
  readonly event: CleanupEvent;
  /** Where it is arranged. */
  readonly scope: Scope;
  readonly callback: CallbackFunction | undefined;
  /** Of a registry: what is registered with it in this file, and what is called off. */
  readonly enrolled: readonly InScope<EnrolEvent>[];
  readonly withdrawn: readonly InScope<WithdrawEvent>[];
}

export interface CallbackFunction {
  readonly scope: Scope;
  /** What it is called on is bound to it. */
  readonly receiver: Variable | undefined;
  /** Without a bound receiver. */
  readonly parameters: readonly Variable[];
}

interface InScope<E> {
  readonly event: E;
  readonly scope: Scope;
}

export function cleanupsOf(program: Program): readonly Cleanup[] {
  const events = program.relevantScopes.flatMap((scope) => [...lifetimesIn(program, scope)].map((event) => ({ event, scope })));
  const cleanups = events.flatMap(({ event, scope }) => (event.what === 'cleanup' ? [{ event, scope }] : []));
  const made = new Set(cleanups.map(({ event }) => keyOf(event.op.site)));
  const enrolled = new Map<string, InScope<EnrolEvent>[]>();
  const withdrawn = new Map<string, InScope<WithdrawEvent>[]>();
  for (const { event, scope } of events) {
    if (event.what === 'enrol') noteAt(enrolled, made, event.registry, { event, scope });
    else if (event.what === 'withdraw') noteAt(withdrawn, made, event.registry, { event, scope });
  }
  return cleanups.map(({ event, scope }) => {
    const key = keyOf(event.op.site);
    return {
      event,
      scope,
      callback: functionOf(program, shapeOfOrigin(event.callback.origin)),
      enrolled: enrolled.get(key) ?? [],
      withdrawn: withdrawn.get(key) ?? [],
    };
  });
}

export function* lifetimesIn(program: Program, scope: Scope): Generator<LifetimeEvent> {
  for (const event of program.events(scope)) if (event.kind === 'lifetime') yield event;
}

/** Something handed over, and where. */
export interface HandedIn extends HandedOver {
  readonly scope: Scope;
}

/** What each parameter of the callback may be handed, as far as that is in sight. */
export function handedTo({ event, scope, enrolled }: Cleanup, position: number): readonly HandedIn[] {
  if (event.role !== 'registry') return event.passed.slice(position, position + 1).map((passed) => ({ ...passed, scope }));
  return position === 0 ? enrolled.flatMap(({ event: { held }, scope: where }) => (held === undefined ? [] : [{ ...held, scope: where }])) : [];
}

export function calledFunction(program: Program, { closure, method }: CallEvent): CallbackFunction | undefined {
  return functionOf(program, { kind: 'closure', closure, method });
}

export function functionOf(program: Program, shape: Shape): CallbackFunction | undefined {
  const scope = shape.kind === 'closure' ? program.tree.scopeOf(shape.closure.graph) : undefined;
  if (shape.kind !== 'closure' || scope === undefined) return undefined;
  const parameters = scope.graph.parameters.filter(({ form }) => form === 'plain').map(({ variable }) => variable);
  const takesReceiver = scope.graph.receiver === undefined && (shape.method === 'instance' || shape.method === 'class');
  return takesReceiver ? { scope, receiver: parameters[0], parameters: parameters.slice(1) } : { scope, receiver: scope.graph.receiver, parameters };
}

/** A written type says nothing of where the registry is made; what the file gives to a name of that type does. */
function noteAt<E>(events: Map<string, InScope<E>[]>, made: ReadonlySet<string>, { madeAt, isDeclared }: InstanceShape, event: InScope<E>): void {
  const [key, ...others] = madeAt.map((site) => keyOf(site)).filter((site) => !isDeclared || made.has(site));
  if (key === undefined || others.length > 0) return;
  append(events, key, event);
}
