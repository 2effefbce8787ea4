/** Expressions: each lowers to one temp, in the order of evaluation of ECMA-262 (section 13). Chains and conditions have files of their own. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Label } from '../flow/builder.ts';
import type { DisplayPart, Op, Temp } from '../flow/graph.ts';
import { MAX_NESTING } from '../flow/policy.ts';
import { annotate } from './annotate.ts';
import { isAbsentLiteral, isGlobalCall, isTest, logicalOperands, lowerComparison, lowerCondition, lowerTruth } from './condition.ts';
import { absent, branchAbsent, copy, display, element, decided, readName, typed, use, write } from './emit.ts';
import { givenType } from './given-type.ts';
import { isArithmetic, keyOf, lowerArguments, lowerChain, lowerMember } from './lower-chain.ts';
import { lowerClass } from './lower-class.ts';
import { lowerFunction, makeClosure } from './lower-function.ts';
import { lowerJsx } from './lower-jsx.ts';
import { assign, assignPairwise } from './lower-pattern.ts';
import { inScope, resolve, declare, type Lowering } from './scope.ts';
import { memberIn, propertyIn } from './symbol-keys.ts';
import { withoutTypes, type Expression, type FunctionNode, type Handlers, type NodeMap } from './syntax.ts';
import { constructedType } from './type-note.ts';

/** Runs `body` one level deeper, or `otherwise` where the nesting is too deep. */
export function deeper<T>(l: Lowering, body: () => T, otherwise: () => T): T {
  if (l.depth >= MAX_NESTING.javascript) return otherwise();
  l.depth++;
  const result = body();
  l.depth--;
  return result;
}

/** The value of an expression. A node of an unknown kind is an unknown value. */
export function lowerExpression(l: Lowering, node: Expression): Temp {
  return deeper(l, () => (Object.hasOwn(handlers, node.type) ? dispatch(l, node.type, node) : l.builder.temp()), () => l.builder.temp());
}

/** `function () { }`, `() => x`. */
export function lowerClosure(l: Lowering, node: FunctionNode, name: string): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'closure', to, closure: makeClosure(l, lowerFunction(node, name, l)), site: node });
  return to;
}

/** The value that `name` is given where it is written: a function without a name of its own goes by that one. */
export function lowerNamed(l: Lowering, node: Expression, name: string): Temp {
  const isNameless = node.type === 'ArrowFunctionExpression' || (node.type === 'FunctionExpression' && node.id === null);
  return isNameless ? lowerClosure(l, node, name) : lowerExpression(l, node);
}

type Handled = Expression['type'];

function dispatch<K extends Handled>(l: Lowering, type: K, node: NodeMap['nodes'][K]): Temp {
  return handlers[type](l, node);
}

