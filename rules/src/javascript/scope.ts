/**
 * Names while one graph is lowered: block scopes, hoisting, and names that belong to somebody else (`free`).
 * It knows no expressions.
 */
import type { TSESTree } from '@typescript-eslint/types';
import type { Builder } from '../flow/builder.ts';
import type { Variable } from '../flow/graph.ts';
import { boundNames, declarationIn, listOf } from './syntax.ts';

export interface Scope {
  readonly names: Map<string, Variable>;
  readonly outer: Scope | undefined;
}

/** What is at hand while one graph is lowered. */
export interface Lowering {
  readonly builder: Builder;
  readonly frees: Map<string, Variable>;
  /** `arguments` belongs to this graph (not so in arrow functions and modules). */
  readonly bindsArguments: boolean;
  scope: Scope;
  /** Statements inside an expression (`class { static { } }`) must leave the temps of the expression alone. */
  statementsInExpression: number;
  /** Constants of the module that stand for symbols. */
  readonly symbols: Map<string, Variable>;
  /** Nesting of syntax so far; what lies too deep is an unknown value. */
  depth: number;
  /** Types that are declared where they are used: one declaration does for all of the same text. */
  readonly declaredTypes: Set<string>;
}

/** @param around what the graph stands in; its names are not those of the graph */
export function createLowering(builder: Builder, around: Pick<Lowering, 'depth' | 'symbols'>, bindsArguments: boolean): Lowering {
  return {
    builder,
    frees: new Map(),
    bindsArguments,
    scope: { names: new Map(), outer: undefined },
    statementsInExpression: 0,
    symbols: around.symbols,
    depth: around.depth,
    declaredTypes: new Set(),
  };
}

/** The variable of a name bound in this graph. */
export function find(l: Lowering, name: string): Variable | undefined {
  for (let scope: Scope | undefined = l.scope; scope !== undefined; scope = scope.outer) {
    const variable = scope.names.get(name);
    if (variable !== undefined) return variable;
  }
  return undefined;
}

export function resolve(l: Lowering, name: string): Variable {
  const known = find(l, name) ?? l.frees.get(name);
  if (known !== undefined) return known;
  const isOwnArguments = name === 'arguments' && l.bindsArguments;
  const variable = l.builder.variable(name, isOwnArguments ? 'local' : 'free');
  l.frees.set(name, variable);
  return variable;
}

/** Binds a name in the innermost scope; a second declaration (`var x; var x;`) is the same variable. */
export function declare(l: Lowering, name: string, kind: Variable['kind'] = 'local'): Variable {
  const known = l.scope.names.get(name);
  if (known !== undefined) return known;
  const variable = l.builder.variable(name, kind);
  l.scope.names.set(name, variable);
  return variable;
}

export function inScope<T>(l: Lowering, body: () => T): T {
  const outer = l.scope;
  l.scope = { names: new Map(), outer };
  const result = body();
  l.scope = outer;
  return result;
}

/** Runs `body` where the names of `scope` are seen: a `finally` body is lowered for each jump that leaves its `try`. */
export function withScope(l: Lowering, scope: Scope, body: () => void): void {
  const outer = l.scope;
  l.scope = scope;
  body();
  l.scope = outer;
}

/** Names that the statements of one block bind in that block. */
export function declareLexical(l: Lowering, statements: readonly TSESTree.ProgramStatement[]): void {
  for (const statement of statements) {
    for (const name of lexicalNames(declarationIn(statement))) declare(l, name);
  }
}

/** `var` names of a function or module, wherever they stand in it; nested functions excluded. */
export function declareVars(l: Lowering, statements: readonly TSESTree.ProgramStatement[]): void {
  const pending: TSESTree.ProgramStatement[] = [...statements].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const statement = declarationIn(next);
    if (statement.type === 'VariableDeclaration') {
      if (statement.kind === 'var') declareDeclared(l, statement);
    } else {
      for (const part of nestedStatements(statement).reverse()) pending.push(part);
    }
  }
}

export function declareDeclared(l: Lowering, declaration: TSESTree.VariableDeclaration): void {
  for (const declarator of declaration.declarations) {
    for (const name of boundNames(declarator.id)) declare(l, name);
  }
}

type Declaration = ReturnType<typeof declarationIn>;

function lexicalNames(statement: Declaration): readonly string[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      return statement.kind === 'var' ? [] : statement.declarations.flatMap((declarator) => boundNames(declarator.id));
    case 'ClassDeclaration':
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'TSEnumDeclaration':
      return statement.id === null ? [] : [statement.id.name];
    case 'TSImportEqualsDeclaration':
      return statement.importKind === 'type' ? [] : [statement.id.name];
    case 'TSModuleDeclaration':
      return namespaceName(statement) ?? [];
    case 'ImportDeclaration':
      return statement.specifiers.map((specifier) => specifier.local.name);
    default:
      return [];
  }
}

/** `namespace A.B { }` binds `A`; `declare module 'm'` and `declare global` bind nothing. */
function namespaceName(node: TSESTree.TSModuleDeclaration): readonly string[] | undefined {
  if (node.kind === 'global') return undefined;
  let id: TSESTree.TSModuleDeclaration['id'] | TSESTree.EntityName = node.id;
  while (id.type === 'TSQualifiedName') id = id.left;
  return id.type === 'Identifier' ? [id.name] : undefined;
}

function nestedStatements(statement: Declaration): TSESTree.ProgramStatement[] {
  switch (statement.type) {
    case 'BlockStatement':
      return [...statement.body];
    case 'IfStatement':
      return statement.alternate === null ? [statement.consequent] : [statement.consequent, statement.alternate];
    case 'ForStatement':
      return statement.init?.type === 'VariableDeclaration' ? [statement.init, statement.body] : [statement.body];
    case 'ForInStatement':
    case 'ForOfStatement':
      return statement.left.type === 'VariableDeclaration' ? [statement.left, statement.body] : [statement.body];
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
    case 'WithStatement':
      return [statement.body];
    case 'SwitchStatement':
      return statement.cases.flatMap((switchCase) => switchCase.consequent);
    case 'TryStatement':
      return [statement.block, ...listOf(statement.handler === null ? [] : [statement.handler.body]), ...(statement.finalizer === null ? [] : [statement.finalizer])];
    default:
      return [];
  }
}
