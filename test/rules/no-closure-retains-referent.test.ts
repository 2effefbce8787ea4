/** Functions that own what a handle beside them only watches, and those that mention the handle alone. */
import rule from '../../rules/src/rules/no-closure-retains-referent.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'a weak dictionary',
        code: code`
          import weakref

          pages = weakref.WeakValueDictionary()


          def load(key, page):
              pages[key] = page
              weakref.finalize(page, pages.pop, key, None)
        `,
      },
      {
        name: 'what is let go by another method, and a main function',
        code: code`
          import atexit
          import signal
          import weakref


          class Spool:
              def __init__(self, path):
                  atexit.register(self.flush)
                  weakref.finalize(self, print, path)

              def flush(self):
                  pass

              def close(self):
                  atexit.unregister(self.flush)


          class Log:
              def __init__(self, path):
                  self.path = path
                  atexit.register(print, self.path)
                  weakref.finalize(self, print, path)


          def main(server):
              signal.signal(signal.SIGTERM, server.stop)
              weakref.finalize(server, print, "stopped")
        `,
      },
      {
        name: 'asks the handle inside',
        code: code`
          import weakref


          def refresh_on_resize(view, subscribe):
              handle = weakref.ref(view)

              def resized():
                  view = handle()
                  if view is not None:
                      view.refresh()

              subscribe("resize", resized)
        `,
      },
      {
        name: 'a function of the module with the handle',
        code: code`
          import threading
          import weakref


          def poll(handle, period):
              signal = handle()
              if signal is not None:
                  signal.tick()


          class Signal:
              def __init__(self, period):
                  threading.Thread(target=poll, args=(weakref.ref(self), period)).start()

              def tick(self):
                  pass
        `,
      },
      {
        name: 'a static method is bound to nothing',
        code: code`
          import threading
          import weakref


          class Signal:
              def __init__(self):
                  threading.Thread(target=self.poll, args=(weakref.ref(self),)).start()

              @staticmethod
              def poll(handle):
                  pass
        `,
      },
      {
        name: 'the function is called at once',
        code: code`
          import weakref


          def order(view, parts):
              handle = weakref.ref(view)
              parts.sort(key=lambda part: handle() is not None and view.rank(part))
              return handle
        `,
      },
      {
        name: 'the object is let go before the function runs',
        code: code`
          import weakref


          def test_view_goes(View, later):
              view = View()
              handle = weakref.ref(view)
              later(lambda: handle() is None or view.refresh())
              del view
        `,
      },
      {
        name: 'the answer is compared with the object',
        code: code`
          import weakref


          def check(view, later):
              handle = weakref.ref(view)
              later(lambda: handle() is view)
        `,
      },
      {
        name: 'the function does something with the object itself, too',
        code: code`
          import weakref


          class Poller:
              def __init__(self, start_thread, log):
                  def tick():
                      Poller.run(weakref.proxy(self))
                      log(self)

                  start_thread(tick)

              def run(self):
                  pass
        `,
      },
      {
        name: 'a circle through a function made for the handle is advice',
        code: code`
          from weakref import ref


          class Trait:
              def __init__(self, value):
                  self.value = ref(value, lambda _: self.freed())

              def freed(self):
                  pass
        `,
      },
      {
        name: 'a factory gives the handle back',
        code: code`
          import weakref


          def make(view):
              def factory():
                  return weakref.ref(view)

              return factory
        `,
      },
      {
        name: 'the callback of a handle is a method of somebody else',
        code: code`
          import weakref


          class Monitor:
              def __init__(self, executor):
                  self.handle = weakref.ref(executor.owner, executor.close)
        `,
      },
      {
        name: 'the callback asks a handle of the object',
        code: code`
          import weakref


          class Watcher:
              def __init__(self, value):
                  def freed(_, own=weakref.ref(self)):
                      watcher = own()
                      if watcher is not None:
                          watcher.count -= 1

                  self.value = weakref.ref(value, freed)
        `,
      },
      {
        name: 'two handles are compared through their methods',
        code: code`
          import weakref


          class Bus:
              def same(self, other):
                  return other.check(weakref.WeakMethod(self.same), self.same)
        `,
      },
    ],
    invalid: [
      {
        name: 'the clean-up is to remove the entry that keeps the object',
        code: code`
          import weakref

          pages = {}


          def load(key, page):
              pages[key] = page
              weakref.finalize(page, lambda: pages.pop(key, None))
        `,
        errors: [
          { messageId: 'entry', data: { line: 7, name: 'page' }, line: 8, column: 5, endLine: 8, endColumn: 57 },
        ],
      },
      {
        name: 'the end of the program, a signal and a hook keep the object',
        code: code`
          import atexit
          import signal
          import sys
          import weakref


          class Spool:
              def __init__(self, path):
                  weakref.finalize(self, atexit.unregister, atexit.register(self.flush))

              def flush(self):
                  pass


          class Screen:
              def __init__(self):
                  before = signal.signal(signal.SIGWINCH, self.resize)
                  weakref.finalize(self, signal.signal, signal.SIGWINCH, before)

              def resize(self, number, frame):
                  pass


          class Reporter:
              def __init__(self):
                  sys.excepthook = self.report
                  weakref.finalize(self, print, "no longer reported")

              def report(self, kind, error, trace):
                  pass
        `,
        errors: [
          { messageId: 'untilExit', data: { line: 9, name: 'self' }, line: 9, column: 9, endLine: 9, endColumn: 79 },
          { messageId: 'untilExit', data: { line: 17, name: 'self' }, line: 18, column: 9, endLine: 18, endColumn: 71 },
          { messageId: 'untilExit', data: { line: 26, name: 'self' }, line: 27, column: 9, endLine: 27, endColumn: 60 },
        ],
      },
      {
        name: 'a function inside mentions the object',
        code: code`
          import weakref


          def follow(events, panel):
              handle = weakref.ref(panel)

              def changed(change):
                  if handle() is not None:
                      later(lambda: panel.render(change))

              events.connect(changed)
        `,
        errors: [
          {
            messageId: 'mentioned',
            data: { name: 'panel', line: 5 },
            line: 9, column: 27, endLine: 9, endColumn: 32,
            suggestions: [
              { messageId: 'inside', data: { name: 'handle()' }, output: { lines: [9, 9], become: 'later(lambda: panel.render(change) if (panel := handle()) is not None else None)' } },
            ],
          },
        ],
      },
      {
        name: 'taken inside a thread',
        code: code`
          import threading
          import weakref


          class Sampler:
              def __init__(self):
                  def run():
                      handle = weakref.ref(self)
                      while sample(handle):
                          wait()

                  threading.Thread(target=run).start()
        `,
        errors: [
          { messageId: 'takenInside', data: { name: 'self' }, line: 8, column: 22, endLine: 8, endColumn: 39 },
        ],
      },
      {
        name: 'a circle through a function, with advice',
        code: code`
          from weakref import ref


          class Trait:
              def __init__(self, value):
                  self.value = ref(value, lambda _: self.freed())

              def freed(self):
                  pass
        `,
        options: [{ advice: true }],
        errors: [{ messageId: 'circle', data: { name: 'self', line: 6 }, line: 6, column: 33, endLine: 6, endColumn: 55 }],
      },
      {
        name: 'the object by its own name',
        code: code`
          import weakref


          def refresh_on_resize(view, subscribe):
              handle = weakref.ref(view)

              def resized():
                  if handle() is not None:
                      view.refresh()

              subscribe("resize", resized)
        `,
        errors: [
          {
            messageId: 'mentioned',
            data: { name: 'view', line: 5 },
            line: 9,
            column: 13,
            endLine: 9,
            endColumn: 17,
            suggestions: [
              { messageId: 'inside', data: { name: 'handle()' }, output: {
                lines: [8, 8],
                become: code`
                  view = handle()
                  if view is None:
                      return
                  if handle() is not None:
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'a thread that uses `self`',
        code: code`
          import threading
          import weakref


          class Poller:
              def __init__(self):
                  handle = weakref.ref(self)

                  def loop():
                      while handle() is not None:
                          self.poll()

                  threading.Thread(target=loop).start()

              def poll(self):
                  pass
        `,
        errors: [
          { messageId: 'mentioned', data: { name: 'self', line: 7 }, line: 11, column: 17, endLine: 11, endColumn: 21 },
        ],
      },
      {
        name: 'a bound method with the handle',
        code: code`
          import threading
          import weakref


          class Poller:
              def __init__(self):
                  threading.Thread(target=self._run, args=(weakref.ref(self),)).start()

              def _run(self, handle):
                  pass
        `,
        errors: [
          { messageId: 'method', data: { name: 'self', line: 7 }, line: 7, column: 33, endLine: 7, endColumn: 42 },
        ],
      },
      {
        name: 'a menu entry beside the handle',
        code: code`
          import weakref


          class TickMenu:
              def __init__(self, tick, add_action):
                  self.tick = weakref.ref(tick)
                  add_action("Remove", lambda: self._remove(tick))

              def _remove(self, tick):
                  tick.remove()
        `,
        errors: [
          {
            messageId: 'mentioned',
            data: { name: 'tick', line: 6 },
            line: 7,
            column: 51,
            endLine: 7,
            endColumn: 55,
            suggestions: [
              { messageId: 'inside', data: { name: 'self.tick()' }, output: { lines: [7, 7], become: 'add_action("Remove", lambda: self._remove(tick) if (tick := self.tick()) is not None else None)' } },
            ],
          },
        ],
      },
      {
        name: 'a proxy taken inside',
        code: code`
          import weakref


          class Poller:
              def __init__(self, start_thread):
                  def tick():
                      Poller.run(weakref.proxy(self))

                  start_thread(tick)

              def run(self):
                  pass
        `,
        errors: [
          { messageId: 'takenInside', data: { name: 'self' }, line: 7, column: 24, endLine: 7, endColumn: 43 },
        ],
      },
      {
        name: 'a bound method as callback of a handle of its own',
        code: code`
          from weakref import ref


          class Trait:
              def __init__(self, value):
                  self.value = ref(value, self._freed)

              def _freed(self, _):
                  pass
        `,
        errors: [
          { messageId: 'circle', data: { name: 'self' }, line: 6, column: 33, endLine: 6, endColumn: 44 },
        ],
      },
      {
        name: 'the same in a collection',
        code: code`
          from weakref import ref


          class Registry:
              def __init__(self):
                  self.handles = set()

              def add(self, value):
                  self.handles.add(ref(value, self._freed))

              def _freed(self, handle):
                  self.handles.discard(handle)
        `,
        errors: [
          { messageId: 'circle', data: { name: 'self' }, line: 9, column: 37, endLine: 9, endColumn: 48 },
        ],
      },
      {
        name: 'the same as part of what is put into a collection',
        code: code`
          from weakref import ref


          class Table:
              def __init__(self):
                  self.rows = {}
                  self.slots = []

              def add(self, key, row, name):
                  self.rows[id(key)] = (ref(key, self._gone), row)
                  handle = ref(row, self._gone)
                  self.slots.append({"handle": handle, "name": name})

              def _gone(self, handle):
                  print(handle)
        `,
        errors: [
          { messageId: 'circle', data: { name: 'self' }, line: 10, column: 40, endLine: 10, endColumn: 50 },
          { messageId: 'circle', data: { name: 'self' }, line: 11, column: 27, endLine: 11, endColumn: 37 },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'an entry under a handle of the object: that its value keeps its key is told elsewhere',
        code: code`
          const notes = new Map();
          const registry = new FinalizationRegistry((handle) => notes.delete(handle));

          export function annotate(element, text) {
            const handle = new WeakRef(element);
            notes.set(handle, { element, text });
            registry.register(element, handle);
          }
        `,
      },
      {
        name: 'the clean-up removes another entry, or does more than that',
        code: code`
          const pages = new Map();
          const names = new Map();
          const forget = new FinalizationRegistry((key) => names.delete(key));
          const close = new FinalizationRegistry((key) => {
            pages.delete(key);
            closeFile(key);
          });

          function load(key, page) {
            pages.set(key, page);
            forget.register(page, key);
            close.register(page, key);
          }
        `,
      },
      {
        name: 'the entry is there as long as the work is',
        code: code`
          const jobs = new Map();
          const registry = new FinalizationRegistry((key) => jobs.delete(key));

          function start(key, job) {
            jobs.set(key, job);
            registry.register(job, key);
            job.done.finally(() => jobs.delete(key));
          }
        `,
      },
      {
        name: 'the entry is a handle, in the end or from the start',
        code: code`
          const pages = new Map();
          const registry = new FinalizationRegistry((key) => pages.delete(key));

          function load(key, page) {
            pages.set(key, page);
            registry.register(page, key);
          }

          function settle(key, page) {
            pages.set(key, new WeakRef(page));
          }
        `,
      },
      {
        name: 'a name of its own for what the next job asks, in a listener that may go',
        code: code`
          function follow(button, panel) {
            button.addEventListener('click', () => {
              const handle = new WeakRef(panel);
              setTimeout(() => handle.deref()?.render(), 100);
            });
          }
        `,
      },
      {
        name: 'handles for a list of them, by a name',
        code: code`
          const seen = [];

          function follow(panel) {
            window.addEventListener('focus', () => {
              const handle = new WeakRef(panel);
              seen.push(handle);
            });
          }
        `,
      },
      {
        name: 'it asks only what it was made to watch, and what it made itself',
        code: code`
          function watch(panel) {
            const handle = new WeakRef(panel);
            return () => {
              const fresh = new WeakRef(makePanel());
              return handle.deref() ?? fresh.deref();
            };
          }
        `,
      },
      {
        name: 'asks the handle inside',
        code: code`
          function refreshOnResize(view, events) {
            const handle = new WeakRef(view);
            events.addEventListener('resize', () => handle.deref()?.refresh());
          }
        `,
      },
      {
        name: 'the function is called at once',
        code: code`
          function names(view, parts) {
            const handle = new WeakRef(view);
            parts.forEach((part) => handle.deref() && view.add(part));
            return handle;
          }
        `,
      },
      {
        name: 'the variable is emptied',
        code: code`
          function test(later) {
            let view = { refresh() {} };
            const handle = new WeakRef(view);
            later(() => handle.deref() && view.refresh());
            view = null;
          }
        `,
      },
      {
        name: 'a listener of somebody who may go as well',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          class Room {
            constructor(socket) {
              socket.on('message', () => this.refresh());
              registry.register(this, () => socket.close());
            }
          }
        `,
      },
      {
        name: 'a method without its object is handed over',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          class Room {
            constructor(controller) {
              globalThis.addEventListener('online', this.refresh);
              registry.register(this, () => controller.abort());
            }

            refresh() {}
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'the entry is a function that mentions the object',
        code: code`
          const listeners = new Map();
          const registry = new FinalizationRegistry(({ id }) => {
            listeners.delete(id);
          });

          class Model {
            constructor(id) {
              this.id = id;
              listeners.set(id, (status) => {
                this.status = status;
              });
              registry.register(this, { id }, this);
            }
          }
        `,
        errors: [
          { messageId: 'entry', data: { line: 9, name: 'this' }, line: 12, column: 5, endLine: 12, endColumn: 42 },
        ],
      },
      {
        name: 'the clean-up is to remove the entry that keeps the object',
        code: code`
          const pages = new Map();
          const registry = new FinalizationRegistry((key) => pages.delete(key));

          function load(key) {
            const page = readPage(key);
            pages.set(key, page);
            registry.register(page, key);
            return page;
          }
        `,
        errors: [
          { messageId: 'entry', data: { line: 6, name: 'page' }, line: 7, column: 3, endLine: 7, endColumn: 31 },
        ],
      },
      {
        name: 'taken inside a listener of the window',
        code: code`
          class Header {
            constructor() {
              window.addEventListener('scroll', () => {
                const handle = new WeakRef(this);
                requestAnimationFrame(() => handle.deref()?.measure());
              });
            }
          }
        `,
        errors: [
          { messageId: 'takenInside', data: { name: 'this' }, line: 4, column: 22, endLine: 4, endColumn: 39 },
        ],
      },
      {
        name: 'taken inside, and asked there',
        code: code`
          function method(target, name) {
            return (...values) => {
              const handle = new WeakRef(target);
              return handle.deref()?.[name](...values);
            };
          }
        `,
        errors: [
          { messageId: 'takenInside', data: { name: 'target' }, line: 3, column: 20, endLine: 3, endColumn: 39 },
        ],
      },
      {
        name: 'a function inside mentions the object',
        code: code`
          function follow(events, panel) {
            const handle = new WeakRef(panel);
            events.on('change', (change) => {
              if (handle.deref() === undefined) return;
              setTimeout(() => panel.render(change), 100);
            });
          }
        `,
        errors: [
          {
            messageId: 'mentioned',
            data: { name: 'panel', line: 2 },
            line: 5, column: 22, endLine: 5, endColumn: 27,
            suggestions: [
              { messageId: 'inside', data: { name: 'handle.deref()' }, output: { lines: [5, 5], become: 'setTimeout(() => handle.deref()?.render(change), 100);' } },
            ],
          },
        ],
      },
      {
        name: 'to fill what it finds under a key, and to walk over it',
        code: code`
          export function bind(target, key, signal) {
            const handle = new WeakRef(target);
            signal.start((value) => {
              if (handle.deref() === undefined) return;
              target[key] = value;
            });
          }

          export function drain(queue, timer) {
            const handle = new WeakRef(queue);
            timer.start(() => {
              if (handle.deref() === undefined) return;
              for (const job of queue) job.run();
            });
          }
        `,
        errors: [
          { messageId: 'mentioned', data: { line: 4, name: 'target' }, line: 5, column: 5, endLine: 5, endColumn: 11 },
          { messageId: 'mentioned', data: { line: 12, name: 'queue' }, line: 13, column: 23, endLine: 13, endColumn: 28 },
        ],
      },
      {
        name: '`this` by its own name',
        code: code`
          class Room {
            constructor(devices) {
              const handle = new WeakRef(this);
              devices.addEventListener('change', () => {
                if (handle.deref()) this.refresh();
              });
            }

            refresh() {}
          }
        `,
        errors: [
          { messageId: 'mentioned', data: { name: 'this', line: 3 }, line: 5, column: 27, endLine: 5, endColumn: 31 },
        ],
      },
      {
        name: 'a listener beside the handle',
        code: code`
          function watch(view, events, views) {
            const handle = new WeakRef(view);
            views.add(handle);
            events.on('resize', () => view.refresh());
          }
        `,
        errors: [
          {
            messageId: 'mentioned',
            data: { name: 'view', line: 2 },
            line: 4,
            column: 29,
            endLine: 4,
            endColumn: 33,
            suggestions: [
              { messageId: 'inside', data: { name: 'handle.deref()' }, output: { lines: [4, 4], become: "events.on('resize', () => handle.deref()?.refresh());" } },
            ],
          },
        ],
      },
      {
        name: 'a global listener of what a registry waits for',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          class Room {
            constructor(controller) {
              globalThis.addEventListener('online', this.refresh.bind(this));
              registry.register(this, () => controller.abort());
            }

            refresh() {}
          }
        `,
        errors: [
          { messageId: 'forEver', data: { line: 5, name: 'this' }, line: 6, column: 5, endLine: 6, endColumn: 54 },
        ],
      },
    ],
  },
  typescript: {
    valid: [
      {
        name: 'an effect has what it mentions from its component',
        code: code`
          function blink(weak: WeakRef<View>, ms: number): number {
            return setInterval(() => weak.deref()?.toggle(), ms);
          }
          function Caret({ view }: { view: View }) {
            useEffect(() => {
              const id = blink(new WeakRef(view), 530);
              return () => clearInterval(id);
            }, [view]);
          }
        `,
      },
      {
        name: 'a listener that mentions the handle alone',
        code: code`
          export class Room {
            constructor() {
              const handle = new WeakRef(this);
              globalThis.addEventListener('online', () => handle.deref()?.refresh());
            }

            refresh(): void {}
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'what watches the position holds its callback until it is told to stop',
        code: code`
          const watches = new FinalizationRegistry<number>((id) => navigator.geolocation.clearWatch(id));

          export class MapView {
            center = [0, 0];

            follow(): void {
              const watch = navigator.geolocation.watchPosition(({ coords }) => {
                this.center = [coords.latitude, coords.longitude];
              });
              watches.register(this, watch, this);
            }
          }

          export class WeakMapView {
            center = [0, 0];

            follow(): void {
              const ref = new WeakRef(this);
              const watch = navigator.geolocation.watchPosition(({ coords }) => {
                const view = ref.deref();
                if (view) view.center = [coords.latitude, coords.longitude];
              });
              watches.register(this, watch, this);
            }
          }
        `,
        errors: [
          { messageId: 'forEver', data: { line: '7', name: 'this' }, line: 10, column: 5, endLine: 10, endColumn: 40 },
        ],
      },
      {
        name: 'a field that is a function',
        code: code`
          const registry = new FinalizationRegistry<() => void>((release) => release());

          export class Room {
            constructor(controller: AbortController) {
              globalThis.addEventListener('online', this.onOnline);
              registry.register(this, () => controller.abort(), this);
            }

            private onOnline = (): void => this.refresh();

            close(): void {
              registry.unregister(this);
            }

            refresh(): void {}
          }
        `,
        errors: [
          { messageId: 'forEver', data: { line: 5, name: 'this' }, line: 6, column: 5, endLine: 6, endColumn: 60 },
        ],
      },
    ],
  },
});
