/** What is done to weak containers and with handles, beyond storing: look-ups after a test, changes during a walk, what they cannot do. */
import { isMapping } from './collection.ts';
import { contains } from './contains.ts';
import { isVisiblyAlive } from './deref.ts';
import type { MisuseEvent, StaleEntryEvent } from './event.ts';
import type { DisplayPart, Op, OpOf, Site, Temp, Test } from './graph.ts';
import { tellEntryAnswer, tellHandleStored } from './handle-collection.ts';
import type { Serializing, WeakContainerApi } from './language-model.ts';
import { originOf } from './origin.ts';
import { positional } from './positional.ts';
import { isHandle, UNKNOWN } from './shape.ts';
import type { InstanceShape, Shape } from './shape.ts';
import { entryAt, entryOf, KEYS_OF, PARTS_OF, VIEW_OF } from './state.ts';
import { builtinOf, fresh, provenBy, shapeOf, shapeOfSet, writtenKey } from './step.ts';
import type { Step } from './step.ts';
import { ABSENT_VALUE, ANYTHING, ANYTHING_SET, onlyValue, single } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';
import { weakQuestion } from './weak-question.ts';

/** Notes about a container in a state. */
const CHANGED = '%changed';
const WALKED = '%walked';

/** A weak container, and what is known of it. */
export interface Container {
  readonly value: ValueId;
  readonly shape: InstanceShape;
  readonly api: WeakContainerApi;
}

interface EntryPlace {
  readonly of: ValueId;
  readonly name: string;
}

/** Tells what the operation does to weak containers, in the state before it. */
export function watchContainers(step: Step, op: Op): void {
  switch (op.kind) {
    case 'write':
      // The iterator of a loop.
      if (op.variable.kind === 'hidden') for (const { value } of walked(step, op.from)) step.state.forgetNote(value, CHANGED);
      tellDetachedMethod(step, op);
      break;
    case 'element':
      for (const container of walked(step, op.of)) walk(step, op, container);
      break;
    case 'index':
      for (const container of containers(step, op.of)) {
        tellSought(step, op, container);
        lookUp(step, op, container);
      }
      break;
    case 'set-index':
      for (const container of containers(step, op.of)) store(step, op, container);
      // `slots[at] = ref` of an array puts one in the place of another.
      if (isMapping(step, op.of)) tellHandleStored(step, { collection: op.of, key: op.key, handle: op.from, site: op.site });
      break;
    case 'remove-index':
      for (const container of containers(step, op.of)) {
        tellBrackets(step, op, container);
        tellSought(step, op, container);
        change(step, op, container.value, undefined);
      }
      break;
    case 'member':
      for (const { shape, api } of containers(step, op.of, op.name)) {
        if (api.lacks.has(op.name)) tellMisuse(step, op.nameSite, shape, { what: 'lacking', name: op.name });
      }
      break;
    case 'use':
      if (op.as !== 'iterate') break;
      for (const { shape, api } of containers(step, op.of)) if (!api.isIterable) tellMisuse(step, op.site, shape, { what: 'walked', name: '' });
      break;
    case 'call':
      watchCall(step, op);
      break;
    case 'escape':
      if (op.as === 'return') tellEntryAnswer(step, op);
      break;
    default:
      break;
  }
}

/** `key in container` came out true. */
export function noteMembership(step: Step, { of, within, site }: Exclude<Test, { kind: 'unknown' }>): void {
  if (within === undefined) return;
  for (const { value, api } of containers(step, within)) {
    const place = api.missing.length > 0 && api.holds === 'values' ? entryPlace(step, value, step.state.temp(of)) : undefined;
    if (place !== undefined) step.state.note(place.of, place.name, site);
    const member = api.removes === undefined ? undefined : onlyValue(step.state.temp(of));
    if (member !== undefined && member !== ANYTHING) step.state.note(member, memberOf(value), site);
  }
}

function memberOf(container: ValueId): string {
  return `%member of ${container}`;
}

