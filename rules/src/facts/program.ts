/**
 * The graphs of one file and the environment each of them is analysed in: what names, members and written types are known to hold,
 * whichever function wrote them.
 */
import { isAlwaysSet } from './always-set.ts';
import type { Environment } from '../flow/environment.ts';
import type { ClassEvent, ElementWriteEvent, FlowEvent, GivenPlace, MemberWriteEvent } from '../flow/event.ts';
import type { Closure, DerefOp, FlowGraph, MethodSource, Variable } from '../flow/graph.ts';
import type { Api, LanguageModel } from '../flow/language-model.ts';
import { afterCall, instanceOf, isHandle, isSameShape, joinShapes, orUnset, UNKNOWN } from '../flow/shape.ts';
import type { ClassKey, Shape, TypedShape } from '../flow/shape.ts';
import { eventsOf } from '../flow/memo.ts';
import { onceFor } from '../flow/once-for.ts';
import { areSamePlaces, isSamePlace, summarise } from '../flow/summary.ts';
import type { Summary } from '../flow/summary.ts';
import { ITSELF } from '../flow/state.ts';
import { append } from './append.ts';
import { ByHolder } from './by-holder.ts';
import { fieldNamed, methodsNamed, variablesNamed } from './by-name.ts';
import { KeptByMembers } from './kept-by-members.ts';
import { isGivenOwner } from './made-by-owner.ts';
import { Round } from './round.ts';
import type { MemberWrite, Writes } from './round.ts';
import { Scopes } from './scopes.ts';
import type { PlacedClass, Scope } from './scopes.ts';
import { weaklyHeld } from './weakly-held.ts';
import { WrittenTypes } from './written-types.ts';

interface Writer {
  readonly isRelevant: boolean;
  readonly written: () => Shape | undefined;
}

/** What the calls in the file pass for a parameter. */
interface Passed {
  readonly shape: Shape;
  readonly deref: DerefOp | undefined;
}

/** Names of other files, where they can be looked up: what they stand for, in terms of this file. */
export interface ImportedNames {
  value(name: string): Shape | undefined;
  callee(name: string): Shape | undefined;
  member(key: ClassKey, name: string): Shape | undefined;
  builtin(key: ClassKey, member: string | undefined): Shape | undefined;
  inherited(key: ClassKey): Shape | undefined;
  summary(closure: Closure): Summary | undefined;
  namesBeside(name: string): ReadonlySet<string>;
}

export class Program {
  readonly tree: Scopes;
  readonly types: WrittenTypes;
  /** Names that weak references go by: whoever mentions one is of interest. */
  readonly #names = new Set<string>();
  /** Those of them that code in other files can mean: not the variables of functions. */
  readonly #sharedNames = new Set<string>();
  /** Classes with members that matter. */
  readonly #owners = new Set<ClassKey>();
  readonly #model: LanguageModel;
  readonly #seeds: ReadonlySet<string>;
  readonly #imports: ImportedNames | undefined;
  readonly #environments = new Map<Scope, Environment>();
  readonly #relevant = new Set<Scope>();
  /** Of this round, as long as no more names, functions and classes are known to matter. */
  readonly #events = new Map<Scope, { readonly events: readonly FlowEvent[]; readonly reach: number }>();
  #isSettled = false;
  /** As the round before has found it. */
  #passed: ReadonlyMap<Variable, Passed> = new Map();
  /** What functions begin with that are called where they are written, as the round before has found it. */
  #alive: ReadonlyMap<FlowGraph, readonly GivenPlace[]> = new Map();
  #known = new Round();

  constructor(module: FlowGraph, model: LanguageModel, seeds: ReadonlySet<string>, imports?: ImportedNames) {
    this.#model = model;
    this.#imports = imports;
    this.#seeds = seeds;
    this.tree = new Scopes(module);
    this.types = new WrittenTypes(model, this.tree, {
      lookUp: (scope, name) => this.#lookUp(scope, name),
      held: ({ scope, variable }) => this.#variable(scope, variable),
      member: (of, name) => this.#member(of, name),
      result: (closure) => this.summary(closure)?.result ?? UNKNOWN,
      callee: (name) => imports?.callee(name),
    });
    this.#findRelevant();
    this.#isSettled = true;
  }

  /** The module's first. */
  get scopes(): readonly Scope[] {
    return this.tree.all;
  }

  get classes(): ReadonlyMap<ClassKey, PlacedClass> {
    return this.tree.classes;
  }

  get sharedNames(): ReadonlySet<string> {
    return this.#sharedNames;
  }

