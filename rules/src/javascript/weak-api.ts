/**
 * JavaScript's weak APIs and the built-ins the analysis needs to know, by qualified name. Failing on an absent argument and
 * the types of results are those of ECMA-262; `CanBeHeldWeakly` (section 9.13) says what may be a referent.
 */
import type { Api, CallbackModel, CollectionModel, Deferral, LanguageModel } from '../flow/language-model.ts';
import { methodTypes } from '../flow/method-types.ts';
import { TUPLE } from './type-note.ts';

const GLOBAL = 'globalThis';

/** Names under which the global object is a member of itself. */
const SELF_MEMBERS: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global', 'frames', 'top', 'parent']);

const CONTAINER = {
  role: 'container',
  asks: ['get', 'has', 'delete'],
  looksUp: { methods: new Set(['get', 'has', 'delete']), fails: false },
  merges: new Set<string>(),
  byIndex: false,
  missing: [],
  disturbed: [],
  changes: new Set<string>(),
  views: new Set<string>(),
  isIterable: false,
  lacks: new Set(['clear', 'entries', 'forEach', 'keys', 'size', 'values']),
} as const;

const WEAK_APIS: Readonly<Record<string, Api>> = {
  WeakRef: { role: 'handle', callback: undefined, boundMethod: false, refusesNames: false },
  FinalizationRegistry: { role: 'registry' },
  WeakMap: { ...CONTAINER, holds: 'keys', stores: { set: 0 }, strongTwin: 'Map' },
  WeakSet: { ...CONTAINER, holds: 'members', stores: { add: 0 }, strongTwin: 'Set' },
};

const RETURNS: Readonly<Record<string, readonly string[]>> = {
  string: [
    // As written types.
    'string',
    'String', 'String.raw', 'String.fromCharCode', 'String.fromCodePoint', 'JSON.stringify', 'Date', 'encodeURI', 'encodeURIComponent', 'decodeURI',
    'decodeURIComponent', 'escape', 'unescape', 'atob', 'btoa', 'crypto.randomUUID', 'process.cwd', 'Symbol.keyFor',
  ],
  number: [
    'number',
    'Number', 'Number.parseFloat', 'Number.parseInt', 'parseFloat', 'parseInt', 'Date.now', 'Date.parse', 'Date.UTC', 'performance.now',
    'Math.abs', 'Math.ceil', 'Math.floor', 'Math.round', 'Math.trunc', 'Math.random', 'Math.max', 'Math.min', 'Math.sqrt', 'Math.pow', 'Math.sign',
    'process.uptime', 'requestAnimationFrame', 'requestIdleCallback',
  ],
  bigint: ['bigint', 'BigInt', 'BigInt.asIntN', 'BigInt.asUintN', 'process.hrtime.bigint'],
  boolean: [
    'boolean',
    'Boolean', 'Array.isArray', 'isNaN', 'isFinite', 'Number.isInteger', 'Number.isFinite', 'Number.isNaN', 'Number.isSafeInteger', 'Object.is',
    'Object.hasOwn', 'Object.isFrozen', 'Object.isSealed', 'Object.isExtensible', 'ArrayBuffer.isView', 'Reflect.has', 'Reflect.set', 'Reflect.deleteProperty',
    'confirm',
  ],
  symbol: ['Symbol'],
  'registered symbol': ['Symbol.for'],
  Map: ['Map'],
  Set: ['Set'],
  // Mostly of nothing, as a mapping.
  object: ['Object.create'],
  array: ['Array', 'Object.keys', 'Object.values', 'Object.entries', 'Object.getOwnPropertyNames', 'Array.of'],
};

