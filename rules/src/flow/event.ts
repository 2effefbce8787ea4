/** What an analysed graph tells its listener, once per operation and path-insensitive: the raw material of facts. */
import type { DerefOp, OpOf, Site, Temp, TypeNote, UseKind, Variable } from './graph.ts';
import type { Serializing } from './language-model.ts';
import type { Presence } from './presence.ts';
import type { ClassKey, InstanceShape, Shape } from './shape.ts';
import type { HandleEvent } from './handle-event.ts';
import type { CallAtOnceEvent } from './call-at-once.ts';
import type { CallbackEvent } from './callback.ts';
import type { LifetimeEvent } from './lifetime-event.ts';
import type { WeakNameEvent } from './name-watch.ts';
import type { ResultTest } from './summary.ts';
import type { ValueId } from './value.ts';

export interface DerefEvent {
  readonly kind: 'deref';
  readonly op: DerefOp;
  readonly handle: InstanceShape;
  /** The handle expression. */
  readonly handleTemp: Temp;
  /** `present`: visibly kept alive. */
  readonly presence: Presence;
  /** Where the handle was when the graph was entered. */
  readonly place: GivenPlace | undefined;
  /** The parameter that had it as an element, where the language keeps what handles have given. */
  readonly elementOf: Variable | undefined;
  /** An earlier deref of the same handle that was tested and found present on every path here. */
  readonly provenBy: { readonly op: DerefOp; readonly suspendedAt: Site | undefined } | undefined;
  /** The deref in another function, where this is a call of it or a read of its property. */
  readonly through: Accessor | undefined;
}

/** `self._r`: a member of a member ... of a parameter, receiver or free variable, or one of these itself. */
export interface GivenPlace {
  readonly variable: Variable;
  readonly members: readonly string[];
}

/** The deref inside a function or property that hands on what its handle gives. `path`: of its file, where that is another one. */
export interface Accessor {
  readonly op: DerefOp;
  readonly path: string | undefined;
}

export interface UseEvent {
  readonly kind: 'use';
  /** `claim`: `x!` says that the value is there. */
  readonly as: UseKind | 'claim';
  readonly of: Temp;
  readonly site: Site;
  /** The derefs whose result this may be while absent. */
  readonly unchecked: readonly { readonly op: DerefOp; readonly presence: 'absent' | 'maybe' }[];
  /** A handler around catches what an absent value raises here. */
  readonly isGuarded: boolean;
  /** The use in the function of another file that gets the value. */
  readonly inside: Need | undefined;
}

/** An operation on a parameter that fails if it is absent, where nobody has looked. */
export interface Need {
  readonly variable: Variable;
  readonly as: UseKind;
  readonly site: Site;
  /** Of its file, where that is another one. */
  readonly path: string | undefined;
}

export interface NeedEvent {
  readonly kind: 'need';
  readonly need: Need;
}

/** Whether the value counts as true is asked where its presence is meant, or may be. */
export interface TruthTestEvent {
  readonly kind: 'truth-test';
  readonly of: Temp;
  readonly site: Site;
  /** The derefs whose result this may be, and nobody has looked whether it is there. */
  readonly derefs: readonly DerefOp[];
}

export interface EscapeEvent {
  readonly kind: 'escape';
  readonly as: 'return' | 'yield' | 'element' | 'argument';
  readonly site: Site;
  readonly unchecked: readonly DerefOp[];
}

export interface WeakTargetEvent {
  readonly kind: 'weak-target';
  /** The value that is to be weakly referenced: an argument, an assigned value, a member of a display. */
  readonly target: Temp;
  readonly targetSite: Site;
  readonly values: readonly ValueId[];
  /** All the shapes it may have. */
  readonly shapes: readonly Shape[];
  /** The qualified name of the weak API: `weakref.ref`, `globalThis.WeakMap`. */
  readonly api: string;
  readonly role: 'handle' | 'proxy' | 'finalizer' | 'registry' | 'token' | 'container';
  /** The call that makes the handle, or stores. */
  readonly site: Site;
  /** Where the weak container was made, if this graph made it. */
  readonly container: Site | undefined;
}

/** A weak container is asked for a value. */
export interface WeakQuestionEvent extends Pick<WeakTargetEvent, 'target' | 'targetSite' | 'shapes' | 'api' | 'site'> {
  readonly kind: 'weak-question';
  /** What it gives; undefined where it only takes away. */
  readonly answer: Temp | undefined;
  /** Whether it fails for what it cannot have; if not, it finds nothing. */
  readonly fails: boolean;
}

