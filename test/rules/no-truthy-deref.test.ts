/** The truth of a referent: reported where its class can count as false, or, as advice, where nobody knows. */
import rule from '../../rules/src/rules/no-truthy-deref.ts';
import { code, testRule } from '../support/rule-testers.ts';

const alwaysTrue = {
  valid: [
    {
      name: 'every object counts as true',
      code: code`
        class Basket extends Array {}

        export function count(basket = new Basket()) {
          const ref = new WeakRef(basket);
          return ref.deref() ? 1 : 0;
        }
      `,
    },
    {
      name: 'so does one of a class that others may derive from',
      options: [{ advice: true }],
      code: code`
        export class Room {
          listen(devices) {
            const handle = new WeakRef(this);
            devices.onchange = () => {
              const room = handle.deref();
              if (!room) return;
              room.update();
            };
          }
        }
      `,
    },
  ],
  invalid: [],
};

const related = { className: 'Basket', by: '__len__' };

testRule(rule, {
  python: {
    valid: [
      {
        name: 'compared with None',
        code: code`
          import weakref


          class Basket(list):
              pass


          def items(handle: "weakref.ref[Basket]"):
              basket = handle()
              if basket is None:
                  return []
              if basket:
                  return list(basket)
              return ["empty"]
        `,
      },
      {
        name: 'a bound method always counts as true',
        options: [{ advice: true }],
        code: code`
          import os
          import weakref


          def watch(lock):
              handle = weakref.WeakMethod(lock.reset)

              def after_fork():
                  if reset := handle():
                      reset()

              os.register_at_fork(after_in_child=after_fork)
        `,
      },
      {
        name: 'a class that always counts as true',
        code: code`
          import weakref


          class Node:
              pass


          class Session(list):
              def __bool__(self):
                  return True


          def visit(node=Node(), session=Session()):
              handle = weakref.ref(Node())
              if handle():
                  return 1
              return 2 if weakref.ref(Session())() else 3
        `,
      },
      {
        name: 'a class nobody knows: advice only',
        code: code`
          import weakref


          def visit(make):
              node = make()
              handle = weakref.ref(node)
              del node
              if handle():
                  return 1
              return 2
        `,
      },
      {
        name: 'a base nobody knows may decide it',
        code: code`
          import weakref
          from plugins import Base


          class Node(Base):
              def __len__(self):
                  return 0


          def visit(handle: weakref.ref[Node]):
              return 1 if handle() else 2
        `,
      },
      {
        name: 'visibly kept alive: its truth is meant',
        code: code`
          import weakref


          class Basket(list):
              pass


          def visit():
              basket = Basket()
              handle = weakref.ref(basket)
              if handle():
                  return basket
              return None
        `,
      },
      {
        name: 'a method of the object says whether it is empty',
        code: code`
          import weakref


          class Basket(list):
              def is_empty(self):
                  return not self


          def visit(handle: weakref.ref[Basket]):
              basket = handle()
              if basket is not None and not basket.is_empty():
                  return 1
              return 2
        `,
      },
      {
        name: 'a class is changed from outside',
        code: code`
          import weakref


          class Basket(list):
              pass


          Basket.__bool__ = lambda self: True


          def visit(handle: weakref.ref[Basket]):
              return 1 if handle() else 2
        `,
      },
    ],
    invalid: [
      {
        name: 'once in a conjunction, whoever asks for the truth of all of it',
        code: code`
          import weakref


          class Basket(list):
              pass


          def is_open(handle: weakref.ref[Basket]):
              basket = handle()
              return bool(basket and basket.lid)
        `,
        errors: [{ messageId: 'falsy', data: { name: 'basket', ...related }, line: 10, column: 17, endLine: 10, endColumn: 23, suggestions: [] }],
      },
      {
        name: 'in a condition',
        code: code`
          import weakref


          class Basket(list):
              pass


          def visit(handle: weakref.ref[Basket]):
              if handle():
                  return 1
              basket = handle()
              if not basket:
                  return 2
              return 3
        `,
        errors: [
          {
            messageId: 'falsy', data: { name: 'handle()', ...related }, line: 9, column: 8, endLine: 9, endColumn: 16,
            suggestions: [{ messageId: 'compare', data: {}, output: { lines: [9, 9], become: 'if handle() is not None:' } }],
          },
          {
            messageId: 'falsy', data: { name: 'basket', ...related }, line: 12, column: 12, endLine: 12, endColumn: 18,
            suggestions: [{ messageId: 'compare', data: {}, output: { lines: [12, 12], become: 'if basket is None:' } }],
          },
        ],
      },
      {
        name: 'a class with __bool__, and one with __len__, referred to from a field',
        code: code`
          import weakref


          class Counter:
              def __init__(self):
                  self.count = 0

              def __bool__(self):
                  return self.count > 0


          class Rows:
              def __len__(self):
                  return 0


          class View:
              def __init__(self, make):
                  self._counter = weakref.ref(make(Counter()))
                  counter = Counter()
                  self._count = weakref.ref(counter)
                  make(counter)
                  rows = Rows()
                  self._rows = weakref.ref(rows)
                  make(rows)

              def show(self):
                  while (counter := self._count()):
                      print(counter)
                  return [row for row in "ab" if self._rows()]
        `,
        errors: [
          {
            messageId: 'falsy', data: { name: 'self._count()', className: 'Counter', by: '__bool__' }, line: 28, column: 16, endLine: 28, endColumn: 40,
            suggestions: [{ messageId: 'compare', data: {}, output: { lines: [28, 28], become: 'while (counter := self._count()) is not None:' } }],
          },
          {
            messageId: 'falsy', data: { name: 'self._rows()', className: 'Rows', by: '__len__' }, line: 30, column: 40, endLine: 30, endColumn: 52,
            suggestions: [
              { messageId: 'compare', data: {}, output: { lines: [30, 30], become: 'return [row for row in "ab" if self._rows() is not None]' } },
            ],
          },
        ],
      },
      {
        name: 'with another value to fall back on, or as a value',
        code: code`
          import weakref


          class Basket(list):
              pass


          def visit(handle: weakref.ref[Basket], other):
              basket = handle()
              first = basket or other
              second = handle() or other
              third = basket and basket.name
              fourth = not basket
              fifth = bool(basket)
              return first, second, third, fourth, fifth
        `,
        errors: [
          { at: [10, 13, 19], name: 'basket', become: 'first = basket if basket is not None else other' },
          { at: [11, 14, 22], name: 'handle()', become: undefined },
          { at: [12, 13, 19], name: 'basket', become: undefined },
          { at: [13, 18, 24], name: 'basket', become: 'fourth = basket is None' },
          { at: [14, 13, 25], name: 'basket', become: 'fifth = basket is not None' },
        ].map(({ at: [line = 0, column = 0, endColumn = 0], name, become }) => ({
          messageId: 'falsy', data: { name, ...related }, line, column, endLine: line, endColumn,
          suggestions: become === undefined ? [] : [{ messageId: 'compare', data: {}, output: { lines: [line, line] as const, become } }],
        })),
      },
      {
        name: 'sifted',
        code: code`
          import weakref


          class Basket(list):
              pass


          def visit(handle: weakref.ref[Basket], times):
              for basket in filter(None, (handle() for _ in range(times))):
                  print(basket)
              return list(filter(None, [handle()])), list(filter(len, [1])), list(filter(None, times))
        `,
        errors: [
          { messageId: 'falsy', data: { name: '(handle() for _ in range(times))', ...related }, line: 9, column: 32, endLine: 9, endColumn: 64 },
          { messageId: 'falsy', data: { name: '[handle()]', ...related }, line: 11, column: 30, endLine: 11, endColumn: 40 },
        ],
      },
      {
        name: 'a derived class of the file can',
        code: code`
          import weakref


          class Node:
              pass


          class Group(Node):
              def __len__(self):
                  return 0


          def visit(handle: "weakref.ref[Node]"):
              node = handle()
              assert node, "gone"
              return 1 if (other := handle()) else 2
        `,
        errors: [
          {
            messageId: 'falsy', data: { name: 'node', className: 'Group', by: '__len__' }, line: 15, column: 12, endLine: 15, endColumn: 16,
            suggestions: [{ messageId: 'compare', data: {}, output: { lines: [15, 15], become: 'assert node is not None, "gone"' } }],
          },
        ],
      },
      {
        name: 'as advice, where nobody knows the class',
        options: [{ advice: true }],
        code: code`
          import weakref


          def visit(handle: weakref.ref, make):
              node = make()
              if handle():
                  return 1
              return 2
        `,
        errors: [
          {
            messageId: 'unknown', data: { name: 'handle()' }, line: 6, column: 8, endLine: 6, endColumn: 16,
            suggestions: [{ messageId: 'compare', data: {}, output: { lines: [6, 6], become: 'if handle() is not None:' } }],
          },
        ],
      },
    ],
  },
  javascript: alwaysTrue,
  typescript: alwaysTrue,
});
