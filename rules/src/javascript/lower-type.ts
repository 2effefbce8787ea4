/** Declared types of TypeScript: an interface is a class that nobody makes objects of, an alias a name for what is written behind it. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Site, TypeNote } from '../flow/graph.ts';
import { annotate, declareMembers } from './annotate.ts';
import type { Lowering } from './scope.ts';
import { dottedName, listOf } from './syntax.ts';
import { memberFields, namedType, typeNote } from './type-note.ts';

export function lowerInterface(l: Lowering, node: TSESTree.TSInterfaceDeclaration): void {
  const bases = node.extends.flatMap(({ expression, typeArguments }) => {
    const path = dottedName(expression);
    return path === undefined ? [] : [namedType(path.split('.'), listOf(typeArguments?.params), expression)];
  });
  declareMembers(l, { name: node.id.name, fields: memberFields(node.body.body), baseTypes: bases, site: node, nameSite: node.id });
}

export function lowerAlias(l: Lowering, node: TSESTree.TSTypeAliasDeclaration): void {
  const { id, typeAnnotation, typeParameters } = node;
  const type = typeNote(typeAnnotation);
  if (type !== undefined) declareAlias(l, id, { ...type, parameters: listOf(typeParameters?.params).map(({ name }) => name.name) }, node);
}

/** `<R extends WeakRef<Node>>`: whatever it stands for, it is what it extends. */
export function lowerTypeParameters(l: Lowering, parameters: TSESTree.TSTypeParameterDeclaration | undefined): void {
  for (const { name, constraint } of listOf(parameters?.params)) {
    const type = constraint === undefined || constraint.type === 'TSObjectKeyword' ? undefined : typeNote(constraint);
    if (type !== undefined) declareAlias(l, name, type, name);
  }
}

function declareAlias(l: Lowering, id: TSESTree.Identifier, type: TypeNote, site: Site): void {
  if (type.members !== undefined) return declareMembers(l, { name: id.name, fields: type.members, baseTypes: type.bases ?? [], site: type.site, nameSite: id });
  annotate(l, type);
  l.builder.emit({ kind: 'write', variable: l.builder.variable(id.name, 'type'), from: l.builder.temp(), type, site });
}
