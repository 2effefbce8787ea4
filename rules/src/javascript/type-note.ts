/** Written TypeScript types as the analysis sees them: a name, its arguments, and whether it admits an absent value. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FieldSource, Site, TypeMeaning, TypeNote } from '../flow/graph.ts';
import { printType } from '../flow/print-type.ts';
import { dottedName, listOf, propertyName } from './syntax.ts';

const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ['TSStringKeyword', 'string'],
  ['TSNumberKeyword', 'number'],
  ['TSBooleanKeyword', 'boolean'],
  ['TSBigIntKeyword', 'bigint'],
  ['TSSymbolKeyword', 'symbol'],
  ['TSObjectKeyword', 'object'],
]);

/** The name of `[A, B]`, which no other type can have. */
export const TUPLE = '[]';

/** The name of `A | B`. */
const EITHER = '|';

/** Types that are their first argument, or less of it. */
const TRANSPARENT: ReadonlySet<string> = new Set(['Awaited', 'NoInfer', 'NonNullable', 'Omit', 'Partial', 'Pick', 'Readonly', 'Required']);

/** Deeper type arguments than this say nothing about weak references. */
const MAX_DEPTH = 8;

/** The note of `: T`; undefined where the type has no single name (`A | B`, `() => void`). */
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
      const parts = listOf(type.typeArguments?.params);
      const [first] = parts;
      if (path?.length === 1 && first !== undefined) {
        const [name = ''] = path;
        if (TRANSPARENT.has(name)) return awaited(name, typeNote(first, depth + 1));
        if (name === 'ReturnType' && first.type === 'TSTypeQuery') return queried(first, { kind: 'result' });
      }
      return path === undefined ? undefined : named(path, notes(parts, depth), type);
    }
    case 'TSTupleType':
      return named([TUPLE], notes(type.elementTypes.map((part) => (part.type === 'TSNamedTupleMember' ? part.elementType : part)), depth), type);
    case 'TSTypeLiteral':
      return literalNote(type, depth);
    case 'TSArrayType':
      return named(['Array'], notes([type.elementType], depth), type);
    case 'TSTypeOperator':
      return type.operator === 'readonly' && type.typeAnnotation !== undefined ? typeNote(type.typeAnnotation, depth + 1) : undefined;
    case 'TSUnionType':
      return unionNote(type, depth);
    case 'TSIntersectionType':
      return intersectionNote(type, depth);
    case 'TSTypeQuery':
      return queried(type, { kind: 'value' });
    case 'TSIndexedAccessType':
      return memberNote(type, depth);
    case 'TSMappedType': {
      const value = type.typeAnnotation === undefined ? undefined : typeNote(type.typeAnnotation, depth + 1);
      return value === undefined ? undefined : recordOf(value, type);
    }
    default:
      return undefined;
  }
}

/** `WeakMap<string, T>` of `new WeakMap<string, T>()`. */
export function constructedType(node: TSESTree.NewExpression): TypeNote | undefined {
  const path = node.typeArguments === undefined ? undefined : dottedName(node.callee);
  return path === undefined ? undefined : namedType(path.split('.'), listOf(node.typeArguments?.params), node);
}

/** Functions of React and Vue that make an object with one member, of the type that they are given. */
const HOLDERS: ReadonlyMap<string, string> = new Map([
  ['createRef', 'current'],
  ['useRef', 'current'],
  ['ref', 'value'],
  ['shallowRef', 'value'],
]);

/** `{ current: WeakRef<Node> | null }` of `useRef<WeakRef<Node> | null>(null)`. */
export function holderType({ callee, typeArguments }: TSESTree.CallExpression): TypeNote | undefined {
  const [written] = listOf(typeArguments?.params);
  if (written === undefined) return undefined;
  const member = HOLDERS.get(dottedName(callee)?.split('.').at(-1) ?? '');
  const type = member === undefined ? undefined : typeNote(written, 1);
  return type === undefined || member === undefined ? undefined : objectNote([{ name: member, isStatic: false, type, value: undefined, site: written }], [], written);
}