/** A view such as `items()`, and the container that it walks over. */
export function makeView(step: Step, op: OpOf<'call'>, callee: ValueId): boolean {
  const { source } = step.values.get(callee);
  if (source.kind !== 'member' || op.arguments.length > 0) return false;
  const api = containerOf(step, source.of, source.name)?.api;
  if (api?.views.has(source.name) !== true) return false;
  const made = fresh(step, op, UNKNOWN);
  step.state.setMember(made, VIEW_OF, single(source.of));
  if (api.keyView === source.name) step.state.setMember(made, KEYS_OF, single(source.of));
  step.state.setTemp(op.to, single(made));
  return true;
}

/** `list(rows)`, `sorted(rows.keys())`: the keys stay, what stands under them need not. */
export function noteKeys(step: Step, { to }: OpOf<'call'>, from: ValueSet): void {
  const [copy, value] = [onlyValue(step.state.temp(to)), onlyValue(from)];
  if (copy === undefined || value === undefined) return;
  const keysOf = step.state.member(value, KEYS_OF) ?? (containerOf(step, value)?.api.keyView === undefined ? undefined : from);
  if (keysOf !== undefined) step.state.setMember(copy, KEYS_OF, keysOf);
}

/** A key out of such a copy. */
export function noteListedKey(step: Step, { of, to }: OpOf<'element'>): void {
  const copy = onlyValue(step.state.temp(of));
  if (copy === undefined || step.state.member(copy, VIEW_OF) !== undefined) return;
  const { source } = step.values.get(copy);
  const container = onlyValue(step.state.member(copy, KEYS_OF) ?? ANYTHING_SET);
  if (container === undefined || source.kind !== 'made' || source.op.kind !== 'call' || containerOf(step, container)?.api.holds !== 'values') return;
  const place = entryPlace(step, container, step.state.temp(to));
  if (place !== undefined) step.state.note(place.of, place.name, source.op.site);
}

function walk(step: Step, op: OpOf<'element'>, { value, api: { disturbed } }: Container): void {
  const changedAt = step.state.noted(value, CHANGED);
  if (step.emit !== undefined && !catches(step, disturbed)) {
    if (changedAt !== undefined) step.emit({ kind: 'disturbed-walk', of: op.of, site: op.site, changedAt });
    step.emit({ kind: 'lifetime', what: 'walk', op, container: originOf(step, single(value)), view: viewOf(step, op.of) });
  }
  step.state.note(value, WALKED, op.site);
}

/** `rows.items()`. */
function viewOf(step: Step, temp: Temp): OpOf<'call'> | undefined {
  const value = onlyValue(step.state.temp(temp));
  const source = value === undefined || step.state.member(value, VIEW_OF) === undefined ? undefined : step.values.get(value).source;
  return source?.kind === 'made' && source.op.kind === 'call' ? source.op : undefined;
}

/** @param added what gets an entry; undefined where others change */
function change(step: Step, op: OpOf<'call'> | OpOf<'set-index'> | OpOf<'remove-index'>, container: ValueId, added: Temp | undefined): void {
  if (added !== undefined && isWalkedKey(step, container, added)) return;
  step.state.note(container, CHANGED, op.site);
  step.emit?.({
    kind: 'lifetime',
    what: 'change',
    op,
    site: op.site,
    container: originOf(step, single(container)),
    added: added === undefined ? undefined : originOf(step, step.state.temp(added)),
  });
}

function lookUp(step: Step, op: OpOf<'index'>, container: Container): void {
  tellBrackets(step, op, container);
  tellStale(step, { container: op.of, key: op.key, site: op.site }, container);
}

/** `rows.pop(key)`, which raises where nothing stands in for what is missing. */
function tellTaken(step: Step, op: OpOf<'call'>, container: Container, method: string): void {
  const key = op.arguments.length === 1 ? positional(op, 0) : undefined;
  if (container.api.takes !== method || op.receiver === undefined || key === undefined) return;
  tellStale(step, { container: op.receiver, key: key.temp, site: op.site }, container);
}

