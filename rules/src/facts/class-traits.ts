/** What objects of a class can do, as far as that is certain, and what a language has to say about it. */
import type { Serializing } from '../flow/language-model.ts';
import type { ClassSource, FieldSource, Literal } from '../flow/graph.ts';

/** Whether the objects have a place that notes who is watching. */
export type Room =
  | { readonly kind: 'has' }
  /** `because`: the class names its places and leaves this one out, an option of its decorator does, or it is so by birth. `isBare`: no places at all. */
  | { readonly kind: 'lacks'; readonly because: 'slots' | 'option' | 'type'; readonly isBare: boolean }
  /** None can be made. */
  | { readonly kind: 'refuses' }
  | { readonly kind: 'unknown' };

/** `none`: asking for the hash fails. */
export type Hashing =
  | { readonly kind: 'identity' | 'value' | 'unknown' }
  /** The class compares by value and says nothing of a hash, its decorator makes it so, it says so, or a built-in type is so. */
  | { readonly kind: 'none'; readonly because: 'comparison' | 'option' | 'written' | 'type' };

/** What one of the questions that decide the truth of an object answers. `default`: nobody defines it. */
export type TruthPart =
  | { readonly kind: 'default' | 'always' | 'unknown' }
  /** `by` is the method that answers. */
  | { readonly kind: 'varies'; readonly by: string };

export interface ClassTraits {
  readonly room: Room;
  readonly hash: Hashing;
  readonly truth: TruthPart;
  /** Asked where `truth` is the default. */
  readonly size: TruthPart;
  /** Calling the class itself makes a new object each time, and nobody but its constructor and those of its bases sees it. */
  readonly isPlainMaker: boolean;
}

export const UNKNOWN_TRAITS: ClassTraits = {
  room: { kind: 'unknown' },
  hash: { kind: 'unknown' },
  truth: { kind: 'unknown' },
  size: { kind: 'unknown' },
  isPlainMaker: false,
};

/** Why an object of the class may count as false; undefined: it never does, or that is not known. */
export function falsyBecause({ truth, size }: Pick<ClassTraits, 'truth' | 'size'>): string | undefined {
  if (truth.kind === 'varies') return truth.by;
  return truth.kind === 'default' && size.kind === 'varies' ? size.by : undefined;
}

export function isAlwaysTrue({ truth, size }: ClassTraits): boolean {
  return truth.kind === 'always' || (truth.kind === 'default' && (size.kind === 'default' || size.kind === 'always'));
}

/** What a class says itself, with the qualified names of what it mentions. */
export interface OwnClass {
  readonly source: ClassSource;
  readonly decorators: readonly { readonly name: string | undefined; readonly options: ReadonlyMap<string, Literal> | undefined }[];
  readonly options: readonly { readonly name: string | undefined; readonly value: string | undefined }[];
}

/** A place for weak handles that is asked for in a way that fails when the class is made. */
export type MisplacedRoom =
  /** Named although it is there already: in the same list, or from a base class. */
  | { readonly kind: 'twice' | 'inherited'; readonly literal: Extract<Literal, { kind: 'text' }> }
  /** Objects of a built-in type that has no room for it. */
  | { readonly kind: 'refused'; readonly literal: Extract<Literal, { kind: 'text' }> }
  /** An option that only counts beside another. */
  | { readonly kind: 'idle-option' };

export interface DestructorNames {
  readonly destructor: string;
  readonly constructor: string;
  /** Methods that may give members that nobody has set, or set them before the constructor runs. */
  readonly provide: readonly string[];
  /** Names whose mention in the destructor says that somebody has thought of it: `hasattr`. */
  readonly guards: readonly string[];
  /** Functions that set nothing of what they are given. */
  readonly looks: readonly string[];
  /** Qualified names of functions and classes that ask the outside for something it often does not have. */
  readonly failing: ReadonlySet<string>;
}

/** Decorators of methods that keep what the method was called on. */
export interface CacheDecorators {
  /** By its last name: cheap. */
  mayBe(name: string): boolean;
  /** By its qualified name. */
  is(name: string): boolean;
}

export interface ClassModel {
  /** Of a class of which nothing is known. */
  readonly unknown: ClassTraits;
  /** Of a class known by its qualified name. */
  named(name: string): ClassTraits;
  /** Of a built-in type, by the language's name of it. */
  typed(type: string): ClassTraits;
  /** Of a class in sight. */
  of(own: OwnClass, bases: readonly ClassTraits[]): ClassTraits;
  /** Members that decide about the objects of a class. */
  readonly decisive: readonly string[];
  /** Methods that run once, when an object is made. */
  readonly constructors: readonly string[];
  /** The fields that a constructor which a decorator makes is given, in the order of its parameters. */
  generatedFields(source: ClassSource): readonly FieldSource[];
  /** Methods that run when an object comes and when it goes; undefined where the language has none that goes. */
  readonly destructor: DestructorNames | undefined;
  readonly cacheDecorators: CacheDecorators;
  /** Bases, by qualified name, of classes whose objects are classes. */
  readonly metaclasses: ReadonlySet<string>;
  /** A method of plain containers that weak ones do not know, unless the class looks entries up by another method of its own. */
  readonly idleHook: { readonly name: string; readonly unless: string } | undefined;
  /** Methods by which a class says itself how its objects are written and copied. */
  readonly serializationHooks: Readonly<Record<Serializing, readonly string[]>>;
  /** Cheap: could `misplacedRoom` find something? */
  mentionsRoom(source: ClassSource): boolean;
  misplacedRoom(own: OwnClass, bases: readonly ClassTraits[]): MisplacedRoom | undefined;
}
