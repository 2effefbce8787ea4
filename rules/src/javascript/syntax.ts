/** The TSESTree types the front end works with, and small questions about nodes. It knows nothing of graphs. */
import type { AST_NODE_TYPES, TSESTree } from '@typescript-eslint/types';

export type Node = TSESTree.Node;
export type Expression = TSESTree.Expression;
export type NodeType = AST_NODE_TYPES;
export type NodeOf<K extends NodeType> = Extract<TSESTree.Node, { type: K }>;
export type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
/** Whatever can be assigned to or bound. */
export type Target = TSESTree.DestructuringPattern | Expression | TSESTree.TSParameterProperty | TSESTree.TSEmptyBodyFunctionExpression;

export interface NodeMap {
  readonly nodes: { readonly [K in NodeType]: NodeOf<K> };
}

/** One handler for each of the given node types. */
export type Handlers<K extends NodeType, Context, Result> = {
  readonly [T in K]: (context: Context, node: NodeMap['nodes'][T]) => Result;
};

/** Plain JavaScript parsers leave out the fields that only TypeScript has. */
export function listOf<T>(items: readonly T[] | null | undefined): readonly T[] {
  return items ?? [];
}

/** `x` of `x as T`, `<T>x`, `x satisfies T`, `x!`, `f<T>`. */
export function withoutTypes(node: Expression): Expression {
  let inner = node;
  while (
    inner.type === 'TSAsExpression' ||
    inner.type === 'TSTypeAssertion' ||
    inner.type === 'TSSatisfiesExpression' ||
    inner.type === 'TSNonNullExpression' ||
    inner.type === 'TSInstantiationExpression'
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** The name of a property where it is written out: `a`, `'a'`, `1`, `#a`; undefined for `[a]`. */
export function propertyName(key: TSESTree.PropertyName | Expression, computed: boolean): string | undefined {
  if (key.type === 'Literal') return typeof key.value === 'string' || typeof key.value === 'number' ? String(key.value) : undefined;
  if (computed) return undefined;
  if (key.type === 'Identifier') return key.name;
  return key.type === 'PrivateIdentifier' ? `#${key.name}` : undefined;
}

/** The member a member expression names: `x` of `a.x`, `a['x']`, `#x` of `a.#x`. */
export function memberName(node: TSESTree.MemberExpression): string | undefined {
  if (!node.computed) return node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : node.property.name;
  return node.property.type === 'Literal' && typeof node.property.value === 'string' ? node.property.value : undefined;
}

/** `a.b.c` as written, of names only; undefined for anything else. */
export function dottedName(node: Expression): string | undefined {
  const parts: string[] = [];
  let current = node;
  while (current.type === 'MemberExpression') {
    const name = memberName(current);
    if (name === undefined || current.optional) return undefined;
    parts.push(name);
    current = current.object;
  }
  if (current.type !== 'Identifier') return undefined;
  parts.push(current.name);
  return parts.reverse().join('.');
}

/** Names bound by a pattern, in text order. */
export function boundNames(pattern: Target): readonly string[] {
  const names: string[] = [];
  const pending: Target[] = [pattern];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.type === 'Identifier') names.push(next.name);
    else if (next.type === 'AssignmentPattern') pending.push(next.left);
    else if (next.type === 'RestElement') pending.push(next.argument);
    else if (next.type === 'TSParameterProperty') pending.push(next.parameter);
    else if (next.type === 'ArrayPattern') pending.push(...next.elements.filter((element) => element !== null).reverse());
    else if (next.type === 'ObjectPattern') {
      pending.push(...next.properties.map((property) => (property.type === 'Property' ? property.value : property.argument)).reverse());
    }
  }
  return names;
}

/** `export const x = 1` declares what `const x = 1` declares. */
export function declarationIn(statement: TSESTree.ProgramStatement): TSESTree.ProgramStatement | TSESTree.DefaultExportDeclarations {
  if (statement.type === 'ExportNamedDeclaration') return statement.declaration ?? statement;
  return statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement;
}

export function isFunction(node: Node): node is FunctionNode {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
}