function tellStale(step: Step, asked: Omit<StaleEntryEvent, 'kind' | 'testedAt'>, { value, shape, api }: Container): void {
  const place = entryPlace(step, value, step.state.temp(asked.key));
  const testedAt = place === undefined ? undefined : (step.state.noted(place.of, place.name) ?? foundAt(step, handleAt(step, place, shape)));
  if (place === undefined || testedAt === undefined) return;
  if (!catches(step, api.missing)) step.emit?.({ kind: 'stale-entry', ...asked, testedAt });
  // What follows relies on this look-up, no longer on the test.
  step.state.forgetNote(place.of, place.name);
}

/** What stands for the handle that the container has at the place of an entry. */
export function handleAt({ values }: Step, place: EntryPlace, container: InstanceShape): ValueId {
  return values.member(place.of, `${place.name}: handle`, () => container);
}

/** Where the object of the entry was found, if nobody in sight has kept it. */
function foundAt(step: Step, handle: ValueId): Site | undefined {
  return isVisiblyAlive(step, handle) ? undefined : provenBy(step, handle)?.op.site;
}

function store(step: Step, op: OpOf<'set-index'>, container: Container): void {
  tellBrackets(step, op, container);
  const place = entryPlace(step, container.value, step.state.temp(op.key));
  if (place !== undefined) step.state.forgetNote(place.of, place.name);
  change(step, op, container.value, op.key);
}

/** `for key in d: d[key] = value`: the entry is there already. */
function isWalkedKey(step: Step, container: ValueId, key: Temp): boolean {
  const walkedAt = step.state.noted(container, WALKED);
  const value = onlyValue(step.state.temp(key));
  const source = value === undefined ? undefined : step.values.get(value).source;
  return walkedAt !== undefined && source?.kind === 'made' && source.op.kind === 'element' && contains(walkedAt, source.op.site);
}

/** `d[key]` of a container that holds its keys weakly. */
function tellSought(step: Step, op: OpOf<'index'> | OpOf<'remove-index'>, { shape, api }: Container): void {
  const { key, site } = op;
  const answer = op.kind === 'index' ? op.to : undefined;
  if (api.byIndex && api.holds === 'keys') weakQuestion(step, key, site, { api: shape.name, site, answer, fails: api.looksUp.fails });
}

function watchCall(step: Step, op: OpOf<'call'>): void {
  const { instances } = step.environment.model;
  const value = onlyValue(step.state.temp(op.callee));
  if (value === undefined) {
    tellPutInOne(step, op);
    return;
  }
  const { source, shape } = step.values.get(value);
  if (shape.kind === 'named') {
    tellSerialized(step, op, step.environment.model.serializers.get(shape.name));
    const api = step.environment.model.api(shape.name);
    const isMade = api?.role === 'handle' || api?.role === 'container' || api?.role === 'registry';
    if (isMade && instances.needNew && !op.isNew) tellMisuse(step, op.site, { name: shape.name }, { what: 'called', name: '' });
  }
  if (source.kind !== 'member') return;
  tellDetached(step, op, source.name);
  tellSerialized(step, op, step.environment.model.serializers.get(`*.${source.name}`));
  const holder = builtinOf(step, source.of, source.name);
  if (holder.kind === 'instance') {
    if (instances.needReceiver && op.receiver === undefined) tellMisuse(step, op.site, holder, { what: 'detached', name: source.name });
    if (holder.api.role === 'container') {
      if (holder.api.changes.has(source.name)) change(step, op, source.of, holder.api.stores[source.name] === undefined ? undefined : op.arguments[0]?.temp);
      tellRemoval(step, op, source.of, source.name);
      tellTaken(step, op, { value: source.of, shape: holder, api: holder.api }, source.name);
    }
    return;
  }
  const { searches } = step.environment.model.collections;
  if (holder.kind === 'typed' && !instances.areEqualByReferent && searches.has(source.name)) for (const { temp } of op.arguments.slice(0, 1)) tellFreshHandle(step, temp);
  tellPut(step, op, source.name);
}

