import { describe, expect, it } from 'vitest';
import { reveal } from '../support/reveal.ts';
import { parsed } from './program.ts';

/** What is known of `o` at each `reveal(o)` of a function body, `const o = ref.deref();` before it. */
function known(body: string): string[] {
  const text = `function f(ref: WeakRef<T>, a, b) {\nconst o = ref.deref();\n${body}\n}`;
  return reveal(parsed(text).frontEnd).map(({ presence }) => presence);
}

describe('what a check proves', () => {
  it.each([
    ['if (o) reveal(o);', 'present'],
    ['if (!o) return; reveal(o);', 'present'],
    ['if (o === undefined) return; reveal(o);', 'present'],
    ['if (undefined == o) return; reveal(o);', 'present'],
    ['if (o == null) throw a; reveal(o);', 'present'],
    ['if (void 0 !== o) reveal(o);', 'present'],
    ["if (typeof o === 'undefined') return; reveal(o);", 'present'],
    ["if (typeof o === 'object') reveal(o);", 'present'],
    ['if (o instanceof C) reveal(o);', 'present'],
    ['if (o === a) reveal(o);', 'present'],
    ['if (a === o) reveal(o);', 'present'],
    ['if (o && a) reveal(o);', 'present'],
    ['if (a || !o) return; reveal(o);', 'present'],
    ['if (!(o && a)) return; reveal(o);', 'present'],
    ['if (!o || !a) return; reveal(o);', 'present'],
    ['if (o?.x) reveal(o);', 'present'],
    ['if (o?.x === 1) reveal(o);', 'present'],
    ['if (o?.x !== 1) return; reveal(o);', 'present'],
    ['if (o?.x.y() > 1) reveal(o);', 'present'],
    ['if (o?.x == null) return; reveal(o);', 'present'],
    ['if (o?.ok ?? false) reveal(o);', 'present'],
    ['if (Boolean(o)) reveal(o);', 'present'],
    ['if (!!o) reveal(o);', 'present'],
    ['const alive = o !== undefined; if (alive) reveal(o);', 'present'],
    ['const dead = !o; if (dead) return; reveal(o);', 'present'],
    ['while (!o) { return; } reveal(o);', 'present'],
    ['o ? reveal(o) : a;', 'present'],
    ['o && reveal(o);', 'present'],
    ['o === undefined || reveal(o);', 'present'],
    ['switch (o) { case undefined: return; default: reveal(o); }', 'present'],
    ['switch (true) { case o === undefined: return; default: reveal(o); }', 'present'],
    ['switch (typeof o) { case "undefined": return; default: reveal(o); }', 'present'],
    ['assert(o); reveal(o);', 'present'],
    ['assert.ok(o !== undefined); reveal(o);', 'present'],
    ['expect(o).toBeDefined(); reveal(o);', 'present'],
    ['expect(o).not.toBeUndefined(); reveal(o);', 'present'],
    ['if (!o) process.exit(1); reveal(o);', 'present'],
    ['for (const x of a) { if (!o) continue; reveal(o); }', 'present'],
    ['label: { if (!o) break label; reveal(o); }', 'present'],
    ['let p; if ((p = o)) reveal(p);', 'present'],
  ])('%s', (body, presence) => {
    expect(known(body)).toEqual([presence]);
  });
});

describe('what proves nothing', () => {
  it.each([
    ['reveal(o);'],
    ['if (a) reveal(o);'],
    ['if (o || a) reveal(o);'],
    ['if (o !== a) reveal(o);'],
    ['if (o) a(); reveal(o);'],
    ['if (o?.x !== 1) reveal(o);'],
    ['try { if (!o) throw a; } catch {} reveal(o);'],
    ['console.assert(o); reveal(o);'],
  ])('%s', (body) => {
    expect(known(body)).toEqual(['maybe']);
  });

  it('the other way out of a check is absent', () => {
    expect(known('if (o !== undefined) return; reveal(o);')).toEqual(['absent']);
  });
});
