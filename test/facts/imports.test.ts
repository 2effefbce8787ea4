/** What the analysis of one file knows of others: in a workspace made of texts. */
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import type { ReadModule } from '../../rules/src/internal.ts';
import plugin from '../../rules/src/node/python.ts';
import { rules } from '../../rules/src/rules/index.ts';
import { ring } from '../support/programs.ts';
import { code } from '../support/rule-testers.ts';

type Files = Readonly<Record<string, string>>;

/** ESLint's types know configurations for JavaScript only. */
interface AnyLinter {
  verify(text: string, config: object): Linter.LintMessage[];
}

const BASE = code`
  import weakref
  from dataclasses import dataclass


  class Scan:
      __slots__ = ("name",)


  class Tree(list):
      pass


  @dataclass
  class Point:
      x: int


  def make():
      return Tree()


  current = weakref.ref(make())
`;

/** What the rules say of `path`: `rule: line`. */
function findings(files: Files, path: string, readModule: ReadModule | undefined = (name) => files[name]): string[] {
  const linter: AnyLinter = new Linter();
  const messages = linter.verify(files[path] ?? '', {
    plugins: { weakref: plugin },
    language: 'weakref/python',
    settings: { weakref: { readModule, path } },
    rules: Object.fromEntries(Object.keys(rules).map((id) => [`weakref/${id}`, 'error'])),
  });
  return messages.map(({ ruleId, line, message }) => (ruleId === null ? message : `${ruleId.slice('weakref/'.length)}: ${line}`));
}

const USER = code`
  import weakref
  from .base import Scan, Tree, Point, current

  seen = weakref.WeakSet()


  def track(handle: "weakref.ref[Tree]"):
      scan = Scan()
      seen.add(Point(1))
      if handle():
          return
      current().sort()
      return weakref.ref(scan)
`;

const ALL = ['no-unhashable-weak-key: 9', 'no-truthy-deref: 10', 'no-unchecked-deref: 12', 'require-weakref-slot: 13'];

