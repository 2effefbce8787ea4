/** A function that gives a value in the place of a weak handle that cannot hold it. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import type { Expression, PythonNode } from './ast.ts';
import { hasComment, isNode, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

/** `weakref.ref("x")` becomes `lambda: "x"`, for values that are the same whenever they are evaluated. */
export function holdStrongly(source: Source, making: Site, value: Site): Offer<'hold'>[] {
  if (!isNode(making) || making.type !== 'Call' || !isNode(value)) return [];
  const [only, ...others] = making.args;
  if (only !== value || others.length > 0 || making.keywords.length > 0 || !isImmutableLiteral(only)) return [];
  const text = textOf(source, value);
  if (/[\r\n]/.test(text) || hasComment(source, making.range)) return [];
  const lambda = `lambda: ${text}`;
  return [{ intent: 'hold', name: text, edits: [{ range: making.range, text: takesLambda(making) ? lambda : `(${lambda})` }] }];
}

/** `"x"`, `-1`, `(1, 2)`. */
function isImmutableLiteral(node: Expression): boolean {
  switch (node.type) {
    case 'Constant':
      return true;
    case 'UnaryOp':
      return node.operand.type === 'Constant';
    case 'Tuple':
      return node.elts.every(isImmutableLiteral);
    default:
      return false;
  }
}

/** Where a lambda needs no parentheses. */
function takesLambda({ parent }: PythonNode): boolean {
  switch (parent?.type) {
    case 'Assign':
    case 'AnnAssign':
    case 'Return':
    case 'Expr':
    case 'keyword':
    case 'List':
    case 'Dict':
    case 'Set':
      return true;
    default:
      return false;
  }
}
