/**
 * Which fields of each Python node hold child nodes, in the order of CPython's `ast`, and which hold further ranges.
 * It knows the tree's types only.
 */

import type { NodeType, PythonNode } from './ast.ts';

const FUNCTION = ['decorator_list', 'type_params', 'args', 'returns', 'body'];
const LOOP = ['target', 'iter', 'body', 'orelse'];
const WITH = ['items', 'body'];
const TRY = ['body', 'handlers', 'orelse', 'finalbody'];
const COMPREHENSION = ['elt', 'generators'];
const INTERPOLATION = ['value', 'format_spec'];

/** Fields with child nodes (one, `null`, or a list with possible `null`s). */
export const VISITOR_KEYS: Readonly<Record<NodeType, readonly string[]>> = {
  Module: ['body'],
  FunctionDef: FUNCTION,
  AsyncFunctionDef: FUNCTION,
  ClassDef: ['decorator_list', 'type_params', 'bases', 'keywords', 'body'],
  Return: ['value'],
  Delete: ['targets'],
  Assign: ['targets', 'value'],
  TypeAlias: ['name', 'type_params', 'value'],
  AugAssign: ['target', 'value'],
  AnnAssign: ['target', 'annotation', 'value'],
  For: LOOP,
  AsyncFor: LOOP,
  While: ['test', 'body', 'orelse'],
  If: ['test', 'body', 'orelse'],
  With: WITH,
  AsyncWith: WITH,
  Match: ['subject', 'cases'],
  Raise: ['exc', 'cause'],
  Try: TRY,
  TryStar: TRY,
  Assert: ['test', 'msg'],
  Import: ['names'],
  ImportFrom: ['names'],
  Global: [],
  Nonlocal: [],
  Expr: ['value'],
  Pass: [],
  Break: [],
  Continue: [],
  Broken: ['body'],
  BoolOp: ['values'],
  NamedExpr: ['target', 'value'],
  BinOp: ['left', 'right'],
  UnaryOp: ['operand'],
  Lambda: ['args', 'body'],
  IfExp: ['body', 'test', 'orelse'],
  Dict: ['keys', 'values'],
  Set: ['elts'],
  ListComp: COMPREHENSION,
  SetComp: COMPREHENSION,
  DictComp: ['key', 'value', 'generators'],
  GeneratorExp: COMPREHENSION,
  Await: ['value'],
  Yield: ['value'],
  YieldFrom: ['value'],
  Compare: ['left', 'comparators'],
  Call: ['func', 'args', 'keywords'],
  FormattedValue: INTERPOLATION,
  Interpolation: INTERPOLATION,
  JoinedStr: ['values'],
  TemplateStr: ['values'],
  Constant: [],
  Attribute: ['value'],
  Subscript: ['value', 'slice'],
  Starred: ['value'],
  Name: [],
  List: ['elts'],
  Tuple: ['elts'],
  Slice: ['lower', 'upper', 'step'],
  BrokenExpr: ['values'],
  comprehension: ['target', 'iter', 'ifs'],
  ExceptHandler: ['exceptionType', 'body'],
  arguments: ['posonlyargs', 'args', 'vararg', 'kwonlyargs', 'kw_defaults', 'kwarg', 'defaults'],
  arg: ['annotation'],
  keyword: ['value'],
  alias: [],
  withitem: ['context_expr', 'optional_vars'],
  match_case: ['pattern', 'guard', 'body'],
  MatchValue: ['value'],
  MatchSingleton: [],
  MatchSequence: ['patterns'],
  MatchMapping: ['keys', 'patterns'],
  MatchClass: ['cls', 'patterns', 'kwd_patterns'],
  MatchStar: [],
  MatchAs: ['pattern'],
  MatchOr: ['patterns'],
  TypeVar: ['bound', 'default_value'],
  ParamSpec: ['default_value'],
  TypeVarTuple: ['default_value'],
};

function isNode(value: unknown): value is PythonNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The nodes directly below `node`, in the order of `VISITOR_KEYS`. */
export function childrenOf(node: PythonNode): PythonNode[] {
  const children: PythonNode[] = [];
  for (const key of VISITOR_KEYS[node.type]) {
    const value: unknown = Reflect.get(node, key);
    if (Array.isArray(value)) {
      for (const child of value) if (isNode(child)) children.push(child);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}
