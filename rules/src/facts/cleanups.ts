/** Functions that are called once an object is gone, with the scopes they run in. */
import type { Variable } from '../flow/graph.ts';
import type { CleanupEvent, EnrolEvent, HandedOver, LifetimeEvent, WithdrawEvent } from '../flow/lifetime-event.ts';
import type { InstanceShape, Shape } from '../flow/shape.ts';
import { shapeOfOrigin } from '../flow/origin.ts';
import { keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { append } from './append.ts';

export interface Cleanup {
  readonly event: CleanupEvent;
  readonly callback: CallbackFunction | undefined;
  /** Of a registry: what is registered with it in this file, and what is called off. */
  readonly enrolled: readonly InScope<EnrolEvent>[];
  readonly withdrawn: readonly InScope<WithdrawEvent>[];
}

export interface CallbackFunction {
  readonly scope: Scope;
  /** Without a bound receiver. */
  readonly parameters: readonly Variable[];
}

interface InScope<E> {
  readonly event: E;
  readonly scope: Scope;
}

export function cleanupsOf(program: Program): readonly Cleanup[] {
  const cleanups: InScope<CleanupEvent>[] = [];
  const enrolled = new Map<string, InScope<EnrolEvent>[]>();
  const withdrawn = new Map<string, InScope<WithdrawEvent>[]>();
  for (const scope of program.relevantScopes) {
    for (const event of lifetimesIn(program, scope)) {
      if (event.what === 'cleanup') cleanups.push({ event, scope });
      else if (event.what === 'enrol') noteAt(enrolled, event.registry, { event, scope });
      else if (event.what === 'withdraw') noteAt(withdrawn, event.registry, { event, scope });
    }
  }
  return cleanups.map(({ event }) => {
    const key = keyOf(event.op.site);
    return {
      event,
      callback: functionOf(program, shapeOfOrigin(event.callback.origin)),
      enrolled: enrolled.get(key) ?? [],
      withdrawn: withdrawn.get(key) ?? [],
    };
  });
}

export function* lifetimesIn(program: Program, scope: Scope): Generator<LifetimeEvent> {
  for (const event of program.events(scope)) if (event.kind === 'lifetime') yield event;
}

/** What each parameter of the callback may be handed, as far as that is in sight. */
export function handedTo({ event, enrolled }: Cleanup, position: number): readonly HandedOver[] {
  if (event.role !== 'registry') return event.passed.slice(position, position + 1);
  return position === 0 ? enrolled.flatMap(({ event: { held } }) => held ?? []) : [];
}

function functionOf(program: Program, shape: Shape): CallbackFunction | undefined {
  const scope = shape.kind === 'closure' ? program.tree.scopeOf(shape.closure.graph) : undefined;
  if (shape.kind !== 'closure' || scope === undefined) return undefined;
  const parameters = scope.graph.parameters.filter(({ form }) => form === 'plain').map(({ variable }) => variable);
  const takesReceiver = scope.graph.receiver === undefined && (shape.method === 'instance' || shape.method === 'class');
  return { scope, parameters: takesReceiver ? parameters.slice(1) : parameters };
}

function noteAt<E>(events: Map<string, InScope<E>[]>, { madeAt, isDeclared }: InstanceShape, event: InScope<E>): void {
  const [site, ...others] = isDeclared ? [] : madeAt;
  if (site === undefined || others.length > 0) return;
  append(events, keyOf(site), event);
}
