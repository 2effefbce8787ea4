/** Members of a weak set are removed in the way that raises. */
import rule from '../../rules/src/rules/prefer-discard.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'it was there a moment ago, and whoever asked holds it',
        code: code`
          import weakref

          readers = weakref.WeakSet()


          def remove(reader):
              if reader not in readers:
                  return
              reader.shutdown()
              readers.remove(reader)
        `,
      },
      {
        name: 'discarded, or a handler waits for the error',
        code: code`
          import weakref

          guests = weakref.WeakSet()


          def leave(guest):
              guests.discard(guest)
              try:
                  guests.remove(guest)
              except KeyError:
                  pass
        `,
      },
      {
        name: 'a plain set keeps its members',
        code: code`
          import weakref

          guests = set()


          def leave(guest):
              guests.remove(guest)
        `,
      },
    ],
    invalid: [
      {
        name: 'of an attribute',
        code: code`
          import weakref


          class Room:
              def __init__(self):
                  self._guests = weakref.WeakSet()

              def leave(self, guest):
                  self._guests.remove(guest)
        `,
        errors: [
          {
            messageId: 'remove',
            data: { container: 'self._guests' },
            line: 9,
            column: 9,
            endLine: 9,
            endColumn: 28,
            suggestions: [
              { messageId: 'discard', data: {}, output: { lines: [9, 9], become: 'self._guests.discard(guest)' } },
            ],
          },
        ],
      },
    ],
  },
  javascript: { valid: [], invalid: [] },
  typescript: { valid: [], invalid: [] },
});
