/** Plain collections: what is put in, and what comes out again. */
import type { InsideAnswer } from './event.ts';
import type { Argument, Closure, DerefOp, FlowGraph, Op, OpOf, Temp, Variable } from './graph.ts';
import { MAX_COLLECTION_DEPTH } from './policy.ts';
import { isHandle, joinShapes, orUnset, UNKNOWN } from './shape.ts';
import type { Shape, TypedShape } from './shape.ts';
import { ASKS, COPY_OF, ELEMENTS_OF, ITSELF, OUT_OF, PUT_INTO, SIFTED, TAKEN_FROM, entryAt, entryOf, entryUnder, isPlacedInside, joinSets, partAt } from './state.ts';
import { ABSENT_VALUE, ANYTHING, ANYTHING_SET, homeOf, onlyValue, single } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';
import type { AskedInside, Listed, Summary } from './summary.ts';
import type { Place } from './place.ts';
import { positional } from './positional.ts';
import { builtinOf, collectionNow, fresh, isCaught, oneOf, partsOf, shallow, shapeNow, shapeOf, shapeOfSet, storedShape, writtenKey } from './step.ts';
import type { Step } from './step.ts';

/** What the parts of a display make it a collection of. */
export function fillDisplay(step: Step, made: ValueId, op: OpOf<'display'>): void {
  const elements = op.parts.filter((part) => part.role === 'element' || part.role === 'value').map((part) => step.state.temp(part.temp));
  const spread = spreadIn(step, op);
  const byValue = spread.filter((values) => spreadShape(step, op.type, values) === undefined).map((values) => elementsOf(step, values));
  const all = [...elements, ...byValue].filter((values) => values.size > 0);
  if (all.length > 0) step.state.setMember(made, ELEMENTS_OF, all.reduce((joined, values) => joinSets(joined, values)));
  if ([...elements, ...byValue, ...spread].every((values) => areKept(step, values))) step.state.keep(made);
  nameParts(step, made, op);
  const [copied, ...others] = spread;
  if (copied !== undefined && others.length === 0 && elements.length === 0) step.state.setMember(made, COPY_OF, copied);
  const isShort = op.parts.every(({ role }) => role === 'element') && elements.length <= MAX_PARTS;
  if (!isShort || !elements.some((values) => isWorthFollowing(shapeOfSet(step, values)) || hasAnswer(step, values))) return;
  for (const [position, values] of elements.entries()) step.state.setMember(made, partAt(position), values);
}

/** `new Map([[key, value]])`: of the values in the pairs that are written out. */
export function fillMapping(step: Step, made: ValueId, entries: ValueSet): void {
  const pairs = elementsOf(step, entries);
  if (pairs === ANYTHING_SET || pairs.size === 0) return;
  const values = [...pairs.keys()].map((pair) => valuesAt(step, single(pair), 1));
  if (!values.every((known) => known !== undefined)) return;
  const all = values.reduce((joined, known) => joinSets(joined, known));
  step.state.setMember(made, ELEMENTS_OF, all);
  if (areKept(step, all)) step.state.keep(made);
}

/** What the second parts of all pairs are, where that is known by what they are alone. */
export function valueShape(step: Step, entries: ValueSet): Shape | undefined {
  const pair = elementShape(step, entries);
  const value = pair.kind === 'typed' ? pair.parts?.[1] : undefined;
  return value !== undefined && isWorthFollowing(value) ? value : undefined;
}

function hasAnswer({ values: table }: Step, values: ValueSet): boolean {
  return [...values.keys()].some((value) => table.get(value).deref !== undefined);
}

/** `{ ref: new WeakRef(node), at: 1 }`: what stands under each name, where there are handles, or nothing yet. What is copied from elsewhere may have the same names. */
function nameParts({ state, ...step }: Step, made: ValueId, { type, parts }: OpOf<'display'>): void {
  const { namedParts, partsAreMembers } = step.environment.model.collections;
  if (!namedParts.has(type) || parts.some(({ role }) => role === 'spread')) return;
  const named = parts.flatMap(({ name, temp, role }) => (name === undefined || role !== 'value' ? [] : [[name, state.temp(temp)] as const]));
  const isOfInterest = (shape: Shape): boolean => holdsHandles(shape) || (partsAreMembers && (shape.kind === 'absent' || shape.kind === 'closure'));
  if (!named.some(([, values]) => isOfInterest(shapeOfSet({ state, ...step }, values)) || hasAnswer({ state, ...step }, values))) return;
  for (const [name, values] of named) state.setMember(made, partsAreMembers ? name : partAt(name), values);
}

