/** What classes and graphs list, by name: each list is looked through once. */
import type { ClassSource, FieldSource, FlowGraph, MethodSource, Variable } from '../flow/graph.ts';
import { onceFor } from '../flow/once-for.ts';
import { append } from './append.ts';

/** In the order of the text: a getter and its setter have the same name. */
export function methodsNamed({ methods }: ClassSource, name: string): readonly MethodSource[] {
  return methodTable(methods).get(name) ?? [];
}

/** The first, where a class says it twice. */
export function fieldNamed({ fields }: ClassSource, name: string): FieldSource | undefined {
  return fieldTable(fields).get(name)?.[0];
}

/** A name may be a type's and a value's. */
export function variablesNamed({ variables }: FlowGraph, name: string): readonly Variable[] {
  return variableTable(variables).get(name) ?? [];
}

function byName<Item extends { readonly name: string }>(list: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const table = new Map<string, Item[]>();
  for (const item of list) append(table, item.name, item);
  return table;
}

const methodTable = onceFor((methods: readonly MethodSource[]) => byName(methods));
const fieldTable = onceFor((fields: readonly FieldSource[]) => byName(fields));
const variableTable = onceFor((variables: readonly Variable[]) => byName(variables));
