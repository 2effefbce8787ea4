/** Imports, also of types: the module-qualified name of each thing imported, `m.x`, `m.default`, `m`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Temp } from '../flow/graph.ts';
import { clear, readName, write } from './emit.ts';
import { resolve, type Lowering } from './scope.ts';

export function lowerImport(l: Lowering, node: TSESTree.ImportDeclaration): void {
  for (const specifier of node.specifiers) {
    const name = importedName(specifier);
    const to = l.builder.temp();
    const module = node.source.value;
    l.builder.emit({ kind: 'import', to, name: name === '' ? module : `${module}.${name}`, site: specifier });
    write(l, resolve(l, specifier.local.name), to, specifier);
  }
  clear(l);
}

/** `import x = require('m')`, `import x = a.b`. */
export function lowerImportEquals(l: Lowering, node: TSESTree.TSImportEqualsDeclaration): void {
  if (node.importKind === 'type') return;
  write(l, resolve(l, node.id.name), referenced(l, node.moduleReference), node);
}

/** '' for the whole module. */
function importedName(specifier: TSESTree.ImportClause): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type === 'ImportNamespaceSpecifier') return '';
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
}

function referenced(l: Lowering, reference: TSESTree.TSImportEqualsDeclaration['moduleReference']): Temp {
  const to = l.builder.temp();
  if (reference.type === 'TSExternalModuleReference') {
    l.builder.emit({ kind: 'import', to, name: reference.expression.value, site: reference });
    return to;
  }
  const members: TSESTree.TSQualifiedName[] = [];
  let root: TSESTree.EntityName = reference;
  while (root.type === 'TSQualifiedName') {
    members.push(root);
    root = root.left;
  }
  if (root.type !== 'Identifier') return to;
  let value = readName(l, root.name, root);
  for (const member of members.reverse()) {
    const next = l.builder.temp();
    l.builder.emit({ kind: 'member', to: next, of: value, name: member.right.name, site: member, nameSite: member.right });
    value = next;
  }
  return value;
}
