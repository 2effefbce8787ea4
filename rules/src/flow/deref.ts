/** Asking a weak handle, directly or through a function that hands its answer on. */
import type { DerefEvent, GivenPlace } from './event.ts';
import type { DerefOp, OpOf, Site, Variable } from './graph.ts';
import type { Place } from './place.ts';
import { MAX_VALUES } from './policy.ts';
import type { Presence } from './presence.ts';
import { isHandle, UNKNOWN } from './shape.ts';
import type { InstanceShape } from './shape.ts';
import { ANY_MEMBER, FOLLOWS, givenName, HANDED_ON, HANDLE_OF, isOfAnalysis, isPlacedInside, ONE_OF, REFERENT_OF, STORED, TAKEN_FROM } from './state.ts';
import type { State } from './state.ts';
import { isGiven, isHeld, isUnchanged, provenBy, shapeOf } from './step.ts';
import type { Step } from './step.ts';
import { ABSENT_VALUE, ANYTHING, ANYTHING_SET, homeOf, onlyValue, single } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';

/** The handles, where the call asks a handle and nothing but handles. */
export function asDeref(step: Step, op: OpOf<'call'>, callee: ValueSet): ReadonlyMap<ValueId, InstanceShape> | undefined {
  const { derefMember } = step.environment.model;
  if (op.arguments.length > 0 || op.isNew) return undefined;
  const handles = new Map<ValueId, InstanceShape>();
  for (const [value] of callee) {
    if (value === ABSENT_VALUE) continue;
    const { source } = step.values.get(value);
    const handle = derefMember === undefined ? value : source.kind === 'member' && source.name === derefMember ? source.of : undefined;
    const shape = handle === undefined ? undefined : shapeOf(step, handle);
    if (handle === undefined || shape === undefined || !isHandle(shape)) return undefined;
    handles.set(handle, shape);
  }
  return handles.size === 0 ? undefined : handles;
}

export function deref(step: Step, op: OpOf<'call'>, handles: ReadonlyMap<ValueId, InstanceShape>): void {
  const [handle] = handles.values();
  if (handle === undefined) return;
  const handleTemp = (step.environment.model.derefMember === undefined ? undefined : op.receiver) ?? op.callee;
  step.state.setTemp(op.to, answer(step, op, { asked: [...handles.keys()], handle, handleTemp, through: undefined, isThere: false }));
}

/** What is asked may be a handle, or the function that asks one. */
interface Question extends Pick<DerefEvent, 'handle' | 'handleTemp' | 'through'> {
  readonly asked: readonly ValueId[];
  /** Whoever asked has found it there. */
  readonly isThere: boolean;
}

export function answer(step: Step, op: DerefOp, { asked, isThere, ...about }: Question): ValueSet {
  const { state, values } = step;
  const only = asked.length === 1 ? asked[0] : undefined;
  const proven = only === undefined ? undefined : provenBy(step, only);
  const presence = isThere || asked.every((one) => isVisiblyAlive(step, one)) ? 'present' : asked.every((one) => isGone(state, one)) ? 'absent' : 'maybe';
  const { handle } = about;
  // Of a class of the file its members are known.
  const referent = values.referent(op, handle.referent.kind === 'object' ? handle.referent : UNKNOWN);
  if (step.isInLoop) state.age(referent, values.earlier(referent));
  state.keep(referent);
  const before = only === undefined ? [] : state.referentsOf(only).filter((one) => one !== referent && isHeld(step, one, (held) => held === one));
  // These follow the ones before them.
  const last = before.slice(-MAX_VALUES);
  if (last.length > 0) state.setMember(referent, FOLLOWS, new Map(last.map((one) => [one, 'maybe'])));
  state.setMember(referent, HANDLE_OF, new Map(asked.map((one) => [one, 'present'])));
  if (isThere && only !== undefined) state.keep(only);
  if (about.through !== undefined) state.setMember(referent, HANDED_ON, ANYTHING_SET);
  if (step.emit !== undefined) {
    // An entry of a container has no place that another graph could name.
    const place = only === undefined || !isHandle(about.handle) ? undefined : givenPlace(step, only);
    step.emit({ kind: 'deref', op, ...about, presence, place, elementOf: only === undefined ? undefined : takenFrom(step, only), provenBy: presence === 'absent' ? undefined : proven });
  }
  return single(referent, presence);
}

function takenFrom({ state, values }: Step, handle: ValueId): Variable | undefined {
  const collection = onlyValue(state.member(handle, TAKEN_FROM));
  const source = collection === undefined ? undefined : values.get(collection).source;
  return source?.kind === 'outer' ? source.variable : undefined;
}

/** Undefined for what the graph has come by itself. */
export function givenPlace({ values }: Pick<Step, 'values'>, value: ValueId): GivenPlace | undefined {
  const { source } = values.get(value);
  if (source.kind === 'outer') return { variable: source.variable, members: [] };
  const holder = source.kind === 'member' ? givenPlace({ values }, source.of) : undefined;
  return source.kind !== 'member' || holder === undefined ? undefined : { ...holder, members: [...holder.members, source.name] };
}

function isGone(state: State, handle: ValueId): boolean {
  return isSoOfEach(state, handle, (one) => state.isGone(one));
}

/** So of the handle, or of each of those that it may be. */
function isSoOfEach(state: State, handle: ValueId, test: (one: ValueId) => boolean): boolean {
  const pending = new Set([handle]);
  for (const one of pending) {
    if (test(one)) continue;
    const several = state.member(one, ONE_OF);
    if (several === undefined) return false;
    for (const value of several.keys()) pending.add(value);
  }
  return true;
}

