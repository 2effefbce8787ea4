/** What is done to handles and proxies themselves, and the looks at what handles gave. */
import type { BlockId, DerefOp, FlowGraph, Op, Site, Temp, UseKind, Variable } from './graph.ts';
import type { InstanceShape, Shape } from './shape.ts';
import type { ValueId } from './value.ts';

/** A test of a handle or proxy, which is there and true whether its object lives or not. */
export interface WeakTestEvent {
  readonly kind: 'weak-test';
  /** `each`: the truth of the elements of a collection. */
  readonly as: 'truth' | 'absence' | 'each';
  readonly of: Temp;
  readonly weak: InstanceShape;
  readonly handles: readonly ValueId[];
  /** Somebody else says what it is: a caller may pass nothing. */
  readonly isParameter: boolean;
  readonly mayBeUnset: boolean;
  /** By `x?.y` or `x ?? y`. */
  readonly isInPassing: boolean;
  readonly site: Site;
}

/** A handle or proxy is compared with something. */
export interface WeakComparisonEvent {
  readonly kind: 'weak-comparison';
  /** `among`: something is looked for among handles; `type`: the type of a proxy is compared. */
  readonly as: 'identity' | 'equality' | 'among' | 'type';
  /** The handle, the proxy, or the collection of handles. */
  readonly of: Temp;
  readonly weak: InstanceShape;
  readonly other: Temp;
  readonly others: readonly ValueId[];
  /** What it is compared with is known to be an ordinary object. */
  readonly isWithObject: boolean;
  readonly otherShape: Shape;
  readonly site: Site;
}

/** What a handle gave is compared with something: `ref() is worker`. */
export interface AnswerComparisonEvent {
  readonly kind: 'answer-comparison';
  readonly handle: InstanceShape;
  readonly other: Temp;
}

/** A handle or proxy is an argument of a call. */
export interface WeakArgumentEvent {
  readonly kind: 'weak-argument';
  readonly callee: Temp;
}

/** Something is done to a handle that only its object can do, or that a proxy cannot. */
export interface WeakMisuseEvent {
  readonly kind: 'weak-misuse';
  /** `uncalled`: the method that asks is tested instead of called; `set`: a member is written; `hash`: a proxy is hashed. */
  readonly as: UseKind | 'set' | 'spread' | 'uncalled' | 'compared-uncalled' | 'hash';
  readonly of: Temp;
  readonly weak: InstanceShape;
  readonly member: string | undefined;
  readonly isParameter: boolean;
  readonly site: Site;
}

/** A function returns a handle that it was given, or the method that asks it, uncalled: whoever tests what it returns tests that. */
export interface WeakResultEvent {
  readonly kind: 'weak-result';
  readonly of: Temp;
  readonly weak: InstanceShape;
  /** The method; undefined for the handle itself. */
  readonly member: string | undefined;
  readonly site: Site;
}

/** What a function gives for the elements of a collection is tested: `refs.filter((ref) => ref.deref)`. */
export interface JudgedEvent {
  readonly kind: 'judged';
  readonly graph: FlowGraph;
  /** The elements, where they are handles. */
  readonly element: InstanceShape | undefined;
}

/** One branch of a value: a handle that has been asked, or what it gave. */
export type FallbackEvent =
  | { readonly kind: 'fallback'; readonly as: 'handle'; readonly to: Temp; readonly from: Temp; readonly weak: InstanceShape; readonly asked: readonly DerefOp[] }
  | { readonly kind: 'fallback'; readonly as: 'answer'; readonly to: Temp; readonly op: DerefOp };

/** A look whether what a handle gave is there, where nobody knows yet. */
export interface LookEvent {
  readonly kind: 'look';
  readonly as: 'absent' | 'null' | 'matches';
  readonly of: Temp;
  readonly derefs: readonly DerefOp[];
  /** By `x?.y` or `x ?? y`. */
  readonly isInPassing: boolean;
  readonly site: Site;
}

/** A handle is asked and nobody takes the answer. */
export interface DiscardEvent {
  readonly kind: 'discarded-deref';
  readonly op: DerefOp;
  readonly isGuarded: boolean;
}

/** Something waits in a loop while a name holds what a handle gave. */
export interface HeldWaitEvent {
  readonly kind: 'held-wait';
  readonly as: 'await' | 'yield' | 'call';
  readonly op: Op;
  readonly site: Site;
  readonly held: readonly { readonly variable: Variable; readonly deref: DerefOp }[];
}

/** A test whether an object is gone that was made, weakly referenced and let go in this graph. */
export interface DeathTestEvent {
  readonly kind: 'death-test';
  readonly deref: DerefOp;
  /** What made the object. */
  readonly referent: Op;
  readonly site: Site;
  /** Until the job ends it is there for certain. */
  readonly isKept: boolean;
  /** Where the test goes on if the object is still there. */
  readonly whenPresent: BlockId;
}

/** A function is handed over to see it fail, `assertRaises(E, lambda: r().x)`, or called at once where a handler waits for the error. */
export interface ExpectedFailureEvent {
  readonly kind: 'expected-failure';
  readonly graph: FlowGraph;
}

export type HandleEvent = WeakTestEvent | WeakComparisonEvent | AnswerComparisonEvent | WeakArgumentEvent | WeakMisuseEvent | WeakResultEvent | JudgedEvent | FallbackEvent | LookEvent | DiscardEvent | HeldWaitEvent | DeathTestEvent | ExpectedFailureEvent;
