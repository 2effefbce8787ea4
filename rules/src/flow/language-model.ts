/** What a language tells the analysis about its names: which are weak APIs, what its operations do with an absent value. */
import type { UseKind } from './graph.ts';
import type { CollectorPolicy } from './policy.ts';

export type Api =
  /** Makes a weak handle of its first argument; `callback` is the position of a death callback. `refusesNames`: of arguments. */
  | { readonly role: 'handle'; readonly callback: number | undefined; readonly boundMethod: boolean; readonly refusesNames: boolean }
  /** Makes a proxy of its first argument. */
  | { readonly role: 'proxy'; readonly callback: number | undefined; readonly refusesNames: boolean }
  /**
   * Registers a finalizer: `finalize(target, callback, ...arguments)`. `shows`: its members that are true, or give something, while the target lives;
   * `gives`: those among them that are methods and give an absent value afterwards.
   */
  | { readonly role: 'finalizer'; readonly shows: ReadonlySet<string>; readonly gives: ReadonlySet<string> }
  /** Makes a registry: `new FinalizationRegistry(callback)`, then `registry.register(target, held, token)`. */
  | { readonly role: 'registry' }
  | WeakContainerApi
  /** Makes a callable that holds its arguments: `functools.partial`. `binds`: a bound method of the second, `types.MethodType`. */
  | { readonly role: 'partial'; readonly binds: boolean }
  | ReceiverApi
  /** Makes a signal: an object with methods that connect receivers. */
  | { readonly role: 'signal'; readonly connects: Readonly<Record<string, ReceiverApi>> }
  /** Makes a decorator that connects a receiver: `receiver(signal)`. */
  | { readonly role: 'connector'; readonly connects: ReceiverApi }
  /** Returns a value of a built-in type: `str(x)`, `datetime.now()`, `Symbol.for(x)`. */
  | { readonly role: 'returns'; readonly type: string }
  /** Fails when one of these arguments (0-based positions) is absent: `len(x)`. Not with more than `most` arguments (`getattr` with a default). `sifts`: with an absent first one, what counts as true in the second is kept: `filter(None, xs)`. `reads`: the member that the second one names, or the third one. `type`: what it gives. */
  | { readonly role: 'needs'; readonly positions: readonly number[]; readonly most?: number; readonly as: UseKind; readonly sifts?: true; readonly reads?: true; readonly type?: string }
  /** Runs the collector: `gc.collect`. */
  | { readonly role: 'collect' }
  /** Never returns: `sys.exit`. */
  | { readonly role: 'no-return' };

/** Connects a receiver that it holds weakly: `signal.connect(f)`. */
export interface ReceiverApi {
  readonly role: 'receiver';
  /** Of the receiver. */
  readonly position: number;
  /** The argument that asks for something else, if there is one, and how many stand before it. */
  readonly option: string | undefined;
  readonly before: number;
  /** Functions are held weakly, too; of bound methods always only the object. */
  readonly holdsFunctions: boolean;
}

export interface WeakContainerApi {
  readonly role: 'container';
  /** What it holds weakly. */
  readonly holds: 'keys' | 'values' | 'members';
  /** Position of the weakly held argument of each method that stores: `{ add: 0 }`, `{ set: 0 }`. */
  readonly stores: Readonly<Record<string, number>>;
  /** Methods that look their first argument up by identity. */
  readonly asks: readonly string[];
  /** Methods that look their first argument up, and fail, or find nothing, where it cannot be weakly referenced. */
  readonly looksUp: { readonly methods: ReadonlySet<string>; readonly fails: boolean };
  /** Methods that store all members of what they are given: `update`. */
  readonly merges: ReadonlySet<string>;
  /** `container[key] = value` stores. */
  readonly byIndex: boolean;
  /** The plain container that holds strongly. */
  readonly strongTwin: string;
  /** What a look-up by index or a removal raises where there is no entry. */
  readonly missing: readonly string[];
  /** What a walk over it raises after its entries were changed. */
  readonly disturbed: readonly string[];
  /** Methods that put entries in or take them out. */
  readonly changes: ReadonlySet<string>;
  /** The method that takes a member out and raises where there is none. */
  readonly removes?: string;
  /** Methods whose result walks over the container itself. */
  readonly views: ReadonlySet<string>;
  /** The one among them that a walk over the container itself is like. */
  readonly keyView?: string;
  /** The one of keys with their values. */
  readonly pairView?: string;
  readonly isIterable: boolean;
  /** The method that gives the object of an entry, or an absent value. */
  readonly gives?: string;
  /** The one that also takes the entry out, and gives an absent value only where it is told to. */
  readonly takes?: string;
  /** Methods that list its handles, and the qualified name of these. */
  readonly lists?: { readonly methods: ReadonlySet<string>; readonly handle: string };
  /** What its plain twin has and it has not. */
  readonly lacks: ReadonlySet<string>;
}

