/** What clean-ups do that they should not: throw, delete an entry that may be another's. */
import type { FlowGraph, Op, Site, Variable } from '../flow/graph.ts';
import type { HandedOver, RemovalEvent } from '../flow/lifetime-event.ts';
import { nameOfOrigin, shapeOfOrigin } from '../flow/origin.ts';
import type { Origin } from '../flow/origin.ts';
import { isHandle } from '../flow/shape.ts';
import { opsOf } from './aliases.ts';
import { firstBlocks } from './blocks.ts';
import { calledFunction, handedTo, lifetimesIn } from './cleanups.ts';
import type { CallbackFunction, Cleanup } from './cleanups.ts';
import type { BlindCleanup, ThrowingCleanup } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import { tempsOf } from './temps.ts';

/** How far calls of functions of the file are followed. */
const MAX_CALL_DEPTH = 2;

export function throwingCleanups(cleanups: readonly Cleanup[]): ThrowingCleanup[] {
  const found = new Map<string, ThrowingCleanup>();
  for (const { event, callback } of cleanups) {
    if (event.role !== 'registry' || callback === undefined) continue;
    for (const site of thrownIn(callback.scope.graph)) found.set(keyOf(site), { site, cleanup: event.callback.site });
  }
  return inTextOrder(found, ({ site }) => site);
}

function thrownIn({ blocks }: FlowGraph): readonly Site[] {
  return blocks.flatMap(({ ops, end }) => {
    const last = ops.at(-1);
    return end.kind === 'exit' && end.as === 'raise' && last?.kind === 'escape' ? [last.site] : [];
  });
}

export function blindCleanups(frontEnd: FrontEnd, program: Program, cleanups: readonly Cleanup[]): BlindCleanup[] {
  const found = new Map<string, BlindCleanup>();
  for (const cleanup of cleanups) {
    if (isCalledOff(frontEnd, program, cleanup)) continue;
    for (const { site, collection } of removedBlindly(frontEnd, program, cleanup)) {
      found.set(keyOf(site), { site, collection, cleanup: cleanup.event.callback.site });
    }
  }
  return inTextOrder(found, ({ site }) => site);
}

/** Whoever replaces an entry may call the clean-up of the old one off. */
function isCalledOff({ model }: FrontEnd, program: Program, { event, withdrawn }: Cleanup): boolean {
  if (event.role === 'registry') return withdrawn.length > 0;
  return program.scopes.some(({ graph }) => graph.mentions.has(model.withdraws));
}

function* removedBlindly(frontEnd: FrontEnd, program: Program, cleanup: Cleanup): Generator<{ site: Site; collection: string }> {
  const { event, callback } = cleanup;
  // The callback of a handle goes with the handle, and that goes when the entry is replaced.
  if (event.role === 'handle' || event.role === 'proxy') return;
  const { origin, site } = event.callback;
  if (origin.kind === 'member' && frontEnd.model.collections.removes.has(origin.name)) {
    if (holdsHandles(origin.of) && handedTo(cleanup, 0).some((key) => isReusable(frontEnd, program, key))) yield { site, collection: nameOfOrigin(origin.of) };
    return;
  }
  if (callback === undefined) return;
  for (const { removal, key } of removalsFor(program, callback)) {
    const { position, part } = key;
    const keys = handedTo(cleanup, position).flatMap((held) => {
      if (part === undefined) return held;
      const inside = held.parts.get(part);
      return inside === undefined ? [] : { origin: inside, isOfTarget: false };
    });
    if (keys.some((one) => isReusable(frontEnd, program, one))) yield { site: removal.site, collection: nameOfOrigin(removal.collection) };
  }
}

/** What a clean-up is given, or what stands in that under a name. */
interface Given {
  readonly position: number;
  readonly part: string | undefined;
}

/** What the function is sure to remove by what it is given, itself or by a function that it calls. */
function* removalsFor(program: Program, { scope, parameters }: CallbackFunction, depth = 0): Generator<{ removal: RemovalEvent; key: Given }> {
  const certain = new Set<Op>(firstBlocks(scope.graph).flatMap(({ ops }) => ops));
  for (const event of lifetimesIn(program, scope)) {
    if ((event.what !== 'removal' && event.what !== 'call') || !certain.has(event.op)) continue;
    if (event.what === 'removal') {
      const key = givenAs(parameters, event.key);
      if (key !== undefined && holdsHandles(event.collection)) yield { removal: event, key };
      continue;
    }
    const callee = depth < MAX_CALL_DEPTH ? calledFunction(program, event) : undefined;
    if (callee === undefined) continue;
    for (const { removal, key } of removalsFor(program, callee, depth + 1)) {
      const passed = event.passed[key.position];
      const own = passed && givenAs(parameters, passed);
      if (own !== undefined && (own.part === undefined || key.part === undefined)) yield { removal, key: { position: own.position, part: own.part ?? key.part } };
    }
  }
}

function givenAs(parameters: readonly Variable[], key: Origin): Given | undefined {
  const [origin, part] = key.kind === 'member' ? [key.of, key.name] : [key, undefined];
  const position = origin.kind === 'variable' ? parameters.indexOf(origin.variable) : -1;
  return position < 0 ? undefined : { position, part };
}

function holdsHandles(collection: Origin): boolean {
  const shape = shapeOfOrigin(collection);
  return shape.kind === 'typed' && shape.element !== undefined && isHandle(shape.element);
}

/** The caller chooses the key, or it is put together as a text: it may come again. An identity that was made for the object does not. */
function isReusable({ model }: FrontEnd, program: Program, { origin, isOfTarget }: Pick<HandedOver, 'origin' | 'isOfTarget'>): boolean {
  switch (origin.kind) {
    case 'made':
      return origin.op.kind === 'typed' && origin.op.type === model.textType;
    case 'variable':
      return origin.variable.kind === 'parameter';
    case 'member':
      return isOfTarget && isOwnName(program, origin);
    default:
      return false;
  }
}

/** `row.id`, the name that an object was given elsewhere, or by a caller: the next object of that name is another one. */
function isOwnName(program: Program, { of, name }: Extract<Origin, { kind: 'member' }>): boolean {
  if (of.kind !== 'variable' || UNIQUE.test(name)) return false;
  const writers = program.tree.writersOf(name);
  return writers.length === 0 ? !isOwnReceiver(program, of.variable) : writers.every(({ graph }) => isGivenByCaller(graph, name));
}

function isOwnReceiver(program: Program, variable: Variable): boolean {
  return program.scopes.some(({ graph, owner }) => owner?.method.binding === 'instance' && (graph.receiver ?? graph.parameters[0]?.variable) === variable);
}

function isGivenByCaller(graph: FlowGraph, member: string): boolean {
  const temps = tempsOf(graph);
  return [...opsOf(graph)].every((op) => {
    const from = op.kind === 'set-member' && op.name === member ? temps.maker(op.from) : undefined;
    return op.kind !== 'set-member' || op.name !== member || (from?.kind === 'read' && from.from.kind === 'parameter');
  });
}

/** Names of what no two objects have. */
const UNIQUE = /(?:address|guid|handle|hash|pointer|ptr|symbol|uuid|uid)$/i;