const handlers: Handlers<Handled, Lowering, Temp> = {
  Identifier: (l, node) => (isAbsentLiteral(l, node) ? absent(l, node) : readName(l, node.name, node)),
  ThisExpression: (l, node) => readName(l, 'this', node),
  Super: (l) => l.builder.temp(),
  MetaProperty: (l) => l.builder.temp(),
  Literal: lowerLiteral,
  TemplateLiteral: (l, node) => {
    for (const part of node.expressions) lowerExpression(l, part);
    return typed(l, 'string', node);
  },
  ArrayExpression: lowerArray,
  ObjectExpression: lowerObject,
  ArrayPattern: (l) => l.builder.temp(),
  ObjectPattern: (l) => l.builder.temp(),
  FunctionExpression: (l, node) => lowerClosure(l, node, node.id?.name ?? ''),
  ArrowFunctionExpression: (l, node) => lowerClosure(l, node, ''),
  ClassExpression: (l, node) =>
    inScope(l, () => {
      if (node.id === null) return lowerClass(l, node);
      const own = declare(l, node.id.name);
      return lowerClass(l, node, own);
    }),
  MemberExpression: (l, node) => lowerChain(l, node),
  CallExpression: lowerCallExpression,
  ChainExpression: (l, node) => lowerChain(l, node),
  TaggedTemplateExpression: (l, node) => lowerChain(l, node),
  TSNonNullExpression: (l, node) => lowerChain(l, node),
  TSAsExpression: (l, node) => lowerChain(l, node),
  TSTypeAssertion: (l, node) => lowerChain(l, node),
  TSSatisfiesExpression: (l, node) => lowerChain(l, node),
  TSInstantiationExpression: (l, node) => lowerChain(l, node),
  NewExpression: (l, node) => {
    const callee = lowerExpression(l, node.callee);
    const type = constructedType(node);
    annotate(l, type);
    const parts = lowerArguments(l, node.arguments);
    const to = l.builder.temp();
    l.builder.emit({ kind: 'call', to, callee, receiver: undefined, isNew: true, arguments: parts, type, site: node });
    return to;
  },
  ImportExpression: (l, node) => {
    const to = l.builder.temp();
    if (node.source.type === 'Literal' && typeof node.source.value === 'string') {
      l.builder.emit({ kind: 'import', to, name: node.source.value, site: node });
    } else {
      lowerExpression(l, node.source);
    }
    return to;
  },
  BinaryExpression: lowerBinary,
  LogicalExpression: lowerLogical,
  ConditionalExpression: lowerConditional,
  UnaryExpression: lowerUnary,
  UpdateExpression: lowerUpdate,
  AssignmentExpression: lowerAssignment,
  SequenceExpression: (l, node) => {
    let last = l.builder.temp();
    for (const part of node.expressions) last = lowerExpression(l, part);
    return last;
  },
  AwaitExpression: (l, node) => {
    const value = lowerExpression(l, node.argument);
    l.builder.emit({ kind: 'suspend', as: 'await', site: node });
    const to = l.builder.temp();
    l.builder.emit({ kind: 'copy', to, from: value, operand: 'awaited' });
    return to;
  },
  YieldExpression: (l, node) => {
    if (node.argument !== null) {
      const value = lowerExpression(l, node.argument);
      if (node.delegate) use(l, value, 'iterate', node);
      l.builder.emit({ kind: 'escape', of: node.delegate ? element(l, value, node) : value, as: 'yield', site: node });
    }
    l.builder.emit({ kind: 'suspend', as: 'yield', site: node });
    return l.builder.temp();
  },
  JSXElement: lowerJsx,
  JSXFragment: lowerJsx,
};

/** Constants whose text says what they are. */
const WRITTEN: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);

function lowerLiteral(l: Lowering, node: TSESTree.Literal): Temp {
  if (node.raw === 'null') return absent(l, node);
  const to = l.builder.temp();
  const type = 'regex' in node ? 'regexp' : 'bigint' in node ? 'bigint' : typeof node.value;
  const op: Op = { kind: 'constant', to, type, site: node };
  l.builder.emit(WRITTEN.has(typeof node.value) ? { ...op, text: String(node.value) } : op);
  return to;
}

function lowerArray(l: Lowering, node: TSESTree.ArrayExpression): Temp {
  const parts: DisplayPart[] = [];
  for (const item of node.elements) {
    if (item === null) continue;
    if (item.type === 'SpreadElement') {
      const temp = lowerExpression(l, item.argument);
      use(l, temp, 'iterate', item);
      parts.push({ temp, role: 'spread', site: item });
    } else {
      parts.push({ temp: lowerExpression(l, item), role: 'element', site: item });
    }
  }
  return display(l, 'array', parts, node);
}

function lowerObject(l: Lowering, node: TSESTree.ObjectExpression): Temp {
  const parts: DisplayPart[] = [];
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      // `{ ...undefined }` is fine: no use.
      parts.push({ temp: lowerExpression(l, property.argument), role: 'spread', site: property });
      continue;
    }
    const name = propertyIn(l, property.key, property.computed);
    if (name === undefined && property.computed) parts.push({ temp: lowerExpression(l, property.key), role: 'key', site: property.key });
    const temp = lowerPropertyValue(l, property, name ?? '');
    parts.push({ temp, role: 'value', ...(name !== undefined && property.kind === 'init' ? { name } : {}), site: property.value });
  }
  return display(l, 'object', parts, node);
}

