/** Types in doc comments: `@type {WeakRef<Node>}` before a declaration, `@param {WeakRef<Node>} ref` before a function. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Site, TypeNote } from '../flow/graph.ts';
import { nodesIn } from './edit-place.ts';
import { giveType } from './given-type.ts';
import { jsdocType } from './jsdoc-type.ts';
import { isFunction, type FunctionNode, type Node } from './syntax.ts';

/** Only comments that name one of these are read. */
const NAMES = /\b(?:WeakRef|WeakMap|WeakSet|FinalizationRegistry)\b/;
const COMMENT = /\/\*\*(?:[^*]|\*(?!\/))*\*\//g;

interface Tag {
  readonly name: string;
  readonly type: TypeNote;
  /** Of `@param`. */
  readonly of: string | undefined;
}

/** Notes the types of a program's doc comments. Parsers need not keep comments: they are found in the text. */
export function readDocumentedTypes(program: TSESTree.Program, text: string): void {
  const docs = docsIn(text);
  if (docs.size === 0) return;
  for (const node of nodesIn(program)) {
    const tags = docs.get(node.range[0]);
    for (const tag of tags ?? []) give(node, tag);
  }
}

/** By where the code behind the comment starts. */
function docsIn(text: string): ReadonlyMap<number, readonly Tag[]> {
  const docs = new Map<number, readonly Tag[]>();
  if (!NAMES.test(text)) return docs;
  for (const { 0: comment, index } of text.matchAll(COMMENT)) {
    if (!NAMES.test(comment)) continue;
    const end = index + comment.length;
    const next = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
    const tags = tagsOf(comment, siteOf(text, index, end));
    if (tags.length > 0) docs.set(next, tags);
  }
  return docs;
}

function tagsOf(comment: string, site: Site): Tag[] {
  const text = comment.replace(/^\s*\*(?!\/)/gm, ' ');
  return [...text.matchAll(/@(type|param|arg|argument|private|protected|public|const|constant)\s*\{/g)].flatMap(({ 0: head, 1: name = '', index }) => {
    const start = index + head.length;
    const end = endOfBraces(text, start);
    const type = end === undefined ? undefined : jsdocType(text.slice(start, end), site);
    if (type === undefined || end === undefined) return [];
    const [, bracket, of] = /^\}\s*(\[)?\s*([\p{ID_Start}_$][\p{ID_Continue}$]*)?/u.exec(text.slice(end)) ?? [];
    return [{ name, type: bracket === undefined ? type : { ...type, nullable: true }, of }];
  });
}

function endOfBraces(text: string, start: number): number | undefined {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return undefined;
}

/** Gives what stands behind the comment its type, where the tag is about it. */
function give(node: Node, { name, type, of }: Tag): void {
  if (name === 'param' || name === 'arg' || name === 'argument') {
    const parameter = functionOf(node)?.params.map(nameOf).find((one) => one?.name === of);
    if (parameter !== undefined) giveType(parameter, type);
    return;
  }
  for (const target of targetsOf(node)) giveType(target, type);
}

/** What a `@type` before the node is about. */
function targetsOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.map(({ id }) => id);
    case 'PropertyDefinition':
    case 'AccessorProperty':
    case 'Identifier':
      return [node];
    case 'ExpressionStatement':
      return node.expression.type === 'AssignmentExpression' ? [node.expression.left] : [];
    case 'ExportNamedDeclaration':
      return node.declaration === null ? [] : targetsOf(node.declaration);
    default:
      return [];
  }
}

function functionOf(node: Node): FunctionNode | undefined {
  if (isFunction(node)) return node;
  switch (node.type) {
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return node.declaration === null ? undefined : functionOf(node.declaration);
    case 'MethodDefinition':
    case 'Property':
      return functionOf(node.value);
    case 'PropertyDefinition':
      return node.value === null ? undefined : functionOf(node.value);
    case 'VariableDeclaration':
      return initialFunction(node);
    case 'ExpressionStatement':
      return node.expression.type === 'AssignmentExpression' ? functionOf(node.expression.right) : undefined;
    default:
      return undefined;
  }
}

function initialFunction({ declarations: [first] }: TSESTree.VariableDeclaration): FunctionNode | undefined {
  return first.init === null ? undefined : functionOf(first.init);
}

function nameOf(param: TSESTree.Parameter): TSESTree.Identifier | undefined {
  const plain = param.type === 'TSParameterProperty' ? param.parameter : param;
  const target = plain.type === 'AssignmentPattern' ? plain.left : plain;
  return target.type === 'Identifier' ? target : undefined;
}

function siteOf(text: string, start: number, end: number): Site {
  return { range: [start, end], loc: { start: positionAt(text, start), end: positionAt(text, end) } };
}

function positionAt(text: string, offset: number): Site['loc']['start'] {
  const before = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: before.length, column: before.at(-1)?.length ?? 0 };
}
