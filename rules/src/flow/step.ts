/** One abstract step: the context operations are interpreted in, and what all of them share. */
import type { Environment } from './environment.ts';
import type { DerefEvent, FlowEvent, Need } from './event.ts';
import type { Block, DerefOp, Op, Site, Temp, TypeNote, UseKind, Variable } from './graph.ts';
import { isSamePlace } from './place.ts';
import type { Place } from './place.ts';
import { joinPresence, narrowPresence } from './presence.ts';
import type { Presence } from './presence.ts';
import { afterCall, isHandle, joinShapes, UNKNOWN } from './shape.ts';
import type { Outcome, Shape } from './shape.ts';
import { MAX_COLLECTION_DEPTH } from './policy.ts';
import { ANY_MEMBER, COPY_OF, ELEMENTS_OF, FOLLOWS, HANDED_ON, HANDLE_OF, isOfAnalysis, OUT_OF, partAt, REFERENT_OF, STORED, SUBJECT_OF } from './state.ts';
import type { State } from './state.ts';
import { ABSENT_VALUE, ANYTHING, ANYTHING_SET, homeOf, isMadeByGraph, onlyValue, single, UNBOUND, UNBOUND_SET } from './value.ts';
import type { ValueId, ValueSet, ValueTable } from './value.ts';

export interface Step {
  readonly environment: Environment;
  readonly values: ValueTable;
  readonly block: Block;
  /** Its variables stay when it is over. */
  readonly isModule: boolean;
  /** The block can run more than once: what its operations made before must be told from what they make now. */
  readonly isInLoop: boolean;
  /** Variables that a loop writes, and somebody else: in each turn they may hold something else than in the first. */
  readonly rewritten: ReadonlySet<Variable>;
  /** Parameters to which the graph writes nothing but numbers, texts and the like. */
  readonly counted: ReadonlySet<Variable>;
  readonly state: State;
  /** Absent while the solver is still iterating. */
  readonly emit: ((event: FlowEvent) => void) | undefined;
}


/** The value an operation makes, told from what it made before. */
export function fresh(step: Step, op: Op, shape: Shape): ValueId {
  const value = step.values.made(op, shape);
  if (step.isInLoop) step.state.age(value, step.values.earlier(value));
  return value;
}

/** The value that tells how a test came out, and of what. */
export function freshOutcome(step: Step, op: Op, { test, negated }: Outcome, subject: ValueSet | undefined): ValueId {
  const made = fresh(step, op, { kind: 'outcome', test, negated });
  if (subject !== undefined) step.state.setMember(made, SUBJECT_OF, subject);
  return made;
}

/** The value that an operation has found to be one of several. */
export function oneOf(step: Step, op: Op, several: ValueSet): ValueId {
  const one = step.values.one(op, shapeOfSet(step, several));
  if (step.isInLoop) step.state.age(one, step.values.earlier(one));
  return one;
}

export function shapeOf(step: Step, value: ValueId): Shape {
  return step.values.get(value).shape;
}

/** As whom asks for the member sees it, or the language's own operations do: an object whose class derives from a collection is one. */
export function builtinOf(step: Step, value: ValueId, member?: string): Shape {
  const shape = shapeOf(step, value);
  // Few classes do, and that is asked once for each.
  if (shape.kind !== 'object' || step.environment.inherited(shape.class) === undefined) return shape;
  return step.environment.builtin(shape.class, member) ?? shape;
}

/** The constant that the value is, where its text is known: a key that is written out. */
export function writtenKey({ values }: Pick<Step, 'values'>, value: ValueId): { readonly type: string; readonly text: string } | undefined {
  const { source } = values.get(value);
  if (source.kind !== 'made' || source.op.kind !== 'constant' || source.op.text === undefined) return undefined;
  return { type: source.op.type, text: source.op.text };
}

/** With what has been put into it so far, where it is a collection. */
export function shapeNow(step: Step, value: ValueId, depth = MAX_COLLECTION_DEPTH, isStored = false): Shape {
  const shape = filled(step, value, shapeOf(step, value), depth, isStored);
  return isStored && isGiven(step, value) ? afterCall(shape) : shape;
}

