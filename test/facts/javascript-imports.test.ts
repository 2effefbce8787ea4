/** What the analysis of one JavaScript or TypeScript file knows of others: in a workspace made of texts. */
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import type { ReadModule } from '../../rules/src/internal.ts';
import plugin from '../../rules/src/node/javascript.ts';
import { code } from '../support/rule-testers.ts';

type Files = Readonly<Record<string, string>>;

/** ESLint's types know its own parser's tree only. */
interface AnyLinter {
  verify(text: string, config: object): Linter.LintMessage[];
}

interface Options {
  readonly readModule?: ReadModule | undefined;
  readonly parser?: object;
}

/** What the rules say of `path`: `rule: line`. */
function findings(files: Files, path: string, { readModule = (name) => files[name], parser }: Options = {}): string[] {
  const linter: AnyLinter = new Linter();
  const messages = linter.verify(files[path] ?? '', {
    plugins: { weakref: plugin },
    ...(parser === undefined ? {} : { languageOptions: { parser } }),
    settings: { weakref: { readModule, path } },
    rules: plugin.configs.recommended[0]?.rules,
  });
  return messages.map(({ ruleId, line, message }) => (ruleId === null ? message : `${ruleId.slice('weakref/'.length)}: ${line}`));
}

const BASE = code`
  import { open } from './open.js';

  export const current = new WeakRef(open());
  const hidden = new WeakRef(open());
  export { hidden as shown };
  export default current;
`;

const USER = code`
  import fallback, { current, shown } from './base.js';

  export function use() {
    current.deref().name;
    shown.deref().name;
    fallback.deref().name;
  }
`;

const ALL = ['no-unchecked-deref: 4', 'no-unchecked-deref: 5', 'no-unchecked-deref: 6'];

describe('names of other files', () => {
  it('are unknown without a host, and where there is no such file', () => {
    expect(findings({ '/w/user.js': USER }, '/w/user.js', { readModule: () => undefined })).toEqual([]);
  });

  it('are weak handles of a file beside', () => {
    expect(findings({ '/w/base.js': BASE, '/w/user.js': USER }, '/w/user.js')).toEqual(ALL);
  });

  it('are found through the parser of TypeScript too, by the name of what the file becomes', () => {
    const files = { '/w/base.ts': BASE.replace('open());', 'open() as object);'), '/w/user.ts': USER };
    expect(findings(files, '/w/user.ts', { parser: typescriptParser })).toEqual(ALL);
  });

  it.each([
    ['./base', '/w/src/base.ts'],
    ['./base', '/w/src/base/index.js'],
    ['./base.jsx', '/w/src/base.tsx'],
    ['./base.mjs', '/w/src/base.mts'],
    ['./base.cjs', '/w/src/base.cjs'],
    ['./base.ts', '/w/src/base.ts'],
    ['../lib/base', '/w/lib/base.js'],
    ['./base.model.js', '/w/src/base.model.ts'],
    ['./base.model', '/w/src/base.model.ts'],
  ])('%s leads to %s', (specifier, path) => {
    const user = USER.replace('./base.js', specifier);
    expect(findings({ [path]: BASE, '/w/src/user.js': user }, '/w/src/user.js')).toEqual(ALL);
  });

  it.each(['base', 'lib/base.js', '/w/base.js', './base.py', '../../../../base.js', './base.js.js'])('%s leads nowhere', (specifier) => {
    expect(findings({ '/w/base.js': BASE, '/w/user.js': USER.replace('./base.js', specifier) }, '/w/user.js')).toEqual([]);
  });

  it('are the same in a workspace of addresses, and where folders are parted by backslashes', () => {
    expect(findings({ 'vscode-vfs://host/w/base.js': BASE, 'vscode-vfs://host/w/user.js': USER }, 'vscode-vfs://host/w/user.js')).toEqual(ALL);
    expect(findings({ 'C:/w/base.js': BASE, 'C:\\w\\user.js': USER }, 'C:\\w\\user.js')).toEqual(ALL);
  });

  it('lead on to the file that a module has them from', () => {
    const barrel = code`
      export { current } from './base.js';
      export { default } from './base.js';
      export { shown } from './names.js';
    `;
    const files = { '/w/base.js': BASE, '/w/index.js': barrel, '/w/names.js': "import { shown } from './base.js';\nexport { shown };\n", '/w/user.js': USER.replace('./base.js', './index.js') };
    expect(findings(files, '/w/user.js')).toEqual(ALL);
  });

  it('may go round in a circle, and tell nothing then', () => {
    const files = { '/w/a.js': "export { current } from './b.js';\n", '/w/b.js': "export { current } from './a.js';\n" };
    const user = "import { current } from './a.js';\nexport const use = () => current.deref().name;\n";
    expect(findings({ ...files, '/w/user.js': user }, '/w/user.js')).toEqual([]);
  });

  it('tell nothing where the other file does not parse, or does not export them', () => {
    expect(findings({ '/w/base.js': `${BASE}\n(`, '/w/user.js': USER }, '/w/user.js')).toEqual([]);
    expect(findings({ '/w/base.js': BASE.replaceAll('export ', ''), '/w/user.js': USER }, '/w/user.js')).toEqual([]);
  });

  it('may be any text', () => {
    const files = { '/w/base.js': `${BASE}\nexport { hidden as '$& (x', hidden as $held };\n`, '/w/user.js': USER.replace('shown }', () => "'$& (x' as shown }").replace('{ current,', () => '{ $held as current,') };
    expect(findings(files, '/w/user.js')).toEqual(ALL);
  });

  it('are nothing weak where the other file holds none', () => {
    const base = 'export const current = { deref: () => ({}) };\nexport const shown = current;\nexport default current;\n';
    expect(findings({ '/w/base.js': base, '/w/user.js': USER }, '/w/user.js')).toEqual([]);
  });
});

