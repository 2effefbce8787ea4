/**
 * Turns tree-sitter's expressions into `ast` expressions, one entry per type of syntax node.
 * It knows no statements.
 */

import type {
  Expression,
  ExpressionContext,
  BooleanOperator,
  ComparisonOperator,
  Operator,
  UnaryOperator,
  arg,
  arguments_,
  comprehension,
  keyword,
} from './ast.ts';
import type { ConcreteNode } from './concrete-syntax.ts';
import type { SyntaxContext } from './syntax-context.ts';
import { lowerString } from './syntax-string.ts';

type Lower = (context: SyntaxContext, node: ConcreteNode, ctx: ExpressionContext) => Expression;

/** Chains that grow to the left, each link given the lowered left side: `a.b`, `a + b`, `a()`, `a[0]`. */
type LowerLink = (
  context: SyntaxContext,
  node: ConcreteNode,
  left: Expression,
  ctx: ExpressionContext,
  start: number,
) => Expression;

/** Where a chain begins, when that is not its leftmost node. */
interface ChainBase {
  readonly start: number;
  readonly lower: (context: SyntaxContext, base: ConcreteNode) => Expression;
}

export const BINARY_OPERATORS: Readonly<Record<string, Operator>> = {
  '+': 'Add',
  '-': 'Sub',
  '*': 'Mult',
  '@': 'MatMult',
  '/': 'Div',
  '%': 'Mod',
  '**': 'Pow',
  '<<': 'LShift',
  '>>': 'RShift',
  '|': 'BitOr',
  '^': 'BitXor',
  '&': 'BitAnd',
  '//': 'FloorDiv',
};

const BOOLEAN_OPERATORS: Readonly<Record<string, BooleanOperator>> = { and: 'And', or: 'Or' };

const UNARY_OPERATORS: Readonly<Record<string, UnaryOperator>> = { '+': 'UAdd', '-': 'USub', '~': 'Invert' };

const COMPARISON_OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  '==': 'Eq',
  '!=': 'NotEq',
  '<>': 'NotEq',
  '<': 'Lt',
  '<=': 'LtE',
  '>': 'Gt',
  '>=': 'GtE',
  is: 'Is',
  'is not': 'IsNot',
  in: 'In',
  'not in': 'NotIn',
};

/** Python compares identifiers in this form (https://docs.python.org/3/reference/lexical_analysis.html#identifiers). */
export function identifierText(node: ConcreteNode): string {
  return node.text.normalize('NFKC');
}

function name(context: SyntaxContext, node: ConcreteNode, ctx: ExpressionContext): Expression {
  if (node.isMissing) return context.broken(node.start, node.end);
  return context.place({ type: 'Name', id: identifierText(node), ctx }, node.start, node.end);
}

/** Lowers `node`; code that does not parse gives a `BrokenExpr`. */
export function lowerExpression(
  context: SyntaxContext,
  node: ConcreteNode | undefined,
  ctx: ExpressionContext = 'Load',
): Expression {
  if (node === undefined) return context.broken(0, 0);
  if (!context.enter()) return context.broken(node.start, node.end);
  let result: Expression;
  if (isMixedMask(node)) result = lowerMixedMask(context, node);
  else if (isLink(node)) result = lowerChain(context, node, ctx);
  else {
    const lower = EXPRESSIONS.get(node.type);
    if (lower === undefined) result = gathered(context, node);
    else if (LEAVES.has(node.type)) result = lower(context, node, ctx);
    else result = withErrors(context, node, lower(context, node, ctx));
  }
  context.leave();
  return result;
}

/** The expression, or a `BrokenExpr` around it and what stands in the ERROR nodes of `node`. */
function withErrors(context: SyntaxContext, node: ConcreteNode, lowered: Expression): Expression {
  if (node.errors.length === 0) return lowered;
  const values = [lowered, ...node.errors.flatMap((error) => expressionsIn(context, error))];
  return context.broken(node.start, node.end, values);
}

