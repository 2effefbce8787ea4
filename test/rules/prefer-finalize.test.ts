/** Destructors that read what the constructor may not have set. */
import rule from '../../rules/src/rules/prefer-finalize.ts';
import { code, testRule } from '../support/rule-testers.ts';

const none = { valid: [{ name: 'no destructors', code: 'export class A { __del__() { return this.x; } }' }], invalid: [] };

testRule(rule, {
  python: {
    valid: [
      {
        name: 'set before anything can stop the constructor',
        code: code`
          class Cursor:
              def __init__(self, limit):
                  self.killed = False
                  if limit < 0:
                      raise ValueError(limit)
                  self.limit = limit

              def __del__(self):
                  if not self.killed:
                      self.killed = True
        `,
      },
      {
        name: 'the class has a value for it',
        code: code`
          class Cursor:
              killed = True

              def __init__(self, limit):
                  if limit < 0:
                      raise ValueError(limit)
                  self.killed = False
                  self.limit = limit

              def __del__(self):
                  if not self.killed:
                      print(self.limit)
        `,
      },
      {
        name: 'an error of a call is not in sight',
        code: code`
          class Reader:
              def __init__(self, path):
                  self.file = open(path)

              def __del__(self):
                  self.file.close()
        `,
      },
      {
        name: 'somebody has thought of it',
        code: code`
          class A:
              def __init__(self, x):
                  if not x:
                      raise ValueError
                  self.x = x

              def __del__(self):
                  if hasattr(self, "x"):
                      self.x.close()


          class B:
              def __init__(self, x):
                  if not x:
                      raise ValueError
                  self.x = x

              def __del__(self):
                  try:
                      self.x.close()
                  except AttributeError:
                      pass


          class C:
              def __init__(self, x):
                  if not x:
                      raise ValueError
                  self.x = x

              def __del__(self):
                  self.close()

              def close(self):
                  x = getattr(self, "x", None)
                  if x is not None:
                      self.x.close()


          class D:
              def __init__(self, x):
                  if not x:
                      raise ValueError
                  self.x = x

              def __getattr__(self, name):
                  return None

              def __del__(self):
                  self.x.close()
        `,
      },
      {
        name: 'a flag of the class is looked at first',
        code: code`
          class Process:
              started = False

              def __init__(self, args):
                  if not args:
                      raise ValueError
                  self.pid = start(args)
                  self.started = True

              def __del__(self):
                  if not self.started:
                      return
                  print(self.pid)
        `,
      },
      {
        name: 'a base, a decorator or a metaclass that nobody knows may set it',
        code: code`
          from plugins import Base, Meta, filled


          class A(Base):
              def __init__(self, x):
                  if not x:
                      raise ValueError
                  self.x = x

              def __del__(self):
                  self.x.close()


          @filled
          class B:
              def __init__(self, x):
                  if not x:
                      raise ValueError
                  self.x = x

              def __del__(self):
                  self.x.close()


          class C(metaclass=Meta):
              def __init__(self, x):
                  if not x:
                      raise ValueError
                  self.x = x

              def __del__(self):
                  self.x.close()
        `,
      },
      {
        name: 'another method may have set it',
        code: code`
          class Link:
              def __init__(self, address):
                  self.reset()
                  if address is None:
                      raise ValueError
                  self.socket = connect(address)

              def reset(self):
                  self.socket = None

              def __del__(self):
                  print(self.socket)


          class Derived(Link):
              def __init__(self, address):
                  super().__init__(address)
                  if address == "":
                      raise ValueError
                  self.socket = None
        `,
      },
      {
        name: 'the constructor does not set it at all',
        code: code`
          class Link:
              def __init__(self, address):
                  if address is None:
                      raise ValueError
                  self.address = address

              def connect(self):
                  self.socket = connect(self.address)

              def __del__(self):
                  self.socket.close()
        `,
      },
      {
        name: 'the error is caught in the constructor',
        code: code`
          class Link:
              def __init__(self, address):
                  try:
                      if address is None:
                          raise ValueError
                  except ValueError:
                      address = "localhost"
                  self.address = address

              def __del__(self):
                  print(self.address)
        `,
      },
    ],
    invalid: [
      {
        name: 'an argument is refused first',
        code: code`
          class Cursor:
              def __init__(self, collection, limit):
                  if limit < 0:
                      raise ValueError("limit must be >= 0")
                  self.collection = collection
                  self.killed = False

              def __del__(self):
                  if not self.killed:
                      self.close()

              def close(self):
                  self.killed = True
        `,
        errors: [
          {
            messageId: 'unset',
            data: { text: 'self.killed', line: 4 },
            line: 9,
            column: 16,
            endLine: 9,
            endColumn: 27,
            suggestions: [
              {
                messageId: 'set',
                data: { name: 'hasattr(self, "killed")' },
                output: {
                  lines: [9, 9],
                  become: code`
                    if not hasattr(self, "killed"):
                        return
                    if not self.killed:
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'set on one branch only, and read by a method that the destructor calls',
        code: code`
          import abc


          class Log(abc.ABC):
              def __init__(self, path=None):
                  if path is not None:
                      self.file = open(path)
                  self.closed = False

              def close(self):
                  self.file.close()

              def __del__(self):
                  self.close()


          class Named(Log):
              name = "log"
        `,
        errors: [
          {
            messageId: 'unset',
            data: { text: 'self.file', line: 8 },
            line: 14,
            column: 9,
            endLine: 14,
            endColumn: 19,
            suggestions: [
              { messageId: 'set', data: { name: 'hasattr(self, "file")' }, output: {
                lines: [14, 14],
                become: code`
                  if hasattr(self, "file"):
                      self.close()
                `,
              } },
            ],
          },
        ],
      },
    ],
  },
  javascript: none,
  typescript: none,
});
