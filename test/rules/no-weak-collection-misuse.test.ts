/** What weak containers and handles cannot do. */
import rule from '../../rules/src/rules/no-weak-collection-misuse.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'looked up by a method of its own, or a plain dictionary',
        code: code`
          import weakref


          class Icons(weakref.WeakValueDictionary):
              def __missing__(self, name):
                  return name

              def __getitem__(self, name):
                  return self.get(name) or self.__missing__(name)


          class Plain(dict):
              def __missing__(self, name):
                  return name
        `,
      },
    ],
    invalid: [
      {
        name: 'a hook that nobody calls',
        code: code`
          from weakref import WeakKeyDictionary, WeakValueDictionary


          class Icons(WeakValueDictionary):
              def __missing__(self, name):
                  return name


          class Notes(WeakKeyDictionary):
              def __missing__(self, node):
                  return ""
        `,
        errors: [
          { messageId: 'hook', data: { api: 'WeakValueDictionary', name: '__missing__' }, line: 5, column: 9, endLine: 5, endColumn: 20 },
          { messageId: 'hook', data: { api: 'WeakKeyDictionary', name: '__missing__' }, line: 10, column: 9, endLine: 10, endColumn: 20 },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'a method that is bound, replaced, or needs no object that is weak',
        code: code`
          const seen = new WeakSet();
          const has = seen.has.bind(seen);
          let { add } = seen;
          add = (node) => seen.add(node);
          const { get } = new Map();

          export function visit(node) {
            if (has(node)) return get;
            add(node);
            return seen.has.call(seen, node);
          }
        `,
      },
      {
        name: 'what it belongs to is passed, too; nobody says that it is called',
        code: code`
          export class Context {
            constructor() {
              this.seen = new WeakSet();
            }

            known(modules) {
              return modules.filter(this.seen.has, this.seen);
            }

            bound(modules) {
              return modules.filter(this.seen.has.bind(this.seen));
            }

            isNative(check) {
              return check(this.seen.has);
            }
          }
        `,
      },
      {
        name: 'members of a class that derives from one',
        code: code`
          const label = Symbol('label');

          export class Notes extends WeakMap {
            static size = 0;
            forEach() {}
            [label] = '';
            name() {
              this.forEach();
              return this[label] + this['name' + 1];
            }
          }
        `,
      },
      {
        name: 'a handle that a collection gives was made before',
        code: code`
          const handles = new Map();
          const order = [];
          export function put(key, object) {
            const handle = new WeakRef(object);
            handles.set(key, handle);
            order.push(handle);
          }
          export const isLast = (key) => handles.get(key) === order.at(-1) && order.includes(handles.get(key));
        `,
      },
      {
        name: 'its few methods, and what every object has',
        code: code`
          const notes = new WeakMap();
          const seen = new WeakSet();
          const tag = Symbol('tag');

          export function annotate(element, text) {
            notes.set(element, text);
            seen.add(element);
            notes[tag] = text;
            return notes.has(element) && seen.has(element) && notes.delete(element) && notes.constructor;
          }
        `,
      },
      {
        name: 'a handle that was kept is found',
        code: code`
          const handles = new Set();

          export function add(element) {
            const handle = new WeakRef(element);
            if (!handles.has(handle)) handles.add(handle);
            return () => handles.delete(handle);
          }
        `,
      },
      {
        name: 'plain containers can do all of it',
        code: code`
          const notes = new Map();

          export function list(element) {
            notes[element] = 1;
            for (const note of notes) notes.delete(note);
            return notes.size;
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'a method taken off, and called in a closure',
        code: code`
          const { has } = new WeakSet();

          export class Reader {
            constructor(node) {
              const { deref } = new WeakRef(node);
              this.read = () => deref();
            }

            knows(node) {
              return has(node);
            }
          }
        `,
        errors: [
          { messageId: 'detached', data: { name: 'deref', api: 'WeakRef' }, line: 6, column: 23, endLine: 6, endColumn: 30 },
          { messageId: 'detached', data: { name: 'has', api: 'WeakSet' }, line: 10, column: 12, endLine: 10, endColumn: 21 },
        ],
      },
      {
        name: 'handed on without what it belongs to',
        code: code`
          export class Context {
            constructor(compiler) {
              this.ref = new WeakRef(compiler);
              this.seen = new WeakSet();
            }

            known(modules) {
              return modules.filter(this.seen.has);
            }

            whenReady(ready) {
              return ready.then(this.ref.deref);
            }
          }
        `,
        errors: [
          { messageId: 'detached', data: { name: 'has', api: 'WeakSet' }, line: 8, column: 27, endLine: 8, endColumn: 40 },
          { messageId: 'detached', data: { name: 'deref', api: 'WeakRef' }, line: 12, column: 23, endLine: 12, endColumn: 37 },
        ],
      },
      {
        name: 'in a class that derives from one',
        code: code`
          export class Notes extends WeakMap {
            count() {
              return this.size;
            }
          }
        `,
        errors: [{ messageId: 'lacking', data: { api: 'WeakMap', name: 'size' }, line: 3, column: 17, endLine: 3, endColumn: 21 }],
      },
      {
        name: 'in looks for a member of the container itself',
        code: code`
          const seen = new WeakSet();

          export function visit(node) {
            if ('has' in seen && node in seen) return;
            seen.add(node);
          }
        `,
        errors: [
          {
            messageId: 'brackets',
            data: { api: 'WeakSet' },
            line: 4,
            column: 24,
            endLine: 4,
            endColumn: 36,
            suggestions: [{ messageId: 'through', data: { name: 'seen.has' }, output: { lines: [4, 4], become: "if ('has' in seen && seen.has(node)) return;" } }],
          },
        ],
      },
      {
        name: 'brackets, counting, listing',
        code: code`
          const notes = new WeakMap();
          const seen = new WeakSet();

          export function annotate(element, text) {
            notes[element] = text;
            delete notes[element];
            if (notes.size > 0) seen.forEach(print);
            for (const one of seen) print(one);
            return notes[element];
          }
        `,
        errors: [
          {
            messageId: 'brackets',
            data: { api: 'WeakMap', name: '' },
            line: 5,
            column: 3,
            endLine: 5,
            endColumn: 17,
            suggestions: [
              { messageId: 'through', data: { name: 'notes.set' }, output: { lines: [5, 5], become: 'notes.set(element, text);' } },
            ],
          },
          {
            messageId: 'brackets',
            data: { api: 'WeakMap', name: '' },
            line: 6,
            column: 10,
            endLine: 6,
            endColumn: 24,
            suggestions: [
              { messageId: 'through', data: { name: 'notes.delete' }, output: { lines: [6, 6], become: 'notes.delete(element);' } },
            ],
          },
          { messageId: 'lacking', data: { api: 'WeakMap', name: 'size' }, line: 7, column: 13, endLine: 7, endColumn: 17 },
          { messageId: 'lacking', data: { api: 'WeakSet', name: 'forEach' }, line: 7, column: 28, endLine: 7, endColumn: 35 },
          { messageId: 'walked', data: { api: 'WeakSet', name: '' }, line: 8, column: 21, endLine: 8, endColumn: 25 },
          {
            messageId: 'brackets',
            data: { api: 'WeakMap', name: '' },
            line: 9,
            column: 10,
            endLine: 9,
            endColumn: 24,
            suggestions: [
              { messageId: 'through', data: { name: 'notes.get' }, output: { lines: [9, 9], become: 'return notes.get(element);' } },
            ],
          },
        ],
      },
      {
        name: 'made without new, or taken apart',
        code: code`
          export function watch(element) {
            const handle = new WeakRef(element);
            const { deref } = handle;
            deref();
            return WeakRef(element);
          }
        `,
        errors: [
          { messageId: 'detached', data: { api: 'WeakRef', name: 'deref' }, line: 4, column: 3, endLine: 4, endColumn: 10 },
          {
            messageId: 'called',
            data: { api: 'WeakRef', name: '' },
            line: 5,
            column: 10,
            endLine: 5,
            endColumn: 26,
            suggestions: [
              { messageId: 'construct', data: { name: 'new WeakRef' }, output: { lines: [5, 5], become: 'return new WeakRef(element);' } },
            ],
          },
        ],
      },
      {
        name: 'a new handle is a new key',
        code: code`
          const handles = new Set();
          const order = [];

          export function remove(element) {
            handles.delete(new WeakRef(element));
            return order.includes(new WeakRef(element));
          }
        `,
        errors: [
          { messageId: 'fresh-key', data: { api: 'WeakRef', name: '' }, line: 5, column: 18, endLine: 5, endColumn: 38 },
          { messageId: 'fresh-key', data: { api: 'WeakRef', name: '' }, line: 6, column: 25, endLine: 6, endColumn: 45 },
        ],
      },
      {
        name: 'a handle made on the spot, compared',
        code: 'export const same = (object, handle) => new WeakRef(object) === handle || handle !== new WeakRef(object);',
        errors: [
          { messageId: 'fresh-key', data: { api: 'WeakRef', name: '' }, line: 1, column: 41, endLine: 1, endColumn: 60 },
          { messageId: 'fresh-key', data: { api: 'WeakRef', name: '' }, line: 1, column: 86, endLine: 1, endColumn: 105 },
        ],
      },
    ],
  },
  typescript: { valid: [], invalid: [] },
});