function gathered(context: SyntaxContext, node: ConcreteNode): Expression {
  return context.broken(node.start, node.end, expressionsIn(context, node));
}

/** The outermost expressions at any depth below `node`. */
function expressionsIn(context: SyntaxContext, node: ConcreteNode): Expression[] {
  if (!context.enter()) return [];
  const result = node.parts.flatMap((part) =>
    isExpression(part) ? [lowerExpression(context, part)] : expressionsIn(context, part),
  );
  context.leave();
  return result;
}

/** Whether `node` is an expression and no keyword token of the same name (`lambda`, `await`, `yield`). */
export function isExpression(node: ConcreteNode): boolean {
  if (!EXPRESSIONS.has(node.type) && !isLink(node)) return false;
  return LEAVES.has(node.type) || node.children.length > 0;
}

function isLink(node: ConcreteNode): boolean {
  return (LINKS.has(node.type) || node.type === 'boolean_operator') && !isMixedMask(node);
}

function operatorOf(node: ConcreteNode | undefined): string | undefined {
  return node?.type === 'binary_operator' ? node.children[1]?.type : undefined;
}

/** `a & b ^ c`, which the grammar reads as `a & (b ^ c)`: `&` binds tighter in Python. */
function isMixedMask(node: ConcreteNode): boolean {
  if (operatorOf(node) !== '&') return false;
  const [left, , right] = node.children;
  return operatorOf(left) === '^' || operatorOf(right) === '^';
}

/** The operands in source order, folded first over `&` and then over `^`. */
function lowerMixedMask(context: SyntaxContext, node: ConcreteNode): Expression {
  let whole: Expression | undefined;
  let group: Expression | undefined;
  const fold = (left: Expression | undefined, op: Operator, right: Expression, start: number): Expression =>
    left ? context.place({ type: 'BinOp', left, op, right }, start, right.range[1]) : right;
  const open = [node];
  let groupStart = node.start;
  for (let part = open.pop(); part; part = open.pop()) {
    const [left, operator, right] = part.children;
    const isMask = part.type === 'binary_operator' && (operator?.type === '&' || operator?.type === '^');
    if (isMask && left && right) open.push(right, operator, left);
    else if (part.type === '^' && group) {
      whole = fold(whole, 'BitXor', group, node.start);
      group = undefined;
    } else if (part.type !== '&') {
      if (group === undefined) groupStart = part.start;
      group = fold(group, 'BitAnd', lowerExpression(context, part), groupStart);
    }
  }
  return group ? fold(whole, 'BitXor', group, node.start) : context.broken(node.start, node.end);
}

/**
 * `a.b(c)[d] + e`, from the innermost link outwards: as long as the chain is, the stack stays flat.
 * The grammar reads `*a.b` as `(*a).b`; Python means `*(a.b)`.
 */
export function lowerChain(
  context: SyntaxContext,
  node: ConcreteNode,
  ctx: ExpressionContext,
  chainBase?: ChainBase,
): Expression {
  const links: ConcreteNode[] = [];
  let base = node;
  for (;;) {
    const first = isLink(base) ? firstOf(base) : undefined;
    if (first === undefined) break;
    links.push(base);
    base = first;
  }
  if (isLink(base)) return gathered(context, base);
  const operand = links.length > 0 && STARS.has(base.type) ? base.children[1] : undefined;
  const start = operand?.start ?? chainBase?.start;
  let result = chainBase && !operand ? chainBase.lower(context, base) : lowerExpression(context, operand ?? base);
  while (links.length > 0) {
    const run = takeRun(links);
    const link = run.at(-1);
    if (link === undefined) break;
    const lower = LINKS.get(link.type);
    const placed = links.length === 0 ? ctx : 'Load';
    const from = start ?? link.start;
    result = lower ? lower(context, link, result, placed, from) : booleanRun(context, run, link, result, from);
    for (const { errors } of run) if (errors.length > 0) result = context.broken(from, link.end, [result]);
  }
  return operand ? context.place({ type: 'Starred', value: result, ctx }, base.start, node.end) : result;
}

