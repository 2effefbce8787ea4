/** What is known of a value whatever path made it: the part of the analysis that crosses function boundaries. */
import type { Closure, Site, Variable } from './graph.ts';
import type { Api } from './language-model.ts';

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
  | { readonly kind: 'class'; readonly class: ClassKey }
  /** An object of a class of this file. */
  | { readonly kind: 'object'; readonly class: ClassKey };

export interface TypedShape {
  readonly kind: 'typed';
  readonly type: string;
  /** What every element (value, of a mapping) is; undefined for one without elements so far, and for what is no collection. */
  readonly element: Shape | undefined;
}

export interface InstanceShape {
  readonly kind: 'instance';
  readonly api: Api;
  /** The qualified name of what made it. */
  readonly name: string;
  /** A handle whose referent is there whenever the handle can be read: its own holder, a module's global. */
  readonly keptAlive: boolean;
  /** A handle in a member of an object that the referent holds: seen once, it is how the class is meant. */
  readonly isOfOwner: boolean;
  /** The variable that held the referent when the handle was made, in the graph that made it. */
  readonly heldBy: Variable | undefined;
  /** Only a written type says that it is one: who makes it is not in sight. */
  readonly isDeclared: boolean;
  /** Where it was made, or declared. */
  readonly madeAt: readonly Site[];
}

/** Tells the classes of a file apart; the same for the same class after an edit elsewhere. */
export type ClassKey = string;

export type MethodBinding = 'instance' | 'class' | 'static';

export const UNKNOWN: Shape = { kind: 'unknown' };

/** Of something made or declared at `site`, of which nothing more is known yet. */
export function instanceOf(api: Api, name: string, site: Site, { isDeclared }: { readonly isDeclared: boolean }): InstanceShape {
  return { kind: 'instance', api, name, keptAlive: false, isOfOwner: false, heldBy: undefined, isDeclared, madeAt: [site] };
}

/** The shape of a value that is one or the other. Being absent at times leaves the shape: an unset handle is a handle. */
export function joinShapes(a: Shape | undefined, b: Shape): Shape {
  if (a === undefined || a.kind === 'absent') return b;
  if (b.kind === 'absent') return a;
  if (a.kind === 'instance' && b.kind === 'instance') {
    return a.name === b.name ? joinInstances(a, b) : UNKNOWN;
  }
  if (a.kind === 'typed' && b.kind === 'typed' && a.type === b.type) {
    return b.element === undefined ? a : { ...a, element: joinShapes(a.element, b.element) };
  }
  return sameShape(a, b) ? a : UNKNOWN;
}

function joinInstances(a: InstanceShape, b: InstanceShape): InstanceShape {
  return {
    ...a,
    // A written type says nothing of who keeps the referent.
    keptAlive: a.isDeclared ? b.keptAlive : b.isDeclared ? a.keptAlive : a.keptAlive && b.keptAlive,
    isOfOwner: a.isOfOwner || b.isOfOwner,
    heldBy: a.heldBy === b.heldBy ? a.heldBy : undefined,
    isDeclared: a.isDeclared || b.isDeclared,
    madeAt: [...new Set([...a.madeAt, ...b.madeAt])].slice(0, MAX_PLACES),
  };
}

/** Enough to tell one place from several. */
const MAX_PLACES = 3;

/** The same in all that an analysis may ask of it. */
export function isSameShape(a: Shape, b: Shape): boolean {
  if (a.kind !== 'instance' || b.kind !== 'instance') return sameShape(a, b) || (a.kind === b.kind && (a.kind === 'unknown' || a.kind === 'absent'));
  return (
    a.name === b.name &&
    a.keptAlive === b.keptAlive &&
    a.isOfOwner === b.isOfOwner &&
    a.heldBy === b.heldBy &&
    a.isDeclared === b.isDeclared &&
    a.madeAt.length === b.madeAt.length &&
    a.madeAt.every((site, i) => site === b.madeAt[i])
  );
}

function sameShape(a: Shape, b: Shape): boolean {
  switch (a.kind) {
    case 'named':
      return b.kind === 'named' && a.name === b.name;
    case 'typed':
      return b.kind === 'typed' && a.type === b.type && isSameElement(a.element, b.element);
    case 'closure':
      return b.kind === 'closure' && a.closure.graph === b.closure.graph && a.method === b.method;
    case 'class':
      return b.kind === 'class' && a.class === b.class;
    case 'object':
      return b.kind === 'object' && a.class === b.class;
    case 'unknown':
    case 'absent':
    case 'instance':
      return a === b;
  }
}

function isSameElement(a: Shape | undefined, b: Shape | undefined): boolean {
  return a === undefined || b === undefined ? a === b : isSameShape(a, b);
}

export function isHandle(shape: Shape): shape is InstanceShape {
  return shape.kind === 'instance' && shape.api.role === 'handle';
}
