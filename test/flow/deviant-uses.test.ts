/** How often somebody relies on what a function hands on. */
import { beforeAll, expect, it } from 'vitest';
import { collectFacts } from '../../rules/src/facts/collect.ts';
import { loadPython, pythonFrontEnd } from '../support/front-ends.ts';

beforeAll(loadPython);

const accessor = `import weakref
class Node:
    def __init__(self, parent):
        self._parent = weakref.ref(parent)
    @property
    def parent(self):
        return self._parent()
    def draw(self, kind):
`;

function usesIn(body: string): number {
  return collectFacts(pythonFrontEnd(accessor + body)).uncheckedUses.length;
}

it('one answer that is used on four ways is told on each', () => {
  expect(usesIn(`
        parent = self.parent
        if kind == 1:
            parent.a()
        elif kind == 2:
            parent.b()
        elif kind == 3:
            parent.c()
        else:
            parent.d()
`)).toBe(4);
});

it('four answers that nobody looks at are meant to be there', () => {
  expect(usesIn(`
        self.parent.a()
        self.parent.b()
        self.parent.c()
        self.parent.d()
`)).toBe(0);
});
