/** When the parts of a statement are evaluated, and what is read again behind it. It knows syntax, not text to insert. */
import { contains } from '../flow/contains.ts';
import type { Expression, PythonNode, Statement } from './ast.ts';
import { isFunction, isStatement, nodesIn, scopeOf, textOf } from './edit-text.ts';
import type { ScopeNode, Source } from './edit-text.ts';

/** The node is evaluated exactly once, with the statement, before anything the statement contains runs. */
export function isEvaluatedOnce(used: PythonNode, statement: Statement): boolean {
  let node = used;
  for (let parent = node.parent; node !== statement && parent !== null; node = parent, parent = node.parent) {
    if (isApart(parent, node)) return false;
  }
  return true;
}

/** `child` is evaluated conditionally, later or more than once compared with `parent`. */
export function isApart(parent: PythonNode, child: PythonNode): boolean {
  switch (parent.type) {
    case 'BoolOp':
      return parent.values[0] !== child;
    case 'IfExp':
      return parent.test !== child;
    case 'Compare':
      return parent.left !== child && parent.comparators[0] !== child;
    case 'Lambda':
      return parent.body === child;
    case 'comprehension':
      return parent.iter !== child || !isFirstGenerator(parent);
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return child.type !== 'comprehension';
    case 'While':
      return parent.test === child;
    case 'Assert':
      return parent.msg === child;
    case 'match_case':
    case 'ExceptHandler':
    case 'Broken':
    case 'BrokenExpr':
      return true;
    default:
      return false;
  }
}

function isFirstGenerator(node: PythonNode): boolean {
  const { parent } = node;
  return parent !== null && 'generators' in parent && parent.generators[0] === node;
}

/** `:=` is an error in a comprehension of a class body, and in what a comprehension iterates over. */
export function isInClassComprehension(used: PythonNode): boolean {
  let isInComprehension = false;
  let node = used;
  for (let parent = node.parent; parent !== null; node = parent, parent = node.parent) {
    if (parent.type === 'comprehension') {
      isInComprehension = true;
      if (parent.iter === node) return true;
    }
    if ('generators' in parent) isInComprehension = true;
    if (isStatement(parent) || parent.type === 'Lambda') break;
  }
  return isInComprehension && scopeOf(used)?.type === 'ClassDef';
}

/** The expressions in `scope` and below it that are written like `text` (a name, a chain, a deref) and are read. */
export function readsOf(source: Source, scope: PythonNode, text: string): Expression[] {
  const found: Expression[] = [];
  for (const node of nodesIn(scope)) {
    const isRead = node.type === 'Call' || ((node.type === 'Name' || node.type === 'Attribute' || node.type === 'Subscript') && node.ctx === 'Load');
    if (isRead && node.range[1] - node.range[0] === text.length && textOf(source, node) === text) found.push(node);
  }
  return found;
}

/** Is what `text` says read again behind `offset`, other than in `covered`? */
export function isReadAfter(source: Source, scope: ScopeNode, text: string, offset: number, covered?: PythonNode | readonly PythonNode[]): boolean {
  const parts: readonly PythonNode[] = covered === undefined ? [] : 'type' in covered ? [covered] : covered;
  return readsOf(source, scope, text).some((read) => read.range[0] >= offset && !parts.some((part) => contains(part, read)));
}

/** Does anything at or below `nodes` write a variable or a member that the handle is read through? */
export function mayRebind(nodes: readonly PythonNode[], handle: Expression): boolean {
  const names = namesOfPath(handle);
  return nodes.some((root) =>
    [...nodesIn(root)].some((node) => {
      if (node.type === 'Name') return node.ctx !== 'Load' && names.has(node.id);
      if (node.type === 'Attribute') return node.ctx !== 'Load' && names.has(node.attr);
      if (node.type === 'Subscript') return node.ctx !== 'Load' && [...nodesIn(node.value)].some((inner) => isNamed(inner, names));
      return (isFunction(node) || node.type === 'ClassDef') && names.has(node.name);
    }),
  );
}

function namesOfPath(handle: Expression): Set<string> {
  const names = new Set<string>();
  for (const node of nodesIn(handle)) {
    if (node.type === 'Name') names.add(node.id);
    else if (node.type === 'Attribute') names.add(node.attr);
  }
  return names;
}

function isNamed(node: PythonNode, names: ReadonlySet<string>): boolean {
  return (node.type === 'Name' && names.has(node.id)) || (node.type === 'Attribute' && names.has(node.attr));
}
