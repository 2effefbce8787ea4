import type { Exercise } from '../practice.ts';

export const pythonCache: Exercise = {
  file: '2_cache.py',
  title: 'A small cache that empties itself',
  passage: 'weak-value-dictionary#a-cache-that-empties-itself',
  prints: "True\n['quit']",
  text: `# A small cache that empties itself.
# Put something in the place of each ___.
import gc
import weakref


class Icon:
    def __init__(self, name):
        self.name = name


# A dictionary that finds its icons and does not own them:
cache = ___


def icon(name):
    # One look into the cache:
    found = ___
    # Was there none?
    if ___:
        found = cache[name] = Icon(name)
    return found


save, load, leave = icon("save"), icon("open"), icon("quit")
print(icon("quit") is leave)

# Let go of the first two icons, and keep the third:
___
gc.collect()
print(sorted(cache))
`,
  blanks: [
    {
      hint: 'The keys are strings; it is the values that must be weak.',
      solution: 'weakref.WeakValueDictionary()',
      right: [/^weakref\.WeakValueDictionary\((?:\{\})?\)$/],
      mistakes: [
        { pattern: /WeakKeyDictionary/, says: 'Here the keys would be weak, and they are strings, which cannot be. It is the icons, the values, that have to be weak.' },
        { pattern: /^(?:\{\}|dict\(\))$/, says: 'A plain dictionary owns every icon it has ever seen, so none of them ever goes.' },
        { pattern: /WeakSet/, says: 'A set has no keys to look up by. Take the dictionary whose values are weak.' },
        { pattern: /^weakref\.WeakValueDictionary$/, says: 'This is the class itself. Call it to make a dictionary.' },
      ],
    },
    {
      hint: 'Square brackets raise when there is no such icon. Another way of asking gives `None`.',
      solution: 'cache.get(name)',
      right: [/^cache\.get\(name(?:, None)?\)$/],
      mistakes: [
        { pattern: /^cache\[name\]$/, says: 'This raises `KeyError` for every icon that is not there, the very first one included.' },
        { pattern: / in cache/, says: 'Between `in` and the look-up the icon may go. Ask once, in a way that gives `None` if there is nothing.' },
        { pattern: /Icon\(/, says: 'A new icon each time is no cache. Look into `cache` first.' },
        { pattern: /setdefault/, says: 'This makes an icon even if there is one already. Only look.' },
      ],
    },
    {
      hint: 'Compare the name that holds the answer with `None`.',
      solution: 'found is None',
      right: [/^found is None$/, /^None is found$/, /^not \(?found is not None\)?$/],
      mistakes: [
        { pattern: /^not found$/, says: 'An icon that is false would be made anew each time. Compare with `None`.' },
        { pattern: /^found is not None$|^found$/, says: 'That is the other way round: it makes a new icon when there is one already.' },
        { pattern: / in cache/, says: 'The answer is already there, under the name `found`. A second question may have another answer.' },
        { pattern: /== None/, says: 'What `==` says is up to the object. Ask with `is`.' },
      ],
    },
    {
      hint: 'Two names own the icons that have to go: `save` and `load`.',
      solution: 'del save, load',
      right: [/^del \(?(?:save, load|load, save)\)?$/, /^del (?:save del load|load del save)$/, /^(?:save = load|load = save|save, load) = (?:None|None, None)$/, /^(?:save = None load = None|load = None save = None)$/],
      mistakes: [
        { pattern: /\bleave\b/, says: 'The third icon is the one to keep: leave the name `leave` alone.' },
        { pattern: /cache/, says: 'The cache empties itself. Let go of the names that own the icons.' },
        { pattern: /^del (?:save|load)$|^(?:save|load) = None$/, says: 'That is one of the two. The other icon still has an owner.' },
      ],
    },
  ],
};
