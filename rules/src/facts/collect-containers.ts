/** What is done to weak containers that goes wrong once an entry has died, and what they cannot do at all. */
import type { DisturbedWalkEvent, MisuseEvent, StaleEntryEvent, WeakRemovalEvent } from '../flow/event.ts';
import type { Site, Temp } from '../flow/graph.ts';
import { calledChanges } from './collect-called-changes.ts';
import type { DisturbedWalk, Facts, Misuse, StaleEntry, WeakRemoval } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import { tempsOf } from './temps.ts';
import { lastName } from '../flow/last-name.ts';

/** A graph's temps as they are written. */
interface Written {
  siteOf(temp: Temp): Site | undefined;
  nameOf(site: Site): string;
}

export class ContainerFacts {
  readonly #staleEntries = new Map<string, StaleEntry>();
  readonly #disturbedWalks = new Map<string, DisturbedWalk>();
  readonly #weakRemovals = new Map<string, WeakRemoval>();
  readonly #misuses = new Map<string, Misuse>();

  event(written: Written, event: StaleEntryEvent | DisturbedWalkEvent | WeakRemovalEvent | MisuseEvent): void {
    switch (event.kind) {
      case 'stale-entry': {
        const [container, key] = [written.siteOf(event.container), written.siteOf(event.key)];
        if (container === undefined || key === undefined) return;
        const { site, testedAt } = event;
        this.#staleEntries.set(keyOf(site), { site, testedAt, container: written.nameOf(container), key: written.nameOf(key) });
        return;
      }
      case 'disturbed-walk': {
        const site = written.siteOf(event.of) ?? event.site;
        this.#disturbedWalks.set(keyOf(site), { site, name: written.nameOf(site), changedAt: event.changedAt, calledAt: undefined });
        return;
      }
      case 'weak-removal': {
        const [method, container] = [written.siteOf(event.callee), written.siteOf(event.container)];
        if (method === undefined || container === undefined) return;
        this.#weakRemovals.set(keyOf(method), { site: method, container: written.nameOf(container) });
        return;
      }
      case 'misuse': {
        const { site, what, name } = event;
        this.#misuses.set(keyOf(site), { site, what, name, api: lastName(event.api) });
        return;
      }
    }
  }

  /** What calls change; what a loop changes itself says more. */
  calledChanges(frontEnd: FrontEnd, program: Program): void {
    for (const walk of calledChanges(frontEnd, program)) {
      const key = keyOf(walk.site);
      if (!this.#disturbedWalks.has(key)) this.#disturbedWalks.set(key, walk);
    }
  }

  /** A method that a class derived from a weak container defines in vain. */
  idleHooks({ model, classes }: FrontEnd, program: Program): void {
    const { idleHook } = classes;
    if (idleHook === undefined) return;
    for (const [key, { source }] of program.classes) {
      const hook = source.methods.find(({ name }) => name === idleHook.name);
      if (hook === undefined || source.methods.some(({ name }) => name === idleHook.unless)) continue;
      for (const base of program.basesOf(key) ?? []) {
        if (base.kind !== 'named' || model.api(base.name)?.role !== 'container') continue;
        this.#misuses.set(keyOf(hook.nameSite), { site: hook.nameSite, what: 'hook', name: hook.name, api: lastName(base.name) });
      }
    }
  }

  /** `const { deref } = ref; return () => deref()`: called in a closure; the function itself knows what it calls. */
  detachedCalls(program: Program): void {
    for (const scope of program.relevantScopes) {
      for (const event of program.events(scope)) {
        if (event.kind !== 'detached-method' || !program.tree.isConstant(scope, event.variable)) continue;
        for (const inner of program.scopes) {
          const captured = program.tree.captured(inner, event.variable);
          if (captured === undefined) continue;
          const temps = tempsOf(inner.graph);
          const calls = temps.allReadsOf(captured).flatMap(({ to }) => temps.readers(to).flatMap((op) => (op.kind === 'call' && op.callee === to ? [op.site] : [])));
          for (const site of calls) this.#misuses.set(keyOf(site), { site, what: 'detached', name: event.name, api: lastName(event.api) });
        }
      }
    }
  }

  all(): Pick<Facts, 'staleEntries' | 'disturbedWalks' | 'weakRemovals' | 'misuses'> {
    return {
      staleEntries: inTextOrder(this.#staleEntries, ({ site }) => site),
      disturbedWalks: inTextOrder(this.#disturbedWalks, ({ site }) => site),
      weakRemovals: inTextOrder(this.#weakRemovals, ({ site }) => site),
      misuses: inTextOrder(this.#misuses, ({ site }) => site),
    };
  }
}
