/** Handles written and copied as if they were plain data. */
import rule from '../../rules/src/rules/no-weak-serialization.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'what the inner handles point to is not copied, or their class says how they are; a class is no object',
        code: code`
          import copy
          import pickle
          import weakref


          class Registry:
              def __init__(self):
                  self.names = {}


          class Section:
              def __init__(self, registry: Registry):
                  # Not what is copied: the copy shares it.
                  self.registry = weakref.ref(registry)


          class Document:
              def __init__(self, registry: Registry):
                  self.first = Section(registry)
                  self.reader = None

              def duplicate(self):
                  return copy.deepcopy(self)


          class Page:
              def __init__(self, book: "Book"):
                  self.book = weakref.ref(book)

              def __deepcopy__(self, memo):
                  return Page(memo[id(self.book())])


          class Book:
              def __init__(self):
                  self.page = Page(self)

              def duplicate(self):
                  return copy.deepcopy(self)


          def shallow(book: Book):
              return pickle.dumps(book.page.__class__)
        `,
      },
      {
        name: 'a function says how handles are written, the handle is taken out again, the list is copied with the same handles',
        code: code`
          import copy
          import json
          import pickle
          import weakref


          def text(node, write):
              return json.dumps(weakref.ref(node), default=write)


          def save(node):
              state = {"node": weakref.ref(node), "version": 1}
              state.pop("node")
              other = {"node": weakref.ref(node), "version": 1}
              del other["node"]
              return pickle.dumps(state) + pickle.dumps(other)


          def again(node):
              nodes = [weakref.ref(node)]
              return copy.deepcopy(nodes)
        `,
      },
      {
        name: 'the class says itself how',
        code: code`
          import copy
          import pickle
          import weakref


          class Folder:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)

              def __deepcopy__(self, memo):
                  return Folder(self._parent())

              def __getstate__(self):
                  return {}

              def clone(self):
                  return copy.deepcopy(self), pickle.dumps(self)
        `,
      },
      {
        name: 'a base that is not in sight may say it',
        code: code`
          import copy
          import weakref
          from base import Model


          class Folder(Model):
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)

              def clone(self):
                  return copy.deepcopy(self)
        `,
      },
      {
        name: 'nothing weak in it, or the error is caught',
        code: code`
          import copy
          import pickle
          import weakref


          class Folder:
              def __init__(self, name):
                  self.name = name

              def clone(self):
                  return copy.deepcopy(self)


          def test(one):
              try:
                  pickle.dumps(weakref.ref(one))
              except TypeError:
                  pass
        `,
      },
    ],
    invalid: [
      {
        name: 'objects inside point back to the one that is copied, or cannot be pickled with it',
        code: code`
          import copy
          import pickle
          import weakref


          class Section:
              def __init__(self, document: "Document"):
                  self.document = weakref.ref(document)


          class Document:
              def __init__(self):
                  self.sections: list[Section] = []

              def add(self):
                  self.sections.append(Section(self))

              def duplicate(self):
                  return copy.deepcopy(self)


          def save(document: Document, file):
              pickle.dump(document, file)
        `,
        errors: [
          { messageId: 'copyMember', data: { text: 'self', member: 'Section.document' }, line: 19, column: 30, endLine: 19, endColumn: 34 },
          { messageId: 'bytesMember', data: { text: 'document', member: 'Section.document' }, line: 23, column: 17, endLine: 23, endColumn: 25 },
        ],
      },
      {
        name: 'inside what a variable holds, and as JSON',
        code: code`
          import json
          import pickle
          import weakref


          def save(node, path):
              state = {"node": weakref.ref(node), "version": 1}
              with open(path, "wb") as file:
                  pickle.dump(state, file)


          def text(node):
              return json.dumps(weakref.ref(node))
        `,
        errors: [
          { messageId: 'bytes', data: { text: 'weakref.ref(node)', api: 'ref' }, line: 9, column: 21, endLine: 9, endColumn: 26 },
          { messageId: 'strict-text', data: { text: 'weakref.ref(node)', api: 'ref' }, line: 13, column: 23, endLine: 13, endColumn: 40 },
        ],
      },
      {
        name: 'handles, weak containers, and objects that have some',
        code: code`
          import copy
          import pickle
          import weakref


          class Folder:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)
                  self._seen = weakref.WeakSet()

              def save(self):
                  pickle.dumps(self._parent)
                  pickle.dumps(self._seen)
                  pickle.dumps(self)
                  return copy.deepcopy(self), copy.deepcopy(self._parent)
        `,
        errors: [
          { messageId: 'bytes', data: { text: 'self._parent', api: 'ref' }, line: 12, column: 22, endLine: 12, endColumn: 34 },
          { messageId: 'bytes', data: { text: 'self._seen', api: 'WeakSet' }, line: 13, column: 22, endLine: 13, endColumn: 32 },
          { messageId: 'bytesMember', data: { text: 'self', member: '_parent' }, line: 14, column: 22, endLine: 14, endColumn: 26 },
          { messageId: 'copyMember', data: { text: 'self', member: '_parent' }, line: 15, column: 30, endLine: 15, endColumn: 34 },
          { messageId: 'copy', data: { text: 'self._parent', api: 'ref' }, line: 15, column: 51, endLine: 15, endColumn: 63 },
        ],
      },
      {
        name: 'a class that could say it',
        code: code`
          import pickle
          import weakref
          from copy import deepcopy


          class Folder:
              def __init__(self, parent, root):
                  self.parent = None if parent is None else weakref.ref(parent)
                  self._root_ref = weakref.ref(root)

              def save(self):
                  return pickle.dumps(self), deepcopy(self)  # both


          class Other:
              pass
        `,
        errors: [
          {
            messageId: 'bytesMember',
            data: { text: 'self', member: 'parent' },
            line: 12,
            column: 29,
            endLine: 12,
            endColumn: 33,
            suggestions: [
              {
                messageId: 'leave',
                data: { name: '__getstate__' },
                output: code`
                  import pickle
                  import weakref
                  from copy import deepcopy


                  class Folder:
                      def __init__(self, parent, root):
                          self.parent = None if parent is None else weakref.ref(parent)
                          self._root_ref = weakref.ref(root)

                      def save(self):
                          return pickle.dumps(self), deepcopy(self)  # both

                      def __getstate__(self):
                          state = self.__dict__.copy()
                          state["parent"] = None
                          del state["_root_ref"]
                          return state


                  class Other:
                      pass
                `,
              },
            ],
          },
          {
            messageId: 'copyMember',
            data: { text: 'self', member: 'parent' },
            line: 12,
            column: 45,
            endLine: 12,
            endColumn: 49,
            suggestions: [
              {
                messageId: 'renew',
                data: { name: '__deepcopy__' },
                output: code`
                  import pickle
                  import weakref
                  from copy import deepcopy


                  class Folder:
                      def __init__(self, parent, root):
                          self.parent = None if parent is None else weakref.ref(parent)
                          self._root_ref = weakref.ref(root)

                      def save(self):
                          return pickle.dumps(self), deepcopy(self)  # both

                      def __deepcopy__(self, memo):
                          cls = type(self)
                          copied = memo[id(self)] = cls.__new__(cls)
                          for name, value in self.__dict__.items():
                              setattr(copied, name, deepcopy(value, memo))
                          parent = None if self.parent is None else self.parent()
                          if parent is not None:
                              copied.parent = weakref.ref(memo.get(id(parent), parent))
                          root = self._root_ref()
                          if root is not None:
                              copied._root_ref = weakref.ref(memo.get(id(root), root))
                          return copied


                  class Other:
                      pass
                `,
              },
            ],
          },
        ],
      },
      {
        name: 'no edit where objects have no dictionary, or a handle has a callback',
        code: code`
          import copy
          import pickle
          import weakref


          class Slim:
              __slots__ = ("_parent",)

              def __init__(self, parent):
                  self._parent = weakref.ref(parent)

              def save(self):
                  return pickle.dumps(self)


          class Folder:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent, print)

              def clone(self):
                  return copy.deepcopy(self)
        `,
        errors: [
          { messageId: 'bytesMember', data: { text: 'self', member: '_parent' }, line: 13, column: 29, endLine: 13, endColumn: 33 },
          { messageId: 'copyMember', data: { text: 'self', member: '_parent' }, line: 21, column: 30, endLine: 21, endColumn: 34 },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'who takes the handle out, changes the value, or hands it to somebody who may',
        code: code`
          export function save(element, strip) {
            const taken = { handle: new WeakRef(element) };
            delete taken.handle;
            const changed = { handle: new WeakRef(element) };
            changed.handle = undefined;
            const given = { handle: new WeakRef(element) };
            strip(given);
            const other = { handle: new WeakRef(element) };
            const same = other;
            same.handle = 1;
            const own = { handle: new WeakRef(element), toJSON: () => ({}) };
            return [taken, changed, given, other, own].map((one) => one) + JSON.stringify(taken) + JSON.stringify(changed) + JSON.stringify(own);
          }
        `,
      },
      {
        name: 'a replacer says how handles are written',
        code: code`
          export function save(element, replacer) {
            const handle = new WeakRef(element);
            return JSON.stringify({ handle, all: [handle] }, replacer);
          }
        `,
      },
      {
        name: 'a private member does not leave with its object',
        code: code`
          export class Draft {
            #document;

            constructor(document) {
              this.#document = new WeakRef(document);
            }

            send(port) {
              port.postMessage(this);
            }
          }
        `,
      },
      {
        name: 'what the handle gives',
        code: code`
          export function save(element) {
            const handle = new WeakRef(element);
            return JSON.stringify(handle.deref() ?? null);
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'inside what a variable holds that nobody changes',
        code: code`
          export function save(element, port) {
            const payload = { at: { handle: new WeakRef(element) }, id: 1 };
            if (payload.id) port.postMessage(payload);
          }
        `,
        errors: [{ messageId: 'message', data: { text: 'new WeakRef(element)', api: 'WeakRef' }, line: 3, column: 36, endLine: 3, endColumn: 43 }],
      },
      {
        name: 'inside what is written out on the spot',
        code: code`
          export function save(element) {
            const handle = new WeakRef(element);
            return JSON.stringify({ handle, all: [handle] }, null, 2);
          }
        `,
        errors: [
          {
            messageId: 'text',
            data: { text: 'handle', api: 'WeakRef' },
            line: 3,
            column: 27,
            endLine: 3,
            endColumn: 33,
            suggestions: [{ messageId: 'ask', data: { name: 'handle' }, output: { lines: [3, 3], become: 'return JSON.stringify({ handle: handle.deref(), all: [handle] }, null, 2);' } }],
          },
          {
            messageId: 'text',
            data: { text: 'handle', api: 'WeakRef' },
            line: 3,
            column: 41,
            endLine: 3,
            endColumn: 47,
            suggestions: [{ messageId: 'ask', data: { name: 'handle' }, output: { lines: [3, 3], become: 'return JSON.stringify({ handle, all: [handle.deref()] }, null, 2);' } }],
          },
        ],
      },
      {
        name: 'as text and as a message',
        code: code`
          const notes = new WeakMap();

          export class Draft {
            constructor(document) {
              this.document = new WeakRef(document);
            }

            send(port) {
              port.postMessage(this);
              structuredClone(notes);
              return JSON.stringify(this.document);
            }
          }
        `,
        errors: [
          { messageId: 'messageMember', data: { text: 'this', member: 'document' }, line: 9, column: 22, endLine: 9, endColumn: 26 },
          { messageId: 'message', data: { text: 'notes', api: 'WeakMap' }, line: 10, column: 21, endLine: 10, endColumn: 26 },
          {
            messageId: 'text',
            data: { text: 'this.document', api: 'WeakRef' },
            line: 11,
            column: 27,
            endLine: 11,
            endColumn: 40,
            suggestions: [
              { messageId: 'ask', data: { name: 'this.document' }, output: { lines: [11, 11], become: 'return JSON.stringify(this.document.deref());' } },
            ],
          },
        ],
      },
    ],
  },
  typescript: { valid: [], invalid: [] },
});
