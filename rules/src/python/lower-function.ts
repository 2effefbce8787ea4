/** Functions, lambdas and the module: each becomes a graph of its own, cached by its node. */
import { Builder } from '../flow/builder.ts';
import type { Closure, FlowGraph, Parameter, Site, Temp, TypeNote } from '../flow/graph.ts';
import { onceFor } from '../flow/once-for.ts';
import { declareBound } from './alias.ts';
import type { arg, arguments_, AsyncFunctionDef, Expression, FunctionDef, Lambda, Module, TypeParam } from './ast.ts';
import { typeParameterNames } from './assign.ts';
import { lowerBody } from './lower-statement.ts';
import { isNone, lowerExpression } from './lower-expression.ts';
import type { Lowering } from './lowering.ts';
import { bindingsOf, Names } from './scope.ts';
import type { Bindings, LoweredFunction } from './scope.ts';
import { typeNote } from './type-note.ts';

export type FunctionStatement = FunctionDef | AsyncFunctionDef;

const cache = new WeakMap<FunctionStatement | Lambda, LoweredFunction>();

export const lowerModule = onceFor((module: Module): FlowGraph => {
  const builder = new Builder({ kind: 'module', name: '', site: module, isAsync: false, isGenerator: false });
  const names = new Names(builder, 'module', bindingsOf(module.body));
  lowerBody({ builder, names, declared: new Map(), classBody: undefined }, module.body);
  return builder.finish();
});

/** The closure that a definition makes where it stands; default values are evaluated there. */
export function closureOf(l: Lowering, node: FunctionStatement | Lambda): Closure {
  const defaults = lowerDefaults(l, node.args);
  const lowered = lowerFunction(node);
  return { graph: lowered.graph, captures: l.names.captures(lowered), defaults };
}

export function lowerLambda(l: Lowering, node: Lambda): Temp {
  const closure = closureOf(l, node);
  const to = l.builder.temp();
  l.builder.emit({ kind: 'closure', to, closure, site: node });
  return to;
}

/** The cached graph depends on nothing outside the node: an unchanged function keeps it from version to version. */
function lowerFunction(node: FunctionStatement | Lambda): LoweredFunction {
  const known = cache.get(node);
  if (known !== undefined) return known;
  const made = node.type === 'Lambda' ? lowerLambdaBody(node) : lowerFunctionBody(node);
  cache.set(node, made);
  return made;
}

function lowerFunctionBody(node: FunctionStatement): LoweredFunction {
  const bindings = bindingsOf(node.body);
  const l = functionLowering(node, node.args, node.name, node.type === 'AsyncFunctionDef', bindings, node.type_params);
  if (node.returns !== null) {
    annotate(l, node.returns);
    l.builder.resultType(typeNote(node.returns));
  }
  lowerBody(l, node.body);
  return { graph: l.builder.finish(), globals: l.names.globals };
}

function lowerLambdaBody(node: Lambda): LoweredFunction {
  const l = functionLowering(node, node.args, '', false, bindingsOf([node.body]), []);
  const of = lowerExpression(l, node.body);
  l.builder.emit({ kind: 'escape', of, as: 'return', site: node.body });
  l.builder.return();
  return { graph: l.builder.finish(), globals: l.names.globals };
}

function functionLowering(
  site: Site,
  args: arguments_,
  name: string,
  isAsync: boolean,
  bindings: Bindings,
  typeParameters: readonly TypeParam[],
): Lowering {
  const builder = new Builder({ kind: 'function', name, site, isAsync, isGenerator: bindings.yields });
  const bound = new Set([...bindings.bound, ...typeParameterNames(typeParameters)]);
  const parameters = [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg].filter((parameter) => parameter !== null);
  const names = new Names(builder, 'function', { ...bindings, bound }, parameters.map((parameter) => parameter.arg));
  const l: Lowering = { builder, names, declared: new Map(), classBody: undefined };
  for (const one of typeParameters) if (one.type === 'TypeVar' && one.bound !== null) declareBound(l, one, one.bound);
  for (const parameter of parameters) declare(l, args, parameter);
  return l;
}

function declare(l: Lowering, args: arguments_, parameter: arg): void {
  const form = parameter === args.vararg ? 'rest' : parameter === args.kwarg ? 'keyword-rest' : 'plain';
  const written = parameter.annotation === null ? undefined : collected(form, typeNote(parameter.annotation), parameter);
  const type = written !== undefined && isNoneByDefault(args, parameter) ? { ...written, nullable: true } : written;
  if (parameter.annotation !== null) annotate(l, parameter.annotation);
  l.builder.parameter({ variable: l.names.write(parameter.arg), form, type, site: parameter });
}

/** `*refs: T` are a list of T here, `**refs: T` are a dictionary of them. */
function collected(form: Parameter['form'], of: TypeNote | undefined, site: Site): TypeNote | undefined {
  if (form === 'plain' || of === undefined) return of;
  const key: TypeNote = { path: ['str'], arguments: [], nullable: false, site };
  return { path: [form === 'rest' ? 'list' : 'dict'], arguments: form === 'rest' ? [of] : [key, of], nullable: false, site };
}

function isNoneByDefault(args: arguments_, parameter: arg): boolean {
  const positional = [...args.posonlyargs, ...args.args];
  const at = positional.indexOf(parameter);
  const value = at < 0 ? args.kw_defaults[args.kwonlyargs.indexOf(parameter)] : args.defaults[at - positional.length + args.defaults.length];
  return value !== undefined && value !== null && isNone(value);
}

export function annotate(l: Lowering, annotation: Expression): void {
  const type = typeNote(annotation);
  if (type !== undefined) l.builder.emit({ kind: 'annotation', type });
}

function lowerDefaults(l: Lowering, args: arguments_): Temp[] {
  return [...args.defaults, ...args.kw_defaults].filter((value) => value !== null).map((value) => lowerExpression(l, value));
}
