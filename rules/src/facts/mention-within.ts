import { contains } from '../flow/contains.ts';
import type { FlowGraph, Site, Variable } from '../flow/graph.ts';
import { tempsOf } from './temps.ts';

/** Where a part of the graph that holds what the variable holds does so: it has the value, and not only something of it, or makes a function that reads it. */
export function mentionWithin(graph: FlowGraph, variable: Variable, part: Site): Site | undefined {
  const temps = tempsOf(graph);
  let first: Site | undefined;
  const note = (site: Site | undefined): void => {
    if (site !== undefined && contains(part, site) && (first === undefined || site.range[0] < first.range[0])) first = site;
  };
  for (const { to, site } of temps.allReadsOf(variable)) if (temps.readers(to).some(({ kind }) => kind !== 'member')) note(site);
  for (const { captures, graph: made } of graph.closures) {
    for (const [inner, outer] of captures) if (outer === variable) note(firstRead(made, inner));
  }
  return first;
}

function firstRead(graph: FlowGraph, variable: Variable): Site | undefined {
  const reads = tempsOf(graph).allReadsOf(variable).map(({ site }) => site);
  const inside = graph.closures.flatMap(({ captures, graph: made }) => [...captures].flatMap(([inner, outer]) => (outer === variable ? (firstRead(made, inner) ?? []) : [])));
  return [...reads, ...inside].reduce<Site | undefined>((first, site) => (first === undefined || site.range[0] < first.range[0] ? site : first), undefined);
}
