/** One abstract step: the context operations are interpreted in, and what all of them share. */
import type { Environment } from './environment.ts';
import type { FlowEvent, UseEvent } from './event.ts';
import type { Block, Op, OpOf, Site, Temp, UseKind, Variable } from './graph.ts';
import { joinPresence } from './presence.ts';
import type { Presence } from './presence.ts';
import { joinShapes, UNKNOWN } from './shape.ts';
import type { Shape } from './shape.ts';
import type { State } from './state.ts';
import { ABSENT_VALUE, ANYTHING, ANYTHING_SET, UNBOUND, UNBOUND_SET } from './value.ts';
import type { ValueId, ValueSet, ValueTable } from './value.ts';

/** Members of the analysis' own, beside the program's: `%` cannot stand in a name. */
export const REFERENT_OF = '%referent';
export const HANDLE_OF = '%handle';
export const SUBJECT_OF = '%subject';
export const CALLBACK_OF = '%callback';
export const PARTS_OF = '%parts';
/** What was put into a collection here. */
export const ELEMENTS_OF = '%elements';
/** Set once the value has been put into a container. */
export const STORED = '%stored';

export interface Step {
  readonly environment: Environment;
  readonly values: ValueTable;
  readonly block: Block;
  /** The block can run more than once: what its operations made before must be told from what they make now. */
  readonly isInLoop: boolean;
  readonly state: State;
  /** Absent while the solver is still iterating. */
  readonly emit: ((event: FlowEvent) => void) | undefined;
}

export function single(value: ValueId, presence: Presence = 'present'): ValueSet {
  return new Map([[value, presence]]);
}

/** The value an operation makes, told from what it made before. */
export function fresh(step: Step, op: Op, shape: Shape): ValueId {
  const value = step.values.made(op, shape);
  if (step.isInLoop) step.state.age(value, step.values.earlier(value));
  return value;
}

export function shapeOf(step: Step, value: ValueId): Shape {
  return step.values.get(value).shape;
}

/** With what has been put into it so far, where it is a collection. What is inside a collection in a collection is not followed. */
export function shapeNow(step: Step, value: ValueId): Shape {
  const shape = shapeOf(step, value);
  const elements = shape.kind === 'typed' ? step.state.member(value, ELEMENTS_OF) : undefined;
  if (shape.kind !== 'typed' || elements === undefined) return shape;
  let element = shape.element;
  for (const one of elements.keys()) element = joinShapes(element, flat(shapeOf(step, one)));
  return { ...shape, element };
}

export function shapeOfSet(step: Step, values: ValueSet): Shape {
  let shape: Shape | undefined;
  for (const value of values.keys()) shape = joinShapes(shape, shapeNow(step, value));
  return shape ?? UNKNOWN;
}

/** Without what is inside: a collection that holds itself would have no end. */
export function flat(shape: Shape): Shape {
  return shape.kind === 'typed' ? { ...shape, element: undefined } : shape;
}

/** What a variable holds at the entry of its graph. */
export function initialOf(step: Pick<Step, 'environment' | 'values'>, variable: Variable): ValueSet {
  if (variable.kind === 'local' || variable.kind === 'hidden') return UNBOUND_SET;
  const value = step.values.outer(variable, () => step.environment.outer(variable));
  // A name that is known by its qualified name is the same value wherever it is written.
  const shape = step.values.get(value).shape;
  return single(shape.kind === 'named' ? step.values.named(shape.name) : value);
}

export function readVariable(step: Step, variable: Variable): ValueSet {
  const held = bound(step.state.variable(variable) ?? initialOf(step, variable));
  if (!step.environment.isWrittenByClosures(variable) || held.has(ANYTHING)) return held;
  return new Map([...held, [ANYTHING, 'present']]);
}

function bound(held: ValueSet): ValueSet {
  if (!held.has(UNBOUND)) return held;
  return held.size === 1 ? ANYTHING_SET : new Map([...held].filter(([value]) => value !== UNBOUND));
}

