/**
 * Turns the patterns of `match` statements into `ast` patterns.
 * It knows expressions only as the values inside patterns.
 */

import type { Expression, MatchAs, Pattern } from './ast.ts';
import type { ConcreteNode } from './concrete-syntax.ts';
import type { SyntaxContext } from './syntax-context.ts';
import { BINARY_OPERATORS, identifierText, lowerExpression } from './syntax-expression.ts';

/** The patterns of `case a, b:`. `parts` holds `case_pattern`s and commas; `around` is the clause. */
export function lowerCasePatterns(
  context: SyntaxContext,
  parts: readonly ConcreteNode[],
  around: ConcreteNode,
): Pattern {
  const first = parts[0];
  const last = parts.at(-1);
  if (!first || !last) return wildcard(context, around.start, around.start);
  if (parts.length === 1 && first.type !== ',') {
    const only = lowerPattern(context, first);
    if (only.type !== 'MatchStar') return only;
    return context.place({ type: 'MatchSequence', patterns: [only] }, first.start, first.end);
  }
  return context.place({ type: 'MatchSequence', patterns: patternsIn(context, parts) }, first.start, last.end);
}

function wildcard(context: SyntaxContext, start: number, end: number): MatchAs {
  return context.place({ type: 'MatchAs', pattern: null, name: null, nameRange: null }, start, end);
}

function patternsIn(context: SyntaxContext, parts: readonly ConcreteNode[]): Pattern[] {
  return parts.filter(({ type }) => type === 'case_pattern').map((part) => lowerPattern(context, part));
}

/** A `case_pattern`. Deeper than anybody writes, or unreadable, is a wildcard. */
function lowerPattern(context: SyntaxContext, node: ConcreteNode): Pattern {
  if (!context.enter()) return wildcard(context, node.start, node.end);
  const result = simplePattern(context, node.children, node);
  context.leave();
  return result;
}

/** One pattern without a node of its own: `- 1` is two parts. */
function simplePattern(context: SyntaxContext, parts: readonly ConcreteNode[], around: ConcreteNode): Pattern {
  const [first, second] = parts;
  if (first === undefined) return wildcard(context, around.start, around.end);
  if (first.type === '-' && second) {
    const operand = lowerExpression(context, second);
    const value = context.place({ type: 'UnaryOp', op: 'USub', operand }, first.start, second.end);
    return context.place({ type: 'MatchValue', value }, first.start, second.end);
  }
  const lower = PATTERNS.get(first.type);
  return lower ? lower(context, first) : wildcard(context, first.start, first.end);
}

type Lower = (context: SyntaxContext, node: ConcreteNode) => Pattern;

/** `pattern as name` */
const asPattern: Lower = (context, node) => {
  const inner = node.children[0];
  return namedPattern(context, inner ? lowerPattern(context, inner) : null, node, node.start);
};

/** `pattern` under the name after the `as` of `node`, from `start` to the end of `node`. */
function namedPattern(context: SyntaxContext, pattern: Pattern | null, node: ConcreteNode, start: number): MatchAs {
  const target = node.children[2];
  const bound = target && target.text !== '_' ? target : undefined;
  const name = bound ? identifierText(bound) : null;
  const nameRange = bound ? context.rangeOf(bound) : null;
  return context.place({ type: 'MatchAs', pattern, name, nameRange }, start, node.end);
}

/** `a | -1 | b`: the minus is a part of its own. */
const unionPattern: Lower = (context, node) => {
  const patterns: Pattern[] = [];
  let run: ConcreteNode[] = [];
  for (const part of node.children) {
    if (part.type === '|') {
      patterns.push(simplePattern(context, run, node));
      run = [];
    } else run.push(part);
  }
  patterns.push(simplePattern(context, run, node));
  return context.place({ type: 'MatchOr', patterns }, node.start, node.end);
};

const sequence: Lower = (context, node) =>
  context.place({ type: 'MatchSequence', patterns: patternsIn(context, node.children) }, node.start, node.end);

/** `(a)` is `a`, `(a,)` a sequence. */
const tuplePattern: Lower = (context, node) => {
  const [, first, second] = node.children;
  if (first?.type !== 'case_pattern' || second?.type !== ')') return sequence(context, node);
  const only = lowerPattern(context, first);
  return only.type === 'MatchStar'
    ? context.place({ type: 'MatchSequence', patterns: [only] }, node.start, node.end)
    : only;
};

/** `{"a": b, **rest}` */
const mapping: Lower = (context, node) => {
  const keys: Expression[] = [];
  const patterns: Pattern[] = [];
  let rest: ConcreteNode | undefined;
  let run: ConcreteNode[] = [];
  for (const part of node.children.slice(1)) {
    if (part.type === 'splat_pattern') rest = part.children[1];
    else if (part.type === ':') {
      keys.push(patternValue(context, simplePattern(context, run, node)));
      run = [];
    } else if (part.type === 'case_pattern' && keys.length > patterns.length) patterns.push(lowerPattern(context, part));
    else if (part.type === ',' || part.type === '}') run = [];
    else run.push(part);
  }
  if (keys.length > patterns.length) patterns.push(wildcard(context, node.end, node.end));
  return context.place(
    {
      type: 'MatchMapping',
      keys,
      patterns,
      rest: rest ? identifierText(rest) : null,
      restRange: rest ? context.rangeOf(rest) : null,
    },
    node.start,
    node.end,
  );
};

