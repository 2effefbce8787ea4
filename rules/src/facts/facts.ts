/** What rules may ask: plain facts about weak references, the same for both languages. Nothing here knows syntax. */
import type { MisuseEvent, Retention } from '../flow/event.ts';
import type { Site, UseKind } from '../flow/graph.ts';
import type { Serializing } from '../flow/language-model.ts';
import type { Presence } from '../flow/presence.ts';
import type { Edits, LanguageVersion } from './edits.ts';
import type { LanguageName } from './front-end.ts';

/** One question to a weak handle: `self._r()`, `ref.deref()`. */
export interface Deref {
  readonly site: Site;
  /** The handle as written. */
  readonly handle: string;
  /** Where the handle was made or declared. */
  readonly madeAt: Site;
  /** The deref inside, where a function or property is asked that hands on what its handle gives. */
  readonly through: Elsewhere | undefined;
}

/** A place that may lie in another file of the workspace. */
export interface Elsewhere {
  readonly site: Site;
  /** As the host calls that file; undefined: in this one. */
  readonly path: string | undefined;
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
  /** `ref.deref() as Page`, which says that it is there. */
  readonly cast: Site | undefined;
  /** `absent`: a test has just shown that it is gone. */
  readonly presence: 'absent' | 'maybe';
  /** The use in the function of another file that it is passed to. */
  readonly inside: Elsewhere | undefined;
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
  /** `look-up`: of a container that has no such value, and does not fail. */
  readonly role: 'handle' | 'proxy' | 'finalizer' | 'registry' | 'token' | 'container' | 'look-up' | 'type';
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
  /** Where the holder is written out and names the target. */
  readonly mention: Site | undefined;
  readonly retention: Retention;
  readonly as: 'callback' | 'argument';
  /** `handle`: it is the callback of a handle or a proxy. */
  readonly role: 'finalizer' | 'registry' | 'handle';
}

/** Something weakly referenced whose class leaves no place for it. */
export interface RoomlessReferent {
  /** The value. */
  readonly site: Site;
  readonly className: string;
  /** The class names its places, or an option of its decorator makes it do so. */
  readonly because: 'slots' | 'option';
  /** The class statement and its name, where they stand in this file. */
  readonly class: { readonly site: Site; readonly nameSite: Site } | undefined;
  /** The weak API's own name: `ref`, `WeakSet`. */
  readonly api: string;
}

/** A class that asks for a place for weak handles in a way that fails when it is made. */
export interface MisplacedPlace {
  readonly site: Site;
  readonly className: string;
  readonly kind: 'twice' | 'inherited' | 'refused' | 'idle-option';
  readonly class: Site;
}

/** A weak key or member that cannot be hashed. */
export interface UnhashableKey {
  readonly site: Site;
  /** The value or type as written. */
  readonly text: string;
  /** The class, or the language's name of the built-in type. */
  readonly type: string;
  readonly because: 'comparison' | 'option' | 'written' | 'type';
  readonly api: string;
  readonly role: 'stored' | 'declared';
  readonly class: { readonly site: Site; readonly nameSite: Site } | undefined;
}

/** The truth of a referent is asked, and an object that is there may count as false. */
export interface TruthTest {
  readonly site: Site;
  readonly deref: Deref;
  /** What is tested, as written. */
  readonly name: string;
  /** The referent's class and what in it decides its truth; undefined where its class is not known. */
  readonly falsy: { readonly className: string; readonly by: string; readonly definedAt: Site | undefined } | undefined;
}

/** A destructor reads a member that a constructor that stops early has not set. */
export interface UnsetMember {
  /** Where the destructor reads it, or calls what reads it. */
  readonly site: Site;
  /** `self.file`. */
  readonly text: string;
  /** `file`. */
  readonly member: string;
  /** Where the constructor may leave before. */
  readonly leaves: Site;
}

/** A destructor puts its object into a collection that keeps it. */
export interface Resurrection {
  readonly site: Site;
  /** `self`. */
  readonly object: string;
  /** The collection, as written. */
  readonly home: string;
}

/** An entry of a weak container is looked up because it was there a moment ago. */
export interface StaleEntry {
  readonly site: Site;
  readonly testedAt: Site;
  /** As written. */
  readonly container: string;
  readonly key: string;
}

/** A weak container is walked while its entries change. */
export interface DisturbedWalk {
  /** What is walked. */
  readonly site: Site;
  readonly name: string;
  readonly changedAt: Site;
  /** What the walk calls that changes them; undefined where it does so itself. */
  readonly calledAt: Site | undefined;
}

