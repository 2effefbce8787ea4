/** What holds at one point of a graph: what variables, temps and members may hold, and which handles were seen alive. */
import type { Site, Temp, Variable } from './graph.ts';
import { OverlayMap } from './overlay-map.ts';
import { MAX_VALUES } from './policy.ts';
import { joinPresence, narrowPresence } from './presence.ts';
import type { Presence } from './presence.ts';
import { ANYTHING, ANYTHING_SET } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';

/** A handle's referent was tested and found present. */
export interface Proof {
  readonly referent: ValueId;
  /** The suspension since then, if any. */
  readonly suspendedAt: Site | undefined;
}

/** Members of one value: what was written to them here. Names with `%` are the analysis' own (`%referent` of a handle). */
type Members = ReadonlyMap<string, ValueSet>;
const NO_MEMBERS: Members = new Map();

export class State {
  readonly #variables: OverlayMap<Variable, ValueSet>;
  readonly #temps: Map<Temp, ValueSet>;
  readonly #members: OverlayMap<ValueId, Members>;
  readonly #proofs: Map<ValueId, Proof>;
  /** Handles made or found alive since the last suspension. */
  readonly #kept: Set<ValueId>;
  /** Temps that a cast claims to be there. */
  readonly #claims: Map<Temp, Site>;

  constructor(from?: State) {
    this.#variables = new OverlayMap(from === undefined ? undefined : from.#variables);
    this.#temps = new Map(from === undefined ? undefined : from.#temps);
    this.#members = new OverlayMap(from === undefined ? undefined : from.#members);
    this.#proofs = new Map(from === undefined ? undefined : from.#proofs);
    this.#kept = new Set(from === undefined ? undefined : from.#kept);
    this.#claims = new Map(from === undefined ? undefined : from.#claims);
  }

  variable(variable: Variable): ValueSet | undefined {
    return this.#variables.get(variable);
  }

  setVariable(variable: Variable, values: ValueSet): void {
    this.#variables.set(variable, values);
  }

  /** Unknown for a temp that nothing wrote. */
  temp(temp: Temp): ValueSet {
    return this.#temps.get(temp) ?? ANYTHING_SET;
  }

  setTemp(temp: Temp, values: ValueSet): void {
    this.#temps.set(temp, values);
  }

  clearTemps(): void {
    this.#temps.clear();
    this.#claims.clear();
  }

  member(of: ValueId, name: string): ValueSet | undefined {
    return this.#members.get(of)?.get(name);
  }

  setMember(of: ValueId, name: string, values: ValueSet): void {
    this.#members.set(of, new Map(this.#members.get(of)).set(name, values));
  }

  proof(handle: ValueId): Proof | undefined {
    return this.#proofs.get(handle);
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
    this.#kept.add(handle);
  }

  claim(temp: Temp): Site | undefined {
    return this.#claims.get(temp);
  }

  setClaim(temp: Temp, site: Site): void {
    this.#claims.set(temp, site);
  }

  suspend(site: Site): void {
    this.#kept.clear();
    for (const [handle, proof] of this.#proofs) {
      if (proof.suspendedAt === undefined) this.#proofs.set(handle, { ...proof, suspendedAt: site });
    }
  }

