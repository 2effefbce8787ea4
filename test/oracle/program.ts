/** A random program as a tree, the same for both languages. */

export type Language = 'python' | 'javascript';

export interface Program {
  readonly language: Language;
  /** A method has two handles in attributes, `r` and `s`. */
  readonly entry: 'function' | 'method';
  readonly suspension: 'none' | 'await' | 'yield';
  /** Handles that the entry is called with. */
  readonly parameters: readonly string[];
  readonly body: Block;
}

export type Block = readonly Statement[];

export type Handle =
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'member'; readonly name: MemberName }
  | { readonly kind: 'element'; readonly list: string; readonly index: number }
  /** Of a mapping that has both keys. */
  | { readonly kind: 'entry'; readonly table: string; readonly key: Key; readonly by: 'get' | 'index' }
  /** A property of an object that has both. */
  | { readonly kind: 'field'; readonly record: string; readonly key: Key; readonly by: 'name' | 'index' };

export const KEYS = ['a', 'b'] as const;
export type Key = (typeof KEYS)[number];

export const MEMBERS = ['r', 's'] as const;
export type MemberName = (typeof MEMBERS)[number];

/** `need` raises where the handle gives nothing; `relay` asks a function that asks; `fetch` waits before it hands the answer on. */
export type HandleAsk = 'deref' | 'peek' | 'relay' | 'need' | 'fetch';

/** Asking a handle, directly or through somebody who asks it. `method` and `property` are of the handle in the attribute `r`. */
export type Ask =
  | { readonly kind: 'ask'; readonly through: HandleAsk; readonly handle: Handle }
  | { readonly kind: 'ask'; readonly through: 'method' | 'property' }
  /** The attribute `t` holds a handle or nothing. */
  | { readonly kind: 'ask'; readonly through: 'perhaps' }
  /** What a weak dictionary has for its key; `subscript` fails where it has nothing. */
  | { readonly kind: 'ask'; readonly through: 'lookup' | 'subscript'; readonly cache: string };

/** What may be absent: an answer that has a name, or one just given. */
export type Subject = { readonly kind: 'name'; readonly name: string } | Ask;

export type Test =
  | { readonly kind: 'flip' }
  /** `form` chooses among the language's ways to write it. */
  | { readonly kind: 'there' | 'gone'; readonly subject: Subject; readonly form: number }
  /** Assigns the answer in the test: the whole test of a statement, or the left side of it. */
  | { readonly kind: 'bind'; readonly name: string; readonly ask: Ask; readonly form: number }
  | { readonly kind: 'not'; readonly of: Test }
  | { readonly kind: 'and' | 'or'; readonly left: Test; readonly right: Test }
  | { readonly kind: 'outcome'; readonly name: string }
  /** A function tells whether it is there, or whether it is not. */
  | { readonly kind: 'here'; readonly by: 'here' | 'usable' | 'gone'; readonly subject: Subject }
  /** A weak dictionary has the key. */
  | { readonly kind: 'has'; readonly cache: string }
  | { readonly kind: 'alive'; readonly by: 'alive' | 'dead'; readonly handle: Handle };

export const VALUE_USES = ['read', 'call', 'index', 'invoke', 'size', 'format', 'contains', 'operate', 'named', 'risk'] as const;
/** Operations that fail on an absent value. `risk` may also fail for another reason. */
export type ValueUse = (typeof VALUE_USES)[number];
export const STATEMENT_USES = ['write', 'add', 'put', 'unpack', 'enter'] as const;
export type StatementUse = ValueUse | (typeof STATEMENT_USES)[number] | 'iterate';

export type Value =
  | Ask
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'make' }
  | { readonly kind: 'fallback'; readonly ask: Ask }
  | Either;

/** One of two answers, or of three. */
export interface Either {
  readonly kind: 'either';
  readonly test: Test;
  readonly first: Ask;
  readonly second: Ask | Either;
}

/** `several`: as many as there happen to be. The others have two. */
export type Shape = 'several' | 'list' | 'tuple' | 'table' | 'record';

