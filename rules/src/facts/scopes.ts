/** The graphs of one file as a tree of scopes: which of their variables are one, and who writes it. What they hold is not known here. */
import type { ClassSource, Closure, FlowGraph, MethodSource, Variable } from '../flow/graph.ts';
import { onceFor } from '../flow/once-for.ts';
import type { ClassKey } from '../flow/shape.ts';
import { opsOf } from './aliases.ts';
import { append } from './append.ts';
import { methodsNamed, variablesNamed } from './by-name.ts';
import { tempsOf } from './temps.ts';

export interface Scope {
  readonly graph: FlowGraph;
  readonly parent: Scope | undefined;
  /** This graph's free variables in the parent's terms. */
  readonly captures: ReadonlyMap<Variable, Variable>;
  readonly owner: { readonly class: ClassSource; readonly method: MethodSource } | undefined;
}

/** A class where it is written. */
export interface PlacedClass {
  readonly source: ClassSource;
  readonly scope: Scope;
}

export interface ClosureWrite {
  readonly child: Scope;
  /** The variable as the child sees it. */
  readonly inner: Variable;
}

/** A variable in the scope that it belongs to. */
export interface OwnVariable {
  readonly scope: Scope;
  readonly variable: Variable;
}

export class Scopes {
  readonly #scopes: Scope[] = [];
  readonly #classes = new Map<ClassKey, PlacedClass>();
  readonly #keys = new Map<ClassSource, ClassKey>();
  readonly #childrenOf = new Map<Scope, Scope[]>();
  readonly #writersOf = new Map<string, Scope[]>();
  readonly #scopeOf = new Map<FlowGraph, Scope>();
  readonly #closureWrites = new Map<Scope, ReadonlyMap<Variable, ClosureWrite[]>>();
  /** Of free variables; undefined for a global. */
  readonly #owned = new Map<Variable, OwnVariable | undefined>();
  /** The free variables of a scope, by those they stand for. */
  readonly #captured = new Map<Scope, ReadonlyMap<Variable | undefined, Variable>>();
  #mentioning: ReadonlyMap<string, readonly Scope[]> | undefined;
  /** Most files declare none: no type is looked up for nothing. */
  readonly #declaresTypes: boolean;