/** `[*refs.values()]`, `[...refs]`: what all the elements are that are known by what they are alone. */
export function spreadElement(step: Step, op: OpOf<'display'>): Shape | undefined {
  return spreadIn(step, op).reduce<Shape | undefined>((joined, values) => {
    const shape = spreadShape(step, op.type, values);
    return shape === undefined ? joined : joinShapes(joined, shape);
  }, undefined);
}

function spreadIn(step: Step, op: OpOf<'display'>): readonly ValueSet[] {
  return op.parts.filter((part) => part.role === 'spread').map((part) => step.state.temp(part.temp));
}

/** Undefined where the elements are known by value, or not at all. A mapping gives its keys, or itself to another one. */
function spreadShape(step: Step, type: string, values: ValueSet): Shape | undefined {
  const { iteratesPairs, mappings } = step.environment.model.collections;
  if (elementsOf(step, values) !== ANYTHING_SET) return undefined;
  const element = elementShape(step, values);
  if (!isWorthFollowing(element)) return undefined;
  if (hasTypeIn(step, values, iteratesPairs)) return pairOf(element);
  return hasTypeIn(step, values, mappings) && !mappings.has(type) ? undefined : element;
}

/** Until the next suspension no handle among the values, or in collections among them, can lose its object. */
function areKept(step: Step, values: ValueSet): boolean {
  return [...values.keys()].every((value) => step.state.isKept(value) || !isWorthFollowing(shapeNow(step, value)));
}

/** A longer display is a list of things of one kind. */
const MAX_PARTS = 4;

/** A handle, or something with handles in it. */
function holdsHandles(shape: Shape): boolean {
  if (shape.kind !== 'typed') return isHandle(shape);
  const inside = [shape.element, ...(shape.parts ?? []), ...(shape.members?.values() ?? [])];
  return inside.some((one) => one !== undefined && holdsHandles(one));
}

/** A handle, something with handles in it, or an object of the file, which may have some. */
export function isWorthFollowing(shape: Shape): boolean {
  if (shape.kind !== 'typed') return isHandle(shape) || shape.kind === 'object';
  return (shape.element !== undefined && isWorthFollowing(shape.element)) || (shape.parts ?? []).some(isWorthFollowing) || holdsHandles(shape);
}

/** `refs.append(x)`, `refs[k] = x`. */
export function putInto(step: Step, collection: ValueId, values: ValueSet, method?: string): void {
  if (values.size === 0) return;
  forgetEntries(step, single(collection));
  if (builtinOf(step, collection).kind === 'typed') {
    step.state.setMember(collection, ELEMENTS_OF, joinSets(step.state.member(collection, ELEMENTS_OF), values));
    if (!areKept(step, values)) step.state.forgetKept(collection);
  } else {
    for (const value of values.keys()) if (shapeOf(step, value).kind === 'typed') step.state.setMember(value, PUT_INTO, single(collection));
  }
  // Told also where it is not yet known to be a collection: that may be found out from what other graphs write. What was taken out of it adds nothing.
  if (step.emit === undefined) return;
  const brought = new Map([...values].filter(([value]) => onlyValue(step.state.member(value, OUT_OF)) !== collection));
  if (brought.size === 0) return;
  const shape = shallow(storedShape(step, brought), MAX_COLLECTION_DEPTH - 1);
  tellElement(step, collection, shape);
  const type = typeInside(step, collection, method);
  if (type === undefined) return;
  for (const outer of outersOf(step, collection)) tellElement(step, outer, { kind: 'typed', type, element: shallow(shape, MAX_COLLECTION_DEPTH - 2) });
}

/** For whoever finds the collection elsewhere. */
function tellElement(step: Step, collection: ValueId, shape: Shape): void {
  for (const place of placesOf(step, collection)) {
    if (place.kind === 'variable') step.emit?.({ kind: 'element-write', variable: place.variable, shape });
    else step.emit?.({ kind: 'element-write', of: shapeOf(step, place.of), name: place.name, shape });
  }
  const itself = shapeOf(step, onlyValue(step.state.member(collection, ITSELF)) ?? collection);
  if (itself.kind === 'object') step.emit?.({ kind: 'element-write', of: itself, name: ITSELF, shape });
}

/** Of a collection in another one, as it is known or as the method tells. */
function typeInside(step: Step, collection: ValueId, method: string | undefined): string | undefined {
  const shape = builtinOf(step, collection);
  if (shape.kind === 'typed') return shape.type;
  return method === undefined ? undefined : step.environment.model.collections.puttersOf.get(method);
}