/** A member is taken out of a weak container in the way that raises where there is none. */
export interface WeakRemoval {
  /** The method. */
  readonly site: Site;
  /** As written. */
  readonly container: string;
}

/** A weak object is used as what it is not. */
export interface Misuse {
  readonly site: Site;
  readonly what: MisuseEvent['what'] | 'hook';
  /** The weak API's own name. */
  readonly api: string;
  /** The member it is about, where it is about one. */
  readonly name: string;
}

/** A cache of a method keeps every object that the method was called on. */
export interface MethodCache {
  /** The decorator. */
  readonly site: Site;
  /** `lru_cache`. */
  readonly decorator: string;
  readonly method: string;
  readonly className: string;
}

/** A collection of handles that only grows. */
export interface DeadEntries {
  /** Where a handle is put in. */
  readonly site: Site;
  /** The collection as written. */
  readonly name: string;
  /** The handles are in the collections that it has as entries. */
  readonly isOfEntries: boolean;
}

/** Something that only a weak reference is left with. */
export interface WeakTemporary {
  /** What is made. */
  readonly site: Site;
  /** As written. */
  readonly text: string;
  /** `method`: a new bound method. */
  readonly what: 'object' | 'function' | 'method';
  /** The last name of what holds it: `ref`, `WeakSet`, `connect`. */
  readonly api: string;
  readonly role: 'handle' | 'proxy' | 'container' | 'look-up' | 'receiver';
  /** When the last strong reference goes. */
  readonly dies: 'at-once' | 'at-return';
  /** The call or the assignment that holds it weakly. */
  readonly making: Site;
  /** The argument that would make it hold strongly. */
  readonly option: string | undefined;
  /** Where the function that is called holds it weakly. */
  readonly through: Elsewhere | undefined;
}

/** A handle for bound methods is given something else. */
export interface MisusedMethodHandle {
  readonly site: Site;
  /** As written. */
  readonly text: string;
  readonly what: 'function' | 'static' | 'other';
  /** An ordinary handle would do: a class or a module keeps it. */
  readonly isKept: boolean;
  readonly making: Site;
}

/** A bare name is tested that the environment may not have. */
export interface UnguardedGlobal {
  readonly site: Site;
  readonly name: string;
}

/** A cache takes an entry for the object. */
export interface DeadHit {
  readonly site: Site;
  /** As written. */
  readonly text: string;
  /** It gives the dead answer back, or says yes. */
  readonly as: 'value' | 'answer';
}

/** A weak handle or proxy stands where its object is meant. */
export interface MistakenHandle {
  /**
   * `truth`, `absence`: it is tested; `each`: all handles of a collection are; `comparison`, `among`: something is compared with it, or looked for among handles; `another`: what it is compared with is a
   * handle, and surely not the same one; `uncalled`: the
   * method that asks is tested; `operation`: an operation that fails for every handle; `fallback`: it is the value where its object is
   * gone; `type`, `hash`: of a proxy.
   */
  readonly as: 'truth' | 'each' | 'absence' | 'comparison' | 'among' | 'another' | 'member' | 'uncalled' | 'operation' | 'fallback' | 'type' | 'hash';
  readonly role: 'handle' | 'proxy';
  readonly site: Site;
  /** The handle, the proxy, or the collection of handles, as written. */
  readonly name: string;
  readonly madeAt: Site;
  /** To ask it here is all that is missing. */
  readonly isAskable: boolean;
  readonly member: string | undefined;
  /** What it is compared with, as written. */
  readonly other: string | undefined;
  /** A deref in the same statement whose answer is used because of the test. */
  readonly reliedOn: Site | undefined;
}

/** `=== null` of what a handle gave, and no test that sees it gone. */
export interface NullOnlyTest {
  readonly site: Site;
  readonly name: string;
  readonly handle: string;
  readonly madeAt: Site;
}

/** A handle is asked and nobody takes the answer. */
export interface DiscardedDeref {
  readonly site: Site;
  readonly handle: string;
  /** The handle is of a bound method. */
  readonly isMethod: boolean;
  readonly madeAt: Site;
}

/** A clean-up asks for the object it is called about. */
export interface DeadReferent {
  /** What is handed to it, or where it asks. */
  readonly site: Site;
  /** As written. */
  readonly text: string;
  readonly as: 'handle' | 'proxy';
  readonly cleanup: Site;
}

/** The callback of a registry that throws. */
export interface ThrowingCleanup {
  /** What is thrown. */
  readonly site: Site;
  readonly cleanup: Site;
}

