/** An entry is looked up because it was there a moment ago. */
import rule from '../../rules/src/rules/no-check-then-get.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'what was found is kept; a handler waits',
        code: code`
          import weakref


          class Pool:
              def __init__(self):
                  self._rows = weakref.WeakValueDictionary()

              def touch(self, key):
                  row = self._rows.get(key)
                  if row is not None:
                      self._rows[key].touch()
                      return row

              def row(self, key, other):
                  if self._rows.get(other) is None:
                      return None
                  try:
                      return self._rows[other]
                  except KeyError:
                      return self._rows[key]
        `,
      },
      {
        name: 'a default for what is missing, and a test of each listed key',
        code: code`
          import weakref

          rows = weakref.WeakValueDictionary()


          def close(key):
              if key in rows:
                  return rows.pop(key, None)
              for key in list(rows):
                  row = rows.get(key)
                  if row is not None:
                      row.close()
              for key in list(rows):
                  try:
                      rows[key].close()
                  except KeyError:
                      continue
        `,
      },
      {
        name: 'values and keys of a walk, keys of other dictionaries, entries that have just been written',
        code: code`
          import weakref

          rows, others, notes = weakref.WeakValueDictionary(), {}, weakref.WeakKeyDictionary()


          def walk(row):
              for value in list(rows.values()):
                  print(rows[value])
              for key, value in list(rows.items()):
                  print(rows[key], value)
              for key in list(others):
                  print(rows[key])
              for node in list(notes):
                  print(notes[node])
              for key in list(rows):
                  rows[key] = row
                  print(rows[key])
        `,
      },
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
        name: 'asked for it first, and only looked whether it is there',
        code: code`
          import weakref


          class Pool:
              def __init__(self):
                  self._rows = weakref.WeakValueDictionary()

              def touch(self, key):
                  if self._rows.get(key) is not None:
                      self._rows[key].touch()

              def row(self, key):
                  if self._rows.get(key) is None:
                      return None
                  return self._rows[key]
        `,
        errors: [
          {
            messageId: 'stale',
            data: { key: 'key', container: 'self._rows', line: '9' },
            line: 10, column: 13, endLine: 10, endColumn: 28,
            suggestions: [
              { messageId: 'once', data: { name: 'self._rows.get(key)' }, output: { lines: [9, 10], become: code`
                  if (row := self._rows.get(key)) is not None:
                      row.touch()
                ` } },
            ],
          },
          {
            messageId: 'stale',
            data: { key: 'key', container: 'self._rows', line: '13' },
            line: 15, column: 16, endLine: 15, endColumn: 31,
            suggestions: [
              { messageId: 'once', data: { name: 'self._rows.get(key)' }, output: { lines: [13, 15], become: code`
                  if (row := self._rows.get(key)) is None:
                      return None
                  return row
                ` } },
            ],
          },
        ],
      },
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
      {
        name: 'in the method that makes objects, whose first parameter is the class',
        code: code`
          import weakref


          class Symbol:
              _interned = weakref.WeakValueDictionary()

              def __new__(cls, name):
                  if name in cls._interned:
                      return cls._interned[name]
                  symbol = cls._interned[name] = super().__new__(cls)
                  return symbol
        `,
        errors: [
          {
            messageId: 'stale',
            data: { container: 'cls._interned', key: 'name', line: 8 },
            line: 9,
            column: 20,
            endLine: 9,
            endColumn: 39,
            suggestions: [
              { messageId: 'once', data: { name: 'cls._interned.get(name)' }, output: {
                lines: [8, 9],
                become: code`
                  if (target := cls._interned.get(name)) is not None:
                      return target
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'taken out without a default',
        code: code`
          import weakref

          rows = weakref.WeakValueDictionary()


          def close(key):
              if key in rows:
                  rows.pop(key).close()
        `,
        errors: [{ messageId: 'stale', data: { container: 'rows', key: 'key', line: 7 }, line: 8, column: 9, endLine: 8, endColumn: 22 }],
      },
      {
        name: 'a list of keys keeps no values',
        code: code`
          import weakref

          rows = weakref.WeakValueDictionary()


          def close():
              for key in list(rows):
                  rows[key].close()


          def names():
              keys = sorted(rows.keys())
              return [rows[key].name for key in keys]
        `,
        errors: [
          { messageId: 'stale', data: { container: 'rows', key: 'key', line: 7 }, line: 8, column: 9, endLine: 8, endColumn: 18 },
          { messageId: 'stale', data: { container: 'rows', key: 'key', line: 12 }, line: 13, column: 13, endLine: 13, endColumn: 22 },
        ],
      },
    ],
  },
  javascript: { valid: [], invalid: [] },
  typescript: { valid: [], invalid: [] },
});
