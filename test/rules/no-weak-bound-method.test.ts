/** Weak references to bound methods, which are made anew each time. */
import rule from '../../rules/src/rules/no-weak-bound-method.ts';
import { code, testRule } from '../support/rule-testers.ts';

const ref = { api: 'ref' };

testRule(rule, {
  python: {
    valid: [
      {
        name: 'who else gets it: it may be kept; a handle that is only asked, a refusal that is waited for',
        code: code`
          import inspect
          import weakref


          class Bus:
              def __init__(self):
                  self.hooks = weakref.WeakSet()
                  self.refs = []
                  self.methods = []
                  self.strong = []

              def sort(self, callback):
                  if inspect.ismethod(callback):
                      self.methods.append(weakref.WeakMethod(callback))
                  else:
                      self.refs.append(weakref.ref(callback))

              def keep(self, callback):
                  self.strong.append(callback)
                  self.hooks.add(callback)

              def give(self, callback):
                  self.hooks.add(callback)
                  return callback

              def refuse(self, callback):
                  try:
                      self.refs.append(weakref.ref(callback))
                  except TypeError:
                      self.strong.append(callback)

              def watch(self, callback):
                  gone = weakref.ref(callback)
                  return gone() is None

              def forget(self, callback):
                  self.hooks.discard(callback)

              def drop(self):
                  self.refs = [ref for ref in self.refs if ref() is not None]


          class View:
              def __init__(self, bus: Bus):
                  bus.sort(self.refresh)
                  bus.keep(self.refresh)
                  self.own = bus.give(self.refresh)
                  bus.refuse(self.refresh)
                  bus.watch(self.refresh)
                  bus.forget(self.refresh)

              def refresh(self):
                  pass
        `,
      },
      {
        name: 'WeakMethod, a kept bound method, a function of the class, a member that somebody sets',
        code: code`
          import weakref


          class View:
              def __init__(self, on_close):
                  self._keep = self.refresh
                  self.on_close = on_close
                  self.handles = [weakref.WeakMethod(self.refresh), weakref.ref(self._keep), weakref.ref(View.refresh), weakref.ref(self.on_close)]

              def refresh(self):
                  pass

              def on_close(self):
                  pass

              @staticmethod
              def redraw():
                  pass

              def redrawn(self):
                  return weakref.ref(self.redraw)


          def listen(view):
              return weakref.ref(view.refresh)
        `,
      },
      {
        name: 'the caller gets the method as well',
        code: code`
          import weakref


          class View:
              def listen(self, bus):
                  method = self.refresh
                  bus.subscribe(weakref.ref(method))
                  return method

              def refresh(self):
                  pass
        `,
      },
    ],
    invalid: [
      {
        name: 'a function that holds weakly what it is given',
        code: code`
          import weakref


          class Bus:
              def __init__(self):
                  self.hooks = weakref.WeakSet()

              def add(self, callback):
                  if callback is None:
                      return
                  self.hooks.add(callback)


          class View:
              def __init__(self, bus: Bus):
                  bus.add(self.refresh)

              def refresh(self):
                  pass
        `,
        errors: [
          {
            messageId: 'handle',
            data: { text: 'self.refresh', api: 'add' },
            line: 16, column: 17, endLine: 16, endColumn: 29,
            suggestions: [
              { messageId: 'member', data: { name: 'self._refresh' }, output: { lines: [16, 16], become: code`
                  self._refresh = self.refresh
                  bus.add(self._refresh)
                ` } },
            ],
          },
        ],
      },
      {
        name: 'handles, of methods of objects and of classes',
        code: code`
          import weakref


          class View:
              def listen(self):
                  return weakref.ref(self.refresh)

              @classmethod
              def watch(cls):
                  return weakref.proxy(cls.watch)

              def refresh(self):
                  pass
        `,
        errors: [
          {
            messageId: 'handle',
            data: { ...ref, text: 'self.refresh' },
            line: 6,
            column: 28,
            endLine: 6,
            endColumn: 40,
            suggestions: [{ messageId: 'method', data: { name: 'weakref.WeakMethod' }, output: { lines: [6, 6], become: 'return weakref.WeakMethod(self.refresh)' } }],
          },
          { messageId: 'handle', data: { api: 'proxy', text: 'cls.watch' }, line: 10, column: 30, endLine: 10, endColumn: 39 },
        ],
      },
      {
        name: 'with the import of what is needed',
        code: code`
          from weakref import ref


          class View:
              def listen(self):
                  return ref(self.refresh)

              def refresh(self):
                  pass
        `,
        errors: [
          {
            messageId: 'handle',
            data: { ...ref, text: 'self.refresh' },
            line: 6,
            column: 20,
            endLine: 6,
            endColumn: 32,
            suggestions: [
              {
                messageId: 'method',
                data: { name: 'WeakMethod' },
                output: code`
                  from weakref import ref, WeakMethod


                  class View:
                      def listen(self):
                          return WeakMethod(self.refresh)

                      def refresh(self):
                          pass
                `,
              },
            ],
          },
        ],
      },
      {
        name: 'containers',
        code: code`
          import weakref


          class Dashboard:
              def __init__(self, bus):
                  self.handlers = weakref.WeakSet()
                  self.handlers.add(self.on_update)
                  self.by_name = weakref.WeakValueDictionary()
                  self.by_name["update"] = self.on_update

              def on_update(self, data):
                  self.last = data
        `,
        errors: [
          {
            messageId: 'container',
            data: { api: 'WeakSet', text: 'self.on_update' },
            line: 7,
            column: 27,
            endLine: 7,
            endColumn: 41,
            suggestions: [
              { messageId: 'member', data: { name: 'self._on_update' }, output: {
                lines: [7, 7],
                become: code`
                  self._on_update = self.on_update
                  self.handlers.add(self._on_update)
                `,
              } },
            ],
          },
          {
            messageId: 'container',
            data: { api: 'WeakValueDictionary', text: 'self.on_update' },
            line: 9,
            column: 34,
            endLine: 9,
            endColumn: 48,
            suggestions: [
              { messageId: 'member', data: { name: 'self._on_update' }, output: {
                lines: [9, 9],
                become: code`
                  self._on_update = self.on_update
                  self.by_name["update"] = self._on_update
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
        name: 'the function of the prototype, or one that is kept',
        code: code`
          class View {
            constructor() { this.onChange = this.refresh.bind(this); }
            listener() { return [new WeakRef(this.refresh), new WeakRef(this.onChange)]; }
            refresh() {}
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'a method that holds weakly what it is given',
        code: code`
          class Emitter {
            #listeners = new Set();

            on(listener) {
              this.#listeners.add(new WeakRef(listener));
            }

            emit() {
              for (const ref of this.#listeners) {
                const listener = ref.deref();
                if (listener) listener();
                else this.#listeners.delete(ref);
              }
            }
          }

          class Panel {
            constructor() {
              this.emitter = new Emitter();
              this.emitter.on(this.layout.bind(this));
              this.emitter.on(this.layout);
            }

            layout() {}
          }
        `,
        errors: [
          {
            messageId: 'handle',
            data: { text: 'this.layout.bind(this)', api: 'on' },
            line: 20, column: 21, endLine: 20, endColumn: 43,
            suggestions: [
              { messageId: 'member', data: { name: 'this.boundLayout' }, output: { lines: [18, 20], become: code`
                  boundLayout = this.layout.bind(this);
                  constructor() {
                    this.emitter = new Emitter();
                    this.emitter.on(this.boundLayout);
                ` } },
            ],
          },
        ],
      },
      {
        name: 'a bound function that nobody keeps',
        code: code`
          const listeners = new WeakSet();
          class View {
            listener() {
              listeners.add(this.refresh.bind(this));
              return new WeakRef(this.refresh.bind(this));
            }
            refresh() {}
          }
        `,
        errors: [
          {
            messageId: 'container',
            data: { api: 'WeakSet', text: 'this.refresh.bind(this)' },
            line: 4,
            column: 19,
            endLine: 4,
            endColumn: 42,
            suggestions: [
              { messageId: 'member', data: { name: 'this.boundRefresh' }, output: {
                lines: [3, 4],
                become: code`
                  boundRefresh = this.refresh.bind(this);
                  listener() {
                    listeners.add(this.boundRefresh);
                `,
              } },
            ],
          },
          {
            messageId: 'handle',
            data: { api: 'WeakRef', text: 'this.refresh.bind(this)' },
            line: 5,
            column: 24,
            endLine: 5,
            endColumn: 47,
            suggestions: [
              { messageId: 'member', data: { name: 'this.boundRefresh' }, output: {
                lines: [3, 5],
                become: code`
                  boundRefresh = this.refresh.bind(this);
                  listener() {
                    listeners.add(this.refresh.bind(this));
                    return new WeakRef(this.boundRefresh);
                `,
              } },
            ],
          },
        ],
      },
    ],
  },
  typescript: { valid: [{ name: 'an arrow in a field', code: 'class V { on = () => 1; handle() { return new WeakRef(this.on); } }' }], invalid: [] },
});
