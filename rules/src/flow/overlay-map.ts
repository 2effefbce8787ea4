/**
 * A map that is copied often and changed little: copies share a base and keep their own changes beside it, so that copying and
 * comparing cost what has changed, not what there is.
 */
const MAX_CHANGES = 24;

export class OverlayMap<K, V> {
  #base: ReadonlyMap<K, V>;
  #changes: Map<K, V>;

  constructor(from?: OverlayMap<K, V>) {
    this.#base = from === undefined ? new Map() : from.#base;
    this.#changes = new Map(from === undefined ? [] : from.#changes);
  }

  get(key: K): V | undefined {
    return this.#changes.get(key) ?? this.#base.get(key);
  }

  set(key: K, value: V): void {
    this.#changes.set(key, value);
    if (this.#changes.size <= MAX_CHANGES) return;
    this.#base = new Map([...this.#base, ...this.#changes]);
    this.#changes = new Map();
  }

  forEach(visit: (value: V, key: K) => void): void {
    this.#base.forEach((value, key) => {
      if (!this.#changes.has(key)) visit(value, key);
    });
    this.#changes.forEach(visit);
  }

  /** Replaces the values for which `map` gives another one. */
  mapValues(map: (value: V) => V): void {
    const replaced: [K, V][] = [];
    this.forEach((value, key) => {
      const mapped = map(value);
      if (mapped !== value) replaced.push([key, mapped]);
    });
    for (const [key, value] of replaced) this.set(key, value);
  }

  /** The entries in which the two may differ: every key that one of them has changed since they were copies of each other. */
  *differences(other: OverlayMap<K, V>): Generator<K> {
    yield* this.#changes.keys();
    for (const key of other.#changes.keys()) if (!this.#changes.has(key)) yield key;
    if (this.#base === other.#base) return;
    for (const [key, value] of this.#base) if (!this.#changes.has(key) && !other.#changes.has(key) && other.#base.get(key) !== value) yield key;
    for (const key of other.#base.keys()) if (!this.#changes.has(key) && !other.#changes.has(key) && !this.#base.has(key)) yield key;
  }
}
