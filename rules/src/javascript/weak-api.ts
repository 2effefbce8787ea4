/**
 * JavaScript's weak APIs and the built-ins the analysis needs to know, by qualified name. Failing on an absent argument and
 * the types of results are those of ECMA-262; `CanBeHeldWeakly` (section 9.13) says what may be a referent.
 */
import type { Api, CollectionModel, LanguageModel } from '../flow/language-model.ts';

const GLOBAL = 'globalThis';

/** Names under which the global object is a member of itself. */
const SELF_MEMBERS: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global', 'frames', 'top', 'parent']);

const WEAK_APIS: Readonly<Record<string, Api>> = {
  WeakRef: { role: 'handle', callback: undefined, boundMethod: false },
  FinalizationRegistry: { role: 'registry' },
  WeakMap: { role: 'container', holds: 'keys', stores: { set: 0 }, byIndex: false, strongTwin: 'Map' },
  WeakSet: { role: 'container', holds: 'members', stores: { add: 0 }, byIndex: false, strongTwin: 'Set' },
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
  array: ['Array', 'Object.keys', 'Object.values', 'Object.entries', 'Object.getOwnPropertyNames', 'Array.of'],
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
]);

const COLLECTIONS: CollectionModel = {
  puts: new Map([
    ...['push', 'unshift', 'add'].map((name): [string, number] => [name, 0]),
    ['set', 1],
  ]),
  merges: new Set(),
  takes: new Set(['pop', 'shift', 'at', 'get', 'find', 'findLast']),
  copies: new Set(['values', 'slice', 'filter', 'toSorted', 'toReversed', 'reverse', 'sort']),
  copiers: new Map([
    [global('Array.from'), 'array'],
    [global('Set'), 'Set'],
  ]),
  mappings: new Set(['Map', 'object']),
};

export const javascriptModel: LanguageModel = {
  collector: { mayCollectAfter: 'suspension' },
  derefMember: 'deref',
  bindMember: 'bind',
  api: (name) => APIS.get(normalise(name)),
  global,
  absentHas: () => false,
  // Every `catch` catches everything.
  raises: () => [],
  collections: COLLECTIONS,
  names: new Set(Object.keys(WEAK_APIS)),
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
