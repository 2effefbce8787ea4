/** Which values each place may hold, and the way back: where a value may be. */
import { DenseMap } from './dense-map.ts';
import type { PlaceId } from './place.ts';
import { ABSENT_VALUE, ANYTHING, UNBOUND } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';

export class Holdings {
  readonly #sets: DenseMap<ValueSet>;
  /** Every place that has held the value, in order; it may have let go since. Mostly it is one or two. */
  readonly #places: DenseMap<readonly PlaceId[]>;

  constructor(from?: Holdings) {
    this.#sets = new DenseMap(from === undefined ? undefined : from.#sets);
    this.#places = new DenseMap(from === undefined ? undefined : from.#places);
  }

  get(place: PlaceId): ValueSet | undefined {
    return this.#sets.get(place);
  }

  set(place: PlaceId, values: ValueSet): void {
    const before = this.#sets.get(place);
    if (before === values) return;
    this.#sets.set(place, values);
    for (const value of values.keys()) if (isSomebody(value) && before?.has(value) !== true) this.#note(value, place);
  }

  delete(place: PlaceId): void {
    const values = this.#sets.get(place);
    if (values === undefined) return;
    this.#sets.delete(place);
    for (const value of values.keys()) this.#forget(value, place);
  }

  /** Visits the places that may hold the value now. */
  forEachHolding(value: ValueId, visit: (place: PlaceId, values: ValueSet) => void): void {
    this.someHolding(value, (place, values) => {
      visit(place, values);
      return false;
    });
  }

  /** Is there such a place among them? */
  someHolding(value: ValueId, test: (place: PlaceId, values: ValueSet) => boolean): boolean {
    const places = this.#places.get(value);
    if (places === undefined) return false;
    return places.some((place) => {
      const values = this.#sets.get(place);
      return values?.has(value) === true && test(place, values);
    });
  }

  /** Replaces the sets that hold the value. */
  replace(value: ValueId, map: (values: ValueSet) => ValueSet): void {
    const replaced: [PlaceId, ValueSet][] = [];
    this.forEachHolding(value, (place, values) => {
      const mapped = map(values);
      if (mapped !== values) replaced.push([place, mapped]);
    });
    for (const [place, values] of replaced) this.set(place, values);
  }

  differences(other: Holdings, visit: (place: PlaceId, own: ValueSet | undefined, theirs: ValueSet | undefined) => void): void {
    this.#sets.differences(other.#sets, visit);
  }

  #note(value: ValueId, place: PlaceId): void {
    const known = this.#places.get(value);
    if (known === undefined) this.#places.set(value, [place]);
    else if (!known.includes(place)) this.#places.set(value, inserted(known, place));
  }

  #forget(value: ValueId, place: PlaceId): void {
    const known = this.#places.get(value);
    if (known?.includes(place) === true) this.#places.set(value, known.filter((one) => one !== place));
  }
}

function inserted(places: readonly PlaceId[], place: PlaceId): readonly PlaceId[] {
  const at = places.findIndex((one) => one > place);
  return at < 0 ? [...places, place] : [...places.slice(0, at), place, ...places.slice(at)];
}

/** Values without identity are everywhere, and nobody asks where. */
function isSomebody(value: ValueId): boolean {
  return value !== ANYTHING && value !== ABSENT_VALUE && value !== UNBOUND;
}