/** ECMA-262, sections 21.1.3, 21.2.3, 22.1.3 and 23.1.3. */
const METHODS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  string: {
    string: [
      ...['charAt', 'concat', 'normalize', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll', 'slice', 'substr', 'substring', 'toLocaleLowerCase'],
      ...['toLocaleUpperCase', 'toLowerCase', 'toString', 'toUpperCase', 'trim', 'trimEnd', 'trimStart', 'valueOf'],
    ],
    number: ['charCodeAt', 'indexOf', 'lastIndexOf', 'localeCompare', 'search'],
    boolean: ['endsWith', 'includes', 'startsWith'],
    array: ['split'],
  },
  number: { string: ['toExponential', 'toFixed', 'toLocaleString', 'toPrecision', 'toString'], number: ['valueOf'] },
  bigint: { string: ['toLocaleString', 'toString'] },
  array: { string: ['join'], number: ['indexOf', 'lastIndexOf'], boolean: ['includes'] },
};

const FAILS_ON_ABSENT: readonly string[] = [
  'Object.keys', 'Object.values', 'Object.entries', 'Object.assign', 'Object.defineProperty', 'Object.defineProperties', 'Object.fromEntries',
  'Object.getOwnPropertyNames', 'Object.getOwnPropertyDescriptor', 'Object.getOwnPropertyDescriptors', 'Object.getOwnPropertySymbols',
  'Object.getPrototypeOf', 'Object.setPrototypeOf', 'Object.hasOwn',
  'Reflect.apply', 'Reflect.construct', 'Reflect.defineProperty', 'Reflect.deleteProperty', 'Reflect.get', 'Reflect.getOwnPropertyDescriptor',
  'Reflect.getPrototypeOf', 'Reflect.has', 'Reflect.isExtensible', 'Reflect.ownKeys', 'Reflect.preventExtensions', 'Reflect.set', 'Reflect.setPrototypeOf',
];

const NEVER_RETURN: readonly string[] = ['process.exit', 'process.abort', 'process.reallyExit', 'Deno.exit', 'Bun.exit'];

const APIS: ReadonlyMap<string, Api> = new Map([
  ...Object.entries(RETURNS).flatMap(([type, names]) => names.map((name): [string, Api] => [global(name), { role: 'returns', type }])),
  ...FAILS_ON_ABSENT.map((name): [string, Api] => [global(name), { role: 'needs', positions: [0], as: 'operate' }]),
  [global('Array.from'), { role: 'needs', positions: [0], as: 'iterate' }],
  ...NEVER_RETURN.map((name): [string, Api] => [global(name), { role: 'no-return' }]),
  ...['node:process', 'process'].flatMap((module) =>
    ['exit', 'abort', 'default.exit', 'default.abort'].map((name): [string, Api] => [`${module}.${name}`, { role: 'no-return' }]),
  ),
  ...['gc', 'Bun.gc'].map((name): [string, Api] => [global(name), { role: 'collect' }]),
  ...Object.entries(WEAK_APIS).map(([name, api]): [string, Api] => [global(name), api]),
]);

/** ECMA-262 CanBeHeldWeakly: objects, and symbols that are not in the global symbol registry. */
const REFERENTS: ReadonlyMap<string, boolean> = new Map([
  ['string', false],
  ['number', false],
  ['string or number', false],
  ['bigint', false],
  ['boolean', false],
  ['none', false],
  ['registered symbol', false],
  ['symbol', true],
  ['array', true],
  ['Map', true],
  ['Set', true],
  ['object', true],
  ['regexp', true],
  ['wrapper object', true],
]);