/** Operators are read where they are needed; the other links have enough of their named parts. */
function firstOf(link: ConcreteNode): ConcreteNode | undefined {
  return NAMED_LINKS.has(link.type) ? link.named[0] : link.children[0];
}

const NAMED_LINKS: ReadonlySet<string> = new Set(['attribute', 'call']);

const STARS: ReadonlySet<string> = new Set(['list_splat', 'list_splat_pattern']);

/** Takes the innermost link off `links`; for `a and b and c` all links with the same operator. */
function takeRun(links: ConcreteNode[]): ConcreteNode[] {
  const run: ConcreteNode[] = [];
  let link = links.pop();
  if (link) run.push(link);
  if (link?.type !== 'boolean_operator') return run;
  const operator = link.children[1]?.type;
  for (;;) {
    link = links.at(-1);
    if (link?.type !== 'boolean_operator' || link.children[1]?.type !== operator) return run;
    links.pop();
    run.push(link);
  }
}

/** `a + b` */
const binaryLink: LowerLink = (context, node, left, _ctx, start) => {
  const [, operator, right] = node.children;
  const op = BINARY_OPERATORS[operator?.type ?? ''];
  if (op === undefined) return context.broken(start, node.end, [left]);
  return context.place({ type: 'BinOp', left, op, right: operand(context, node, right) }, start, node.end);
};

/** An operand of `node`; a hole at its end where it is missing. */
function operand(context: SyntaxContext, node: ConcreteNode, part: ConcreteNode | undefined): Expression {
  return part ? lowerExpression(context, part) : context.broken(node.end, node.end);
}

/** `a and b and c`, where `outer` is the last and longest of `run`. */
function booleanRun(
  context: SyntaxContext,
  run: readonly ConcreteNode[],
  outer: ConcreteNode,
  first: Expression,
  start: number,
): Expression {
  const op = BOOLEAN_OPERATORS[outer.children[1]?.type ?? ''];
  const values = [first, ...run.map((link) => operand(context, link, link.children[2]))];
  if (op === undefined) return context.broken(start, outer.end, values);
  return context.place({ type: 'BoolOp', op, values }, start, outer.end);
}

/** `a.b` */
const attributeLink: LowerLink = (context, node, value, ctx, start) => {
  const attribute = node.named[1];
  if (attribute === undefined || attribute.isMissing) return context.broken(start, node.end, [value]);
  const attrRange = context.rangeOf(attribute);
  return context.place(
    { type: 'Attribute', value, attr: identifierText(attribute), attrRange, ctx },
    start,
    attribute.end,
  );
};

/** `a[b, c]` */
const subscriptLink: LowerLink = (context, node, value, ctx, start) => {
  const parts = node.children.slice(2);
  if (parts.at(-1)?.type === ']') parts.pop();
  return context.place(
    { type: 'Subscript', value, slice: oneOrTuple(context, parts, node, 'Load'), ctx },
    start,
    node.end,
  );
};

/** `a(b, *c, d=e, **f)` */
const callLink: LowerLink = (context, node, func, _ctx, start) => {
  const argumentList = node.named[1];
  if (argumentList?.type === 'generator_expression') {
    const args = [lowerExpression(context, argumentList)];
    return context.place({ type: 'Call', func, args, keywords: [] }, start, node.end);
  }
  const { args, keywords } = lowerArguments(context, argumentList);
  const call = context.place({ type: 'Call', func, args, keywords }, start, node.end);
  return argumentList ? withErrors(context, argumentList, call) : call;
};

const LINKS: ReadonlyMap<string, LowerLink> = new Map([
  ['binary_operator', binaryLink],
  ['attribute', attributeLink],
  ['subscript', subscriptLink],
  ['call', callLink],
]);