/** Of what is one of several collections: `let refs = table.get(name)`, made there if there is none. */
function tellPutInOne(step: Step, op: OpOf<'call'>): void {
  const sources = [...step.state.temp(op.callee).keys()].map((value) => step.values.get(value).source);
  const members = sources.flatMap((source) => (source.kind === 'member' && builtinOf(step, source.of, source.name).kind !== 'instance' ? [source.name] : []));
  const [method, ...others] = members;
  if (method !== undefined && members.length === sources.length && others.every((other) => other === method)) tellPut(step, op, method);
}

/** `refs.append(ref)`, `refs.set(key, ref)`. */
function tellPut(step: Step, op: OpOf<'call'>, method: string): void {
  const { puts, merges } = step.environment.model.collections;
  const position = puts.get(method);
  const [handle, key] = position === undefined ? [] : [op.arguments[position], op.arguments[position - 1]];
  if (handle !== undefined && op.receiver !== undefined) tellHandleStored(step, { collection: op.receiver, key: key?.temp, handle: handle.temp, site: op.site });
  if (merges.has(method)) tellMerged(step, op);
}

/** `rows.update({ key: ref })`, `refs.extend([ref])`, written out. */
function tellMerged(step: Step, { receiver, arguments: given, site }: OpOf<'call'>): void {
  for (const { temp, spread, name } of given) {
    const value = onlyValue(step.state.temp(temp));
    const made = value === undefined ? undefined : step.values.get(value).source;
    if (receiver === undefined || spread !== 'none' || name !== undefined || made?.kind !== 'made' || made.op.kind !== 'display') continue;
    const { parts } = made.op;
    for (const [i, part] of parts.entries()) {
      if (part.role === 'spread' || part.role === 'key') continue;
      const key = parts[i - 1];
      tellHandleStored(step, { collection: receiver, key: key?.role === 'key' && part.role === 'value' ? key.temp : undefined, handle: part.temp, site });
    }
  }
}

/** `items.filter(seen.has)`: called without its container, which `items.filter(seen.has, seen)` brings along. */
function tellDetached(step: Step, op: OpOf<'call'>, caller: string): void {
  const { instances, collections, callbacks } = step.environment.model;
  if (step.emit === undefined || !instances.needReceiver || !(collections.visits.has(caller) || callbacks.continues.has(caller))) return;
  for (const { temp, site, spread } of op.arguments) {
    const method = spread === 'none' ? methodIn(step, temp) : undefined;
    if (method === undefined) continue;
    const isBrought = [op.receiver, ...op.arguments.map((argument) => argument.temp)].some((one) => one !== undefined && step.state.temp(one).has(method.of));
    if (!isBrought) tellMisuse(step, site, method.holder, { what: 'detached', name: method.name });
  }
}

/** `const { deref } = ref`. */
function tellDetachedMethod(step: Step, { variable, from }: OpOf<'write'>): void {
  const method = step.emit !== undefined && step.environment.model.instances.needReceiver ? methodIn(step, from) : undefined;
  if (method !== undefined) step.emit?.({ kind: 'detached-method', variable, api: method.holder.name, name: method.name });
}

/** Of a weak object. */
function methodIn(step: Step, temp: Temp): { readonly of: ValueId; readonly holder: InstanceShape; readonly name: string } | undefined {
  const value = onlyValue(step.state.temp(temp));
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (source?.kind !== 'member') return undefined;
  const holder = builtinOf(step, source.of, source.name);
  return holder.kind === 'instance' && hasMethod(step, holder, source.name) ? { of: source.of, holder, name: source.name } : undefined;
}

