/** The graphs of one file as a tree of scopes: which of their variables are one, and who writes it. What they hold is not known here. */
import type { ClassSource, Closure, FlowGraph, MethodSource, Temp, Variable } from '../flow/graph.ts';
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

export interface Capture {
  readonly child: Scope;
  /** The variable as the child sees it. */
  readonly inner: Variable;
}

/** A variable in the scope that it belongs to. */
export interface OwnVariable {
  readonly scope: Scope;
  readonly variable: Variable;
}

/** Scopes that do something with members of one name. */
export interface Touching {
  /** Those that do it with the object alone that they are methods of, or are written in one, by its class. */
  readonly own: ReadonlyMap<ClassKey, readonly Scope[]>;
  readonly others: readonly Scope[];
}

const nobody = (): { readonly own: Map<ClassKey, Scope[]>; readonly others: Scope[] } => ({ own: new Map(), others: [] });

export class Scopes {
  readonly #scopes: Scope[] = [];
  readonly #classes = new Map<ClassKey, PlacedClass>();
  readonly #keys = new Map<ClassSource, ClassKey>();
  readonly #childrenOf = new Map<Scope, Scope[]>();
  readonly #writersOf = new Map<string, Scope[]>();
  readonly #scopeOf = new Map<FlowGraph, Scope>();
  readonly #capturers = new Map<Scope, ReadonlyMap<Variable, readonly Capture[]>>();
  readonly #closureWrites = new Map<Scope, ReadonlyMap<Variable, Capture[]>>();
  /** Of free variables; undefined for a global. */
  readonly #owned = new Map<Variable, OwnVariable | undefined>();
  /** The free variables of a scope, by those they stand for. */
  readonly #captured = new Map<Scope, ReadonlyMap<Variable | undefined, Variable>>();
  #mentioning: ReadonlyMap<string, readonly Scope[]> | undefined;
  #touching: ReadonlyMap<string, Touching> | undefined;
  #writing: ReadonlyMap<string, Touching> | undefined;
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

  /** The scopes that mention the name, whatever it stands for there. */
  mentioning(name: string): readonly Scope[] {
    return (this.#mentioning ??= this.#findMentions()).get(name) ?? [];
  }

  /** The scopes that have to do with members of the name. */
  touching(member: string): Touching {
    return (this.#touching ??= this.#byMember((graph) => holdersIn(graph).keys())).get(member) ?? nobody();
  }

  /** Those of them that write it, or take it away. */
  writing(member: string): Touching {
    return (this.#writing ??= this.#byMember(({ writesMembers }) => writesMembers)).get(member) ?? nobody();
  }

  /** The scope and those within it that see the variable, each with what it calls it. */
  seeing(scope: Scope, variable: Variable): readonly OwnVariable[] {
    const within = this.#capturing(scope).get(variable) ?? [];
    return [{ scope, variable }, ...within.flatMap(({ child, inner }) => this.seeing(child, inner))];
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
  closureWriters(scope: Scope, variable: Variable): Capture[] {
    return (this.writtenByClosures(scope).get(variable) ?? []).flatMap((write) => [
      ...(write.child.graph.writesFree.has(write.inner.name) ? [write] : []),
      ...this.closureWriters(write.child, write.inner),
    ]);
  }

  /** The variables of the scope that closures write, with the closures that do, or that hold those that do. */
  writtenByClosures(scope: Scope): ReadonlyMap<Variable, Capture[]> {
    const known = this.#closureWrites.get(scope);
    if (known !== undefined) return known;
    const written = new Map<Variable, Capture[]>();
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

  #findMentions(): ReadonlyMap<string, readonly Scope[]> {
    const mentioning = new Map<string, Scope[]>();
    for (const scope of this.#scopes) for (const name of scope.graph.mentions) append(mentioning, name, scope);
    return mentioning;
  }

  #byMember(namesIn: (graph: FlowGraph) => Iterable<string>): ReadonlyMap<string, Touching> {
    const touching = new Map<string, ReturnType<typeof nobody>>();
    for (const scope of this.#scopes) {
      const holders = holdersIn(scope.graph);
      for (const name of namesIn(scope.graph)) {
        const known = touching.get(name) ?? nobody();
        touching.set(name, known);
        const holder = holders.get(name);
        const key = holder && this.#classOfReceiver(scope, holder);
        if (key === undefined) known.others.push(scope);
        else append(known.own, key, scope);
      }
    }
    return touching;
  }

  /** The class whose object the variable holds from beginning to end, since a method is called on one. */
  #classOfReceiver(scope: Scope, variable: Variable): ClassKey | undefined {
    const own = this.resolve(scope, variable);
    const owner = own?.scope.owner;
    if (own === undefined || owner === undefined || own.scope.graph.receiverType !== undefined) return undefined;
    const { receiver, parameters } = own.scope.graph;
    const isGiven = owner.method.binding !== 'static' || owner.method.takesClass === true;
    const isReceiver = receiver === undefined ? isGiven && parameters[0]?.variable === own.variable : receiver === own.variable;
    return isReceiver && this.isConstant(own.scope, own.variable) ? this.keyOf(owner.class) : undefined;
  }

  #capturing(scope: Scope): ReadonlyMap<Variable, readonly Capture[]> {
    const known = this.#capturers.get(scope);
    if (known !== undefined) return known;
    const capturing = new Map<Variable, Capture[]>();
    for (const child of this.#childrenOf.get(scope) ?? []) for (const [inner, outer] of child.captures) append(capturing, outer, { child, inner });
    this.#capturers.set(scope, capturing);
    return capturing;
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

/** The variable that all members of a name are members of; undefined where there are others, or the name is in a text: `getattr(x, "name")`. */
const holdersIn = onceFor((graph: FlowGraph): ReadonlyMap<string, Variable | undefined> => {
  const variables = new Map<Temp, Variable>();
  const holders = new Map<string, Variable | undefined>();
  for (const op of opsOf(graph)) {
    if (op.kind === 'read') variables.set(op.to, op.from);
    else if (op.kind === 'constant' && op.text !== undefined && graph.mentions.has(op.text)) holders.set(op.text, undefined);
    if (op.kind !== 'member' && op.kind !== 'set-member') continue;
    const holder = variables.get(op.of);
    holders.set(op.name, holders.has(op.name) && holders.get(op.name) !== holder ? undefined : holder);
  }
  return holders;
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
