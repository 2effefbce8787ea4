/** Destructors that read what the constructor may not have set. */
import rule from '../../rules/src/rules/prefer-finalize.ts';
import { code, testRule } from '../support/rule-testers.ts';

const none = { valid: [{ name: 'no destructors', code: 'export class A { __del__() { return this.x; } }' }], invalid: [] };

testRule(rule, {
  python: {
    valid: [
      {
        name: 'members are there before what may fail, a handler sets them, nothing else was to be closed, or a function of the file is called',
        code: code`
          import subprocess


          class Pool:
              log = None

              def __init__(self, path, argv):
                  self.process = None
                  self.log = open(path, "ab")
                  self.process = subprocess.Popen(argv, stderr=self.log)

              def __del__(self):
                  if self.process is not None:
                      self.process.kill()
                  if self.log is not None:
                      self.log.close()


          class Quiet:
              def __init__(self, path):
                  try:
                      self.file = open(path)
                  except OSError:
                      self.file = None

              def __del__(self):
                  if self.file is not None:
                      self.file.close()


          def open_pages(path):
              return [path]


          class Pages:
              def __init__(self, path):
                  self.pages = open_pages(path)

              def __del__(self):
                  self.pages.clear()


          class Only:
              def __init__(self, path):
                  self.file = open(path)

              def __del__(self):
                  self.file.close()
        `,
      },
      {
        name: 'each object is taken out again: its end is only put off',
        code: code`
          leaving = set()


          class Window:
              def __init__(self):
                  self.size = 0

              def __del__(self):
                  leaving.add(self)
                  self.closed.connect(lambda: leaving.discard(self))
                  self.close_later()
        `,
      },
      {
        name: 'the destructor keeps its object weakly, something of it, or where it goes with it',
        code: code`
          import weakref

          seen = weakref.WeakSet()
          names = []
          pools = {}


          class Node:
              children = []

              def __init__(self, name, owner):
                  self.name = name
                  self.owner = owner
                  self.children = []

              def __del__(self):
                  # Weakly, or not itself, or where it goes with the object.
                  seen.add(self)
                  names.append(self.name)
                  self.children.append(self)
                  found = []
                  found.append(self)
                  self.owner.pool.append(self)


          def adopt(pool):
              class Part:
                  def __del__(self):
                      pool.append(self)
              return Part
        `,
      },
      {
        name: 'the constructor does not set it, but a derived class does, or whoever makes or enters the object',
        code: code`
          class Shape:
              def draw(self):
                  self.handle = draw(self)

              def __init__(self, size):
                  self.size = size

              def __del__(self):
                  self.handle.close()


          class Circle(Shape):
              def __init__(self, size):
                  super().__init__(size)
                  self.handle = None


          class Session:
              def __init__(self, path):
                  self.path = path

              def __enter__(self):
                  self.file = open(self.path)

              def __del__(self):
                  self.file.close()


          class Part:
              def __init__(self, size):
                  self.size = size

              def attach(self):
                  self.owner = find(self)

              def __del__(self):
                  self.owner.drop()


          def made(size):
              part = Part(size)
              part.owner = find(size)
              return part
        `,
      },
      {
        name: 'the constructor only leaves by an assertion or an error of somebody else, a handler sets it, or the base has set it before it raises',
        code: code`
          class Font:
              def __init__(self, path):
                  assert path, "a path"
                  self.file = open(path)

              def __del__(self):
                  self.file.close()


          class Socket:
              def __init__(self, address):
                  try:
                      self.socket = connect(address)
                  except OSError:
                      self.socket = None
                  try:
                      self.name = name_of(address)
                  except OSError:
                      raise

              def __del__(self):
                  print(self.socket, self.name)


          class Base:
              def __init__(self, url):
                  self.file = None
                  if not url:
                      raise ValueError(type(self))


          class Derived(Base):
              def __init__(self, url):
                  super().__init__(url)
                  self.file = open(url)

              def __del__(self):
                  print(self.file)
        `,
      },
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
        name: 'what asks the outside fails in the ordinary run of things',
        code: code`
          import subprocess


          class Pool:
              def __init__(self, path, argv):
                  self.log = open(path, "ab")
                  self.process = subprocess.Popen(argv, stderr=self.log)

              def __del__(self):
                  self.process.kill()
                  self.log.close()
        `,
        errors: [
          {
            messageId: 'unset',
            data: { text: 'self.process', line: '6' },
            line: 10, column: 9, endLine: 10, endColumn: 21,
            suggestions: [
              { messageId: 'set', data: { name: 'hasattr(self, "process")' }, output: { lines: [10, 10], become: code`
                  if hasattr(self, "process"):
                      self.process.kill()
                ` } },
            ],
          },
        ],
      },
      {
        name: 'the destructor puts its object where it lives on',
        code: code`
          import collections

          free = collections.deque()
          last = {}


          class Particle:
              leaked = []

              def __init__(self):
                  self.speed = 0

              def __del__(self):
                  me = self
                  free.append(me)
                  last["particle"] = self
                  self.leaked.append(self)
                  Particle.leaked.append(self)
        `,
        errors: [
          { messageId: 'resurrects', data: { home: 'free', object: 'me' }, line: 15, column: 9, endLine: 15, endColumn: 24 },
          { messageId: 'resurrects', data: { home: 'last', object: 'self' }, line: 16, column: 9, endLine: 16, endColumn: 25 },
          { messageId: 'resurrects', data: { home: 'self.leaked', object: 'self' }, line: 17, column: 9, endLine: 17, endColumn: 33 },
          { messageId: 'resurrects', data: { home: 'Particle.leaked', object: 'self' }, line: 18, column: 9, endLine: 18, endColumn: 37 },
        ],
      },
      {
        name: 'the constructor of the base raises, a handler goes on without it, a method sets it that nobody need call',
        code: code`
          class Endpoint:
              def __init__(self, url):
                  if not url:
                      raise ValueError(type(self).__name__)
                  self.url = url


          class Upload(Endpoint):
              def __init__(self, url):
                  super().__init__(url)
                  self.file = open(url)

              def __del__(self):
                  self.file.close()


          class Poller:
              def __init__(self):
                  try:
                      self.poll = epoll()
                  except OSError:
                      self.fallback = True

              def __del__(self):
                  self.poll.close()


          class Recorder:
              process: object

              def __init__(self, path):
                  self.path = path

              def start(self):
                  self.process = run(self.path)

              def __del__(self):
                  self.process.kill()
        `,
        errors: [
          {
            messageId: 'unset',
            data: { text: 'self.file', line: 4 },
            line: 14, column: 9, endLine: 14, endColumn: 18,
            suggestions: [
              { messageId: 'set', data: { name: 'hasattr(self, "file")' }, output: { lines: [14, 14], become: code`
                  if hasattr(self, "file"):
                      self.file.close()
                ` } },
            ],
          },
          {
            messageId: 'unset',
            data: { text: 'self.poll', line: 22 },
            line: 25, column: 9, endLine: 25, endColumn: 18,
            suggestions: [
              { messageId: 'set', data: { name: 'hasattr(self, "poll")' }, output: { lines: [25, 25], become: code`
                  if hasattr(self, "poll"):
                      self.poll.close()
                ` } },
            ],
          },
          {
            messageId: 'unset',
            data: { text: 'self.process', line: 32 },
            line: 38, column: 9, endLine: 38, endColumn: 21,
            suggestions: [
              { messageId: 'set', data: { name: 'hasattr(self, "process")' }, output: { lines: [38, 38], become: code`
                  if hasattr(self, "process"):
                      self.process.kill()
                ` } },
            ],
          },
        ],
      },
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
