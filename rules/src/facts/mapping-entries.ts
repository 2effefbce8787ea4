/** The collections that a mapping has under its keys, as one graph handles them. */
import type { Op, Temp, Variable } from '../flow/graph.ts';
import type { LanguageModel } from '../flow/language-model.ts';
import { operandsOf } from '../flow/operands.ts';
import { aliasesOf, opsOf } from './aliases.ts';
import { makesPlain } from './plain-collections.ts';
import type { Program } from './program.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';

/** What comes out of the mapping, or is to go into it. */
export interface Entries {
  readonly temps: ReadonlySet<Temp>;
  /** Local ones, that have it and nothing else. */
  readonly variables: ReadonlySet<Variable>;
  /** Those that put it in: `table.set(key, entry)`. */
  readonly placings: ReadonlySet<Op>;
}

/** `table` of `table.setdefault(key, [])` and `table[key]`, also where a variable has what they gave. */
export function mappingOf(model: LanguageModel, program: Program, scope: Scope, entry: Temp): Temp | undefined {
  const temps = tempsOf(scope.graph);
  const makers = makersOf(temps, entry);
  const mappings = makers.map((op) => mappingAsked(model, temps, op));
  const isEntry = makers.every((op, i) => mappings[i] !== undefined || isEmpty(model, program, scope, op));
  return isEntry ? mappings.find((mapping) => mapping !== undefined) : undefined;
}

function mappingAsked(model: LanguageModel, temps: Temps, op: Op): Temp | undefined {
  if (op.kind === 'index') return op.of;
  const callee = op.kind === 'call' ? temps.maker(op.callee) : undefined;
  return callee?.kind === 'member' && givesEntry(model, callee.name) ? callee.of : undefined;
}

/** Through variables and branches. */
function makersOf(temps: Temps, temp: Temp, seen = new Set<Temp>()): readonly Op[] {
  if (seen.has(temp)) return [];
  seen.add(temp);
  return temps.makers(temp).flatMap((op) => {
    if (op.kind === 'copy') return makersOf(temps, op.from, seen);
    if (op.kind === 'claim') return makersOf(temps, op.of, seen);
    if (op.kind !== 'read' || op.from.kind !== 'local') return [op];
    return temps.writesOf(op.from).flatMap(({ from }) => makersOf(temps, from, seen));
  });
}

/**
 * What is read out of the mapping under a key; undefined where anything else is done to it than that, and putting in a first entry.
 * @param mapping the mapping, wherever it is read
 */
export function entriesOf(model: LanguageModel, program: Program, scope: Scope, mapping: ReadonlySet<Temp>): Entries | undefined {
  const { graph } = scope;
  const temps = tempsOf(graph);
  const { puts, membership } = model.collections;
  const entries = new Set<Temp>();
  const placed = new Map<Op, Temp>();
  const giving = new Set<Temp>();
  const putting = new Map<Temp, number>();
  for (const op of opsOf(graph)) {
    if (op.kind === 'call' && giving.has(op.callee)) {
      entries.add(op.to);
      // `setdefault(key, [])`
      if (!op.arguments.slice(1).every(({ temp }) => makersOf(temps, temp).every((one) => isEmpty(model, program, scope, one)))) return undefined;
    }
    const position = op.kind === 'call' ? putting.get(op.callee) : undefined;
    const put = op.kind === 'call' && position !== undefined ? op.arguments[position] : undefined;
    if (put !== undefined) placed.set(op, put.temp);
    else if (position !== undefined) return undefined;
    if (!operandsOf(op).some((temp) => mapping.has(temp))) continue;
    const puttingAt = op.kind === 'member' ? puts.get(op.name) : undefined;
    if (op.kind === 'index' && mapping.has(op.of)) entries.add(op.to);
    else if (op.kind === 'member' && givesEntry(model, op.name)) giving.add(op.to);
    else if (op.kind === 'member' && puttingAt !== undefined) putting.set(op.to, puttingAt);
    else if (op.kind === 'set-index' && mapping.has(op.of)) placed.set(op, op.from);
    else if (op.kind !== 'outcome' && op.kind !== 'use' && !(op.kind === 'member' && op.name === membership)) return undefined;
  }
  for (const temp of placed.values()) {
    const isOwn = makersOf(temps, temp).every((one) => isEmpty(model, program, scope, one) || ('to' in one && entries.has(one.to)));
    if (!isOwn) return undefined;
  }
  const aliases = [...entries, ...placed.values()].map((temp) => aliasesOf(graph, { temp }));
  const variables = new Set(aliases.flatMap((one) => [...one.variables]));
  if ([...variables].some((variable) => graph.kind === 'module' || variable.kind === 'free' || temps.captured.has(variable))) return undefined;
  return { temps: new Set(aliases.flatMap((one) => [...one.temps])), variables, placings: new Set(placed.keys()) };
}

function givesEntry({ collections }: LanguageModel, method: string): boolean {
  return collections.takes.has(method) && collections.keeps.has(method);
}

/** `[]`, `set()`; where there is no entry there is none. */
function isEmpty(model: LanguageModel, program: Program, scope: Scope, op: Op): boolean {
  if (op.kind === 'constant') return true;
  const isFilled = op.kind === 'display' ? op.parts.length > 0 : op.kind === 'call' && op.arguments.length > 0;
  return !isFilled && makesPlain(model, program, scope, op);
}
