/** What is known of Python's own classes, for classes that derive from them. CPython 3.9 to 3.13 were asked. */
import { UNKNOWN_TRAITS } from '../facts/class-traits.ts';
import type { ClassTraits, Hashing, Room, TruthPart } from '../facts/class-traits.ts';
import { pythonModel } from './weak-api.ts';

const DEFAULT: TruthPart = { kind: 'default' };
const IDENTITY: Hashing = { kind: 'identity' };
const VALUE: Hashing = { kind: 'value' };
const UNHASHABLE: Hashing = { kind: 'none', because: 'type' };

const HAS: Room = { kind: 'has' };
const REFUSES: Room = { kind: 'refuses' };
/** No room, but a subclass may make some. */
const LACKS: Room = { kind: 'lacks', because: 'type', isBare: false };
/** Nothing at all: `__slots__ = ()`. */
const BARE: Room = { kind: 'lacks', because: 'type', isBare: true };

interface Family {
  readonly names: readonly string[];
  readonly room: Room;
  readonly hash: Hashing;
  /** The objects count as false when they are empty (`size`), or zero (`truth`). */
  readonly falsy?: 'size' | 'truth';
}

const FAMILIES: readonly Family[] = [
  { names: ['object', 'abc.ABC', 'typing.Generic', 'typing.Protocol', 'typing_extensions.Protocol'], room: BARE, hash: IDENTITY },
  { names: ['list', 'dict', 'bytearray', 'collections.defaultdict'], room: LACKS, hash: UNHASHABLE, falsy: 'size' },
  { names: ['str'], room: LACKS, hash: VALUE, falsy: 'size' },
  { names: ['float', 'complex'], room: LACKS, hash: VALUE, falsy: 'truth' },
  { names: ['int', 'bool', 'enum.IntEnum', 'enum.IntFlag'], room: REFUSES, hash: VALUE, falsy: 'truth' },
  { names: ['bytes', 'tuple', 'NamedTuple', 'namedtuple'], room: REFUSES, hash: VALUE, falsy: 'size' },
  { names: ['set', 'collections.deque', 'collections.OrderedDict', 'collections.Counter', 'collections.UserDict', 'collections.UserList'], room: HAS, hash: UNHASHABLE, falsy: 'size' },
  { names: ['frozenset', 'collections.UserString', 'enum.StrEnum'], room: HAS, hash: VALUE, falsy: 'size' },
  { names: ['enum.Flag'], room: HAS, hash: VALUE, falsy: 'truth' },
  { names: ['enum.Enum'], room: HAS, hash: VALUE },
  { names: ['threading.Thread'], room: HAS, hash: IDENTITY },
  { names: ['ast.NodeVisitor', 'ast.NodeTransformer', 'cmd.Cmd', 'gettext.NullTranslations', 'gettext.GNUTranslations', 'html.parser.HTMLParser', 'json.JSONEncoder', 'string.Formatter'], room: HAS, hash: IDENTITY },
  { names: ['BaseException', 'Exception', 'LookupError', 'ArithmeticError', 'OSError', 'RuntimeError', 'ValueError', 'TypeError', 'KeyError', 'AttributeError'].map((name) => `builtins.${name}`), room: LACKS, hash: IDENTITY },
  { names: abstract(['Callable', 'Awaitable', 'Coroutine', 'AsyncIterable', 'AsyncIterator', 'AsyncGenerator', 'Iterable', 'Iterator', 'Generator', 'Container', 'Reversible']), room: BARE, hash: IDENTITY },
  { names: abstract(['Sized', 'Collection', 'Sequence', 'MutableSequence']), room: BARE, hash: IDENTITY, falsy: 'size' },
  { names: [...abstract(['Set', 'MutableSet', 'Mapping', 'MutableMapping']), 'typing.AbstractSet'], room: BARE, hash: UNHASHABLE, falsy: 'size' },
];

/** Members of an enumeration are there already; threads are noted when they start. */
function isKnownElsewhere(name: string): boolean {
  return name.startsWith('enum.') || name.startsWith('threading.');
}

/** `typing.Set` is the built-in. */
function abstract(names: readonly string[]): string[] {
  return names.flatMap((name) => [`collections.abc.${name}`, ...(name === 'Set' ? [] : [`typing.${name}`])]);
}

const TRAITS: ReadonlyMap<string, ClassTraits> = new Map(
  FAMILIES.flatMap(({ names, room, hash, falsy }) =>
    names.map((name): [string, ClassTraits] => [
      name,
      { room, hash, truth: falsy === 'truth' ? { kind: 'varies', by: '__bool__' } : DEFAULT, size: falsy === 'size' ? { kind: 'varies', by: '__len__' } : DEFAULT, isPlainMaker: !isKnownElsewhere(name) },
    ]),
  ),
);

/** `type` is the model's name of it: `list`, `collections.deque`. */
export function typedTraits(type: string): ClassTraits {
  return TRAITS.get(type) ?? UNKNOWN_TRAITS;
}

/** `builtins.list`, `enum.Enum`. */
export function namedTraits(name: string): ClassTraits {
  const api = pythonModel.api(name);
  return TRAITS.get(api?.role === 'returns' ? api.type : name) ?? UNKNOWN_TRAITS;
}