/** `topics[name].append(ref)`: the collections that it was taken out of, or has been put into here. */
function outersOf({ state }: Step, collection: ValueId): ValueId[] {
  const perhaps = [OUT_OF, PUT_INTO].flatMap((name) => onlyValue(state.member(collection, name)) ?? []);
  const into = state.placesOf(collection).flatMap((place) => (place.kind === 'member' && place.name === ELEMENTS_OF ? [place.of] : []));
  return [...perhaps.filter((outer) => outer !== ANYTHING), ...into];
}

/** Where others find the collection: where it was when the graph was entered, or where the graph has put what it made. */
function placesOf({ values, state }: Step, collection: ValueId): readonly Place[] {
  const { source } = values.get(collection);
  const home = homeOf(source);
  if (home !== undefined) return [home];
  return source.kind === 'made' ? state.placesOf(collection) : [];
}

/** One element: `for x in xs`, `xs[i]`, `xs.pop()`; the one at a position, where a value is taken apart. */
function takeFrom(step: Step, op: OpOf<'element'> | OpOf<'index'> | OpOf<'call'>, collections: ValueSet, position?: number | string): void {
  const { state } = step;
  const part = typeof position === 'number' ? valuesAt(step, collections, position) : undefined;
  const answer = part === undefined ? uncheckedElement(step, collections) : undefined;
  if (part !== undefined) state.setTemp(op.to, part);
  else if (answer !== undefined) {
    const taken = elementOf(step, op, answer);
    state.setMember(taken, OUT_OF, collections);
    state.setTemp(op.to, single(taken, 'maybe'));
  } else {
    const shape = elementShape(step, collections, position);
    // `get` may find none; where there is nothing at all, some languages give an absent value.
    const isListed = op.kind === 'element' && op.position === undefined;
    const mayBeUnset = op.kind === 'call' || (step.environment.model.initialisers !== undefined && !isListed);
    const taken = fresh(step, op, mayBeUnset ? orUnset(shape) : shape);
    if (areKept(step, collections)) state.keep(taken);
    noteSource(step, taken, collections);
    if (!isHandle(shape)) state.setMember(taken, OUT_OF, collections);
    state.setTemp(op.to, single(taken));
  }
}

/** `topics.get(name)` of what is not yet known to be a collection. */
export function noteTaken({ state, values, environment }: Step, op: OpOf<'call'>, callee: ValueSet): void {
  const value = onlyValue(callee);
  const taken = onlyValue(state.temp(op.to));
  const source = value === undefined ? undefined : values.get(value).source;
  if (source?.kind !== 'member' || taken === undefined || taken === ANYTHING || !environment.model.collections.takes.has(source.name)) return;
  if (values.get(source.of).shape.kind === 'unknown') state.setMember(taken, OUT_OF, single(source.of));
}

/** Callers may know that the handles of a parameter are there. */
function noteSource({ state, values, environment }: Step, taken: ValueId, collections: ValueSet): void {
  const collection = onlyValue(collections);
  const source = collection === undefined ? undefined : values.get(collection).source;
  const isGiven = source?.kind === 'outer' && source.variable.kind === 'parameter';
  if (isGiven && environment.model.collector.mayCollectAfter === 'suspension') state.setMember(taken, TAKEN_FROM, collections);
}

/** `xs[k]`, `xs.get(k)`: the same one as before, where nothing was put in or taken out since. */
export function takeByKey(step: Step, op: OpOf<'index'> | OpOf<'call'>, collections: ValueSet, key: Temp, position?: number): void {
  const places = entryPlaces(step, collections, keyIn(step, op, step.state.temp(key)));
  const known = places === undefined ? undefined : knownAt(step, places);
  if (known !== undefined) return step.state.setTemp(op.to, single(known));
  takeFrom(step, op, collections, position ?? nameIn(step, key));
  const taken = step.state.temp(op.to);
  if (isHandle(shapeOfSet(step, taken)) || hasAnswer(step, taken)) for (const { of, name } of places?.noted ?? []) step.state.setMember(of, name, taken);
}

/** What has just been taken out of the collection with an index stays there until the collection is changed. */
export function noteInside(step: Step, taken: Temp): void {
  const value = onlyValue(step.state.temp(taken));
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (value === undefined || source?.kind !== 'made' || source.op.kind !== 'index') return;
  const collection = onlyValue(step.state.temp(source.op.of));
  if (collection === undefined || builtinOf(step, collection).kind !== 'typed') return;
  for (const { of, name } of entryPlaces(step, single(collection), onlyValue(step.state.temp(source.op.key)))?.noted ?? []) step.state.setMember(of, name, single(value));
}

