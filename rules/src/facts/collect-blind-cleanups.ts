/** Clean-ups that delete an entry by its key, whoever it belongs to by then. */
import type { Op, Temp, Test, Variable } from '../flow/graph.ts';
import type { RemovalEvent } from '../flow/lifetime-event.ts';
import { nameOfOrigin, shapeOfOrigin, UNKNOWN_ORIGIN } from '../flow/origin.ts';
import type { Origin } from '../flow/origin.ts';
import { isHandle, UNKNOWN } from '../flow/shape.ts';
import type { Shape } from '../flow/shape.ts';
import { firstBlocks } from './blocks.ts';
import { calledFunction, handedTo, lifetimesIn } from './cleanups.ts';
import type { CallbackFunction, Cleanup } from './cleanups.ts';
import type { BlindCleanup } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import { soleMaker } from './qualified-name.ts';
import { isReusable } from './reusable-keys.ts';
import type { Key } from './reusable-keys.ts';
import type { OwnVariable, Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';

/** How far calls of functions of the file are followed. */
const MAX_CALL_DEPTH = 2;

export function blindCleanups(frontEnd: FrontEnd, program: Program, cleanups: readonly Cleanup[]): BlindCleanup[] {
  const found = new Map<string, BlindCleanup>();
  for (const cleanup of cleanups) {
    if (isCalledOff(frontEnd, program, cleanup)) continue;
    for (const blind of removedBlindly(frontEnd, program, cleanup)) found.set(keyOf(blind.site), { ...blind, cleanup: cleanup.event.callback.site });
  }
  return inTextOrder(found, ({ site }) => site);
}

/** Whoever replaces an entry may call the clean-up of the old one off. */
function isCalledOff({ model }: FrontEnd, program: Program, { event, scope, withdrawn }: Cleanup): boolean {
  if (event.role === 'registry') return withdrawn.length > 0;
  // `finalize(x, f).atexit = False`: nobody has it any more.
  const isDropped = tempsOf(scope.graph).readers(event.op.to).every((op) => op.kind === 'discard' || (op.kind === 'set-member' && op.of === event.op.to));
  return !isDropped && program.scopes.some(({ graph }) => graph.mentions.has(model.withdraws));
}

function* removedBlindly(frontEnd: FrontEnd, program: Program, cleanup: Cleanup): Generator<Omit<BlindCleanup, 'cleanup'>> {
  const { event, callback, scope } = cleanup;
  // The callback of a handle goes with the handle, and that goes when the entry is replaced.
  if (event.role === 'handle' || event.role === 'proxy') return;
  const { origin, site } = event.callback;
  if (origin.kind === 'member' && frontEnd.model.collections.removes.has(origin.name)) {
    const { name, shape } = methodOwner(program, scope, origin.of, event.op.arguments.find((argument) => argument.site === site)?.temp);
    const entries = entriesOf(program, shape);
    if (entries !== undefined && handedTo(cleanup, 0).some((key) => isReusable(frontEnd, program, key))) yield { site, collection: name, entries };
    return;
  }
  if (callback === undefined) return;
  for (const found of removalsFor(frontEnd, program, callback)) {
    const { removal, key, scope: at } = found;
    const [entries] = collectionsOf(cleanup, callback, removal).flatMap((shape) => entriesOf(program, shape) ?? []);
    if (entries === undefined) continue;
    const keys = 'captured' in key ? capturedKeys(program, cleanup, key, found) : keysGiven(cleanup, key);
    if (keys.some((one) => isReusable(frontEnd, program, one))) yield { site: removal.site, collection: collectionName(frontEnd, at, removal), entries };
  }
}

function keysGiven(cleanup: Cleanup, { position, part }: Given): readonly Key[] {
  return handedTo(cleanup, position).flatMap((held) => {
    if (part === undefined) return held;
    const inside = held.parts.get(part);
    return inside === undefined ? [] : { origin: inside, isOfTarget: false, scope: held.scope };
  });
}

/** Of the function that arranges the clean-up, where that does not make the collection anew, too: `finalize(document, lambda: table.pop(name))`. */
function capturedKeys(program: Program, { event, scope }: Cleanup, { captured }: Captured, { removal: { collection }, scope: at }: Removal): readonly Key[] {
  const { variable } = captured;
  if (captured.scope !== scope || event.role !== 'finalizer' || !program.tree.isConstant(scope, variable)) return [];
  if (event.target.kind === 'variable' && event.target.variable === variable) return [];
  const own = collection.kind === 'variable' ? program.tree.resolve(at, collection.variable) : undefined;
  if (own?.scope === scope && soleMaker(own)?.kind !== 'member') return [];
  return [{ origin: originOfVariable(captured), isOfTarget: false, scope }];
}

/** What a variable holds that is bound once. */
function originOfVariable(own: OwnVariable): Origin {
  if (own.variable.kind === 'parameter') return { kind: 'variable', variable: own.variable, shape: UNKNOWN };
  const op = soleMaker(own);
  return op === undefined ? UNKNOWN_ORIGIN : { kind: 'made', op, shape: op.kind === 'typed' ? { kind: 'typed', type: op.type, element: undefined } : UNKNOWN };
}

interface Collection {
  readonly name: string;
  readonly shape: Shape;
}

/** `handles` of `handles.delete.bind(handles)`: where it has just been made, it is of what functions put in later. */
function methodOwner(program: Program, scope: Scope, origin: Origin, callback: Temp | undefined): Collection {
  const known = { name: nameOfOrigin(origin), shape: shapeOfOrigin(origin) };
  if (origin.kind !== 'made' || callback === undefined) return known;
  const temps = tempsOf(scope.graph);
  const bound = temps.maker(callback);
  const method = temps.maker(bound?.kind === 'call' && bound.receiver !== undefined ? bound.receiver : callback);
  const variable = method?.kind === 'member' ? temps.variable(method.of) : undefined;
  return variable === undefined ? known : { name: variable.name, shape: program.held(scope, variable) };
}

function collectionName(frontEnd: FrontEnd, { graph }: Scope, { collection, op }: RemovalEvent): string {
  const named = nameOfOrigin(collection);
  const of = removedFrom(op);
  const maker = named === '' && of !== undefined ? tempsOf(graph).maker(of) : undefined;
  return maker !== undefined && 'site' in maker ? frontEnd.text(maker.site) : named;
}

/** The collection itself, and what its parameter is given for it. */
function collectionsOf(cleanup: Cleanup, { parameters }: CallbackFunction, { collection }: RemovalEvent): readonly Shape[] {
  const position = collection.kind === 'variable' ? parameters.indexOf(collection.variable) : -1;
  return [shapeOfOrigin(collection), ...(position < 0 ? [] : handedTo(cleanup, position).map(({ origin }) => shapeOfOrigin(origin)))];
}

/** What a clean-up is given, or what stands in that under a name. */
interface Given {
  readonly position: number;
  readonly part: string | undefined;
}

/** The function has it from the one around it. */
interface Captured {
  readonly captured: OwnVariable;
}

interface Removal {
  readonly removal: RemovalEvent;
  readonly key: Given | Captured;
  /** Of the function that removes it. */
  readonly scope: Scope;
}

/** What the function is sure to remove by what it is given or has captured, itself or by a function that it calls. */
function* removalsFor(frontEnd: FrontEnd, program: Program, { scope, parameters }: CallbackFunction, depth = 0): Generator<Removal> {
  const certain = new Set<Op>(firstBlocks(scope.graph).flatMap(({ ops }) => ops));
  for (const event of lifetimesIn(program, scope)) {
    if (event.what === 'removal') {
      const key = givenAs(parameters, event.key) ?? capturedAs(program, scope, event.key);
      if (key !== undefined && isUnlooked(frontEnd, scope, event)) yield { removal: event, key, scope };
      continue;
    }
    if (event.what !== 'call' || !certain.has(event.op)) continue;
    const callee = depth < MAX_CALL_DEPTH ? calledFunction(program, event) : undefined;
    if (callee === undefined) continue;
    for (const inside of removalsFor(frontEnd, program, callee, depth + 1)) {
      const key = keyOfCaller(program, { scope, parameters }, inside.key, event.passed);
      if (key !== undefined) yield { ...inside, key };
    }
  }
}

/** What a function that is called gets as its key, in terms of its caller. */
function keyOfCaller(program: Program, { scope, parameters }: Pick<CallbackFunction, 'scope' | 'parameters'>, key: Removal['key'], passed: readonly Origin[]): Removal['key'] | undefined {
  const origin = 'captured' in key ? undefined : passed[key.position];
  if ('captured' in key || origin === undefined) return undefined;
  if (key.part === undefined) return givenAs(parameters, origin) ?? capturedAs(program, scope, origin);
  const own = givenAs(parameters, origin);
  return own === undefined || own.part !== undefined ? undefined : { position: own.position, part: key.part };
}

export function givenAs(parameters: readonly Variable[], key: Origin): Given | undefined {
  const [origin, part] = key.kind === 'member' ? [key.of, key.name] : [key, undefined];
  const position = origin.kind === 'variable' ? parameters.indexOf(origin.variable) : -1;
  return position < 0 ? undefined : { position, part };
}

function capturedAs({ tree }: Program, scope: Scope, key: Origin): Captured | undefined {
  const captured = key.kind === 'variable' && key.variable.kind === 'free' ? tree.resolve(scope, key.variable) : undefined;
  return captured && { captured };
}

/** Whatever the entry has become: that there is one says nothing of whose it is. */
function isUnlooked({ model }: FrontEnd, { graph }: Scope, { op }: RemovalEvent): boolean {
  const collection = removedFrom(op);
  const temps = tempsOf(graph);
  const seen = firstBlocks(graph, (test) => (collection === undefined ? undefined : whereThereIsOne(model, temps, test, collection)));
  return seen.some(({ ops }) => ops.includes(op));
}

function removedFrom(op: Op): Temp | undefined {
  if (op.kind === 'remove-index') return op.of;
  return op.kind === 'call' ? op.receiver : undefined;
}

/** `if (cache.has(key))`, `if (entry !== undefined)`, and `if (bucket)` of the collection itself: where there is no entry nothing is removed. */
function whereThereIsOne(model: FrontEnd['model'], temps: Temps, test: Test, collection: Temp): 'whenTrue' | 'whenFalse' | undefined {
  if (test.kind === 'unknown' || test.other !== undefined) return undefined;
  const isOfEntry = test.within === undefined ? isSamePlace(temps, test.of, collection) || isLookUp(model, temps, test.of, collection) : isSamePlace(temps, test.within, collection);
  if (!isOfEntry) return undefined;
  return test.kind === 'absent' || test.kind === 'null' ? 'whenFalse' : 'whenTrue';
}

/** `cache.get(key)`, `cache[key]`, or the variable that has it. */
function isLookUp({ collections }: FrontEnd['model'], temps: Temps, temp: Temp, collection: Temp): boolean {
  const variable = temps.variable(temp);
  const [write, ...others] = variable?.kind === 'local' ? temps.writesOf(variable) : [];
  const op = temps.maker(write !== undefined && others.length === 0 ? write.from : temp);
  if (op?.kind === 'index') return isSamePlace(temps, op.of, collection);
  const method = op?.kind === 'call' ? temps.maker(op.callee) : undefined;
  return method?.kind === 'member' && (collections.looksUp.has(method.name) || method.name === collections.membership) && isSamePlace(temps, method.of, collection);
}

function isSamePlace(temps: Temps, a: Temp, b: Temp): boolean {
  const [one, other] = [temps.maker(a), temps.maker(b)];
  if (one?.kind === 'read') return other?.kind === 'read' && one.from === other.from;
  return one?.kind === 'member' && other?.kind === 'member' && one.name === other.name && isSamePlace(temps, one.of, other.of);
}

/** Handles, or records with one: `(ref(x), at)`, `Entry(ref(x))`. */
function entriesOf(program: Program, shape: Shape): BlindCleanup['entries'] | undefined {
  const element = shape.kind === 'typed' ? shape.element : undefined;
  if (element === undefined) return undefined;
  if (isHandle(element)) return 'handles';
  return partsOf(program, element).some((part) => isHandle(part)) ? 'records' : undefined;
}

function partsOf(program: Program, record: Shape): readonly Shape[] {
  if (record.kind === 'object') return (program.classes.get(record.class)?.source.fields ?? []).map(({ name }) => program.member(record.class, name));
  return record.kind === 'typed' ? [...(record.parts ?? []), ...(record.members?.values() ?? [])] : [];
}