  constructor(module: FlowGraph) {
    const pending: Scope[] = [{ graph: module, parent: undefined, captures: new Map(), owner: undefined }];
    for (let scope = pending.pop(); scope !== undefined; scope = pending.pop()) {
      this.#scopes.push(scope);
      this.#scopeOf.set(scope.graph, scope);
      for (const name of scope.graph.writesMembers) append(this.#writersOf, name, scope);
      const children = scope.graph.closures.map((closure) => childScope(scope, closure, undefined));
      for (const source of scope.graph.classes) {
        this.#nameClass(source, scope);
        for (const method of source.methods) {
          children.push(childScope(scope, method.closure, { class: source, method }));
        }
      }
      this.#childrenOf.set(scope, children);
      pending.push(...children);
    }
    this.#declaresTypes = this.#scopes.some(({ graph }) => graph.variables.some(({ kind }) => kind === 'type'));
  }

  /** The module's first. */
  get all(): readonly Scope[] {
    return this.#scopes;
  }

  get classes(): ReadonlyMap<ClassKey, PlacedClass> {
    return this.#classes;
  }

  keyOf(source: ClassSource): ClassKey | undefined {
    return this.#keys.get(source);
  }

  /** The scopes that write members of the name. */
  writersOf(member: string): readonly Scope[] {
    return this.#writersOf.get(member) ?? [];
  }

  /** The scopes that mention the name of a class of this file. */
  mentioning(className: string): readonly Scope[] {
    return (this.#mentioning ??= this.#mentionsOfClasses()).get(className) ?? [];
  }

  /** The scope of a function of this file. */
  scopeOf(graph: FlowGraph): Scope | undefined {
    return this.#scopeOf.get(graph);
  }

  /** What the scope calls a variable of an enclosing graph. */
  captured(scope: Scope, outer: Variable): Variable | undefined {
    let captured = this.#captured.get(scope);
    if (captured === undefined) {
      captured = new Map(scope.graph.variables.flatMap((variable) => (variable.kind === 'free' ? [[this.resolve(scope, variable)?.variable, variable] as const] : [])));
      this.#captured.set(scope, captured);
    }
    return captured.get(outer);
  }

  /** A variable of an enclosing function that is bound once and never let go. */
  isConstantCapture(scope: Scope, variable: Variable): boolean {
    const owner = this.resolve(scope, variable);
    return owner?.scope.graph.kind === 'function' && this.isConstant(owner.scope, owner.variable);
  }

  /** The variable itself, in the scope that owns it; undefined for a global. */
  ownVariable(scope: Scope, variable: Variable): Variable | undefined {
    return this.resolve(scope, variable)?.variable;
  }

  resolve(scope: Scope, variable: Variable): OwnVariable | undefined {
    if (variable.kind !== 'free') return { scope, variable };
    if (!this.#owned.has(variable)) {
      const outer = scope.captures.get(variable);
      this.#owned.set(variable, outer === undefined || scope.parent === undefined ? undefined : this.resolve(scope.parent, outer));
    }
    return this.#owned.get(variable);
  }

  /** Bound once and never let go. */
  isConstant(scope: Scope, variable: Variable): boolean {
    if (this.writtenByClosures(scope).has(variable)) return false;
    const isBoundAtEntry = variable.kind === 'parameter' || variable.kind === 'receiver';
    return (bindingsIn(scope.graph).get(variable) ?? 0) + (isBoundAtEntry ? 1 : 0) === 1;
  }

  /** All closures that write the variable themselves. */
  closureWriters(scope: Scope, variable: Variable): ClosureWrite[] {
    return (this.writtenByClosures(scope).get(variable) ?? []).flatMap((write) => [
      ...(write.child.graph.writesFree.has(write.inner.name) ? [write] : []),
      ...this.closureWriters(write.child, write.inner),
    ]);
  }

  /** The variables of the scope that closures write, with the closures that do, or that hold those that do. */
  writtenByClosures(scope: Scope): ReadonlyMap<Variable, ClosureWrite[]> {
    const known = this.#closureWrites.get(scope);
    if (known !== undefined) return known;
    const written = new Map<Variable, ClosureWrite[]>();
    for (const child of this.#childrenOf.get(scope) ?? []) {
      const deeper = this.writtenByClosures(child);
      if (child.graph.writesFree.size === 0 && deeper.size === 0) continue;
      for (const [inner, outer] of child.captures) {
        if (child.graph.writesFree.has(inner.name) || deeper.has(inner)) append(written, outer, { child, inner });
      }
    }
    this.#closureWrites.set(scope, written);
    return written;
  }

  /** Nobody else in the file writes the member, or takes it away. */
  isWrittenBy(scope: Scope, member: string): boolean {
    return this.#writersOf.get(member)?.every((one) => one === scope) === true;
  }

  /** What the objects of the class have in that member are functions that mention them: `this.stop = () => this.close()`. */
  isOwnFunction(key: ClassKey, member: string): boolean {
    const writers = this.writersOf(member);
    if (writers.length === 0 || !writers.every(({ graph }) => writesOwnFunctions(graph, member))) return false;
    const family = this.#familyByName(key);
    const isOtherwise = family.some((source) => methodsNamed(source, member).length > 0);
    return !isOtherwise && writers.some((scope) => family.some((source) => source === classAround(scope)));
  }

  /** The class and those of its bases that this file has, as they are written. */
  #familyByName(key: ClassKey): readonly ClassSource[] {
    const family = new Set<ClassSource>();
    const pending = [key];
    for (const one of pending) {
      const source = this.#classes.get(one)?.source;
      if (source === undefined || family.has(source)) continue;
      family.add(source);
      pending.push(...source.baseTypes.flatMap((base) => (base?.path.length === 1 ? base.path : [])));
    }
    return [...family];
  }

  /** The function that the variable holds keeps itself while it runs; one that is suspended may be all that is left of it. */
  isBody({ graph, parent }: Scope, holder: Variable): boolean {
    if (parent === undefined || graph.isAsync || graph.isGenerator) return false;
    const [write] = tempsOf(parent.graph).writesOf(holder);
    const made = write === undefined ? undefined : tempsOf(parent.graph).maker(write.from);
    return made?.kind === 'closure' && made.closure.graph === graph;
  }

  /** A type that is declared under the name where the scope's code can mean it. */
  typeVariable(scope: Scope, name: string): OwnVariable | undefined {
    return this.#declaresTypes ? nearest(scope, name, (kind) => kind === 'type') : undefined;
  }

  /** A variable of the name as code at the level of the scope's graph sees it; undefined for a global. */
  variable(scope: Scope, name: string): OwnVariable | undefined {
    return nearest(scope, name, (kind) => kind !== 'hidden' && kind !== 'free' && kind !== 'type');
  }

  #mentionsOfClasses(): ReadonlyMap<string, readonly Scope[]> {
    const names = new Set([...this.#keys.keys()].map(({ name }) => name));
    const mentioning = new Map<string, Scope[]>();
    for (const scope of this.#scopes) {
      for (const name of scope.graph.mentions) if (names.has(name)) append(mentioning, name, scope);
    }
    return mentioning;
  }

  /** A class is told by its name; one of several with the same name by its place among them, too. */
  #nameClass(source: ClassSource, scope: Scope): void {
    let key = source.name;
    for (let i = 2; this.#classes.has(key); i++) key = `${source.name}~${i}`;
    this.#classes.set(key, { source, scope });
    this.#keys.set(source, key);
  }
}

/** How often a graph binds or lets go each of its variables. */
const bindingsIn = onceFor(({ blocks }: FlowGraph): ReadonlyMap<Variable, number> => {
  const bindings = new Map<Variable, number>();
  for (const { ops } of blocks) {
    for (const op of ops) {
      if (op.kind === 'write' || op.kind === 'unbind') bindings.set(op.variable, (bindings.get(op.variable) ?? 0) + 1);
    }
  }
  return bindings;
});

/** Whatever the graph writes to members of the name. */
function writesOwnFunctions(graph: FlowGraph, member: string): boolean {
  const temps = tempsOf(graph);
  return [...opsOf(graph)].every((op) => {
    if (op.kind !== 'set-member' || op.name !== member) return true;
    const [holder, from] = [temps.variable(op.of), temps.maker(op.from)];
    return holder !== undefined && from?.kind === 'closure' && [...from.closure.captures.values()].includes(holder);
  });
}

/** Of the innermost method around. */
function classAround(scope: Scope): ClassSource | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.owner !== undefined) return at.owner.class;
  return undefined;
}

/** The innermost variable of the name and such a kind, from the scope outwards. */
function nearest(scope: Scope, name: string, isMeant: (kind: Variable['kind']) => boolean): OwnVariable | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const variable = variablesNamed(at.graph, name).find(({ kind }) => isMeant(kind));
    if (variable !== undefined) return { scope: at, variable };
  }
  return undefined;
}

function childScope(parent: Scope, closure: Closure, owner: Scope['owner']): Scope {
  return { graph: closure.graph, parent, captures: closure.captures, owner };
}