/** A key is written like a pattern and means an expression. */
function patternValue(context: SyntaxContext, pattern: Pattern): Expression {
  const [start, end] = pattern.range;
  switch (pattern.type) {
    case 'MatchValue':
      return pattern.value;
    case 'MatchSingleton':
      return context.place(
        { type: 'Constant', value: { kind: pattern.value, raw: context.text.slice(start, end) } },
        start,
        end,
      );
    case 'MatchSequence':
    case 'MatchMapping':
    case 'MatchClass':
    case 'MatchStar':
    case 'MatchAs':
    case 'MatchOr':
      return context.broken(start, end);
  }
}

/** `a.B(c, d=e)` */
const classPattern: Lower = (context, node) => {
  const patterns: Pattern[] = [];
  const kwd_attrs: string[] = [];
  const kwd_patterns: Pattern[] = [];
  const [dotted, ...parts] = node.children;
  for (const part of parts) {
    // The grammar reads `y=Point() as p` as `(y=Point()) as p`; Python means `y=(Point() as p)`.
    const as = part.child('as_pattern');
    const keyword = (as ? as.children[0] : part)?.child('keyword_pattern');
    if (keyword) {
      const [attribute, , ...parts] = keyword.children;
      const value = simplePattern(context, parts, keyword);
      kwd_attrs.push(attribute ? identifierText(attribute) : '');
      kwd_patterns.push(as ? namedPattern(context, value, as, value.range[0]) : value);
    } else if (part.type === 'case_pattern') patterns.push(lowerPattern(context, part));
  }
  const cls = dotted ? dottedName(context, dotted) : context.broken(node.start, node.end);
  return context.place({ type: 'MatchClass', cls, patterns, kwd_attrs, kwd_patterns }, node.start, node.end);
};

/** `a.b.c` as an expression. */
function dottedName(context: SyntaxContext, node: ConcreteNode): Expression {
  let result: Expression | undefined;
  for (const part of node.children) {
    if (part.type !== 'identifier') continue;
    result =
      result === undefined
        ? context.place({ type: 'Name', id: identifierText(part), ctx: 'Load' }, part.start, part.end)
        : context.place(
            { type: 'Attribute', value: result, attr: identifierText(part), attrRange: context.rangeOf(part), ctx: 'Load' },
            node.start,
            part.end,
          );
  }
  return result ?? context.broken(node.start, node.end);
}

/** `a` captures, `_` ignores, `a.b` compares. */
const nameOrValue: Lower = (context, node) => {
  const value = dottedName(context, node);
  if (value.type !== 'Name') return context.place({ type: 'MatchValue', value }, node.start, node.end);
  if (value.id === '_') return wildcard(context, node.start, node.end);
  return context.place(
    { type: 'MatchAs', pattern: null, name: value.id, nameRange: context.rangeOf(node) },
    node.start,
    node.end,
  );
};

/** `*rest` */
const star: Lower = (context, node) => {
  const target = node.children[1];
  const bound = target && target.text !== '_' ? target : undefined;
  return context.place(
    {
      type: 'MatchStar',
      name: bound ? identifierText(bound) : null,
      nameRange: bound ? context.rangeOf(bound) : null,
    },
    node.start,
    node.end,
  );
};

/** `-1 + 2j` */
const complexPattern: Lower = (context, node) => {
  const parts = [...node.children];
  const minus = parts[0]?.type === '-' ? parts.shift() : undefined;
  const [real, operator, imaginary] = parts;
  const op = BINARY_OPERATORS[operator?.type ?? ''];
  if (!real || !imaginary || op === undefined) return wildcard(context, node.start, node.end);
  const magnitude = lowerExpression(context, real);
  const left = minus
    ? context.place({ type: 'UnaryOp', op: 'USub', operand: magnitude }, minus.start, real.end)
    : magnitude;
  const right = lowerExpression(context, imaginary);
  const value = context.place({ type: 'BinOp', left, op, right }, node.start, node.end);
  return context.place({ type: 'MatchValue', value }, node.start, node.end);
};

const literal: Lower = (context, node) =>
  context.place({ type: 'MatchValue', value: lowerExpression(context, node) }, node.start, node.end);

function singleton(value: 'none' | 'true' | 'false'): Lower {
  return (context, node) => context.place({ type: 'MatchSingleton', value }, node.start, node.end);
}

const PATTERNS: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['case_pattern', lowerPattern],
  ['as_pattern', asPattern],
  ['union_pattern', unionPattern],
  ['list_pattern', sequence],
  ['tuple_pattern', tuplePattern],
  ['dict_pattern', mapping],
  ['class_pattern', classPattern],
  ['splat_pattern', star],
  ['complex_pattern', complexPattern],
  ['dotted_name', nameOrValue],
  ['_', (context, node) => wildcard(context, node.start, node.end)],
  ['string', literal],
  ['concatenated_string', literal],
  ['integer', literal],
  ['float', literal],
  ['none', singleton('none')],
  ['true', singleton('true')],
  ['false', singleton('false')],
]);
