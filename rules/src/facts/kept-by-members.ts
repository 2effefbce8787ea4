/** Which handles that a graph puts into members point to what other members keep, or to an owner. */
import type { MemberWriteEvent } from '../flow/event.ts';
import { isHandle } from '../flow/shape.ts';
import type { InstanceShape, Shape } from '../flow/shape.ts';
import { onlyValue } from '../flow/value.ts';
import type { ValueId } from '../flow/value.ts';
import { append } from './append.ts';

/** Pairs of an object and what it holds in a member. */
interface Kept {
  /** `self.root = root`, on some path. */
  readonly perhaps: ReadonlySet<string>;
  /** In a member that is written once. */
  readonly surely: ReadonlySet<string>;
}

export class KeptByMembers {
  readonly #writes: readonly MemberWriteEvent[];
  readonly #isOwn: (member: string) => boolean;
  #kept: Kept | undefined;

  /** @param isOwn nothing else writes the member */
  constructor(writes: readonly MemberWriteEvent[], isOwn: (member: string) => boolean) {
    this.#writes = writes;
    this.#isOwn = isOwn;
  }

  /**
   * `self._r = weakref.ref(self)`, also beside `self.root = root` for a handle of the root; or `self._r = weakref.ref(owner)` beside
   * `owner.part = self`: owners outlive what they own (`flow/policy.ts`).
   */
  seenBy({ shape, holder, referents }: MemberWriteEvent): Shape {
    const referent = onlyValue(referents);
    if (!isWatch(shape) || referent === undefined) return shape;
    // Most graphs that write members put no handle into one.
    const { surely, perhaps } = (this.#kept ??= keptBy(this.#writes, this.#isOwn));
    return { ...shape, keptAlive: referent === holder || surely.has(pair(holder, referent)), isOfOwner: perhaps.has(pair(referent, holder)) };
  }
}

function keptBy(writes: readonly MemberWriteEvent[], isOwn: (member: string) => boolean): Kept {
  const kept = { perhaps: new Set<string>(), surely: new Set<string>() };
  const byName = new Map<string, MemberWriteEvent[]>();
  for (const write of writes) {
    append(byName, write.name, write);
    for (const value of write.values) kept.perhaps.add(pair(write.holder, value));
  }
  for (const [name, [write, ...others]] of byName) {
    const value = onlyValue(write?.values);
    if (write !== undefined && value !== undefined && others.length === 0 && isOwn(name)) kept.surely.add(pair(write.holder, value));
  }
  return kept;
}

function pair(holder: ValueId, value: ValueId): string {
  return `${holder} ${value}`;
}

/** A handle or a finalizer. */
function isWatch(shape: Shape): shape is InstanceShape {
  return isHandle(shape) || (shape.kind === 'instance' && shape.api.role === 'finalizer');
}