/** The same of an object whose class derives from a collection. */
export function collectionNow(step: Step, value: ValueId): Shape {
  return filled(step, value, builtinOf(step, value), MAX_COLLECTION_DEPTH, false);
}

function filled(step: Step, value: ValueId, of: Shape, depth: number, isStored: boolean): Shape {
  const shape = shallow(of, depth);
  if (shape.kind !== 'typed' || depth === 0) return shape;
  const elements = step.state.member(value, ELEMENTS_OF);
  const parts = partsOf(step, value);
  const named = namedParts(step, value);
  if (elements === undefined && parts.length === 0 && named.length === 0) return shape;
  const setShape = (values: ValueSet): Shape | undefined => [...values.keys()].reduce<Shape | undefined>((joined, one) => joinShapes(joined, shapeNow(step, one, depth - 1, isStored)), undefined);
  const inside = elements === undefined ? undefined : setShape(elements);
  return {
    ...shape,
    element: inside === undefined ? shape.element : joinShapes(shape.element, inside),
    parts: parts.length === 0 ? shape.parts : parts.map((values) => setShape(values) ?? UNKNOWN),
    members: named.length === 0 ? shape.members : new Map(named.map(([name, values]) => [name, withHolder(step, values, depth - 1)])),
  };
}

/** What stands under the names of an object or a dictionary that is written out here, if that was of interest. */
function namedParts({ state, values, environment }: Step, value: ValueId): readonly (readonly [string, ValueSet])[] {
  const { source } = values.get(value);
  const { namedParts: types, partsAreMembers } = environment.model.collections;
  if (source.kind !== 'made' || source.op.kind !== 'display' || !types.has(source.op.type)) return [];
  return source.op.parts.flatMap(({ name }) => {
    const held = name === undefined ? undefined : state.member(value, partsAreMembers ? name : partAt(name));
    // What stands there now is among the elements.
    return name === undefined || held === undefined || isForgotten(held) ? [] : [[name, held] as const];
  });
}

function isForgotten(held: ValueSet): boolean {
  return onlyValue(held) === ANYTHING;
}

/** What stands at each position of a pair, a triple, ... written out here. */
export function partsOf({ state }: Step, value: ValueId): readonly ValueSet[] {
  const parts: ValueSet[] = [];
  for (let part = state.member(value, partAt(0)); part !== undefined; part = state.member(value, partAt(parts.length))) parts.push(part);
  return parts;
}

export function shapeOfSet(step: Step, values: ValueSet, depth = MAX_COLLECTION_DEPTH, isStored = false): Shape {
  let shape: Shape | undefined;
  for (const value of values.keys()) shape = joinShapes(shape, shapeNow(step, value, depth, isStored));
  return shape ?? UNKNOWN;
}

/** As somebody finds it when the call is over. */
export function storedShape(step: Step, values: ValueSet, depth = MAX_COLLECTION_DEPTH): Shape {
  return shapeOfSet(step, values, depth, true);
}

/** A parameter of the graph holds it at the entry. */
export function isGiven({ values }: Step, value: ValueId): boolean {
  const { source } = values.get(value);
  return source.kind === 'outer' && source.variable.kind === 'parameter';
}

/** For a handle, with the variable that holds its referent. */
function withHolder(step: Step, values: ValueSet, depth = MAX_COLLECTION_DEPTH): Shape {
  const shape = storedShape(step, values, depth);
  if (!isHandle(shape)) return shape;
  const referent = onlyValue(referentsOf(step, values));
  return { ...shape, heldBy: referent === undefined ? undefined : holderOf(step, referent) };
}

/** The same for what is written to a place. What has come out of the collection there and goes back says nothing of what is in it. */
export function writtenShape(step: Step, values: ValueSet, to: Place): Shape {
  const shape = withHolder(step, values);
  if (shape.kind !== 'typed' || shape.element === undefined || isHandle(shape.element)) return shape;
  return [...values.keys()].every((value) => bringsNothing(step, value, to)) ? { ...shape, element: undefined } : shape;
}