const COLLECTIONS: CollectionModel = {
  puts: new Map([
    ...['push', 'unshift', 'add'].map((name): [string, number] => [name, 0]),
    ['set', 1],
  ]),
  merges: new Set(),
  takes: new Set(['pop', 'shift', 'at', 'get', 'find', 'findLast']),
  takesPairs: new Set(),
  pickers: new Map(),
  puttersOf: new Map([['push', 'array'], ['unshift', 'array'], ['add', 'Set']]),
  putters: new Set(),
  steps: new Map([['next', 'value']]),
  looksUp: new Set(['at', 'get']),
  copies: new Set(['values', 'concat', 'slice', 'splice', 'toSpliced', 'filter', 'toSorted', 'toReversed', 'reverse', 'sort']),
  pairs: new Set(['entries']),
  pairers: new Set(),
  zippers: new Set(),
  listers: new Map([
    [global('Object.values'), 'values'],
    [global('Object.entries'), 'pairs'],
  ]),
  namedParts: new Set(['object']),
  partsAreMembers: true,
  records: new Set(),
  tuples: new Set([global(TUPLE)]),
  iteratesPairs: new Set(['Map']),
  visits: new Map([
    ...['every', 'filter', 'find', 'findIndex', 'findLast', 'flatMap', 'forEach', 'map', 'some'].map((name): [string, number[]] => [name, [0]]),
    ...['reduce', 'reduceRight'].map((name): [string, number[]] => [name, [1]]),
    ...['sort', 'toSorted'].map((name): [string, number[]] => [name, [0, 1]]),
  ]),
  sifts: new Set(['filter', 'find', 'findLast']),
  maps: new Set(['map']),
  visitors: new Map([[global('Array.from'), { by: 1, of: 0, gives: 'results' }]]),
  quantifiers: new Map([['some', 'some'], ['every', 'every']]),
  judges: new Map(),
  judge: global('Boolean'),
  copiers: new Map([
    [global('Array.from'), 'array'],
    [global('Set'), 'Set'],
  ]),
  sizes: { members: new Set(['length', 'size']), functions: new Set() },
  keeps: new Set(['add', 'at', 'concat', 'entries', 'every', 'filter', 'find', 'findIndex', 'forEach', 'get', 'has', 'includes', 'indexOf', 'join', 'keys', 'length', 'map', 'push', 'reduce', 'set', 'size', 'slice', 'some', 'unshift', 'values']),
  membership: 'has',
  removes: new Set(['delete']),
  searches: new Set(['delete', 'get', 'has', 'includes', 'indexOf', 'lastIndexOf']),
  written: new Map([
    [global(TUPLE), 'array'],
    [global('ReadonlyArray'), 'array'],
    [global('Iterable'), 'array'],
    [global('ReadonlySet'), 'Set'],
    [global('ReadonlyMap'), 'Map'],
    [global('Record'), 'object'],
  ]),
  mappings: new Set(['Map', 'object']),
  // A method whose name is computed: `[Symbol.iterator]`.
  operators: new Set(['']),
  bareBases: new Set(),
};

/** What `WeakRef.prototype` and `Object.prototype` have; `get` and `clear` in NativeScript, which says so in its global types. */
const HANDLE_MEMBERS: ReadonlySet<string> = new Set([
  'deref', 'get', 'clear', 'constructor', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable', 'toLocaleString', 'toString', 'valueOf', '__proto__',
  '__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__',
]);

const KEEPER = /^(?:connect|listen|observe|on|once|setInterval|subscribe|watch|on[A-Z]\w*|(?:add|prepend)\w*(?:Action|Callback|Handler|Hook|Listener|Observer))$/;
/** Of objects that are there as long as the program. */
const FOR_EVER: ReadonlySet<string> = new Set([
  ...['addEventListener', 'setInterval', 'document.addEventListener', 'document.body.addEventListener', 'document.documentElement.addEventListener'].map(global),
  ...['navigator.geolocation.watchPosition', 'navigator.mediaDevices.addEventListener', 'navigator.serviceWorker.addEventListener'].map(global),
  ...['screen.orientation.addEventListener', 'visualViewport.addEventListener', 'process.on', 'process.addListener'].map(global),
  'process.on',
  'node:process.on',
  'process.default.on',
  'node:process.default.on',
]);

/** HTML, section 8.6 (timers); Node's `timers` and `process`; ECMA-262, section 20.2.3.2 (`bind`). */
const DEFERRALS: ReadonlyMap<string, Deferral> = new Map<string, Deferral>([
  ...['setTimeout', 'setInterval'].map((name): [string, Deferral] => [global(name), { by: [0, 'handler'], passes: 2 }]),
  ...['setImmediate', 'process.nextTick'].map((name): [string, Deferral] => [global(name), { by: [0, 'callback'], passes: 1 }]),
  ['*.bind', { by: 'receiver', passes: 1 }],
]);