function lowerPropertyValue(l: Lowering, property: TSESTree.Property, name: string): Temp {
  const { value } = property;
  if (value.type === 'AssignmentPattern' || value.type === 'TSEmptyBodyFunctionExpression') return l.builder.temp();
  const isMethod = value.type === 'FunctionExpression' && (property.method || property.kind !== 'init');
  return isMethod ? lowerClosure(l, value, name) : lowerNamed(l, value, name);
}

function lowerCallExpression(l: Lowering, node: TSESTree.CallExpression): Temp {
  const [first] = node.arguments;
  if (first !== undefined && first.type !== 'SpreadElement' && isGlobalCall(l, node, 'Boolean')) return lowerTruthiness(l, first, false, node);
  return lowerChain(l, node);
}

function lowerBinary(l: Lowering, node: TSESTree.BinaryExpression): Temp {
  if (isArithmetic(node)) return lowerChain(l, node);
  const { tests, negated } = lowerComparison(l, node);
  const [test] = tests;
  if (test.kind === 'unknown') return typed(l, 'boolean', node);
  const to = l.builder.temp();
  l.builder.emit({ kind: 'outcome', to, test, negated, site: node });
  return to;
}

/** Where the value of an `&&` or `||` goes, and where it is complete. */
interface Result {
  readonly to: Temp;
  readonly end: Label;
}

/** Where an operand goes on; where it does not, its value is the result. */
interface Ways {
  readonly whenTrue: Label | undefined;
  readonly whenFalse: Label | undefined;
}

/** `a && b`: the value that decides is the result. */
function lowerLogical(l: Lowering, node: TSESTree.LogicalExpression): Temp {
  const to = l.builder.temp();
  if (node.operator !== '&&' && isAbsentLiteral(l, node.right)) {
    copy(l, to, lowerExpression(l, node.left), 'nullable');
    return to;
  }
  const result = { to, end: l.builder.label() };
  const last = node.operator === '??' ? lowerNullish(l, node, result) : lowerDeciding(l, node, result, { whenTrue: undefined, whenFalse: undefined });
  if (last !== undefined) copy(l, to, lowerExpression(l, last), node.operator === '??' ? undefined : 'last');
  l.builder.place(result.end);
  return to;
}

/** All operands of a `??` but the last, which it returns. */
function lowerNullish(l: Lowering, node: TSESTree.LogicalExpression, { to, end }: Result): Expression | undefined {
  const operands = logicalOperands(node);
  for (const operand of operands.slice(0, -1)) {
    const next = l.builder.label();
    const value = operand.type === 'ChainExpression' ? lowerChain(l, operand, next) : lowerExpression(l, operand);
    branchAbsent(l, value, next, operand);
    copy(l, to, value);
    l.builder.jump(end);
    l.builder.place(next);
  }
  return operands.at(-1);
}

/** All operands of an `&&` or `||` but the last, which it returns. */
function lowerDeciding(l: Lowering, node: TSESTree.LogicalExpression, result: Result, { whenTrue, whenFalse }: Ways): Expression | undefined {
  const operands = logicalOperands(node);
  for (const operand of operands.slice(0, -1)) {
    const next = l.builder.label();
    lowerDecided(l, operand, result, node.operator === '&&' ? { whenTrue: next, whenFalse } : { whenTrue, whenFalse: next });
    l.builder.place(next);
  }
  return operands.at(-1);
}

function lowerDecided(l: Lowering, node: Expression, result: Result, ways: Ways): void {
  if (node.type === 'LogicalExpression' && node.operator !== '??' && !isAbsentLiteral(l, node.right)) {
    const last = lowerDeciding(l, node, result, ways);
    if (last !== undefined) lowerDecided(l, last, result, ways);
    return;
  }
  const done = l.builder.label();
  const { whenTrue = done, whenFalse = done } = ways;
  const value = isTest(node) ? undefined : lowerExpression(l, node);
  if (value === undefined) lowerCondition(l, node, whenTrue, whenFalse);
  else l.builder.branch({ kind: 'truthy', of: value, site: node }, whenTrue, whenFalse);
  if (whenTrue !== done && whenFalse !== done) return;
  l.builder.place(done);
  copy(l, result.to, value ?? decided(l, whenTrue === done, node), value !== undefined && whenFalse === done ? 'false' : undefined);
  l.builder.jump(result.end);
}

