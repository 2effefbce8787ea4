/** Weak handles and proxies that stand where their object is meant, tests that miss what a handle gives, and answers nobody takes. */
import type { FlowEvent } from '../flow/event.ts';
import type { BlockId, DerefOp, FlowGraph, Op, Site, Temp } from '../flow/graph.ts';
import type { DiscardEvent, FallbackEvent, JudgedEvent, LookEvent, WeakComparisonEvent, WeakMisuseEvent, WeakResultEvent, WeakTestEvent } from '../flow/handle-event.ts';
import type { LanguageModel } from '../flow/language-model.ts';
import type { InstanceShape } from '../flow/shape.ts';
import { ANYTHING } from '../flow/value.ts';
import type { ValueId } from '../flow/value.ts';
import { derivesFrom } from './derives-from.ts';
import type { DiscardedDeref, MistakenHandle, NullOnlyTest } from './facts.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import { nameOf, ReferentNames } from './referent-names.ts';
import { UnsharedHandles } from './unshared-handles.ts';
import { tempsOf } from './temps.ts';
import type { Written } from './written.ts';

export class HandleFacts {
  readonly #model: LanguageModel;
  readonly #program: Program;
  readonly #graphs: GraphHandles[] = [];
  /** Members that somebody gives to a handle. */
  readonly #given = new Set<string>();
  readonly #names: ReferentNames;
  readonly #unshared = new UnsharedHandles();

  constructor(model: LanguageModel, program: Program) {
    this.#model = model;
    this.#program = program;
    this.#names = new ReferentNames(program);
  }

