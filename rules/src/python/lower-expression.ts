/**
 * Expressions: each lowers to the temp of its value, in CPython's order of evaluation
 * (https://docs.python.org/3/reference/expressions.html#evaluation-order). What names mean is `scope.ts`'s business.
 */
import type { DisplayPart, Temp } from '../flow/graph.ts';
import type {
  Attribute,
  AugAssign,
  BinOp,
  BoolOp,
  Call,
  Constant,
  ConstantValue,
  Dict,
  Expression,
  IfExp,
  List,
  Name,
  Operator,
  SetExpression,
  Subscript,
  Tuple,
  UnaryOp,
} from './ast.ts';
import { checkOf, isBareCondition, isCheck, lowerCondition, lowerTest, mayBeAbsent } from './condition.ts';
import type { Verdict } from './condition.ts';
import { lowerCallee } from './lower-call.ts';
import { lowerComprehension } from './lower-comprehension.ts';
import { lowerLambda } from './lower-function.ts';
import { bind, read, typed } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { nameSite } from './name-site.ts';
import type { Label } from '../flow/builder.ts';

/** Expressions whose first part may be nested thousands deep: `a + b + c + ...`, `x.a().b().c()`. */
type Spine = BinOp | Attribute | Subscript | Call;

type Rest = Exclude<Expression, Spine>;
type ByType = { readonly [Node in Rest as Node['type']]: Node };
type Table = { readonly [Type in keyof ByType]: (l: Lowering, node: ByType[Type]) => Temp };

const TABLE: Table = {
  Await: (l, node) => {
    const of = lowerExpression(l, node.value);
    l.builder.emit({ kind: 'use', of, as: 'await', site: node });
    l.builder.emit({ kind: 'suspend', as: 'await', site: node });
    const to = l.builder.temp();
    l.builder.emit({ kind: 'copy', to, from: of, operand: 'awaited' });
    return to;
  },
  BoolOp: lowerBoolOp,
  BrokenExpr: (l, node) => {
    for (const value of node.values) lowerExpression(l, value);
    return l.builder.temp();
  },
  Compare: lowerOutcome,
  Constant: lowerConstant,
  Dict: lowerDict,
  DictComp: lowerComprehension,
  FormattedValue: (l, node) => {
    lowerExpression(l, node.value);
    if (node.format_spec !== null) lowerExpression(l, node.format_spec);
    return typed(l, 'str', node);
  },
  GeneratorExp: lowerComprehension,
  IfExp: lowerIfExp,
  Interpolation: (l, node) => {
    if (node.format_spec !== null) lowerExpression(l, node.format_spec);
    return lowerExpression(l, node.value);
  },
  JoinedStr: (l, node) => {
    for (const value of node.values) lowerExpression(l, value);
    return typed(l, 'str', node);
  },
  Lambda: lowerLambda,
  List: (l, node) => lowerSequence(l, node, 'list'),
  ListComp: lowerComprehension,
  Name: (l, node) => read(l, l.names.read(node.id), node),
  NamedExpr: (l, node) => {
    const value = lowerExpression(l, node.value);
    if (node.target.type === 'Name') bind(l, node.target.id, value, node.target);
    return value;
  },
  Set: (l, node) => lowerSequence(l, node, 'set'),
  SetComp: lowerComprehension,
  Slice: (l, node) => {
    for (const part of [node.lower, node.upper, node.step]) if (part !== null) lowerExpression(l, part);
    return typed(l, 'slice', node);
  },
  Starred: (l, node) => lowerIterated(l, node.value),
  TemplateStr: (l, node) => {
    for (const value of node.values) lowerExpression(l, value);
    return l.builder.temp();
  },
  Tuple: (l, node) => lowerSequence(l, node, 'tuple'),
  UnaryOp: lowerUnary,
  Yield: (l, node) => {
    const of = node.value === null ? undefined : lowerExpression(l, node.value);
    if (of !== undefined) l.builder.emit({ kind: 'escape', of, as: 'yield', site: node });
    l.builder.emit({ kind: 'suspend', as: 'yield', site: node });
    return l.builder.temp();
  },
  YieldFrom: (l, node) => {
    lowerIterated(l, node.value);
    l.builder.emit({ kind: 'suspend', as: 'yield', site: node });
    return l.builder.temp();
  },
};

