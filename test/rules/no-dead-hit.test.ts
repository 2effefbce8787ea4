/** Caches that take an entry for the object. */
import rule from '../../rules/src/rules/no-dead-hit.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'no place has one: the test tells what it is',
        code: code`
          import weakref


          def resolve(value):
              return value() if isinstance(value, weakref.ref) else value
        `,
      },
      {
        name: 'the answer is tested before it is given back',
        code: code`
          import weakref


          class Atlas:
              def __init__(self):
                  self._latest = None

              def page(self, read):
                  page = None if self._latest is None else self._latest()
                  if page is None:
                      page = read()
                      self._latest = weakref.ref(page)
                  return page
        `,
      },
      {
        name: 'an accessor that makes nothing',
        code: code`
          import weakref


          class Node:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)

              def parent(self):
                  return self._parent()

              def move(self, parent):
                  self._parent = weakref.ref(parent)
                  return self._parent()
        `,
      },
      {
        name: 'the callback takes the entry out as the object dies',
        code: code`
          import weakref


          class Ordered:
              def __init__(self):
                  self._items = {}

              def add(self, item):
                  oid = id(item)
                  self._items[oid] = weakref.ref(item, lambda _: self._items.pop(oid))

              def __contains__(self, item):
                  return id(item) in self._items
        `,
      },
    ],
    invalid: [
      {
        name: 'what stands under a key is there',
        code: code`
          import weakref


          class Rows:
              def __init__(self):
                  self._rows = {}

              def add(self, row):
                  self._rows[row.id] = weakref.ref(row)

              def __contains__(self, id):
                  return self._rows.get(id) is not None

              def clear(self):
                  self._rows.clear()
        `,
        errors: [
          { messageId: 'answer', data: { text: 'self._rows.get(id) is not None' }, line: 12, column: 16, endLine: 12, endColumn: 46 },
        ],
      },
      {
        name: 'an entry that is there counts',
        code: code`
          import weakref


          class Pages:
              def __init__(self):
                  self._by_number = {}

              def page(self, number, read):
                  handle = self._by_number.get(number)
                  if handle is not None:
                      return handle()
                  page = read(number)
                  self._by_number[number] = weakref.ref(page)
                  return page

              def __contains__(self, number):
                  return number in self._by_number
        `,
        errors: [
          { messageId: 'value', data: { text: 'handle()' }, line: 11, column: 20, endLine: 11, endColumn: 28 },
          { messageId: 'answer', data: { text: 'number in self._by_number' }, line: 17, column: 16, endLine: 17, endColumn: 41 },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'what stands under a key is asked, is no handle, or is only looked up',
        code: code`
          export class Rows {
            #rows = new Map();
            #names = Object.create(null);

            add(row) {
              this.#rows.set(row.id, new WeakRef(row));
              this.#names[row.id] = row.name;
            }

            has(id) {
              return this.#rows.get(id)?.deref() !== undefined;
            }

            isNamed(id) {
              return this.#names[id] !== undefined;
            }

            drop(id) {
              if (this.#rows.get(id) !== undefined) this.#rows.delete(id);
            }
          }
        `,
      },
      {
        name: 'an object that has no handles, and one that is asked for the object itself',
        code: code`
          const names = {};
          const kinds = { ref: 1, box: 2 };

          export class Registry {
            refs = Object.create(null);

            has(id) {
              return this.refs[id]?.deref() !== undefined;
            }

            put(id, object) {
              this.refs[id] = new WeakRef(object);
            }
          }

          export const isName = (name) => name in names;
          export const isKind = (name) => name in kinds;
        `,
      },
      {
        name: 'the referent is asked',
        code: code`
          const rows = new Map();

          export function load(key, make) {
            const hit = rows.get(key)?.deref();
            if (hit !== undefined) return hit;
            const row = make(key);
            rows.set(key, new WeakRef(row));
            return row;
          }

          export const has = (key) => rows.get(key)?.deref() !== undefined;
        `,
      },
      {
        name: 'a set of handles is asked for a handle, a plain map for a key',
        code: code`
          const handles = new Set();
          const rows = new Map();

          export function add(row) {
            const handle = new WeakRef(row);
            handles.add(handle);
            rows.set(row.key, row);
            return handle;
          }

          export const hasHandle = (handle) => handles.has(handle);
          export const hasRow = (key) => rows.has(key);
        `,
      },
    ],
    invalid: [
      {
        name: 'what stands under a key is there',
        code: code`
          export class Rows {
            #rows = new Map();
            #byName = Object.create(null);

            add(row) {
              this.#rows.set(row.id, new WeakRef(row));
              this.#byName[row.name] = new WeakRef(row);
            }

            has(id) {
              return this.#rows.get(id) !== undefined;
            }

            hasNamed(name) {
              return undefined !== this.#byName[name];
            }

            lacks(id) {
              return !this.#rows.get(id);
            }

            clear() {
              this.#rows.clear();
              this.#byName = Object.create(null);
            }
          }
        `,
        errors: [
          {
            messageId: 'answer',
            data: { text: 'this.#rows.get(id) !== undefined' },
            line: 11, column: 12, endLine: 11, endColumn: 44,
            suggestions: [
              { messageId: 'ask', data: { name: 'this.#rows.get(id)?.deref()' }, output: { lines: [11, 11], become: 'return this.#rows.get(id)?.deref() !== undefined;' } },
            ],
          },
          {
            messageId: 'answer',
            data: { text: 'undefined !== this.#byName[name]' },
            line: 15, column: 12, endLine: 15, endColumn: 44,
            suggestions: [
              { messageId: 'ask', data: { name: 'this.#byName[name]?.deref()' }, output: { lines: [15, 15], become: 'return undefined !== this.#byName[name]?.deref();' } },
            ],
          },
          { messageId: 'answer', data: { text: '!this.#rows.get(id)' }, line: 19, column: 12, endLine: 19, endColumn: 31 },
        ],
      },
      {
        name: 'an object with a handle under each key',
        code: code`
          export class Registry {
            #refs = Object.create(null);

            has(id) {
              return id in this.#refs;
            }

            put(id, object) {
              this.#refs[id] = new WeakRef(object);
            }
          }
        `,
        errors: [
          {
            messageId: 'answer',
            data: { text: 'id in this.#refs' },
            line: 5, column: 12, endLine: 5, endColumn: 28,
            suggestions: [
              { messageId: 'ask', data: { name: 'this.#refs[id]?.deref()' }, output: { lines: [5, 5], become: 'return this.#refs[id]?.deref() !== undefined;' } },
            ],
          },
        ],
      },
      {
        name: 'the entry is asked',
        code: code`
          export class Rows {
            #rows = new Map();

            load(key, make) {
              const handle = this.#rows.get(key);
              if (handle !== undefined) return handle.deref();
              const row = make(key);
              this.#rows.set(key, new WeakRef(row));
              return row;
            }

            has(key) {
              return this.#rows.has(key);
            }
          }
        `,
        errors: [
          { messageId: 'value', data: { text: 'handle.deref()' }, line: 6, column: 38, endLine: 6, endColumn: 52 },
          {
            messageId: 'answer',
            data: { text: 'this.#rows.has(key)' },
            line: 13,
            column: 12,
            endLine: 13,
            endColumn: 31,
            suggestions: [
              { messageId: 'ask', data: { name: 'this.#rows.get(key)?.deref()' }, output: { lines: [13, 13], become: 'return this.#rows.get(key)?.deref() !== undefined;' } },
            ],
          },
        ],
      },
    ],
  },
  typescript: { valid: [], invalid: [] },
});