/** The arguments of a call or the bases of a class. */
export function lowerArguments(
  context: SyntaxContext,
  list: ConcreteNode | undefined,
): { args: Expression[]; keywords: keyword[] } {
  const args: Expression[] = [];
  const keywords: keyword[] = [];
  for (const part of list?.named ?? []) {
    switch (part.type) {
      case 'keyword_argument': {
        const [argument, value] = part.named;
        const argRange = argument ? context.rangeOf(argument) : null;
        const arg = argument ? identifierText(argument) : null;
        const lowered = withErrors(context, part, operand(context, part, value));
        keywords.push(context.place({ type: 'keyword', arg, argRange, value: lowered }, part.start, part.end));
        break;
      }
      case 'dictionary_splat': {
        const value = operand(context, part, part.named[0]);
        keywords.push(context.place({ type: 'keyword', arg: null, argRange: null, value }, part.start, part.end));
        break;
      }
      default:
        args.push(lowerExpression(context, part));
    }
  }
  return { args, keywords };
}

/** Elements between commas; a tuple when there is a comma. `parts` holds elements and commas only. */
export function oneOrTuple(
  context: SyntaxContext,
  parts: readonly ConcreteNode[],
  around: ConcreteNode,
  ctx: ExpressionContext,
): Expression {
  const first = parts[0];
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return context.broken(around.start, around.end);
  if (parts.length === 1 && first.type !== ',') {
    const only = lowerExpression(context, first, ctx);
    // A lone star in an index is a tuple: `a[*b]` (PEP 646).
    return only.type === 'Starred' && around.type === 'subscript'
      ? context.place({ type: 'Tuple', elts: [only], ctx }, first.start, first.end)
      : only;
  }
  return context.place({ type: 'Tuple', elts: elements(context, parts, ctx), ctx }, first.start, last.end);
}

const PUNCTUATION: ReadonlySet<string> = new Set([',', '(', ')', '[', ']', '{', '}']);

function elements(context: SyntaxContext, parts: readonly ConcreteNode[], ctx: ExpressionContext): Expression[] {
  const result: Expression[] = [];
  for (const part of parts) if (!PUNCTUATION.has(part.type)) result.push(lowerExpression(context, part, ctx));
  return result;
}

const list: Lower = (context, node, ctx) =>
  context.place({ type: 'List', elts: elements(context, node.named, ctx), ctx }, node.start, node.end);

const tuple: Lower = (context, node, ctx) =>
  context.place({ type: 'Tuple', elts: elements(context, node.named, ctx), ctx }, node.start, node.end);

/** `(a, b) = c`; `(a) = c` is no tuple. */
const tuplePattern: Lower = (context, node, ctx) => {
  const [, first, second] = node.children;
  return first && second?.type === ')' && first.type !== 'list_splat_pattern'
    ? lowerExpression(context, first, ctx)
    : tuple(context, node, ctx);
};

/** `*a` */
const starred: Lower = (context, node, ctx) =>
  context.place(
    { type: 'Starred', value: lowerExpression(context, node.children[1], ctx), ctx },
    node.start,
    node.end,
  );

const parenthesized: Lower = (context, node, ctx) => {
  const inner = node.named[0];
  return inner ? lowerExpression(context, inner, ctx) : context.broken(node.start, node.end);
};

const dictionary: Lower = (context, node) => {
  const keys: (Expression | null)[] = [];
  const values: Expression[] = [];
  for (const part of node.named) {
    if (part.type === 'pair') {
      keys.push(operand(context, part, part.named[0]));
      values.push(withErrors(context, part, operand(context, part, part.named[1])));
    } else if (part.type === 'dictionary_splat') {
      keys.push(null);
      values.push(operand(context, part, part.named[0]));
    }
  }
  return context.place({ type: 'Dict', keys, values }, node.start, node.end);
};

function comprehensionOf(type: 'ListComp' | 'SetComp' | 'GeneratorExp'): Lower {
  return (context, node) => {
    const elt = operand(context, node, node.children[1]);
    return context.place({ type, elt, generators: generators(context, node) }, node.start, node.end);
  };
}

