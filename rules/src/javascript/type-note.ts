/** Written TypeScript types as the analysis sees them: a name, its arguments, and whether it admits an absent value. */
import type { TSESTree } from '@typescript-eslint/types';
import type { TypeNote } from '../flow/graph.ts';
import { dottedName, listOf } from './syntax.ts';

const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ['TSStringKeyword', 'string'],
  ['TSNumberKeyword', 'number'],
  ['TSBooleanKeyword', 'boolean'],
  ['TSBigIntKeyword', 'bigint'],
  ['TSSymbolKeyword', 'symbol'],
  ['TSObjectKeyword', 'object'],
]);

/** Deeper type arguments than this say nothing about weak references. */
const MAX_DEPTH = 8;

/** The note of `: T`; undefined where the type has no single name (`A | B`, `() => void`, `{ a: T }`). */
export function annotationNote(annotation: TSESTree.TSTypeAnnotation | undefined): TypeNote | undefined {
  return annotation === undefined ? undefined : typeNote(annotation.typeAnnotation);
}

export function typeNote(type: TSESTree.TypeNode, depth = 0): TypeNote | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const keyword = KEYWORDS.get(type.type);
  if (keyword !== undefined) return named([keyword], [], type);
  switch (type.type) {
    case 'TSTypeReference': {
      const path = entityPath(type.typeName);
      return path === undefined ? undefined : named(path, notes(listOf(type.typeArguments?.params), depth), type);
    }
    case 'TSArrayType':
      return named(['Array'], notes([type.elementType], depth), type);
    case 'TSTypeOperator':
      return type.operator === 'readonly' && type.typeAnnotation !== undefined ? typeNote(type.typeAnnotation, depth + 1) : undefined;
    case 'TSUnionType':
      return unionNote(type, depth);
    default:
      return undefined;
  }
}

/** `WeakMap<string, T>` of `new WeakMap<string, T>()`. */
export function constructedType(node: TSESTree.NewExpression): TypeNote | undefined {
  const path = node.typeArguments === undefined ? undefined : dottedName(node.callee);
  return path === undefined ? undefined : { path: path.split('.'), arguments: notes(listOf(node.typeArguments?.params), 0), nullable: false, site: node };
}

/** Does the type admit an absent value, or say nothing: `T | undefined`, `any`, `unknown`? */
export function admitsAbsent(type: TSESTree.TypeNode): boolean {
  return type.type === 'TSUnionType' ? type.types.some(admitsAbsent) : TELL_NOTHING.has(type.type) || isAbsentType(type) || isConst(type);
}

const TELL_NOTHING: ReadonlySet<string> = new Set(['TSAnyKeyword', 'TSUnknownKeyword', 'TSNeverKeyword']);

function isConst(type: TSESTree.TypeNode): boolean {
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
}

function isAbsentType(type: TSESTree.TypeNode): boolean {
  return type.type === 'TSUndefinedKeyword' || type.type === 'TSNullKeyword' || type.type === 'TSVoidKeyword';
}

function unionNote(union: TSESTree.TSUnionType, depth: number): TypeNote | undefined {
  const present = union.types.filter((type) => !isAbsentType(type));
  const [only] = present;
  if (only === undefined || present.length > 1) return undefined;
  const note = typeNote(only, depth + 1);
  return note === undefined ? undefined : { ...note, nullable: note.nullable || present.length < union.types.length };
}

function named(path: readonly string[], parts: readonly TypeNote[], site: TSESTree.TypeNode): TypeNote {
  return { path, arguments: parts, nullable: false, site };
}

/** Arguments keep their positions: one that has no name is an empty path. */
function notes(types: readonly TSESTree.TypeNode[], depth: number): readonly TypeNote[] {
  return types.map((type) => typeNote(type, depth + 1) ?? named([], [], type));
}

function entityPath(name: TSESTree.EntityName): readonly string[] | undefined {
  const path: string[] = [];
  let current = name;
  while (current.type === 'TSQualifiedName') {
    path.unshift(current.right.name);
    current = current.left;
  }
  return current.type === 'Identifier' ? [current.name, ...path] : undefined;
}
