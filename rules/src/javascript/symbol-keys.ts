/** Members that go by a symbol: `this[kOwner]` is one member, wherever the file writes it. */
import type { TSESTree } from '@typescript-eslint/types';
import { find, type Lowering } from './scope.ts';
import { declarationIn, dottedName, memberName, propertyName, type Expression } from './syntax.ts';

/** Notes the constants of the module that stand for symbols: `const kOwner = Symbol('owner')`. They are bound already. */
export function noteSymbols(l: Lowering, { body }: TSESTree.Program): void {
  for (const name of body.flatMap(symbolsIn)) {
    const variable = find(l, name);
    if (variable !== undefined) l.symbols.set(name, variable);
  }
}

function symbolsIn(statement: TSESTree.ProgramStatement): readonly string[] {
  const declaration = declarationIn(statement);
  if (declaration.type === 'ImportDeclaration') return declaration.specifiers.map(({ local }) => local.name).filter(isNamedAsSymbol);
  if (declaration.type !== 'VariableDeclaration' || declaration.kind !== 'const') return [];
  return declaration.declarations.flatMap(({ id, init }) => {
    if (id.type === 'Identifier') return init !== null && isSymbol(init) ? [id.name] : [];
    if (id.type !== 'ObjectPattern') return [];
    // `const { kOwner } = require('./symbols')`
    return id.properties.flatMap(({ value }) => (value?.type === 'Identifier' && isNamedAsSymbol(value.name) ? [value.name] : []));
  });
}

function isSymbol(init: Expression): boolean {
  const path = init.type === 'CallExpression' ? dottedName(init.callee) : undefined;
  return path === 'Symbol' || path === 'Symbol.for';
}

/** What comes from another file is told by its name, as Node.js and undici write it. */
function isNamedAsSymbol(name: string): boolean {
  return /^k[A-Z]/.test(name);
}

/** The member that a member expression names; `[kOwner]` where it goes by a symbol. */
export function memberIn(l: Lowering, node: TSESTree.MemberExpression): string | undefined {
  return memberName(node) ?? (node.computed ? symbolIn(l, node.property) : undefined);
}

/** The name of a property of an object, a class or a pattern. */
export function propertyIn(l: Lowering, key: TSESTree.PropertyName | Expression, computed: boolean): string | undefined {
  return propertyName(key, computed) ?? (computed ? symbolIn(l, key) : undefined);
}

function symbolIn(l: Lowering, key: TSESTree.PropertyName | Expression): string | undefined {
  const symbol = key.type === 'Identifier' ? l.symbols.get(key.name) : undefined;
  if (symbol === undefined) return undefined;
  const own = find(l, symbol.name);
  return own === undefined || own === symbol ? `[${symbol.name}]` : undefined;
}
