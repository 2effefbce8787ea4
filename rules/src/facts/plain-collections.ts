/** What makes a plain collection, of which the analysis knows all methods. */
import type { FlowGraph, Op, Temp } from '../flow/graph.ts';
import type { LanguageModel } from '../flow/language-model.ts';
import type { Program } from './program.ts';
import { makerOf, qualifiedName } from './qualified-name.ts';
import { returnsOnly } from './returns-only.ts';
import type { Scope } from './scopes.ts';
import { tempsOf } from './temps.ts';

/** `[]`, `new Map()`, `collections.OrderedDict()`: no function of the file, or class, which may know what to do with it. */
export function makesPlain(model: LanguageModel, program: Program, scope: Scope, op: Op | undefined): boolean {
  return op?.kind === 'display' || (op?.kind === 'call' && isType(model, program, scope, op.callee));
}

/** `list` of `defaultdict(list)`, `lambda: []`. */
export function givesPlain(model: LanguageModel, program: Program, scope: Scope, factory: Temp): boolean {
  const maker = tempsOf(scope.graph).maker(factory);
  return maker?.kind === 'closure' ? returnsDisplay(maker.closure.graph) : isType(model, program, scope, factory);
}

/** Another one each time. */
export function returnsDisplay(graph: FlowGraph): boolean {
  return returnsOnly(graph, ({ kind }) => kind === 'display');
}

function isType(model: LanguageModel, program: Program, scope: Scope, callee: Temp): boolean {
  const name = qualifiedName(model, program.tree, makerOf(program.tree, scope, callee));
  return name !== undefined && model.api(name)?.role === 'returns';
}
