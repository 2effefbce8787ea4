/**
 * What is typed into a file while it is measured: gestures of a person at an editor, key by key. Every gesture ends with the text it
 * began with. The same seed gives the same keys.
 */
import { Random } from './random.ts';

export type Language = 'python' | 'typescript';

/** `ordinary`: the text stays whole but for the line at the cursor. `breaking`: what is typed changes how the rest of the file reads. */
export type KeyKind = 'ordinary' | 'breaking';

/** One change an editor sends. UTF-16 offsets into the text before it. */
export interface Key {
  readonly start: number;
  readonly deleted: number;
  readonly inserted: string;
}

export type Gesture = readonly Key[];

/** Gestures without end. */
export function* typing(text: string, language: Language, kind: KeyKind, seed: number): Generator<Gesture, never> {
  const random = new Random(seed);
  const places = placesIn(text, language);
  const choices = gestures[language][kind];
  for (;;) yield random.pick(choices)(places, random);
}

/** Where gestures begin: offsets of line ends and so on in lines of one kind. */
interface Places {
  readonly text: string;
  /** Statements of one line inside a function: `name = value`. */
  readonly statements: readonly Line[];
  /** Lines that open a function. */
  readonly headers: readonly Line[];
}

interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  readonly indent: string;
}

type MakeGesture = (places: Places, random: Random) => Gesture;

const patterns: Readonly<Record<Language, { readonly statement: RegExp; readonly header: RegExp }>> = {
  python: { statement: /^\s+(?:total|names|size|path|count) = .*$/, header: /^\s*def .*:$/ },
  typescript: { statement: /^\s+const value\d+ = .*;$/, header: /^\s*(?:async \w+\(|export async function ).*\{$/ },
};

function placesIn(text: string, language: Language): Places {
  const { statement, header } = patterns[language];
  const statements: Line[] = [];
  const headers: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const place = { start, end: start + line.length, indent: /^\s*/.exec(line)?.[0] ?? '' };
    if (statement.test(line)) statements.push(place);
    if (header.test(line)) headers.push(place);
    start += line.length + 1;
  }
  return { text, statements, headers };
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '"': '"', "'": "'", '`': '`' };

/** Key by key at `offset`; with `closing`, an opening bracket or quote brings its partner, over which one then types. */
function typed(offset: number, text: string, closing: boolean): Key[] {
  const keys: Key[] = [];
  const expected: string[] = [];
  let at = offset;
  for (const character of text) {
    const closer = closers[character];
    if (closing && character === expected.at(-1)) {
      expected.pop();
    } else if (closing && closer !== undefined) {
      keys.push({ start: at, deleted: 0, inserted: character + closer });
      expected.push(closer);
    } else {
      keys.push({ start: at, deleted: 0, inserted: character });
    }
    at++;
  }
  return keys;
}

/** Takes back `length` characters before `end`, key by key. */
function backspaces(end: number, length: number): Key[] {
  return Array.from({ length }, (_, index) => ({ start: end - index - 1, deleted: 1, inserted: '' }));
}

/** Types and takes all of it back with one undo. */
function typedAndUndone(offset: number, text: string, closing: boolean): Gesture {
  return [...typed(offset, text, closing), { start: offset, deleted: text.length, inserted: '' }];
}

/** Types a line below a statement: Enter brings the indentation. */
function newLine({ statements }: Places, random: Random, text: string, closing: boolean): Gesture {
  const { end, indent } = random.pick(statements);
  const enter = { start: end, deleted: 0, inserted: `\n${indent}` };
  const keys = typed(end + enter.inserted.length, text, closing);
  return [enter, ...keys, { start: end, deleted: enter.inserted.length + text.length, inserted: '' }];
}

/** A longer name, and back. */
const rename: MakeGesture = ({ statements, text }, random) => {
  const line = random.pick(statements);
  const end = text.indexOf(' =', line.start);
  return [...typed(end, 'Next', true), ...backspaces(end + 4, 4)];
};

const comment =
  (words: string): MakeGesture =>
  ({ statements }, random) =>
    typedAndUndone(random.pick(statements).end, words, false);

const line =
  (...texts: readonly string[]): MakeGesture =>
  (places, random) =>
    newLine(places, random, random.pick(texts), true);

const unclosedLine =
  (...texts: readonly string[]): MakeGesture =>
  (places, random) =>
    newLine(places, random, random.pick(texts), false);

/** Something without its partner at the end of a statement, and back. */
const unclosed =
  (...texts: readonly string[]): MakeGesture =>
  ({ statements }, random) => {
    const { end } = random.pick(statements);
    const text = random.pick(texts);
    return [...typed(end, text, false), ...backspaces(end + text.length, text.length)];
  };

/** The last character of a function's first line, `:` or `{`, is deleted and typed again. */
const openBlock: MakeGesture = ({ headers, text }, random) => {
  const { end } = random.pick(headers);
  return [...backspaces(end, 1), ...typed(end - 1, text.slice(end - 1, end), false)];
};

/** A statement loses one level of indentation and gets it back. */
const dedent: MakeGesture = ({ statements }, random) => {
  const { start } = random.pick(statements);
  return [
    { start, deleted: 4, inserted: '' },
    { start, deleted: 0, inserted: '    ' },
  ];
};

/** Enter in the middle of a statement, and back. */
const split: MakeGesture = ({ statements, text }, random) => {
  const { start } = random.pick(statements);
  const at = text.indexOf('= ', start) + 2;
  return [{ start: at, deleted: 0, inserted: '\n' }, ...backspaces(at + 1, 1)];
};

const gestures: Readonly<Record<Language, Readonly<Record<KeyKind, readonly MakeGesture[]>>>> = {
  python: {
    ordinary: [
      rename,
      comment('  # what was here before'),
      line('amount = self.limit + len(self.items)', 'self.table[key] = {"name": value}', 'logger.info("done: %s", self.path)'),
      line('peer = self._owner()', 'self._owner().close()', 'handle = weakref.ref(value)'),
    ],
    breaking: [
      unclosed('(a, b', '[0', '{"a": '),
      unclosed(' "text', " 'it"),
      unclosed(' """note'),
      unclosedLine('if value is not None:', 'for item in self.items:', 'def helper(self, value', 'try:'),
      openBlock,
      dedent,
      split,
    ],
  },
  typescript: {
    ordinary: [
      rename,
      comment(' // what was here before'),
      line('const amount = this.limit + this.items.length;', "this.table.set('name', value);", 'console.log(`done: ${key}`);'),
      line('const peer = new WeakRef(value);', 'const other = peer.deref();', 'console.log(key);'),
    ],
    breaking: [
      unclosed('(a, b', '[0', '{ a: '),
      unclosed(" 'text", ' "it'),
      unclosed(' `note', ' /* note'),
      unclosedLine('if (value.isReady) {', 'for (const item of this.items) {', 'function helper(value', 'try {'),
      openBlock,
      split,
    ],
  },
};
