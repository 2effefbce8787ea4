/** Clean-ups that ask for the object they are called about, and those that only hold a handle of it or ask for another one. */
import rule from '../../rules/src/rules/no-dead-referent-in-finalizer.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'the resource, taken out of the object first',
        code: code`
          import weakref


          class Connection:
              def __init__(self, channel):
                  self.channel = channel
                  weakref.finalize(self, channel.shutdown)
        `,
      },
      {
        name: 'a handle of another object',
        code: code`
          import weakref


          def close(handle):
              pool = handle()
              if pool is not None:
                  pool.give_back()


          class Connection:
              def __init__(self, pool):
                  weakref.finalize(self, close, weakref.ref(pool))
        `,
      },
      {
        name: 'the handle is a mere key',
        code: code`
          import weakref

          known = set()


          def watch(window):
              known.add(weakref.ref(window, lambda handle: known.discard(handle)))
        `,
      },
      {
        name: 'the callback asks for the container it belongs to',
        code: code`
          import weakref


          class Registry:
              def __init__(self):
                  self.handles = set()

                  def removed(handle, own=weakref.ref(self)):
                      registry = own()
                      if registry is not None:
                          registry.handles.discard(handle)

                  self.removed = removed

              def add(self, item):
                  self.handles.add(weakref.ref(item, self.removed))
        `,
      },
      {
        name: 'the answer is only looked at',
        code: code`
          import weakref


          def watch(window, closed):
              def gone(handle):
                  assert handle() is None
                  closed.append("window")

              return weakref.ref(window, gone)
        `,
      },
    ],
    invalid: [
      {
        name: 'the handle among the arguments',
        code: code`
          import weakref


          class Effect:
              def __init__(self, device, number):
                  self.device = device
                  self.number = number
                  weakref.finalize(self, lambda ref: ref() and ref().destroy(), weakref.ref(self))

              def destroy(self):
                  self.device.free(self.number)
        `,
        errors: [
          { messageId: 'handle', data: { text: 'weakref.ref(self)' }, line: 8, column: 71, endLine: 8, endColumn: 88 },
        ],
      },
      {
        name: 'a function of the file asks behind a check',
        code: code`
          import weakref


          def close(handle):
              connection = handle()
              if connection is not None:
                  connection.channel.shutdown()


          class Connection:
              def __init__(self, channel):
                  self.channel = channel
                  weakref.finalize(self, close, weakref.ref(self))
        `,
        errors: [
          { messageId: 'handle', data: { text: 'weakref.ref(self)' }, line: 13, column: 39, endLine: 13, endColumn: 56 },
        ],
      },
      {
        name: 'the name of the handle is used again',
        code: code`
          import weakref


          def close(connection):
              connection = connection()
              if connection:
                  connection.channel.shutdown()


          def open_connection(connection):
              weakref.finalize(connection, close, weakref.ref(connection))
        `,
        errors: [
          { messageId: 'handle', data: { text: 'weakref.ref(connection)' }, line: 11, column: 41, endLine: 11, endColumn: 64 },
        ],
      },
      {
        name: 'a handle that the clean-up captures',
        code: code`
          import weakref


          class Connection:
              def __init__(self, channel):
                  self.channel = channel
                  handle = weakref.ref(self)

                  def close():
                      connection = handle()
                      if connection is not None:
                          connection.channel.shutdown()

                  weakref.finalize(self, close)
        `,
        errors: [
          { messageId: 'handle', data: { text: 'handle()' }, line: 10, column: 26, endLine: 10, endColumn: 34 },
        ],
      },
      {
        name: 'the handle that a callback is given',
        code: code`
          import weakref


          def watch(window, log):
              return weakref.ref(window, lambda handle: log(handle().title))
        `,
        errors: [
          { messageId: 'handle', data: { text: 'handle()' }, line: 5, column: 51, endLine: 5, endColumn: 59 },
        ],
      },
      {
        name: 'a method as the callback',
        code: code`
          import weakref


          class Log:
              def watch(self, window):
                  self.handles.append(weakref.ref(window, self.closed))

              def closed(self, handle):
                  print(handle().title)
        `,
        errors: [
          { messageId: 'handle', data: { text: 'handle()' }, line: 9, column: 15, endLine: 9, endColumn: 23 },
        ],
      },
      {
        name: 'a proxy among the arguments',
        code: code`
          import weakref


          def close(connection):
              connection.channel.shutdown()


          class Connection:
              def __init__(self, channel):
                  self.channel = channel
                  weakref.finalize(self, close, weakref.proxy(self))
        `,
        errors: [
          { messageId: 'proxy', data: { text: 'weakref.proxy(self)' }, line: 11, column: 39, endLine: 11, endColumn: 58 },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'the handle is of another object than the one that is registered',
        code: code`
          function track(list, row, rows) {
            const handle = new WeakRef(list);
            const registry = new FinalizationRegistry((key) => handle.deref()?.forget(key));
            registry.register(list, 0);
            registry.register(row, row.key);
          }
        `,
      },
      {
        name: 'the function that is passed has other callers',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          function track(page) {
            const handle = new WeakRef(page);
            const release = () => handle.deref()?.release();
            registry.register(page, release);
            return release;
          }
        `,
      },
      {
        name: 'the resource, taken out of the object first',
        code: code`
          const registry = new FinalizationRegistry((channel) => channel.shutdown());

          class Connection {
            constructor(channel) {
              registry.register(this, channel);
            }
          }
        `,
      },
      {
        name: 'a handle of another object',
        code: code`
          const streams = new FinalizationRegistry((handle) => handle.deref()?.cancel());

          function own(response, stream) {
            streams.register(response, new WeakRef(stream));
          }
        `,
      },
      {
        name: 'the handle is a mere key',
        code: code`
          let handles = [];
          const registry = new FinalizationRegistry((gone) => {
            handles = handles.filter((handle) => handle !== gone);
          });

          function watch(window) {
            const handle = new WeakRef(window);
            handles.push(handle);
            registry.register(window, handle);
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'the callback of a registry for one object asks its handle',
        code: code`
          function track(page) {
            const handle = new WeakRef(page);
            const registry = new FinalizationRegistry(() => {
              const gone = handle.deref();
              if (gone) gone.release();
            });
            registry.register(page, undefined);
            return registry;
          }
        `,
        errors: [
          { messageId: 'handle', data: { text: 'handle.deref()' }, line: 4, column: 18, endLine: 4, endColumn: 32 },
        ],
      },
      {
        name: 'the held value is a function that asks',
        code: code`
          const registry = new FinalizationRegistry((release) => release());

          class Page {
            constructor() {
              const self = new WeakRef(this);
              registry.register(this, () => self.deref()?.release());
            }

            release() {}
          }
        `,
        errors: [
          { messageId: 'handle', data: { text: 'self.deref()' }, line: 6, column: 35, endLine: 6, endColumn: 47 },
        ],
      },
      {
        name: 'the held value is a handle',
        code: code`
          const registry = new FinalizationRegistry((handle) => handle.deref()?.channel.shutdown());

          class Connection {
            constructor(channel) {
              this.channel = channel;
              registry.register(this, new WeakRef(this));
            }
          }
        `,
        errors: [
          { messageId: 'handle', data: { text: 'new WeakRef(this)' }, line: 6, column: 29, endLine: 6, endColumn: 46 },
        ],
      },
      {
        name: 'a handle inside the held value',
        code: code`
          const registry = new FinalizationRegistry(({ name, handle }) => {
            const connection = handle.deref();
            if (connection) connection.close(name);
          });

          function open(connection, name) {
            registry.register(connection, { name, handle: new WeakRef(connection) });
          }
        `,
        errors: [
          { messageId: 'handle', data: { text: '{ name, handle: new WeakRef(connection) }' }, line: 7, column: 33, endLine: 7, endColumn: 74 },
        ],
      },
    ],
  },
  typescript: {
    valid: [
      {
        name: 'another part of the held value is asked',
        code: code`
          interface Held {
            own: WeakRef<object>;
            pool: WeakRef<Pool>;
          }
          const registry = new FinalizationRegistry<Held>(({ pool }) => pool.deref()?.shrink());

          export function lend(session: object, pool: Pool): void {
            registry.register(session, { own: new WeakRef(session), pool: new WeakRef(pool) });
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'in a registry with a type',
        code: code`
          const registry = new FinalizationRegistry<WeakRef<Texture>>((handle) => {
            handle.deref()!.free();
          });

          export class Texture {
            constructor() {
              registry.register(this, new WeakRef(this));
            }

            free(): void {}
          }
        `,
        errors: [
          { messageId: 'handle', data: { text: 'new WeakRef(this)' }, line: 7, column: 29, endLine: 7, endColumn: 46 },
        ],
      },
    ],
  },
});
