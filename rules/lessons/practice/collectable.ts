import type { Exercise } from '../practice.ts';

export const collectable: Exercise = {
  file: '1_collectable.py',
  title: 'Make an object collectable, and see its handle report it',
  passage: 'weak-handles#ask-the-handle',
  prints: 'alive: True\nnobody owns the lamp\ngone',
  text: `# Make an object collectable, and see its handle report it.
# Put something in the place of each ___.
import gc
import weakref


class Lamp:
    pass


lamp = Lamp()

# A weak handle on the lamp:
handle = ___
print("alive:", handle() is lamp)

# Let go of the lamp:
___
print("nobody owns the lamp")

# Have it collected now, not some time:
___

# Ask the handle whether the lamp is gone:
if ___:
    print("gone")
`,
  blanks: [
    {
      hint: 'The module `weakref` has a class whose instances watch one object: give it the lamp.',
      solution: 'weakref.ref(lamp)',
      right: [/^weakref\.(?:ref|ReferenceType)\(lamp(?:, .+)?\)$/],
      mistakes: [
        { pattern: /\(Lamp\(\)/, says: 'This watches another, new lamp that nobody owns. Watch the one called `lamp`.' },
        { pattern: /^weakref\.ref\(lamp\)\(\)$/, says: 'The second pair of parentheses asks the handle at once, and gives the lamp itself. Keep the handle.' },
        { pattern: /^(?:lamp|lambda: lamp)$/, says: 'This owns the lamp, so the lamp will never go. Only a weak handle watches without owning.' },
        { pattern: /^weakref\.proxy/, says: 'A proxy cannot be asked by calling it, and raises when the lamp is gone. Take `weakref.ref`.' },
        { pattern: /^weakref\.ref$/, says: 'This is the class itself. Call it with what it has to watch.' },
      ],
    },
    {
      hint: 'The name `lamp` is the only owner. Delete it, or give it something else to hold.',
      solution: 'del lamp',
      right: [/^del lamp$/, /^del\(lamp\)$/, /^lamp = (?!.*\blamp\b).+$/],
      mistakes: [
        { pattern: /^del handle$|^handle =/, says: 'That lets go of the handle. It is the lamp that has to lose its owner.' },
        { pattern: /^gc\.collect/, says: 'A collection takes nothing that has an owner, and `lamp` is one. Let go of that name first.' },
        { pattern: /^lamp\.|^lamp\(/, says: 'Nothing done to the lamp makes the name `lamp` let go of it.' },
        { pattern: /^lamp == /, says: 'Two equals signs compare; one lets go of what the name held.' },
      ],
    },
    {
      hint: 'The module `gc` has a function that collects right now.',
      solution: 'gc.collect()',
      right: [/^(?:\w+ = )?gc\.collect\([012]?\)$/],
      mistakes: [
        { pattern: /^gc\.collect$/, says: 'This only names the function. Call it.' },
        { pattern: /^gc\.(?:enable|freeze|disable)/, says: 'This only says whether the collector may run some time. Have it run now.' },
        { pattern: /^time\.|^del /, says: 'Waiting or deleting is no promise. The module `gc` has a function that collects now.' },
      ],
    },
    {
      hint: 'Call the handle, and compare the answer with what a dead handle gives.',
      solution: 'handle() is None',
      right: [/^handle\(\) is None$/, /^None is handle\(\)$/, /^not \(?handle\(\) is not None\)?$/, /^\(\w+ := handle\(\)\) is None$/],
      mistakes: [
        { pattern: /^handle is (?:not )?None$|^not handle$|^handle$/, says: 'The handle itself outlives the lamp, and is always true. Ask it by calling it.' },
        { pattern: /^handle\(\) is not None$|^handle\(\)$/, says: 'That is the other way round: it asks whether the lamp is still there.' },
        { pattern: /^not handle\(\)$/, says: 'An object that is false, an empty list for one, would count as gone. Compare with `None`.' },
        { pattern: /== None|None ==/, says: 'What `==` says is up to the object. Ask with `is`.' },
        { pattern: /\blamp\b/, says: 'The name `lamp` holds nothing any more. Ask the handle.' },
      ],
    },
  ],
};
