/** Handles made in a loop without a pause. */
import rule from '../../rules/src/rules/no-sync-weakref-loop.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: { valid: [], invalid: [] },
  javascript: {
    valid: [
      {
        name: 'with a pause, over a collection, or once',
        code: code`
          export async function work(queue, list) {
            while (queue.size > 0) {
              const task = queue.take();
              task.owner = new WeakRef(task.worker);
              await task.run();
            }
            for (const one of list) one.owner = new WeakRef(list);
            return new WeakRef(queue);
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'while and for',
        code: code`
          export function work(queue, count) {
            while (queue.size > 0) {
              const task = queue.take();
              task.owner = new WeakRef(task.worker);
            }
            for (let i = 0; i < count; i++) queue.add(new WeakRef({ i }));
          }
        `,
        errors: [
          { messageId: 'busy', data: {}, line: 4, column: 18, endLine: 4, endColumn: 42 },
          { messageId: 'busy', data: {}, line: 6, column: 45, endLine: 6, endColumn: 63 },
        ],
      },
    ],
  },
  typescript: { valid: [], invalid: [] },
});
