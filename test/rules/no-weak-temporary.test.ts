/** Objects, functions and keys that only a weak reference is left with. */
import rule from '../../rules/src/rules/no-weak-temporary.ts';
import { code, testRule } from '../support/rule-testers.ts';

const once = { when: 'it is gone at once' };
const job = { when: 'it is gone after this job' };

testRule(rule, {
  python: {
    valid: [
      {
        name: 'a handle of an object that is made to be gone',
        code: code`
          import weakref


          class Removal:
              def __init__(self, hooks):
                  self.hooks = weakref.ref(hooks)


          def nothing_to_remove():
              class Gone(dict):
                  pass

              return Removal(Gone())


          def dead():
              class Gone:
                  pass

              return weakref.ref(Gone())
        `,
      },
      {
        name: 'a base that may keep its objects',
        code: code`
          import logging
          import weakref


          class Sink(logging.Handler):
              """The module of its base lists all of them."""


          sinks = weakref.WeakValueDictionary({level: Sink(level) for level in (10, 20)})
        `,
      },
      {
        name: 'a property or a method may keep its object',
        code: code`
          import weakref

          tables = []


          class Row:
              cells = property(tables.append)


          class Sheet:
              def __init__(self):
                  self.lines = []

              def title(self):
                  tables.append(self)


          def add_row(rows, key, cell):
              row = Row()
              row.cells.append(cell)
              rows[key] = weakref.ref(row)


          def add_sheet(sheets, key):
              sheet = Sheet()
              sheet.title()
              sheets[key] = weakref.ref(sheet)
        `,
      },
      {
        name: 'it is made to see it go, or for the type of its handle',
        code: code`
          import gc
          import weakref


          class Node:
              pass


          def collect():
              gc.collect()


          def test_gone():
              ref = weakref.ref(Node())
              collect()
              print(ref)


          def invalid_handle():
              return weakref.ref(Node())


          KIND = type(weakref.ref(Node()))
        `,
      },
      {
        name: 'in a class that keeps its values itself',
        code: code`
          import weakref


          class Icon:
              pass


          class Icons(weakref.WeakValueDictionary):
              def __init__(self):
                  super().__init__()
                  self.kept = []

              def __setitem__(self, key, icon):
                  self.kept.append(icon)
                  super().__setitem__(key, icon)

              def load(self, key):
                  self[key] = Icon()
        `,
      },
      {
        name: 'an object that is to be gone: its handle is called so, or is asserted to be empty',
        code: code`
          import unittest
          import weakref


          class Node:
              pass


          samples = {}
          samples["DeadReference"] = weakref.ref(Node())
          samples["DeadProxy"] = weakref.proxy(Node())


          class Tests(unittest.TestCase):
              def test_asserted(self):
                  first = weakref.ref(Node())
                  second = weakref.ref(Node())
                  third = weakref.ref(Node())
                  self.assertIs(first(), None)
                  self.assertIsNone(second())
                  assert not third()

              def test_named(self):
                  dead_ref = weakref.ref(Node())
                  self.check(dead_ref)
        `,
      },
      {
        name: 'what is refused with an error is for no-weak-primitive to say',
        code: code`
          import weakref


          def at_once(node):
              return weakref.ref(weakref.ref(node))


          def by_name(node):
              inner = weakref.ref(node)
              return weakref.ref(inner)
        `,
      },
      {
        name: 'a name, a member or the result keeps it',
        code: code`
          import weakref

          cache = weakref.WeakValueDictionary()


          class Image:
              def __init__(self, path):
                  self.path = path


          class Gallery:
              def load(self, path):
                  image = cache[path] = Image(path)
                  return image

              def load_again(self, path):
                  cache[path] = image = Image(path)
                  return image

              def first(self, path):
                  self.image = Image(path)
                  self.handle = weakref.ref(self.image)

              def shared(self, path):
                  return cache.setdefault(path, Image(path))

              def both(self, path):
                  image = Image(path)
                  self.handle = weakref.ref(image)
                  return image
        `,
      },
      {
        name: 'its constructor, or a method that it calls, makes it known to somebody',
        code: code`
          import weakref


          class Registered:
              def __init__(self, all_of_them):
                  all_of_them.append(self)


          class Started:
              def __init__(self, loop):
                  self.start(loop)

              def start(self, loop):
                  loop.call_soon(self.run)

              def run(self):
                  pass


          class Nested(Registered):
              pass


          def handles(everybody):
              return weakref.ref(Registered(everybody)), weakref.ref(Started(everybody)), weakref.ref(Nested(everybody))
        `,
      },
      {
        name: 'its constructor gives it away beside the weak reference',
        code: code`
          import weakref


          class Lease:
              def __init__(self, everybody):
                  everybody[self] = weakref.ref(self)


          class Closed:
              def __init__(self):
                  self._finalizer = weakref.finalize(self, self.close)

              def close(self):
                  pass


          def handles(everybody):
              return weakref.ref(Lease(everybody)), weakref.ref(Closed())
        `,
      },
      {
        name: 'a class that is not all in sight may keep its objects',
        code: code`
          import weakref
          from plugins import Base, Meta, registered


          class A(Base):
              pass


          class B(metaclass=Meta):
              pass


          @registered
          class C:
              pass


          class D:
              def __new__(cls):
                  return cls.only


          def get():
              return weakref.ref(A()), weakref.ref(B()), weakref.ref(C()), weakref.ref(D()), weakref.ref(Base()), weakref.ref(make())
        `,
      },
      {
        name: 'a function that gives what is kept elsewhere',
        code: code`
          import weakref


          class Node:
              pass


          class Tree:
              def __init__(self):
                  self.root = Node()

              def top(self):
                  return self.root

              def handle(self):
                  return weakref.ref(self.top())
        `,
      },
      {
        name: 'asked on the spot whether it is gone, and an empty object that shows when the collector runs',
        code: code`
          import weakref


          class Dummy:
              pass


          COUNTS_REFERENCES = weakref.ref(Dummy())() is None
          sentinel = weakref.ref(set())
        `,
      },
      {
        name: 'the local is still looked at, or the function still works, after the handle is stored',
        code: code`
          import weakref


          class Node:
              def __init__(self, value):
                  self.value = value


          class Test:
              def test_a(self):
                  node = Node(1)
                  self.handle = weakref.ref(node)
                  self.check(self.handle)

              def test_b(self):
                  node = Node(1)
                  nodes = weakref.WeakValueDictionary({1: node})
                  assert nodes[1] == node
        `,
      },
    ],
    invalid: [
      {
        name: 'objects of a base that keeps none, made by a comprehension',
        code: code`
          import gettext
          import weakref


          class Pack(gettext.NullTranslations):
              def __init__(self, lang):
                  super().__init__(None)
                  self.lang = lang


          packs = weakref.WeakValueDictionary({lang: Pack(lang) for lang in ("en", "de")})
        `,
        errors: [
          { messageId: 'container', data: { api: 'WeakValueDictionary', when: 'it is gone at once' }, line: 11, column: 44, endLine: 11, endColumn: 54 },
        ],
      },
      {
        name: 'what is put into a field does not keep the object',
        code: code`
          import weakref


          class Sheet:
              def __init__(self):
                  self.lines = []


          class Book:
              def __init__(self):
                  self.sheets = weakref.WeakValueDictionary()

              def add(self, key, line):
                  sheet = Sheet()
                  sheet.lines.append(line)
                  self.sheets[key] = sheet
        `,
        errors: [
          { messageId: 'local', data: { text: 'sheet', api: 'WeakValueDictionary' }, line: 16, column: 28, endLine: 16, endColumn: 33 },
        ],
      },
      {
        name: 'a constructor, or a function that hands it on, holds weakly what it is given',
        code: code`
          import weakref


          class Owner:
              pass


          class Child:
              def __init__(self, owner):
                  self.owner = weakref.ref(owner)


          def relay(owner):
              return Child(owner)


          def made():
              kept = Owner()
              return Child(Owner()), relay(Owner()), Child(kept), kept
        `,
        errors: [
          { messageId: 'handle', data: { api: 'Child', when: 'it is gone at once' }, line: 19, column: 18, endLine: 19, endColumn: 25 },
          { messageId: 'handle', data: { api: 'relay', when: 'it is gone at once' }, line: 19, column: 34, endLine: 19, endColumn: 41 },
        ],
      },
      {
        name: 'an empty object in a container that lasts',
        code: code`
          import weakref


          class Topics:
              def __init__(self):
                  self._members = weakref.WeakValueDictionary()

              def open(self, topic):
                  self._members[topic] = set()
        `,
        errors: [
          {
            messageId: 'container',
            data: { api: 'WeakValueDictionary', ...once },
            line: 9,
            column: 32,
            endLine: 9,
            endColumn: 37,
          },
        ],
      },
      {
        name: 'who only looks whether it is there does not mean it to be gone; a deadline is not dead',
        code: code`
          import weakref


          class Node:
              pass


          def watch():
              handle = weakref.ref(Node())
              if handle() is None:
                  print("gone")
              deadline = weakref.ref(Node())
              return handle, deadline
        `,
        errors: [
          {
            messageId: 'handle',
            data: { api: 'ref', ...once },
            line: 9,
            column: 26,
            endLine: 9,
            endColumn: 32,
            suggestions: [{ messageId: 'name', data: { name: 'node' }, output: { lines: [9, 9], become: 'node = Node()\nhandle = weakref.ref(node)' } }],
          },
          {
            messageId: 'handle',
            data: { api: 'ref', ...once },
            line: 12,
            column: 28,
            endLine: 12,
            endColumn: 34,
            suggestions: [{ messageId: 'name', data: { name: 'node' }, output: { lines: [12, 12], become: 'node = Node()\ndeadline = weakref.ref(node)' } }],
          },
        ],
      },
      {
        name: 'an object whose constructor shows it to nothing but weak references',
        code: code`
          import weakref


          class Lease:
              everybody = weakref.WeakSet()

              def __init__(self, fd):
                  Lease.everybody.add(self)
                  self._finalizer = weakref.finalize(self, print, fd)


          handle = weakref.ref(Lease(3))
        `,
        errors: [{ messageId: 'handle', data: { ...once, api: 'ref' }, line: 12, column: 22, endLine: 12, endColumn: 30, suggestions: [
          { messageId: 'name', data: { name: 'lease' }, output: { lines: [12, 12], become: 'lease = Lease(3)\nhandle = weakref.ref(lease)' } },
        ] }],
      },
      {
        name: 'an object, a function and a partial in a handle',
        code: code`
          import functools
          import weakref


          class Worker:
              def __init__(self, name):
                  self.name = name
                  self.setup()

              def setup(self):
                  self.jobs = []


          class Pool:
              def start(self, call):
                  self.worker = weakref.ref(Worker("a"))
                  self.proxy = weakref.proxy(Worker("b"))
                  self.method = weakref.WeakMethod(Worker("c").setup)
                  return weakref.ref(lambda: 1), weakref.ref(functools.partial(call, 1))
        `,
        errors: [
          {
            messageId: 'handle',
            data: { ...once, api: 'ref' },
            line: 16,
            column: 35,
            endLine: 16,
            endColumn: 46,
            suggestions: [
              { messageId: 'member', data: { name: 'self._worker' }, output: {
                lines: [16, 16],
                become: code`
                  self._worker = Worker("a")
                  self.worker = weakref.ref(self._worker)
                `,
              } },
            ],
          },
          {
            messageId: 'handle',
            data: { ...once, api: 'proxy' },
            line: 17,
            column: 36,
            endLine: 17,
            endColumn: 47,
            suggestions: [
              { messageId: 'member', data: { name: 'self._worker' }, output: {
                lines: [17, 17],
                become: code`
                  self._worker = Worker("b")
                  self.proxy = weakref.proxy(self._worker)
                `,
              } },
            ],
          },
          {
            messageId: 'handle',
            data: { ...once, api: 'WeakMethod' },
            line: 18,
            column: 42,
            endLine: 18,
            endColumn: 59,
            suggestions: [
              { messageId: 'member', data: { name: 'self._worker' }, output: {
                lines: [18, 18],
                become: code`
                  self._worker = Worker("c")
                  self.method = weakref.WeakMethod(self._worker.setup)
                `,
              } },
            ],
          },
          {
            messageId: 'handle',
            data: { ...once, api: 'ref' },
            line: 19,
            column: 28,
            endLine: 19,
            endColumn: 37,
            suggestions: [
              { messageId: 'member', data: { name: 'self._callback' }, output: {
                lines: [19, 19],
                become: code`
                  self._callback = lambda: 1
                  return weakref.ref(self._callback), weakref.ref(functools.partial(call, 1))
                `,
              } },
            ],
          },
          {
            messageId: 'handle',
            data: { ...once, api: 'ref' },
            line: 19,
            column: 52,
            endLine: 19,
            endColumn: 78,
            suggestions: [
              { messageId: 'member', data: { name: 'self._partial' }, output: {
                lines: [19, 19],
                become: code`
                  self._partial = functools.partial(call, 1)
                  return weakref.ref(lambda: 1), weakref.ref(self._partial)
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'containers whose entries nobody keeps',
        code: code`
          import weakref


          class Image:
              pass


          class Gallery:
              def __init__(self):
                  self.images = weakref.WeakValueDictionary()
                  self.names = weakref.WeakKeyDictionary()
                  self.shown = weakref.WeakSet(Image() for _ in range(3))

              def load(self, path):
                  self.images[path] = Image()
                  self.images.setdefault(path, Image())
                  self.names[Image()] = path
                  self.shown.add(Image())
                  self.shown.add(weakref.WeakMethod(self.load))
                  return self.images[path]
        `,
        errors: [
          { messageId: 'container', data: { ...once, api: 'WeakSet' }, line: 12, column: 38, endLine: 12, endColumn: 45 },
          {
            messageId: 'container',
            data: { ...once, api: 'WeakValueDictionary' },
            line: 15,
            column: 29,
            endLine: 15,
            endColumn: 36,
            suggestions: [
              { messageId: 'name', data: { name: 'image' }, output: {
                lines: [15, 20],
                become: code`
                  image = Image()
                  self.images[path] = image
                  self.images.setdefault(path, Image())
                  self.names[Image()] = path
                  self.shown.add(Image())
                  self.shown.add(weakref.WeakMethod(self.load))
                  return image
                `,
              } },
            ],
          },
          { messageId: 'container', data: { ...once, api: 'WeakValueDictionary' }, line: 16, column: 38, endLine: 16, endColumn: 45 },
          { messageId: 'container', data: { ...once, api: 'WeakKeyDictionary' }, line: 17, column: 20, endLine: 17, endColumn: 27 },
          { messageId: 'container', data: { ...once, api: 'WeakSet' }, line: 18, column: 24, endLine: 18, endColumn: 31 },
          { messageId: 'container', data: { ...once, api: 'WeakSet' }, line: 19, column: 24, endLine: 19, endColumn: 53 },
        ],
      },
      {
        name: 'only a local variable keeps it, and the function ends',
        code: code`
          import weakref


          class Node:
              pass


          class Tree:
              def start(self):
                  node = Node()
                  node.depth = 0
                  self.top = weakref.ref(node)

              def handle(self):
                  node = Node()
                  return weakref.ref(node)
        `,
        errors: [
          {
            messageId: 'local',
            data: { text: 'node', api: 'ref' },
            line: 12,
            column: 32,
            endLine: 12,
            endColumn: 36,
            suggestions: [
              { messageId: 'member', data: { name: 'self._node' }, output: {
                lines: [12, 12],
                become: code`
                  self._node = node
                  self.top = weakref.ref(node)
                `,
              } },
            ],
          },
          {
            messageId: 'local',
            data: { text: 'node', api: 'ref' },
            line: 16,
            column: 28,
            endLine: 16,
            endColumn: 32,
            suggestions: [
              { messageId: 'member', data: { name: 'self._node' }, output: {
                lines: [16, 16],
                become: code`
                  self._node = node
                  return weakref.ref(node)
                `,
              } },
            ],
          },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'a container that is asked at once shows what can be put into it',
        code: code`
          export const takesSymbols = () => {
            try {
              return !new WeakSet([Symbol('probe')]).has(Symbol.iterator);
            } catch {
              return false;
            }
          };

          export function takes() {
            return new WeakSet([Symbol('probe')]).has(Symbol.iterator) === false;
          }
        `,
      },
      {
        name: 'an accessor, or a member that is called, may keep its object',
        code: code`
          class Row {
            cells = [];

            get table() {
              return tables.of(this);
            }
          }

          class Sheet {
            constructor(name) {
              this.name = name;
              this.onClose = undefined;
            }
          }

          const tables = { of: (row) => row };
          const rows = new Map();
          const sheets = new Map();

          export function addRow(key, cell) {
            const row = new Row();
            row.table.push(cell);
            rows.set(key, new WeakRef(row));
          }

          export function addSheet(key, name) {
            const sheet = new Sheet(name);
            sheet.onClose(name);
            sheets.set(key, new WeakRef(sheet));
          }

          export function sweep() {
            rows.clear();
            sheets.clear();
          }
        `,
      },
      {
        name: 'in the same job it is there, and a collection is forced to see it go',
        code: code`
          export function shown() {
            const ref = new WeakRef({ size: 1 });
            return inspect(ref);
          }

          export function collected() {
            const ref = new WeakRef({ size: 1 });
            const asked = () => ref.deref();
            globalThis.gc();
            return asked();
          }
        `,
      },
      {
        name: 'a container that is made to try it',
        code: code`
          export function takesSymbols() {
            try {
              new WeakMap().set(Symbol('probe'), 1);
              return true;
            } catch {
              return false;
            }
          }
        `,
      },
      {
        name: 'somebody keeps it',
        code: code`
          const handles = new WeakMap();
          class Pool {
            start(make) {
              this.owned = { run: make() };
              this.worker = new WeakRef(this.owned);
            }
            entry(key) {
              const value = { key };
              handles.set(key, new WeakRef(value));
              return value;
            }
            made(make) { return new WeakRef(make()); }
          }
        `,
      },
      {
        name: 'a constructor that hands the object on, or gives another one',
        code: code`
          const all = [];
          class Registered { constructor() { all.push(this); } }
          class Listener { constructor(target) { target.addEventListener('x', () => this.run()); } run() {} }
          class Only { constructor() { return Only.it; } }
          export const handles = [new WeakRef(new Registered()), new WeakRef(new Listener(window)), new WeakRef(new Only()), new WeakRef(new Worker('a.js'))];
        `,
      },
      { name: 'an empty object that shows when the collector has run', code: 'export const sentinel = new WeakRef({}), other = new WeakRef([]);' },
      {
        name: 'an empty object in a map that is only tried out',
        code: code`
          const usable = new WeakMap();
          usable.set({}, 1);
          export const isWhole = () => {
            const tried = new WeakSet();
            tried.add({});
            return tried.add({}) === tried;
          };
        `,
      },
    ],
    invalid: [
      {
        name: 'what is put into a field does not keep the object',
        code: code`
          class Row {
            cells = [];
          }

          const rows = new Map();

          export function addRow(key, cell) {
            const row = new Row();
            row.cells.push(cell);
            rows.set(key, new WeakRef(row));
          }

          export function sweep() {
            rows.clear();
          }
        `,
        errors: [
          { messageId: 'local', data: { text: 'row', api: 'WeakRef' }, line: 10, column: 29, endLine: 10, endColumn: 32 },
        ],
      },
      {
        name: 'a handle that outlives the job',
        code: code`
          export async function later() {
            const ref = new WeakRef({ size: 1 });
            await pause();
            return inspect(ref);
          }
        `,
        errors: [
          {
            messageId: 'handle',
            data: { api: 'WeakRef', when: 'it is gone after this job' },
            line: 2, column: 27, endLine: 2, endColumn: 38,
            suggestions: [
              { messageId: 'name', data: { name: 'value' }, output: { lines: [2, 2], become: code`
                  const value = { size: 1 };
                  const ref = new WeakRef(value);
                ` } },
            ],
          },
        ],
      },
      {
        name: 'an object whose constructor shows it to nothing but weak references',
        code: code`
          const registry = new FinalizationRegistry(close);
          const all = new Map();
          class Lease { constructor(fd) { registry.register(this, fd, this); all.set(fd, new WeakRef(this)); } }
          export const handle = new WeakRef(new Lease(3));
        `,
        errors: [{ messageId: 'handle', data: { ...job, api: 'WeakRef' }, line: 4, column: 35, endLine: 4, endColumn: 47 }],
      },
      {
        name: 'handles of what is made on the spot',
        code: code`
          class Node { constructor(value) { this.value = value; } }
          export const a = new WeakRef({ a: 1 });
          export const b = new WeakRef(new Node(1));
          export const c = new WeakRef(() => 1);
        `,
        errors: [
          { messageId: 'handle', data: { ...job, api: 'WeakRef' }, line: 2, column: 30, endLine: 2, endColumn: 38 },
          { messageId: 'handle', data: { ...job, api: 'WeakRef' }, line: 3, column: 30, endLine: 3, endColumn: 41 },
          { messageId: 'handle', data: { ...job, api: 'WeakRef' }, line: 4, column: 30, endLine: 4, endColumn: 37 },
        ],
      },
      {
        name: 'keys that nobody can have',
        code: code`
          const cache = new WeakMap();
          export function find(a, b) {
            if (!cache.has([a, b])) cache.set([a, b], a + b);
            return cache.get([a, b]);
          }
        `,
        errors: [
          { messageId: 'lookUp', data: { api: 'WeakMap' }, line: 3, column: 18, endLine: 3, endColumn: 24 },
          { messageId: 'container', data: { ...job, api: 'WeakMap' }, line: 3, column: 37, endLine: 3, endColumn: 43 },
          { messageId: 'lookUp', data: { api: 'WeakMap' }, line: 4, column: 20, endLine: 4, endColumn: 26 },
        ],
      },
      {
        name: 'an empty object as a key of a map that lasts',
        code: code`
          const sizes = new WeakMap();
          export function note(size) {
            sizes.set({}, size);
          }
        `,
        errors: [{ messageId: 'container', data: { ...job, api: 'WeakMap' }, line: 3, column: 13, endLine: 3, endColumn: 15 }],
      },
      {
        name: 'the value of an entry, held weakly although its key should keep it',
        code: code`
          const sizes = new WeakMap();
          export function measure(element) {
            const size = { width: element.width };
            sizes.set(element, new WeakRef(size));
          }
        `,
        errors: [{ messageId: 'local', data: { text: 'size', api: 'WeakRef' }, line: 4, column: 34, endLine: 4, endColumn: 38 }],
      },
    ],
  },
  typescript: {
    valid: [
      {
        name: 'what a function gives may be known to others: it keeps the keys',
        code: code`
          export class Cache {
            private readonly compiled = new WeakMap<object, string>();
            private readonly keys = new Map<string, object>();

            get(source: string): void {
              const key = this.keyFor(source);
              this.compiled.set(key, source);
            }

            private keyFor(source: string): object {
              let key = this.keys.get(source);
              if (!key) {
                key = { source };
                this.keys.set(source, key);
              }
              return key;
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'a method that holds weakly what it is given',
        code: code`
          class Emitter {
            #listeners = new Set<WeakRef<() => void>>();

            on(listener: () => void): void {
              this.#listeners.add(new WeakRef(listener));
            }

            emit(): void {
              for (const ref of this.#listeners) {
                const listener = ref.deref();
                if (listener) listener();
                else this.#listeners.delete(ref);
              }
            }
          }

          class Panel {
            readonly onResize = () => this.layout();

            constructor(emitter: Emitter) {
              emitter.on(this.layout.bind(this));
              emitter.on(() => this.layout());
              emitter.on(this.onResize);
              emitter.on(this.layout);
            }

            layout(): void {}
          }
        `,
        errors: [
          { messageId: 'handle', data: { api: 'on', when: 'it is gone after this job' }, line: 22, column: 16, endLine: 22, endColumn: 35 },
        ],
      },
      {
        name: 'with types around',
        code: 'const handle: WeakRef<{ a: number }> = new WeakRef({ a: 1 } as { a: number });\nexport { handle };\n',
        errors: [
          {
            messageId: 'handle',
            data: { ...job, api: 'WeakRef' },
            line: 1,
            column: 52,
            endLine: 1,
            endColumn: 60,
            suggestions: [
              { messageId: 'name', data: { name: 'value' }, output: {
                lines: [1, 1],
                become: code`
                  const value = { a: 1 };
                  const handle: WeakRef<{ a: number }> = new WeakRef(value as { a: number });
                `,
              } },
            ],
          },
        ],
      },
    ],
  },
});
