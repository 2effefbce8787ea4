/**
 * The Python syntax tree: CPython 3.13's `ast` (and 3.14's template strings) as plain data, with positions ESLint understands.
 * It knows neither the parser that makes it nor what anybody looks for in it.
 *
 * What differs from https://docs.python.org/3/library/ast.html:
 * an absent optional field is `null`; operators and expression contexts are strings; `type_comment` and `kind` are left out;
 * `arguments`, `comprehension`, `withitem` and `match_case` have a range too; `Broken` and `BrokenExpr` stand where code does not parse.
 */

/** `[start, end)` in UTF-16 code units from the start of the text (without byte order mark). */
export type Range = readonly [number, number];

/** `line` counts from 1, `column` (UTF-16 code units) from 0, as ESLint has them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface SourceLocation {
  readonly start: Position;
  readonly end: Position;
}

interface NodeOf<Type extends string> {
  readonly type: Type;
  readonly range: Range;
  /** Computed from `range` when asked for. */
  readonly loc: SourceLocation;
  /** `null` for the module alone. */
  readonly parent: PythonNode | null;
}

export interface Comment {
  readonly type: 'Line';
  /** The text after `#`. */
  readonly value: string;
  readonly range: Range;
  readonly loc: SourceLocation;
}

export interface Module extends NodeOf<'Module'> {
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  /** Always empty: ESLint wants the property. */
  readonly tokens: readonly never[];
  /** Whether the text has a syntax error anywhere. */
  readonly hasErrors: boolean;
}

interface FunctionFields {
  readonly name: string;
  /** Where `name` stands. */
  readonly nameRange: Range;
  readonly args: arguments_;
  readonly body: readonly Statement[];
  readonly decorator_list: readonly Expression[];
  readonly returns: Expression | null;
  readonly type_params: readonly TypeParam[];
}

/** Starts at `def`; the decorators stand before it. */
export interface FunctionDef extends NodeOf<'FunctionDef'>, FunctionFields {}

/** Starts at `async`; the decorators stand before it. */
export interface AsyncFunctionDef extends NodeOf<'AsyncFunctionDef'>, FunctionFields {}

/** Starts at `class`; the decorators stand before it. */
export interface ClassDef extends NodeOf<'ClassDef'> {
  readonly name: string;
  readonly nameRange: Range;
  readonly bases: readonly Expression[];
  readonly keywords: readonly keyword[];
  readonly body: readonly Statement[];
  readonly decorator_list: readonly Expression[];
  readonly type_params: readonly TypeParam[];
}

export interface Return extends NodeOf<'Return'> {
  readonly value: Expression | null;
}

export interface Delete extends NodeOf<'Delete'> {
  readonly targets: readonly Expression[];
}

/** `a = b = value`: `targets` in source order. */
export interface Assign extends NodeOf<'Assign'> {
  readonly targets: readonly Expression[];
  readonly value: Expression;
}

/** `type X[T] = value` (PEP 695). */
export interface TypeAlias extends NodeOf<'TypeAlias'> {
  readonly name: Expression;
  readonly type_params: readonly TypeParam[];
  readonly value: Expression;
}

export interface AugAssign extends NodeOf<'AugAssign'> {
  readonly target: Expression;
  readonly op: Operator;
  readonly value: Expression;
}

export interface AnnAssign extends NodeOf<'AnnAssign'> {
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | null;
  /** 1 for a bare name, 0 for `(a): int`, `a.b: int` and `a[b]: int`. */
  readonly simple: 0 | 1;
}

