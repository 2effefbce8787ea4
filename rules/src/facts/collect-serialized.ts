/** Weak handles, and objects that have some, written or copied as if they were plain data. */
import type { FlowEvent, SerializedEvent } from '../flow/event.ts';
import type { ClassSource, FlowGraph, Op, Site, Temp } from '../flow/graph.ts';
import { onceFor } from '../flow/once-for.ts';
import { isHandle } from '../flow/shape.ts';
import type { ClassKey, InstanceShape, Shape } from '../flow/shape.ts';
import type { Serialization } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import { lastName } from '../flow/last-name.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';

export function serializations(frontEnd: FrontEnd, program: Program): Serialization[] {
  const found = new Map<string, Serialization>();
  // A copy of a whole object need not mention anything weak.
  const names = new Set([...frontEnd.model.serializers.keys()].map(lastName));
  const relevant = new Set(program.relevantScopes);
  const scopes = relevant.size === 0 ? [] : program.scopes.filter((scope) => relevant.has(scope) || [...names].some((name) => scope.graph.mentions.has(name)));
  const serialized = scopes.flatMap((scope) =>
    serializedIn(program.events(scope)).filter(({ within, site }) => within === undefined || isAsWritten(scope.graph, within.temp, site)),
  );
  if (serialized.length === 0) return [];
  const events = scopes.flatMap((scope) => program.events(scope));
  for (const event of serialized) {
    const what = whatOf(frontEnd, program, events, event);
    if (what === undefined) continue;
    const { value, as, within } = event;
    found.set(keyOf(value), { site: value, text: frontEnd.text(within?.part ?? value).replace(/\s+/g, ' '), as, put: within?.part, ...what });
  }
  return inTextOrder(found, ({ site }) => site);
}

const serializedIn = onceFor((events: readonly FlowEvent[]) => events.filter((event) => event.kind === 'serialized'));

/** Nobody but the serializer is given what the variable holds, and nobody changes it. */
function isAsWritten(graph: FlowGraph, temp: Temp, site: Site): boolean {
  const temps = tempsOf(graph);
  const variable = temps.variable(temp);
  const reads = variable === undefined ? undefined : temps.readsOf(variable);
  return reads?.every(({ to }) => temps.readers(to).every((op) => isOnlyLook(temps, op, site))) === true;
}

function isOnlyLook(temps: Temps, op: Op, site: Site): boolean {
  switch (op.kind) {
    case 'member':
    case 'index':
      return temps.readers(op.to).every((reader) => reader.kind !== 'call' || reader.callee !== op.to);
    case 'call':
      return op.site === site;
    case 'use':
      // `delete payload.ref`.
      return op.as !== 'member';
    case 'outcome':
    case 'discard':
      return true;
    default:
      return false;
  }
}

function whatOf(frontEnd: FrontEnd, program: Program, events: readonly FlowEvent[], { as, shape }: SerializedEvent): Pick<Serialization, 'member' | 'api' | 'holder'> | undefined {
  switch (shape.kind) {
    case 'instance': {
      // Weak containers know how to copy themselves, and a proxy stands for its object.
      const isMeant = shape.api.role === 'proxy' || (as === 'copy' && shape.api.role !== 'handle');
      return isMeant ? undefined : { api: lastName(shape.name), member: undefined, holder: undefined };
    }
    case 'object': {
      const weak = as === 'text' || as === 'strict-text' || hasHook(frontEnd, program, shape.class, as) ? [] : weakMembers(events, shape.class);
      const handle = weak.find((member) => member.handle !== undefined);
      if (handle !== undefined) return { api: '', member: handle.name, holder: holderOf(program, shape.class, weak) };
      const inside = as === 'bytes' || as === 'copy' ? handleInside(frontEnd, program, events, as, shape.class) : undefined;
      return inside === undefined ? undefined : { api: '', member: inside, holder: undefined };
    }
    default:
      return undefined;
  }
}

/** The class, or a base of which nothing is known, may say how it is to be done. */
function hasHook({ classes }: FrontEnd, program: Program, key: ClassKey, as: SerializedEvent['as']): boolean {
  const hooks = classes.serializationHooks[as];
  const family = new Set([key]);
  for (const one of family) {
    const source = program.classes.get(one)?.source;
    if (source === undefined || source.methods.some(({ name }) => hooks.includes(name))) return true;
    for (const base of program.basesOf(one) ?? []) {
      if (base.kind === 'class') family.add(base.class);
      else if (base.kind !== 'named' || classes.named(base.name).hash.kind !== 'identity') return true;
    }
  }
  return false;
}

/** `Section.owner`, of an object that is copied or pickled with the one that holds it. A copied handle is wrong where the one is what it points to. */
function handleInside(frontEnd: FrontEnd, program: Program, events: readonly FlowEvent[], as: 'bytes' | 'copy', root: ClassKey): string | undefined {
  const reached = new Set([root]);
  for (const key of reached) {
    const source = program.classes.get(key)?.source;
    if (source === undefined || hasHook(frontEnd, program, key, as)) continue;
    const member = weakMembers(events, key).find(({ handle }) => handle !== undefined && (as === 'bytes' || isOfClass(handle.referent, root)));
    if (member !== undefined) return `${source.name}.${member.name}`;
    for (const name of membersOf(source)) {
      const shape = program.member(key, name);
      const held = shape.kind === 'typed' ? shape.element : shape;
      if (held?.kind === 'object') reached.add(held.class);
    }
  }
  return undefined;
}

function isOfClass(shape: Shape, key: ClassKey): boolean {
  return shape.kind === 'object' && shape.class === key;
}

function membersOf({ fields, methods }: ClassSource): ReadonlySet<string> {
  return new Set([...fields.map(({ name }) => name), ...methods.flatMap(({ closure }) => [...closure.graph.writesMembers])]);
}

interface WeakMember {
  readonly name: string;
  /** Undefined for a weak container. */
  readonly handle: InstanceShape | undefined;
}

/** A member whose name is private to the language does not leave with its object. */
function weakMembers(events: readonly FlowEvent[], key: ClassKey): readonly WeakMember[] {
  const found = new Map<string, WeakMember>();
  for (const event of events) {
    if (event.kind !== 'member-write' || event.of.kind !== 'object' || event.of.class !== key || event.name.startsWith('#')) continue;
    if (event.shape.kind === 'instance' && event.shape.api.role !== 'proxy') found.set(event.name, { name: event.name, handle: isHandle(event.shape) ? event.shape : undefined });
  }
  return [...found.values()];
}

function holderOf(program: Program, key: ClassKey, weak: readonly WeakMember[]): Serialization['holder'] {
  const definition = program.classes.get(key)?.source.site;
  return definition === undefined || weak.some(({ handle }) => handle === undefined) ? undefined : { definition, members: weak.map(({ name }) => name) };
}
