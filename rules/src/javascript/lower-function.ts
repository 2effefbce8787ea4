/** Functions and the program: each its own graph. A function's graph is made once for each node, which stands in one program. */
import type { TSESTree } from '@typescript-eslint/types';
import { Builder } from '../flow/builder.ts';
import type { Closure, FlowGraph, Parameter, TypeNote, Variable } from '../flow/graph.ts';
import { annotate } from './annotate.ts';
import { read } from './emit.ts';
import { givenType } from './given-type.ts';
import { lowerExpression } from './lower-expression.ts';
import { assign, withDefault } from './lower-pattern.ts';
import { lowerBody } from './lower-statement.ts';
import { lowerTypeParameters } from './lower-type.ts';
import { createLowering, declare, declareLexical, declareVars, resolve, type Lowering } from './scope.ts';
import { noteSymbols } from './symbol-keys.ts';
import { boundNames, type FunctionNode } from './syntax.ts';
import { annotationNote } from './type-note.ts';

const graphs = new WeakMap<object, FlowGraph>();

export function lowerProgram(program: TSESTree.Program): FlowGraph {
  return once(program, () => {
    const builder = new Builder({ kind: 'module', name: '', site: program, isAsync: false, isGenerator: false });
    const l = createLowering(builder, { depth: 0, symbols: new Map() }, false);
    declareVars(l, program.body);
    declareLexical(l, program.body);
    noteSymbols(l, program);
    lowerBody(l, program.body);
    return builder.finish();
  });
}

/** The graph of a function; `name` is that of its declaration or property. */
export function lowerFunction(node: FunctionNode, name: string, around: Lowering): FlowGraph {
  return once(node, () => {
    const isArrow = node.type === 'ArrowFunctionExpression';
    const builder = new Builder({ kind: 'function', name, site: node, isAsync: node.async, isGenerator: node.generator });
    const l = createLowering(builder, around, !isArrow);
    if (!isArrow) declare(l, 'this', 'receiver');
    if (node.type === 'FunctionExpression' && node.id !== null) declareOwnName(l, node.id.name);
    lowerTypeParameters(l, node.typeParameters);
    lowerReceiver(l, node.params[0]);
    lowerParameters(l, node.params);
    const result = annotationNote(node.returnType);
    annotate(l, result);
    l.builder.resultType(result);
    if (node.body.type === 'BlockStatement') {
      declareVars(l, node.body.body);
      declareLexical(l, node.body.body);
      lowerBody(l, node.body.body);
    } else {
      const value = lowerExpression(l, node.body);
      builder.emit({ kind: 'escape', of: value, as: 'return', site: node.body });
      builder.return();
    }
    return builder.finish();
  });
}

/** Code that runs with an object as `this` and stands in no function: field initialisers. Made once for `key`. */
export function lowerSynthetic(key: TSESTree.Node, name: string, around: Lowering, body: (l: Lowering, receiver: Variable) => void): FlowGraph {
  return once(key, () => {
    const builder = new Builder({ kind: 'function', name, site: key, isAsync: false, isGenerator: false });
    const l = createLowering(builder, around, false);
    body(l, declare(l, 'this', 'receiver'));
    return builder.finish();
  });
}

/** Ties the free names of `graph` to the variables of the graph that makes the closure. */
export function makeClosure(l: Lowering, graph: FlowGraph): Closure {
  const captures = new Map<Variable, Variable>();
  for (const variable of graph.variables) {
    if (variable.kind === 'free') captures.set(variable, resolve(l, variable.name));
  }
  return { graph, captures, defaults: [] };
}

function once(key: object, make: () => FlowGraph): FlowGraph {
  const known = graphs.get(key);
  if (known !== undefined) return known;
  const graph = make();
  graphs.set(key, graph);
  return graph;
}

/** `const f = function g() { }`: inside, `g` is the function itself, whatever `g` is outside. Parameters and variables of that name win. */
function declareOwnName(l: Lowering, name: string): void {
  declare(l, name);
  l.scope = { names: new Map(), outer: l.scope };
}

/** All parameters are bound first; then defaults and patterns are evaluated from left to right. */
function lowerParameters(l: Lowering, params: readonly TSESTree.Parameter[]): void {
  const bound = params.filter((param) => !isThisParameter(param)).map((param) => ({ param, variable: bindParameter(l, param) }));
  for (const { param, variable } of bound) {
    const plain = withoutModifiers(param);
    const pattern = plain.type === 'RestElement' ? plain.argument : plain;
    if (pattern.type === 'AssignmentPattern') {
      assign(l, pattern.left, withDefault(l, pattern, read(l, variable, pattern.left)));
    } else if (pattern.type !== 'Identifier') {
      assign(l, pattern, read(l, variable, pattern));
    }
    if (param.type === 'TSParameterProperty') setField(l, param);
  }
}

function bindParameter(l: Lowering, param: TSESTree.Parameter): Variable {
  const plain = withoutModifiers(param);
  const pattern = plain.type === 'AssignmentPattern' ? plain.left : plain.type === 'RestElement' ? plain.argument : plain;
  const isName = pattern.type === 'Identifier';
  const variable = isName ? declare(l, pattern.name, 'parameter') : l.builder.variable('<pattern>', 'parameter');
  if (!isName) for (const name of boundNames(pattern)) declare(l, name);
  const type = parameterType(param);
  annotate(l, type);
  const parameter: Parameter = { variable, form: plain.type === 'RestElement' ? 'rest' : 'plain', type, site: param };
  l.builder.parameter(parameter);
  return variable;
}

/** `constructor(private readonly x: T)` is a parameter, a field, and `this.x = x`. */
function setField(l: Lowering, param: TSESTree.TSParameterProperty): void {
  for (const name of boundNames(param)) {
    const of = read(l, resolve(l, 'this'), param);
    const from = read(l, resolve(l, name), param);
    l.builder.emit({ kind: 'set-member', of, name, from, type: parameterType(param), site: param });
  }
}

export function parameterType(param: TSESTree.Parameter): TypeNote | undefined {
  const plain = withoutModifiers(param);
  const annotated = plain.type === 'AssignmentPattern' ? plain.left : plain;
  const note = ('typeAnnotation' in annotated ? annotationNote(annotated.typeAnnotation) : undefined) ?? givenType(annotated);
  const isOptional = 'optional' in annotated && annotated.optional;
  return note !== undefined && isOptional ? { ...note, nullable: true } : note;
}

type PlainParameter = Exclude<TSESTree.Parameter, TSESTree.TSParameterProperty>;

function withoutModifiers(param: TSESTree.Parameter): PlainParameter {
  return param.type === 'TSParameterProperty' ? param.parameter : param;
}

function lowerReceiver(l: Lowering, first: TSESTree.Parameter | undefined): void {
  if (first === undefined || !isThisParameter(first)) return;
  const type = parameterType(first);
  annotate(l, type);
  l.builder.receiverType(type);
}

/** TypeScript's `function f(this: T)` binds nothing. */
function isThisParameter(param: TSESTree.Parameter): boolean {
  return param.type === 'Identifier' && param.name === 'this';
}