/** `d["name"]`. */
function nameIn(step: Step, key: Temp): string | undefined {
  const value = onlyValue(step.state.temp(key));
  return value === undefined ? undefined : writtenKey(step, value)?.text;
}

/** One of several numbers or texts gets a name of its own, also where it came from: the next look-up by it is by the same. */
function keyIn(step: Step, op: Op, keys: ValueSet): ValueId | undefined {
  const only = onlyValue(keys);
  if (only !== undefined && (!step.isInLoop || !isRewritten(step, only))) return only;
  if (!areScalars(step, keys)) return only;
  let one: ValueId | undefined;
  step.state.replaceSet(keys, () => single((one = oneOf(step, op, keys))));
  return one;
}

/** Numbers or texts. */
function areScalars(step: Step, keys: ValueSet): boolean {
  return [...keys.keys()].every((key) => {
    const { shape, source } = step.values.get(key);
    const isCounted = source.kind === 'outer' && step.counted.has(source.variable);
    return isCounted || (shape.kind === 'typed' && shape.element === undefined && shape.parts === undefined);
  });
}

/** Each turn of a loop finds another key in the variable. */
function isRewritten({ state, values, rewritten }: Step, key: ValueId): boolean {
  const variable = state.variableHolding(key);
  const { source } = values.get(key);
  const hasNameOfItsOwn = source.kind === 'made' && (source.op.kind === 'index' || source.op.kind === 'call');
  return variable !== undefined && rewritten.has(variable) && !hasNameOfItsOwn;
}

interface EntryPlaces {
  /** All of them hold what stands there, if it is known. */
  readonly noted: readonly EntryPlace[];
  /** Where the parts of displays are. */
  readonly parts: readonly EntryPlace[];
}

interface EntryPlace {
  readonly of: ValueId;
  readonly name: string;
}

/** What is found in one of several collections is noted with each of them, and with which they are. */
function entryPlaces(step: Step, collections: ValueSet, key: ValueId | undefined): EntryPlaces | undefined {
  const several = [...collections.keys()].filter((collection) => collection !== ABSENT_VALUE);
  if (several.length === 0 || several.includes(ANYTHING) || key === undefined || key === ANYTHING) return undefined;
  const among = several.length === 1 ? '' : ` among ${several.sort((a, b) => a - b).join()}`;
  const written = writtenKey(step, key);
  if (written === undefined) {
    return { noted: several.flatMap((of) => [{ of, name: entryUnder(key) + among }, { of: key, name: entryOf(of) + among }]), parts: [] };
  }
  return { noted: several.map((of) => ({ of, name: entryAt(written) + among })), parts: several.map((of) => ({ of, name: partAt(written.text) })) };
}

function knownAt({ state }: Step, { noted, parts }: EntryPlaces): ValueId | undefined {
  const heldIn = ([first, ...others]: readonly EntryPlace[]): ValueId | undefined => {
    const held = first && onlyValue(state.member(first.of, first.name));
    return others.every(({ of, name }) => onlyValue(state.member(of, name)) === held) ? held : undefined;
  };
  const inside = heldIn(noted) ?? heldIn(parts);
  return inside === ANYTHING ? undefined : inside;
}

export function forgetEntries({ state }: Step, collections: ValueSet): void {
  for (const collection of collections.keys()) if (collection !== ANYTHING) state.forgetMembers(collection, isPlacedInside);
}

/** `for x in xs`, `[x] = xs`: of most mappings it gives keys. */
export function iterate(step: Step, op: OpOf<'element'>): void {
  const collections = step.state.temp(op.of);
  if (hasTypeIn(step, collections, step.environment.model.collections.iteratesPairs)) pairsOf(step, op, collections);
  else takeFrom(step, op, isMapping(step, op.of) ? ANYTHING_SET : collections, op.position);
}

/** What stands at the position in the one collection that this is. */
function valuesAt(step: Step, collections: ValueSet, position: number): ValueSet | undefined {
  const collection = onlyValue(collections);
  return collection === undefined ? undefined : step.state.member(collection, partAt(position));
}

