/** Whether a collection only grows: nobody in the file takes an entry out, replaces the collection or hands it to somebody who might. */
import type { Block, ClassSource, Op, OpOf, Temp, Variable } from '../flow/graph.ts';
import type { FrontEnd } from './front-end.ts';
import { isReceiver } from './lasting-home.ts';
import type { Home } from './lasting-home.ts';
import { entriesOf } from './mapping-entries.ts';
import type { Entries } from './mapping-entries.ts';
import { givesPlain, makesPlain } from './plain-collections.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';

type MemberHome = Extract<Home, { readonly kind: 'member' }>;

export class Growth {
  readonly #frontEnd: FrontEnd;
  readonly #program: Program;
  /** That are the same for all classes with members of a name. */
  readonly #answers = new Map<string, boolean>();

  constructor(frontEnd: FrontEnd, program: Program) {
    this.#frontEnd = frontEnd;
    this.#program = program;
  }

  /** @param isOfCollections its entries are the collections in question */
  isEndless(home: Home, isOfCollections = false): boolean {
    const { tree } = this.#program;
    if (home.kind === 'variable') return tree.mentioning(home.variable.name).every((scope) => this.#leavesEntries(scope, home, isOfCollections));
    const { name, of } = home;
    const key = of !== undefined && isByItself(of) ? tree.keyOf(of) : undefined;
    if (of === undefined || key === undefined) return this.#once(`${name} ${isOfCollections} of all`, () => tree.mentioning(name).every((scope) => this.#leavesEntries(scope, home, isOfCollections)));
    const family = [...(tree.touching(name).own.get(key) ?? []), ...of.methods.flatMap(({ closure }) => tree.scopeOf(closure.graph) ?? [])];
    return family.every((scope) => this.#leavesEntries(scope, home, isOfCollections)) && this.#once(`${name} ${isOfCollections} of others`, () => this.#doOthersLeaveEntries(home, isOfCollections));
  }

  /** For a collection of objects of a class by itself, whichever it is: those who may mean one of any class, or of several. */
  #doOthersLeaveEntries(home: MemberHome, isOfCollections: boolean): boolean {
    const { own, others } = this.#program.tree.touching(home.name);
    const derived = [...own].flatMap(([key, scopes]) => (isByItself(this.#program.classes.get(key)?.source) ? [] : scopes));
    return derived.every((scope) => this.#leavesEntries(scope, home, isOfCollections)) && others.every((scope) => this.#leavesEntries(scope, home, isOfCollections, isByItself(scope.owner?.class)));
  }

  #once(question: string, answer: () => boolean): boolean {
    const known = this.#answers.get(question) ?? answer();
    this.#answers.set(question, known);
    return known;
  }

  /**
   * Everything that the graph does to the collection leaves its entries in it.
   * @param isOfOtherClass the graph is a method of another class: what it does to its own object does not count
   */
  #leavesEntries(scope: Scope, home: Home, isOfCollections: boolean, isOfOtherClass = false): boolean {
    const { graph } = scope;
    const name = home.kind === 'member' ? home.name : home.variable.name;
    if (!graph.mentions.has(name)) return true;
    // `self.__dict__["refs"] = [...]`: who writes members this way may write this one.
    if (home.kind === 'member' && this.#frontEnd.model.allMembers !== undefined && graph.mentions.has(this.#frontEnd.model.allMembers)) return false;
    const isHome = (variable: Variable): boolean => home.kind === 'variable' && this.#program.tree.ownVariable(scope, variable) === home.variable;
    const isFilling = graph.kind === 'module' || this.#frontEnd.classes.constructors.includes(scope.owner?.method.name ?? '');
    const reads = new Set<Temp>();
    const temps = tempsOf(graph);
    for (const { ops } of graph.blocks) {
      for (const op of ops) {
        if (isOfOtherClass && (op.kind === 'member' || op.kind === 'set-member') && isReceiver(scope, temps.variable(op.of))) continue;
        const isMade = (op.kind === 'write' && isHome(op.variable)) || (op.kind === 'set-member' && home.kind === 'member' && op.name === name);
        if (isMade && (isBounded(temps.maker(op.from)) || (isOfCollections && !isOfPlain(this.#frontEnd, this.#program, scope, temps.maker(op.from))))) return false;
        if (op.kind === 'read' && isHome(op.from)) reads.add(op.to);
        else if (op.kind === 'member' && home.kind === 'member' && op.name === name) reads.add(op.to);
        else if (op.kind === 'write' && isHome(op.variable) && !isFilling && op.variable.kind === 'free') return false;
        else if (op.kind === 'unbind' && isHome(op.variable)) return false;
        else if (op.kind === 'set-member' && home.kind === 'member' && op.name === name && !isFilling) return false;
      }
    }
    if (reads.size === 0) return true;
    const entries = isOfCollections ? entriesOf(this.#frontEnd.model, this.#program, scope, reads) : { temps: reads, variables: new Set<Variable>(), placings: new Set<Op>() };
    return entries !== undefined && graph.blocks.every((block) => isHarmless(this.#frontEnd, block, entries));
  }
}

/** It is a plain mapping, which loses no entries by itself; `defaultdict(list)` makes them, too. */
function isOfPlain({ model }: FrontEnd, program: Program, scope: Scope, op: Op | undefined): boolean {
  const [factory] = op?.kind === 'call' && !op.isNew ? op.arguments : [];
  return makesPlain(model, program, scope, op) && (factory === undefined || givesPlain(model, program, scope, factory.temp));
}

/** Objects of such a class have members of their own, whatever they are called, that objects of other such classes have not. */
function isByItself(source: ClassSource | undefined): boolean {
  return source?.bases.length === 0;
}

/** `deque(maxlen=10)`, `deque((), 10)`: made with more than what it begins with. `{ left: null, right: null }`: made with all its places. */
function isBounded(op: Op | undefined): boolean {
  if (op?.kind === 'display') return op.parts.some(({ role, name }) => role === 'value' && name !== undefined);
  return op?.kind === 'call' && op.arguments.some(({ name }, i) => name !== undefined || i > 0);
}

function isHarmless(frontEnd: FrontEnd, { ops }: Block, entries: Entries): boolean {
  const producers = new Map(ops.flatMap((op) => ('to' in op ? [[op.to, op] as const] : [])));
  return ops.every((op) => entries.placings.has(op) || keepsEntries(frontEnd, op, entries, producers));
}

function keepsEntries({ model }: FrontEnd, op: Op, { temps: reads, variables }: Entries, producers: ReadonlyMap<Temp, Op>): boolean {
  switch (op.kind) {
    case 'member':
      return !reads.has(op.of) || model.collections.keeps.has(op.name);
    case 'set-index':
      // `refs[:] = ...` puts others in the place of all.
      return !reads.has(op.from) && !(reads.has(op.of) && isSlice(producers.get(op.key)));
    case 'remove-index':
    case 'claim':
    case 'escape':
      return !reads.has(op.of);
    case 'write':
      // The iterator of a loop.
      return !reads.has(op.from) || op.variable.kind === 'hidden' || variables.has(op.variable);
    case 'set-member':
      // `refs.length = kept`.
      return !reads.has(op.from) && !reads.has(op.of);
    case 'copy':
      return !reads.has(op.from) || reads.has(op.to);
    case 'display':
      return op.parts.every((part) => part.role === 'spread' || !reads.has(part.temp));
    case 'closure':
      return op.closure.defaults.every((value) => !reads.has(value));
    case 'call':
      return op.arguments.every((argument) => !reads.has(argument.temp) || onlyReads(model, op, producers)) && !isHandedToVisitor(model, op, reads, producers);
    default:
      return true;
  }
}

/** `refs.forEach((ref, key, all) => all.delete(key))`: behind the element and its key the function gets the collection. */
function isHandedToVisitor({ collections }: FrontEnd['model'], { callee, arguments: [by] }: OpOf<'call'>, reads: ReadonlySet<Temp>, producers: ReadonlyMap<Temp, Op>): boolean {
  const called = producers.get(callee);
  const positions = called?.kind === 'member' && reads.has(called.of) ? collections.visits.get(called.name) : undefined;
  const visitor = by === undefined ? undefined : producers.get(by.temp);
  return positions !== undefined && visitor?.kind === 'closure' && visitor.closure.graph.parameters.length > Math.max(...positions) + 2;
}

function isSlice(key: Op | undefined): boolean {
  return key?.kind === 'typed' && key.type === 'slice';
}

/** `len(refs)`, `list(refs)`. */
function onlyReads(model: FrontEnd['model'], { callee }: OpOf<'call'>, producers: ReadonlyMap<Temp, Op>): boolean {
  const called = producers.get(callee);
  if (called?.kind !== 'read' || called.from.kind !== 'free') return false;
  const name = model.global(called.from.name);
  return model.collections.copiers.has(name) || model.api(name)?.role === 'needs' || model.api(name)?.role === 'returns';
}