/** A chain of `? :` is a loop: generated tables of them are long. */
function lowerConditional(l: Lowering, node: TSESTree.ConditionalExpression): Temp {
  const result = l.builder.temp();
  const end = l.builder.label();
  let current: Expression = node;
  while (current.type === 'ConditionalExpression') {
    const yes = l.builder.label();
    const no = l.builder.label();
    lowerCondition(l, current.test, yes, no);
    const otherwise = isAbsentLiteral(l, current.alternate) ? presentName(l, current.test, current.consequent) : undefined;
    l.builder.place(yes);
    copy(l, result, lowerExpression(l, current.consequent));
    l.builder.jump(end);
    l.builder.place(no);
    if (otherwise !== undefined) {
      copy(l, result, readName(l, otherwise, current.alternate), 'nullable');
      l.builder.place(end);
      return result;
    }
    current = current.alternate;
  }
  copy(l, result, lowerExpression(l, current));
  l.builder.place(end);
  return result;
}

/** In `x !== undefined ? x : null` the last stands for `x` as well. */
function presentName(l: Lowering, test: Expression, value: Expression): string | undefined {
  if (value.type !== 'Identifier') return undefined;
  const isComparison = test.type === 'BinaryExpression' && (test.operator === '!==' || test.operator === '!=') && isAbsentLiteral(l, test.right);
  const subject = isComparison ? test.left : test;
  return subject.type === 'Identifier' && subject.name === value.name ? value.name : undefined;
}

const UNARY_TYPES: ReadonlyMap<string, string> = new Map([['typeof', 'string'], ['-', 'number'], ['+', 'number'], ['~', 'number'], ['delete', 'boolean']]);

function lowerUnary(l: Lowering, node: TSESTree.UnaryExpression): Temp {
  if (node.operator === '!') return lowerNot(l, node);
  if (node.operator === 'void') {
    lowerExpression(l, node.argument);
    return absent(l, node);
  }
  if (node.operator === '-' && node.argument.type === 'Literal' && typeof node.argument.value === 'number') {
    const to = l.builder.temp();
    l.builder.emit({ kind: 'constant', to, type: 'number', text: `-${node.argument.value}`, site: node });
    return to;
  }
  if (node.operator === 'delete') lowerDelete(l, node.argument);
  else lowerExpression(l, node.argument);
  return typed(l, UNARY_TYPES.get(node.operator) ?? 'boolean', node);
}

/** `!x`, `!!x`. */
function lowerNot(l: Lowering, node: TSESTree.UnaryExpression): Temp {
  let negated = false;
  let subject: Expression = node;
  while (subject.type === 'UnaryExpression' && subject.operator === '!') {
    negated = !negated;
    subject = subject.argument;
  }
  return lowerTruthiness(l, subject, negated, node);
}

function lowerTruthiness(l: Lowering, subject: Expression, negated: boolean, site: Expression): Temp {
  const to = l.builder.temp();
  if (subject.type === 'LogicalExpression' || isTest(subject)) {
    lowerTruth(l, subject, (truth) => decided(l, truth !== negated, site), to);
  } else {
    l.builder.emit({ kind: 'outcome', to, test: { kind: 'truthy', of: lowerExpression(l, subject), site: subject }, negated, site });
  }
  return to;
}

