/** Which operation makes each temp of a graph, for collectors that look at how code is written rather than at what values do. */
import type { FlowGraph, Op, Temp, Variable } from '../flow/graph.ts';

export type Producers = ReadonlyMap<Temp, Op>;

export function producersIn({ blocks }: FlowGraph): Producers {
  return new Map(blocks.flatMap(({ ops }) => ops.flatMap((op) => ('to' in op ? [[op.to, op] as const] : []))));
}

/** The variable that the temp reads. */
export function variableRead(producers: Producers, temp: Temp): Variable | undefined {
  const op = producers.get(temp);
  return op?.kind === 'read' ? op.from : undefined;
}