/** A value of a kind that is made anew wherever it is asked for, or that says why a weak reference to it is of no use. */
export type Held =
  /** `method`: its name, where it is read from a class or an object and is not bound to one. */
  | { readonly kind: 'function'; readonly isNew: boolean; readonly method: string | undefined }
  /** A bound method, in a language that makes one at each access. */
  | { readonly kind: 'method'; readonly name: string; readonly owner: Held | undefined }
  /** Just made by the class. */
  | { readonly kind: 'object'; readonly class: ClassKey }
  | { readonly kind: 'built-in'; readonly type: string; readonly isEmpty: boolean }
  /** `partial(f)`, `f.bind(x)`, a weak handle or container, a class. */
  | { readonly kind: 'partial' | 'bound' | 'weak' | 'class' }
  /** Whatever the callers pass. */
  | { readonly kind: 'parameter'; readonly variable: Variable };

/** A function holds a parameter weakly and gives it to nobody who would keep it. */
export interface WeaklyHeld {
  readonly variable: Variable;
  /** Where it does so. */
  readonly site: Site;
  /** Of its file, where that is another one. */
  readonly path: string | undefined;
}

/** Something holds a value weakly from now on, or asks a weak container for it. */
export interface WeakHoldEvent {
  readonly kind: 'weak-hold';
  readonly target: Temp;
  readonly targetSite: Site;
  readonly held: Held;
  /** The qualified name of what holds it. */
  readonly api: string;
  readonly role: 'handle' | 'proxy' | 'container' | 'look-up' | 'receiver';
  /** Of a bound method its object is held: `WeakMethod`. */
  readonly holdsOwner: boolean;
  /** The call or the assignment. */
  readonly site: Site;
  /** The argument of the call that would make it hold strongly. */
  readonly option: string | undefined;
  /** It makes the container that holds it. */
  readonly isInitial: boolean;
  /** The function that is called does so. */
  readonly through: WeaklyHeld | undefined;
  /** A handler around catches a refusal. */
  readonly isCaught: boolean;
}

/** A receiver is connected to a signal, weakly or not: the signal is not sent for it. */
export interface ConnectionEvent {
  readonly kind: 'connection';
  readonly op: OpOf<'call'>;
}

export type Retention =
  /** The target itself is passed. */
  | 'itself'
  /** A bound method of the target. */
  | 'method'
  /** A closure that captures it, or has it as a default value. */
  | 'closure'
  /** Inside a display or a partial. */
  | 'inside';

export interface RegistrationEvent {
  readonly kind: 'registration';
  /** `handle`: the callback of a handle or a proxy. */
  readonly role: 'finalizer' | 'registry' | 'handle';
  readonly op: OpOf<'call'>;
  readonly targetSite: Site;
  /** What passed to it holds the target. */
  readonly holders: readonly { readonly site: Site; readonly retention: Retention; readonly as: 'callback' | 'argument' }[];
}

export interface WriteEvent {
  readonly kind: 'write';
  readonly variable: Variable;
  readonly shape: Shape;
}

export interface MemberWriteEvent {
  readonly kind: 'member-write';
  readonly holder: ValueId;
  readonly of: Shape;
  readonly values: ReadonlySet<ValueId>;
  /** What the written handles point to, where that is one value. */
  readonly referents: ReadonlySet<ValueId>;
  readonly name: string;
  readonly shape: Shape;
}

/** Something is put into a collection that a variable or a member holds. */
export type ElementWriteEvent =
  | { readonly kind: 'element-write'; readonly variable: Variable; readonly shape: Shape }
  | { readonly kind: 'element-write'; readonly of: Shape; readonly name: string; readonly shape: Shape };

export interface ClassEvent {
  readonly kind: 'class';
  readonly key: ClassKey;
  readonly bases: readonly Shape[];
  readonly options: readonly { readonly name: string | undefined; readonly shape: Shape }[];
  readonly decorators: readonly Shape[];
  /** The class-level values by field name. */
  readonly fields: ReadonlyMap<string, Shape>;
}

export interface AnnotationEvent {
  readonly kind: 'annotation';
  readonly type: TypeNote;
}

/** A function of the file is called: what a parameter gets. */
export interface PassEvent {
  readonly kind: 'pass';
  readonly to: Variable;
  readonly shape: Shape;
  /** A deref whose result it is, unchecked. */
  readonly unchecked: DerefOp | undefined;
}

/** `at`: its place among the parts of what is written out, `return owner, names`. */
export interface InsideAnswer {
  readonly op: DerefOp;
  readonly at: { readonly position: number; readonly of: number } | undefined;
}

/** `return x`. */
export interface ResultEvent {
  readonly kind: 'result';
  readonly shape: Shape;
  readonly unchecked: readonly DerefOp[];
  /** A deref whose answer is in the collection that is returned, without a look. */
  readonly inside: InsideAnswer | undefined;
  /** Derefs whose referent it is, found there by a look. */
  readonly found: readonly DerefOp[];
  /** The one deref whose referent it is, and surely there. */
  readonly given: DerefOp | undefined;
  /** Nothing is returned, and these derefs were found to have given nothing. */
  readonly missed: readonly DerefOp[];
  /** The parameter or receiver that the returned handle points to. */
  readonly handleOf: Variable | undefined;
  /** Handles whose objects are there until the next suspension. */
  readonly isKept: boolean;
  readonly outcome: ResultTest<DerefOp> | undefined;
  /** What holds where it counts as true, and as false; nothing where it cannot. */
  readonly shows: ByTruth<Shown | undefined>;
  /** `return True`, `return False`, written out. */
  readonly verdict: boolean | undefined;
  /** Derefs that were found to have given something, whatever is returned. */
  readonly seen: readonly DerefOp[];
}

