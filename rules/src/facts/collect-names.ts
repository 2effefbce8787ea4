/** What names hold, and what is known of each answer: nothing is wrong with them, but whoever reads the code may ask. */
import type { WeakNameEvent } from '../flow/name-watch.ts';
import type { DerefOp, Op, OpOf, Site, Temp } from '../flow/graph.ts';
import { joinPresence } from '../flow/presence.ts';
import type { AskedHandle, WeakName } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import type { GraphFacts, KnownDeref } from './graph-facts.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';

export class NameFacts {
  readonly #derefs: ReadonlyMap<DerefOp, KnownDeref>;
  readonly #told: { readonly text: string; readonly event: WeakNameEvent }[] = [];

  /** @param derefs of all graphs, once they have been told */
  constructor(derefs: ReadonlyMap<DerefOp, KnownDeref>) {
    this.#derefs = derefs;
  }

  event(graph: GraphFacts, event: WeakNameEvent): void {
    const text = graph.nameOf(event.written);
    // What the front end itself names does not stand in the text.
    if (text.startsWith(event.name) || event.written !== event.site) this.#told.push({ text: event.written === event.site ? event.name : text, event });
  }

  all(): WeakName[] {
    const found = new Map<string, WeakName & { readonly site: Site }>();
    for (const { text, event } of this.#told) {
      const { site, name } = event;
      const holds = this.#holds(event);
      const key = keyOf(site);
      if (holds === undefined) continue;
      const [start] = site.range;
      const before = found.get(key)?.holds;
      found.set(key, { site, text, range: [start, start + name.length], holds: before === undefined ? holds : joined(before, holds) });
    }
    return inTextOrder(found, ({ site }) => site).map(({ text, range, holds }) => ({ text, range, holds }));
  }

  #holds({ holds }: WeakNameEvent): WeakName['holds'] | undefined {
    if (holds.kind === 'handle') {
      const [madeAt] = holds.shape.madeAt;
      return madeAt === undefined ? undefined : { kind: 'handle', api: holds.shape.name, madeAt };
    }
    const deref = this.#derefs.get(holds.op)?.deref;
    return deref === undefined ? undefined : { kind: 'referent', deref, presence: holds.presence };
  }
}

/** A `finally` body is told once for each way through it. */
function joined(a: WeakName['holds'], b: WeakName['holds']): WeakName['holds'] {
  return a.kind === 'referent' && b.kind === 'referent' ? { ...a, presence: joinPresence(a.presence, b.presence) } : a;
}

interface Answers {
  readonly derefs: ReadonlyMap<DerefOp, KnownDeref>;
  readonly lookedAt: ReadonlySet<DerefOp>;
}

export function askedHandles({ model }: FrontEnd, program: Program, { derefs, lookedAt }: Answers): AskedHandle[] {
  const found = new Map<string, AskedHandle>();
  const isKeptByJob = model.collector.mayCollectAfter === 'suspension';
  for (const scope of program.relevantScopes) {
    const ops = isKeptByJob ? scope.graph.blocks.flatMap((block) => block.ops) : [];
    const named = namedTemps(ops);
    const suspensions = suspensionsIn(ops);
    for (const event of program.events(scope)) {
      const deref = event.kind === 'deref' ? derefs.get(event.op)?.deref : undefined;
      if (event.kind !== 'deref' || deref === undefined) continue;
      const isLookedAt = lookedAt.has(event.op);
      const isSeen = event.presence === 'present' || isLookedAt;
      const aliveUntil = isSeen && !named.has(event.op.to) ? firstAfter(suspensions, deref.site) : undefined;
      found.set(keyOf(deref.site), { deref, presence: event.presence, isLookedAt, aliveUntil });
    }
  }
  return inTextOrder(found, ({ deref }) => deref.site);
}

/** What variables, members and collections get. */
function namedTemps(ops: readonly Op[]): ReadonlySet<Temp> {
  const named = new Set(ops.filter(isWrite).map(({ from }) => from));
  // Backwards: a copy or a claim stands after what it is of.
  for (const op of [...ops].reverse()) {
    if (op.kind === 'copy' && named.has(op.to)) named.add(op.from);
    if (op.kind === 'claim' && named.has(op.to)) named.add(op.of);
  }
  return named;
}

function isWrite(op: Op): op is OpOf<'write'> | OpOf<'set-member'> | OpOf<'set-index'> {
  return op.kind === 'write' || op.kind === 'set-member' || op.kind === 'set-index';
}

/** By where they end. */
function suspensionsIn(ops: readonly Op[]): readonly Site[] {
  return ops.flatMap((op) => (op.kind === 'suspend' ? [op.site] : [])).sort((a, b) => a.range[1] - b.range[1]);
}

function firstAfter(suspensions: readonly Site[], site: Site): Site | undefined {
  return suspensions.find(({ range }) => range[1] > site.range[1]);
}