describe('names of other Python files', () => {
  it('are unknown without a host', () => {
    expect(findings({ '/w/pkg/user.py': USER }, '/w/pkg/user.py', undefined)).toEqual([]);
  });

  it('are unknown where the file is not in the workspace', () => {
    expect(findings({ '/w/pkg/user.py': USER }, '/w/pkg/user.py')).toEqual([]);
  });

  it('are classes and weak handles of a file beside', () => {
    expect(findings({ '/w/pkg/user.py': USER, '/w/pkg/base.py': BASE }, '/w/pkg/user.py')).toEqual(ALL);
  });

  it('are known on Windows, too', () => {
    const files: Files = { 'C:/w/pkg/base.py': BASE };
    expect(findings({ 'C:\\w\\pkg\\user.py': USER }, 'C:\\w\\pkg\\user.py', (name) => files[name])).toEqual(ALL);
  });

  it('come from packages above, by their full name, and through re-exports', () => {
    const files: Files = {
      '/w/shop/__init__.py': 'from .parts.base import Scan as Scanned\nfrom .parts import current\n',
      '/w/shop/parts/__init__.py': 'from .base import current\n',
      '/w/shop/parts/base.py': BASE,
      '/w/shop/views/__init__.py': '',
      '/w/shop/views/page.py': code`
        import weakref
        import shop.parts.base
        from shop import Scanned
        from ..parts import base, current
        from ..parts.base import Tree as Wood

        first = weakref.ref(shop.parts.base.Scan())
        second = weakref.ref(Scanned())
        third = weakref.ref(base.Scan())


        def show(handle: weakref.ref[Wood]):
            current().sort()
            return 1 if handle() else 2
      `,
    };
    expect(findings(files, '/w/shop/views/page.py')).toEqual([
      'require-weakref-slot: 7', 'require-weakref-slot: 8', 'require-weakref-slot: 9', 'no-unchecked-deref: 13', 'no-truthy-deref: 14',
    ]);
  });

  it('are bases of classes of the file', () => {
    const files: Files = {
      '/w/base.py': BASE,
      '/w/user.py': code`
        import weakref
        from base import Scan, Tree


        class Small(Scan):
            __slots__ = ("more",)


        class Big(Scan):
            pass


        class Wood(Tree):
            pass


        def track(handle: weakref.ref[Wood]):
            if handle():
                return
            return weakref.ref(Small()), weakref.ref(Big())
      `,
    };
    expect(findings(files, '/w/user.py')).toEqual(['no-truthy-deref: 18', 'require-weakref-slot: 20']);
  });

  it('may import each other', () => {
    const ring = (other: string): string => `import weakref\nfrom ${other} import Leaf as Leaf\nfrom ${other} import Other\n\nhandle = weakref.ref(Leaf())\n`;
    const files: Files = { '/w/a.py': ring('b'), '/w/b.py': ring('a') };
    expect(findings(files, '/w/a.py')).toEqual([]);
    expect(findings(files, '/w/b.py')).toEqual([]);
  });

  it('are looked up anew when a text has changed', () => {
    const files: Record<string, string> = { '/w/pkg/user.py': USER, '/w/pkg/base.py': BASE };
    const readModule: ReadModule = (name) => files[name];
    expect(findings(files, '/w/pkg/user.py', readModule)).toEqual(ALL);
    files['/w/pkg/base.py'] = BASE.replace('("name",)', '("name", "__weakref__")').replace('Tree(list)', 'Tree(object)');
    expect(findings(files, '/w/pkg/user.py', readModule)).toEqual(['no-unhashable-weak-key: 9', 'no-unchecked-deref: 12']);
  });

  it('say the same whoever asks first, when they import each other', () => {
    const files: Files = Object.fromEntries(Object.entries(ring).map(([name, text]) => [`/w/${name}`, text]));
    const paths = Object.keys(files);
    const alone = new Map(paths.map((path) => [path, findings(files, path)]));
    expect([...alone.values()]).toEqual([['no-unchecked-deref: 10'], ['no-unchecked-deref: 8'], ['no-unchecked-deref: 7']]);
    for (const order of [paths, [...paths].reverse(), ['/w/trees.py', '/w/nodes.py', '/w/shelf.py']]) {
      const shared: ReadModule = (name) => files[name];
      for (const path of order) expect(findings(files, path, shared)).toEqual(alone.get(path));
    }
  });

  it('are looked up anew when a file has changed that another asks', () => {
    const files: Record<string, string> = {
      '/w/base.py': BASE,
      '/w/middle.py': 'import weakref\nfrom base import Scan\n\n\nclass Middle(Scan):\n    __slots__ = ()\n',
      '/w/user.py': 'import weakref\nfrom middle import Middle\n\nhandle = weakref.ref(Middle())\n',
      '/w/other.py': 'import weakref\nfrom middle import Middle\n\nfirst = weakref.ref(Middle())\n',
    };
    const readModule: ReadModule = (name) => files[name];
    expect(findings(files, '/w/user.py', readModule)).toEqual(['require-weakref-slot: 4']);
    expect(findings(files, '/w/other.py', readModule)).toEqual(['require-weakref-slot: 4']);
    files['/w/base.py'] = BASE.replace('("name",)', '("name", "__weakref__")');
    expect(findings(files, '/w/other.py', readModule)).not.toContain('require-weakref-slot: 4');
    expect(findings(files, '/w/user.py', readModule)).not.toContain('require-weakref-slot: 4');
  });

  it('ask for few files, and parse those alone that could help', () => {
    const many = Array.from({ length: 60 }, (_, i) => i);
    const read: string[] = [];
    const files: Files = {
      ...Object.fromEntries(many.map((i) => [`/w/m${i}.py`, `import weakref\n\nhandle${i} = weakref.ref(print)\n`])),
      '/w/user.py': `import weakref\n${many.map((i) => `from m${i} import handle${i}\n`).join('')}\n${many.map((i) => `handle${i}().x\n`).join('')}`,
    };
    const found = findings(files, '/w/user.py', (name) => {
      read.push(name);
      return files[name];
    });
    expect(found).toHaveLength(40);
    expect(new Set(read).size).toBeLessThan(200);
  });

  it('are unknown where the other file is broken, or means something else by them', () => {
    const files: Files = {
      '/w/user.py': USER.replace('.base', 'base'),
      '/w/base.py': 'import weakref\n\n\ndef Scan():\n    pass\n\n\nTree = Point = 1\ncurrent = weakref.ref(Scan) if x else 1\nclass (:\n',
    };
    expect(findings(files, '/w/user.py')).toEqual([]);
  });

  it('derive from weak containers, and answer some questions themselves', () => {
    const files: Files = {
      '/w/caches.py': code`
        import weakref


        class Cache(weakref.WeakValueDictionary):
            pass


        class Kept(weakref.WeakValueDictionary):
            def get(self, key, default=None):
                return object()
      `,
      '/w/user.py': code`
        from caches import Cache, Kept


        class Names(Cache):
            def name(self, key):
                return self.get(key).name


        class Others(Kept):
            def name(self, key):
                return self.get(key).name


        def find(key, kept: Kept, cache: Cache):
            kept.get(key).name
            cache.get(key).name
            return Cache().get(key).name
      `,
    };
    expect(findings(files, '/w/user.py')).toEqual(['no-unchecked-deref: 6', 'no-unchecked-deref: 16', 'no-unchecked-deref: 17']);
  });
});

