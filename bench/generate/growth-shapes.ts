/** Files that grow in one direction: more functions, deeper nesting, more handles. */
import type { Language } from '../typing-script.ts';

export const factor = 10;

export interface Shape {
  readonly name: string;
  /** @returns a file of the given size; ten times the size should take ten times as long */
  readonly make: Readonly<Record<Language, (size: number) => string>>;
  /** The size of the smaller file. */
  readonly size: number;
}

/** Functions of equal size, each with a nest in it, so that what a file costs before its first line does not count. */
const repeated = 10;

export const shapes: readonly Shape[] = [
  {
    name: 'functions, 100 to 1,000',
    size: 100,
    make: {
      python: (size) => python(lines(size, (index) => pythonFunction(index, ['owner = handle()', 'if owner is not None:', ' owner.tell()', 'return handle().name']))),
      typescript: (size) => lines(size, (index) => typescriptFunction(index, ['const owner = handle.deref();', 'if (owner) { owner.tell(); }', 'return handle.deref().name;'])),
    },
  },
  {
    name: 'handles in one function, 50 to 500',
    size: 50,
    make: {
      python: (size) =>
        python(pythonFunction(0, [...each(size, (index) => [`handle${index} = weakref.ref(node)`, `node${index} = handle${index}()`]), ...each(size, (index) => [`if node${index} is not None:`, ` node${index}.tell()`])])),
      typescript: (size) =>
        typescriptFunction(0, [...each(size, (index) => [`const handle${index} = new WeakRef(node);`, `const node${index} = handle${index}.deref();`]), ...each(size, (index) => [`if (node${index}) node${index}.tell();`])]),
    },
  },
  {
    name: 'handles of one class, 50 to 500',
    size: 50,
    make: {
      python: (size) =>
        python(['class Node:', ' def __init__(self, node):', ...each(size, (index) => [`  self._h${index} = weakref.ref(node)`]), ...each(size, (index) => [` def tell${index}(self):`, `  node = self._h${index}()`, '  return node.name'])].join('\n')),
      typescript: (size) =>
        ['class Node {', ...each(size, (index) => [`h${index}: WeakRef<Node>;`]), 'constructor(node: Node) {', ...each(size, (index) => [`this.h${index} = new WeakRef(node);`]), '}', ...each(size, (index) => [`tell${index}() { const node = this.h${index}.deref(); return node.name; }`]), '}'].join('\n'),
    },
  },
  {
    name: 'classes with members of the same names, 50 to 500',
    size: 50,
    make: {
      python: (size) =>
        python(
          lines(size, (index) =>
            [
              `class Node${index}:`,
              ' def __init__(self, node):',
              '  self.owner = weakref.ref(node)',
              '  self.items = []',
              ' def add(self, node):',
              '  self.items.append(weakref.ref(node))',
              '  return self.owner().name',
              `def fill${index}(node, item):`,
              ' node.items.append(lambda: weakref.ref(item)())',
            ].join('\n'),
          ),
        ),
      typescript: (size) =>
        lines(size, (index) =>
          [
            `class Node${index} {`,
            'constructor(node) {',
            'this.owner = new WeakRef(node);',
            'this.items = []; }',
            'add(node) {',
            'this.items.push(new WeakRef(node));',
            'return this.owner.deref().name; } }',
            `function fill${index}(node, item) {`,
            'node.items.push(() => new WeakRef(item).deref()); }',
          ].join('\n'),
        ),
    },
  },
  nest('if', ['if node:'], [], 'if (node) {', '}'),
  nest('for', ['for node in node.children:'], ['again = handle()'], 'for (const one of node.children) {', 'handle.deref(); }'),
  nest('while', ['while handle() is not None:'], [], 'while (handle.deref() !== undefined) {', '}'),
  nest('try/finally', ['try:'], ['FINALLY', ' again = handle()'], 'try {', '} finally { handle.deref(); }'),
  nest('function', ['def inner(node):'], ['again = handle()'], 'const inner = (node) => {', 'handle.deref(); };'),
  {
    name: 'terms of one condition, 20 to 200',
    size: 20,
    make: {
      python: (size) => python(lines(repeated, (index) => pythonFunction(index, ['owner = handle()', `if ${each(size, (term) => [term % 2 === 0 ? `(owner is not None and node.a${term})` : `node.b${term}`]).join(' or ')}:`, ' owner.tell()']))),
      typescript: (size) => lines(repeated, (index) => typescriptFunction(index, ['const owner = handle.deref();', `if (${each(size, (term) => [term % 2 === 0 ? `(owner !== undefined && node.a${term})` : `node.b${term}`]).join(' || ')}) { owner.tell(); }`])),
    },
  },
];

/** Blocks in blocks, 20 to 200 deep; `after` stands behind the inner block (Python), at the outer block's level. */
function nest(name: string, open: readonly [string], after: readonly string[], openBrace: string, close: string): Shape {
  return {
    name: `nested ${name}, 20 to 200 deep`,
    size: 20,
    make: {
      python: (size) =>
        python(
          lines(repeated, (index) => {
            const body: string[] = [];
            for (let depth = 0; depth < size; depth++) body.push(' '.repeat(depth) + open[0]);
            body.push(`${' '.repeat(size)}handle().tell()`);
            for (let depth = size - 1; depth >= 0; depth--) body.push(...after.map((line) => ' '.repeat(depth) + (line === 'FINALLY' ? 'finally:' : line)));
            return pythonFunction(index, body);
          }),
        ),
      typescript: (size) => lines(repeated, (index) => typescriptFunction(index, [...each(size, () => [openBrace]), 'handle.deref().tell();', ...each(size, () => [close])])),
    },
  };
}

function each(size: number, make: (index: number) => readonly string[]): string[] {
  return Array.from({ length: size }, (_, index) => make(index)).flat();
}

function lines(size: number, make: (index: number) => string): string {
  return Array.from({ length: size }, (_, index) => make(index)).join('\n');
}

function python(text: string): string {
  return `import weakref\n${text}\n`;
}

/** One blank for a level keeps deep files from being mostly blanks. */
function pythonFunction(index: number, body: readonly string[]): string {
  return [`def outer${index}(node):`, ' handle = weakref.ref(node)', ...body.map((line) => ` ${line}`)].join('\n');
}

function typescriptFunction(index: number, body: readonly string[]): string {
  return [`function outer${index}(node) {`, 'const handle = new WeakRef(node);', ...body, '}'].join('\n');
}
