/** Listens to the analysed graphs of a file and writes down the facts. */
import type { DerefEvent, EscapeEvent, RegistrationEvent, UseEvent } from '../flow/event.ts';
import type { FlowGraph, OpOf, Site, Temp } from '../flow/graph.ts';
import type { Deref, Facts, RepeatedDeref, RetainedTarget, UncheckedUse } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { impossibleAnnotation, impossibleTarget } from './impossible-referent.ts';
import { Program } from './program.ts';
import type { Scope } from './program.ts';

export function collectFacts(frontEnd: FrontEnd): Facts {
  const program = new Program(frontEnd.graph(), frontEnd.model, frontEnd.model.names);
  const uses = new Map<string, UncheckedUse>();
  const repeated = new Map<string, RepeatedDeref>();
  const impossible = new Map<string, Facts['impossibleReferents'][number]>();
  const retained = new Map<string, RetainedTarget>();

  for (const scope of program.relevantScopes) {
    const graph = new GraphFacts(frontEnd, scope);
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
          break;
        }
        case 'annotation':
          for (const found of impossibleAnnotation(frontEnd, program, scope, event.type)) impossible.set(keyOf(found.site), found);
          break;
        case 'write':
        case 'member-write':
        case 'element-write':
        case 'class':
          break;
      }
    }
    for (const use of graph.uncheckedUses()) uses.set(keyOf(use.used, use.deref.site), use);
    for (const one of graph.repeatedDerefs()) repeated.set(keyOf(one.deref.site), one);
  }

  return {
    language: frontEnd.language,
    uncheckedUses: inTextOrder(uses, (use) => use.used),
    repeatedDerefs: inTextOrder(repeated, (one) => one.deref.site),
    impossibleReferents: inTextOrder(impossible, (one) => one.site),
    retainedTargets: inTextOrder(retained, (one) => one.holder),
    edits: frontEnd.edits,
  };
}

/** A `finally` body is lowered once for each way through it, so the same site may be told more than once. */
function keyOf(...sites: readonly Site[]): string {
  return sites.map((site) => site.range.join('-')).join(' ');
}

function inTextOrder<T>(facts: ReadonlyMap<string, T>, siteOf: (fact: T) => Site): T[] {
  return [...facts.values()].sort((a, b) => siteOf(a).range[0] - siteOf(b).range[0] || siteOf(a).range[1] - siteOf(b).range[1]);
}

type Call = OpOf<'call'>;

class GraphFacts {
  readonly #frontEnd: FrontEnd;
  readonly #graph: FlowGraph;
  readonly #producers: ReadonlyMap<Temp, Producer>;
  readonly #derefs = new Map<Call, DerefEvent>();
  readonly #uses: UseEvent[] = [];
  /** Derefs whose result is relied on without a look: used, or handed on. */
  readonly #reliedOn = new Map<Call, 'use' | 'escape'>();

  constructor(frontEnd: FrontEnd, scope: Scope) {
    this.#frontEnd = frontEnd;
    this.#graph = scope.graph;
    this.#producers = producersOf(scope.graph);
  }

  deref(event: DerefEvent): void {
    this.#derefs.set(event.op, event);
  }

  use(event: UseEvent): void {
    if (event.isGuarded) return;
    this.#uses.push(event);
    for (const { op } of event.unchecked) this.#reliedOn.set(op, 'use');
  }

  escape(event: EscapeEvent): void {
    for (const op of event.unchecked) if (!this.#reliedOn.has(op)) this.#reliedOn.set(op, 'escape');
  }

  /** The value is written out where the temp is made. */
  isLiteral(temp: Temp): boolean {
    return this.#producers.get(temp)?.isConstant ?? false;
  }

  uncheckedUses(): UncheckedUse[] {
    return this.#uses.flatMap((event) => {
      const [first] = event.unchecked.filter(({ op }) => !this.#isRepeated(op));
      const deref = first === undefined ? undefined : this.#derefOf(first.op);
      if (first === undefined || deref === undefined) return [];
      const used = this.#siteOf(event.of) ?? event.site;
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

  repeatedDerefs(): RepeatedDeref[] {
    const groups = new Map<Call, Site[]>();
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
  #isRepeated(op: Call): boolean {
    const event = this.#derefs.get(op);
    const relied = this.#reliedOn.get(op);
    if (event?.provenBy === undefined || event.presence === 'present' || relied === undefined) return false;
    // Where a job keeps what it has seen, asking again after a suspension and handing the answer on is how it should be done.
    return relied === 'use' || this.#frontEnd.model.collector.mayCollectAfter === 'last-reference';
  }

  #derefOf(op: Call): Deref | undefined {
    const event = this.#derefs.get(op);
    if (event === undefined) return undefined;
    const handle = this.#siteOf(event.handleTemp);
    return { site: op.site, handle: handle === undefined ? this.#nameOf(op.site) : this.#nameOf(handle), madeAt: event.handle.madeAt[0] ?? op.site };
  }

  #siteOf(temp: Temp): Site | undefined {
    return this.#producers.get(temp)?.site;
  }

  #nameOf(site: Site): string {
    const text = this.#frontEnd.text(site).replace(/\s+\./g, '.').replace(/\s+/g, ' ');
    return text.length <= MAX_NAME ? text : `${text.slice(0, MAX_NAME - 1)}…`;
  }
}

const MAX_NAME = 60;

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
