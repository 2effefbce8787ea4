/** Types in doc comments. */
import { describe, expect, it } from 'vitest';
import type { Site, TypeNote } from '../../rules/src/flow/graph.ts';
import { jsdocType } from '../../rules/src/javascript/jsdoc-type.ts';
import { reveal } from '../support/reveal.ts';
import { parsed } from './program.ts';

const site: Site = { range: [0, 0], loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } } };

function written(note: TypeNote | undefined): string {
  if (note === undefined) return '-';
  const parts = note.arguments.length === 0 ? '' : `<${note.arguments.map(written).join(', ')}>`;
  return `${note.path.join('.')}${parts}${note.nullable ? '?' : ''}`;
}

describe('a type', () => {
  it.each([
    ['WeakRef', 'WeakRef'],
    ['WeakRef<Node>', 'WeakRef<Node>'],
    ['!WeakRef.<dom.Node>', 'WeakRef<dom.Node>'],
    ['?WeakRef<Node>', 'WeakRef<Node>?'],
    ['WeakRef<Node> | undefined', 'WeakRef<Node>?'],
    ['(null|WeakRef<Node>)', 'WeakRef<Node>?'],
    ['WeakRef<Node>=', 'WeakRef<Node>?'],
    ['Map<string, WeakRef<Node>>', 'Map<string, WeakRef<Node>>'],
    ['WeakRef<Node>[]', 'Array<WeakRef<Node>>'],
    ['WeakRef<Node | Text>', 'WeakRef<>'],
    ['Node | WeakRef<Node>', '-'],
    ['function(WeakRef): void', '-'],
    ['{ ref: WeakRef<Node> }', '-'],
    ['WeakRef<', '-'],
    ['WeakRef<Node>>', '-'],
    ['', '-'],
    ['(((((((((((((((((((((((((WeakRef)))))))))))))))))))))))))', '-'],
  ])('%s', (text, expected) => {
    expect(written(jsdocType(text, site))).toBe(expected);
  });
});

/** What is known of `o` at each `reveal(o)`. */
function revealed(text: string): string[] {
  return reveal(parsed(text).frontEnd).map(({ presence }) => presence);
}

describe('a comment', () => {
  it('gives a parameter its type, by its name', () => {
    expect(
      revealed(`
        /**
         * Draws what is left.
         * @param {WeakRef<Node>} ref what to draw
         * @param other
         */
        export function draw(other, ref) {
          const o = ref.deref();
          reveal(o);
          const p = other.deref();
          reveal(p);
        }
      `),
    ).toEqual(['maybe', 'unknown']);
  });

  it.each([
    ['a variable', `/** @type {WeakRef<Node>} */ const ref = make(); function f() { const o = ref.deref(); reveal(o); }`],
    ['a function in a variable', `/** @param {WeakRef<Node>} ref */\nconst f = (ref) => { const o = ref.deref(); reveal(o); };`],
    ['a parameter that it stands before', `const f = (/** @type {WeakRef<Node>} */ ref) => { const o = ref.deref(); reveal(o); };`],
    ['a method', `class A {\n  /** @param {?WeakRef<Node>} [ref] */\n  f(ref) { const o = ref?.deref(); reveal(o); }\n}`],
    ['a field', `class A { /** @type {WeakRef<Node>} */ #ref; f() { const o = this.#ref.deref(); reveal(o); } }`],
    ['an assigned member', `class A { constructor(ref) { /** @type {WeakRef<Node>} */ this.ref = ref; } f() { const o = this.ref.deref(); reveal(o); } }`],
  ])('gives a type to %s', (_, text) => {
    expect(revealed(text)).toEqual(['maybe']);
  });

  it.each([
    ['in front of something else', `/** @type {WeakRef<Node>} */ f(ref); const o = ref.deref(); reveal(o);`],
    ['inside a string', 'const text = `/** @type {WeakRef<Node>} */ ${ref}`; const o = ref.deref(); reveal(o);'],
    ['without an end', `/** @type {WeakRef<Node */ const ref = make(); const o = ref.deref(); reveal(o);`],
  ])('says nothing %s', (_, text) => {
    expect(revealed(`export function g(ref, make, f) { ${text.replace('const ref = make();', '')} }`)).toEqual(['unknown']);
  });

  it('stands back behind a written type', () => {
    expect(revealed(`/** @param {WeakRef<Node>} ref */\nfunction f(ref: Stand<Node>) { const o = ref.deref(); reveal(o); }`)).toEqual(['unknown']);
  });
});
