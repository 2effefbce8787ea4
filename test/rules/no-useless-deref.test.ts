/** A weak handle is asked and nobody takes the answer. */
import rule from '../../rules/src/rules/no-useless-deref.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'the answer is looked at, handed on, or called',
        code: code`
          import weakref


          def run(handle: weakref.ref, method: weakref.WeakMethod, log):
              log(handle())
              handle() is not None and log("there")
              method()()
        `,
      },
      {
        name: 'a call of something that is no handle',
        code: code`
          import weakref


          class Timer:
              def __init__(self, callback, owner):
                  self._callback = callback
                  self._owner = weakref.ref(owner)

              def fire(self):
                  self._callback()
        `,
      },
      {
        name: 'a function that asks a handle may do more',
        code: code`
          import weakref


          class Lazy:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def owner(self):
                  self.asked = True
                  return self._owner()

              def warm(self):
                  self.owner()
        `,
      },
      {
        name: 'for what it may raise',
        code: code`
          import weakref


          def check(handle: weakref.ref):
              try:
                  handle()
              except RecursionError:
                  return False
              return True
        `,
      },
    ],
    invalid: [
      {
        name: 'on a line of its own',
        code: code`
          import weakref


          class Heartbeat:
              def __init__(self, session):
                  self._session = weakref.ref(session)

              def beat(self):
                  self._session()
        `,
        errors: [
          {
            messageId: 'discarded',
            data: { handle: 'self._session' },
            line: 9,
            column: 9,
            endLine: 9,
            endColumn: 24,
            suggestions: [
              { messageId: 'remove', data: { name: 'self._session()' }, output: { lines: [9, 9], become: 'pass' } },
            ],
          },
        ],
      },
      {
        name: 'a weak method that is only fetched',
        code: code`
          import weakref


          class Timer:
              def __init__(self, owner):
                  self._tick = weakref.WeakMethod(owner.tick)

              def fire(self):
                  if self._tick() is not None:
                      self._tick()
        `,
        errors: [{ messageId: 'method', data: { handle: 'self._tick' }, line: 10, column: 13, endLine: 10, endColumn: 25 }],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'kept until the job ends, on purpose',
        code: code`
          export function touch(ref = new WeakRef({})) {
            void ref.deref();
          }
        `,
      },
      {
        name: 'its object does something',
        code: code`
          class Panel {
            constructor(window) {
              this.window = new WeakRef(window);
            }
            close() {
              this.window.deref()?.close();
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'on a line of its own',
        code: code`
          class Heartbeat {
            constructor(session) {
              this.session = new WeakRef(session);
            }
            beat() {
              this.session.deref();
            }
          }
        `,
        errors: [
          {
            messageId: 'discarded',
            data: { handle: 'this.session' },
            line: 6,
            column: 5,
            endLine: 6,
            endColumn: 25,
            suggestions: [
              { messageId: 'remove', data: { name: 'this.session.deref();' }, output: code`
                class Heartbeat {
                  constructor(session) {
                    this.session = new WeakRef(session);
                  }
                  beat() {
                  }
                }
              ` },
            ],
          },
        ],
      },
    ],
  },
  typescript: { valid: [], invalid: [] },
});