const dictionaryComprehension: Lower = (context, node) => {
  const pair = node.children[1];
  const key = operand(context, node, pair?.children[0]);
  const value = operand(context, node, pair?.children[2]);
  return context.place({ type: 'DictComp', key, value, generators: generators(context, node) }, node.start, node.end);
};

function generators(context: SyntaxContext, node: ConcreteNode): comprehension[] {
  const result: comprehension[] = [];
  const clauses = node.children.filter(({ type }) => type === 'for_in_clause' || type === 'if_clause');
  for (let index = 0; index < clauses.length; ) {
    const loop = clauses[index++];
    if (loop?.type !== 'for_in_clause') continue;
    const isAsync = loop.children[0]?.type === 'async';
    const parts = loop.children.slice(isAsync ? 2 : 1);
    const target = lowerExpression(context, parts[0], 'Store');
    const iter = oneOrTuple(context, parts.slice(2), loop, 'Load');
    const ifs: Expression[] = [];
    let end = loop.end;
    for (let clause = clauses[index]; clause?.type === 'if_clause'; clause = clauses[++index]) {
      ifs.push(operand(context, clause, clause.children[1]));
      end = clause.end;
    }
    result.push(context.place({ type: 'comprehension', target, iter, ifs, is_async: isAsync ? 1 : 0 }, loop.start, end));
  }
  return result;
}

const comparison: Lower = (context, node) => {
  const [first, ...rest] = node.children;
  const ops: ComparisonOperator[] = [];
  const comparators: Expression[] = [];
  for (const part of rest) {
    const op = COMPARISON_OPERATORS[part.type];
    if (op !== undefined && ops.length === comparators.length) ops.push(op);
    else if (ops.length > comparators.length) comparators.push(lowerExpression(context, part));
  }
  const left = operand(context, node, first);
  if (ops.length > comparators.length) return context.broken(node.start, node.end, [left, ...comparators]);
  return context.place({ type: 'Compare', left, ops, comparators }, node.start, node.end);
};

/** `a[1:2:3]` */
const slice: Lower = (context, node) => {
  const bounds: (Expression | null)[] = [null, null, null];
  let index = 0;
  for (const part of node.children) {
    if (part.type === ':') index++;
    else if (index < 3) bounds[index] = lowerExpression(context, part);
  }
  const [lower = null, upper = null, step = null] = bounds;
  return context.place({ type: 'Slice', lower, upper, step }, node.start, node.end);
};

const lambda: Lower = (context, node) => {
  const parameters = node.named.find(({ type }) => type === 'lambda_parameters');
  const start = parameters?.start ?? node.start + 'lambda'.length;
  const args = lowerParameters(context, parameters, start, parameters?.end ?? start);
  const last = node.named.at(-1);
  const body = last === parameters ? undefined : last;
  return context.place({ type: 'Lambda', args, body: operand(context, node, body) }, node.start, node.end);
};

const yieldExpression: Lower = (context, node) => {
  const [, first, second] = node.children;
  if (first?.type === 'from') {
    return context.place({ type: 'YieldFrom', value: operand(context, node, second) }, node.start, node.end);
  }
  const value = first ? lowerExpression(context, first) : null;
  return context.place({ type: 'Yield', value }, node.start, node.end);
};

const numeric: Lower = (context, node) => {
  const raw = node.text;
  const kind = /[jJ]$/.test(raw) ? 'complex' : node.type === 'float' ? 'float' : 'int';
  return context.place({ type: 'Constant', value: { kind, raw } }, node.start, node.end);
};

function constant(kind: 'none' | 'true' | 'false' | 'ellipsis'): Lower {
  return (context, node) => context.place({ type: 'Constant', value: { kind, raw: node.text } }, node.start, node.end);
}

const stringLiteral: Lower = (context, node) => lowerString(context, node, lowerExpression);

/** `a as b` where no `as` may stand: the expression counts. */
const asPattern: Lower = (context, node) => context.broken(node.start, node.end, [operand(context, node, node.children[0])]);

