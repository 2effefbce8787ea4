/**
 * Expressions that nest on their left: `a.b().c`, `a?.b.c`, `x as T`, `a + b + c`. Lowered in a loop, since generated code
 * has sums and call chains thousands of links long.
 */
import type { TSESTree } from '@typescript-eslint/types';
import type { Label } from '../flow/builder.ts';
import type { Argument, Temp } from '../flow/graph.ts';
import { annotate } from './annotate.ts';
import { branchAbsent, copy, readName, typed, use } from './emit.ts';
import { givenType } from './given-type.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerKnownCall } from './lower-known-call.ts';
import { find, type Lowering } from './scope.ts';
import { memberIn } from './symbol-keys.ts';
import { listOf, type Expression } from './syntax.ts';
import { admitsAbsent, holderType } from './type-note.ts';

export type ChainLink =
  | TSESTree.MemberExpression
  | TSESTree.CallExpression
  | TSESTree.ChainExpression
  | TSESTree.TaggedTemplateExpression
  | TSESTree.TSNonNullExpression
  | TSESTree.TSAsExpression
  | TSESTree.TSTypeAssertion
  | TSESTree.TSSatisfiesExpression
  | TSESTree.TSInstantiationExpression
  | TSESTree.BinaryExpression;

interface Link {
  readonly temp: Temp;
  /** The object of `a.f`, which a call of it receives as `this`. */
  readonly receiver: Temp | undefined;
}

/** Where a `?.` goes that finds `of` absent. */
interface Stop {
  readonly label: Label;
  readonly of: Temp;
}

/**
 * `whenAbsent`: where a short circuit of the outermost `?.` chain goes; without it both ways join and the short circuit gives
 * what was absent.
 */
export function lowerChain(l: Lowering, top: ChainLink, whenAbsent?: Label): Temp {
  const links: ChainLink[] = [];
  let base: Expression = top;
  for (let link = asLink(base); link !== undefined; link = asLink(base)) {
    links.push(link);
    base = leftOf(link);
  }
  let current: Link = { temp: lowerChainBase(l, links, base), receiver: undefined };
  let stops: Stop[] = [];
  for (let i = links.length - 1; i >= 0; i--) {
    const link = links[i];
    if (link === undefined || isImportedModule(l, link)) continue;
    if ((link.type === 'MemberExpression' || link.type === 'CallExpression') && link.optional) {
      const isOutermost = whenAbsent !== undefined && enclosingChain(links, i) === 0;
      const label = isOutermost ? whenAbsent : l.builder.label();
      if (!isOutermost) stops.push({ label, of: current.temp });
      branchAbsent(l, current.temp, label, leftOf(link));
    }
    current = lowerLink(l, link, current);
    if (link.type === 'ChainExpression' && stops.length > 0) {
      current = { ...current, temp: join(l, current.temp, stops) };
      stops = [];
    }
  }
  return current.temp;
}

export function lowerArguments(l: Lowering, nodes: readonly TSESTree.CallExpressionArgument[]): readonly Argument[] {
  return nodes.map((node): Argument => {
    if (node.type !== 'SpreadElement') return { temp: lowerExpression(l, node), name: undefined, spread: 'none', site: node };
    const temp = lowerExpression(l, node.argument);
    use(l, temp, 'iterate', node);
    return { temp, name: undefined, spread: 'items', site: node };
  });
}

/** `a + b` and the like; comparisons are tests and stay out of chains. */
export function isArithmetic(node: TSESTree.BinaryExpression): boolean {
  return ARITHMETIC.has(node.operator);
}

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '**', '<<', '>>', '>>>', '&', '|', '^']);

function asLink(node: Expression): ChainLink | undefined {
  switch (node.type) {
    case 'MemberExpression':
    case 'CallExpression':
    case 'ChainExpression':
    case 'TaggedTemplateExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
    case 'TSInstantiationExpression':
      return node;
    case 'BinaryExpression':
      return isArithmetic(node) ? node : undefined;
    default:
      return undefined;
  }
}

function leftOf(link: ChainLink): Expression {
  if (link.type === 'MemberExpression') return link.object;
  if (link.type === 'CallExpression') return link.callee;
  if (link.type === 'TaggedTemplateExpression') return link.tag;
  if (link.type === 'BinaryExpression') return link.left.type === 'PrivateIdentifier' ? link.right : link.left;
  return link.expression;
}

function enclosingChain(links: readonly ChainLink[], from: number): number {
  let i = from;
  while (i > 0 && links[i]?.type !== 'ChainExpression') i--;
  return i;
}