/** Somebody in sight owns the referent, or the language promises it until the next suspension. */
export function isVisiblyAlive(step: Step, handle: ValueId): boolean {
  return isSoOfEach(step.state, handle, (one) => isKeptAlive(step, one));
}

/** Whatever is waited for in between. */
export function isOwnedForLong(step: Step, handle: ValueId): boolean {
  return isSoOfEach(step.state, handle, (one) => hasOwner(step, one));
}

/** Of `child.parent`, where `child = Child(root)` has been made here: `root`. */
function givenAtConstruction({ state, values, environment }: Step, handle: ValueId): ValueSet | undefined {
  const { source, shape } = values.get(handle);
  const holder = source.kind === 'member' ? values.get(source.of) : undefined;
  const kept = shape.kind === 'instance' ? shape.heldBy : undefined;
  if (kept === undefined || holder?.shape.kind !== 'object' || holder.source.kind !== 'made' || holder.source.op.kind !== 'call') return undefined;
  const constructor = environment.member({ kind: 'class', class: holder.shape.class }, environment.model.constructorName);
  if (constructor.kind !== 'closure') return undefined;
  const { parameters, receiver } = constructor.closure.graph;
  const position = parameters.findIndex(({ variable }) => variable === kept) - (receiver === undefined ? 1 : 0);
  const given = holder.source.op.arguments.findIndex(({ name }, i) => (name === undefined ? i === position : name === kept.name));
  return given < 0 ? undefined : state.member(holder.id, givenName(given));
}

/** The referent is kept when the graph is over. */
export function isOwnedBeyond(step: Step, handle: ValueId): boolean {
  const { state } = step;
  const shape = shapeOf(step, handle);
  // Whoever passed a handle keeps its referent during the call alone.
  if (shape.kind === 'instance' && !isGiven(step, handle) && (shape.keptAlive || shape.isOfOwner)) return true;
  const referent = onlyValue(state.member(handle, REFERENT_OF));
  if (referent === undefined || referent === ANYTHING) return false;
  const isLasting = (place: Place): boolean => (place.kind === 'member' ? !isOfAnalysis(place.name) || isPlacedInside(place.name) : step.isModule || place.variable.kind === 'free');
  const home = homeOf(step.values.get(referent).source);
  return state.member(referent, STORED) !== undefined || [...(home === undefined ? [] : [home]), ...state.placesOf(referent)].some(isLasting);
}

function isKeptAlive(step: Step, handle: ValueId): boolean {
  const { state, environment } = step;
  const isKeptForNow = environment.model.collector.mayCollectAfter === 'suspension' && (state.isKept(handle) || isOfKept(step, handle));
  return isKeptForNow || hasOwner(step, handle);
}

function hasOwner(step: Step, handle: ValueId): boolean {
  const { state, values } = step;
  const shape = shapeOf(step, handle);
  if (shape.kind === 'instance' && (shape.keptAlive || shape.isOfOwner)) return true;
  const target = state.member(handle, REFERENT_OF) ?? givenAtConstruction(step, handle);
  const referent = onlyValue(target);
  if (referent !== undefined && referent !== ANYTHING && isOwned(step, referent)) return true;
  const isAlive = (held: ValueId, presence: Presence): boolean => presence === 'present' && values.get(held).deref !== undefined && isReferentOf(step, held, handle);
  return state.referentsOf(handle).some((one) => isHeld(step, one, isAlive));
}

/** `entries.filter(({ ref }) => ref.deref())`: what passes has had the object of its handle. */
function isOfKept({ state, values }: Step, handle: ValueId): boolean {
  const { source } = values.get(handle);
  return source.kind === 'member' && values.get(source.of).deref === undefined && state.isKept(source.of);
}

/** Whoever holds a referent keeps it beyond the suspension, and the language until the next one. */
export function suspend(step: Step, site: Site): void {
  const { state, environment } = step;
  const candidates = environment.model.collector.mayCollectAfter === 'suspension' ? state.keptNow() : [];
  state.suspend(site);
  for (const handle of candidates.filter((one) => isVisiblyAlive(step, one))) state.keep(handle);
}

/** By itself, or through what it is inside of. */
function isOwned(step: Step, referent: ValueId): boolean {
  const pending = new Set([referent]);
  for (const value of pending) {
    if (isOwnedItself(step, value)) return true;
    for (const owner of ownersOf(step, value)) pending.add(owner);
  }
  return false;
}

function isOwnedItself(step: Step, value: ValueId): boolean {
  const { state, values } = step;
  const { source } = values.get(value);
  const isStillOuter = source.kind === 'outer' && isUnchanged(step, source.variable);
  return isStillOuter || state.member(value, STORED) !== undefined || isHeld(step, value, (held) => held === value);
}

/** `ref(self.child)`, `ref(children[0])`: an object of the file and a list keep it, until something else is put there. */
function ownersOf(step: Step, value: ValueId): ValueId[] {
  const { state, values } = step;
  const { source } = values.get(value);
  if (source.kind !== 'member') return state.placesOf(value).flatMap((place) => (place.kind === 'member' && isPlacedInside(place.name) ? [place.of] : []));
  const { of, name } = source;
  const held = state.member(of, name);
  const isStillThere = (held === undefined || onlyValue(held) === value) && state.member(of, ANY_MEMBER) === undefined;
  return isStillThere && shapeOf(step, of).kind === 'object' ? [of] : [];
}

function isReferentOf(step: Step, value: ValueId, handle: ValueId): boolean {
  const handles = step.state.member(value, HANDLE_OF);
  return handles?.size === 1 && handles.has(handle);
}
