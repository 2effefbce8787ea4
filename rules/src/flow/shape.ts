/** What is known of a value whatever path made it: the part of the analysis that crosses function boundaries. */
import type { Closure, FlowGraph, Site, Test, Variable } from './graph.ts';
import type { Api } from './language-model.ts';
import { onceFor } from './once-for.ts';

export type Shape =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'absent' }
  /** A module, function or class known by its qualified name: `weakref`, `weakref.ref`, `builtins.len`. */
  | { readonly kind: 'named'; readonly name: string }
  /** What a weak API made: a handle, a registry, a weak container. */
  | InstanceShape
  /** A value of a built-in type: `int`, `str`, `string`. */
  | TypedShape
  | { readonly kind: 'closure'; readonly closure: Closure; readonly method: MethodBinding | undefined }
  /** A member that runs a function when it is read. */
  | { readonly kind: 'property'; readonly closure: Closure; readonly isStatic: boolean }
  | ({ readonly kind: 'outcome' } & Outcome)
  | { readonly kind: 'class'; readonly class: ClassKey }
  /** An object of a class of this file; `orDerived`: or of a class derived from it. */
  | { readonly kind: 'object'; readonly class: ClassKey; readonly orDerived: boolean };

/** How a test came out. */
export interface Outcome {
  readonly test: Exclude<Test['kind'], 'unknown'>;
  readonly negated: boolean;
}

export interface TypedShape {
  readonly kind: 'typed';
  readonly type: string;
  /** What every element (value, of a mapping) is; undefined for one without elements so far, and for what is no collection. */
  readonly element: Shape | undefined;
  /** What each element is, where they are told apart by position: a pair. */
  readonly parts?: readonly Shape[] | undefined;
  /** What an object or a dictionary has under the names that it is written out with, where a handle is among that. */
  readonly members?: ReadonlyMap<string, Shape> | undefined;
}

export interface InstanceShape {
  readonly kind: 'instance';
  readonly api: Api;
  /** The qualified name of what made it. */
  readonly name: string;
  /** What a handle points to, as far as its class is known. */
  readonly referent: Shape;
  /** A handle whose referent is there whenever the handle can be read: its own holder, a module's global. */
  readonly keptAlive: boolean;
  /** Whoever passes the handle has its referent, or waits for the error where it has gone. */
  readonly isCaught: boolean;
  /** A handle in a member of an object that the referent holds: seen once, it is how the class is meant. */
  readonly isOfOwner: boolean;
  /** The variable that held the referent when the handle was made, in the graph that made it. */
  readonly heldBy: Variable | undefined;
  /** Only a written type says that it is one: who makes it is not in sight. */
  readonly isDeclared: boolean;
  /** A test has shown that it is one: in other calls it may be something else. */
  readonly isFound: boolean;
  /** There may be none where it is read: not made yet, or given up. */
  readonly mayBeUnset: boolean;
  /** Where it was made, or declared. */
  readonly madeAt: readonly Site[];
}

/** Tells the classes of a file apart; the same for the same class after an edit elsewhere. */
export type ClassKey = string;

export type MethodBinding = 'instance' | 'class' | 'static';

export const UNKNOWN: Shape = { kind: 'unknown' };

interface About {
  readonly isDeclared: boolean;
  readonly referent?: Shape;
  readonly mayBeUnset?: boolean;
  readonly isFound?: boolean;
}

/** Of something made or declared at `site`, of which nothing more is known yet. */
export function instanceOf(api: Api, name: string, site: Site, about: About): InstanceShape {
  const { isDeclared, referent = UNKNOWN, mayBeUnset = false, isFound = false } = about;
  return { kind: 'instance', api, name, referent, keptAlive: false, isCaught: false, isOfOwner: false, heldBy: undefined, isDeclared, isFound, mayBeUnset, madeAt: [site] };
}

