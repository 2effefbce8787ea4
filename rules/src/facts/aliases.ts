/** Where the value of a variable or an operation may be within one graph, whatever the order: through variables, copies and claims. */
import type { FlowGraph, Op, Site, Temp, Variable } from '../flow/graph.ts';

export interface Aliases {
  readonly temps: ReadonlySet<Temp>;
  readonly variables: ReadonlySet<Variable>;
}

export function aliasesOf(graph: FlowGraph, seed: { readonly variable: Variable } | { readonly temp: Temp }): Aliases {
  const temps = new Set<Temp>('temp' in seed ? [seed.temp] : []);
  const variables = new Set<Variable>('variable' in seed ? [seed.variable] : []);
  for (let before = -1; before < temps.size + variables.size; ) {
    before = temps.size + variables.size;
    for (const op of opsOf(graph)) {
      if (op.kind === 'read' && variables.has(op.from)) temps.add(op.to);
      else if (op.kind === 'write' && temps.has(op.from)) variables.add(op.variable);
      else if (op.kind === 'copy' && temps.has(op.from)) temps.add(op.to);
      else if (op.kind === 'claim' && temps.has(op.of)) temps.add(op.to);
    }
  }
  return { temps, variables };
}

export function* opsOf(graph: FlowGraph): Generator<Op> {
  for (const { ops } of graph.blocks) yield* ops;
}

/** Something is done with the value: a member is read, it is called, passed on, stored. */
export function firstUse(graph: FlowGraph, { temps }: Aliases): Site | undefined {
  for (const op of opsOf(graph)) {
    switch (op.kind) {
      case 'member':
      case 'set-member':
      case 'index':
      case 'set-index':
        if (temps.has(op.of)) return op.site;
        break;
      case 'call':
        if (temps.has(op.callee) || op.arguments.some(({ temp }) => temps.has(temp))) return op.site;
        break;
      default:
        break;
    }
  }
  return undefined;
}
