/**
 * Which variable a name means, as CPython's symbol table decides (https://docs.python.org/3/reference/executionmodel.html#resolution-of-names):
 * a name bound anywhere in a function is local to it, class bodies are invisible to functions and comprehensions inside them.
 * It knows bindings, not values.
 */
import type { Builder } from '../flow/builder.ts';
import type { FlowGraph, Variable } from '../flow/graph.ts';
import type { PythonNode } from './ast.ts';
import { childrenOf } from './visitor-keys.ts';
import { starNames } from './weak-api.ts';

export interface Bindings {
  readonly bound: ReadonlySet<string>;
  readonly globals: ReadonlySet<string>;
  readonly nonlocals: ReadonlySet<string>;
  /** There is a `yield` that belongs to this scope. */
  readonly yields: boolean;
}

/** A function's graph, with those of its free variables that mean module globals whatever lies between (`global x`). */
export interface LoweredFunction {
  readonly graph: FlowGraph;
  readonly globals: ReadonlySet<Variable>;
}

/** What the code of `nodes` binds, nested functions and classes excluded. */
export function bindingsOf(nodes: readonly PythonNode[]): Bindings {
  const bound = new Set<string>();
  const globals = new Set<string>();
  const nonlocals = new Set<string>();
  let yields = false;
  const rest: (PythonNode | null)[] = [...nodes];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node === null) continue;
    switch (node.type) {
      case 'Name':
        if (node.ctx !== 'Load') bound.add(node.id);
        break;
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        bound.add(node.name);
        rest.push(...node.decorator_list, ...node.args.defaults, ...node.args.kw_defaults);
        break;
      case 'Lambda':
        rest.push(...node.args.defaults, ...node.args.kw_defaults);
        break;
      case 'ClassDef':
        bound.add(node.name);
        rest.push(...node.decorator_list, ...node.bases, ...node.keywords);
        break;
      case 'comprehension':
        rest.push(node.iter, ...node.ifs);
        break;
      case 'AnnAssign':
        // `(x): int` alone binds nothing.
        if (node.simple === 1 || node.value !== null || node.target.type !== 'Name') rest.push(node.target, node.value);
        break;
      case 'Import':
        for (const { name, asname } of node.names) bound.add(asname ?? firstPart(name));
        break;
      case 'ImportFrom':
        for (const { name, asname } of node.names) {
          if (name !== '*') bound.add(asname ?? name);
          else for (const star of starNames(node.module)) bound.add(star);
        }
        break;
      case 'Global':
        for (const name of node.names) globals.add(name);
        break;
      case 'Nonlocal':
        for (const name of node.names) nonlocals.add(name);
        break;
      case 'ExceptHandler':
      case 'MatchAs':
      case 'MatchStar':
        if (node.name !== null) bound.add(node.name);
        rest.push(...childrenOf(node));
        break;
      case 'MatchMapping':
        if (node.rest !== null) bound.add(node.rest);
        rest.push(...childrenOf(node));
        break;
      case 'Yield':
      case 'YieldFrom':
        yields = true;
        rest.push(node.value);
        break;
      case 'Constant':
        break;
      default:
        rest.push(...childrenOf(node));
    }
  }
  for (const name of [...globals, ...nonlocals]) bound.delete(name);
  return { bound, globals, nonlocals, yields };
}

/** `a.b.c`: `a`. */
export function firstPart(dotted: string): string {
  const dot = dotted.indexOf('.');
  return dot < 0 ? dotted : dotted.slice(0, dot);
}

/** `targets`: a comprehension's, or a list of type parameters, which nest in the same way. */
type ScopeKind = 'module' | 'function' | 'class' | 'targets';

interface Scope {
  readonly kind: ScopeKind;
  readonly variables: Map<string, Variable>;
  readonly bindings: Bindings | undefined;
  /** Names of a class body that are bound by now: before that, a name means the one around the class. */
  readonly written: Set<string>;
}

/** The names of one graph. */
export class Names {
  readonly #builder: Builder;
  readonly #scopes: Scope[] = [];
  readonly #free = new Map<string, Variable>();
  readonly #globals = new Map<string, Variable>();

