/**
 * Python's weak APIs and what its built-ins do with None, by qualified name. It knows names, not code.
 * Sources: https://docs.python.org/3/library/weakref.html and CPython 3.9 to 3.13 asked with `weakref.ref(value)`.
 */
import type { UseKind } from '../flow/graph.ts';
import type { Api, CallbackModel, CollectionModel, HandleModel, LanguageModel, ProxyModel, VisitorModel, WeakContainerApi } from '../flow/language-model.ts';
import { lastName } from '../flow/last-name.ts';
import { methodTypes } from '../flow/method-types.ts';
import { SOME_COLLECTION } from '../flow/shape.ts';
import { deferral } from './deferral-api.ts';
import { packagedSignal, SIGNAL_APIS, SIGNAL_NAMES } from './signal-api.ts';

const REFERENCE: Api = { role: 'handle', callback: 1, boundMethod: false, refusesNames: true };
const KEYED: Api = { role: 'handle', callback: 1, boundMethod: false, refusesNames: false };
const METHOD: Api = { role: 'handle', callback: 1, boundMethod: true, refusesNames: false };
const PROXY: Api = { role: 'proxy', callback: 1, refusesNames: true };
const FINALIZER: Api = { role: 'finalizer', shows: new Set(['alive', 'detach', 'peek']), gives: new Set(['detach', 'peek']) };
const PARTIAL: Api = { role: 'partial', binds: false };
const BINDING: Api = { role: 'partial', binds: true };
const NO_RETURN: Api = { role: 'no-return' };

const MAPPING = {
  role: 'container',
  asks: [],
  looksUp: { methods: new Set<string>(), fails: true },
  merges: new Set(['update']),
  byIndex: true,
  strongTwin: 'dict',
  missing: ['KeyError', 'LookupError'],
  disturbed: ['RuntimeError'],
  changes: new Set(['clear', 'pop', 'popitem', 'setdefault', 'update']),
  views: new Set(['items', 'keys', 'values']),
  keyView: 'keys',
  pairView: 'items',
  isIterable: true,
  lacks: new Set<string>(),
} as const;
const KEY_DICTIONARY: WeakContainerApi = { ...MAPPING, holds: 'keys', stores: { setdefault: 0 }, looksUp: { methods: new Set(['get', 'pop']), fails: true }, lists: { methods: new Set(['keyrefs']), handle: 'weakref.ref' } };
const VALUE_DICTIONARY: WeakContainerApi = {
  ...MAPPING,
  holds: 'values',
  stores: { setdefault: 1 },
  gives: 'get',
  takes: 'pop',
  lists: { methods: new Set(['valuerefs', 'itervaluerefs']), handle: 'weakref.ref' },
};
const SET: WeakContainerApi = {
  role: 'container',
  holds: 'members',
  stores: { add: 0 },
  asks: [],
  looksUp: { methods: new Set(['discard', 'remove']), fails: true },
  merges: new Set(['update']),
  byIndex: false,
  strongTwin: 'set',
  missing: ['KeyError', 'LookupError'],
  disturbed: ['RuntimeError'],
  changes: new Set(['add', 'clear', 'difference_update', 'discard', 'intersection_update', 'pop', 'remove', 'symmetric_difference_update', 'update']),
  removes: 'remove',
  views: new Set(),
  isIterable: true,
  lacks: new Set(),
};

const WEAK: Readonly<Record<string, Api>> = {
  'weakref.ref': REFERENCE,
  'weakref.ReferenceType': REFERENCE,
  'weakref.KeyedRef': KEYED,
  'weakref.WeakMethod': METHOD,
  'weakref.proxy': PROXY,
  'weakref.finalize': FINALIZER,
  'weakref.WeakKeyDictionary': KEY_DICTIONARY,
  'weakref.WeakValueDictionary': VALUE_DICTIONARY,
  'weakref.WeakSet': SET,
  '_weakref.ref': REFERENCE,
  '_weakref.ReferenceType': REFERENCE,
  '_weakref.proxy': PROXY,
  '_weakrefset.WeakSet': SET,
  'functools.partial': PARTIAL,
  'functools.partialmethod': PARTIAL,
  'types.MethodType': BINDING,
};

