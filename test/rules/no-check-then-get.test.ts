/** An entry is looked up because it was there a moment ago. */
import rule from '../../rules/src/rules/no-check-then-get.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'a handler waits for the error',
        code: code`
          import weakref

          rows = weakref.WeakValueDictionary()


          def find(key):
              try:
                  if key in rows:
                      return rows[key]
              except KeyError:
                  return None
        `,
      },
      {
        name: 'the entry has just been written',
        code: code`
          import weakref

          rows = weakref.WeakValueDictionary()


          def find(key, row):
              if key not in rows:
                  rows[key] = row
                  return rows[key]
              return rows.get(key)
        `,
      },
      {
        name: 'the caller holds the key, and so the entry stays',
        code: code`
          import weakref

          notes = weakref.WeakKeyDictionary()


          def note(node):
              if node in notes:
                  return notes[node]
        `,
      },
      {
        name: 'another key, another dictionary, or a new value of the name',
        code: code`
          import weakref

          rows, others = weakref.WeakValueDictionary(), {}


          def find(key, keys):
              if key in rows:
                  print(rows["first"], others[key])
              for key in keys:
                  print(rows[key])
        `,
      },
      {
        name: 'a plain dictionary keeps its values',
        code: code`
          import weakref

          rows = {}


          def find(key):
              if key in rows:
                  return rows[key]
        `,
      },
      {
        name: 'the second look-up is made while the first one holds the value',
        code: code`
          import weakref

          rows = weakref.WeakValueDictionary()


          def find(key):
              row = rows[key]
              return row, rows[key]
        `,
      },
    ],
    invalid: [
      {
        name: 'in a condition, its negation and an expression',
        code: code`
          import weakref

          rows = weakref.WeakValueDictionary()


          def find(key):
              if key in rows:
                  return rows[key]


          def load(key, make):
              if key not in rows:
                  return make(key)
              return rows[key]


          def first():
              return rows["first"] if "first" in rows else None
        `,
        errors: [
          {
            messageId: 'stale',
            data: { container: 'rows', key: 'key', line: 7 },
            line: 8,
            column: 16,
            endLine: 8,
            endColumn: 25,
            suggestions: [
              { messageId: 'once', data: { name: 'rows.get(key)' }, output: {
                lines: [7, 8],
                become: code`
                  if (row := rows.get(key)) is not None:
                      return row
                `,
              } },
            ],
          },
          {
            messageId: 'stale',
            data: { container: 'rows', key: 'key', line: 12 },
            line: 14,
            column: 12,
            endLine: 14,
            endColumn: 21,
            suggestions: [
              { messageId: 'once', data: { name: 'rows.get(key)' }, output: {
                lines: [12, 14],
                become: code`
                  if (row := rows.get(key)) is None:
                      return make(key)
                  return row
                `,
              } },
            ],
          },
          {
            messageId: 'stale',
            data: { container: 'rows', key: '"first"', line: 18 },
            line: 18,
            column: 12,
            endLine: 18,
            endColumn: 25,
            suggestions: [
              { messageId: 'once', data: { name: 'rows.get("first")' }, output: { lines: [18, 18], become: 'return row if (row := rows.get("first")) is not None else None' } },
            ],
          },
        ],
      },
      {
        name: 'filled where it was missing, and looked up in both cases',
        code: code`
          import weakref


          class Cache:
              def __init__(self):
                  self._rows = weakref.WeakValueDictionary()

              def get(self, key, make):
                  if key not in self._rows:
                      row = make(key)
                      self._rows[key] = row
                  return self._rows[key]
        `,
        errors: [
          {
            messageId: 'stale',
            data: { container: 'self._rows', key: 'key', line: 9 },
            line: 12,
            column: 16,
            endLine: 12,
            endColumn: 31,
            suggestions: [
              { messageId: 'once', data: { name: 'self._rows.get(key)' }, output: {
                lines: [9, 12],
                become: code`
                  if (row := self._rows.get(key)) is None:
                      row = make(key)
                      self._rows[key] = row
                  return row
                `,
              } },
            ],
          },
        ],
      },
    ],
  },
  javascript: { valid: [], invalid: [] },
  typescript: { valid: [], invalid: [] },
});
