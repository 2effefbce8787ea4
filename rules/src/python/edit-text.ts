/** Questions about the text around a node: lines, indentation, what could be inserted before a statement. */
import type { TextEdit } from '../facts/edits.ts';
import { lineStart } from '../facts/line-start.ts';
import type { Site } from '../flow/graph.ts';
import type { Expression, Module, PythonNode, Statement } from './ast.ts';
import { childrenOf, VISITOR_KEYS } from './visitor-keys.ts';

export interface Source {
  readonly module: Module;
  readonly text: string;
  /** The quotes that most short strings of the file have. */
  readonly quote: () => string;
}

/** `text` is what `module` was made from. */
export function createSource(module: Module, text: string): Source {
  let quote: string | undefined;
  return { module, text, quote: () => (quote ??= quoteOf(module)) };
}

function quoteOf(module: Module): string {
  let single = 0;
  let double = 0;
  for (const node of nodesIn(module)) {
    if (node.type !== 'Constant' || (node.value.kind !== 'str' && node.value.kind !== 'bytes')) continue;
    const quote = /^[a-zA-Z]*('(?!'')|"(?!""))/.exec(node.value.raw)?.[1];
    if (quote === "'") single++;
    else if (quote === '"') double++;
  }
  return single > double ? "'" : '"';
}

export type ScopeNode = Extract<PythonNode, { type: 'Module' | 'FunctionDef' | 'AsyncFunctionDef' | 'Lambda' | 'ClassDef' }>;

/** Sites of findings are nodes, but for a few names. */
export function isNode(site: Site): site is PythonNode {
  return 'type' in site && typeof site.type === 'string' && Object.hasOwn(VISITOR_KEYS, site.type);
}

export function textOf({ text }: Source, site: Site): string {
  return text.slice(...site.range);
}

/** A comment inside the site would be lost if the text were written anew. */
export function hasComment({ module }: Source, [start, end]: Site['range']): boolean {
  return module.comments.some((comment) => comment.range[0] >= start && comment.range[1] <= end);
}

const STATEMENTS: ReadonlySet<PythonNode['type']> = new Set<Statement['type']>([
  'FunctionDef', 'AsyncFunctionDef', 'ClassDef', 'Return', 'Delete', 'Assign', 'TypeAlias', 'AugAssign', 'AnnAssign', 'For', 'AsyncFor', 'While', 'If',
  'With', 'AsyncWith', 'Match', 'Raise', 'Try', 'TryStar', 'Assert', 'Import', 'ImportFrom', 'Global', 'Nonlocal', 'Expr', 'Pass', 'Break', 'Continue', 'Broken',
]);

export function isStatement(node: PythonNode): node is Statement {
  return STATEMENTS.has(node.type);
}

export function isExpression(node: PythonNode): node is Expression {
  return !isStatement(node) && !NOT_EXPRESSIONS.has(node.type);
}

const NOT_EXPRESSIONS: ReadonlySet<PythonNode['type']> = new Set<PythonNode['type']>([
  'Module', 'comprehension', 'ExceptHandler', 'arguments', 'arg', 'keyword', 'alias', 'withitem', 'match_case', 'MatchValue', 'MatchSingleton',
  'MatchSequence', 'MatchMapping', 'MatchClass', 'MatchStar', 'MatchAs', 'MatchOr', 'TypeVar', 'ParamSpec', 'TypeVarTuple',
]);

/** The statement a node stands in. */
export function statementOf(node: PythonNode): Statement | undefined {
  for (let at: PythonNode | null = node; at !== null; at = at.parent) if (isStatement(at)) return at;
  return undefined;
}

/** The function, class or module whose names a node's assignments would bind. */
export function scopeOf(node: PythonNode): ScopeNode | undefined {
  let below: PythonNode = node;
  for (let at = node.parent; at !== null; at = at.parent) {
    switch (at.type) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        if (isStatement(below)) return at;
        break;
      case 'ClassDef':
        if (isStatement(below)) return at;
        break;
      case 'Lambda':
        if (below === at.body) return at;
        break;
      case 'Module':
        return at;
      default:
        break;
    }
    below = at;
  }
  return undefined;
}

/** All nodes at and below `root`, in no order. */
export function* nodesIn(root: PythonNode): Generator<PythonNode> {
  const rest: PythonNode[] = [root];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    yield node;
    rest.push(...childrenOf(node));
  }
}

/** The nodes of a function's body that belong to itself, without those of functions and classes inside it. */
export function ownNodes(body: readonly PythonNode[]): PythonNode[] {
  const found: PythonNode[] = [];
  const rest = [...body];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    found.push(node);
    if (node.type !== 'FunctionDef' && node.type !== 'AsyncFunctionDef' && node.type !== 'Lambda' && node.type !== 'ClassDef') rest.push(...childrenOf(node));
  }
  return found;
}