/** Types whose plain instances cannot be weakly referenced, with the names that make or write them. */
const IMPOSSIBLE: Readonly<Record<string, readonly string[]>> = {
  int: ['builtins.int', 'builtins.ord', 'builtins.hash', 'builtins.id', 'os.getpid', 'time.time_ns'],
  float: ['builtins.float', 'time.time', 'time.monotonic', 'time.perf_counter'],
  complex: ['builtins.complex'],
  bool: ['builtins.bool', 'builtins.isinstance', 'builtins.issubclass', 'builtins.callable', 'builtins.hasattr'],
  str: ['builtins.str', 'builtins.repr', 'builtins.ascii', 'builtins.chr', 'builtins.format', 'builtins.hex', 'builtins.bin', 'builtins.oct', 'builtins.input', 'typing.Text', 'os.getcwd', 'json.dumps'],
  bytes: ['builtins.bytes', 'builtins.bytes.fromhex', 'os.urandom', 'pickle.dumps'],
  bytearray: ['builtins.bytearray'],
  tuple: ['builtins.tuple', 'typing.Tuple'],
  list: ['builtins.list', 'builtins.dir', 'typing.List'],
  dict: ['builtins.dict', 'builtins.dict.fromkeys', 'builtins.globals', 'builtins.locals', 'typing.Dict'],
  object: ['builtins.object'],
  range: ['builtins.range'],
  slice: ['builtins.slice'],
  property: ['builtins.property'],
  staticmethod: ['builtins.staticmethod'],
  classmethod: ['builtins.classmethod'],
  super: ['builtins.super'],
  'datetime.datetime': [
    'datetime.datetime',
    'datetime.datetime.now',
    'datetime.datetime.utcnow',
    'datetime.datetime.today',
    'datetime.datetime.fromtimestamp',
    'datetime.datetime.fromisoformat',
    'datetime.datetime.strptime',
    'datetime.datetime.combine',
  ],
  'datetime.date': ['datetime.date', 'datetime.date.today', 'datetime.date.fromisoformat'],
  'datetime.time': ['datetime.time'],
  'datetime.timedelta': ['datetime.timedelta'],
  'datetime.timezone': ['datetime.timezone'],
  'pathlib.Path': ['pathlib.Path', 'pathlib.PosixPath', 'pathlib.WindowsPath', 'pathlib.Path.cwd', 'pathlib.Path.home'],
  'pathlib.PurePath': ['pathlib.PurePath', 'pathlib.PurePosixPath', 'pathlib.PureWindowsPath'],
  'decimal.Decimal': ['decimal.Decimal', '_decimal.Decimal'],
  'fractions.Fraction': ['fractions.Fraction'],
  'collections.defaultdict': ['collections.defaultdict', 'typing.DefaultDict'],
  'types.SimpleNamespace': ['types.SimpleNamespace'],
  'types.MappingProxyType': ['types.MappingProxyType'],
  'types.FrameType': ['types.FrameType', 'sys._getframe', 'inspect.currentframe'],
  'types.TracebackType': ['types.TracebackType'],
  're.Match': ['re.Match', 'typing.Match'],
  'contextvars.ContextVar': ['contextvars.ContextVar'],
  'itertools.chain': ['itertools.chain', 'itertools.chain.from_iterable'],
  'itertools.count': ['itertools.count'],
  'operator.attrgetter': ['operator.attrgetter'],
  'operator.itemgetter': ['operator.itemgetter'],
  'sqlite3.Connection': ['sqlite3.Connection', 'sqlite3.connect'],
  'inspect.Signature': ['inspect.Signature', 'inspect.signature'],
  'inspect.Parameter': ['inspect.Parameter'],
  'enum.IntEnum': ['enum.IntEnum'],
  'enum.IntFlag': ['enum.IntFlag'],
};

const NAMED_TUPLE = 'named tuple';

/** Literal and pseudo types that no name makes. */
const IMPOSSIBLE_LITERALS = ['none', NAMED_TUPLE, 'ellipsis', 'weakref.ref', 'weakref.ReferenceType', 'weakref.KeyedRef', 'weakref.proxy', 'weakref.finalize', '_weakref.ref', '_weakref.ReferenceType', '_weakref.proxy'];

