/** Caches of methods that keep every object. */
import rule from '../../rules/src/rules/no-method-cache.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'another name for a cache, of a static method, of one object, of what is told apart by value; a name that is bound to something else',
        code: code`
          import functools
          from functools import cache as memo

          cached = functools.lru_cache(maxsize=None)
          other = cached
          cached_twice = functools.lru_cache(maxsize=None)
          cached_twice = print
          ring = gnir
          gnir = ring
          there = back.memo
          back = there.memo


          class Tile:
              def __init__(self):
                  self.bounds = cached(self._bounds)

              @staticmethod
              @cached
              def size(zoom): ...

              @staticmethod
              def _scale(zoom): ...

              scale = staticmethod(memo(_scale))
              scale_of = cached(_scale)

              @cached_twice
              def area(self): ...

              @ring
              def corner(self): ...

              @there
              def centre(self): ...


          class Key(str):
              @cached
              def parts(self): ...


          @cached
          def tile(zoom): ...
        `,
      },
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
        name: 'by another name, and around the method in the body of the class',
        code: code`
          import functools
          from functools import cache as memo

          cached = functools.lru_cache(maxsize=256)


          class Tile:
              @memo
              def bounds(self): ...

              @cached
              def area(self, unit): ...

              def _nearest(self, point): ...

              nearest = functools.lru_cache(maxsize=64)(_nearest)
              closest = cached(_nearest)
        `,
        errors: [
          { messageId: 'keeps', data: { decorator: 'memo', className: 'Tile', method: 'bounds' }, line: 8, column: 6, endLine: 8, endColumn: 10 },
          { messageId: 'keeps', data: { decorator: 'cached', className: 'Tile', method: 'area' }, line: 11, column: 6, endLine: 11, endColumn: 12 },
          { messageId: 'keeps', data: { decorator: 'functools.lru_cache(maxsize=64)', className: 'Tile', method: 'nearest' }, line: 16, column: 15, endLine: 16, endColumn: 56 },
          { messageId: 'keeps', data: { decorator: 'cached', className: 'Tile', method: 'closest' }, line: 17, column: 15, endLine: 17, endColumn: 31 },
        ],
      },
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