/** `list[int]` in an annotation. */
const genericType: Lower = (context, node, ctx) => {
  const [generic, parameters] = node.children;
  const value = generic ? name(context, generic, 'Load') : context.broken(node.start, node.end);
  const parts = parameters?.children.slice(1) ?? [];
  if (parts.at(-1)?.type === ']') parts.pop();
  return context.place(
    { type: 'Subscript', value, slice: typeArguments(context, parts, node), ctx },
    node.start,
    node.end,
  );
};

function typeArguments(context: SyntaxContext, parts: readonly ConcreteNode[], around: ConcreteNode): Expression {
  const only = oneOrTuple(context, parts, around, 'Load');
  const [first] = parts;
  return only.type === 'Starred' && first
    ? context.place({ type: 'Tuple', elts: [only], ctx: 'Load' }, first.start, first.end)
    : only;
}

/** `list[a] | b | c`: the grammar may group it to the right, Python groups it to the left. */
const unionType: Lower = (context, node) => {
  const [first, ...rest] = unionOperands(node);
  let left = first ? lowerExpression(context, first) : context.broken(node.start, node.end);
  for (const part of rest) {
    left = context.place(
      { type: 'BinOp', left, op: 'BitOr', right: lowerExpression(context, part) },
      node.start,
      part.end,
    );
  }
  return left;
};

function unionOperands(node: ConcreteNode): ConcreteNode[] {
  const result: ConcreteNode[] = [];
  const open = [node];
  for (let part = open.pop(); part; part = open.pop()) {
    const [left, operator, right] = part.children;
    if (part.type === 'type' && left) open.push(left);
    else if (operator?.type === '|' && left && right) open.push(right, left);
    else result.push(part);
  }
  return result;
}

const EXPRESSIONS: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['identifier', name],
  ['string', stringLiteral],
  ['concatenated_string', stringLiteral],
  ['integer', numeric],
  ['float', numeric],
  ['true', constant('true')],
  ['false', constant('false')],
  ['none', constant('none')],
  ['ellipsis', constant('ellipsis')],
  ['parenthesized_expression', parenthesized],
  ['list', list],
  ['list_pattern', list],
  ['tuple', tuple],
  ['tuple_pattern', tuplePattern],
  ['expression_list', tuple],
  ['pattern_list', tuple],
  ['list_splat', starred],
  ['list_splat_pattern', starred],
  ['splat_type', starred],
  ['set', (context, node) => context.place({ type: 'Set', elts: elements(context, node.named, 'Load') }, node.start, node.end)],
  ['dictionary', dictionary],
  ['list_comprehension', comprehensionOf('ListComp')],
  ['set_comprehension', comprehensionOf('SetComp')],
  ['generator_expression', comprehensionOf('GeneratorExp')],
  ['dictionary_comprehension', dictionaryComprehension],
  ['comparison_operator', comparison],
  ['slice', slice],
  ['lambda', lambda],
  ['yield', yieldExpression],
  [
    'not_operator',
    (context, node) =>
      context.place(
        { type: 'UnaryOp', op: 'Not', operand: operand(context, node, node.named[0]) },
        node.start,
        node.end,
      ),
  ],
  [
    'unary_operator',
    (context, node) => {
      const [operator, argument] = node.children;
      const op = UNARY_OPERATORS[operator?.type ?? ''] ?? 'UAdd';
      return context.place({ type: 'UnaryOp', op, operand: operand(context, node, argument) }, node.start, node.end);
    },
  ],
  [
    'await',
    (context, node) =>
      context.place({ type: 'Await', value: operand(context, node, node.named[0]) }, node.start, node.end),
  ],
  [
    'named_expression',
    (context, node) => {
      const [target, , value] = node.children;
      return context.place(
        { type: 'NamedExpr', target: lowerExpression(context, target, 'Store'), value: operand(context, node, value) },
        node.start,
        node.end,
      );
    },
  ],
  [
    'conditional_expression',
    (context, node) => {
      const [body, test, orelse] = node.named;
      return context.place(
        {
          type: 'IfExp',
          test: operand(context, node, test),
          body: operand(context, node, body),
          orelse: operand(context, node, orelse),
        },
        node.start,
        node.end,
      );
    },
  ],
  ['as_pattern', asPattern],
  ['type', (context, node, ctx) => lowerExpression(context, node.named[0], ctx)],
  ['generic_type', genericType],
  ['union_type', unionType],
  [
    'member_type',
    (context, node, ctx) => {
      const [value, , attribute] = node.children;
      if (attribute === undefined) return gathered(context, node);
      return context.place(
        {
          type: 'Attribute',
          value: operand(context, node, value),
          attr: identifierText(attribute),
          attrRange: context.rangeOf(attribute),
          ctx,
        },
        node.start,
        node.end,
      );
    },
  ],
]);

