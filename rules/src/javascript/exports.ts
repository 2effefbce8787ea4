/** What a module calls the things it exports. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ModuleExport } from '../facts/modules.ts';
import { boundNames } from './syntax.ts';

export interface ModuleExports {
  /** By the name that others import. */
  readonly named: ReadonlyMap<string, ModuleExport>;
  /** The modules of `export * from`. */
  readonly all: readonly string[];
}

export function exportsOf({ body }: TSESTree.Program): ModuleExports {
  const named = new Map<string, ModuleExport>();
  for (const statement of body) for (const [name, what] of exportedBy(statement)) named.set(name, what);
  return { named, all: body.flatMap((statement) => (statement.type === 'ExportAllDeclaration' && statement.exported === null ? [statement.source.value] : [])) };
}

function exportedBy(statement: TSESTree.ProgramStatement): readonly (readonly [string, ModuleExport])[] {
  switch (statement.type) {
    case 'ExportDefaultDeclaration': {
      const local = nameOf(statement.declaration);
      return local === undefined ? [] : [['default', { kind: 'own', name: local }]];
    }
    case 'ExportAllDeclaration':
      return statement.exported === null ? [] : [[textOf(statement.exported), { kind: 'others', name: statement.source.value }]];
    case 'ExportNamedDeclaration': {
      const { source, specifiers, declaration } = statement;
      const declared = declaration === null ? [] : namesOf(declaration);
      return [
        ...declared.map((name) => [name, { kind: 'own', name }] as const),
        ...specifiers.map(({ exported, local }) => [textOf(exported), from(source, textOf(local))] as const),
      ];
    }
    case 'ExpressionStatement':
      return statement.expression.type === 'AssignmentExpression' ? assigned(statement.expression) : [];
    default:
      return [];
  }
}

/** `exports.name = local`, `module.exports.name = local`, `module.exports = { name, other: local }`. */
function assigned({ left, right }: TSESTree.AssignmentExpression): readonly (readonly [string, ModuleExport])[] {
  if (left.type !== 'MemberExpression' || left.computed || left.property.type !== 'Identifier') return [];
  if (isExports(left)) return right.type === 'ObjectExpression' ? right.properties.flatMap((property) => (property.type === 'Property' ? listed(property) : [])) : [];
  const isListed = (left.object.type === 'Identifier' && left.object.name === 'exports') || isExports(left.object);
  return isListed && right.type === 'Identifier' ? [[left.property.name, { kind: 'own', name: right.name }]] : [];
}

function isExports(node: TSESTree.Expression): boolean {
  return node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier' && node.object.name === 'module' && node.property.type === 'Identifier' && node.property.name === 'exports';
}

function listed({ key, value, computed }: TSESTree.Property): readonly (readonly [string, ModuleExport])[] {
  return computed || key.type !== 'Identifier' || value.type !== 'Identifier' ? [] : [[key.name, { kind: 'own', name: value.name }]];
}

function from(source: TSESTree.StringLiteral | null, name: string): ModuleExport {
  return source === null ? { kind: 'own', name } : { kind: 'others', name: `${source.value}.${name}` };
}

function nameOf(node: TSESTree.DefaultExportDeclarations): string | undefined {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'ClassDeclaration' || node.type === 'FunctionDeclaration' ? node.id?.name : undefined;
}

function namesOf(declaration: TSESTree.NamedExportDeclarations): readonly string[] {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.flatMap(({ id }) => boundNames(id));
  return 'id' in declaration && declaration.id?.type === 'Identifier' ? [declaration.id.name] : [];
}

function textOf(name: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return name.type === 'Identifier' ? name.name : name.value;
}
