/** Who makes, and who reads, the results of a graph's expressions and its variables. */
import type { Block, DerefOp, FlowGraph, Op, OpOf, Temp, Variable } from '../flow/graph.ts';
import { onceFor } from '../flow/once-for.ts';
import { operandsOf, testedBy } from '../flow/operands.ts';
import { append } from './append.ts';
import { successors } from '../flow/successors.ts';

interface Place {
  readonly block: Block;
  readonly at: number;
}

export const tempsOf = onceFor((graph: FlowGraph) => new Temps(graph));

/** A call of the value that is not given the value, too. */
export function isCallOf(op: Op, callee: Temp): boolean {
  return op.kind === 'call' && op.callee === callee && !op.arguments.some(({ temp }) => temp === callee);
}

export class Temps {
  readonly graph: FlowGraph;
  readonly #makers = new Map<Temp, Op[]>();
  readonly #readers = new Map<Temp, Op[]>();
  readonly #reads = new Map<Variable, OpOf<'read'>[]>();
  readonly #writes = new Map<Variable, OpOf<'write'>[]>();
  readonly #tested = new Set<Temp>();
  readonly #unbound = new Set<Variable>();
  readonly #places = new Map<Op, Place>();
  #captured: ReadonlySet<Variable> | undefined;

  constructor(graph: FlowGraph) {
    this.graph = graph;
    for (const block of graph.blocks) {
      block.ops.forEach((op, at) => this.#note(op, { block, at }));
      if (block.end.kind === 'branch') for (const temp of testedBy(block.end.test)) this.#tested.add(temp);
    }
  }

  /** The last of several, where branches give one result. A claim (`x!`, `x as T`) makes nothing. */
  maker(temp: Temp): Op | undefined {
    const maker = this.#makers.get(temp)?.at(-1);
    return maker?.kind === 'claim' ? this.maker(maker.of) : maker;
  }

  /** All of them, where branches give one result. */
  makers(temp: Temp): readonly Op[] {
    return this.#makers.get(temp) ?? [];
  }

  /** The calls and reads of members that may have made it, where branches or `?.` give one result. */
  accesses(temp: Temp): readonly DerefOp[] {
    return this.makers(temp).flatMap((op) => {
      if (op.kind === 'call' || op.kind === 'member') return [op];
      if (op.kind === 'copy') return op.operand === 'stopped' ? [] : this.accesses(op.from);
      return op.kind === 'claim' ? this.accesses(op.of) : [];
    });
  }

  /** The variable that it was read from. */
  variable(temp: Temp): Variable | undefined {
    const maker = this.maker(temp);
    return maker?.kind === 'read' ? maker.from : undefined;
  }

  readers(temp: Temp): readonly Op[] {
    return this.#readers.get(temp) ?? [];
  }

  /** A branch depends on it. */
  isTested(temp: Temp): boolean {
    return this.#tested.has(temp);
  }

  /** The reads of a variable of the graph that is written once, never let go and not seen by closures; undefined for any other. */
  readsOf(variable: Variable): readonly OpOf<'read'>[] | undefined {
    const isOwn = variable.kind === 'local' && this.graph.kind === 'function';
    if (!isOwn || this.#unbound.has(variable) || this.#writes.get(variable)?.length !== 1 || this.captured.has(variable)) return undefined;
    return this.#reads.get(variable) ?? [];
  }

  allReadsOf(variable: Variable): readonly OpOf<'read'>[] {
    return this.#reads.get(variable) ?? [];
  }

  writesOf(variable: Variable): readonly OpOf<'write'>[] {
    return this.#writes.get(variable) ?? [];
  }

  /** Variables that closures and methods made here see. */
  get captured(): ReadonlySet<Variable> {
    return (this.#captured ??= new Set(
      [...this.graph.closures, ...this.graph.classes.flatMap(({ methods }) => methods.map(({ closure }) => closure))].flatMap(({ captures }) => [...captures.values()]),
    ));
  }

  /** After the operation the graph does nothing more that matters, as far as `isQuiet` says. */
  isLast(op: Op, isQuiet: (op: Op) => boolean): boolean {
    const place = this.#places.get(op);
    if (place?.block.ops.slice(place.at + 1).every(isQuiet) !== true) return false;
    const pending = [...successors(place.block.end)];
    const seen = new Set(pending);
    for (const id of pending) {
      const block = this.graph.blocks[id];
      if (block === undefined || block === place.block || !block.ops.every(isQuiet)) return false;
      for (const next of successors(block.end)) {
        if (seen.has(next)) continue;
        seen.add(next);
        pending.push(next);
      }
    }
    return true;
  }

  /** After the operation the graph may come to another one, before it comes to one of those that end the way. */
  leadsTo(from: Op, to: Op, ends: (op: Op) => boolean): boolean {
    const place = this.#places.get(from);
    if (place === undefined) return false;
    const next = (ops: readonly Op[]): Op | undefined => ops.find((op) => op === to || ends(op));
    const first = next(place.block.ops.slice(place.at + 1));
    if (first !== undefined) return first === to;
    const reached = new Set(successors(place.block.end));
    for (const id of reached) {
      const block = this.graph.blocks[id];
      const found = block && next(block.ops);
      if (found === to) return true;
      if (block !== undefined && found === undefined) for (const one of successors(block.end)) reached.add(one);
    }
    return false;
  }

  #note(op: Op, place: Place): void {
    this.#places.set(op, place);
    if ('to' in op) append(this.#makers, op.to, op);
    for (const temp of operandsOf(op)) append(this.#readers, temp, op);
    if (op.kind === 'read') append(this.#reads, op.from, op);
    else if (op.kind === 'write') append(this.#writes, op.variable, op);
    else if (op.kind === 'unbind') this.#unbound.add(op.variable);
  }
}
