/** Edits by intention: a rule says what should change, the front end of the language writes the text. */
import type { Site } from '../flow/graph.ts';

/** Replaces the text in `range` (UTF-16 offsets, half-open). */
export interface TextEdit {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** How a guard leaves: the intent names the suggestion's title. */
export type GuardIntent = 'return' | 'continue' | 'raise' | 'walrus' | 'nest' | 'optional-chain';

export interface Offer<Intent extends string> {
  readonly intent: Intent;
  /** The strong name that the edit binds or tests. */
  readonly name: string;
  /** Non-overlapping, in text order. */
  readonly edits: readonly TextEdit[];
}

export interface GuardRequest {
  /** The deref expression: `self._r()`, `ref.deref()`. */
  readonly deref: Site;
  /** The expression that is used although it may be absent: the deref itself, or the strong name bound to it. */
  readonly used: Site;
  /** The operation that uses it: `o.x`, `for a in o`. */
  readonly use: Site;
  /** The handle as written: `self._r`. A strong name is derived from it where one must be made. */
  readonly handle: string;
}

export interface BindRequest {
  /** The deref that was checked. */
  readonly earlier: Site;
  /** The derefs of the same handle that should use its result. */
  readonly later: readonly Site[];
  readonly handle: string;
  /** A suspension lies between: the strong name then keeps the referent alive across it, on purpose. */
  readonly acrossSuspension: boolean;
}

export interface ReleaseRequest {
  /** The call that registers: `weakref.finalize(self, self.close)`, `registry.register(this, held)`. */
  readonly registration: Site;
  readonly target: Site;
  /** The argument or closure that holds the target. */
  readonly holder: Site;
}

export interface WeakenRequest {
  /** What is assigned. */
  readonly value: Site;
  /** Every read of the member. */
  readonly reads: readonly Site[];
  /** The written type of the member. */
  readonly type: Site | undefined;
}

export interface LookUpRequest {
  /** `key in rows`. */
  readonly test: Site;
  /** The look-ups that rely on it. */
  readonly lookUps: readonly Site[];
}

export interface WithdrawRequest {
  /** `registry.register(this, held)`. */
  readonly registration: Site;
  /** The method that releases by hand. */
  readonly release: Site;
}

export interface HookRequest {
  /** The class statement. */
  readonly definition: Site;
  /** What the objects are made into. */
  readonly as: 'bytes' | 'copy';
  /** The members that hold handles. */
  readonly members: readonly string[];
}

export interface InsideRequest {
  /** The name that the function owns, where it says it. */
  readonly mention: Site;
  readonly handle: Site;
}

/** Such as Python 3.11. */
export interface LanguageVersion {
  readonly major: number;
  readonly minor: number;
}

/**
 * An offer is made only where the result is certain to parse and to keep comments; otherwise the list is empty. Nothing is offered on a guess.
 * Best offer first.
 */
export interface Edits {
  /** Makes sure the value is there before the use. */
  guard(request: GuardRequest): readonly Offer<GuardIntent>[];
  /** Binds the first deref to one strong name and uses it for the later ones. */
  bind(request: BindRequest): readonly Offer<'bind'>[];
  /** `f(r())` -> `target = r()` before the statement, and `f(target)`. */
  nameDeref(deref: Site, handle: string): readonly Offer<'name'>[];
  /** `self.parent = parent` -> `self.parent = weakref.ref(parent)`, and the reads ask. */
  weaken(request: WeakenRequest): readonly Offer<'weaken'>[];
  /** `weakref.ref("x")` -> `lambda: "x"`; `new WeakRef("x")` -> `{ deref: () => "x" }`. `making` is the call that makes the handle. */
  holdStrongly(making: Site, value: Site): readonly Offer<'hold'>[];
  /** `WeakSet()` -> `set()`, `new WeakMap()` -> `new Map()`; `making` is the call or the written type that names the container. */
  strongContainer(making: Site, twin: string): readonly Offer<'twin'>[];
  /** `Symbol.for("x")` -> `Symbol("x")`. */
  unregisteredSymbol(value: Site): readonly Offer<'symbol'>[];
  /** `finalize(self, lambda: self._file.close())` -> `finalize(self, self._file.close)`. */
  releaseTarget(request: ReleaseRequest): readonly Offer<'release'>[];
  /** A place for weak handles in the objects of the class: `"__weakref__"` in its slots, `weakref_slot=True`. */
  /** `oldest`: what the code has to run on. */
  giveRoom(definition: Site, oldest: LanguageVersion | undefined): readonly Offer<'room'>[];
  /** Takes out what asks for such a place in vain. */
  takeRoom(place: Site, definition: Site): readonly Offer<'remove'>[];
  /** Objects of the class are told apart by identity: without a generated comparison, or with the hash every object has. */
  identify(definition: Site): readonly Offer<'eq' | 'hash'>[];
  /** `if node:` -> `if node is not None:`. */
  comparePresence(tested: Site): readonly Offer<'compare'>[];
  /** `if self._r:` -> `if self._r() is not None:`, `ref === x` -> `ref.deref() === x`. */
  askHandle(handle: Site): readonly Offer<'ask'>[];
  /** `x === null` -> `x === undefined`. */
  compareUndefined(test: Site): readonly Offer<'undefined'>[];
  /** `d.items()` -> `list(d.items())`: a copy to walk over. */
  copied(walked: Site): readonly Offer<'copy'>[];
  /** `guests.remove` -> `guests.discard`. */
  renamedMember(access: Site, name: string): readonly Offer<'rename'>[];
  /** `WeakRef` -> `globalThis.WeakRef`. */
  throughGlobalObject(name: Site): readonly Offer<'member'>[];
  /** `weakref.ref(x)` -> `weakref.WeakMethod(x)`: another function of the same module. */
  renamedHandle(making: Site, name: string): readonly Offer<'rename'>[];
  /** `finalize(o, f(a))` -> `finalize(o, f, a)`. */
  calledLater(making: Site, passed: Site): readonly Offer<'later'>[];
  /** `lambda: x` -> `lambda _handle: x`. */
  withHandle(passed: Site): readonly Offer<'parameter'>[];
  /** `signal.connect(f)` -> `signal.connect(f, weak=False)`. */
  heldReceiver(making: Site, option: string): readonly Offer<'hold'>[];
  /** `finalize(o, func=f)` -> `finalize(o, f)`. */
  byPosition(making: Site): readonly Offer<'position'>[];
  /** `f` -> `lambda _handle: f()`. */
  withoutHandle(passed: Site): readonly Offer<'parameter'>[];
  /** Takes out a statement that does nothing. */
  removed(expression: Site): readonly Offer<'remove'>[];
  /** `map[key] = x` -> `map.set(key, x)`, `key in map` -> `map.has(key)`. */
  throughMethod(site: Site): readonly Offer<'method'>[];
  /** `WeakRef(x)` -> `new WeakRef(x)`. */
  constructed(call: Site): readonly Offer<'new'>[];
  /** Looks once, and keeps what is found under a name. */
  lookUpOnce(request: LookUpRequest): readonly Offer<'once'>[];
  /** Gives what is made a name, or a member of the object, that keeps it. */
  keep(value: Site): readonly Offer<'name' | 'member'>[];
  /** Deletes an entry only if its handle is dead. */
  lookFirst(removal: Site): readonly Offer<'look'>[];
  /** What a function throws it catches. */
  caught(thrown: Site): readonly Offer<'catch'>[];
  /** Registers with the target as token. */
  withToken(registration: Site): readonly Offer<'token'>[];
  /** Registers with a token, and calls it off where the object is released by hand. */
  withdrawn(request: WithdrawRequest): readonly Offer<'withdraw'>[];
  /** A function asks the handle in place of owning the object. */
  askInside(request: InsideRequest): readonly Offer<'inside'>[];
  /** `@lru_cache` of a method without arguments -> `@cached_property`. */
  cachedProperty(decorator: Site): readonly Offer<'property'>[];
  /** Takes the dead handles out before one is put in. */
  swept(put: Site): readonly Offer<'sweep'>[];
  /** Asks for a collection before the statement. */
  collected(check: Site): readonly Offer<'collect'>[];
  /** `part.owner = self` -> `part.owner = weakref.proxy(self)`. */
  throughProxy(assignment: Site): readonly Offer<'proxy'>[];
  /** `cache.has(key)` -> `cache.get(key)?.deref() !== undefined`. */
  asksReferent(test: Site): readonly Offer<'ask'>[];
  /** Does it only if the member is set. */
  ifSet(read: Site, member: string): readonly Offer<'set'>[];
  /** `threading.Lock()` -> `threading.RLock()`, where the lock that is taken is made. */
  reentrant(taken: Site): readonly Offer<'rename'>[];
  /** `sizes[id(x)]` -> `sizes[x]`, in a dictionary with weak keys. */
  keyedWeakly(dictionary: Site): readonly Offer<'keys'>[];
  /** `notes[node] = [node]` -> `[weakref.ref(node)]`: the value of an entry holds its key weakly, too. */
  entryHeldWeakly(value: Site, key: Site): readonly Offer<'entry'>[];
  /** A method that says how the objects of a class are pickled or copied. */
  hooked(request: HookRequest): readonly Offer<'hook'>[];
  /** `view in views` -> `any(handle() is view for handle in views)`, of a collection of handles. */
  askEach(collection: Site): readonly Offer<'each'>[];
  /** `last?.deref() ?? last` -> `last?.deref()`. */
  withoutFallback(fallback: Site): readonly Offer<'answer'>[];
  /** Calls off what was registered, by its token. */
  withRegisteredToken(token: Site, registration: Site): readonly Offer<'token'>[];
  /** `ref().size if ref else 0` -> `target.size if (target := ref()) is not None else 0`. */
  askOnce(handle: Site, answer: Site): readonly Offer<'ask'>[];
  /** `ref.name` -> `ref.deref()?.name`, `ref.deref` -> `ref.deref()`. */
  throughAnswer(access: Site): readonly Offer<'ask'>[];
  /** Makes a registry of each object one registry of the class. */
  shared(making: Site): readonly Offer<'static'>[];
}

/** For what a language has no text. */
export function nothing(): [] {
  return [];
}
