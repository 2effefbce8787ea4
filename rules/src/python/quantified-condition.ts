/** Conditions over several values that are written out: `None in (a, b)`, `all((a, b))`, `any(x is None for x in (a, b))`. */
import type { Label } from '../flow/builder.ts';
import type { Call, Compare, Expression } from './ast.ts';
import { branchOn, lowerCondition, lowerTest } from './condition.ts';
import { isNone, lowerExpression } from './lower-expression.ts';
import { bind } from './lowering.ts';
import type { Lowering } from './lowering.ts';

/** One of the values, asked in its turn. */
type Part = (l: Lowering, whenTrue: Label, whenFalse: Label) => void;

interface Quantified {
  readonly parts: readonly Part[];
  /** All of them must hold; otherwise one is enough. */
  readonly every: boolean;
}

/** Lowers the condition if it is one; false, with nothing emitted, if not. */
export function lowerQuantified(l: Lowering, node: Expression, whenTrue: Label, whenFalse: Label): boolean {
  const isNegated = node.type === 'Compare' && node.ops[0] === 'NotIn';
  const quantified = node.type === 'Compare' ? noneAmong(l, node) : node.type === 'Call' ? allOrAny(l, node) : undefined;
  if (quantified === undefined) return false;
  if (isNegated) lowerParts(l, quantified, whenFalse, whenTrue);
  else lowerParts(l, quantified, whenTrue, whenFalse);
  return true;
}

/** `None in (a, b)`, `None not in [a, b]`. */
export function asksForNone({ left, ops: [op, ...others], comparators: [right] }: Compare): boolean {
  return isNone(left) && (op === 'In' || op === 'NotIn') && others.length === 0 && right !== undefined && writtenOut(right) !== undefined;
}

function lowerParts(l: Lowering, { parts, every }: Quantified, whenTrue: Label, whenFalse: Label): void {
  const decided = every ? whenTrue : whenFalse;
  if (parts.length === 0) return l.builder.jump(decided);
  parts.forEach((part, i) => {
    const isLast = i === parts.length - 1;
    const next = isLast ? decided : l.builder.label();
    if (every) part(l, next, whenFalse);
    else part(l, whenTrue, next);
    if (!isLast) l.builder.place(next);
  });
}

function noneAmong(l: Lowering, node: Compare): Quantified | undefined {
  const elements = asksForNone(node) && node.comparators[0] !== undefined ? writtenOut(node.comparators[0]) : undefined;
  if (elements === undefined) return undefined;
  const parts = elements.map((element): Part => {
    const of = lowerExpression(l, element);
    return ({ builder }, whenTrue, whenFalse) => builder.branch({ kind: 'absent', of, site: node }, whenTrue, whenFalse);
  });
  return { parts, every: false };
}

function allOrAny(l: Lowering, { func, args, keywords }: Call): Quantified | undefined {
  const [of, ...others] = args;
  if (func.type !== 'Name' || (func.id !== 'all' && func.id !== 'any') || !l.names.isFree(func.id)) return undefined;
  if (of === undefined || others.length > 0 || keywords.length > 0) return undefined;
  const parts = of.type === 'GeneratorExp' || of.type === 'ListComp' ? roundsOf(l, of) : elementsOf(l, of);
  return parts === undefined ? undefined : { parts, every: func.id === 'all' };
}

/** All elements are there before the first one is asked. */
function elementsOf(l: Lowering, node: Expression): readonly Part[] | undefined {
  return writtenOut(node)?.map((element): Part => {
    const verdict = lowerTest(l, element) ?? { tests: [{ kind: 'truthy', of: lowerExpression(l, element), site: element }], negated: false };
    return (at, whenTrue, whenFalse) => branchOn(at, verdict, whenTrue, whenFalse);
  });
}

/** `x is not None for x in (a, b)`: one round for each element. */
function roundsOf(l: Lowering, { elt, generators: [generator, ...inner] }: Extract<Expression, { type: 'GeneratorExp' | 'ListComp' }>): readonly Part[] | undefined {
  if (generator === undefined || inner.length > 0 || generator.ifs.length > 0 || generator.target.type !== 'Name') return undefined;
  const { target } = generator;
  return writtenOut(generator.iter)?.map((element): Part => {
    const value = lowerExpression(l, element);
    return (at, whenTrue, whenFalse) =>
      at.names.withinTargets([target.id], () => {
        bind(at, target.id, value, target);
        lowerCondition(at, elt, whenTrue, whenFalse);
      });
  });
}

function writtenOut(node: Expression): readonly Expression[] | undefined {
  const isDisplay = node.type === 'Tuple' || node.type === 'List' || node.type === 'Set';
  return isDisplay && node.elts.every((element) => element.type !== 'Starred') ? node.elts : undefined;
}
