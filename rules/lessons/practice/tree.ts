import type { Exercise } from '../practice.ts';

export const tree: Exercise = {
  file: '4_tree.py',
  title: 'Give a tree weak parents',
  passage: 'patterns#one-side-of-a-pair-is-weak',
  prints: 'True None\nNone',
  text: `# A tree whose nodes own their children and know their parent.
# Put something in the place of each ___.
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.children = []
        self._parent = None

    def add(self, child):
        self.children.append(child)
        # The child knows this node and does not own it:
        child._parent = ___

    @property
    def parent(self):
        # The root never had a parent:
        if self._parent is None:
            return None
        # The parent, or None once it is gone:
        return ___


root, leaf = Node("root"), Node("leaf")
root.add(leaf)
print(leaf.parent is root, root.parent)

# Let go of the root alone:
___
gc.collect()
print(leaf.parent)
`,
  blanks: [
    {
      hint: 'A weak handle on the node that `add` was called on.',
      solution: 'weakref.ref(self)',
      right: [/^weakref\.ref\(self(?:, .+)?\)$/],
      mistakes: [
        { pattern: /^self$/, says: 'Now parent and child own each other: a circle, which has to wait for the collector.' },
        { pattern: /^weakref\.ref\(child/, says: 'This is a handle on the child itself. The child has to know its parent.' },
        { pattern: /^weakref\.ref\(self\)\(\)$/, says: 'The last pair of parentheses asks at once and gives the parent itself, so the child owns it. Keep the handle.' },
        { pattern: /^weakref\.proxy/, says: 'A proxy raises when its object is gone, and the property below has to give `None`. Take `weakref.ref`.' },
        { pattern: /^(?:id\(self\)|self\.name)$/, says: 'From an id or a name nobody gets back to the node. Keep a weak handle.' },
      ],
    },
    {
      hint: 'Ask the handle: it gives just what the property promises.',
      solution: 'self._parent()',
      right: [/^self\._parent\(\)$/],
      mistakes: [
        { pattern: /^self\._parent$/, says: 'This gives the handle. Ask it: a dead one gives `None`, as the property promises.' },
        { pattern: /^self\._parent\(\) or /, says: 'A parent that is false would be swapped for the other value. What the handle gives is already right.' },
        { pattern: /^self\._parent\(\)\./, says: 'This uses what the handle gives before anybody has looked whether it is there.' },
        { pattern: /if self\._parent\(\)/, says: 'That asks twice, and the second answer may be another. One call already gives the parent or `None`.' },
      ],
    },
    {
      hint: 'The name `root` is its only owner.',
      solution: 'del root',
      right: [/^del root$/, /^del\(root\)$/, /^root = (?!.*\broot\b).+$/],
      mistakes: [
        { pattern: /\bleaf\b/, says: 'The leaf has to stay: it is asked for its parent below.' },
        { pattern: /children/, says: 'The children may go or stay. Let go of the name that owns the root.' },
        { pattern: /^gc\./, says: 'A collection takes nothing that has an owner, and `root` is one.' },
      ],
    },
  ],
};