export function lowerExpression(l: Lowering, node: Expression): Temp {
  const spine: Spine[] = [];
  let inner = node;
  while (isSpine(inner)) {
    spine.push(inner);
    inner = firstPartOf(inner);
  }
  let receiver: Temp | undefined;
  let value = dispatch(l, inner);
  for (let outer = spine.pop(); outer !== undefined; outer = spine.pop()) {
    const previous: Temp = value;
    value = lowerOuter(l, outer, previous, receiver);
    receiver = outer.type === 'Attribute' ? previous : undefined;
  }
  return value;
}

/** A value that is iterated: `*x`, `for a in x`, `yield from x`. */
export function lowerIterated(l: Lowering, node: Expression): Temp {
  const of = lowerExpression(l, node);
  l.builder.emit({ kind: 'use', of, as: 'iterate', site: node });
  return of;
}

/** The result of `left op right`, with what the operation demands of both. */
export function lowerOperation(l: Lowering, node: BinOp | AugAssign, left: Temp, leftNode: Expression, right: Temp, rightNode: Expression): Temp {
  const { builder } = l;
  if (!mayTakeNone(node.op, leftNode, rightNode)) {
    if (mayBeAbsent(leftNode)) builder.emit({ kind: 'use', of: left, as: 'operate', site: node });
    // `"%s" % x` takes anything, and so may `template % x`.
    if (mayBeAbsent(rightNode) && node.op !== 'Mod') builder.emit({ kind: 'use', of: right, as: 'operate', site: node });
  }
  const isText = isStringLiteral(leftNode) && (node.op === 'Mod' || node.op === 'Add' || node.op === 'Mult');
  if (isText) return typed(l, 'str', node);
  return isCounting(node.op, rightNode) ? typed(l, 'number', node) : builder.temp();
}

/** `i + 1`: of whatever kind it is, it is a number. */
function isCounting(op: Operator, right: Expression): boolean {
  return (op === 'Add' || op === 'Sub') && right.type === 'Constant' && right.value.kind === 'int';
}

/** `Node | None` makes a union of types. */
function mayTakeNone(op: Operator, left: Expression, right: Expression): boolean {
  return op === 'BitOr' && (isNone(left) || isNone(right));
}

export function isNone(node: Expression): boolean {
  return node.type === 'Constant' && node.value.kind === 'none';
}

function isStringLiteral(node: Expression): boolean {
  return node.type === 'JoinedStr' || (node.type === 'Constant' && node.value.kind === 'str');
}

function dispatch<Type extends keyof ByType>(l: Lowering, node: ByType[Type] & { readonly type: Type }): Temp {
  const type: Type = node.type;
  return TABLE[type](l, node);
}

function isSpine(node: Expression): node is Spine {
  return node.type === 'BinOp' || node.type === 'Attribute' || node.type === 'Subscript' || node.type === 'Call';
}

function firstPartOf(node: Spine): Expression {
  switch (node.type) {
    case 'BinOp':
      return node.left;
    case 'Call':
      return node.func;
    case 'Attribute':
    case 'Subscript':
      return node.value;
  }
}

