// Generated from rules/lessons/*.md by `npm run generate`; edit the lesson, not this file.

/** Names one passage of the lesson: `chapter#anchor`, the chapter being a file in `rules/lessons` without its `.md`. */
export type PassageId =
  | 'owning-and-observing#who-keeps-an-object-alive'
  | 'owning-and-observing#when-everything-owns-nothing-leaves'
  | 'owning-and-observing#a-closure-owns-what-it-mentions'
  | 'owning-and-observing#never-rely-on-when'
  | 'weak-handles#ask-the-handle'
  | 'weak-handles#the-handle-is-not-the-object'
  | 'weak-handles#equal-handles-different-objects'
  | 'weak-handles#a-deref-nobody-uses'
  | 'weak-handles#a-handle-does-not-travel'
  | 'one-deref-one-strong-name#check-once-through-a-strong-name'
  | 'one-deref-one-strong-name#why-twice-is-not-once'
  | 'one-deref-one-strong-name#compare-with-none-not-with-truth'
  | 'one-deref-one-strong-name#let-go-before-you-wait'
  | 'keep-somebody-owning-it#a-temporary-dies-at-once'
  | 'keep-somebody-owning-it#a-weak-container-owns-nothing'
  | 'keep-somebody-owning-it#a-bound-method-is-a-temporary'
  | 'keep-somebody-owning-it#weakmethod-is-for-bound-methods'
  | 'keep-somebody-owning-it#a-signal-may-not-keep-its-receiver'
  | 'weak-value-dictionary#a-cache-that-empties-itself'
  | 'weak-value-dictionary#get-then-test'
  | 'weak-value-dictionary#a-length-is-an-estimate'
  | 'weak-key-dictionary#data-about-objects-you-do-not-own'
  | 'weak-key-dictionary#a-value-must-not-lead-back-to-its-key'
  | 'weak-key-dictionary#a-key-needs-a-hash-that-stays'
  | 'weak-key-dictionary#an-id-is-not-a-key'
  | 'weak-key-dictionary#a-cached-method-keeps-every-self'
  | 'weak-set#membership-without-ownership'
  | 'weak-set#discard-do-not-remove'
  | 'weak-set#walk-over-a-copy'
  | 'proxies#a-proxy-is-used-like-the-object'
  | 'proxies#a-proxy-is-never-none'
  | 'finalizers#a-finalizer-must-not-hold-its-object'
  | 'finalizers#a-callback-needs-its-handle'
  | 'finalizers#what-a-callback-is-given'
  | 'finalizers#a-finalizer-runs-at-most-once'
  | 'finalizers#the-object-is-already-gone'
  | 'finalizers#prefer-a-finalizer-to-del'
  | 'finalizers#a-finalizer-may-interrupt-you'
  | 'finalizers#do-not-delete-a-live-replacement'
  | 'what-cannot-be-weakly-referenced#values-are-not-referents'
  | 'what-cannot-be-weakly-referenced#a-subclass-may-have-room'
  | 'what-cannot-be-weakly-referenced#slots-need-a-place-for-handles'
  | 'patterns#an-observer-leaves-by-dying'
  | 'patterns#one-side-of-a-pair-is-weak'
  | 'patterns#sweep-what-has-died'
  | 'patterns#a-dead-entry-is-not-a-hit'
  | 'patterns#one-object-for-one-row'
  | 'patterns#not-only-for-experts'
  | 'javascript#a-job-keeps-what-it-has-seen'
  | 'javascript#a-dead-handle-gives-undefined'
  | 'javascript#side-data-belongs-in-a-weakmap'
  | 'javascript#a-weakset-is-a-brand'
  | 'javascript#a-weak-container-has-few-doors'
  | 'javascript#a-registry-has-to-outlive-its-targets'
  | 'javascript#unregister-what-you-close-yourself'
  | 'javascript#a-callback-must-not-throw'
  | 'javascript#a-clean-up-callback-may-never-run'
  | 'javascript#a-long-job-keeps-everything'
  | 'javascript#a-missing-global-throws'
  | 'quick-reference#which-tool-when'
  | 'quick-reference#five-habits'
  | 'quick-reference#what-the-rules-report';

