/** Where text can go in a file: the way from the program to a node, statements that can take another before them, the file's style. */
import type { TSESTree } from '@typescript-eslint/types';
import { contains } from '../flow/contains.ts';
import type { TextEdit } from '../facts/edits.ts';
import { lineStart } from '../facts/line-start.ts';
import type { Site } from '../flow/graph.ts';
import { boundNames, isFunction, type FunctionNode, type Node } from './syntax.ts';

export interface File {
  readonly program: TSESTree.Program;
  readonly text: string;
  readonly habits: () => Habits;
}

/** How the file is written. */
interface Habits {
  /** Is `if (a) return;` always written with braces? */
  readonly hasBraces: boolean;
  /** Do most statements end in `;`? */
  readonly hasSemicolons: boolean;
  readonly quote: "'" | '"';
  readonly lineEnd: string;
}

export function createFile(program: TSESTree.Program, text: string): File {
  let habits: Habits | undefined;
  return { program, text, habits: () => (habits ??= habitsOf(program, text)) };
}

/** So much of a file shows how it is written. */
const SAMPLED_NODES = 4000;

function habitsOf(program: TSESTree.Program, text: string): Habits {
  const nodes = firstOf(nodesIn(program), SAMPLED_NODES);
  const ifs = nodes.filter((node) => node.type === 'IfStatement');
  const simple = nodes.filter((node) => SIMPLE.has(node.type));
  const ending = simple.filter((node) => text[node.range[1] - 1] === ';');
  const quotes = nodes.flatMap((node) => (node.type === 'Literal' ? [text[node.range[0]]] : []));
  return {
    hasBraces: ifs.length > 0 && ifs.every((node) => node.consequent.type === 'BlockStatement'),
    hasSemicolons: ending.length * 2 >= simple.length,
    quote: quotes.filter((quote) => quote === '"').length > quotes.filter((quote) => quote === "'").length ? '"' : "'",
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

function firstOf<T>(items: Iterable<T>, count: number): readonly T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length === count) break;
    first.push(item);
  }
  return first;
}

/** From the program down to the node that is the site; empty if the site is no node of the program. */
export function pathTo(file: File, site: Site): readonly Node[] {
  const path: Node[] = [file.program];
  for (let current: Node = file.program; current !== site; ) {
    const holding: readonly Node[] = childrenOf(current).filter((child) => contains(child, site));
    const next: Node | undefined = holding.find((child) => child === site) ?? holding[0];
    if (next === undefined) return [];
    path.push(next);
    current = next;
  }
  return path;
}

/** The nodes near the root are on the way to every other one. */
const knownChildren = new WeakMap<Node, readonly Node[]>();

function childrenOf(node: Node): readonly Node[] {
  const known = knownChildren.get(node);
  if (known !== undefined) return known;
  const children: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (typeof value !== 'object' || NOT_CHILDREN.has(key)) continue;
    const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const part of parts) if (isNode(part)) children.push(part);
  }
  knownChildren.set(node, children);
  return children;
}

const NOT_CHILDREN: ReadonlySet<string> = new Set(['parent', 'loc', 'range', 'tokens', 'comments', 'type']);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value && typeof value.type === 'string';
}

/** All nodes at and below `root`. */
export function* nodesIn(root: Node): Generator<Node> {
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node;
    for (const child of childrenOf(node)) pending.push(child);
  }
}

/** A statement in a list of statements: text can be inserted before and after it. */
export interface Place {
  readonly statement: Node;
  readonly block: Node;
  /** The innermost function around the statement; undefined at the top of the file. */
  readonly function: FunctionNode | undefined;
}

/** The index of the last function in the path; -1 for none. */
export function innermostFunction(path: readonly Node[]): number {
  let i = path.length - 1;
  for (let node = path[i]; node !== undefined && !isFunction(node); node = path[i]) i--;
  return i;
}

/**
 * The statement before which a part of it can be evaluated without changing what happens: every step from the last node of
 * `path` up to the statement is taken, once, whenever the statement runs. With `inCase` it may also stand in a `case` without a
 * block, where nothing should be declared.
 */