/** `pair[1]`: the place in what has one for each of its elements, or comes from where it was seen or said what stands where. */
export function placeIn(step: Step, { of, key }: OpOf<'index'>): number | undefined {
  const value = onlyValue(step.state.temp(key));
  const text = value === undefined ? undefined : writtenKey(step, value)?.text;
  const values = step.state.temp(of);
  const hasPlaces = hasTypeIn(step, values, step.environment.model.collections.records) || [...values.keys()].some((one) => isInParts(shapeOf(step, one)));
  return text !== undefined && /^\d$/.test(text) && hasPlaces ? Number(text) : undefined;
}

function isInParts(shape: Shape): boolean {
  return shape.kind === 'typed' && shape.parts !== undefined;
}

/** A deref whose answer was put in without a look. */
function uncheckedElement(step: Step, collections: ValueSet): DerefOp | undefined {
  for (const collection of collections.keys()) {
    if (asksKept(step, collection)) continue;
    for (const [element, presence] of step.state.member(collection, ELEMENTS_OF) ?? []) {
      const { deref } = step.values.get(element);
      if (deref !== undefined && presence !== 'present') return deref;
    }
  }
  return undefined;
}

/** And where, in what has been written out. */
export function uncheckedInside(step: Step, collections: ValueSet): InsideAnswer | undefined {
  const op = uncheckedElement(step, collections);
  const only = onlyValue(collections);
  const parts = op === undefined || only === undefined ? [] : partsOf(step, only);
  const position = parts.findIndex((values) => [...values].some(([value, presence]) => step.values.get(value).deref === op && presence !== 'present'));
  return op && { op, at: position < 0 ? undefined : { position, of: parts.length } };
}

/** The handles that are asked for the next element have their objects. */
function asksKept(step: Step, collection: ValueId): boolean {
  const asked = step.state.member(collection, ASKS);
  return asked !== undefined && areAllKept(step, asked);
}

function areAllKept({ state }: Step, values: ValueSet): boolean {
  return [...values.keys()].every((value) => state.isKept(value));
}

/** What a function has asked the handles of a collection for; a generator asks each when somebody wants its answer. */
export function noteListed(step: Step, made: ValueId, { op, of, at }: Listed, { isGenerator }: FlowGraph, given: ReadonlyMap<Variable, ValueSet>): void {
  const asked = of === undefined ? undefined : given.get(of);
  if (asked !== undefined && !isGenerator && areAllKept(step, asked)) return;
  if (asked !== undefined && isGenerator) step.state.setMember(made, ASKS, asked);
  const answer = single(step.values.referent(op), 'maybe');
  step.state.setMember(made, ELEMENTS_OF, answer);
  for (let position = 0; position < (at?.of ?? 0); position++) step.state.setMember(made, partAt(position), position === at?.position ? answer : ANYTHING_SET);
}

function elementOf(step: Step, op: Op, deref: DerefOp): ValueId {
  const value = step.values.part(op, deref);
  if (step.isInLoop) step.state.age(value, step.values.earlier(value));
  return value;
}

/** `for k, v in d.items()`, `for (const [k, v] of map)`: each element with its key. */
export function pairsOf(step: Step, op: OpOf<'element'> | OpOf<'call'>, collections: ValueSet): void {
  const pair = pairOf(elementShape(step, collections));
  const shape: Shape = op.kind === 'element' ? pair : { kind: 'typed', type: PAIRS, element: pair };
  const made = fresh(step, op, shape);
  if (areKept(step, collections)) step.state.keep(made);
  step.state.setMember(made, COPY_OF, collections);
  step.state.setTemp(op.to, single(made));
}

function pairOf(element: Shape): Shape {
  return { kind: 'typed', type: PAIR, element: UNKNOWN, parts: [UNKNOWN, element] };
}

/** Nobody asks for these types by name. */
const PAIR = 'pair';
const PAIRS = 'pairs';

/** `xs.values().next().value`. */
function stepOver(step: Step, op: OpOf<'call'>, collections: ValueSet, member: string | undefined): void {
  takeFrom(step, op, collections);
  const taken = step.state.temp(op.to);
  const made = fresh(step, op, { kind: 'typed', type: 'object', element: undefined });
  if (member !== undefined) step.state.setMember(made, member, taken);
  step.state.setTemp(op.to, single(made));
}

/** `next(iter(xs))`, `max(xs)`. True where it is known what the call gives. */
export function pickBy(step: Step, op: OpOf<'call'>, name: string): boolean {
  const picker = step.environment.model.collections.pickers.get(name);
  const of = positional(op, 0);
  const isOne = picker !== undefined && op.arguments.filter((argument) => argument.name === undefined).length <= picker.most;
  if (of === undefined || !isOne || isMapping(step, of.temp)) return false;
  takeFrom(step, op, step.state.temp(of.temp));
  return true;
}