function hasMethod({ environment: { model } }: Step, { api }: InstanceShape, name: string): boolean {
  switch (api.role) {
    case 'handle':
      return name === model.derefMember;
    case 'container':
      return api.asks.includes(name) || Object.hasOwn(api.stores, name);
    case 'registry':
      return name === 'register' || name === model.withdraws;
    default:
      return false;
  }
}

/** The argument is written, copied or sent as a whole, and nobody around waits for it to fail. */
function tellSerialized(step: Step, op: OpOf<'call'>, as: Serializing | undefined): void {
  const [argument] = op.arguments;
  if (as === undefined || argument?.spread !== 'none' || step.block.catches.length > 0) return;
  const { serializerOptions } = step.environment.model;
  if (op.arguments.some(({ name, spread }) => spread === 'keywords' || (name !== undefined && serializerOptions.has(name)))) return;
  const replacer = op.arguments[1];
  const isChanged = as === 'text' && replacer !== undefined && onlyValue(step.state.temp(replacer.temp)) !== ABSENT_VALUE;
  const shapeIn = (temp: Temp): Shape => shapeOfSet(step, step.state.temp(temp));
  for (const { temp, site } of isChanged ? [argument] : [argument, ...writtenInside(step, argument.temp)]) {
    step.emit?.({ kind: 'serialized', as, shape: shapeIn(temp), value: site, within: undefined, site: op.site });
  }
  // A copy of a collection is meant to be of the same handles.
  const value = isChanged || as === 'copy' ? undefined : onlyValue(step.state.temp(argument.temp));
  if (value === undefined || isMadeFor(step, value, argument.temp)) return;
  for (const { shape, part } of handlesInside(step, value)) {
    step.emit?.({ kind: 'serialized', as, shape, value: argument.site, within: { temp: argument.temp, part }, site: op.site });
  }
}

function isMadeFor(step: Step, value: ValueId, temp: Temp): boolean {
  const { source } = step.values.get(value);
  return source.kind === 'made' && 'to' in source.op && source.op.to === temp;
}

interface HandleInside {
  readonly shape: Shape;
  readonly part: Site;
}

/** `const payload = { ref }`: what was made for a value that is written out. One that says itself how it is written is left alone. */
function handlesInside(step: Step, value: ValueId): readonly HandleInside[] {
  const handles: HandleInside[] = [];
  // Each once: in a loop, what is made of itself is among its own parts.
  const pending = new Set([value]);
  for (const one of pending) {
    const { source } = step.values.get(one);
    if (source.kind !== 'made' || source.op.kind !== 'display') continue;
    const { parts, site } = source.op;
    if (parts.some(({ name, role }) => role === 'spread' || name === 'toJSON')) continue;
    for (const part of step.state.member(one, PARTS_OF)?.keys() ?? []) {
      const { shape, source: of } = step.values.get(part);
      if (shape.kind !== 'instance') pending.add(part);
      else handles.push({ shape, part: of.kind === 'made' && 'site' in of.op ? of.op.site : (parts.length === 1 ? parts[0]?.site : undefined) ?? site });
    }
  }
  return handles;
}

/** `{ ref, at: [first, second] }`: what is in a value that is written out on the spot. */
function writtenInside(step: Step, temp: Temp): readonly Pick<DisplayPart, 'temp' | 'site'>[] {
  const value = onlyValue(step.state.temp(temp));
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (source?.kind !== 'made' || source.op.kind !== 'display' || source.op.to !== temp) return [];
  return source.op.parts.filter(({ role }) => role === 'element' || role === 'value').flatMap((part) => [part, ...writtenInside(step, part.temp)]);
}

/** `members.remove(x)`, which raises for one that is not there. */
function tellRemoval(step: Step, op: OpOf<'call'>, container: ValueId, method: string): void {
  const api = containerOf(step, container, method)?.api;
  if (api?.removes !== method || op.receiver === undefined || catches(step, api.missing)) return;
  const [argument] = op.arguments;
  const member = argument === undefined ? undefined : onlyValue(step.state.temp(argument.temp));
  // Whoever asks for a member holds it: it has not died since.
  if (member !== undefined && step.state.noted(member, memberOf(container)) !== undefined) return;
  step.emit?.({ kind: 'weak-removal', callee: op.callee, container: op.receiver, site: op.site });
}

