/**
 * What Python's classes say about their objects: slots, generated methods, truth. It knows names, not code.
 * Sources: https://docs.python.org/3/reference/datamodel.html#slots, https://docs.python.org/3/library/dataclasses.html,
 * https://www.attrs.org/en/stable/api.html and CPython 3.9 to 3.13 asked.
 */
import { UNKNOWN_TRAITS } from '../facts/class-traits.ts';
import { cacheDecorators } from './cache-decorators.ts';
import type { ClassModel, ClassTraits, Hashing, MisplacedRoom, OwnClass, Room, TruthPart } from '../facts/class-traits.ts';
import type { ClassSource, FieldSource, FlowGraph, Literal } from '../flow/graph.ts';
import { namedTraits, typedTraits } from './class-tables.ts';

const SLOTS = '__slots__';
const WEAK_SLOT = '__weakref__';
const WEAK_OPTION = 'weakref_slot';

const HAS: Room = { kind: 'has' };
const UNKNOWN_ROOM: Room = { kind: 'unknown' };

/** https://docs.python.org/3/library/pickle.html#pickling-class-instances; `copy` asks them, too. */
const PICKLE_HOOKS = ['__getstate__', '__reduce__', '__reduce_ex__', '__getnewargs__', '__getnewargs_ex__'];

export const pythonClassModel: ClassModel = {
  unknown: UNKNOWN_TRAITS,
  decisive: ['__hash__', '__eq__', '__bool__', '__len__'],
  cacheDecorators,
  metaclasses: new Set(['builtins.type', 'abc.ABCMeta', 'enum.EnumMeta', 'enum.EnumType']),
  idleHook: { name: '__missing__', unless: '__getitem__' },
  serializationHooks: { bytes: PICKLE_HOOKS, copy: ['__deepcopy__', ...PICKLE_HOOKS], text: [], 'strict-text': [], message: [] },
  constructors: ['__init__', '__new__', '__post_init__', '__attrs_post_init__'],
  generatedFields,
  destructor: {
    destructor: '__del__',
    constructor: '__init__',
    provide: ['__getattr__', '__getattribute__', '__new__'],
    guards: ['hasattr', 'getattr', '__dict__', 'vars'],
    failing: new Set([
      'builtins.open',
      'bz2.open',
      'codecs.open',
      'ctypes.CDLL',
      'gzip.open',
      'lzma.open',
      'os.open',
      'socket.create_connection',
      'subprocess.Popen',
      'tarfile.open',
      'urllib.request.urlopen',
      'zipfile.ZipFile',
    ]),
    looks: ['callable', 'format', 'id', 'isinstance', 'repr', 'str', 'super', 'type'],
  },
  named: namedTraits,
  typed: typedTraits,
  of(own, bases) {
    const all = bases.length === 0 ? [typedTraits('object')] : bases;
    const maker = makerOf(own);
    return { room: roomOf(own, maker, all), hash: hashOf(own, maker, all), truth: partOf(own.source, '__bool__', all, 'truth'), size: partOf(own.source, '__len__', all, 'size'), isPlainMaker: maker.kind !== 'unknown' && !own.source.methods.some(({ name }) => MAKING.has(name)) };
  },
  mentionsRoom({ fields, decorators }) {
    return fields.some(({ name, literal }) => name === SLOTS && namesIn(literal)?.some(({ text }) => text === WEAK_SLOT) === true) || decorators.some(({ options }) => options?.has(WEAK_OPTION) === true);
  },
  misplacedRoom,
};

/** Methods that make objects, or may run while one is made. */
const MAKING: ReadonlySet<string> = new Set(['__new__', '__setattr__', '__getattribute__', '__getattr__']);

/** Who has the last word on the class: nobody, a decorator that writes methods and slots, or something unknown. */
type Maker =
  | { readonly kind: 'plain' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'generated'; readonly by: 'dataclass' | 'attrs'; readonly options: ReadonlyMap<string, Literal>; readonly slots: boolean; readonly frozen: boolean };

/** Decorators that give back the class and leave slots and hash alone. */
const HARMLESS: ReadonlySet<string> = new Set([
  'functools.total_ordering', 'typing.final', 'typing_extensions.final', 'typing.runtime_checkable', 'typing_extensions.runtime_checkable', 'enum.unique',
]);

interface Generator {
  readonly by: 'dataclass' | 'attrs';
  readonly slots: boolean;
  readonly frozen: boolean;
}

