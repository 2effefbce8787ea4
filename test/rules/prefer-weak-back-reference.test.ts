/** Owners that give their parts a strong reference back. */
import rule from '../../rules/src/rules/prefer-weak-back-reference.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'a weak one, or no collection that keeps the part',
        code: code`
          import weakref


          class Folder:
              def __init__(self):
                  self.children = []

              def add(self, child):
                  child.parent = weakref.ref(self)
                  self.children.append(child)

              def adopt(self, child):
                  child.parent = self
        `,
      },
      {
        name: 'a weak container keeps no part',
        code: code`
          import weakref


          class Area:
              def __init__(self):
                  self.docks = weakref.WeakValueDictionary()
                  self.seen = weakref.WeakSet()

              def put(self, name, dock):
                  dock.area = self
                  self.docks[name] = dock
                  self.seen.add(dock)
        `,
      },
    ],
    invalid: [
      {
        name: 'appended and stored by name',
        code: code`
          import weakref


          class Folder:
              def __init__(self):
                  self.children = []
                  self.by_name = weakref.WeakValueDictionary()
                  self.names = {}

              def add(self, child):
                  child.parent = self
                  self.children.append(child)

              def put(self, name, child):
                  self.names[name] = child
                  child.owner = self
        `,
        errors: [
          {
            messageId: 'circle',
            data: { text: 'child.parent', part: 'child' },
            line: 11,
            column: 9,
            endLine: 11,
            endColumn: 21,
            suggestions: [
              { messageId: 'proxy', data: { name: 'weakref.proxy(self)' }, output: { lines: [11, 11], become: 'child.parent = weakref.proxy(self)' } },
            ],
          },
          {
            messageId: 'circle',
            data: { text: 'child.owner', part: 'child' },
            line: 16,
            column: 9,
            endLine: 16,
            endColumn: 20,
            suggestions: [
              { messageId: 'proxy', data: { name: 'weakref.proxy(self)' }, output: { lines: [16, 16], become: 'child.owner = weakref.proxy(self)' } },
            ],
          },
        ],
      },
    ],
  },
  javascript: { valid: [], invalid: [] },
  typescript: { valid: [], invalid: [] },
});
