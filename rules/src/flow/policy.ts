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

/** Handles in pairs in the items of a mapping are found; deeper ones are rare, and a collection that holds itself must end. */
export const MAX_COLLECTION_DEPTH = 3;

/**
 * Syntax nested deeper than this is an unknown value, and what it does is not seen: the stack is finite. JavaScript's expressions as they become a
 * graph, and Python's syntax as it is read, of which CPython itself takes 200 brackets and 100 indents.
 */
export const MAX_NESTING = { javascript: 250, python: 400 } as const;

/** A block that is run more often than this (each turn of the loop hands a value on to one more variable) is given up: from there on nothing is known. */
export const MAX_VISITS = 24;

/**
 * A function or property that hands on what a handle gives is meant to be there where more places than this rely on it, and more than
 * look at it: the code is built on it, and a report at each place would teach nothing.
 */
export const MAX_CARELESS_USES = 3;

/**
 * What the analysis takes for granted although it need not be so: each makes it silent where it might have spoken, or keeps it from
 * guessing. The key is the heading of its test.
 */
export const TAKEN_FOR_GRANTED = {
  'calls keep members': 'After `if self.x is None: return`, `self.f()` is not taken to change `self.x`: type checkers do the same, and most calls do not.',
  'locals live to the end':
    'A strong local keeps its object until it is rebound or its function ends, even where an engine might see that it is not read again.',
  'comparison proves presence':
    'After `x is other`, `x == other` or `x in others` came out true, `x` is there: nobody compares with an absent value on purpose without writing it out.',
  'asserts run': '`python -O` removes asserts; an assert counts as a check all the same.',
  'raising methods raise':
    'A method that only raises may be there to be overridden, so what follows its call is looked at; but what was found gone before the call counts as there behind it: nobody calls such a method there to go on.',
  'false parameters are absent': 'In `x and ref(x)` a parameter that is false is taken to be absent: an empty or falsy object is passed for an optional one by nobody who asks it like that.',
  'captured referents are unknown': 'What a closure captures is not reported in the closure: whether it runs before or after a check cannot be seen.',
  'closures run at any time':
    'What a function within a function asks is told as if nobody had looked before, though it may be called at once, behind a look, unless JavaScript code calls it where it is written; and what it has seen tells its caller nothing. A report may be wrong for it.',
  'members are written in this file': 'A member written with handles only (and None) by its class and the bases of it holds a handle, although code elsewhere may write it too.',
  'other files speak of weak references':
    'A class or function of a file that does not is not followed into that file, be its base or what it calls in a third one that does: most of a program would be parsed for it. A function that looks at what it is given is.',
  'owners outlive what they own':
    'With `owner.part = self` beside `self._owner = weakref.ref(owner)`, and where all parts are made as `owner.part = Part(owner)`, the owner is there while a method of the part runs: that somebody else keeps the part longer cannot be seen. Not reported at any level.',
  'handlers wait for the error':
    'Where every caller of a function has the referent, or a handler that would catch what an absent value raises, no use in the function is reported, be the handler meant for something else.',
  'each test by itself':
    'That a test comes out as an earlier one did, or that a list is empty behind a loop whose first turn returns, is not known: what holds on some path is told of all that lead here. A report may be wrong for it; code that tests the same thing twice hardly ever relies on it between a look and a use.',
  'every call may raise': 'In a `try` a call may raise whatever it is and is given: that `bool(x)` of nothing does not is not known. A report in the handler may be wrong for it.',
  'unknown calls may give nothing':
    'Code that tests what a call gave of which nothing is known has its reasons: behind the test it may be absent. A report may be wrong for it where it never is.',
  'one owner on every path':
    'What one name keeps on one path and another name on the other counts as let go where the paths meet: to say otherwise takes a check of who holds what at each join, for code that hardly anybody writes.',
  'what is found is what is made':
    'Behind `if not hasattr(x, "cache"): x.cache = ...` the object has what is written there, whoever gave it to `x` before: code that makes what is missing counts on its kind.',
  'a record is sifted as a whole':
    'What `records.filter(({ ref }) => ref.deref())` leaves counts as there in this job with all its handles, though one alone was asked: records with two are rare.',
  'a test tells of its own function':
    'What `isinstance(x, weakref.ref)` or `x instanceof WeakRef` shows holds behind the test alone: a function that finds out so what it was given hands on no answer, since its callers may pass the object itself.',
  'accessors answer alike': 'After a check of such a function or property, asking the same one again in the same job is not reported: nobody can bind what is written as a property at every use.',
  'finalizers are of what was asked': 'After `if finalizer.alive` or `finalizer.detach() is not None`, what handles have given before is there: nobody asks the finalizer of another object for it.',
  'callers are in this file': 'A parameter that gets a weak handle from every call in the file is one, although code elsewhere may pass something else.',
} as const;