export interface ByTruth<T> {
  readonly whenTrue: T;
  readonly whenFalse: T;
}

export interface Shown {
  /** Parameters that are surely there. */
  readonly present: readonly Variable[];
  /** Handles that have their objects until the next suspension. */
  readonly alive: readonly GivenPlace[];
}

/** The graph is left without an exception. */
export interface ExitEvent {
  readonly kind: 'exit';
  /** Parameters that are surely there. */
  readonly present: readonly Variable[];
  /** Parameters that something keeps strongly. */
  readonly kept: readonly Variable[];
  /** Handles that have their objects until the next suspension. */
  readonly alive: readonly GivenPlace[];
  /** By a `return`. */
  readonly isReturn: boolean;
  /** These derefs were found to have given nothing. */
  readonly missed: readonly DerefOp[];
}

/** A look-up that relies on an earlier test of the same entry, which may be gone since. */
export interface StaleEntryEvent {
  readonly kind: 'stale-entry';
  readonly container: Temp;
  readonly key: Temp;
  readonly site: Site;
  readonly testedAt: Site;
}

/** A walk over a weak container goes on after its entries were changed. */
export interface DisturbedWalkEvent {
  readonly kind: 'disturbed-walk';
  readonly of: Temp;
  readonly site: Site;
  readonly changedAt: Site;
}

/** A member is taken out in the way that raises where there is none. */
export interface WeakRemovalEvent {
  readonly kind: 'weak-removal';
  readonly callee: Temp;
  readonly container: Temp;
  readonly site: Site;
}

/** A weak object is used as what it is not. */
export interface MisuseEvent {
  readonly kind: 'misuse';
  readonly what: 'brackets' | 'lacking' | 'walked' | 'called' | 'detached' | 'fresh-key';
  /** The qualified name of the weak API. */
  readonly api: string;
  /** The member that it lacks or that is detached. */
  readonly name: string;
  readonly site: Site;
}

/** A variable gets a method of a weak object, which fails without that. */
export interface DetachedMethodEvent {
  readonly kind: 'detached-method';
  readonly variable: Variable;
  /** The qualified name of the weak API. */
  readonly api: string;
  readonly name: string;
}

/** A handle without a callback of its own is put into a plain collection, under a key or at a place that is not written out. */
export interface HandleStoredEvent {
  readonly kind: 'handle-stored';
  readonly collection: Temp;
  readonly site: Site;
  /** Made where it is stored: nothing that has been in there before. */
  readonly isNew: boolean;
  /** The function has just made the collection itself. */
  readonly isFirst: boolean;
}

/** The function answers whether a mapping of handles has an entry. */
export interface EntryAnswerEvent {
  readonly kind: 'entry-answer';
  /** Where the handles are made. */
  readonly madeAt: readonly Site[];
  readonly site: Site;
}

/** A value leaves as bytes, text or a copy. */
export interface SerializedEvent {
  readonly kind: 'serialized';
  readonly as: Serializing;
  readonly shape: Shape;
  readonly value: Site;
  /** It is in what a variable holds, which is read here: where it was put in. */
  readonly within: { readonly temp: Temp; readonly part: Site } | undefined;
  readonly site: Site;
}

/** The truth or presence of a name that nobody binds is asked, and naming it raises where it does not exist. */
export interface GlobalTestEvent {
  readonly kind: 'global-test';
  readonly of: Temp;
  readonly name: string;
  readonly site: Site;
}

/** The collector is asked to run: `gc.collect()`. */
export interface CollectionEvent {
  readonly kind: 'collection';
  readonly site: Site;
}

export type FlowEvent =
  | CollectionEvent
  | SerializedEvent
  | GlobalTestEvent
  | HandleStoredEvent
  | EntryAnswerEvent
  | StaleEntryEvent
  | DisturbedWalkEvent
  | WeakRemovalEvent
  | MisuseEvent
  | DetachedMethodEvent
  | PassEvent
  | ResultEvent
  | ExitEvent
  | DerefEvent
  | UseEvent
  | NeedEvent
  | TruthTestEvent
  | EscapeEvent
  | WeakTargetEvent
  | WeakQuestionEvent
  | WeakHoldEvent
  | ConnectionEvent
  | CallAtOnceEvent
  | CallbackEvent
  | RegistrationEvent
  | WriteEvent
  | MemberWriteEvent
  | ElementWriteEvent
  | ClassEvent
  | AnnotationEvent
  | HandleEvent
  | WeakNameEvent
  | LifetimeEvent;
