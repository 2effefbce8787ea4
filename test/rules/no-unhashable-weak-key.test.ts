/** Weak keys and members without a hash. */
import rule from '../../rules/src/rules/no-unhashable-weak-key.ts';
import { code, testRule } from '../support/rule-testers.ts';

const identity = { valid: [{ name: 'every object is a key by its identity', code: 'new WeakSet().add({ equals() { return true; } });' }], invalid: [] };

testRule(rule, {
  python: {
    valid: [
      {
        name: 'classes with a hash',
        code: code`
          import functools
          import weakref
          from dataclasses import dataclass

          import attr
          from attrs import define, frozen


          class Plain:
              pass


          @functools.total_ordering
          class Point:
              def __eq__(self, other):
                  return self is other

              def __lt__(self, other):
                  return False

              def __hash__(self):
                  return 1


          class Again(Point):
              def __eq__(self, other):
                  return True

              __hash__ = Point.__hash__


          @dataclass(frozen=True)
          class Frozen:
              a: int


          @dataclass(eq=False)
          class ByIdentity:
              a: list


          @dataclass(unsafe_hash=True)
          class Unsafe:
              a: int


          @dataclass
          class Own:
              a: int

              def __hash__(self):
                  return 1


          @frozen
          class AttrsFrozen:
              a: int


          @define(eq=False)
          class AttrsIdentity:
              a: int


          @attr.s(cmp=False)
          class AttrsOld:
              a = attr.ib()


          @attr.s(hash=True)
          class AttrsHash:
              a = attr.ib()


          seen = weakref.WeakSet()


          def track():
              return [
                  seen.add(Plain()), seen.add(Point()), seen.add(Again()), seen.add(Frozen(1)), seen.add(ByIdentity([])), seen.add(Unsafe(1)),
                  seen.add(Own(1)), seen.add(AttrsFrozen(1)), seen.add(AttrsIdentity(1)), seen.add(AttrsOld(1)), seen.add(AttrsHash(1)),
              ]
        `,
      },
      {
        name: 'values need no hash',
        code: code`
          import weakref


          class Rows(list):
              pass


          by_name = weakref.WeakValueDictionary()
          handle = weakref.ref(Rows())


          def keep(rows=Rows()):
              by_name["a"] = Rows()
              weakref.finalize(rows, print)
        `,
      },
      {
        name: 'a base, a decorator or a metaclass that nobody knows',
        code: code`
          import weakref
          from dataclasses import dataclass
          from plugins import Base, Meta, hashed


          class A(Base):
              pass


          @hashed
          class B:
              def __eq__(self, other):
                  return True


          class C(metaclass=Meta):
              def __eq__(self, other):
                  return True


          @dataclass(eq=Base.compares)
          class D:
              a: int


          seen = weakref.WeakSet([A(), B(), C(), D(1)])
        `,
      },
      {
        name: 'self may be of a derived class with a hash',
        code: code`
          import weakref

          seen = weakref.WeakSet()


          class Base:
              def __init__(self):
                  seen.add(self)

              def __eq__(self, other):
                  return True


          class Leaf(Base):
              def __hash__(self):
                  return 1
        `,
      },
      {
        name: 'the hash is set from outside',
        code: code`
          import weakref


          class Point:
              def __eq__(self, other):
                  return True


          Point.__hash__ = object.__hash__
          seen = weakref.WeakSet()


          def track(point=Point()):
              seen.add(Point())
        `,
      },
      {
        name: 'what cannot be weakly referenced at all is told by another rule',
        code: code`
          import weakref

          seen = weakref.WeakSet()


          class Rows(list):
              __slots__ = ()


          def track():
              seen.add(Rows())
        `,
      },
      {
        name: 'declared to hold any of several',
        code: code`
          import weakref
          from dataclasses import dataclass


          @dataclass(frozen=True)
          class Frozen:
              a: int


          @dataclass
          class Open:
              a: int


          class Tree:
              by_node: "weakref.WeakKeyDictionary[Frozen, Open]"
              nodes: "weakref.WeakSet[Frozen | Open]"
              named: "weakref.WeakValueDictionary[str, Open]"
        `,
      },
    ],
    invalid: [
      {
        name: 'dataclasses and attrs classes that compare by value',
        code: code`
          import weakref
          from dataclasses import dataclass
          from attrs import define


          @dataclass
          class Point:
              x: int


          @define(kw_only=True)
          class Size:
              w: int


          class Marked(Point):
              pass


          seen = weakref.WeakSet()
          notes = weakref.WeakKeyDictionary()


          def track():
              point = Point(1)
              seen.add(point)
              size = Size(w=1)
              notes[size] = "small"
              marked = Marked(1)
              notes.setdefault(marked, "")
        `,
        errors: [
          {
            messageId: 'option', data: { type: 'Point', api: 'WeakSet', text: 'point' }, line: 26, column: 14, endLine: 26, endColumn: 19,
            suggestions: [{ messageId: 'eq', data: { type: 'Point', added: 'eq=False' }, output: { lines: [6, 6], become: '@dataclass(eq=False)' } }],
          },
          {
            messageId: 'option', data: { type: 'Size', api: 'WeakKeyDictionary', text: 'size' }, line: 28, column: 11, endLine: 28, endColumn: 15,
            suggestions: [{ messageId: 'eq', data: { type: 'Size', added: 'eq=False' }, output: { lines: [11, 11], become: '@define(kw_only=True, eq=False)' } }],
          },
          {
            messageId: 'option', data: { type: 'Marked', api: 'WeakKeyDictionary', text: 'marked' }, line: 30, column: 22, endLine: 30, endColumn: 28,
          },
        ],
      },
      {
        name: 'a comparison without a hash, and none on purpose',
        code: code`
          import weakref


          class Point:
              def __eq__(self, other):
                  return True


          class Rows(list):
              pass


          class Open:
              __hash__ = None


          seen = weakref.WeakSet([Point()])
          seen.add(Rows())
          seen.add(Open())
          seen.add({1, 2})
        `,
        errors: [
          {
            messageId: 'comparison', data: { type: 'Point', api: 'WeakSet', text: 'Point()' }, line: 17, column: 25, endLine: 17, endColumn: 32,
            suggestions: [
              {
                messageId: 'hash',
                data: { type: 'Point', added: '__hash__ = object.__hash__' },
                output: { lines: [5, 5], become: '__hash__ = object.__hash__\n\ndef __eq__(self, other):' },
              },
            ],
          },
          { messageId: 'type', data: { type: 'Rows', api: 'WeakSet', text: 'Rows()' }, line: 18, column: 10, endLine: 18, endColumn: 16 },
          { messageId: 'written', data: { type: 'Open', api: 'WeakSet', text: 'Open()' }, line: 19, column: 10, endLine: 19, endColumn: 16 },
          { messageId: 'type', data: { type: 'set', api: 'WeakSet', text: '{1, 2}' }, line: 20, column: 10, endLine: 20, endColumn: 16 },
        ],
      },
      {
        name: 'declared',
        code: code`
          import weakref
          from dataclasses import dataclass


          @dataclass()
          class Point:
              x: int


          class Board:
              seen: "weakref.WeakSet[Point]"

              def __init__(self, notes: weakref.WeakKeyDictionary[Point, str]):
                  self.notes = notes
        `,
        errors: [
          { at: [11, 11, 35], api: 'WeakSet' },
          { at: [13, 57, 62], api: 'WeakKeyDictionary' },
        ].map(({ at: [line = 0, column = 0, endColumn = 0], api }) => ({
          messageId: 'declared', data: { type: 'Point', api }, line, column, endLine: line, endColumn,
          suggestions: [{ messageId: 'eq', data: { type: 'Point', added: 'eq=False' }, output: { lines: [5, 5] as const, become: '@dataclass(eq=False)' } }],
        })),
      },
    ],
  },
  javascript: identity,
  typescript: identity,
});
