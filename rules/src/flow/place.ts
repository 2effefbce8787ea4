/** Everything that holds values beyond a statement: variables, and members of values. */
import type { Variable } from './graph.ts';
import type { ValueId } from './value.ts';

export type Place = { readonly kind: 'variable'; readonly variable: Variable } | MemberPlace;

export interface MemberPlace {
  readonly kind: 'member';
  readonly of: ValueId;
  readonly name: string;
}

export function isSamePlace(a: Place, b: Place): boolean {
  if (a.kind === 'variable') return b.kind === 'variable' && a.variable === b.variable;
  return b.kind === 'member' && a.of === b.of && a.name === b.name;
}

/** Dense within one analysed graph. */
export type PlaceId = number;

const NO_MEMBERS: ReadonlyMap<string, PlaceId> = new Map();

export class PlaceTable {
  readonly #places: Place[] = [];
  readonly #byVariable = new Map<Variable, PlaceId>();
  readonly #byMember = new Map<ValueId, Map<string, PlaceId>>();

  get(id: PlaceId): Place {
    const place = this.#places[id];
    if (place === undefined) throw new RangeError(`no place ${id}`);
    return place;
  }

  variable(variable: Variable): PlaceId {
    const known = this.#byVariable.get(variable);
    if (known !== undefined) return known;
    const id = this.#places.push({ kind: 'variable', variable }) - 1;
    this.#byVariable.set(variable, id);
    return id;
  }

  member(of: ValueId, name: string): PlaceId {
    const members = this.#byMember.get(of) ?? new Map<string, PlaceId>();
    const known = members.get(name);
    if (known !== undefined) return known;
    const id = this.#places.push({ kind: 'member', of, name }) - 1;
    this.#byMember.set(of, members.set(name, id));
    return id;
  }

  /** The places of the value's members that have been asked for. */
  membersOf(of: ValueId): ReadonlyMap<string, PlaceId> {
    return this.#byMember.get(of) ?? NO_MEMBERS;
  }
}