/** Types whose plain instances can. */
const POSSIBLE: Readonly<Record<string, readonly string[]>> = {
  set: ['builtins.set', 'typing.Set'],
  frozenset: ['builtins.frozenset', 'typing.FrozenSet'],
  memoryview: ['builtins.memoryview'],
  generator: [],
  'collections.deque': ['collections.deque'],
  'collections.OrderedDict': ['collections.OrderedDict'],
  'collections.Counter': ['collections.Counter'],
  'collections.UserDict': ['collections.UserDict'],
  'collections.UserList': ['collections.UserList'],
  'array.array': ['array.array'],
  'threading.Lock': ['threading.Lock', '_thread.allocate_lock', 'multiprocessing.Lock'],
  'threading.Condition': ['threading.Condition'],
};

/** Classes made by these have no room for weak references, whatever their subclasses add. */
const TUPLE_CLASSES: Readonly<Record<string, readonly string[]>> = {
  NamedTuple: ['typing.NamedTuple', 'typing_extensions.NamedTuple'],
  namedtuple: ['collections.namedtuple'],
};

/** Only types with objects of varying size refuse a `__weakref__` slot in a subclass. */
const IMPOSSIBLE_SUBCLASSES = new Set(['int', 'bytes', 'tuple', 'bool', 'enum.IntEnum', 'enum.IntFlag', ...Object.keys(TUPLE_CLASSES)]);
const POSSIBLE_SUBCLASSES = new Set(['str', 'list', 'dict', 'float', 'complex', 'bytearray', 'object', 'set', 'frozenset']);

interface Need {
  readonly names: readonly string[];
  readonly positions: readonly number[];
  readonly as: UseKind;
  readonly most?: number;
  readonly sifts?: true;
  readonly reads?: true;
  readonly type?: string;
}

/** Functions that raise for None. */
const NEEDS: readonly Need[] = [
  { names: ['len'], positions: [0], as: 'operate', type: 'int' },
  { names: ['reversed'], positions: [0], as: 'operate' },
  { names: ['iter', 'next', 'enumerate', 'sum', 'sorted'], positions: [0], as: 'iterate' },
  { names: ['any', 'all'], positions: [0], as: 'iterate', type: 'bool' },
  { names: ['min', 'max'], positions: [0], most: 1, as: 'iterate' },
  { names: ['zip'], positions: [0, 1, 2, 3], as: 'iterate' },
  { names: ['map'], positions: [1, 2, 3], as: 'iterate' },
  { names: ['filter'], positions: [1], as: 'iterate', sifts: true },
  { names: ['aiter', 'anext'], positions: [0], as: 'iterate' },
  { names: ['getattr'], positions: [0], most: 2, as: 'member', reads: true },
  { names: ['setattr', 'delattr'], positions: [0], as: 'member' },
  { names: ['abs', 'round'], positions: [0], as: 'operate' },
  { names: ['divmod', 'pow'], positions: [0, 1], as: 'operate' },
  { names: ['open'], positions: [0], as: 'operate' },
];

const NEEDS_ELSEWHERE: readonly Need[] = [
  { names: ['asyncio.create_task', 'asyncio.ensure_future', 'asyncio.run', 'asyncio.wait_for', 'asyncio.shield'], positions: [0], as: 'await' },
  { names: ['os.fspath', 'os.fsencode', 'os.path.join', 'os.path.basename', 'os.path.dirname', 'os.path.abspath'], positions: [0], as: 'operate' },
  { names: ['math.floor', 'math.ceil', 'math.sqrt', 'math.fabs', 'math.isnan', 'math.isinf'], positions: [0], as: 'operate' },
];

const NEVER_RETURN = [
  'sys.exit',
  'os._exit',
  'os.abort',
  'posix._exit',
  'posix.abort',
  'builtins.exit',
  'builtins.quit',
  'pytest.fail',
  'pytest.skip',
  'pytest.xfail',
  'pytest.exit',
  'typing.assert_never',
  'typing_extensions.assert_never',
];

const APIS: ReadonlyMap<string, Api> = new Map(allApis());

