/** A name, or a member of the object, that keeps what a weak reference alone would lose. */
import type { Offer, TextEdit } from '../facts/edits.ts';
import { strongName } from '../facts/strong-name.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, indentOf, inOrder, insertBefore, namesIn, nodesIn, pathTo, placeOf, styleOf, suspendsBefore, type File, type Place } from './edit-place.ts';
import { memberName, type Node } from './syntax.ts';

export function keep(file: File, value: Site): readonly Offer<'name' | 'member'>[] {
  const path = pathTo(file, value);
  const node = path.at(-1);
  if (node === undefined || hasComment(file, ...node.range)) return [];
  return [...inName(file, path, node), ...inField(file, path, node)];
}

/** `const node = new Node();` before the statement, at the top of the file or where a local variable gets the handle. */
function inName(file: File, path: readonly Node[], node: Node): readonly Offer<'name'>[] {
  const place = placeOf(path);
  if (place === undefined || node.type === 'Identifier' || suspendsBefore(place.statement, node) || !isUsedHere(path, place)) return [];
  const name = strongName(nameOf(file, node), namesIn(file, place));
  const style = styleOf(file, place);
  const text = file.text.slice(...node.range);
  const edits: TextEdit[] = [insertBefore(file, place, style, [`const ${name} = ${text}${style.semicolon}`]), { range: node.range, text: name }];
  return [{ intent: 'name', name, edits: inOrder(edits) }];
}

/** The handle belongs to the file, or to a variable of the same function, so that a variable beside it lives as long. */
function isUsedHere(path: readonly Node[], place: Place): boolean {
  if (place.function === undefined) return place.block.type === 'Program';
  const [declaration, declarator, making] = path.slice(-4);
  return declaration?.type === 'VariableDeclaration' && declarator?.type === 'VariableDeclarator' && declarator.init === making && declarator.id.type === 'Identifier';
}

function nameOf(file: File, node: Node): string {
  if (node.type === 'NewExpression') return file.text.slice(...node.callee.range);
  if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression') return 'callback';
  if (node.type === 'ArrayExpression') return 'items';
  return node.type === 'ObjectExpression' ? 'value' : file.text.slice(...node.range);
}

/** `this.refresh.bind(this)` becomes a field of the class: `boundRefresh = this.refresh.bind(this);`. */
function inField(file: File, path: readonly Node[], node: Node): readonly Offer<'member'>[] {
  const own = [...path].reverse().find((one) => one.type === 'ClassDeclaration' || one.type === 'ClassExpression');
  const method = own === undefined ? undefined : boundMethod(node);
  const first = own?.body.body[0];
  const indent = first === undefined ? undefined : indentOf(file, first);
  if (own === undefined || method === undefined || first === undefined || indent === undefined) return [];
  const bare = method.replace('#', '');
  const name = `${method.startsWith('#') ? '#' : ''}bound${bare.charAt(0).toUpperCase()}${bare.slice(1)}`;
  if ([...nodesIn(own)].some((one) => one.type === 'MemberExpression' && memberName(one) === name)) return [];
  const { lineEnd } = styleOf(file, { statement: first, block: own.body, function: undefined });
  const semicolon = file.habits().hasSemicolons ? ';' : '';
  const field: TextEdit = { range: [first.range[0], first.range[0]], text: `${name} = ${file.text.slice(...node.range)}${semicolon}${lineEnd}${indent}` };
  return [{ intent: 'member', name: `this.${name}`, edits: inOrder([field, { range: node.range, text: `this.${name}` }]) }];
}

/** `refresh` of `this.refresh.bind(this)`. */
function boundMethod(node: Node): string | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || memberName(node.callee) !== 'bind') return undefined;
  const [receiver, ...others] = node.arguments;
  const method = node.callee.object;
  if (receiver?.type !== 'ThisExpression' || others.length > 0 || method.type !== 'MemberExpression' || method.object.type !== 'ThisExpression') return undefined;
  return memberName(method);
}
