/** Guards inside an expression: a look that is put into a condition, with `:=` where the deref has no name yet. */
import type { TextEdit } from '../facts/edits.ts';
import type { Expression, PythonNode } from './ast.ts';
import { questioned } from './edit-guarded.ts';
import type { Guarded, GuardOffer } from './edit-guarded.ts';
import { isApart, isInClassComprehension, isReadAfter, mayRebind, readsOf } from './edit-order.ts';
import { inOrder, isExpression, isStatement, scopeOf, textOf } from './edit-text.ts';

export function guardInExpression(guarded: Guarded): GuardOffer[] {
  if (guarded.deref !== undefined && isInClassComprehension(guarded.used)) return [];
  return [...guardInTest(guarded), ...guardBranch(guarded), ...filterComprehension(guarded)];
}

/** `if r().alive:` becomes `if (node := r()) is not None and node.alive:`. */
function guardInTest(guarded: Guarded): GuardOffer[] {
  const { used, deref } = guarded;
  const tested = testedOperand(used);
  if (tested === undefined || isReliedOnElsewhere(guarded, tested)) return [];
  const { operand } = tested;
  const [start, end] = operand.range;
  const [open, close] = isLoose(operand) ? ['(', ')'] : ['', ''];
  const before = `${check(guarded)} and ${open}`;
  const edits: TextEdit[] = deref?.range[0] === start ? [] : [{ range: [start, start], text: before }];
  if (deref !== undefined) {
    edits.push({ range: deref.range, text: deref.range[0] === start ? `${before}${guarded.name}` : guarded.name });
    edits.push(...readNameIn(guarded, [operand, ...tested.covered]));
  }
  if (open !== '') edits.push({ range: [end, end], text: close });
  return [{ intent: deref === undefined ? 'nest' : 'walrus', name: guarded.name, edits: inOrder(edits) }];
}

interface Tested {
  readonly operand: Expression;
  /** What runs only if the operand holds. */
  readonly covered: readonly PythonNode[];
}

/**
 * The part of a condition that a check can be put before with `and`: an operand of `and`/`or`, or all of it.
 * Only where a missing object means that the condition does not hold, so not below a `not`.
 */
function testedOperand(used: PythonNode): Tested | undefined {
  let node: PythonNode = used;
  for (let parent = node.parent; parent !== null; node = parent, parent = node.parent) {
    if (!isExpression(node)) return undefined;
    if (parent.type === 'BoolOp' || isTestOf(parent, node)) {
      const covered = coveredBy(node);
      return covered === undefined ? undefined : { operand: node, covered };
    }
    if (isStatement(parent) || isApart(parent, node) || (parent.type === 'UnaryOp' && parent.op === 'Not')) return undefined;
  }
  return undefined;
}

/** What runs only if the operand holds; undefined where no branch depends on it. */
function coveredBy(operand: Expression): readonly PythonNode[] | undefined {
  const covered: PythonNode[] = [];
  let isCertain = true;
  let node: Expression = operand;
  for (let { parent } = node; parent !== null; { parent } = node) {
    if (parent.type === 'BoolOp') {
      if (parent.op === 'Or') isCertain = false;
      else if (isCertain) covered.push(...parent.values.slice(parent.values.indexOf(node) + 1));
      node = parent;
      continue;
    }
    if (!isTestOf(parent, node)) return undefined;
    return isCertain ? [...covered, ...branchOf(parent)] : covered;
  }
  return undefined;
}

function branchOf(decided: PythonNode): readonly PythonNode[] {
  switch (decided.type) {
    case 'If':
    case 'While':
      return decided.body;
    case 'IfExp':
      return [decided.body];
    case 'comprehension':
      return decided.parent === null ? [] : elementsOf(decided.parent);
    default:
      return [];
  }
}