/** What a function does with its first argument: writes it as bytes, as text, copies it with all it holds, or sends a copy. `strict-text`: fails for what it does not know. */
export type Serializing = 'bytes' | 'text' | 'strict-text' | 'copy' | 'message';

/** How the language treats objects that weak APIs make. */
export interface InstanceModel {
  readonly needNew: boolean;
  /** A method taken off its object fails. */
  readonly needReceiver: boolean;
  /** Two handles of one referent are equal. */
  readonly areEqualByReferent: boolean;
  /** The value under a weak key counts only while somebody else keeps the key. */
  readonly areEphemerons: boolean;
}

/** Functions that are handed to somebody, told by the names of those who get them. */
export interface CallbackModel {
  /** The first name of what tests ask: `assert.equal`, `expect`. */
  isAssertion(name: string): boolean;
  /** Methods and functions, by their last name, that are done with it when they return. */
  readonly atOnce: ReadonlySet<string>;
  /** Methods that call what they are given once something is over: `then`. */
  readonly continues: ReadonlySet<string>;
  /** A method of this name keeps what it is given and calls it later. */
  isKeeper(name: string): boolean;
  /** What has this qualified name, a function or a member, keeps it as long as the program runs. */
  isForEver(name: string): boolean;
  /** The name that code mentions which has this one let go again, where that is known. */
  undoneBy(name: string): string | undefined;
  /** What has functions called later, with what it is given for them, by qualified name; methods of anything as `*.submit`. */
  deferral(name: string): Deferral | undefined;
}

/** Arguments are told by their position and their name. */
export interface Deferral {
  /** Which argument is called; or what the method is read of. */
  readonly by: readonly [number, string] | 'receiver';
  /** From which position on the arguments are passed on, or in which one they are listed. */
  readonly passes: number | readonly [number, string];
}

export interface LockModel {
  /** Types of locks that do not let in a thread twice. */
  readonly exclusive: ReadonlySet<string>;
  /** Types of what is made with a lock, and taken with it: `Condition(lock)`. */
  readonly around: ReadonlySet<string>;
  readonly acquire: string | undefined;
}

/** What a handle is without its object. */
export interface HandleModel {
  /** Has it a member of that name itself? */
  has(member: string): boolean;
  /** Anybody may give it others. */
  readonly takeMembers: boolean;
  /** What fails for every handle, or sees nothing of its object. */
  readonly fails: ReadonlySet<UseKind | 'spread'>;
}

/** What a proxy does not do in the place of its object. */
export interface ProxyModel {
  /** The function that gives the type of a value, by qualified name. */
  readonly typeFunction: string;
  /** The types of proxies, by qualified name. */
  readonly types: ReadonlySet<string>;
  /** Collections that hash what is put into them, the methods that do it, and functions that hash their argument. */
  readonly hashing: { readonly types: ReadonlySet<string>; readonly methods: ReadonlySet<string>; readonly functions: ReadonlySet<string> };
}

/** `by`: the position or the name of the argument that is called. `of`: the position of the collection. `gives`: what it returns, or some of the elements. */
export interface VisitorModel {
  readonly by: number | string;
  readonly of: number;
  readonly gives: 'results' | 'elements' | 'other';
}