/** `zip(xs, ys)`, `Object.entries(record)`: the elements again, in pairs or without their keys. True where that is what the call does. */
export function listBy(step: Step, op: OpOf<'call'>, name: string): boolean {
  const { listers, zippers } = step.environment.model.collections;
  const as = listers.get(name);
  const of = positional(op, 0);
  if (as !== undefined && of !== undefined && isMapping(step, of.temp)) {
    if (as === 'pairs') pairsOf(step, op, step.state.temp(of.temp));
    else copyOf(step, op, step.state.temp(of.temp), 'array');
    return true;
  }
  if (!zippers.has(name) || op.arguments.some(({ spread }) => spread !== 'none')) return false;
  const parts = op.arguments.filter((argument) => argument.name === undefined).map(({ temp }) => (isMapping(step, temp) ? UNKNOWN : elementShape(step, step.state.temp(temp))));
  step.state.setTemp(op.to, single(fresh(step, op, { kind: 'typed', type: PAIRS, element: { kind: 'typed', type: PAIR, element: UNKNOWN, parts } })));
  return true;
}

/** A collection of the same elements: `xs[:]`, `list(xs)`, `d.values()`. */
export function copyOf(step: Step, op: OpOf<'index'> | OpOf<'call'>, collections: ValueSet, type: string): void {
  const shape: TypedShape = { kind: 'typed', type, element: elementShape(step, collections) };
  const copy = fresh(step, op, shape);
  if (areKept(step, collections)) step.state.keep(copy);
  step.state.setMember(copy, COPY_OF, collections);
  step.state.setTemp(op.to, single(copy));
}

/** What the method of a collection does; false where nothing is known of it. */
export function callOnCollection(step: Step, op: OpOf<'call'>, collection: ValueId, method: string): boolean {
  putBy(step, op, collection, method);
  const { kind } = builtinOf(step, collection, method);
  if (kind === 'absent') return giveNothingYet(step, op, collection, method);
  if (kind !== 'typed') return kind === 'unknown' && mapUnknown(step, op, method);
  lookBy(step, op, collection, method);
  return giveBy(step, op, single(collection), method);
}

/** `nodes.map((node) => new WeakRef(node))` of whatever has such a method: handles come of it. */
function mapUnknown(step: Step, op: OpOf<'call'>, method: string): boolean {
  const visitor = step.environment.model.collections.maps.has(method) ? positional(op, 0) : undefined;
  const closure = visitor === undefined ? undefined : closureIn(step, visitor.temp);
  const result = closure === undefined ? undefined : step.environment.summary(closure)?.result;
  if (visitor === undefined || result === undefined || !isHandle(result)) return false;
  mapBy(step, op, visitor);
  return true;
}

/** What may be one of several collections gets the argument in all of them, and gives what one of them gives. */
export function callOnSeveral(step: Step, op: OpOf<'call'>, collections: ValueSet, method: string): boolean {
  const typed = [...collections.keys()].filter((collection) => builtinOf(step, collection, method).kind === 'typed');
  for (const collection of typed) {
    putBy(step, op, collection, method);
    lookBy(step, op, collection, method);
  }
  return typed.length === collections.size && giveBy(step, op, collections, method);
}

function putBy(step: Step, op: OpOf<'call'>, collection: ValueId, method: string): void {
  const { puts, merges } = step.environment.model.collections;
  const position = puts.get(method);
  if (position !== undefined) for (const argument of op.arguments.slice(position)) putInto(step, collection, valuesOf(step, argument), method);
  if (merges.has(method)) for (const { temp } of op.arguments) putInto(step, collection, elementsOf(step, step.state.temp(temp)));
}

/** `heapq.heappush(jobs, job)`. */
export function putByFunction(step: Step, op: OpOf<'call'>, name: string): void {
  const [into, element] = step.environment.model.collections.putters.has(name) ? [positional(op, 0), positional(op, 1)] : [];
  const collection = into === undefined ? undefined : onlyValue(step.state.temp(into.temp));
  if (collection !== undefined && element !== undefined) putInto(step, collection, step.state.temp(element.temp));
}

/** The visitor gets the elements; what stood where may have changed by then. */
function lookBy(step: Step, op: OpOf<'call'>, collection: ValueId, method: string): void {
  const { visits, keeps } = step.environment.model.collections;
  const [visitor] = op.arguments;
  if (visitor !== undefined) for (const position of visits.get(method) ?? []) visit(step, visitor, single(collection), position);
  if (!keeps.has(method)) forgetEntries(step, single(collection));
}