/** What a comprehension gives for each item that passes its tests. */
function elementsOf(node: PythonNode): readonly PythonNode[] {
  if (node.type === 'DictComp') return [node.key, node.value];
  return 'elt' in node ? [node.elt] : [];
}

function isTestOf(parent: PythonNode, node: PythonNode): boolean {
  switch (parent.type) {
    case 'If':
    case 'While':
    case 'IfExp':
      return parent.test === node;
    case 'comprehension':
      return parent.ifs.some((condition) => condition === node);
    default:
      return false;
  }
}

/** A name is looked at here, but used elsewhere, too. */
function isReliedOnElsewhere({ source, scope, name, deref }: Guarded, { operand, covered }: Tested): boolean {
  return deref === undefined && isReadAfter(source, scope, name, operand.range[1], covered);
}

/** `r().x if ready else None` becomes `node.x if ready and (node := r()) is not None else None`. */
function guardBranch(guarded: Guarded): GuardOffer[] {
  let node: PythonNode = guarded.used;
  for (let parent = node.parent; parent !== null; node = parent, parent = node.parent) {
    if (parent.type === 'IfExp' && parent.body === node) {
      const { test, orelse } = parent;
      if (orelse.type !== 'Constant' || isReliedOnElsewhere(guarded, { operand: test, covered: [] })) return [];
      const [open, close] = isLoose(test) ? ['(', ')'] : ['', ''];
      const edits: TextEdit[] = [{ range: [test.range[1], test.range[1]], text: `${close} and ${check(guarded)}` }];
      if (open !== '') edits.push({ range: [test.range[0], test.range[0]], text: open });
      if (guarded.deref !== undefined) edits.push({ range: guarded.deref.range, text: guarded.name }, ...readNameIn(guarded, [parent.body]));
      return [{ intent: guarded.deref === undefined ? 'nest' : 'walrus', name: guarded.name, edits: inOrder(edits) }];
    }
    if (isStatement(parent) || isApart(parent, node)) return [];
  }
  return [];
}

/** `[r().x for r in refs]` becomes `[node.x for r in refs if (node := r()) is not None]`. */
function filterComprehension(guarded: Guarded): GuardOffer[] {
  const { source, used, name, deref } = guarded;
  if (deref === undefined) return [];
  let node: PythonNode = used;
  for (let parent = node.parent; parent !== null; node = parent, parent = node.parent) {
    if ('generators' in parent) {
      const last = parent.generators.at(-1);
      if (last === undefined || node.type === 'comprehension') return [];
      const end = last.range[1];
      const rest = source.text.slice(end, parent.range[1]);
      if (!/^\s*[)\]}]?$/.test(rest)) return [];
      const edits = [{ range: deref.range, text: name }, ...readNameIn(guarded, elementsOf(parent)), { range: [end, end] as const, text: ` if ${check(guarded)}` }];
      return [{ intent: 'walrus', name, edits: inOrder(edits) }];
    }
    if (isStatement(parent) || isApart(parent, node)) return [];
  }
  return [];
}

function check({ source, name, deref }: Guarded): string {
  return deref === undefined ? `${name} is not None` : `(${name} := ${textOf(source, deref)}) is not None`;
}

/** The other derefs written like the one that is bound, where the name can be read. */
function readNameIn({ source, scope, name, deref }: Guarded, parts: readonly PythonNode[]): TextEdit[] {
  if (deref === undefined || scope.type === 'ClassDef' || mayRebind(parts.filter(isStatement), questioned(deref))) return [];
  const text = textOf(source, deref);
  const reads = parts.flatMap((part) => readsOf(source, part, text)).filter((read) => read !== deref && scopeOf(read) === scope);
  return [...new Set(reads)].map(({ range }) => ({ range, text: name }));
}

/** Binds less tightly than `and`. */
function isLoose(node: Expression): boolean {
  return node.type === 'IfExp' || node.type === 'Lambda' || node.type === 'NamedExpr' || (node.type === 'BoolOp' && node.op === 'Or');
}
