/** Declared types of TypeScript: an interface is a class that nobody makes objects of, an alias a name for what is written behind it. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ClassSource, FieldSource, Site } from '../flow/graph.ts';
import { annotate } from './emit.ts';
import type { Lowering } from './scope.ts';
import { propertyName } from './syntax.ts';
import { annotationNote, typeNote } from './type-note.ts';

export function lowerInterface(l: Lowering, node: TSESTree.TSInterfaceDeclaration): void {
  declareMembers(l, node.id, node.body.body, node);
}

export function lowerAlias(l: Lowering, node: TSESTree.TSTypeAliasDeclaration): void {
  const { id, typeAnnotation } = node;
  if (typeAnnotation.type === 'TSTypeLiteral') return declareMembers(l, id, typeAnnotation.members, typeAnnotation);
  const type = typeNote(typeAnnotation);
  if (type === undefined) return;
  annotate(l, type);
  l.builder.emit({ kind: 'write', variable: l.builder.variable(id.name, 'type'), from: l.builder.temp(), type, site: node });
}

function declareMembers(l: Lowering, id: TSESTree.Identifier, members: readonly TSESTree.TypeElement[], site: Site): void {
  const fields = members.flatMap(fieldSource);
  if (fields.every(({ type }) => type === undefined)) return;
  for (const { type } of fields) annotate(l, type);
  const to = l.builder.temp();
  const source: ClassSource = { name: id.name, bases: [], options: [], decorators: [], methods: [], fields, site, nameSite: id };
  l.builder.emit({ kind: 'class', to, class: source, site });
  l.builder.emit({ kind: 'write', variable: l.builder.variable(id.name, 'type'), from: to, type: undefined, site });
}

function fieldSource(member: TSESTree.TypeElement): readonly FieldSource[] {
  if (member.type !== 'TSPropertySignature') return [];
  const name = propertyName(member.key, member.computed);
  const note = annotationNote(member.typeAnnotation);
  const type = note !== undefined && member.optional ? { ...note, nullable: true } : note;
  return name === undefined ? [] : [{ name, isStatic: false, type, value: undefined, site: member }];
}