/** Plain collections, told by the names of their types and methods. */
export interface CollectionModel {
  /** Methods that keep their arguments from a position on: `append` from 0, `insert` from 1. */
  readonly puts: ReadonlyMap<string, number>;
  /** Those of them by which a collection in another one is told, with its type: `add` for a `set`. */
  readonly puttersOf: ReadonlyMap<string, string>;
  /** Methods that put in all elements of their arguments: `extend`. */
  readonly merges: ReadonlySet<string>;
  /** Methods that give one element: `pop`. */
  readonly takes: ReadonlySet<string>;
  /** Those that give the one under their first argument, and leave it there: `get`. */
  readonly looksUp: ReadonlySet<string>;
  /** Those that give one with its key: `popitem`. */
  readonly takesPairs: ReadonlySet<string>;
  /** Functions that give one element of their only or first argument, by qualified name: `builtins.next`. `most`: with more arguments they do something else. */
  readonly pickers: ReadonlyMap<string, { readonly most: number }>;
  /** Functions that put their second argument into their first, by qualified name: `heapq.heappush`. */
  readonly putters: ReadonlySet<string>;
  /** Methods that give the next element as the member of an object: JavaScript's `next().value`. */
  readonly steps: ReadonlyMap<string, string>;
  /** Methods that give the elements again: `values`, `copy`. */
  readonly copies: ReadonlySet<string>;
  /** Methods that give each element with its key or index: `items`, `entries`. */
  readonly pairs: ReadonlySet<string>;
  /** Functions that do, by qualified name: `builtins.enumerate`. */
  readonly pairers: ReadonlySet<string>;
  /** Functions that give one element of each argument at a time: `builtins.zip`. */
  readonly zippers: ReadonlySet<string>;
  /** Functions that list what a mapping has, by qualified name: `Object.values`. */
  readonly listers: ReadonlyMap<string, 'values' | 'pairs'>;
  /** Types of displays whose parts stand under names: `{"name": value}`. */
  readonly namedParts: ReadonlySet<string>;
  /** Among them those whose parts are members: JavaScript's objects. */
  readonly partsAreMembers: boolean;
  /** Types whose elements stay at the places they were written in: `tuple`. */
  readonly records: ReadonlySet<string>;
  /** Written types that say what stands where, by qualified name: `tuple[str, Node]`. */
  readonly tuples: ReadonlySet<string>;
  /** Types whose iteration gives pairs. */
  readonly iteratesPairs: ReadonlySet<string>;
  /** Methods that call their first argument with each element, with the positions it is passed at: `forEach`. */
  readonly visits: ReadonlyMap<string, readonly number[]>;
  /** Those that give only such as it finds true: `filter`. */
  readonly sifts: ReadonlySet<string>;
  /** Those that give what it returns: `map`. */
  readonly maps: ReadonlySet<string>;
  /** Functions that call an argument with each element of another, by qualified name: `builtins.sorted`. */
  readonly visitors: ReadonlyMap<string, VisitorModel>;
  /** Functions, by qualified name, and methods that tell whether some or all elements are so: `any`, `every`. */
  readonly quantifiers: ReadonlyMap<string, 'some' | 'every'>;
  /** Functions that ask each element of an argument (0-based) whether it counts as true, where those before it are absent, by qualified name: `filter(None, xs)`. */
  readonly judges: ReadonlyMap<string, number>;
  /** The function that does so for one value, given to a method that calls it with each element: `xs.filter(Boolean)`. */
  readonly judge: string | undefined;
  /** Functions that give the elements again, by qualified name: `builtins.list`. */
  readonly copiers: ReadonlyMap<string, string>;
  /** What tells how many elements there are: members, and functions by qualified name. */
  readonly sizes: { readonly members: ReadonlySet<string>; readonly functions: ReadonlySet<string> };
  /** Members whose use leaves all elements where they are. */
  readonly keeps: ReadonlySet<string>;
  /** The method that tells whether a mapping has a key; undefined where there is an operator for it. */
  readonly membership: string | undefined;
  /** Methods that take out what stands under their first argument: `delete`. */
  readonly removes: ReadonlySet<string>;
  /** Methods that look for their first argument: `includes`. */
  readonly searches: ReadonlySet<string>;
  /** Written types of collections that no call makes, by qualified name, with the type that stands for them: `typing.Sequence`. */
  readonly written: ReadonlyMap<string, string>;
  /** Methods through which a class says itself what the language's own operations do with its objects: `__getitem__`. */
  readonly operators: ReadonlySet<string>;
  /** Bases that bring no members, by qualified name: `typing.Generic`. */
  readonly bareBases: ReadonlySet<string>;
  /** Types whose iteration gives keys or pairs. */
  readonly mappings: ReadonlySet<string>;
}

