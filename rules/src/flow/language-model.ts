/** What a language tells the analysis about its names: which are weak APIs, what its operations do with an absent value. */
import type { UseKind } from './graph.ts';
import type { CollectorPolicy } from './policy.ts';

export type Api =
  /** Makes a weak handle of its first argument; `callback` is the position of a death callback. */
  | { readonly role: 'handle'; readonly callback: number | undefined; readonly boundMethod: boolean }
  /** Makes a proxy of its first argument. */
  | { readonly role: 'proxy'; readonly callback: number | undefined }
  /** Registers a finalizer: `finalize(target, callback, ...arguments)`. */
  | { readonly role: 'finalizer' }
  /** Makes a registry: `new FinalizationRegistry(callback)`, then `registry.register(target, held, token)`. */
  | { readonly role: 'registry' }
  | WeakContainerApi
  /** Makes a callable that holds its arguments: `functools.partial`. */
  | { readonly role: 'partial' }
  /** Returns a value of a built-in type: `str(x)`, `datetime.now()`, `Symbol.for(x)`. */
  | { readonly role: 'returns'; readonly type: string }
  /** Fails when one of these arguments (0-based positions) is absent: `len(x)`. Not with more than `most` arguments (`getattr` with a default). */
  | { readonly role: 'needs'; readonly positions: readonly number[]; readonly most?: number; readonly as: UseKind }
  /** Runs the collector: `gc.collect`. */
  | { readonly role: 'collect' }
  /** Never returns: `sys.exit`. */
  | { readonly role: 'no-return' };

export interface WeakContainerApi {
  readonly role: 'container';
  /** What it holds weakly. */
  readonly holds: 'keys' | 'values' | 'members';
  /** Position of the weakly held argument of each method that stores: `{ add: 0 }`, `{ set: 0 }`. */
  readonly stores: Readonly<Record<string, number>>;
  /** `container[key] = value` stores. */
  readonly byIndex: boolean;
  /** The plain container that holds strongly. */
  readonly strongTwin: string;
}

/** Plain collections, told by the names of their types and methods. */
export interface CollectionModel {
  /** Methods that keep their arguments from a position on: `append` from 0, `insert` from 1. */
  readonly puts: ReadonlyMap<string, number>;
  /** Methods that put in all elements of their arguments: `extend`. */
  readonly merges: ReadonlySet<string>;
  /** Methods that give one element: `pop`. */
  readonly takes: ReadonlySet<string>;
  /** Methods that give the elements again: `values`, `copy`. */
  readonly copies: ReadonlySet<string>;
  /** Functions that do, by qualified name: `builtins.list`. */
  readonly copiers: ReadonlyMap<string, string>;
  /** Types whose iteration gives keys or pairs. */
  readonly mappings: ReadonlySet<string>;
}

export interface LanguageModel {
  readonly collector: CollectorPolicy;
  /** `deref` where a handle is asked through a method; undefined where the handle itself is called. */
  readonly derefMember: string | undefined;
  /** A method of functions that makes a function holding its receiver and its arguments: JavaScript's `bind`. */
  readonly bindMember: string | undefined;
  /** By qualified name: `weakref.ref`, `builtins.len`, `globalThis.WeakRef`. */
  api(name: string): Api | undefined;
  /** The qualified name of a name nobody binds: `len` is `builtins.len`. */
  global(name: string): string;
  /** Members that also an absent value has (`None.__class__`). */
  absentHas(member: string): boolean;
  /** Exceptions (last names) of which one guards this use when caught: `AttributeError`. Empty: only catching everything does. */
  raises(use: UseKind): readonly string[];
  /** Names whose mention makes a graph worth analysing: modules and globals of weak APIs. */
  readonly names: ReadonlySet<string>;
  readonly collections: CollectionModel;
  /** Can a value of this literal or built-in type be weakly referenced? undefined: no claim. */
  canBeReferent(type: string): boolean | undefined;
  /** The same of an ordinary subclass of the type: one of `list` can, one of `int` or `tuple` cannot. */
  canSubclassBeReferent(type: string): boolean | undefined;
}
