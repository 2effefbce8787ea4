/** Random programs whose objects, collections and functions hold one another and themselves, in loops and across functions. They are never run. */
import { randomFrom } from '../support/seeded-random.ts';

type Random = (limit: number) => number;

/** How a language writes things; `N` stands for one of the names. */
interface Words {
  readonly values: readonly string[];
  readonly statements: readonly string[];
  readonly program: (body: (indent: string) => string, value: () => string) => string;
  readonly loop: (name: string, body: (indent: string) => string, indent: string) => string;
  readonly walk: (name: string, item: string, body: (indent: string) => string, indent: string) => string;
  readonly branch: (name: string, body: (indent: string) => string, indent: string) => string;
}

const NAMES = ['a', 'b', 'c', 'd'];
const MAX_DEPTH = 2;

const PYTHON: Words = {
  values: [
    ...['N', 'N', 'N.x', 'N.y', 'N.z', 'N()', 'N[0]', 'N["x"]', 'N.get("k")', 'N or N', '(N, N)', '[N, N]', 'list(N)', '[v for v in N]', '(lambda: N)'],
    ...['{"x": N, "y": N}', '{"x": None, "y": N}', '{**N, "x": N}', 'dict([(N, N)])', 'K(N, N)', 'L(N)', 'f(N)', 'g(N, N)'],
    ...['weakref.ref(N)', 'weakref.WeakValueDictionary()', 'functools.partial(N, N)'],
  ],
  statements: [
    ...['N = V', 'N = V', 'N.x = V', 'N.y = V', 'N["k"] = V', 'N[N] = V', 'N, N = V', 'N = N = V', 'N["x"]["y"] = N'],
    ...['N.append(V)', 'N.y.append(N)', 'N.extend(N)', 'pickle.dumps(N)', 'weakref.finalize(N, N, N)'],
  ],
  program: (body, value) => `import functools, pickle, weakref
a = b = c = d = None
def f(p):
    global a, b
${body('    ')}    return ${value()}
def g(p, q):
    global c, d
${body('    ')}    return f(${value()})
class K:
    def __init__(self, p, q):
        self.x = p
        self.y = q
${body('        ')}    @property
    def z(self):
        return self.x.z or ${value()}
    def m(self):
${body('        ')}        return self.m()
class L(K):
    def __init__(self, p):
        super().__init__(p, p)
        self.y = self
    def m(self):
        return super().m() or ${value()}
${body('')}`,
  loop: (name, body, indent) => `${indent}while ${name}:\n${body(`${indent}    `)}`,
  walk: (name, item, body, indent) => `${indent}for v in ${name}:\n${indent}    ${item} = v\n${body(`${indent}    `)}`,
  branch: (name, body, indent) => `${indent}if ${name}:\n${body(`${indent}    `)}${indent}else:\n${body(`${indent}    `)}`,
};

const JAVASCRIPT: Words = {
  values: [
    ...['N', 'N', 'N.x', 'N.y', 'N.z', 'N[0]', "N.get('k')", 'N ?? N', '[N, N]', 'N.map((v) => v)', '(() => N)', 'N.bind(N, N)'],
    ...['({ x: N, y: N })', '({ x: undefined, y: N })', '({ ...N, x: N })', 'new Map([[N, N]])', 'new Set()', 'new K(N, N)', 'new L(N)', 'f(N)', 'g(N, N)'],
    ...['new WeakRef(N)', 'N.deref()', 'new WeakMap()'],
  ],
  statements: [
    ...['N = V;', 'N = V;', 'N.x = V;', 'N.y = V;', 'N[N] = V;', '[N, N] = V;', '({ x: N } = V);', 'N ??= V;'],
    ...['N.push(V);', 'N.y.push(N);', "N.set('k', V);", 'N.forEach(f);', 'JSON.stringify(N);', 'structuredClone(N);', 'setTimeout(f, 1, N);'],
    ...['weak.set(N, V);', 'registry.register(N, N);'],
  ],
  program: (body, value) => `let a, b, c, d;
const weak = new WeakMap();
const registry = new FinalizationRegistry(() => {});
function f(p) {
${body('  ')}  return ${value()};
}
function g(p, q) {
${body('  ')}  return f(${value()});
}
class K {
  constructor(p, q) {
    this.x = p;
    this.y = q;
${body('    ')}  }
  get z() { return this.x.z ?? ${value()}; }
  m() {
${body('    ')}    return this.m();
  }
}
class L extends K {
  constructor(p) {
    super(p, p);
    this.y = this;
  }
  m() { return super.m() ?? ${value()}; }
}
${body('')}export { a, b, f, g, K, L };
`,
  loop: (name, body, indent) => `${indent}while (${name}) {\n${body(`${indent}  `)}${indent}}\n`,
  walk: (name, item, body, indent) => `${indent}for (const v of ${name}) {\n${indent}  ${item} = v;\n${body(`${indent}  `)}${indent}}\n`,
  branch: (name, body, indent) => `${indent}if (${name}) {\n${body(`${indent}  `)}${indent}} else {\n${body(`${indent}  `)}${indent}}\n`,
};

const WORDS = { python: PYTHON, javascript: JAVASCRIPT } as const;

export type TangledLanguage = keyof typeof WORDS;

/** The same program for the same seed. */
export function tangle(seed: number, language: TangledLanguage): string {
  const random = randomFrom(seed);
  const words = WORDS[language];
  const name = (): string => pick(random, NAMES);
  const value = (): string => pick(random, words.values).replaceAll('N', name);
  const statement = (indent: string): string => `${indent}${pick(random, words.statements).replaceAll(/[NV]/g, (word) => (word === 'N' ? name() : value()))}\n`;
  const block = (depth: number) => (indent: string): string => {
    const inner = block(depth + 1);
    return Array.from({ length: 1 + random(5) }, () => {
      switch (depth < MAX_DEPTH ? random(9) : undefined) {
        case 0:
          return words.loop(name(), inner, indent);
        case 1:
          return words.walk(name(), name(), inner, indent);
        case 2:
          return words.branch(name(), inner, indent);
        default:
          return statement(indent);
      }
    }).join('');
  };
  return words.program(block(0), value);
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}