export interface LanguageModel {
  readonly collector: CollectorPolicy;
  /** `deref` where a handle is asked through a method; undefined where the handle itself is called. */
  readonly derefMember: string | undefined;
  /** A method of functions that makes a function holding its receiver and its arguments: JavaScript's `bind`. */
  readonly bindMember: string | undefined;
  /** The call of an async function runs it until it first waits; if not, it only makes a coroutine. */
  readonly startsCoroutines: boolean;
  /** `x.method` makes a new bound method at each access. */
  readonly bindsMethods: boolean;
  /** By qualified name: `weakref.ref`, `builtins.len`, `globalThis.WeakRef`. */
  api(name: string): Api | undefined;
  /** The qualified name of a name nobody binds: `len` is `builtins.len`. */
  global(name: string): string;
  /** An object never counts as false: what does is not there. */
  readonly objectsAreTrue: boolean;
  /** Waiting for what is no promise gives the value itself. */
  readonly awaitsAnything: boolean;
  /** Members that also an absent value has (`None.__class__`). */
  absentHas(member: string): boolean;
  /** The member through which all others may be changed: `__dict__`. */
  readonly allMembers: string | undefined;
  /** Exceptions (last names) of which one guards this use when caught: `AttributeError`. Empty: only catching everything does. */
  raises(use: UseKind): readonly string[];
  /** Names whose mention makes a graph worth analysing: modules and globals of weak APIs. */
  readonly names: ReadonlySet<string>;
  /** Functions, by their last name, that call another one to see it fail. */
  readonly expectsFailure: ReadonlySet<string>;
  /** Functions that do nothing but wait, by qualified name. */
  readonly waits: ReadonlySet<string>;
  /**
   * Methods that run when an object is made: a member that none of them sets may be absent, and so may a missing element. Undefined where
   * reading what is not there fails.
   */
  readonly initialisers: readonly string[] | undefined;
  /** The method that gets the arguments of a call of its class. */
  readonly constructorName: string;
  readonly collections: CollectionModel;
  readonly instances: InstanceModel;
  /** The function that gives an object's number, and names by which a function shows that it watches over the object. */
  readonly identity: string | undefined;
  readonly watchers: readonly string[];
  /** By qualified name; `*.name` is a method of anything. */
  readonly serializers: ReadonlyMap<string, Serializing>;
  /** Named arguments that say how a serializer writes what it does not know. */
  readonly serializerOptions: ReadonlySet<string>;
  readonly handles: HandleModel;
  /** Undefined where the language has no proxies that are weak. */
  readonly proxies: ProxyModel | undefined;
  readonly callbacks: CallbackModel;
  /** The method that calls a registered clean-up off. */
  readonly withdraws: string;
  readonly locks: LockModel;
  /** Its name of the type of texts. */
  readonly textType: string;
  /** Values of these literal or built-in types cannot be called. */
  readonly notCallable: ReadonlySet<string>;
  /** Types of class-level values that are asked when a member is read, and give something else. */
  readonly descriptors: ReadonlySet<string>;
  /** The type of objects around plain values, `new String("x")`; undefined where there are none. */
  readonly wrapperType: string | undefined;
  /** Types of plain values: what is written to be one cannot be weakly referenced. */
  readonly scalars: ReadonlySet<string>;
  /** The method that makes an object of the class that it is passed, before it is initialised; undefined where there is none. */
  readonly allocator: string | undefined;
  /** What methods of built-in types give, whatever they are passed: `str.lower` gives a `str`. */
  readonly methodTypes: ReadonlyMap<string, string>;
  /** Types whose values are classes made by a call, with the type of what these make: `namedtuple("P", "x y")`. */
  readonly classTypes: ReadonlyMap<string, string>;
  /** Functions by whose names written types go as well, which are of something else than what a call gives: `Date`. */
  readonly namesakes: ReadonlySet<string>;
  /** Can a value of this literal or built-in type be weakly referenced? undefined: no claim. */
  canBeReferent(type: string): boolean | undefined;
  /** The same of an ordinary subclass of the type: one of `list` can, one of `int` or `tuple` cannot. */
  canSubclassBeReferent(type: string): boolean | undefined;
}
