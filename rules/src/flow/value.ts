/** Abstract values: identities that flow through variables, temps and members. A table interns them, one per analysed graph. */
import type { DerefOp, Op, Variable } from './graph.ts';
import type { Place } from './place.ts';
import { MAX_MEMBER_DEPTH } from './policy.ts';
import type { Presence } from './presence.ts';
import { isSameShape, joinShapes, UNKNOWN } from './shape.ts';
import type { Shape } from './shape.ts';

export type ValueId = number;

export type ValueSource =
  /** Anything: no identity, nothing known. */
  | { readonly kind: 'anything' }
  | { readonly kind: 'absent' }
  /** A variable not yet bound: reading it fails, so it counts only where somebody asks who holds what. */
  | { readonly kind: 'unbound' }
  | { readonly kind: 'named'; readonly name: string }
  /** What a parameter, receiver or free variable holds when the graph is entered. */
  | { readonly kind: 'outer'; readonly variable: Variable }
  /** What a member of a value holds before the graph writes it. */
  | { readonly kind: 'member'; readonly of: ValueId; readonly name: string }
  /** What the last execution of an operation made. */
  | { readonly kind: 'made'; readonly op: Op }
  /** The result of the last execution of a deref. */
  | { readonly kind: 'referent'; readonly op: DerefOp }
  /** What earlier executions of the operation made (in loops). */
  | { readonly kind: 'earlier'; readonly of: ValueId };

export interface Value {
  readonly id: ValueId;
  readonly source: ValueSource;
  readonly shape: Shape;
  /** How many member reads lie between this value and one with a name of its own. */
  readonly depth: number;
  /** The deref whose answer it is, or was in an earlier execution, here or in a caller. */
  readonly deref: DerefOp | undefined;
}

/** Where the value is found until something else is written there; undefined for what has no such place. */
export function homeOf(source: ValueSource): Place | undefined {
  if (source.kind === 'outer') return { kind: 'variable', variable: source.variable };
  return source.kind === 'member' ? source : undefined;
}

/** By the graph, now or in an earlier turn. */
export function isMadeByGraph(values: ValueTable, value: ValueId): boolean {
  const { source } = values.get(value);
  return source.kind === 'made' || source.kind === 'referent' || (source.kind === 'earlier' && isMadeByGraph(values, source.of));
}

/** The values that something may hold, with what is known of their presence on the paths so far. */
export type ValueSet = ReadonlyMap<ValueId, Presence>;

export const ANYTHING: ValueId = 0;
export const ABSENT_VALUE: ValueId = 1;
export const UNBOUND: ValueId = 2;

const singles: Readonly<Record<Presence, ValueSet[]>> = { present: [], absent: [], maybe: [] };

/** Always the same set for the same value, so that comparing sees at a glance that nothing has changed. */
export function single(value: ValueId, presence: Presence = 'present'): ValueSet {
  return (singles[presence][value] ??= new Map([[value, presence]]));
}

/** Which one it must be; nothing where it may be one of several. */
export function onlyValue<Value extends ValueId | undefined>(values: ReadonlyMap<Value, unknown> | ReadonlySet<Value> | undefined): Value | undefined {
  return values?.size === 1 ? values.keys().next().value : undefined;
}

export const ANYTHING_SET: ValueSet = single(ANYTHING);
export const ABSENT_SET: ValueSet = single(ABSENT_VALUE, 'absent');
export const UNBOUND_SET: ValueSet = single(UNBOUND, 'absent');

export class ValueTable {
  readonly #values: Value[] = [];
  readonly #byOp = new Map<Op, ValueId[]>();
  readonly #ones = new Map<Op, ValueId>();
  readonly #referents = new Map<DerefOp, ValueId>();
  readonly #parts = new Map<Op, ValueId>();
  readonly #byVariable = new Map<Variable, ValueId>();
  readonly #byName = new Map<string, ValueId>();
  readonly #members = new Map<ValueId, Map<string, ValueId>>();
  readonly #earlier = new Map<ValueId, ValueId>();
  readonly #found = new Map<ValueId, ValueId>();