/** A handle made on the spot is found nowhere, and equals no other. */
function tellFreshHandle(step: Step, temp: Temp): void {
  const value = onlyValue(step.state.temp(temp));
  if (value === undefined) return;
  const { source, shape } = step.values.get(value);
  if (source.kind !== 'made' || source.op.kind !== 'call' || step.state.isHeld(value, (held) => held === value)) return;
  // `map.get(key)` gives one that was made elsewhere.
  if (isHandle(shape) && shape.madeAt.includes(source.op.site)) tellMisuse(step, source.op.site, shape, { what: 'fresh-key', name: '' });
}

/** `new WeakRef(a) === ref`. */
export function tellFreshComparison(step: Step, test: Test): void {
  if (test.kind !== 'matches' || test.other === undefined || step.environment.model.instances.areEqualByReferent) return;
  tellFreshHandle(step, test.of);
  if (test.other.temp !== test.of) tellFreshHandle(step, test.other.temp);
}

function tellBrackets(step: Step, op: OpOf<'index'> | OpOf<'set-index'> | OpOf<'remove-index'>, { value, shape, api }: Container): void {
  // A class that derives from a container may have members of its own.
  if (api.byIndex || shapeOf(step, value).kind === 'object') return;
  const isSymbol = [...step.state.temp(op.key).keys()].some((key) => {
    const of = shapeOf(step, key);
    return (of.kind === 'typed' && of.type === 'symbol') || of.kind === 'named';
  });
  if (!isSymbol) tellMisuse(step, op.site, shape, { what: 'brackets', name: '' });
}

function tellMisuse(step: Step, site: Site, { name: api }: { readonly name: string }, about: Pick<MisuseEvent, 'what' | 'name'>): void {
  step.emit?.({ kind: 'misuse', api, site, ...about });
}

/** The containers that a temp holds, if it holds nothing else. */
export function containers(step: Step, temp: Temp, member?: string): readonly Container[] {
  const found: Container[] = [];
  for (const value of step.state.temp(temp).keys()) {
    if (value === ABSENT_VALUE) continue;
    const container = containerOf(step, value, member);
    if (container === undefined) return [];
    found.push(container);
  }
  return found;
}

/** The containers that an iteration over the temp walks. */
function walked(step: Step, temp: Temp): readonly Container[] {
  const value = onlyValue(step.state.temp(temp));
  if (value === undefined) return [];
  const [viewed] = step.state.member(value, VIEW_OF)?.keys() ?? [];
  if (viewed === undefined) return containers(step, temp).filter(({ api }) => api.isIterable);
  const container = containerOf(step, viewed);
  return container === undefined ? [] : [container];
}

/** @param member what is asked of it, which a class that derives from a container may answer itself */
export function containerOf(step: Step, value: ValueId, member?: string): Container | undefined {
  const shape = builtinOf(step, value, member);
  return shape.kind === 'instance' && shape.api.role === 'container' ? { value, shape, api: shape.api } : undefined;
}

/** Where the test of an entry is noted: with the key, so that a new key has no notes; with the container for a key written out. */
export function entryPlace(step: Step, container: ValueId, keys: ValueSet): EntryPlace | undefined {
  const key = onlyValue(keys);
  if (key === undefined || key === ANYTHING) return undefined;
  const written = writtenKey(step, key);
  return written === undefined ? { of: key, name: entryOf(container) } : { of: container, name: entryAt(written) };
}

/** A handler around waits for one of these. */
function catches(step: Step, names: readonly string[]): boolean {
  return step.block.catches.some((caught) => caught === 'everything' || caught.some((name) => names.includes(name)));
}
