/** What an analysed graph tells its listener, once per operation and path-insensitive: the raw material of facts. */
import type { OpOf, Site, Temp, TypeNote, UseKind, Variable } from './graph.ts';
import type { Presence } from './presence.ts';
import type { ClassKey, InstanceShape, Shape } from './shape.ts';
import type { ValueId } from './value.ts';

export interface DerefEvent {
  readonly kind: 'deref';
  readonly op: OpOf<'call'>;
  readonly handle: InstanceShape;
  /** The handle expression. */
  readonly handleTemp: Temp;
  /** `present`: visibly kept alive. */
  readonly presence: Presence;
  /** An earlier deref of the same handle that was tested and found present on every path here. */
  readonly provenBy: { readonly op: OpOf<'call'>; readonly suspendedAt: Site | undefined } | undefined;
}

export interface UseEvent {
  readonly kind: 'use';
  /** `claim`: `x!` says that the value is there. */
  readonly as: UseKind | 'claim';
  readonly of: Temp;
  readonly site: Site;
  /** The derefs whose result this may be while absent. */
  readonly unchecked: readonly { readonly op: OpOf<'call'>; readonly presence: 'absent' | 'maybe' }[];
  /** A handler around catches what an absent value raises here. */
  readonly isGuarded: boolean;
}

export interface EscapeEvent {
  readonly kind: 'escape';
  readonly as: 'return' | 'yield' | 'element' | 'argument';
  readonly site: Site;
  readonly unchecked: readonly OpOf<'call'>[];
}

export interface WeakTargetEvent {
  readonly kind: 'weak-target';
  /** The value that is to be weakly referenced: an argument, an assigned value, a member of a display. */
  readonly target: Temp;
  readonly targetSite: Site;
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
  readonly role: 'finalizer' | 'registry';
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
  /** The class-level values by field name. */
  readonly fields: ReadonlyMap<string, Shape>;
}

export interface AnnotationEvent {
  readonly kind: 'annotation';
  readonly type: TypeNote;
}

export type FlowEvent =
  | DerefEvent
  | UseEvent
  | EscapeEvent
  | WeakTargetEvent
  | RegistrationEvent
  | WriteEvent
  | MemberWriteEvent
  | ElementWriteEvent
  | ClassEvent
  | AnnotationEvent;
