/** What random programs may be made of. Each is switchable, so that a part of the analysis can be looked at alone. */
import type { Language } from './program.ts';

interface FeatureNote {
  readonly what: string;
  readonly languages: readonly Language[];
}

const both: readonly Language[] = ['python', 'javascript'];
const python: readonly Language[] = ['python'];
const javascript: readonly Language[] = ['javascript'];

const FEATURES = {
  alias: { what: 'a second name of a handle', languages: both },
  assert: { what: 'assert', languages: both },
  'boolean-name': { what: 'the outcome of a test kept in a name', languages: both },
  copy: { what: 'a second name of an answer', languages: both },
  drop: { what: 'a strong local that is let go', languages: both },
  exits: { what: 'return, raise, continue, break', languages: both },
  fallback: { what: 'a new object in the place of an answer: r() or make(), ??', languages: both },
  'helper-alive': { what: 'a function that tells whether a handle answers', languages: both },
  either: { what: 'one of two answers: r() if x else s()', languages: both },
  'helper-dead': { what: 'functions that tell whether a handle or an argument is gone', languages: both },
  'helper-demand': { what: 'a function that raises unless its argument is there', languages: both },
  'helper-here': { what: 'a function that tells whether its argument is there', languages: both },
  'helper-need': { what: 'a function that returns what a handle answers, or raises', languages: both },
  'helper-open': { what: 'a function that returns a handle', languages: both },
  'helper-peek': { what: 'a function that returns what a handle answers', languages: both },
  'helper-poke': { what: 'a function that derefs its argument', languages: both },
  'helper-relay': { what: 'a function that returns what such a function returns', languages: both },
  'helper-usable': { what: 'a function that tells whether its argument is there and something else', languages: both },
  'helper-show': { what: 'a function that uses its argument', languages: both },
  hold: { what: 'an answer kept in an attribute', languages: both },
  index: { what: 'refs[0]()', languages: both },
  list: { what: 'a loop over a list of handles', languages: both },
  comprehension: { what: 'a comprehension over a list of handles, with and without filters; map and filter', languages: both },
  iterate: { what: 'a loop over the referent', languages: both },
  loop: { what: 'for', languages: both },
  member: { what: 'handles in attributes, in a method', languages: both },
  method: { what: 'a method that returns what a handle in an attribute answers', languages: both },
  optional: { what: '?.', languages: javascript },
  parameter: { what: 'a handle as an annotated parameter', languages: python },
  property: { what: 'a property that returns what a handle in an attribute answers', languages: both },
  rebind: { what: 'a handle made anew under the same name', languages: both },
  'short-circuit': { what: 'ternary, and, or around a use', languages: both },
  suppress: { what: 'contextlib.suppress', languages: python },
  suspend: { what: 'await, yield', languages: both },
  try: { what: 'try with the right handler', languages: both },
  finally: { what: 'finally', languages: both },
  walrus: { what: 'an assignment in a test', languages: both },
  while: { what: 'while', languages: both },
  'wrong-handler': { what: 'try with a handler that does not catch what an absent value raises', languages: both },
  'call-later': { what: 'a function within the function, called when the function has ended', languages: both },
  default: { what: 'a new object in the place of an answer that is taken apart', languages: javascript },
  'fall-through': { what: 'a case of a switch without a break', languages: javascript },
  perhaps: { what: 'an attribute that holds a handle or nothing', languages: both },
  record: { what: 'handles in properties of an object', languages: javascript },
  assure: { what: 'another value where a name has none: ??=', languages: both },
  closure: { what: 'a function within the function, called at once', languages: both },
  'for-answer': { what: 'a loop over the answers of a list of handles', languages: both },
  'helper-fetch': { what: 'a function that waits before it hands on what a handle answers', languages: both },
  'helper-later': { what: 'a function that waits before it uses its argument', languages: both },
  'helper-settle': { what: 'a function that looks at what a handle answers, waits, and asks again', languages: both },
  label: { what: 'continue and break of the outermost loop', languages: javascript },
  lambda: { what: 'a function without a name', languages: both },
  'loop-else': { what: 'else of a loop', languages: python },
  match: { what: 'match and switch', languages: both },
  'nested-either': { what: 'one of three answers', languages: both },
  over: { what: 'loops with numbers, over the values or the items of a mapping', languages: both },
  table: { what: 'handles in a mapping', languages: both },
  tuple: { what: 'handles in a tuple', languages: python },
  unpack: { what: 'two names bound at once', languages: both },
  'weak-dictionary': { what: 'WeakValueDictionary', languages: python },
  with: { what: 'with', languages: python },
} as const satisfies Readonly<Record<string, FeatureNote>>;

export type Feature = keyof typeof FEATURES;
export type Features = ReadonlySet<Feature>;

export const ALL_FEATURES = Object.keys(FEATURES).filter(isFeature);

export function isFeature(name: string): name is Feature {
  return name in FEATURES;
}

export function featuresOf(language: Language): Features {
  const note = (feature: Feature): FeatureNote => FEATURES[feature];
  return new Set(ALL_FEATURES.filter((feature) => note(feature).languages.includes(language)));
}
