/** WeakMethod of what is no bound method. */
import rule from '../../rules/src/rules/valid-weak-method.ts';
import { code, testRule } from '../support/rule-testers.ts';

const none = { valid: [{ name: 'no WeakMethod', code: 'export const WeakMethod = (f) => f; WeakMethod(() => 1);' }], invalid: [] };

testRule(rule, {
  python: {
    valid: [
      {
        name: 'bound methods, what may be one, and an attempt that is caught',
        code: code`
          import weakref


          class View:
              def __init__(self, callback):
                  self.redraw = callback

              def refresh(self):
                  return weakref.WeakMethod(self.refresh), weakref.WeakMethod(self.make), weakref.WeakMethod(View.make), weakref.WeakMethod(self.redraw)

              @classmethod
              def make(cls):
                  pass

              @staticmethod
              def redraw():
                  pass


          def handle(callback):
              return weakref.WeakMethod(callback)


          def plain():
              try:
                  return weakref.WeakMethod(plain)
              except TypeError:
                  return weakref.ref(plain)
        `,
      },
    ],
    invalid: [
      {
        name: 'functions, static methods, functions read from their class, and what else there is',
        code: code`
          import functools
          import weakref


          class View:
              def refresh(self):
                  pass

              @staticmethod
              def redraw():
                  pass


          def refreshed():
              pass


          a = weakref.WeakMethod(refreshed)
          b = weakref.WeakMethod(View.refresh)
          c = weakref.WeakMethod(View().redraw)
          d = weakref.WeakMethod(lambda: 1)
          e = weakref.WeakMethod(functools.partial(refreshed))
        `,
        errors: [
          {
            messageId: 'function',
            data: { text: 'refreshed' },
            line: 18,
            column: 24,
            endLine: 18,
            endColumn: 33,
            suggestions: [{ messageId: 'plain', data: { name: 'weakref.ref' }, output: { lines: [18, 18], become: 'a = weakref.ref(refreshed)' } }],
          },
          {
            messageId: 'static',
            data: { text: 'View.refresh' },
            line: 19,
            column: 24,
            endLine: 19,
            endColumn: 36,
            suggestions: [{ messageId: 'plain', data: { name: 'weakref.ref' }, output: { lines: [19, 19], become: 'b = weakref.ref(View.refresh)' } }],
          },
          {
            messageId: 'static',
            data: { text: 'View().redraw' },
            line: 20,
            column: 24,
            endLine: 20,
            endColumn: 37,
            suggestions: [{ messageId: 'plain', data: { name: 'weakref.ref' }, output: { lines: [20, 20], become: 'c = weakref.ref(View().redraw)' } }],
          },
          { messageId: 'function', data: { text: 'lambda: 1' }, line: 21, column: 24, endLine: 21, endColumn: 33 },
          { messageId: 'other', data: { text: 'functools.partial(refreshed)' }, line: 22, column: 24, endLine: 22, endColumn: 52 },
        ],
      },
    ],
  },
  javascript: none,
  typescript: none,
});