export function placeOf(path: readonly Node[], { inCase = false } = {}): Place | undefined {
  for (let i = path.length - 1; i > 0; i--) {
    const node = path[i];
    const parent = path[i - 1];
    if (node === undefined || parent === undefined) return undefined;
    if (isInList(parent, node) || (inCase && parent.type === 'SwitchCase' && parent.test !== node)) return place(path, i);
    if (!isAlwaysEvaluated(parent, node)) return undefined;
  }
  return undefined;
}

function isInList(parent: Node, node: Node): boolean {
  if (parent.type === 'Program' || parent.type === 'BlockStatement') return !node.type.startsWith('Export') && !node.type.startsWith('Import');
  return false;
}

function place(path: readonly Node[], index: number): Place | undefined {
  const statement = path[index];
  const block = path[index - 1];
  if (statement === undefined || block === undefined || !MAY_FOLLOW.has(statement.type)) return undefined;
  for (let i = index - 1; i >= 0; i--) {
    const node = path[i];
    if (node === undefined || node.type === 'StaticBlock' || node.type === 'TSModuleBlock') return undefined;
    if (isFunction(node)) return { statement, block, function: node };
  }
  return { statement, block, function: undefined };
}

/** Statements of which a part can be evaluated first. */
const MAY_FOLLOW: ReadonlySet<string> = new Set([
  'ExpressionStatement', 'VariableDeclaration', 'ReturnStatement', 'ThrowStatement', 'IfStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'SwitchStatement', 'WithStatement',
]);

function isAlwaysEvaluated(parent: Node, node: Node): boolean {
  switch (parent.type) {
    case 'LogicalExpression':
      return parent.left === node;
    case 'ConditionalExpression':
    case 'IfStatement':
      return parent.test === node;
    case 'AssignmentExpression':
      return parent.left === node || !LOGICAL_ASSIGNMENT.has(parent.operator);
    case 'AssignmentPattern':
      return false;
    case 'CallExpression':
      return parent.callee === node || !isInOptionalChain(parent);
    case 'MemberExpression':
      return parent.object === node || !isInOptionalChain(parent);
    case 'ForStatement':
      return parent.init === node;
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.right === node;
    case 'SwitchStatement':
      return parent.discriminant === node;
    case 'WithStatement':
      return parent.object === node;
    case 'VariableDeclaration':
      // A later declarator may need an earlier one.
      return parent.declarations[0] === node;
    case 'VariableDeclarator':
      return parent.init === node;
    default:
      return !STOPS.has(parent.type) && !isFunction(parent);
  }
}

const LOGICAL_ASSIGNMENT: ReadonlySet<string> = new Set(['&&=', '||=', '??=']);

/** Parts of these are evaluated at another time, or not once. */
const STOPS: ReadonlySet<string> = new Set([
  'WhileStatement', 'DoWhileStatement', 'SwitchCase', 'LabeledStatement', 'CatchClause', 'ClassBody', 'ClassDeclaration', 'ClassExpression', 'PropertyDefinition',
  'AccessorProperty', 'StaticBlock', 'TSModuleBlock', 'TSEnumMember', 'Program', 'BlockStatement', 'ObjectPattern', 'ArrayPattern', 'TryStatement',
]);

function isInOptionalChain(link: TSESTree.CallExpression | TSESTree.MemberExpression): boolean {
  let current: TSESTree.Expression = link;
  for (;;) {
    if (current.type === 'CallExpression' || current.type === 'MemberExpression') {
      if (current.optional) return true;
      current = current.type === 'CallExpression' ? current.callee : current.object;
    } else if (current.type === 'TSNonNullExpression') {
      current = current.expression;
    } else {
      return false;
    }
  }
}

/** A suspension or an earlier part with effects between the start of the statement and `site`. */
export function suspendsBefore(statement: Node, site: Site): boolean {
  for (const node of nodesIn(statement)) {
    if ((node.type === 'AwaitExpression' || node.type === 'YieldExpression') && node.range[1] <= site.range[0]) return true;
  }
  return false;
}

/** All variables named in the function (or the file), and so not free to be given to a new one. */
export function namesIn(file: File, place: Place): ReadonlySet<string> {
  return new Set(identifiersIn(place.function ?? file.program).map((node) => node.name));
}

