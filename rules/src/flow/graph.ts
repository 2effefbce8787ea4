/**
 * The control-flow graph both front ends lower to. It knows no language: operations speak of temps, variables,
 * members and calls; what a call means (a deref, a finalizer, a plain call) is decided later, from the values.
 */

/** Where an operation stands in the text. Syntax nodes of both languages are sites. Offsets are UTF-16, `range` is half-open. */
export interface Site {
  readonly range: readonly [number, number];
  readonly loc: SourceLocation;
}

/** Lines are 1-based, columns 0-based (ESLint's convention). */
export interface SourceLocation {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** The result of one expression; lives until the end of its statement (`clear`). */
export type Temp = number;

/**
 * A name as one graph sees it.
 * - `local`: owned by this graph (block scopes of JavaScript give separate variables; class-body names of Python too)
 * - `parameter`: bound at entry
 * - `free`: owned by an enclosing graph, a module global or a built-in
 * - `receiver`: JavaScript's `this` of a graph that binds it (Python's `self` is a parameter)
 * - `type`: a name of a written type alone: an interface, an alias
 * - `hidden`: made by the front end (the iterator of a `for`, the subject of a `match`)
 */
export interface Variable {
  readonly name: string;
  readonly kind: 'local' | 'parameter' | 'free' | 'receiver' | 'type' | 'hidden';
  /** Dense index within its graph. */
  readonly index: number;
}

/** A written type: `weakref.ref[Node] | None` is path `weakref.ref`, one argument, nullable. */
export interface TypeNote {
  readonly path: readonly string[];
  readonly arguments: readonly TypeNote[];
  /** Of a type that is declared where it stands, `{ ref: WeakRef<Node> }`; its path is a name that no other type has. */
  readonly members?: readonly FieldSource[];
  /** Other types whose members it has, too: `A & { ref: WeakRef<Node> }`. */
  readonly bases?: readonly TypeNote[];
  /** Of an alias: the names that its arguments go by, `type Maybe<T> = T | undefined`. */
  readonly parameters?: readonly string[];
  /** What is meant where it is no object of what the path names: `typeof x`, `ReturnType<typeof f>`, `T['name']`. */
  readonly means?: TypeMeaning;
  readonly nullable: boolean;
  readonly site: Site;
}

export type TypeMeaning = { readonly kind: 'value' } | { readonly kind: 'result' } | { readonly kind: 'member'; readonly name: string };

export interface Parameter {
  readonly variable: Variable;
  readonly form: 'plain' | 'rest' | 'keyword-rest';
  readonly type: TypeNote | undefined;
  readonly site: Site;
}

export interface Argument {
  readonly temp: Temp;
  /** `f(key=x)`: `key`. */
  readonly name: string | undefined;
  /** `f(*x)`, `f(...x)` / `f(**x)`. */
  readonly spread: 'none' | 'items' | 'keywords';
  readonly site: Site;
}

/** What an absent value would make of the operation; decides which exception handler is a guard. */
export type UseKind = 'member' | 'call' | 'index' | 'iterate' | 'operate' | 'enter' | 'await' | 'raise';

/**
 * One atomic test. Negation and `and`/`or` are branches of the graph, not tests.
 * - `absent`: `x is None`, `x == null`, `x === undefined`, `case None`
 * - `truthy`: `if x`
 * - `matches`: true proves presence, false proves nothing: `isinstance(x, C)`, `x === other`, `x in xs`, `hasattr(x, "n")`
 * - `null`: `x === null`, where a dead handle gives another absent value
 * - `unknown`: anything else
 *
 * `within`: `x in xs`. `byKey`: of `key in record`, which looks among the keys whatever it is. `other`: what it is compared with. `byType`: `typeof x`, which may name what does not exist. `inPassing`: by `x?.y` or `x ?? y`, whether there is need for it or not.
 */
export type Test =
  | {
      readonly kind: 'absent' | 'null' | 'truthy' | 'matches';
      readonly of: Temp;
      readonly within?: Temp;
      readonly byKey?: true;
      readonly other?: Compared;
      readonly byType?: true;
      readonly inPassing?: true;
      /** Of `hasattr(x, "name")`, which `x` has if it comes out true. */
      readonly member?: string;
      /** Of `isinstance(x, C)`, `x instanceof C` the class. */
      readonly ofClass?: Temp;
      readonly site: Site;
    }
  | { readonly kind: 'unknown' };

/** The other side of `x is y`, `x == y`. */
export interface Compared {
  readonly temp: Temp;
  readonly as: 'identity' | 'equality';
}

export type Operand = 'last' | 'false' | 'nullable' | 'stopped' | 'awaited';

export type Op =
  /** A literal. `type` is the language's name of it (`int`, `str`, `string`); `none` is the language's absent value. */
  | { readonly kind: 'constant'; readonly to: Temp; readonly type: string; readonly text?: string; readonly site: Site }
  /** A value of a known built-in type that is no literal: `a < b` is `bool`, `f"{x}"` is `str`. `decided`: the truth that it has, since it decided a conjunction or disjunction. */
  | { readonly kind: 'typed'; readonly to: Temp; readonly type: string; readonly decided?: boolean; readonly site: Site }
  /** `[a, b]`, `{k: v}`, `(a, b)`: `type` as in `constant`; the parts are held strongly. */
  | { readonly kind: 'display'; readonly to: Temp; readonly type: string; readonly parts: readonly DisplayPart[]; readonly site: Site }
  /** `lambda: x`, `def f(): ...`, `() => x`; `retained` are default values and decorator results. */
  | { readonly kind: 'closure'; readonly to: Temp; readonly closure: Closure; readonly site: Site }
  | { readonly kind: 'class'; readonly to: Temp; readonly class: ClassSource; readonly site: Site }
  /** `import weakref as w` gives `weakref`; `from weakref import ref` gives `weakref.ref`. */
  | { readonly kind: 'import'; readonly to: Temp; readonly name: string; readonly site: Site }
  | { readonly kind: 'read'; readonly to: Temp; readonly from: Variable; readonly site: Site }
  | { readonly kind: 'write'; readonly variable: Variable; readonly from: Temp; readonly type: TypeNote | undefined; readonly site: Site }
  /** `del x`. */
  | { readonly kind: 'unbind'; readonly variable: Variable; readonly site: Site }
  /** `x.name`. `site` is the whole expression, `nameSite` the name alone. `type`: as somebody knows who has seen more. A use of `of`. */
  | {
      readonly kind: 'member';
      readonly to: Temp;
      readonly of: Temp;
      readonly name: string;
      readonly type?: TypeNote | undefined;
      readonly site: Site;
      readonly nameSite: Site;
    }
  /** `x.name = v`. `type` is a declared type of the member. A use of `of`. */
  | {
      readonly kind: 'set-member';
      readonly of: Temp;
      readonly name: string;
      readonly from: Temp;
      readonly type: TypeNote | undefined;
      readonly site: Site;
    }
  /** `x[k]`. A use of `of`. */
  | { readonly kind: 'index'; readonly to: Temp; readonly of: Temp; readonly key: Temp; readonly site: Site }
  /** `x[k] = v`. A use of `of`. */
  | { readonly kind: 'set-index'; readonly of: Temp; readonly key: Temp; readonly from: Temp; readonly site: Site }
  /** `del x[k]`. A use of `of`. */
  | { readonly kind: 'remove-index'; readonly of: Temp; readonly key: Temp; readonly site: Site }
  /** `f(a)`, `x.m(a)`, `new C(a)`. `receiver` is the temp of `x`. `type`: as in `member`. Calling is a use of `callee`. */
  | {
      readonly kind: 'call';
      readonly to: Temp;
      readonly callee: Temp;
      readonly receiver: Temp | undefined;
      readonly isNew: boolean;
      readonly arguments: readonly Argument[];
      readonly type?: TypeNote | undefined;
      readonly site: Site;
    }
  /** Any other operation that fails on an absent value: iteration, arithmetic, `with`, `await None`. */
  | { readonly kind: 'use'; readonly of: Temp; readonly as: UseKind; readonly site: Site }
  /** `x!` (`certain`) and `x as T` (`cast`): a claim of presence that checks nothing. */
  | { readonly kind: 'claim'; readonly to: Temp; readonly of: Temp; readonly form: 'certain' | 'cast'; readonly site: Site }
  /** `super`: the object `of` as the bases of its class see it; `otherwise` where nothing is known of them. */
  | { readonly kind: 'inherited'; readonly to: Temp; readonly of: Temp; readonly otherwise: Temp; readonly site: Site }
  /** The next value of an iteration, or one part of a destructured value, which has a position. */
  | { readonly kind: 'element'; readonly to: Temp; readonly of: Temp; readonly position: number | undefined; readonly site: Site }
  /**
   * Joins the results of branches: both sides copy to one temp. `operand` of a conjunction or disjunction: the `last` one is its value only where it was reached,
   * a `false` one has decided a conjunction. `nullable`: the language's other absent value may stand for it, `x ?? null`.
   * `stopped`: it is absent, and so is the chain `x?.y` because of it.
   * `awaited`: what comes of waiting for it.
   */
  | { readonly kind: 'copy'; readonly to: Temp; readonly from: Temp; readonly operand?: Operand }
  /** The outcome of a test as a value: `alive = x is not None`. */
  | { readonly kind: 'outcome'; readonly to: Temp; readonly test: Test; readonly negated: boolean; readonly site: Site }
  /** `await`, `yield`: a suspension, where the collector may get in. */
  | { readonly kind: 'suspend'; readonly as: 'await' | 'yield'; readonly site: Site }
  /** The value leaves the graph: `return x`, `yield x`, an element of a list, a thrown value. Arguments and displays escape by themselves. */
  | { readonly kind: 'escape'; readonly of: Temp; readonly as: 'return' | 'yield' | 'element'; readonly site: Site }
  /** An expression statement: nobody keeps the result. */
  | { readonly kind: 'discard'; readonly of: Temp; readonly site: Site }
  /** A written type that stands alone (a parameter, a return type, a declaration). */
  | { readonly kind: 'annotation'; readonly type: TypeNote }
  /** End of a statement: all temps are dead. */
  | { readonly kind: 'clear' };

export type OpOf<K extends Op['kind']> = Extract<Op, { kind: K }>;

/** What may give a referent: the deref itself, a call of a function that hands one on, a read of such a property. */
export type DerefOp = OpOf<'call'> | OpOf<'member'>;

export interface DisplayPart {
  readonly temp: Temp;
  readonly role: 'element' | 'key' | 'value' | 'spread';
  /** `{ name: value }`, `"name": value` where the key is written out. */
  readonly name?: string;
  readonly site: Site;
}

export interface Closure {
  readonly graph: FlowGraph;
  /** Free variables of `graph` and what they are in the graph that makes the closure. */
  readonly captures: ReadonlyMap<Variable, Variable>;
  /** Default values of parameters: evaluated when the closure is made, and held by it. */
  readonly defaults: readonly Temp[];
}

/** A class statement or expression. Bodies are lowered in the graph where the class stands. */
export interface ClassSource {
  readonly name: string;
  readonly bases: readonly Temp[];
  /** The same as written types, for their arguments: `dict[str, Node]`; undefined for what is no type. An interface has these alone. */
  readonly baseTypes: readonly (TypeNote | undefined)[];
  /** Named arguments of the header: `metaclass=Meta`. */
  readonly options: readonly { readonly name: string | undefined; readonly value: Temp }[];
  readonly decorators: readonly DecoratorSource[];
  readonly methods: readonly MethodSource[];
  /** Methods that run when a member is read, by the name of the member: `parent = property(get_parent)`. */
  readonly getters?: ReadonlyMap<string, string>;
  /** Class-level names and their written types (Python class attributes, TypeScript fields and parameter properties). */
  readonly fields: readonly FieldSource[];
  readonly site: Site;
  readonly nameSite: Site;
}

/** `@dataclass(slots=True)` is `dataclass` with an option, `@final` is `final` without any. */
export interface DecoratorSource {
  readonly of: Temp;
  /** Undefined where they are not all in sight: `@dataclass(**options)`. */
  readonly options: ReadonlyMap<string, Literal> | undefined;
}

/** A value as it stands in the text, where that says what it is. */
export type Literal =
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly text: string; readonly site: Site }
  | { readonly kind: 'list'; readonly elements: readonly Literal[]; readonly site: Site }
  | { readonly kind: 'other' };

