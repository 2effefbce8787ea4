/** Which handles that a graph puts into members point to what other members keep, or to an owner. */
import type { MemberWriteEvent } from '../flow/event.ts';
import { isHandle } from '../flow/shape.ts';
import type { InstanceShape, Shape } from '../flow/shape.ts';
import { onlyValue } from '../flow/value.ts';
import type { ValueId } from '../flow/value.ts';
import { append } from './append.ts';

export class KeptByMembers {
  /** `self.root = root`: the object and all that it may hold in a member. */
  readonly #mayHold = new Set<string>();
  /** The object and what it surely holds in a member that is written once. */
  readonly #holds = new Set<string>();

  /** @param isOwn nothing else writes the member */
  constructor(writes: readonly MemberWriteEvent[], isOwn: (member: string) => boolean) {
    const byName = new Map<string, MemberWriteEvent[]>();
    for (const write of writes) {
      append(byName, write.name, write);
      for (const value of write.values) this.#mayHold.add(pair(write.holder, value));
    }
    for (const [name, [write, ...others]] of byName) {
      const value = onlyValue(write?.values);
      if (write !== undefined && value !== undefined && others.length === 0 && isOwn(name)) this.#holds.add(pair(write.holder, value));
    }
  }

  /**
   * `self._r = weakref.ref(self)`, also beside `self.root = root` for a handle of the root; or `self._r = weakref.ref(owner)` beside
   * `owner.part = self`: owners outlive what they own (`flow/policy.ts`).
   */
  seenBy({ shape, holder, referents }: MemberWriteEvent): Shape {
    const referent = onlyValue(referents);
    if (!isWatch(shape) || referent === undefined) return shape;
    return { ...shape, keptAlive: referent === holder || this.#holds.has(pair(holder, referent)), isOfOwner: this.#mayHold.has(pair(referent, holder)) };
  }
}

function pair(holder: ValueId, value: ValueId): string {
  return `${holder} ${value}`;
}

/** A handle or a finalizer. */
function isWatch(shape: Shape): shape is InstanceShape {
  return isHandle(shape) || (shape.kind === 'instance' && shape.api.role === 'finalizer');
}
