/** Callbacks that cannot be called, or not with what they are given. */
import rule from '../../rules/src/rules/valid-callback.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'functions that others make, and that take what they get',
        code: code`
          import weakref


          def logging(name):
              def callback(handle):
                  print(name)
              return callback


          def either(quiet):
              if quiet:
                  return None
              return lambda handle: print("gone")


          class Watcher:
              def make(self):
                  return lambda: None

              def watch(self, node, name):
                  self.first = weakref.ref(node, logging(name))
                  self.second = weakref.ref(node, self.make())
                  self.third = weakref.ref(node, either(name))
                  weakref.finalize(node, logging(name), 1)
        `,
      },
      {
        name: 'functions that take what they get',
        code: code`
          import weakref


          class Watcher:
              def watch(self, window, closed):
                  weakref.finalize(window, closed)
                  weakref.finalize(window, closed, 1, two=2)
                  weakref.finalize(window, self.named, name="a")
                  self.handles = [
                      weakref.ref(window, self.gone),
                      weakref.ref(window, Watcher.forget),
                      weakref.ref(window, closed),
                      weakref.ref(window, None),
                      weakref.ref(window, lambda handle, names=closed: names.clear()),
                      weakref.ref(window, lambda *args: closed()),
                      weakref.WeakMethod(self.gone, callback=closed),
                  ]

              def gone(self, handle):
                  pass

              @staticmethod
              def forget(handle):
                  pass

              def named(self, *, name):
                  pass
        `,
      },
      {
        name: 'a function that gives the callback, and one that somebody sets',
        code: code`
          import weakref


          def closer(file):
              def close():
                  file.close()

              return close


          class File:
              def __init__(self, file, on_close):
                  self.on_close = on_close
                  weakref.finalize(self, closer(file))
                  weakref.finalize(self, self.make())
                  self.handle = weakref.ref(file, self.on_close)

              def make(self):
                  """Subclasses give a function."""
                  raise NotImplementedError

              def on_close(self):
                  pass
        `,
      },
      {
        name: 'what is passed cannot be seen',
        code: 'import weakref\n\n\ndef watch(window, callback, args):\n    weakref.finalize(window, *args)\n    weakref.finalize(window, callback(), 1)\n    return weakref.ref(window, *args)\n',
      },
    ],
    invalid: [
      {
        name: 'functions that others make, and that take something else',
        code: code`
          import weakref


          def logging(name):
              def callback():
                  print(name)
              return callback


          def quiet():
              return lambda handle: None


          def watch(node, nodes):
              nodes.append(weakref.ref(node, logging("node")))
              weakref.finalize(node, quiet())
        `,
        errors: [
          { messageId: 'arguments', data: { text: 'logging("node")', api: 'ref', given: 'one argument' }, line: 15, column: 36, endLine: 15, endColumn: 51 },
          { messageId: 'arguments', data: { text: 'quiet()', api: 'finalize', given: '0 arguments' }, line: 16, column: 28, endLine: 16, endColumn: 35 },
        ],
      },
      {
        name: 'too few and too many parameters',
        code: code`
          import weakref


          class Watcher:
              def watch(self, window, closed):
                  self.a = weakref.ref(window, lambda: closed.append("window"))
                  self.b = weakref.ref(window, self.gone)
                  self.c = weakref.ref(window, two)
                  weakref.finalize(window, two, 1)

              def gone(self):
                  pass


          def two(a, b):
              pass
        `,
        errors: [
          {
            messageId: 'arguments',
            data: { text: 'lambda: closed.append("window")', api: 'ref', given: 'one argument' },
            line: 6,
            column: 38,
            endLine: 6,
            endColumn: 69,
            suggestions: [{ messageId: 'parameter', data: { name: '_handle' }, output: { lines: [6, 6], become: 'self.a = weakref.ref(window, lambda _handle: closed.append("window"))' } }],
          },
          {
            messageId: 'arguments',
            data: { text: 'self.gone', api: 'ref', given: 'one argument' },
            line: 7,
            column: 38,
            endLine: 7,
            endColumn: 47,
            suggestions: [
              { messageId: 'without', data: { name: '_handle' }, output: { lines: [7, 7], become: 'self.b = weakref.ref(window, lambda _handle: self.gone())' } },
            ],
          },
          { messageId: 'arguments', data: { text: 'two', api: 'ref', given: 'one argument' }, line: 8, column: 38, endLine: 8, endColumn: 41 },
          { messageId: 'arguments', data: { text: 'two', api: 'finalize', given: 'one argument' }, line: 9, column: 34, endLine: 9, endColumn: 37 },
        ],
      },
      {
        name: 'called instead of passed',
        code: code`
          import weakref


          def release(names, again=False):
              names.clear()


          async def close():
              pass


          def watch(window, names):
              weakref.finalize(window, release(names, again=True))
              weakref.finalize(window, release(
                  names,
              ))
              weakref.finalize(window, close())
        `,
        errors: [
          {
            messageId: 'called',
            data: { text: 'release(names, again=True)', api: 'finalize' },
            line: 13,
            column: 30,
            endLine: 13,
            endColumn: 56,
            suggestions: [{ messageId: 'later', data: { name: 'release' }, output: { lines: [13, 13], become: 'weakref.finalize(window, release, names, again=True)' } }],
          },
          {
            messageId: 'called',
            data: { text: 'release( names, )', api: 'finalize' },
            line: 14,
            column: 30,
            endLine: 16,
            endColumn: 6,
            suggestions: [{ messageId: 'later', data: { name: 'release' }, output: { lines: [14, 16], become: 'weakref.finalize(window, release, names)' } }],
          },
          {
            messageId: 'called',
            data: { text: 'close()', api: 'finalize' },
            line: 17,
            column: 30,
            endLine: 17,
            endColumn: 37,
            suggestions: [{ messageId: 'later', data: { name: 'close' }, output: { lines: [17, 17], become: 'weakref.finalize(window, close)' } }],
          },
        ],
      },
      {
        name: 'nothing that could be called, and nothing at all',
        code: code`
          import weakref


          class Writer:
              def __init__(self, file):
                  weakref.finalize(self, weakref.WeakMethod(self.close))
                  weakref.finalize(file, None)
                  weakref.finalize(file)
                  self.a = weakref.ref(file, 5)
                  self.b = weakref.ref(file, callback=print)

              def close(self):
                  pass
        `,
        errors: [
          { messageId: 'handle', data: { text: 'weakref.WeakMethod(self.close)', api: 'finalize' }, line: 6, column: 32, endLine: 6, endColumn: 62 },
          { messageId: 'value', data: { text: 'None', api: 'finalize' }, line: 7, column: 32, endLine: 7, endColumn: 36 },
          { messageId: 'missing', data: { api: 'finalize' }, line: 8, column: 9, endLine: 8, endColumn: 31 },
          { messageId: 'value', data: { text: '5', api: 'ref' }, line: 9, column: 36, endLine: 9, endColumn: 37 },
          {
            messageId: 'refused',
            data: { api: 'ref' },
            line: 10,
            column: 45,
            endLine: 10,
            endColumn: 50,
            suggestions: [
              { messageId: 'position', data: { name: 'print' }, output: { lines: [10, 10], become: 'self.b = weakref.ref(file, print)' } },
            ],
          },
        ],
      },
    ],
  },
  javascript: {
    valid: [{ name: 'any function will do', code: 'export const a = new FinalizationRegistry(() => 1), b = new FinalizationRegistry(console.log), c = (f) => new FinalizationRegistry(f);' }],
    invalid: [
      {
        name: 'called where it should be passed',
        code: code`
          const files = new Set();
          function closeAll() {
            for (const file of files) file.close();
          }
          function close(file) {
            file.close();
          }
          export const all = new FinalizationRegistry(closeAll());
          export const one = new FinalizationRegistry(close(files));
        `,
        errors: [
          {
            messageId: 'calledNow',
            data: { text: 'closeAll()', api: 'FinalizationRegistry' },
            line: 8,
            column: 45,
            endLine: 8,
            endColumn: 55,
            suggestions: [{ messageId: 'itself', data: { name: 'closeAll' }, output: { lines: [8, 8], become: 'export const all = new FinalizationRegistry(closeAll);' } }],
          },
          {
            messageId: 'calledNow',
            data: { text: 'close(files)', api: 'FinalizationRegistry' },
            line: 9,
            column: 45,
            endLine: 9,
            endColumn: 57,
            suggestions: [
              { messageId: 'itself', data: { name: '() => close(files)' }, output: { lines: [9, 9], become: 'export const one = new FinalizationRegistry(() => close(files));' } },
            ],
          },
        ],
      },
      {
        name: 'no function',
        code: 'export const a = new FinalizationRegistry();\nexport const b = new FinalizationRegistry("close");\nexport const c = new FinalizationRegistry(new WeakRef(console));\n',
        errors: [
          { messageId: 'missing', data: { api: 'FinalizationRegistry' }, line: 1, column: 18, endLine: 1, endColumn: 44 },
          { messageId: 'value', data: { text: '"close"', api: 'FinalizationRegistry' }, line: 2, column: 43, endLine: 2, endColumn: 50 },
          { messageId: 'handle', data: { text: 'new WeakRef(console)', api: 'FinalizationRegistry' }, line: 3, column: 43, endLine: 3, endColumn: 63 },
        ],
      },
    ],
  },
  typescript: { valid: [{ name: 'with types', code: 'export const a = new FinalizationRegistry<string>((held: string) => console.log(held));' }], invalid: [] },
});