function* allApis(): Generator<[string, Api]> {
  for (const types of [IMPOSSIBLE, POSSIBLE, TUPLE_CLASSES]) {
    for (const [type, names] of Object.entries(types)) {
      for (const name of names) yield [name, { role: 'returns', type }];
    }
  }
  for (const { names, ...need } of NEEDS) for (const name of names) yield [`builtins.${name}`, { role: 'needs', ...need }];
  for (const { names, ...need } of NEEDS_ELSEWHERE) for (const name of names) yield [name, { role: 'needs', ...need }];
  for (const name of NEVER_RETURN) yield [name, NO_RETURN];
  // The second is the helper of CPython's own tests.
  for (const name of ['gc.collect', 'test.support.gc_collect']) yield [name, { role: 'collect' }];
  yield* Object.entries(WEAK);
  yield* Object.entries(SIGNAL_APIS);
}

/** Those of the types' own methods: what a class derived from one gives is of the plain type, too. */
const METHODS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  str: {
    str: [
      ...['capitalize', 'casefold', 'center', 'expandtabs', 'format', 'format_map', 'join', 'ljust', 'lower', 'lstrip', 'removeprefix', 'removesuffix'],
      ...['replace', 'rjust', 'rstrip', 'strip', 'swapcase', 'title', 'translate', 'upper', 'zfill'],
    ],
    int: ['count', 'find', 'index', 'rfind', 'rindex'],
    bool: ['endswith', 'isalnum', 'isalpha', 'isdigit', 'isidentifier', 'isspace', 'startswith'],
    bytes: ['encode'],
    tuple: ['partition', 'rpartition'],
    list: ['rsplit', 'split', 'splitlines'],
  },
  bytes: { str: ['decode', 'hex'] },
  'blinker.Namespace': { 'blinker.NamedSignal': ['signal'] },
  int: { bytes: ['to_bytes'], int: ['bit_count', 'bit_length'] },
  'datetime.datetime': { str: ['ctime', 'isoformat', 'strftime'], float: ['timestamp'], 'datetime.datetime': ['astimezone', 'replace'], 'datetime.date': ['date'], 'datetime.time': ['time'] },
  'pathlib.Path': {
    'pathlib.Path': ['absolute', 'expanduser', 'joinpath', 'readlink', 'relative_to', 'rename', 'resolve', 'with_name', 'with_stem', 'with_suffix'],
    str: ['as_posix', 'as_uri', 'read_text'],
    bytes: ['read_bytes'],
  },
};

const IMPOSSIBLE_TYPES = new Set([...Object.keys(IMPOSSIBLE), ...IMPOSSIBLE_LITERALS]);

/** What None has: `dir(None)`. */
const NONE_MEMBERS = new Set(
  (
    '__bool__ __class__ __delattr__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getstate__ __gt__ __hash__ __init__ ' +
    '__init_subclass__ __le__ __lt__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __setattr__ __sizeof__ __str__ __subclasshook__'
  ).split(' '),
);

/** `with None` raises AttributeError up to Python 3.10 and TypeError since. */
const RAISES: Readonly<Record<UseKind, readonly string[]>> = {
  member: ['AttributeError'],
  call: ['TypeError'],
  index: ['TypeError'],
  iterate: ['TypeError'],
  operate: ['TypeError'],
  enter: ['TypeError', 'AttributeError'],
  await: ['TypeError'],
  raise: ['TypeError'],
};

/** Written types that say how a collection is used, with the type that is used so. */
const WRITTEN_COLLECTIONS: Readonly<Record<string, readonly string[]>> = {
  list: ['Sequence', 'MutableSequence', 'Collection', 'Iterable', 'Reversible'],
  iterator: ['Iterator'],
  set: ['MutableSet', 'AbstractSet'],
  dict: ['Mapping', 'MutableMapping'],
};

