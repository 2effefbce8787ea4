/** Functions that are written where they are called, and so begin with what is there: `xs.forEach(() => ...)`, `(() => ...)()`. */
import { isVisiblyAlive } from './deref.ts';
import type { GivenPlace } from './event.ts';
import type { Block, Closure, FlowGraph, OpOf, Temp, Variable } from './graph.ts';
import { onceFor } from './once-for.ts';
import { MAX_MEMBER_DEPTH } from './policy.ts';
import { isHandle } from './shape.ts';
import { isOfAnalysis, SIFTED } from './state.ts';
import type { State } from './state.ts';
import { outerValue, readMember, readVariable, shapeOf, startOf } from './step.ts';
import type { Step } from './step.ts';
import { onlyValue, single } from './value.ts';
import type { ValueId } from './value.ts';

type Call = OpOf<'call'>;

/** In the job in which it is called. One in a `finally` is called on each way through it. */
export interface CallAtOnceEvent {
  readonly kind: 'call-at-once';
  readonly graph: FlowGraph;
  /** Handles that have their objects until the next suspension, by the names that the function has for them. */
  readonly alive: readonly GivenPlace[];
}

/** Tells it where the language keeps what a handle has given until the next suspension. */
export function tellCallAtOnce(step: Step, op: Call): void {
  if (step.emit === undefined || step.environment.model.collector.mayCollectAfter !== 'suspension') return;
  const { closures, methods } = writtenIn(step.block);
  if (closures.size === 0) return;
  const positions = step.environment.model.collections.visits.get(methods.get(op.callee) ?? '');
  const [visitor] = positions === undefined ? [] : op.arguments;
  const tell = ({ graph, captures }: Closure, given: readonly GivenPlace[]): void =>
    step.emit?.({ kind: 'call-at-once', graph, alive: graph.isGenerator ? [] : [...aliveFor(step, captures), ...given] });
  const callee = closures.get(op.callee);
  if (callee !== undefined) tell(callee, []);
  const visiting = visitor === undefined ? undefined : closures.get(visitor.temp);
  if (visiting !== undefined) tell(visiting, keptElements(step, op, visiting, positions ?? []));
}

/** `entries.filter(({ ref }) => ref.deref()).map((entry) => ...)`: what is left has just given its object. */
function keptElements({ state }: Step, { receiver }: Call, { graph }: Closure, positions: readonly number[]): GivenPlace[] {
  const collections = receiver === undefined ? [] : [...state.temp(receiver).keys()];
  if (collections.length === 0 || !collections.every((collection) => state.isKept(collection) && state.noted(collection, SIFTED) !== undefined)) return [];
  return positions.flatMap((position) => graph.parameters[position] ?? []).map(({ variable }) => ({ variable, members: [] }));
}

/** What the block makes: functions, and reads of members, by name. */
const writtenIn = onceFor(({ ops }: Block) => ({
  closures: new Map<Temp, Closure>(ops.flatMap((op) => (op.kind === 'closure' ? [[op.to, op.closure]] : []))),
  methods: new Map<Temp, string>(ops.flatMap((op) => (op.kind === 'member' ? [[op.to, op.name]] : []))),
}));

function aliveFor(step: Step, captures: Closure['captures']): GivenPlace[] {
  const held = new Map<ValueId, Variable>();
  for (const [inner, outer] of captures) {
    const value = onlyValue(readVariable(step, outer));
    if (value !== undefined) held.set(value, inner);
  }
  if (held.size === 0) return [];
  const captured = [...held].flatMap(([value, variable]) => (isHandle(shapeOf(step, value)) && isVisiblyAlive(step, value) ? [{ variable, members: [] }] : []));
  const inside = step.state.keptNow().flatMap((value) => (isHandle(shapeOf(step, value)) && !held.has(value) ? (placeFrom(step, held, value) ?? []) : []));
  return [...captured, ...inside];
}

/** The way to the value from what has a name. An object may be in a member of its own. */
function placeFrom(step: Step, named: ReadonlyMap<ValueId, Variable>, value: ValueId, depth = MAX_MEMBER_DEPTH): GivenPlace | undefined {
  const variable = named.get(value);
  if (variable !== undefined) return { variable, members: [] };
  if (depth === 0) return undefined;
  const { source } = step.values.get(value);
  const written = step.state.placesOf(value).find((place) => place.kind === 'member' && !isOfAnalysis(place.name));
  const home = written?.kind === 'member' ? written : source.kind === 'member' ? source : undefined;
  if (home === undefined || onlyValue(readMember(step, single(home.of), home.name)) !== value) return undefined;
  const holder = placeFrom(step, named, home.of, depth - 1);
  return holder && { ...holder, members: [...holder.members, home.name] };
}

/** What the graph begins with. */
export function keepAtStart(state: State, step: Pick<Step, 'environment' | 'values'>): void {
  for (const { variable, members } of step.environment.aliveAtStart()) {
    const handle = members.reduce<ValueId | undefined>((of, name) => memberAtStart(step, of, name), outerValue(step, variable));
    if (handle !== undefined) state.keep(handle);
  }
}

function memberAtStart(step: Pick<Step, 'environment' | 'values'>, of: ValueId | undefined, name: string): ValueId | undefined {
  // What only its reader's written type tells is not known yet.
  const isKnown = of !== undefined && step.environment.member(step.values.get(of).shape, name).kind !== 'unknown';
  return isKnown ? onlyValue(startOf(step, { kind: 'member', of, name })) : undefined;
}
