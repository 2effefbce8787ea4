/** A comparison with None in the place of a question of truth. */
import type { Offer, TextEdit } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { BoolOp, Expression, PythonNode } from './ast.ts';
import { hasComment, isExpression, isNode, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

/** `if node:` becomes `if node is not None:`, `node or other` becomes `node if node is not None else other`. */
export function comparePresence(source: Source, tested: Site): Offer<'compare'>[] {
  if (!isNode(tested) || !isExpression(tested) || hasComment(source, tested.range)) return [];
  const edits = comparison(source, tested);
  return edits === undefined ? [] : [{ intent: 'compare', name: textOf(source, tested), edits }];
}

function comparison(source: Source, tested: Expression): readonly TextEdit[] | undefined {
  const { parent } = tested;
  const asked = conversionOf(tested);
  if (asked !== undefined) {
    const text = closed(source, asked);
    return text === undefined || !(isCondition(tested) || takesCondition(source, tested)) ? undefined : [{ range: tested.range, text: `${text} is not None` }];
  }
  const [start, end] = outerRange(source, tested);
  if (parent?.type === 'UnaryOp' && parent.op === 'Not') {
    const text = closed(source, tested);
    return text === undefined ? undefined : [{ range: [parent.range[0], Math.max(parent.range[1], end)], text: `${text} is None` }];
  }
  if (isCondition(tested)) {
    if (start < tested.range[0]) return [{ range: [end, end], text: ' is not None' }];
    const text = closed(source, tested);
    return text === undefined ? undefined : [{ range: tested.range, text: `${text} is not None` }];
  }
  return parent?.type === 'BoolOp' ? fallback(source, tested, parent) : undefined;
}

/** What `bool(node)` asks. */
function conversionOf(tested: Expression): Expression | undefined {
  return tested.type === 'Call' && tested.func.type === 'Name' && tested.func.id === 'bool' && tested.args.length === 1 ? tested.args[0] : undefined;
}

/** `node or other` as a value. */
function fallback(source: Source, tested: Expression, parent: BoolOp): readonly TextEdit[] | undefined {
  const [first, second, ...others] = parent.values;
  if (parent.op !== 'Or' || tested.type !== 'Name' || first !== tested || second === undefined || others.length > 0 || !takesCondition(source, parent)) return undefined;
  return [{ range: [tested.range[1], second.range[0]], text: ` if ${tested.id} is not None else ` }];
}

/** The value decides a branch and goes nowhere else. */
function isCondition(node: Expression): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'If':
    case 'While':
    case 'IfExp':
    case 'Assert':
      return parent.test === node;
    case 'comprehension':
      return parent.ifs.includes(node);
    case 'UnaryOp':
      return parent.op === 'Not';
    case 'BoolOp':
      return isCondition(parent);
    default:
      return false;
  }
}

/** As an operand of `is`. */
function closed(source: Source, node: Expression): string | undefined {
  const text = textOf(source, node);
  switch (node.type) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
    case 'Call':
    case 'Await':
      return text;
    case 'NamedExpr':
      return `(${text})`;
    default:
      return undefined;
  }
}

/** With the parentheses around it, where it has its own. */
function outerRange({ text }: Source, node: Expression): readonly [number, number] {
  const [start, end] = node.range;
  const isWrapped = node.type === 'NamedExpr' && text[start - 1] === '(' && text[end] === ')';
  return isWrapped ? [start - 1, end + 1] : [start, end];
}

/** Where `a if b else c` needs no parentheses. */
function takesCondition({ text }: Source, node: Expression): boolean {
  const parent: PythonNode | null = node.parent;
  if (text[node.range[0] - 1] === '(' && text[node.range[1]] === ')') return true;
  switch (parent?.type) {
    case 'Assign':
    case 'AnnAssign':
    case 'AugAssign':
    case 'Return':
    case 'Expr':
    case 'keyword':
    case 'Call':
    case 'List':
    case 'Tuple':
      return true;
    default:
      return false;
  }
}
