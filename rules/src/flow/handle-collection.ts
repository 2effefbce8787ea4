/** Plain collections of handles that a function fills, and its answers about their entries. */
import type { OpOf, Site, Temp, Test } from './graph.ts';
import { isHandle, UNKNOWN } from './shape.ts';
import type { InstanceShape } from './shape.ts';
import { CALLBACK_OF, OUT_OF, PARTS_OF } from './state.ts';
import { shapeNow, shapeOf } from './step.ts';
import type { Step } from './step.ts';
import { onlyValue } from './value.ts';
import type { ValueId } from './value.ts';

interface Storing {
  readonly collection: Temp;
  readonly key: Temp | undefined;
  readonly handle: Temp;
  readonly site: Site;
}

/** Under a key that is written out there is one entry, however often it is written. */
export function tellHandleStored(step: Step, { collection, key, handle, site }: Storing): void {
  if (step.emit === undefined || (key !== undefined && isWrittenOut(step, key))) return;
  // An entry of a weak container goes by itself.
  const collections = [...step.state.temp(collection).keys()];
  if (collections.some((value) => isWeak(step, value) || comesOutOf(step, value).some((one) => isWeak(step, one)))) return;
  const values = [...step.state.temp(handle).keys()];
  // What stands under a key may be of use when the handle in it is not.
  const isPlain = values.every((value) => isPlainHandle(step, value) || (key === undefined && isRecord(step, value)));
  if (isPlain && values.length > 0) step.emit({ kind: 'handle-stored', collection, site, isNew: values.every((value) => isMadeWithin(step, value, site)), isFirst: collections.every((value) => isJustMade(step, value)) });
}

/** Nothing has taken it out of where it is kept. */
function isJustMade({ state, values }: Step, collection: ValueId): boolean {
  const { shape, source } = values.get(collection);
  return source.kind === 'made' && shape.kind === 'typed' && state.member(collection, OUT_OF) === undefined;
}

/** No callback takes it out when its object has gone. */
function isPlainHandle(step: Step, value: ValueId): boolean {
  return isHandle(shapeOf(step, value)) && step.state.member(value, CALLBACK_OF) === undefined;
}

/** `{ ref: new WeakRef(node), at }`, `(weakref.ref(node), at)`: a handle, with what belongs to it. */
function isRecord(step: Step, value: ValueId): boolean {
  const { source } = step.values.get(value);
  if (source.kind !== 'made' || source.op.kind !== 'display' || source.op.parts.some(({ role }) => role === 'spread')) return false;
  const handles = [...(step.state.member(value, PARTS_OF)?.keys() ?? [])].filter((part) => isHandle(shapeOf(step, part)));
  return handles.length > 0 && handles.every((handle) => isPlainHandle(step, handle));
}

function isWeak(step: Step, collection: ValueId): boolean {
  return shapeOf(step, collection).kind === 'instance';
}

/** `table` of `table[key]` and `table.setdefault(key, [])`. */
function comesOutOf(step: Step, collection: ValueId): readonly ValueId[] {
  const { source } = step.values.get(collection);
  if (source.kind !== 'made') return [];
  const { op } = source;
  const from = op.kind === 'index' ? op.of : op.kind === 'call' ? op.receiver : undefined;
  return from === undefined ? [] : [...step.state.temp(from).keys()];
}

function isMadeWithin({ values }: Step, value: ValueId, { range: [start, end] }: Site): boolean {
  const { shape, source } = values.get(value);
  const places = isHandle(shape) ? shape.madeAt : source.kind === 'made' && source.op.kind === 'display' ? [source.op.site] : [];
  return places.some(({ range }) => start <= range[0] && range[1] <= end);
}

function isWrittenOut(step: Step, key: Temp): boolean {
  return [...step.state.temp(key).keys()].every((value) => {
    const { source } = step.values.get(value);
    return source.kind === 'made' && source.op.kind === 'constant';
  });
}

/** `return this.refs.has(key)`, `return this.refs.get(key) !== undefined`: of a mapping of handles that says nothing about what they point to. */
export function tellEntryAnswer(step: Step, { of }: OpOf<'escape'>): void {
  const value = onlyValue(step.state.temp(of));
  const source = step.emit === undefined || value === undefined ? undefined : step.values.get(value).source;
  if (source?.kind !== 'made') return;
  const { op } = source;
  if (op.kind !== 'call' && op.kind !== 'outcome') return;
  const asked = op.kind === 'call' ? membershipOf(step, op) : op.test.kind === 'unknown' ? undefined : (op.test.within ?? lookedUpIn(step, op.test));
  const handle = asked === undefined ? undefined : handleIn(step, asked);
  if (handle !== undefined) step.emit?.({ kind: 'entry-answer', madeAt: handle.madeAt, site: op.site });
}

/** `this.refs` of a test whether `this.refs.get(key)` and `this.refs[key]` are there. */
function lookedUpIn(step: Step, test: Exclude<Test, { kind: 'unknown' }>): Temp | undefined {
  const value = test.kind === 'absent' || test.kind === 'truthy' ? onlyValue(step.state.temp(test.of)) : undefined;
  const source = value === undefined ? undefined : step.values.get(value).source;
  if (source?.kind !== 'made') return undefined;
  const { op } = source;
  if (op.kind === 'index') return op.of;
  const callee = op.kind === 'call' ? onlyValue(step.state.temp(op.callee)) : undefined;
  const method = callee === undefined ? undefined : step.values.get(callee).source;
  const isLookUp = method?.kind === 'member' && step.environment.model.collections.looksUp.has(method.name);
  return isLookUp && op.kind === 'call' ? op.receiver : undefined;
}

function membershipOf(step: Step, op: OpOf<'call'>): Temp | undefined {
  const { membership } = step.environment.model.collections;
  const isMembership = [...step.state.temp(op.callee).keys()].every((value) => {
    const { source } = step.values.get(value);
    return source.kind === 'member' && source.name === membership;
  });
  return isMembership ? op.receiver : undefined;
}

/** What the values of a mapping of handles are. */
function handleIn(step: Step, mapping: Temp): InstanceShape | undefined {
  const value = onlyValue(step.state.temp(mapping));
  const shape = value === undefined ? UNKNOWN : shapeNow(step, value);
  if (shape.kind !== 'typed' || shape.element === undefined || !step.environment.model.collections.mappings.has(shape.type)) return undefined;
  return isHandle(shape.element) ? shape.element : undefined;
}
