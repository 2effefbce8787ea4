/** What types mean that somebody has written: `weakref.ref[Node]`, `Map<string, WeakRef<Node>>`, aliases of them, classes of the file. */
import { isWorthFollowing } from '../flow/collection.ts';
import type { Closure, TypeMeaning, TypeNote } from '../flow/graph.ts';
import type { Api, LanguageModel } from '../flow/language-model.ts';
import { instanceOf, isHandle, joinShapes, UNKNOWN } from '../flow/shape.ts';
import type { ClassKey, Shape } from '../flow/shape.ts';
import type { OwnVariable, Scope, Scopes } from './scopes.ts';
import { tempsOf } from './temps.ts';

/** A written type that is no alias, in the scope where its names mean something. */
interface Unaliased {
  readonly scope: Scope;
  readonly note: TypeNote;
  readonly through: readonly TypeNote[];
}

/** `tuple[A, ...]`: as many as there are. */
const REST = '...';

/** What the names in a type stand for. */
export interface TypeNames {
  /** A name as code at the level of the scope's graph sees it. */
  lookUp(scope: Scope, name: string): Shape;
  held(own: OwnVariable): Shape;
  member(of: Shape, name: string): Shape;
  /** What a call of it gives. */
  result(closure: Closure): Shape;
  /** What a qualified name of another file stands for. */
  callee(name: string): Shape | undefined;
}

export class WrittenTypes {
  readonly #model: LanguageModel;
  readonly #scopes: Scopes;
  readonly #names: TypeNames;
  /** Aliases that are being looked into. */
  readonly #unfolding = new Set<TypeNote>();

  constructor(model: LanguageModel, scopes: Scopes, names: TypeNames) {
    this.#model = model;
    this.#scopes = scopes;
    this.#names = names;
  }

  /** What a written type says of a value, its names resolved where it stands. */
  shape(from: Scope, written: TypeNote): Shape {
    const { scope, note, through } = this.#unaliased(from, written);
    // One that mentions itself has no end.
    if (through.some((alias) => this.#unfolding.has(alias))) return UNKNOWN;
    for (const alias of through) this.#unfolding.add(alias);
    const shape = this.#named(scope, note);
    for (const alias of through) this.#unfolding.delete(alias);
    return shape;
  }

  #named(scope: Scope, note: TypeNote): Shape {
    if (note.means !== undefined) return asDeclared(this.#meant(scope, note, note.means), note);
    const name = this.name(scope, note);
    const api = name === undefined ? undefined : this.#model.api(name);
    const type = api?.role === 'returns' ? api.type : this.#model.collections.written.get(name ?? '');
    if (type !== undefined) return this.#collectionOf(scope, note, { name, type }) ?? (this.#isScalar(name, type) ? { kind: 'typed', type, element: undefined } : UNKNOWN);
    if (name === undefined || api === undefined) return this.#objectOf(scope, note);
    const isInstance = api.role === 'handle' || api.role === 'container' || api.role === 'registry';
    return isInstance ? instanceOf(api, name, note.site, { isDeclared: true, mayBeUnset: note.nullable, referent: this.#referent(scope, api, note) }) : UNKNOWN;
  }

  /** `WeakRef<Node> | undefined` for `Maybe<WeakRef<Node>>`, where that is declared as `type Maybe<T> = T | undefined`. */
  #unaliased(from: Scope, written: TypeNote): Unaliased {
    let found: Unaliased = { scope: from, note: written, through: [] };
    while (found.through.length < MAX_ALIASES) {
      const next = this.#alias(found);
      if (next === undefined) break;
      found = next;
    }
    return found;
  }

  #alias({ scope, note, through }: Unaliased): Unaliased | undefined {
    const [root, ...members] = note.path;
    const found = root === undefined || members.length > 0 || note.means !== undefined ? undefined : this.#scopes.typeVariable(scope, root);
    const [write, ...others] = found === undefined ? [] : tempsOf(found.scope.graph).writesOf(found.variable);
    const alias = write?.type;
    if (found === undefined || alias === undefined || others.length > 0) return undefined;
    const given = new Map((alias.parameters ?? []).map((name, i) => [name, note.arguments[i]]));
    const meant = withArguments(alias, given);
    return { scope: found.scope, note: { ...meant, nullable: meant.nullable || note.nullable }, through: [...through, alias] };
  }

  #meant(scope: Scope, note: TypeNote, means: TypeMeaning): Shape {
    const [root = '', ...members] = note.path;
    if (means.kind === 'member') {
      const { means: _, ...of } = note;
      return this.#names.member(this.shape(scope, of), means.name);
    }
    const value = members.reduce((shape, name) => this.#names.member(shape, name), this.#names.lookUp(scope, root));
    if (means.kind === 'value') return value;
    return value.kind === 'closure' ? this.#names.result(value.closure) : UNKNOWN;
  }

  #isScalar(name: string | undefined, type: string): boolean {
    return this.#model.scalars.has(type) && (name === undefined || !this.#model.namesakes.has(name));
  }

  /** `list[weakref.ref[Node]]`, `Map<string, WeakRef<Node>>`: of collections only those of handles matter, and of objects that may have some. */
  #collectionOf(scope: Scope, note: TypeNote, { name, type }: { readonly name: string | undefined; readonly type: string }): Shape | undefined {
    const { mappings, tuples } = this.#model.collections;
    const [first, second] = note.arguments;
    if (name !== undefined && tuples.has(name) && second?.path[0] !== REST) return this.#tupleOf(scope, note, type);
    const of = mappings.has(type) ? second : first;
    const element = of === undefined ? UNKNOWN : this.shape(scope, of);
    return isWorthFollowing(element) ? { kind: 'typed', type, element } : undefined;
  }

