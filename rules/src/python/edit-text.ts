/** Questions about the text around a node: lines, indentation, what could be inserted before a statement. */
import type { Site } from '../flow/graph.ts';
import type { Expression, Module, PythonNode, Statement } from './ast.ts';
import { childrenOf, VISITOR_KEYS } from './visitor-keys.ts';

export interface Source {
  readonly module: Module;
  readonly text: string;
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

export function contains(outer: Site, inner: Site): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

const STATEMENTS: ReadonlySet<PythonNode['type']> = new Set<Statement['type']>([
  'FunctionDef', 'AsyncFunctionDef', 'ClassDef', 'Return', 'Delete', 'Assign', 'TypeAlias', 'AugAssign', 'AnnAssign', 'For', 'AsyncFor', 'While', 'If',
  'With', 'AsyncWith', 'Match', 'Raise', 'Try', 'TryStar', 'Assert', 'Import', 'ImportFrom', 'Global', 'Nonlocal', 'Expr', 'Pass', 'Break', 'Continue', 'Broken',
]);

export function isStatement(node: PythonNode): node is Statement {
  return STATEMENTS.has(node.type);
}

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

/** Every name that means something in a scope and below it. */
export function namesIn(scope: PythonNode): Set<string> {
  const names = new Set<string>();
  const rest: PythonNode[] = [scope];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
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
    rest.push(...childrenOf(node));
  }
  return names;
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

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
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
    if (!isStatement(at)) continue;
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
