/** Declared types of TypeScript: an interface is a class that nobody makes objects of, an alias a name for what is written behind it. */
import type { TSESTree } from '@typescript-eslint/types';
import { annotate, declareMembers } from './annotate.ts';
import type { Lowering } from './scope.ts';
import { memberFields, typeNote } from './type-note.ts';

export function lowerInterface(l: Lowering, node: TSESTree.TSInterfaceDeclaration): void {
  declareMembers(l, { name: node.id.name, fields: memberFields(node.body.body), site: node, nameSite: node.id });
}

export function lowerAlias(l: Lowering, node: TSESTree.TSTypeAliasDeclaration): void {
  const { id, typeAnnotation } = node;
  const type = typeNote(typeAnnotation);
  if (type?.members !== undefined) return declareMembers(l, { name: id.name, fields: type.members, site: typeAnnotation, nameSite: id });
  if (type === undefined) return;
  annotate(l, type);
  l.builder.emit({ kind: 'write', variable: l.builder.variable(id.name, 'type'), from: l.builder.temp(), type, site: node });
}
