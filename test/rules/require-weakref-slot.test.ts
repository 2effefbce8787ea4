/** Classes with slots: reported where they certainly leave no place for weak handles. */
import rule from '../../rules/src/rules/require-weakref-slot.ts';
import { code, tabsAndCrlf, testRule } from '../support/rule-testers.ts';

const nothing = { valid: [{ name: 'objects have no slots', code: 'export const ref = new WeakRef(class { static slots = ["a"]; });' }], invalid: [] };

testRule(rule, {
  python: {
    valid: [
      {
        name: 'slots with a place, in any notation',
        code: code`
          import weakref


          class A:
              __slots__ = ("a", "__weakref__")


          class B:
              __slots__ = ["__weakref__"]


          class C:
              __slots__ = "__weakref__"


          class D:
              __slots__ = {"a": "the a", "__weakref__": "for handles"}


          def track():
              return [weakref.ref(one) for one in (A(), B(), C(), D())], weakref.ref(A()), weakref.ref(B()), weakref.ref(C()), weakref.ref(D())
        `,
      },
      {
        name: 'a base or a derived class without slots has the place',
        code: code`
          import weakref


          class Plain:
              pass


          class Slotted(Plain):
              __slots__ = ("a",)


          class Small:
              __slots__ = ("a",)


          class Big(Small):
              pass


          def track():
              return weakref.ref(Slotted()), weakref.ref(Big())
        `,
      },
      {
        name: 'slots that are not written out, or changed, or made under a condition',
        code: code`
          import sys
          import weakref

          NAMES = ("a", "__weakref__")


          class A:
              __slots__ = NAMES


          class B:
              __slots__ = ("a",) + NAMES


          class C:
              __slots__ = ("a",)
              __slots__ += ("__weakref__",)


          class D:
              if sys.version_info < (3, 12):
                  __slots__ = ("a",)


          class E:
              __slots__ = [f"{name}" for name in NAMES]


          def track():
              return weakref.ref(A()), weakref.ref(B()), weakref.ref(C()), weakref.ref(D()), weakref.ref(E())
        `,
      },
      {
        name: 'a base, a metaclass or a decorator that nobody knows',
        code: code`
          import weakref
          from plugins import Base, Meta, register


          class A(Base):
              __slots__ = ("a",)


          class B(metaclass=Meta):
              __slots__ = ("a",)


          @register
          class C:
              __slots__ = ("a",)


          class D(*Base.parts):
              __slots__ = ("a",)


          def track():
              return weakref.ref(A()), weakref.ref(B()), weakref.ref(C()), weakref.ref(D())
        `,
      },
      {
        name: 'a mixin without places is there for classes that have one',
        code: code`
          import weakref


          class Observed:
              __slots__ = ()

              def handle(self):
                  return weakref.ref(self)
        `,
      },
      {
        name: 'self may be of a derived class that has the place',
        code: code`
          import weakref


          class Part:
              __slots__ = ("name",)

              def handle(self):
                  return weakref.ref(self)

              @classmethod
              def make(cls, parts: weakref.WeakSet):
                  parts.add(cls())


          class Wheel(Part):
              __slots__ = ("__weakref__",)
        `,
      },
      {
        name: 'dataclasses and attrs classes with a place',
        code: code`
          import weakref
          from dataclasses import dataclass

          import attr
          from attrs import define, frozen


          @dataclass
          class A:
              a: int


          @dataclass(slots=True, weakref_slot=True)
          class B:
              a: int


          @dataclass(**{"slots": True})
          class C:
              a: int


          @attr.s(slots=True)
          class D:
              a = attr.ib()


          @define
          class E:
              a: int


          @frozen
          class F:
              a: int


          class Base:
              pass


          @dataclass(slots=True)
          class G(Base):
              a: int


          @define(slots=False, weakref_slot=False)
          class H:
              a: int


          def track():
              return [weakref.ref(A(1)), weakref.ref(B(1)), weakref.ref(C(1)), weakref.ref(D(1)), weakref.ref(E(1)), weakref.ref(F(1)), weakref.ref(G(1)), weakref.ref(H(1))]
        `,
      },
      {
        name: 'the TypeError is expected',
        code: code`
          import weakref


          class Token:
              __slots__ = ("text",)


          def can_be_tracked():
              try:
                  weakref.ref(Token())
              except TypeError:
                  return False
              return True
        `,
      },
      {
        name: 'one of the objects has the place',
        code: code`
          import weakref


          class Small:
              __slots__ = ("a",)


          class Big:
              pass


          def handle(small):
              return weakref.ref(Small() if small else Big())
        `,
      },
      {
        name: 'a subclass of set or frozenset has the place from its base',
        code: code`
          import weakref


          class Names(frozenset):
              __slots__ = ()


          handle = weakref.ref(Names())
        `,
      },
      {
        name: 'values of a weak-key dictionary may be anything',
        code: code`
          import weakref


          class Small:
              __slots__ = ("a",)


          notes = weakref.WeakKeyDictionary()


          def note(node):
              notes[node] = Small()
        `,
      },
    ],
    invalid: [
      {
        name: 'made by the constructor of a base',
        code: code`
          import weakref


          class Symbol:
              __slots__ = ("name",)

              _all = weakref.WeakValueDictionary()

              def __new__(cls, name):
                  self = super().__new__(cls)
                  self.name = name
                  cls._all[name] = self
                  return self
        `,
        errors: [
          {
            messageId: 'slots',
            data: { className: 'Symbol', api: 'WeakValueDictionary' },
            line: 12, column: 26, endLine: 12, endColumn: 30,
            suggestions: [
              { messageId: 'room', data: { added: "'__weakref__'", className: 'Symbol' }, output: { lines: [5, 5], become: '__slots__ = ("name", "__weakref__")' } },
            ],
          },
        ],
      },
      {
        name: 'slots that leave it out',
        code: code`
          import weakref


          class Scan:
              __slots__ = ("cls", "properties")


          def remember(manager):
              scan = Scan()
              manager.scan = weakref.ref(scan)
              return scan
        `,
        errors: [
          {
            messageId: 'slots',
            data: { className: 'Scan', api: 'ref' },
            line: 10, column: 32, endLine: 10, endColumn: 36,
            suggestions: [
              {
                messageId: 'room',
                data: { className: 'Scan', added: "'__weakref__'" },
                output: { lines: [5, 5], become: '__slots__ = ("cls", "properties", "__weakref__")' },
              },
            ],
          },
        ],
      },
      {
        name: 'a slotted class all the way, through every weak API',
        code: code`
          import abc
          import weakref
          from typing import Generic, TypeVar

          T = TypeVar("T")


          class Base(abc.ABC, Generic[T]):
              __slots__ = ()


          class Leaf(Base[T]):
              __slots__ = [
                  'value',
                  'next',
              ]

              def __init__(self):
                  weakref.finalize(self, print, "gone")


          leaf = Leaf()
          by_name = weakref.WeakValueDictionary()
          by_name["a"] = leaf
          proxy = weakref.proxy(leaf)
        `,
        errors: [
          { at: [19, 26, 19, 30], api: 'finalize' },
          { at: [24, 16, 24, 20], api: 'WeakValueDictionary' },
          { at: [25, 23, 25, 27], api: 'proxy' },
        ].map(({ at: [line, column, endLine, endColumn], api }) => ({
          messageId: 'slots',
          data: { className: 'Leaf', api },
          line: line ?? 0, column: column ?? 0, endLine: endLine ?? 0, endColumn: endColumn ?? 0,
          suggestions: [
            {
              messageId: 'room',
              data: { className: 'Leaf', added: "'__weakref__'" },
              output: { lines: [15, 15] as const, become: "'next',\n'__weakref__'," },
            },
          ],
        })),
      },
      {
        name: 'one slot, in a tuple and as a string, and none on a subclass of str',
        code: code`
          import weakref


          class One:
              __slots__ = ('a',)


          class Text:
              __slots__ = 'a'


          class Name(str):
              __slots__ = ()


          handles = [weakref.ref(One()), weakref.ref(Text()), weakref.ref(Name("a"))]
        `,
        errors: [
          {
            messageId: 'slots', data: { className: 'One', api: 'ref' }, line: 16, column: 24, endLine: 16, endColumn: 29,
            suggestions: [{ messageId: 'room', data: { className: 'One', added: "'__weakref__'" }, output: { lines: [5, 5], become: "__slots__ = ('a', '__weakref__')" } }],
          },
          {
            messageId: 'slots', data: { className: 'Text', api: 'ref' }, line: 16, column: 44, endLine: 16, endColumn: 50,
            suggestions: [{ messageId: 'room', data: { className: 'Text', added: "'__weakref__'" }, output: { lines: [9, 9], become: "__slots__ = ('a', '__weakref__')" } }],
          },
          {
            messageId: 'slots', data: { className: 'Name', api: 'ref' }, line: 16, column: 65, endLine: 16, endColumn: 74,
            suggestions: [{ messageId: 'room', data: { className: 'Name', added: "'__weakref__'" }, output: { lines: [13, 13], become: "__slots__ = ('__weakref__',)" } }],
          },
        ],
      },
      {
        name: 'a dataclass with slots',
        code: code`
          import dataclasses
          import weakref


          @dataclasses.dataclass(frozen=True, slots=True)
          class Task:
              key: str


          def handle(key):
              task = Task(key)
              return task, weakref.ref(task)
        `,
        errors: [
          {
            messageId: 'option',
            data: { className: 'Task', api: 'ref' },
            line: 12, column: 30, endLine: 12, endColumn: 34,
            suggestions: [
              {
                messageId: 'room',
                data: { className: 'Task', added: 'weakref_slot=True' },
                output: { lines: [5, 5], become: '@dataclasses.dataclass(frozen=True, slots=True, weakref_slot=True)' },
              },
            ],
          },
        ],
      },
      {
        name: 'an attrs class that asks for no place',
        code: tabsAndCrlf(
          code`
            import weakref
            from attrs import define


            @define(weakref_slot=False)
            class Lock:
                owner: object


            LOCK = Lock(None)
            HANDLE = weakref.ref(LOCK)
          `,
          4,
        ),
        errors: [
          {
            messageId: 'option',
            data: { className: 'Lock', api: 'ref' },
            line: 11, column: 22, endLine: 11, endColumn: 26,
            suggestions: [
              {
                messageId: 'room',
                data: { className: 'Lock', added: 'weakref_slot=True' },
                output: tabsAndCrlf(
                  code`
                    import weakref
                    from attrs import define


                    @define(weakref_slot=True)
                    class Lock:
                        owner: object


                    LOCK = Lock(None)
                    HANDLE = weakref.ref(LOCK)
                  `,
                  4,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a place that is there already, or cannot be',
        code: code`
          class Base:
              __slots__ = ("a", "__weakref__")


          class Derived(Base):
              __slots__ = ("b", "__weakref__")


          class Twice:
              __slots__ = ["__weakref__", "a", "__weakref__"]


          class Port(int):
              __slots__ = ("__weakref__",)
        `,
        errors: [
          {
            messageId: 'inherited', data: { className: 'Derived' }, line: 6, column: 23, endLine: 6, endColumn: 36,
            suggestions: [{ messageId: 'remove', data: { removed: '"__weakref__"' }, output: { lines: [6, 6], become: '__slots__ = ("b",)' } }],
          },
          {
            messageId: 'twice', data: { className: 'Twice' }, line: 10, column: 38, endLine: 10, endColumn: 51,
            suggestions: [{ messageId: 'remove', data: { removed: '"__weakref__"' }, output: { lines: [10, 10], become: '__slots__ = ["__weakref__", "a"]' } }],
          },
          {
            messageId: 'refused', data: { className: 'Port' }, line: 14, column: 18, endLine: 14, endColumn: 31,
            suggestions: [{ messageId: 'remove', data: { removed: '"__weakref__"' }, output: { lines: [14, 14], become: '__slots__ = ()' } }],
          },
        ],
      },
      {
        name: 'an option without the one it depends on',
        code: code`
          from dataclasses import dataclass


          @dataclass(weakref_slot=True, order=True)
          class Task:
              key: str
        `,
        errors: [
          {
            messageId: 'idle-option', data: { className: 'Task' }, line: 5, column: 7, endLine: 5, endColumn: 11,
            suggestions: [{ messageId: 'remove', data: { removed: 'weakref_slot=True' }, output: { lines: [4, 4], become: '@dataclass(order=True)' } }],
          },
        ],
      },
    ],
  },
  javascript: nothing,
  typescript: nothing,
});