/** With their defaults. */
const GENERATORS: ReadonlyMap<string, Generator> = new Map([
  ['dataclasses.dataclass', { by: 'dataclass', slots: false, frozen: false }],
  ...['attr.s', 'attr.attrs', 'attr.attributes', 'attr.dataclass'].map((name): [string, Generator] => [name, { by: 'attrs', slots: false, frozen: false }]),
  ...['attr.define', 'attr.mutable', 'attrs.define', 'attrs.mutable'].map((name): [string, Generator] => [name, { by: 'attrs', slots: true, frozen: false }]),
  ...['attr.frozen', 'attrs.frozen'].map((name): [string, Generator] => [name, { by: 'attrs', slots: true, frozen: true }]),
]);

const HARMLESS_METACLASSES: ReadonlySet<string> = new Set(['abc.ABCMeta', 'builtins.type', 'enum.EnumMeta', 'enum.EnumType']);

/** What stands for `__init__` in a class without bases that is made with arguments. */
function generatedFields({ methods, decorators, baseTypes, fields }: ClassSource): readonly FieldSource[] {
  const isWritten = methods.some(({ name }) => name === '__init__' || name === '__new__');
  if (isWritten || decorators.length === 0 || baseTypes.length > 0) return [];
  return fields.filter(({ type, isStatic }) => type !== undefined && !isStatic);
}

function makerOf({ decorators, options }: OwnClass): Maker {
  const hasOwnMetaclass = options.some(({ name, value }) => name === undefined || (name === 'metaclass' && !HARMLESS_METACLASSES.has(value ?? '')));
  const rest = decorators.filter(({ name }) => name === undefined || !HARMLESS.has(name));
  const [only, ...others] = rest;
  if (hasOwnMetaclass || others.length > 0) return { kind: 'unknown' };
  if (only === undefined) return { kind: 'plain' };
  const generator = only.name === undefined ? undefined : GENERATORS.get(only.name);
  if (generator === undefined || only.options === undefined) return { kind: 'unknown' };
  const [slots, frozen] = [switched(only.options, 'slots', generator.slots), switched(only.options, 'frozen', generator.frozen)];
  return slots === undefined || frozen === undefined ? { kind: 'unknown' } : { kind: 'generated', by: generator.by, options: only.options, slots, frozen };
}

/** The value of an option; undefined where it is not written out. */
function switched(options: ReadonlyMap<string, Literal>, name: string, byDefault: boolean): boolean | undefined {
  const literal = options.get(name);
  if (literal === undefined) return byDefault;
  return literal.kind === 'truth' ? literal.value : undefined;
}

function roomOf({ source }: OwnClass, maker: Maker, bases: readonly ClassTraits[]): Room {
  if (bases.some(({ room }) => room.kind === 'refuses')) return { kind: 'refuses' };
  if (bases.some(({ room }) => room.kind === 'has')) return HAS;
  const own = ownRoom(source, maker);
  if (own.kind !== 'lacks') return own.kind === 'has' && bases.some(({ room }) => room.kind === 'unknown') ? UNKNOWN_ROOM : own;
  if (!bases.every(({ room }) => room.kind === 'lacks')) return UNKNOWN_ROOM;
  return { ...own, isBare: own.isBare && bases.every(({ room }) => room.kind === 'lacks' && room.isBare) };
}

/** What the class adds to what its bases have. */
function ownRoom(source: ClassSource, maker: Maker): Room {
  if (maker.kind === 'unknown') return UNKNOWN_ROOM;
  const slots = source.fields.find(({ name }) => name === SLOTS);
  if (slots !== undefined) {
    const names = namesIn(slots.literal);
    if (names === undefined || source.fields.some(({ name }) => name === WEAK_SLOT)) return UNKNOWN_ROOM;
    if (names.some(({ text }) => text === WEAK_SLOT)) return HAS;
    return maker.kind === 'plain' || !maker.slots ? { kind: 'lacks', because: 'slots', isBare: names.length === 0 } : UNKNOWN_ROOM;
  }
  if (source.methods.some(({ name }) => name === SLOTS)) return UNKNOWN_ROOM;
  if (maker.kind === 'plain' || !maker.slots) return HAS;
  const weak = switched(maker.options, WEAK_OPTION, maker.by === 'attrs');
  if (weak === undefined || source.fields.some(({ name }) => name === WEAK_SLOT)) return UNKNOWN_ROOM;
  return weak ? HAS : { kind: 'lacks', because: 'option', isBare: false };
}

type Text = Extract<Literal, { kind: 'text' }>;

/** `("a", "b")`, `"a"`; undefined where that is not all written out. */
function namesIn(literal: Literal | undefined): readonly Text[] | undefined {
  if (literal?.kind === 'text') return [literal];
  if (literal?.kind !== 'list') return undefined;
  const names = literal.elements.filter((element) => element.kind === 'text');
  return names.length === literal.elements.length ? names : undefined;
}

