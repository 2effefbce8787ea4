/** The questions of the quiz. The right answer has a place of its own, so there is exactly one. All texts are markdown within one paragraph. */
import type { PassageId } from '../src/generated/lessons.ts';

export interface Question {
  readonly question: string;
  readonly right: string;
  readonly wrong: readonly string[];
  /** Why the right answer is right, whichever was given. */
  readonly why: string;
  /** Where the lesson says so. */
  readonly passage: PassageId;
  /** A program that shows it, where the question is about behaviour; the tests run it. */
  readonly proof?: Proof;
}

interface Proof {
  readonly language: 'python' | 'javascript';
  readonly code: string;
  /** Without a final line break. */
  readonly output: string;
}

export const questions: readonly Question[] = [
  {
    question: 'What does a weak reference do for the object it points to?',
    right: 'It finds the object while somebody else keeps it alive',
    wrong: ['It keeps the object alive a little longer', 'It holds a copy that is cheap to make', 'It locks the object against changes'],
    why: 'A weak reference only watches. It is not an owner, so it has no say in how long the object lives.',
    passage: 'owning-and-observing#who-keeps-an-object-alive',
  },
  {
    question: 'A weak reference is the only thing left that points to an object. What happens?',
    right: 'The object can go, as if nothing pointed to it',
    wrong: ['The object stays until the weak reference is deleted', 'The weak reference becomes an ordinary one', 'Python raises `ReferenceError` at once'],
    why: 'Only strong references own. With none left the object is free to go; CPython takes it at once, other interpreters and JavaScript whenever they like.',
    passage: 'owning-and-observing#who-keeps-an-object-alive',
    proof: {
      language: 'python',
      code: `import gc
import weakref


class Lamp:
    pass


lamp = Lamp()
handle = weakref.ref(lamp)
del lamp
gc.collect()
print(handle())`,
      output: 'None',
    },
  },
  {
    question: 'In Python, what do you get when you call a `weakref.ref` whose object is gone?',
    right: '`None`',
    wrong: ['A `ReferenceError`', '`False`', 'The object as it last was'],
    why: 'A dead handle answers `None` and raises nothing. The error comes later, from whoever uses that answer without looking.',
    passage: 'weak-handles#ask-the-handle',
    proof: {
      language: 'python',
      code: `import gc
import weakref


class Lamp:
    pass


lamp = Lamp()
handle = weakref.ref(lamp)
lamp = None
gc.collect()
print(handle() is None)`,
      output: 'True',
    },
  },
  {
    question: '`handle` is a `weakref.ref`. What does `if handle:` tell you?',
    right: 'Nothing: a handle is true, dead or alive',
    wrong: ['Whether the object is alive', 'Whether the object is alive and not empty', 'Whether the handle has a callback'],
    why: 'The handle is an object of its own, and it outlives its referent. Ask it: `handle() is not None`.',
    passage: 'weak-handles#the-handle-is-not-the-object',
    proof: {
      language: 'python',
      code: `import gc
import weakref


class Lamp:
    pass


lamp = Lamp()
handle = weakref.ref(lamp)
del lamp
gc.collect()
print(bool(handle), handle())`,
      output: 'True None',
    },
  },
  {
    question: 'What do you do before you use what a weak handle gives?',
    right: 'Bind it to a name, and test that name against `None`',
    wrong: ['Call the handle twice and compare', 'Test that the handle itself is true', 'Copy the object'],
    why: 'One question, one answer, one name. The name is a strong reference, so the object cannot go between the test and the use.',
    passage: 'one-deref-one-strong-name#check-once-through-a-strong-name',
  },
  {
    question: 'What is wrong with `if handle() is not None: handle().save()`?',
    right: 'The two calls are two questions, and the object may go in between',
    wrong: ['Nothing, the check protects the call', 'The second call always gives `None`', 'A handle may be called only once'],
    why: 'What the check found is let go again as soon as it has been compared. Another thread or a callback may then drop the last owner.',
    passage: 'one-deref-one-strong-name#why-twice-is-not-once',
    proof: {
      language: 'python',
      code: `import gc
import weakref


class Draft:
    pass


drafts = [Draft()]
handle = weakref.ref(drafts[0])
if handle() is not None:
    drafts.clear()  # what another thread might do just now
    gc.collect()
    print(handle())`,
      output: 'None',
    },
  },
  {
    question: 'Why is `if handle():` a poor test for a living object in Python?',
    right: 'A living object may be false, an empty container for example',
    wrong: ['It is slower than `is not None`', 'It deletes the object', 'It works for built-in types only'],
    why: 'Truth is up to the object: `__len__` and `__bool__` decide. Only `None` means that it is gone.',
    passage: 'one-deref-one-strong-name#compare-with-none-not-with-truth',
    proof: {
      language: 'python',
      code: `import weakref


class Basket(list):
    pass


basket = Basket()
handle = weakref.ref(basket)
print(bool(handle()), handle() is not None)`,
      output: 'False True',
    },
  },
  {
    question: 'A loop takes `target = handle()` once and then sleeps and works for ever. What is the matter?',
    right: 'The name `target` owns the object, so it can never go',
    wrong: ['The name `target` becomes `None` in the middle of the loop', 'The handle is worn out after one call', 'Sleeping clears weak references'],
    why: 'A strong name is an owner for as long as it lasts. Take it after the wait, use it, let it end.',
    passage: 'one-deref-one-strong-name#let-go-before-you-wait',
  },
  {
    question: 'In CPython, what does `weakref.ref(Lamp())()` give?',
    right: '`None`',
    wrong: ['The new lamp', 'A `TypeError`', 'A lamp that lasts until the end of the function'],
    why: 'Nobody owns the new lamp, so it is gone before the handle is asked. Give it a name first.',
    passage: 'keep-somebody-owning-it#a-temporary-dies-at-once',
    proof: {
      language: 'python',
      code: `import weakref


class Lamp:
    pass


print(weakref.ref(Lamp())())`,
      output: 'None',
    },
  },
  {
    question: 'You keep `weakref.ref(view.refresh)`, and `view` lives on. Why is the handle dead in CPython?',
    right: 'A bound method is made anew each time, and nobody owns this one',
    wrong: ['Methods cannot be weakly referenced', '`view` lost its method', 'The handle has to be called within the same function'],
    why: 'The little object that joins `view` and `refresh` ends with the line. `weakref.WeakMethod` watches the two apart.',
    passage: 'keep-somebody-owning-it#a-bound-method-is-a-temporary',
    proof: {
      language: 'python',
      code: `import weakref


class View:
    def refresh(self):
        return "drawn"


view = View()
print(weakref.ref(view.refresh)(), weakref.WeakMethod(view.refresh)()())`,
      output: 'None drawn',
    },
  },
  {
    question: 'Which container holds its values weakly and its keys strongly?',
    right: '`WeakValueDictionary`',
    wrong: ['`WeakKeyDictionary`', '`WeakSet`', '`dict`'],
    why: 'The name says which side is weak. An entry goes together with its value.',
    passage: 'weak-value-dictionary#a-cache-that-empties-itself',
    proof: {
      language: 'python',
      code: `import gc
import weakref


class Icon:
    pass


icon = Icon()
icons = weakref.WeakValueDictionary(save=icon)
print(list(icons))
del icon
gc.collect()
print(list(icons))`,
      output: "['save']\n[]",
    },
  },
  {
    question: 'What speaks for a weak dictionary as a cache of objects?',
    right: 'It shares what is in use, and keeps nothing that is not',
    wrong: ['It is faster than a plain `dict`', 'It keeps everything for ever', 'It writes its entries to disk'],
    why: 'A plain dictionary owns all it has ever seen. In a weak one an entry leaves together with the last real owner.',
    passage: 'owning-and-observing#when-everything-owns-nothing-leaves',
  },
  {
    question: 'How do you look up `key` in a `WeakValueDictionary`?',
    right: '`cache.get(key)` once, then compare the answer with `None`',
    wrong: ['`key in cache`, then `cache[key]`', '`cache[key]` alone: it never raises', '`list(cache)`, then `cache[key]`'],
    why: 'Between `in` and the square brackets the value may go, and then there is a `KeyError`. `get` asks once.',
    passage: 'weak-value-dictionary#get-then-test',
  },
  {
    question: 'What is weak in a `WeakKeyDictionary`?',
    right: 'The keys alone',
    wrong: ['The values alone', 'Keys and values', 'The dictionary itself'],
    why: 'It holds facts about objects of others: when the key goes, its entry goes. The value is an ordinary, strong reference.',
    passage: 'weak-key-dictionary#data-about-objects-you-do-not-own',
    proof: {
      language: 'python',
      code: `import gc
import weakref


class Page:
    pass


notes = weakref.WeakKeyDictionary()
page = Page()
notes[page] = "seen"
print(len(notes))
del page
gc.collect()
print(len(notes))`,
      output: '1\n0',
    },
  },
  {
    question: 'In Python, the value of a `WeakKeyDictionary` refers to its own key. What happens?',
    right: 'The entry never goes: the value keeps its key alive',
    wrong: ['Both go together when nobody else has them', 'A `ValueError` is raised', 'The value is made weak as well'],
    why: 'The dictionary owns the value and the value owns the key. A `WeakMap` in JavaScript sees through that, Python does not.',
    passage: 'weak-key-dictionary#a-value-must-not-lead-back-to-its-key',
    proof: {
      language: 'python',
      code: `import gc
import weakref


class Page:
    pass


notes = weakref.WeakKeyDictionary()
page = Page()
notes[page] = {"about": page}
del page
gc.collect()
print(len(notes))`,
      output: '1',
    },
  },
  {
    question: 'You want a member out of a Python `WeakSet`, and it may have gone by itself. Which call?',
    right: '`members.discard(item)`',
    wrong: ['`members.remove(item)`', '`del members[item]`', '`members.pop()`'],
    why: '`discard` does not mind that there is nothing to do; `remove` raises `KeyError`.',
    passage: 'weak-set#discard-do-not-remove',
    proof: {
      language: 'python',
      code: `import weakref


class Player:
    pass


player, members = Player(), weakref.WeakSet()
members.discard(player)
try:
    members.remove(player)
except KeyError:
    print("KeyError")`,
      output: 'KeyError',
    },
  },
  {
    question: 'What does using a `weakref.proxy` do after its object is gone?',
    right: 'It raises `ReferenceError`',
    wrong: ['It gives `None`', 'It makes a new object', 'It gives the last known value'],
    why: 'A proxy has no call that could answer `None`, so any use of it raises. Where death is an everyday matter, prefer `weakref.ref`.',
    passage: 'proxies#a-proxy-is-used-like-the-object',
    proof: {
      language: 'python',
      code: `import gc
import weakref


class Engine:
    speed = 3


engine = Engine()
proxy = weakref.proxy(engine)
print(proxy.speed, proxy is None)
del engine
gc.collect()
try:
    proxy.speed
except ReferenceError:
    print("ReferenceError")`,
      output: '3 False\nReferenceError',
    },
  },
  {
    question: 'Which is the recommended way in Python to clean up after an object that may be forgotten?',
    right: '`weakref.finalize`, beside an explicit `close()`',
    wrong: ['`__del__`', '`gc.collect()` in a loop', 'A callback on a handle that nobody stores'],
    why: 'A finalizer runs once, at exit too, never sees the object and so cannot revive it. The explicit `close()` is for those who know when they are done.',
    passage: 'finalizers#prefer-a-finalizer-to-del',
  },
  {
    question: 'Why does `weakref.finalize(self, self.close)` never run while the program does?',
    right: 'The bound method holds `self`, so `self` cannot die',
    wrong: ['A finalizer takes functions of the module only', '`finalize` runs at exit only', 'Nobody stored the finalizer'],
    why: 'The registry of finalizers owns what it will call. Give it the resource, never the object or a method of it.',
    passage: 'finalizers#a-finalizer-must-not-hold-its-object',
    proof: {
      language: 'python',
      code: `import gc
import weakref


class Pipe:
    def close(self):
        print("closed")


pipe = Pipe()
finalizer = weakref.finalize(pipe, pipe.close)
del pipe
gc.collect()
print(finalizer.alive)
finalizer.detach()`,
      output: 'True',
    },
  },
  {
    question: 'When does the callback of `weakref.ref(obj, callback)` run?',
    right: 'When the object dies, if the handle itself is still there',
    wrong: ['Always when the object dies', 'Each time the handle is called', 'Only when the program ends'],
    why: 'The callback belongs to the handle. If nobody stores the handle, both are gone; `weakref.finalize` looks after itself.',
    passage: 'finalizers#a-callback-needs-its-handle',
    proof: {
      language: 'python',
      code: `import gc
import weakref


class Door:
    pass


door = Door()
stored = weakref.ref(door, lambda _: print("stored"))
weakref.ref(door, lambda _: print("not stored"))
del door
gc.collect()`,
      output: 'stored',
    },
  },
  {
    question: 'How often does a `weakref.finalize` call its function?',
    right: 'Once at most, however it came to be called',
    wrong: ['Once for each collection', 'Each time you call it', 'Once for each thread'],
    why: 'Whether the object dies, you call it or the program ends: after the first time the finalizer is dead. So `close()` may simply call it.',
    passage: 'finalizers#a-finalizer-runs-at-most-once',
    proof: {
      language: 'python',
      code: `import weakref


class Pipe:
    pass


pipe = Pipe()
finalizer = weakref.finalize(pipe, print, "released")
finalizer()
finalizer()
print(finalizer.alive)`,
      output: 'released\nFalse',
    },
  },
  {
    question: 'Why does `weakref.ref([1, 2])` raise `TypeError`?',
    right: 'A plain list has no room for weak references',
    wrong: ['The list is not empty', 'A list is not hashable', 'The list needs a name first'],
    why: 'The built-in containers and values do without that slot, to be small. A class of your own has it, a subclass of `list` too.',
    passage: 'what-cannot-be-weakly-referenced#values-are-not-referents',
    proof: {
      language: 'python',
      code: `import weakref


class Names(list):
    pass


names = [1, 2]
try:
    weakref.ref(names)
except TypeError:
    print("TypeError")
own = Names(names)
print(weakref.ref(own)() is own)`,
      output: 'TypeError\nTrue',
    },
  },
  {
    question: 'A class has `__slots__ = ("x", "y")` and a plain base. How do its instances become weakly referenceable?',
    right: 'Add `"__weakref__"` to its slots',
    wrong: ['Add `"__dict__"` to its slots', 'Define `__hash__`', 'They are already'],
    why: 'With slots a class lists every place it has, and the place for weak references is one of them. A data class has `weakref_slot=True` for it.',
    passage: 'what-cannot-be-weakly-referenced#slots-need-a-place-for-handles',
    proof: {
      language: 'python',
      code: `import weakref


class Closed:
    __slots__ = ("x", "y")


class Open:
    __slots__ = ("x", "y", "__weakref__")


closed, opened = Closed(), Open()
try:
    weakref.ref(closed)
except TypeError:
    print("TypeError")
print(weakref.ref(opened)() is opened)`,
      output: 'TypeError\nTrue',
    },
  },
  {
    question: 'Why do examples write both `del name` and `gc.collect()` before they look at a dead handle?',
    right: '`del` drops the last owner, the collection makes the result the same everywhere',
    wrong: ['`del` destroys the object, `gc.collect()` empties the handle', '`gc.collect()` takes objects that are still owned', 'Either alone does exactly the same'],
    why: '`del` takes away a name, not an object. Where a circle or another interpreter delays the rest, the collection brings it forward.',
    passage: 'owning-and-observing#never-rely-on-when',
    proof: {
      language: 'python',
      code: `import gc
import weakref


class Ring:
    pass


gc.disable()
ring = Ring()
ring.itself = ring
handle = weakref.ref(ring)
gc.collect()
print("owned:", handle() is not None)
del ring
print("only deleted:", handle() is not None)
gc.collect()
print("collected:", handle() is not None)
gc.enable()`,
      output: 'owned: True\nonly deleted: True\ncollected: False',
    },
  },
  {
    question: 'In a tree, the parent owns its children. How do the children know their parent?',
    right: 'By a weak reference',
    wrong: ['By an ordinary reference, and the parent has weak ones to them', 'By a copy of the parent', 'By the `id()` of the parent'],
    why: 'One side owns, the other observes. The other way round the children would have no owner at all.',
    passage: 'patterns#one-side-of-a-pair-is-weak',
  },
  {
    question: 'What does `deref()` give in JavaScript when the object is gone?',
    right: '`undefined`',
    wrong: ['`null`', '`false`', 'It throws a `ReferenceError`'],
    why: 'It is never `null`, so a test with `=== null` lets every dead object through.',
    passage: 'javascript#a-dead-handle-gives-undefined',
    proof: {
      language: 'javascript',
      code: `const nextTask = () => new Promise((resolve) => setTimeout(resolve));
const handle = new WeakRef({ name: 'lamp' });
await nextTask();
gc();
console.log(handle.deref());`,
      output: 'undefined',
    },
  },
  {
    question: 'You called `deref()` in JavaScript and got the object. How long is another `deref()` sure to give it?',
    right: 'Until the current job ends: at the latest until the next `await`',
    wrong: ['For ever', 'Not even until the next line', 'Until `gc()` is called'],
    why: 'What a job has seen stays for that job. After an `await` another job is running, and the answer may be another.',
    passage: 'javascript#a-job-keeps-what-it-has-seen',
    proof: {
      language: 'javascript',
      code: `const nextTask = () => new Promise((resolve) => setTimeout(resolve));
const handle = new WeakRef({ name: 'lamp' });
gc();
console.log(handle.deref() !== undefined);
await nextTask();
gc();
console.log(handle.deref() !== undefined);`,
      output: 'true\nfalse',
    },
  },
  {
    question: 'A `WeakMap` in JavaScript holds a value that refers to its own key. What happens?',
    right: 'The entry goes with its key all the same',
    wrong: ['The entry stays for ever', 'A `TypeError` is thrown', 'The value is copied'],
    why: 'A value of a `WeakMap` counts only while its key is alive by itself. That is why it suits private data so well.',
    passage: 'javascript#side-data-belongs-in-a-weakmap',
    proof: {
      language: 'javascript',
      code: `const nextTask = () => new Promise((resolve) => setTimeout(resolve));
const notes = new WeakMap();
function add() {
  const page = {};
  notes.set(page, { about: page });
  return new WeakRef(page);
}
const handle = add();
await nextTask();
gc();
console.log(handle.deref());`,
      output: 'undefined',
    },
  },
  {
    question: 'What may a program rely on a `FinalizationRegistry` for?',
    right: 'Nothing it cannot do without: the callback may never run',
    wrong: ['Closing files before the program ends', 'Running clean-up in the order of registration', 'Running clean-up at the end of the job'],
    why: 'It gives resources back earlier than never. Whatever has to happen belongs in an explicit `close()` or `dispose()`.',
    passage: 'javascript#a-clean-up-callback-may-never-run',
  },
  {
    question: 'An object is registered with a `FinalizationRegistry` and then closed by hand. What else should `close()` do?',
    right: 'Call `unregister`, so that nothing is released a second time',
    wrong: ['Register the object again', 'Set the registry to `null`', 'Nothing, closing tells the registry'],
    why: 'The registry knows nothing of your `close()`. With the token given at registration, `unregister` takes the object out.',
    passage: 'javascript#unregister-what-you-close-yourself',
    proof: {
      language: 'javascript',
      code: `const nextTask = () => new Promise((resolve) => setTimeout(resolve));
const registry = new FinalizationRegistry((name) => console.log(name));
function open(name, close) {
  const file = {};
  registry.register(file, name, file);
  if (close) registry.unregister(file);
}
open('closed by hand', true);
open('forgotten', false);
await nextTask();
gc();
await nextTask();
console.log('done');`,
      output: 'forgotten\ndone',
    },
  },
];