function bringsNothing(step: Step, collection: ValueId, to: Place): boolean {
  const { shape } = step.values.get(collection);
  const elements = [...(step.state.member(collection, ELEMENTS_OF)?.keys() ?? [])];
  return comesFrom(step, collection, to) || (shape.kind === 'typed' && shape.element === undefined && elements.every((element) => comesFrom(step, element, to)));
}

/** It is out of what stands at the place, or out of a copy of it, or is a copy. */
function comesFrom({ state, values }: Step, value: ValueId, place: Place): boolean {
  for (let at: ValueId | undefined = value, steps = 0; at !== undefined && steps <= MAX_COLLECTION_DEPTH; steps++) {
    const home = homeOf(values.get(at).source);
    if (home !== undefined) return isSamePlace(home, place);
    at = onlyValue(state.member(at, COPY_OF) ?? state.member(at, OUT_OF));
  }
  return false;
}

/** What each of the handles points to; nothing is said of one that may point to several. */
export function referentsOf(step: Step, values: ValueSet): Set<ValueId> {
  const referents = new Set<ValueId>();
  for (const value of values.keys()) {
    if (value === ABSENT_VALUE) continue;
    const referent = onlyValue(step.state.member(value, REFERENT_OF));
    if (referent === undefined || referent === ANYTHING) return new Set();
    referents.add(referent);
  }
  return referents;
}

/** Without what is further inside: a collection that holds itself would have no end. */
export function shallow(shape: Shape, depth: number): Shape {
  if (shape.kind !== 'typed') return shape;
  if (depth === 0) return { ...shape, element: undefined, parts: undefined, members: undefined };
  return {
    ...shape,
    element: shape.element === undefined ? undefined : shallow(shape.element, depth - 1),
    parts: shape.parts?.map((part) => shallow(part, depth - 1)),
    members: shape.members && new Map([...shape.members].map(([name, member]) => [name, shallow(member, depth - 1)])),
  };
}

/** What a variable holds at the entry of its graph. */
function initialOf(step: Pick<Step, 'environment' | 'values'>, variable: Variable): ValueSet {
  if (variable.kind === 'local' || variable.kind === 'type' || variable.kind === 'hidden') return UNBOUND_SET;
  const value = outerValue(step, variable);
  // A name that is known by its qualified name is the same value wherever it is written.
  const shape = step.values.get(value).shape;
  if (shape.kind === 'named') return single(step.values.named(shape.name));
  return single(value, variable.kind === 'parameter' ? 'maybe' : 'present');
}

/** What a place holds at the entry of its graph; undefined for what the graph itself makes. */
export function startOf(step: Pick<Step, 'environment' | 'values'>, place: Place): ValueSet | undefined {
  if (place.kind === 'variable') return initialOf(step, place.variable);
  const { kind } = step.values.get(place.of).source;
  return isOfAnalysis(place.name) || (kind !== 'outer' && kind !== 'member') ? undefined : single(initialMember(step, place.of, place.name));
}

export function outerValue({ environment, values }: Pick<Step, 'environment' | 'values'>, variable: Variable): ValueId {
  return values.outer(
    variable,
    () => environment.outer(variable),
    () => (variable.kind === 'parameter' ? environment.passed(variable) : undefined),
  );
}

/** The variable still holds what it held at the entry of its graph. */
export function isUnchanged(step: Step, variable: Variable): boolean {
  const held = step.state.variable(variable);
  return held === undefined || (held.size === 1 && held.has(outerValue(step, variable)));
}

export function readVariable(step: Step, variable: Variable): ValueSet {
  const held = bound(step.state.variable(variable) ?? initialOf(step, variable));
  if (!step.environment.isWrittenByClosures(variable) || held.has(ANYTHING)) return held;
  return new Map([...held, [ANYTHING, 'present']]);
}

function bound(held: ValueSet): ValueSet {
  if (!held.has(UNBOUND)) return held;
  return held.size === 1 ? ANYTHING_SET : new Map([...held].filter(([value]) => value !== UNBOUND));
}