function lowerOuter(l: Lowering, node: Spine, inner: Temp, receiver: Temp | undefined): Temp {
  switch (node.type) {
    case 'BinOp': {
      const right = lowerExpression(l, node.right);
      return lowerOperation(l, node, inner, node.left, right, node.right);
    }
    case 'Attribute': {
      const to = l.builder.temp();
      l.builder.emit({ kind: 'member', to, of: inner, name: node.attr, site: node, nameSite: nameSite(node, node.attrRange, 'end') });
      return to;
    }
    case 'Subscript': {
      const key = lowerExpression(l, node.slice);
      const to = l.builder.temp();
      l.builder.emit({ kind: 'index', to, of: inner, key, site: node });
      return to;
    }
    case 'Call': {
      const { to, args } = lowerCallee(l, node, inner, receiver);
      return isCheck(l, node) ? emitOutcome(l, node, checkOf(l, node, args)) : to;
    }
  }
}

const CONSTANT_TYPES: Readonly<Record<ConstantValue['kind'], string>> = {
  none: 'none',
  true: 'bool',
  false: 'bool',
  ellipsis: 'ellipsis',
  int: 'int',
  float: 'float',
  complex: 'complex',
  str: 'str',
  bytes: 'bytes',
};

function lowerConstant(l: Lowering, node: Constant): Temp {
  const to = l.builder.temp();
  const { value } = node;
  const type = CONSTANT_TYPES[value.kind];
  const text = value.kind === 'str' ? value.text : type === 'bool' || type === 'int' ? value.raw : undefined;
  l.builder.emit(text === undefined ? { kind: 'constant', to, type, site: node } : { kind: 'constant', to, type, text, site: node });
  return to;
}

function lowerSequence(l: Lowering, node: List | Tuple | SetExpression, type: string): Temp {
  const parts = node.elts.map((element): DisplayPart => {
    if (element.type === 'Starred') return { temp: lowerIterated(l, element.value), role: 'spread', site: element };
    return { temp: lowerExpression(l, element), role: 'element', site: element };
  });
  const to = l.builder.temp();
  l.builder.emit({ kind: 'display', to, type, parts, site: node });
  return to;
}

function lowerDict(l: Lowering, node: Dict): Temp {
  const parts: DisplayPart[] = [];
  node.values.forEach((valueNode, i) => {
    const key = node.keys[i] ?? null;
    if (key === null) {
      parts.push({ temp: lowerIterated(l, valueNode), role: 'spread', site: valueNode });
      return;
    }
    parts.push({ temp: lowerExpression(l, key), role: 'key', site: key });
    const temp = lowerExpression(l, valueNode);
    const isNamed = key.type === 'Constant' && key.value.kind === 'str';
    parts.push(isNamed ? { temp, role: 'value', name: key.value.text, site: valueNode } : { temp, role: 'value', site: valueNode });
  });
  const to = l.builder.temp();
  l.builder.emit({ kind: 'display', to, type: 'dict', parts, site: node });
  return to;
}

function lowerUnary(l: Lowering, node: UnaryOp): Temp {
  if (node.op === 'Not') return lowerOutcome(l, node);
  const of = lowerExpression(l, node.operand);
  if (node.operand.type === 'Constant') return lowerSigned(l, node, node.operand);
  l.builder.emit({ kind: 'use', of, as: 'operate', site: node });
  return l.builder.temp();
}

/** `-1` is a constant like `1`. */
function lowerSigned(l: Lowering, node: UnaryOp, { value }: Constant): Temp {
  const type = CONSTANT_TYPES[value.kind];
  if (value.kind !== 'int' || node.op !== 'USub') return typed(l, type, node);
  const to = l.builder.temp();
  l.builder.emit({ kind: 'constant', to, type, text: `-${value.raw}`, site: node });
  return to;
}

/** A condition whose result is a value: `alive = x is not None`, `not x`. */
function lowerOutcome(l: Lowering, node: Expression): Temp {
  const verdict = lowerTest(l, node);
  if (verdict !== undefined) return emitOutcome(l, node, verdict);
  const end = l.builder.label();
  lowerCondition(l, node, end, end);
  l.builder.place(end);
  return typed(l, 'bool', node);
}

