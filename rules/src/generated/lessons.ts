// Generated from rules/lessons/*.md by `npm run generate`; edit the lesson, not this file.

/** Names one passage of the lesson: `chapter#anchor`, the chapter being a file in `rules/lessons` without its `.md`. */
export type PassageId =
  | 'owning-and-observing#who-keeps-an-object-alive'
  | 'owning-and-observing#when-everything-owns-nothing-leaves'
  | 'owning-and-observing#never-rely-on-when'
  | 'weak-handles#ask-the-handle'
  | 'weak-handles#the-handle-itself-is-always-true'
  | 'weak-handles#equal-handles-different-objects'
  | 'one-deref-one-strong-name#check-once-through-a-strong-name'
  | 'one-deref-one-strong-name#why-twice-is-not-once'
  | 'one-deref-one-strong-name#compare-with-none-not-with-truth'
  | 'one-deref-one-strong-name#let-go-before-you-wait'
  | 'keep-somebody-owning-it#a-temporary-dies-at-once'
  | 'keep-somebody-owning-it#a-bound-method-is-a-temporary'
  | 'keep-somebody-owning-it#a-weak-container-owns-nothing'
  | 'finalizers#a-finalizer-must-not-hold-its-object'
  | 'finalizers#a-callback-needs-its-handle'
  | 'finalizers#a-finalizer-runs-at-most-once'
  | 'finalizers#the-object-is-already-gone'
  | 'finalizers#prefer-a-finalizer-to-del'
  | 'what-cannot-be-weakly-referenced#values-are-not-referents'
  | 'what-cannot-be-weakly-referenced#a-subclass-may-have-room'
  | 'what-cannot-be-weakly-referenced#slots-need-a-place-for-handles'
  | 'javascript#a-job-keeps-what-it-has-seen'
  | 'javascript#side-data-belongs-in-a-weakmap'
  | 'javascript#a-registry-has-to-outlive-its-targets'
  | 'javascript#unregister-what-you-close-yourself'
  | 'javascript#do-not-delete-a-live-replacement'
  | 'javascript#a-clean-up-callback-may-never-run';

/** One passage, in its short form. All texts are markdown. */
export interface Passage {
  readonly id: PassageId;
  readonly title: string;
  /** The title of its chapter. */
  readonly chapter: string;
  /** The claim in one or two sentences, on one line. */
  readonly quote: string;
  /** A few lines of code that do it right; empty where the passage does not concern the language. */
  readonly guarded: { readonly python: string; readonly javascript: string };
}