  constructor(builder: Builder, kind: 'module' | 'function', bindings: Bindings, parameters: readonly string[] = []) {
    this.#builder = builder;
    this.#scopes.push({ kind, variables: new Map(), bindings, written: new Set() });
    for (const name of parameters) this.#own(name, 'parameter');
    for (const name of bindings.bound) this.#own(name, 'local');
  }

  get isClassBody(): boolean {
    return this.#scopes.at(-1)?.kind === 'class';
  }

  /** Those of this graph's free variables that are module globals by declaration. */
  get globals(): ReadonlySet<Variable> {
    return new Set(this.#globals.values());
  }

  withinClass(bindings: Bindings, body: () => void): void {
    const scope: Scope = { kind: 'class', variables: new Map(), bindings, written: new Set() };
    for (const name of bindings.bound) scope.variables.set(name, this.#builder.variable(name, 'local'));
    this.#within(scope, body);
  }

  withinTargets(names: Iterable<string>, body: () => void): void {
    const scope: Scope = { kind: 'targets', variables: new Map(), bindings: undefined, written: new Set() };
    for (const name of names) scope.variables.set(name, this.#builder.variable(name, 'local'));
    this.#within(scope, body);
  }

  read(name: string): Variable {
    const innermost = this.#scopes.at(-1);
    if (innermost?.kind === 'class') {
      const declared = this.#declared(innermost, name);
      if (declared !== undefined) return declared;
      const own = innermost.variables.get(name);
      if (own !== undefined && innermost.written.has(name)) return own;
    }
    return this.#readNested(name);
  }

  /** The variable that an assignment, `del` or `:=` binds. */
  write(name: string): Variable {
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const scope = this.#scopes[i];
      if (scope === undefined) continue;
      const own = scope.variables.get(name);
      if (scope.kind === 'targets' && own === undefined) continue;
      scope.written.add(name);
      return this.#declared(scope, name) ?? own ?? this.#freeVariable(name);
    }
    return this.#freeVariable(name);
  }

  /** Whether nothing in this graph binds `name`: it may be a built-in. */
  isFree(name: string): boolean {
    return this.read(name).kind === 'free';
  }

  /** What the free variables of a function made here are here. */
  captures(inner: LoweredFunction): Map<Variable, Variable> {
    const captures = new Map<Variable, Variable>();
    for (const variable of inner.graph.variables) {
      if (variable.kind !== 'free') continue;
      captures.set(variable, inner.globals.has(variable) ? this.#global(variable.name) : this.#readNested(variable.name));
    }
    return captures;
  }

  #readNested(name: string): Variable {
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const scope = this.#scopes[i];
      if (scope === undefined || scope.kind === 'class') continue;
      const found = this.#declared(scope, name) ?? scope.variables.get(name);
      if (found !== undefined) return found;
    }
    return this.#freeVariable(name);
  }

  #declared(scope: Scope, name: string): Variable | undefined {
    if (scope.bindings?.globals.has(name)) return this.#global(name);
    if (scope.bindings?.nonlocals.has(name)) return scope.kind === 'class' ? this.#readNested(name) : this.#freeVariable(name);
    return undefined;
  }

  #global(name: string): Variable {
    const outermost = this.#scopes[0];
    if (outermost?.kind === 'module') return outermost.variables.get(name) ?? this.#freeVariable(name);
    return remembered(this.#globals, name, () => this.#builder.variable(name, 'free'));
  }

  #freeVariable(name: string): Variable {
    return remembered(this.#free, name, () => this.#builder.variable(name, 'free'));
  }

  #own(name: string, kind: 'local' | 'parameter'): Variable {
    const outermost = this.#scopes[0];
    if (outermost === undefined) return this.#freeVariable(name);
    return remembered(outermost.variables, name, () => this.#builder.variable(name, kind));
  }

  #within(scope: Scope, body: () => void): void {
    this.#scopes.push(scope);
    body();
    this.#scopes.pop();
  }
}

function remembered(variables: Map<string, Variable>, name: string, make: () => Variable): Variable {
  const known = variables.get(name);
  if (known !== undefined) return known;
  const made = make();
  variables.set(name, made);
  return made;
}