/** A name with type arguments, where it stands as a value. */
export function namedType(path: readonly string[], parts: readonly TSESTree.TypeNode[], site: Site): TypeNote {
  return { path, arguments: notes(parts, 0), nullable: false, site };
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

/** `{ ref: WeakRef<T> }` goes by the name of what it says; `{ [key: string]: T }` is a `Record`. */
function literalNote(type: TSESTree.TSTypeLiteral, depth: number): TypeNote | undefined {
  const [only] = type.members;
  if (only?.type === 'TSIndexSignature' && type.members.length === 1) {
    const value = only.typeAnnotation === undefined ? undefined : typeNote(only.typeAnnotation.typeAnnotation, depth + 1);
    return value === undefined ? undefined : recordOf(value, type);
  }
  const members = memberFields(type.members, depth + 1);
  return members.some((member) => member.type !== undefined) ? objectNote(members, [], type) : undefined;
}

function objectNote(members: readonly FieldSource[], bases: readonly TypeNote[], site: TSESTree.TypeNode): TypeNote {
  return { ...named([[...bases.map(printType), `{${members.map(memberText).join(', ')}}`].join(' & ')], [], site), members, bases };
}

function recordOf(value: TypeNote, site: TSESTree.TypeNode): TypeNote {
  return named(['Record'], [named([], [], site), value], site);
}

/** `A & B & { ref: WeakRef<Node> }` has the members of all. */
function intersectionNote(type: TSESTree.TSIntersectionType, depth: number): TypeNote | undefined {
  const parts = type.types.flatMap((part) => typeNote(part, depth + 1) ?? []);
  const members = parts.flatMap((part) => part.members ?? []);
  const bases = parts.filter((part) => part.members === undefined);
  const [only] = bases;
  return members.length === 0 && bases.length < 2 ? only : objectNote(members, bases, type);
}

/** `Awaited<Promise<T>>` is a T. */
function awaited(wrapper: string, note: TypeNote | undefined): TypeNote | undefined {
  return wrapper === 'Awaited' && note?.path[0] === 'Promise' ? note.arguments[0] : note;
}

function queried({ exprName }: TSESTree.TSTypeQuery, means: TypeMeaning): TypeNote | undefined {
  const path = exprName.type === 'TSImportType' ? undefined : entityPath(exprName);
  return path === undefined ? undefined : { path, arguments: [], means, nullable: false, site: exprName };
}

/** `Entry['ref']`. */
function memberNote({ objectType, indexType }: TSESTree.TSIndexedAccessType, depth: number): TypeNote | undefined {
  const name = indexType.type === 'TSLiteralType' && indexType.literal.type === 'Literal' ? indexType.literal.value : undefined;
  const of = typeNote(objectType, depth + 1);
  return of === undefined || of.means !== undefined || typeof name !== 'string' ? undefined : { ...of, means: { kind: 'member', name } };
}

/** What an interface or an object type says of its members. */
export function memberFields(members: readonly TSESTree.TypeElement[], depth = 0): readonly FieldSource[] {
  return members.flatMap((member) => {
    if (member.type !== 'TSPropertySignature') return [];
    const name = propertyName(member.key, member.computed);
    const note = member.typeAnnotation === undefined ? undefined : typeNote(member.typeAnnotation.typeAnnotation, depth);
    const type = note !== undefined && member.optional ? { ...note, nullable: true } : note;
    return name === undefined ? [] : [{ name, isStatic: false, type, value: undefined, site: member }];
  });
}

function memberText({ name, type }: FieldSource): string {
  return `${name}: ${type === undefined ? '?' : printType(type)}`;
}

function unionNote(union: TSESTree.TSUnionType, depth: number): TypeNote | undefined {
  const present = union.types.filter((type) => !isAbsentType(type));
  const [only] = present;
  if (only === undefined) return undefined;
  if (present.length > 1) return named([EITHER], notes(present, depth), union);
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