export const passages: Readonly<Record<PassageId, Passage>> = {
  'owning-and-observing#who-keeps-an-object-alive': {
    id: 'owning-and-observing#who-keeps-an-object-alive',
    title: 'Who keeps an object alive',
    chapter: 'Owning and observing',
    quote: 'An object lives as long as something owns it: a variable, an attribute, a list, a closure that mentions it. A weak handle is not an owner: it finds the object while the object lives, and never keeps it alive.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'owning-and-observing#when-everything-owns-nothing-leaves': {
    id: 'owning-and-observing#when-everything-owns-nothing-leaves',
    title: 'When everything owns, nothing leaves',
    chapter: 'Owning and observing',
    quote: 'A cache, a listener list or a link to a parent that uses ordinary references owns everything it has ever met. If it only needs to know those objects, let it know them weakly, and they leave when their real owners are done.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'owning-and-observing#never-rely-on-when': {
    id: 'owning-and-observing#never-rely-on-when',
    title: 'Never rely on when',
    chapter: 'Owning and observing',
    quote: 'CPython frees most objects the moment their last owner lets go, but objects that refer to each other in a circle wait for the cyclic collector, and PyPy and JavaScript engines collect when they like. Correct code does not care when.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'weak-handles#ask-the-handle': {
    id: 'weak-handles#ask-the-handle',
    title: 'Ask the handle',
    chapter: 'Weak handles',
    quote: 'Calling a weak handle, `handle()` in Python and `handle.deref()` in JavaScript, gives the object while it lives, and `None` or `undefined` once it is gone. The answer is an ordinary strong reference; the handle itself is never the object.',
    guarded: {
      python: 'picture = handle()\nif picture is not None:\n    show(picture)',
      javascript: 'const picture = handle.deref();\nif (picture !== undefined) show(picture);',
    },
  },
  'weak-handles#the-handle-itself-is-always-true': {
    id: 'weak-handles#the-handle-itself-is-always-true',
    title: 'The handle itself is always true',
    chapter: 'Weak handles',
    quote: 'A weak handle is an ordinary object, true in every test, whether its referent is alive or dead. Test what it returns: `if handle() is not None` in Python, `if (handle.deref())` in JavaScript.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'weak-handles#equal-handles-different-objects': {
    id: 'weak-handles#equal-handles-different-objects',
    title: 'Equal handles, different objects',
    chapter: 'Weak handles',
    quote: 'Two Python handles compare equal while their live referents compare equal, and by identity once dead; two JavaScript handles are never equal. To ask whether a handle watches this very object, compare the referent: `handle() is obj`.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'one-deref-one-strong-name#check-once-through-a-strong-name': {
    id: 'one-deref-one-strong-name#check-once-through-a-strong-name',
    title: 'Check once, through a strong name',
    chapter: 'One deref, one strong name',
    quote: 'Dereferencing a weak handle gives the object, or `None` (`undefined` in JavaScript) once the object is gone. Give the result a name, check that name, and use only that name: as long as it holds the object, the object cannot disappear.',
    guarded: {
      python: 'node = handle()\nif node is None:\n    return\nnode.refresh()',
      javascript: 'const node = handle.deref();\nif (node === undefined) return;\nnode.refresh();',
    },
  },
  'one-deref-one-strong-name#why-twice-is-not-once': {
    id: 'one-deref-one-strong-name#why-twice-is-not-once',
    title: 'Why twice is not once',
    chapter: 'One deref, one strong name',
    quote: 'Every deref asks again. Between a check and a second deref another thread, a callback, or the very function you call may let the object go; in JavaScript the chance comes with every `await` and `yield`. Ask once, keep the answer under a name, use the name.',
    guarded: {
      python: 'if (session := handle()) is not None:\n    session.touch()\n    session.save()',
      javascript: 'const session = handle.deref();\nif (session === undefined) return;\nawait connect();\nsession.save();',
    },
  },
  'one-deref-one-strong-name#compare-with-none-not-with-truth': {
    id: 'one-deref-one-strong-name#compare-with-none-not-with-truth',
    title: 'Compare with None, not with truth',
    chapter: 'One deref, one strong name',
    quote: 'A living object may still be false: an empty list of your own, a counter at zero, anything with `__len__` or `__bool__`. Ask `is not None`, so that only a dead handle counts as dead.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'one-deref-one-strong-name#let-go-before-you-wait': {
    id: 'one-deref-one-strong-name#let-go-before-you-wait',
    title: 'Let go before you wait',
    chapter: 'One deref, one strong name',
    quote: 'A strong name protects the object for as long as the name lasts. Held across a long wait or for the length of an endless loop, it turns a weak handle back into an owner; take it after the wait, use it, and let it end.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'keep-somebody-owning-it#a-temporary-dies-at-once': {
    id: 'keep-somebody-owning-it#a-temporary-dies-at-once',
    title: 'A temporary dies at once',
    chapter: 'Keep somebody owning it',
    quote: 'An object made inside the call that takes its weak handle has no owner once that call returns. Bind it to a name or an attribute that lives as long as the object is needed, and make the handle from that.',
    guarded: {
      python: 'self._worker = Worker()\nhandle = weakref.ref(self._worker)',
      javascript: 'this.worker = new Worker(\'count.js\');\nconst handle = new WeakRef(this.worker);',
    },
  },
  'keep-somebody-owning-it#a-bound-method-is-a-temporary': {
    id: 'keep-somebody-owning-it#a-bound-method-is-a-temporary',
    title: 'A bound method is a temporary',
    chapter: 'Keep somebody owning it',
    quote: 'Each time you write `obj.method`, Python makes a new bound method object, and a weak handle to it is dead before you can call it. `weakref.WeakMethod(obj.method)` watches the object and the function instead, and lives as long as the object.',
    guarded: {
      python: 'listener = weakref.WeakMethod(view.refresh)',
      javascript: '',
    },
  },
  'keep-somebody-owning-it#a-weak-container-owns-nothing': {
    id: 'keep-somebody-owning-it#a-weak-container-owns-nothing',
    title: 'A weak container owns nothing',
    chapter: 'Keep somebody owning it',
    quote: 'Putting an object into a `WeakValueDictionary` or a `WeakSet`, or using it as a key of a `WeakKeyDictionary`, does not keep it. If the container is the only place that knows it, the entry is gone again before you look.',
    guarded: {
      python: 'image = cache[path] = Image(path)\nreturn image',
      javascript: '',
    },
  },
  'finalizers#a-finalizer-must-not-hold-its-object': {
    id: 'finalizers#a-finalizer-must-not-hold-its-object',
    title: 'A finalizer must not hold its object',
    chapter: 'Finalizers',
    quote: 'A finalizer that can reach its object keeps that object alive, so the moment it is waiting for never comes. Give it the resource to release: never the object itself, one of its bound methods, or a function that mentions it.',
    guarded: {
      python: 'weakref.finalize(self, os.close, self._fd)',
      javascript: 'registry.register(this, this.fd, this);',
    },
  },
  'finalizers#a-callback-needs-its-handle': {
    id: 'finalizers#a-callback-needs-its-handle',
    title: 'A callback needs its handle',
    chapter: 'Finalizers',
    quote: 'The callback of `weakref.ref(obj, callback)` fires only while the handle itself is still alive. A handle that nobody stored is gone at the end of the line, and its callback with it. Store the handle, or use `weakref.finalize`, which looks after itself.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'finalizers#a-finalizer-runs-at-most-once': {
    id: 'finalizers#a-finalizer-runs-at-most-once',
    title: 'A finalizer runs at most once',
    chapter: 'Finalizers',
    quote: '`weakref.finalize` calls its function once: when the object dies, when you call the finalizer yourself, or at interpreter exit. Calling it from `close()` and leaving the rest to the collector is the whole pattern.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'finalizers#the-object-is-already-gone': {
    id: 'finalizers#the-object-is-already-gone',
    title: 'The object is already gone',
    chapter: 'Finalizers',
    quote: 'When a finalizer runs there is nothing left to look at. A weak handle to the same object, handed to the finalizer or read inside it, gives `None` every time (`undefined` in JavaScript), and clean-up written behind a check silently does nothing.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'finalizers#prefer-a-finalizer-to-del': {
    id: 'finalizers#prefer-a-finalizer-to-del',
    title: 'Prefer a finalizer to `__del__`',
    chapter: 'Finalizers',
    quote: '`__del__` sees the object itself, so it can bring it back to life, and at interpreter exit it may run late, with half of the modules gone, or not at all. A finalizer never sees the object, runs once, and runs at exit while the modules are still there.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'what-cannot-be-weakly-referenced#values-are-not-referents': {
    id: 'what-cannot-be-weakly-referenced#values-are-not-referents',
    title: 'Values are not referents',
    chapter: 'What cannot be weakly referenced',
    quote: 'Only objects with an identity of their own can be weakly referenced. Python\'s numbers, strings, tuples, `None` and plain `list` and `dict` cannot, nor can JavaScript\'s primitives and registered symbols: the attempt raises a `TypeError` at once.',
    guarded: {
      python: 'class Palette(list):\n    """A list that can be weakly referenced."""\n\npalette = Palette(colors)\nhandle = weakref.ref(palette)',
      javascript: 'const tag = { name: \'warm\' };\nnotes.set(tag, \'first draft\');',
    },
  },
  'what-cannot-be-weakly-referenced#a-subclass-may-have-room': {
    id: 'what-cannot-be-weakly-referenced#a-subclass-may-have-room',
    title: 'A subclass may have room',
    chapter: 'What cannot be weakly referenced',
    quote: 'A subclass of `list`, `dict`, `str` or `float` can be weakly referenced, since a class of your own brings the missing place along. A subclass of `int`, `tuple` or `bytes` never can, and no `__slots__` entry changes that: this includes every named tuple and every `IntEnum`.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'what-cannot-be-weakly-referenced#slots-need-a-place-for-handles': {
    id: 'what-cannot-be-weakly-referenced#slots-need-a-place-for-handles',
    title: 'Slots need a place for handles',
    chapter: 'What cannot be weakly referenced',
    quote: 'A class with `__slots__` keeps only the places it names. If its instances are to be weakly referenced, `"__weakref__"` has to be one of them; a dataclass says `weakref_slot=True` beside `slots=True`.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'javascript#a-job-keeps-what-it-has-seen': {
    id: 'javascript#a-job-keeps-what-it-has-seen',
    title: 'A job keeps what it has seen',
    chapter: 'JavaScript',
    quote: 'Within one job, an object that was just wrapped in a `WeakRef` or returned by `deref()` stays: every deref gives the same answer. After an `await`, a `yield` or in a later callback the promise is over, so deref again there, or hold a strong name across it.',
    guarded: {
      python: '',
      javascript: 'await connected;\nconst socket = handle.deref();\nif (socket === undefined) return;\nsocket.send(message);',
    },
  },
  'javascript#side-data-belongs-in-a-weakmap': {
    id: 'javascript#side-data-belongs-in-a-weakmap',
    title: 'Side data belongs in a WeakMap',
    chapter: 'JavaScript',
    quote: 'A `WeakMap` holds data about objects you do not own: the entry goes with its key, even when the value refers back to the key. It has no size and cannot be listed, because the answer would depend on the collector.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'javascript#a-registry-has-to-outlive-its-targets': {
    id: 'javascript#a-registry-has-to-outlive-its-targets',
    title: 'A registry has to outlive its targets',
    chapter: 'JavaScript',
    quote: 'A `FinalizationRegistry` that is itself collected never calls back. Keep it in a module-level constant or a static field; a registry in a local variable, or in a field of the very object it watches, goes together with its target.',
    guarded: {
      python: '',
      javascript: 'const registry = new FinalizationRegistry(release);',
    },
  },
  'javascript#unregister-what-you-close-yourself': {
    id: 'javascript#unregister-what-you-close-yourself',
    title: 'Unregister what you close yourself',
    chapter: 'JavaScript',
    quote: 'An object with a `close()` or `dispose()` that does not unregister is released twice: once by hand and once more when it is collected. Pass the target as the third argument of `register` and give it to `unregister` when closing.',
    guarded: {
      python: '',
      javascript: 'registry.register(this, handle, this);\nregistry.unregister(this);',
    },
  },
  'javascript#do-not-delete-a-live-replacement': {
    id: 'javascript#do-not-delete-a-live-replacement',
    title: 'Do not delete a live replacement',
    chapter: 'JavaScript',
    quote: 'By the time a clean-up callback runs, its key may already hold a new, living object. Look before you delete: remove the entry only if the handle found there is dead.',
    guarded: {
      python: '',
      javascript: 'const entry = cache.get(key);\nif (entry !== undefined && entry.deref() === undefined) cache.delete(key);',
    },
  },
  'javascript#a-clean-up-callback-may-never-run': {
    id: 'javascript#a-clean-up-callback-may-never-run',
    title: 'A clean-up callback may never run',
    chapter: 'JavaScript',
    quote: 'An engine may collect late or not at all, and no callback runs when the program ends. Use `FinalizationRegistry` to give memory or handles back early, never for work that has to happen, such as saving or unlocking.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
};