interface ForFields {
  readonly target: Expression;
  readonly iter: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface For extends NodeOf<'For'>, ForFields {}
export interface AsyncFor extends NodeOf<'AsyncFor'>, ForFields {}

export interface While extends NodeOf<'While'> {
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

/** An `elif` is an `If` alone in `orelse`. */
export interface If extends NodeOf<'If'> {
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

interface WithFields {
  readonly items: readonly withitem[];
  readonly body: readonly Statement[];
}

export interface With extends NodeOf<'With'>, WithFields {}
export interface AsyncWith extends NodeOf<'AsyncWith'>, WithFields {}

export interface Match extends NodeOf<'Match'> {
  readonly subject: Expression;
  readonly cases: readonly match_case[];
}

export interface Raise extends NodeOf<'Raise'> {
  readonly exc: Expression | null;
  readonly cause: Expression | null;
}

interface TryFields {
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}

export interface Try extends NodeOf<'Try'>, TryFields {}

/** `try` with `except*` (PEP 654). */
export interface TryStar extends NodeOf<'TryStar'>, TryFields {}

export interface Assert extends NodeOf<'Assert'> {
  readonly test: Expression;
  readonly msg: Expression | null;
}

export interface Import extends NodeOf<'Import'> {
  readonly names: readonly alias[];
}

export interface ImportFrom extends NodeOf<'ImportFrom'> {
  /** Dotted name without the leading dots; `null` in `from . import x`. */
  readonly module: string | null;
  readonly names: readonly alias[];
  /** How many leading dots. */
  readonly level: number;
}

export interface Global extends NodeOf<'Global'> {
  readonly names: readonly string[];
}

export interface Nonlocal extends NodeOf<'Nonlocal'> {
  readonly names: readonly string[];
}

export interface Expr extends NodeOf<'Expr'> {
  readonly value: Expression;
}

export type Pass = NodeOf<'Pass'>;
export type Break = NodeOf<'Break'>;
export type Continue = NodeOf<'Continue'>;

/** Code that does not parse, with what was understood of it in source order (expressions as `Expr`). */
export interface Broken extends NodeOf<'Broken'> {
  readonly body: readonly Statement[];
}

export type Statement =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | Expr
  | Pass
  | Break
  | Continue
  | Broken;

export type ExpressionContext = 'Load' | 'Store' | 'Del';

export type BooleanOperator = 'And' | 'Or';

export type Operator =
  | 'Add'
  | 'Sub'
  | 'Mult'
  | 'MatMult'
  | 'Div'
  | 'Mod'
  | 'Pow'
  | 'LShift'
  | 'RShift'
  | 'BitOr'
  | 'BitXor'
  | 'BitAnd'
  | 'FloorDiv';

export type UnaryOperator = 'Invert' | 'Not' | 'UAdd' | 'USub';

export type ComparisonOperator = 'Eq' | 'NotEq' | 'Lt' | 'LtE' | 'Gt' | 'GtE' | 'Is' | 'IsNot' | 'In' | 'NotIn';

/** `a and b and c` is one node with three values. */
export interface BoolOp extends NodeOf<'BoolOp'> {
  readonly op: BooleanOperator;
  readonly values: readonly Expression[];
}

/** `target := value`. */
export interface NamedExpr extends NodeOf<'NamedExpr'> {
  readonly target: Expression;
  readonly value: Expression;
}

export interface BinOp extends NodeOf<'BinOp'> {
  readonly left: Expression;
  readonly op: Operator;
  readonly right: Expression;
}

export interface UnaryOp extends NodeOf<'UnaryOp'> {
  readonly op: UnaryOperator;
  readonly operand: Expression;
}

export interface Lambda extends NodeOf<'Lambda'> {
  readonly args: arguments_;
  readonly body: Expression;
}

/** `body if test else orelse`. */
export interface IfExp extends NodeOf<'IfExp'> {
  readonly test: Expression;
  readonly body: Expression;
  readonly orelse: Expression;
}

/** A `null` key stands for `**value`. */
export interface Dict extends NodeOf<'Dict'> {
  readonly keys: readonly (Expression | null)[];
  readonly values: readonly Expression[];
}

export interface SetExpression extends NodeOf<'Set'> {
  readonly elts: readonly Expression[];
}

export interface ListComp extends NodeOf<'ListComp'> {
  readonly elt: Expression;
  readonly generators: readonly comprehension[];
}

export interface SetComp extends NodeOf<'SetComp'> {
  readonly elt: Expression;
  readonly generators: readonly comprehension[];
}

export interface DictComp extends NodeOf<'DictComp'> {
  readonly key: Expression;
  readonly value: Expression;
  readonly generators: readonly comprehension[];
}

export interface GeneratorExp extends NodeOf<'GeneratorExp'> {
  readonly elt: Expression;
  readonly generators: readonly comprehension[];
}

export interface Await extends NodeOf<'Await'> {
  readonly value: Expression;
}

export interface Yield extends NodeOf<'Yield'> {
  readonly value: Expression | null;
}

export interface YieldFrom extends NodeOf<'YieldFrom'> {
  readonly value: Expression;
}

/** `left ops[0] comparators[0] ops[1] comparators[1] ...`. */
export interface Compare extends NodeOf<'Compare'> {
  readonly left: Expression;
  readonly ops: readonly ComparisonOperator[];
  readonly comparators: readonly Expression[];
}

/** `keywords` with a `null` arg stand for `**value`; `*value` is a `Starred` in `args`. */
export interface Call extends NodeOf<'Call'> {
  readonly func: Expression;
  readonly args: readonly Expression[];
  readonly keywords: readonly keyword[];
}

/** A code point after `!`: `s` 115, `r` 114, `a` 97; -1 for none. */
export type Conversion = -1 | 97 | 114 | 115;

/** `{value!conversion:format_spec}` in an f-string. `{value=}` also gives a `Constant` with the text before it. */
export interface FormattedValue extends NodeOf<'FormattedValue'> {
  readonly value: Expression;
  readonly conversion: Conversion;
  readonly format_spec: JoinedStr | null;
}

/** The same in a template string (PEP 750). */
export interface Interpolation extends NodeOf<'Interpolation'> {
  readonly value: Expression;
  /** The source text of `value`. */
  readonly str: string;
  readonly conversion: Conversion;
  readonly format_spec: JoinedStr | null;
}

export interface JoinedStr extends NodeOf<'JoinedStr'> {
  readonly values: readonly Expression[];
}

export interface TemplateStr extends NodeOf<'TemplateStr'> {
  readonly values: readonly Expression[];
}

export type ConstantValue =
  | { readonly kind: 'none' | 'true' | 'false' | 'ellipsis'; readonly raw: string }
  | { readonly kind: 'int' | 'float' | 'complex'; readonly raw: string }
  | StringValue
  | { readonly kind: 'bytes'; readonly raw: string };

export interface StringValue {
  readonly kind: 'str';
  /** Source text with prefix and quotes (of all parts, when adjacent literals are joined). */
  readonly raw: string;
  /** What the string is at run time; unknown `\N{...}` names stay as they are written. */
  readonly text: string;
  /** Offset of `text` from the start of the node when it stands there verbatim; `null` with escapes or several parts. */
  readonly contentOffset: number | null;
}

export interface Constant extends NodeOf<'Constant'> {
  readonly value: ConstantValue;
}

export interface Attribute extends NodeOf<'Attribute'> {
  readonly value: Expression;
  readonly attr: string;
  readonly attrRange: Range;
  readonly ctx: ExpressionContext;
}

export interface Subscript extends NodeOf<'Subscript'> {
  readonly value: Expression;
  readonly slice: Expression;
  readonly ctx: ExpressionContext;
}

export interface Starred extends NodeOf<'Starred'> {
  readonly value: Expression;
  readonly ctx: ExpressionContext;
}

export interface Name extends NodeOf<'Name'> {
  readonly id: string;
  readonly ctx: ExpressionContext;
}

export interface List extends NodeOf<'List'> {
  readonly elts: readonly Expression[];
  readonly ctx: ExpressionContext;
}

/** A parenthesised tuple includes its parentheses. */
export interface Tuple extends NodeOf<'Tuple'> {
  readonly elts: readonly Expression[];
  readonly ctx: ExpressionContext;
}

export interface Slice extends NodeOf<'Slice'> {
  readonly lower: Expression | null;
  readonly upper: Expression | null;
  readonly step: Expression | null;
}

/** Code that does not parse, with the expressions understood in it in source order. */
export interface BrokenExpr extends NodeOf<'BrokenExpr'> {
  readonly values: readonly Expression[];
}

export type Expression =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetExpression
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | Interpolation
  | JoinedStr
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice
  | BrokenExpr;

export interface comprehension extends NodeOf<'comprehension'> {
  readonly target: Expression;
  readonly iter: Expression;
  readonly ifs: readonly Expression[];
  readonly is_async: 0 | 1;
}

export interface ExceptHandler extends NodeOf<'ExceptHandler'> {
  /** What CPython calls `type`, a name taken here by the discriminant. */
  readonly exceptionType: Expression | null;
  readonly name: string | null;
  readonly nameRange: Range | null;
  readonly body: readonly Statement[];
}

/** `defaults` belong to the last ones of `posonlyargs` and `args`; `kw_defaults` run beside `kwonlyargs`. */
export interface arguments_ extends NodeOf<'arguments'> {
  readonly posonlyargs: readonly arg[];
  readonly args: readonly arg[];
  readonly vararg: arg | null;
  readonly kwonlyargs: readonly arg[];
  readonly kw_defaults: readonly (Expression | null)[];
  readonly kwarg: arg | null;
  readonly defaults: readonly Expression[];
}

/** Starts at the name: the stars stand before it. */
export interface arg extends NodeOf<'arg'> {
  readonly arg: string;
  readonly annotation: Expression | null;
}

/** `arg=value`; `arg` is `null` in `**value`. */
export interface keyword extends NodeOf<'keyword'> {
  readonly arg: string | null;
  readonly argRange: Range | null;
  readonly value: Expression;
}

export interface alias extends NodeOf<'alias'> {
  /** Dotted name, or `*`. */
  readonly name: string;
  readonly nameRange: Range;
  readonly asname: string | null;
  readonly asnameRange: Range | null;
}

export interface withitem extends NodeOf<'withitem'> {
  readonly context_expr: Expression;
  readonly optional_vars: Expression | null;
}

export interface match_case extends NodeOf<'match_case'> {
  readonly pattern: Pattern;
  readonly guard: Expression | null;
  readonly body: readonly Statement[];
}

export interface MatchValue extends NodeOf<'MatchValue'> {
  readonly value: Expression;
}

export interface MatchSingleton extends NodeOf<'MatchSingleton'> {
  readonly value: 'none' | 'true' | 'false';
}

export interface MatchSequence extends NodeOf<'MatchSequence'> {
  readonly patterns: readonly Pattern[];
}

export interface MatchMapping extends NodeOf<'MatchMapping'> {
  readonly keys: readonly Expression[];
  readonly patterns: readonly Pattern[];
  readonly rest: string | null;
  readonly restRange: Range | null;
}

export interface MatchClass extends NodeOf<'MatchClass'> {
  readonly cls: Expression;
  readonly patterns: readonly Pattern[];
  readonly kwd_attrs: readonly string[];
  readonly kwd_patterns: readonly Pattern[];
}

/** `*name`, or `*_` with a `null` name. */
export interface MatchStar extends NodeOf<'MatchStar'> {
  readonly name: string | null;
  readonly nameRange: Range | null;
}

/** `pattern as name`, `name` alone, or `_` with both `null`. */
export interface MatchAs extends NodeOf<'MatchAs'> {
  readonly pattern: Pattern | null;
  readonly name: string | null;
  readonly nameRange: Range | null;
}

export interface MatchOr extends NodeOf<'MatchOr'> {
  readonly patterns: readonly Pattern[];
}

export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

export interface TypeVar extends NodeOf<'TypeVar'> {
  readonly name: string;
  readonly bound: Expression | null;
  readonly default_value: Expression | null;
}

export interface ParamSpec extends NodeOf<'ParamSpec'> {
  readonly name: string;
  readonly default_value: Expression | null;
}

export interface TypeVarTuple extends NodeOf<'TypeVarTuple'> {
  readonly name: string;
  readonly default_value: Expression | null;
}

export type TypeParam = TypeVar | ParamSpec | TypeVarTuple;

export type PythonNode =
  | Module
  | Statement
  | Expression
  | comprehension
  | ExceptHandler
  | arguments_
  | arg
  | keyword
  | alias
  | withitem
  | match_case
  | Pattern
  | TypeParam;

export type NodeType = PythonNode['type'];
