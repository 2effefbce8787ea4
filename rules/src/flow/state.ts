/** What holds at one point of a graph: what variables, temps and members may hold, and which handles were seen alive. */
import { DenseMap } from './dense-map.ts';
import type { Site, Temp, Variable } from './graph.ts';
import { Holdings } from './holdings.ts';
import type { MemberPlace, Place, PlaceId, PlaceTable } from './place.ts';
import { MAX_VALUES } from './policy.ts';
import { joinPresence, narrowPresence } from './presence.ts';
import type { Presence } from './presence.ts';
import { ABSENT_VALUE, ANYTHING, ANYTHING_SET, single } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';

/** Members of the analysis' own, beside the program's: `%` cannot stand in a name. */
export const REFERENT_OF = '%referent';
export const HANDLE_OF = '%handle';
/** Set where a function has asked the handle, and handed its answer on. */
export const HANDED_ON = '%handed-on';
export const SUBJECT_OF = '%subject';
/** What was seen to be there where a value was found out; one of several. */
export function seenWith(position: number): string {
  return `%seen ${position}`;
}
/** What is there if the value of a call counts as true, or as false; one of several. */
export function shownBy(truth: boolean, position: number): string {
  return `%shown ${truth} ${position}`;
}
/** Handles that have their objects if so, until the next suspension. */
export function keptBy(truth: boolean): string {
  return `%kept ${truth}`;
}
export const CALLBACK_OF = '%callback';
/** What a function made of another one calls. */
export const CALLED_OF = '%called';
/** Set where that makes a bound method of it. */
export const BINDS = '%binds';
export const PARTS_OF = '%parts';
/** What a coroutine or generator that has not begun was called with. */
export const FRAME_OF = '%frame';
/** Answers of the same handle that were held when this one was given: it is there exactly if they are. */
export const FOLLOWS = '%follows';
/** The handles that a place may hold: it holds one of them, and always the same. */
export const ONE_OF = '%one-of';
/** What was put into a collection here. */
export const ELEMENTS_OF = '%elements';
/** The collection that the value was taken from. */
export const TAKEN_FROM = '%taken-from';
/** The collection that a value came out of which may be a collection itself. */
export const OUT_OF = '%out-of';
/** What a collection has been put into which may be a collection itself. */
export const PUT_INTO = '%put-into';
/** The collection whose elements, or some of them, it was made with. */
export const COPY_OF = '%copy-of';
/** Of a collection with nothing in it but what has just given its object. */
export const SIFTED = '%sifted';
/** The collections whose handles are asked when an element is taken. */
export const ASKS = '%asks';
/** What comes of waiting for the value. */
export const AWAITED = '%awaited';
/** Of an answer that somebody has found false, which mostly means gone. */
export const FOUND_FALSE = '%found-false';
/** Of a finalizer that was found to have its object. */
export const FOUND_ALIVE = '%found-alive';
/** Of `super`: the object itself. */
export const ITSELF = '%itself';
/** The weak container that the value walks over. */
export const VIEW_OF = '%view';
/** The weak container that the value has keys of: it keeps those, and none of what stands under them. */
export const KEYS_OF = '%keys';
/** Set where a call of its class has made the value. */
export const MADE_BY_CLASS = '%new';
/** Set where a function of the program gave the value, which may have had it from before. */
export const GIVEN_BY_FUNCTION = '%given';
/** Set once any of its members may have been changed. */
export const ANY_MEMBER = '%any';
/** Set once the value has been put into a container. */
export const STORED = '%stored';

/** What an object's constructor was given at a position. */
export function givenName(position: number): string {
  return `%given${position}`;
}

/** What stands at a position of a short collection. */
export function partAt(position: number | string): string {
  return `%part ${position}`;
}

/** What was read under a key of a collection that is written out. */
export function entryAt({ type, text }: { readonly type: string; readonly text: string }): string {
  return `%entry ${type} ${text}`;
}

/** Under another key: it is noted with the key as well, so that a new key has nothing under it. */
export function entryUnder(key: ValueId): string {
  return `%entry under ${key}`;
}

export function entryOf(collection: ValueId): string {
  return `%key of ${collection}`;
}

/** A note that the value was found to have the member. */
export function hasMember(name: string): string {
  return `%has ${name}`;
}

export function isPlacedInside(name: string): boolean {
  return name.startsWith('%entry ') || name.startsWith('%part ');
}

/** A handle's referent was tested and found present. */
export interface Proof {
  readonly referent: ValueId;
  /** The suspension since then, if any. */
  readonly suspendedAt: Site | undefined;
}

