/** The strong container in the place of a weak one, wherever the same variable is declared and made. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { inOrder, nodesIn, pathTo, type File } from './edit-place.ts';
import { boundNames, isFunction, propertyName, withoutTypes, type Expression, type Node } from './syntax.ts';

/** `new WeakMap()` -> `new Map()`, `WeakMap<K, V>` -> `Map<K, V>`. */
export function strongContainer(file: File, making: Site, twin: string): readonly Offer<'twin'>[] {
  const path = pathTo(file, making);
  const name = containerName(path.at(-1));
  if (name === undefined || !name.name.startsWith('Weak') || declares(file, twin)) return [];
  const names = allNames(path, name);
  if (names === undefined) return [];
  const edits = names.map(({ name: weak, range }): TextEdit => ({ range: [range[0], range[0] + weak.length], text: twin }));
  return [{ intent: 'twin', name: twin, edits: inOrder(edits) }];
}

/** `WeakMap` of `new WeakMap<K, V>(entries)` and of `WeakMap<K, V>`. */
function containerName(node: Node | undefined): TSESTree.Identifier | undefined {
  const name = node?.type === 'NewExpression' ? node.callee : node?.type === 'TSTypeReference' ? node.typeName : undefined;
  return name?.type === 'Identifier' ? name : undefined;
}

/** Where a variable gets a type or a value. */
interface Declaration {
  readonly name: string;
  readonly isMember: boolean;
  readonly type: TSESTree.TypeNode | undefined;
  readonly value: Expression | null;
}

/** The weak name in every type and value of the variable; undefined where they would not agree afterwards. */
function allNames(path: readonly Node[], name: TSESTree.Identifier): readonly TSESTree.Identifier[] | undefined {
  const making = path.at(-1);
  const [index, declaration] = declarationAround(path);
  // A type by itself (of a parameter, in an interface) says what others hand over.
  if (declaration === undefined) return making?.type === 'NewExpression' || isParameter(path) ? [name] : undefined;
  const owner = [...path].slice(0, index).reverse().find((node) => (declaration.isMember ? node.type === 'ClassBody' : isFunction(node) || node.type === 'Program'));
  const found = new Set<TSESTree.Identifier>([name]);
  for (const node of owner === undefined ? [] : nodesIn(owner)) {
    const one = declarationOf(node);
    if (one?.name !== declaration.name || one.isMember !== declaration.isMember) continue;
    const types = one.type === undefined ? [] : one.type.type === 'TSUnionType' ? one.type.types : [one.type];
    const declared = types.flatMap((type) => weakName(type, name.name));
    const made = one.value === null || isAbsent(one.value) ? [] : weakName(withoutTypes(one.value), name.name);
    if (types.length > 0 && declared.length === 0) return undefined;
    if (one.value !== null && !isAbsent(one.value) && made.length === 0) return undefined;
    for (const part of [...declared, ...made]) found.add(part);
  }
  return [...found];
}

function weakName(node: Node, weak: string): readonly TSESTree.Identifier[] {
  const name = containerName(node);
  return name?.name === weak ? [name] : [];
}

function isAbsent(value: Expression): boolean {
  return value.type === 'Identifier' ? value.name === 'undefined' : value.type === 'Literal' && value.value === null;
}

/** The declaration or assignment that the last node of the path is the type or the value of. */
function declarationAround(path: readonly Node[]): readonly [index: number, Declaration | undefined] {
  let i = path.length - 2;
  for (let node = path[i]; node !== undefined && PASSED.has(node.type); node = path[i]) i--;
  const node = path[i];
  return [i, node === undefined ? undefined : declarationOf(node)];
}

/** Between a declaration and its type or value. */
const PASSED: ReadonlySet<string> = new Set(['TSUnionType', 'TSTypeAnnotation', 'Identifier', 'TSAsExpression', 'TSNonNullExpression', 'TSParameterProperty']);

function isParameter(path: readonly Node[]): boolean {
  let i = path.length - 2;
  for (let node = path[i]; node !== undefined && PASSED.has(node.type); node = path[i]) i--;
  const node = path[i];
  return node !== undefined && isFunction(node) && node.params.some((param) => path.includes(param));
}

function declarationOf(node: Node): Declaration | undefined {
  switch (node.type) {
    case 'VariableDeclarator':
      if (node.id.type !== 'Identifier') return undefined;
      return { name: node.id.name, isMember: false, type: node.id.typeAnnotation?.typeAnnotation, value: node.init };
    case 'AssignmentPattern':
      if (node.left.type !== 'Identifier') return undefined;
      return { name: node.left.name, isMember: false, type: node.left.typeAnnotation?.typeAnnotation, value: node.right };
    case 'PropertyDefinition': {
      const name = propertyName(node.key, node.computed);
      return name === undefined ? undefined : { name, isMember: true, type: node.typeAnnotation?.typeAnnotation, value: node.value };
    }
    case 'AssignmentExpression': {
      const { left, right, operator } = node;
      if (operator !== '=' && operator !== '??=') return undefined;
      if (left.type === 'Identifier') return { name: left.name, isMember: false, type: undefined, value: right };
      const name = left.type === 'MemberExpression' && left.object.type === 'ThisExpression' ? memberOf(left) : undefined;
      return name === undefined ? undefined : { name, isMember: true, type: undefined, value: right };
    }
    default:
      return undefined;
  }
}

function memberOf({ property, computed }: TSESTree.MemberExpression): string | undefined {
  return propertyName(property, computed);
}

function declares(file: File, name: string): boolean {
  for (const node of nodesIn(file.program)) {
    const bound =
      node.type === 'VariableDeclarator'
        ? boundNames(node.id)
        : isFunction(node)
          ? node.params.flatMap((param) => boundNames(param))
          : node.type === 'ImportSpecifier' || node.type === 'ImportDefaultSpecifier' || node.type === 'ImportNamespaceSpecifier'
            ? [node.local.name]
            : (node.type === 'ClassDeclaration' || node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration') && node.id !== null
              ? [node.id.name]
              : [];
    if (bound.includes(name)) return true;
  }
  return false;
}