/** Not found out yet: `this.refs = this.refs.filter(isAlive)` and `this.refs.set(key, this.refs.get(key))` add nothing to what others write. */
function giveNothingYet(step: Step, op: OpOf<'call'>, collection: ValueId, method: string): boolean {
  const { copies, takes, takesPairs, pairs } = step.environment.model.collections;
  if (!copies.has(method)) return [takes, takesPairs, pairs].some((methods) => methods.has(method)) && giveBy(step, op, single(collection), method);
  step.state.setTemp(op.to, single(fresh(step, op, NONE_SEEN)));
  return true;
}

function giveBy(step: Step, op: OpOf<'call'>, from: ValueSet, method: string): boolean {
  const { collections } = step.environment.model;
  const [visitor] = collections.visits.has(method) ? op.arguments : [];
  const [key] = collections.looksUp.has(method) ? op.arguments : [];
  if (key !== undefined) takeByKey(step, op, from, key.temp);
  else if (collections.takes.has(method)) takeFrom(step, op, from);
  else if (collections.takesPairs.has(method)) step.state.setTemp(op.to, single(fresh(step, op, pairOf(elementShape(step, from)))));
  else if (collections.steps.has(method)) stepOver(step, op, from, collections.steps.get(method));
  else if (collections.pairs.has(method)) pairsOf(step, op, from);
  else if (collections.maps.has(method) && visitor !== undefined) mapBy(step, op, visitor);
  else if (collections.copies.has(method)) copyOf(step, op, from, copyType(step, from));
  else return false;
  if (visitor !== undefined && collections.sifts.has(method) && findsAlive(step, visitor)) {
    for (const value of step.state.temp(op.to).keys()) {
      step.state.keep(value);
      step.state.note(value, SIFTED, op.site);
    }
  }
  return true;
}

/** `refs.slice()` is again what `refs` is; `map.values()` is no mapping. */
function copyType(step: Step, collections: ValueSet): string {
  const { mappings } = step.environment.model.collections;
  const shape = [...collections.keys()].reduce<Shape | undefined>((joined, collection) => joinShapes(joined, builtinOf(step, collection)), undefined);
  return shape?.kind === 'typed' && !mappings.has(shape.type) ? shape.type : 'list';
}

/** `refs.filter((ref) => ref.deref())`: what passes has just given its object, and some languages keep that until the next suspension. */
function findsAlive(step: Step, visitor: Argument): boolean {
  const closure = closureIn(step, visitor.temp);
  const summary = closure === undefined || closure.graph.isAsync ? undefined : step.environment.summary(closure);
  const { collector, derefMember } = step.environment.model;
  if (collector.mayCollectAfter !== 'suspension' || closure === undefined || summary === undefined) return false;
  // `(ref) => ref.deref()?.isOpen`: what else it looks at, it has the object for.
  if (summary.outcome === undefined && derefMember !== undefined && closure.graph.mentions.has(derefMember)) return true;
  const place = (summary.handsOn ?? askedWhereTrue(summary))?.place;
  // Of the element, or of the handle in it.
  return place !== undefined && place.members.length < 2 && place.variable === closure.graph.parameters[0]?.variable;
}

/** The handle whose answer is there where the function gives true. */
function askedWhereTrue({ outcome }: Summary): AskedInside | undefined {
  if (outcome?.of.kind !== 'answer' || outcome.test === 'null') return undefined;
  return (outcome.test === 'absent') === outcome.negated ? outcome.of.asked : undefined;
}

/** `sorted(refs, key=visitor)`, `map(visitor, refs)`. True where it is known what the call gives. */
export function visitBy(step: Step, op: OpOf<'call'>, name: string): boolean {
  const model = step.environment.model.collections.visitors.get(name);
  const visitor = model === undefined ? undefined : argumentAt(op, model.by);
  const of = model === undefined ? undefined : argumentAt(op, model.of);
  if (model === undefined || visitor === undefined || of === undefined) return false;
  const collections = step.state.temp(of.temp);
  const isOfPairs = hasTypeIn(step, collections, step.environment.model.collections.iteratesPairs);
  if (isMapping(step, of.temp) && !isOfPairs) return false;
  if (isOfPairs) tellVisit(step, visitor, pairOf(elementShape(step, collections)), undefined);
  else visit(step, visitor, collections);
  if (model.gives === 'results') mapBy(step, op, visitor);
  else if (model.gives === 'elements') copyOf(step, op, step.state.temp(of.temp), 'generator');
  return model.gives !== 'other';
}

