/** Values that cannot be weakly referenced: reported where their type is certain. */
import rule from '../../rules/src/rules/no-weak-primitive.ts';
import { code, tabsAndCrlf, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'a method of who knows what, what is taken out of a list',
        code: code`
          import weakref

          seen = weakref.WeakSet()


          def see(name, lookup: str, rows: list):
              seen.add(name.lower())
              seen.add(rows.pop())
              seen.add(lookup.strip)
        `,
      },
      {
        name: 'what a property gives',
        code: code`
          import weakref


          class Tool:
              figure = property(lambda self: self._figure)

              def __init__(self):
                  self.views = weakref.WeakKeyDictionary()

              def view(self):
                  self.views[self.figure] = 1
                  return self.views[self.figure]
        `,
      },
      {
        name: 'asked for what may be an object; in only looks; keys of values are strong; a handler waits',
        code: code`
          import weakref

          marks = weakref.WeakKeyDictionary()
          named = weakref.WeakValueDictionary()


          def find(node, name: "str | Node"):
              named.get("first")
              named.pop("second", None)
              named.update(third=node)
              if "fourth" in marks or marks.get(name):
                  return marks.get(node, "fifth")
              try:
                  return marks["sixth"]
              except TypeError:
                  return None
        `,
      },
      {
        name: 'bases that are spread from a tuple make no tuple of the class',
        code: code`
          import weakref
          from plugins import Base

          BASES = (Base,)


          class Context(*BASES):
              pass


          def track(context: "weakref.ref[Context]"):
              return weakref.ref(Context())
        `,
      },
      {
        name: "an object of a class of one's own",
        code: code`
          import weakref


          class Node:
              pass


          handle = weakref.ref(Node())
        `,
      },
      {
        name: 'whoever is iterated over says what the iterator is',
        code: code`
          import weakref
          from collections import UserList


          def watch(rows):
              rows_left = iter(UserList(rows))
              rows_back = reversed(UserList(rows))
              return weakref.ref(rows_left), weakref.ref(rows_back)
        `,
      },
      {
        name: 'a written list may be of a class that derives from it; the class that a named tuple is of can',
        code: code`
          import weakref
          from collections import namedtuple

          Point = namedtuple("Point", "x y")
          handle = weakref.ref(Point)


          def watch(rows: list, name: str):
              name = rows
              return weakref.ref(rows), weakref.ref(name)
        `,
      },
      {
        name: 'what the body of an enumeration says are its members, which are objects; another base may do the same',
        code: code`
          import weakref
          from enum import Enum, Flag
          from colours import Colours


          class Size(Enum):
              SMALL = 1
              LARGE = "l"


          class Access(Flag):
              READ = 1


          class Warm(Colours):
              RED = 1


          owners = weakref.WeakKeyDictionary()
          owners[Size.LARGE] = 1
          owners[Access.READ] = 2
          handles = weakref.ref(Size.SMALL), weakref.ref(Warm.RED)
        `,
      },
      {
        name: 'sets, frozensets and functions can',
        code: code`
          import weakref
          from collections import Counter, OrderedDict, deque


          def visit():
              pass


          handles = [weakref.ref(set()), weakref.ref(frozenset("ab")), weakref.ref({1, 2}), weakref.ref(visit)]
          queues = [weakref.ref(deque()), weakref.ref(OrderedDict()), weakref.ref(Counter("ab"))]
        `,
      },
      {
        name: 'a subclass of list can',
        code: code`
          import weakref


          class Rows(list):
              pass


          class Table(dict):
              pass


          rows = weakref.WeakValueDictionary()
          rows["a"] = Rows([1, 2])
          rows["b"] = Table(a=1)
        `,
      },
      {
        name: 'a subclass of str and of float can',
        code: code`
          import weakref


          class Name(str):
              pass


          class Celsius(float):
              pass


          names = weakref.WeakSet()
          names.add(Name("a"))
          names.add(Celsius(1.5))
        `,
      },
      {
        name: 'the strong side may be anything',
        code: code`
          import weakref

          sizes = weakref.WeakKeyDictionary()
          named = weakref.WeakValueDictionary()


          def remember(node):
              sizes[node] = 3
              named["root"] = node
        `,
      },
      {
        name: 'asking is no storing',
        code: code`
          import weakref

          seen = weakref.WeakSet()


          def known(name):
              return name in seen or "root" in seen
        `,
      },
      {
        name: 'a parameter may be anything',
        code: code`
          import weakref


          def track(value, seen=weakref.WeakSet()):
              seen.add(value)
              return weakref.ref(value)
        `,
      },
      {
        name: 'a name that is filled before it is used',
        code: code`
          import weakref

          current = None


          def activate(make):
              global current
              current = make()
              return weakref.ref(current)
        `,
      },
      {
        name: 'some of the values can be referenced',
        code: code`
          import weakref


          class Node:
              pass


          def handle(kind):
              value = 1 if kind == "number" else Node()
              return weakref.ref(value)
        `,
      },
      {
        name: 'the TypeError is expected',
        code: code`
          import weakref

          import pytest


          def test_refuses_numbers():
              with pytest.raises(TypeError):
                  weakref.ref(1)
        `,
      },
      {
        name: 'tried, with another way out',
        code: code`
          import weakref


          def supports_weakrefs():
              try:
                  weakref.ref(())
              except TypeError:
                  return False
              return True
        `,
      },
      {
        name: 'a set of the same name',
        code: code`
          class WeakSet(set):
              pass


          names = WeakSet()
          names.add("a")
        `,
      },
      {
        name: "a local ref of one's own",
        code: code`
          from dataclasses import dataclass


          @dataclass
          class ref:
              value: object


          one = ref(1)
        `,
      },
      {
        name: 'annotations that name classes',
        code: code`
          import weakref
          from typing import Any


          class Node:
              pass


          class Tree:
              root: "weakref.ref[Node]"
              by_name: "weakref.WeakValueDictionary[str, Node]"
              sizes: "weakref.WeakKeyDictionary[Node, int]"
              all: weakref.WeakSet[Any]
              rest: "weakref.WeakSet[object]"
        `,
      },
      {
        name: 'a dataclass with a slot for weak references',
        code: code`
          import weakref
          from dataclasses import dataclass


          @dataclass(slots=True, weakref_slot=True)
          class Task:
              key: str


          def handle():
              return weakref.ref(Task("a"))
        `,
      },
      {
        name: 'a plain Enum can',
        code: code`
          import enum
          import weakref


          class Color(enum.Enum):
              RED = 1


          handle = weakref.ref(Color)
        `,
      },
      {
        name: "a finalizer's callback and arguments may be anything",
        code: code`
          import weakref


          def finish(node):
              weakref.finalize(node, print, "gone", 1, None)
        `,
      },
      {
        name: 'values that come from elsewhere',
        code: code`
          import weakref


          def track(rows, seen):
              for row in rows:
                  seen.add(row)
              return [weakref.ref(row) for row in rows]
        `,
      },
    ],
    invalid: [
      {
        name: 'what a method of a path gives',
        code: code`
          import weakref
          from pathlib import Path

          watched = weakref.WeakSet()


          def watch(entry):
              path = Path(entry).resolve()
              watched.add(path)
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { type: 'pathlib.Path', api: 'WeakSet' },
            line: 9, column: 17, endLine: 9, endColumn: 21,
            suggestions: [
              { messageId: 'twin', data: { strong: 'set' }, output: { lines: [4, 4], become: 'watched = set()' } },
            ],
          },
        ],
      },
      {
        name: 'what methods of texts and built-in functions give',
        code: code`
          import weakref

          seen = weakref.WeakSet()


          def see(name: str, others):
              seen.add(name.strip().lower())
              seen.add(len(others))
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { type: 'str', api: 'WeakSet' },
            line: 7, column: 14, endLine: 7, endColumn: 34,
            suggestions: [
              { messageId: 'twin', data: { strong: 'set' }, output: { lines: [3, 3], become: 'seen = set()' } },
            ],
          },
          {
            messageId: 'impossible',
            data: { type: 'int', api: 'WeakSet' },
            line: 8, column: 14, endLine: 8, endColumn: 25,
            suggestions: [
              { messageId: 'twin', data: { strong: 'set' }, output: { lines: [3, 3], become: 'seen = set()' } },
            ],
          },
        ],
      },
      {
        name: 'asked for, and put in with others',
        code: code`
          import weakref

          marks = weakref.WeakKeyDictionary()


          def find(node, seen: weakref.WeakSet, named: weakref.WeakValueDictionary):
              marks.get("first")
              del marks["second"]
              seen.discard(1)
              seen.update([node, "third"])
              named.update(fourth=[node])
              return marks["fifth"]
        `,
        errors: [
          { messageId: 'impossible', data: { text: '"first"', type: 'str', api: 'WeakKeyDictionary' }, line: 7, column: 15, endLine: 7, endColumn: 22 },
          { messageId: 'impossible', data: { text: 'marks["second"]', type: 'str', api: 'WeakKeyDictionary' }, line: 8, column: 9, endLine: 8, endColumn: 24 },
          { messageId: 'impossible', data: { text: '1', type: 'int', api: 'WeakSet' }, line: 9, column: 18, endLine: 9, endColumn: 19 },
          { messageId: 'impossible', data: { text: '"third"', type: 'str', api: 'WeakSet' }, line: 10, column: 24, endLine: 10, endColumn: 31 },
          { messageId: 'impossible', data: { text: '[node]', type: 'list', api: 'WeakValueDictionary' }, line: 11, column: 25, endLine: 11, endColumn: 31 },
          { messageId: 'impossible', data: { text: 'marks["fifth"]', type: 'str', api: 'WeakKeyDictionary' }, line: 12, column: 12, endLine: 12, endColumn: 26 },
        ],
      },
      {
        name: 'what is written to be a plain value',
        code: code`
          import weakref

          owners = weakref.WeakKeyDictionary()


          def own(name: str, size: int | None, owner):
              owners[name] = owner
              return weakref.ref(size)
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'name', type: 'str', api: 'WeakKeyDictionary' },
            line: 7, column: 5, endLine: 7, endColumn: 17,
            suggestions: [{ messageId: 'twin', data: { strong: 'dict' }, output: { lines: [3, 3], become: 'owners = dict()' } }],
          },
          {
            messageId: 'impossible',
            data: { text: 'size', type: 'int', api: 'ref' },
            line: 8, column: 24, endLine: 8, endColumn: 28,
          },
        ],
      },
      {
        name: 'an object of a named tuple',
        code: code`
          import weakref
          from collections import namedtuple

          Point = namedtuple("Point", "x y")
          handle = weakref.ref(Point(1, 2))
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'Point(1, 2)', type: 'named tuple', api: 'ref' },
            line: 5, column: 22, endLine: 5, endColumn: 33,
          },
        ],
      },
      {
        name: 'a string',
        code: code`
          import weakref

          handle = weakref.ref("root")
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: '"root"', type: 'str', api: 'ref' },
            line: 3, column: 22, endLine: 3, endColumn: 28,
            suggestions: [
              {
                messageId: 'hold',
                data: {},
                output: { lines: [3, 3], become: 'handle = lambda: "root"' },
              },
            ],
          },
        ],
      },
      {
        name: 'list, dict and tuple displays',
        code: code`
          import weakref

          rows = weakref.proxy([])
          table = weakref.proxy({"a": 1})
          pair = weakref.ref((1, 2))
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: '[]', type: 'list', api: 'proxy' },
            line: 3, column: 22, endLine: 3, endColumn: 24,
          },
          {
            messageId: 'impossible',
            data: { text: '{"a": 1}', type: 'dict', api: 'proxy' },
            line: 4, column: 23, endLine: 4, endColumn: 31,
          },
          {
            messageId: 'impossible',
            data: { text: '(1, 2)', type: 'tuple', api: 'ref' },
            line: 5, column: 20, endLine: 5, endColumn: 26,
            suggestions: [
              {
                messageId: 'hold',
                data: {},
                output: { lines: [5, 5], become: 'pair = lambda: (1, 2)' },
              },
            ],
          },
        ],
      },
      {
        name: 'a number as a weak key',
        code: code`
          from weakref import WeakKeyDictionary

          sizes = WeakKeyDictionary()
          sizes[1] = "one"
          sizes.setdefault("two", 2)
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'sizes[1]', type: 'int', api: 'WeakKeyDictionary' },
            line: 4, column: 1, endLine: 4, endColumn: 9,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'dict' },
                output: { lines: [3, 3], become: 'sizes = dict()' },
              },
            ],
          },
          {
            messageId: 'impossible',
            data: { text: '"two"', type: 'str', api: 'WeakKeyDictionary' },
            line: 5, column: 18, endLine: 5, endColumn: 23,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'dict' },
                output: { lines: [3, 3], become: 'sizes = dict()' },
              },
            ],
          },
        ],
      },
      {
        name: 'results of known functions',
        code: code`
          import datetime
          import os
          import weakref
          from decimal import Decimal
          from pathlib import Path


          def handles():
              yield weakref.proxy(Path("/tmp"))
              yield weakref.proxy(Decimal("1.5"))
              yield weakref.proxy(datetime.datetime.now())
              yield weakref.proxy(os.getcwd())
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'Path("/tmp")', type: 'pathlib.Path', api: 'proxy' },
            line: 9, column: 25, endLine: 9, endColumn: 37,
          },
          {
            messageId: 'impossible',
            data: { text: 'Decimal("1.5")', type: 'decimal.Decimal', api: 'proxy' },
            line: 10, column: 25, endLine: 10, endColumn: 39,
          },
          {
            messageId: 'impossible',
            data: { text: 'datetime.datetime.now()', type: 'datetime.datetime', api: 'proxy' },
            line: 11, column: 25, endLine: 11, endColumn: 48,
          },
          {
            messageId: 'impossible',
            data: { text: 'os.getcwd()', type: 'str', api: 'proxy' },
            line: 12, column: 25, endLine: 12, endColumn: 36,
          },
        ],
      },
      {
        name: 'None written out',
        code: code`
          import weakref


          class Node:
              def __init__(self):
                  self._parent = weakref.ref(None)
        `,
        errors: [
          {
            messageId: 'absent',
            data: { text: 'None', type: 'none', api: 'ref' },
            line: 6, column: 36, endLine: 6, endColumn: 40,
            suggestions: [
              {
                messageId: 'hold',
                data: {},
                output: { lines: [6, 6], become: 'self._parent = lambda: None' },
              },
            ],
          },
        ],
      },
      {
        name: 'a plain object()',
        code: code`
          import weakref

          sentinel = object()
          weakref.finalize(sentinel, print)
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'sentinel', type: 'object', api: 'finalize' },
            line: 4, column: 18, endLine: 4, endColumn: 26,
          },
        ],
      },
      {
        name: 'a named tuple',
        code: code`
          import weakref
          from collections import namedtuple
          from typing import NamedTuple


          class Size(NamedTuple):
              width: int
              height: int


          class Region(Size):
              pass


          class Point(namedtuple("Point", "x y")):
              pass


          points = weakref.WeakSet()
          points.add(Size(3, 4))
          points.add(Region(3, 4))
          points.add(Point(1, 2))
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'Size(3, 4)', type: 'NamedTuple', api: 'WeakSet' },
            line: 20, column: 12, endLine: 20, endColumn: 22,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'set' },
                output: { lines: [19, 19], become: 'points = set()' },
              },
            ],
          },
          {
            messageId: 'impossible',
            data: { text: 'Region(3, 4)', type: 'NamedTuple', api: 'WeakSet' },
            line: 21, column: 12, endLine: 21, endColumn: 24,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'set' },
                output: { lines: [19, 19], become: 'points = set()' },
              },
            ],
          },
          {
            messageId: 'impossible',
            data: { text: 'Point(1, 2)', type: 'namedtuple', api: 'WeakSet' },
            line: 22, column: 12, endLine: 22, endColumn: 23,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'set' },
                output: { lines: [19, 19], become: 'points = set()' },
              },
            ],
          },
        ],
      },
      {
        name: 'a subclass of int',
        code: code`
          import weakref


          class Port(int):
              pass


          def track(seen: weakref.WeakSet):
              seen.add(Port(80))
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'Port(80)', type: 'int', api: 'WeakSet' },
            line: 9, column: 14, endLine: 9, endColumn: 22,
          },
        ],
      },
      {
        name: 'a member of an enum of numbers',
        code: code`
          import enum
          import weakref


          class Level(int, enum.Enum):
              LOW = 1


          handle = weakref.proxy(Level(1))
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'Level(1)', type: 'int', api: 'proxy' },
            line: 9, column: 24, endLine: 9, endColumn: 32,
          },
        ],
      },
      {
        name: 'written types',
        code: code`
          import weakref


          class Cache:
              names: weakref.WeakSet[str]
              rows: weakref.WeakValueDictionary[str, list]
              owner: weakref.ref[int]


          def sizes(by_name: weakref.WeakKeyDictionary[str, int]):
              return len(by_name)
        `,
        errors: [
          {
            messageId: 'written',
            data: { text: 'str', type: 'str', api: 'WeakSet' },
            line: 5, column: 28, endLine: 5, endColumn: 31,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'set' },
                output: { lines: [5, 5], become: 'names: set[str]' },
              },
            ],
          },
          {
            messageId: 'written',
            data: { text: 'list', type: 'list', api: 'WeakValueDictionary' },
            line: 6, column: 44, endLine: 6, endColumn: 48,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'dict' },
                output: { lines: [6, 6], become: 'rows: dict[str, list]' },
              },
            ],
          },
          {
            messageId: 'written',
            data: { text: 'int', type: 'int', api: 'ref' },
            line: 7, column: 24, endLine: 7, endColumn: 27,
          },
          {
            messageId: 'written',
            data: { text: 'str', type: 'str', api: 'WeakKeyDictionary' },
            line: 10, column: 46, endLine: 10, endColumn: 49,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'dict' },
                output: { lines: [10, 10], become: 'def sizes(by_name: dict[str, int]):' },
              },
            ],
          },
        ],
      },
      {
        name: 'a finalizer of a dictionary',
        code: code`
          import weakref


          def open_cache(path):
              cache = {}
              weakref.finalize(cache, print, path)
              return cache
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'cache', type: 'dict', api: 'finalize' },
            line: 6, column: 22, endLine: 6, endColumn: 27,
          },
        ],
      },
      {
        name: 'a weak reference to a weak reference',
        code: code`
          import weakref


          def twice(node):
              handle = weakref.ref(node)
              return weakref.proxy(handle)
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'handle', type: 'weakref.ref', api: 'proxy' },
            line: 6, column: 26, endLine: 6, endColumn: 32,
          },
        ],
      },
      {
        name: 'every branch gives one',
        code: code`
          import weakref


          def handle(flag):
              value = 1 if flag else "one"
              return weakref.proxy(value)
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'value', type: 'int', api: 'proxy' },
            line: 6, column: 26, endLine: 6, endColumn: 31,
          },
        ],
      },
      {
        name: 'with a callback',
        code: code`
          import weakref

          handle = weakref.ref("root", print)
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: '"root"', type: 'str', api: 'ref' },
            line: 3, column: 22, endLine: 3, endColumn: 28,
          },
        ],
      },
      {
        name: 'where a lambda needs parentheses',
        code: code`
          import weakref

          size = weakref.ref("root")() or weakref.ref("leaf")
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: '"root"', type: 'str', api: 'ref' },
            line: 3, column: 20, endLine: 3, endColumn: 26,
            suggestions: [
              {
                messageId: 'hold',
                data: {},
                output: { lines: [3, 3], become: 'size = (lambda: "root")() or weakref.ref("leaf")' },
              },
            ],
          },
          {
            messageId: 'impossible',
            data: { text: '"leaf"', type: 'str', api: 'ref' },
            line: 3, column: 45, endLine: 3, endColumn: 51,
            suggestions: [
              {
                messageId: 'hold',
                data: {},
                output: { lines: [3, 3], become: 'size = weakref.ref("root")() or (lambda: "leaf")' },
              },
            ],
          },
        ],
      },
      {
        name: 'tabs and CRLF',
        code: tabsAndCrlf(code`
          import weakref


          def names():
              seen = weakref.WeakSet()
              seen.add("a")
              return seen
        `, 4),
        errors: [
          {
            messageId: 'impossible',
            data: { text: '"a"', type: 'str', api: 'WeakSet' },
            line: 6, column: 11, endLine: 6, endColumn: 14,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'set' },
                output: tabsAndCrlf(code`
                  import weakref


                  def names():
                      seen = set()
                      seen.add("a")
                      return seen
                `, 4),
              },
            ],
          },
        ],
      },
      {
        name: 'a finalizer of a list',
        code: code`
          import weakref


          def open_rows(path):
              rows = [path]
              return rows, weakref.finalize(rows, print, path)
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'rows', type: 'list', api: 'finalize' },
            line: 6, column: 35, endLine: 6, endColumn: 39,
          },
        ],
      },
      {
        name: 'a list in a dictionary of weak values',
        code: code`
          import weakref


          def index(source):
              rows = weakref.WeakValueDictionary()
              for key in source:
                  rows[key] = list(source.read(key))
              return rows
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'rows[key]', type: 'list', api: 'WeakValueDictionary' },
            line: 7, column: 9, endLine: 7, endColumn: 18,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'dict' },
                output: { lines: [5, 5], become: 'rows = dict()' },
              },
            ],
          },
        ],
      },
      {
        name: 'strings in a weak set',
        code: code`
          from weakref import WeakSet


          def paths(nodes):
              seen = WeakSet()
              for node in nodes:
                  seen.add(f"{node.id}:{node.name}")
              return seen
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'f"{node.id}:{node.name}"', type: 'str', api: 'WeakSet' },
            line: 7, column: 18, endLine: 7, endColumn: 42,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'set' },
                output: { lines: [5, 5], become: 'seen = set()' },
              },
            ],
          },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'asked for what may be an object, or for nothing',
        code: code`
          const marks = new WeakMap();

          export function find(node, other) {
            const key = typeof node === 'string' ? other : node;
            return marks.get(key) ?? marks.has(null) ?? marks.get(node ?? 'none');
          }
        `,
      },
      {
        name: 'objects, functions and arrays can',
        code: code`
          const handles = [new WeakRef({}), new WeakRef([]), new WeakRef(() => {}), new WeakRef(class {}), new WeakRef(/x/)];
        `,
      },
      {
        name: "a symbol of one's own can",
        code: code`
          const key = Symbol('key');
          const map = new WeakMap();
          map.set(key, 1);
          map.set(Symbol.iterator, 2);
        `,
      },
      {
        name: 'the value of a WeakMap may be anything, and a test says itself that nothing is found',
        code: code`
          const lastSeen = new WeakMap();

          export function remember(user) {
            lastSeen.set(user, Date.now());
            assert.strictEqual(lastSeen.get('nobody'), undefined);
          }
        `,
      },
      {
        name: 'a held value may be anything',
        code: code`
          const registry = new FinalizationRegistry((name) => console.log(name));

          export function watch(node) {
            registry.register(node, 'node');
            registry.register(node, 42, node);
            registry.register(node, 'node', undefined);
          }
        `,
      },
      {
        name: 'wrapper objects are objects',
        code: code`
          class Text extends String {}

          export const handles = [new WeakRef(new Text('a')), new WeakRef(new String('a')), new WeakRef(Object('a'))];
        `,
      },
      {
        name: 'boxed numbers and dates are objects',
        code: code`
          export const handles = [new WeakRef(new Number(1)), new WeakRef(new Date()), new WeakRef(new Boolean(true))];
        `,
      },
      {
        name: 'Map and Set take anything',
        code: code`
          const names = new Map();
          names.set('a', 1);
          const seen = new Set(['a', 'b']);
          seen.add('c');
        `,
      },
      {
        name: "a WeakSet that is a parameter's",
        code: code`
          export function visit(WeakSet, name) {
            const seen = new WeakSet();
            seen.add('name');
            return seen.has(name);
          }
        `,
      },
      {
        name: 'either may come',
        code: code`
          export function handle(value) {
            const target = typeof value === 'string' ? new String(value) : value;
            return new WeakRef(target);
          }
        `,
      },
      {
        name: 'guarded by a look',
        code: code`
          const cache = new WeakMap();

          export function memo(key, value) {
            let wrapped = 1;
            if (typeof key === 'object') wrapped = key;
            cache.set(wrapped, value);
          }
        `,
      },
      {
        name: 'a TypeError is expected',
        code: code`
          export function canHoldSymbols() {
            try {
              new WeakRef(Symbol.for('test'));
              return true;
            } catch {
              return false;
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'asked for',
        code: code`
          const marks = new WeakMap();

          export function find(name) {
            return marks.get('first') ?? marks.has(\`\${name}\`);
          }
        `,
        errors: [
          { messageId: 'sought', data: { text: "'first'", type: 'string', api: 'WeakMap' }, line: 4, column: 20, endLine: 4, endColumn: 27 },
          { messageId: 'sought', data: { text: '\`\${name}\`', type: 'string', api: 'WeakMap' }, line: 4, column: 42, endLine: 4, endColumn: 51 },
        ],
      },
      {
        name: 'a string',
        code: code`
          const handle = new WeakRef('root');
          export const name = () => handle.deref() ?? 'gone';
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: "'root'", type: 'string', api: 'WeakRef' },
            line: 1, column: 28, endLine: 1, endColumn: 34,
            suggestions: [
              {
                messageId: 'hold',
                data: {},
                output: {
                  lines: [1, 1],
                  become: code`
                    const handle = { deref: () => 'root' };
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a registered symbol',
        code: code`
          const registry = new FinalizationRegistry(() => {});

          export function watch(node) {
            registry.register(node, 'node', Symbol.for('node'));
          }
        `,
        errors: [
          {
            messageId: 'registered',
            data: { text: "Symbol.for('node')", type: 'registered symbol', api: 'FinalizationRegistry' },
            line: 4, column: 35, endLine: 4, endColumn: 53,
            suggestions: [
              {
                messageId: 'symbol',
                data: {},
                output: {
                  lines: [4, 4],
                  become: code`
                    registry.register(node, 'node', Symbol('node'));
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a registered symbol as a key',
        code: code`
          const KEY = Symbol.for('app.key');
          const map = new WeakMap();
          map.set(KEY, 1);
        `,
        errors: [
          {
            messageId: 'registered',
            data: { text: 'KEY', type: 'registered symbol', api: 'WeakMap' },
            line: 3, column: 9, endLine: 3, endColumn: 12,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Map' },
                output: { lines: [2, 2], become: 'const map = new Map();' },
              },
            ],
          },
        ],
      },
      {
        name: 'undefined',
        code: code`
          const cache = new WeakMap();
          cache.set(undefined, 1);
          export const handle = new WeakRef(undefined);
        `,
        errors: [
          {
            messageId: 'absent',
            data: { text: 'undefined', type: 'none', api: 'WeakMap' },
            line: 2, column: 11, endLine: 2, endColumn: 20,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Map' },
                output: { lines: [1, 1], become: 'const cache = new Map();' },
              },
            ],
          },
          {
            messageId: 'absent',
            data: { text: 'undefined', type: 'none', api: 'WeakRef' },
            line: 3, column: 35, endLine: 3, endColumn: 44,
          },
        ],
      },
      {
        name: 'the target of a registry',
        code: code`
          const registry = new FinalizationRegistry(console.log);
          registry.register('node', 1);
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: "'node'", type: 'string', api: 'FinalizationRegistry' },
            line: 2, column: 19, endLine: 2, endColumn: 25,
          },
        ],
      },
      {
        name: 'bigint and boolean',
        code: code`
          export const handles = [new WeakRef(10n), new WeakRef(true), new WeakRef(typeof window)];
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: '10n', type: 'bigint', api: 'WeakRef' },
            line: 1, column: 37, endLine: 1, endColumn: 40,
            suggestions: [
              {
                messageId: 'hold',
                data: {},
                output: { lines: [1, 1], become: 'export const handles = [{ deref: () => 10n }, new WeakRef(true), new WeakRef(typeof window)];' },
              },
            ],
          },
          {
            messageId: 'impossible',
            data: { text: 'true', type: 'boolean', api: 'WeakRef' },
            line: 1, column: 55, endLine: 1, endColumn: 59,
            suggestions: [
              {
                messageId: 'hold',
                data: {},
                output: { lines: [1, 1], become: 'export const handles = [new WeakRef(10n), { deref: () => true }, new WeakRef(typeof window)];' },
              },
            ],
          },
          {
            messageId: 'impossible',
            data: { text: 'typeof window', type: 'string', api: 'WeakRef' },
            line: 1, column: 74, endLine: 1, endColumn: 87,
          },
        ],
      },
      {
        name: 'an entry among the first ones',
        code: code`
          export const seen = new WeakSet(['a', 'b']);
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: "'a'", type: 'string', api: 'WeakSet' },
            line: 1, column: 34, endLine: 1, endColumn: 37,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Set' },
                output: {
                  lines: [1, 1],
                  become: code`
                    export const seen = new Set(['a', 'b']);
                  `,
                },
              },
            ],
          },
          {
            messageId: 'impossible',
            data: { text: "'b'", type: 'string', api: 'WeakSet' },
            line: 1, column: 39, endLine: 1, endColumn: 42,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Set' },
                output: {
                  lines: [1, 1],
                  become: code`
                    export const seen = new Set(['a', 'b']);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'the body of an arrow function',
        code: code`
          export const make = () => new WeakRef('root');
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: "'root'", type: 'string', api: 'WeakRef' },
            line: 1, column: 39, endLine: 1, endColumn: 45,
            suggestions: [
              {
                messageId: 'hold',
                data: {},
                output: {
                  lines: [1, 1],
                  become: code`
                    export const make = () => ({ deref: () => 'root' });
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a static block fills it',
        code: code`
          class Names {
            static known = new WeakSet();

            static {
              Names.known.add('root');
            }
          }
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: "'root'", type: 'string', api: 'WeakSet' },
            line: 5, column: 21, endLine: 5, endColumn: 27,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Set' },
                output: { lines: [2, 2], become: 'static known = new Set();' },
              },
            ],
          },
        ],
      },
      {
        name: 'tabs and CRLF',
        code: tabsAndCrlf(code`
          export function names() {
            const seen = new WeakSet();
            seen.add('a');
            return seen;
          }
        `, 2),
        errors: [
          {
            messageId: 'impossible',
            data: { text: "'a'", type: 'string', api: 'WeakSet' },
            line: 3, column: 11, endLine: 3, endColumn: 14,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Set' },
                output: tabsAndCrlf(code`
                  export function names() {
                    const seen = new Set();
                    seen.add('a');
                    return seen;
                  }
                `, 2),
              },
            ],
          },
        ],
      },
      {
        name: 'a template string as a key',
        code: code`
          export function lastSeen(users) {
            const seen = new WeakMap();
            for (const user of users) {
              seen.set(\`user:\${user.id}\`, Date.now());
            }
            return seen;
          }
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: '`user:${user.id}`', type: 'string', api: 'WeakMap' },
            line: 4, column: 14, endLine: 4, endColumn: 31,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Map' },
                output: { lines: [2, 2], become: 'const seen = new Map();' },
              },
            ],
          },
        ],
      },
      {
        name: 'numbers in a WeakSet',
        code: code`
          export function depths(nodes) {
            const seen = new WeakSet();
            for (const node of nodes) {
              seen.add(node.children.length > 0 ? 1 : 2);
              seen.add(Number(node.id));
            }
            return seen;
          }
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'node.children.length > 0 ? 1 : 2', type: 'number', api: 'WeakSet' },
            line: 4, column: 14, endLine: 4, endColumn: 46,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Set' },
                output: { lines: [2, 2], become: 'const seen = new Set();' },
              },
            ],
          },
          {
            messageId: 'impossible',
            data: { text: 'Number(node.id)', type: 'number', api: 'WeakSet' },
            line: 5, column: 14, endLine: 5, endColumn: 29,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Set' },
                output: { lines: [2, 2], become: 'const seen = new Set();' },
              },
            ],
          },
        ],
      },
    ],
  },
  typescript: {
    valid: [
      {
        name: 'written types of objects',
        code: code`
          interface Node {
            name: string;
          }

          export class Tree<K extends object> {
            root: WeakRef<Node> | undefined;
            sizes = new WeakMap<Node, number>();
            seen: WeakSet<object> = new WeakSet();
            byKey = new WeakMap<K, string>();
            tags: WeakMap<symbol, string> | undefined;
          }
        `,
      },
      {
        name: 'an object whose class gives a text when it is called without new',
        code: code`
          const zones = new WeakMap<Date, string>();

          export function shift(date: Date, zone: string): WeakRef<Date> {
            zones.set(date, zone);
            return new WeakRef<Date>(date);
          }
        `,
      },
      {
        name: 'an interface named as a built-in type',
        code: code`
          export class Names {
            private readonly all = new Map<string, WeakRef<String>>();

            get(name: string): String | undefined {
              return this.all.get(name)?.deref();
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'what methods of texts and numbers give',
        code: code`
          const seen = new WeakSet();

          export function see(name: string, size: number): void {
            seen.add(name.trim().toLowerCase() as unknown as object);
            seen.add(size.toFixed(2) as unknown as object);
          }
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { type: 'string', api: 'WeakSet' },
            line: 4, column: 12, endLine: 4, endColumn: 58,
            suggestions: [
              { messageId: 'twin', data: { strong: 'Set' }, output: { lines: [1, 1], become: 'const seen = new Set();' } },
            ],
          },
          {
            messageId: 'impossible',
            data: { type: 'string', api: 'WeakSet' },
            line: 5, column: 12, endLine: 5, endColumn: 48,
            suggestions: [
              { messageId: 'twin', data: { strong: 'Set' }, output: { lines: [1, 1], become: 'const seen = new Set();' } },
            ],
          },
        ],
      },
      {
        name: 'what is written to be a plain value',
        code: code`
          export function mark(name: string, all: WeakSet<object>): void {
            all.add(name as unknown as object);
          }
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: 'name as unknown as object', type: 'string', api: 'WeakSet' },
            line: 2, column: 11, endLine: 2, endColumn: 36,
          },
        ],
      },
      {
        name: 'written types of values',
        code: code`
          export class Names {
            private readonly sizes?: WeakMap<string, number>;
            private last: WeakRef<string> | undefined;
          }
        `,
        errors: [
          {
            messageId: 'written',
            data: { text: 'string', type: 'string', api: 'WeakMap' },
            line: 2, column: 36, endLine: 2, endColumn: 42,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Map' },
                output: { lines: [2, 2], become: 'private readonly sizes?: Map<string, number>;' },
              },
            ],
          },
          {
            messageId: 'written',
            data: { text: 'string', type: 'string', api: 'WeakRef' },
            line: 3, column: 25, endLine: 3, endColumn: 31,
          },
        ],
      },
      {
        name: 'a type argument',
        code: code`
          export const sizes = new WeakMap<string, number>();
        `,
        errors: [
          {
            messageId: 'written',
            data: { text: 'string', type: 'string', api: 'WeakMap' },
            line: 1, column: 34, endLine: 1, endColumn: 40,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Map' },
                output: { lines: [1, 1], become: 'export const sizes = new Map<string, number>();' },
              },
            ],
          },
        ],
      },
      {
        name: 'a cast hides it from the compiler',
        code: code`
          const sizes = new WeakMap<object, number>();
          sizes.set('root' as unknown as object, 1);
        `,
        errors: [
          {
            messageId: 'impossible',
            data: { text: "'root' as unknown as object", type: 'string', api: 'WeakMap' },
            line: 2, column: 11, endLine: 2, endColumn: 38,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Map' },
                output: { lines: [1, 1], become: 'const sizes = new Map<object, number>();' },
              },
            ],
          },
        ],
      },
      {
        name: "a parameter's written type",
        code: code`
          export function count(seen: WeakSet<number>): void {
            seen.add(1);
          }
        `,
        errors: [
          {
            messageId: 'written',
            data: { text: 'number', type: 'number', api: 'WeakSet' },
            line: 1, column: 37, endLine: 1, endColumn: 43,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Set' },
                output: { lines: [1, 1], become: 'export function count(seen: Set<number>): void {' },
              },
            ],
          },
          {
            messageId: 'impossible',
            data: { text: '1', type: 'number', api: 'WeakSet' },
            line: 2, column: 12, endLine: 2, endColumn: 13,
          },
        ],
      },
      {
        name: "a parameter property's written type",
        code: code`
          export class Cache {
            constructor(private readonly sizes: WeakMap<string, number>) {}

            has(name: object): boolean {
              return this.sizes.has(name as never);
            }
          }
        `,
        errors: [
          {
            messageId: 'written',
            data: { text: 'string', type: 'string', api: 'WeakMap' },
            line: 2, column: 47, endLine: 2, endColumn: 53,
            suggestions: [
              {
                messageId: 'twin',
                data: { strong: 'Map' },
                output: { lines: [2, 2], become: 'constructor(private readonly sizes: Map<string, number>) {}' },
              },
            ],
          },
        ],
      },
    ],
  },
});