/** A variable that holds the value and nothing else. */
export function holderOf(step: Step, value: ValueId): Variable | undefined {
  const { source } = step.values.get(value);
  if (source.kind === 'outer' && step.state.variable(source.variable) === undefined) return source.variable;
  return step.state.variableHolding(value);
}

/** What `x.name` gives for each value `x` may have. */
export function readMember(step: Step, of: ValueSet, name: string): ValueSet {
  const read = new Map<ValueId, Presence>();
  for (const [value] of of) {
    if (value === ABSENT_VALUE) continue;
    const written = step.state.member(value, name);
    if (written !== undefined) for (const [member, presence] of written) read.set(member, presence);
    else read.set(initialMember(step, value, name), 'present');
  }
  return read.size === 0 ? ANYTHING_SET : read;
}

function initialMember(step: Step, of: ValueId, name: string): ValueId {
  const { environment, values } = step;
  const holder = values.get(of);
  if (holder.source.kind === 'anything') return ANYTHING;
  if (holder.shape.kind === 'named') return values.named(`${holder.shape.name}.${name}`);
  return values.member(of, name, () => environment.member(holder.shape, name));
}

/** An operation that fails on an absent value: what may be absent is told, and is there afterwards. */
export function use(step: Step, of: Temp, as: UseKind | 'claim', site: Site): void {
  const unchecked: UseEvent['unchecked'][number][] = [];
  for (const [value, presence] of step.state.temp(of)) {
    const op = derefOf(step.values, value);
    if (op === undefined) continue;
    if (presence !== 'present') {
      unchecked.push({ op, presence });
      step.state.narrow(value, true);
      // Had it been absent, the narrowing would leave nothing: what goes on is the case where it is there.
      if (presence === 'absent') restore(step.state, of, value);
    }
    keepHandle(step, value);
  }
  if (unchecked.length > 0) step.emit?.({ kind: 'use', as, of, site, unchecked, isGuarded: as !== 'claim' && isCaught(step, as) });
}

function restore(state: State, temp: Temp, value: ValueId): void {
  state.setTemp(temp, new Map(state.temp(temp)).set(value, 'present'));
}

/** A handler around catches what an absent value raises in such a use. */
export function isCaught(step: Step, as: UseKind): boolean {
  const raised = step.environment.model.raises(as);
  return step.block.catches.some((catches) => catches === 'everything' || catches.some((name) => raised.includes(name)));
}

/** Remembers that a test found the handle's referent there. */
export function prove(step: Step, referent: ValueId): void {
  const handle = keepHandle(step, referent);
  if (handle !== undefined) step.state.setProof(handle, referent);
}

/** The referent was there when this handle was asked: some languages keep it until the next suspension. */
function keepHandle(step: Step, referent: ValueId): ValueId | undefined {
  const handles = step.state.member(referent, HANDLE_OF);
  const [handle] = handles?.size === 1 ? handles.keys() : [];
  if (handle === undefined || handle === ANYTHING) return undefined;
  step.state.keep(handle);
  return handle;
}

export function derefOf(values: ValueTable, value: ValueId): OpOf<'call'> | undefined {
  const op = values.referentOp(value);
  return op?.kind === 'call' ? op : undefined;
}

/** The derefs among the values that may be absent. */
export function uncheckedOf(step: Step, temp: Temp): OpOf<'call'>[] {
  const unchecked: OpOf<'call'>[] = [];
  for (const [value, presence] of step.state.temp(temp)) {
    const op = presence === 'present' ? undefined : derefOf(step.values, value);
    if (op !== undefined) unchecked.push(op);
  }
  return unchecked;
}

/** What is known of the referents a temp may hold; `unknown` where it holds none. */
export function presenceOf(step: Step, temp: Temp): Presence | 'unknown' {
  let joined: Presence | undefined;
  for (const [value, presence] of step.state.temp(temp)) {
    if (step.values.isReferent(value)) joined = joined === undefined ? presence : joinPresence(joined, presence);
  }
  return joined ?? 'unknown';
}