export interface MethodSource {
  readonly name: string;
  /** `instance`: the receiver is an object of the class; `class`: the class; `static`: none. */
  readonly binding: 'instance' | 'class' | 'static';
  /** It is static, and yet whoever makes an object passes the class first: Python's `__new__`. */
  readonly takesClass?: boolean;
  readonly form: 'method' | 'getter' | 'setter';
  /** Several for code that runs per object outside any method: JavaScript's field initialisers are one graph with form `method`, name `<fields>`. */
  readonly closure: Closure;
  readonly decorated: boolean;
  readonly nameSite: Site;
  /** The decorators that are names, called or not. */
  readonly decorators: readonly TypeNote[];
  readonly site: Site;
}

export interface FieldSource {
  readonly name: string;
  readonly isStatic: boolean;
  /** A constructor that a decorator makes is given it, and the objects do not keep it: `x: InitVar[T]`. */
  readonly isInitOnly?: boolean;
  readonly type: TypeNote | undefined;
  /** The class-level value, where one is written and evaluated with the class. */
  readonly value: Temp | undefined;
  /** The same as it is written, where the name is bound once and on every path. */
  readonly literal?: Literal | undefined;
  readonly site: Site;
}

export type BlockId = number;

export type BlockEnd =
  | { readonly kind: 'jump'; readonly to: BlockId }
  | { readonly kind: 'branch'; readonly test: Test; readonly whenTrue: BlockId; readonly whenFalse: BlockId }
  /** One of several, undecided: which handler runs, where a shared `finally` goes on. */
  | { readonly kind: 'choice'; readonly to: readonly BlockId[] }
  | { readonly kind: 'exit'; readonly as: 'return' | 'raise' | 'end' };