const COLLECTIONS: CollectionModel = {
  puts: new Map([
    ...['append', 'appendleft', 'add', 'put', 'put_nowait', 'push'].map((name): [string, number] => [name, 0]),
    ...['insert', 'setdefault', '__setitem__'].map((name): [string, number] => [name, 1]),
  ]),
  puttersOf: new Map([
    ...['append', 'appendleft', 'insert'].map((name): [string, string] => [name, SOME_COLLECTION]),
    ['add', 'set'],
  ]),
  merges: new Set(['extend', 'extendleft', 'update', 'union']),
  takes: new Set(['pop', 'popleft', 'get', 'setdefault', '__getitem__']),
  takesPairs: new Set(['popitem']),
  pickers: new Map([
    ['builtins.next', { most: 2 }],
    ...['builtins.min', 'builtins.max', 'random.choice', 'heapq.heappop'].map((name): [string, { most: number }] => [name, { most: 1 }]),
  ]),
  putters: new Set(['heapq.heappush', 'bisect.insort', 'bisect.insort_left', 'bisect.insort_right']),
  steps: new Map(),
  looksUp: new Set(['get', '__getitem__']),
  copies: new Set(['values', 'copy']),
  sizes: { members: new Set(), functions: new Set(['builtins.len']) },
  keeps: new Set(['add', 'append', 'appendleft', 'copy', 'count', 'extend', 'get', 'index', 'insert', 'items', 'keys', 'setdefault', 'update', 'values', '__contains__', '__len__', '__getitem__', '__setitem__']),
  membership: '__contains__',
  removes: new Set(['pop']),
  searches: new Set(['count', 'discard', 'index', 'remove']),
  pairs: new Set(['items']),
  pairers: new Set(['builtins.enumerate']),
  zippers: new Set(['builtins.zip']),
  listers: new Map(),
  namedParts: new Set(['dict']),
  partsAreMembers: false,
  records: new Set(['tuple']),
  tuples: new Set(['builtins.tuple', 'typing.Tuple']),
  iteratesPairs: new Set(),
  visits: new Map([['sort', [0]]]),
  sifts: new Set(),
  maps: new Set(),
  visitors: new Map([
    ['builtins.map', { by: 0, of: 1, gives: 'results' }],
    ['builtins.filter', { by: 0, of: 1, gives: 'elements' }],
    ...['sorted', 'min', 'max'].map((name): [string, VisitorModel] => [`builtins.${name}`, { by: 'key', of: 0, gives: 'other' }]),
  ]),
  quantifiers: new Map([['builtins.any', 'some'], ['builtins.all', 'every']]),
  judges: new Map([['builtins.any', 0], ['builtins.all', 0], ['builtins.filter', 1]]),
  judge: undefined,
  copiers: new Map([
    ...['list', 'tuple', 'set', 'frozenset'].map((name): [string, string] => [`builtins.${name}`, name]),
    ['builtins.sorted', 'list'],
    // Which object a class answers with only the class knows.
    ...['reversed', 'iter'].map((name): [string, string] => [`builtins.${name}`, 'iterator']),
    ['collections.deque', 'collections.deque'],
  ]),
  written: new Map([
    ...Object.entries(WRITTEN_COLLECTIONS).flatMap(([type, names]) =>
      names.flatMap((name) => ['typing', 'collections.abc'].map((module): [string, string] => [`${module}.${name}`, type])),
    ),
    ['typing.Deque', 'collections.deque'],
    ['typing.OrderedDict', 'collections.OrderedDict'],
  ]),
  mappings: new Set(['dict', 'collections.defaultdict', 'collections.OrderedDict', 'collections.UserDict']),
  operators: new Set(['__contains__', '__delitem__', '__getattribute__', '__getitem__', '__iter__', '__missing__', '__setitem__']),
  bareBases: new Set(['abc.ABC', 'builtins.object', 'typing.Generic', 'typing.Protocol', 'typing_extensions.Generic', 'typing_extensions.Protocol']),
};

const HANDLES: HandleModel = {
  // Subclasses give handles members of their own; `KeyedRef` has a key.
  has: (member) => member.startsWith('_') || member === 'key',
  takeMembers: false,
  fails: new Set(['index', 'iterate', 'operate', 'enter', 'await', 'raise']),
};

const PROXIES: ProxyModel = {
  typeFunction: 'builtins.type',
  types: new Set(['weakref.ProxyType', 'weakref.CallableProxyType']),
  hashing: { types: new Set(['dict', 'set', 'collections.Counter', 'collections.OrderedDict', 'collections.defaultdict']), methods: new Set(['add', 'discard', 'setdefault', 'get', 'pop']), functions: new Set(['builtins.hash']) },
};

