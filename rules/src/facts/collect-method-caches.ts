/** Methods behind a cache that remembers results under all arguments, the object among them. */
import type { ClassSource, FieldSource, TypeNote } from '../flow/graph.ts';
import type { LanguageModel } from '../flow/language-model.ts';
import type { ClassKey } from '../flow/shape.ts';
import type { CacheDecorators } from './class-traits.ts';
import type { Classes } from './classes.ts';
import { derivesFrom } from './derives-from.ts';
import type { MethodCache } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import { makerOf, makerOfName, qualifiedName } from './qualified-name.ts';
import type { PlacedOp } from './qualified-name.ts';
import type { PlacedClass } from './scopes.ts';
import { tempsOf } from './temps.ts';
import { onOneLine } from './written.ts';

export function methodCaches(frontEnd: FrontEnd, program: Program, classes: Classes): MethodCache[] {
  const found = new Map<string, MethodCache>();
  const { metaclasses } = frontEnd.classes;
  const isOfClasses = (key: ClassKey): boolean => derivesFrom(program, key, (name) => metaclasses.has(name));
  const names = new CacheNames(program, frontEnd);
  for (const [key, placed] of program.classes) {
    for (const cache of [...decorated(placed, names), ...wrapped(frontEnd, placed, names)]) {
      // Objects that are told apart by value: such a cache is of values, as many as it has room for. Classes stay anyway.
      if (classes.traits(key).hash.kind !== 'value' && !isOfClasses(key)) found.set(keyOf(cache.site), cache);
    }
  }
  return inTextOrder(found, ({ site }) => site);
}

function* decorated({ source, scope }: PlacedClass, names: CacheNames): Generator<MethodCache> {
  for (const { binding, decorators, name } of source.methods) {
    if (binding !== 'instance') continue;
    for (const decorator of decorators) {
      if (names.isCache(scope, decorator)) yield { site: decorator.site, decorator: decorator.path.join('.'), method: name, className: source.name };
    }
  }
}

/** `nearest = lru_cache(_nearest)` in the body of the class. */
function* wrapped(frontEnd: FrontEnd, { source, scope }: PlacedClass, names: CacheNames): Generator<MethodCache> {
  for (const field of source.fields) {
    const cache = names.cacheAround(scope, source, field);
    if (cache?.op.kind !== 'call') continue;
    const { site } = cache.op;
    const callee = tempsOf(cache.scope.graph).maker(cache.op.callee);
    const by = callee !== undefined && 'site' in callee ? frontEnd.text(callee.site) : field.name;
    yield { site, decorator: onOneLine(by), method: field.name, className: source.name };
  }
}

class CacheNames {
  readonly #program: Program;
  readonly #caches: CacheDecorators;
  readonly #model: LanguageModel;

  constructor(program: Program, { classes, model }: FrontEnd) {
    this.#program = program;
    this.#caches = classes.cacheDecorators;
    this.#model = model;
  }

  isCache(scope: PlacedClass['scope'], decorator: TypeNote): boolean {
    const [root = '', ...members] = decorator.path;
    // What a name stands for is asked only where it may be one of them: that analyses the scope.
    if (this.#caches.mayBe(decorator.path.at(-1) ?? '')) {
      const qualified = this.#program.types.name(scope, decorator);
      return qualified !== undefined && this.#caches.is(qualified);
    }
    return members.length === 0 && this.#makesCaches(makerOfName(this.#program.tree, scope, root));
  }

  /** The call that makes a cache of a method. */
  cacheAround(scope: PlacedClass['scope'], { methods }: Pick<ClassSource, 'methods'>, { value }: FieldSource): PlacedOp | undefined {
    const made = value === undefined ? undefined : makerOf(this.#program.tree, scope, value);
    if (made?.op.kind !== 'call') return undefined;
    const [method, ...others] = made.op.arguments;
    const variable = method && tempsOf(made.scope.graph).variable(method.temp);
    const isMethod = variable !== undefined && others.length === 0 && methods.some(({ name, binding }) => name === variable.name && binding === 'instance');
    return isMethod && this.#makesCaches(makerOf(this.#program.tree, made.scope, made.op.callee)) ? made : undefined;
  }

  /** `lru_cache` and, with no function yet, `lru_cache(maxsize=256)`. */
  #makesCaches(made: PlacedOp | undefined): boolean {
    if (made === undefined) return false;
    const { tree } = this.#program;
    const name = qualifiedName(this.#model, tree, made);
    if (name !== undefined) return this.#caches.is(name);
    if (made.op.kind !== 'call') return false;
    const isOfOptions = made.op.arguments.every(({ name: option, temp }) => option !== undefined || makerOf(tree, made.scope, temp)?.op.kind === 'constant');
    const by = isOfOptions ? qualifiedName(this.#model, tree, makerOf(tree, made.scope, made.op.callee)) : undefined;
    return by !== undefined && this.#caches.is(by);
  }
}
