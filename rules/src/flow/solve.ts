/** A forward worklist over one graph: the state at the entry of each block, and one last pass that tells the listener. */
import { keepAtStart } from './call-at-once.ts';
import { tellDeathTest } from './death-watch.ts';
import type { Environment } from './environment.ts';
import type { FlowEvent } from './event.ts';
import { tellExit } from './function.ts';
import { tellGlobalTest } from './global-test.ts';
import type { Block, BlockId, FlowGraph, Op, Variable } from './graph.ts';
import { watchTest } from './handle-watch.ts';
import { loopsOf } from './loops.ts';
import { assumed } from './narrow.ts';
import { PlaceTable } from './place.ts';
import { watchMembership } from './proxy-watch.ts';
import { MAX_VISITS } from './policy.ts';
import { State } from './state.ts';
import type { Start } from './state.ts';
import { initialMember, startOf } from './step.ts';
import type { Step } from './step.ts';
import { transfer } from './transfer.ts';
import { tellTruthTest } from './truth.ts';
import { homeOf, isMadeByGraph, single, ValueTable } from './value.ts';
import { successors } from './successors.ts';

/** Sees each operation in the state before it, once, after the solution is found: for tests and `npm run flow`. */
export type Observer = (op: Op, step: Step) => void;

/** Analyses the graph and tells `emit` what happens in it, block by block in the order they were made. */
export function solve(graph: FlowGraph, environment: Environment, emit: (event: FlowEvent) => void, observe?: Observer): void {
  const loops = loopsOf(graph, (id) => nextOf(graph, id));
  const openings = firstBlocksOfTries(graph);
  const rewritten = rewrittenIn(graph, loops);
  const counted = countedIn(graph, rewritten);
  const values = new ValueTable();
  const stepIn = (block: Block, state: State, emitting: boolean): Step => ({
    environment,
    values,
    block,
    isModule: graph.kind === 'module',
    isInLoop: loops.has(block.id),
    rewritten,
    counted,
    state: state.copy(),
    emit: emitting ? emit : undefined,
  });
  const start: Start = {
    of: (place) => startOf({ environment, values }, place),
    ofMade: ({ of, name }) => single(initialMember({ environment, values }, of, name)),
    isMadeHere: (value) => isMadeByGraph(values, value),
    home: (value) => homeOf(values.get(value).source),
  };

  const beginning = new State(new PlaceTable());
  keepAtStart(beginning, { environment, values });
  const entries = entryStates(graph, beginning, start, (block, entry, flowTo) => runBlock(stepIn(block, entry, false), openings.has(block.id), flowTo, start));
  for (const block of graph.blocks) {
    const entry = entries.get(block.id);
    if (entry === undefined) continue;
    const step = stepIn(block, entry, true);
    const isCompleted = block.ops.every((op) => {
      observe?.(op, step);
      return transfer(step, op);
    });
    if (isCompleted) tellEnd(graph, step, block);
  }
}

function tellEnd(graph: FlowGraph, step: Step, { end }: Block): void {
  if (end.kind === 'branch') {
    tellTruthTest(step, end.test);
    tellGlobalTest(step, end.test);
    watchTest(step, end.test);
    watchMembership(step, end.test);
    tellDeathTest(step, end.test, end);
  } else if (end.kind === 'exit' && end.as !== 'raise') tellExit(step, graph, end.as === 'return');
}

type FlowTo = (to: BlockId, state: State) => void;

/** Runs pending blocks in reverse postorder, each loop to its end before it starts again, until no entry state changes any more. */
function entryStates(graph: FlowGraph, beginning: State, start: Start, run: (block: Block, entry: State, flowTo: FlowTo) => void): ReadonlyMap<BlockId, State> {
  const order = reversePostorder(graph);
  const restarts = loopRestarts(graph, order);
  const entries = new Map<BlockId, State>([[graph.entry, beginning]]);
  const pending = new Set<BlockId>([graph.entry]);
  const visits = new Map<BlockId, number>();
  const flowTo: FlowTo = (to, state) => {
    const known = entries.get(to);
    const joined = known === undefined ? state : known.join(state, start);
    if (joined === undefined) return;
    entries.set(to, (visits.get(to) ?? 0) < MAX_VISITS ? joined : joined.givenUp());
    pending.add(to);
  };
  let at = 0;
  while (at < order.length) {
    const id = order[at];
    const block = id === undefined ? undefined : graph.blocks[id];
    const entry = id === undefined ? undefined : entries.get(id);
    if (id !== undefined && block !== undefined && entry !== undefined && pending.delete(id)) {
      visits.set(id, (visits.get(id) ?? 0) + 1);
      run(block, entry, flowTo);
    }
    const restart = restarts.get(at)?.find(({ head }) => pending.has(head));
    at = restart?.position ?? at + 1;
  }
  return entries;
}

interface Restart {
  readonly head: BlockId;
  readonly position: number;
}