  /** `tuple[str, weakref.ref[Node]]` says what stands where. */
  #tupleOf(scope: Scope, note: TypeNote, type: string): Shape | undefined {
    const parts = note.arguments.map((part) => this.shape(scope, part));
    if (!parts.some(isWorthFollowing)) return undefined;
    return { kind: 'typed', type, element: parts.reduce((joined, part) => joinShapes(joined, part)), parts };
  }

  /** `weakref.ref[Node]` points to a Node. */
  #referent(scope: Scope, api: Api, note: TypeNote): Shape {
    const [of] = api.role === 'handle' ? note.arguments : [];
    return of === undefined ? UNKNOWN : this.#objectOf(scope, of);
  }

  /** A written class stands for what derives from it, too. */
  #objectOf(scope: Scope, note: TypeNote): Shape {
    const key = this.classKey(scope, note);
    return key === undefined ? UNKNOWN : { kind: 'object', class: key, orDerived: true };
  }

  /** The qualified name of a written type. */
  name(from: Scope, written: TypeNote): string | undefined {
    const { scope, note } = this.#unaliased(from, written);
    const [root, ...members] = note.path;
    if (note.means !== undefined || root === undefined || this.#declaredType(scope, root) !== undefined) return undefined;
    const shape = this.#names.lookUp(scope, root);
    return shape.kind === 'named' ? [shape.name, ...members].join('.') : undefined;
  }

  /** The class that a written type names. */
  classKey(from: Scope, written: TypeNote): ClassKey | undefined {
    const { scope, note } = this.#unaliased(from, written);
    const [root, ...members] = note.path;
    const own = note.means !== undefined || root === undefined || members.length > 0 ? UNKNOWN : (this.#declaredType(scope, root) ?? this.#names.lookUp(scope, root));
    const shape = own.kind === 'named' ? this.#names.callee(own.name) : own;
    return shape?.kind === 'class' ? shape.class : undefined;
  }

  /** What an alias stands for, or the class that an interface is taken for. */
  #declaredType(scope: Scope, name: string): Shape | undefined {
    const found = this.#scopes.typeVariable(scope, name);
    return found && this.#names.held(found);
  }
}

/** A longer chain of aliases is a ring. */
const MAX_ALIASES = 8;

/** The alias with the types that its parameters stand for. */
function withArguments(note: TypeNote, given: ReadonlyMap<string, TypeNote | undefined>): TypeNote {
  const [root, ...members] = note.path;
  const stands = root === undefined || members.length > 0 || note.means !== undefined ? undefined : given.get(root);
  if (stands !== undefined) return { ...stands, nullable: stands.nullable || note.nullable };
  return { ...note, parameters: [], arguments: note.arguments.map((part) => withArguments(part, given)) };
}

/** Who makes what the type is of is not in sight where it is used. */
function asDeclared(shape: Shape, { nullable }: TypeNote): Shape {
  if (isHandle(shape)) return { ...shape, keptAlive: false, isCaught: false, isOfOwner: false, heldBy: undefined, isDeclared: true, mayBeUnset: shape.mayBeUnset || nullable };
  if (shape.kind === 'object') return { ...shape, orDerived: true };
  return isWorthFollowing(shape) ? shape : UNKNOWN;
}