  constructor() {
    this.#add({ kind: 'anything' }, { kind: 'unknown' }, 0);
    this.#add({ kind: 'absent' }, { kind: 'absent' }, 0);
    this.#add({ kind: 'unbound' }, { kind: 'absent' }, 0);
  }

  get(id: ValueId): Value {
    const value = this.#values[id];
    if (value === undefined) throw new RangeError(`no value ${id}`);
    return value;
  }

  named(name: string): ValueId {
    return intern(this.#byName, name, () => this.#add({ kind: 'named', name }, { kind: 'named', name }, 0));
  }

  outer(variable: Variable, shape: () => Shape, deref: () => DerefOp | undefined): ValueId {
    return intern(this.#byVariable, variable, () => this.#add({ kind: 'outer', variable }, shape(), 0, deref()));
  }

  member(of: ValueId, name: string, shape: () => Shape): ValueId {
    const depth = this.get(of).depth + 1;
    if (depth > MAX_MEMBER_DEPTH) return ANYTHING;
    const members = intern(this.#members, of, () => new Map<string, ValueId>());
    return intern(members, name, () => this.#add({ kind: 'member', of, name }, shape(), depth));
  }

  /** What an operation makes may become known only while the analysis goes on: one identity for each shape. */
  made(op: Op, shape: Shape): ValueId {
    const made = intern(this.#byOp, op, () => []);
    const known = made.find((id) => isSameShape(this.get(id).shape, shape));
    if (known !== undefined) return known;
    const id = this.#add({ kind: 'made', op }, shape, 0);
    made.push(id);
    return id;
  }

  /** Which of several values it is, an operation has found: one identity, be they known at once or one after the other. */
  one(op: Op, shape: Shape): ValueId {
    const id = intern(this.#ones, op, () => this.#add({ kind: 'made', op }, shape, 0));
    const known = this.get(id).shape;
    const joined = joinShapes(known, shape);
    if (!isSameShape(known, joined)) for (const one of [id, this.earlier(id)]) this.#values[one] = { ...this.get(one), shape: joined };
    return id;
  }

  referent(op: DerefOp, shape: Shape = UNKNOWN): ValueId {
    return intern(this.#referents, op, () => this.#add({ kind: 'referent', op }, shape, 0, op));
  }

  /** An element that may be what a deref gave. */
  part(op: Op, deref: DerefOp): ValueId {
    return intern(this.#parts, op, () => this.#add({ kind: 'made', op }, { kind: 'unknown' }, 0, deref));
  }

  /** A value of which a test has shown what it is. */
  found(of: ValueId, shape: Shape): ValueId {
    const { source, depth } = this.get(of);
    return intern(this.#found, of, () => this.#add(source, shape, depth));
  }

  /** The parameters that somebody has asked for. */
  *parameters(): Generator<readonly [Variable, ValueId]> {
    for (const [variable, value] of this.#byVariable) if (variable.kind === 'parameter') yield [variable, value];
  }

  /** What derefs gave so far, in this and in earlier executions. */
  *answers(): Generator<ValueId> {
    for (const answer of this.#referents.values()) {
      yield answer;
      const earlier = this.#earlier.get(answer);
      if (earlier !== undefined) yield earlier;
    }
  }

  /** What the operation had made before it ran again. */
  earlier(of: ValueId): ValueId {
    const value = this.get(of);
    if (value.source.kind === 'earlier') return of;
    return intern(this.#earlier, of, () => this.#add({ kind: 'earlier', of }, value.shape, value.depth, value.deref));
  }

  #add(source: ValueSource, shape: Shape, depth: number, deref?: DerefOp): ValueId {
    const id = this.#values.length;
    this.#values.push({ id, source, shape, depth, deref });
    return id;
  }
}

function intern<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
