/** What rules may ask: plain facts about weak references, the same for both languages. Nothing here knows syntax. */
import type { Retention } from '../flow/event.ts';
import type { Site, UseKind } from '../flow/graph.ts';
import type { Edits } from './edits.ts';
import type { LanguageName } from './front-end.ts';

/** One question to a weak handle: `self._r()`, `ref.deref()`. */
export interface Deref {
  readonly site: Site;
  /** The handle as written. */
  readonly handle: string;
  /** Where the handle was made or declared. */
  readonly madeAt: Site;
}

/** An operation that fails if the referent is gone, on a path that has not looked. */
export interface UncheckedUse {
  readonly deref: Deref;
  /** What is used: the deref itself, or the strong name that holds its result. */
  readonly used: Site;
  /** `used` as written, on one line. */
  readonly name: string;
  /** The whole operation. */
  readonly use: Site;
  readonly as: UseKind | 'claim';
  /** The deref's result is used on the spot, without a name. */
  readonly isDirect: boolean;
  /** `absent`: a test has just shown that it is gone. */
  readonly presence: 'absent' | 'maybe';
}

/** A handle asked again although an earlier answer was checked: the second answer may differ. */
export interface RepeatedDeref {
  readonly deref: Deref;
  readonly earlier: Deref;
  /** The suspension between them, where there is one. */
  readonly suspendedAt: Site | undefined;
  /** All later derefs of the handle that rely on the same check, this one included. */
  readonly group: readonly Site[];
}

/** Something weakly referenced that cannot be. */
export interface ImpossibleReferent {
  readonly site: Site;
  /** The value or type as written. */
  readonly text: string;
  /** The language's name of its type. */
  readonly type: string;
  /** The weak API's own name: `ref`, `WeakMap`. */
  readonly api: string;
  readonly role: 'handle' | 'proxy' | 'finalizer' | 'registry' | 'token' | 'container' | 'type';
  /** The call that makes the handle or stores; of a written type the type. */
  readonly making: Site;
  /** Where the weak container is made or declared, and the plain one that could stand there. */
  readonly container: { readonly site: Site; readonly twin: string } | undefined;
}

/** A finalizer whose own arguments keep its object alive. */
export interface RetainedTarget {
  readonly registration: Site;
  readonly target: Site;
  /** The target as written. */
  readonly name: string;
  readonly holder: Site;
  readonly retention: Retention;
  readonly as: 'callback' | 'argument';
  readonly role: 'finalizer' | 'registry';
}

export interface Facts {
  readonly language: LanguageName;
  readonly uncheckedUses: readonly UncheckedUse[];
  readonly repeatedDerefs: readonly RepeatedDeref[];
  readonly impossibleReferents: readonly ImpossibleReferent[];
  readonly retainedTargets: readonly RetainedTarget[];
  readonly edits: Edits;
}