  graph(written: Written, graph: FlowGraph, events: readonly FlowEvent[]): void {
    this.#names.graph(graph, events);
    this.#unshared.graph(events);
    const around = { model: this.#model, program: this.#program, given: this.#given, names: this.#names, unshared: this.#unshared, written, graph };
    this.#graphs.push(new GraphHandles(around, events));
  }

  /** After all graphs. */
  all(): { mistakenHandles: MistakenHandle[]; nullOnlyTests: NullOnlyTest[]; discardedDerefs: DiscardedDeref[]; explains: (deref: Site) => boolean } {
    const mistaken = new Map<string, MistakenHandle>();
    const nullOnly = new Map<string, NullOnlyTest>();
    const discarded = new Map<string, DiscardedDeref>();
    const explained = new Set<string>();
    const failing = new Set(this.#graphs.flatMap((graph) => graph.failing));
    const judged = this.#graphs.flatMap((graph) => graph.judged);
    for (const graph of this.#graphs) {
      if (failing.has(graph.graph)) for (const site of graph.relied()) explained.add(keyOf(site));
      for (const one of graph.mistaken(judged)) {
        const key = keyOf(one.site);
        // What is wrong in several ways is told once.
        if (!mistaken.has(key)) mistaken.set(key, one);
      }
      for (const one of graph.nullOnly()) nullOnly.set(keyOf(one.site), one);
      for (const one of graph.discarded()) discarded.set(keyOf(one.site), one);
      for (const site of graph.explained) explained.add(keyOf(site));
    }
    return {
      mistakenHandles: inTextOrder(mistaken, ({ site }) => site),
      nullOnlyTests: inTextOrder(nullOnly, ({ site }) => site),
      discardedDerefs: inTextOrder(discarded, ({ site }) => site),
      explains: (deref) => explained.has(keyOf(deref)),
    };
  }
}

/** Where a graph stands, and what is known of its file. */
interface Surroundings {
  readonly model: LanguageModel;
  readonly program: Program;
  readonly given: Set<string>;
  readonly names: ReferentNames;
  readonly unshared: UnsharedHandles;
  readonly written: Written;
  readonly graph: FlowGraph;
}

interface Asked {
  readonly op: DerefOp;
  readonly name: string;
  readonly site: Site;
  /** Where the answer is used. */
  readonly use: Site;
}

class GraphHandles {
  /** Derefs whose unchecked use follows from what is told here. */
  readonly explained: Site[] = [];
  /** Functions that are called to see them fail. */
  readonly failing: FlowGraph[] = [];
  /** Functions whose results are tested. */
  readonly judged: JudgedEvent[] = [];
  readonly #around: Surroundings;
  readonly #tests: WeakTestEvent[] = [];
  readonly #comparisons: WeakComparisonEvent[] = [];
  readonly #misuses: WeakMisuseEvent[] = [];
  readonly #results: WeakResultEvent[] = [];
  readonly #fallbacks: FallbackEvent[] = [];
  readonly #looks: LookEvent[] = [];
  readonly #discards: DiscardEvent[] = [];
  readonly #handles = new Map<DerefOp, { readonly shape: InstanceShape; readonly temp: Temp }>();
  /** Derefs whose answer is used without a look. */
  readonly #relied: Asked[] = [];
  /** Derefs of a handle that has been asked and found to have its object: asking twice is another matter. */
  readonly #askedAgain = new Set<DerefOp>();
  /** Handles whose answer is passed on without a look. */
  readonly #handedOn = new Set<string>();
  /** Derefs whose answer is looked at in a way that sees that it is gone. */
  readonly #seen = new Set<DerefOp>();
  /** Variables that are compared with what handles give. */
  readonly #comparedWithAnswers = new Set<string>();
  /** Values of which a weak handle is made: they are none. */
  readonly #referents = new Set<ValueId>();

  constructor(around: Surroundings, events: readonly FlowEvent[]) {
    this.#around = around;
    for (const event of events) this.#sort(event);
  }

  #sort(event: FlowEvent): void {
    switch (event.kind) {
      case 'weak-test':
        this.#tests.push(event);
        break;
      case 'weak-comparison':
        this.#comparisons.push(event);
        break;
      case 'answer-comparison': {
        const name = nameOf(this.graph, event.other);
        if (name !== undefined) this.#comparedWithAnswers.add(name);
        break;
      }
      case 'weak-misuse':
        this.#misuses.push(event);
        if (event.as === 'set' && event.member !== undefined) this.#around.given.add(event.member);
        break;
      case 'weak-result':
        this.#results.push(event);
        break;
      case 'judged':
        this.judged.push(event);
        break;
      case 'fallback':
        this.#fallbacks.push(event);
        break;
      case 'look':
        this.#looks.push(event);
        if (event.as !== 'null' && !event.isInPassing) for (const op of event.derefs) this.#seen.add(op);
        break;
      case 'truth-test':
        for (const op of event.derefs) this.#seen.add(op);
        break;
      case 'discarded-deref':
        this.#discards.push(event);
        break;
      case 'deref':
        this.#handles.set(event.op, { shape: event.handle, temp: event.handleTemp });
        if (event.provenBy !== undefined) this.#askedAgain.add(event.op);
        break;
      case 'use':
        if (!event.isGuarded) for (const { op } of event.unchecked) this.#relied.push({ op, name: this.#handleName(op), site: op.site, use: event.site });
        break;
      case 'expected-failure':
        this.failing.push(event.graph);
        break;
      case 'escape':
        if (event.as === 'argument') for (const op of event.unchecked) this.#handedOn.add(this.#handleName(op));
        break;
      case 'weak-target':
        if (event.values.length === 1) for (const value of event.values) if (value !== ANYTHING) this.#referents.add(value);
        break;
      default:
    }
  }

  get graph(): FlowGraph {
    return this.#around.graph;
  }

  relied(): Site[] {
    return this.#relied.map(({ site }) => site);
  }

  /** @param judged of all graphs */
  *mistaken(judged: readonly JudgedEvent[]): Generator<MistakenHandle> {
    for (const { element } of judged.filter(({ graph }) => graph === this.graph)) for (const event of this.#results) yield* this.#result(event, element);
    for (const event of this.#tests) yield* this.#test(event);
    for (const event of this.#comparisons) yield* this.#comparison(event);
    for (const event of this.#misuses) yield* this.#misuse(event);
    for (const event of this.#fallbacks) yield* this.#fallback(event);
  }

  nullOnly(): NullOnlyTest[] {
    return this.#looks.flatMap(({ as, of, derefs: [op, ...others], site }) => {
      if (as !== 'null' || op === undefined || [op, ...others].some((one) => this.#seen.has(one)) || !this.#isAnswer(of)) return [];
      this.explained.push(op.site);
      return [{ site, name: this.#nameOf(of, site), handle: this.#handleName(op), madeAt: this.#handles.get(op)?.shape.madeAt[0] ?? op.site }];
    });
  }

  /** What handles gave, and nothing else: where a chain stops short, that is `undefined`, too. */
  #isAnswer(temp: Temp, seen = new Set<Temp>()): boolean {
    if (seen.has(temp)) return true;
    seen.add(temp);
    const temps = tempsOf(this.#around.graph);
    return temps.makers(temp).every((op) => {
      if (op.kind === 'call' || op.kind === 'member') return this.#handles.has(op);
      if (op.kind === 'copy') return op.operand === 'stopped' || this.#isAnswer(op.from, seen);
      if (op.kind === 'claim') return this.#isAnswer(op.of, seen);
      const isOwn = op.kind === 'read' && op.from.kind === 'local' && !temps.captured.has(op.from);
      return isOwn && temps.writesOf(op.from).every(({ from }) => this.#isAnswer(from, seen));
    });
  }

  discarded(): DiscardedDeref[] {
    return this.#discards.flatMap(({ op, isGuarded }) => {
      const handle = this.#handles.get(op);
      if (handle === undefined || isGuarded) return [];
      const { api, madeAt } = handle.shape;
      return [{ site: op.site, handle: this.#handleName(op), isMethod: api.role === 'handle' && api.boundMethod, madeAt: madeAt[0] ?? op.site }];
    });
  }

  *#test(event: WeakTestEvent): Generator<MistakenHandle> {
    const { as, of, weak, site, isParameter, mayBeUnset, isInPassing } = event;
    const written = this.#around.written.siteOf(of) ?? site;
    // `Boolean(new WeakRef({}))` asks whether one can be made.
    if (weak.madeAt.some((made) => keyOf(made) === keyOf(written))) return;
    const name = this.#nameOf(of, site);
    // Where it is asked as well, the test is about something else: whether it is set.
    const isAskedRightly = this.#isAskable(name) && !this.#handedOn.has(name) && [...this.#handles.keys()].some((op) => this.#handleName(op) === name);
    if (as === 'each') {
      if (!mayBeUnset) yield this.#found('each', weak, site, name, false);
      return;
    }
    if (as === 'absence') {
      // `x?.y` and `x ?? y` ask in passing; of a parameter a caller may think otherwise.
      if (!mayBeUnset && !isParameter && !isInPassing && !isAskedRightly) yield this.#found('absence', weak, written, name, this.#isAskable(name));
      return;
    }
    const relied = this.#reliedOnBehind(event, name);
    if (relied !== undefined) this.explained.push(relied.site);
    // Of one that is always set there is nothing else to learn; `ref and ref()` does no harm.
    const isElse = isAskedRightly && (mayBeUnset || isParameter || this.#isAskedBehind(event, name));
    if (weak.api.role === 'proxy' || isElse || (mayBeUnset && relied === undefined)) return;
    yield { ...this.#found('truth', weak, written, name, this.#isAskable(name)), reliedOn: relied?.site };
  }

  /** The deref whose answer is used in the statement of the test, behind it. */
  #reliedOnBehind(event: WeakTestEvent, name: string): Asked | undefined {
    const { mayBeUnset } = event;
    const candidates = this.#relied.filter((asked) => asked.name === name && !this.#askedAgain.has(asked.op));
    if (candidates.length === 0) return undefined;
    const behind = this.#behind(event);
    if (!mayBeUnset) return candidates.find(({ op }) => behind.has(op));
    // `o = self.r and self.r()` looks whether it is set, and what is used later is another matter.
    const used = new Set([...behind].map((op) => ('site' in op ? keyOf(op.site) : undefined)));
    return candidates.find(({ op, use }) => behind.has(op) && used.has(keyOf(use)));
  }

  #isAskedBehind(event: WeakTestEvent, name: string): boolean {
    const behind = this.#behind(event);
    return [...this.#handles.keys()].some((op) => behind.has(op) && this.#handleName(op) === name);
  }

  /** What runs behind the test in its statement, if it comes out true. */
  #behind({ of, site }: WeakTestEvent): ReadonlySet<Op> {
    const branch = this.#around.graph.blocks.find(({ end }) => end.kind === 'branch' && end.test.kind === 'truthy' && end.test.of === of && keyOf(end.test.site) === keyOf(site));
    return new Set(branch?.end.kind === 'branch' ? opsOfStatement(this.#around.graph, branch.end.whenTrue) : []);
  }

  *#comparison(event: WeakComparisonEvent): Generator<MistakenHandle> {
    const { as, of, weak, others, other, otherShape, isWithObject, site } = event;
    // What a proxy is equal to, its object decides.
    if (weak.api.role === 'proxy' && as === 'equality') return;
    if (as === 'type') {
      yield this.#found('type', weak, this.#around.written.siteOf(of) ?? site, this.#nameOf(of, site), false);
      return;
    }
    if (as === 'identity' && this.#around.unshared.areApart(weak, otherShape)) {
      const [one, two] = [of, other].map((temp) => this.#around.written.siteOf(temp) ?? site);
      // Both sides are compared with each other.
      if (one !== undefined && two !== undefined && one.range[0] < two.range[0]) yield { ...this.#found('another', weak, one, this.#nameOf(of, site), false), other: this.#nameOf(other, site) };
      return;
    }
    const isObject = isWithObject || (others.length > 0 && others.every((value) => this.#referents.has(value))) || this.#isNamedAsObject(event);
    if (!isObject || this.#isHandleClass(event)) return;
    const written = this.#around.written.siteOf(of) ?? site;
    const found = this.#found(as === 'among' ? 'among' : 'comparison', weak, written, this.#nameOf(of, site), as !== 'among');
    yield { ...found, other: this.#nameOf(other, site) };
  }

  /** `self._ref == worker`, where that is the handle of a `worker`. What is compared with both may be either. */
  #isNamedAsObject({ weak, other, otherShape }: WeakComparisonEvent): boolean {
    const name = otherShape.kind === 'unknown' ? nameOf(this.graph, other) : undefined;
    return name !== undefined && !this.#comparedWithAnswers.has(name) && this.#around.names.isNamedAsReferent(this.graph, other, weak);
  }

  /** A class derived from a handle's. */
  #isHandleClass({ otherShape }: WeakComparisonEvent): boolean {
    return otherShape.kind === 'object' && derivesFrom(this.#around.program, otherShape.class, (name) => this.#around.model.api(name)?.role === 'handle');
  }

  *#misuse({ as, of, weak, member, isParameter, site }: WeakMisuseEvent): Generator<MistakenHandle> {
    const written = this.#around.written.siteOf(of) ?? site;
    const name = this.#nameOf(of, site);
    switch (as) {
      case 'hash':
        yield this.#found('hash', weak, site, name, false);
        return;
      case 'uncalled':
        yield { ...this.#found('uncalled', weak, site, name, false), member };
        return;
      case 'compared-uncalled':
        // `ref.deref?.()` looks in passing.
        if (keyOf(written) !== keyOf(site)) yield { ...this.#found('uncalled', weak, written, name, false), member };
        return;
      case 'set':
      case 'member':
        // A handle of an unknown class may have members of its own.
        if (member === undefined || (isParameter && !this.#isOfReferent(weak, member)) || (as === 'set' ? this.#around.model.handles.takeMembers : this.#around.given.has(member))) return;
        yield { ...this.#found('member', weak, site, name, false), member };
        return;
      default:
        // Of a parameter without a written type others may think otherwise.
        if (!isParameter || weak.isDeclared) yield this.#found('operation', weak, written, name, false);
    }
  }

  /** The written type says what the handle points to, and that has such a member. */
  #isOfReferent({ isDeclared, referent }: InstanceShape, member: string): boolean {
    const source = isDeclared && referent.kind === 'object' ? this.#around.program.classes.get(referent.class)?.source : undefined;
    return source !== undefined && [...source.fields, ...source.methods].some(({ name }) => name === member);
  }

  /** Of the elements the collection knows whether they are set. */
  *#result({ of, weak, member, site }: WeakResultEvent, element: InstanceShape | undefined): Generator<MistakenHandle> {
    const written = this.#around.written.siteOf(of) ?? site;
    const name = this.#nameOf(of, site);
    if (member !== undefined) yield { ...this.#found('uncalled', weak, written, name, false), member };
    else if (element !== undefined && !element.mayBeUnset) yield this.#found('truth', element, written, name, true);
  }

  *#fallback(event: FallbackEvent): Generator<MistakenHandle> {
    if (event.as !== 'handle') return;
    const { to, from, weak, asked } = event;
    const site = this.#around.written.siteOf(from);
    const isTwin = this.#fallbacks.some((other) => other.as === 'answer' && other.to === to && asked.includes(other.op));
    if (isTwin && site !== undefined) yield this.#found('fallback', weak, site, this.#around.written.nameOf(site), false);
  }

  #found(as: MistakenHandle['as'], weak: InstanceShape, site: Site, name: string, isAskable: boolean): MistakenHandle {
    return {
      as,
      role: weak.api.role === 'proxy' ? 'proxy' : 'handle',
      site,
      name,
      madeAt: weak.madeAt[0] ?? site,
      isAskable,
      member: undefined,
      other: undefined,
      reliedOn: undefined,
    };
  }

  /** Asking here is enough: nothing else relies on the answer. */
  #isAskable(name: string): boolean {
    return !this.#relied.some((asked) => asked.name === name);
  }

  #handleName(op: DerefOp): string {
    const handle = this.#handles.get(op);
    return this.#nameOf(handle?.temp, op.site);
  }

  #nameOf(temp: Temp | undefined, otherwise: Site): string {
    return this.#around.written.nameOf((temp === undefined ? undefined : this.#around.written.siteOf(temp)) ?? otherwise);
  }
}

/** What runs from the block on in the same statement. */
function* opsOfStatement({ blocks }: FlowGraph, from: BlockId): Generator<Op> {
  const pending = [from];
  const seen = new Set<BlockId>();
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const block = blocks[id];
    if (block === undefined || seen.has(id)) continue;
    seen.add(id);
    const end = block.ops.findIndex((op) => op.kind === 'clear');
    yield* end < 0 ? block.ops : block.ops.slice(0, end);
    if (end >= 0) continue;
    if (block.end.kind === 'jump') pending.push(block.end.to);
    else if (block.end.kind === 'branch') pending.push(block.end.whenTrue, block.end.whenFalse);
  }
}