function argumentAt(op: OpOf<'call'>, at: number | string): Argument | undefined {
  return typeof at === 'number' ? positional(op, at) : op.arguments.find(({ name }) => name === at);
}

/** `refs.forEach(visitor)`: a parameter gets each element. */
function visit(step: Step, visitor: Argument, collections: ValueSet, position = 0): void {
  const shape = elementShape(step, collections);
  const isKept = isHandle(shape) && step.environment.model.collector.mayCollectAfter === 'suspension' && areKept(step, collections);
  tellVisit(step, visitor, isKept ? { ...shape, keptAlive: true, isCaught: true } : shape, uncheckedElement(step, collections), position);
}

function tellVisit(step: Step, visitor: Argument, shape: Shape, unchecked: DerefOp | undefined, position = 0): void {
  const closure = closureIn(step, visitor.temp);
  const parameter = closure?.graph.parameters[position];
  if (closure === undefined || parameter === undefined) return;
  // A handler around the call catches what the function raises.
  if (isCaught(step, 'member')) step.emit?.({ kind: 'expected-failure', graph: closure.graph });
  step.emit?.({ kind: 'pass', to: parameter.variable, shape, unchecked });
}

/** `refs.map((ref) => ref.deref())`: a collection of what the function returns. */
function mapBy(step: Step, op: OpOf<'call'>, visitor: Argument): void {
  const closure = closureIn(step, visitor.temp);
  const summary = closure === undefined || closure.graph.isAsync ? undefined : step.environment.summary(closure);
  const made = fresh(step, op, { kind: 'typed', type: 'array', element: summary?.result });
  if (summary?.handsOn !== undefined) step.state.setMember(made, ELEMENTS_OF, single(step.values.referent(summary.handsOn.op), 'maybe'));
  step.state.setTemp(op.to, single(made));
}

export function closureIn(step: Step, temp: Temp): Closure | undefined {
  const value = onlyValue(step.state.temp(temp));
  const shape = value === undefined ? undefined : shapeOf(step, value);
  return shape?.kind === 'closure' ? shape.closure : undefined;
}

function valuesOf(step: Step, argument: Argument): ValueSet {
  const values = step.state.temp(argument.temp);
  return argument.spread === 'none' ? values : elementsOf(step, values);
}

/** Is a mapping, whose iteration gives keys. */
export function isMapping(step: Step, temp: Temp): boolean {
  return hasTypeIn(step, step.state.temp(temp), step.environment.model.collections.mappings);
}

function hasTypeIn(step: Step, values: ValueSet, types: ReadonlySet<string>): boolean {
  return [...values.keys()].some((value) => {
    const shape = builtinOf(step, value);
    return shape.kind === 'typed' && types.has(shape.type);
  });
}

/** What all elements are, if that is one thing worth following; absent while nothing has been seen to be put in. */
function elementShape(step: Step, collections: ValueSet, position?: number | string): Shape {
  let element: Shape | undefined;
  for (const value of collections.keys()) {
    if (value === ABSENT_VALUE) continue;
    const shape = collectionNow(step, value);
    if (shape.kind === 'absent') continue;
    if (shape.kind !== 'typed') return UNKNOWN;
    const at = typeof position === 'string' ? shape.members?.get(position) : position === undefined ? undefined : shape.parts?.[position];
    const one = at ?? shape.element;
    if (one !== undefined) element = joinShapes(element, one);
  }
  if (element === undefined) return NONE_SEEN;
  return element.kind === 'absent' || isWorthFollowing(element) ? element : UNKNOWN;
}

const NONE_SEEN: Shape = { kind: 'absent' };

/** The elements as far as they are known by value; anything, where they are not. */
export function elementsOf(step: Step, collections: ValueSet): ValueSet {
  let elements: ValueSet | undefined;
  for (const value of collections.keys()) {
    const known = value === ANYTHING ? undefined : step.state.member(value, ELEMENTS_OF);
    if (known !== undefined) elements = joinSets(elements, known);
    else if (!isEmptyDisplay(step, value)) return ANYTHING_SET;
  }
  return elements ?? new Map();
}

/** Undefined where some of them are not known. */
export function knownElements(step: Step, collections: ValueSet): ValueSet | undefined {
  const elements = elementsOf(step, collections);
  return elements === ANYTHING_SET || elements.size === 0 ? undefined : elements;
}

function isEmptyDisplay(step: Step, value: ValueId): boolean {
  const { source } = step.values.get(value);
  return source.kind === 'made' && source.op.kind === 'display' && source.op.parts.length === 0;
}