function misplacedRoom(own: OwnClass, bases: readonly ClassTraits[]): MisplacedRoom | undefined {
  const maker = makerOf(own);
  if (maker.kind === 'generated' && maker.by === 'dataclass' && !maker.slots && switched(maker.options, WEAK_OPTION, false) === true) {
    return { kind: 'idle-option' };
  }
  const [first, second] = (namesIn(own.source.fields.find(({ name }) => name === SLOTS)?.literal) ?? []).filter(({ text }) => text === WEAK_SLOT);
  if (first === undefined) return undefined;
  if (second !== undefined) return { kind: 'twice', literal: second };
  if (bases.some(({ room }) => room.kind === 'refuses')) return { kind: 'refused', literal: first };
  return bases.some(({ room }) => room.kind === 'has') ? { kind: 'inherited', literal: first } : undefined;
}

const UNKNOWN_HASH: Hashing = { kind: 'unknown' };
const VALUE: Hashing = { kind: 'value' };

function hashOf({ source }: OwnClass, maker: Maker, bases: readonly ClassTraits[]): Hashing {
  if (maker.kind === 'unknown') return UNKNOWN_HASH;
  const written = source.fields.find(({ name }) => name === '__hash__');
  const hasMethod = source.methods.some(({ name }) => name === '__hash__');
  if (maker.kind === 'generated' && !hasMethod && written === undefined) {
    const generated = generatedHash(maker);
    if (generated !== undefined) return generated;
  }
  if (hasMethod) return VALUE;
  if (written !== undefined) return written.literal?.kind === 'absent' ? { kind: 'none', because: 'written' } : UNKNOWN_HASH;
  if (source.methods.some(({ name }) => name === '__eq__')) return { kind: 'none', because: 'comparison' };
  if (source.fields.some(({ name }) => name === '__eq__')) return UNKNOWN_HASH;
  return inherited(bases.map(({ hash }) => hash), ({ kind }) => kind === 'identity', UNKNOWN_HASH);
}

/** undefined: the decorator leaves the hash as it finds it. */
function generatedHash({ options, by, frozen }: Extract<Maker, { kind: 'generated' }>): Hashing | undefined {
  const compares = by === 'dataclass' ? switched(options, 'eq', true) : switched(options, options.has('cmp') ? 'cmp' : 'eq', true);
  const asked = by === 'dataclass' ? ['unsafe_hash'] : ['unsafe_hash', 'hash'];
  for (const name of asked) {
    const literal = options.get(name);
    if (literal === undefined || literal.kind === 'absent') continue;
    if (literal.kind !== 'truth') return UNKNOWN_HASH;
    if (literal.value) return VALUE;
    // attrs: `False` leaves the hash alone, which with a generated comparison is for its users to know.
    if (by === 'attrs') return UNKNOWN_HASH;
  }
  if (compares === undefined) return UNKNOWN_HASH;
  if (!compares) return undefined;
  return frozen ? VALUE : { kind: 'none', because: 'option' };
}

/** The first base that has a say; where several have, they must agree. */
function inherited<T extends { readonly kind: string }>(parts: readonly T[], isDefault: (part: T) => boolean, unknown: T): T {
  const [first, ...others] = parts.filter((part) => !isDefault(part));
  if (first === undefined) return parts[0] ?? unknown;
  return others.every(({ kind }) => kind === first.kind) ? first : unknown;
}

function partOf({ methods, fields }: ClassSource, name: string, bases: readonly ClassTraits[], part: 'truth' | 'size'): TruthPart {
  const method = methods.find((one) => one.name === name);
  if (method !== undefined) {
    if (method.decorated) return UNKNOWN_TRAITS[part];
    return returnsTrue(method.closure.graph) ? { kind: 'always' } : { kind: 'varies', by: name };
  }
  if (fields.some((field) => field.name === name)) return UNKNOWN_TRAITS[part];
  return inherited(bases.map((base) => base[part]), ({ kind }) => kind === 'default', UNKNOWN_TRAITS[part]);
}

/** `def __bool__(self): return True`, or one that only raises. */
function returnsTrue({ blocks }: FlowGraph): boolean {
  const ops = blocks.flatMap((block) => block.ops);
  const truths = new Set(ops.flatMap((op) => (op.kind === 'constant' && op.text === 'True' ? [op.to] : [])));
  return ops.every((op) => op.kind !== 'escape' || op.as !== 'return' || truths.has(op.of));
}