/** Names of members and keys (`a.name`, `{ name: 1 }`) are no variables. */
function identifiersIn(root: Node): readonly (TSESTree.Identifier | TSESTree.JSXIdentifier)[] {
  const members = new Set<Node>();
  const found: (TSESTree.Identifier | TSESTree.JSXIdentifier)[] = [];
  for (const node of nodesIn(root)) {
    if (node.type === 'MemberExpression' && !node.computed) members.add(node.property);
    else if (node.type === 'Property' && !node.computed && !node.shorthand) members.add(node.key);
    else if ((node.type === 'PropertyDefinition' || node.type === 'MethodDefinition' || node.type === 'TSPropertySignature') && !node.computed) members.add(node.key);
    else if ((node.type === 'Identifier' || node.type === 'JSXIdentifier') && !members.has(node)) found.push(node);
  }
  return found;
}

/** How often a name is declared in the function (or the file). */
export function declarationsOf(file: File, place: Place, name: string): number {
  let count = 0;
  for (const node of nodesIn(place.function ?? file.program)) {
    if (node.type === 'VariableDeclarator' && boundNames(node.id).includes(name)) count++;
    else if (node.type === 'CatchClause' && node.param !== null && boundNames(node.param).includes(name)) count++;
    else if (node.type === 'ClassDeclaration' && node.id?.name === name) count++;
    else if (isFunction(node)) count += [...node.params.flatMap((param) => boundNames(param)), node.id?.name].filter((bound) => bound === name).length;
  }
  return count;
}

export interface Style {
  readonly lineEnd: string;
  /** `;` or nothing, as the statement itself has it. */
  readonly semicolon: string;
  /** Is `if (a) return;` written with braces? */
  readonly hasBraces: boolean;
  readonly indentStep: string;
}

export function styleOf(file: File, place: Place): Style {
  const { hasBraces, hasSemicolons, lineEnd } = file.habits();
  // A simple statement shows it itself.
  const endsSo = SIMPLE.has(place.statement.type) ? file.text[place.statement.range[1] - 1] === ';' : hasSemicolons;
  return { lineEnd, semicolon: endsSo ? ';' : '', hasBraces, indentStep: indentStep(file, place) };
}

const SIMPLE: ReadonlySet<string> = new Set(['ExpressionStatement', 'VariableDeclaration', 'ReturnStatement', 'ThrowStatement']);

function indentStep(file: File, place: Place): string {
  const own = indentOf(file, place.statement);
  const outer = /^[ \t]*/.exec(file.text.slice(lineStart(file.text, place.block.range[0]), place.block.range[0]))?.[0] ?? '';
  if (own === undefined || !own.startsWith(outer) || own.length === outer.length) return '  ';
  return own.slice(outer.length);
}

/** The white space before a node that starts its line; undefined for one that does not. */
export function indentOf(file: File, node: Node): string | undefined {
  const before = file.text.slice(lineStart(file.text, node.range[0]), node.range[0]);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** Puts statements before `place`, on lines of their own where it has one. */
export function insertBefore(file: File, place: Place, style: Style, statements: readonly string[]): TextEdit {
  const indent = indentOf(file, place.statement);
  const separator = indent === undefined ? (style.semicolon === '' ? '; ' : ' ') : `${style.lineEnd}${indent}`;
  const at = place.statement.range[0];
  return { range: [at, at], text: statements.map((statement) => `${statement}${separator}`).join('') };
}

export function insertAfter(file: File, place: Place, style: Style, statement: string): TextEdit {
  const indent = indentOf(file, place.statement);
  const separator = indent === undefined ? (style.semicolon === '' ? '; ' : ' ') : `${style.lineEnd}${indent}`;
  const at = place.statement.range[1];
  return { range: [at, at], text: `${separator}${statement}` };
}

/** May the text between two offsets hold a comment? An address in a string counts too: parsers need not keep comments. */
export function hasComment(file: File, from: number, to: number): boolean {
  return /\/[/*]/.test(file.text.slice(from, to));
}

export function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
}
