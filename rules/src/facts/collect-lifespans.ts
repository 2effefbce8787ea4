/** Objects that live longer than the code beside them takes for granted: held while a loop waits, or not collected yet. */
import type { FlowEvent } from '../flow/event.ts';
import type { Block, DerefOp, FlowGraph, Op, Site } from '../flow/graph.ts';
import type { DeathTestEvent, HeldWaitEvent } from '../flow/handle-event.ts';
import { opsOf } from './aliases.ts';
import type { AssumedCollection, HeldWait } from './facts.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Written } from './written.ts';
import { loopAround } from './blocks.ts';

export class LifespanFacts {
  readonly #held = new Map<string, HeldWait>();
  readonly #assumed = new Map<string, AssumedCollection>();

  graph(written: Written, graph: FlowGraph, events: readonly FlowEvent[]): void {
    const derefs = new Map<DerefOp, { readonly handle: string; readonly madeAt: Site }>();
    for (const event of events) {
      if (event.kind === 'deref') {
        const handle = written.nameOf(written.siteOf(event.handleTemp) ?? event.op.site);
        derefs.set(event.op, { handle, madeAt: event.handle.madeAt[0] ?? event.op.site });
      }
    }
    const told = new Set<string>();
    for (const event of events) {
      if (event.kind === 'held-wait') {
        for (const { variable, deref } of event.held) {
          const handle = derefs.get(deref)?.handle;
          const isEachTurn = handle === undefined ? undefined : heldHow(graph, event, deref);
          const key = `${variable.name} ${keyOf(deref.site)}`;
          if (handle === undefined || isEachTurn === undefined || told.has(key)) continue;
          // The first wait is enough.
          told.add(key);
          this.#held.set(`${keyOf(event.site)} ${variable.name}`, { site: event.site, name: variable.name, handle, deref: deref.site, isEachTurn });
        }
      } else if (event.kind === 'death-test') {
        const deref = derefs.get(event.deref);
        if (deref === undefined || !isAssertion(graph, event) || !(event.isKept || isUncollected(graph, event))) continue;
        this.#assumed.set(keyOf(event.site), { site: event.site, ...deref, isKept: event.isKept });
      }
    }
  }

  all(): { heldWaits: HeldWait[]; assumedCollections: AssumedCollection[] } {
    return {
      heldWaits: inTextOrder(this.#held, ({ site }) => site),
      assumedCollections: inTextOrder(this.#assumed, ({ site }) => site),
    };
  }
}

/** False: the loop never asks again; true: it does, when the name still holds the object; undefined: neither. */
function heldHow(graph: FlowGraph, { as, op }: HeldWaitEvent, deref: DerefOp): boolean | undefined {
  const loop = loopOf(graph, op);
  // A walk over a collection comes to its end.
  if (loop.some(({ ops }) => ops.some(({ kind }) => kind === 'element'))) return undefined;
  const isAskedInLoop = loop.some(({ ops }) => ops.includes(deref));
  if (isAskedInLoop) return as === 'call' ? true : undefined;
  return false;
}

/** The blocks that run between one execution of the operation and the next. */
function loopOf(graph: FlowGraph, op: Op): readonly Block[] {
  const start = graph.blocks.find(({ ops }) => ops.includes(op));
  return start === undefined ? [] : loopAround(graph, start.id);
}

/** The code fails where the object is still there. */
function isAssertion(graph: FlowGraph, { whenPresent }: DeathTestEvent): boolean {
  const end = graph.blocks[whenPresent]?.end;
  return end?.kind === 'exit' && end.as === 'raise';
}

/** Since the object was let go nothing has run that might have collected it. */
function isUncollected(graph: FlowGraph, { referent, deref, site }: DeathTestEvent): boolean {
  const ops = [...opsOf(graph)];
  const made = 'to' in referent ? referent.to : undefined;
  const names = new Set(ops.flatMap((op) => (op.kind === 'write' && op.from === made ? [op.variable] : [])));
  const before = (op: Op): op is Extract<Op, { site: Site }> => 'site' in op && op.site.range[1] <= site.range[1] && op !== deref;
  // The answer may get the name of what was let go.
  const isRelease = (op: Op): boolean => (op.kind === 'unbind' || (op.kind === 'write' && op.from !== made && op.from !== deref.to)) && names.has(op.variable);
  const released = ops.filter(before).filter(isRelease);
  const last = released.reduce<Site | undefined>((latest, op) => (latest === undefined || op.site.range[0] > latest.range[0] ? op.site : latest), undefined);
  if (last === undefined) return false;
  return !ops.filter(before).some((op) => (op.kind === 'call' || op.kind === 'suspend') && op.site.range[0] >= last.range[1]);
}
