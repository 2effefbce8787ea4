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
        name: 'an entry of a weak dictionary goes by itself',
        code: code`
          import weakref

          _roots = weakref.WeakValueDictionary()


          def root_of(options, make):
              root = make()
              _roots[id(options)] = root
              return root
        `,
      },
      {
        name: 'somebody else gets the object, and may keep it',
        code: code`
          class Unique:
              def __init__(self, append):
                  self._append = append
                  self._seen = {}
                  self._linked = {}

              def add(self, item):
                  if id(item) not in self._seen:
                      self._append(item)
                      self._seen[id(item)] = True

              def link(self, other):
                  restore = lambda source, other=other: other.restore(source)
                  self._linked[id(other)] = restore
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
          {
            messageId: 'reused',
            data: { name: 'self._sizes' },
            line: 9,
            column: 21,
            endLine: 9,
            endColumn: 32,
            suggestions: [
              {
                messageId: 'keys',
                data: { name: 'weakref.WeakKeyDictionary' },
                output: code`
                  import weakref

                  _sizes = {}


                  class Sizes:
                      def __init__(self):
                          self._sizes = weakref.WeakKeyDictionary()

                      def remember(self, picture, size):
                          self._sizes[picture] = size
                          key = id(picture)
                          _sizes[key] = size
                `,
              },
            ],
          },
          {
            messageId: 'reused',
            data: { name: '_sizes' },
            line: 10,
            column: 15,
            endLine: 10,
            endColumn: 26,
            suggestions: [
              {
                messageId: 'keys',
                data: { name: 'weakref.WeakKeyDictionary' },
                output: code`
                  import weakref

                  _sizes = weakref.WeakKeyDictionary()


                  class Sizes:
                      def __init__(self):
                          self._sizes = {}

                      def remember(self, picture, size):
                          self._sizes[id(picture)] = size
                          key = picture
                          _sizes[key] = size
                `,
              },
            ],
          },
        ],
      },
      {
        name: 'every use of the dictionary asks for an object',
        code: code`
          """Sizes of pictures."""
          from __future__ import annotations

          import logging
          from os import path

          _sizes = dict()


          def size_of(picture):
              if id(picture) not in _sizes:
                  _sizes[id(picture)] = path.getsize(picture.name)
                  logging.info('%d sizes', len(_sizes))
              return _sizes.get(id(picture), 0)
        `,
        errors: [
          {
            messageId: 'reused',
            data: { name: '_sizes' },
            line: 12,
            column: 16,
            endLine: 12,
            endColumn: 27,
            suggestions: [
              {
                messageId: 'keys',
                data: { name: 'weakref.WeakKeyDictionary' },
                output: code`
                  """Sizes of pictures."""
                  from __future__ import annotations

                  import logging
                  import weakref
                  from os import path

                  _sizes = weakref.WeakKeyDictionary()


                  def size_of(picture):
                      if picture not in _sizes:
                          _sizes[picture] = path.getsize(picture.name)
                          logging.info('%d sizes', len(_sizes))
                      return _sizes.get(picture, 0)
                `,
              },
            ],
          },
        ],
      },
      {
        name: 'no edit where the numbers are needed themselves, a written type would be wrong, or the key comes from elsewhere',
        code: code`
          _sizes = {}
          _names: dict[int, str] = {}
          _dates = {}


          def remember(picture, number):
              key = id(picture)
              _sizes[key] = picture.size
              _names[id(picture)] = picture.name
              _dates[id(picture)] = picture.date
              print(key, _dates[number])
        `,
        errors: [
          { messageId: 'reused', data: { name: '_sizes' }, line: 7, column: 11, endLine: 7, endColumn: 22 },
          { messageId: 'reused', data: { name: '_names' }, line: 9, column: 12, endLine: 9, endColumn: 23 },
          { messageId: 'reused', data: { name: '_dates' }, line: 10, column: 12, endLine: 10, endColumn: 23 },
        ],
      },
    ],
  },
  javascript: { valid: [], invalid: [] },
  typescript: { valid: [], invalid: [] },
});