/** A clean-up deletes an entry by its key alone, and the key may be somebody else's by then. */
export interface BlindCleanup {
  readonly site: Site;
  /** The collection as the clean-up calls it. */
  readonly collection: string;
  /** What stands under its keys: handles, or what has one among others. */
  readonly entries: 'handles' | 'records';
  readonly cleanup: Site;
}

/** A clean-up takes a lock that does not let in a thread twice. */
export interface LockedCleanup {
  /** The clean-up where it is handed over. */
  readonly site: Site;
  readonly lock: string;
  readonly taken: Site;
  /** Where other code takes the lock. */
  readonly elsewhere: Site;
}

/** What is called off is not what was registered. */
export interface WrongToken {
  readonly site: Site;
  /** As written. */
  readonly text: string;
  /** `without`: nothing was registered with a token; `refused`: no such value can be one. */
  readonly kind: 'without' | 'other' | 'refused';
  readonly registered: Site;
}

/** A registration that nobody calls off, of an object that is also released by hand. */
export interface MissingWithdrawal {
  readonly site: Site;
  /** The method that releases it. */
  readonly method: string;
  readonly release: Site;
  readonly hasToken: boolean;
}

/** The strong side of an entry leads back to its weak side. */
export interface RetainedKey {
  /** The strong side. */
  readonly site: Site;
  readonly weak: Site;
  /** The weak side as written. */
  readonly name: string;
  readonly weakSide: 'key' | 'value';
  /** The weak container's own name; undefined for a plain one with handles for keys. */
  readonly api: string | undefined;
}

/** A function owns what a handle beside it only watches. */
export interface OwnedReferent {
  readonly site: Site;
  /** What is owned, as written. */
  readonly name: string;
  /**
   * - `mentioned`: by its own name, in a function that is handed to somebody
   * - `method`: through a bound method
   * - `taken-inside`: a handle is taken in the function, which owns the object to take it
   * - `circle`: the callback of a handle owns what keeps the handle
   * - `for-ever`: something as long-lived as the program owns what a registry waits for; `until-exit`: what a finalizer waits for, which the end calls
   * - `entry`: the entry that a clean-up is to remove owns what it waits for
   */
  readonly form: 'mentioned' | 'method' | 'taken-inside' | 'circle' | 'for-ever' | 'until-exit' | 'entry';
  /** Of a circle: nothing is lost but time. */
  readonly isAdvice: boolean;
  readonly handle: Site;
}

/** A function that is to run when an object is gone is lost, because nobody keeps what would call it. */
export interface DiscardedCallback {
  /** The call that makes the handle or the registry. */
  readonly site: Site;
  readonly api: string;
  /** `own`: the watched object itself keeps the registry. */
  readonly because: 'discarded' | 'local' | 'own';
  readonly role: 'handle' | 'registry';
  /** Where the object is registered. */
  readonly registeredAt: Site | undefined;
}

/** What is passed to be called back cannot be, or not so. */
export interface MisfitCallback {
  readonly site: Site;
  /** As written. */
  readonly text: string;
  readonly api: string;
  /**
   * `refused`: an argument by name. `missing`: none is passed. `called`: it was called, its result is nothing to call. `handle`: calling it
   * only asks. `arguments`: it takes more or fewer. `value`: no function.
   */
  readonly because: 'refused' | 'missing' | 'called' | 'handle' | 'arguments' | 'value';
  /** How many arguments it is given. */
  readonly given: number | undefined;
  /** It can be called without any. */
  readonly takesNone: boolean;
  readonly role: 'handle' | 'proxy' | 'finalizer' | 'registry';
  /** The call that gets it. */
  readonly making: Site;
}

/** A handle, or an object that has one, is written or copied as if it were plain data. */
export interface Serialization {
  readonly site: Site;
  /** What is put into the value at the site, where that was written out before. */
  readonly put: Site | undefined;
  readonly text: string;
  readonly as: Serializing;
  /** The weak API's own name, of a handle or weak container. */
  readonly api: string;
  /** The member of an object that holds a handle. */
  readonly member: string | undefined;
  /** The object's class, where it stands in this file, and its members that hold handles; undefined where others hold what is like them. */
  readonly holder: { readonly definition: Site; readonly members: readonly string[] } | undefined;
}

/** A lasting dictionary is keyed by the number of an object that nothing in sight keeps alive. */
export interface IdKey {
  /** `id(x)`. */
  readonly site: Site;
  readonly dictionary: Site;
  /** The dictionary as written. */
  readonly name: string;
}

/** A handle is made in a loop that does not let the collector in. */
export interface BusyLoop {
  readonly site: Site;
}

