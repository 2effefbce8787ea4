/** A weak handle's answer used without a look: what counts as a look, and what the edits make of a use that has none. */
import rule from '../../rules/src/rules/no-unchecked-deref.ts';
import { code, tabsAndCrlf, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'of nothing no handle is made',
        code: code`
          import weakref


          def build(kind):
              return object.__new__(kind)


          class Loader:
              def __init__(self):
                  self._func = weakref.ref(build)

              def call(self, is_small, is_large):
                  func = self._func()
                  if func is None:
                      if is_small:
                          func = build(int)
                      elif is_large:
                          func = build(list)
                      self._func = weakref.ref(func)
                  return func()
        `,
      },
      {
        name: 'the functions that a thread may run look, or get the object itself',
        code: code`
          import threading
          import weakref


          def refresh_once(widget_ref):
              widget = widget_ref()
              if widget is not None:
                  widget.refresh()


          def refresh_twice(widget_ref):
              for _ in range(2):
                  refresh_once(widget_ref)


          def refresh(widget):
              widget.refresh()


          def start(widget, *, weakly, twice):
              target = refresh_twice if twice else refresh_once
              threading.Thread(target=target if weakly else refresh, args=(weakref.ref(widget) if weakly else widget,)).start()
        `,
      },
      {
        name: 'a function that gives nothing until there is a handle; a name that is true only where the object was there; getattr',
        code: code`
          import weakref


          class Artist:
              def __init__(self, canvas):
                  self.canvas = lambda: None
                  self.owner = weakref.ref(canvas)

              def place(self, canvas):
                  self.canvas = weakref.ref(canvas)

              def draw(self):
                  canvas = self.canvas()
                  if canvas is not None:
                      canvas.draw()

              def redraw(self):
                  is_there = False
                  canvas = self.canvas()
                  if canvas is not None:
                      is_there = True
                  if is_there:
                      canvas.draw()

              def owned(self):
                  owner = getattr(self, 'owner', None)
                  return owner and owner() is not None
        `,
      },
      {
        name: 'the object that a constructor was given is in a variable; an answer at a written place',
        code: code`
          import weakref


          class Tree:
              def __init__(self, name, parent=None):
                  self.name = name
                  self._parent = weakref.ref(parent) if parent is not None else None

              @property
              def parent(self):
                  parent = self._parent
                  return None if parent is None else parent()

              def root(self):
                  return self._parent()


          def test_tree():
              root = Tree('root')
              child = Tree('child', root)
              other = Tree('other', parent=root)
              return child.parent.name, other.root().name


          class Stack:
              def __init__(self, frames):
                  self.frames = [weakref.ref(frame) for frame in frames]

              def top(self):
                  frames = [ref() for ref in self.frames[:1]]
                  if not frames or frames[0] is None:
                      return ''
                  return frames[0].name
        `,
      },
      {
        name: 'all answers of a collection are asked at once',
        code: code`
          import weakref


          class Stack:
              def __init__(self):
                  self.frames = []
                  self.left = self.right = None

              def stop(self, frames, left, right):
                  self.frames = [weakref.ref(frame) for frame in frames]
                  self.left, self.right = weakref.ref(left), weakref.ref(right)

              def lines(self):
                  frames = [ref() for ref in self.frames]
                  if any(frame is None for frame in frames):
                      return []
                  return [frame.line for frame in frames]

              def names(self):
                  frames = [ref() for ref in self.frames]
                  return [frame.name for frame in frames] if None not in frames else []

              def swap(self):
                  left, right = self.left(), self.right()
                  if all((left, right)):
                      left.swap(right.name)

              def join(self):
                  left, right = self.left(), self.right()
                  if all(side is not None for side in (left, right)):
                      left.join(right.name)
        `,
      },
      {
        name: 'a test that it is a handle, and then a look; what another function finds out so is its own',
        code: code`
          import weakref


          def name_of(value):
              if isinstance(value, weakref.ref):
                  value = value()
              return '' if value is None else value.name


          def resolve(value):
              return value() if isinstance(value, weakref.ref) else value


          def use(holder):
              return resolve(holder.node).name
        `,
      },
      {
        name: 'one part of what is returned may be gone: the others are not',
        code: code`
          import weakref


          class Names:
              def __init__(self, table):
                  self._table = weakref.ref(table)

              def parts(self, names):
                  table = self._table()
                  return table, list(names)

              def add(self, names):
                  table, names = self.parts(names)
                  names.append(len(names))
                  return table is not None and names
        `,
      },
      {
        name: 'lists of a dictionary that hold other things, too, or whose handles are looked at',
        code: code`
          import weakref
          from collections import defaultdict


          class Bus:
              def __init__(self):
                  self._mixed = defaultdict(list)
                  self._plain = defaultdict(list)
                  self._by_topic = {}

              def listen(self, topic, listener):
                  self._mixed[topic].append(weakref.ref(listener))
                  self._plain[topic].append(listener)
                  self._by_topic.setdefault(topic, []).append(weakref.ref(listener))

              def keep(self, topic, listener):
                  self._mixed[topic].append(lambda: listener)

              def send(self, topic):
                  for ask in self._mixed[topic]:
                      ask().receive(topic)
                  for listener in self._plain[topic]:
                      listener.receive(topic)
                  for ref in self._by_topic.get(topic, ()):
                      listener = ref()
                      if listener is not None:
                          listener.receive(topic)
        `,
      },
      {
        name: 'what comes out of a heap is looked at',
        code: code`
          import heapq
          import weakref


          class Scheduler:
              def __init__(self):
                  self._jobs = []

              def add(self, when, owner):
                  heapq.heappush(self._jobs, (when, id(owner), weakref.ref(owner)))

              def run(self):
                  while self._jobs:
                      when, _, ref = heapq.heappop(self._jobs)
                      owner = ref()
                      if owner is not None:
                          owner.run(when)
        `,
      },
      {
        name: 'what is found false cannot be a missing one: getattr() gives its default for None',
        code: code`
          import weakref


          class Controller:
              def __init__(self, view):
                  self._view = weakref.ref(view)

              def draw(self):
                  view = self._view()
                  if getattr(view, "visible", False):
                      view.draw()

              def count(self):
                  view = self._view()
                  return len(view.rows) if getattr(view, "rows", ()) else 0
        `,
      },
      {
        name: 'a method that only raises, called where the answer is false',
        code: code`
          import weakref


          class Handle:
              def __init__(self, device):
                  self._device = weakref.ref(device)

              def seek(self, position):
                  device = self._device()
                  if not device:
                      self._fail()
                  device.seek(position)

              def _fail(self):
                  raise OSError("the device is gone")
        `,
      },
      {
        name: 'what has the object in a member or a list of this function keeps it',
        code: code`
          import weakref


          class Form:
              def first(self):
                  handle = weakref.ref(self.fields)
                  return handle().first


          def first_of(make):
              widgets = [make(), make()]
              handle = weakref.ref(widgets[0])
              return handle().name


          def fields_of():
              form = Form()
              handle = weakref.ref(form.fields)
              return handle().first
        `,
      },
      {
        name: 'in a function whose callers wait for the error, and behind their handler what it has looked at',
        code: code`
          import weakref


          def poke(handle):
              handle().touch()


          def need(handle):
              node = handle()
              if node is None:
                  raise LookupError
              return node


          def run(r: weakref.ref):
              try:
                  poke(r)
                  node = need(r)
              except Exception:
                  return
              node.touch()
        `,
      },
      {
        name: 'what was asked before a function says that the object is there; True or False are written out',
        code: code`
          import weakref


          class Panel:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)
                  self.closed = False

              def _alive(self):
                  if self.closed:
                      return False
                  if self._owner() is None:
                      print("gone")
                      return False
                  return True

              def _gone(self):
                  if self._owner() is None:
                      return True
                  return False

              def draw(self):
                  owner = self._owner()
                  if not self._alive():
                      return
                  owner.draw()

              def drop(self):
                  owner = self._owner()
                  if not self._gone():
                      owner.drop()
        `,
      },
      {
        name: 'the function and who calls it see the handle of a function around both',
        code: code`
          import weakref


          def watch(owner):
              ask = weakref.ref(owner)

              class Monitor:
                  def alive(self):
                      if ask() is None:
                          return False
                      return True

                  def stop(self):
                      owner = ask()
                      if not self.alive():
                          return
                      owner.stop()

              return Monitor()
        `,
      },
      {
        name: 'the function that runs is there',
        code: code`
          import weakref


          def wrapped(inner):
              itself = None

              def call(*args):
                  return itself().inner(*args)

              def named(*args):
                  strong = own()
                  return strong.inner(*args)

              itself = weakref.ref(call)
              own = weakref.ref(named)
              call.inner = named.inner = inner
              return call, named
        `,
      },
      {
        name: 'a finalizer that could still be called off had its object: so had the handle that was asked before',
        code: code`
          import weakref


          def follow(result):
              finalizer = weakref.finalize(result, print)
              ref = weakref.ref(result)

              def stream():
                  live = ref()
                  if finalizer.detach() is not None:
                      return live.output

              def drain():
                  live = ref()
                  if not finalizer.alive:
                      return None
                  return live.output

              result.stream = stream
              result.drain = drain
        `,
      },
      {
        name: 'who looks an entry up through a function expects that there may be none',
        code: code`
          import weakref


          class Shapes:
              def __init__(self):
                  self._by_name = weakref.WeakValueDictionary()

              def find(self, name):
                  return self._by_name.get(name)

              def area(self, name):
                  return self.find(name).area

              def title(self, name):
                  shape = self._by_name.get(name)
                  return "" if shape is None else shape.title
        `,
      },
      {
        name: 'what stands under a key was looked at: in one job a handle gives the same answer',
        code: code`
          export function draw(/** @type {WeakRef<View>[]} */ views) {
            for (let i = 0; i < views.length; i++) if (views[i].deref()) views[i].deref().draw();
          }
        `,
      },
      {
        name: 'one of two handles was looked at, whichever it is',
        code: code`
          export async function draw(first, second, isFirst) {
            let view = new WeakRef(second);
            if (isFirst) view = new WeakRef(first);
            first = second = undefined;
            await 0;
            if (view.deref()) view.deref().draw();
          }
        `,
      },
      {
        name: 'a handler around the call catches what the function raises',
        code: code`
          export function draw(/** @type {WeakRef<View>[]} */ views) {
            try {
              views.forEach((view) => view.deref().draw());
            } catch {
              return;
            }
          }
        `,
      },
      {
        name: 'one of two answers, in a member that is looked at',
        code: code`
          import weakref


          class Choice:
              def __init__(self, first, second):
                  self._first = weakref.ref(first)
                  self._second = weakref.ref(second)

              def draw(self, is_first):
                  self.shown = self._first() if is_first else self._second()
                  if self.shown is None:
                      return None
                  return self.shown.draw()

              def scene(self):
                  self._scene = (first := self._first()) and weakref.ref(first)
                  if self._scene is None:
                      self._scene = weakref.ref(self)
                  return self._scene()
        `,
      },
      {
        name: 'a later answer is there, so the earlier one was',
        code: code`
          import weakref


          class Event:
              def __init__(self, source):
                  self._source = weakref.ref(source)

              def emitter(self):
                  target = self._source()
                  if self._source() is None:
                      raise RuntimeError("no source")
                  return target.events
        `,
      },
      {
        name: 'a property that the class is built on, and that nobody looks at',
        code: code`
          import weakref


          class Item:
              def __init__(self, view):
                  self._view = weakref.ref(view)

              @property
              def view(self):
                  return self._view()

              def draw(self):
                  self.view.paint(self)

              def move(self, x):
                  self.view.place(self, x)

              def hide(self):
                  self.view.remove(self)

              def select(self):
                  self.view.mark(self)
        `,
      },
      {
        name: 'a weak method or a plain handle, and a look at what either gives',
        code: code`
          import inspect
          import weakref


          class Slot:
              def __init__(self, function):
                  self._function = weakref.WeakMethod(function) if inspect.ismethod(function) else weakref.ref(function)

              def fire(self, *arguments):
                  function = self._function()
                  if function is not None:
                      function(*arguments)
        `,
      },
      {
        name: 'a helper that looks before it uses what it is given',
        code: code`
          import weakref


          def tell(listener):
              if listener is not None:
                  listener.changed()


          def changed(ref: "weakref.ref[Listener]"):
              tell(ref())
        `,
      },
      {
        name: 'an early return looks first',
        code: code`
          import weakref


          class Child:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)

              def rename(self, name):
                  parent = self._parent()
                  if parent is None:
                      return
                  parent.changed(name)
        `,
      },
      {
        name: 'a walrus binds and looks at once',
        code: code`
          import weakref


          class Pool:
              def __init__(self):
                  self._sessions = []

              def add(self, session):
                  self._sessions.append(weakref.ref(session))

              def ping(self):
                  for ref in self._sessions:
                      if (session := ref()) is not None:
                          session.ping()
        `,
      },
      {
        name: 'a truth test is a look, too',
        code: code`
          from weakref import ref


          def watch(node):
              handle = ref(node)

              def tick():
                  target = handle()
                  if target:
                      target.tick()

              return tick
        `,
      },
      {
        name: '`and` stops where the referent is gone',
        code: code`
          import weakref


          class View:
              def __init__(self, model):
                  self._model = weakref.ref(model)

              @property
              def title(self):
                  model = self._model()
                  return model and model.title
        `,
      },
      {
        name: 'a conditional expression looks first',
        code: code`
          import weakref


          class View:
              def __init__(self, model):
                  self._model = weakref.ref(model)

              def __repr__(self):
                  model = self._model()
                  return f"<View of {model.name if model is not None else 'nothing'}>"
        `,
      },
      {
        name: '`raise` leaves where it is gone',
        code: code`
          import weakref


          class Cursor:
              def __init__(self, connection):
                  self._connection = weakref.ref(connection)

              @property
              def connection(self):
                  connection = self._connection()
                  if connection is None:
                      raise ReferenceError("the connection is gone")
                  return connection

              def execute(self, query):
                  connection = self._connection()
                  if connection is None:
                      raise ReferenceError("the connection is gone")
                  return connection.execute(query)
        `,
      },
      {
        name: 'the parameter that was weakly referenced is still bound',
        code: code`
          import weakref


          class Terminal:
              def __init__(self, node, name):
                  self._node = weakref.ref(node)
                  self.item = self._node().make_item(name)
        `,
      },
      {
        name: 'the handler catches what None raises',
        code: code`
          import weakref


          class Proxy:
              def __init__(self, target):
                  self._target = weakref.ref(target)

              def close(self):
                  try:
                      self._target().close()
                  except AttributeError:
                      pass
        `,
      },
      {
        name: 'suppress catches what None raises',
        code: code`
          import weakref
          from contextlib import suppress


          class Proxy:
              def __init__(self, target):
                  self._target = weakref.ref(target)

              def close(self):
                  with suppress(AttributeError):
                      self._target().close()
        `,
      },
      {
        name: 'a test that wants to see it fail',
        code: code`
          import unittest
          import weakref


          class Test(unittest.TestCase):
              def check(self, r: weakref.ref):
                  with self.assertRaises(AttributeError):
                      r().name
                  self.assertRaises(AttributeError, lambda: r().name)
        `,
      },
      {
        name: 'looked at together',
        code: code`
          import weakref


          class Link:
              def __init__(self, left, right):
                  self._left = weakref.ref(left)
                  self._right = weakref.ref(right)

              def pull(self):
                  left, right = self._left(), self._right()
                  if None in (left, right):
                      return None
                  return left.pull(right.weight)

              def push(self):
                  left, right = self._left(), self._right()
                  return left.push(right.weight) if all((left, right)) else None
        `,
      },
      {
        name: 'catching everything catches that as well',
        code: code`
          import logging
          import weakref


          class Proxy:
              def __init__(self, target):
                  self._target = weakref.ref(target)

              def close(self):
                  try:
                      self._target().close()
                  except Exception:
                      logging.exception("close")
        `,
      },
      {
        name: 'an assert is a statement that it is there',
        code: code`
          import weakref


          def test_kept(make):
              thing = make()
              handle = weakref.ref(thing)
              del thing
              target = handle()
              assert target is not None
              assert target.alive
        `,
      },
      {
        name: 'comparing with an object proves that it is there',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def is_owned_by(self, widget):
                  return self._owner() is widget
        `,
      },
      {
        name: 'handing the answer on is up to the callee',
        code: code`
          import weakref


          class Event:
              def __init__(self, sender):
                  self._sender = weakref.ref(sender)

              @property
              def sender(self):
                  return self._sender()

              def dispatch(self, handler):
                  handler(self._sender())
        `,
      },
      {
        name: "a comprehension's `if` looks before the element",
        code: code`
          import weakref


          class Bus:
              def __init__(self):
                  self._listeners = []

              def listen(self, listener):
                  self._listeners.append(weakref.ref(listener))

              def names(self):
                  return [listener.name for ref in self._listeners if (listener := ref()) is not None]
        `,
      },
      {
        name: 'a nested comprehension filters the dead',
        code: code`
          import weakref


          class Bus:
              def __init__(self):
                  self._listeners = []

              def listen(self, listener):
                  self._listeners.append(weakref.ref(listener))

              def names(self):
                  live = (ref() for ref in self._listeners)
                  return [listener.name for listener in live if listener is not None]
        `,
      },
      {
        name: 'a match on None looks',
        code: code`
          import weakref


          class Link:
              def __init__(self, peer):
                  self._peer = weakref.ref(peer)

              def send(self, message):
                  match self._peer():
                      case None:
                          return False
                      case peer:
                          peer.receive(message)
                          return True
        `,
      },
      {
        name: 'a class pattern matches no None',
        code: code`
          import weakref


          class Peer:
              pass


          class Link:
              def __init__(self, peer):
                  self._peer = weakref.ref(peer)

              def send(self, message):
                  match self._peer():
                      case Peer() as peer:
                          peer.receive(message)
        `,
      },
      {
        name: 'a fallback stands in for what is gone',
        code: code`
          import weakref


          class Theme:
              def __init__(self, parent, default):
                  self._parent = weakref.ref(parent)
                  self._default = default

              def color(self):
                  return (self._parent() or self._default).color
        `,
      },
      {
        name: 'the loop continues with the next one',
        code: code`
          import weakref


          class Group:
              def __init__(self):
                  self._members = set()

              def join(self, member):
                  self._members.add(weakref.ref(member))

              def notify(self):
                  for ref in list(self._members):
                      member = ref()
                      if member is None:
                          self._members.discard(ref)
                          continue
                      member.notify()
        `,
      },
      {
        name: 'the loop runs only while it is there',
        code: code`
          import time
          import weakref


          def poll(signal, period):
              def run(handle):
                  while (signal := handle()) is not None:
                      signal.tick()
                      del signal
                      time.sleep(period)

              return run, weakref.ref(signal)
        `,
      },
      {
        name: 'any call may be weak or not: a name alone says nothing',
        code: code`
          class Slot:
              def __init__(self, owner):
                  self._ref = owner.ref

              def name(self):
                  return self._ref().name
        `,
      },
      {
        name: 'a local function named ref makes no weak handle',
        code: code`
          from weakref import WeakSet


          def ref(value):
              return lambda: value


          def name(node, seen=WeakSet()):
              return ref(node.clone())().name
        `,
      },
      {
        name: 'the attribute holds the object strongly as well',
        code: code`
          import weakref


          class Owner:
              def __init__(self, build):
                  child = build()
                  self.child = child
                  self._handle = weakref.ref(child)
                  del child
                  self._handle().start()
        `,
      },
      {
        name: 'the handle is to the object that holds it',
        code: code`
          import weakref


          class Node:
              def __init__(self):
                  self._me = weakref.ref(self)

              def name(self):
                  return self._me().label
        `,
      },
      {
        name: 'None has these, too',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def kind(self):
                  return self._owner().__class__

              def __eq__(self, other):
                  return self._owner() == other._owner()

              def __repr__(self):
                  return f"<Slot of {self._owner()!r}>"
        `,
      },
      {
        name: 'a flag remembers the look',
        code: code`
          import weakref


          class Watcher:
              def __init__(self, subject):
                  self._subject = weakref.ref(subject)

              def step(self):
                  subject = self._subject()
                  alive = subject is not None
                  if not alive:
                      return
                  subject.step()
        `,
      },
      {
        name: 'isinstance is false for None',
        code: code`
          import weakref


          class Watcher:
              def __init__(self, subject):
                  self._subject = weakref.ref(subject)

              def step(self):
                  subject = self._subject()
                  if isinstance(subject, Watcher):
                      subject.step()
        `,
      },
      {
        name: 'a static method takes the answer as its argument',
        code: code`
          import weakref


          class Tree:
              def __init__(self, root):
                  self._root = weakref.ref(root)

              @staticmethod
              def depth(root):
                  return 0 if root is None else root.depth

              @classmethod
              def of(cls, root):
                  tree = cls(root)
                  return cls.depth(tree._root())
        `,
      },
      {
        name: 'an except of its own stands for the dead',
        code: code`
          import weakref


          async def drain(queue):
              handle = weakref.ref(queue)
              del queue
              try:
                  await handle().join()
              except (AttributeError, RuntimeError):
                  return False
              return True
        `,
      },
      {
        name: 'the loop ends when a live one was found',
        code: code`
          import weakref


          class Ring:
              def __init__(self):
                  self._refs = []

              def add(self, item):
                  self._refs.append(weakref.ref(item))

              def take(self):
                  item = None
                  while item is None and self._refs:
                      item = self._refs.pop()()
                  if item is None:
                      raise IndexError("empty")
                  return item.value
        `,
      },
      {
        name: 'the name is bound anew where it is gone',
        code: code`
          import weakref


          class Cache:
              def __init__(self, load):
                  self._load = load
                  self._page = None

              def page(self):
                  page = self._page() if self._page is not None else None
                  if page is None:
                      page = self._load()
                      self._page = weakref.ref(page)
                  return page.text
        `,
      },
      {
        name: 'next with a default and a look',
        code: code`
          import weakref


          class Registry:
              def __init__(self):
                  self._refs = []

              def add(self, item):
                  self._refs.append(weakref.ref(item))

              def first_title(self):
                  return next((item.title for ref in self._refs if (item := ref())), None)
        `,
      },
      {
        name: 'a return in finally never sees the dead',
        code: code`
          import weakref


          def close(handle: weakref.ref):
              target = handle()
              try:
                  if target is None:
                      return
                  target.flush()
              finally:
                  if target is not None:
                      target.close()
        `,
      },
      {
        name: 'asked again while the first answer is still bound',
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
    ],
    invalid: [
      {
        name: 'one of the functions that a thread may run',
        code: code`
          import threading
          import weakref


          def refresh_once(widget_ref):
              widget = widget_ref()
              if widget is not None:
                  widget.refresh()


          def refresh_forever(widget_ref):
              while True:
                  widget_ref().refresh()


          def start(widget, forever):
              target = refresh_forever if forever else refresh_once
              threading.Thread(target=target, args=(weakref.ref(widget),)).start()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'widget_ref()', handle: 'widget_ref' },
            line: 13, column: 9, endLine: 13, endColumn: 21,
            suggestions: [
              { messageId: 'return', data: { strong: 'widget' }, output: { lines: [13, 13], become: code`
                  widget = widget_ref()
                  if widget is None:
                      return
                  widget.refresh()
                ` } },
            ],
          },
        ],
      },
      {
        name: 'the else of a loop is no part of its test',
        code: code`
          import weakref
          from elsewhere import make, more

          class Owner:
              def __init__(self):
                  self._part = weakref.ref(make()) if more() else None

              def run(self):
                  while (part := (self._part and self._part())) is not None:
                      pass
                  else:
                      more() or part.touch()
        `,
        errors: [
          { messageId: 'maybe', data: { name: 'part', handle: 'self._part' }, line: 12, column: 23, endLine: 12, endColumn: 27 },
        ],
      },
      {
        name: 'what calls pass is found out late, through functions that know of each other by calls',
        code: code`
          import weakref
          from elsewhere import make, pause, work


          def glance(handle):
              return handle()


          def relay(handle):
              return glance(handle)


          async def fetch(handle):
              node = handle()
              await pause()
              return node


          class Owner:
              def __init__(self):
                  self.ref = weakref.ref(make())

              async def run(self):
                  table = {'a': weakref.ref(make()), 'b': weakref.ref(make())}
                  work((lambda node: node.name)(relay(table['b'])))
                  work(await fetch(self.ref))

                  def inner():
                      return relay(table['a'])

                  inner()
        `,
        errors: [
          { messageId: 'maybe', data: { name: 'node', handle: 'relay' }, line: 25, column: 28, endLine: 25, endColumn: 32 },
        ],
      },
      {
        name: 'a name that is false only where the object was there',
        code: code`
          import weakref


          class Artist:
              def __init__(self, canvas):
                  self.canvas = weakref.ref(canvas)

              def draw(self):
                  is_gone = True
                  canvas = self.canvas()
                  if canvas is not None:
                      is_gone = False
                  if is_gone:
                      canvas.draw()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'canvas', handle: 'self.canvas' },
            line: 14, column: 13, endLine: 14, endColumn: 19,
            suggestions: [
              { messageId: 'return', data: { strong: 'canvas' }, output: { lines: [13, 13], become: code`
                  if is_gone:
                      if canvas is None:
                          return
                ` } },
              { messageId: 'nest', data: { strong: 'canvas' }, output: { lines: [14, 14], become: code`
                  if canvas is not None:
                      canvas.draw()
                ` } },
            ],
          },
        ],
      },
      {
        name: 'a handle that getattr gives',
        code: code`
          import weakref


          class Artist:
              def __init__(self, canvas):
                  self.canvas = weakref.ref(canvas)

              def draw(self):
                  canvas = getattr(self, 'canvas', None)
                  if canvas is None:
                      return
                  canvas().draw()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'canvas()', handle: 'canvas' },
            line: 12, column: 9, endLine: 12, endColumn: 17,
            suggestions: [
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [12, 12], become: code`
                  target = canvas()
                  if target is None:
                      return
                  target.draw()
                ` } },
              { messageId: 'nest', data: { strong: 'target' }, output: { lines: [12, 12], become: code`
                  target = canvas()
                  if target is not None:
                      target.draw()
                ` } },
            ],
          },
        ],
      },
      {
        name: 'a function that gives nothing until there is a handle',
        code: code`
          import weakref


          class Artist:
              def __init__(self):
                  self.canvas = lambda: None

              def place(self, canvas):
                  self.canvas = weakref.ref(canvas)

              def draw(self):
                  self.canvas().draw()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self.canvas()', handle: 'self.canvas' },
            line: 12, column: 9, endLine: 12, endColumn: 22,
            suggestions: [
              { messageId: 'return', data: { strong: 'canvas' }, output: { lines: [12, 12], become: code`
                  canvas = self.canvas()
                  if canvas is None:
                      return
                  canvas.draw()
                ` } },
              { messageId: 'nest', data: { strong: 'canvas' }, output: { lines: [12, 12], become: code`
                  canvas = self.canvas()
                  if canvas is not None:
                      canvas.draw()
                ` } },
            ],
          },
        ],
      },
      {
        name: 'the variable with the object that a constructor was given has another one by now',
        code: code`
          import weakref


          class Tree:
              def __init__(self, name, parent=None):
                  self.name = name
                  self._parent = weakref.ref(parent) if parent is not None else None

              def root(self):
                  return self._parent()


          def test_tree():
              root = Tree('root')
              child = Tree('child', root)
              root = Tree('another')
              return child.root().name, root
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'child.root()', handle: 'child.root' },
            line: 17, column: 12, endLine: 17, endColumn: 24,
            suggestions: [
              { messageId: 'raise', data: { strong: 'target' }, output: { lines: [17, 17], become: code`
                  target = child.root()
                  assert target is not None
                  return target.name, root
                ` } },
            ],
          },
        ],
      },
      {
        name: 'that one of them is there says nothing of the others',
        code: code`
          import weakref


          class Stack:
              def __init__(self):
                  self.frames = []

              def stop(self, frames):
                  self.frames = [weakref.ref(frame) for frame in frames]

              def lines(self):
                  frames = [ref() for ref in self.frames]
                  if any(frame is not None for frame in frames):
                      return [frame.line for frame in frames]
                  return []
        `,
        errors: [
          { messageId: 'maybe', data: { name: 'frame', handle: 'ref' }, line: 14, column: 21, endLine: 14, endColumn: 26 },
        ],
      },
      {
        name: 'a test that it is a handle',
        code: code`
          import weakref


          class Slot:
              def __init__(self, target):
                  try:
                      self.target = weakref.ref(target)
                  except TypeError:
                      self.target = target

              def name(self):
                  if isinstance(self.target, weakref.ReferenceType):
                      return self.target().name
                  return self.target.name
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self.target()', handle: 'self.target' },
            line: 13, column: 20, endLine: 13, endColumn: 33,
            suggestions: [
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [13, 13], become: code`
                  target = self.target()
                  if target is None:
                      return None
                  return target.name
                ` } },
            ],
          },
        ],
      },
      {
        name: 'the part of what is returned that may be gone',
        code: code`
          import weakref


          class Names:
              def __init__(self, table):
                  self._table = weakref.ref(table)

              def parts(self, names):
                  table = self._table()
                  return list(names), table

              def add(self, names):
                  names, table = self.parts(names)
                  names.append(1)
                  table.add(names)
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'table', handle: 'self._table' },
            line: 15, column: 9, endLine: 15, endColumn: 14,
            suggestions: [
              { messageId: 'return', data: { strong: 'table' }, output: { lines: [14, 14], become: code`
                  names.append(1)
                  if table is None:
                      return
                ` } },
              { messageId: 'nest', data: { strong: 'table' }, output: { lines: [15, 15], become: code`
                  if table is not None:
                      table.add(names)
                ` } },
            ],
          },
        ],
      },
      {
        name: 'a property of two functions',
        code: code`
          import weakref


          class Node(object):
              def __init__(self, name):
                  self.name = name
                  self._parent = None

              def _get_parent(self):
                  return None if self._parent is None else self._parent()

              def _set_parent(self, node):
                  self._parent = None if node is None else weakref.ref(node)

              parent = property(_get_parent, _set_parent)

              def siblings(self):
                  return self.parent.children

              def depth(self):
                  parent = self.parent
                  return 0 if parent is None else parent.depth() + 1
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self.parent', handle: 'self.parent' },
            line: 18, column: 16, endLine: 18, endColumn: 27,
            suggestions: [
              { messageId: 'return', data: { strong: 'parent' }, output: { lines: [18, 18], become: code`
                  parent = self.parent
                  if parent is None:
                      return None
                  return parent.children
                ` } },
            ],
          },
        ],
      },
      {
        name: 'what is left of a mapping is put in its place',
        code: code`
          import weakref


          class Bus:
              def __init__(self):
                  self.sinks = {}

              def add(self, name, sink):
                  self.sinks[name] = weakref.ref(sink)

              def prune(self):
                  self.sinks = {name: ref for name, ref in self.sinks.items() if ref() is not None}

              def flush(self):
                  for ref in self.sinks.values():
                      ref().flush()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'ref()', handle: 'ref' },
            line: 16, column: 13, endLine: 16, endColumn: 18,
            suggestions: [
              { messageId: 'continue', data: { strong: 'target' }, output: { lines: [16, 16], become: code`
                  target = ref()
                  if target is None:
                      continue
                  target.flush()
                ` } },
              { messageId: 'nest', data: { strong: 'target' }, output: { lines: [16, 16], become: code`
                  target = ref()
                  if target is not None:
                      target.flush()
                ` } },
            ],
          },
        ],
      },
      {
        name: 'in lists and sets of a dictionary that is filled as it is used',
        code: code`
          import weakref
          from collections import defaultdict


          class Bus:
              def __init__(self):
                  self._by_topic = defaultdict(list)
                  self._by_name = {}

              def listen(self, topic, name, listener):
                  self._by_topic[topic].append(weakref.ref(listener))
                  self._by_name.setdefault(name, set()).add(weakref.ref(listener))

              def send(self, topic):
                  for ref in self._by_topic[topic]:
                      ref().receive(topic)

              def call(self, name):
                  for ref in self._by_name.get(name, ()):
                      ref().call()
        `,
        errors: [
          {
            messageId: 'maybe', data: { name: 'ref()', handle: 'ref' }, line: 16, column: 13, endLine: 16, endColumn: 18,
            suggestions: [
              { messageId: 'continue', data: { strong: 'target' }, output: {
                lines: [16, 16],
                become: code`
                  target = ref()
                  if target is None:
                      continue
                  target.receive(topic)
                `,
              } },
              { messageId: 'nest', data: { strong: 'target' }, output: {
                lines: [16, 16],
                become: code`
                  target = ref()
                  if target is not None:
                      target.receive(topic)
                `,
              } },
            ],
          },
          {
            messageId: 'maybe', data: { name: 'ref()', handle: 'ref' }, line: 20, column: 13, endLine: 20, endColumn: 18,
            suggestions: [
              { messageId: 'continue', data: { strong: 'target' }, output: {
                lines: [20, 20],
                become: code`
                  target = ref()
                  if target is None:
                      continue
                  target.call()
                `,
              } },
              { messageId: 'nest', data: { strong: 'target' }, output: {
                lines: [20, 20],
                become: code`
                  target = ref()
                  if target is not None:
                      target.call()
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'an entry that is taken out and put in again is still a handle',
        code: code`
          import weakref
          from collections import OrderedDict


          class Cache:
              def __init__(self):
                  self._entries = OrderedDict()

              def put(self, key, value):
                  self._entries[key] = weakref.ref(value)

              def get(self, key):
                  ref = self._entries.pop(key, None)
                  if ref is None:
                      return None
                  self._entries[key] = ref
                  return ref()

              def rotate(self):
                  key, ref = self._entries.popitem()
                  self._entries[key] = ref

              def size_of(self, key):
                  return self._entries[key]().size
        `,
        errors: [
          {
            messageId: 'maybe', data: { name: 'self._entries[key]()', handle: 'self._entries[key]' }, line: 24, column: 16, endLine: 24, endColumn: 36,
            suggestions: [
              { messageId: 'return', data: { strong: 'target' }, output: {
                lines: [24, 24],
                become: code`
                  target = self._entries[key]()
                  if target is None:
                      return None
                  return target.size
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'in the tuples of a heap',
        code: code`
          import heapq
          import weakref


          class Scheduler:
              def __init__(self):
                  self._jobs = []

              def add(self, when, owner):
                  heapq.heappush(self._jobs, (when, id(owner), weakref.ref(owner)))

              def run(self):
                  when, _, ref = heapq.heappop(self._jobs)
                  ref().run(when)

              def next_name(self):
                  return self._jobs[0][2]().name
        `,
        errors: [
          {
            messageId: 'maybe', data: { name: 'ref()', handle: 'ref' }, line: 14, column: 9, endLine: 14, endColumn: 14,
            suggestions: [
              { messageId: 'return', data: { strong: 'target' }, output: {
                lines: [14, 14],
                become: code`
                  target = ref()
                  if target is None:
                      return
                  target.run(when)
                `,
              } },
              { messageId: 'nest', data: { strong: 'target' }, output: {
                lines: [14, 14],
                become: code`
                  target = ref()
                  if target is not None:
                      target.run(when)
                `,
              } },
            ],
          },
          {
            messageId: 'maybe', data: { name: 'self._jobs[0][2]()', handle: 'self._jobs[0][2]' }, line: 17, column: 16, endLine: 17, endColumn: 34,
            suggestions: [
              { messageId: 'return', data: { strong: 'job' }, output: {
                lines: [17, 17],
                become: code`
                  job = self._jobs[0][2]()
                  if job is None:
                      return None
                  return job.name
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'what had the object in a member or a list has given it up, or gone itself',
        code: code`
          import weakref


          class Tree:
              pass


          def after_clear(make):
              widgets = [make()]
              handle = weakref.ref(widgets[0])
              widgets.clear()
              return handle().name


          def after_rebinding(make):
              widgets = [make()]
              handle = weakref.ref(widgets[0])
              widgets = None
              return handle().name


          def after_change():
              tree = Tree()
              handle = weakref.ref(tree.child)
              tree.child = None
              return handle().name


          def after_del():
              tree = Tree()
              handle = weakref.ref(tree.child)
              del tree
              return handle().name
        `,
        errors: [
          {
            messageId: 'maybe', data: { name: 'handle()', handle: 'handle' }, line: 12, column: 12, endLine: 12, endColumn: 20,
            suggestions: [
              { messageId: 'return', data: { strong: 'target' }, output: {
                lines: [12, 12],
                become: code`
                  target = handle()
                  if target is None:
                      return None
                  return target.name
                `,
              } },
            ],
          },
          {
            messageId: 'maybe', data: { name: 'handle()', handle: 'handle' }, line: 19, column: 12, endLine: 19, endColumn: 20,
            suggestions: [
              { messageId: 'return', data: { strong: 'target' }, output: {
                lines: [19, 19],
                become: code`
                  target = handle()
                  if target is None:
                      return None
                  return target.name
                `,
              } },
            ],
          },
          {
            messageId: 'maybe', data: { name: 'handle()', handle: 'handle' }, line: 26, column: 12, endLine: 26, endColumn: 20,
            suggestions: [
              { messageId: 'return', data: { strong: 'target' }, output: {
                lines: [26, 26],
                become: code`
                  target = handle()
                  if target is None:
                      return None
                  return target.name
                `,
              } },
            ],
          },
          {
            messageId: 'maybe', data: { name: 'handle()', handle: 'handle' }, line: 33, column: 12, endLine: 33, endColumn: 20,
            suggestions: [
              { messageId: 'return', data: { strong: 'target' }, output: {
                lines: [33, 33],
                become: code`
                  target = handle()
                  if target is None:
                      return None
                  return target.name
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'a default that is true says nothing',
        code: code`
          import weakref


          def draw(ref: weakref.ref):
              view = ref()
              if getattr(view, "visible", True):
                  view.draw()
        `,
        errors: [
          {
            messageId: 'maybe', data: { name: 'view', handle: 'ref' }, line: 7, column: 9, endLine: 7, endColumn: 13,
            suggestions: [
              { messageId: 'return', data: { strong: 'view' }, output: {
                lines: [7, 7],
                become: code`
                  if view is None:
                      return
                  view.draw()
                `,
              } },
              { messageId: 'nest', data: { strong: 'view' }, output: {
                lines: [7, 7],
                become: code`
                  if view is not None:
                      view.draw()
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'behind the handler what the function has only asked',
        code: code`
          import weakref


          def peek(handle):
              return handle()


          def run(r: weakref.ref):
              try:
                  node = peek(r)
              except AttributeError:
                  return
              node.touch()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'node', handle: 'peek', absent: '`None`' },
            line: 13, column: 5, endLine: 13, endColumn: 9,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'node' },
                output: {
                  lines: [13, 13],
                  become: code`
                    if node is None:
                        return
                    node.touch()
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'node' },
                output: {
                  lines: [13, 13],
                  become: code`
                    if node is not None:
                        node.touch()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a function that says yes for another reason, too; a variable that holds another handle before long',
        code: code`
          import weakref


          class Panel:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)
                  self.closed = False

              def _either(self):
                  if self.closed:
                      return True
                  if self._owner() is None:
                      return False
                  return True

              def draw(self):
                  owner = self._owner()
                  if not self._either():
                      return
                  owner.draw()


          def watch(owner, other):
              ask = weakref.ref(owner)
              ask = weakref.ref(other)

              def alive():
                  return ask() is not None

              def stop():
                  owner = ask()
                  if not alive():
                      return
                  owner.stop()

              return stop
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'owner', handle: 'self._owner', absent: '`None`' },
            line: 20, column: 9, endLine: 20, endColumn: 14,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'owner' },
                output: {
                  lines: [20, 20],
                  become: code`
                    if owner is None:
                        return
                    owner.draw()
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'owner' },
                output: {
                  lines: [20, 20],
                  become: code`
                    if owner is not None:
                        owner.draw()
                  `,
                },
              },
            ],
          },
          {
            messageId: 'maybe',
            data: { name: 'owner', handle: 'ask', absent: '`None`' },
            line: 34, column: 9, endLine: 34, endColumn: 14,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'owner' },
                output: {
                  lines: [34, 34],
                  become: code`
                    if owner is None:
                        return
                    owner.stop()
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'owner' },
                output: {
                  lines: [34, 34],
                  become: code`
                    if owner is not None:
                        owner.stop()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'another function, and one that waits, may be gone',
        code: code`
          import weakref


          def wrapped(ready):
              def call(*args):
                  return args

              def other(*args):
                  return itself().inner(*args)

              async def later():
                  await ready()
                  return own().inner

              itself = weakref.ref(call)
              own = weakref.ref(later)
              return other, later
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'itself()', handle: 'itself', absent: '`None`' },
            line: 9, column: 16, endLine: 9, endColumn: 24,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'target' },
                output: {
                  lines: [9, 9],
                  become: code`
                    target = itself()
                    if target is None:
                        return None
                    return target.inner(*args)
                  `,
                },
              },
            ],
          },
          {
            messageId: 'maybe',
            data: { name: 'own()', handle: 'own', absent: '`None`' },
            line: 13, column: 16, endLine: 13, endColumn: 21,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'target' },
                output: {
                  lines: [13, 13],
                  become: code`
                    target = own()
                    if target is None:
                        return None
                    return target.inner
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'the object of an entry that may have gone',
        code: code`
          import weakref

          shapes = weakref.WeakValueDictionary()


          def area(name):
              return shapes.get(name).area
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'shapes.get(name)', handle: 'shapes', absent: '`None`' },
            line: 7, column: 12, endLine: 7, endColumn: 28,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'shape' },
                output: {
                  lines: [7, 7],
                  become: code`
                    shape = shapes.get(name)
                    if shape is None:
                        return None
                    return shape.area
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'what a property hands on, where another use looks',
        code: code`
          import weakref


          class Node:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)

              @property
              def parent(self):
                  return self._parent()

              def path(self):
                  return self.parent.path + [self]

              def depth(self):
                  parent = self.parent
                  return 0 if parent is None else parent.depth() + 1
        `,
        errors: [{ messageId: 'maybe', data: { name: 'self.parent', handle: 'self.parent' }, line: 13, column: 16, endLine: 13, endColumn: 27, suggestions: [
          {
            messageId: 'return',
            data: { strong: 'parent' },
            output: {
              lines: [13, 13],
              become: code`
                parent = self.parent
                if parent is None:
                    return None
                return parent.path + [self]
              `,
            },
          },
        ] }],
      },
      {
        name: 'in a helper that is given what a handle gives',
        code: code`
          import weakref


          def tell(listener):
              listener.changed()


          def changed(ref: "weakref.ref[Listener]"):
              tell(ref())
        `,
        errors: [{ messageId: 'maybe', data: { name: 'listener', handle: 'ref' }, line: 5, column: 5, endLine: 5, endColumn: 13, suggestions: [
          {
            messageId: 'return',
            data: { strong: 'listener' },
            output: {
              lines: [5, 5],
              become: code`
                if listener is None:
                    return
                listener.changed()
              `,
            },
          },
          {
            messageId: 'nest',
            data: { strong: 'listener' },
            output: {
              lines: [5, 5],
              become: code`
                if listener is not None:
                    listener.changed()
              `,
            },
          },
        ] }],
      },
      {
        name: 'where None would only fail elsewhere',
        code: code`
          import weakref


          class View:
              def __init__(self, rows):
                  self._rows_ref = weakref.ref(rows)

              def __len__(self):
                  return len(self._rows_ref())
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._rows_ref()', handle: 'self._rows_ref' },
            line: 9, column: 20, endLine: 9, endColumn: 36,
            suggestions: [
              {
                messageId: 'raise',
                data: { strong: 'rows' },
                output: {
                  lines: [9, 9],
                  become: code`
                    rows = self._rows_ref()
                    if rows is None:
                        raise ReferenceError("rows is gone")
                    return len(rows)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'several times in a row',
        code: code`
          import weakref


          def close(view_ref: weakref.ref, is_last):
              view_ref().hide()
              if is_last:
                  view_ref().destroy()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'view_ref()', handle: 'view_ref' },
            line: 5, column: 5, endLine: 5, endColumn: 15,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'view' },
                output: {
                  lines: [5, 7],
                  become: code`
                    view = view_ref()
                    if view is None:
                        return
                    view.hide()
                    if is_last:
                        view.destroy()
                  `,
                },
              },
            ],
          },
          {
            messageId: 'maybe',
            data: { name: 'view_ref()', handle: 'view_ref' },
            line: 7, column: 9, endLine: 7, endColumn: 19,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'view' },
                output: {
                  lines: [7, 7],
                  become: code`
                    view = view_ref()
                    if view is None:
                        return
                    view.destroy()
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'view' },
                output: {
                  lines: [7, 7],
                  become: code`
                    view = view_ref()
                    if view is not None:
                        view.destroy()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'an attribute of the answer itself',
        code: code`
          import weakref


          class Child:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)

              def path(self):
                  return self._parent().path + "/child"
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._parent()', handle: 'self._parent' },
            line: 9, column: 16, endLine: 9, endColumn: 30,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'parent' },
                output: {
                  lines: [9, 9],
                  become: code`
                    parent = self._parent()
                    if parent is None:
                        return None
                    return parent.path + "/child"
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'through a strong name',
        code: code`
          import weakref


          class Task:
              def __init__(self, runner):
                  self.runner_ref = weakref.ref(runner)

              def cancel(self):
                  runner = self.runner_ref()
                  runner.remove(self)
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'runner', handle: 'self.runner_ref' },
            line: 10, column: 9, endLine: 10, endColumn: 15,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'runner' },
                output: {
                  lines: [10, 10],
                  become: code`
                    if runner is None:
                        return
                    runner.remove(self)
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'runner' },
                output: {
                  lines: [10, 10],
                  become: code`
                    if runner is not None:
                        runner.remove(self)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'imported under another name',
        code: code`
          from weakref import ref as weak


          def later(job):
              handle = weak(job)
              del job
              return lambda: handle().run()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'handle()', handle: 'handle' },
            line: 7, column: 20, endLine: 7, endColumn: 28,
          },
        ],
      },
      {
        name: 'an alias of the module and of the class',
        code: code`
          import weakref as wr

          make = wr.ref


          class Leaf:
              def __init__(self, tree):
                  self.tree = make(tree)

              def depth(self):
                  return len(self.tree())
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self.tree()', handle: 'self.tree' },
            line: 11, column: 20, endLine: 11, endColumn: 31,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'tree' },
                output: {
                  lines: [11, 11],
                  become: code`
                    tree = self.tree()
                    if tree is None:
                        return None
                    return len(tree)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'the function is a closure over the handle',
        code: code`
          import weakref


          def subscribe(bus, widget):
              widget_ref = weakref.ref(widget)

              def on_event(event):
                  widget_ref().handle(event)

              bus.connect(on_event)
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'widget_ref()', handle: 'widget_ref' },
            line: 8, column: 9, endLine: 8, endColumn: 21,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'widget' },
                output: {
                  lines: [8, 8],
                  become: code`
                    widget = widget_ref()
                    if widget is None:
                        return
                    widget.handle(event)
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'widget' },
                output: {
                  lines: [8, 8],
                  become: code`
                    widget = widget_ref()
                    if widget is not None:
                        widget.handle(event)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a bound method is called',
        code: code`
          import weakref


          class Signal:
              def __init__(self, callback):
                  self._callback = weakref.WeakMethod(callback)

              def emit(self, *args):
                  self._callback()(*args)
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._callback()', handle: 'self._callback' },
            line: 9, column: 9, endLine: 9, endColumn: 25,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'callback' },
                output: {
                  lines: [9, 9],
                  become: code`
                    callback = self._callback()
                    if callback is None:
                        return
                    callback(*args)
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'callback' },
                output: {
                  lines: [9, 9],
                  become: code`
                    callback = self._callback()
                    if callback is not None:
                        callback(*args)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'the handler catches something else',
        code: code`
          import weakref


          class Proxy:
              def __init__(self, target):
                  self._target = weakref.ref(target)

              def size(self):
                  try:
                      return self._target().size
                  except KeyError:
                      return 0
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._target()', handle: 'self._target' },
            line: 10, column: 20, endLine: 10, endColumn: 34,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'target' },
                output: {
                  lines: [10, 10],
                  become: code`
                    target = self._target()
                    if target is None:
                        return None
                    return target.size
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'suppress of something else',
        code: code`
          import weakref
          from contextlib import suppress


          class Proxy:
              def __init__(self, target):
                  self._target = weakref.ref(target)

              def close(self):
                  with suppress(OSError):
                      self._target().close()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._target()', handle: 'self._target' },
            line: 11, column: 13, endLine: 11, endColumn: 27,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'target' },
                output: {
                  lines: [11, 11],
                  become: code`
                    target = self._target()
                    if target is None:
                        return
                    target.close()
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'target' },
                output: {
                  lines: [11, 11],
                  become: code`
                    target = self._target()
                    if target is not None:
                        target.close()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a test that leaves a way through',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def release(self, force):
                  owner = self._owner()
                  if owner is None and not force:
                      return
                  owner.release()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'owner', handle: 'self._owner' },
            line: 12, column: 9, endLine: 12, endColumn: 14,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'owner' },
                output: {
                  lines: [12, 12],
                  become: code`
                    if owner is None:
                        return
                    owner.release()
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'owner' },
                output: {
                  lines: [12, 12],
                  become: code`
                    if owner is not None:
                        owner.release()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'iterated over',
        code: code`
          import weakref


          class Selection:
              def __init__(self, items):
                  self._items = weakref.ref(items)

              def show(self):
                  for item in self._items():
                      item.show()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._items()', handle: 'self._items' },
            line: 9, column: 21, endLine: 9, endColumn: 34,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'items' },
                output: {
                  lines: [9, 9],
                  become: code`
                    items = self._items()
                    if items is None:
                        return
                    for item in items:
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'the strong name was deleted before',
        code: code`
          import weakref


          def probe(make):
              thing = make()
              handle = weakref.ref(thing)
              del thing
              print(handle().name)
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'handle()', handle: 'handle' },
            line: 8, column: 11, endLine: 8, endColumn: 19,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'target' },
                output: {
                  lines: [8, 8],
                  become: code`
                    target = handle()
                    if target is None:
                        return
                    print(target.name)
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'target' },
                output: {
                  lines: [8, 8],
                  become: code`
                    target = handle()
                    if target is not None:
                        print(target.name)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'in a test',
        code: code`
          import weakref


          class Gate:
              def __init__(self, guard):
                  self._guard = weakref.ref(guard)

              def open(self, key):
                  if self._guard().accepts(key):
                      self.opened = True
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._guard()', handle: 'self._guard' },
            line: 9, column: 12, endLine: 9, endColumn: 25,
            suggestions: [
              {
                messageId: 'walrus',
                data: { strong: 'guard' },
                output: { lines: [9, 9], become: 'if (guard := self._guard()) is not None and guard.accepts(key):' },
              },
            ],
          },
        ],
      },
      {
        name: 'as a context manager',
        code: code`
          import weakref


          class Job:
              def __init__(self, lock):
                  self._lock = weakref.ref(lock)

              def run(self):
                  with self._lock():
                      self.step()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._lock()', handle: 'self._lock' },
            line: 9, column: 14, endLine: 9, endColumn: 26,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'lock' },
                output: {
                  lines: [9, 9],
                  become: code`
                    lock = self._lock()
                    if lock is None:
                        return
                    with lock:
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'an item is set',
        code: code`
          import weakref


          class Entry:
              def __init__(self, table):
                  self._table = weakref.ref(table)

              def store(self, value):
                  self._table()[self] = value
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._table()', handle: 'self._table' },
            line: 9, column: 9, endLine: 9, endColumn: 22,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'table' },
                output: {
                  lines: [9, 9],
                  become: code`
                    table = self._table()
                    if table is None:
                        return
                    table[self] = value
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'table' },
                output: {
                  lines: [9, 9],
                  become: code`
                    table = self._table()
                    if table is not None:
                        table[self] = value
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


          class Entry:
              def __init__(self, table):
                  self._table = weakref.ref(table)

              def store(self, value):
                  table = self._table()
                  table.store(value)
        `, 4),
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'table', handle: 'self._table' },
            line: 10, column: 3, endLine: 10, endColumn: 8,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'table' },
                output: tabsAndCrlf(code`
                  import weakref


                  class Entry:
                      def __init__(self, table):
                          self._table = weakref.ref(table)

                      def store(self, value):
                          table = self._table()
                          if table is None:
                              return
                          table.store(value)
                `, 4),
              },
              {
                messageId: 'nest',
                data: { strong: 'table' },
                output: tabsAndCrlf(code`
                  import weakref


                  class Entry:
                      def __init__(self, table):
                          self._table = weakref.ref(table)

                      def store(self, value):
                          table = self._table()
                          if table is not None:
                              table.store(value)
                `, 4),
              },
            ],
          },
        ],
      },
      {
        name: 'an async method',
        code: code`
          import weakref


          class Worker:
              def __init__(self, pool):
                  self._pool = weakref.ref(pool)

              async def done(self):
                  await self._pool().release(self)
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._pool()', handle: 'self._pool' },
            line: 9, column: 15, endLine: 9, endColumn: 27,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'pool' },
                output: {
                  lines: [9, 9],
                  become: code`
                    pool = self._pool()
                    if pool is None:
                        return
                    await pool.release(self)
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'pool' },
                output: {
                  lines: [9, 9],
                  become: code`
                    pool = self._pool()
                    if pool is not None:
                        await pool.release(self)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'an annotation says that it is a handle',
        code: code`
          import weakref
          from dataclasses import dataclass


          @dataclass
          class Entry:
              owner: weakref.ref["Owner"]

              def touch(self):
                  self.owner().touched = True
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self.owner()', handle: 'self.owner' },
            line: 10, column: 9, endLine: 10, endColumn: 21,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'owner' },
                output: {
                  lines: [10, 10],
                  become: code`
                    owner = self.owner()
                    if owner is None:
                        return
                    owner.touched = True
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'owner' },
                output: {
                  lines: [10, 10],
                  become: code`
                    owner = self.owner()
                    if owner is not None:
                        owner.touched = True
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a parameter that is a handle',
        code: code`
          from weakref import ReferenceType


          def title(page: ReferenceType):
              return page().title.strip()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'page()', handle: 'page' },
            line: 5, column: 12, endLine: 5, endColumn: 18,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'target' },
                output: {
                  lines: [5, 5],
                  become: code`
                    target = page()
                    if target is None:
                        return None
                    return target.title.strip()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a handle in a class attribute',
        code: code`
          import weakref


          class App:
              _current = None

              @classmethod
              def activate(cls, app):
                  cls._current = weakref.ref(app)

              @classmethod
              def title(cls):
                  return cls._current().title
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'cls._current()', handle: 'cls._current' },
            line: 13, column: 16, endLine: 13, endColumn: 30,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'current' },
                output: {
                  lines: [13, 13],
                  become: code`
                    current = cls._current()
                    if current is None:
                        return None
                    return current.title
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a comment beside it stays',
        code: code`
          import weakref


          class Child:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)

              def rename(self):
                  # tell the parent
                  self._parent().changed()  # it redraws
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._parent()', handle: 'self._parent' },
            line: 10, column: 9, endLine: 10, endColumn: 23,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'parent' },
                output: {
                  lines: [10, 10],
                  become: code`
                    parent = self._parent()
                    if parent is None:
                        return
                    parent.changed()  # it redraws
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'parent' },
                output: {
                  lines: [10, 10],
                  become: code`
                    parent = self._parent()
                    if parent is not None:
                        parent.changed()  # it redraws
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: "the strong name's own name is taken",
        code: code`
          import weakref


          class Child:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)

              def move(self, parent):
                  self._parent().remove(self)
                  parent.add(self)
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._parent()', handle: 'self._parent' },
            line: 9, column: 9, endLine: 9, endColumn: 23,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'target' },
                output: {
                  lines: [9, 9],
                  become: code`
                    target = self._parent()
                    if target is None:
                        return
                    target.remove(self)
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'target' },
                output: {
                  lines: [9, 9],
                  become: code`
                    target = self._parent()
                    if target is not None:
                        target.remove(self)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: "a while loop's test",
        code: code`
          import weakref


          class Pump:
              def __init__(self, source):
                  self._source = weakref.ref(source)

              def run(self):
                  while self._source().pending():
                      self.step()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._source()', handle: 'self._source' },
            line: 9, column: 15, endLine: 9, endColumn: 29,
            suggestions: [
              {
                messageId: 'walrus',
                data: { strong: 'source' },
                output: { lines: [9, 9], become: 'while (source := self._source()) is not None and source.pending():' },
              },
            ],
          },
        ],
      },
      {
        name: 'where it is known to be gone',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def release(self):
                  owner = self._owner()
                  if owner is None: owner.release()
        `,
        errors: [
          {
            messageId: 'absent',
            data: { name: 'owner', handle: 'self._owner' },
            line: 10, column: 27, endLine: 10, endColumn: 32,
          },
        ],
      },
      {
        name: 'in a comprehension',
        code: code`
          import weakref


          def labels(node, keys):
              node_ref = weakref.ref(node)
              del node
              return [node_ref().label(key) for key in keys]
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'node_ref()', handle: 'node_ref' },
            line: 7, column: 13, endLine: 7, endColumn: 23,
            suggestions: [
              {
                messageId: 'walrus',
                data: { strong: 'target' },
                output: { lines: [7, 7], become: 'return [target.label(key) for key in keys if (target := node_ref()) is not None]' },
              },
            ],
          },
        ],
      },
      {
        name: 'in a loop',
        code: code`
          import weakref


          class Pump:
              def __init__(self, source):
                  self._source = weakref.ref(source)

              def drain(self, jobs):
                  for job in jobs:
                      self._source().push(job)
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._source()', handle: 'self._source' },
            line: 10, column: 13, endLine: 10, endColumn: 27,
            suggestions: [
              {
                messageId: 'continue',
                data: { strong: 'source' },
                output: {
                  lines: [10, 10],
                  become: code`
                    source = self._source()
                    if source is None:
                        continue
                    source.push(job)
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'source' },
                output: {
                  lines: [10, 10],
                  become: code`
                    source = self._source()
                    if source is not None:
                        source.push(job)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'after it was let go on purpose',
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
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._runner()', handle: 'self._runner' },
            line: 14, column: 9, endLine: 14, endColumn: 23,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'target' },
                output: {
                  lines: [14, 14],
                  become: code`
                    target = self._runner()
                    if target is None:
                        return
                    target.remove(self)
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'target' },
                output: {
                  lines: [14, 14],
                  become: code`
                    target = self._runner()
                    if target is not None:
                        target.remove(self)
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'in a finally, which nothing should leave early',
        code: code`
          import weakref


          class Job:
              def __init__(self, lock):
                  self._lock = weakref.ref(lock)

              def run(self, step):
                  try:
                      return step()
                  finally:
                      self._lock().release()
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._lock()', handle: 'self._lock' },
            line: 12, column: 13, endLine: 12, endColumn: 25,
            suggestions: [
              {
                messageId: 'nest',
                data: { strong: 'lock' },
                output: {
                  lines: [12, 12],
                  become: code`
                    lock = self._lock()
                    if lock is not None:
                        lock.release()
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'in a base class of the file',
        code: code`
          import weakref


          class Base:
              def __init__(self, parent):
                  self._parent = weakref.ref(parent)


          class Leaf(Base):
              def prune(self):
                  del self._parent().children[self]
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'self._parent()', handle: 'self._parent' },
            line: 11, column: 13, endLine: 11, endColumn: 27,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'parent' },
                output: {
                  lines: [11, 11],
                  become: code`
                    parent = self._parent()
                    if parent is None:
                        return
                    del parent.children[self]
                  `,
                },
              },
              {
                messageId: 'nest',
                data: { strong: 'parent' },
                output: {
                  lines: [11, 11],
                  become: code`
                    parent = self._parent()
                    if parent is not None:
                        del parent.children[self]
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'at the top of a module',
        code: code`
          import weakref


          def make():
              return set()


          names_ref = weakref.ref(make())
          names_ref().add("root")
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'names_ref()', handle: 'names_ref' },
            line: 9, column: 1, endLine: 9, endColumn: 12,
            suggestions: [
              {
                messageId: 'nest',
                data: { strong: 'names' },
                output: {
                  lines: [9, 9],
                  become: code`
                    names = names_ref()
                    if names is not None:
                        names.add("root")
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
        name: 'of nothing no handle is made',
        code: code`
          export class Loader {
            #ref = new WeakRef(globalThis);
            call(isSmall, isLarge) {
              let page = this.#ref.deref();
              if (page === undefined) {
                if (isSmall) page = open('small');
                else if (isLarge) page = open('large');
                this.#ref = new WeakRef(page);
              }
              return page.title;
            }
          }
        `,
      },
      {
        name: 'a symbol of the same name is another member; so is another symbol',
        code: code`
          const kOwner = Symbol('owner');
          const kSize = Symbol('size');
          class Part {
            constructor(owner) { this[kOwner] = new WeakRef(owner); this[kSize] = owner; }
            size() { return this[kSize].deref().size; }
            named(kOwner) { return this[kOwner].deref().name; }
          }
        `,
      },
      {
        name: 'a function gets one of several handles, all of which were made in this job',
        code: code`
          import { chosen, make, use } from './elsewhere.js';

          function need(handle) {
            const node = handle.deref();
            if (!node) throw new RangeError();
            return node;
          }

          export function run() {
            let record = { a: new WeakRef(make()), b: new WeakRef(make()) };
            if (chosen) record = { a: new WeakRef(make()), b: new WeakRef(make()) };
            use(need(record['b']).name);
          }
        `,
      },
      {
        name: 'the object that a constructor was given is in a variable',
        code: code`
          class Tree {
            constructor(parent) {
              this.parent = parent && new WeakRef(parent);
            }

            root() {
              return this.parent.deref();
            }
          }

          export async function test() {
            const root = new Tree();
            const child = new Tree(root);
            await pause();
            return child.root().parent;
          }
        `,
      },
      {
        name: 'all answers of a collection are asked at once',
        code: code`
          class Stack {
            constructor(frames) {
              this.frames = frames.map((frame) => new WeakRef(frame));
            }

            lines() {
              const frames = this.frames.map((ref) => ref.deref());
              return frames.some((frame) => frame === undefined) ? [] : frames.map((frame) => frame.line);
            }

            names() {
              const frames = this.frames.map((ref) => ref.deref());
              if (!frames.every(Boolean)) return [];
              return frames.map((frame) => frame.name);
            }

            draw() {
              const frames = this.frames.map((ref) => ref.deref());
              if (frames.includes(undefined)) return;
              for (const frame of frames) frame.draw();
            }
          }
        `,
      },
      {
        name: 'a test that it is a handle, and then a look; what another function finds out so is its own',
        code: code`
          export function resolve(value) {
            if (value instanceof WeakRef) {
              value = value.deref();
            }
            return value ?? null;
          }

          export function nameOf(value) {
            const node = value instanceof WeakRef ? value.deref() : value;
            return node === undefined ? '' : node.name;
          }

          export function use(holder) {
            return resolve(holder.node).name;
          }
        `,
      },
      {
        name: 'what a chain stopped at is looked at, or has another value instead',
        code: code`
          class Menu {
            constructor(owner) {
              this.owner = new WeakRef(owner);
            }

            size() {
              const items = this.owner.deref()?.items;
              if (items === undefined) return 0;
              return items.length;
            }

            title() {
              const owner = this.owner.deref();
              const title = owner?.title;
              if (!owner) return '';
              return title.trim();
            }

            draw() {
              this.owner.deref()?.canvas.context.fill();
              const label = this.owner.deref()?.label ?? 'gone';
              return label.trim();
            }
          }
        `,
      },
      {
        name: 'a walk from parent to parent, the first of which may not be set',
        code: code`
          class Entity {
            parent;

            setParent(parent) {
              this.parent = parent && new WeakRef(parent);
            }

            depth() {
              let depth = 0;
              for (let entity = this.parent?.deref(); entity; entity = entity.parent?.deref()) depth++;
              return depth;
            }

            root() {
              let root = this;
              let parent = root.parent?.deref();
              while (parent) {
                root = parent;
                parent = parent.parent?.deref();
              }
              return root;
            }
          }

          new Entity();
        `,
      },
      {
        name: 'one of two answers, in a member that is looked at',
        code: code`
          export class Choice {
            constructor(first, second) {
              this.first = new WeakRef(first);
              this.second = new WeakRef(second);
            }
            draw(isFirst) {
              this.shown = isFirst ? this.first.deref() : this.second.deref();
              if (this.shown === undefined) return;
              this.shown.draw();
            }
          }
        `,
      },
      {
        name: 'a test that wants to see it fail',
        code: code`
          test('gone', async () => {
            const ref = new WeakRef(make());
            await collect();
            expect(() => ref.deref().name).toThrow();
            assert.throws(() => ref.deref().name);
          });
        `,
      },
      {
        name: 'those that are gone are taken out',
        code: code`
          class Group {
            constructor(members) {
              this.members = members.map((member) => new WeakRef(member));
            }
            async close() {
              await ready();
              for (const member of this.members.map((ref) => ref.deref()).filter(Boolean)) member.close();
              this.members.map((ref) => ref.deref()).filter((member) => member !== undefined).forEach((member) => member.close());
            }
          }
        `,
      },
      {
        name: 'optional chaining stops where it is gone',
        code: code`
          class View {
            constructor(model) {
              this.model = new WeakRef(model);
            }

            title() {
              return this.model.deref()?.title.trim() ?? '';
            }
          }
        `,
      },
      {
        name: 'an early return looks first',
        code: code`
          class View {
            #model;

            constructor(model) {
              this.#model = new WeakRef(model);
            }

            render() {
              const model = this.#model.deref();
              if (!model) return;
              model.render(this);
            }
          }
        `,
      },
      {
        name: 'the job that makes the handle keeps the referent until it ends',
        code: code`
          function open(make) {
            const handle = new WeakRef(make());
            handle.deref().open();
            return handle;
          }
        `,
      },
      {
        name: 'looked at in this job, so it stays until the job ends',
        code: code`
          class View {
            constructor(model) {
              this.model = new WeakRef(model);
            }

            render() {
              if (this.model.deref() === undefined) return;
              this.model.deref().render(this);
            }
          }
        `,
      },
      {
        name: 'null and undefined are the same to `== null`',
        code: code`
          const peers = new Map();

          export function join(name, peer) {
            const handle = new WeakRef(peer);
            peers.set(name, handle);
            return () => {
              const live = handle.deref();
              if (live == null) throw new Error('gone');
              live.leave(name);
            };
          }
        `,
      },
      {
        name: '`&&` stops where it is gone',
        code: code`
          function subscribe(bus, widget) {
            const handle = new WeakRef(widget);
            bus.on('change', (event) => {
              const target = handle.deref();
              return target && target.handle(event);
            });
          }
        `,
      },
      {
        name: '`??` gives another one',
        code: code`
          class Theme {
            constructor(parent, fallback) {
              this.parent = new WeakRef(parent);
              this.fallback = fallback;
            }

            color() {
              return (this.parent.deref() ?? this.fallback).color;
            }
          }
        `,
      },
      {
        name: 'logical assignment fills the gap',
        code: code`
          class Cache {
            #page;

            constructor(page) {
              this.#page = new WeakRef(page);
            }

            text(load) {
              let page = this.#page.deref();
              page ??= load();
              return page.text;
            }
          }
        `,
      },
      {
        name: 'the catch takes what undefined throws',
        code: code`
          class Proxy2 {
            constructor(target) {
              this.target = new WeakRef(target);
            }

            close() {
              try {
                this.target.deref().close();
              } catch {
                // gone already
              }
            }
          }
        `,
      },
      {
        name: 'a labelled loop goes on with the next group',
        code: code`
          function ping(make, groups) {
            const handle = new WeakRef(make());
            return () => {
              outer: for (const group of groups) {
                for (const name of group) {
                  const peer = handle.deref();
                  if (peer === undefined) continue outer;
                  peer.ping(name);
                }
              }
            };
          }
        `,
      },
      {
        name: 'a switch that leaves where it is gone',
        code: code`
          class Slot {
            constructor(owner) {
              this.owner = new WeakRef(owner);
            }

            release() {
              const owner = this.owner.deref();
              switch (owner) {
                case undefined:
                  return false;
                default:
                  owner.release();
                  return true;
              }
            }
          }
        `,
      },
      {
        name: 'a default in destructuring stands in',
        code: code`
          class Box {
            constructor(size) {
              this.size = new WeakRef(size);
            }

            area() {
              const { width, height } = this.size.deref() ?? { width: 0, height: 0 };
              return width * height;
            }
          }
        `,
      },
      {
        name: 'a generator that looks after each yield',
        code: code`
          class Ring {
            constructor(node) {
              this.node = new WeakRef(node);
            }

            *walk() {
              for (;;) {
                const node = this.node.deref();
                if (!node) return;
                yield node.value;
              }
            }
          }
        `,
      },
      {
        name: 'a strong name lives across an await',
        code: code`
          class Uploader {
            constructor(client) {
              this.client = new WeakRef(client);
            }

            async upload(file) {
              const client = this.client.deref();
              if (client === undefined) throw new Error('closed');
              const body = await file.read();
              await client.put(body);
              client.done();
            }
          }
        `,
      },
      {
        name: 'a parameter named WeakRef is not the global',
        code: code`
          export function make(WeakRef, value) {
            const handle = new WeakRef(value());
            return () => handle.deref().name;
          }
        `,
      },
      {
        name: 'deref of something else',
        code: code`
          class Pointer {
            constructor(value) {
              this.value = value;
            }

            deref() {
              return this.value;
            }
          }

          const pointer = new Pointer({ name: 'x' });
          export const name = () => pointer.deref().name;
        `,
      },
      {
        name: 'the answer is handed on',
        code: code`
          class Event2 {
            constructor(sender) {
              this.ref = new WeakRef(sender);
            }

            get sender() {
              return this.ref.deref();
            }

            dispatch(handler) {
              handler(this.ref.deref());
            }
          }
        `,
      },
      {
        name: 'the object is held beside its handle',
        code: code`
          class Room {
            #socket;
            #handle;

            constructor(socket) {
              this.#socket = socket;
              this.#handle = new WeakRef(socket);
              this.#handle.deref().join();
            }

            get socket() {
              return this.#socket;
            }
          }
        `,
      },
      {
        name: 'a handle to the object that has it',
        code: code`
          class Node2 {
            #self = new WeakRef(this);

            label() {
              return this.#self.deref().name;
            }
          }
        `,
      },
      {
        name: 'a conditional with the test turned round',
        code: code`
          class View {
            constructor(model) {
              this.model = new WeakRef(model);
            }

            title() {
              const model = this.model.deref();
              return model === undefined ? 'none' : model.title;
            }
          }
        `,
      },
      {
        name: 'only in a development build',
        code: code`
          class View {
            constructor(model) {
              this.model = new WeakRef(model);
            }

            toString() {
              return \`View of \${this.model.deref()}\`;
            }
          }
        `,
      },
      {
        name: 'typeof and instanceof are looks',
        code: code`
          class View {
            constructor(model) {
              this.model = new WeakRef(model);
            }

            update(Model) {
              const model = this.model.deref();
              if (model instanceof Model) model.update();
              if (typeof model === 'object') model.notify();
            }
          }
        `,
      },
      {
        name: "the chain's own value says that it is there",
        code: code`
          class View {
            constructor(model) {
              this.model = new WeakRef(model);
            }

            update() {
              const model = this.model.deref();
              if (model?.isReady) model.update();
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'one of the functions that a timer may run',
        code: code`
          const once = (ref) => ref.deref()?.refresh();
          const always = (ref) => {
            ref.deref().refresh();
          };

          export function schedule(tab, forever) {
            setTimeout(forever ? always : once, 1000, new WeakRef(tab));
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'ref.deref()', handle: 'ref' },
            line: 3, column: 3, endLine: 3, endColumn: 14,
            suggestions: [
              { messageId: 'optional-chain', data: {  }, output: { lines: [3, 3], become: 'ref.deref()?.refresh();' } },
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [3, 3], become: code`
                  const target = ref.deref();
                  if (target === undefined) return;
                  target.refresh();
                ` } },
            ],
          },
        ],
      },
      {
        name: 'a frozen object is the object',
        code: code`
          const entry = Object.freeze({ ref: new WeakRef(globalThis.app) });
          setTimeout(() => entry.ref.deref().close());
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'entry.ref.deref()', handle: 'entry.ref' },
            line: 2, column: 18, endLine: 2, endColumn: 35,
            suggestions: [
              { messageId: 'optional-chain', data: {  }, output: { lines: [2, 2], become: 'setTimeout(() => entry.ref.deref()?.close());' } },
            ],
          },
        ],
      },
      {
        name: 'what the hooks of React give',
        code: code`
          function usePortal({ container, other }) {
            const [weak] = useState(() => new WeakRef(container));
            const last = useRef(null);
            const handle = useMemo(() => new WeakRef(other), [other]);
            useEffect(() => {
              last.current = new WeakRef(other);
              return () => last.current.deref().close();
            });
            return () => { weak.deref().open(); handle.deref().click(); };
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'last.current.deref()', handle: 'last.current' },
            line: 7, column: 18, endLine: 7, endColumn: 38,
            suggestions: [
              { messageId: 'optional-chain', data: {  }, output: { lines: [7, 7], become: 'return () => last.current.deref()?.close();' } },
            ],
          },
          {
            messageId: 'maybe',
            data: { name: 'weak.deref()', handle: 'weak' },
            line: 9, column: 18, endLine: 9, endColumn: 30,
            suggestions: [
              { messageId: 'optional-chain', data: {  }, output: { lines: [9, 9], become: 'return () => { weak.deref()?.open(); handle.deref().click(); };' } },
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [9, 9], become: 'return () => { const target = weak.deref(); if (target === undefined) return; target.open(); handle.deref().click(); };' } },
            ],
          },
          {
            messageId: 'maybe',
            data: { name: 'handle.deref()', handle: 'handle' },
            line: 9, column: 39, endLine: 9, endColumn: 53,
            suggestions: [
              { messageId: 'optional-chain', data: {  }, output: { lines: [9, 9], become: 'return () => { weak.deref().open(); handle.deref()?.click(); };' } },
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [9, 9], become: 'return () => { weak.deref().open(); const target = handle.deref(); if (target === undefined) return; target.click(); };' } },
            ],
          },
        ],
      },
      {
        name: 'a member that goes by a symbol of another file',
        code: code`
          const { kOwner } = require('./symbols');
          module.exports = class Part {
            constructor(owner) { this[kOwner] = new WeakRef(owner); }
            get name() { return \`\${this[kOwner].deref().name}.part\`; }
          };
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this[kOwner].deref()', handle: 'this[kOwner]' },
            line: 4, column: 26, endLine: 4, endColumn: 46,
            suggestions: [
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [4, 4], become: 'get name() { const target = this[kOwner].deref(); if (target === undefined) return undefined; return `${target.name}.part`; }' } },
            ],
          },
        ],
      },
      {
        name: 'a member that goes by a symbol',
        code: code`
          const kOwner = Symbol('owner');
          class Part {
            constructor(owner) {
              this[kOwner] = new WeakRef(owner);
            }
            notify() {
              this[kOwner].deref().changed(this);
            }
            quiet(kOwner) {
              this[kOwner].deref().changed(this);
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this[kOwner].deref()', handle: 'this[kOwner]' },
            line: 7, column: 5, endLine: 7, endColumn: 25,
            suggestions: [
              { messageId: 'optional-chain', data: {  }, output: { lines: [7, 7], become: 'this[kOwner].deref()?.changed(this);' } },
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [7, 7], become: code`
                  const target = this[kOwner].deref();
                  if (target === undefined) return;
                  target.changed(this);
                ` } },
            ],
          },
        ],
      },
      {
        name: 'that one of them is there says nothing of the others, also of an array of whatever has a map',
        code: code`
          class Stack {
            constructor(frames) {
              this.frames = frames.map((frame) => new WeakRef(frame));
            }

            draw() {
              const frames = this.frames.map((ref) => ref.deref());
              if (frames.some(Boolean)) for (const frame of frames) frame.draw();
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'frame', handle: 'ref' },
            line: 8, column: 59, endLine: 8, endColumn: 64,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [8, 8], become: 'if (frames.some(Boolean)) for (const frame of frames) frame?.draw();' } },
            ],
          },
        ],
      },
      {
        name: 'a test that it is a handle',
        code: code`
          export function nameOf(value) {
            if (value instanceof WeakRef) {
              value = value.deref();
            }
            return value.name;
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'value', handle: 'value' },
            line: 5, column: 10, endLine: 5, endColumn: 15,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [5, 5], become: 'return value?.name;' } },
              { messageId: 'return', data: { strong: 'value' }, output: { lines: [4, 4], become: code`
                  }
                  if (value === undefined) {
                    return undefined;
                  }
                ` } },
            ],
          },
        ],
      },
      {
        name: 'a chain that ends before the use: by a name',
        code: code`
          class Menu {
            constructor(owner) {
              this.owner = new WeakRef(owner);
            }

            size() {
              const items = this.owner.deref()?.items;
              return items.length;
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'items', handle: 'this.owner' },
            line: 8, column: 12, endLine: 8, endColumn: 17,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [8, 8], become: 'return items?.length;' } },
              { messageId: 'return', data: { strong: 'items' }, output: { lines: [7, 7], become: code`
                  const items = this.owner.deref()?.items;
                  if (items === undefined) return undefined;
                ` } },
            ],
          },
        ],
      },
      {
        name: 'a chain that ends before the use: in parentheses',
        code: code`
          class Menu {
            constructor(owner) {
              this.owner = new WeakRef(owner);
            }

            size() {
              return (this.owner.deref()?.items).length;
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.owner.deref()?.items', handle: 'this.owner' },
            line: 7, column: 13, endLine: 7, endColumn: 38,
            suggestions: [
              { messageId: 'return', data: { strong: 'owner' }, output: { lines: [7, 7], become: code`
                  const owner = this.owner.deref();
                  if (owner === undefined) return undefined;
                  return (owner?.items).length;
                ` } },
            ],
          },
        ],
      },
      {
        name: 'functions that are called at once, in one job and in another, and one that hands on what another one gave',
        code: code`
          function glance(handle) {
            return handle.deref();
          }

          function relay(handle) {
            return glance(handle);
          }

          export function run(make, work) {
            const handle = new WeakRef(make());
            setTimeout(() => {
              handle.deref().touch();
              work((() => \`\${handle.deref().name}\`)());
            });
            relay(handle);
            work((() => handle.deref().name)());
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'handle.deref()', handle: 'handle' },
            line: 12, column: 5, endLine: 12, endColumn: 19,
            suggestions: [
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [12, 12], become: code`
                  const target = handle.deref();
                  if (target === undefined) return;
                  target.touch();
                ` } },
            ],
          },
        ],
      },
      {
        name: 'an entry that is kept for later',
        code: code`
          export class P {
            constructor() { this.refs = new Map(); }
            connect(id, client) { this.refs.set(id, new WeakRef(client)); }
            drop(id) { this.refs.delete(id); }
            e(id) {
              const ref = this.refs.get(id);
              return () => ref.deref().x;
            }
          }
          export class S {
            constructor() { this.hs = []; }
            add(o) { this.hs.push(new WeakRef(o)); }
            drop(id) { this.hs.length = 0; }
            e2(id) {
              const ref = this.hs[0];
              return () => ref.deref().x;
            }
          }
          export class T {
            constructor() { this.clients = new Map(); }
            connect(id, client, timer) { this.clients.set(id, { ref: new WeakRef(client), timer }); }
            drop(id) { this.clients.delete(id); }
            snooze(id, ms) {
              const entry = this.clients.get(id);
              if (!entry || !entry.ref.deref()) return;
              setTimeout(() => {
                entry.ref.deref().status = 'online';
              }, ms);
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'ref.deref()', handle: 'ref' },
            line: 7, column: 18, endLine: 7, endColumn: 29,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [7, 7], become: 'return () => ref.deref()?.x;' } },
            ],
          },
          {
            messageId: 'maybe',
            data: { name: 'ref.deref()', handle: 'ref' },
            line: 16, column: 18, endLine: 16, endColumn: 29,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [16, 16], become: 'return () => ref.deref()?.x;' } },
            ],
          },
          {
            messageId: 'maybe',
            data: { name: 'entry.ref.deref()', handle: 'entry.ref' },
            line: 27, column: 7, endLine: 27, endColumn: 24,
            suggestions: [
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [27, 27], become: code`
                  const target = entry.ref.deref();
                  if (target === undefined) return;
                  target.status = 'online';
                ` } },
            ],
          },
        ],
      },
      {
        name: 'functions in an object',
        code: code`
          function makeHandle(target) {
            const ref = new WeakRef(target);
            return { get: () => ref.deref() };
          }

          const handles = { wrap: (target) => new WeakRef(target) };

          export class Panel {
            constructor(view) {
              this.handle = makeHandle(view);
              this.ref = handles.wrap(view);
            }

            focus() {
              this.handle.get().focus();
              this.ref.deref().focus();
            }
          }

          const self = () => self;
          const twins = () => ({ self, twins, again: () => twins() });

          export const same = () => twins().again().self();
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.handle.get()', handle: 'this.handle.get' },
            line: 15, column: 5, endLine: 15, endColumn: 22,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [15, 15], become: 'this.handle.get()?.focus();' } },
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [15, 15], become: code`
                  const target = this.handle.get();
                  if (target === undefined) return;
                  target.focus();
                ` } },
            ],
          },
          {
            messageId: 'maybe',
            data: { name: 'this.ref.deref()', handle: 'this.ref' },
            line: 16, column: 5, endLine: 16, endColumn: 21,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [16, 16], become: 'this.ref.deref()?.focus();' } },
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [16, 16], become: code`
                  const target = this.ref.deref();
                  if (target === undefined) return;
                  target.focus();
                ` } },
            ],
          },
        ],
      },
      {
        name: 'what is left of a collection is put in its place',
        code: code`
          export class Bus {
            sinks = [];

            add(sink) {
              this.sinks.push(new WeakRef(sink));
            }

            prune() {
              this.sinks = [...this.sinks].filter((ref) => ref.deref() !== undefined);
            }

            flush() {
              for (const ref of this.sinks) ref.deref().flush();
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'ref.deref()', handle: 'ref' },
            line: 13, column: 35, endLine: 13, endColumn: 46,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [13, 13], become: 'for (const ref of this.sinks) ref.deref()?.flush();' } },
            ],
          },
        ],
      },
      {
        name: 'of objects that a list, or another object, keeps',
        code: code`
          class Entry {
            constructor(target) { this.ref = new WeakRef(target); }
          }

          export class Pool {
            entries = [];
            add(target) { this.entries.push(new Entry(target)); }
            names = () => this.entries.map((entry) => entry.ref.deref().name);
            mark(target) { this.last = new Entry(target); }
            name = () => this.last.ref.deref().name;
          }
        `,
        errors: [
          {
            messageId: 'maybe', data: { name: 'entry.ref.deref()', handle: 'entry.ref' }, line: 8, column: 45, endLine: 8, endColumn: 62,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [8, 8], become: 'names = () => this.entries.map((entry) => entry.ref.deref()?.name);' } },
            ],
          },
          {
            messageId: 'maybe', data: { name: 'this.last.ref.deref()', handle: 'this.last.ref' }, line: 10, column: 16, endLine: 10, endColumn: 37,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [10, 10], become: 'name = () => this.last.ref.deref()?.name;' } },
            ],
          },
        ],
      },
      {
        name: 'of a function that goes by the name it is given',
        code: code`
          const watched = (target) => new WeakRef(target);

          export function bind(video, controls) {
            const ref = watched(video);
            controls.onplay = () => ref.deref().play();
          }
        `,
        errors: [
          {
            messageId: 'maybe', data: { name: 'ref.deref()', handle: 'ref' }, line: 5, column: 27, endLine: 5, endColumn: 38,
            suggestions: [{ messageId: 'optional-chain', data: {}, output: { lines: [5, 5], become: 'controls.onplay = () => ref.deref()?.play();' } }],
          },
        ],
      },
      {
        name: 'in a member of a new object that is given a handle on one path',
        code: code`
          class Watcher {
            target;
          }

          export function watch(node, isQuiet) {
            const watcher = new Watcher();
            if (!isQuiet) watcher.target = new WeakRef(node.make());
            return watcher.target?.deref().name;
          }
        `,
        errors: [
          {
            messageId: 'maybe', data: { name: 'watcher.target?.deref()', handle: 'watcher.target' }, line: 8, column: 10, endLine: 8, endColumn: 33,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [8, 8], become: 'return watcher.target?.deref()?.name;' } },
              { messageId: 'return', data: { strong: 'target' }, output: {
                lines: [8, 8],
                become: code`
                  const target = watcher.target?.deref();
                  if (target === undefined) return undefined;
                  return target.name;
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'in an object that holds itself',
        code: code`
          const node = { ref: new WeakRef(make()), itself: undefined };
          node.itself = node;
          export const again = node;

          export function show() {
            return node.ref.deref().name;
          }
        `,
        errors: [
          {
            messageId: 'maybe', data: { name: 'node.ref.deref()', handle: 'node.ref' }, line: 6, column: 10, endLine: 6, endColumn: 26,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [6, 6], become: 'return node.ref.deref()?.name;' } },
              { messageId: 'return', data: { strong: 'target' }, output: {
                lines: [6, 6],
                become: code`
                  const target = node.ref.deref();
                  if (target === undefined) return undefined;
                  return target.name;
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'in arrays of a map that is filled as it is used',
        code: code`
          class Bus {
            #byTopic = new Map();

            listen(topic, listener) {
              if (!this.#byTopic.has(topic)) this.#byTopic.set(topic, []);
              this.#byTopic.get(topic).push(new WeakRef(listener));
            }

            send(topic) {
              for (const ref of this.#byTopic.get(topic)) ref.deref().receive(topic);
            }
          }

          new Bus();
        `,
        errors: [
          {
            messageId: 'maybe', data: { name: 'ref.deref()', handle: 'ref' }, line: 10, column: 49, endLine: 10, endColumn: 60,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [10, 10], become: 'for (const ref of this.#byTopic.get(topic)) ref.deref()?.receive(topic);' } },
            ],
          },
        ],
      },
      {
        name: 'an entry that is moved to the end is still a handle',
        code: code`
          class Cache {
            #entries = new Map();

            put(key, value) {
              this.#entries.set(key, new WeakRef(value));
            }

            get(key) {
              const ref = this.#entries.get(key);
              if (ref === undefined) return undefined;
              this.#entries.delete(key);
              this.#entries.set(key, ref);
              return ref.deref();
            }

            sizeOf(key) {
              return this.#entries.get(key)?.deref().size;
            }
          }

          new Cache();
        `,
        errors: [
          {
            messageId: 'maybe', data: { name: 'this.#entries.get(key)?.deref()', handle: 'this.#entries.get(key)' }, line: 17, column: 12, endLine: 17, endColumn: 43,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [17, 17], become: 'return this.#entries.get(key)?.deref()?.size;' } },
              { messageId: 'return', data: { strong: 'target' }, output: {
                lines: [17, 17],
                become: code`
                  const target = this.#entries.get(key)?.deref();
                  if (target === undefined) return undefined;
                  return target.size;
                `,
              } },
            ],
          },
        ],
      },
      {
        name: 'in a finally block, which must not be left early',
        code: code`
          export class Job {
            constructor(lock) {
              this.lockRef = new WeakRef(lock);
            }

            run() {
              try {
                return this.step();
              } finally {
                this.lockRef.deref().release();
              }
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.lockRef.deref()', handle: 'this.lockRef' },
            line: 10, column: 7, endLine: 10, endColumn: 27,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [10, 10], become: 'this.lockRef.deref()?.release();' },
              },
            ],
          },
        ],
      },
      {
        name: 'a member of the answer itself',
        code: code`
          class View {
            constructor(model) {
              this.modelRef = new WeakRef(model);
            }

            title() {
              return this.modelRef.deref().title.trim();
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.modelRef.deref()', handle: 'this.modelRef' },
            line: 7, column: 12, endLine: 7, endColumn: 33,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [7, 7], become: 'return this.modelRef.deref()?.title.trim();' },
              },
              {
                messageId: 'return',
                data: { strong: 'model' },
                output: {
                  lines: [7, 7],
                  become: code`
                    const model = this.modelRef.deref();
                    if (model === undefined) return undefined;
                    return model.title.trim();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a private field',
        code: code`
          class Cursor {
            #buffer;

            constructor(buffer) {
              this.#buffer = new WeakRef(buffer);
            }

            lineAt(row) {
              return this.#buffer.deref().lines[row];
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.#buffer.deref()', handle: 'this.#buffer' },
            line: 9, column: 12, endLine: 9, endColumn: 32,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [9, 9], become: 'return this.#buffer.deref()?.lines[row];' },
              },
              {
                messageId: 'return',
                data: { strong: 'buffer' },
                output: {
                  lines: [9, 9],
                  become: code`
                    const buffer = this.#buffer.deref();
                    if (buffer === undefined) return undefined;
                    return buffer.lines[row];
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a chain on the handle is no look at the referent',
        code: code`
          class Cursor {
            #buffer = null;

            attach(buffer) {
              this.#buffer = new WeakRef(buffer);
            }

            clear() {
              this.#buffer?.deref().clear();
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.#buffer?.deref()', handle: 'this.#buffer' },
            line: 9, column: 5, endLine: 9, endColumn: 26,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [9, 9], become: 'this.#buffer?.deref()?.clear();' },
              },
              {
                messageId: 'return',
                data: { strong: 'buffer' },
                output: {
                  lines: [9, 9],
                  become: code`
                    const buffer = this.#buffer?.deref();
                    if (buffer === undefined) return;
                    buffer.clear();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'through a strong name',
        code: code`
          class Task {
            constructor(runner) {
              this.RefrunnerRef = new WeakRef(runner);
            }

            cancel() {
              const runner = this.RefrunnerRef.deref();
              runner.remove(this);
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'runner', handle: 'this.RefrunnerRef' },
            line: 8, column: 5, endLine: 8, endColumn: 11,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [8, 8], become: 'runner?.remove(this);' },
              },
              {
                messageId: 'return',
                data: { strong: 'runner' },
                output: {
                  lines: [8, 8],
                  become: code`
                    if (runner === undefined) return;
                    runner.remove(this);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'an arrow function over the handle',
        code: code`
          export function subscribe(bus, widget) {
            const widgetRef = new WeakRef(widget);
            bus.on('change', (event) => {
              widgetRef.deref().handle(event);
            });
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'widgetRef.deref()', handle: 'widgetRef' },
            line: 4, column: 5, endLine: 4, endColumn: 22,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [4, 4], become: 'widgetRef.deref()?.handle(event);' },
              },
              {
                messageId: 'return',
                data: { strong: 'widget' },
                output: {
                  lines: [4, 4],
                  become: code`
                    const widget = widgetRef.deref();
                    if (widget === undefined) return;
                    widget.handle(event);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'an arrow function with an expression for its body',
        code: code`
          export function later(job) {
            const handle = new WeakRef(job);
            return () => handle.deref().run();
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'handle.deref()', handle: 'handle' },
            line: 3, column: 16, endLine: 3, endColumn: 30,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [3, 3], become: 'return () => handle.deref()?.run();' },
              },
            ],
          },
        ],
      },
      {
        name: 'after an await',
        code: code`
          export async function load(make, fetch) {
            const page = new WeakRef(make());
            const text = await fetch('/page');
            page.deref().text = text;
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'page.deref()', handle: 'page' },
            line: 4, column: 3, endLine: 4, endColumn: 15,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'target' },
                output: {
                  lines: [4, 4],
                  become: code`
                    const target = page.deref();
                    if (target === undefined) return;
                    target.text = text;
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'after a yield',
        code: code`
          export function* steps(make) {
            const machine = new WeakRef(make());
            yield 'ready';
            machine.deref().step();
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'machine.deref()', handle: 'machine' },
            line: 4, column: 3, endLine: 4, endColumn: 18,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [4, 4], become: 'machine.deref()?.step();' },
              },
              {
                messageId: 'return',
                data: { strong: 'target' },
                output: {
                  lines: [4, 4],
                  become: code`
                    const target = machine.deref();
                    if (target === undefined) return;
                    target.step();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'destructured',
        code: code`
          class Box {
            constructor(size) {
              this.sizeRef = new WeakRef(size);
            }

            area() {
              const { width, height } = this.sizeRef.deref();
              return width * height;
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.sizeRef.deref()', handle: 'this.sizeRef' },
            line: 7, column: 31, endLine: 7, endColumn: 51,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'size' },
                output: {
                  lines: [7, 7],
                  become: code`
                    const size = this.sizeRef.deref();
                    if (size === undefined) return undefined;
                    const { width, height } = size;
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'iterated over',
        code: code`
          class Selection {
            constructor(items) {
              this.itemsRef = new WeakRef(items);
            }

            show() {
              for (const item of this.itemsRef.deref()) {
                item.show();
              }
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.itemsRef.deref()', handle: 'this.itemsRef' },
            line: 7, column: 24, endLine: 7, endColumn: 45,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'items' },
                output: {
                  lines: [7, 7],
                  become: code`
                    const items = this.itemsRef.deref();
                    if (items === undefined) return;
                    for (const item of items) {
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'in a loop',
        code: code`
          class Pump {
            constructor(source) {
              this.sourceRef = new WeakRef(source);
            }

            drain(jobs) {
              for (const job of jobs) {
                this.sourceRef.deref().push(job);
              }
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.sourceRef.deref()', handle: 'this.sourceRef' },
            line: 8, column: 7, endLine: 8, endColumn: 29,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [8, 8], become: 'this.sourceRef.deref()?.push(job);' },
              },
              {
                messageId: 'continue',
                data: { strong: 'source' },
                output: {
                  lines: [8, 8],
                  become: code`
                    const source = this.sourceRef.deref();
                    if (source === undefined) continue;
                    source.push(job);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'called',
        code: code`
          class Signal {
            constructor(callback) {
              this.callbackRef = new WeakRef(callback);
            }

            emit(value) {
              this.callbackRef.deref()(value);
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.callbackRef.deref()', handle: 'this.callbackRef' },
            line: 7, column: 5, endLine: 7, endColumn: 29,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [7, 7], become: 'this.callbackRef.deref()?.(value);' },
              },
              {
                messageId: 'return',
                data: { strong: 'callback' },
                output: {
                  lines: [7, 7],
                  become: code`
                    const callback = this.callbackRef.deref();
                    if (callback === undefined) return;
                    callback(value);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a switch that falls through',
        code: code`
          class Slot {
            constructor(owner) {
              this.ownerRef = new WeakRef(owner);
            }

            release(how) {
              const owner = this.ownerRef.deref();
              switch (how) {
                case 'soft':
                  if (owner === undefined) return;
                case 'hard':
                  owner.release();
              }
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'owner', handle: 'this.ownerRef' },
            line: 12, column: 9, endLine: 12, endColumn: 14,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [12, 12], become: 'owner?.release();' },
              },
              {
                messageId: 'return',
                data: { strong: 'owner' },
                output: { lines: [12, 12], become: 'if (owner === undefined) return;\nowner.release();' },
              },
            ],
          },
        ],
      },
      {
        name: 'a static block',
        code: code`
          class App {
            static currentRef;

            static {
              setTimeout(() => {
                App.currentRef.deref().start();
              });
            }

            static activate(app) {
              App.currentRef = new WeakRef(app);
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'App.currentRef.deref()', handle: 'App.currentRef' },
            line: 6, column: 7, endLine: 6, endColumn: 29,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [6, 6], become: 'App.currentRef.deref()?.start();' },
              },
              {
                messageId: 'return',
                data: { strong: 'current' },
                output: {
                  lines: [6, 6],
                  become: code`
                    const current = App.currentRef.deref();
                    if (current === undefined) return;
                    current.start();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'no semicolons',
        code: code`
          class View {
            constructor (model) {
              this.modelRef = new WeakRef(model)
            }

            render () {
              const model = this.modelRef.deref()
              model.render(this)
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'model', handle: 'this.modelRef' },
            line: 8, column: 5, endLine: 8, endColumn: 10,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [8, 8], become: 'model?.render(this)' },
              },
              {
                messageId: 'return',
                data: { strong: 'model' },
                output: {
                  lines: [8, 8],
                  become: code`
                    if (model === undefined) return
                    model.render(this)
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
          class View {
            constructor(model) {
              this.modelRef = new WeakRef(model);
            }

            render() {
              const model = this.modelRef.deref();
              model.render(this);
            }
          }
        `, 2),
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'model', handle: 'this.modelRef' },
            line: 8, column: 3, endLine: 8, endColumn: 8,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: tabsAndCrlf(code`
                  class View {
                    constructor(model) {
                      this.modelRef = new WeakRef(model);
                    }

                    render() {
                      const model = this.modelRef.deref();
                      model?.render(this);
                    }
                  }
                `, 2),
              },
              {
                messageId: 'return',
                data: { strong: 'model' },
                output: tabsAndCrlf(code`
                  class View {
                    constructor(model) {
                      this.modelRef = new WeakRef(model);
                    }

                    render() {
                      const model = this.modelRef.deref();
                      if (model === undefined) return;
                      model.render(this);
                    }
                  }
                `, 2),
              },
            ],
          },
        ],
      },
      {
        name: 'braces as in the rest of the file',
        code: code`
          class View {
            constructor(model) {
              this.modelRef = new WeakRef(model);
            }

            render(canvas) {
              if (!canvas) {
                return;
              }
              const model = this.modelRef.deref();
              model.render(canvas);
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'model', handle: 'this.modelRef' },
            line: 11, column: 5, endLine: 11, endColumn: 10,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [11, 11], become: 'model?.render(canvas);' },
              },
              {
                messageId: 'return',
                data: { strong: 'model' },
                output: {
                  lines: [11, 11],
                  become: code`
                    if (model === undefined) {
                      return;
                    }
                    model.render(canvas);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'comments stay where they are',
        code: code`
          class View {
            constructor(model) {
              this.modelRef = new WeakRef(model);
            }

            render() {
              // redraw
              this.modelRef.deref().render(this); // all of it
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.modelRef.deref()', handle: 'this.modelRef' },
            line: 8, column: 5, endLine: 8, endColumn: 26,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [8, 8], become: 'this.modelRef.deref()?.render(this); // all of it' },
              },
              {
                messageId: 'return',
                data: { strong: 'model' },
                output: {
                  lines: [8, 8],
                  become: code`
                    const model = this.modelRef.deref();
                    if (model === undefined) return;
                    model.render(this); // all of it
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'the global by another name',
        code: code`
          const Ref = globalThis.WeakRef;

          export class Leaf {
            constructor(tree) {
              this.treeRef = new Ref(tree);
            }

            depth() {
              return this.treeRef.deref().depth + 1;
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.treeRef.deref()', handle: 'this.treeRef' },
            line: 9, column: 12, endLine: 9, endColumn: 32,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'tree' },
                output: {
                  lines: [9, 9],
                  become: code`
                    const tree = this.treeRef.deref();
                    if (tree === undefined) return undefined;
                    return tree.depth + 1;
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'spread into an array',
        code: code`
          class Selection {
            constructor(items) {
              this.itemsRef = new WeakRef(items);
            }

            all() {
              return [...this.itemsRef.deref()];
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.itemsRef.deref()', handle: 'this.itemsRef' },
            line: 7, column: 16, endLine: 7, endColumn: 37,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'items' },
                output: {
                  lines: [7, 7],
                  become: code`
                    const items = this.itemsRef.deref();
                    if (items === undefined) return undefined;
                    return [...items];
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'where it is known to be gone',
        code: code`
          class Slot {
            constructor(owner) {
              this.ownerRef = new WeakRef(owner);
            }

            release() {
              const owner = this.ownerRef.deref();
              if (!owner) owner.count = 0;
            }
          }
        `,
        errors: [
          {
            messageId: 'absent',
            data: { name: 'owner', handle: 'this.ownerRef' },
            line: 8, column: 17, endLine: 8, endColumn: 22,
          },
        ],
      },
      {
        name: 'a deref that no check went before, although one came too early',
        code: code`
          export async function load(make, page) {
            const viewRef = new WeakRef(make());
            await page.load();
            viewRef.deref().focus();
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'viewRef.deref()', handle: 'viewRef' },
            line: 4, column: 3, endLine: 4, endColumn: 18,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [4, 4], become: 'viewRef.deref()?.focus();' },
              },
              {
                messageId: 'return',
                data: { strong: 'view' },
                output: {
                  lines: [4, 4],
                  become: code`
                    const view = viewRef.deref();
                    if (view === undefined) return;
                    view.focus();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a condition that has a chain behind it',
        code: code`
          class Gate {
            constructor(guard) {
              this.guardRef = new WeakRef(guard);
            }

            open(key) {
              if (this.guardRef.deref().accepts(key)) this.opened = true;
            }
          }
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.guardRef.deref()', handle: 'this.guardRef' },
            line: 7, column: 9, endLine: 7, endColumn: 30,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [7, 7], become: 'if (this.guardRef.deref()?.accepts(key)) this.opened = true;' },
              },
              {
                messageId: 'return',
                data: { strong: 'guard' },
                output: {
                  lines: [7, 7],
                  become: code`
                    const guard = this.guardRef.deref();
                    if (guard === undefined) return;
                    if (guard.accepts(key)) this.opened = true;
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
        name: 'what a component is given, looked at; a class that declares its own',
        code: code`
          import { Component, type FC } from 'react';

          interface Props {
            map: WeakRef<Chart>;
          }

          interface Chart {
            draw(): void;
          }

          export class View extends Component<Props> {
            props: Readonly<{ map: Chart }> = chosen;

            componentDidMount(): void {
              this.props.map.draw();
            }
          }

          export const Panel: FC<Props> = (props) => {
            props.map.deref()?.draw();
            return null;
          };
        `,
      },
      {
        name: 'a cast that somebody looks behind, or whose result may be undefined after all',
        code: code`
          interface Page {
            title: string;
            close(): void;
          }

          export class Reader {
            constructor(private readonly pages: WeakRef<Page>[]) {}

            all(): Page[] {
              return this.pages.map((ref) => ref.deref() as Page).filter(Boolean);
            }

            first(): Page | undefined {
              return this.pages[0]?.deref() as Page;
            }

            close(): void {
              const page = this.pages[0]?.deref() as Page;
              if (page !== undefined) page.close();
            }
          }
        `,
      },
      {
        name: 'what is left of a list of records has just given its objects',
        code: code`
          interface Edge {
            readonly label: string;
            readonly to: WeakRef<{ id: string }>;
          }

          export class Node {
            edges: Edge[] = [];

            neighbours(): string[] {
              this.edges = this.edges.filter((edge) => edge.to.deref() !== undefined);
              return this.edges.map((edge) => edge.to.deref()!.id);
            }

            labels(): string[] {
              return this.edges.filter(({ to }) => to.deref()).map((edge) => edge.label + edge.to.deref()!.id);
            }
          }
        `,
      },
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
        name: 'a claim where a handler waits for the error',
        code: code`
          export function titleOf(page: WeakRef<{ title: string }>): string {
            try {
              return page.deref()!.title;
            } catch {
              return '';
            }
          }
        `,
      },
      {
        name: 'a look before a claim',
        code: code`
          export class Task {
            private readonly provider: WeakRef<{ post(text: string): void }>;

            constructor(provider: { post(text: string): void }) {
              this.provider = new WeakRef(provider);
            }

            post(text: string): void {
              const provider = this.provider.deref();
              if (provider === undefined) return;
              provider!.post(text);
            }
          }
        `,
      },
      {
        name: "a claim about a map's entry is none about a referent",
        code: code`
          export class Names {
            private readonly refs = new Map<string, WeakRef<object>>();

            has(name: string): boolean {
              return this.refs.get(name)!.deref() !== undefined;
            }
          }
        `,
      },
      {
        name: 'an optional chain under a cast',
        code: code`
          interface Page {
            title: string;
          }

          export class Reader {
            constructor(private readonly page: WeakRef<Page>) {}

            title(): string | undefined {
              return (this.page.deref() as Page | undefined)?.title;
            }
          }
        `,
      },
      {
        name: 'a type of its own with that name',
        code: code`
          class WeakRef<T> {
            constructor(private readonly value: T) {}
            deref(): T {
              return this.value;
            }
          }

          export const length = (ref: WeakRef<string>): number => ref.deref().length;
        `,
      },
      {
        name: 'a type predicate with a look',
        code: code`
          export function name(ref: WeakRef<{ name: string }>): string {
            const value = ref.deref();
            return value ? value.name : 'gone';
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'what components are given',
        code: code`
          import { Component, type FC } from 'react';

          interface Props {
            map: WeakRef<Map>;
          }

          interface Map {
            draw(): void;
          }

          export class View extends Component<Props> {
            componentDidMount(): void {
              this.props.map.deref().draw();
            }
          }

          export const Panel: FC<Props> = (props) => {
            props.map.deref().draw();
            return null;
          };

          export const Tile: FC<Props> = ({ map }) => {
            map.deref().draw();
            return null;
          };
        `,
        errors: [
          {
            messageId: 'maybe',
            data: { name: 'this.props.map.deref()', handle: 'this.props.map' },
            line: 13, column: 5, endLine: 13, endColumn: 27,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [13, 13], become: 'this.props.map.deref()?.draw();' } },
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [13, 13], become: code`
                  const target = this.props.map.deref();
                  if (target === undefined) return;
                  target.draw();
                ` } },
            ],
          },
          {
            messageId: 'maybe',
            data: { name: 'props.map.deref()', handle: 'props.map' },
            line: 18, column: 3, endLine: 18, endColumn: 20,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [18, 18], become: 'props.map.deref()?.draw();' } },
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [18, 18], become: code`
                  const target = props.map.deref();
                  if (target === undefined) return undefined;
                  target.draw();
                ` } },
            ],
          },
          {
            messageId: 'maybe',
            data: { name: 'map.deref()', handle: 'map' },
            line: 23, column: 3, endLine: 23, endColumn: 14,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [23, 23], become: 'map.deref()?.draw();' } },
              { messageId: 'return', data: { strong: 'target' }, output: { lines: [23, 23], become: code`
                  const target = map.deref();
                  if (target === undefined) return undefined;
                  target.draw();
                ` } },
            ],
          },
        ],
      },
      {
        name: 'a cast that is handed on as what is there',
        code: code`
          interface Page {
            title: string;
          }

          export class Reader {
            constructor(private readonly page: WeakRef<Page>) {}

            first(): Page {
              return this.page.deref() as Page;
            }
          }
        `,
        errors: [
          {
            messageId: 'cast',
            data: { handle: 'this.page' },
            line: 9, column: 12, endLine: 9, endColumn: 37,
            suggestions: [
              { messageId: 'raise', data: { strong: 'page' }, output: { lines: [9, 9], become: code`
                  const page = this.page.deref() as Page | undefined;
                  if (page === undefined) throw new Error('page is gone');
                  return page;
                ` } },
            ],
          },
        ],
      },
      {
        name: 'a cast in a callback, whose results are used',
        code: code`
          interface Page {
            title: string;
          }

          export class Reader {
            constructor(private readonly pages: WeakRef<Page>[]) {}

            titles(): string[] {
              return this.pages.map((ref) => ref.deref() as Page).map((page) => page.title);
            }
          }
        `,
        errors: [
          {
            messageId: 'cast',
            data: { handle: 'ref' },
            line: 9, column: 36, endLine: 9, endColumn: 55,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [9, 9], become: 'return this.pages.map((ref) => ref.deref() as Page).map((page) => page?.title);' } },
            ],
          },
        ],
      },
      {
        name: 'a list of records that was sifted before the wait',
        code: code`
          interface Edge {
            readonly to: WeakRef<{ id: string }>;
          }

          export async function later(edges: Edge[]): Promise<string[]> {
            const there = edges.filter((edge) => edge.to.deref() !== undefined);
            await null;
            return there.map((edge) => edge.to.deref()!.id);
          }
        `,
        errors: [
          {
            messageId: 'claimed',
            data: { handle: 'edge.to' },
            line: 8, column: 30, endLine: 8, endColumn: 45,
            suggestions: [
              { messageId: 'optional-chain', data: {}, output: { lines: [8, 8], become: 'return there.map((edge) => edge.to.deref()?.id);' } },
            ],
          },
        ],
      },
      {
        name: 'where the written result does not admit undefined',
        code: code`
          export function titleOf(pageRef: WeakRef<{ title: string }>): string {
            return pageRef.deref()!.title;
          }
        `,
        errors: [
          {
            messageId: 'claimed',
            data: { name: 'pageRef.deref()', handle: 'pageRef' },
            line: 2, column: 10, endLine: 2, endColumn: 25,
            suggestions: [
              {
                messageId: 'raise',
                data: { strong: 'page' },
                output: {
                  lines: [2, 2],
                  become: code`
                    const page = pageRef.deref();
                    if (page === undefined) throw new Error('page is gone');
                    return page.title;
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a claim with !',
        code: code`
          export class Task {
            private readonly providerRef: WeakRef<{ post(text: string): void }>;

            constructor(provider: { post(text: string): void }) {
              this.providerRef = new WeakRef(provider);
            }

            post(text: string): void {
              this.providerRef.deref()!.post(text);
            }
          }
        `,
        errors: [
          {
            messageId: 'claimed',
            data: { name: 'this.providerRef.deref()', handle: 'this.providerRef' },
            line: 9, column: 5, endLine: 9, endColumn: 29,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [9, 9], become: 'this.providerRef.deref()?.post(text);' },
              },
              {
                messageId: 'return',
                data: { strong: 'provider' },
                output: {
                  lines: [9, 9],
                  become: code`
                    const provider = this.providerRef.deref();
                    if (provider === undefined) return;
                    provider.post(text);
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a name bound to a claim',
        code: code`
          interface Page {
            title: string;
            close(): void;
          }

          export class Reader {
            constructor(private readonly pageRef: WeakRef<Page>) {}

            close(): void {
              const page = this.pageRef.deref()!;
              page.close();
            }
          }
        `,
        errors: [
          {
            messageId: 'claimed',
            data: { name: 'this.pageRef.deref()', handle: 'this.pageRef' },
            line: 10, column: 18, endLine: 10, endColumn: 38,
            suggestions: [
              {
                messageId: 'return',
                data: { strong: 'page' },
                output: {
                  lines: [10, 10],
                  become: code`
                    const page = this.pageRef.deref();
                    if (page === undefined) return;
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a parameter that is a handle',
        code: code`
          export function titleOf(page: WeakRef<{ title: string }>) {
            return page.deref()!.title;
          }
        `,
        errors: [
          {
            messageId: 'claimed',
            data: { name: 'page.deref()', handle: 'page' },
            line: 2, column: 10, endLine: 2, endColumn: 22,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [2, 2], become: 'return page.deref()?.title;' },
              },
              {
                messageId: 'return',
                data: { strong: 'target' },
                output: {
                  lines: [2, 2],
                  become: code`
                    const target = page.deref();
                    if (target === undefined) return undefined;
                    return target.title;
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'in a generic method',
        code: code`
          export class Holder<T extends { dispose(): void }> {
            private ref: WeakRef<T> | null = null;

            hold(value: T): void {
              this.ref = new WeakRef(value);
            }

            dispose(): void {
              const value = this.ref?.deref();
              value!.dispose();
            }
          }
        `,
        errors: [
          {
            messageId: 'claimed',
            data: { name: 'value', handle: 'this.ref' },
            line: 10, column: 5, endLine: 10, endColumn: 10,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [10, 10], become: 'value?.dispose();' },
              },
              {
                messageId: 'return',
                data: { strong: 'value' },
                output: {
                  lines: [10, 10],
                  become: code`
                    if (value === undefined) return;
                    value!.dispose();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'a name bound to a cast',
        code: code`
          interface Page {
            title: string;
            close(): void;
          }

          export class Reader {
            constructor(private readonly pageRef: WeakRef<Page>) {}

            close(): void {
              const page = this.pageRef.deref() as Page;
              page.close();
            }
          }
        `,
        errors: [
          {
            messageId: 'cast',
            data: { handle: 'this.pageRef' },
            line: 10, column: 18, endLine: 10, endColumn: 46,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [11, 11], become: 'page?.close();' },
              },
              {
                messageId: 'return',
                data: { strong: 'page' },
                output: {
                  lines: [11, 11],
                  become: code`
                    if (page === undefined) return;
                    page.close();
                  `,
                },
              },
            ],
          },
        ],
      },
      {
        name: 'an optional handle',
        code: code`
          interface Options {
            signal: AbortSignal;
          }

          export class Request {
            #optionsRef?: WeakRef<Options>;

            use(options: Options): void {
              this.#optionsRef = new WeakRef(options);
            }

            aborted() {
              return this.#optionsRef?.deref()!.signal.aborted;
            }
          }
        `,
        errors: [
          {
            messageId: 'claimed',
            data: { name: 'this.#optionsRef?.deref()', handle: 'this.#optionsRef' },
            line: 13, column: 12, endLine: 13, endColumn: 37,
            suggestions: [
              {
                messageId: 'optional-chain',
                data: {},
                output: { lines: [13, 13], become: 'return this.#optionsRef?.deref()?.signal.aborted;' },
              },
              {
                messageId: 'return',
                data: { strong: 'options' },
                output: {
                  lines: [13, 13],
                  become: code`
                    const options = this.#optionsRef?.deref();
                    if (options === undefined) return undefined;
                    return options.signal.aborted;
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