/** The expressions of a statement, without the statements below it. */
export function expressionsOf(statement: Statement): PythonNode[] {
  const found: PythonNode[] = [];
  const rest = childrenOf(statement);
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (isStatement(node)) continue;
    found.push(node);
    rest.push(...childrenOf(node));
  }
  return found;
}

/** Every name that means something in a scope and below it. A method's own name is a member of its class, no variable. */
export function namesIn(scope: ScopeNode): Set<string> {
  const names = new Set<string>();
  for (const node of nodesIn(scope)) {
    if (isFunction(node) && node.parent?.type === 'ClassDef' && node.parent !== scope) continue;
    switch (node.type) {
      case 'Name':
        names.add(node.id);
        break;
      case 'arg':
        names.add(node.arg);
        break;
      case 'FunctionDef':
      case 'AsyncFunctionDef':
      case 'ClassDef':
        names.add(node.name);
        break;
      case 'alias':
        names.add(node.asname ?? node.name.split('.')[0] ?? node.name);
        break;
      case 'ExceptHandler':
      case 'MatchAs':
      case 'MatchStar':
        if (node.name !== null) names.add(node.name);
        break;
      case 'MatchMapping':
        if (node.rest !== null) names.add(node.rest);
        break;
      case 'Global':
      case 'Nonlocal':
        for (const name of node.names) names.add(name);
        break;
      default:
        break;
    }
  }
  return names;
}

export function isFunction(node: PythonNode): node is Extract<PythonNode, { type: 'FunctionDef' | 'AsyncFunctionDef' }> {
  return node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef';
}

/** The innermost function around a node, whose body it is part of. */
export function functionAround(node: PythonNode): Extract<PythonNode, { type: 'FunctionDef' | 'AsyncFunctionDef' }> | undefined {
  const scope = scopeOf(node);
  return scope !== undefined && isFunction(scope) ? scope : undefined;
}

export function lineEnd({ text }: Source): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

export interface Place {
  /** Offset of the line's first character. */
  readonly offset: number;
  readonly indent: string;
  /** One level of indentation, as the file has it. */
  readonly unit: string;
}

/** Where lines could be put before a statement; undefined where it does not begin its line, or is an `elif`. */
export function placeBefore(source: Source, statement: Statement): Place | undefined {
  const { text } = source;
  const start = startOf(statement);
  if (statement.type === 'If' && text.startsWith('elif', start)) return undefined;
  const offset = lineStart(text, start);
  const indent = text.slice(offset, start);
  // A decorator's node starts after its `@`.
  const plain = indent.replace(/@\s*$/, '');
  if (plain.trim() !== '' || isContinued(text, offset)) return undefined;
  return { offset, indent: plain, unit: indentUnit(source, statement, plain) };
}

/** Nothing but a comment stands behind it. */
export function endsItsLine({ text }: Source, { range: [, end] }: Site): boolean {
  const lineFeed = text.indexOf('\n', end);
  return /^[ \t]*(?:#.*)?$/.test(text.slice(end, lineFeed < 0 ? text.length : lineFeed).trimEnd());
}

function startOf(statement: Statement): number {
  const first = 'decorator_list' in statement ? statement.decorator_list[0] : undefined;
  return (first ?? statement).range[0];
}

function isContinued(text: string, offset: number): boolean {
  return /\\\r?\n$/.test(text.slice(Math.max(0, offset - 3), offset));
}

function indentUnit({ text }: Source, statement: Statement, indent: string): string {
  for (let at = statement.parent; at !== null; at = at.parent) {
    if (!isStatement(at) && at.type !== 'match_case') continue;
    const start = at.range[0];
    const outer = /^[ \t]*/.exec(text.slice(lineStart(text, start), start))?.[0] ?? '';
    if (indent.startsWith(outer) && indent.length > outer.length) return indent.slice(outer.length);
  }
  return /:[ \t]*(?:#.*)?\r?\n([ \t]+)\S/.exec(text)?.[1] ?? '    ';
}

/** `a`, `a.b`, `a[0].b`: reading it twice gives the same and does nothing. */
export function isStable(node: Expression): boolean {
  switch (node.type) {
    case 'Name':
      return true;
    case 'Attribute':
      return isStable(node.value);
    case 'Subscript':
      return isStable(node.value) && (node.slice.type === 'Constant' || isStable(node.slice));
    default:
      return false;
  }
}

/** The name that a stable expression starts with. */
export function rootName(node: Expression): string | undefined {
  let inner = node;
  while (inner.type === 'Attribute' || inner.type === 'Subscript') inner = inner.value;
  return inner.type === 'Name' ? inner.id : undefined;
}

export function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
}
