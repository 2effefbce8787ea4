/** Callbacks whose handle or registry nobody keeps. */
import rule from '../../rules/src/rules/no-discarded-callback.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'the object may go before the function is over, or the handle leaves it',
        code: code`
          import weakref


          def wait(window, closed):
              handle = weakref.ref(window, closed.append)
              window = None
              while handle() is not None:
                  closed.poll()


          def count(windows, closed):
              for window in windows():
                  handle = weakref.ref(window, closed.append)
                  if handle() is None:
                      closed.clear()


          def events(window, closed):
              handle = weakref.ref(window, closed.append)
              while handle() is not None:
                  yield handle().event()


          def later(window, closed):
              handle = weakref.ref(window, closed.append)
              return lambda: handle()


          def hand(window, closed, handles):
              handle = weakref.ref(window, closed.append)
              if handle() is not None:
                  handles.add(handle)
        `,
      },
      {
        name: 'stored, handed on, or a finalizer, which keeps itself',
        code: code`
          import weakref

          handles = set()


          class Watcher:
              def watch(self, window):
                  self.handle = weakref.ref(window, self.closed)
                  handles.add(weakref.ref(window, self.closed))
                  weakref.finalize(window, print, "closed")
                  return weakref.ref(window, self.closed)

              def closed(self, handle):
                  handles.discard(handle)
        `,
      },
      { name: 'no callback to lose', code: 'import weakref\n\n\ndef can_be_watched(window):\n    weakref.ref(window)\n' },
      {
        name: 'a local of a function that runs on while it waits',
        code: code`
          import weakref


          def work(owner, queue):
              handle = weakref.ref(owner, lambda _: queue.put(None))
              del owner
              while True:
                  queue.get()()


          kept_by_the_module = weakref.ref(work, print)
        `,
      },
    ],
    invalid: [
      {
        name: 'only asked, while a parameter keeps the object',
        code: code`
          import weakref


          def watch(window, closed):
              handle = weakref.ref(window, closed.append)
              if handle() is None:
                  raise RuntimeError("closed")
              closed.poll()


          def wait(window, closed):
              handle = weakref.ref(window, closed.append)
              while handle():
                  closed.poll()
        `,
        errors: [
          { messageId: 'local', data: { api: 'ref' }, line: 5, column: 14, endLine: 5, endColumn: 48 },
          { messageId: 'local', data: { api: 'ref' }, line: 12, column: 14, endLine: 12, endColumn: 48 },
        ],
      },
      {
        name: 'thrown away, or gone with the function',
        code: code`
          import weakref


          def watch(window, closed):
              weakref.ref(window, lambda _: closed.append("window"))
              weakref.proxy(window, closed.append)


          def watch_in_vain(window, closed):
              handle = weakref.ref(window, closed.append)
        `,
        errors: [
          { messageId: 'discarded', data: { api: 'ref' }, line: 5, column: 5, endLine: 5, endColumn: 59 },
          { messageId: 'discarded', data: { api: 'proxy' }, line: 6, column: 5, endLine: 6, endColumn: 41 },
          { messageId: 'local', data: { api: 'ref' }, line: 10, column: 14, endLine: 10, endColumn: 48 },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'a registry on one way alone that others have, too',
        code: code`
          const nothing = { register() {} };
          const shared = new FinalizationRegistry((name) => console.log(name));

          export function track(response, isDebug) {
            const registry = isDebug ? shared : nothing;
            registry.register(response, 'response');
          }

          export function watch(response, isDebug) {
            const registry = isDebug ? new FinalizationRegistry((name) => console.log(name)) : nothing;
            registry.register(response, 'response');
            return { response, registry };
          }
        `,
      },
      {
        name: 'kept by the module, by a closure, by somebody else, or over a wait',
        code: code`
          const registry = new FinalizationRegistry(console.log);
          registry.register(globalThis, 'all');
          const registries = [];
          export function closure() {
            const registry = new FinalizationRegistry(console.log);
            return (target) => registry.register(target, 'target');
          }
          export function stored(target) {
            const registry = new FinalizationRegistry(console.log);
            registries.push(registry);
            registry.register(target, 'target');
          }
          export async function waiting(target, wait) {
            const registry = new FinalizationRegistry(console.log);
            registry.register(target, 'target');
            await wait();
          }
          export function given(target, registry) {
            registry.register(target, 'target');
          }
        `,
      },
      {
        name: 'a registry of the class, of another object, or for other objects',
        code: code`
          const shared = new FinalizationRegistry(console.log);
          export class Texture {
            static #registry = new FinalizationRegistry(console.log);
            shared = shared;
            parts = new FinalizationRegistry(console.log);
            constructor(parent, part) {
              Texture.#registry.register(this, 'texture');
              this.shared.register(this, 'texture');
              parent.parts.register(this, 'part');
              this.parts.register(part, 'part');
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'a registry on one way alone',
        code: code`
          const nothing = { register() {} };

          export function track(response, isDebug) {
            const registry = isDebug ? new FinalizationRegistry((name) => console.log(name)) : nothing;
            registry.register(response, 'response');
          }
        `,
        errors: [
          { messageId: 'localRegistry', data: {}, line: 4, column: 30, endLine: 4, endColumn: 83 },
        ],
      },
      {
        name: 'nobody, or only a local variable',
        code: code`
          export function watch(target, log) {
            new FinalizationRegistry(log).register(target, 'gone');
          }
          export function whenCollected(target) {
            return new Promise((resolve) => {
              const registry = new FinalizationRegistry(resolve);
              registry.register(target, 'target');
            });
          }
        `,
        errors: [
          { messageId: 'discardedRegistry', data: {}, line: 2, column: 3, endLine: 2, endColumn: 32 },
          { messageId: 'localRegistry', data: {}, line: 6, column: 22, endLine: 6, endColumn: 55 },
        ],
      },
      {
        name: 'the watched object itself, from a field or from the constructor',
        code: code`
          export class Texture {
            #registry = new FinalizationRegistry((memory) => memory.free());
            constructor(memory) {
              this.#registry.register(this, memory);
            }
          }
          export class Buffer {
            constructor(memory) {
              this.registry = new FinalizationRegistry((memory) => memory.free());
              this.memory = memory;
            }
            watch() {
              this.registry.register(this, this.memory);
            }
          }
        `,
        errors: [
          {
            messageId: 'own',
            data: { line: 4 },
            line: 2,
            column: 15,
            endLine: 2,
            endColumn: 66,
            suggestions: [
              { messageId: 'shared', data: { name: 'static #registry' }, output: {
                lines: [2, 4],
                become: code`
                  static #registry = new FinalizationRegistry((memory) => memory.free());
                  constructor(memory) {
                    Texture.#registry.register(this, memory);
                `,
              } },
            ],
          },
          { messageId: 'own', data: { line: 13 }, line: 9, column: 21, endLine: 9, endColumn: 72 },
        ],
      },
    ],
  },
  typescript: {
    valid: [],
    invalid: [
      {
        name: 'in a typed method',
        code: 'export class A { watch(target: object): void { new FinalizationRegistry<string>(console.log).register(target, "a"); } }',
        errors: [{ messageId: 'discardedRegistry', data: {}, line: 1, column: 48, endLine: 1, endColumn: 93 }],
      },
    ],
  },
});
