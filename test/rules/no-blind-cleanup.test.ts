/** Clean-ups that delete an entry by its key, and those that look first or whose key cannot come again. */
import rule from '../../rules/src/rules/no-blind-cleanup.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'looks whether the handle is dead',
        code: code`
          import weakref

          handles = {}


          def forget(key):
              handle = handles.get(key)
              if handle is not None and handle() is None:
                  del handles[key]


          def remember(key, value):
              handles[key] = weakref.ref(value)
              weakref.finalize(value, forget, key)
        `,
      },
      {
        name: 'the identity of a living object is nobody else\'s',
        code: code`
          import weakref

          handles = {}


          def remember(value):
              handles[id(value)] = weakref.ref(value)
              weakref.finalize(value, handles.pop, id(value), None)
        `,
      },
      {
        name: 'a handle that is replaced takes its callback with it',
        code: code`
          import weakref

          handles = {}


          def remember(key, value):
              handles[key] = weakref.ref(value, lambda _: handles.pop(key, None))
        `,
      },
      {
        name: 'the finalizer of what is replaced is called off',
        code: code`
          import weakref

          handles = {}
          finalizers = {}


          def remember(key, value):
              if key in finalizers:
                  finalizers.pop(key).detach()
              handles[key] = weakref.ref(value)
              finalizers[key] = weakref.finalize(value, handles.pop, key, None)
        `,
      },
      {
        name: 'a table of something else than handles',
        code: code`
          import weakref

          sizes = {}


          def measure(key, value):
              sizes[key] = value.size
              weakref.finalize(value, sizes.pop, key, None)
        `,
      },
    ],
    invalid: [
      {
        name: 'the object has its name from who made it',
        code: code`
          import weakref


          class Worker:
              def __init__(self, name):
                  self.name = name


          class Registry:
              def __init__(self):
                  self._workers = {}

              def register(self, worker):
                  name = worker.name
                  self._workers[name] = weakref.ref(worker)
                  weakref.finalize(worker, self._workers.pop, name, None)
        `,
        errors: [
          { messageId: 'blind', data: { collection: 'self._workers' }, line: 16, column: 34, endLine: 16, endColumn: 51 },
        ],
      },
      {
        name: 'a method of the mapping',
        code: code`
          import weakref

          handles = {}


          def remember(key, value):
              handles[key] = weakref.ref(value)
              weakref.finalize(value, handles.pop, key, None)
        `,
        errors: [
          { messageId: 'blind', data: { collection: 'handles' }, line: 8, column: 29, endLine: 8, endColumn: 40 },
        ],
      },
      {
        name: 'a function that deletes',
        code: code`
          import weakref

          handles = {}


          def forget(key):
              del handles[key]


          def remember(key, value):
              handles[key] = weakref.ref(value)
              weakref.finalize(value, forget, key)
        `,
        errors: [
          {
            messageId: 'blind',
            data: { collection: 'handles' },
            line: 7,
            column: 9,
            endLine: 7,
            endColumn: 21,
            suggestions: [
              { messageId: 'look', data: { name: 'del handles[key]' }, output: {
                lines: [7, 7],
                become: code`
                  entry = handles.get(key)
                  if entry is not None and entry() is None:
                      del handles[key]
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
        name: 'looks whether the handle is dead',
        code: code`
          const cache = new Map();
          const registry = new FinalizationRegistry((key) => {
            if (!cache.get(key)?.deref()) cache.delete(key);
          });

          function remember(key, value) {
            cache.set(key, new WeakRef(value));
            registry.register(value, key);
          }
        `,
      },
      {
        name: 'the entry must be its own',
        code: code`
          const cache = new Map();
          const registry = new FinalizationRegistry(({ key, handle }) => {
            if (cache.get(key) === handle) cache.delete(key);
          });

          function remember(key, value) {
            const handle = new WeakRef(value);
            cache.set(key, handle);
            registry.register(value, { key, handle });
          }
        `,
      },
      {
        name: 'what is replaced is unregistered',
        code: code`
          const cache = new Map();
          const registry = new FinalizationRegistry((key) => cache.delete(key));

          function remember(key, value) {
            const old = cache.get(key);
            if (old !== undefined) registry.unregister(old);
            const handle = new WeakRef(value);
            cache.set(key, handle);
            registry.register(value, key, handle);
          }
        `,
      },
      {
        name: 'a number of its own for each object',
        code: code`
          const cache = new Map();
          const registry = new FinalizationRegistry((id) => cache.delete(id));
          let last = 0;

          function remember(value) {
            const id = ++last;
            cache.set(id, new WeakRef(value));
            registry.register(value, id);
            return id;
          }
        `,
      },
      {
        name: 'a method that looks first, and what stands beside the key',
        code: code`
          export class Cache {
            #map = new Map();
            #names = new Map();
            #registry = new FinalizationRegistry((key) => this.evict(key));
            #others = new FinalizationRegistry(({ key, ref }) => {
              if (this.#names.get(key) === ref) this.#names.delete(key);
            });

            evict(key) {
              if (this.#map.get(key)?.deref() !== undefined) return;
              this.#map.delete(key);
            }

            set(key, name, value) {
              const ref = new WeakRef(value);
              this.#map.set(key, ref);
              this.#names.set(name, ref);
              this.#registry.register(value, key);
              this.#others.register(value, { key: name, ref });
            }
          }
        `,
      },
      {
        name: 'by an identity that was made for the object, inside of what is held',
        code: code`
          const objects = new Map();
          const registry = new FinalizationRegistry(({ id }) => objects.delete(id));
          let last = 0;

          export function put(value) {
            const id = last++;
            objects.set(id, new WeakRef(value));
            registry.register(value, { id });
            return id;
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'a method that deletes, and a part of what is held',
        code: code`
          export class Cache {
            #map = new Map();
            #names = new Map();
            #registry = new FinalizationRegistry((key) => this.evict(key));
            #others = new FinalizationRegistry(({ key }) => this.#names.delete(key));

            evict(key) {
              this.#map.delete(key);
            }

            set(key, name, value) {
              const ref = new WeakRef(value);
              this.#map.set(key, ref);
              this.#names.set(name, ref);
              this.#registry.register(value, key);
              this.#others.register(value, { key: name });
            }
          }
        `,
        errors: [
          {
            messageId: 'blind', data: { collection: 'this.#names' }, line: 5, column: 51, endLine: 5, endColumn: 74,
            suggestions: [
              { messageId: 'look', data: { name: 'this.#names.delete(key)' }, output: { lines: [5, 5], become: '#others = new FinalizationRegistry(({ key }) => { if (this.#names.get(key)?.deref() === undefined) this.#names.delete(key); });' } },
            ],
          },
          {
            messageId: 'blind', data: { collection: 'this.#map' }, line: 8, column: 5, endLine: 8, endColumn: 26,
            suggestions: [
              { messageId: 'look', data: { name: 'this.#map.delete(key)' }, output: { lines: [8, 8], become: 'if (this.#map.get(key)?.deref() === undefined) this.#map.delete(key);' } },
            ],
          },
        ],
      },
      {
        name: 'a bound method, and a clean-up that a function of the file makes',
        code: code`
          export class Cache {
            constructor() {
              this.map = new Map();
              this.registry = new FinalizationRegistry(this.onGone.bind(this));
            }

            onGone(key) {
              this.map.delete(key);
            }

            set(key, value) {
              this.map.set(key, new WeakRef(value));
              this.registry.register(value, key);
            }
          }

          const makeCleanup = (/** @type {Map<string, WeakRef<object>>} */ map) => (key) => {
            map.delete(key);
          };
          const shared = new Map();
          const registry = new FinalizationRegistry(makeCleanup(shared));

          export function put(key, value) {
            shared.set(key, new WeakRef(value));
            registry.register(value, key);
          }
        `,
        errors: [
          {
            messageId: 'blind',
            data: { collection: 'this.map' },
            line: 8,
            column: 5,
            endLine: 8,
            endColumn: 25,
            suggestions: [
              { messageId: 'look', data: { name: 'this.map.delete(key)' }, output: { lines: [8, 8], become: 'if (this.map.get(key)?.deref() === undefined) this.map.delete(key);' } },
            ],
          },
          {
            messageId: 'blind',
            data: { collection: 'map' },
            line: 18,
            column: 3,
            endLine: 18,
            endColumn: 18,
            suggestions: [
              { messageId: 'look', data: { name: 'map.delete(key)' }, output: { lines: [18, 18], become: 'if (map.get(key)?.deref() === undefined) map.delete(key);' } },
            ],
          },
        ],
      },
      {
        name: 'by the key of a parameter',
        code: code`
          const channels = new Map();
          const registry = new FinalizationRegistry((name) => {
            channels.delete(name);
          });

          function channel(name, Channel) {
            const made = new Channel(name);
            channels.set(name, new WeakRef(made));
            registry.register(made, name);
            return made;
          }
        `,
        errors: [
          {
            messageId: 'blind',
            data: { collection: 'channels' },
            line: 3,
            column: 3,
            endLine: 3,
            endColumn: 24,
            suggestions: [
              { messageId: 'look', data: { name: 'channels.delete(name)' }, output: { lines: [3, 3], become: 'if (channels.get(name)?.deref() === undefined) channels.delete(name);' } },
            ],
          },
        ],
      },
      {
        name: 'by a key put together',
        code: code`
          const tiles = new Map();
          const registry = new FinalizationRegistry((key) => tiles.delete(key));

          function tile(x, y, make) {
            const key = \`\${x}:\${y}\`;
            const made = make(x, y);
            tiles.set(key, new WeakRef(made));
            registry.register(made, key);
            return made;
          }
        `,
        errors: [
          {
            messageId: 'blind',
            data: { collection: 'tiles' },
            line: 2,
            column: 52,
            endLine: 2,
            endColumn: 69,
            suggestions: [
              { messageId: 'look', data: { name: 'tiles.delete(key)' }, output: { lines: [2, 2], become: 'const registry = new FinalizationRegistry((key) => { if (tiles.get(key)?.deref() === undefined) tiles.delete(key); });' } },
            ],
          },
        ],
      },
    ],
  },
  typescript: {
    valid: [
      {
        name: 'a name that no two objects have',
        code: code`
          interface Row {
            readonly uuid: string;
          }

          let last = 0;

          class Node {
            readonly number: number;

            constructor() {
              this.number = ++last;
            }
          }

          export class Session {
            readonly #rows = new Map<string, WeakRef<Row>>();
            readonly #nodes = new Map<number, WeakRef<Node>>();
            readonly #gone = new FinalizationRegistry<string>((uuid) => this.#rows.delete(uuid));
            readonly #goneNodes = new FinalizationRegistry<number>((number) => this.#nodes.delete(number));

            put(row: Row, node: Node): void {
              this.#rows.set(row.uuid, new WeakRef(row));
              this.#gone.register(row, row.uuid);
              this.#nodes.set(node.number, new WeakRef(node));
              this.#goneNodes.register(node, node.number);
            }
          }
        `,
      },
      {
        name: 'a cache that says what it holds',
        code: code`
          export class Cache {
            readonly #sizes = new Map<string, number>();
            readonly #registry = new FinalizationRegistry<string>((key) => this.#sizes.delete(key));

            add(key: string, value: Blob): void {
              this.#sizes.set(key, value.size);
              this.#registry.register(value, key);
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'the object has its name from elsewhere',
        code: code`
          interface Row {
            readonly id: string;
          }

          export class Session {
            readonly #rows = new Map<string, WeakRef<Row>>();
            readonly #gone = new FinalizationRegistry<string>((id) => this.#rows.delete(id));

            put(row: Row): void {
              this.#rows.set(row.id, new WeakRef(row));
              this.#gone.register(row, row.id);
            }
          }
        `,
        errors: [
          {
            messageId: 'blind',
            data: { collection: 'this.#rows' },
            line: 7, column: 61, endLine: 7, endColumn: 82,
            suggestions: [
              { messageId: 'look', data: {  }, output: { lines: [7, 7], become: 'readonly #gone = new FinalizationRegistry<string>((id) => { if (this.#rows.get(id)?.deref() === undefined) this.#rows.delete(id); });' } },
            ],
          },
        ],
      },
      {
        name: 'a registry whose member has a written type',
        code: code`
          export class Cache {
            private handles = new Map<string, WeakRef<Blob>>();
            private registry: FinalizationRegistry<string>;

            constructor() {
              this.registry = new FinalizationRegistry((key) => {
                this.handles.delete(key);
              });
            }

            add(key: string, value: Blob): void {
              this.handles.set(key, new WeakRef(value));
              this.registry.register(value, key);
            }
          }
        `,
        errors: [
          {
            messageId: 'blind', data: { collection: 'this.handles' }, line: 7, column: 7, endLine: 7, endColumn: 31,
            suggestions: [
              { messageId: 'look', data: { name: 'this.handles.delete(key)' }, output: { lines: [7, 7], become: 'if (this.handles.get(key)?.deref() === undefined) this.handles.delete(key);' } },
            ],
          },
        ],
      },
      {
        name: 'private fields',
        code: code`
          export class Cache {
            readonly #handles = new Map<string, WeakRef<Blob>>();
            readonly #registry = new FinalizationRegistry<string>((key) => this.#handles.delete(key));

            add(key: string, value: Blob): void {
              this.#handles.set(key, new WeakRef(value));
              this.#registry.register(value, key);
            }
          }
        `,
        errors: [
          {
            messageId: 'blind',
            data: { collection: 'this.#handles' },
            line: 3,
            column: 66,
            endLine: 3,
            endColumn: 91,
            suggestions: [
              { messageId: 'look', data: { name: 'this.#handles.delete(key)' }, output: { lines: [3, 3], become: 'readonly #registry = new FinalizationRegistry<string>((key) => { if (this.#handles.get(key)?.deref() === undefined) this.#handles.delete(key); });' } },
            ],
          },
        ],
      },
    ],
  },
});