  /** Narrows the value wherever it is held. What cannot be on this path is dropped; a set may become empty. */
  narrow(value: ValueId, isPresent: boolean): void {
    this.#mapSets((values) => {
      const presence = values.get(value);
      if (presence === undefined) return values;
      const narrowed = narrowPresence(presence, isPresent);
      if (narrowed === presence) return values;
      const next = new Map(values);
      if (narrowed === undefined) next.delete(value);
      else next.set(value, narrowed);
      return next;
    });
  }

  /** The operation that made `value` runs again: what is still held is the `earlier` one. */
  age(value: ValueId, earlier: ValueId): void {
    this.#mapSets((values) => {
      const presence = values.get(value);
      if (presence === undefined) return values;
      const next = new Map(values);
      next.delete(value);
      const known = next.get(earlier);
      next.set(earlier, known === undefined ? presence : joinPresence(known, presence));
      return next;
    });
    const members = this.#members.get(value);
    if (members !== undefined && members.size > 0) {
      this.#members.set(value, NO_MEMBERS);
      const own = [...members].filter(([name]) => name.startsWith('%'));
      const known = this.#members.get(earlier);
      this.#members.set(earlier, new Map(own.map(([name, values]) => [name, joinSets(known?.get(name), values)])));
    }
    this.#proofs.delete(value);
    this.#kept.delete(value);
    for (const [handle, proof] of this.#proofs) if (proof.referent === value) this.#proofs.set(handle, { ...proof, referent: earlier });
  }

  /** Is one of these values, and nothing else, held by a variable or by a member? Temps do not count: they die with their statement. */
  isHeld(test: (value: ValueId, presence: Presence) => boolean): boolean {
    let isHeld = false;
    this.#variables.forEach((values) => {
      isHeld ||= holdsOnly(values, test);
    });
    this.#members.forEach((members) => {
      for (const [name, values] of members) isHeld ||= !name.startsWith('%') && holdsOnly(values, test);
    });
    return isHeld;
  }

  variableHolding(value: ValueId): Variable | undefined {
    let holder: Variable | undefined;
    this.#variables.forEach((values, variable) => {
      if (values.size === 1 && values.has(value) && variable.kind !== 'hidden') holder ??= variable;
    });
    return holder;
  }

  /** Undefined where nothing new comes in. `initial` is what a variable holds that its graph has not written yet. */
  join(other: State, initial: (variable: Variable) => ValueSet): State | undefined {
    let joined: State | undefined;
    const next = (): State => (joined ??= new State(this));
    for (const variable of this.#variables.differences(other.#variables)) {
      const own = this.#variables.get(variable);
      const values = joinSets(own ?? initial(variable), other.#variables.get(variable) ?? initial(variable));
      if (values !== own) next().#variables.set(variable, values);
    }
    for (const [temp, values] of other.#temps) {
      const own = this.#temps.get(temp);
      const both = joinSets(own, values);
      if (both !== own) next().#temps.set(temp, both);
    }
    for (const value of this.#members.differences(other.#members)) {
      const own = this.#members.get(value);
      const members = joinMembers(own, other.#members.get(value) ?? NO_MEMBERS);
      if (members !== own) next().#members.set(value, members);
    }
    for (const [handle, proof] of this.#proofs) {
      const theirs = other.#proofs.get(handle);
      if (theirs === undefined) next().#proofs.delete(handle);
      else if (proof.suspendedAt === undefined && theirs.suspendedAt !== undefined) {
        next().#proofs.set(handle, { ...proof, suspendedAt: theirs.suspendedAt });
      }
    }
    for (const handle of this.#kept) if (!other.#kept.has(handle)) next().#kept.delete(handle);
    for (const [temp, site] of other.#claims) if (!this.#claims.has(temp)) next().#claims.set(temp, site);
    return joined;
  }

  #mapSets(map: (values: ValueSet) => ValueSet): void {
    this.#variables.mapValues(map);
    for (const [temp, values] of this.#temps) {
      const mapped = map(values);
      if (mapped !== values) this.#temps.set(temp, mapped);
    }
    this.#members.mapValues((members) => mapMembers(members, map));
  }
}

function mapMembers(members: Members, map: (values: ValueSet) => ValueSet): Members {
  let next: Map<string, ValueSet> | undefined;
  for (const [name, values] of members) {
    const mapped = map(values);
    if (mapped === values) continue;
    next ??= new Map(members);
    next.set(name, mapped);
  }
  return next ?? members;
}

/** `own` itself where nothing new comes in. What one side has not written it does not know, and the other side's values stand. */
function joinMembers(own: Members | undefined, other: Members): Members {
  let next: Map<string, ValueSet> | undefined;
  for (const [name, values] of other) {
    const ownValues = own?.get(name);
    const nextValues = joinSets(ownValues, values);
    if (nextValues === ownValues) continue;
    next ??= new Map(own);
    next.set(name, nextValues);
  }
  return next ?? own ?? NO_MEMBERS;
}

function holdsOnly(values: ValueSet, test: (value: ValueId, presence: Presence) => boolean): boolean {
  if (values.size === 0) return false;
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