/** A variable that holds the value and nothing else. */
function holderOf(step: Step, value: ValueId): Variable | undefined {
  const { source } = step.values.get(value);
  if (source.kind === 'outer' && isUnchanged(step, source.variable)) return source.variable;
  return step.state.variableHolding(value);
}

/** What `x.name` gives for each value `x` may have. */
export function readMember(step: Step, of: ValueSet, name: string, type?: TypeNote): ValueSet {
  const only = name === step.environment.model.allMembers ? undefined : onlyValue(of);
  const own = only === undefined ? undefined : step.state.member(only, name);
  // The set itself: what a look at what was read shows is so of the member, too.
  if (own !== undefined && own.size > 0) return own;
  const read = new Map<ValueId, Presence>();
  for (const [value] of of) {
    if (value === ABSENT_VALUE) continue;
    const written = step.state.member(value, name);
    if (written !== undefined) for (const [member, presence] of written) read.set(member, presence);
    else read.set(step.state.member(value, ANY_MEMBER) === undefined ? initialMember(step, value, name, type) : ANYTHING, 'present');
    if (name === step.environment.model.allMembers) mayChangeMembers(step, value);
  }
  return read.size === 0 ? ANYTHING_SET : read;
}

/** By a variable, or by a member of what somebody has: an object that one path alone has made is nobody's where the other one has come by. */
export function isHeld(step: Step, value: ValueId, test: (value: ValueId, presence: Presence) => boolean): boolean {
  return step.state.isHeld(value, test, (holder) => isHad(step, holder));
}

function isHad({ state, values }: Step, value: ValueId): boolean {
  const pending = new Set([value]);
  for (const one of pending) {
    if (!isMadeByGraph(values, one) || state.member(one, STORED) !== undefined) return true;
    for (const place of state.holdersOf(one)) {
      if (place.kind === 'variable') return true;
      pending.add(place.of);
    }
  }
  return false;
}

/** Whoever has `x.__dict__` can change what is in it. */
export function mayChangeMembers(step: Step, value: ValueId): void {
  if (value !== ANYTHING) step.state.setMember(value, ANY_MEMBER, ANYTHING_SET);
}

/** What a member of the value holds until the graph writes to it. */
export function initialMember({ environment, values }: Pick<Step, 'environment' | 'values'>, of: ValueId, name: string, type?: TypeNote): ValueId {
  const holder = values.get(of);
  if (holder.source.kind === 'anything') return ANYTHING;
  if (holder.shape.kind === 'named') {
    const qualified = `${holder.shape.name}.${name}`;
    const shape = environment.importedValue(qualified);
    return shape === undefined ? values.named(qualified) : values.member(of, name, () => shape);
  }
  return values.member(of, name, () => {
    const shape = holder.shape.kind === 'unknown' ? UNKNOWN : environment.member(holder.shape, name);
    return shape.kind === 'unknown' && type !== undefined ? environment.type(type) : shape;
  });
}

/** An operation that fails on an absent value: what may be absent is told, and is there afterwards. */
export function use(step: Step, of: Temp, as: UseKind | 'claim', site: Site, inside?: Need): void {
  const values = step.state.temp(of);
  let unchecked = [...values].flatMap(([value, presence]) => {
    const { deref } = step.values.get(value);
    return deref === undefined || presence === 'present' ? [] : [{ op: deref, presence }];
  });
  tellNeed(step, of, as === 'claim' ? 'member' : as, site);
  // Where all are absent, the narrowing would leave nothing: what goes on is the case where one is there.
  if (unchecked.length === values.size && unchecked.every(({ presence }) => presence === 'absent')) for (const value of values.keys()) step.state.doubt(value);
  narrowSet(step, step.state.temp(of), true, false);
  if (unchecked.length === 0 || step.emit === undefined) return;
  // It may be another one, which is there.
  if (unchecked.length < values.size) unchecked = unchecked.map(({ op }) => ({ op, presence: 'maybe' }));
  const isGuarded = isCaught(step, as === 'claim' ? 'member' : as) || [...values.keys()].every((value) => isOfCaught(step, value));
  step.emit({ kind: 'use', as, of, site, unchecked, isGuarded, inside });
}

