/** A strong name keeps what a weak handle gave while a loop waits. */
import rule from '../../rules/src/rules/no-strong-hold-across-suspension.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'let go before each wait',
        code: code`
          import time
          import weakref


          def watch(handle: weakref.ref):
              while (target := handle()) is not None:
                  target.refresh()
                  del target
                  time.sleep(60)
        `,
      },
      {
        name: 'one wait, and a walk that comes to its end',
        code: code`
          import asyncio
          import weakref


          async def close(handle: weakref.ref, connections):
              owner = handle()
              if owner is None:
                  return
              await owner.flush()
              for connection in connections:
                  await connection.close(owner)
        `,
      },
      {
        name: 'asked anew for each answer that is waited for',
        code: code`
          import weakref


          async def serve(handle: weakref.ref, queue):
              while True:
                  owner = handle()
                  if owner is None:
                      return
                  await owner.handle(await queue.get())
        `,
      },
    ],
    invalid: [
      {
        name: 'asked once, before the loop',
        code: code`
          import time
          import weakref


          def watch(handle: "weakref.ref[object]"):
              target = handle()
              while target is not None:
                  print(target)
                  time.sleep(60)
        `,
        errors: [{ messageId: 'held', data: { name: 'target', handle: 'handle' }, line: 6, column: 14, endLine: 6, endColumn: 22 }],
      },
      {
        name: 'asked in each turn, and still held when the next one begins',
        code: code`
          import asyncio
          import weakref


          async def watch(handle: weakref.ref):
              while True:
                  target = handle()
                  if target is None:
                      return
                  target.refresh()
                  await asyncio.sleep(60)
        `,
        errors: [{ messageId: 'turn', data: { name: 'target' }, line: 11, column: 15, endLine: 11, endColumn: 32 }],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'a name of its own in each turn',
        code: code`
          export async function watch(ref = new WeakRef({}), sleep) {
            while (true) {
              await sleep(60_000);
              const view = ref.deref();
              if (view === undefined) return;
              view.refresh();
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'asked once, before the loop',
        code: code`
          class Watcher {
            constructor(view) {
              this.view = new WeakRef(view);
            }
            async watch(sleep) {
              const view = this.view.deref();
              while (view !== undefined) {
                await sleep(60_000);
                view.refresh();
              }
            }
          }
        `,
        errors: [{ messageId: 'held', data: { name: 'view', handle: 'this.view' }, line: 6, column: 18, endLine: 6, endColumn: 35 }],
      },
    ],
  },
  typescript: { valid: [], invalid: [] },
});
