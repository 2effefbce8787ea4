/** Finalizers that hold their object: what visibly holds it, and what only looks as if. */
import rule from '../../rules/src/rules/no-finalizer-retains-target.ts';
import { code, tabsAndCrlf, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'a proxy, a class method by `super`, and what an async function comes to',
        code: code`
          import weakref


          class Base:
              @classmethod
              def release(cls):
                  pass


          class Page(Base):
              def __init__(self, loop):
                  weakref.finalize(self, print, weakref.proxy(self))
                  weakref.finalize(self, super().release)
                  weakref.finalize(self, print, loop.run_until_complete(self.load()))

              async def load(self):
                  return 1
        `,
      },
      {
        name: 'the callback of a handle takes what it needs from the object by default',
        code: code`
          import weakref


          class Manager:
              def __init__(self, executor):
                  def stop(_, wakeup=executor.wakeup):
                      wakeup.set()

                  self.handle = weakref.ref(executor, stop)
        `,
      },
      {
        name: 'what is passed beside the function of a partial is not called',
        code: code`
          import weakref
          from functools import partial


          class Stack:
              def watch(self, handler):
                  name = handler.name
                  return weakref.ref(handler, partial(self.remove, name))

              def remove(self, name, handle):
                  pass
        `,
      },
      {
        name: 'a resource, taken out of the object first',
        code: code`
          import weakref


          class Connection:
              def __init__(self, channel):
                  self._channel = channel
                  self._finalizer = weakref.finalize(self, channel.shutdown)

              def close(self):
                  self._finalizer()
        `,
      },
      {
        name: 'a bound method of another object',
        code: code`
          import weakref


          class Pool:
              def __init__(self):
                  self._slots = {}

              def lend(self, session):
                  weakref.finalize(session, self._give_back, id(session))

              def _give_back(self, key):
                  self._slots.pop(key, None)
        `,
      },
      {
        name: 'a static method holds no object',
        code: code`
          import shutil
          import weakref


          class TemporaryFolder:
              def __init__(self, path):
                  self.path = path
                  weakref.finalize(self, self._remove, path)

              @staticmethod
              def _remove(path):
                  shutil.rmtree(path)
        `,
      },
      {
        name: 'a class method holds the class only',
        code: code`
          import weakref


          class Session:
              live = 0

              def __init__(self):
                  Session.live += 1
                  weakref.finalize(self, self._gone)

              @classmethod
              def _gone(cls):
                  cls.live -= 1
        `,
      },
      {
        name: "a member's method holds the member",
        code: code`
          import weakref


          class Reader:
              def __init__(self, path):
                  self._file = open(path)
                  weakref.finalize(self, self._file.close)
        `,
      },
      {
        name: 'a lambda over a local of the same value',
        code: code`
          import weakref


          class Reader:
              def __init__(self, file):
                  self._file = file
                  weakref.finalize(self, lambda: file.close())
        `,
      },
      {
        name: 'a function that mentions another self',
        code: code`
          import os
          import weakref


          class Server:
              def __init__(self, path):
                  self.path = path

              def start(self):
                  path = self.path

                  def remove():
                      if os.path.exists(path):
                          os.remove(path)

                  weakref.finalize(self, remove)
        `,
      },
      {
        name: "the lambda's parameter only has its name",
        code: code`
          import weakref


          def watch(node, registry):
              weakref.finalize(node, lambda node: registry.discard(node), id(node))
        `,
      },
      {
        name: 'a weak handle to the object holds nothing',
        code: code`
          import weakref


          class Widget:
              def __init__(self, loop):
                  me = weakref.ref(self)
                  loop.call(lambda: me())
                  weakref.finalize(self, loop.forget, me)
        `,
      },
      {
        name: 'a partial of something else',
        code: code`
          import weakref
          from functools import partial


          class Session:
              def __init__(self, transport):
                  weakref.finalize(self, partial(transport.close, reason="gone"))
        `,
      },
      {
        name: 'a number that stands for it',
        code: code`
          import weakref

          _names = {}


          def remember(node, name):
              _names[id(node)] = name
              weakref.finalize(node, _names.pop, id(node), None)
        `,
      },
      {
        name: 'another object of the same class',
        code: code`
          import weakref


          class Node:
              def __init__(self, parent):
                  self.parent = parent
                  weakref.finalize(self, parent.forget, id(self))

              def forget(self, key):
                  pass
        `,
      },
      {
        name: 'the name was bound anew',
        code: code`
          import weakref


          def open_all(paths, load):
              for path in paths:
                  page = load(path)
                  weakref.finalize(page, print, path)
                  page = None
        `,
      },
      {
        name: 'a callback gets the dead handle, not the object',
        code: code`
          import weakref


          class Cache:
              def __init__(self):
                  self._refs = {}

              def add(self, node):
                  key = id(node)
                  self._refs[key] = weakref.ref(node, lambda _: self._refs.pop(key, None))
        `,
      },
      {
        name: "a finalize of one's own",
        code: code`
          class weakref:
              @staticmethod
              def finalize(target, callback):
                  return callback


          class Connection:
              def __init__(self):
                  weakref.finalize(self, self.close)

              def close(self):
                  pass
        `,
      },
    ],
    invalid: [
      {
        name: 'a coroutine and a generator of the object',
        code: code`
          import asyncio
          import weakref


          class Page:
              async def close(self):
                  pass

              def rows(self):
                  yield self


          def track():
              page = Page()
              weakref.finalize(page, asyncio.run, page.close())
              weakref.finalize(page, list, page.rows())
              return page
        `,
        errors: [
          { messageId: 'inside', data: { name: 'page' }, line: 15, column: 41, endLine: 15, endColumn: 53 },
          { messageId: 'inside', data: { name: 'page' }, line: 16, column: 34, endLine: 16, endColumn: 45 },
        ],
      },
      {
        name: 'a function of the module, bound to the object',
        code: code`
          import types
          import weakref
          from .pages import close


          def track(page):
              weakref.finalize(page, types.MethodType(close, page))
        `,
        errors: [
          { messageId: 'inside', data: { name: 'page' }, line: 7, column: 28, endLine: 7, endColumn: 57 },
        ],
      },
      {
        name: 'a method by `super`',
        code: code`
          import weakref


          class Base:
              def close(self):
                  pass


          class Page(Base):
              def __init__(self):
                  weakref.finalize(self, super().close)
        `,
        errors: [
          { messageId: 'method', data: { name: 'self' }, line: 11, column: 32, endLine: 11, endColumn: 45 },
        ],
      },
      {
        name: 'a method by a proxy is bound to the object itself',
        code: code`
          import weakref


          class Page:
              def __init__(self):
                  weakref.finalize(self, weakref.proxy(self).close)

              def close(self):
                  pass
        `,
        errors: [
          { messageId: 'method', data: { name: 'self' }, line: 6, column: 32, endLine: 6, endColumn: 57 },
        ],
      },
      {
        name: 'a method makes the callback that holds the object',
        code: code`
          import weakref


          class Pool:
              def _remover(self, key, size):
                  def remove(ref):
                      self.sizes.pop(key, size)

                  return remove

              def add(self, key, item):
                  self.refs[key] = weakref.ref(item, self._remover(key, 1))
                  self.items[key] = weakref.ref(item, self._remover(item, 1))
        `,
        errors: [{ messageId: 'callback', data: { name: 'item' }, line: 13, column: 45, endLine: 13, endColumn: 67 }],
      },
      {
        name: 'the callback of a handle mentions what the handle watches',
        code: code`
          import weakref


          class Monitor:
              def __init__(self, executor):
                  def on_dead(_):
                      self.close()

                  handle = weakref.ref(self, on_dead)
                  executor.start(handle)

              def close(self):
                  pass
        `,
        errors: [{ messageId: 'callback', data: { name: 'self' }, line: 9, column: 36, endLine: 9, endColumn: 43 }],
      },
      {
        name: 'a bound method of the object',
        code: code`
          import weakref


          class Connection:
              def __init__(self, channel):
                  self._channel = channel
                  weakref.finalize(self, self.close)

              def close(self):
                  self._channel.shutdown()
        `,
        errors: [
          {
            messageId: 'method',
            data: { name: 'self' },
            line: 7, column: 32, endLine: 7, endColumn: 42,
            suggestions: [
              {
                messageId: 'release',
                data: { strong: 'self' },
                output: { lines: [7, 7], become: 'weakref.finalize(self, self._channel.shutdown)' },
              },
            ],
          },
        ],
      },
      {
        name: 'the object among the arguments',
        code: code`
          from weakref import finalize


          def release(connection):
              connection.close()


          def track(connection):
              finalize(connection, release, connection)
        `,
        errors: [
          {
            messageId: 'itself',
            data: { name: 'connection' },
            line: 9, column: 35, endLine: 9, endColumn: 45,
          },
        ],
      },
      {
        name: 'the object as a keyword argument',
        code: code`
          import weakref


          class Session:
              def __init__(self, log):
                  weakref.finalize(self, log, "closed", session=self)
        `,
        errors: [
          {
            messageId: 'itself',
            data: { name: 'self' },
            line: 6, column: 55, endLine: 6, endColumn: 59,
          },
        ],
      },
      {
        name: 'a method taken from the class',
        code: code`
          import weakref


          class Session:
              def __init__(self, transport):
                  self.transport = transport
                  weakref.finalize(self, Session._close, self)

              def _close(self):
                  self.transport.close()
        `,
        errors: [
          {
            messageId: 'itself',
            data: { name: 'self' },
            line: 7, column: 48, endLine: 7, endColumn: 52,
          },
        ],
      },
      {
        name: 'a lambda that mentions it',
        code: code`
          import weakref


          class Reader:
              def __init__(self, file):
                  self._file = file
                  weakref.finalize(self, lambda: self._file.close())
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'self' },
            line: 7, column: 32, endLine: 7, endColumn: 58,
            suggestions: [
              {
                messageId: 'release',
                data: { strong: 'self' },
                output: { lines: [7, 7], become: 'weakref.finalize(self, self._file.close)' },
              },
            ],
          },
        ],
      },
      {
        name: 'a nested function that mentions it',
        code: code`
          import weakref


          class Server:
              def __init__(self, path):
                  self.path = path

                  def remove():
                      print("removing", self.path)

                  weakref.finalize(self, remove)
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'self' },
            line: 11, column: 32, endLine: 11, endColumn: 38,
          },
        ],
      },
      {
        name: 'a lambda with arguments',
        code: code`
          import weakref


          def attach(widget, bus):
              weakref.finalize(widget, lambda reason: widget.detach(bus, reason), "gone")
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'widget' },
            line: 5, column: 30, endLine: 5, endColumn: 71,
          },
        ],
      },
      {
        name: 'a partial of a bound method',
        code: code`
          import weakref
          from functools import partial


          class Session:
              def __init__(self, name):
                  self.name = name
                  weakref.finalize(self, partial(self._log, "closed"))

              def _log(self, text):
                  print(self.name, text)
        `,
        errors: [
          {
            messageId: 'method',
            data: { name: 'self' },
            line: 8, column: 32, endLine: 8, endColumn: 60,
          },
        ],
      },
      {
        name: 'a partial with the object inside',
        code: code`
          import functools
          import weakref


          def track(connection, log):
              weakref.finalize(connection, functools.partial(log, connection))
        `,
        errors: [
          {
            messageId: 'inside',
            data: { name: 'connection' },
            line: 6, column: 34, endLine: 6, endColumn: 68,
          },
        ],
      },
      {
        name: 'a list with the object inside',
        code: code`
          import weakref


          def track(connection, log):
              weakref.finalize(connection, log, [connection])
        `,
        errors: [
          {
            messageId: 'inside',
            data: { name: 'connection' },
            line: 5, column: 39, endLine: 5, endColumn: 51,
          },
        ],
      },
      {
        name: 'a dictionary with the object inside',
        code: code`
          import weakref


          def track(connection, log):
              weakref.finalize(connection, log, {"connection": connection})
        `,
        errors: [
          {
            messageId: 'inside',
            data: { name: 'connection' },
            line: 5, column: 39, endLine: 5, endColumn: 65,
          },
        ],
      },
      {
        name: 'imported under another name',
        code: code`
          import weakref as w


          class Job:
              def __init__(self):
                  done = w.finalize
                  done(self, self.stop)

              def stop(self):
                  pass
        `,
        errors: [
          {
            messageId: 'method',
            data: { name: 'self' },
            line: 7, column: 20, endLine: 7, endColumn: 29,
          },
        ],
      },
      {
        name: 'the object by another name',
        code: code`
          import weakref


          def track(make):
              page = make()
              same = page
              weakref.finalize(page, same.close)
        `,
        errors: [
          {
            messageId: 'method',
            data: { name: 'page' },
            line: 7, column: 28, endLine: 7, endColumn: 38,
          },
        ],
      },
      {
        name: 'a default argument',
        code: code`
          import weakref


          def track(page):
              weakref.finalize(page, lambda page=page: page.close())
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'page' },
            line: 5, column: 28, endLine: 5, endColumn: 58,
          },
        ],
      },
      {
        name: "a module's own object",
        code: code`
          import weakref
          from concurrent.futures import ThreadPoolExecutor

          executor = ThreadPoolExecutor(max_workers=1)
          weakref.finalize(executor, executor.shutdown)
        `,
        errors: [
          {
            messageId: 'method',
            data: { name: 'executor' },
            line: 5, column: 28, endLine: 5, endColumn: 45,
          },
        ],
      },
      {
        name: 'a method of an object made here',
        code: code`
          import weakref


          class Reader:
              def __init__(self, store):
                  self.store = store

              def close(self):
                  self.store.release(self)


          def make_reader(store):
              reader = Reader(store)
              weakref.finalize(reader, reader.close)
              return reader
        `,
        errors: [
          {
            messageId: 'method',
            data: { name: 'reader' },
            line: 14, column: 30, endLine: 14, endColumn: 42,
          },
        ],
      },
      {
        name: 'tabs and CRLF',
        code: tabsAndCrlf(code`
          import weakref


          class Reader:
              def __init__(self, file):
                  self._file = file
                  weakref.finalize(self, lambda: self._file.close())
        `, 4),
        errors: [
          {
            messageId: 'closure',
            data: { name: 'self' },
            line: 7, column: 26, endLine: 7, endColumn: 52,
            suggestions: [
              {
                messageId: 'release',
                data: { strong: 'self' },
                output: tabsAndCrlf(code`
                  import weakref


                  class Reader:
                      def __init__(self, file):
                          self._file = file
                          weakref.finalize(self, self._file.close)
                `, 4),
              },
            ],
          },
        ],
      },
      {
        name: 'over several lines',
        code: code`
          import weakref


          class Reader:
              def __init__(self, file):
                  self._file = file
                  self._finalizer = weakref.finalize(
                      self,
                      lambda: self._file.close(),  # at last
                  )
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'self' },
            line: 9, column: 13, endLine: 9, endColumn: 39,
            suggestions: [
              {
                messageId: 'release',
                data: { strong: 'self' },
                output: { lines: [9, 9], become: 'self._file.close,  # at last' },
              },
            ],
          },
        ],
      },
      {
        name: 'an async callback',
        code: code`
          import asyncio
          import weakref


          class Client:
              def __init__(self, loop):
                  self.loop = loop

                  async def shut():
                      await self.stop()

                  weakref.finalize(self, asyncio.run_coroutine_threadsafe, shut, loop)

              async def stop(self):
                  pass
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'self' },
            line: 12, column: 66, endLine: 12, endColumn: 70,
          },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'what somebody else writes to the member',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          class Page {
            release = () => this.close();

            constructor() {
              registry.register(this, this.release);
            }
          }

          function silence(page) {
            page.release = () => {};
          }
        `,
      },
      {
        name: 'a field that is a function, which mentions nothing of the object',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          class Page {
            #release = () => console.log('released');

            constructor() {
              registry.register(this, this.#release);
            }
          }
        `,
      },
      {
        name: 'a method is bound to nothing when it is passed',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          class Page {
            constructor() {
              registry.register(this, this.release);
            }

            release() {}
          }
        `,
      },
      {
        name: 'a spread copies what the object holds, and does not hold it',
        code: code`
          const registry = new FinalizationRegistry((fields) => report(fields));

          class Connection {
            constructor(name) {
              this.name = name;
              registry.register(this, { ...this });
            }
          }
        `,
      },
      {
        name: 'a resource, taken out of the object first',
        code: code`
          const registry = new FinalizationRegistry((channel) => channel.shutdown());

          class Connection {
            constructor(channel) {
              this.channel = channel;
              registry.register(this, channel, this);
            }

            close() {
              registry.unregister(this);
              this.channel.shutdown();
            }
          }
        `,
      },
      {
        name: 'the token may be the object itself',
        code: code`
          const registry = new FinalizationRegistry((id) => console.log(id));

          export function track(node, id) {
            registry.register(node, id, node);
          }
        `,
      },
      {
        name: 'a member of the object',
        code: code`
          const registry = new FinalizationRegistry((fd) => fd.close());

          class Handle {
            constructor(fd) {
              this.fd = fd;
              registry.register(this, this.fd, this);
            }
          }
        `,
      },
      {
        name: 'an arrow function over what it needs',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          class Connection {
            constructor(channel) {
              this.channel = channel;
              registry.register(this, () => channel.shutdown());
            }
          }
        `,
      },
      {
        name: 'a static function',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          class Handle {
            constructor(fd) {
              registry.register(this, Handle.closer(fd), this);
            }

            static closer(fd) {
              return () => fd.close();
            }
          }
        `,
      },
      {
        name: 'a weak handle to the object',
        code: code`
          const registry = new FinalizationRegistry(({ id, ref }) => console.log(id, ref.deref()));

          export function track(node, id) {
            registry.register(node, { id, ref: new WeakRef(node) });
          }
        `,
      },
      {
        name: 'register of something else',
        code: code`
          const plugins = new Map();

          class Plugin {
            constructor(host) {
              host.register(this, this);
              plugins.register?.(this, this);
            }
          }
        `,
      },
      {
        name: "the function's own this is another one",
        code: code`
          const registry = new FinalizationRegistry((entry) => entry.close());

          class Handle {
            constructor(fd) {
              registry.register(this, {
                fd,
                close() {
                  this.fd.close();
                },
              });
            }
          }
        `,
      },
      {
        name: "a registry of one's own",
        code: code`
          class FinalizationRegistry {
            register(target, held) {
              this.held = held;
            }
          }

          const registry = new FinalizationRegistry();
          export const track = (node) => registry.register(node, node);
        `,
      },
      {
        name: "the callback's parameter only has its name",
        code: code`
          export function track(node, id) {
            const registry = new FinalizationRegistry((node) => console.log(node));
            registry.register(node, id);
            return registry;
          }
        `,
      },
      {
        name: 'another object holds the clean-up',
        code: code`
          const registry = new FinalizationRegistry(({ signal, abort }) => signal.removeEventListener('abort', abort));

          class Request {
            constructor(signal) {
              const controller = new AbortController();
              const abort = () => signal.reason;
              signal.addEventListener('abort', abort);
              registry.register(controller, { signal, abort }, abort);
              this.controller = controller;
            }
          }
        `,
      },
      {
        name: 'a registry in a private field, held by its owner',
        code: code`
          class Cache {
            #refs = new Map();
            #registry = new FinalizationRegistry((key) => this.#refs.delete(key));

            set(key, value) {
              this.#refs.set(key, new WeakRef(value));
              this.#registry.register(value, key);
            }
          }
        `,
      },
      {
        name: 'another name of the loop',
        code: code`
          const registry = new FinalizationRegistry((name) => console.log(name));

          export function trackAll(nodes) {
            let previous;
            for (const node of nodes) {
              if (previous) registry.register(node, previous.name);
              previous = node;
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'an object of several lines is told where it holds the target',
        code: code`
          const registry = new FinalizationRegistry(({ flush }) => flush());

          export class Face {
            constructor(bytes) {
              this.atlas = [];
              registry.register(this, {
                size: this.atlas.length,
                flush: () => [1].forEach(() => this.atlas.pop()),
              });
            }
          }
        `,
        errors: [
          { messageId: 'inside', data: { name: 'this' }, line: 8, column: 38, endLine: 8, endColumn: 42 },
        ],
      },
      {
        name: 'an imported function, bound to the object as its argument',
        code: code`
          import { inspect } from 'node:util';

          const registry = new FinalizationRegistry(({ show }) => console.log(show()));

          class Page {
            constructor() {
              registry.register(this, { show: inspect.bind(null, this) });
            }
          }
        `,
        errors: [
          { messageId: 'inside', data: { name: 'this' }, line: 7, column: 29, endLine: 7, endColumn: 63 },
        ],
      },
      {
        name: 'a field of the base class, inside the held value',
        code: code`
          const registry = new FinalizationRegistry(({ stop }) => stop());

          class Base {
            constructor() {
              this.stop = () => clearInterval(this.timer);
            }
          }

          class Clock extends Base {
            watch() {
              registry.register(this, { stop: this.stop });
            }
          }
        `,
        errors: [
          { messageId: 'inside', data: { name: 'this' }, line: 11, column: 29, endLine: 11, endColumn: 48 },
        ],
      },
      {
        name: 'a field that is a function and mentions the object',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          class Page {
            release = () => {
              this.file.close();
            };

            constructor(file) {
              this.file = file;
              registry.register(this, this.release, this);
            }
          }
        `,
        errors: [
          { messageId: 'closure', data: { name: 'this' }, line: 10, column: 29, endLine: 10, endColumn: 41 },
        ],
      },
      {
        name: 'a function of the file makes what holds the target',
        code: code`
          const registry = new FinalizationRegistry((close) => close());
          const closing = (file) => () => file.close();
          const closingHandle = (handle) => () => close(handle);

          export function open(file) {
            registry.register(file, closingHandle(file.handle));
            registry.register(file, closing(file));
          }
        `,
        errors: [{ messageId: 'closure', data: { name: 'file' }, line: 7, column: 27, endLine: 7, endColumn: 40 }],
      },
      {
        name: 'a closure over this',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          class Connection {
            constructor(channel) {
              this.channel = channel;
              registry.register(this, () => this.channel.shutdown());
            }
          }
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'this' },
            line: 6, column: 29, endLine: 6, endColumn: 58,
            suggestions: [
              {
                messageId: 'release',
                data: { strong: 'this' },
                output: { lines: [6, 6], become: 'registry.register(this, this.channel.shutdown.bind(this.channel));' },
              },
            ],
          },
        ],
      },
      {
        name: 'the object itself is refused',
        code: code`
          const registry = new FinalizationRegistry((node) => node.close());

          export function track(node) {
            registry.register(node, node);
          }
        `,
        errors: [
          {
            messageId: 'refused',
            data: { name: 'node' },
            line: 4, column: 27, endLine: 4, endColumn: 31,
          },
        ],
      },
      {
        name: 'inside an object',
        code: code`
          const registry = new FinalizationRegistry(({ node }) => node.close());

          export function track(node, id) {
            registry.register(node, { id, node });
          }
        `,
        errors: [
          {
            messageId: 'inside',
            data: { name: 'node' },
            line: 4, column: 27, endLine: 4, endColumn: 39,
          },
        ],
      },
      {
        name: 'inside an array',
        code: code`
          const registry = new FinalizationRegistry(([node]) => node.close());

          export function track(node, id) {
            registry.register(node, [node, id]);
          }
        `,
        errors: [
          {
            messageId: 'inside',
            data: { name: 'node' },
            line: 4, column: 27, endLine: 4, endColumn: 37,
          },
        ],
      },
      {
        name: 'a function expression over a local',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          export function open(make) {
            const page = make();
            registry.register(page, function () {
              page.close();
            });
            return page;
          }
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'page' },
            line: 6, column: 5, endLine: 6, endColumn: 9,
          },
        ],
      },
      {
        name: "the registry's own callback",
        code: code`
          export function open(page) {
            const registry = new FinalizationRegistry(() => page.close());
            registry.register(page, 'page');
            return registry;
          }
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'page' },
            line: 2, column: 45, endLine: 2, endColumn: 63,
          },
        ],
      },
      {
        name: 'a method that closes over it, in an object',
        code: code`
          const registry = new FinalizationRegistry((entry) => entry.close());

          class Handle {
            constructor(fd) {
              this.fd = fd;
              registry.register(this, { close: () => this.fd.close() }, this);
            }
          }
        `,
        errors: [
          {
            messageId: 'inside',
            data: { name: 'this' },
            line: 6, column: 29, endLine: 6, endColumn: 61,
          },
        ],
      },
      {
        name: 'a registry in a private field',
        code: code`
          class Pool {
            #registry = new FinalizationRegistry((release) => release());

            lend(session) {
              this.#registry.register(session, () => session.close());
              return session;
            }
          }
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'session' },
            line: 5, column: 38, endLine: 5, endColumn: 59,
          },
        ],
      },
      {
        name: 'no semicolons',
        code: code`
          const registry = new FinalizationRegistry(release => release())

          export function track (page) {
            registry.register(page, () => page.close())
          }
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'page' },
            line: 4, column: 27, endLine: 4, endColumn: 45,
          },
        ],
      },
      {
        name: 'a static block',
        code: code`
          class App {
            static registry = new FinalizationRegistry((release) => release());

            static {
              const app = new App();
              App.registry.register(app, () => app.stop());
            }

            stop() {}
          }
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'app' },
            line: 6, column: 32, endLine: 6, endColumn: 48,
          },
        ],
      },
      {
        name: 'tabs and CRLF',
        code: tabsAndCrlf(code`
          const registry = new FinalizationRegistry((release) => release());

          export function track(page) {
            registry.register(page, () => page.file.close());
          }
        `, 2),
        errors: [
          {
            messageId: 'closure',
            data: { name: 'page' },
            line: 4, column: 26, endLine: 4, endColumn: 49,
            suggestions: [
              {
                messageId: 'release',
                data: { strong: 'page' },
                output: tabsAndCrlf(code`
                  const registry = new FinalizationRegistry((release) => release());

                  export function track(page) {
                    registry.register(page, page.file.close.bind(page.file));
                  }
                `, 2),
              },
            ],
          },
        ],
      },
      {
        name: 'a comment inside stays',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          export function track(page) {
            registry.register(page, () => page.file.close(/* at last */));
          }
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'page' },
            line: 4, column: 27, endLine: 4, endColumn: 63,
          },
        ],
      },
      {
        name: 'spread into a copy that still holds it',
        code: code`
          const registry = new FinalizationRegistry((entry) => entry.close());

          export function track(node, options) {
            registry.register(node, { ...options, owner: node });
          }
        `,
        errors: [
          {
            messageId: 'inside',
            data: { name: 'node' },
            line: 4, column: 27, endLine: 4, endColumn: 54,
          },
        ],
      },
    ],
  },
  typescript: {
    valid: [
      {
        name: 'held values of a type of their own',
        code: code`
          interface Adm {
            reaction: { dispose(): void } | null;
          }

          const observers = new FinalizationRegistry<Adm>((adm) => adm.reaction?.dispose());

          export function track(box: { current: Adm | null }, adm: Adm): void {
            box.current = adm;
            observers.register(box, adm, adm);
          }
        `,
      },
      {
        name: "a parameter property's own name",
        code: code`
          const files = new FinalizationRegistry<number>((fd) => console.log(fd));

          export class Handle {
            constructor(readonly fd: number) {
              files.register(this, fd, this);
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'this as its own held value',
        code: code`
          const files = new FinalizationRegistry<{ close(): void }>((file) => file.close());

          export class Handle {
            constructor(readonly fd: number) {
              files.register(this, this, this);
            }

            close(): void {
              files.unregister(this);
            }
          }
        `,
        errors: [
          {
            messageId: 'refused',
            data: { name: 'this' },
            line: 5, column: 26, endLine: 5, endColumn: 30,
          },
        ],
      },
      {
        name: 'behind a cast',
        code: code`
          const files = new FinalizationRegistry<object>((file) => console.log(file));

          export class Handle {
            constructor(readonly fd: number) {
              files.register(this, this as object, this);
            }
          }
        `,
        errors: [
          {
            messageId: 'refused',
            data: { name: 'this' },
            line: 5, column: 26, endLine: 5, endColumn: 40,
          },
        ],
      },
      {
        name: 'a registry by its written type',
        code: code`
          export function track(registry: FinalizationRegistry<() => void>, page: { close(): void }): void {
            registry.register(page, () => {
              page.close();
            });
          }
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'page' },
            line: 3, column: 5, endLine: 3, endColumn: 9,
          },
        ],
      },
      {
        name: "a parameter property's method",
        code: code`
          const fns = new FinalizationRegistry<() => void>((fn) => fn());

          export class Handle {
            constructor(private readonly file: { close(): void }) {
              fns.register(this, () => this.file.close(), this);
            }
          }
        `,
        errors: [
          {
            messageId: 'closure',
            data: { name: 'this' },
            line: 5, column: 24, endLine: 5, endColumn: 47,
            suggestions: [
              {
                messageId: 'release',
                data: { strong: 'this' },
                output: { lines: [5, 5], become: 'fns.register(this, this.file.close.bind(this.file), this);' },
              },
            ],
          },
        ],
      },
    ],
  },
});