/** What the handle of a parameter gave, where each caller has the referent or waits for the error. */
function isOfCaught(step: Step, value: ValueId): boolean {
  const handles = handlesOf(step, value);
  return handles.length > 0 && handles.every((handle) => {
    const shape = shapeOf(step, handle);
    return shape.kind === 'instance' && shape.isCaught;
  });
}

/** A parameter must be there. */
function tellNeed(step: Step, of: Temp, as: UseKind, site: Site): void {
  if (step.emit === undefined) return;
  const values = step.state.temp(of);
  const only = onlyValue(values);
  const source = only === undefined ? undefined : step.values.get(only).source;
  if (only === undefined || source?.kind !== 'outer' || source.variable.kind !== 'parameter' || values.get(only) === 'present' || isCaught(step, as)) return;
  step.emit({ kind: 'need', need: { variable: source.variable, as, site, path: undefined } });
}

/** A handler around catches what an absent value raises in such a use. */
export function isCaught(step: Step, as: UseKind): boolean {
  const raised = step.environment.model.raises(as);
  return step.block.catches.some((catches) => catches === 'everything' || catches.some((name) => raised.includes(name)));
}

/**
 * One of the values is there, or not. Where it can be one only, that one is, wherever it is held; `isTest`: somebody looked. Of several
 * it is said where they are held together. Gives what is left.
 */
export function narrowSet(step: Step, values: ValueSet, isPresent: boolean, isTest = true): ValueSet {
  const left = remaining(step, values, isPresent);
  if (values.size > 1) step.state.replaceSet(values, () => left);
  const only = onlyValue(left.size === 0 ? values : left);
  if (only !== undefined && only !== ABSENT_VALUE) narrowOnly(step, only, values.get(only), isPresent, isTest);
  if (only !== undefined && isPresent) narrowOwner(step, only);
  else if (isPresent) keepHandle(step, left);
  return left;
}

function narrowOnly(step: Step, value: ValueId, presence: Presence | undefined, isPresent: boolean, isTest: boolean): void {
  const isAnswer = step.values.get(value).deref !== undefined;
  if (isAnswer || presence === 'maybe') narrowValue(step, value, isPresent);
  const handle = isAnswer && isPresent ? keepHandle(step, single(value)) : undefined;
  // What was known to be alive anyway has not been checked by looking again.
  if (handle !== undefined && isTest && presence === 'maybe') step.state.setProof(handle, value);
}

/** `if (node?.name)`: what has been read of something was read of what is there. */
function narrowOwner(step: Step, member: ValueId): void {
  const { source } = step.values.get(member);
  if (source.kind !== 'member') return;
  const owner = step.values.get(source.of).source;
  const isSame = (owner.kind === 'outer' && owner.variable.kind === 'parameter') || (owner.kind === 'referent' && !step.isInLoop);
  if (isSame) narrowSet(step, single(source.of, 'maybe'), true, false);
}

function remaining(step: Step, values: ValueSet, isPresent: boolean): ValueSet {
  const left = new Map<ValueId, Presence>();
  for (const [value, presence] of values) {
    if (isPresent && value === ABSENT_VALUE) continue;
    const mayBeAbsent = isPresent || step.values.get(value).deref !== undefined;
    const narrowed = mayBeAbsent ? narrowPresence(presence, isPresent) : presence;
    if (narrowed !== undefined) left.set(value, narrowed);
  }
  return left;
}

/** The one handle that all of them came from had its referent when it was asked: some languages keep it until the next suspension. */
export function keepHandle(step: Step, referents: ValueSet): ValueId | undefined {
  const handle = onlyValue(new Set([...referents.keys()].map((referent) => onlyHandleOf(step, referent))));
  if (handle === undefined) return undefined;
  if ([...referents.keys()].every((referent) => step.state.isKept(referent) || isHeld(step, referent, (held) => held === referent))) step.state.keep(handle);
  return handle;
}

