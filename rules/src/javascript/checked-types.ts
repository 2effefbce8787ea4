/** Types that nobody has written and the TypeScript checker knows, where ESLint was given a program: `projectService: true`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { ParserServicesWithTypeInformation } from '@typescript-eslint/utils';
import type { TypeNote } from '../flow/graph.ts';
import { nodesIn } from './edit-place.ts';
import { giveType } from './given-type.ts';
import type { Expression, Node } from './syntax.ts';

/** Notes the types of what is asked for its object, `x` in `x.deref()`, and where `x` is declared. */
export function readCheckedTypes(program: TSESTree.Program, text: string, services: unknown): void {
  if (!knowsTypes(services) || !text.includes('.deref')) return;
  for (const node of nodesIn(program)) {
    if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier' || node.property.name !== 'deref') continue;
    const asked = withoutClaim(node.object);
    const note = handleNote(asked, services);
    if (note !== undefined) giveType(declarationOf(asked, services) ?? asked, note);
  }
}

function knowsTypes(services: unknown): services is ParserServicesWithTypeInformation {
  return typeof services === 'object' && services !== null && 'program' in services && services.program !== null;
}

function withoutClaim(node: Expression): Expression {
  return node.type === 'TSNonNullExpression' ? withoutClaim(node.expression) : node;
}

function handleNote(node: Expression, services: ParserServicesWithTypeInformation): TypeNote | undefined {
  const { program } = services;
  const type = services.getTypeAtLocation(node);
  const present = program.getTypeChecker().getNonNullableType(type);
  const symbol = present.getSymbol();
  const isBuiltIn = symbol?.name === 'WeakRef' && symbol.declarations?.some((declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile())) === true;
  return isBuiltIn ? { path: ['WeakRef'], arguments: [], nullable: present !== type, site: node } : undefined;
}

/** Where the name is bound: its type holds for every use of it. */
function declarationOf(node: Expression, services: ParserServicesWithTypeInformation): Node | undefined {
  if (node.type !== 'Identifier') return undefined;
  const declaration = services.getSymbolAtLocation(node)?.valueDeclaration;
  const declared: Node | undefined = declaration && services.tsNodeToESTreeNodeMap.get(declaration);
  switch (declared?.type) {
    case 'VariableDeclarator':
      return declared.id;
    case 'Property':
      return declared.value;
    default:
      return declared;
  }
}
