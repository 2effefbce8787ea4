/** Patterns of `match`: tests and bindings of one value (https://docs.python.org/3/reference/compound_stmts.html#patterns). */
import type { Label } from '../flow/builder.ts';
import type { Temp } from '../flow/graph.ts';
import type { MatchAs, MatchClass, MatchMapping, MatchOr, MatchSequence, MatchStar, Pattern } from './ast.ts';
import { isNone, lowerExpression } from './lower-expression.ts';
import { bind, elementOf, typed } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { nameSite } from './name-site.ts';

type ByType = { readonly [Node in Pattern as Node['type']]: Node };
type Table = { readonly [Type in keyof ByType]: (l: Lowering, node: ByType[Type], subject: Temp, otherwise: Label) => void };

const TABLE: Table = {
  MatchAs: lowerCapture,
  MatchClass: lowerClassPattern,
  MatchMapping: lowerMapping,
  MatchOr: lowerAlternatives,
  MatchSequence: lowerSequence,
  MatchSingleton: (l, node, subject, otherwise) => {
    succeed(l, { kind: node.value === 'none' ? 'absent' : 'matches', of: subject, site: node }, otherwise);
  },
  MatchStar: (l, node) => bindStar(l, node),
  MatchValue: (l, node, subject, otherwise) => {
    lowerExpression(l, node.value);
    succeed(l, isNone(node.value) ? { kind: 'absent', of: subject, site: node } : { kind: 'matches', of: subject, site: node }, otherwise);
  },
};

/** Goes on where the pattern matches; else jumps to `otherwise`. */
export function lowerPattern<Type extends keyof ByType>(l: Lowering, node: ByType[Type] & { readonly type: Type }, subject: Temp, otherwise: Label): void {
  const type: Type = node.type;
  TABLE[type](l, node, subject, otherwise);
}

function succeed(l: Lowering, test: { readonly kind: 'absent' | 'matches'; readonly of: Temp; readonly site: Pattern }, otherwise: Label): void {
  const matched = l.builder.label();
  l.builder.branch(test, matched, otherwise);
  l.builder.place(matched);
}

function lowerCapture(l: Lowering, node: MatchAs, subject: Temp, otherwise: Label): void {
  if (node.pattern !== null) lowerPattern(l, node.pattern, subject, otherwise);
  if (node.name === null) return;
  bind(l, node.name, subject, node.nameRange === null ? node : nameSite(node, node.nameRange, node.pattern === null ? 'start' : 'end'));
}

function lowerAlternatives(l: Lowering, node: MatchOr, subject: Temp, otherwise: Label): void {
  const matched = l.builder.label();
  node.patterns.forEach((pattern, i) => {
    const next = i === node.patterns.length - 1 ? otherwise : l.builder.label();
    lowerPattern(l, pattern, subject, next);
    l.builder.jump(matched);
    if (next !== otherwise) l.builder.place(next);
  });
  l.builder.place(matched);
}

function lowerSequence(l: Lowering, node: MatchSequence, subject: Temp, otherwise: Label): void {
  succeed(l, { kind: 'matches', of: subject, site: node }, otherwise);
  for (const pattern of node.patterns) {
    if (pattern.type === 'MatchStar') bindStar(l, pattern);
    else lowerPattern(l, pattern, elementOf(l, subject, pattern), otherwise);
  }
}

function bindStar(l: Lowering, node: MatchStar): void {
  if (node.name !== null) bind(l, node.name, typed(l, 'list', node), node.nameRange === null ? node : nameSite(node, node.nameRange, 'end'));
}

function lowerMapping(l: Lowering, node: MatchMapping, subject: Temp, otherwise: Label): void {
  succeed(l, { kind: 'matches', of: subject, site: node }, otherwise);
  node.patterns.forEach((pattern, i) => {
    const key = node.keys[i];
    if (key !== undefined) lowerExpression(l, key);
    lowerPattern(l, pattern, elementOf(l, subject, pattern), otherwise);
  });
  if (node.rest !== null) bind(l, node.rest, typed(l, 'dict', node), node.restRange === null ? node : { range: node.restRange, loc: node.loc });
}

function lowerClassPattern(l: Lowering, node: MatchClass, subject: Temp, otherwise: Label): void {
  lowerExpression(l, node.cls);
  succeed(l, { kind: 'matches', of: subject, site: node }, otherwise);
  for (const pattern of node.patterns) lowerPattern(l, pattern, elementOf(l, subject, pattern), otherwise);
  node.kwd_patterns.forEach((pattern, i) => {
    const to = l.builder.temp();
    l.builder.emit({ kind: 'member', to, of: subject, name: node.kwd_attrs[i] ?? '', site: pattern, nameSite: pattern });
    lowerPattern(l, pattern, to, otherwise);
  });
}
