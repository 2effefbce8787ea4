/** Listens to the analysed graphs of a file and writes down the facts. */
import type { DerefEvent, EscapeEvent, RegistrationEvent, TruthTestEvent, UseEvent } from '../flow/event.ts';
import type { DerefOp, FlowGraph, Site, Temp } from '../flow/graph.ts';
import type { Shape } from '../flow/shape.ts';
import type { Deref, Facts, RepeatedDeref, RetainedTarget, TruthTest, UncheckedUse } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { Classes } from './classes.ts';
import { callbacks } from './collect-callbacks.ts';
import { ClassFacts } from './collect-classes.ts';
import { ContainerFacts } from './collect-containers.ts';
import { deadEntries } from './collect-dead-entries.ts';
import { backReferences } from './collect-back-references.ts';
import { busyLoops } from './collect-busy-loops.ts';
import { idKeys } from './collect-id-keys.ts';
import { serializations } from './collect-serialized.ts';
import { deadHits } from './collect-dead-hits.ts';
import { unguardedGlobals } from './collect-global-tests.ts';
import { unsetMembers } from './collect-destructors.ts';
import { HandleFacts } from './collect-handles.ts';
import { lifetimes } from './collect-lifetimes.ts';
import { LifespanFacts } from './collect-lifespans.ts';
import { methodCaches } from './collect-method-caches.ts';
import { temporaries } from './collect-temporaries.ts';
import type { Imports } from './imports.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import { impossibleAnnotation, impossibleTarget } from './impossible-referent.ts';
import { Program } from './program.ts';
import type { Scope } from './program.ts';
import { MAX_CARELESS_USES } from '../flow/policy.ts';
import { onOneLine } from './written.ts';

export function collectFacts(frontEnd: FrontEnd, imports?: Imports): Facts {
  const program = new Program(frontEnd.graph(), frontEnd.model, frontEnd.model.names, imports);
  const uses = new Map<string, UncheckedUse>();
  const repeated = new Map<string, RepeatedDeref>();
  const impossible = new Map<string, Facts['impossibleReferents'][number]>();
  const retained = new Map<string, RetainedTarget>();
  const truthTests = new Map<string, TruthTest>();
  const classes = new Classes(program, frontEnd.classes, imports);
  const classFacts = new ClassFacts(frontEnd, program, classes);
  const containerFacts = new ContainerFacts();
  const lifespans = new LifespanFacts();
  const handleFacts = new HandleFacts(frontEnd.model, program);

  const derefs = new Map<DerefOp, KnownDeref>();
  const lookedAt = new Set<DerefOp>();
  const graphs: GraphFacts[] = [];
  for (const scope of program.relevantScopes) {
    const graph = new GraphFacts(frontEnd, scope, derefs);
    graphs.push(graph);
    handleFacts.graph(graph, scope.graph, program.events(scope));
    lifespans.graph(graph, scope.graph, program.events(scope));
    for (const event of program.events(scope)) {
      switch (event.kind) {
        case 'deref':
          graph.deref(event);
          break;
        case 'use':
          graph.use(event);
          break;
        case 'escape':
          graph.escape(event);
          break;
        case 'registration':
          for (const target of graph.retained(event)) retained.set(keyOf(target.registration, target.holder), target);
          break;
        case 'weak-target': {
          const found = impossibleTarget(frontEnd, program, event, graph.isLiteral(event.target));
          if (found !== undefined) impossible.set(keyOf(found.site), found);
          classFacts.weakTarget(event, graph.siteOf(event.target) ?? event.targetSite);
          break;
        }
        case 'truth-test':
          graph.truthTest(event);
          for (const op of event.derefs) lookedAt.add(op);
          break;
        case 'stale-entry':
        case 'disturbed-walk':
        case 'weak-removal':
        case 'misuse':
          containerFacts.event(graph, event);
          break;
        case 'annotation':
          classFacts.annotation(scope, event.type);
          for (const found of impossibleAnnotation(frontEnd, program, scope, event.type)) impossible.set(keyOf(found.site), found);
          break;
        case 'look':
          for (const op of event.derefs) lookedAt.add(op);
          break;
        case 'entry-answer':
        case 'global-test':
        case 'handle-stored':
        case 'serialized':
        case 'weak-hold':
        case 'callback':
        case 'weak-test':
        case 'weak-comparison':
        case 'weak-misuse':
        case 'fallback':
        case 'discarded-deref':
        case 'held-wait':
        case 'expected-failure':
        case 'death-test':
        case 'lifetime':
        case 'write':
        case 'member-write':
        case 'element-write':
        case 'class':
        case 'pass':
        case 'result':
        case 'exit':
          break;
      }
    }
  }
  containerFacts.idleHooks(frontEnd, program);
  // What one graph uses another may have asked for.
  for (const graph of graphs) {
    for (const test of graph.truthTests(classFacts)) truthTests.set(keyOf(test.site), test);
    for (const use of graph.uncheckedUses()) uses.set(keyOf(use.used, use.deref.site), use);
    for (const one of graph.repeatedDerefs().filter(isNotByDesign)) repeated.set(keyOf(one.deref.site), one);
  }

  const { explains, ...handles } = handleFacts.all();
  return {
    language: frontEnd.language,
    uncheckedUses: deviantUses(
      inTextOrder(uses, (use) => use.used).filter(({ deref }) => !explains(deref.site)),
      [...lookedAt].flatMap((op) => derefs.get(op)?.deref ?? []),
    ),
    repeatedDerefs: inTextOrder(repeated, (one) => one.deref.site),
    impossibleReferents: inTextOrder(impossible, (one) => one.site),
    retainedTargets: inTextOrder(retained, (one) => one.holder),
    truthTests: inTextOrder(truthTests, (test) => test.site),
    ...classFacts.all(),
    ...containerFacts.all(),
    ...handles,
    ...lifespans.all(),
    methodCaches: methodCaches(frontEnd, program, classes),
    deadEntries: deadEntries(frontEnd, program),
    deadHits: deadHits(frontEnd, program),
    serializations: serializations(frontEnd, program),
    idKeys: idKeys(frontEnd, program),
    busyLoops: busyLoops(frontEnd, program),
    backReferences: backReferences(frontEnd, program),
    unguardedGlobals: unguardedGlobals(frontEnd, program),
    unsetMembers: unsetMembers(frontEnd, program),
    ...lifetimes(frontEnd, program),
    ...temporaries(frontEnd, program, classes),
    ...callbacks(frontEnd, program),
    edits: frontEnd.edits,
  };
}

