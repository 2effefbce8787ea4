import type { Exercise } from '../practice.ts';

export const typescriptCache: Exercise = {
  file: '6_cache.ts',
  title: 'The same cache in TypeScript',
  passage: 'finalizers#do-not-delete-a-live-replacement',
  prints: 'true',
  text: `// A cache that does not own its icons, and sweeps up what has died.
// Put something in the place of each ___.
class Icon {
  name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const cache = new Map<string, WeakRef<Icon>>();

const registry = new FinalizationRegistry<string>((name) => {
  // A new icon may stand under the name by now; only a dead one is swept up:
  if (___) cache.delete(name);
});

function icon(name: string): Icon {
  // One look into the cache, and one at the handle that may be there:
  const cached = ___;
  // Is it alive?
  if (___) return cached;
  const made = new Icon(name);
  // The cache does not own the icon:
  cache.set(name, ___);
  // What the callback needs to know, without a way to the icon:
  registry.register(made, ___);
  return made;
}

const save = icon('save');
console.log(icon('save') === save);
`,
  blanks: [
    {
      hint: 'Look at what stands under the name now: is its handle dead?',
      solution: 'cache.get(name)?.deref() === undefined',
      right: [/^cache\.get\(name\)\?\.deref\(\) ={2,3} undefined$/, /^undefined ={2,3} cache\.get\(name\)\?\.deref\(\)$/, /^cache\.get\(name\)\?\.deref\(\) == null$/, /^!\(?cache\.get\(name\)\?\.deref\(\)\)?$/],
      mistakes: [
        { pattern: /^true$/, says: 'The callback may come late, when a new icon stands under the name. This would delete it, alive as it is.' },
        { pattern: /^cache\.has\(name\)$/, says: 'A new, living icon has an entry too. Look whether the handle in it is dead.' },
        { pattern: /=== null/, says: '`deref` gives `undefined` for what is gone, never `null`: this is never true.' },
        { pattern: /!==? (?:undefined|null)|^cache\.get\(name\)\?\.deref\(\)$/, says: 'That is the other way round: it deletes the living and keeps the dead.' },
        { pattern: /^cache\.get\(name\) === undefined$|^!cache\.get\(name\)$/, says: 'This asks whether there is an entry. Look whether the handle in it is dead.' },
        { pattern: /cache\.get\(name\)!?\.deref/, says: 'There may be no entry at all any more, and then this throws. Go on with `?.`.' },
      ],
    },
    {
      hint: 'The `Map` gives a handle or `undefined`; ask the handle if there is one.',
      solution: 'cache.get(name)?.deref()',
      right: [/^cache\.get\(name\)\?\.deref\(\)$/],
      mistakes: [
        { pattern: /^cache\.get\(name\)$/, says: 'This is the handle, not the icon. Ask it with `deref`.' },
        { pattern: /^cache\.get\(name\)!?\.deref\(\)!?$/, says: 'For a new name there is no handle, and this throws. Go on with `?.`.' },
        { pattern: /deref\(\)!$| as Icon$/, says: 'This only keeps the compiler from asking. The icon may be gone, and the next line has to see that.' },
        { pattern: /cache\.has/, says: 'One look is enough: `get` gives `undefined` if there is nothing.' },
      ],
    },
    {
      hint: 'A dead handle gives `undefined`.',
      solution: 'cached !== undefined',
      right: [/^cached !={1,2} undefined$/, /^undefined !={1,2} cached$/, /^cached != null$/, /^cached$/, /^!!cached$/, /^cached instanceof Icon$/],
      mistakes: [
        { pattern: /!== null/, says: '`deref` gives `undefined` for what is gone, never `null`: this is always true.' },
        { pattern: /^cached ={2,3} (?:undefined|null)$|^!cached$/, says: 'That is the other way round: it gives back what is gone.' },
        { pattern: /deref|cache\.(?:has|get)/, says: 'The answer is already there, under the name `cached`. A second question is one too many.' },
      ],
    },
    {
      hint: 'A handle that watches the new icon.',
      solution: 'new WeakRef(made)',
      right: [/^new WeakRef(?:<Icon>)?\(made\)$/],
      mistakes: [
        { pattern: /^made$/, says: 'Now the cache owns every icon, and none ever goes.' },
        { pattern: /^WeakRef\(/, says: '`WeakRef` is a class: it needs `new`.' },
        { pattern: /new Icon/, says: 'This watches another icon, which nobody owns. Watch the one called `made`.' },
        { pattern: /deref/, says: 'This gives the icon itself, and the cache would own it. Store the handle.' },
      ],
    },
    {
      hint: 'The callback is given this value. What does it need to find the entry?',
      solution: 'name',
      right: [/^(?:made\.)?name(?:, made)?$/],
      mistakes: [
        { pattern: /^made(?:,|$)/, says: 'An object cannot be its own held value: this throws a `TypeError`.' },
        { pattern: /\bmade\b|\(\) =>/, says: 'The registry owns this value, so it must not lead to the icon: the icon would never go.' },
        { pattern: /^["`]/, says: 'The callback would delete the same entry for every icon. Give it the name of this one.' },
      ],
    },
  ],
};
