/** What classes and graphs list, by name: each list is looked through once. */
import type { ClassSource, FieldSource, FlowGraph, MethodSource, Variable } from '../flow/graph.ts';
import { append } from './append.ts';

/** In the order of the text: a getter and its setter have the same name. */
export function methodsNamed({ methods }: ClassSource, name: string): readonly MethodSource[] {
  return methodTables.of(methods).get(name) ?? [];
}

/** The first, where a class says it twice. */
export function fieldNamed({ fields }: ClassSource, name: string): FieldSource | undefined {
  return fieldTables.of(fields).get(name)?.[0];
}

/** A name may be a type's and a value's. */
export function variablesNamed({ variables }: FlowGraph, name: string): readonly Variable[] {
  return variableTables.of(variables).get(name) ?? [];
}

class Tables<Item extends { readonly name: string }> {
  readonly #known = new WeakMap<readonly Item[], ReadonlyMap<string, readonly Item[]>>();

  of(list: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
    const known = this.#known.get(list);
    if (known !== undefined) return known;
    const table = new Map<string, Item[]>();
    for (const item of list) append(table, item.name, item);
    this.#known.set(list, table);
    return table;
  }
}

const methodTables = new Tables<MethodSource>();
const fieldTables = new Tables<FieldSource>();
const variableTables = new Tables<Variable>();
