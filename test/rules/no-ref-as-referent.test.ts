/** A weak handle tested, compared or used as if it were its object. */
import rule from '../../rules/src/rules/no-ref-as-referent.ts';
import { code, testRule } from '../support/rule-testers.ts';

testRule(rule, {
  python: {
    valid: [
      {
        name: 'places that may be empty; functions whose results are no answers',
        code: code`
          import weakref

          slots = [None, None]
          refs = []


          def put(i, node):
              slots[i] = weakref.ref(node)
              refs[:] = [weakref.ref(node)]


          def taken(order):
              yield from filter(lambda slot: slot, slots)
              yield from filter(lambda ref: ref() is not None, refs)
              yield from sorted(refs, key=lambda ref: order[ref])
        `,
      },
      {
        name: 'what is made on the spot shows whether it can be made',
        code: code`
          import weakref


          def can_be_weak(thing):
              try:
                  return bool(weakref.ref(thing))
              except TypeError:
                  return False
        `,
      },
      {
        name: 'the handle itself, handles that are made without a callback or may be, and equality',
        code: code`
          import weakref


          class Caret:
              def __init__(self, editor, callback=None):
                  self._anchor = weakref.ref(editor, self._lost)
                  self._last = self._anchor
                  self._plain = weakref.ref(editor)
                  self._maybe = weakref.ref(editor, callback)

              def _lost(self, gone):
                  return gone is self._anchor

              def is_last(self):
                  return self._last is self._anchor

              def is_plain(self, editor):
                  return self._plain is weakref.ref(editor) and self._maybe is weakref.ref(editor)

              def is_equal(self, editor):
                  return self._anchor == weakref.ref(editor)
        `,
      },
      {
        name: 'who calls the method passes a handle',
        code: code`
          import weakref


          class Hall:
              def __init__(self):
                  self.doors = []

              def add(self, door):
                  self.doors.append(weakref.ref(door))

              def has(self, door):
                  return door in self.doors


          def shown(hall, door):
              hall.add(door)
              return hall.has(weakref.ref(door))


          def seen(hall: Hall, door):
              return Hall.has(hall, weakref.ref(door))
        `,
      },
      {
        name: 'a handle that knows its object',
        code: code`
          import weakref


          class RoomRef(weakref.ref):
              def __eq__(self, room):
                  return self() is room

              __hash__ = weakref.ref.__hash__


          class Door:
              def __init__(self, room):
                  self._room = RoomRef(room)

              def leads_to(self, room):
                  return self._room == room
        `,
      },
      {
        name: 'compared with another name, with what may be a handle by its type or by what is assigned, with what may be either, and in a clean-up that is given the handle',
        code: code`
          import weakref


          class Door:
              def __init__(self, room, key):
                  self._room = weakref.ref(room)
                  self._key = weakref.ref(key)
                  self._guest = None
                  self._lock = None

              def admit(self, guest):
                  if not isinstance(guest, weakref.ref):
                      guest = weakref.ref(guest)
                  self._guest = guest

              def is_for(self, guest):
                  return self._guest == guest

              def opens_with(self, key: "Key | weakref.ref[Key]"):
                  return self._key == key

              def leads_to(self, hall):
                  return self._room == hall

              def is_room(self, room):
                  return self._room == room or self._room() is room

              def put(self, lock):
                  self._lock = weakref.ref(lock, lambda gone: self._drop(gone))

              def _drop(self, lock):
                  if lock is self._lock:
                      self._lock = None
        `,
      },
      {
        name: 'the answers are tested; slots that may be empty',
        code: code`
          import weakref


          class Hub:
              def __init__(self):
                  self.refs = [weakref.ref(one) for one in ()]
                  self.slots = [None, None]

              def take(self, i, one):
                  self.slots[i] = weakref.ref(one)

              def full(self):
                  return all(self.slots)

              def alive(self):
                  return [one for one in (ref() for ref in self.refs) if one is not None], any(ref() is not None for ref in self.refs)
        `,
      },
      {
        name: 'asked in the same expression',
        code: code`
          import weakref


          class Widget:
              def __init__(self, window):
                  self._window = weakref.ref(window)

              def window(self):
                  return self._window and self._window()

              def title(self):
                  return self._window() if self._window else None
        `,
      },
      {
        name: 'a member of an object that was made elsewhere, and is given a handle on one path',
        code: code`
          import weakref


          def subscribe(bus, callback, slot):
              subscription = bus.subscription(callback)
              if slot is not None:
                  subscription.slot = weakref.ref(slot)
              if subscription.slot is None:
                  raise RuntimeError("not in a slot")
              return subscription
        `,
      },
      {
        name: 'a look whether one is set, of which the answer is used later without another look: that is reported there',
        code: code`
          import weakref


          class Owner:
              def __init__(self, node):
                  self._r = weakref.ref(node) if node else None

              def run(self, flag):
                  node = self._r and self._r()
                  if flag:
                      node.touch()
        `,
      },
      {
        name: 'who gives the handle may give none, whatever the type says',
        code: code`
          import weakref


          class Node:
              _parent: weakref.ref["Node"]

              def __init__(self, parent_ref=None):
                  self._parent = parent_ref

              def level(self):
                  return 1 if self._parent else 0
        `,
      },
      {
        name: 'the handle may not be set yet',
        code: code`
          import weakref


          class Panel:
              def __init__(self):
                  self._window = None

              def attach(self, window):
                  self._window = weakref.ref(window)

              def detach(self):
                  if self._window:
                      self._window = None
                  return self._window is None
        `,
      },
      {
        name: 'set at the level of the class',
        code: code`
          import weakref


          class Panel:
              _window = None

              def attach(self, window):
                  self._window = weakref.ref(window)

              def is_attached(self):
                  return self._window is not None
        `,
      },
      {
        name: 'handles as keys, and handles looked for among handles',
        code: code`
          import weakref

          _by_ref = {}


          class Touch:
              def __init__(self):
                  self.grabbed = []

              def grab(self, widget, info):
                  ref = weakref.ref(widget)
                  _by_ref[ref] = info
                  if ref not in self.grabbed:
                      self.grabbed.append(ref)
        `,
      },
      {
        name: 'the handle a callback gets is compared with the one that is kept',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner, self._forget)

              def _forget(self, ref):
                  if self._owner is ref:
                      self.closed = True
        `,
      },
      {
        name: 'whether it is set, before it is asked twice, which is another mistake',
        code: code`
          import weakref


          class Channel:
              def __init__(self):
                  self._lead = None

              def follow(self, lead):
                  self._lead = weakref.ref(lead)

              def tell(self, message):
                  if self._lead and self._lead() is not None:
                      self._lead().send(message)
        `,
      },
      {
        name: 'may be no handle at all',
        code: code`
          import weakref


          class Callback:
              def __init__(self, function, weak):
                  self._function = weakref.ref(function) if weak else function

              def name(self):
                  return self._function.__name__ if self._function else ""
        `,
      },
      {
        name: 'a handle of a derived class has members of its own',
        code: code`
          import weakref


          class Entry(weakref.ref):
              __slots__ = ("key",)


          def forget(entry: weakref.ref, table):
              table.pop(entry.number, None)
        `,
      },
      {
        name: 'what a dictionary has not',
        code: code`
          import weakref


          class Cache:
              def __init__(self):
                  self._refs = {}

              def put(self, key, value):
                  self._refs[key] = weakref.ref(value)

              def get(self, key):
                  ref = self._refs.get(key)
                  return ref() if ref is not None else None
        `,
      },
      {
        name: 'an attribute that is asked for in vain on purpose',
        code: code`
          import weakref


          def name_of(thing):
              handle = weakref.ref(thing)
              try:
                  return handle.name
              except AttributeError:
                  return None
        `,
      },
      {
        name: 'nothing by default',
        code: code`
          import weakref


          def show(handle: weakref.ref = None):
              return "set" if handle else "unset"
        `,
      },
      {
        name: 'two handles are equal where their objects are',
        code: code`
          import weakref


          class Slot:
              def __init__(self, owner):
                  self._owner = weakref.ref(owner)

              def is_same(self, other):
                  return self._owner == weakref.ref(other)
        `,
      },
    ],
    invalid: [
      {
        name: 'a handle with a callback is not the one that a call without one gives',
        code: code`
          import weakref


          def _lost(_):
              print("closed")


          class Caret:
              def __init__(self, editor):
                  self._anchor = weakref.ref(editor, _lost)

              def belongs_to(self, editor):
                  return self._anchor is weakref.ref(editor)

              def is_new(self, editor):
                  return weakref.ref(editor) is not self._anchor
        `,
        errors: [
          { messageId: 'another', data: { name: 'self._anchor', other: 'weakref.ref(editor)' }, line: 13, column: 16, endLine: 13, endColumn: 28 },
          { messageId: 'another', data: { name: 'weakref.ref(editor)', other: 'self._anchor' }, line: 16, column: 16, endLine: 16, endColumn: 35 },
        ],
      },
      {
        name: 'compared with a variable named as its object is where it is made, or where its answer is compared',
        code: code`
          import weakref


          class Hall:
              def __init__(self, guide):
                  self.doors = []
                  self._guide = weakref.ref(guide)
                  self._exit: weakref.ref["Door"] = find_exit()

              def add(self, door):
                  self.doors.append(weakref.ref(door))

              def has(self, door):
                  return door in self.doors

              def is_led_by(self, guide):
                  return self._guide == guide

              def is_exit(self, door):
                  return self._exit() is door

              def others(self, doors):
                  return [door for door in doors if door is not self._exit]
        `,
        errors: [
          {
            messageId: 'among',
            data: { name: 'self.doors', other: 'door' },
            line: 14, column: 24, endLine: 14, endColumn: 34,
            suggestions: [
              { messageId: 'each', data: {}, output: { lines: [14, 14], become: 'return any(handle() is door for handle in self.doors)' } },
            ],
          },
          {
            messageId: 'comparison',
            data: { name: 'self._guide', other: 'guide' },
            line: 17, column: 16, endLine: 17, endColumn: 27,
            suggestions: [
              { messageId: 'ask', data: {}, output: { lines: [17, 17], become: 'return self._guide() == guide' } },
            ],
          },
          {
            messageId: 'comparison',
            data: { name: 'self._exit', other: 'door' },
            line: 23, column: 55, endLine: 23, endColumn: 65,
            suggestions: [
              { messageId: 'ask', data: {}, output: { lines: [23, 23], become: 'return [door for door in doors if door is not self._exit()]' } },
            ],
          },
        ],
      },
      {
        name: 'what a function gives for each handle',
        code: code`
          import weakref

          refs = []


          def put(node):
              refs[:] = [weakref.ref(node)]


          def alive():
              return len(list(filter(lambda ref: ref, refs)))
        `,
        errors: [
          { messageId: 'truth', data: { name: 'ref' }, line: 11, column: 40, endLine: 11, endColumn: 43 },
        ],
      },
      {
        name: 'all handles of a collection are tested',
        code: code`
          import weakref


          class Hub:
              def __init__(self):
                  self.refs = []
                  self.named = {}

              def add(self, name, one):
                  self.refs.append(weakref.ref(one))
                  self.named[name] = weakref.ref(one)

              def drop(self):
                  self.refs = list(filter(None, self.refs))

              def is_watched(self):
                  return any(self.named.values())
        `,
        errors: [
          { messageId: 'all', data: { name: 'self.refs' }, line: 14, column: 26, endLine: 14, endColumn: 49 },
          { messageId: 'all', data: { name: 'self.named.values()' }, line: 17, column: 16, endLine: 17, endColumn: 40 },
        ],
      },
      {
        name: 'tested in a statement of its own, though it is always set',
        code: code`
          import weakref


          class Widget:
              def __init__(self, window):
                  self._window = weakref.ref(window)

              def invalidate(self):
                  if self._window:
                      window = self._window()
                      if window is not None:
                          window.schedule(self)
        `,
        errors: [
          {
            messageId: 'truth',
            data: { name: 'self._window' },
            line: 9, column: 12, endLine: 9, endColumn: 24,
            suggestions: [
              { messageId: 'ask', data: {}, output: { lines: [9, 9], become: 'if self._window() is not None:' } },
            ],
          },
        ],
      },
      {
        name: 'what is left of a collection is put in its place',
        code: code`
          import weakref
          class Bus3:
              def __init__(self) -> None:
                  self.sinks = []
              def add(self, s):
                  self.sinks.append(weakref.ref(s))
              def prune(self) -> None:
                  self.sinks = [handle for handle in self.sinks if handle]
        `,
        errors: [
          {
            messageId: 'truth',
            data: { name: 'handle' },
            line: 8, column: 58, endLine: 8, endColumn: 64,
            suggestions: [
              { messageId: 'ask', data: {}, output: { lines: [8, 8], become: 'self.sinks = [handle for handle in self.sinks if handle() is not None]' } },
            ],
          },
        ],
      },
      {
        name: 'tested for truth',
        code: code`
          import weakref


          class Panel:
              def __init__(self, window):
                  self._window = weakref.ref(window)

              def state(self):
                  if not self._window:
                      return "detached"
                  return "attached"
        `,
        errors: [
          {
            messageId: 'truth',
            data: { name: 'self._window', member: '', other: '' },
            line: 9, column: 16, endLine: 9, endColumn: 28,
            suggestions: [{ messageId: 'ask', data: {}, output: { lines: [9, 9], become: 'if self._window() is None:' } }],
          },
        ],
      },
      {
        name: 'compared with None',
        code: code`
          import weakref


          def is_gone(thing):
              handle = weakref.ref(thing)
              return handle is None
        `,
        errors: [
          {
            messageId: 'absence',
            data: { name: 'handle', member: '', other: '' },
            line: 6, column: 12, endLine: 6, endColumn: 18,
            suggestions: [{ messageId: 'ask', data: {}, output: { lines: [6, 6], become: 'return handle() is None' } }],
          },
        ],
      },
      {
        name: 'no edit where a name would keep the object while a loop waits',
        code: code`
          import weakref


          class Bar:
              def __init__(self, client):
                  self.client = None
                  if client:
                      self.client = weakref.ref(client)

              async def listen(self, connect):
                  comm = await connect(self.client().options if self.client else {})
                  while True:
                      await comm.read()
        `,
        errors: [{ messageId: 'set', data: { name: 'self.client', member: '', other: '' }, line: 11, column: 55, endLine: 11, endColumn: 66 }],
      },
      {
        name: 'tested where its answer is used in the same breath',
        code: code`
          import weakref


          class Bar:
              client = None

              def attach(self, client):
                  self.client = weakref.ref(client)

              def options(self):
                  return self.client().options if self.client else {}
        `,
        errors: [
          {
            messageId: 'set',
            data: { name: 'self.client', member: '', other: '' },
            line: 11,
            column: 41,
            endLine: 11,
            endColumn: 52,
            suggestions: [
              { messageId: 'once', data: { name: 'self.client()' }, output: { lines: [11, 11], become: 'return client.options if (client := self.client()) is not None else {}' } },
            ],
          },
        ],
      },
      {
        name: 'compared with what another handle was made of',
        code: code`
          import weakref


          class Panel:
              def __init__(self, window):
                  self._window = weakref.ref(window)

              def move(self, window):
                  if self._window is not window:
                      self._window = weakref.ref(window)
        `,
        errors: [
          {
            messageId: 'comparison',
            data: { name: 'self._window', member: '', other: 'window' },
            line: 9, column: 12, endLine: 9, endColumn: 24,
            suggestions: [{ messageId: 'ask', data: {}, output: { lines: [9, 9], become: 'if self._window() is not window:' } }],
          },
        ],
      },
      {
        name: 'compared with an object of a class',
        code: code`
          import weakref


          class Node:
              def __init__(self, parent):
                  self.parent = weakref.ref(parent)

              def adopt(self, child: "Node"):
                  return child.parent is self

              def is_own(self):
                  return self.parent == self
        `,
        errors: [
          {
            messageId: 'comparison',
            data: { name: 'child.parent', member: '', other: 'self' },
            line: 9, column: 16, endLine: 9, endColumn: 28,
            suggestions: [{ messageId: 'ask', data: {}, output: { lines: [9, 9], become: 'return child.parent() is self' } }],
          },
          {
            messageId: 'comparison',
            data: { name: 'self.parent', member: '', other: 'self' },
            line: 12, column: 16, endLine: 12, endColumn: 27,
            suggestions: [{ messageId: 'ask', data: {}, output: { lines: [12, 12], become: 'return self.parent() == self' } }],
          },
        ],
      },
      {
        name: 'looked for among handles',
        code: code`
          import weakref


          class Model:
              def __init__(self):
                  self.views = []

              def add(self, view):
                  if view not in self.views:
                      self.views.append(weakref.ref(view))

              def remove(self):
                  self.views.remove(self)
        `,
        errors: [
          {
            messageId: 'among',
            data: { name: 'self.views', member: '', other: 'view' },
            line: 9,
            column: 24,
            endLine: 9,
            endColumn: 34,
            suggestions: [
              { messageId: 'each', data: { name: 'all(handle() is not view for handle in self.views)' }, output: { lines: [9, 9], become: 'if all(handle() is not view for handle in self.views):' } },
            ],
          },
          { messageId: 'among', data: { name: 'self.views', member: '', other: 'self' }, line: 13, column: 9, endLine: 13, endColumn: 19 },
        ],
      },
      {
        name: 'asked for what its object has',
        code: code`
          import weakref


          class Panel:
              def __init__(self, window):
                  self._window = weakref.ref(window)

              def title(self):
                  self._window.count = 1
                  return self._window.title
        `,
        errors: [
          { messageId: 'member', data: { name: 'self._window', member: 'count', other: '' }, line: 9, column: 9, endLine: 9, endColumn: 27 },
          { messageId: 'member', data: { name: 'self._window', member: 'title', other: '' }, line: 10, column: 16, endLine: 10, endColumn: 34 },
        ],
      },
      {
        name: 'walked over',
        code: code`
          import weakref


          def names(group):
              members = weakref.ref(group)
              return [member.name for member in members]
        `,
        errors: [{ messageId: 'operation', data: { name: 'members', member: '', other: '' }, line: 6, column: 39, endLine: 6, endColumn: 46 }],
      },
      {
        name: 'in the place of its object',
        code: code`
          import weakref


          class Panel:
              def __init__(self, window):
                  self._window = weakref.ref(window)

              def window(self):
                  return self._window() or self._window
        `,
        errors: [
          {
            messageId: 'fallback',
            data: { name: 'self._window', member: '', other: '' },
            line: 9,
            column: 34,
            endLine: 9,
            endColumn: 46,
            suggestions: [
              { messageId: 'answer', data: { name: 'self._window()' }, output: { lines: [9, 9], become: 'return self._window()' } },
            ],
          },
        ],
      },
    ],
  },
  javascript: {
    valid: [
      {
        name: 'places that may be empty; functions whose results are no answers',
        code: code`
          class Pool {
            slots = [null, null];
            refs = [];

            put(i, node) {
              this.slots[i] = new WeakRef(node);
              this.refs.push(new WeakRef(node));
              if (this.refs.length > 9) this.refs.shift();
            }

            taken() {
              return this.slots.filter((slot) => slot).map((slot) => slot.deref());
            }

            sorted(order) {
              return this.refs.filter((ref) => ref.deref()).map((ref) => ref).sort((ref) => order.get(ref));
            }
          }
        `,
      },
      {
        name: 'what is made on the spot shows whether it can be made',
        code: code`
          let supported = false;
          try {
            supported = Boolean(new WeakRef({})) && new WeakRef({}) !== null;
          } catch {
            supported = false;
          }
        `,
      },
      {
        name: 'a state that somebody sets may be something else later; so may a member of what useRef made',
        code: code`
          function usePortal({ container, other }) {
            const [weak, setWeak] = useState(() => new WeakRef(container));
            const last = useRef(null);
            useEffect(() => {
              if (last.current) last.current.deref()?.close();
              last.current = new WeakRef(other);
              setWeak(null);
            }, [other]);
            const [first] = useState(container);
            return weak ? () => first.open() : undefined;
          }
        `,
      },
      {
        name: 'the answers are tested; slots that may be empty',
        code: code`
          class Hub {
            constructor() {
              this.refs = [];
              this.slots = [null, null];
            }

            add(one) {
              this.refs.push(new WeakRef(one));
              this.slots[0] = new WeakRef(one);
            }

            alive() {
              return [this.refs.map((ref) => ref.deref()).filter(Boolean), this.slots.filter(Boolean)];
            }
          }
        `,
      },
      {
        name: 'a look whether there is such a method, in passing',
        code: code`
          const viewRef = new WeakRef(document.body);

          export const view = () => viewRef.deref?.();
        `,
      },
      {
        name: "NativeScript's handles can be asked with `get`, too",
        code: code`
          const owner = new WeakRef(view);
          button.onTap = () => owner.get()?.tap();
          button.onUnload = () => owner.clear();
        `,
      },
      {
        name: 'not set by the constructor',
        code: code`
          class Panel {
            attach(window) {
              this.window = new WeakRef(window);
            }
            get state() {
              return this.window ? 'attached' : 'detached';
            }
          }
        `,
      },
      {
        name: 'set on one way through the constructor only',
        code: code`
          class Panel {
            constructor(window) {
              if (window) this.window = new WeakRef(window);
            }
            get state() {
              return this.window !== undefined ? 'attached' : 'detached';
            }
          }
        `,
      },
      {
        name: 'what a map has not',
        code: code`
          const cache = new Map();
          export function put(key, value) {
            const old = cache.get(key);
            if (old) registry.unregister(old);
            cache.set(key, new WeakRef(value));
          }
        `,
      },
      {
        name: 'a short cut asks in passing',
        code: code`
          export function touch(thing) {
            const ref = new WeakRef(thing);
            return () => ref?.deref()?.touch();
          }
        `,
      },
      {
        name: 'a stand-in for the handle may be the object',
        code: code`
          const make = (thing) => (typeof WeakRef === 'undefined' ? thing : new WeakRef(thing));
          export function read(thing) {
            const ref = make(thing);
            return ref.deref ? ref.deref() : ref;
          }
        `,
      },
      {
        name: 'a member that somebody gave the handle',
        code: code`
          export function watch(thing, key) {
            const ref = new WeakRef(thing);
            ref.key = key;
            return () => ref.key;
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'a state that nobody can set',
        code: code`
          function usePortal(container) {
            const [weak] = useState(() => new WeakRef(container));
            return weak ? 'portal' : 'portal lost';
          }
        `,
        errors: [
          {
            messageId: 'truth',
            data: { name: 'weak' },
            line: 3, column: 10, endLine: 3, endColumn: 14,
            suggestions: [
              { messageId: 'ask', data: {  }, output: { lines: [3, 3], become: `return weak.deref() ? 'portal' : 'portal lost';` } },
            ],
          },
        ],
      },
      {
        name: 'compared with a variable named as its object is where it is made',
        code: code`
          class Tab {
            constructor(page) {
              this.page = new WeakRef(page);
            }
          }

          export class Bar {
            tabs = [];

            open(page) {
              this.tabs.push(new Tab(page));
            }

            find(page) {
              return this.tabs.find((tab) => tab.page === page);
            }
          }
        `,
        errors: [
          {
            messageId: 'comparison',
            data: { name: 'tab.page', other: 'page' },
            line: 15, column: 36, endLine: 15, endColumn: 44,
            suggestions: [
              { messageId: 'ask', data: {}, output: { lines: [15, 15], become: 'return this.tabs.find((tab) => tab.page.deref() === page);' } },
            ],
          },
        ],
      },
      {
        name: 'what a function gives for each handle',
        code: code`
          const pending = [];

          export function schedule(node) {
            pending.push(new WeakRef(node));
          }

          export function flush() {
            const alive = pending.splice(0).filter((ref) => ref.deref);
            return alive.length;
          }

          export function isIdle() {
            return !pending.some((ref) => ref);
          }
        `,
        errors: [
          {
            messageId: 'uncalled',
            data: { name: 'ref.deref' },
            line: 8, column: 51, endLine: 8, endColumn: 60,
            suggestions: [
              { messageId: 'ask', data: {}, output: { lines: [8, 8], become: 'const alive = pending.splice(0).filter((ref) => ref.deref());' } },
            ],
          },
          {
            messageId: 'truth',
            data: { name: 'ref' },
            line: 13, column: 33, endLine: 13, endColumn: 36,
            suggestions: [
              { messageId: 'ask', data: {}, output: { lines: [13, 13], become: 'return !pending.some((ref) => ref.deref());' } },
            ],
          },
        ],
      },
      {
        name: 'all handles of a collection are tested',
        code: code`
          class Hub {
            constructor() {
              this.refs = [];
            }

            add(one) {
              this.refs.push(new WeakRef(one));
            }

            get size() {
              return this.refs.filter(Boolean).length;
            }
          }
        `,
        errors: [
          { messageId: 'all', data: { name: 'this.refs' }, line: 11, column: 12, endLine: 11, endColumn: 37 },
        ],
      },
      {
        name: 'the method is compared, or tested where the handle may not be set',
        code: code`
          const state = { app: null };

          export function install(app) {
            state.app = new WeakRef(app);
          }

          export function isMounted() {
            return state.app !== null && state.app.deref !== undefined;
          }

          export function count(refs) {
            let n = 0;
            for (const ref of refs) {
              if (ref.deref) n += 1;
            }
            return n;
          }

          export const all = count([new WeakRef(state)]);
        `,
        errors: [
          {
            messageId: 'uncalled',
            data: { name: 'state.app.deref' },
            line: 8, column: 32, endLine: 8, endColumn: 47,
            suggestions: [
              { messageId: 'ask', data: {}, output: { lines: [8, 8], become: 'return state.app !== null && state.app.deref() !== undefined;' } },
            ],
          },
          {
            messageId: 'uncalled',
            data: { name: 'ref.deref' },
            line: 14, column: 9, endLine: 14, endColumn: 18,
            suggestions: [
              { messageId: 'ask', data: {}, output: { lines: [14, 14], become: 'if (ref.deref()) n += 1;' } },
            ],
          },
        ],
      },
      {
        name: 'tested for truth',
        code: code`
          class Panel {
            constructor(window) {
              this.window = new WeakRef(window);
            }
            get state() {
              return this.window ? 'attached' : 'detached';
            }
          }
        `,
        errors: [
          {
            messageId: 'truth',
            data: { name: 'this.window', member: '', other: '' },
            line: 6, column: 12, endLine: 6, endColumn: 23,
            suggestions: [{ messageId: 'ask', data: {}, output: { lines: [6, 6], become: "return this.window.deref() ? 'attached' : 'detached';" } }],
          },
        ],
      },
      {
        name: 'a field, compared with undefined and with the object',
        code: code`
          class Row {
            #table = new WeakRef(this.makeTable());
            isGone() {
              return this.#table === undefined;
            }
            isFirst() {
              return this.#table === this;
            }
          }
        `,
        errors: [
          {
            messageId: 'absence',
            data: { name: 'this.#table', member: '', other: '' },
            line: 4, column: 12, endLine: 4, endColumn: 23,
            suggestions: [{ messageId: 'ask', data: {}, output: { lines: [4, 4], become: 'return this.#table.deref() === undefined;' } }],
          },
          {
            messageId: 'comparison',
            data: { name: 'this.#table', member: '', other: 'this' },
            line: 7, column: 12, endLine: 7, endColumn: 23,
            suggestions: [{ messageId: 'ask', data: {}, output: { lines: [7, 7], become: 'return this.#table.deref() === this;' } }],
          },
        ],
      },
      {
        name: 'the method that asks is never called',
        code: code`
          export function watch(thing) {
            const ref = new WeakRef(thing);
            return () => (ref.deref ? 'there' : 'gone');
          }
        `,
        errors: [
          {
            messageId: 'uncalled',
            data: { name: 'ref.deref', member: 'deref', other: '' },
            line: 3,
            column: 17,
            endLine: 3,
            endColumn: 26,
            suggestions: [
              { messageId: 'ask', data: { name: 'ref' }, output: { lines: [3, 3], become: `return () => (ref.deref() ? 'there' : 'gone');` } },
            ],
          },
        ],
      },
      {
        name: 'asked for what its object has',
        code: code`
          export function watch(thing) {
            const ref = new WeakRef(thing);
            return () => [ref.name, { ...ref }];
          }
        `,
        errors: [
          {
            messageId: 'member',
            data: { name: 'ref', member: 'name', other: '' },
            line: 3,
            column: 17,
            endLine: 3,
            endColumn: 25,
            suggestions: [
              { messageId: 'ask', data: { name: 'ref' }, output: { lines: [3, 3], become: 'return () => [ref.deref()?.name, { ...ref }];' } },
            ],
          },
          { messageId: 'operation', data: { name: 'ref', member: '', other: '' }, line: 3, column: 32, endLine: 3, endColumn: 35 },
        ],
      },
      {
        name: 'looked for among handles',
        code: code`
          class Model {
            constructor() {
              this.views = [];
            }
            add(view) {
              if (!this.views.includes(view)) this.views.push(new WeakRef(view));
            }
          }
        `,
        errors: [
          {
            messageId: 'among',
            data: { name: 'this.views', member: '', other: 'view' },
            line: 6,
            column: 10,
            endLine: 6,
            endColumn: 20,
            suggestions: [
              { messageId: 'each', data: { name: 'some((handle) => handle.deref() === view)' }, output: { lines: [6, 6], become: 'if (!this.views.some((handle) => handle.deref() === view)) this.views.push(new WeakRef(view));' } },
            ],
          },
        ],
      },
    ],
  },
  typescript: {
    valid: [
      {
        name: 'compared with another name, and with what may be a handle',
        code: code`
          class Door {
            room: WeakRef<Room>;
            key: WeakRef<Key>;

            constructor(room: Room, key: Key) {
              this.room = new WeakRef(room);
              this.key = new WeakRef(key);
            }

            leadsTo(hall: Room) {
              return this.room === hall;
            }

            opensWith(key: object | WeakRef<Key>) {
              return this.key === key;
            }

            isOf(room: Room) {
              return this.room === room || this.room.deref() === room;
            }
          }
        `,
      },
      {
        name: 'a member that the class of the object does not declare may be of the parameter itself',
        code: code`
          class Doc {
            title = '';
          }
          export const key = (ref: WeakRef<Doc>) => ref.key;
        `,
      },
      {
        name: 'a field that says it may be unset',
        code: code`
          class Panel {
            private window?: WeakRef<Window>;
            get state(): string {
              return this.window ? 'attached' : 'detached';
            }
          }
        `,
      },
      {
        name: 'a field that others have to set',
        code: code`
          class Panel {
            window!: WeakRef<Window>;
            get state(): string {
              return this.window ? 'attached' : 'detached';
            }
          }
        `,
      },
    ],
    invalid: [
      {
        name: 'compared with a parameter of any type, named as its object is where it is made',
        code: code`
          class Door {
            room: WeakRef<Room>;

            constructor(room: Room) {
              this.room = new WeakRef(room);
            }

            opensTo(room: any) {
              return this.room === room;
            }
          }
        `,
        errors: [
          {
            messageId: 'comparison',
            data: { name: 'this.room', other: 'room' },
            line: 9, column: 12, endLine: 9, endColumn: 21,
            suggestions: [
              { messageId: 'ask', data: {}, output: { lines: [9, 9], become: 'return this.room.deref() === room;' } },
            ],
          },
        ],
      },
      {
        name: 'what a loop finds in an array is there',
        code: code`
          export class Room {
            private members: WeakRef<object>[] = [];

            join(member: object): void {
              this.sweep();
              this.members.push(new WeakRef(member));
            }

            private sweep(): void {
              this.members = this.members.filter((ref) => ref.deref() !== undefined);
            }

            count(): number {
              let n = 0;
              for (const ref of this.members) if (ref !== undefined) n++;
              return n;
            }
          }
        `,
        errors: [
          {
            messageId: 'absence',
            data: { name: 'ref' },
            line: 15, column: 41, endLine: 15, endColumn: 44,
            suggestions: [
              { messageId: 'ask', data: {}, output: { lines: [15, 15], become: 'for (const ref of this.members) if (ref.deref() !== undefined) n++;' } },
            ],
          },
        ],
      },
      {
        name: 'a copy of what a parameter says it is',
        code: code`
          export const copy = (ref: WeakRef<object>) => ({ ...ref });
        `,
        errors: [{ messageId: 'operation', data: { name: 'ref', member: '', other: '' }, line: 1, column: 53, endLine: 1, endColumn: 56 }],
      },
      {
        name: 'a parameter that says what it points to',
        code: code`
          class Doc {
            title = '';
            close() {}
          }
          export const title = (ref: WeakRef<Doc>) => ref.title;
          export function close(ref: WeakRef<Doc>) {
            ref.close();
          }
        `,
        errors: [
          {
            messageId: 'member',
            data: { name: 'ref', member: 'title', other: '' },
            line: 5,
            column: 45,
            endLine: 5,
            endColumn: 54,
            suggestions: [{ messageId: 'ask', data: { name: 'ref' }, output: { lines: [5, 5], become: 'export const title = (ref: WeakRef<Doc>) => ref.deref()?.title;' } }],
          },
          {
            messageId: 'member',
            data: { name: 'ref', member: 'close', other: '' },
            line: 7,
            column: 3,
            endLine: 7,
            endColumn: 12,
            suggestions: [{ messageId: 'ask', data: { name: 'ref' }, output: { lines: [7, 7], become: 'ref.deref()?.close();' } }],
          },
        ],
      },
      {
        name: 'the last answer, or the handle of it',
        code: code`
          export function keepLast<T extends object>(make: () => T): () => T {
            let last: any;
            return () => {
              const previous = last?.deref?.() ?? last;
              last = new WeakRef(make());
              return previous;
            };
          }
        `,
        errors: [{ messageId: 'fallback', data: { name: 'last', member: '', other: '' }, line: 4, column: 41, endLine: 4, endColumn: 45 }],
      },
      {
        name: 'the last answer, or the handle of it, and a look',
        code: code`
          export function keepLast<T extends object>(make: () => T): () => T {
            let last: any;
            return () => {
              const previous = last?.deref?.() ?? last;
              if (previous != null) return previous;
              const made = make();
              last = new WeakRef(made);
              return made;
            };
          }
        `,
        errors: [
          {
            messageId: 'fallback',
            data: { name: 'last', member: '', other: '' },
            line: 4,
            column: 41,
            endLine: 4,
            endColumn: 45,
            suggestions: [
              { messageId: 'answer', data: { name: 'last?.deref?.()' }, output: { lines: [4, 4], become: 'const previous = last?.deref?.();' } },
            ],
          },
        ],
      },
      {
        name: 'a parameter',
        code: code`
          export function isOpen(window: WeakRef<Window>): boolean {
            return !!window;
          }
        `,
        errors: [
          {
            messageId: 'truth',
            data: { name: 'window', member: '', other: '' },
            line: 2, column: 12, endLine: 2, endColumn: 18,
            suggestions: [{ messageId: 'ask', data: {}, output: { lines: [2, 2], become: 'return !!window.deref();' } }],
          },
        ],
      },
      {
        name: 'a parameter property',
        code: code`
          class Panel {
            constructor(private readonly window: WeakRef<Window>) {}
            get state(): string {
              return this.window ? 'attached' : 'detached';
            }
          }
        `,
        errors: [
          {
            messageId: 'truth',
            data: { name: 'this.window', member: '', other: '' },
            line: 4, column: 12, endLine: 4, endColumn: 23,
            suggestions: [{ messageId: 'ask', data: {}, output: { lines: [4, 4], become: "return this.window.deref() ? 'attached' : 'detached';" } }],
          },
        ],
      },
    ],
  },
});
