/**
 * Every deliberate unsoundness of the analysis, once each, with its reason. Test titles in `test/flow/policy.test.ts` carry the constant's name.
 */

/** When the collector may take a referent that a deref has just returned. A per-language value, not code in a rule. */
export interface CollectorPolicy {
  /**
   * `last-reference`: any time nobody holds it (CPython: reference counting and other threads).
   * `suspension`: not before the current job ends (ECMA-262 AddToKeptObjects in WeakRef, `deref`; ClearKeptObjects after a job).
   */
  readonly mayCollectAfter: 'last-reference' | 'suspension';
}

/** A `finally` nested deeper than this inside other `finally` bodies is not copied for each way out: copies would multiply. */
export const MAX_COPIED_FINALLY_DEPTH = 2;

/** A chain `a.b.c.d.e.f` is followed this far; code that needs more is rare, and a loop `node = node.parent` must end. */
export const MAX_MEMBER_DEPTH = 5;

/** A temp or variable that may hold more different values than this holds an unknown one. */
export const MAX_VALUES = 12;

/** Calls do not change what members hold: `if self.x is None: return; self.f(); self.x.y` is taken as checked (as type checkers do). */
export const CALLS_KEEP_MEMBERS = true;

/** A strong local keeps its object alive until it is rebound or its function ends, even where an engine might see that it is not read again. */
export const LOCALS_LIVE_TO_THE_END = true;

/** `x is other`, `x == other`, `x in others` prove that `x` is there: nobody compares with an absent value on purpose without writing it out. */
export const COMPARISON_PROVES_PRESENCE = true;

/** Running under `python -O` removes asserts; an assert still counts as a check. */
export const ASSERTS_RUN = true;

/** A variable captured by a closure and holding a referent is not reported in the closure: when it runs relative to the check is unknown. */
export const CAPTURED_REFERENTS_ARE_UNKNOWN = true;

/** A member written with handles only (and None) holds a handle, although code outside the file may write it too. */
export const MEMBERS_ARE_WRITTEN_IN_THIS_FILE = true;
