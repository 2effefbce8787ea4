/** Handles that are nobody else's: `ref(x)` gives the same one each time only as long as no callback is passed. */
import type { FlowEvent } from '../flow/event.ts';
import { isHandle, isTraced } from '../flow/shape.ts';
import type { InstanceShape, Shape } from '../flow/shape.ts';
import { keyOf } from './in-text-order.ts';

export class UnsharedHandles {
  /** The calls that are surely given a callback. */
  readonly #watching = new Set<string>();

  graph(events: readonly FlowEvent[]): void {
    for (const event of events) {
      const as = event.kind === 'callback' ? event.passed?.as : undefined;
      if (event.kind === 'callback' && typeof as === 'object' && as.kind === 'function') this.#watching.add(keyOf(event.op.site));
    }
  }

  /** After all graphs: made by different calls, and those of one of them share theirs with nobody. */
  areApart(one: InstanceShape, other: Shape): boolean {
    if (!isHandle(one) || !isHandle(other) || !isTraced(one) || !isTraced(other)) return false;
    return !one.madeAt.some((site) => other.madeAt.includes(site)) && (this.#isUnshared(one) || this.#isUnshared(other));
  }

  #isUnshared({ madeAt }: InstanceShape): boolean {
    return madeAt.every((site) => this.#watching.has(keyOf(site)));
  }
}