/** A part gets a strong reference to the owner that keeps it. */
export interface BackReference {
  readonly site: Site;
  /** As written. */
  readonly text: string;
  readonly part: string;
}

/** A strong name keeps what a weak handle gave while a loop waits. */
export interface HeldWait {
  /** The wait. */
  readonly site: Site;
  readonly name: string;
  readonly handle: string;
  readonly deref: Site;
  /** The name is bound anew in each turn, when it still holds the object. */
  readonly isEachTurn: boolean;
}

/** A check that fails if an object is still there, which nothing has collected. */
export interface AssumedCollection {
  readonly site: Site;
  readonly handle: string;
  readonly madeAt: Site;
  /** The language keeps the object until the job ends. */
  readonly isKept: boolean;
}

/** A name that holds a weak handle, or what one gave. */
export interface WeakName {
  /** The name alone, in UTF-16 offsets. */
  readonly range: readonly [number, number];
  /** The whole expression as written, on one line. */
  readonly text: string;
  readonly holds:
    | { readonly kind: 'handle'; readonly api: string; readonly madeAt: Site }
    | { readonly kind: 'referent'; readonly deref: Deref; readonly presence: Presence };
}

/** A weak handle is asked: what is known of the answer. */
export interface AskedHandle {
  readonly deref: Deref;
  /** `present`: visibly alive. */
  readonly presence: Presence;
  /** Somewhere somebody looks whether the answer is there. */
  readonly isLookedAt: boolean;
  /** Where the language keeps what it has seen alive: until here, which is later in the same function, and no name keeps it any longer. */
  readonly aliveUntil: Site | undefined;
}

/** A part keeps the owner it was given, in a member that nobody else reads or writes. */
export interface StrongBackReference {
  readonly assignment: Site;
  /** As written. */
  readonly text: string;
  /** What is assigned. */
  readonly value: Site;
  readonly reads: readonly Site[];
  /** The member's written type. */
  readonly type: Site | undefined;
}

export interface Facts {
  readonly language: LanguageName;
  readonly weakNames: readonly WeakName[];
  readonly askedHandles: readonly AskedHandle[];
  readonly uncheckedUses: readonly UncheckedUse[];
  readonly repeatedDerefs: readonly RepeatedDeref[];
  readonly impossibleReferents: readonly ImpossibleReferent[];
  readonly retainedTargets: readonly RetainedTarget[];
  readonly roomlessReferents: readonly RoomlessReferent[];
  readonly misplacedPlaces: readonly MisplacedPlace[];
  readonly unhashableKeys: readonly UnhashableKey[];
  readonly truthTests: readonly TruthTest[];
  readonly unsetMembers: readonly UnsetMember[];
  readonly resurrections: readonly Resurrection[];
  readonly staleEntries: readonly StaleEntry[];
  readonly disturbedWalks: readonly DisturbedWalk[];
  readonly weakRemovals: readonly WeakRemoval[];
  readonly misuses: readonly Misuse[];
  readonly methodCaches: readonly MethodCache[];
  readonly deadEntries: readonly DeadEntries[];
  readonly weakTemporaries: readonly WeakTemporary[];
  readonly misusedMethodHandles: readonly MisusedMethodHandle[];
  readonly unguardedGlobals: readonly UnguardedGlobal[];
  readonly deadHits: readonly DeadHit[];
  readonly mistakenHandles: readonly MistakenHandle[];
  readonly nullOnlyTests: readonly NullOnlyTest[];
  readonly discardedDerefs: readonly DiscardedDeref[];
  readonly heldWaits: readonly HeldWait[];
  readonly assumedCollections: readonly AssumedCollection[];
  readonly deadReferents: readonly DeadReferent[];
  readonly throwingCleanups: readonly ThrowingCleanup[];
  readonly blindCleanups: readonly BlindCleanup[];
  readonly lockedCleanups: readonly LockedCleanup[];
  readonly wrongTokens: readonly WrongToken[];
  readonly missingWithdrawals: readonly MissingWithdrawal[];
  readonly retainedKeys: readonly RetainedKey[];
  readonly ownedReferents: readonly OwnedReferent[];
  readonly discardedCallbacks: readonly DiscardedCallback[];
  readonly misfitCallbacks: readonly MisfitCallback[];
  readonly serializations: readonly Serialization[];
  readonly idKeys: readonly IdKey[];
  readonly busyLoops: readonly BusyLoop[];
  readonly strongBackReferences: readonly StrongBackReference[];
  readonly backReferences: readonly BackReference[];
  readonly edits: Edits;
  /** The oldest version of the language that the code has to run on, where somebody says. */
  readonly oldestVersion: LanguageVersion | undefined;
}
