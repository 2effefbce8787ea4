/** What makes a plain collection, of which the analysis knows all methods. */
import type { FlowGraph, Op, Temp, Variable } from '../flow/graph.ts';
import type { LanguageModel } from '../flow/language-model.ts';
import { opsOf } from './aliases.ts';
import type { Program } from './program.ts';
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
  const temps = tempsOf(graph);
  const returned = [...opsOf(graph)].flatMap((op) => (op.kind === 'escape' && op.as === 'return' ? [temps.maker(op.of)] : []));
  return returned.length > 0 && returned.every((op) => op?.kind === 'display');
}

function isType(model: LanguageModel, program: Program, scope: Scope, callee: Temp): boolean {
  const name = qualifiedName(model, program, scope, callee);
  return name !== undefined && model.api(name)?.role === 'returns';
}

function qualifiedName(model: LanguageModel, program: Program, scope: Scope, temp: Temp): string | undefined {
  const op = tempsOf(scope.graph).maker(temp);
  if (op?.kind === 'read') return nameOfVariable(model, program, scope, op.from);
  const of = op?.kind === 'member' ? qualifiedName(model, program, scope, op.of) : undefined;
  return op?.kind === 'member' && of !== undefined ? `${of}.${op.name}` : undefined;
}

function nameOfVariable(model: LanguageModel, program: Program, scope: Scope, variable: Variable): string | undefined {
  const own = program.tree.resolve(scope, variable);
  if (own === undefined) return model.global(variable.name);
  const temps = tempsOf(own.scope.graph);
  const [write, ...others] = temps.writesOf(own.variable);
  const maker = write === undefined || others.length > 0 ? undefined : temps.maker(write.from);
  return maker?.kind === 'import' ? maker.name : undefined;
}