/** How a graph begins. */
export interface Start {
  /** What a place holds; undefined for a member of something that is not there yet. */
  of(place: Place): ValueSet | undefined;
  /** What a member of something made in the graph holds until it is written to. */
  ofMade(member: MemberPlace): ValueSet;
  isMadeHere(value: ValueId): boolean;
  /** Where the value is found until something else is written there; undefined for what has no such place. */
  home(value: ValueId): Place | undefined;
}

export class State {
  readonly #places: PlaceTable;
  readonly #held: Holdings;
  readonly #temps: DenseMap<ValueSet>;
  readonly #proofs: DenseMap<Proof>;
  /** Handles made or found alive, answers given, and collections filled with nothing but such handles, since the last suspension. */
  readonly #kept: DenseMap<true>;
  /** Handles that have given nothing: the dead stay dead. */
  readonly #gone: DenseMap<true>;
  /** Where something has happened to what stands at a place, on any path. */
  readonly #notes: DenseMap<Site>;
  /** Temps that a cast claims to be there. */
  readonly #claims: DenseMap<Site>;
  /** What is not written since may be anything. */
  readonly #isGivenUp: boolean;

  constructor(places: PlaceTable, from?: State, isGivenUp = from === undefined ? false : from.#isGivenUp) {
    this.#places = places;
    this.#isGivenUp = isGivenUp;
    this.#held = new Holdings(from === undefined ? undefined : from.#held);
    this.#temps = new DenseMap(from === undefined ? undefined : from.#temps);
    this.#proofs = new DenseMap(from === undefined ? undefined : from.#proofs);
    this.#kept = new DenseMap(from === undefined ? undefined : from.#kept);
    this.#gone = new DenseMap(from === undefined ? undefined : from.#gone);
    this.#notes = new DenseMap(from === undefined ? undefined : from.#notes);
    this.#claims = new DenseMap(from === undefined ? undefined : from.#claims);
  }

  copy(): State {
    return new State(this.#places, this);
  }

  /** A state of which nothing is known and to which nothing can be added. */
  givenUp(): State {
    return this.#isGivenUp ? this : new State(this.#places, undefined, true);
  }

  variable(variable: Variable): ValueSet | undefined {
    return this.#held.get(this.#places.variable(variable)) ?? (this.#isGivenUp ? MANY : undefined);
  }

  setVariable(variable: Variable, values: ValueSet): void {
    const place = this.#places.variable(variable);
    const before = this.#held.get(place);
    this.#held.set(place, values);
    if (before !== undefined) this.#forgetLostAnswers(before.keys());
  }

  /** It is again as at the start of the graph. */
  forgetVariable(variable: Variable): void {
    const place = this.#places.variable(variable);
    const before = this.#held.get(place);
    if (before === undefined) return;
    this.#held.delete(place);
    this.#forgetLostAnswers(before.keys());
  }

  /** Unknown for a temp that nothing wrote. */
  temp(temp: Temp): ValueSet {
    return this.#temps.get(temp) ?? ANYTHING_SET;
  }

  setTemp(temp: Temp, values: ValueSet): void {
    this.#temps.set(temp, values);
  }

  clearTemps(): void {
    const passed = new Set<ValueId>();
    this.#temps.forEach((values) => {
      for (const value of values.keys()) if (this.#places.membersOf(value).size > 0) passed.add(value);
    });
    this.#temps.clear();
    this.#claims.clear();
    this.#forgetLostAnswers(passed);
  }

  member(of: ValueId, name: string): ValueSet | undefined {
    return this.#held.get(this.#places.member(of, name));
  }

  setMember(of: ValueId, name: string, values: ValueSet): void {
    this.#held.set(this.#places.member(of, name), values);
  }