const ASSERTION = /^(?:assert\w*|expect|should|t|test|tap)$/;

const CALLBACKS: CallbackModel = {
  isAssertion: (name) => ASSERTION.test(name),
  // The last lines are of React, which has what its functions mention from the component anyway, and of test frameworks, which hold theirs no longer than a test runs.
  atOnce: new Set([
    ...['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'forEach', 'from', 'map', 'reduce', 'reduceRight', 'replace', 'replaceAll'],
    ...['some', 'sort', 'toSorted'],
    ...['useEffect', 'useImperativeHandle', 'useInsertionEffect', 'useLayoutEffect', 'useMemo', 'useState'],
    ...['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'doesNotThrow', 'expect', 'it', 'rejects', 'suite', 'test', 'throws'],
  ]),
  continues: new Set(['catch', 'finally', 'then']),
  isKeeper: (name) => KEEPER.test(name),
  isForEver: (name) => FOR_EVER.has(normalise(name)),
  undoneBy: () => undefined,
  deferral: (name) => DEFERRALS.get(normalise(name)),
};

export const javascriptModel: LanguageModel = {
  collector: { mayCollectAfter: 'suspension' },
  derefMember: 'deref',
  bindMember: 'bind',
  startsCoroutines: true,
  bindsMethods: false,
  api: (name) => APIS.get(normalise(name)),
  global,
  objectsAreTrue: true,
  awaitsAnything: true,
  allMembers: undefined,
  absentHas: () => false,
  // Every `catch` catches everything.
  raises: () => [],
  collections: COLLECTIONS,
  expectsFailure: new Set(['expect', 'throws', 'throwsAsync', 'rejects', 'assertThrows']),
  waits: new Set(),
  initialisers: ['constructor', '<fields>'],
  constructorName: 'constructor',
  handles: { has: (member) => HANDLE_MEMBERS.has(member), takeMembers: true, fails: new Set(['iterate', 'spread']) },
  proxies: undefined,
  identity: undefined,
  watchers: [],
  serializers: new Map([
    [global('JSON.stringify'), 'text'],
    [global('structuredClone'), 'message'],
    [global('postMessage'), 'message'],
    ['*.postMessage', 'message'],
  ]),
  serializerOptions: new Set(),
  instances: { needNew: true, needReceiver: true, areEqualByReferent: false, areEphemerons: true },
  callbacks: CALLBACKS,
  withdraws: 'unregister',
  textType: 'string',
  locks: { exclusive: new Set(), around: new Set(), acquire: undefined },
  names: new Set(Object.keys(WEAK_APIS)),
  notCallable: new Set(['string', 'number', 'bigint', 'boolean', 'symbol', 'array', 'object', 'regexp', 'Map', 'Set']),
  descriptors: new Set(),
  wrapperType: 'wrapper object',
  scalars: new Set(['string', 'number', 'bigint', 'boolean']),
  allocator: undefined,
  methodTypes: methodTypes(METHODS),
  classTypes: new Map(),
  // `Date()` gives a text, and a `Date` is an object; what is written `String` may be one.
  namesakes: new Set(['BigInt', 'Boolean', 'Date', 'Number', 'String', 'Symbol'].map(global)),
  canBeReferent: (type) => REFERENTS.get(type),
  // `class Text extends String`: its instances are objects.
  canSubclassBeReferent: () => true,
};

function global(name: string): string {
  return `${GLOBAL}.${name}`;
}

/** `globalThis.window.WeakRef` is `globalThis.WeakRef`. */
function normalise(name: string): string {
  const [root, ...members] = name.split('.');
  if (root !== GLOBAL) return name;
  let start = 0;
  while (start < members.length - 1 && SELF_MEMBERS.has(members[start] ?? '')) start++;
  return [GLOBAL, ...members.slice(start)].join('.');
}