/** One passage, in its short form. All texts are markdown. */
export interface Passage {
  readonly id: PassageId;
  readonly title: string;
  /** The title of its chapter. */
  readonly chapter: string;
  /** Its file and heading, from the folder of the lessons, as the web shows them. */
  readonly address: string;
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
    address: 'owning-and-observing.md#who-keeps-an-object-alive-who-keeps-an-object-alive',
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
    address: 'owning-and-observing.md#when-everything-owns-nothing-leaves-when-everything-owns-nothing-leaves',
    quote: 'A cache, a listener list or a link to a parent that uses ordinary references owns everything it has ever met. If it only needs to know those objects, let it know them weakly, and they leave when their real owners are done.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'owning-and-observing#a-closure-owns-what-it-mentions': {
    id: 'owning-and-observing#a-closure-owns-what-it-mentions',
    title: 'A closure owns what it mentions',
    chapter: 'Owning and observing',
    address: 'owning-and-observing.md#a-closure-owns-what-it-mentions-a-closure-owns-what-it-mentions',
    quote: 'A function owns every outer variable it mentions, and a bound method owns its object. A stored callback that does so keeps the object alive, whatever weak handle lies beside it. Let it mention the handle only, and deref inside.',
    guarded: {
      python: 'def resized():\n    view = handle()\n    if view is not None:\n        view.refresh()',
      javascript: 'events.on(\'resize\', () => handle.deref()?.refresh());',
    },
  },
  'owning-and-observing#never-rely-on-when': {
    id: 'owning-and-observing#never-rely-on-when',
    title: 'Never rely on when',
    chapter: 'Owning and observing',
    address: 'owning-and-observing.md#never-rely-on-when-never-rely-on-when',
    quote: 'CPython frees most objects when their last owner lets go, but a circle of objects waits for the cyclic collector, and PyPy and JavaScript engines collect when they like. Never build on the moment. A test that has to see an object go asks for a collection first.',
    guarded: {
      python: 'del picture\ngc.collect()\nassert handle() is None',
      javascript: 'picture = null;\nawait new Promise((resolve) => setTimeout(resolve));\ngc();',
    },
  },
  'weak-handles#ask-the-handle': {
    id: 'weak-handles#ask-the-handle',
    title: 'Ask the handle',
    chapter: 'Weak handles',
    address: 'weak-handles.md#ask-the-handle-ask-the-handle',
    quote: 'Calling a weak handle, `handle()` in Python and `handle.deref()` in JavaScript, gives the object while it lives, and `None` or `undefined` once it is gone. The answer is an ordinary strong reference.',
    guarded: {
      python: 'picture = handle()\nif picture is not None:\n    show(picture)',
      javascript: 'const picture = handle.deref();\nif (picture !== undefined) show(picture);',
    },
  },
  'weak-handles#the-handle-is-not-the-object': {
    id: 'weak-handles#the-handle-is-not-the-object',
    title: 'The handle is not the object',
    chapter: 'Weak handles',
    address: 'weak-handles.md#the-handle-is-not-the-object-the-handle-is-not-the-object',
    quote: 'A weak handle stands for an object and is not that object: it has none of its attributes, it is true whether the object is alive or dead, and it is never identical to it. Deref it first, then test, compare or use the answer.',
    guarded: {
      python: 'if handle() is not None:\n    print("alive")\nif handle() is window:\n    print("this very window")',
      javascript: 'if (handle.deref() !== undefined) console.log(\'alive\');\nif (handle.deref() === window) console.log(\'this very window\');',
    },
  },
  'weak-handles#equal-handles-different-objects': {
    id: 'weak-handles#equal-handles-different-objects',
    title: 'Equal handles, different objects',
    chapter: 'Weak handles',
    address: 'weak-handles.md#equal-handles-different-objects-equal-handles-different-objects',
    quote: 'Two Python handles compare equal while their live referents compare equal, and by identity once dead; two JavaScript handles are never equal. To ask whether a handle watches this very object, compare the referent: `handle() is obj`, or `handle.deref() === obj`.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'weak-handles#a-deref-nobody-uses': {
    id: 'weak-handles#a-deref-nobody-uses',
    title: 'A deref nobody uses',
    chapter: 'Weak handles',
    address: 'weak-handles.md#a-deref-nobody-uses-a-deref-nobody-uses',
    quote: 'A deref on a line of its own asks and throws the answer away. In Python it has no effect; in JavaScript it only keeps the object until the current job ends. Give the answer a name and use that name, or delete the line.',
    guarded: {
      python: 'session = handle()\nif session is not None:\n    session.touch()',
      javascript: 'const session = handle.deref();\nsession?.touch();',
    },
  },
  'weak-handles#a-handle-does-not-travel': {
    id: 'weak-handles#a-handle-does-not-travel',
    title: 'A handle does not travel',
    chapter: 'Weak handles',
    address: 'weak-handles.md#a-handle-does-not-travel-a-handle-does-not-travel',
    quote: 'A weak handle is about one object in one process. It cannot be pickled, `JSON.stringify` writes `{}` for it, and a deep copy still points to the old object. Leave handles out when saving, and make new ones when loading or copying.',
    guarded: {
      python: 'def clone(self, parent):\n    return Folder(self.name, parent)',
      javascript: 'const document = handle.deref();\nreturn JSON.stringify(document ?? null);',
    },
  },
  'one-deref-one-strong-name#check-once-through-a-strong-name': {
    id: 'one-deref-one-strong-name#check-once-through-a-strong-name',
    title: 'Check once, through a strong name',
    chapter: 'One deref, one strong name',
    address: 'one-deref-one-strong-name.md#check-once-through-a-strong-name-check-once-through-a-strong-name',
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
    address: 'one-deref-one-strong-name.md#why-twice-is-not-once-why-twice-is-not-once',
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
    address: 'one-deref-one-strong-name.md#compare-with-none-not-with-truth-compare-with-none-not-with-truth',
    quote: 'A living object may still be false: an empty list of your own, a counter at zero, anything with `__len__` or `__bool__`. Ask `is not None`, so that only a dead handle counts as dead.',
    guarded: {
      python: 'basket = handle()\nif basket is not None:\n    basket.append(item)',
      javascript: '',
    },
  },
  'one-deref-one-strong-name#let-go-before-you-wait': {
    id: 'one-deref-one-strong-name#let-go-before-you-wait',
    title: 'Let go before you wait',
    chapter: 'One deref, one strong name',
    address: 'one-deref-one-strong-name.md#let-go-before-you-wait-let-go-before-you-wait',
    quote: 'A strong name protects the object for as long as the name lasts. Held across a long wait or for the length of an endless loop, it turns a weak handle back into an owner; take it after the wait, use it, and let it end.',
    guarded: {
      python: 'while (target := handle()) is not None:\n    target.refresh()\n    del target\n    time.sleep(60)',
      javascript: 'while (true) {\n  await sleep(60_000);\n  if (!refresh(handle)) break;\n}',
    },
  },
  'keep-somebody-owning-it#a-temporary-dies-at-once': {
    id: 'keep-somebody-owning-it#a-temporary-dies-at-once',
    title: 'A temporary dies at once',
    chapter: 'Keep somebody owning it',
    address: 'keep-somebody-owning-it.md#a-temporary-dies-at-once-a-temporary-dies-at-once',
    quote: 'An object made inside the call that takes its weak handle has no owner once that call returns. Bind it to a name or an attribute that lives as long as the object is needed, and make the handle from that.',
    guarded: {
      python: 'self._worker = Worker()\nhandle = weakref.ref(self._worker)',
      javascript: 'this.worker = new Worker(\'count.js\');\nconst handle = new WeakRef(this.worker);',
    },
  },
  'keep-somebody-owning-it#a-weak-container-owns-nothing': {
    id: 'keep-somebody-owning-it#a-weak-container-owns-nothing',
    title: 'A weak container owns nothing',
    chapter: 'Keep somebody owning it',
    address: 'keep-somebody-owning-it.md#a-weak-container-owns-nothing-a-weak-container-owns-nothing',
    quote: 'Putting an object into a `WeakValueDictionary` or a `WeakSet`, or using it as a key of a `WeakKeyDictionary`, does not keep it. If the container is the only place that knows it, the entry is gone again before you look.',
    guarded: {
      python: 'image = cache[path] = Image(path)\nreturn image',
      javascript: '',
    },
  },
  'keep-somebody-owning-it#a-bound-method-is-a-temporary': {
    id: 'keep-somebody-owning-it#a-bound-method-is-a-temporary',
    title: 'A bound method is a temporary',
    chapter: 'Keep somebody owning it',
    address: 'keep-somebody-owning-it.md#a-bound-method-is-a-temporary-a-bound-method-is-a-temporary',
    quote: 'Each `obj.method` in Python, and each `obj.method.bind(obj)` in JavaScript, makes a new object, and a weak handle to it finds nothing soon after. `weakref.WeakMethod(obj.method)` finds the method as long as `obj` lives; in JavaScript keep the bound function in a field.',
    guarded: {
      python: 'listener = weakref.WeakMethod(view.refresh)',
      javascript: 'this.onChange = this.refresh.bind(this);\nconst listener = new WeakRef(this.onChange);',
    },
  },
  'keep-somebody-owning-it#weakmethod-is-for-bound-methods': {
    id: 'keep-somebody-owning-it#weakmethod-is-for-bound-methods',
    title: 'WeakMethod is for bound methods',
    chapter: 'Keep somebody owning it',
    address: 'keep-somebody-owning-it.md#weakmethod-is-for-bound-methods-weakmethod-is-for-bound-methods',
    quote: '`weakref.WeakMethod` takes a bound method and nothing else: a plain function, a lambda, a static method or a `partial` raises a `TypeError`. Use `weakref.ref` for those, and keep somebody owning them.',
    guarded: {
      python: 'if inspect.ismethod(callback):\n    handle = weakref.WeakMethod(callback)\nelse:\n    handle = weakref.ref(callback)',
      javascript: '',
    },
  },
  'keep-somebody-owning-it#a-signal-may-not-keep-its-receiver': {
    id: 'keep-somebody-owning-it#a-signal-may-not-keep-its-receiver',
    title: 'A signal may not keep its receiver',
    chapter: 'Keep somebody owning it',
    address: 'keep-somebody-owning-it.md#a-signal-may-not-keep-its-receiver-a-signal-may-not-keep-its-receiver',
    quote: 'Many signal libraries, Django\'s and blinker among them, hold receivers weakly unless told otherwise. A nested function, a lambda or a `partial` that nobody else keeps is gone before the first signal. Connect a function of the module, or pass `weak=False`.',
    guarded: {
      python: 'saved.connect(on_saved, weak=False)',
      javascript: '',
    },
  },
  'weak-value-dictionary#a-cache-that-empties-itself': {
    id: 'weak-value-dictionary#a-cache-that-empties-itself',
    title: 'A cache that empties itself',
    chapter: 'WeakValueDictionary',
    address: 'weak-value-dictionary.md#a-cache-that-empties-itself-a-cache-that-empties-itself',
    quote: 'A `WeakValueDictionary` finds its values while somebody else owns them, and an entry goes with its value. It is a cache that never keeps anything alive and never needs clearing.',
    guarded: {
      python: 'picture = cache.get(path)\nif picture is None:\n    picture = cache[path] = Picture(path)\nreturn picture',
      javascript: '',
    },
  },
  'weak-value-dictionary#get-then-test': {
    id: 'weak-value-dictionary#get-then-test',
    title: 'Get, then test',
    chapter: 'WeakValueDictionary',
    address: 'weak-value-dictionary.md#get-then-test-get-then-test',
    quote: 'The value may die between `key in cache` and `cache[key]`, and then the look-up raises `KeyError`. Ask once with `cache.get(key)`, give the answer a name, and compare that name with `None`.',
    guarded: {
      python: 'icon = cache.get(name)\nif icon is None:\n    return None\nreturn icon',
      javascript: '',
    },
  },
  'weak-value-dictionary#a-length-is-an-estimate': {
    id: 'weak-value-dictionary#a-length-is-an-estimate',
    title: 'A length is an estimate',
    chapter: 'WeakValueDictionary',
    address: 'weak-value-dictionary.md#a-length-is-an-estimate-a-length-is-an-estimate',
    quote: 'The length of a weak container may be smaller on the next line, although nobody has touched the container. Use it for a log message, never for a decision.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'weak-key-dictionary#data-about-objects-you-do-not-own': {
    id: 'weak-key-dictionary#data-about-objects-you-do-not-own',
    title: 'Data about objects you do not own',
    chapter: 'WeakKeyDictionary',
    address: 'weak-key-dictionary.md#data-about-objects-you-do-not-own-data-about-objects-you-do-not-own',
    quote: 'A `WeakKeyDictionary` stores something about an object without keeping the object: the entry goes when its key goes. The value is owned by the dictionary, as in any other.',
    guarded: {
      python: 'drawn = weakref.WeakKeyDictionary()\ndrawn[widget] = time.monotonic()',
      javascript: 'const drawn = new WeakMap();\ndrawn.set(widget, performance.now());',
    },
  },
  'weak-key-dictionary#a-value-must-not-lead-back-to-its-key': {
    id: 'weak-key-dictionary#a-value-must-not-lead-back-to-its-key',
    title: 'A value must not lead back to its key',
    chapter: 'WeakKeyDictionary',
    address: 'weak-key-dictionary.md#a-value-must-not-lead-back-to-its-key-a-value-must-not-lead-back-to-its-key',
    quote: 'Only one side of a weak dictionary is weak. If the strong side leads to the weak one, a value to its key or a key to its value, the entry stays for ever. Store a weak handle or a plain fact instead; a JavaScript `WeakMap` alone frees such entries.',
    guarded: {
      python: 'notes[element] = Note("first draft")\nnotes[element] = weakref.ref(element.parent)',
      javascript: 'const notes = new WeakMap();\nnotes.set(element, { element, text: \'first draft\' });',
    },
  },
  'weak-key-dictionary#a-key-needs-a-hash-that-stays': {
    id: 'weak-key-dictionary#a-key-needs-a-hash-that-stays',
    title: 'A key needs a hash that stays',
    chapter: 'WeakKeyDictionary',
    address: 'weak-key-dictionary.md#a-key-needs-a-hash-that-stays-a-key-needs-a-hash-that-stays',
    quote: 'A weak key is found by its hash and compared with `==`. A class with `__eq__` and no `__hash__` cannot be a key, and a key whose hash changes is not found again. Let such objects compare by identity, or freeze what they compare.',
    guarded: {
      python: '@dataclass(eq=False)\nclass Player:\n    name: str',
      javascript: '',
    },
  },
  'weak-key-dictionary#an-id-is-not-a-key': {
    id: 'weak-key-dictionary#an-id-is-not-a-key',
    title: 'An id is not a key',
    chapter: 'WeakKeyDictionary',
    address: 'weak-key-dictionary.md#an-id-is-not-a-key-an-id-is-not-a-key',
    quote: '`id(obj)` is unique only while the object lives: the next object may get the same number, and a dictionary keyed by ids then answers for the wrong one. A `WeakKeyDictionary` keyed by the object forgets the entry in time.',
    guarded: {
      python: 'sizes = weakref.WeakKeyDictionary()\nsizes[picture] = measure(picture)',
      javascript: '',
    },
  },
  'weak-key-dictionary#a-cached-method-keeps-every-self': {
    id: 'weak-key-dictionary#a-cached-method-keeps-every-self',
    title: 'A cached method keeps every self',
    chapter: 'WeakKeyDictionary',
    address: 'weak-key-dictionary.md#a-cached-method-keeps-every-self-a-cached-method-keeps-every-self',
    quote: '`functools.lru_cache` on a method makes `self` a part of the key, so the cache owns every object the method was called on until the entry is pushed out. Use `functools.cached_property`, or a cache that lives on the object.',
    guarded: {
      python: '@functools.cached_property\ndef total(self):\n    return sum(self.rows)',
      javascript: '',
    },
  },
  'weak-set#membership-without-ownership': {
    id: 'weak-set#membership-without-ownership',
    title: 'Membership without ownership',
    chapter: 'WeakSet',
    address: 'weak-set.md#membership-without-ownership-membership-without-ownership',
    quote: 'A weak set remembers objects without keeping them: a member that dies is no longer in the set. Python\'s `WeakSet` can be counted and walked, JavaScript\'s can only be asked about an object you already have.',
    guarded: {
      python: 'signed_in = weakref.WeakSet()\nsigned_in.add(session)',
      javascript: 'const seen = new WeakSet();\nif (!seen.has(node)) visit(node);\nseen.add(node);',
    },
  },
  'weak-set#discard-do-not-remove': {
    id: 'weak-set#discard-do-not-remove',
    title: 'Discard, do not remove',
    chapter: 'WeakSet',
    address: 'weak-set.md#discard-do-not-remove-discard-do-not-remove',
    quote: 'You seldom know who is still in a weak set, and `remove` raises `KeyError` for what is not there. `discard` takes a member out if it is there and is silent otherwise.',
    guarded: {
      python: 'guests.discard(guest)',
      javascript: '',
    },
  },
  'weak-set#walk-over-a-copy': {
    id: 'weak-set#walk-over-a-copy',
    title: 'Walk over a copy',
    chapter: 'WeakSet',
    address: 'weak-set.md#walk-over-a-copy-walk-over-a-copy',
    quote: 'Entries of a weak container may die while you walk over it, but do not add or remove any yourself: up to Python 3.13 the walk then ends with a `RuntimeError`. Walk over a copy, `list(container)`, which also keeps the members alive until you are done.',
    guarded: {
      python: 'for key, session in list(sessions.items()):\n    if session.expired():\n        del sessions[key]',
      javascript: '',
    },
  },
  'proxies#a-proxy-is-used-like-the-object': {
    id: 'proxies#a-proxy-is-used-like-the-object',
    title: 'A proxy is used like the object',
    chapter: 'Proxies',
    address: 'proxies.md#a-proxy-is-used-like-the-object-a-proxy-is-used-like-the-object',
    quote: '`weakref.proxy(obj)` passes attributes, calls and operators on to the object without owning it. Once the object is dead, any such use raises `ReferenceError`.',
    guarded: {
      python: 'try:\n    proxy.refresh()\nexcept ReferenceError:\n    pass',
      javascript: '',
    },
  },
  'proxies#a-proxy-is-never-none': {
    id: 'proxies#a-proxy-is-never-none',
    title: 'A proxy is never None',
    chapter: 'Proxies',
    address: 'proxies.md#a-proxy-is-never-none-a-proxy-is-never-none',
    quote: 'A proxy is an object of its own: `proxy is None` is false even when the object is dead, `type(proxy)` is never its class, and a proxy cannot be hashed. Where death is normal use `weakref.ref` and test; otherwise catch `ReferenceError`.',
    guarded: {
      python: 'window = handle()\nif window is None:\n    return "closed"\nreturn window.title',
      javascript: '',
    },
  },
  'finalizers#a-finalizer-must-not-hold-its-object': {
    id: 'finalizers#a-finalizer-must-not-hold-its-object',
    title: 'A finalizer must not hold its object',
    chapter: 'Finalizers',
    address: 'finalizers.md#a-finalizer-must-not-hold-its-object-a-finalizer-must-not-hold-its-object',
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
    address: 'finalizers.md#a-callback-needs-its-handle-a-callback-needs-its-handle',
    quote: 'The callback of `weakref.ref(obj, callback)` fires only while the handle itself is kept, and a `FinalizationRegistry` calls back only while the registry is kept. Store the handle, or use `weakref.finalize`, which looks after itself; make the registry a constant of the module.',
    guarded: {
      python: 'weakref.finalize(window, closed.append, "window")',
      javascript: 'const registry = new FinalizationRegistry(release);',
    },
  },
  'finalizers#what-a-callback-is-given': {
    id: 'finalizers#what-a-callback-is-given',
    title: 'What a callback is given',
    chapter: 'Finalizers',
    address: 'finalizers.md#what-a-callback-is-given-what-a-callback-is-given',
    quote: 'A clean-up function is handed over, not called: `weakref.ref` calls it with the dead handle, `finalize` with the arguments stored beside it, `FinalizationRegistry` with the held value. In Python a function that does not fit fails unseen, on standard error.',
    guarded: {
      python: 'handle = weakref.ref(window, lambda _handle: closed.append("window"))',
      javascript: 'const registry = new FinalizationRegistry((held) => release(held));',
    },
  },
  'finalizers#a-finalizer-runs-at-most-once': {
    id: 'finalizers#a-finalizer-runs-at-most-once',
    title: 'A finalizer runs at most once',
    chapter: 'Finalizers',
    address: 'finalizers.md#a-finalizer-runs-at-most-once-a-finalizer-runs-at-most-once',
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
    address: 'finalizers.md#the-object-is-already-gone-the-object-is-already-gone',
    quote: 'A finalizer runs when its object has gone, so there is nothing left to look at. A weak handle to that object, handed to the finalizer or read inside it, gives `None` (`undefined` in JavaScript), and clean-up written behind a check silently does nothing.',
    guarded: {
      python: 'weakref.finalize(self, close, self.channel)',
      javascript: 'registry.register(this, this.channel);',
    },
  },
  'finalizers#prefer-a-finalizer-to-del': {
    id: 'finalizers#prefer-a-finalizer-to-del',
    title: 'Prefer a finalizer to `__del__`',
    chapter: 'Finalizers',
    address: 'finalizers.md#prefer-a-finalizer-to-__del__-prefer-a-finalizer-to-del',
    quote: '`__del__` runs even for an object whose `__init__` failed half-way, can bring its object back to life, and at interpreter exit may run late or not at all. A `weakref.finalize` never sees the object, runs once, and runs at exit while the modules are still there.',
    guarded: {
      python: 'self._finalizer = weakref.finalize(self, directory.cleanup)',
      javascript: '',
    },
  },
  'finalizers#a-finalizer-may-interrupt-you': {
    id: 'finalizers#a-finalizer-may-interrupt-you',
    title: 'A finalizer may interrupt you',
    chapter: 'Finalizers',
    address: 'finalizers.md#a-finalizer-may-interrupt-you-a-finalizer-may-interrupt-you',
    quote: 'A Python finalizer may run between any two lines, in whichever thread gave the object up. If that thread holds the lock the finalizer wants, it waits for itself for ever. Use an `RLock`, or let the finalizer only note what is to be done later.',
    guarded: {
      python: 'self._lock = threading.RLock()',
      javascript: '',
    },
  },
  'finalizers#do-not-delete-a-live-replacement': {
    id: 'finalizers#do-not-delete-a-live-replacement',
    title: 'Do not delete a live replacement',
    chapter: 'Finalizers',
    address: 'finalizers.md#do-not-delete-a-live-replacement-do-not-delete-a-live-replacement',
    quote: 'When a clean-up callback runs, its key may already belong to a new, living object. Look before you delete: remove the entry only if it still holds the dead handle.',
    guarded: {
      python: 'handle = handles.get(key)\nif handle is not None and handle() is None:\n    del handles[key]',
      javascript: 'const entry = cache.get(key);\nif (entry !== undefined && entry.deref() === undefined) cache.delete(key);',
    },
  },
  'what-cannot-be-weakly-referenced#values-are-not-referents': {
    id: 'what-cannot-be-weakly-referenced#values-are-not-referents',
    title: 'Values are not referents',
    chapter: 'What cannot be weakly referenced',
    address: 'what-cannot-be-weakly-referenced.md#values-are-not-referents-values-are-not-referents',
    quote: 'Not every object can be weakly referenced. CPython\'s numbers, strings, tuples, `None` and plain `list` and `dict` cannot, nor can JavaScript\'s primitives and registered symbols: the attempt raises a `TypeError` at once.',
    guarded: {
      python: 'class Palette(list):\n    """A list that can be weakly referenced."""\n\npalette = Palette(colors)\nhandle = weakref.ref(palette)',
      javascript: 'const tag = { name: \'warm\' };\nnotes.set(tag, \'first draft\');',
    },
  },
  'what-cannot-be-weakly-referenced#a-subclass-may-have-room': {
    id: 'what-cannot-be-weakly-referenced#a-subclass-may-have-room',
    title: 'A subclass may have room',
    chapter: 'What cannot be weakly referenced',
    address: 'what-cannot-be-weakly-referenced.md#a-subclass-may-have-room-a-subclass-may-have-room',
    quote: 'A subclass of `list`, `dict`, `str` or `float` can be weakly referenced, since a class of your own (without slots) brings the missing place along. In CPython a subclass of `int`, `tuple` or `bytes` never can, and no `__slots__` entry changes that: this includes every named tuple and every `IntEnum`.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'what-cannot-be-weakly-referenced#slots-need-a-place-for-handles': {
    id: 'what-cannot-be-weakly-referenced#slots-need-a-place-for-handles',
    title: 'Slots need a place for handles',
    chapter: 'What cannot be weakly referenced',
    address: 'what-cannot-be-weakly-referenced.md#slots-need-a-place-for-handles-slots-need-a-place-for-handles',
    quote: 'A class with `__slots__` keeps only the places it names. If its instances are to be weakly referenced, `"__weakref__"` has to be one of them; a dataclass says `weakref_slot=True` beside `slots=True`.',
    guarded: {
      python: 'class Token:\n    __slots__ = ("text", "__weakref__")',
      javascript: '',
    },
  },
  'patterns#an-observer-leaves-by-dying': {
    id: 'patterns#an-observer-leaves-by-dying',
    title: 'An observer leaves by dying',
    chapter: 'Patterns',
    address: 'patterns.md#an-observer-leaves-by-dying-an-observer-leaves-by-dying',
    quote: 'A publisher that holds its listeners weakly never keeps one alive, and a listener need not unsubscribe: it leaves by dying. Somebody else has to own every listener.',
    guarded: {
      python: 'publisher.subscribe(weakref.WeakMethod(self.refresh))',
      javascript: 'publisher.subscribe(new WeakRef(this), \'refresh\');',
    },
  },
  'patterns#one-side-of-a-pair-is-weak': {
    id: 'patterns#one-side-of-a-pair-is-weak',
    title: 'One side of a pair is weak',
    chapter: 'Patterns',
    address: 'patterns.md#one-side-of-a-pair-is-weak-one-side-of-a-pair-is-weak',
    quote: 'A parent that owns its children and children that own their parent form a circle, and in CPython a circle waits for the cyclic collector. Let the parent own and the children observe: then the tree goes when its last owner lets go.',
    guarded: {
      python: 'child.parent = weakref.ref(self)\nself.children.append(child)',
      javascript: '',
    },
  },
  'patterns#sweep-what-has-died': {
    id: 'patterns#sweep-what-has-died',
    title: 'Sweep what has died',
    chapter: 'Patterns',
    address: 'patterns.md#sweep-what-has-died-sweep-what-has-died',
    quote: 'A dead handle is still an object: a list, a dictionary or a `Map` of handles grows for ever unless somebody takes the dead ones out. Use a weak container, a clean-up callback, or drop them whenever you walk.',
    guarded: {
      python: 'self._handles = [handle for handle in self._handles if handle() is not None]',
      javascript: 'for (const [key, handle] of cache) {\n  if (handle.deref() === undefined) cache.delete(key);\n}',
    },
  },
  'patterns#a-dead-entry-is-not-a-hit': {
    id: 'patterns#a-dead-entry-is-not-a-hit',
    title: 'A dead entry is not a hit',
    chapter: 'Patterns',
    address: 'patterns.md#a-dead-entry-is-not-a-hit-a-dead-entry-is-not-a-hit',
    quote: 'An entry in a cache of handles only says that the object was there once. Deref it, and treat a dead answer as a miss: make the object anew. A `has` or `in` that looks for the entry alone answers for the dead.',
    guarded: {
      python: 'page = None if self._latest is None else self._latest()\nif page is None:\n    page = self._read()\n    self._latest = weakref.ref(page)\nreturn page',
      javascript: 'let page = this.latest?.deref();\nif (page === undefined) this.latest = new WeakRef((page = this.read()));\nreturn page;',
    },
  },
  'patterns#one-object-for-one-row': {
    id: 'patterns#one-object-for-one-row',
    title: 'One object for one row',
    chapter: 'Patterns',
    address: 'patterns.md#one-object-for-one-row-one-object-for-one-row',
    quote: 'An identity map gives the same object for the same key as long as anybody uses it, as object mappers do with rows of a database. Its values are weak, so it never holds on to rows nobody is looking at.',
    guarded: {
      python: 'user = self._users.get(key)\nif user is None:\n    user = self._users[key] = self._load(key)\nreturn user',
      javascript: '',
    },
  },
  'patterns#not-only-for-experts': {
    id: 'patterns#not-only-for-experts',
    title: 'Not only for experts',
    chapter: 'Patterns',
    address: 'patterns.md#not-only-for-experts-not-only-for-experts',
    quote: 'You have used weak references already. Python\'s `logging` finds its handlers through them and Django its signal receivers, and Vue remembers in a `WeakMap` which reactive object belongs to which plain one.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'javascript#a-job-keeps-what-it-has-seen': {
    id: 'javascript#a-job-keeps-what-it-has-seen',
    title: 'A job keeps what it has seen',
    chapter: 'JavaScript',
    address: 'javascript.md#a-job-keeps-what-it-has-seen-a-job-keeps-what-it-has-seen',
    quote: 'Within one job, an object that was just wrapped in a `WeakRef` or returned by `deref()` stays: every deref gives the same answer. After an `await`, a `yield` or in a later callback the promise is over, so deref again there, or hold a strong name across it.',
    guarded: {
      python: '',
      javascript: 'await connected;\nconst socket = handle.deref();\nif (socket === undefined) return;\nsocket.send(message);',
    },
  },
  'javascript#a-dead-handle-gives-undefined': {
    id: 'javascript#a-dead-handle-gives-undefined',
    title: 'A dead handle gives undefined',
    chapter: 'JavaScript',
    address: 'javascript.md#a-dead-handle-gives-undefined-a-dead-handle-gives-undefined',
    quote: '`deref()` gives `undefined` for a dead object, never `null`. A test with `=== null` is therefore always false and one with `!== null` always true: compare with `undefined`, or with `== null`, which covers both.',
    guarded: {
      python: '',
      javascript: 'const window = handle.deref();\nif (window === undefined) return;\nwindow.focus();',
    },
  },
  'javascript#side-data-belongs-in-a-weakmap': {
    id: 'javascript#side-data-belongs-in-a-weakmap',
    title: 'Side data belongs in a WeakMap',
    chapter: 'JavaScript',
    address: 'javascript.md#side-data-belongs-in-a-weakmap-side-data-belongs-in-a-weakmap',
    quote: 'A `WeakMap` holds data about objects you do not own: the entry goes with its key, even when the value refers back to the key. It has no size and cannot be listed, because the answer would depend on the collector.',
    guarded: {
      python: '',
      javascript: 'const drawn = new WeakMap();\ndrawn.set(widget, performance.now());',
    },
  },
  'javascript#a-weakset-is-a-brand': {
    id: 'javascript#a-weakset-is-a-brand',
    title: 'A WeakSet is a brand',
    chapter: 'JavaScript',
    address: 'javascript.md#a-weakset-is-a-brand-a-weakset-is-a-brand',
    quote: 'A `WeakSet` answers whether an object has passed a certain point: made by this factory, already visited, checked before. It marks the object without touching it and forgets the mark with the object.',
    guarded: {
      python: '',
      javascript: 'const checked = new WeakSet();\nif (!checked.has(request)) throw new TypeError(\'check the request first\');',
    },
  },
  'javascript#a-weak-container-has-few-doors': {
    id: 'javascript#a-weak-container-has-few-doors',
    title: 'A weak container has few doors',
    chapter: 'JavaScript',
    address: 'javascript.md#a-weak-container-has-few-doors-a-weak-container-has-few-doors',
    quote: 'Weak containers look like ordinary ones and can do less. A `WeakMap` has `get`, `set`, `has` and `delete`: no size, no listing, no square brackets. Two handles to one object are different keys, so look up by the object itself.',
    guarded: {
      python: 'icon = icons.get(name)\nif icon is None:\n    icon = icons[name] = Icon(name)',
      javascript: 'notes.set(element, text);\nnotes.get(element);',
    },
  },
  'javascript#a-registry-has-to-outlive-its-targets': {
    id: 'javascript#a-registry-has-to-outlive-its-targets',
    title: 'A registry has to outlive its targets',
    chapter: 'JavaScript',
    address: 'javascript.md#a-registry-has-to-outlive-its-targets-a-registry-has-to-outlive-its-targets',
    quote: 'A `FinalizationRegistry` that is itself collected never calls back. Keep it in a constant of the module or in a static field: a registry in a local variable, or in a field of the very object it watches, is gone when it is needed.',
    guarded: {
      python: '',
      javascript: 'const registry = new FinalizationRegistry(release);',
    },
  },
  'javascript#unregister-what-you-close-yourself': {
    id: 'javascript#unregister-what-you-close-yourself',
    title: 'Unregister what you close yourself',
    chapter: 'JavaScript',
    address: 'javascript.md#unregister-what-you-close-yourself-unregister-what-you-close-yourself',
    quote: 'An object with a `close()` or `dispose()` that does not unregister is released twice: once by hand and once more when it is collected. Pass the target as the third argument of `register` and give it to `unregister` when closing.',
    guarded: {
      python: '',
      javascript: 'registry.register(this, memory, this);\nregistry.unregister(this);',
    },
  },
  'javascript#a-callback-must-not-throw': {
    id: 'javascript#a-callback-must-not-throw',
    title: 'A callback must not throw',
    chapter: 'JavaScript',
    address: 'javascript.md#a-callback-must-not-throw-a-callback-must-not-throw',
    quote: 'Nobody calls the callback of a `FinalizationRegistry`, so nobody can catch what it throws: the error is uncaught, and by default Node ends the process. Catch it inside the callback.',
    guarded: {
      python: '',
      javascript: 'const registry = new FinalizationRegistry((memory) => {\n  try { memory.free(); } catch (error) { console.error(error); }\n});',
    },
  },
  'javascript#a-clean-up-callback-may-never-run': {
    id: 'javascript#a-clean-up-callback-may-never-run',
    title: 'A clean-up callback may never run',
    chapter: 'JavaScript',
    address: 'javascript.md#a-clean-up-callback-may-never-run-a-clean-up-callback-may-never-run',
    quote: 'An engine may collect late or not at all, and no callback runs when the program ends. Use `FinalizationRegistry` to give memory or handles back early, never for work that has to happen, such as saving or unlocking.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'javascript#a-long-job-keeps-everything': {
    id: 'javascript#a-long-job-keeps-everything',
    title: 'A long job keeps everything',
    chapter: 'JavaScript',
    address: 'javascript.md#a-long-job-keeps-everything-a-long-job-keeps-everything',
    quote: 'Every object that is wrapped in a `WeakRef` or given by `deref()` stays until the current job ends. A long loop without a pause keeps them all: let it `await` a task now and then.',
    guarded: {
      python: '',
      javascript: 'for (const [index, page] of pages.entries()) {\n  visit(page);\n  if (index % 1000 === 999) await new Promise((resolve) => setTimeout(resolve));\n}',
    },
  },
  'javascript#a-missing-global-throws': {
    id: 'javascript#a-missing-global-throws',
    title: 'A missing global throws',
    chapter: 'JavaScript',
    address: 'javascript.md#a-missing-global-throws-a-missing-global-throws',
    quote: 'Naming a global that does not exist throws a `ReferenceError`, so `WeakRef ?? Fallback` fails just where the fallback is needed. Ask `typeof WeakRef`, or read `globalThis.WeakRef`.',
    guarded: {
      python: '',
      javascript: 'const Handle = typeof WeakRef === \'undefined\' ? StrongHandle : WeakRef;',
    },
  },
  'quick-reference#which-tool-when': {
    id: 'quick-reference#which-tool-when',
    title: 'Which tool when',
    chapter: 'Quick reference',
    address: 'quick-reference.md#which-tool-when-which-tool-when',
    quote: 'Take the weakest tool that does the job: an ordinary reference before a weak container, a weak container before a handle, a handle before a proxy, a finalizer before `__del__`.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'quick-reference#five-habits': {
    id: 'quick-reference#five-habits',
    title: 'Five habits',
    chapter: 'Quick reference',
    address: 'quick-reference.md#five-habits-five-habits',
    quote: 'Ask who owns the object, deref once into a name, and check that name. Give a finalizer the resource and never the object. Sweep what has died, and never rely on when.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
  'quick-reference#what-the-rules-report': {
    id: 'quick-reference#what-the-rules-report',
    title: 'What the rules report',
    chapter: 'Quick reference',
    address: 'quick-reference.md#what-the-rules-report-what-the-rules-report',
    quote: 'Each rule of the linter stands on one passage of this course, and each finding quotes it. The page of a rule shows the mistake and the same code put right.',
    guarded: {
      python: '',
      javascript: '',
    },
  },
};