/**
 * A function or property that hands on what a handle gives, and that more places rely on than look at it, is meant to be there
 * (`flow/policy.ts`).
 */
function deviantUses(uses: readonly UncheckedUse[], lookedAt: readonly Deref[]): UncheckedUse[] {
  const relying = countOf(uses.flatMap(({ deref }) => deref.through ?? []));
  const looking = countOf(lookedAt.flatMap(({ through }) => through ?? []));
  return uses.filter(({ deref: { through } }) => {
    if (through === undefined) return true;
    const count = relying.get(through) ?? 0;
    return count <= MAX_CARELESS_USES || count <= (looking.get(through) ?? 0);
  });
}

function countOf<T>(all: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** A property that was looked at is taken to answer alike, unless a suspension lies between (`flow/policy.ts`). */
function isNotByDesign({ deref, suspendedAt }: RepeatedDeref): boolean {
  return deref.through === undefined || suspendedAt !== undefined;
}

class GraphFacts {
  readonly #frontEnd: FrontEnd;
  readonly #graph: FlowGraph;
  readonly #producers: ReadonlyMap<Temp, Producer>;
  readonly #derefs = new Map<DerefOp, DerefEvent>();
  /** Of all graphs of the file. */
  readonly #known: Map<DerefOp, KnownDeref>;
  readonly #uses: UseEvent[] = [];
  readonly #truthTests: TruthTestEvent[] = [];
  /** Derefs whose result is relied on without a look: used, or handed on. */
  readonly #reliedOn = new Map<DerefOp, 'use' | 'escape'>();

  constructor(frontEnd: FrontEnd, scope: Scope, known: Map<DerefOp, KnownDeref>) {
    this.#frontEnd = frontEnd;
    this.#known = known;
    this.#graph = scope.graph;
    this.#producers = producersOf(scope.graph);
  }

  deref(event: DerefEvent): void {
    const { op, handle } = event;
    this.#derefs.set(op, event);
    const written = this.siteOf(event.handleTemp) ?? op.site;
    this.#known.set(op, {
      deref: { site: op.site, handle: this.#nameOf(written), madeAt: handle.madeAt[0] ?? op.site, through: event.through?.site },
      referent: handle.referent,
    });
  }

  use(event: UseEvent): void {
    if (event.isGuarded) return;
    this.#uses.push(event);
    for (const { op } of event.unchecked) this.#reliedOn.set(op, 'use');
  }

  truthTest(event: TruthTestEvent): void {
    this.#truthTests.push(event);
  }

  escape(event: EscapeEvent): void {
    for (const op of event.unchecked) if (!this.#reliedOn.has(op)) this.#reliedOn.set(op, 'escape');
  }

  /** The value is written out where the temp is made. */
  isLiteral(temp: Temp): boolean {
    return this.#producers.get(temp)?.isConstant ?? false;
  }

  /** As written, on one line. */
  nameOf(site: Site): string {
    return this.#nameOf(site);
  }

  /** The expression that gave the value. */
  siteOf(temp: Temp): Site | undefined {
    return this.#producers.get(temp)?.site;
  }

  uncheckedUses(): UncheckedUse[] {
    return this.#uses.flatMap((event) => {
      const [first] = event.unchecked.filter(({ op }) => !this.#isRepeated(op));
      const deref = first === undefined ? undefined : this.#derefOf(first.op);
      if (first === undefined || deref === undefined) return [];
      const used = this.siteOf(event.of) ?? event.site;
      return [
        {
          deref,
          used,
          name: this.#nameOf(used),
          use: event.site,
          as: event.as,
          isDirect: used.range[0] === deref.site.range[0] && used.range[1] === deref.site.range[1],
          presence: first.presence,
        },
      ];
    });
  }

  truthTests(classes: ClassFacts): TruthTest[] {
    return this.#truthTests.flatMap(({ of, site, derefs: [op] }) => {
      const deref = op === undefined ? undefined : this.#derefOf(op);
      const referent = op === undefined ? undefined : this.#known.get(op)?.referent;
      if (deref === undefined || referent === undefined || classes.isAlwaysTrue(referent)) return [];
      return [{ site, deref, name: this.#nameOf(this.siteOf(of) ?? site), falsy: classes.falsy(referent) }];
    });
  }

  repeatedDerefs(): RepeatedDeref[] {
    const groups = new Map<DerefOp, Site[]>();
    for (const { op, provenBy } of this.#derefs.values()) {
      if (provenBy === undefined) continue;
      const group = groups.get(provenBy.op) ?? [];
      // A `finally` body has the same deref once for each way through it.
      if (!group.some((site) => isSame(site, op.site))) group.push(op.site);
      groups.set(provenBy.op, group);
    }
    return [...this.#derefs.values()].flatMap(({ op, provenBy }) => {
      const deref = this.#derefOf(op);
      const earlier = provenBy === undefined ? undefined : this.#derefOf(provenBy.op);
      if (deref === undefined || provenBy === undefined || earlier === undefined || !this.#isRepeated(op)) return [];
      return [{ deref, earlier, suspendedAt: provenBy.suspendedAt, group: groups.get(provenBy.op) ?? [] }];
    });
  }

  retained(event: RegistrationEvent): RetainedTarget[] {
    return event.holders.map(({ site, retention, as }) => ({
      registration: event.op.site,
      target: event.targetSite,
      name: this.#nameOf(event.targetSite),
      holder: site,
      retention,
      as,
      role: event.role,
    }));
  }

  /** Asked again after a check, and the new answer is relied on as if it were the old one. */
  #isRepeated(op: DerefOp): boolean {
    const event = this.#derefs.get(op);
    const relied = this.#reliedOn.get(op);
    if (event?.provenBy === undefined || event.presence === 'present' || relied === undefined) return false;
    // Where a job keeps what it has seen, asking again after a suspension and handing the answer on is how it should be done.
    return relied === 'use' || this.#frontEnd.model.collector.mayCollectAfter === 'last-reference';
  }

  #derefOf(op: DerefOp): Deref | undefined {
    return this.#known.get(op)?.deref;
  }

  #nameOf(site: Site): string {
    return onOneLine(this.#frontEnd.text(site));
  }
}

interface KnownDeref {
  readonly deref: Deref;
  readonly referent: Shape;
}

interface Producer {
  readonly site: Site;
  readonly isConstant: boolean;
}

/** The expression each temp stands for. One that several branches write (`a or b`) stands for none of them. */
function producersOf(graph: FlowGraph): ReadonlyMap<Temp, Producer> {
  const producers = new Map<Temp, Producer>();
  const several = new Set<Temp>();
  for (const { ops } of graph.blocks) {
    for (const op of ops) {
      if (!('to' in op)) continue;
      // A claim (`x!`, `x as T`) stands for what it is about.
      const of = op.kind === 'copy' ? op.from : op.kind === 'claim' ? op.of : undefined;
      const site = of === undefined ? ('site' in op ? op.site : undefined) : producers.get(of)?.site;
      const known = producers.get(op.to);
      if (site === undefined || (known !== undefined && !isSame(known.site, site))) several.add(op.to);
      else producers.set(op.to, { site, isConstant: op.kind === 'constant' });
    }
  }
  for (const temp of several) producers.delete(temp);
  return producers;
}

function isSame(a: Site, b: Site): boolean {
  return a.range[0] === b.range[0] && a.range[1] === b.range[1];
}
