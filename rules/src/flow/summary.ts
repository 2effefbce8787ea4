/** What a function does, as far as its callers can tell: the part of the analysis that follows calls. */
import type { Accessor, ExitEvent, FlowEvent, ResultEvent } from './event.ts';
import type { DerefOp, FlowGraph, Test, Variable } from './graph.ts';
import { isSameShape, joinShapes } from './shape.ts';
import type { InstanceShape, Shape } from './shape.ts';

export interface Summary {
  /** False where it never returns: it raises, or ends the program. */
  readonly returns: boolean;
  /** What it returns on whatever path; absent where it returns nothing. */
  readonly result: Shape;
  /** It may hand on what a handle gave without a look. */
  readonly handsOn: (Accessor & { readonly handle: InstanceShape }) | undefined;
  /** The parameter, or receiver, that the handle it returns points to. */
  readonly handleOf: Variable | undefined;
  /** No handle it returns can have lost its object before the next suspension. */
  readonly isKept: boolean;
  /** The test of a parameter that its result tells the outcome of. */
  readonly outcome: ParameterTest | undefined;
  /** Parameters that are there whenever it returns. */
  readonly ensures: readonly Variable[];
  /** Parameters that something keeps strongly when it returns. */
  readonly keeps: readonly Variable[];
}

export interface ParameterTest {
  readonly of: Variable;
  readonly test: Exclude<Test['kind'], 'unknown'>;
  readonly negated: boolean;
}

/** Undefined for coroutines and generators: a call of one runs nothing of it. */
export function summarise(graph: FlowGraph, events: readonly FlowEvent[]): Summary | undefined {
  if (graph.isAsync || graph.isGenerator) return undefined;
  const results: ResultEvent[] = [];
  const exits: ExitEvent[] = [];
  const handles = new Map<DerefOp, InstanceShape>();
  for (const event of events) {
    if (event.kind === 'result') results.push(event);
    else if (event.kind === 'exit') exits.push(event);
    else if (event.kind === 'deref') handles.set(event.op, event.handle);
  }
  const [first] = results;
  const only = results.length === 1 ? first : undefined;
  return {
    returns: exits.length > 0,
    result: results.reduce<Shape>((joined, { shape }) => joinShapes(joined, shape), first?.shape ?? { kind: 'absent' }),
    handsOn: firstHandedOn(results, handles),
    handleOf: results.every(({ handleOf }) => handleOf === first?.handleOf) ? first?.handleOf : undefined,
    isKept: results.length > 0 && results.every(({ isKept }) => isKept),
    outcome: only?.outcome,
    ensures: inAll(exits.map(({ present }) => present)),
    keeps: inAll(exits.map(({ kept }) => kept)),
  };
}

function firstHandedOn(results: readonly ResultEvent[], handles: ReadonlyMap<DerefOp, InstanceShape>): Summary['handsOn'] {
  for (const op of results.flatMap(({ unchecked }) => unchecked)) {
    const handle = handles.get(op);
    if (handle !== undefined) return { op, handle, path: undefined };
  }
  return undefined;
}

function inAll(lists: readonly (readonly Variable[])[]): readonly Variable[] {
  const [first = [], ...others] = lists;
  return first.filter((variable) => others.every((list) => list.includes(variable)));
}

/** The same in all that a caller's analysis may ask of it. */
export function isSameSummary(a: Summary | undefined, b: Summary | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.returns === b.returns &&
    isSameShape(a.result, b.result) &&
    a.handsOn?.op === b.handsOn?.op &&
    a.handleOf === b.handleOf &&
    a.isKept === b.isKept &&
    a.outcome?.of === b.outcome?.of &&
    a.outcome?.test === b.outcome?.test &&
    a.outcome?.negated === b.outcome?.negated &&
    isSameList(a.ensures, b.ensures) &&
    isSameList(a.keeps, b.keeps)
  );
}

function isSameList(a: readonly Variable[], b: readonly Variable[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
