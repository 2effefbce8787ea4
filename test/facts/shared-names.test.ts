/** Which names of a file those that import from it look for. */
import { beforeAll, expect, it } from 'vitest';
import { Program } from '../../rules/src/facts/program.ts';
import type { FrontEnd } from '../../rules/src/facts/front-end.ts';
import { javascriptFrontEnd, loadPython, pythonFrontEnd } from '../support/front-ends.ts';
import { code } from '../support/rule-testers.ts';

beforeAll(loadPython);

function shared(frontEnd: FrontEnd): string[] {
  const { model } = frontEnd;
  const seeds = model.names;
  return [...new Program(frontEnd.graph(), model, seeds).sharedNames].filter((name) => !seeds.has(name)).sort();
}

it('are members, functions (of constructors their classes), names of the module and of classes with written handles, but not the variables of its functions', () => {
  const text = code`
    import weakref

    root = weakref.ref(make())


    class Tree:
        parent: weakref.ref

        def __init__(self, owner):
            self.owner_ref = weakref.ref(owner)
            self.refs = []

        def add(self, one):
            hidden = weakref.ref(one)
            self.refs.append(hidden)

        def owner(self):
            return self.owner_ref()


    def configure(given: weakref.ref):
        global chosen
        chosen = given
  `;
  expect(shared(pythonFrontEnd(text))).toEqual(['Tree', 'add', 'chosen', 'owner', 'owner_ref', 'parent', 'refs', 'root']);
});

it('are found so in JavaScript too', () => {
  const text = code`
    export const root = new WeakRef(make());
    export class Tree {
      constructor(owner) {
        const hidden = new WeakRef(owner);
        this.ownerRef = hidden;
      }
      owner() {
        return this.ownerRef.deref();
      }
    }
  `;
  expect(shared(javascriptFrontEnd(text))).toEqual(['Tree', 'owner', 'ownerRef', 'root']);
});
