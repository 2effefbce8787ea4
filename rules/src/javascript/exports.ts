/** What a module calls the things it exports. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ModuleExport } from '../facts/modules.ts';
import { boundNames } from './syntax.ts';

/** By the name that others import. `export *` says no names: what comes by it is unknown. */
export function exportsOf({ body }: TSESTree.Program): ReadonlyMap<string, ModuleExport> {
  const found = new Map<string, ModuleExport>();
  for (const statement of body) for (const [name, what] of exportedBy(statement)) found.set(name, what);
  return found;
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
    default:
      return [];
  }
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