/** What the handlers around a block catch: everything, or exceptions by their last name (`AttributeError`). */
export type Catches = 'everything' | readonly string[];

export interface Block {
  readonly id: BlockId;
  readonly ops: readonly Op[];
  readonly end: BlockEnd;
  /** Where an exception raised in this block goes, if it stays in the graph. */
  readonly onError: BlockId | undefined;
  /** Of every handler around this block, innermost first. */
  readonly catches: readonly Catches[];
}

export interface FlowGraph {
  readonly kind: 'module' | 'function';
  /** The function's name, or '' for lambdas and modules. */
  readonly name: string;
  readonly site: Site;
  readonly parameters: readonly Parameter[];
  /** JavaScript's `this`, where the graph binds one. */
  readonly receiver: Variable | undefined;
  /** `function f(this: T)`. */
  readonly receiverType?: TypeNote | undefined;
  /** What the function is written to return. */
  readonly resultType?: TypeNote | undefined;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly variables: readonly Variable[];
  readonly blocks: readonly Block[];
  readonly entry: BlockId;
  readonly temps: number;
  /** Every name read, written or accessed here (variables, members, imports), nested graphs excluded: tells cheaply whether a graph matters. */
  readonly mentions: ReadonlySet<string>;
  /** Member names written here, or taken away. */
  readonly writesMembers: ReadonlySet<string>;
  /** Free variables written here (`nonlocal`, `global`, JavaScript closures). */
  readonly writesFree: ReadonlySet<string>;
  /** Closures and classes made here, methods of these classes excluded. */
  readonly closures: readonly Closure[];
  readonly classes: readonly ClassSource[];
}
