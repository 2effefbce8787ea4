/** A handle asked again after a check. In Python any second question is late; in JavaScript one that a suspension went before. */
import rule from '../../rules/src/rules/no-repeated-deref.ts';
import { code, tabsAndCrlf, testRule } from '../support/rule-testers.ts';

const boundView = code`
  if (view := views[name]()) is not None:
      view.draw()
`;

testRule(rule, {
  python: {
    valid: [
      {
        name: 'what it was found to be is held here',
        code: code`
          import weakref


          class Tooltip:
              def __init__(self, target):
                  self._target = weakref.ref(target)

              def event_filter(self, widget):
                  if widget is not self._target():
                      return False
                  return self._target().is_visible()

              def same(self, widget):
                  return self._target() is widget and self._target().is_visible()
        `,
      },
      {
        name: 'where the handle is known to have lost its object: there is nothing left to lose',
        code: code`
          import weakref


          def run(r: weakref.ref, show):
              if r() is None:
                  return
              node = r()
              if node is None:
                  show(r().name)
        `,
      },
      {
        name: 'an assertion that the object has gone meanwhile',
        code: code`
          import unittest
          import weakref


          class Test(unittest.TestCase):
              def check(self, wr: weakref.ref, clear):
                  self.assertIsNot(None, wr())
                  clear()
                  self.assertIs(None, wr())
        `,
      },
      {
        name: 'bool() only looks',
        code: code`
          import weakref


          def alive(r: weakref.ref):
              if r() is not None:
                  return bool(r())
              return False
        `,
      },
      {
        name: 'the answer that was checked is used',
        code: code`
          import weakref


          class Autosave:
              def __init__(self, document):
                  self._document = weakref.ref(document)

              def tick(self):
                  document = self._document()
                  if document is not None:
                      document.save()
        `,
      },
      {
        name: 'asked only whether it is there',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def is_free(self):
                  return self._owner() is None

              def is_taken(self):
                  return self._owner() is not None
        `,
      },
      {
        name: 'another handle is asked',
        code: code`
          import weakref


          class Link:
              def __init__(self, left, right):
                  self._left = weakref.ref(left)
                  self._right = weakref.ref(right)

              def flip(self):
                  if self._left() is None:
                      return None
                  right = self._right()
                  return right.value if right is not None else None
        `,
      },
      {
        name: 'the same name of another object',
        code: code`
          import weakref


          class Node:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)

              def sees(self, other):
                  if self._parent() is None:
                      return False
                  parent = other._parent()
                  return parent is not None and parent.visible
        `,
      },
      {
        name: 'the first answer is still bound when it is asked again',
        code: code`
          import weakref


          class Node:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)

              def unlink(self):
                  node = self._parent()
                  if node is None:
                      return
                  node.drop(self)
                  node = self._parent()
                  node.shrink()
        `,
      },
      {
        name: 'each turn asks once',
        code: code`
          import time
          import weakref


          class Poller:
              def __init__(self, signal):
                  self._signal = weakref.ref(signal)

              def run(self, period):
                  while True:
                      signal = self._signal()
                      if signal is None:
                          return
                      signal.tick()
                      del signal
                      time.sleep(period)
        `,
      },
      {
        name: 'asked again on purpose, and looked at again',
        code: code`
          import weakref


          class Poller:
              def __init__(self, signal):
                  self._signal = weakref.ref(signal)

              def run(self, job):
                  if self._signal() is None:
                      return
                  job()
                  signal = self._signal()
                  if signal is None:
                      return
                  signal.done()
        `,
      },
      {
        name: 'the handle was made anew in between',
        code: code`
          import weakref


          class Cache:
              def __init__(self, page):
                  self._page = weakref.ref(page)

              def swap(self, load):
                  if self._page() is None:
                      return None
                  page = load()
                  self._page = weakref.ref(page)
                  return self._page().text
        `,
      },
      {
        name: 'the object is held while it is asked',
        code: code`
          import weakref


          def check(build):
              thing = build()
              handle = weakref.ref(thing)
              if handle() is not None:
                  assert handle().alive
              del thing
        `,
      },
      {
        name: 'the second one catches what None raises',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def release(self):
                  if self._owner() is not None:
                      try:
                          self._owner().release()
                      except AttributeError:
                          pass
        `,
      },
      {
        name: 'a call without a handle behind it',
        code: code`
          class Source:
              def __init__(self, read):
                  self._read = read

              def next(self):
                  if self._read() is not None:
                      return self._read().value
                  return None
        `,
      },
      {
        name: 'asked after it was gone',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def wait(self, build):
                  if self._owner() is None:
                      build(self)
                      owner = self._owner()
                      return owner.name if owner else None
                  return None
        `,
      },
      {
        name: 'a test that collects counts on its disappearing',
        code: code`
          import gc
          import weakref


          def test_collected(make):
              thing = make()
              handle = weakref.ref(thing)
              assert handle() is not None
              del thing
              gc.collect()
              assert handle() is None
        `,
      },
      {
        name: 'both answers compared',
        code: code`
          import weakref


          def same(left: weakref.ref, right: weakref.ref):
              return left() is not None and left() is right()
        `,
      },
      {
        name: 'a walrus in a comprehension',
        code: code`
          import weakref


          def live(handles):
              return [node for handle in handles if (node := handle()) is not None]
        `,
      },
      {
        name: 'let go on purpose: what comes after is unchecked, not repeated',
        code: code`
          import weakref


          class Task:
              def __init__(self, runner):
                  self._runner = weakref.ref(runner)

              def cancel(self):
                  runner = self._runner()
                  if runner is None:
                      return
                  runner.log("cancel")
                  del runner
                  self._runner().remove(self)
        `,
      },
    ],
    invalid: [
      {
        name: 'what it was found to be is let go',
        code: code`
          import weakref


          def check(ref: weakref.ref, make):
              widget = make()
              if widget is ref():
                  widget = None
                  return ref().is_visible()
        `,
        output: {
          lines: [6, 8],
          become: code`
            if widget is (target := ref()):
                widget = None
                return target.is_visible()
          `,
        },
        errors: [
          {
            messageId: 'repeated', data: { handle: 'ref', line: 6 }, line: 8, column: 16, endLine: 8, endColumn: 21,
            suggestions: [
              { messageId: 'bind', data: { strong: 'target' }, output: {
                lines: [6, 8],
                become: code`
                  if widget is (target := ref()):
                      widget = None
                      return target.is_visible()
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'of what stands under a key',
        code: code`
          import weakref


          def draw(views: dict[str, weakref.ref], name):
              if views[name]() is not None:
                  views[name]().draw()
        `,
        output: { lines: [5, 6], become: boundView },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'views[name]', line: 5 },
            line: 6, column: 9, endLine: 6, endColumn: 22,
            suggestions: [{ messageId: 'bind', data: { strong: 'view' }, output: { lines: [5, 6], become: boundView } }],
          },
        ],
      },
      {
        name: 'once in a finally that is reached in several ways',
        code: code`
          import weakref


          def finish(r: weakref.ref, work):
              if r() is None:
                  return
              try:
                  work()
              except ValueError:
                  work()
              finally:
                  r().done()
        `,
        output: {
          lines: [5, 12],
          become: code`
            if (target := r()) is None:
                return
            try:
                work()
            except ValueError:
                work()
            finally:
                target.done()
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'r', line: 5 },
            line: 12, column: 9, endLine: 12, endColumn: 12,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'target' },
                output: {
                  lines: [5, 12],
                  become: code`
                    if (target := r()) is None:
                        return
                    try:
                        work()
                    except ValueError:
                        work()
                    finally:
                        target.done()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'asked again in the branch',
        code: code`
          import weakref


          class Autosave:
              def __init__(self, document):
                  self._document = weakref.ref(document)

              def tick(self):
                  if self._document() is not None:
                      self._document().save()
        `,
        output: {
          lines: [9, 10],
          become: code`
            if (document := self._document()) is not None:
                document.save()
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._document', line: 9 },
            line: 10, column: 13, endLine: 10, endColumn: 29,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'document' },
                output: {
                  lines: [9, 10],
                  become: code`
                    if (document := self._document()) is not None:
                        document.save()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'asked again after an early return',
        code: code`
          import weakref


          class Autosave:
              def __init__(self, document):
                  self._document = weakref.ref(document)

              def tick(self):
                  if self._document() is None:
                      return
                  self._document().save()
                  self._document().close()
        `,
        output: {
          lines: [9, 12],
          become: code`
            if (document := self._document()) is None:
                return
            document.save()
            document.close()
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._document', line: 9 },
            line: 11, column: 9, endLine: 11, endColumn: 25,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'document' },
                output: {
                  lines: [9, 12],
                  become: code`
                    if (document := self._document()) is None:
                        return
                    document.save()
                    document.close()
                  `,
                },
              },
            ],
          },
          {
            messageId: 'repeated',
            data: { handle: 'self._document', line: 9 },
            line: 12, column: 9, endLine: 12, endColumn: 25,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'document' },
                output: {
                  lines: [9, 12],
                  become: code`
                    if (document := self._document()) is None:
                        return
                    document.save()
                    document.close()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a truth test',
        code: code`
          import weakref


          class View:
              def __init__(self, model):
                  self.model_ref = weakref.ref(model)

              def title(self):
                  if self.model_ref():
                      return self.model_ref().title
                  return ""
        `,
        output: {
          lines: [9, 10],
          become: code`
            if model := self.model_ref():
                return model.title
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self.model_ref', line: 9 },
            line: 10, column: 20, endLine: 10, endColumn: 36,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'model' },
                output: {
                  lines: [9, 10],
                  become: code`
                    if model := self.model_ref():
                        return model.title
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'and',
        code: code`
          import weakref


          class View:
              def __init__(self, model):
                  self._model = weakref.ref(model)

              def is_dirty(self):
                  return self._model() and self._model().dirty
        `,
        output: { lines: [9, 9], become: 'return (model := self._model()) and model.dirty' },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._model', line: 9 },
            line: 9, column: 34, endLine: 9, endColumn: 47,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'model' },
                output: { lines: [9, 9], become: 'return (model := self._model()) and model.dirty' },
              },
            ],
          },
        ],
      },
      {
        name: 'a conditional expression',
        code: code`
          import weakref


          class View:
              def __init__(self, model):
                  self._model = weakref.ref(model)

              def title(self):
                  return self._model().title if self._model() else "none"
        `,
        output: { lines: [9, 9], become: 'return model.title if (model := self._model()) else "none"' },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._model', line: 9 },
            line: 9, column: 16, endLine: 9, endColumn: 29,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'model' },
                output: { lines: [9, 9], become: 'return model.title if (model := self._model()) else "none"' },
              },
            ],
          },
        ],
      },
      {
        name: 'an assert',
        code: code`
          from weakref import ref


          def measure(node):
              handle = ref(node)
              del node
              assert handle() is not None
              return handle().size
        `,
        output: {
          lines: [7, 8],
          become: code`
            assert (target := handle()) is not None
            return target.size
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'handle', line: 7 },
            line: 8, column: 12, endLine: 8, endColumn: 20,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'target' },
                output: {
                  lines: [7, 8],
                  become: code`
                    assert (target := handle()) is not None
                    return target.size
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'handed on after the check',
        code: code`
          import weakref


          class Event:
              def __init__(self, sender):
                  self._sender = weakref.ref(sender)

              def dispatch(self, handler):
                  if self._sender() is not None:
                      handler(self._sender())
        `,
        output: {
          lines: [9, 10],
          become: code`
            if (sender := self._sender()) is not None:
                handler(sender)
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._sender', line: 9 },
            line: 10, column: 21, endLine: 10, endColumn: 35,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'sender' },
                output: {
                  lines: [9, 10],
                  become: code`
                    if (sender := self._sender()) is not None:
                        handler(sender)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'returned after the check',
        code: code`
          import weakref


          class Event:
              def __init__(self, sender):
                  self._sender = weakref.ref(sender)

              def require(self):
                  if self._sender() is None:
                      raise ReferenceError("sender is gone")
                  return self._sender()
        `,
        output: {
          lines: [9, 11],
          become: code`
            if (sender := self._sender()) is None:
                raise ReferenceError("sender is gone")
            return sender
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._sender', line: 9 },
            line: 11, column: 16, endLine: 11, endColumn: 30,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'sender' },
                output: {
                  lines: [9, 11],
                  become: code`
                    if (sender := self._sender()) is None:
                        raise ReferenceError("sender is gone")
                    return sender
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a while loop',
        code: code`
          import weakref


          class Pump:
              def __init__(self, source):
                  self._source = weakref.ref(source)

              def run(self):
                  while self._source() is not None:
                      self._source().pump()
        `,
        output: {
          lines: [9, 10],
          become: code`
            while (source := self._source()) is not None:
                source.pump()
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._source', line: 9 },
            line: 10, column: 13, endLine: 10, endColumn: 27,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'source' },
                output: {
                  lines: [9, 10],
                  become: code`
                    while (source := self._source()) is not None:
                        source.pump()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a closure',
        code: code`
          import weakref


          def watch(bus, widget):
              handle = weakref.ref(widget)

              def on_event(event):
                  if handle() is not None:
                      handle().handle(event)

              bus.connect(on_event)
        `,
        output: {
          lines: [8, 9],
          become: code`
            if (target := handle()) is not None:
                target.handle(event)
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'handle', line: 8 },
            line: 9, column: 13, endLine: 9, endColumn: 21,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'target' },
                output: {
                  lines: [8, 9],
                  become: code`
                    if (target := handle()) is not None:
                        target.handle(event)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a lambda',
        code: code`
          import weakref


          def watch(bus, widget):
              handle = weakref.ref(widget)
              bus.connect(lambda event: handle() and handle().handle(event))
        `,
        output: { lines: [6, 6], become: 'bus.connect(lambda event: (target := handle()) and target.handle(event))' },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'handle', line: 6 },
            line: 6, column: 44, endLine: 6, endColumn: 52,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'target' },
                output: { lines: [6, 6], become: 'bus.connect(lambda event: (target := handle()) and target.handle(event))' },
              },
            ],
          },
        ],
      },
      {
        name: 'in one comprehension',
        code: code`
          import weakref


          def labels(node, keys):
              handle = weakref.ref(node)
              del node
              return [handle().label(key) for key in keys if handle() is not None]
        `,
        output: { lines: [7, 7], become: 'return [target.label(key) for key in keys if (target := handle()) is not None]' },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'handle', line: 7 },
            line: 7, column: 13, endLine: 7, endColumn: 21,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'target' },
                output: { lines: [7, 7], become: 'return [target.label(key) for key in keys if (target := handle()) is not None]' },
              },
            ],
          },
        ],
      },
      {
        name: 'a bound method',
        code: code`
          from weakref import WeakMethod


          class Signal:
              def __init__(self, callback):
                  self._callback = WeakMethod(callback)

              def emit(self, *args):
                  if self._callback() is not None:
                      self._callback()(*args)
        `,
        output: {
          lines: [9, 10],
          become: code`
            if (callback := self._callback()) is not None:
                callback(*args)
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._callback', line: 9 },
            line: 10, column: 13, endLine: 10, endColumn: 29,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'callback' },
                output: {
                  lines: [9, 10],
                  become: code`
                    if (callback := self._callback()) is not None:
                        callback(*args)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a class method',
        code: code`
          import weakref


          class App:
              _current = None

              @classmethod
              def activate(cls, app):
                  cls._current = weakref.ref(app)

              @classmethod
              def title(cls):
                  if cls._current is not None and cls._current() is not None:
                      return cls._current().title
                  return None
        `,
        output: {
          lines: [13, 14],
          become: code`
            if cls._current is not None and (current := cls._current()) is not None:
                return current.title
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'cls._current', line: 13 },
            line: 14, column: 20, endLine: 14, endColumn: 34,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'current' },
                output: {
                  lines: [13, 14],
                  become: code`
                    if cls._current is not None and (current := cls._current()) is not None:
                        return current.title
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'elif',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def state(self, closed):
                  if closed:
                      return "closed"
                  elif self._owner() is not None:
                      return self._owner().state
                  return "free"
        `,
        output: {
          lines: [11, 12],
          become: code`
            elif (owner := self._owner()) is not None:
                return owner.state
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._owner', line: 11 },
            line: 12, column: 20, endLine: 12, endColumn: 33,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'owner' },
                output: {
                  lines: [11, 12],
                  become: code`
                    elif (owner := self._owner()) is not None:
                        return owner.state
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'tabs and CRLF',
        code: tabsAndCrlf(code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def release(self):
                  if self._owner() is not None:
                      self._owner().release()
        `, 4),
        output: tabsAndCrlf(code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def release(self):
                  if (owner := self._owner()) is not None:
                      owner.release()
        `, 4),
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._owner', line: 9 },
            line: 10, column: 4, endLine: 10, endColumn: 17,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'owner' },
                output: tabsAndCrlf(code`
                  import weakref


                  class Slot:
                      def __init__(self, owner):
                          self._owner = weakref.ref(owner)

                      def release(self):
                          if (owner := self._owner()) is not None:
                              owner.release()
                `, 4),
              },
            ],
          },
        ],
      },
      {
        name: 'a comment beside it stays',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def release(self):
                  if self._owner() is not None:  # somebody has it
                      # give it back
                      self._owner().release()
        `,
        output: {
          lines: [9, 11],
          become: code`
            if (owner := self._owner()) is not None:  # somebody has it
                # give it back
                owner.release()
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._owner', line: 9 },
            line: 11, column: 13, endLine: 11, endColumn: 26,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'owner' },
                output: {
                  lines: [9, 11],
                  become: code`
                    if (owner := self._owner()) is not None:  # somebody has it
                        # give it back
                        owner.release()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'an await in between',
        code: code`
          import weakref


          class Worker:
              def __init__(self, pool):
                  self._pool = weakref.ref(pool)

              async def done(self, flush):
                  if self._pool() is None:
                      return
                  await flush()
                  self._pool().release(self)
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'self._pool', line: 9, suspension: 11 },
            line: 12, column: 9, endLine: 12, endColumn: 21,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'pool' },
                output: {
                  lines: [9, 12],
                  become: code`
                    if (pool := self._pool()) is None:
                        return
                    await flush()
                    pool.release(self)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'the wrong exception is caught',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def release(self):
                  if self._owner() is not None:
                      try:
                          self._owner().release()
                      except KeyError:
                          pass
        `,
        output: {
          lines: [9, 11],
          become: code`
            if (owner := self._owner()) is not None:
                try:
                    owner.release()
          `,
        },
        errors: [
          {
            messageId: 'repeated',
            data: { handle: 'self._owner', line: 9 },
            line: 11, column: 17, endLine: 11, endColumn: 30,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'owner' },
                output: {
                  lines: [9, 11],
                  become: code`
                    if (owner := self._owner()) is not None:
                        try:
                            owner.release()
                  `,
                },
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
        name: 'what a conjunction gave and was compared, asked again in the same job',
        code: code`
          class Holder {
            constructor(node) {
              this.ref = node ? new WeakRef(node) : undefined;
            }

            name() {
              if ((this.ref && this.ref.deref()) !== undefined) return this.ref.deref().name;
              return '';
            }
          }

          new Holder();
        `,
      },
      {
        name: 'one job keeps what it has seen',
        code: code`
          class Autosave {
            constructor(document) {
              this.document = new WeakRef(document);
            }

            tick() {
              if (this.document.deref() === undefined) return;
              this.document.deref().save();
            }
          }
        `,
      },
      {
        name: 'the await comes first',
        code: code`
          class Autosave {
            constructor(document) {
              this.document = new WeakRef(document);
            }

            async tick(disk) {
              await disk.ready();
              if (this.document.deref() === undefined) return;
              this.document.deref().save();
            }
          }
        `,
      },
      {
        name: 'a strong name lives across the await',
        code: code`
          class Autosave {
            constructor(document) {
              this.document = new WeakRef(document);
            }

            async tick(disk) {
              const document = this.document.deref();
              if (document === undefined) return;
              await disk.ready();
              document.save();
            }
          }
        `,
      },
      {
        name: 'looked at again after the await',
        code: code`
          class Autosave {
            constructor(document) {
              this.document = new WeakRef(document);
            }

            async tick(disk) {
              if (this.document.deref() === undefined) return;
              await disk.ready();
              this.document.deref()?.save();
            }
          }
        `,
      },
      {
        name: 'the await is in another branch',
        code: code`
          class Autosave {
            constructor(document) {
              this.document = new WeakRef(document);
            }

            async tick(disk) {
              if (this.document.deref() === undefined) {
                await disk.ready();
                return;
              }
              this.document.deref().save();
            }
          }
        `,
      },
      {
        name: 'an await in a function of its own suspends nobody else',
        code: code`
          class Autosave {
            constructor(document) {
              this.document = new WeakRef(document);
            }

            tick(disk) {
              if (!this.document.deref()) return;
              const flush = async () => {
                await disk.flush();
              };
              flush();
              this.document.deref().save();
            }
          }
        `,
      },
      {
        name: 'the strong name is still bound',
        code: code`
          class Autosave {
            constructor(document) {
              this.document = new WeakRef(document);
            }

            async tick(disk) {
              const document = this.document.deref();
              if (!document) return;
              await disk.ready();
              this.document.deref().save(document);
            }
          }
        `,
      },
      {
        name: 'asking again after a suspension and handing it on is right',
        code: code`
          class Event2 {
            constructor(sender) {
              this.sender = new WeakRef(sender);
            }

            async dispatch(handler) {
              if (!this.sender.deref()) return;
              await handler.ready();
              handler.run(this.sender.deref());
            }
          }
        `,
      },
      {
        name: 'caught after the await',
        code: code`
          class Autosave {
            constructor(document) {
              this.document = new WeakRef(document);
            }

            async tick(disk) {
              if (!this.document.deref()) return;
              await disk.ready();
              try {
                this.document.deref().save();
              } catch (error) {
                disk.log(error);
              }
            }
          }
        `,
      },
      {
        name: 'a generator that does not yield in between',
        code: code`
          class Ring {
            constructor(node) {
              this.node = new WeakRef(node);
            }

            *values() {
              while (this.node.deref()) {
                yield this.node.deref().value;
              }
            }
          }
        `,
      },
      {
        name: 'the answer is bound through a for await',
        code: code`
          class Feed {
            constructor(view) {
              this.viewRef = new WeakRef(view);
            }

            async run(pages) {
              const view = this.viewRef.deref();
              if (view) {
                view.clear();
              } else {
                return;
              }
              for await (const page of pages) {
                this.viewRef.deref().append(page);
              }
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'an await in between',
        code: code`
          class Autosave {
            constructor(document) {
              this.documentRef = new WeakRef(document);
            }

            async tick(disk) {
              if (this.documentRef.deref() === undefined) return;
              await disk.ready();
              this.documentRef.deref().save();
            }
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'this.documentRef', line: 7, suspension: 8 },
            line: 9, column: 5, endLine: 9, endColumn: 29,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'document' },
                output: {
                  lines: [7, 9],
                  become: code`
                    const document = this.documentRef.deref();
                    if (document === undefined) return;
                    await disk.ready();
                    document.save();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'the awaits of a loop',
        code: code`
          class Feed {
            constructor(view) {
              this.viewRef = new WeakRef(view);
            }

            async run(pages) {
              if (!this.viewRef.deref()) return;
              for (const page of pages) {
                const text = await page.text();
                this.viewRef.deref().append(text);
              }
            }
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'this.viewRef', line: 7, suspension: 9 },
            line: 10, column: 7, endLine: 10, endColumn: 27,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'view' },
                output: {
                  lines: [7, 10],
                  become: code`
                    const view = this.viewRef.deref();
                    if (!view) return;
                    for (const page of pages) {
                      const text = await page.text();
                      view.append(text);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'an await in the condition',
        code: code`
          class Feed {
            constructor(view) {
              this.viewRef = new WeakRef(view);
            }

            async load(page) {
              if (this.viewRef.deref() && (await page.ok())) {
                this.viewRef.deref().focus();
              }
            }
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'this.viewRef', line: 7, suspension: 7 },
            line: 8, column: 7, endLine: 8, endColumn: 27,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'view' },
                output: {
                  lines: [7, 8],
                  become: code`
                    const view = this.viewRef.deref();
                    if (view && (await page.ok())) {
                      view.focus();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'in an async arrow function',
        code: code`
          export function subscribe(bus, widget) {
            const widgetRef = new WeakRef(widget);
            bus.on('change', async (event) => {
              if (!widgetRef.deref()) return;
              await event.settled;
              widgetRef.deref().handle(event);
            });
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'widgetRef', line: 4, suspension: 5 },
            line: 6, column: 5, endLine: 6, endColumn: 22,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'widget' },
                output: {
                  lines: [4, 6],
                  become: code`
                    const widget = widgetRef.deref();
                    if (!widget) return;
                    await event.settled;
                    widget.handle(event);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'comments stay',
        code: code`
          export function subscribe(bus, widget) {
            const widgetRef = new WeakRef(widget);
            bus.on('change', async (event) => {
              if (!widgetRef.deref()) return; // closed
              await event.settled;
              // still open
              widgetRef.deref().handle(event);
            });
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'widgetRef', line: 4, suspension: 5 },
            line: 7, column: 5, endLine: 7, endColumn: 22,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'widget' },
                output: {
                  lines: [4, 7],
                  become: code`
                    const widget = widgetRef.deref();
                    if (!widget) return; // closed
                    await event.settled;
                    // still open
                    widget.handle(event);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'tabs and CRLF',
        code: tabsAndCrlf(code`
          class Autosave {
            constructor(document) {
              this.documentRef = new WeakRef(document);
            }

            async tick(disk) {
              if (!this.documentRef.deref()) return;
              await disk.ready();
              this.documentRef.deref().save();
            }
          }
        `, 2),
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'this.documentRef', line: 7, suspension: 8 },
            line: 9, column: 3, endLine: 9, endColumn: 27,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'document' },
                output: tabsAndCrlf(code`
                  class Autosave {
                    constructor(document) {
                      this.documentRef = new WeakRef(document);
                    }

                    async tick(disk) {
                      const document = this.documentRef.deref();
                      if (!document) return;
                      await disk.ready();
                      document.save();
                    }
                  }
                `, 2),
              },
            ],
          },
        ],
      },
      {
        name: 'only one of the ways suspends',
        code: code`
          class Autosave {
            constructor(document) {
              this.documentRef = new WeakRef(document);
            }

            async tick(disk) {
              if (!this.documentRef.deref()) return;
              if (!disk.isReady) await disk.ready();
              this.documentRef.deref().save();
            }
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'this.documentRef', line: 7, suspension: 8 },
            line: 9, column: 5, endLine: 9, endColumn: 29,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'document' },
                output: {
                  lines: [7, 9],
                  become: code`
                    const document = this.documentRef.deref();
                    if (!document) return;
                    if (!disk.isReady) await disk.ready();
                    document.save();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'the pages of a for await',
        code: code`
          class Feed {
            constructor(view) {
              this.viewRef = new WeakRef(view);
            }

            async run(pages) {
              if (!this.viewRef.deref()) return;
              for await (const page of pages) {
                this.viewRef.deref().append(page);
              }
            }
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'this.viewRef', line: 7, suspension: 8 },
            line: 9, column: 7, endLine: 9, endColumn: 27,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'view' },
                output: {
                  lines: [7, 9],
                  become: code`
                    const view = this.viewRef.deref();
                    if (!view) return;
                    for await (const page of pages) {
                      view.append(page);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a yield in between',
        code: code`
          class Ring {
            #nodeRef;

            constructor(node) {
              this.#nodeRef = new WeakRef(node);
            }

            *values() {
              if (!this.#nodeRef.deref()) return;
              yield 'first';
              yield this.#nodeRef.deref().tail;
            }
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'this.#nodeRef', line: 9, suspension: 10 },
            line: 11, column: 11, endLine: 11, endColumn: 32,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'node' },
                output: {
                  lines: [9, 11],
                  become: code`
                    const node = this.#nodeRef.deref();
                    if (!node) return;
                    yield 'first';
                    yield node.tail;
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'an await in the argument',
        code: code`
          class Feed {
            constructor(view) {
              this.viewRef = new WeakRef(view);
            }

            async load(page) {
              if (this.viewRef.deref() === undefined) return;
              const text = await page.text();
              this.viewRef.deref().show(text);
            }
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'this.viewRef', line: 7, suspension: 8 },
            line: 9, column: 5, endLine: 9, endColumn: 25,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'view' },
                output: {
                  lines: [7, 9],
                  become: code`
                    const view = this.viewRef.deref();
                    if (view === undefined) return;
                    const text = await page.text();
                    view.show(text);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'without semicolons',
        code: code`
          class Feed {
            constructor (view) {
              this.viewRef = new WeakRef(view)
            }

            async load (page) {
              if (!this.viewRef.deref()) return
              await page.load()
              this.viewRef.deref().focus()
            }
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'this.viewRef', line: 7, suspension: 8 },
            line: 9, column: 5, endLine: 9, endColumn: 25,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'view' },
                output: {
                  lines: [7, 9],
                  become: code`
                    const view = this.viewRef.deref()
                    if (!view) return
                    await page.load()
                    view.focus()
                  `,
                },
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
        name: 'a property has looked in this job',
        code: code`
          export class Address {
            readonly #ref: WeakRef<{ size: number }>;

            constructor(actor: { size: number }) {
              this.#ref = new WeakRef(actor);
            }

            resolve(): { size: number } | undefined {
              return this.#ref.deref();
            }

            get alive(): boolean {
              return this.resolve() !== undefined;
            }
          }

          export const depth = (address: Address): number => (address.alive ? address.resolve()!.size : 0);
        `,
      },
      {
        name: 'a claim in the same job',
        code: code`
          export class Task {
            constructor(private readonly runner: WeakRef<{ wake(): void }>) {}

            wake(): void {
              if (!this.runner.deref()) return;
              this.runner.deref()!.wake();
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'a claim after an await',
        code: code`
          export class Task {
            constructor(private readonly runnerRef: WeakRef<{ wake(): Promise<void> }>) {}

            async wake(ready: Promise<void>): Promise<void> {
              if (this.runnerRef.deref() === undefined) return;
              await ready;
              await this.runnerRef.deref()!.wake();
            }
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'this.runnerRef', line: 5, suspension: 6 },
            line: 7, column: 11, endLine: 7, endColumn: 33,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'runner' },
                output: {
                  lines: [5, 7],
                  become: code`
                    const runner = this.runnerRef.deref();
                    if (runner === undefined) return;
                    await ready;
                    await runner.wake();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a name of the first answer',
        code: code`
          export async function wake(runnerRef: WeakRef<{ wake(): void }>, ready: Promise<void>): Promise<void> {
            let runner = runnerRef.deref();
            if (runner === undefined) return;
            runner = undefined;
            await ready;
            runnerRef.deref()!.wake();
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'runnerRef', line: 2, suspension: 5 },
            line: 6, column: 3, endLine: 6, endColumn: 20,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'target' },
                output: {
                  lines: [2, 6],
                  become: code`
                    const target = runnerRef.deref();
                    let runner = target;
                    if (runner === undefined) return;
                    runner = undefined;
                    await ready;
                    target.wake();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'static members',
        code: code`
          export class App {
            private static currentRef?: WeakRef<App>;

            static async restart(stopped: Promise<void>): Promise<void> {
              if (!App.currentRef?.deref()) return;
              await stopped;
              App.currentRef.deref()!.start();
            }

            static activate(app: App): void {
              App.currentRef = new WeakRef(app);
            }

            start(): void {}
          }
        `,
        errors: [
          {
            messageId: 'suspended',
            data: { handle: 'App.currentRef', line: 5, suspension: 6 },
            line: 7, column: 5, endLine: 7, endColumn: 27,
            suggestions: [
              {
                messageId: 'bind',
                data: { strong: 'current' },
                output: {
                  lines: [5, 7],
                  become: code`
                    const current = App.currentRef?.deref();
                    if (!current) return;
                    await stopped;
                    current.start();
                  `,
                },
              },
            ],
          },
        ],
      },
    ],
  },
});