describe('functions and members of other files', () => {
  const NODE = code`
    export class Node {
      #parent;
      constructor(parent) {
        this.#parent = new WeakRef(parent);
      }
      get parent() {
        return this.#parent.deref();
      }
      owner() {
        return this.#parent.deref();
      }
    }
    export const peek = (ref) => ref.deref();
    export function assertAlive(node) {
      if (node === undefined) throw new Error('gone');
    }
  `;

  it('hand on what a handle gives, and look at what they are given', () => {
    const user = code`
      import { Node, assertAlive, peek } from './node.js';

      class Leaf extends Node {
        show() {
          return this.parent.name;
        }
        tell() {
          return this.owner().name;
        }
      }

      export function climb(ref = new WeakRef(new Leaf())) {
        const node = ref.deref();
        assertAlive(node);
        return node.name;
      }
    `;
    expect(findings({ '/w/node.js': NODE, '/w/user.js': user }, '/w/user.js')).toEqual(['no-unchecked-deref: 5', 'no-unchecked-deref: 8']);
  });

  it('use what they are given: the call is reported', () => {
    const files = {
      '/w/lines.ts': code`
        // What a WeakRef may give.
        export function title(node?: { title: string }): string { return node!.title; }
        export function maybe(node?: { title: string }): string { return node?.title ?? 'gone'; }
        export function either(node?: { title: string }): string { return node === undefined ? 'gone' : node.title; }
      `,
      '/w/user.ts': code`
        import { either, maybe, title } from './lines';

        export function use(handle: WeakRef<{ title: string }>): string {
          return maybe(handle.deref()) + either(handle.deref()) + title(handle.deref());
        }
      `,
    };
    expect(findings(files, '/w/user.ts', { parser: typescriptParser })).toEqual(['no-unchecked-deref: 4']);
  });

  it('are known by their types, too', () => {
    const user = code`
      import type { Node } from './node.js';
      import { type Node as Other } from './node.js';

      export function climb(node: Node, other: Other, held: WeakRef<Node>) {
        return node.parent.name + other.owner().name;
      }
    `;
    expect(findings({ '/w/node.ts': NODE, '/w/user.ts': user }, '/w/user.ts', { parser: typescriptParser })).toEqual(['no-unchecked-deref: 5', 'no-unchecked-deref: 5']);
  });

  it('come by `export *`', () => {
    const files = { '/w/node.js': NODE, '/w/index.js': "export * from './other.js';\nexport * from './node.js';\n", '/w/other.js': 'export const x = 1;\n' };
    const user = code`
      import { Node } from './index.js';
      export const make = (ref = new WeakRef({})) => new Node(ref).parent.name;
    `;
    expect(findings({ ...files, '/w/user.js': user }, '/w/user.js')).toEqual(['no-unchecked-deref: 2']);
  });

  it('come by `require`', () => {
    const files = { '/w/node.js': `${NODE.replaceAll('export ', '')}\nconst current = new WeakRef(new Node());\nmodule.exports = { Node, current };\nexports.peek = peek;\nmodule.exports.assertAlive = assertAlive;\n` };
    const user = code`
      const { Node, current } = require('./node');
      const nodes = require('./node.js');

      function use() {
        current.deref().name;
        nodes.current.deref().name;
        const node = nodes.current.deref();
        nodes.assertAlive(node);
        node.name;
        return new Node().parent.name;
      }
    `;
    expect(findings({ ...files, '/w/user.js': user }, '/w/user.js')).toEqual(['no-unchecked-deref: 5', 'no-unchecked-deref: 6', 'no-unchecked-deref: 10']);
  });
});