  /** Only these can say anything about weak references. */
  get relevantScopes(): readonly Scope[] {
    return this.scopes.filter((scope) => this.#relevant.has(scope));
  }

  /** What happens in the scope's graph, in the light of the whole file. */
  events(scope: Scope): readonly FlowEvent[] {
    const reach = this.#names.size + this.#relevant.size + this.#owners.size;
    const known = this.#events.get(scope);
    if (known?.reach === reach) return known.events;
    const { haste } = this.#known;
    const events = eventsOf(scope.graph, this.environment(scope));
    // Of what is still being found out the graph may be told something else the next time.
    if (this.#isSettled || this.#known.haste === haste) this.#events.set(scope, { events, reach });
    return events;
  }

  environment(scope: Scope): Environment {
    const known = this.#environments.get(scope);
    if (known !== undefined) return known;
    const written = this.tree.writtenByClosures(scope);
    const environment: Environment = {
      model: this.#model,
      outer: (variable) => this.#asSeenBy(scope, this.#outer(scope, variable)),
      member: (of, name) => this.#member(of, name),
      builtin: (key, member) => this.builtin(key, member),
      inherited: (key) => this.inherited(key),
      type: (note) => this.types.shape(scope, note),
      isWrittenByClosures: (variable) => written.has(variable),
      summary: (closure) => this.#summary(scope, closure),
      shared: (closure, free) => this.#shared(scope, closure, free),
      isOwnFunction: (of, member) => this.tree.isOwnFunction(of, member),
      aliveAtStart: () => this.#alive.get(scope.graph) ?? [],
      passed: (variable) => this.#passed.get(variable)?.deref,
      classKey: (source) => this.tree.keyOf(source) ?? source.name,
      importedValue: (name) => this.#imports?.value(name),
      importedCallee: (name) => this.#imports?.callee(name),
    };
    this.#environments.set(scope, environment);
    return environment;
  }

  /** What a name of the module holds when it is imported elsewhere. */
  exported(name: string): Shape | undefined {
    const [module] = this.scopes;
    const variable = module && variablesNamed(module.graph, name).find(({ kind }) => kind === 'local');
    return module === undefined || variable === undefined ? undefined : this.#variable(module, variable);
  }

  /** What the variable holds, whoever of the file writes it or puts something in. */
  held(scope: Scope, variable: Variable): Shape {
    return this.#variable(scope, variable);
  }

  /** What the class was made of; undefined for one in code that is never reached. */
  classEvent(key: ClassKey): ClassEvent | undefined {
    const known = this.classes.get(key);
    return known === undefined ? undefined : this.#writesOf(known.scope).classes.get(key);
  }

  /** The shapes of the bases as written. */
  basesOf(key: ClassKey): readonly Shape[] | undefined {
    return this.classEvent(key)?.bases;
  }

  /** The built-in type that the class derives from and that makes its objects impossible to reference weakly. */
  builtinBase(key: ClassKey): string | undefined {
    for (const member of this.#family(key)) {
      for (const base of this.basesOf(member) ?? []) {
        const type = this.#builtinType(base);
        if (type !== undefined && this.#model.canSubclassBeReferent(type) === false) return type;
      }
    }
    return undefined;
  }

  /** What objects of the class are by the collection or weak container it derives from, unless the class itself answers instead. */
  builtin(key: ClassKey, member: string | undefined): Shape | undefined {
    if (!this.classes.has(key)) return this.#imports?.builtin(key, member);
    const inherited = this.inherited(key);
    if (inherited === undefined) return undefined;
    const names = member === undefined ? this.#model.collections.operators : new Set([member]);
    const isOwn = [...this.#family(key)].some((one) => {
      const source = this.classes.get(one)?.source;
      return source?.methods.some(({ name }) => names.has(name)) === true || source?.fields.some(({ name }) => names.has(name)) === true;
    });
    if (isOwn || (member !== undefined && this.tree.writersOf(member).length > 0)) return undefined;
    const isOwnElsewhere = this.#basesElsewhere(key).some((base) => this.#imports?.builtin(base, member) === undefined);
    return isOwnElsewhere ? undefined : inherited;
  }

  /** The same whatever members the class has. */
  inherited(key: ClassKey): Shape | undefined {
    if (!this.classes.has(key)) return this.#imports?.inherited(key);
    const shape = this.#known.membersOf(key).find(ITSELF, () => this.#builtinAncestor(key), UNKNOWN);
    return shape.kind === 'unknown' ? undefined : shape;
  }

  /** A collection with what is put into it anywhere. Nothing is said where a base may be anything. */
  #builtinAncestor(key: ClassKey): Shape {
    const family = this.#family(key);
    const bases = [...family].flatMap((one) => (this.basesOf(one) ?? []).flatMap((base, i) => (base.kind === 'class' ? [] : [this.#baseShape(one, base, i)])));
    const base = bases.find((one) => one.kind !== 'absent') ?? UNKNOWN;
    return base.kind === 'typed' ? withElements(base, this.#putBy(this.#relevant, (one) => isOfItself(one, family))) : base;
  }

  /** Absent for a base without members. */
  #baseShape(key: ClassKey, base: Shape, position: number): Shape {
    if (base.kind !== 'named') return UNKNOWN;
    const { copiers, mappings, bareBases } = this.#model.collections;
    if (bareBases.has(base.name)) return { kind: 'absent' };
    const { source, scope } = this.classes.get(key) ?? {};
    const written = source?.baseTypes[position];
    const api = this.#model.api(base.name);
    if (api?.role === 'container') return written === undefined ? UNKNOWN : instanceOf(api, base.name, written.site, { isDeclared: true });
    if (api?.role !== 'returns') return this.#imports?.inherited(base.name) ?? UNKNOWN;
    if (!mappings.has(api.type) && ![...copiers.values()].includes(api.type)) return UNKNOWN;
    const type = scope === undefined || written === undefined ? UNKNOWN : this.types.shape(scope, written);
    return type.kind === 'typed' ? type : { kind: 'typed', type: api.type, element: undefined };
  }

  /** The qualified names of bases in other files. */
  #basesElsewhere(key: ClassKey): readonly string[] {
    const bases = [...this.#family(key)].flatMap((one) => this.basesOf(one) ?? []);
    return bases.flatMap((base) => (base.kind === 'named' && this.#model.api(base.name) === undefined && this.#imports?.inherited(base.name) !== undefined ? [base.name] : []));
  }

  #builtinType(base: Shape): string | undefined {
    if (base.kind === 'typed') return base.type;
    const api = base.kind === 'named' ? this.#model.api(base.name) : undefined;
    return api?.role === 'returns' ? api.type : undefined;
  }

  /** Grows the set of names that matter (`weakref`, then `r = weakref.ref`, then `self._r`) until no graph adds one. */
  #findRelevant(): void {
    this.#share(this.#seeds);
    // An import may bring a handle without a word of weak references.
    const [module] = this.scopes;
    if (this.#imports !== undefined && module !== undefined) {
      this.#relevant.add(module);
      for (const imported of importsOf(module.graph)) this.#share(this.#imports.namesBeside(imported));
    }
    // Last rounds after the one that brought nothing new, until they find the same: in them recursion finds what the one before
    // has found out. Rounds before those do not count: what seemed beside the point in them need not be.
    for (let round = 0, settled = 0; settled < 2 && round < MAX_ROUNDS; round++) {
      const before = this.#names.size + this.#relevant.size;
      const isFirst = settled === 0;
      this.#known = new Round(isFirst ? undefined : this.#known);
      this.#environments.clear();
      this.#events.clear();
      for (const scope of this.scopes) if (this.#isOfCollection(scope)) this.#relevant.add(scope);
      // Those that are added on the way have their turn in the same round.
      for (const scope of this.#relevant) {
        for (const variable of this.#variablesThatMatter(scope)) {
          if (this.tree.resolve(scope, variable)?.scope.graph.kind === 'function') this.#addName(variable.name);
          else this.#share([variable.name]);
        }
        this.#share(this.#membersThatMatter(scope));
        this.#addOwners(scope);
        // Who writes a function without a name gets what it gives: `nodes.map((node) => new WeakRef(node))`.
        if (scope.parent !== undefined && nameOf(scope) === '' && this.#answers(scope)) this.#relevant.add(scope.parent);
      }
      // What comes and goes with the rounds stays in the end.
      const told = [...this.#relevant].map((scope) => this.events(scope));
      const hasNewPassed = this.#collectPassed(told, isFirst || round > MAX_ROUNDS / 2);
      const hasNewAlive = this.#collectAlive(told);
      const isTold = hasNewPassed || hasNewAlive;
      // Once there are rounds that build on each other, what calls tell is left to them: to begin anew would bring it back, and so on.
      if (this.#names.size + this.#relevant.size > before || (isFirst && isTold)) settled = 0;
      else if (!isTold && (isFirst || this.#known.isAsBefore())) settled++;
      if (isTold) this.#events.clear();
    }
  }

  #addName(name: string): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    for (const scope of this.tree.mentioning(name)) this.#relevant.add(scope);
  }

  /** A method of a class that derives from a weak container, or a collection of handles: whoever writes such a class mentions what matters. */
  #isOfCollection({ owner, parent }: Scope): boolean {
    if (owner === undefined || owner.class.baseTypes.length === 0 || parent === undefined || !this.#relevant.has(parent)) return false;
    const key = this.tree.keyOf(owner.class);
    return key !== undefined && this.#matters({ kind: 'class', class: key });
  }

  #share(names: Iterable<string>): void {
    for (const name of names) {
      this.#sharedNames.add(name);
      this.#addName(name);
    }
  }

  *#variablesThatMatter(scope: Scope): Generator<Variable> {
    const writes = this.#writesOf(scope);
    for (const [variable, shape] of writes.variables) if (this.#matters(shape)) yield variable;
    for (const element of writes.elements) if ('variable' in element && this.#matters(element.shape)) yield element.variable;
    for (const { variable, type } of scope.graph.parameters) if (type !== undefined && this.#declaresSome(this.types.shape(scope, type))) yield variable;
  }

  /** And functions. */
  *#membersThatMatter(scope: Scope): Generator<string> {
    const writes = this.#writesOf(scope);
    for (const [name, all] of writes.members) if (all.some(({ shape }) => this.#matters(shape))) yield name;
    for (const element of writes.elements) if ('name' in element && this.#matters(element.shape)) yield element.name;
    for (const source of scope.graph.classes) {
      for (const field of source.fields) {
        if (field.type === undefined || !this.#declaresSome(this.types.shape(scope, field.type))) continue;
        yield field.name;
        // Who writes the class as a type has such fields at hand.
        yield source.name;
      }
      for (const [field, shape] of writes.classes.get(this.tree.keyOf(source) ?? '')?.fields ?? []) if (this.#matters(shape)) yield field;
    }
    const name = nameOf(scope);
    const holdsWeakly = this.#relevantSummary(scope)?.holdsWeakly ?? [];
    if (holdsWeakly.length > 0) yield name === this.#model.constructorName && scope.owner !== undefined ? scope.owner.class.name : name;
    if (!this.#answers(scope)) return;
    yield name;
    for (const [member, getter] of scope.owner?.class.getters ?? []) if (getter === name) yield member;
  }

  /** Its result may be gone, or matters. */
  #answers(scope: Scope, looked = new Set<Scope>()): boolean {
    looked.add(scope);
    const summary = this.#relevantSummary(scope);
    return summary !== undefined && (summary.handsOn !== undefined || summary.lists !== undefined || this.#matters(summary.result, looked));
  }

  /** Who makes objects with members that matter, or fills a collection with them, has such members at hand. Other files are not asked for that. */
  #addOwners(scope: Scope): void {
    const writes = this.#writesOf(scope);
    for (const { of, shape } of [...writes.members.values()].flat()) {
      if (of.kind !== 'object' || !this.#matters(shape)) continue;
      const owner = this.classes.get(of.class);
      if (owner === undefined) continue;
      this.#owners.add(of.class);
      this.#addName(owner.source.name);
    }
    for (const element of writes.elements) if (this.#declaresSome(element.shape)) this.#addName('name' in element ? element.name : element.variable.name);
  }

  /**
   * What the calls of this round pass. True where it is not what the round before has found. A first round knows nothing of
   * recursion yet, so it adds to what was found and takes nothing back: the next one would find it again, without end.
   */
  #collectPassed(told: readonly (readonly FlowEvent[])[], isAdding: boolean): boolean {
    const passed = new Map<Variable, Passed>();
    for (const event of told.flatMap(passesIn)) {
      const known = passed.get(event.to);
      passed.set(event.to, { shape: joinPassed(known?.shape, event.shape), deref: known?.deref ?? event.unchecked });
    }
    if (isAdding) for (const [variable, one] of this.#passed) passed.set(variable, { ...one, deref: one.deref ?? passed.get(variable)?.deref });
    for (const scope of this.scopes) {
      for (const { variable } of scope.graph.parameters) {
        const gets = passed.get(variable);
        const isOfInterest = gets !== undefined && this.#matters(gets.shape);
        if (isOfInterest || gets?.deref !== undefined || (gets !== undefined && isElement(scope, gets.shape))) this.#relevant.add(scope);
        // Closures may capture it, and other callers may pass something else.
        if (!isOfInterest) continue;
        this.#addName(variable.name);
        this.#share([nameOf(scope)]);
      }
    }
    const isNew = passed.size !== this.#passed.size || [...passed].some(([variable, one]) => !isSamePassed(one, this.#passed.get(variable)));
    this.#passed = passed;
    return isNew;
  }

  /** True where it is not what the round before has found. */
  #collectAlive(told: readonly (readonly FlowEvent[])[]): boolean {
    const alive = new Map<FlowGraph, readonly GivenPlace[]>();
    for (const { graph, alive: there } of told.flatMap(callsAtOnceIn)) {
      alive.set(graph, (alive.get(graph) ?? there).filter((place) => there.some((other) => isSamePlace(place, other))));
    }
    const isNew = alive.size !== this.#alive.size || [...alive].some(([graph, places]) => !areSamePlaces(places, this.#alive.get(graph) ?? []));
    this.#alive = alive;
    // What they begin with may be what functions within them begin with.
    for (const graph of alive.keys()) {
      const scope = graph.closures.length === 0 ? undefined : this.tree.scopeOf(graph);
      if (scope !== undefined) this.#relevant.add(scope);
    }
    return isNew;
  }

  /** What the calls of relevant graphs tell, and what graphs that call relevant ones are told. */
  #summary(caller: Scope, closure: Closure): Summary | undefined {
    const scope = this.tree.scopeOf(closure.graph);
    if (scope === undefined) return this.#relevant.has(caller) ? this.#imports?.summary(closure) : undefined;
    return this.#relevant.has(caller) || this.#relevant.has(scope) ? this.#summaryOf(scope) : undefined;
  }

  /** What other files are told of a function of this one. */
  summary(closure: Closure): Summary | undefined {
    const scope = this.tree.scopeOf(closure.graph);
    return scope === undefined ? this.#imports?.summary(closure) : this.#summaryOf(scope);
  }

  #relevantSummary(scope: Scope): Summary | undefined {
    return this.#relevant.has(scope) ? this.#summaryOf(scope) : undefined;
  }

  #summaryOf(scope: Scope): Summary | undefined {
    return this.#known.summaries.find(scope, () => this.#withWeaklyHeld(scope, this.#withResultType(scope, summarise(scope.graph, this.events(scope)))));
  }

  /** What a function is written to return tells what an unknown result is. */
  #withResultType({ graph, parent }: Scope, summary: Summary | undefined): Summary | undefined {
    if (summary === undefined || graph.resultType === undefined || parent === undefined) return summary;
    // A method that does nothing is there to be overridden.
    if (summary.result.kind !== 'unknown' && summary.result.kind !== 'absent') return summary;
    return { ...summary, result: this.types.shape(parent, graph.resultType) };
  }

  #withWeaklyHeld(scope: Scope, summary: Summary | undefined): Summary | undefined {
    const holdsWeakly = summary === undefined ? [] : weaklyHeld(scope.graph, this.events(scope), this.#model.collections);
    return summary === undefined || holdsWeakly.length === 0 ? summary : { ...summary, holdsWeakly };
  }

  /** Of objects whose class has members that matter, too. */
  #declaresSome(shape: Shape): boolean {
    if (shape.kind === 'object') return this.#owners.has(shape.class) || this.classes.get(shape.class)?.source.fields.some(({ name }) => this.#names.has(name)) === true;
    if (shape.kind === 'typed' && shape.element !== undefined && this.#declaresSome(shape.element)) return true;
    return this.#matters(shape);
  }

  /** @param looked functions whose results have been looked at, or are: each once, be it given by itself or by many */
  #matters(shape: Shape, looked = new Set<Scope>()): boolean {
    switch (shape.kind) {
      case 'instance':
        return true;
      case 'object':
      case 'class': {
        const base = this.inherited(shape.class);
        return base !== undefined && this.#matters(base, looked);
      }
      case 'typed':
        return [shape.element, ...(shape.parts ?? []), ...(shape.members?.values() ?? [])].some((inside) => inside !== undefined && this.#matters(inside, looked));
      case 'closure': {
        const scope = this.tree.scopeOf(shape.closure.graph);
        return scope !== undefined && !looked.has(scope) && this.#answers(scope, looked);
      }
      case 'named': {
        const api = this.#model.api(shape.name);
        return this.#seeds.has(shape.name) || (api !== undefined && WEAK_ROLES.has(api.role));
      }
      default:
        return false;
    }
  }

  #writesOf(scope: Scope): Writes {
    return this.#known.writes.find(scope, () => this.#findWrites(scope));
  }

  #findWrites(scope: Scope): Writes {
    const { variables, members, elements, classes } = writesIn(this.events(scope));
    const byName = new Map<string, MemberWrite[]>();
    const kept = new KeptByMembers(members, (name) => this.tree.isWrittenBy(scope, name));
    for (const write of members) append(byName, write.name, { of: write.of, shape: this.#heldByWhom(scope, this.#madeByOwner(scope, kept.seenBy(write))) });
    return { variables: new Map([...variables].map(([variable, shape]) => [variable, this.#heldByWhom(scope, shape)])), members: byName, elements, classes };
  }

  /** A handle of what the constructor is given by an owner that keeps what it makes (`flow/policy.ts`). */
  #madeByOwner({ owner, graph }: Scope, shape: Shape): Shape {
    if (!isHandle(shape) || shape.isOfOwner || owner?.method.name !== this.#model.constructorName) return shape;
    const given = graph.parameters.filter(({ variable }) => variable !== (graph.receiver ?? graph.parameters[0]?.variable));
    const position = given.findIndex(({ variable }) => variable === shape.heldBy);
    const name = given[position]?.variable.name;
    const isOfOwner = name !== undefined && isGivenOwner(this.tree.mentioning(owner.class.name), owner.class.name, { name, position });
    return isOfOwner ? { ...shape, isOfOwner } : shape;
  }

  /** Says of a handle which variable keeps its referent, in the terms of the scope that owns the variable; a module's keeps it for good. */
  #heldByWhom(scope: Scope, shape: Shape): Shape {
    if (shape.kind === 'typed' && shape.members !== undefined) return { ...shape, members: new Map([...shape.members].map(([name, member]) => [name, this.#heldByWhom(scope, member)])) };
    if (!isHandle(shape) || shape.heldBy === undefined) return shape;
    const holder = this.tree.resolve(scope, shape.heldBy);
    if (holder === undefined || !this.tree.isConstant(holder.scope, holder.variable)) return { ...shape, heldBy: undefined };
    return { ...shape, heldBy: holder.variable, keptAlive: shape.keptAlive || holder.scope.graph.kind === 'module' };
  }

  /** A closure that captures what holds a handle's referent keeps it itself. */
  #asSeenBy(scope: Scope, shape: Shape): Shape {
    if (!isHandle(shape) || shape.heldBy === undefined || shape.keptAlive) return shape;
    return this.tree.captured(scope, shape.heldBy) === undefined && !this.tree.isBody(scope, shape.heldBy) ? shape : { ...shape, keptAlive: true };
  }

  #shared(caller: Scope, closure: Closure, free: Variable): Variable | undefined {
    const callee = this.tree.scopeOf(closure.graph);
    const own = callee && this.tree.resolve(callee, free);
    if (own === undefined || !this.tree.isConstant(own.scope, own.variable)) return undefined;
    return own.scope === caller ? own.variable : this.tree.captured(caller, own.variable);
  }

  #outer(scope: Scope, variable: Variable): Shape {
    switch (variable.kind) {
      case 'receiver':
        return this.#receiver(scope);
      case 'parameter':
        return this.#parameter(scope, variable);
      case 'free':
        return this.#free(scope, variable);
      case 'local':
      case 'type':
      case 'hidden':
        return UNKNOWN;
    }
  }

  #receiver(scope: Scope): Shape {
    const { receiverType } = scope.graph;
    if (receiverType !== undefined) return this.types.shape(scope, receiverType);
    const key = scope.owner === undefined ? undefined : this.tree.keyOf(scope.owner.class);
    if (key === undefined) return UNKNOWN;
    return scope.owner?.method.binding === 'instance' ? { kind: 'object', class: key, orDerived: true } : { kind: 'class', class: key };
  }

  #parameter(scope: Scope, variable: Variable): Shape {
    const parameter = scope.graph.parameters.find((one) => one.variable === variable);
    const isReceiver = scope.graph.receiver === undefined && parameter !== undefined && scope.graph.parameters[0] === parameter;
    const method = isReceiver ? scope.owner?.method : undefined;
    if (method !== undefined && (method.binding !== 'static' || method.takesClass === true)) return this.#receiver(scope);
    if (parameter?.type !== undefined) return this.types.shape(scope, parameter.type);
    const shape = this.#passed.get(variable)?.shape ?? UNKNOWN;
    // Callers in other files may pass nothing.
    return this.#matters(shape) || isElement(scope, shape) ? orUnset(shape) : UNKNOWN;
  }

  #free(scope: Scope, variable: Variable): Shape {
    const own = this.tree.resolve(scope, variable);
    return own === undefined ? { kind: 'named', name: this.#model.global(variable.name) } : this.#variable(own.scope, own.variable);
  }

  /** Everything that is ever written to a variable, by its own graph and by closures, and what it starts with. */
  #variable(scope: Scope, variable: Variable): Shape {
    if (variable.kind === 'free') return this.#free(scope, variable);
    return this.#known.variables.find(variable, () => this.#findVariable(scope, variable));
  }

  #findVariable(scope: Scope, variable: Variable): Shape {
    let shape: Shape | undefined;
    if (variable.kind === 'parameter' || variable.kind === 'receiver') shape = afterCall(this.#outer(scope, variable));
    const own = this.#writesOf(scope).variables.get(variable);
    if (own !== undefined) shape = joinShapes(shape, own);
    shape = this.#joinWrites(
      shape,
      this.tree.closureWriters(scope, variable).map(({ child, inner }) => this.#writer(child, ({ variables }) => variables.get(inner))),
    );
    if (shape.kind === 'typed') {
      const seeing = this.tree.seeing(scope, variable);
      const names = new Set(seeing.map((one) => one.variable));
      shape = withElements(shape, this.#putBy(seeing.map((one) => one.scope), (one) => 'variable' in one && names.has(one.variable)));
    }
    return shape;
  }

  /** What these put into a collection, if they matter. */
  #putBy(scopes: Iterable<Scope>, isInto: (event: ElementWriteEvent) => boolean): readonly Shape[] {
    return [...scopes].flatMap((scope) => (this.#relevant.has(scope) ? this.#writesOf(scope).elements.filter(isInto).map(({ shape }) => shape) : []));
  }

  #byOthers(what: keyof Round['others'], member: string): ByHolder {
    return this.#known.others[what].find(member, () => this.#findByOthers(what, member));
  }

  #findByOthers(what: keyof Round['others'], member: string): ByHolder {
    const done = new ByHolder();
    const { others } = what === 'put' ? this.tree.touching(member) : this.tree.writing(member);
    for (const scope of others) {
      if (this.#relevant.has(scope) === (what === 'spoiled')) continue;
      const { members, elements } = this.#writesOf(scope);
      if (what !== 'put') for (const { of, shape } of members.get(member) ?? []) done.add(of, shape);
      else for (const event of elements) if ('name' in event && event.name === member) done.add(event.of, event.shape);
    }
    return done;
  }

  #writer(scope: Scope, written: (writes: Writes) => Shape | undefined): Writer {
    return { isRelevant: this.#relevant.has(scope), written: () => written(this.#writesOf(scope)) };
  }

  /** Those who write a member of the classes. */
  #writersOf(family: ReadonlySet<ClassKey>, member: string, declared: Shape): readonly Writer[] {
    const joined = (shapes: readonly Shape[]): Shape | undefined => shapes.reduce<Shape | undefined>((all, one) => joinShapes(all, one.kind === 'unknown' ? declared : one), undefined);
    const { own, others } = this.tree.writing(member);
    const owners = [...family].flatMap((key) => own.get(key) ?? []);
    const writers = owners.map((scope) => this.#writer(scope, ({ members }) => joined((members.get(member) ?? []).filter(({ of }) => mayBeOf(of, family)).map(({ shape }) => shape))));
    writers.push({ isRelevant: true, written: () => joined(this.#byOthers('written', member).of(family)) });
    if (others.some((scope) => !this.#relevant.has(scope))) writers.push({ isRelevant: false, written: () => joined(this.#byOthers('spoiled', member).of(family)) });
    return writers;
  }

  /**
   * Joins what several graphs write. Those that mention nothing of interest cannot make a shape interesting, only spoil it:
   * they are analysed only where there is something to spoil.
   */
  #joinWrites(known: Shape | undefined, writers: readonly Writer[]): Shape {
    let shape = known;
    for (const isRelevant of [true, false]) {
      for (const writer of writers) {
        if (writer.isRelevant !== isRelevant) continue;
        if (shape?.kind === 'unknown' || (!isRelevant && (shape === undefined || !this.#matters(shape)))) return UNKNOWN;
        const one = writer.written();
        if (one !== undefined) shape = joinShapes(shape, one);
      }
    }
    return shape ?? UNKNOWN;
  }

  #member(of: Shape, name: string): Shape {
    switch (of.kind) {
      case 'object':
      case 'class':
        return this.member(of.class, name);
      case 'typed':
        return this.#namedPart(of, name);
      default:
        return UNKNOWN;
    }
  }

  /** What an object that is written out has under a name, and what is written there later: to which object cannot be seen. */
  #namedPart({ members }: TypedShape, name: string): Shape {
    const written = members?.get(name);
    if (written === undefined) return UNKNOWN;
    const isInto = ({ of }: MemberWrite): boolean => of.kind === 'unknown' || of.kind === 'typed';
    const joined = (writes: readonly MemberWrite[]): Shape | undefined => writes.filter(isInto).reduce<Shape | undefined>((all, { shape }) => joinShapes(all, shape), undefined);
    return this.#joinWrites(
      written,
      this.tree.writersOf(name).map((child) => this.#writer(child, (writes) => joined(writes.members.get(name) ?? []))),
    );
  }

  /** What a member of the class, or of its objects, holds. */
  member(key: ClassKey, name: string): Shape {
    if (!this.classes.has(key)) return this.#imports?.member(key, name) ?? UNKNOWN;
    return this.#known.membersOf(key).find(name, () => this.#findMember(key, name));
  }

  /** The shapes that the class and its bases, or their methods, write to a member, relevant or not. */
  writtenTo(key: ClassKey, name: string): readonly Shape[] {
    const family = this.#family(key);
    const fields = [...family].flatMap((member) => this.#fieldShape(member, name, undefined) ?? []);
    const written = this.tree.writersOf(name).flatMap((scope) =>
      (this.#writesOf(scope).members.get(name) ?? []).filter(({ of }) => mayBeOf(of, family)).map(({ shape }) => shape),
    );
    return [...fields, ...written];
  }

  #findMember(key: ClassKey, name: string): Shape {
    const family = this.#family(key);
    let shape: Shape | undefined;
    for (const member of family) {
      const source = this.classes.get(member)?.source;
      const methods = source === undefined ? [] : methodsNamed(source, name);
      // What is read is what the getter gives, wherever its setter stands.
      const method = methods.find(({ form }) => form !== 'setter') ?? methods[0];
      if (method !== undefined) return memberShape(method);
      const getter = source?.getters?.get(name);
      const [run] = source === undefined || getter === undefined ? [] : methodsNamed(source, getter);
      if (run !== undefined) return memberShape({ ...run, form: 'getter' });
      shape = this.#fieldShape(member, name, shape);
    }
    const inherited = this.#inherited(family, name);
    if (shape === undefined && (inherited?.kind === 'closure' || inherited?.kind === 'property')) return inherited;
    if (inherited !== undefined) shape = joinShapes(shape, inherited);
    // A written type tells what an unknown value is, but for one that is not there.
    const declared = orUnset(this.#declaredField(family, name) ?? UNKNOWN);
    const joined = this.#joinWrites(shape, this.#writersOf(family, name, declared));
    if (joined.kind !== 'typed') return inherited === undefined ? this.#orUnset(joined, family, name) : joined;
    const owners = [...family].flatMap((one) => this.tree.touching(name).own.get(one) ?? []);
    const own = this.#putBy(owners, (one) => 'name' in one && one.name === name && mayBeOf(one.of, family));
    return withElements(joined, [...own, ...this.#byOthers('put', name).of(family)]);
  }

  /** What bases in other files bring. */
  #inherited(family: ReadonlySet<ClassKey>, name: string): Shape | undefined {
    if (this.#imports === undefined) return undefined;
    for (const key of family) {
      for (const base of this.basesOf(key) ?? []) {
        const shape = base.kind === 'named' ? this.#imports.member(base.name, name) : undefined;
        if (shape !== undefined) return shape;
      }
    }
    return undefined;
  }

  /** A member that is read before it is set is absent in some languages. */
  #orUnset(shape: Shape, family: ReadonlySet<ClassKey>, name: string): Shape {
    const { initialisers } = this.#model;
    if (initialisers === undefined || shape.kind !== 'instance') return shape;
    const isSet = [...family].some((key) => {
      const source = this.classes.get(key)?.source;
      return source !== undefined && isAlwaysSet(source, initialisers, name);
    });
    return isSet ? shape : orUnset(shape);
  }

  #declaredField(family: ReadonlySet<ClassKey>, name: string): Shape | undefined {
    for (const key of family) {
      const known = this.classes.get(key);
      const field = known && fieldNamed(known.source, name);
      if (known !== undefined && field?.type !== undefined) return this.types.shape(known.scope, field.type);
    }
    return undefined;
  }

  #fieldShape(key: ClassKey, name: string, shape: Shape | undefined): Shape | undefined {
    const known = this.classes.get(key);
    const field = known && fieldNamed(known.source, name);
    if (field === undefined || known === undefined) return shape;
    const value = this.#writesOf(known.scope).classes.get(key)?.fields.get(name);
    const type = field.type === undefined ? UNKNOWN : this.types.shape(known.scope, field.type);
    if (type.kind !== 'unknown') return joinShapes(shape, type);
    if (value === undefined) return shape;
    if (value.kind === 'typed' && this.#model.descriptors.has(value.type)) return UNKNOWN;
    return joinShapes(shape, value.kind === 'typed' && this.#model.scalars.has(value.type) && !this.#keepsFields(key) ? UNKNOWN : value);
  }

  /** False where a metaclass may make something else of what the body of the class says: an enumeration makes members of plain values. */
  #keepsFields(key: ClassKey): boolean {
    return [...this.#family(key)].every((one) => {
      const event = this.classEvent(one);
      const isOwn = event?.options.every(({ name }) => name !== 'metaclass') === true;
      return isOwn && event.bases.every((base) => base.kind === 'class' || this.#builtinType(base) !== undefined);
    });
  }

  /** The class and its bases in this file: a member may be written by any of their methods. */
  #family(key: ClassKey): Set<ClassKey> {
    const family = new Set<ClassKey>([key]);
    for (const member of family) {
      const bases = this.basesOf(member) ?? [];
      for (const base of bases) if (base.kind === 'class') family.add(base.class);
      if (bases.length === 0) for (const base of this.#declaredBases(member)) family.add(base);
    }
    return family;
  }

  /** Those of an interface. */
  #declaredBases(key: ClassKey): readonly ClassKey[] {
    const known = this.classes.get(key);
    const bases = known?.source.baseTypes.flatMap((base) => (base && this.types.classKey(known.scope, base)) ?? []) ?? [];
    return bases.filter((base) => this.classes.has(base));
  }

  /** A name as code at the level of the scope's graph sees it. */
  #lookUp(scope: Scope, name: string): Shape {
    const own = this.tree.variable(scope, name);
    return own === undefined ? { kind: 'named', name: this.#model.global(name) } : this.#variable(own.scope, own.variable);
  }
}

/** A collection is of what is put into it anywhere. */
function withElements(collection: TypedShape, put: readonly Shape[]): TypedShape {
  const element = put.reduce<Shape | undefined>(joinShapes, collection.element);
  // Under which name it is put is not told.
  return { ...collection, element, members: put.every(isHandle) ? collection.members : undefined };
}

/** The events that tell of writes, sorted by what is written. */
const writesIn = onceFor((events: readonly FlowEvent[]) => {
  const variables = new Map<Variable, Shape>();
  const members: MemberWriteEvent[] = [];
  const elements: ElementWriteEvent[] = [];
  const classes = new Map<ClassKey, ClassEvent>();
  for (const event of events) {
    if (event.kind === 'write') variables.set(event.variable, joinShapes(variables.get(event.variable), event.shape));
    else if (event.kind === 'member-write') members.push(event);
    else if (event.kind === 'element-write') elements.push(event);
    else if (event.kind === 'class') classes.set(event.key, event);
  }
  return { variables, members, elements, classes };
});

const callsAtOnceIn = onceFor((events: readonly FlowEvent[]) => events.filter((event) => event.kind === 'call-at-once'));

/** The calls in the file of functions of the file. */
const passesIn = onceFor((events: readonly FlowEvent[]) => events.filter((event) => event.kind === 'pass'));

/** The qualified names that a graph imports. */
const importsOf = onceFor(({ blocks }: FlowGraph): readonly string[] => blocks.flatMap(({ ops }) => ops.flatMap((op) => (op.kind === 'import' ? [op.name] : []))));

/** A file whose functions go on telling each other something new after so many rounds is left at that. */
const MAX_ROUNDS = 12;

/** `entries.forEach((entry) => ...)`: only who passes a function without a name calls it, and knows what it gets. */
function isElement(scope: Scope, shape: Shape): boolean {
  return shape.kind === 'object' && nameOf(scope) === '';
}

/** The name its callers know it by. */
function nameOf(scope: Scope): string {
  return scope.owner?.method.name ?? scope.graph.name;
}

/** The referent is kept during the call where every caller keeps it, be the caller's own handle only declared. */
function joinPassed(known: Shape | undefined, shape: Shape): Shape {
  const joined = joinShapes(known, shape);
  return known !== undefined && isHandle(joined) && isHandle(known) && isHandle(shape) ? { ...joined, keptAlive: known.keptAlive && shape.keptAlive, isCaught: known.isCaught && shape.isCaught } : joined;
}

function isSamePassed(a: Passed, b: Passed | undefined): boolean {
  return b !== undefined && a.deref === b.deref && isSameShape(a.shape, b.shape);
}

function memberShape({ form, decorated, closure, binding }: MethodSource): Shape {
  if (decorated) return UNKNOWN;
  if (form === 'getter') return { kind: 'property', closure, isStatic: binding !== 'instance' };
  return form === 'method' ? { kind: 'closure', closure, method: binding } : UNKNOWN;
}

const WEAK_ROLES: ReadonlySet<Api['role']> = new Set(['handle', 'proxy', 'finalizer', 'registry', 'container', 'signal', 'connector', 'receiver']);

function isOfItself(event: ElementWriteEvent, family: ReadonlySet<ClassKey>): boolean {
  return !('variable' in event) && event.name === ITSELF && event.of.kind === 'object' && family.has(event.of.class);
}

function mayBeOf(holder: Shape, family: ReadonlySet<ClassKey>): boolean {
  return holder.kind === 'unknown' || ((holder.kind === 'object' || holder.kind === 'class') && family.has(holder.class));
}