  /** What such members hold is no longer known. */
  forgetMembers(of: ValueId, isForgotten: (name: string) => boolean): void {
    for (const [name, place] of this.#places.membersOf(of)) {
      if (isForgotten(name) && this.#held.get(place) !== undefined) this.#held.set(place, ANYTHING_SET);
    }
  }

  proof(handle: ValueId): Proof | undefined {
    return this.#proofs.get(handle);
  }

  /** The answers that were looked at and found there, of each handle the last. */
  proofs(): ValueId[] {
    const referents: ValueId[] = [];
    this.#proofs.forEach(({ referent }) => referents.push(referent));
    return referents;
  }

  setProof(handle: ValueId, referent: ValueId): void {
    this.#proofs.set(handle, { referent, suspendedAt: undefined });
  }

  /** Something is let go on purpose: what was found alive before need not be. */
  forgetProofs(): void {
    this.#proofs.clear();
  }

  isKept(handle: ValueId): boolean {
    return this.#kept.has(handle);
  }

  keep(handle: ValueId): void {
    this.#kept.set(handle, true);
  }

  forgetKept(handle: ValueId): void {
    this.#kept.delete(handle);
  }

  keptNow(): ValueId[] {
    const kept: ValueId[] = [];
    this.#kept.forEach((_, value) => kept.push(value));
    return kept;
  }

  isGone(handle: ValueId): boolean {
    return this.#gone.has(handle);
  }

  setGone(handle: ValueId): void {
    this.#gone.set(handle, true);
  }

  noted(of: ValueId, name: string): Site | undefined {
    return this.#notes.get(this.#places.member(of, name));
  }

  note(of: ValueId, name: string, site: Site): void {
    this.#notes.set(this.#places.member(of, name), site);
  }

  forgetNote(of: ValueId, name: string): void {
    this.#notes.delete(this.#places.member(of, name));
  }

  claim(temp: Temp): Site | undefined {
    return this.#claims.get(temp);
  }

  setClaim(temp: Temp, site: Site): void {
    this.#claims.set(temp, site);
  }

  suspend(site: Site): void {
    this.#kept.clear();
    const unbroken: [ValueId, Proof][] = [];
    this.#proofs.forEach((proof, handle) => {
      if (proof.suspendedAt === undefined) unbroken.push([handle, proof]);
    });
    for (const [handle, proof] of unbroken) this.#proofs.set(handle, { ...proof, suspendedAt: site });
  }

  /** Narrows the value wherever it is held. What cannot be on this path is dropped; a set may become empty. */
  narrow(value: ValueId, isPresent: boolean): void {
    this.#replace(value, (values, presence) => {
      const narrowed = narrowPresence(presence, isPresent);
      if (narrowed === presence) return values;
      if (narrowed !== undefined && values.size === 1) return single(value, narrowed);
      const next = new Map(values);
      if (narrowed === undefined) next.delete(value);
      else next.set(value, narrowed);
      return next;
    });
  }

  /** The value may be there after all. */
  doubt(value: ValueId): void {
    this.#replace(value, (values) => new Map(values).set(value, 'maybe'));
  }

  /** Puts another set wherever this very one is held: the places that got it from each other. */
  replaceSet(values: ValueSet, by: () => ValueSet): void {
    const [value] = [...values.keys()].filter((one) => one !== ANYTHING && one !== ABSENT_VALUE);
    if (value === undefined) return;
    const places: PlaceId[] = [];
    const temps: Temp[] = [];
    this.#held.forEachHolding(value, (place, held) => {
      if (held === values) places.push(place);
    });
    this.#temps.forEach((held, temp) => {
      if (held === values) temps.push(temp);
    });
    const replacement = by();
    for (const place of places) this.#held.set(place, replacement);
    for (const temp of temps) this.#temps.set(temp, replacement);
  }

  /** The operation that made `value` runs again: what is still held is the `earlier` one. */
  age(value: ValueId, earlier: ValueId): void {
    const handles = this.member(value, HANDLE_OF);
    const isEarlierKept = this.#isKeptWhenAged(value, earlier);
    this.#replace(value, (values, presence) => {
      if (values.size === 1) return single(earlier, presence);
      const next = new Map(values);
      next.delete(value);
      const known = next.get(earlier);
      next.set(earlier, known === undefined ? presence : joinPresence(known, presence));
      return next;
    });
    for (const [name, place] of this.#places.membersOf(value)) {
      this.#notes.delete(place);
      const values = this.#held.get(place);
      if (values === undefined) continue;
      this.#held.delete(place);
      if (isOfAnalysis(name)) this.setMember(earlier, name, joinSets(this.member(earlier, name), values));
    }
    this.#proofs.delete(value);
    this.#kept.delete(value);
    if (isEarlierKept) this.#kept.set(earlier, true);
    else this.#kept.delete(earlier);
    this.#gone.delete(value);
    for (const handle of handles?.keys() ?? []) {
      const proof = this.#proofs.get(handle);
      if (proof?.referent === value) this.#proofs.set(handle, { ...proof, referent: earlier });
    }
  }

  /** Whichever of the two it will have been. */
  #isKeptWhenAged(value: ValueId, earlier: ValueId): boolean {
    const kept = [value, earlier].filter((one) => this.#kept.has(one));
    return kept.length > 0 && [value, earlier].every((one) => kept.includes(one) || !(this.#holds(one) || this.#isPassing(one)));
  }

  /**
   * Is it held, alone or with others that pass the test, by a variable, or by a member of what passes the other one? Temps do not count: they
   * die with their statement.
   */
  isHeld(value: ValueId, test: (value: ValueId, presence: Presence) => boolean, mayHold: (holder: ValueId) => boolean = () => true): boolean {
    return this.#held.someHolding(value, (id, values) => {
      const place = this.#places.get(id);
      return (place.kind === 'variable' || (!isOfAnalysis(place.name) && mayHold(place.of))) && holdsOnly(values, test);
    });
  }

  /** Variables and members that hold the value alone, and what it is inside of. */
  holdersOf(value: ValueId): Place[] {
    const holders: Place[] = [];
    this.#held.forEachHolding(value, (id, values) => {
      const place = this.#places.get(id);
      const isInside = place.kind === 'member' && (place.name === ELEMENTS_OF || place.name === PARTS_OF || isPlacedInside(place.name));
      if (isInside || (values.size === 1 && (place.kind === 'variable' || !isOfAnalysis(place.name)))) holders.push(place);
    });
    return holders;
  }

  #holds(value: ValueId, holdsNothing = HANDLE_OF): boolean {
    return this.#held.someHolding(value, (id) => {
      const place = this.#places.get(id);
      return place.kind === 'variable' || (place.name !== holdsNothing && place.of !== value);
    });
  }

  /** An answer that nobody has any more tells nothing: without it the handle's next ones cost no more than the first. So does one of several handles. */
  #forgetLostAnswers(lost: Iterable<ValueId>): void {
    const pending = [...lost];
    for (const value of pending) {
      const members = this.#places.membersOf(value);
      const [handle, follows, several] = [members.get(HANDLE_OF), members.get(FOLLOWS), members.get(ONE_OF)];
      if (handle !== undefined && this.#held.get(handle) !== undefined && !this.#isAtHand(value)) {
        this.#held.delete(handle);
        if (follows !== undefined) this.#held.delete(follows);
      }
      const handles = several === undefined || this.#isPassing(value) || this.#holds(value) ? undefined : this.#held.get(several);
      if (several === undefined || handles === undefined) continue;
      this.#held.delete(several);
      pending.push(...handles.keys());
    }
  }

  /** Somebody may still ask what the answer is. */
  #isAtHand(answer: ValueId): boolean {
    return this.#isPassing(answer) || this.#holds(answer, FOLLOWS);
  }

  #isPassing(value: ValueId): boolean {
    return this.#temps.some((values) => values.has(value));
  }

  /** The values that came from asking this handle and no other. */
  referentsOf(handle: ValueId): ValueId[] {
    return this.#having(HANDLE_OF, handle);
  }

  /** The handles that point to the value and to no other. */
  handlesOf(value: ValueId): ValueId[] {
    return this.#having(REFERENT_OF, value);
  }

  #having(name: string, value: ValueId): ValueId[] {
    return this.placesOf(value).flatMap((place) => (place.kind === 'member' && place.name === name ? [place.of] : []));
  }

  /** The places that hold the value alone. */
  placesOf(value: ValueId): Place[] {
    const places: Place[] = [];
    this.#held.forEachHolding(value, (id, values) => {
      if (values.size === 1) places.push(this.#places.get(id));
    });
    return places;
  }

  variableHolding(value: ValueId): Variable | undefined {
    let holder: Variable | undefined;
    this.#held.forEachHolding(value, (id, values) => {
      const place = this.#places.get(id);
      if (place.kind === 'variable' && place.variable.kind !== 'hidden' && values.size === 1) holder ??= place.variable;
    });
    return holder;
  }

  /**
   * Undefined where nothing new comes in. What the graph has not written yet is as at its start. Where
   * that is not known, the other side's values stand.
   */
  join(other: State, start: Start): State | undefined {
    if (this.#isGivenUp) return undefined;
    if (other.#isGivenUp) return this.givenUp();
    let joined: State | undefined;
    const next = (): State => (joined ??= this.copy());
    const absorbed: ValueId[] = [];
    const answered: { readonly of: ValueId; readonly id: PlaceId; readonly values: ValueSet }[] = [];
    this.#held.differences(other.#held, (id, own, theirs) => {
      const place = this.#places.get(id);
      if (own === undefined && theirs !== undefined && place.kind === 'member' && (place.name === HANDLE_OF || place.name === FOLLOWS)) {
        answered.push({ of: place.of, id, values: theirs });
        return;
      }
      const without = own === undefined ? this : theirs === undefined ? other : undefined;
      let initial = without === undefined ? undefined : start.of(place);
      if (initial === undefined && place.kind === 'member' && without !== undefined && !without.#isLost(place.of, start)) {
        // Who has the collection and nothing noted of the entry may find anything there.
        if (isPlacedInside(place.name)) {
          if (own !== undefined) next().#held.delete(id);
          return;
        }
        // "What is found is what is made" (`flow/policy.ts`).
        if (!isOfAnalysis(place.name) && without.noted(place.of, hasMember(place.name)) === undefined) initial = start.ofMade(place);
      }
      const incoming = theirs ?? initial;
      if (incoming === undefined) return;
      const values = joinSets(own ?? initial, incoming);
      if (values === own) return;
      next().#held.set(id, values);
      if (values === MANY) absorbed.push(...(own?.keys() ?? []), ...incoming.keys());
    });
    if (absorbed.length > 0) next().#forgetLostAnswers(absorbed);
    this.#temps.differences(other.#temps, (temp, own, theirs) => {
      if (theirs === undefined) return;
      const values = joinSets(own, theirs);
      if (values !== own) next().#temps.set(temp, values);
    });
    // Where many values have met, nobody has the other side's answers any more.
    for (const { of, id, values } of answered) if ((joined ?? this).#isAtHand(of)) next().#held.set(id, values);
    this.#proofs.differences(other.#proofs, (handle, own, theirs) => {
      if (own === undefined) return;
      if (theirs === undefined) next().#proofs.delete(handle);
      else if (own.suspendedAt === undefined && theirs.suspendedAt !== undefined) next().#proofs.set(handle, { ...own, suspendedAt: theirs.suspendedAt });
    });
    // Of what one side has not made, or has written over, the other side knows better.
    this.#kept.differences(other.#kept, (handle, own) => {
      if (own === true && !other.#isLost(handle, start)) next().#kept.delete(handle);
      if (own === undefined && this.#isLost(handle, start)) next().#kept.set(handle, true);
    });
    this.#gone.differences(other.#gone, (handle, own) => {
      if (own === true) next().#gone.delete(handle);
    });
    this.#notes.differences(other.#notes, (place, own, theirs) => {
      if (own === undefined && theirs !== undefined) next().#notes.set(place, theirs);
    });
    this.#claims.differences(other.#claims, (temp, own, theirs) => {
      if (own === undefined && theirs !== undefined) next().#claims.set(temp, theirs);
    });
    return joined;
  }

  /** Nothing in this state can be the value. */
  #isLost(value: ValueId, start: Start): boolean {
    if (this.#holds(value)) return false;
    const home = start.home(value);
    return home === undefined ? start.isMadeHere(value) : this.#isWritten(home);
  }

  #isWritten(place: Place): boolean {
    const id = place.kind === 'variable' ? this.#places.variable(place.variable) : this.#places.member(place.of, place.name);
    return this.#held.get(id) !== undefined;
  }

  #replace(value: ValueId, map: (values: ValueSet, presence: Presence) => ValueSet): void {
    const replaced = (values: ValueSet): ValueSet => {
      const presence = values.get(value);
      return presence === undefined ? values : map(values, presence);
    };
    this.#held.replace(value, replaced);
    this.#temps.forEach((values, temp) => {
      const mapped = replaced(values);
      if (mapped !== values) this.#temps.set(temp, mapped);
    });
  }
}

export function isOfAnalysis(member: string): boolean {
  return member.startsWith('%');
}

function holdsOnly(values: ValueSet, test: (value: ValueId, presence: Presence) => boolean): boolean {
  for (const [value, presence] of values) if (!test(value, presence)) return false;
  return true;
}

/** More values than are told apart: absorbs whatever joins it, so that joining ends. */
const MANY: ValueSet = new Map([[ANYTHING, 'present']]);

/** `own` itself where nothing new comes in. */
export function joinSets(own: ValueSet | undefined, other: ValueSet): ValueSet {
  if (own === undefined || own === other || other === MANY) return other;
  if (own === MANY) return own;
  let next: Map<ValueId, Presence> | undefined;
  for (const [value, presence] of other) {
    const known = own.get(value);
    const joined = known === undefined ? presence : joinPresence(known, presence);
    if (joined === known) continue;
    next ??= new Map(own);
    next.set(value, joined);
  }
  if (next === undefined) return own;
  return next.size > MAX_VALUES ? MANY : next;
}