/** The check that found the handle's referent there on every path here. */
export function provenBy(step: Step, handle: ValueId): DerefEvent['provenBy'] {
  const proof = step.state.proof(handle);
  const op = proof === undefined ? undefined : step.values.get(proof.referent).deref;
  return op === undefined ? undefined : { op, suspendedAt: proof?.suspendedAt };
}

/** Narrows the value wherever it is held; a parameter's counts as held from now on. */
function narrowValue(step: Step, value: ValueId, isPresent: boolean): void {
  const { source, deref } = step.values.get(value);
  if (source.kind === 'outer' && source.variable.kind === 'parameter' && step.state.variable(source.variable) === undefined) {
    step.state.setVariable(source.variable, initialOf(step, source.variable));
  }
  if (deref === undefined && !isPresent) return;
  const handle = onlyHandleOf(step, value);
  if (handle === undefined) return step.state.narrow(value, isPresent);
  if (!isPresent && isSteady(step, handle)) step.state.setGone(handle);
  for (const one of alike(step, value, step.state.referentsOf(handle))) step.state.narrow(one, isPresent);
}

function onlyHandleOf({ state }: Step, referent: ValueId): ValueId | undefined {
  const handle = onlyValue(state.member(referent, HANDLE_OF));
  return handle === ANYTHING ? undefined : handle;
}

/** Nobody else can put another handle in its place. */
function isSteady(step: Step, handle: ValueId): boolean {
  const { source } = step.values.get(handle);
  return isHandle(shapeOf(step, handle)) && (source.kind === 'made' || (source.kind === 'outer' && source.variable.kind === 'parameter'));
}

/** Of one handle's answers the value, and those that are as it is. */
function alike(step: Step, value: ValueId, answers: readonly ValueId[]): ReadonlySet<ValueId> {
  const found = new Set([value]);
  let others = answers;
  for (const one of found) {
    others = others.filter((other) => {
      if (!isAlike(step, one, other)) return true;
      found.add(other);
      return false;
    });
  }
  return found;
}

function isAlike({ state, environment, values }: Step, one: ValueId, other: ValueId): boolean {
  // Which of the earlier ones it was is not known.
  if (values.get(one).source.kind === 'earlier' || values.get(other).source.kind === 'earlier') return false;
  // Some languages have a handle give the same answer until the next suspension.
  if (environment.model.collector.mayCollectAfter === 'suspension' && state.isKept(one) && state.isKept(other)) return true;
  // What is dead stays dead, and what was there and held was there for the next question.
  const follows = (second: ValueId, first: ValueId): boolean => state.member(second, FOLLOWS)?.has(first) === true;
  return follows(one, other) || follows(other, one);
}

/** The derefs among the values that may be absent. */
export function uncheckedOf(step: Step, temp: Temp): DerefOp[] {
  const unchecked: DerefOp[] = [];
  for (const [value, presence] of step.state.temp(temp)) {
    const op = presence === 'present' ? undefined : step.values.get(value).deref;
    if (op !== undefined) unchecked.push(op);
  }
  return unchecked;
}

/** What a handle gave itself, not a function that asked one. */
export function isAnswer(step: Step, value: ValueId): boolean {
  if (step.values.get(value).deref === undefined || step.state.member(value, HANDED_ON) !== undefined) return false;
  const handles = handlesOf(step, value);
  return handles.length > 0 && handles.every((handle) => isHandle(shapeOf(step, handle)));
}

/** Those it may have come from. */
export function handlesOf({ state }: Step, answer: ValueId): ValueId[] {
  return [...(state.member(answer, HANDLE_OF)?.keys() ?? [])];
}

/** What is known of the referents a temp may hold; `unknown` where it holds none. */
export function presenceOf(step: Step, temp: Temp): Presence | 'unknown' {
  let joined: Presence | undefined;
  for (const [value, presence] of step.state.temp(temp)) {
    if (step.values.get(value).deref !== undefined) joined = joined === undefined ? presence : joinPresence(joined, presence);
  }
  return joined ?? 'unknown';
}
