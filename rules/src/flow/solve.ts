/** A forward worklist over one graph: the state at the entry of each block, and one last pass that tells the listener. */
import type { Environment } from './environment.ts';
import type { FlowEvent } from './event.ts';
import type { Block, BlockId, FlowGraph, Op } from './graph.ts';
import { assumed } from './narrow.ts';
import { State } from './state.ts';
import { initialOf } from './step.ts';
import type { Step } from './step.ts';
import { transfer } from './transfer.ts';
import { ValueTable } from './value.ts';

/** Sees each operation in the state before it, once, after the solution is found: for tests and `npm run flow`. */
export type Observer = (op: Op, step: Step) => void;

/** Analyses the graph and tells `emit` what happens in it, block by block in the order they were made. */
export function solve(graph: FlowGraph, environment: Environment, emit: (event: FlowEvent) => void, observe?: Observer): void {
  const order = reversePostorder(graph);
  const loops = blocksInLoops(graph);
  const values = new ValueTable();
  const entries = new Map<BlockId, State>([[graph.entry, new State()]]);
  const initial = (variable: Parameters<typeof initialOf>[1]) => initialOf({ environment, values }, variable);
  const pending = new Set<BlockId>([graph.entry]);

  const stepIn = (block: Block, state: State, emitting: boolean): Step => ({
    environment,
    values,
    block,
    isInLoop: loops.has(block.id),
    state,
    emit: emitting ? emit : undefined,
  });

  const flowTo = (to: BlockId, state: State): void => {
    const known = entries.get(to);
    const joined = known === undefined ? state : known.join(state, initial);
    if (joined === undefined) return;
    entries.set(to, joined);
    pending.add(to);
  };

  while (pending.size > 0) {
    for (const id of order) {
      if (!pending.delete(id)) continue;
      const block = graph.blocks[id];
      const entry = entries.get(id);
      if (block !== undefined && entry !== undefined) runBlock(stepIn(block, new State(entry), false), flowTo, initial);
    }
  }

  for (const id of [...order].sort((a, b) => a - b)) {
    const block = graph.blocks[id];
    const entry = entries.get(id);
    if (block === undefined || entry === undefined) continue;
    const step = stepIn(block, new State(entry), true);
    for (const op of block.ops) {
      observe?.(op, step);
      if (!transfer(step, op)) break;
    }
  }
}

type Initial = Parameters<State['join']>[1];

function runBlock(step: Step, flowTo: (to: BlockId, state: State) => void, initial: Initial): void {
  const { block, state } = step;
  let onError: State | undefined;
  for (const op of block.ops) {
    // An exception leaves before the operation has had its effect.
    if (block.onError !== undefined && mayRaise(op)) onError = onError === undefined ? new State(state) : (onError.join(state, initial) ?? onError);
    if (!transfer(step, op)) {
      if (block.onError !== undefined && onError !== undefined) flowTo(block.onError, onError);
      return;
    }
  }
  if (block.onError !== undefined) flowTo(block.onError, onError ?? new State(state));
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

function mayRaise(op: Op): boolean {
  switch (op.kind) {
    case 'member':
    case 'set-member':
    case 'index':
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

function successors(block: Block): BlockId[] {
  const { end } = block;
  const next =
    end.kind === 'jump' ? [end.to] : end.kind === 'branch' ? [end.whenTrue, end.whenFalse] : end.kind === 'choice' ? [...end.to] : [];
  return block.onError === undefined ? next : [...next, block.onError];
}

/** Iterative: graphs of generated code are deep. */
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
  return block === undefined ? [] : successors(block).reverse();
}

/** Tarjan's strongly connected components, iterative: the blocks that can run again. */
function blocksInLoops(graph: FlowGraph): Set<BlockId> {
  const inLoops = new Set<BlockId>();
  const index = new Map<BlockId, number>();
  const low = new Map<BlockId, number>();
  const onPath = new Set<BlockId>();
  const path: BlockId[] = [];
  const stack: { id: BlockId; next: BlockId[] }[] = [];
  const enter = (id: BlockId): void => {
    index.set(id, index.size);
    low.set(id, index.get(id) ?? 0);
    path.push(id);
    onPath.add(id);
    stack.push({ id, next: nextOf(graph, id) });
  };
  const lower = (id: BlockId, to: number | undefined): void => {
    low.set(id, Math.min(low.get(id) ?? 0, to ?? 0));
  };
  enter(graph.entry);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const { id } = top;
    const to = top.next.pop();
    if (to !== undefined) {
      if (to === id) inLoops.add(id);
      if (!index.has(to)) enter(to);
      else if (onPath.has(to)) lower(id, index.get(to));
      continue;
    }
    stack.pop();
    const parent = stack.at(-1);
    if (parent !== undefined) lower(parent.id, low.get(id));
    if (low.get(id) !== index.get(id)) continue;
    const component = path.splice(path.lastIndexOf(id));
    for (const member of component) {
      onPath.delete(member);
      if (component.length > 1) inLoops.add(member);
    }
  }
  return inLoops;
}
