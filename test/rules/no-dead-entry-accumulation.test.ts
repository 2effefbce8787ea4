/** Collections of handles that nobody takes dead ones out of. */
import rule from '../../rules/src/rules/no-dead-entry-accumulation.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'put in only while there is room',
        code: code`
          import weakref


          class Samples:
              def __init__(self, limit):
                  self.limit = limit
                  self.first = []

              def add(self, row):
                  if row.hot and len(self.first) < self.limit:
                      self.first.append(weakref.ref(row))
        `,
      },
      {
        name: 'entries of a class that takes them out itself, and one that is swept where a variable has it',
        code: code`
          import weakref
          from collections import defaultdict


          class Topic:
              def __init__(self):
                  self._refs = []

              def add(self, ref):
                  self._refs = [one for one in self._refs if one() is not None] + [ref]


          topics = {}
          rooms = defaultdict(Topic)
          groups = {}


          def listen(name, listener):
              if name not in topics:
                  topics[name] = Topic()
              topics[name].add(weakref.ref(listener))


          def enter(name, member):
              rooms[name].add(weakref.ref(member))


          def join(name, member):
              refs = groups.get(name)
              if refs is None:
                  refs = groups[name] = []
              refs[:] = [ref for ref in refs if ref() is not None]
              refs.append(weakref.ref(member))
        `,
      },
      {
        name: 'put in under one name, or as somebody else has it',
        code: code`
          import weakref


          class Orders:
              def __init__(self):
                  self._by_id = {}
                  self._main = {}
                  self._all = []

              # One entry, however often.
              def mark(self, order):
                  self._main.update({"main": weakref.ref(order)})

              def add(self, order, **more):
                  self._by_id.update(more)
                  self._all.extend(more.values())
        `,
      },
      {
        name: 'a dataclass is made with the collection, by its place or its name',
        code: code`
          import weakref
          from dataclasses import dataclass, field


          @dataclass
          class Topic:
              name: str
              refs: list = field(default_factory=list)

              def add(self, listener):
                  self.refs.append(weakref.ref(listener))


          @dataclass
          class Frame:
              name: str
              parts: list = field(default_factory=list)

              def add(self, part):
                  self.parts.append(weakref.ref(part))


          shared = []
          topic = Topic("a", shared)
          frame = Frame("a", parts=shared)
        `,
      },
      {
        name: 'what a function returns has a collection that somebody else gets, that is cleared, that a caller brings',
        code: code`
          import functools
          import weakref


          def memo(func):
              cache = {}

              @functools.wraps(func)
              def wrapper(*args):
                  result = func(*args)
                  cache[args] = weakref.ref(result)
                  return result

              wrapper.cache = cache
              return wrapper


          def last(func):
              cache = {}

              @functools.wraps(func)
              def wrapper(*args):
                  result = func(*args)
                  cache.clear()
                  cache[args] = weakref.ref(result)
                  return result

              return wrapper


          def visit(nodes):
              seen = []

              def look(node):
                  seen.append(weakref.ref(node))

              for node in nodes:
                  look(node)


          def remembering(func, cache):
              def wrapper(*args):
                  result = func(*args)
                  cache[args] = weakref.ref(result)
                  return result

              return wrapper
        `,
      },
      {
        name: 'the oldest make room',
        code: code`
          import collections
          import weakref

          recent = collections.deque((), 20)


          class Missile:
              def __init__(self):
                  self._targets = collections.deque(maxlen=8)

              def track(self, entity):
                  self._targets.append(weakref.ref(entity))
                  recent.append(weakref.ref(entity))
        `,
      },
      {
        name: 'in the entries of a mapping, which are swept, taken out, replaced, handed on or walked over',
        code: code`
          import weakref
          from collections import defaultdict


          class Hub:
              def __init__(self):
                  self.swept = defaultdict(list)
                  self.walked = {}
                  self.dropped = {}
                  self.replaced = {}
                  self.given = {}
                  self.named = {}
                  self.weak = weakref.WeakKeyDictionary()

              def join(self, peer, topic):
                  self.swept[topic].append(weakref.ref(peer))
                  self.walked.setdefault(topic, []).append(weakref.ref(peer))
                  self.dropped.setdefault(topic, []).append(weakref.ref(peer))
                  self.replaced.setdefault(topic, []).append(weakref.ref(peer))
                  self.given.setdefault(topic, []).append(weakref.ref(peer))
                  self.named.setdefault(topic, set()).add(weakref.ref(peer))
                  self.weak.setdefault(topic, []).append(weakref.ref(peer))

              def sweep(self, topic):
                  for handle in list(self.swept[topic]):
                      if handle() is None:
                          self.swept[topic].remove(handle)
                  for handles in self.walked.values():
                      handles[:] = [handle for handle in handles if handle() is not None]
                  del self.dropped[topic]
                  self.replaced[topic] = [handle for handle in self.replaced[topic] if handle() is not None]
                  handles = self.named.get(topic)
                  handles.clear()
                  return self.given[topic]
        `,
      },
      {
        name: 'replaced where all members stand',
        code: code`
          import weakref


          class Options:
              def __init__(self):
                  self.subscriptions = []

              def subscribe(self, function):
                  self.subscriptions.append(weakref.ref(function))

              def sweep(self):
                  self.__dict__["subscriptions"] = [handle for handle in self.subscriptions if handle() is not None]
        `,
      },
      {
        name: 'filled when its object is made, and no more',
        code: code`
          import weakref


          class Window:
              peers = []

              def __init__(self, peer):
                  self.peers = []
                  self.peers.append(weakref.ref(peer))
                  self.owners = set()
                  self.owners.add(weakref.ref(peer))


          Window(None)
        `,
      },
      {
        name: 'of an object that may be gone with its variable; members of an object',
        code: code`
          import weakref


          class Job:
              def __init__(self):
                  self.needs = []


          def plan(first, field, value):
              job = Job()
              job.needs.append(weakref.ref(first))
              value.__dict__[field] = weakref.ref(first)
              return job
        `,
      },
      {
        name: 'made in another file, which may sweep it',
        code: code`
          import weakref
          from registry import Base, known


          class Node(Base):
              def join(self, other):
                  self.joined.append(weakref.ref(other))


          def watch(graph, name, node):
              known[name] = weakref.ref(node)
              graph.watched.append(weakref.ref(node))
        `,
      },
      {
        name: 'of an object that the enclosing function was given: it may be gone before long',
        code: code`
          import weakref


          class Frame:
              def __init__(self):
                  self.holders = []


          class Hook:
              def __init__(self, frame):
                  def pack(value):
                      frame.holders.append(weakref.ref(value))

                  self.pack = pack
        `,
      },
      {
        name: 'whoever makes the object brings the collection, which may be the swept one of another',
        code: code`
          import dataclasses
          import weakref


          @dataclasses.dataclass
          class Versions:
              known: list[weakref.ref] = dataclasses.field(default_factory=list)

              def add(self, module):
                  self.known.append(weakref.ref(module))

              def swept(self):
                  alive = [module for one in self.known if (module := one()) is not None]
                  return Versions([weakref.ref(module) for module in alive])


          class Bus:
              def __init__(self, handles):
                  self._handles = handles

              def add(self, listener):
                  self._handles.append(weakref.ref(listener))
        `,
      },
      {
        name: 'the entry of a weak dictionary goes with its key, whatever its value is',
        code: code`
          import weakref

          twins = weakref.WeakKeyDictionary()


          def pair(one, other):
              twins[one] = weakref.ref(other)
        `,
      },
      {
        name: 'a callback takes the entry out',
        code: code`
          import weakref


          class Cache:
              def __init__(self):
                  self._rows = {}

              def put(self, name, row):
                  self._rows[name] = weakref.ref(row, lambda _: self._rows.pop(name, None))
        `,
      },
      {
        name: 'swept while walking, by slice, or by a new list',
        code: code`
          import weakref

          handles = []


          class Bus:
              def __init__(self):
                  self._handles = []
                  self._others = []

              def add(self, listener):
                  self._handles.append(weakref.ref(listener))
                  self._others.append(weakref.ref(listener))
                  handles.append(weakref.ref(listener))

              def send(self):
                  for handle in list(self._handles):
                      if handle() is None:
                          self._handles.remove(handle)
                  self._others = [one for one in self._others if one() is not None]
                  handles[:] = [one for one in handles if one() is not None]
        `,
      },
      {
        name: 'somebody else gets hold of it',
        code: code`
          import weakref


          class Bus:
              def __init__(self, sweeper):
                  self._handles = []
                  sweeper.watch(self._handles)

              def add(self, listener):
                  self._handles.append(weakref.ref(listener))
        `,
      },
      {
        name: 'filled once, or under one key',
        code: code`
          import weakref


          class Pair:
              def __init__(self, parts):
                  self._parts = []
                  for part in parts:
                      self._parts.append(weakref.ref(part))
                  self._named = {}

              def set_left(self, left):
                  self._named["left"] = weakref.ref(left)
        `,
      },
      {
        name: 'a list of the function itself',
        code: code`
          import weakref


          def watch(objects):
              handles = []
              for one in objects:
                  handles.append(weakref.ref(one))
              return handles
        `,
      },
    ],
    invalid: [
      {
        name: 'the size is told, and keeps nothing out',
        code: code`
          import weakref


          class Samples:
              def __init__(self):
                  self.refs = []

              def add(self, row):
                  if len(self.refs) > 100:
                      print("many rows")
                  print("row", len(self.refs))
                  self.refs.append(weakref.ref(row))
        `,
        errors: [
          {
            messageId: 'grows',
            data: { name: 'self.refs' },
            line: 12, column: 9, endLine: 12, endColumn: 43,
            suggestions: [
              { messageId: 'sweep', data: { name: 'self.refs' }, output: { lines: [11, 11], become: code`
                  print("row", len(self.refs))
                  self.refs[:] = [handle for handle in self.refs if handle() is not None]
                ` } },
            ],
          },
        ],
      },
      {
        name: 'in the entries of a mapping, which a variable has',
        code: code`
          import weakref

          topics = {}
          groups = {}


          def listen(name, listener):
              refs = topics.setdefault(name, [])
              refs.append(weakref.ref(listener))


          def join(name, member):
              refs = groups.get(name)
              if refs is None:
                  refs = groups[name] = []
              refs.append(weakref.ref(member))
        `,
        errors: [
          { messageId: 'grows', data: { name: 'topics' }, line: 9, column: 5, endLine: 9, endColumn: 39 },
          { messageId: 'grows', data: { name: 'groups' }, line: 16, column: 5, endLine: 16, endColumn: 37 },
        ],
      },
      {
        name: 'put in by a display',
        code: code`
          import weakref


          class Orders:
              def __init__(self):
                  self._by_id = {}
                  self._all = []

              def add(self, order):
                  self._by_id.update({order.oid: weakref.ref(order)})
                  self._all.extend([weakref.ref(order)])
        `,
        errors: [
          { messageId: 'grows', data: { name: 'self._by_id' }, line: 10, column: 9, endLine: 10, endColumn: 60 },
          { messageId: 'grows', data: { name: 'self._all' }, line: 11, column: 9, endLine: 11, endColumn: 47 },
        ],
      },
      {
        name: 'a dataclass that is made with other fields',
        code: code`
          import weakref
          from dataclasses import dataclass, field


          @dataclass
          class Frame:
              name: str
              parts: list = field(default_factory=list)

              def add(self, part):
                  self.parts.append(weakref.ref(part))


          frame = Frame("a")
        `,
        errors: [
          {
            messageId: 'grows',
            data: { name: 'self.parts' },
            line: 11, column: 9, endLine: 11, endColumn: 45,
            suggestions: [
              { messageId: 'sweep', data: { name: 'self.parts' }, output: { lines: [10, 10], become: code`
                  def add(self, part):
                      self.parts[:] = [handle for handle in self.parts if handle() is not None]
                ` } },
            ],
          },
        ],
      },
      {
        name: 'the decorated function has the collection from call to call',
        code: code`
          import functools
          import weakref


          def memo(func):
              cache = {}

              @functools.wraps(func)
              def wrapper(*args):
                  result = func(*args)
                  cache[args] = weakref.ref(result)
                  return result

              return wrapper
        `,
        errors: [
          {
            messageId: 'grows',
            data: { name: 'cache' },
            line: 11, column: 9, endLine: 11, endColumn: 20,
            suggestions: [
              { messageId: 'sweep', data: { name: 'cache' }, output: { lines: [10, 10], become: code`
                  result = func(*args)
                  for dead in [key for key, handle in cache.items() if handle() is None]:
                      del cache[dead]
                ` } },
            ],
          },
        ],
      },
      {
        name: 'a collection of the class or the module gets one more for each object that is made',
        code: code`
          import weakref

          _windows = []


          class Window:
              _instances = set()

              def __init__(self):
                  _windows.append(weakref.ref(self))
                  self._instances.add(weakref.ref(self))

              @classmethod
              def all(cls):
                  return [window for handle in cls._instances if (window := handle()) is not None]
        `,
        errors: [
          {
            messageId: 'grows', data: { name: '_windows' }, line: 10, column: 9, endLine: 10, endColumn: 43,
            suggestions: [
              { messageId: 'sweep', data: { name: '_windows' }, output: {
                lines: [10, 10],
                become: code`
                  _windows[:] = [handle for handle in _windows if handle() is not None]
                  _windows.append(weakref.ref(self))
                `,
              } },
            ],
          },
          {
            messageId: 'grows', data: { name: 'self._instances' }, line: 11, column: 9, endLine: 11, endColumn: 47,
            suggestions: [
              { messageId: 'sweep', data: { name: 'self._instances' }, output: {
                lines: [11, 11],
                become: code`
                  self._instances.difference_update([handle for handle in self._instances if handle() is None])
                  self._instances.add(weakref.ref(self))
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'a field of a dataclass, and what a closure of a method fills',
        code: code`
          import dataclasses
          import weakref


          @dataclasses.dataclass
          class Bus:
              listeners: list[weakref.ref] = dataclasses.field(default_factory=list)

              def add(self, listener):
                  self.listeners.append(weakref.ref(listener))


          class Loop:
              def __init__(self):
                  self._tasks = []

              def adder(self):
                  def add(task):
                      self._tasks.append(weakref.ref(task))

                  return add


          buses = [Bus()]
        `,
        errors: [
          {
            messageId: 'grows',
            data: { name: 'self.listeners' },
            line: 10,
            column: 9,
            endLine: 10,
            endColumn: 53,
            suggestions: [
              {
                messageId: 'sweep',
                data: { name: 'self.listeners' },
                output: {
                  lines: [10, 10],
                  become: code`
                    self.listeners[:] = [handle for handle in self.listeners if handle() is not None]
                    self.listeners.append(weakref.ref(listener))
                  `,
                },
              },
            ],
          },
          {
            messageId: 'grows',
            data: { name: 'self._tasks' },
            line: 19,
            column: 13,
            endLine: 19,
            endColumn: 50,
            suggestions: [
              {
                messageId: 'sweep',
                data: { name: 'self._tasks' },
                output: {
                  lines: [19, 19],
                  become: code`
                    self._tasks[:] = [handle for handle in self._tasks if handle() is not None]
                    self._tasks.append(weakref.ref(task))
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'read in every way, and never swept',
        code: code`
          import weakref

          _threads = []


          class Bus:
              def __init__(self):
                  self._by_name = {}

              def add(self, name, listener):
                  self._by_name[name] = weakref.ref(listener)
                  _threads.append(weakref.ref(listener))

              def send(self, name):
                  if name in self._by_name and len(self._by_name) > 1:
                      for handle in list(self._by_name.values()):
                          listener = handle()
                          if listener is not None:
                              listener()
                  return [handle for handle in _threads]
        `,
        errors: [
          {
            messageId: 'grows',
            data: { name: 'self._by_name' },
            line: 11,
            column: 9,
            endLine: 11,
            endColumn: 28,
            suggestions: [
              {
                messageId: 'sweep',
                data: { name: 'self._by_name' },
                output: {
                  lines: [11, 11],
                  become: code`
                    for dead in [key for key, handle in self._by_name.items() if handle() is None]:
                        del self._by_name[dead]
                    self._by_name[name] = weakref.ref(listener)
                  `,
                },
              },
            ],
          },
          {
            messageId: 'grows',
            data: { name: '_threads' },
            line: 12,
            column: 9,
            endLine: 12,
            endColumn: 47,
            suggestions: [
              { messageId: 'sweep', data: { name: '_threads' }, output: {
                lines: [12, 12],
                become: code`
                  _threads[:] = [handle for handle in _threads if handle() is not None]
                  _threads.append(weakref.ref(listener))
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'in the entries of a mapping',
        code: code`
          import weakref
          from collections import defaultdict


          class Hub:
              def __init__(self):
                  self.peers = {}
                  self.others = defaultdict(list)
                  self.topics = {}

              def join(self, peer, topic):
                  self.peers.setdefault(topic, []).append(weakref.ref(peer))
                  self.others[topic].append(weakref.ref(peer))
                  if topic not in self.topics:
                      self.topics[topic] = set()
                  self.topics[topic].add(weakref.ref(peer))

              def send(self, topic, message):
                  for handle in self.peers.get(topic, ()):
                      peer = handle()
                      if peer is not None:
                          peer.send(message)
                  if topic in self.topics:
                      print(len(self.topics[topic]), list(self.others[topic]))
        `,
        errors: [
          { messageId: 'grows', data: { name: 'self.peers' }, line: 12, column: 9, endLine: 12, endColumn: 67 },
          { messageId: 'grows', data: { name: 'self.others' }, line: 13, column: 9, endLine: 13, endColumn: 53 },
          { messageId: 'grows', data: { name: 'self.topics' }, line: 16, column: 9, endLine: 16, endColumn: 50 },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'put in only while there is room',
        code: code`
          export class Samples {
            #first = [];
            #last = new Map();

            async collect(rows, limit) {
              for await (const row of rows) {
                if (row.isHot && this.#first.length < limit) this.#first.push(new WeakRef(row));
              }
            }

            remember(row) {
              if (this.#last.size >= 8) return;
              this.#last.set(row.id, new WeakRef(row));
            }
          }
        `,
      },
      {
        name: 'an entry that is filled when it is made, and one that goes with its key',
        code: code`
          const chains = new Map();
          const marks = new WeakMap();

          // Filled when it is made.
          export function chainOf(name, nodes) {
            let chain = chains.get(name);
            if (chain === undefined) {
              chain = [];
              chains.set(name, chain);
              for (const node of nodes) chain.push(new WeakRef(node));
            }
            for (const ref of chain) ref.deref()?.show();
          }

          export function mark(node, other) {
            let refs = marks.get(node);
            if (refs === undefined) marks.set(node, (refs = []));
            refs.push(new WeakRef(other));
          }
        `,
      },
      {
        name: 'an entry that somebody else gets, or has brought',
        code: code`
          const topics = new Map();
          const rooms = new Map();

          export function listen(name, key, listener) {
            let refs = topics.get(name);
            if (refs === undefined) topics.set(name, (refs = new Map()));
            refs.set(key, new WeakRef(listener));
            return refs;
          }

          export function enter(name, key, member, brought) {
            const members = rooms.get(name) ?? brought;
            rooms.set(name, members);
            members.set(key, new WeakRef(member));
          }
        `,
      },
      {
        name: 'what a function returns takes entries out; a collection that goes with its function, one that another function makes',
        code: code`
          export function memo(make) {
            const cache = new Map();
            return {
              get(key) {
                const made = make(key);
                cache.set(key, new WeakRef(made));
                return made;
              },
              forget: (key) => cache.delete(key),
            };
          }

          export function visit(nodes) {
            const seen = new Map();
            nodes.forEach((node) => seen.set(node.id, new WeakRef(node)));
            return nodes.length;
          }

          function makeCache() {
            const cache = new Map();
            setInterval(() => cache.clear(), 1000);
            return cache;
          }

          export function shared(make) {
            const cache = makeCache();
            return (key) => {
              const made = make(key);
              cache.set(key, new WeakRef(made));
              return made;
            };
          }
        `,
      },
      {
        name: 'a registry takes the entry out, also through a bound method',
        code: code`
          const rows = new Map();
          const registry = new FinalizationRegistry((key) => {
            if (!rows.get(key)?.deref()) rows.delete(key);
          });

          export function put(key, row) {
            rows.set(key, new WeakRef(row));
            registry.register(row, key);
          }

          export class Bound {
            #rows = new Map();
            #registry = new FinalizationRegistry(this.#rows.delete.bind(this.#rows));

            put(key, row) {
              this.#rows.set(key, new WeakRef(row));
              this.#registry.register(row, key);
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'a test of the size that keeps nothing out, or of an index',
        code: code`
          export class Rows {
            #refs = [];

            add(row) {
              for (let i = 0; i < this.#refs.length; i++) {
                if (this.#refs[i].deref() === row) return;
              }
              if (this.#refs.length > 100) console.warn('many rows');
              this.#refs.push(new WeakRef(row));
            }
          }
        `,
        errors: [
          {
            messageId: 'grows',
            data: { name: 'this.#refs' },
            line: 9, column: 5, endLine: 9, endColumn: 38,
            suggestions: [
              { messageId: 'sweep', data: { name: 'this.#refs' }, output: { lines: [8, 8], become: code`
                  if (this.#refs.length > 100) console.warn('many rows');
                  this.#refs.splice(0, this.#refs.length, ...this.#refs.filter((handle) => handle.deref() !== undefined));
                ` } },
            ],
          },
        ],
      },
      {
        name: 'in the entries of a mapping, which a variable has',
        code: code`
          const topics = new Map();
          const rooms = new Map();

          export function listen(name, key, listener) {
            let refs = topics.get(name);
            if (refs === undefined) topics.set(name, (refs = new Map()));
            refs.set(key, new WeakRef(listener));
          }

          export function enter(name, key, member) {
            const members = rooms.get(name) ?? new Map();
            rooms.set(name, members);
            members.set(key, new WeakRef(member));
          }
        `,
        errors: [
          { messageId: 'grows', data: { name: 'topics' }, line: 7, column: 3, endLine: 7, endColumn: 39 },
          { messageId: 'grows', data: { name: 'rooms' }, line: 13, column: 3, endLine: 13, endColumn: 40 },
        ],
      },
      {
        name: 'what a function returns has the collection from call to call',
        code: code`
          export function memo(make) {
            const cache = new Map();
            const get = (key) => {
              const known = cache.get(key)?.deref();
              if (known !== undefined) return known;
              const made = make(key);
              cache.set(key, new WeakRef(made));
              return made;
            };
            return { get, count: () => cache.size };
          }
        `,
        errors: [
          {
            messageId: 'grows',
            data: { name: 'cache' },
            line: 7, column: 5, endLine: 7, endColumn: 38,
            suggestions: [
              { messageId: 'sweep', data: { name: 'cache' }, output: { lines: [6, 6], become: code`
                  const made = make(key);
                  for (const [oldKey, handle] of cache) if (handle.deref() === undefined) cache.delete(oldKey);
                ` } },
            ],
          },
        ],
      },
      {
        name: 'told where a handle is made, not where one is put in again',
        code: code`
          const entries = new Map();

          export function get(key) {
            const ref = entries.get(key);
            entries.set(key, ref);
            return ref?.deref();
          }

          export function put(key, value) {
            entries.set(key, new WeakRef(value));
          }
        `,
        errors: [
          {
            messageId: 'grows', data: { name: 'entries' }, line: 10, column: 3, endLine: 10, endColumn: 39,
            suggestions: [
              { messageId: 'sweep', data: { name: 'entries' }, output: {
                lines: [10, 10],
                become: code`
                  for (const [oldKey, handle] of entries) if (handle.deref() === undefined) entries.delete(oldKey);
                  entries.set(key, new WeakRef(value));
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'a static collection gets one more for each object that is made',
        code: code`
          class Panel {
            static #all = new Set();
            own = [];

            constructor(parent) {
              Panel.#all.add(new WeakRef(this));
              this.own.push(new WeakRef(parent));
            }

            static count() {
              return Panel.#all.size;
            }
          }

          new Panel(null);
        `,
        errors: [
          {
            messageId: 'grows', data: { name: 'Panel.#all' }, line: 6, column: 5, endLine: 6, endColumn: 38,
            suggestions: [
              { messageId: 'sweep', data: { name: 'Panel.#all' }, output: {
                lines: [6, 6],
                become: code`
                  for (const handle of Panel.#all) if (handle.deref() === undefined) Panel.#all.delete(handle);
                  Panel.#all.add(new WeakRef(this));
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'a map of the module and a list of the object',
        code: code`
          const rows = new Map();

          export function put(key, row) {
            rows.set(key, new WeakRef(row));
            return rows.size;
          }

          export class Bus {
            #handles = [];

            add(listener) {
              this.#handles.push(new WeakRef(listener));
            }

            send() {
              for (const handle of this.#handles) handle.deref()?.call();
            }
          }

          export const bus = new Bus("main");
        `,
        errors: [
          {
            messageId: 'grows',
            data: { name: 'rows' },
            line: 4,
            column: 3,
            endLine: 4,
            endColumn: 34,
            suggestions: [
              { messageId: 'sweep', data: { name: 'rows' }, output: {
                lines: [4, 4],
                become: code`
                  for (const [oldKey, handle] of rows) if (handle.deref() === undefined) rows.delete(oldKey);
                  rows.set(key, new WeakRef(row));
                `,
              } },
            ],
          },
          {
            messageId: 'grows',
            data: { name: 'this.#handles' },
            line: 12,
            column: 5,
            endLine: 12,
            endColumn: 46,
            suggestions: [
              { messageId: 'sweep', data: { name: 'this.#handles' }, output: {
                lines: [12, 12],
                become: code`
                  this.#handles.splice(0, this.#handles.length, ...this.#handles.filter((handle) => handle.deref() !== undefined));
                  this.#handles.push(new WeakRef(listener));
                `,
              } },
            ],
          },
        ],
      },
    ],
  },
  typescript: {
    valid: [
      {
        name: 'swept by a visitor, shortened, one in the place of another, places that are written out',
        code: code`
          export class Swept {
            private readonly byKey = new Map<string, WeakRef<Element>>();

            put(key: string, el: Element): void {
              this.byKey.set(key, new WeakRef(el));
              this.byKey.forEach((ref, each, map) => {
                if (ref.deref() === undefined) map.delete(each);
              });
            }
          }

          export class Pruned {
            private refs: WeakRef<Element>[] = [];
            private readonly slots = new Array<WeakRef<Element> | null>(8).fill(null);
            private at = 0;

            track(el: Element): void {
              this.refs.push(new WeakRef(el));
              this.slots[this.at++ % 8] = new WeakRef(el);
            }

            prune(): void {
              this.refs.length = 0;
            }
          }

          const corners: Record<'left' | 'right', WeakRef<Element> | undefined> = { left: undefined, right: undefined };

          export function dock(corner: 'left' | 'right', el: Element): void {
            corners[corner] = new WeakRef(el);
          }
        `,
      },
      {
        name: 'swept with what belongs to them; under a key it may be of use without its object',
        code: code`
          const opened: { ref: WeakRef<object>; id: string }[] = [];
          const byId = new Map<string, { ref: WeakRef<object>; at: number }>();

          export function track(cursor: object, id: string): void {
            opened.push({ ref: new WeakRef(cursor), id });
            byId.set(id, { ref: new WeakRef(cursor), at: Date.now() });
          }

          export function sweep(): void {
            for (let i = opened.length - 1; i >= 0; i--) {
              if (opened[i]?.ref.deref() === undefined) opened.splice(i, 1);
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'another class takes entries out of a member of that name',
        code: code`
          export class Swept {
            private readonly byKey = new Map<string, WeakRef<Element>>();

            put(key: string, el: Element): void {
              this.byKey.set(key, new WeakRef(el));
            }

            drop(key: string): void {
              this.byKey.delete(key);
            }
          }

          export class Kept {
            private readonly byKey = new Map<string, WeakRef<Element>>();

            put(key: string, el: Element): void {
              this.byKey.set(key, new WeakRef(el));
            }

            get(key: string): Element | undefined {
              return this.byKey.get(key)?.deref();
            }
          }
        `,
        errors: [
          {
            messageId: 'grows',
            data: { name: 'this.byKey' },
            line: 17, column: 5, endLine: 17, endColumn: 41,
            suggestions: [
              { messageId: 'sweep', data: { name: 'this.byKey' }, output: { lines: [16, 16], become: code`
                  put(key: string, el: Element): void {
                    for (const [oldKey, handle] of this.byKey) if (handle.deref() === undefined) this.byKey.delete(oldKey);
                ` } },
            ],
          },
        ],
      },
      {
        name: 'with what belongs to them',
        code: code`
          const opened: { ref: WeakRef<object>; id: string }[] = [];

          export function track(cursor: object, id: string): void {
            opened.push({ ref: new WeakRef(cursor), id });
          }

          export function count(): number {
            return opened.filter(({ ref }) => ref.deref() !== undefined).length;
          }
        `,
        errors: [
          {
            messageId: 'grows',
            data: { name: 'opened' },
            line: 4, column: 3, endLine: 4, endColumn: 48,
            suggestions: [
              { messageId: 'sweep', data: { name: 'opened' }, output: { lines: [3, 3], become: code`
                  export function track(cursor: object, id: string): void {
                    opened.splice(0, opened.length, ...opened.filter((handle) => handle.deref() !== undefined));
                ` } },
            ],
          },
        ],
      },
    ],
  },
});