/** The shape of a value that is one or the other. Being absent at times leaves the shape: an unset handle is a handle. */
export function joinShapes(a: Shape | undefined, b: Shape): Shape {
  if (a === undefined || a === b) return b;
  if (a.kind === 'absent') return orUnset(b);
  if (b.kind === 'absent') return orUnset(a);
  if (a.kind === 'instance' && b.kind === 'instance') {
    if (a.name === b.name) return joinInstances(a, b);
    return isHandle(a) && isHandle(b) ? joinInstances(...inOrder(a, b)) : UNKNOWN;
  }
  if (a.kind === 'typed' && b.kind === 'typed' && isSameType(a, b)) {
    return { ...(a.type === SOME_COLLECTION ? b : a), element: joinElements(a.element, b.element), parts: joinParts(a, b), members: joinMembers(a.members, b.members) };
  }
  if (isHandle(a) && givesNothing(b)) return orUnset(a);
  if (isHandle(b) && givesNothing(a)) return orUnset(b);
  // What is written out where a type is declared is of that type.
  if (isDeclaredObject(a) && isPlainObject(b)) return a;
  if (isDeclaredObject(b) && isPlainObject(a)) return b;
  if (a.kind === 'object' && b.kind === 'object' && a.class === b.class) return a.orDerived ? a : b;
  return sameShape(a, b) ? a : UNKNOWN;
}

/** The type of a collection of which only a use is seen that several have: `append`. */
export const SOME_COLLECTION = 'collection';

function isSameType(a: TypedShape, b: TypedShape): boolean {
  return a.type === b.type || a.type === SOME_COLLECTION || b.type === SOME_COLLECTION;
}

function joinElements(a: Shape | undefined, b: Shape | undefined): Shape | undefined {
  return b === undefined ? a : joinShapes(a, b);
}

function joinParts(a: TypedShape, b: TypedShape): readonly Shape[] | undefined {
  if (a.element === undefined || b.element === undefined) return a.parts ?? b.parts;
  if (a.parts?.length !== b.parts?.length) return undefined;
  return a.parts?.map((part, i) => joinShapes(part, b.parts?.[i] ?? UNKNOWN));
}

/** A name that only one of them has may be absent. */
function joinMembers(a: TypedShape['members'], b: TypedShape['members']): TypedShape['members'] {
  if (a === undefined || b === undefined) return undefined;
  const either = (name: string): Shape => {
    const [one, other] = [a.get(name), b.get(name)];
    return one === undefined || other === undefined ? orUnset(one ?? other ?? UNKNOWN) : joinShapes(one, other);
  };
  return new Map([...a.keys(), ...b.keys()].map((name) => [name, either(name)]));
}

function isDeclaredObject(shape: Shape): boolean {
  return shape.kind === 'object' && shape.orDerived;
}

function isPlainObject(shape: Shape): boolean {
  return shape.kind === 'typed' && shape.type === 'object';
}

/** The same where there may also be none. */
export function orUnset(shape: Shape): Shape {
  return shape.kind === 'instance' && !shape.mayBeUnset ? { ...shape, mayBeUnset: true } : shape;
}

/** `self._r = lambda: None`, until there is a handle: asking it gives nothing either. */
function givesNothing(shape: Shape): boolean {
  return shape.kind === 'closure' && isIdle(shape.closure.graph);
}

const isIdle = onceFor(({ parameters, receiver, isAsync, isGenerator, blocks }: FlowGraph): boolean => {
  if (parameters.length > 0 || receiver !== undefined || isAsync || isGenerator) return false;
  return blocks.every(({ ops }) => ops.every((op) => op.kind === 'escape' || op.kind === 'clear' || (op.kind === 'constant' && op.type === 'none')));
});

function joinInstances(a: InstanceShape, b: InstanceShape): InstanceShape {
  return {
    ...a,
    referent: joinReferents(a.referent, b.referent),
    // A written type says nothing of who keeps the referent.
    keptAlive: a.isDeclared === b.isDeclared ? a.keptAlive && b.keptAlive : a.isDeclared ? b.keptAlive : a.keptAlive,
    isCaught: a.isCaught && b.isCaught,
    isOfOwner: a.isOfOwner || b.isOfOwner,
    heldBy: a.heldBy === b.heldBy ? a.heldBy : undefined,
    isDeclared: a.isDeclared || b.isDeclared,
    isFound: a.isFound || b.isFound,
    mayBeUnset: a.mayBeUnset || b.mayBeUnset,
    madeAt: [...new Set([...a.madeAt, ...b.madeAt])].slice(0, MAX_PLACES),
  };
}

