/** Lasting dictionaries keyed by the number of an object. */
import rule from '../../rules/src/rules/no-id-key.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'the entry holds the object',
        code: code`
          class Sizes:
              def __init__(self):
                  self._sizes = {}
                  self._all = {}

              def remember(self, picture, size):
                  self._sizes[id(picture)] = (picture, size)
                  self._all[id(picture)] = picture
        `,
      },
      {
        name: 'a finalizer or a callback sees to the entry',
        code: code`
          import weakref

          sizes = {}


          def remember(picture, size):
              sizes[id(picture)] = size
              weakref.finalize(picture, sizes.pop, id(picture))
        `,
      },
      {
        name: 'entries are taken out',
        code: code`
          class Sizes:
              def __init__(self):
                  self._sizes = {}

              def remember(self, picture, size):
                  self._sizes[id(picture)] = size

              def forget(self, picture):
                  del self._sizes[id(picture)]
        `,
      },
      {
        name: 'a dictionary of the function, or another id',
        code: code`
          def measure(pictures, id_of):
              sizes = {}
              for picture in pictures:
                  sizes[id(picture)] = picture.size
              return sizes


          class Sizes:
              def __init__(self):
                  self._sizes = {}

              def remember(self, id, picture):
                  self._sizes[id(picture)] = 1
        `,
      },
    ],
    invalid: [
      {
        name: 'of an object and of a module',
        code: code`
          _sizes = {}


          class Sizes:
              def __init__(self):
                  self._sizes = {}

              def remember(self, picture, size):
                  self._sizes[id(picture)] = size
                  key = id(picture)
                  _sizes[key] = size
        `,
        errors: [
          { messageId: 'reused', data: { name: 'self._sizes' }, line: 9, column: 21, endLine: 9, endColumn: 32 },
          { messageId: 'reused', data: { name: '_sizes' }, line: 10, column: 15, endLine: 10, endColumn: 26 },
        ],
      },
    ],
  },
  javascript: { valid: [], invalid: [] },
  typescript: { valid: [], invalid: [] },
});