describe('functions and members of other Python files', () => {
  const NODE = code`
    import weakref

    class Node:
        def __init__(self, parent):
            self._parent = weakref.ref(parent)
            self.children = []

        @property
        def parent(self):
            return self._parent()

        def owner(self):
            return self._parent()


    def watch(node):
        return weakref.ref(node)


    def first(nodes):
        return Node(nodes)
  `;

  it('hand on what a handle gives, keep it in members, and make handles', () => {
    const user = code`
      import weakref
      from .node import Node, first, watch


      class Leaf(Node):
          def show(self):
              self._parent().children.append(self)
              if self._parent() is not None:
                  pass
              return self.parent.name, self.owner().name


      def climb(node: Node):
          return node.parent.name


      def follow(node):
          handle = watch(node)
          del node
          yield
          handle().name
          first(handle).parent.name
    `;
    expect(findings({ '/w/pkg/node.py': NODE, '/w/pkg/user.py': user }, '/w/pkg/user.py')).toEqual([
      'no-unchecked-deref: 7', 'no-unchecked-deref: 10', 'no-unchecked-deref: 10', 'no-unchecked-deref: 14', 'no-unchecked-deref: 21', 'no-unchecked-deref: 22',
    ]);
  });

  it('may come through a package, and from a base of a base', () => {
    const files: Files = {
      '/w/pkg/__init__.py': 'from .node import Node\n',
      '/w/pkg/node.py': NODE,
      '/w/pkg/branch.py': 'import weakref\nfrom .node import Node\n\n\nclass Branch(Node):\n    pass\n',
      '/w/pkg/user.py': code`
        import weakref
        from . import Node
        from .branch import Branch


        def climb(node: Node, branch: Branch):
            return node.parent.name, branch.parent.name
      `,
    };
    expect(findings(files, '/w/pkg/user.py')).toEqual(['no-unchecked-deref: 7', 'no-unchecked-deref: 7']);
  });

  it('look at what they are given, or never return', () => {
    const files: Files = {
      '/w/checks.py': code`
        def require(node):
            if node is None:
                raise LookupError
            return node


        def fail(why):
            raise LookupError(why)


        def log(node):
            print(node)
      `,
      '/w/user.py': code`
        import weakref
        from checks import fail, log, require


        def use(handle: weakref.ref):
            node = handle()
            require(node)
            node.name


        def stop(handle: weakref.ref):
            node = handle()
            if node is None:
                fail("gone")
            node.name


        def tell(handle: weakref.ref):
            node = handle()
            log(node)
            node.name
      `,
    };
    expect(findings(files, '/w/user.py')).toEqual(['no-unchecked-deref: 21']);
  });

  it('use what they are given: the call is reported, with the place of the use', () => {
    const files: Files = {
      '/w/lines.py': code`
        """What a weakref to a line may give, as text."""


        def title(node):
            return node.title


        def titled(node):
            return node.title if node is not None else "gone"


        def either(node):
            try:
                return node.title
            except AttributeError:
                return "gone"


        def handed_on(node):
            return title(node)


        def label(text, *, node=None):
            return text + node.title


        def kept(node):
            return [node]
      `,
      '/w/user.py': code`
        import weakref
        from lines import either, handed_on, kept, label, title, titled


        def use(handle: weakref.ref):
            title(handle())


        def use_by_name(handle: weakref.ref):
            label("in", node=handle())


        def leave_alone(handle: weakref.ref):
            titled(handle()), either(handle()), kept(handle()), label("out")
            node = handle()
            if node is not None:
                title(node)


        def expect(handle: weakref.ref):
            try:
                return title(handle())
            except AttributeError:
                return "gone"
      `,
    };
    expect(findings(files, '/w/user.py')).toEqual(['no-unchecked-deref: 6', 'no-unchecked-deref: 10']);
  });

  it('are others where the class has a member of its own of that name', () => {
    const user = code`
      import weakref
      from node import Node


      class Leaf(Node):
          def parent(self):
              return self

          def show(self):
              return self.parent().name
    `;
    expect(findings({ '/w/node.py': NODE, '/w/user.py': user }, '/w/user.py')).toEqual([]);
  });
});