function lowerChainBase(l: Lowering, links: readonly ChainLink[], base: Expression): Temp {
  const innermost = links.at(-1);
  if (base.type === 'Super' && innermost?.type === 'MemberExpression') return lowerSuper(l, base);
  const module = innermost === undefined ? undefined : importedModule(l, innermost);
  if (module === undefined || innermost === undefined) return lowerExpression(l, base);
  const to = l.builder.temp();
  l.builder.emit({ kind: 'import', to, name: module, site: innermost });
  return to;
}

/** `super.x`: the receiver, as the bases of its class see it. */
function lowerSuper(l: Lowering, node: TSESTree.Super): Temp {
  const of = readName(l, 'this', node);
  const to = l.builder.temp();
  l.builder.emit({ kind: 'inherited', to, of, otherwise: l.builder.temp(), site: node });
  return to;
}

/** `m` of `require('m')`, where `require` is nobody's variable. */
function importedModule(l: Lowering, link: ChainLink): string | undefined {
  if (link.type !== 'CallExpression' || link.callee.type !== 'Identifier' || link.callee.name !== 'require') return undefined;
  const [first] = link.arguments;
  if (first?.type !== 'Literal' || typeof first.value !== 'string' || link.arguments.length !== 1) return undefined;
  return find(l, 'require') === undefined ? first.value : undefined;
}

function isImportedModule(l: Lowering, link: ChainLink): boolean {
  return importedModule(l, link) !== undefined;
}

function lowerLink(l: Lowering, link: ChainLink, left: Link): Link {
  switch (link.type) {
    case 'MemberExpression':
      return { temp: lowerMember(l, link, left.temp), receiver: left.temp };
    case 'CallExpression':
      return { temp: lowerCall(l, link, left), receiver: undefined };
    case 'TaggedTemplateExpression':
      return { temp: lowerTagged(l, link, left), receiver: undefined };
    case 'BinaryExpression':
      lowerExpression(l, link.right);
      return { temp: typed(l, link.operator === '+' ? 'string or number' : 'number', link), receiver: undefined };
    case 'TSNonNullExpression':
      return { ...left, temp: claim(l, link, left.temp, 'certain') };
    case 'TSAsExpression':
    case 'TSTypeAssertion':
      return admitsAbsent(link.typeAnnotation) ? left : { ...left, temp: claim(l, link, left.temp, 'cast') };
    default:
      return left;
  }
}

export function lowerMember(l: Lowering, node: TSESTree.MemberExpression, of: Temp): Temp {
  const name = memberIn(l, node);
  const to = l.builder.temp();
  if (name === undefined) {
    const key = lowerExpression(l, keyOf(node));
    l.builder.emit({ kind: 'index', to, of, key, site: node });
  } else {
    const type = givenType(node);
    annotate(l, type);
    l.builder.emit({ kind: 'member', to, of, name, type, site: node, nameSite: node.property });
  }
  return to;
}

/** The key of `a[key]`; only called for computed members. */
export function keyOf(node: TSESTree.MemberExpression): Expression {
  return node.computed ? node.property : node.object;
}

function lowerCall(l: Lowering, node: TSESTree.CallExpression, callee: Link): Temp {
  const parts = lowerArguments(l, node.arguments);
  const type = givenType(node) ?? holderType(node);
  const known = type === undefined ? lowerKnownCall(l, node, parts) : undefined;
  if (known !== undefined) return known;
  const to = l.builder.temp();
  annotate(l, type);
  l.builder.emit({ kind: 'call', to, callee: callee.temp, receiver: callee.receiver, isNew: false, arguments: parts, type, site: node });
  return to;
}

function lowerTagged(l: Lowering, node: TSESTree.TaggedTemplateExpression, tag: Link): Temp {
  const strings: Argument = { temp: typed(l, 'array', node.quasi), name: undefined, spread: 'none', site: node.quasi };
  const values = lowerArguments(l, listOf(node.quasi.expressions));
  const to = l.builder.temp();
  l.builder.emit({ kind: 'call', to, callee: tag.temp, receiver: tag.receiver, isNew: false, arguments: [strings, ...values], site: node });
  return to;
}

function claim(l: Lowering, node: ChainLink, of: Temp, form: 'certain' | 'cast'): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'claim', to, of, form, site: node });
  return to;
}

function join(l: Lowering, value: Temp, stops: readonly Stop[]): Temp {
  const result = l.builder.temp();
  const end = l.builder.label();
  copy(l, result, value);
  for (const { label, of } of stops) {
    l.builder.jump(end);
    l.builder.place(label);
    copy(l, result, of, 'stopped');
  }
  l.builder.place(end);
  return result;
}
