/** What the events of one graph say of handles that are asked, and how their answers are used. */
import type { DerefEvent, EscapeEvent, RegistrationEvent, TruthTestEvent, UseEvent } from '../flow/event.ts';
import type { DerefOp, FlowGraph, Site, Temp, TypeNote } from '../flow/graph.ts';
import { onceFor } from '../flow/once-for.ts';
import type { Shape } from '../flow/shape.ts';
import { opsOf } from './aliases.ts';
import type { ClassFacts } from './collect-classes.ts';
import type { Deref, RepeatedDeref, RetainedTarget, TruthTest, UncheckedUse } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { mentionWithin } from './mention-within.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';
import { onOneLine } from './written.ts';

export class GraphFacts {
  readonly #frontEnd: FrontEnd;
  readonly #graph: FlowGraph;
  readonly #producers: ReadonlyMap<Temp, Producer>;
  readonly #derefs = new Map<DerefOp, DerefEvent>();
  /** Of all graphs of the file. */
  readonly #known: Map<DerefOp, KnownDeref>;
  readonly #uses: UseEvent[] = [];
  readonly #truthTests: TruthTestEvent[] = [];
  /** Derefs that a cast says more of than its function does. */
  readonly #handedOnAsThere = new Set<DerefOp>();
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
      deref: { site: op.site, handle: this.#nameOf(written), madeAt: handle.madeAt[0] ?? op.site, through: event.through && { site: event.through.op.site, path: event.through.path } },
      cast: castsOf(this.#graph).get(op),
      referent: handle.referent,
      isAlwaysTrue: handle.api.role === 'finalizer' || (handle.api.role === 'handle' && handle.api.boundMethod),
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
    for (const op of event.unchecked) {
      if (!this.#reliedOn.has(op)) this.#reliedOn.set(op, 'escape');
      if (event.as === 'return' && this.#graph.name !== '' && this.#known.get(op)?.cast !== undefined && !saysAbsent(this.#graph.resultType)) this.#handedOnAsThere.add(op);
    }
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
    return [...this.#uncheckedOperations(), ...this.#uncheckedCasts()];
  }

  #uncheckedCasts(): UncheckedUse[] {
    return [...this.#handedOnAsThere].flatMap((op) => {
      const { deref, cast } = this.#known.get(op) ?? {};
      if (deref === undefined || cast === undefined || this.#isRepeated(op)) return [];
      return [{ deref, used: deref.site, name: this.#nameOf(deref.site), use: cast, as: 'claim', isDirect: true, cast, presence: 'maybe', inside: undefined }];
    });
  }

  #uncheckedOperations(): UncheckedUse[] {
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
          cast: first.presence === 'maybe' ? this.#known.get(first.op)?.cast : undefined,
          presence: first.presence,
          inside: event.inside && { site: event.inside.site, path: event.inside.path },
        },
      ];
    });
  }

  truthTests(classes: ClassFacts): TruthTest[] {
    return this.#truthTests.flatMap(({ of, site, derefs: [op] }) => {
      if (op === undefined || this.#isAskedInside(site, op)) return [];
      const deref = this.#derefOf(op);
      const known = this.#known.get(op);
      if (deref === undefined || known === undefined || known.isAlwaysTrue || classes.isAlwaysTrue(known.referent)) return [];
      return [{ site, deref, name: this.#nameOf(this.siteOf(of) ?? site), falsy: classes.falsy(known.referent) }];
    });
  }

  /** `bool(x and x.y)` asks of `x` what the conjunction has asked already. */
  #isAskedInside({ range: [start, end] }: Site, op: DerefOp): boolean {
    return this.#truthTests.some(({ site: { range }, derefs }) => derefs.includes(op) && range[0] >= start && range[1] <= end && range[1] - range[0] < end - start);
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
      mention: this.#mentionIn(site, event),
      retention,
      as,
      role: event.role,
    }));
  }

  #mentionIn(holder: Site, { op, targetSite }: RegistrationEvent): Site | undefined {
    const target = op.arguments.find(({ site }) => site === targetSite);
    const variable = target && tempsOf(this.#graph).variable(target.temp);
    return variable && mentionWithin(this.#graph, variable, holder);
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

export interface KnownDeref {
  readonly deref: Deref;
  readonly cast: Site | undefined;
  readonly referent: Shape;
  /** It gives what always counts as true: a bound method, the four things a finalizer knows. */
  readonly isAlwaysTrue: boolean;
}

function saysAbsent(type: TypeNote | undefined): boolean {
  return type !== undefined && (type.nullable || type.arguments.some(({ nullable }) => nullable));
}

/** `ref.deref() as Page`, `slots.get(id)?.deref() as Page`. */
const castsOf = onceFor((graph: FlowGraph): ReadonlyMap<DerefOp, Site> => {
  const casts = new Map<DerefOp, Site>();
  const temps = tempsOf(graph);
  for (const op of opsOf(graph)) {
    if (op.kind !== 'claim' || op.form !== 'cast') continue;
    for (const asked of temps.accesses(op.of)) casts.set(asked, op.site);
  }
  return casts;
});

interface Producer {
  readonly site: Site;
  readonly isConstant: boolean;
}

/** The expression each temp stands for. One that several branches write (`a or b`) stands for none of them. */
const producersOf = onceFor((graph: FlowGraph): ReadonlyMap<Temp, Producer> => {
  const producers = new Map<Temp, Producer>();
  const several = new Set<Temp>();
  for (const { ops } of graph.blocks) {
    for (const op of ops) {
      // `x?.y` is written where it goes on.
      if (!('to' in op) || (op.kind === 'copy' && op.operand === 'stopped')) continue;
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
});

function isSame(a: Site, b: Site): boolean {
  return a.range[0] === b.range[0] && a.range[1] === b.range[1];
}