const KEEPER = /^(?:bind|connect|listen|observe|on|register|schedule|subscribe|Thread|Timer|(?:add|on|register|schedule)_\w+|add[A-Z]\w*|call_(?:at|later|soon|soon_threadsafe)|set_\w*(?:callback|handler|hook|listener))$/;
const FOR_EVER = new Set([
  'atexit.register',
  'signal.signal',
  ...['settrace', 'setprofile', 'excepthook'].flatMap((name) => [`sys.${name}`, `threading.${name}`]),
  'sys.unraisablehook',
  'sys.displayhook',
]);

const ASSERTION = /^(?:assert\w*|expect)$/;

const CALLBACKS: CallbackModel = {
  isAssertion: (name) => ASSERTION.test(name),
  atOnce: new Set(['map', 'filter', 'sorted', 'sort', 'min', 'max', 'reduce', 'raises', 'assertRaises', 'assertRaisesRegex', 'assertWarns', 'timeit']),
  continues: new Set(),
  isKeeper: (name) => KEEPER.test(name),
  isForEver: (name) => FOR_EVER.has(name),
  undoneBy: (name) => (name === 'atexit.register' ? 'unregister' : lastName(name)),
  deferral,
};

export const pythonModel: LanguageModel = {
  collector: { mayCollectAfter: 'last-reference' },
  derefMember: undefined,
  bindMember: undefined,
  startsCoroutines: false,
  bindsMethods: true,
  api: (name) => APIS.get(name) ?? packagedSignal(name),
  global: (name) => `builtins.${name}`,
  objectsAreTrue: false,
  awaitsAnything: false,
  allMembers: '__dict__',
  absentHas: (member) => NONE_MEMBERS.has(member),
  raises: (use) => RAISES[use],
  collections: COLLECTIONS,
  expectsFailure: new Set(['assertRaises', 'assertRaisesRegex', 'raises']),
  waits: new Set(['time.sleep', 'asyncio.sleep', 'trio.sleep', 'anyio.sleep', 'gevent.sleep', 'eventlet.sleep']),
  initialisers: undefined,
  constructorName: '__init__',
  handles: HANDLES,
  proxies: PROXIES,
  identity: 'id',
  watchers: ['weakref', 'finalize', 'ref', 'proxy'],
  serializers: new Map([
    ['pickle.dump', 'bytes'],
    ['pickle.dumps', 'bytes'],
    ['marshal.dumps', 'bytes'],
    ['copy.deepcopy', 'copy'],
    ['json.dump', 'strict-text'],
    ['json.dumps', 'strict-text'],
  ]),
  serializerOptions: new Set(['cls', 'default']),
  instances: { needNew: false, needReceiver: false, areEqualByReferent: true, areEphemerons: false },
  callbacks: CALLBACKS,
  withdraws: 'detach',
  textType: 'str',
  locks: { exclusive: new Set(['threading.Lock']), around: new Set(['threading.Condition']), acquire: 'acquire' },
  notCallable: new Set(['int', 'float', 'complex', 'bool', 'str', 'bytes', 'list', 'tuple', 'dict', 'set', 'generator', 'ellipsis']),
  descriptors: new Set(['property', 'staticmethod', 'classmethod']),
  wrapperType: undefined,
  // A subclass of `str` or `float` may have room for weak references, but nobody writes `str` who counts on it.
  scalars: new Set(['int', 'float', 'complex', 'bool', 'str', 'bytes', 'tuple']),
  allocator: '__new__',
  methodTypes: methodTypes(METHODS),
  classTypes: new Map(Object.keys(TUPLE_CLASSES).map((type) => [type, NAMED_TUPLE])),
  names: new Set([...SIGNAL_NAMES, 'weakref', '_weakref', '_weakrefset']),
  namesakes: new Set(),
  canBeReferent(type) {
    if (IMPOSSIBLE_TYPES.has(type)) return false;
    return Object.hasOwn(POSSIBLE, type) ? true : undefined;
  },
  canSubclassBeReferent(type) {
    if (IMPOSSIBLE_SUBCLASSES.has(type)) return false;
    return POSSIBLE_SUBCLASSES.has(type) ? true : undefined;
  },
};

/** What `from module import *` binds, of modules that matter here. */
export function starNames(module: string | null): readonly string[] {
  if (module === null) return [];
  const prefix = `${module}.`;
  return Object.keys(WEAK)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}