function emitOutcome(l: Lowering, site: Expression, { tests, negated }: Verdict): Temp {
  const test = tests[0];
  if (test === undefined || test.kind === 'unknown') return typed(l, 'bool', site);
  const to = l.builder.temp();
  l.builder.emit({ kind: 'outcome', to, test, negated, site });
  return to;
}

function lowerIfExp(l: Lowering, node: IfExp): Temp {
  const { builder } = l;
  const to = builder.temp();
  const [whenTrue, whenFalse, end] = [builder.label(), builder.label(), builder.label()];
  lowerCondition(l, node.test, whenTrue, whenFalse);
  builder.place(whenTrue);
  builder.emit({ kind: 'copy', to, from: lowerExpression(l, node.body) });
  builder.jump(end);
  builder.place(whenFalse);
  builder.emit({ kind: 'copy', to, from: isNone(node.orelse) && isPresent(node.test, node.body) ? readAgain(l, node.body, node.orelse) : lowerExpression(l, node.orelse) });
  builder.place(end);
  return to;
}

/** In `x if x is not None else None` the last is `x` as well. */
function isPresent(test: Expression, value: Expression): value is Name {
  if (value.type !== 'Name') return false;
  const [by] = test.type === 'Compare' ? test.ops : [];
  const subject = test.type === 'Compare' && (by === 'IsNot' || by === 'NotEq') && test.comparators.every(isNone) ? test.left : test;
  return subject.type === 'Name' && subject.id === value.id;
}

function readAgain(l: Lowering, { id }: Name, site: Expression): Temp {
  return read(l, l.names.read(id), site);
}

/** Where the value of an `and` or `or` goes, and where it is complete. */
interface Result {
  readonly to: Temp;
  readonly end: Label;
}

function lowerBoolOp(l: Lowering, node: BoolOp): Temp {
  const to = l.builder.temp();
  const end = l.builder.label();
  const last = lowerOperands(l, node, { to, end }, end, end);
  // Of `x or None` what is false is `x` still.
  if (last !== undefined && (node.op === 'And' || !isNone(last) || node.values.length > 2)) {
    const from = lowerExpression(l, last);
    l.builder.emit({ kind: 'copy', to, from, operand: 'last' });
  }
  l.builder.place(end);
  return to;
}

/** All operands but the last, which it returns: the decided ones go on to `whenTrue` or `whenFalse` with their value. */
function lowerOperands(l: Lowering, node: BoolOp, result: Result, whenTrue: Label, whenFalse: Label): Expression | undefined {
  for (const operand of node.values.slice(0, -1)) {
    const next = l.builder.label();
    if (node.op === 'And') lowerDecided(l, operand, result, next, whenFalse);
    else lowerDecided(l, operand, result, whenTrue, next);
    l.builder.place(next);
  }
  return node.values.at(-1);
}

/** Writes the operand's value and goes on by its truth. */
function lowerDecided(l: Lowering, node: Expression, result: Result, whenTrue: Label, whenFalse: Label): void {
  const { builder } = l;
  const { to, end } = result;
  const decided = whenFalse === end ? false : whenTrue === end ? true : undefined;
  if (node.type === 'BoolOp') {
    const last = lowerOperands(l, node, result, whenTrue, whenFalse);
    if (last !== undefined) lowerDecided(l, last, result, whenTrue, whenFalse);
  } else if (isBareCondition(node) || (node.type === 'Call' && isCheck(l, node))) {
    builder.emit(decided === undefined ? { kind: 'typed', to, type: 'bool', site: node } : { kind: 'typed', to, type: 'bool', decided, site: node });
    lowerCondition(l, node, whenTrue, whenFalse);
  } else {
    const of = lowerExpression(l, node);
    builder.emit(decided === false ? { kind: 'copy', to, from: of, operand: 'false' } : { kind: 'copy', to, from: of });
    builder.branch({ kind: 'truthy', of, site: node }, whenTrue, whenFalse);
  }
}
