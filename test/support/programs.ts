/** Small texts with one known mistake each, for tests of the server and the command line. */

/** On `pythonDerefLine` (0-based) a handle is read and its referent used at once. */
export const pythonDeref = `import weakref


class Child:
    def __init__(self, parent):
        self._parent = weakref.ref(parent)

    def rename(self):
        self._parent().changed()
`;

export const pythonDerefLine = 8;

/** The same in JavaScript. */
export const javascriptDeref = `class Child {
  constructor(parent) { this.parent = new WeakRef(parent); }

  rename() {
    this.parent.deref().changed();
  }
}
`;

export const javascriptDerefLine = 4;

/** A handle is checked and asked again: the mistake that has a safe fix. */
export const pythonRepeated = pythonDeref.replace('        self._parent()', '        if self._parent() is not None:\n            self._parent()');

/** Uses a weak reference and holds no mistake. */
export const clean = 'import weakref\n\n\nclass Node:\n    pass\n';

/** What only `strict` reports: on line 8 a rule that is all advice, on line 9 the advice of a rule that also knows mistakes. */
export const advised = `import weakref


seen = weakref.WeakSet()


def alive(handle: "weakref.ref[Unknown]", one):
    seen.remove(one)
    if handle():
        return 1
`;

/** Files that import each other; each asks a handle that another one says something of. */
export const ring: Readonly<Record<string, string>> = {
  'nodes.py': `import weakref
from trees import Tree, parent_of


class Node:
    def __init__(self, tree: Tree):
        self.tree_ref = weakref.ref(tree)

    def top(self):
        return parent_of(self).name
`,
  'trees.py': `import weakref
from nodes import Node
from shelf import Shelf


class Tree(Shelf):
    def root_name(self, node: Node):
        return node.tree_ref().name


def parent_of(node: Node):
    return node.tree_ref()
`,
  'shelf.py': `import weakref
from nodes import Node


class Shelf:
    def first(self, node: Node):
        return node.tree_ref().first
`,
};
