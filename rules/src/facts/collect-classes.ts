/** Facts that follow from classes: weak references to objects that have no room for them, keys without a hash, objects that count as false. */
import type { WeakTargetEvent } from '../flow/event.ts';
import type { Site, TypeNote } from '../flow/graph.ts';
import type { ClassKey, Shape } from '../flow/shape.ts';
import { falsyBecause, isAlwaysTrue } from './class-traits.ts';
import type { MisplacedRoom } from './class-traits.ts';
import type { Classes } from './classes.ts';
import type { Facts, MisplacedPlace, RoomlessReferent, TruthTest, UnhashableKey } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { lastName } from '../flow/last-name.ts';

export class ClassFacts {
  readonly #frontEnd: FrontEnd;
  readonly #program: Program;
  readonly #classes: Classes;
  readonly #roomless = new Map<string, RoomlessReferent>();
  readonly #unhashable = new Map<string, UnhashableKey>();

  constructor(frontEnd: FrontEnd, program: Program, classes: Classes) {
    this.#frontEnd = frontEnd;
    this.#program = program;
    this.#classes = classes;
  }

  weakTarget(event: WeakTargetEvent, site: Site): void {
    const roomless = this.#roomlessTarget(event, site);
    if (roomless !== undefined) {
      this.#roomless.set(keyOf(roomless.site), roomless);
      return;
    }
    const unhashable = this.#unhashableTarget(event, site);
    if (unhashable !== undefined) this.#unhashable.set(keyOf(unhashable.site), unhashable);
  }

  /** `seen: WeakSet[Node]`. */
  annotation(scope: Scope, note: TypeNote): void {
    for (const argument of note.arguments) this.annotation(scope, argument);
    const [of] = note.arguments;
    const key = of === undefined ? undefined : this.#program.types.classKey(scope, of);
    const name = key === undefined ? undefined : this.#program.types.name(scope, note);
    if (of === undefined || key === undefined || name === undefined || !this.#needsHash(name)) return;
    const because = this.#whyUnhashable({ kind: 'object', class: key, orDerived: true });
    if (because === undefined) return;
    this.#unhashable.set(keyOf(of.site), {
      site: of.site,
      text: of.path.join('.'),
      type: this.#nameOf(key),
      because,
      api: lastName(name),
      role: 'declared',
      class: this.#sitesOf(key),
    });
  }

  /** Why an object of this shape may count as false. */
  falsy(referent: Shape): TruthTest['falsy'] {
    if (referent.kind === 'typed') {
      const by = falsyBecause(this.#frontEnd.classes.typed(referent.type));
      return by === undefined ? undefined : { className: referent.type, by, definedAt: undefined };
    }
    if (referent.kind !== 'object') return undefined;
    for (const key of this.#classes.keysOf(referent)) {
      const by = falsyBecause(this.#classes.traits(key));
      if (by === undefined) continue;
      const definedAt = this.#program.classes.get(key)?.source.methods.find(({ name }) => name === by)?.site;
      return { className: this.#nameOf(key), by, definedAt };
    }
    return undefined;
  }

  isAlwaysTrue(referent: Shape): boolean {
    // A class derived elsewhere may do otherwise.
    if (referent.kind === 'object' && referent.orDerived) return false;
    return this.#classes.traitsOfShape(referent).every(isAlwaysTrue);
  }

  all(): Pick<Facts, 'roomlessReferents' | 'misplacedPlaces' | 'unhashableKeys'> {
    const misplaced = new Map<string, MisplacedPlace>();
    for (const found of this.#classes.misplacedRooms()) {
      const place = this.#misplacedPlace(found.key, found.misplaced);
      if (place !== undefined) misplaced.set(keyOf(place.site), place);
    }
    return {
      roomlessReferents: inTextOrder(this.#roomless, ({ site }) => site),
      misplacedPlaces: inTextOrder(misplaced, ({ site }) => site),
      unhashableKeys: inTextOrder(this.#unhashable, ({ site }) => site),
    };
  }

  #roomlessTarget({ shapes, api }: WeakTargetEvent, site: Site): RoomlessReferent | undefined {
    const [shape] = shapes;
    if (shape?.kind !== 'object' || !shapes.every((one) => this.#isRoomless(one))) return undefined;
    const { room } = this.#classes.traits(shape.class);
    if (room.kind !== 'lacks' || room.because === 'type') return undefined;
    return {
      site,
      className: this.#nameOf(shape.class),
      because: room.because,
      class: this.#sitesOf(shape.class),
      api: lastName(api),
    };
  }

  #isRoomless(shape: Shape): boolean {
    if (shape.kind !== 'object') return false;
    // A class without any places is there for others to derive from, and they bring their own.
    return this.#classes.traitsOfShape(shape).every(({ room }) => room.kind === 'lacks' && !(shape.orDerived && room.isBare));
  }

  #unhashableTarget({ shapes, api, role }: WeakTargetEvent, site: Site): UnhashableKey | undefined {
    const [shape] = shapes;
    if (shape === undefined || role !== 'container' || !this.#needsHash(api)) return undefined;
    const because = this.#whyUnhashable(shape);
    if (because === undefined || shapes.some((one) => this.#whyUnhashable(one) === undefined)) return undefined;
    return {
      site,
      text: this.#frontEnd.text(site),
      type: shape.kind === 'object' ? this.#nameOf(shape.class) : shape.kind === 'typed' ? shape.type : '',
      because,
      api: lastName(api),
      role: 'stored',
      class: shape.kind === 'object' ? this.#sitesOf(shape.class) : undefined,
    };
  }

  #whyUnhashable(shape: Shape): UnhashableKey['because'] | undefined {
    // What cannot be weakly referenced anyway is told elsewhere.
    if (shape.kind === 'typed' && this.#frontEnd.model.canBeReferent(shape.type) !== true) return undefined;
    const [own, ...derived] = this.#classes.traitsOfShape(shape);
    if (own?.hash.kind !== 'none' || derived.some(({ hash }) => hash.kind !== 'none')) return undefined;
    return own.hash.because;
  }

  #needsHash(name: string): boolean {
    const api = this.#frontEnd.model.api(name);
    return api?.role === 'container' && api.holds !== 'values';
  }

  #misplacedPlace(key: ClassKey, misplaced: MisplacedRoom): MisplacedPlace | undefined {
    const sites = this.#sitesOf(key);
    if (sites === undefined) return undefined;
    const site = misplaced.kind === 'idle-option' ? sites.nameSite : misplaced.literal.site;
    return { site, className: this.#nameOf(key), kind: misplaced.kind, class: sites.site };
  }

  #nameOf(key: ClassKey): string {
    return this.#program.classes.get(key)?.source.name ?? lastName(key);
  }

  #sitesOf(key: ClassKey): UnhashableKey['class'] {
    const source = this.#program.classes.get(key)?.source;
    return source === undefined ? undefined : { site: source.site, nameSite: source.nameSite };
  }
}