export type Statement =
  /** `keeper`: a strong local that the handle is made of. */
  | { readonly kind: 'handle'; readonly name: string; readonly from: 'make' | 'open' | { readonly keeper: string } | { readonly alias: Handle } }
  | { readonly kind: 'handles'; readonly name: string; readonly shape: Shape }
  /** Both handles of a pair, by names. */
  | { readonly kind: 'take'; readonly names: Pair<string>; readonly from: string }
  | { readonly kind: 'cache'; readonly name: string }
  | { readonly kind: 'drop'; readonly keeper: string }
  | { readonly kind: 'answer'; readonly name: string; readonly value: Value }
  /** Two answers at once. */
  | { readonly kind: 'both'; readonly names: Pair<string>; readonly asks: Pair<Ask> }
  /** Taken apart, with a new object in the place of one that is absent. */
  | { readonly kind: 'defaulted'; readonly name: string; readonly ask: Ask; readonly form: number }
  /** Another value where the name has none. */
  | { readonly kind: 'assure'; readonly name: string; readonly value: Ask | { readonly kind: 'make' }; readonly form: number }
  | { readonly kind: 'outcome'; readonly name: string; readonly test: Test }
  | { readonly kind: 'use'; readonly use: StatementUse; readonly subject: Subject }
  | { readonly kind: 'show'; readonly subject: Subject }
  | { readonly kind: 'poke'; readonly handle: Handle }
  /** Waits for a function that uses its argument, or that looks at what a handle gives, later on. */
  | { readonly kind: 'later'; readonly name: string }
  | { readonly kind: 'settle'; readonly handle: Handle }
  /** A function without a name that uses its argument, or what it asks for, called at once. */
  | { readonly kind: 'lambda'; readonly use: ValueUse; readonly isGiven: boolean; readonly subject: Subject }
  /** A function within the function, called at once, handed to somebody who calls it, or called when the function has ended. */
  | { readonly kind: 'closure'; readonly how: CallOfClosure; readonly body: Block }
  | { readonly kind: 'demand'; readonly name: string }
  | { readonly kind: 'short'; readonly form: 'ternary' | 'and' | 'or'; readonly test: Test; readonly use: ValueUse; readonly subject: Subject }
  | { readonly kind: 'optional'; readonly use: ValueUse; readonly subject: Subject }
  | { readonly kind: 'comprehension'; readonly list: string; readonly filter: 'none' | 'direct' | 'bind'; readonly use: ValueUse }
  | { readonly kind: 'assert'; readonly test: Test }
  | { readonly kind: 'hand'; readonly how: 'argument' | 'element' | 'return'; readonly subject: Subject }
  | { readonly kind: 'hold'; readonly name: string }
  | { readonly kind: 'work' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'exit'; readonly how: Exit }
  | { readonly kind: 'if'; readonly test: Test; readonly body: Block; readonly otherwise: Block }
  | { readonly kind: 'while'; readonly test: Test; readonly body: Block; readonly otherwise: Block }
  /** `otherwise`: what stands in the `else` of a loop. */
  | { readonly kind: 'for'; readonly body: Block; readonly otherwise: Block }
  | { readonly kind: 'for-handle'; readonly name: string; readonly list: string; readonly over: Over; readonly body: Block; readonly otherwise: Block }
  | { readonly kind: 'for-answer'; readonly name: string; readonly list: string; readonly from: AnswersFrom; readonly body: Block }
  /** `body` where the subject is there. */
  | { readonly kind: 'match'; readonly subject: Subject; readonly form: number; readonly body: Block; readonly otherwise: Block }
  | { readonly kind: 'with'; readonly body: Block }
  /** `catches`: what an absent value raises, something else, everything, or nothing (`finally` alone). */
  | { readonly kind: 'try'; readonly catches: Catches; readonly body: Block; readonly handler: Block; readonly last: Block }
  | { readonly kind: 'suppress'; readonly catches: 'absent' | 'other'; readonly body: Block };

export const CALLS_OF_CLOSURES = { python: ['called', 'later'], javascript: ['called', 'handed', 'later'] } as const satisfies Readonly<Record<Language, readonly string[]>>;
export type CallOfClosure = (typeof CALLS_OF_CLOSURES)[Language][number];

export type Pair<T> = readonly [T, T];
/** The last two of the outermost loop. */
export type Exit = 'return' | 'raise' | 'continue' | 'break' | OuterExit;
export const OUTER_EXITS = ['continue outer', 'break outer'] as const;
export type OuterExit = (typeof OUTER_EXITS)[number];
/** How a loop goes over handles: `values` and `items` are of a mapping. */
export const OVERS = { list: ['plain', 'numbered'], table: ['values', 'items'] } as const;
export type Over = (typeof OVERS)['list' | 'table'][number];
/** Whose answers a loop goes over: `present` ones are looked at. */
export const ANSWERS_FROM = ['listed', 'lazy', 'generator', 'present'] as const;
export type AnswersFrom = (typeof ANSWERS_FROM)[number];

export type Catches = 'absent' | 'other' | 'everything' | 'nothing';

type BlockName = 'body' | 'otherwise' | 'handler' | 'last';

/** The blocks inside a statement. */
export function blocksOf(statement: Statement): readonly (readonly [BlockName, Block])[] {
  switch (statement.kind) {
    case 'if':
    case 'while':
    case 'for':
    case 'for-handle':
    case 'match':
      return [
        ['body', statement.body],
        ['otherwise', statement.otherwise],
      ];
    case 'for-answer':
    case 'closure':
    case 'with':
    case 'suppress':
      return [['body', statement.body]];
    case 'try':
      return [
        ['body', statement.body],
        ['handler', statement.handler],
        ['last', statement.last],
      ];
    default:
      return [];
  }
}

/** The name that a test assigns, and that is therefore there after it. */
export function boundBy(test: Test): string | undefined {
  switch (test.kind) {
    case 'bind':
      return test.name;
    case 'not':
      return boundBy(test.of);
    case 'and':
    case 'or':
      return boundBy(test.left);
    default:
      return undefined;
  }
}
