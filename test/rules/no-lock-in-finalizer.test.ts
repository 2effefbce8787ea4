/** Clean-ups that take a lock, and locks that let their own thread in again. */
import rule from '../../rules/src/rules/no-lock-in-finalizer.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'a lock of the class, and a condition, that let their thread in again; an object has a lock of its own',
        code: code`
          import threading
          import weakref


          class Texture:
              lock = threading.RLock()
              sizes = {}

              def __init__(self, number):
                  with Texture.lock:
                      Texture.sizes[number] = 0
                  weakref.finalize(self, Texture.forget, number)

              @classmethod
              def forget(cls, number):
                  with cls.lock:
                      cls.sizes.pop(number, None)


          class Seats:
              lock = threading.Lock()

              def __init__(self, free):
                  self.free = free
                  self.lock = threading.RLock()
                  self.changed = threading.Condition()

              def take(self, guest):
                  with self.changed, self.lock:
                      self.free -= 1
                  weakref.finalize(guest, self.put_back)

              def put_back(self):
                  with self.changed:
                      self.free += 1
                      self.changed.notify()

              @classmethod
              def count(cls, guest):
                  weakref.finalize(guest, cls.counted)

              @classmethod
              def counted(cls):
                  with cls.lock:
                      cls.total -= 1
        `,
      },
      {
        name: 'the object that has gone had the lock for itself; nobody else takes it, or it lets its thread in again',
        code: code`
          import threading

          lasting = threading.RLock()
          alone = threading.Lock()


          class Connection:
              def __init__(self):
                  self._lock = threading.Lock()

              def send(self, data):
                  with self._lock, lasting:
                      self.write(data)

              def __del__(self):
                  with self._lock, lasting, alone:
                      self.close()
        `,
      },
      {
        name: 'a lock that lets its thread in again',
        code: code`
          import threading
          import weakref

          lock = threading.RLock()
          names = set()


          def closed(name):
              with lock:
                  names.discard(name)


          def opened(file):
              with lock:
                  names.add(file.name)
                  weakref.finalize(file, closed, file.name)
        `,
      },
      {
        name: 'the clean-up only takes a note',
        code: code`
          import collections
          import threading
          import weakref

          lock = threading.Lock()
          pending = collections.deque()


          def opened(file):
              with lock:
                  weakref.finalize(file, pending.append, file.name)
        `,
      },
      {
        name: 'takes it only when it is free',
        code: code`
          import threading
          import weakref

          lock = threading.Lock()


          def closed(name):
              if lock.acquire(blocking=False):
                  lock.release()


          def opened(file):
              with lock:
                  weakref.finalize(file, closed, file.name)
        `,
      },
      {
        name: 'nobody else takes it',
        code: code`
          import threading
          import weakref

          lock = threading.Lock()


          def closed(name):
              with lock:
                  print(name)


          def opened(file):
              weakref.finalize(file, closed, file.name)
        `,
      },
      {
        name: 'a lock that is not in sight',
        code: code`
          import weakref
          from .locks import lock


          def closed(name):
              with lock:
                  print(name)


          def opened(file):
              with lock:
                  weakref.finalize(file, closed, file.name)
        `,
      },
    ],
    invalid: [
      {
        name: 'a lock of the class under both its names, and a condition of such a lock',
        code: code`
          import threading
          import weakref


          class Texture:
              lock = threading.Lock()
              sizes = {}

              def __init__(self, number):
                  with Texture.lock:
                      Texture.sizes[number] = 0
                  weakref.finalize(self, Texture.forget, number)

              @classmethod
              def forget(cls, number):
                  with cls.lock:
                      cls.sizes.pop(number, None)


          class Seats:
              def __init__(self, free):
                  self.free = free
                  self.changed = threading.Condition(threading.Lock())

              def take(self, guest):
                  with self.changed:
                      self.free -= 1
                  weakref.finalize(guest, self.put_back)

              def put_back(self):
                  with self.changed:
                      self.free += 1
                      self.changed.notify()
        `,
        errors: [
          {
            messageId: 'locks',
            data: { lock: 'cls.lock', line: 16 },
            line: 12, column: 32, endLine: 12, endColumn: 46,
            suggestions: [
              { messageId: 'reentrant', data: { name: 'threading.RLock' }, output: { lines: [6, 6], become: 'lock = threading.RLock()' } },
            ],
          },
          {
            messageId: 'locks',
            data: { lock: 'self.changed', line: 31 },
            line: 28, column: 33, endLine: 28, endColumn: 46,
            suggestions: [
              { messageId: 'reentrant', data: { name: 'threading.RLock' }, output: { lines: [23, 23], become: 'self.changed = threading.Condition(threading.RLock())' } },
            ],
          },
        ],
      },
      {
        name: 'a destructor takes a lock of everybody',
        code: code`
          import threading

          pool_lock = threading.Lock()


          class Pool:
              def __init__(self):
                  self._open_lock = None


          class Connection:
              _open_lock = threading.Lock()

              def send(self, data):
                  with self._open_lock:
                      self.write(data)

              def __del__(self):
                  with pool_lock:
                      self.close()
                  with self._open_lock:
                      self.count -= 1


          def lend(pool):
              with pool_lock:
                  return pool.pop()
        `,
        errors: [
          {
            messageId: 'locks',
            data: { lock: 'pool_lock', line: 19 },
            line: 19, column: 14, endLine: 19, endColumn: 23,
            suggestions: [
              { messageId: 'reentrant', data: { name: 'threading.RLock' }, output: { lines: [3, 3], become: 'pool_lock = threading.RLock()' } },
            ],
          },
          {
            messageId: 'locks',
            data: { lock: 'self._open_lock', line: 21 },
            line: 21, column: 14, endLine: 21, endColumn: 29,
          },
        ],
      },
      {
        name: 'a lock of the module',
        code: code`
          import threading
          import weakref

          lock = threading.Lock()
          names = set()


          def closed(name):
              with lock:
                  names.discard(name)


          def opened(file):
              with lock:
                  names.add(file.name)
                  weakref.finalize(file, closed, file.name)
        `,
        errors: [
          {
            messageId: 'locks',
            data: { lock: 'lock', line: 9 },
            line: 16,
            column: 32,
            endLine: 16,
            endColumn: 38,
            suggestions: [
              { messageId: 'reentrant', data: { name: 'threading.RLock' }, output: { lines: [4, 4], become: 'lock = threading.RLock()' } },
            ],
          },
        ],
      },
      {
        name: 'a lock among the arguments',
        code: code`
          import threading
          import weakref


          class Registry:
              def __init__(self):
                  self._lock = threading.Lock()
                  self._names = {}

              def add(self, item):
                  with self._lock:
                      weakref.finalize(item, Registry._drop, self._lock, self._names, id(item))

              @staticmethod
              def _drop(lock, names, key):
                  with lock:
                      names.pop(key, None)
        `,
        errors: [
          {
            messageId: 'locks',
            data: { lock: 'self._lock', line: 16 },
            line: 12,
            column: 36,
            endLine: 12,
            endColumn: 50,
            suggestions: [
              { messageId: 'reentrant', data: { name: 'threading.RLock' }, output: { lines: [7, 7], become: 'self._lock = threading.RLock()' } },
            ],
          },
        ],
      },
      {
        name: 'the callback of a handle, through a method',
        code: code`
          from threading import Lock
          from weakref import ref


          class Registry:
              def __init__(self):
                  self._lock = Lock()
                  self._handles = []

              def add(self, item):
                  with self._lock:
                      self._handles.append(ref(item, self._removed))

              def _removed(self, handle):
                  self._take_out(handle)

              def _take_out(self, handle):
                  self._lock.acquire()
                  try:
                      self._handles.remove(handle)
                  finally:
                      self._lock.release()
        `,
        errors: [
          {
            messageId: 'locks',
            data: { lock: 'self._lock', line: 18 },
            line: 12,
            column: 44,
            endLine: 12,
            endColumn: 57,
            suggestions: [
              { messageId: 'reentrant', data: { name: 'RLock' }, output: {
                lines: [1, 7],
                become: code`
                  from threading import Lock, RLock
                  from weakref import ref


                  class Registry:
                      def __init__(self):
                          self._lock = RLock()
                `,
              } },
            ],
          },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'callbacks are tasks of their own',
        code: code`
          const registry = new FinalizationRegistry((name) => lock.acquire().then(() => names.delete(name)));
        `,
      },
    ],
    invalid: [],
  },
  typescript: {
    valid: [
      {
        name: 'callbacks with types are tasks of their own, too',
        code: code`
          const registry = new FinalizationRegistry<string>((name) => void lock.acquire());
        `,
      },
    ],
    invalid: [],
  },
});
