/** Answers about the classes of a file: what their objects can do, from what the classes say and what their bases are. */
import type { Shape, ClassKey } from '../flow/shape.ts';
import type { ClassModel, ClassTraits, MisplacedRoom, OwnClass } from './class-traits.ts';
import type { Program } from './program.ts';

type ObjectShape = Extract<Shape, { kind: 'object' }>;

/** Classes of other files, by the key that the file that asks has for them. */
interface ImportedClasses {
  traits(key: ClassKey): ClassTraits | undefined;
}

export class Classes {
  readonly #program: Program;
  readonly #model: ClassModel;
  readonly #imports: ImportedClasses | undefined;
  readonly #traits = new Map<ClassKey, ClassTraits>();
  /** No class is changed from outside its body. */
  readonly #isCertain: boolean;
  #derived: ReadonlyMap<ClassKey, readonly ClassKey[]> | undefined;

  constructor(program: Program, model: ClassModel, imports: ImportedClasses | undefined) {
    this.#program = program;
    this.#imports = imports;
    this.#model = model;
    this.#isCertain = !program.scopes.some(({ graph }) => model.decisive.some((name) => graph.writesMembers.has(name)));
  }

  /** Of the objects that the class itself makes. */
  traits(key: ClassKey): ClassTraits {
    const known = this.#traits.get(key);
    if (known !== undefined) return known;
    if (!this.#program.classes.has(key)) return this.#imports?.traits(key) ?? this.#model.unknown;
    // A class among its own bases: whatever it is, it does not run.
    this.#traits.set(key, this.#model.unknown);
    const own = this.#isCertain ? this.#own(key) : undefined;
    const traits = own === undefined ? this.#model.unknown : this.#model.of(own, this.#bases(key));
    this.#traits.set(key, traits);
    return traits;
  }

  /** The classes of the file that the object may be of. */
  keysOf({ class: key, orDerived }: ObjectShape): readonly ClassKey[] {
    return orDerived ? [key, ...this.#derivedFrom(key)] : [key];
  }

  /** Of an object with this shape: of each class of the file that it may be of. */
  traitsOfShape(shape: Shape): readonly ClassTraits[] {
    switch (shape.kind) {
      case 'object':
        return this.keysOf(shape).map((key) => this.traits(key));
      case 'typed':
        return [this.#model.typed(shape.type)];
      default:
        return [this.#model.unknown];
    }
  }

  /** The classes of the file that derive from it, however far. */
  #derivedFrom(key: ClassKey): ReadonlySet<ClassKey> {
    this.#derived ??= derivations(this.#program);
    const all = new Set(this.#derived.get(key));
    for (const one of all) for (const derived of this.#derived.get(one) ?? []) all.add(derived);
    return all;
  }

  /** The classes that ask in vain for a place for weak handles. */
  *misplacedRooms(): Generator<{ readonly key: ClassKey; readonly misplaced: MisplacedRoom }> {
    for (const [key, { source }] of this.#program.classes) {
      const own = this.#model.mentionsRoom(source) ? this.#own(key) : undefined;
      const misplaced = own === undefined ? undefined : this.#model.misplacedRoom(own, this.#bases(key));
      if (misplaced !== undefined) yield { key, misplaced };
    }
  }

  #own(key: ClassKey): OwnClass | undefined {
    const source = this.#program.classes.get(key)?.source;
    const event = this.#program.classEvent(key);
    if (source === undefined || event === undefined) return undefined;
    return {
      source,
      decorators: source.decorators.map(({ options }, i) => ({ name: nameOf(event.decorators[i]), options })),
      options: event.options.map(({ name, shape }) => ({ name, value: nameOf(shape) })),
    };
  }

  #bases(key: ClassKey): ClassTraits[] {
    return (this.#program.basesOf(key) ?? []).map((base) => {
      switch (base.kind) {
        case 'class':
          return this.traits(base.class);
        case 'named':
          return this.#imports?.traits(base.name) ?? this.#model.named(base.name);
        case 'typed':
          return this.#model.typed(base.type);
        default:
          return this.#model.unknown;
      }
    });
  }
}

function nameOf(shape: Shape | undefined): string | undefined {
  return shape?.kind === 'named' ? shape.name : undefined;
}

function derivations(program: Program): ReadonlyMap<ClassKey, readonly ClassKey[]> {
  const derived = new Map<ClassKey, ClassKey[]>();
  for (const key of program.classes.keys()) {
    for (const base of program.basesOf(key) ?? []) {
      // An imported class has its qualified name for a key.
      const of = base.kind === 'class' ? base.class : base.kind === 'named' ? base.name : undefined;
      if (of === undefined) continue;
      const known = derived.get(of);
      if (known === undefined) derived.set(of, [key]);
      else known.push(key);
    }
  }
  return derived;
}
