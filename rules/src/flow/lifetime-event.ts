/** What an analysed graph tells of lifetimes: what is called once an object is gone, and who keeps an object that a handle points to. */
import type { Closure, Op, OpOf, Site, Temp, Variable } from './graph.ts';
import type { Retention } from './event.ts';
import type { Origin } from './origin.ts';
import type { ClassKey, InstanceShape, MethodBinding } from './shape.ts';

/** Something handed to a clean-up, or to be handed to it. */
export interface HandedOver {
  readonly site: Site;
  readonly origin: Origin;
  /** It is what a member of the very object held. */
  readonly isOfTarget: boolean;
  /** What stands in it under names, where it is written out. */
  readonly parts: ReadonlyMap<string, Origin>;
  /** It is, or holds, a handle or proxy of the very object: dead when the clean-up runs. `part`: inside, under that name. */
  readonly ofTarget: { readonly as: 'handle' | 'proxy'; readonly part: string | undefined } | undefined;
  /** Of a function that nobody else gets. */
  readonly captured: readonly CapturedHandle[];
}

/** A free variable of a function that holds a handle or proxy of the very object. */
export interface CapturedHandle {
  readonly variable: Variable;
  readonly as: 'handle' | 'proxy';
}

/** A function is to be called once an object is gone. */
export interface CleanupEvent {
  readonly kind: 'lifetime';
  readonly what: 'cleanup';
  /** `registry`: what it is called for is registered later. */
  readonly role: 'handle' | 'proxy' | 'finalizer' | 'registry';
  readonly op: OpOf<'call'>;
  /** Unknown of a registry, which has none yet. */
  readonly target: Origin;
  readonly callback: { readonly site: Site; readonly origin: Origin };
  /** What is passed to a finalizer's function. */
  readonly passed: readonly HandedOver[];
  readonly captured: readonly CapturedHandle[];
}

/** `registry.register(target, held, token)`. */
export interface EnrolEvent {
  readonly kind: 'lifetime';
  readonly what: 'enrol';
  readonly op: OpOf<'call'>;
  readonly registry: InstanceShape;
  readonly target: Origin;
  readonly held: HandedOver | undefined;
  readonly token: { readonly site: Site; readonly origin: Origin } | undefined;
  /** By the registry's callback. */
  readonly captured: readonly CapturedHandle[];
}

/** `registry.unregister(token)`. */
export interface WithdrawEvent {
  readonly kind: 'lifetime';
  readonly what: 'withdraw';
  readonly op: OpOf<'call'>;
  readonly registry: InstanceShape;
  readonly token: { readonly site: Site; readonly origin: Origin };
}

/** `with lock:`, `lock.acquire()`. */
export interface LockEvent {
  readonly kind: 'lifetime';
  readonly what: 'lock';
  readonly site: Site;
  readonly lock: Origin;
}

/** A function of the file is called. */
export interface CallEvent {
  readonly kind: 'lifetime';
  readonly what: 'call';
  readonly op: OpOf<'call'>;
  readonly site: Site;
  readonly closure: Closure;
  readonly method: MethodBinding | undefined;
  /** What it is called on. */
  readonly receiver: Origin | undefined;
  /** In the order of its parameters, as far as that is written. */
  readonly passed: readonly Origin[];
}

/** A method is called on what came out of a collection. */
export interface ElementCallEvent {
  readonly kind: 'lifetime';
  readonly what: 'element-call';
  readonly op: OpOf<'call'>;
  readonly method: string;
  readonly element: OpOf<'element'>;
  readonly passed: readonly Origin[];
}

/** A weak container is walked over, and nobody around waits for the error that a change raises. */
export interface WalkEvent {
  readonly kind: 'lifetime';
  readonly what: 'walk';
  /** Takes the next one. */
  readonly op: OpOf<'element'>;
  readonly container: Origin;
  /** `rows.items()`. */
  readonly view: OpOf<'call'> | undefined;
}

/** Entries of a weak container change. */
export interface ChangeEvent {
  readonly kind: 'lifetime';
  readonly what: 'change';
  readonly op: Op;
  readonly site: Site;
  readonly container: Origin;
  /** What gets an entry, unless it has one; undefined where others change. */
  readonly added: Origin | undefined;
}

/** `cache.delete(key)`, `del cache[key]`. */
export interface RemovalEvent {
  readonly kind: 'lifetime';
  readonly what: 'removal';
  readonly op: Op;
  readonly site: Site;
  readonly collection: Origin;
  readonly key: Origin;
}

/** An entry of a weak container, or one under a handle, whose strong side may lead to its weak side. */
export interface EntryEvent {
  readonly kind: 'lifetime';
  readonly what: 'entry';
  readonly weak: Temp;
  readonly strong: Temp;
  /** The qualified name of the weak container; undefined for a plain one with a handle for a key. */
  readonly api: string | undefined;
  readonly weakSide: 'key' | 'value';
  readonly retention: Retention | undefined;
  /** Made from the weak side: the class, and the parameters it was given for. */
  readonly madeFrom: { readonly class: ClassKey; readonly positions: readonly number[]; readonly names: readonly string[] } | undefined;
}

/** A handle and what it points to are owned side by side. */
export interface OwnedBesideEvent {
  readonly kind: 'lifetime';
  readonly what: 'owned-beside';
  /** What owns it. */
  readonly site: Site;
  /** What the handle points to; in a circle, who keeps the handle. */
  readonly target: Origin;
  /**
   * - `passed`: a call gets the handle, and a method or function that owns the referent
   * - `listener`: a function that owns the referent is handed to somebody who keeps it
   * - `circle`: the callback of a handle owns the object that keeps the handle
   */
  readonly form: 'passed' | 'listener' | 'circle';
  readonly retention: Retention;
  /** The variable of the handed function that owns it. */
  readonly captured: Variable | undefined;
  readonly closure: Closure | undefined;
  readonly handleSite: Site;
}

/** An object that something owns for certain, or whose member it is. */
export interface Owned {
  readonly origin: Origin;
  readonly member: string | undefined;
}

/** Something that lives as long as the program is given a function. */
export interface HeldForEverEvent {
  readonly kind: 'lifetime';
  readonly what: 'held-for-ever';
  readonly site: Site;
  /** The qualified name of what keeps it. */
  readonly by: string;
  readonly owned: readonly Owned[];
}

/** `cache.set(key, value)`, `cache[key] = value`, of a plain collection. */
export interface StoredEvent {
  readonly kind: 'lifetime';
  readonly what: 'stored';
  readonly site: Site;
  readonly collection: Origin;
  readonly key: Origin;
  /** It is a handle or a proxy. */
  readonly isWeak: boolean;
  readonly owned: readonly Owned[];
}

export type LifetimeEvent =
  | CleanupEvent
  | EnrolEvent
  | WithdrawEvent
  | LockEvent
  | CallEvent
  | ElementCallEvent
  | WalkEvent
  | ChangeEvent
  | RemovalEvent
  | EntryEvent
  | OwnedBesideEvent
  | HeldForEverEvent
  | StoredEvent;