/** `delete a.b` fails on an absent `a`, and does not read `b`. */
function lowerDelete(l: Lowering, argument: Expression): void {
  const target = withoutTypes(argument.type === 'ChainExpression' ? argument.expression : argument);
  if (target.type !== 'MemberExpression') {
    lowerExpression(l, argument);
    return;
  }
  const of = lowerExpression(l, target.object);
  const end = l.builder.label();
  if (target.optional || argument.type === 'ChainExpression') branchAbsent(l, of, end, target.object);
  else use(l, of, 'member', target);
  const name = memberIn(l, target);
  if (name !== undefined) l.builder.removeMember(name);
  if (target.computed) l.builder.emit({ kind: 'remove-index', of, key: lowerExpression(l, target.property), site: target });
  l.builder.place(end);
}

function lowerUpdate(l: Lowering, node: TSESTree.UpdateExpression): Temp {
  lowerReadWrite(l, node.argument, () => typed(l, 'number', node));
  return typed(l, 'number', node);
}

/** `x = v`, `x += v`, `x ??= v`. */
function lowerAssignment(l: Lowering, node: TSESTree.AssignmentExpression): Temp {
  if (node.operator === '=') {
    const target = withoutTypes(node.left);
    // The object of the target is evaluated before the value.
    if (target.type === 'MemberExpression') {
      const of = lowerExpression(l, target.object);
      const name = memberIn(l, target);
      const key = name === undefined ? lowerExpression(l, keyOf(target)) : undefined;
      const from = lowerNamed(l, node.right, name ?? '');
      setMember(l, target, of, key, from);
      return from;
    }
    const pairwise = assignPairwise(l, node.left, node.right);
    if (pairwise !== undefined) return pairwise;
    const from = lowerNamed(l, node.right, target.type === 'Identifier' ? target.name : '');
    assign(l, node.left, from);
    return from;
  }
  const logical = LOGICAL_ASSIGNMENT.get(node.operator);
  if (logical === undefined) {
    return lowerReadWrite(l, node.left, () => {
      lowerExpression(l, node.right);
      return typed(l, node.operator === '+=' ? 'string or number' : 'number', node);
    });
  }
  return lowerReadWrite(l, node.left, () => lowerExpression(l, node.right), logical);
}

type Deciding = 'absent' | 'truthy' | 'falsy';

/** When the right side is evaluated and assigned. */
const LOGICAL_ASSIGNMENT: ReadonlyMap<string, Deciding> = new Map([['??=', 'absent'], ['&&=', 'truthy'], ['||=', 'falsy']]);

/** Reads a target, then writes it; `when`: only if the old value is so. Gives the value of the whole expression. */
function lowerReadWrite(l: Lowering, left: Expression, value: () => Temp, when?: Deciding): Temp {
  const { builder } = l;
  const target = withoutTypes(left);
  const result = builder.temp();
  const end = builder.label();
  if (target.type !== 'Identifier' && target.type !== 'MemberExpression') {
    lowerExpression(l, target);
    return value();
  }
  const of = target.type === 'MemberExpression' ? lowerExpression(l, target.object) : undefined;
  const old = of !== undefined && target.type === 'MemberExpression' ? lowerMember(l, target, of) : lowerExpression(l, target);
  if (when !== undefined) {
    copy(l, result, old);
    const go = builder.label();
    const [yes, no] = when === 'falsy' ? [end, go] : [go, end];
    builder.branch({ kind: when === 'absent' ? 'absent' : 'truthy', of: old, site: left }, yes, no);
    builder.place(go);
  }
  const from = value();
  if (target.type === 'Identifier') write(l, resolve(l, target.name), from, target);
  else if (of !== undefined) setMember(l, target, of, builder.temp(), from);
  copy(l, result, from);
  builder.place(end);
  return result;
}

/** `of.name = from`, or `of[key] = from`. */
export function setMember(l: Lowering, target: TSESTree.MemberExpression, of: Temp, key: Temp | undefined, from: Temp): void {
  const name = memberIn(l, target);
  const type = givenType(target);
  // The graph must be known to matter although nothing but the comment names a weak reference.
  annotate(l, type);
  if (name !== undefined) l.builder.emit({ kind: 'set-member', of, name, from, type, site: target });
  else l.builder.emit({ kind: 'set-index', of, key: key ?? l.builder.temp(), from, site: target });
}
