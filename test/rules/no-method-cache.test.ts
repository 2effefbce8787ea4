/** Caches of methods that keep every object. */
import rule from '../../rules/src/rules/no-method-cache.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'classes, which stay anyway',
        code: code`
          import abc
          from functools import lru_cache


          class Meta(type):
              @lru_cache
              def fields(cls):
                  return ()


          class Abstract(abc.ABCMeta):
              @lru_cache
              def rows(cls):
                  return ()


          class Derived(Abstract):
              @lru_cache
              def columns(cls):
                  return ()
        `,
      },
      {
        name: 'no object is a part of the key',
        code: code`
          import functools
          from functools import lru_cache


          class Report:
              @functools.cached_property
              def total(self):
                  return 1

              @staticmethod
              @lru_cache(maxsize=None)
              def parse(text):
                  return text.split()

              @classmethod
              @lru_cache
              def default(cls):
                  return cls()


          @lru_cache(maxsize=1)
          def load(path):
              return open(path)
        `,
      },
      {
        name: 'a decorator of the same name that does something else',
        code: code`
          from mine import lru_cache


          class Report:
              @lru_cache
              def total(self):
                  return 1
        `,
      },
      {
        name: 'objects that are told apart by value: the cache is of values',
        code: code`
          import enum
          from functools import lru_cache
          from typing import NamedTuple


          class Colour(NamedTuple):
              red: int

              @lru_cache(maxsize=256)
              def code(self):
                  return hex(self.red)


          class Level(enum.Enum):
              LOW = 1

              @lru_cache
              def label(self):
                  return self.name.lower()


          class Address:
              def __init__(self, number):
                  self.number = number

              def __eq__(self, other):
                  return self.number == other.number

              def __hash__(self):
                  return hash(self.number)

              @lru_cache
              def is_private(self):
                  return self.number < 9
        `,
      },
    ],
    invalid: [
      {
        name: 'by either import, called or not, and below a property',
        code: code`
          import functools
          from functools import cache


          class Report:
              @functools.lru_cache(maxsize=1)
              def total(self):
                  return 1

              @cache
              def rows(self):
                  return []

              @property
              @functools.lru_cache
              def mean(self):
                  return 2
        `,
        errors: [
          { messageId: 'keeps', data: { decorator: 'functools.lru_cache', method: 'total', className: 'Report' }, line: 6, column: 6, endLine: 6, endColumn: 36 },
          { messageId: 'keeps', data: { decorator: 'cache', method: 'rows', className: 'Report' }, line: 10, column: 6, endLine: 10, endColumn: 11 },
          {
            messageId: 'keeps',
            data: { decorator: 'functools.lru_cache', method: 'mean', className: 'Report' },
            line: 15,
            column: 6,
            endLine: 15,
            endColumn: 25,
            suggestions: [
              { messageId: 'property', data: { method: 'mean', name: 'functools.cached_property' }, output: { lines: [14, 15], become: '@functools.cached_property' } },
            ],
          },
        ],
      },
      {
        name: 'a class with a base that is not in sight',
        code: code`
          import async_lru
          from base import Base


          class Client(Base):
              @async_lru.alru_cache(ttl=5)
              async def fetch(self, url):
                  return url
        `,
        errors: [
          { messageId: 'keeps', data: { decorator: 'async_lru.alru_cache', method: 'fetch', className: 'Client' }, line: 6, column: 6, endLine: 6, endColumn: 33 },
        ],
      },
    ],
  },
  javascript: { valid: [], invalid: [] },
  typescript: { valid: [], invalid: [] },
});
