/** Clean-ups that delete an entry by its key, and those that look first or whose key cannot come again. */
import rule from '../../rules/src/rules/no-blind-cleanup.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'nested functions that look first, a table of something else than handles, a number of its own, a table of the call itself, and a handle that takes its callback with it',
        code: code`
          import weakref


          class Host:
              def __init__(self, load):
                  self._load = load
                  self._live = {}
                  self._sizes = {}

              def reload(self, name):
                  plugin = self._load(name)

                  def unload():
                      held = self._live.get(name)
                      if held is not None and held() is None:
                          del self._live[name]

                  self._live[name] = weakref.ref(plugin)
                  weakref.finalize(plugin, unload)
                  return plugin

              def measure(self, name, plugin):
                  self._sizes[name] = plugin.size
                  weakref.finalize(plugin, lambda: self._sizes.pop(name, None))

              def number(self, plugin):
                  number = next(self._load.numbers)
                  self._live[number] = weakref.ref(plugin)
                  weakref.finalize(plugin, lambda: self._live.pop(number, None))

              def watch(self, name, plugin):
                  seen = {}
                  seen[name] = weakref.ref(plugin)
                  weakref.finalize(plugin, lambda: seen.pop(name, None))
                  return seen

              def load_all(self, names):
                  for name in names:
                      plugin = self._load(name)
                      self._live[name] = weakref.ref(plugin, lambda _, name=name: self._live.pop(name, None))
        `,
      },
      {
        name: 'a finalizer that is kept to be called off, and a number of its own in the key',
        code: code`
          import itertools
          import weakref

          numbers = itertools.count()
          sessions = {}
          jobs = {}


          def login(user, session):
              if user in sessions:
                  sessions[user][1].detach()
              finalizer = weakref.finalize(session, sessions.pop, user, None)
              sessions[user] = (weakref.ref(session), finalizer)


          def start(kind, job):
              key = f"{kind}-{next(numbers)}"
              jobs[key] = weakref.ref(job)
              weakref.finalize(job, jobs.pop, key, None)
        `,
      },
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
        name: 'a nested function has the key from the one around it',
        code: code`
          import weakref


          class Host:
              def __init__(self, load):
                  self._load = load
                  self._live = {}

              def reload(self, name):
                  plugin = self._load(name)

                  def unload():
                      self._live.pop(name, None)

                  self._live[name] = weakref.ref(plugin)
                  weakref.finalize(plugin, unload)
                  return plugin

              def load(self, kind, name):
                  plugin = self._load(name)
                  key = f"{kind}:{name}"
                  self._live[key] = weakref.ref(plugin)
                  weakref.finalize(plugin, lambda: self._forget(key))
                  return plugin

              def _forget(self, key):
                  del self._live[key]
        `,
        errors: [
          {
            messageId: 'blind',
            data: { collection: 'self._live' },
            line: 13, column: 13, endLine: 13, endColumn: 39,
            suggestions: [
              { messageId: 'look', data: {}, output: { lines: [13, 13], become: code`
                  entry = self._live.get(name)
                  if entry is not None and entry() is None:
                      self._live.pop(name, None)
                ` } },
            ],
          },
          {
            messageId: 'blind',
            data: { collection: 'self._live' },
            line: 27, column: 13, endLine: 27, endColumn: 28,
            suggestions: [
              { messageId: 'look', data: {}, output: { lines: [27, 27], become: code`
                  entry = self._live.get(key)
                  if entry is not None and entry() is None:
                      del self._live[key]
                ` } },
            ],
          },
        ],
      },
      {
        name: 'a table that the clean-up is given, and entries with a handle',
        code: code`
          import weakref
          from dataclasses import dataclass


          @dataclass
          class Entry:
              ref: weakref.ref
              device: str


          def forget(table, user):
              if user in table:
                  del table[user]


          class Presence:
              def __init__(self):
                  self._online: dict[str, Entry] = {}

              def login(self, user, session, device):
                  self._online[user] = Entry(weakref.ref(session), device)
                  weakref.finalize(session, forget, self._online, user).atexit = False
        `,
        errors: [
          { messageId: 'blind', data: { collection: 'table' }, line: 13, column: 13, endLine: 13, endColumn: 24 },
        ],
      },
      {
        name: 'nobody has the finalizer to call it off',
        code: code`
          import weakref

          sessions = {}
          exports = {}


          def login(user, session):
              if user in sessions:
                  sessions[user][1].detach()
              sessions[user] = (weakref.ref(session), weakref.finalize(session, sessions.pop, user, None))


          def export(path, obj):
              exports[path] = weakref.ref(obj)
              weakref.finalize(obj, exports.pop, path, None)
        `,
        errors: [
          { messageId: 'blind', data: { collection: 'exports' }, line: 15, column: 27, endLine: 15, endColumn: 38 },
        ],
      },
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
        name: 'looks at the object behind a test that there is an entry, and a test of something else',
        code: code`
          const rooms = new Map();
          const gone = new FinalizationRegistry(({ room, key }) => {
            const members = rooms.get(room);
            if (!members) return;
            const ref = members.get(key);
            if (ref && ref.deref() === undefined) members.delete(key);
          });

          const retired = new Set();
          const names = new Map();
          const goneNames = new FinalizationRegistry((key) => {
            if (retired.has(key)) names.delete(key);
          });

          const tiles = new Map();
          const goneTiles = new FinalizationRegistry((key) => {
            if (tiles.get(key)?.deref() === undefined) tiles.delete(key);
          });

          export function join(room, key, member) {
            const members = rooms.get(room) ?? new Map();
            rooms.set(room, members);
            members.set(key, new WeakRef(member));
            gone.register(member, { room, key });
            names.set(key, new WeakRef(member));
            goneNames.register(member, key);
            tiles.set(key, new WeakRef(member));
            goneTiles.register(member, key);
          }
        `,
      },
      {
        name: 'a counter in the key, whoever puts it together',
        code: code`
          const jobs = new Map();
          const gone = new FinalizationRegistry((key) => jobs.delete(key));
          let last = 0;

          function nextKey(kind) {
            return \`\${kind}:\${last++}\`;
          }

          export function put(kind, job) {
            const key = nextKey(kind);
            jobs.set(key, new WeakRef(job));
            gone.register(job, key);
          }

          const nodes = new Map();
          const goneNodes = new FinalizationRegistry((key) => nodes.delete(key));

          export function add(kind, node) {
            const key = [kind, ++last].join(':');
            nodes.set(key, new WeakRef(node));
            goneNodes.register(node, key);
          }

          const peers = new Map();
          const gonePeers = new FinalizationRegistry((key) => peers.delete(key));

          export function join(room, peer) {
            const key = \`\${room}/\${crypto.randomUUID()}\`;
            peers.set(key, new WeakRef(peer));
            gonePeers.register(peer, key);
          }
        `,
      },
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
        name: 'a bound method of the mapping, and a key joined of what the caller gives',
        code: code`
          const colors = new Map();
          const gone = new FinalizationRegistry(colors.delete.bind(colors));

          export function intern(parts, make) {
            const key = parts.map((part) => part.toLowerCase()).join();
            const color = make(parts);
            colors.set(key, new WeakRef(color));
            gone.register(color, key);
            return color;
          }
        `,
        errors: [
          { messageId: 'blind', data: { collection: 'colors' }, line: 2, column: 39, endLine: 2, endColumn: 65 },
        ],
      },
      {
        name: 'an object as the mapping',
        code: code`
          const handles = Object.create(null);
          const gone = new FinalizationRegistry((path) => {
            delete handles[path];
          });

          export function open(path, handle) {
            handles[path] = new WeakRef(handle);
            gone.register(handle, path);
          }
        `,
        errors: [
          {
            messageId: 'blind',
            data: { collection: 'handles' },
            line: 3, column: 10, endLine: 3, endColumn: 23,
            suggestions: [
              { messageId: 'look', data: {}, output: { lines: [3, 3], become: 'if (handles[path]?.deref() === undefined) delete handles[path];' } },
            ],
          },
        ],
      },
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
        name: 'that there is an entry says nothing of whose it is, and a function of the file makes the key',
        code: code`
          const keyOf = (kind: string, id: number): string => \`\${kind}:\${String(id)}\`;

          export class Rows {
            readonly #rows = new Map<string, WeakRef<object>>();
            readonly #gone = new FinalizationRegistry<string>((key) => {
              if (this.#rows.has(key)) this.#rows.delete(key);
            });

            put(kind: string, id: number, row: object): void {
              const key = keyOf(kind, id);
              this.#rows.set(key, new WeakRef(row));
              this.#gone.register(row, key);
            }
          }
        `,
        errors: [
          {
            messageId: 'blind',
            data: { collection: 'this.#rows' },
            line: 6, column: 30, endLine: 6, endColumn: 52,
            suggestions: [
              { messageId: 'look', data: {}, output: { lines: [6, 6], become: 'if (this.#rows.has(key)) if (this.#rows.get(key)?.deref() === undefined) this.#rows.delete(key);' } },
            ],
          },
        ],
      },
      {
        name: 'static members',
        code: code`
          export class Fonts {
            static readonly #fonts = new Map<string, WeakRef<object>>();
            static #gone = new FinalizationRegistry<string>((family) => {
              const ref = Fonts.#fonts.get(family);
              if (ref !== undefined) Fonts.#fonts.delete(family);
            });

            static put(family: string, font: object): void {
              Fonts.#fonts.set(family, new WeakRef(font));
              Fonts.#gone.register(font, family);
            }
          }
        `,
        errors: [
          {
            messageId: 'blind',
            data: { collection: 'Fonts.#fonts' },
            line: 5, column: 28, endLine: 5, endColumn: 55,
            suggestions: [
              { messageId: 'look', data: {}, output: { lines: [5, 5], become: 'if (ref !== undefined) if (Fonts.#fonts.get(family)?.deref() === undefined) Fonts.#fonts.delete(family);' } },
            ],
          },
        ],
      },
      {
        name: 'a mapping in a mapping',
        code: code`
          const rooms = new Map<string, Map<string, WeakRef<object>>>();

          function forget({ room, key }: { room: string; key: string }): void {
            const members = rooms.get(room);
            if (!members) return;
            members.delete(key);
          }

          const gone = new FinalizationRegistry(forget);

          export function join(room: string, key: string, member: object): void {
            const members = rooms.get(room) ?? new Map<string, WeakRef<object>>();
            rooms.set(room, members);
            members.set(key, new WeakRef(member));
            gone.register(member, { room, key });
          }
        `,
        errors: [
          {
            messageId: 'blind',
            data: { collection: 'members' },
            line: 6, column: 3, endLine: 6, endColumn: 22,
            suggestions: [
              { messageId: 'look', data: {}, output: { lines: [6, 6], become: 'if (members.get(key)?.deref() === undefined) members.delete(key);' } },
            ],
          },
        ],
      },
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
              { messageId: 'look', data: {}, output: { lines: [7, 7], become: 'readonly #gone = new FinalizationRegistry<string>((id) => { if (this.#rows.get(id)?.deref() === undefined) this.#rows.delete(id); });' } },
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