const LEAVES: ReadonlySet<string> = new Set([
  'identifier',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'ellipsis',
  'string',
]);

/** The parameters of a function or lambda, placed at `[start, end)`. */
export function lowerParameters(
  context: SyntaxContext,
  list: ConcreteNode | undefined,
  start: number,
  end: number,
): arguments_ {
  const posonlyargs: arg[] = [];
  const args: arg[] = [];
  const kwonlyargs: arg[] = [];
  const kw_defaults: (Expression | null)[] = [];
  const defaults: Expression[] = [];
  let vararg: arg | null = null;
  let kwarg: arg | null = null;
  let keywordOnly = false;

  for (const part of list?.named ?? []) {
    if (part.type === 'positional_separator') {
      posonlyargs.push(...args.splice(0));
      continue;
    }
    if (part.type === 'keyword_separator') {
      keywordOnly = true;
      continue;
    }
    const parameter = parameterParts(part);
    if (parameter.name === undefined) continue;
    const lowered = context.place(
      {
        type: 'arg',
        arg: identifierText(parameter.name),
        annotation: parameter.annotation ? lowerExpression(context, parameter.annotation) : null,
      },
      parameter.name.start,
      parameter.annotation?.end ?? parameter.name.end,
    );
    const value = parameter.value ? lowerExpression(context, parameter.value) : null;
    if (parameter.stars === 1) {
      vararg = lowered;
      keywordOnly = true;
    } else if (parameter.stars === 2) kwarg = lowered;
    else if (keywordOnly) {
      kwonlyargs.push(lowered);
      kw_defaults.push(value);
    } else {
      args.push(lowered);
      if (value) defaults.push(value);
    }
  }
  return context.place(
    { type: 'arguments', posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults },
    start,
    end,
  );
}

interface ParameterParts {
  readonly name: ConcreteNode | undefined;
  readonly stars: 0 | 1 | 2;
  readonly annotation: ConcreteNode | undefined;
  readonly value: ConcreteNode | undefined;
}

/** `a`, `*a`, `**a`, `a: b`, `*a: b`, `a=c`, `a: b = c` */
function parameterParts(part: ConcreteNode): ParameterParts {
  const none = { annotation: undefined, value: undefined };
  switch (part.type) {
    case 'identifier':
      return { ...none, name: part, stars: 0 };
    case 'list_splat_pattern':
      return { ...none, name: part.named[0], stars: 1 };
    case 'dictionary_splat_pattern':
      return { ...none, name: part.named[0], stars: 2 };
    case 'typed_parameter': {
      const [first, annotation] = part.named;
      return first
        ? { ...parameterParts(first), annotation }
        : { ...none, name: undefined, stars: 0 };
    }
    case 'default_parameter':
      return { ...none, name: part.named[0], stars: 0, value: part.named[1] };
    case 'typed_default_parameter':
      return { name: part.named[0], stars: 0, annotation: part.named[1], value: part.named[2] };
    default:
      return { ...none, name: undefined, stars: 0 };
  }
}