/** `WeakMethod(f)` on one path and `ref(f)` on another is a handle either way; the plainer kind stands for both. */
function inOrder(a: HandleShape, b: HandleShape): [HandleShape, HandleShape] {
  const isFirst = a.api.boundMethod === b.api.boundMethod ? a.name < b.name : !a.api.boundMethod;
  return isFirst ? [a, b] : [b, a];
}

/** Where one place says what the handle points to, it is how the others are meant. */
function joinReferents(a: Shape, b: Shape): Shape {
  if (a.kind === 'unknown' || b.kind === 'unknown') return a.kind === 'unknown' ? b : a;
  return joinShapes(a, b);
}

/** Enough to tell one place from several. */
const MAX_PLACES = 3;

/** All the places where it is made are known. */
export function isTraced({ isDeclared, isFound, madeAt }: InstanceShape): boolean {
  return !isDeclared && !isFound && madeAt.length < MAX_PLACES;
}

/** The same in all that an analysis may ask of it. */
export function isSameShape(a: Shape, b: Shape): boolean {
  if (a.kind !== 'instance' || b.kind !== 'instance') return sameShape(a, b) || (a.kind === b.kind && (a.kind === 'unknown' || a.kind === 'absent'));
  return (
    a.name === b.name &&
    isSameShape(a.referent, b.referent) &&
    a.keptAlive === b.keptAlive &&
    a.isCaught === b.isCaught &&
    a.isOfOwner === b.isOfOwner &&
    a.heldBy === b.heldBy &&
    a.isDeclared === b.isDeclared &&
    a.isFound === b.isFound &&
    a.mayBeUnset === b.mayBeUnset &&
    a.madeAt.length === b.madeAt.length &&
    a.madeAt.every((site, i) => site === b.madeAt[i])
  );
}

function sameShape(a: Shape, b: Shape): boolean {
  switch (a.kind) {
    case 'named':
      return b.kind === 'named' && a.name === b.name;
    case 'typed':
      return b.kind === 'typed' && a.type === b.type && isSameElement(a.element, b.element) && isSameParts(a.parts, b.parts) && areSameMembers(a.members, b.members);
    case 'closure':
      return b.kind === 'closure' && a.closure.graph === b.closure.graph && a.method === b.method;
    case 'property':
      return b.kind === 'property' && a.closure.graph === b.closure.graph;
    case 'outcome':
      return b.kind === 'outcome' && a.test === b.test && a.negated === b.negated;
    case 'class':
      return b.kind === 'class' && a.class === b.class;
    case 'object':
      return b.kind === 'object' && a.class === b.class && a.orDerived === b.orDerived;
    case 'unknown':
    case 'absent':
    case 'instance':
      return a === b;
  }
}

function isSameParts(a: readonly Shape[] | undefined, b: readonly Shape[] | undefined): boolean {
  return a?.length === b?.length && (a ?? []).every((part, i) => isSameElement(part, b?.[i]));
}

function areSameMembers(a: TypedShape['members'], b: TypedShape['members']): boolean {
  return a?.size === b?.size && [...(a ?? [])].every(([name, shape]) => isSameElement(shape, b?.get(name)));
}

function isSameElement(a: Shape | undefined, b: Shape | undefined): boolean {
  return a === undefined || b === undefined ? a === b : isSameShape(a, b);
}

interface HandleShape extends InstanceShape {
  readonly api: Extract<Api, { role: 'handle' }>;
}

export function isHandle(shape: Shape): shape is HandleShape {
  return shape.kind === 'instance' && shape.api.role === 'handle';
}

/** What a call passed may be found when it is over, and with it whoever kept the referent. */
export function afterCall(shape: Shape): Shape {
  return isHandle(shape) ? { ...shape, keptAlive: false, isCaught: false } : shape;
}