/** By the position of the last block that jumps back to them: the heads of loops, outer ones first. */
function loopRestarts(graph: FlowGraph, order: readonly BlockId[]): ReadonlyMap<number, readonly Restart[]> {
  const positions = new Map(order.map((id, position) => [id, position]));
  const tails = new Map<number, number>();
  for (const [position, id] of order.entries()) {
    for (const to of nextOf(graph, id)) {
      const head = positions.get(to) ?? position + 1;
      if (head <= position) tails.set(head, position);
    }
  }
  const restarts = new Map<number, Restart[]>();
  for (const [position, tail] of [...tails].sort(([a], [b]) => a - b)) {
    const head = order[position];
    if (head !== undefined) restarts.set(tail, [...(restarts.get(tail) ?? []), { head, position }]);
  }
  return restarts;
}

/** `opensTry`: a `try` in which nothing may fail has a handler all the same. */
function runBlock(step: Step, opensTry: boolean, flowTo: FlowTo, start: Start): void {
  const { block, state } = step;
  let onError = opensTry && !block.ops.some(mayRaise) ? state.copy() : undefined;
  for (const op of block.ops) {
    // An exception leaves before the operation has had its effect, but for that which what is waited for ends with.
    if (block.onError !== undefined && mayRaise(op) && op.kind !== 'suspend') onError = failing(onError, state, start);
    if (!transfer(step, op)) {
      if (block.onError !== undefined && onError !== undefined) raise(block.onError, onError, flowTo);
      return;
    }
    if (block.onError !== undefined && op.kind === 'suspend') onError = failing(onError, state, start);
  }
  if (block.onError !== undefined && onError !== undefined) raise(block.onError, onError, flowTo);
  const { end } = block;
  switch (end.kind) {
    case 'jump':
      flowTo(end.to, state);
      break;
    case 'choice':
      for (const to of end.to) flowTo(to, state);
      break;
    case 'branch': {
      const whenTrue = assumed(step, end.test, true);
      if (whenTrue !== undefined) flowTo(end.whenTrue, whenTrue);
      const whenFalse = assumed(step, end.test, false);
      if (whenFalse !== undefined) flowTo(end.whenFalse, whenFalse);
      break;
    }
    case 'exit':
      break;
  }
}

/** What holds wherever an operation so far may have failed. */
function failing(before: State | undefined, now: State, start: Start): State {
  return before === undefined ? now.copy() : (before.join(now, start) ?? before);
}

/** A handler begins with statements of its own: what the failed one had at hand is gone, or nested handlers would pile it up. */
function raise(handler: BlockId, state: State, flowTo: FlowTo): void {
  state.clearTemps();
  flowTo(handler, state);
}

function mayRaise(op: Op): boolean {
  switch (op.kind) {
    case 'member':
    case 'set-member':
    case 'index':
    case 'remove-index':
    case 'set-index':
    case 'call':
    case 'use':
    case 'suspend':
    case 'import':
    case 'element':
    case 'claim':
      return true;
    default:
      return false;
  }
}

/** Of a branch the second way first: a loop's exit, so that its body comes before what follows it. Iterative: graphs of generated code are deep. */
function reversePostorder(graph: FlowGraph): BlockId[] {
  const order: BlockId[] = [];
  const seen = new Set<BlockId>([graph.entry]);
  const stack: { id: BlockId; next: BlockId[] }[] = [{ id: graph.entry, next: nextOf(graph, graph.entry) }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const to = top.next.pop();
    if (to === undefined) {
      order.push(top.id);
      stack.pop();
    } else if (!seen.has(to)) {
      seen.add(to);
      stack.push({ id: to, next: nextOf(graph, to) });
    }
  }
  return order.reverse();
}

function nextOf(graph: FlowGraph, id: BlockId): BlockId[] {
  const block = graph.blocks[id];
  if (block === undefined) return [];
  return block.onError === undefined ? [...successors(block.end)] : [...successors(block.end), block.onError];
}

/** Variables that a loop writes, and somebody else: in each turn they may hold something else than in the first. */
function rewrittenIn({ blocks }: FlowGraph, loops: ReadonlyMap<BlockId, unknown>): ReadonlySet<Variable> {
  const written = new Set<Variable>();
  const inLoops = new Set<Variable>();
  const again = new Set<Variable>();
  for (const { id, ops } of blocks) {
    for (const op of ops) {
      if (op.kind !== 'write') continue;
      if (written.has(op.variable) || op.variable.kind === 'parameter') again.add(op.variable);
      written.add(op.variable);
      if (loops.has(id)) inLoops.add(op.variable);
    }
  }
  return new Set([...again].filter((variable) => inLoops.has(variable)));
}

function countedIn({ blocks }: FlowGraph, rewritten: ReadonlySet<Variable>): ReadonlySet<Variable> {
  const counted = new Set([...rewritten].filter(({ kind }) => kind === 'parameter'));
  if (counted.size === 0) return counted;
  const plain = new Set(blocks.flatMap(({ ops }) => ops.flatMap((op) => (op.kind === 'typed' || (op.kind === 'constant' && op.type !== 'none') ? [op.to] : []))));
  for (const { ops } of blocks) for (const op of ops) if (op.kind === 'write' && !plain.has(op.from)) counted.delete(op.variable);
  return counted;
}

/** The blocks that are entered from outside of the handler around them. */
function firstBlocksOfTries({ blocks, entry }: FlowGraph): ReadonlySet<BlockId> {
  const opening = blocks.flatMap((block) => successors(block.end).filter((to) => blocks[to]?.onError !== block.onError));
  return new Set([entry, ...opening]);
}
