import type { TSESTree } from '@typescript-eslint/types';
import * as espree from 'espree';
import { describe, expect, it } from 'vitest';
import type { FrontEnd } from '../../rules/src/facts/front-end.ts';
import { createFrontEnd } from '../../rules/src/javascript/front-end.ts';
import { flaws, parsed } from './program.ts';

/** One of each kind of syntax, and where a name or a jump could go astray. */
const kinds: readonly string[] = [
  'var a = 1, b; let c; const d = a; using e = f(); await using g = h();',
  'function f() { return; } async function g() { for await (const x of y) await x; } function* h() { yield; yield* f(); return yield 1; }',
  'if (a) b(); else if (c) { d(); } else e();',
  'for (let i = 0, n = x.length; i < n; i++) f(i); for (;;) { break; } for (var k in o) g(k); for (o.x of xs); for ([a.b, c] of xs) ;',
  'while (a) { if (b) continue; if (c) break; } do { d(); } while (e);',
  'outer: while (a) { inner: for (const b of c) { if (d) continue outer; break outer; } } block: { if (a) break block; b(); }',
  'switch (a) { } switch (typeof a) { case "undefined": b(); break; case "object": c(); default: d(); } switch (true) { case a === undefined: break; case !!b: c(); }',
  'try { a(); } catch { b(); } try { a(); } catch ({ message, ...rest }) { b(message, rest); } finally { c(); } try { a(); } finally { try { b(); } finally { try { c(); } finally { d(); } } }',
  'function f() { for (const a of b) { try { if (c) continue; if (d) break; if (e) return a; throw a; } finally { const b = 1; g(b); } } }',
  'debugger; ; { } label: ; "directive";',
  'class A { } class B extends A { static #n = 0; #m() { return this.#m; } static { var x = 1; this.y = x; } get [k]() { return super.k; } set v(x) { super.v = x; } static async *g() {} accessor z = 1; [computed] = 2; "quoted" = 3; 4 = 5; }',
  'const C = class D extends (a, b) { constructor() { super(...args); new.target; } m = D; }; export default class { };',
  'let a; export { a }; export { b as default } from "m"; export * from "m"; export * as n from "m"; export const q = 1, { r } = s; export function t() {} ',
  'export default function () {}', 'export default () => 1;', 'import "m"; import x, * as y from "m"; import { "string name" as z } from "m"; import json from "m" with { type: "json" };',
  'a = b; a += b; a ??= b; a.b ||= c; a[b] &&= c; a[b]++; --a.b; [a, b.c, ...d] = e; ({ a, b: c.d, [e]: f = 1, ...g } = h);',
  'a?.b?.[c]?.(d).e; (a?.b).c; a.b`t`; delete a?.b; delete a.b; delete f(); a?.[b?.c]; new (a?.b)(); a?.().b?.();',
  'a && b || c; a ?? (b, c); !(a && !b); !!a; a ? b : c ? d : e; void a; typeof a; -a; +a; ~a; a ** b; a in b;',
  'class P { #p; static is(o) { return #p in o; } }',
  'x = [a, , ...b]; y = { a, b: 1, [c]: d, get e() { return 1; }, set e(v) {}, async f() {}, *g() {}, ...h, "i": 2, 3: 4 }; z = { __proto__: null };',
  'x = `a${b}c`; y = tag`a${b}`; z = /re/g; w = 1n; v = null; u = undefined; t = import.meta.url; s = import(m); r = require(m); q = require("a", b);',
  'const f = async (a, b = a, [c, d] = e, { g, ...h }, ...i) => { await a; }; (function fact(n) { return n ? fact(n - 1) : arguments.length; })(...xs);',
  'if (a === null || undefined !== b || typeof c !== "undefined" || d instanceof E || "k" in f || g == h || Array.isArray(i) || Boolean(j) || (k = l) || (m, n) || !o || (p ?? q) || (r ? s : t)) u();',
  'assert(a, "m"); assert.notEqual(a, undefined); assert.strictEqual(a, null); expect(a).to.exist; expect(a).toBeFalsy(); invariant(a === b); assert(...a); expect(a).toEqual(b);',
];

const typescript: readonly string[] = [
  'let a: string | undefined; declare const b: WeakRef<T>; declare function f(): void; declare let c; function g(this: T, x?: number): asserts x {} function g(x: any) {}',
  'enum E { A, B = A, "c" = f() } const enum F { X } declare enum G { Y } namespace N.M { export const x = 1; export function f() {} } namespace O { export import y = N.M; } declare module "m" { export const z: number; } declare global { var w: number; }',
  'import r = require("r"); import type T = require("t"); import q = N.M.x; export = r;',
  'import type A from "a"; import { type B, c } from "b"; export type { B }; export as namespace X;',
  'abstract class C<T> implements I { abstract m(): void; abstract p: WeakRef<T>; declare q: number; private readonly r?: WeakMap<K, V>; s!: T; [key: string]: any; constructor(private a: A, readonly b = 1, public c?: WeakRef<T>) { super(); } method?(): void; @dec() d = 1; @dec e() {} static readonly f: Map<string, WeakRef<T>>; }',
  'a as const; a satisfies T; <T>a; a!; a!.b!.c; f<T>; f<T>(a); new G<string>(); (a as any).b = c; a! += 1; [a!, (b as T).c] = d; ({ x: a! } = b); x as T as U as unknown;',
  'type T = { a: WeakRef<string>[] } | readonly X[]; interface I extends J { m(): void; } let f: (a: T) => asserts a is U; let t: [a: string, ...b: T[]]; let u: typeof import("x"); let k: keyof T; let o: A.B.C<D>; let z: unique symbol;',
  '@dec export class D { @a @b() m(@c p: T) {} } export default abstract class E {}', 'export default interface I {}', 'function f<const T extends X = Y>(a: T): a is U { return true; }',
];

const jsx: readonly string[] = [
  '<></>; <a.b.c d="e" f={g} {...h} i>{/* c */}{j}<L><m-n o:p="q" /></L></a.b.c>; <div>{xs.map((x) => <li key={x}>{x}</li>)}</div>; <this.x />; <ns:tag />;',
];

describe('every kind of syntax lowers to a sound graph', () => {
  it.each([...kinds, ...typescript])('%s', (text) => {
    expect(flaws(parsed(text).frontEnd.graph())).toEqual([]);
  });

  it.each(jsx)('%s', (text) => {
    expect(flaws(parsed(text, { jsx: true }).frontEnd.graph())).toEqual([]);
  });

  it.each([...kinds.filter((text) => !/\b(?:using|accessor)\b/.test(text)), ...jsx])('as plain ESTree: %s', (text) => {
    expect(flaws(plain(text).graph())).toEqual([]);
  });
});

describe('text as it is typed', () => {
  it('every prefix that parses lowers', () => {
    const failed: string[] = [];
    let lowered = 0;
    for (const text of [...kinds, ...typescript]) {
      for (let end = 0; end <= text.length; end++) {
        const prefix = attempt(text.slice(0, end));
        if (prefix === undefined) continue;
        lowered++;
        if (flaws(prefix.frontEnd.graph()).length > 0) failed.push(prefix.text);
      }
    }
    expect(failed).toEqual([]);
    expect(lowered).toBeGreaterThan(300);
  });

  function attempt(text: string): ReturnType<typeof parsed> | undefined {
    try {
      return parsed(text);
    } catch {
      return undefined;
    }
  }
});

describe('deep and long code', () => {
  const times = (count: number, text: string): string => text.repeat(count);

  it.each([
    ['a sum of 3,000 terms', `x = a${times(3000, ' + a')};`],
    ['a chain of 1,000 calls', `a${times(1000, '\n  .b()')};`],
    ['a chain of 1,000 optional calls', `a${times(1000, '?.b()')};`],
    ['1,000 conditions', `if (a${times(1000, ' && a')}) b();`],
    ['1,000 fallbacks', `x = a${times(1000, ' || a')};`],
    ['1,000 branches', `if (a) b(); ${times(1000, 'else if (a) b(); ')}`],
    ['1,000 cases', `switch (a) { ${times(1000, 'case b: c(); ')} }`],
    ['a ternary of 500 tests', `x = ${times(500, 'a ? b : ')}c;`],
    ['400 nested arrays', `x = ${times(400, '[')}${times(400, ']')};`],
    ['400 nested blocks', `${times(400, '{')}a();${times(400, '}')}`],
    ['400 nested functions', `x = ${times(400, '() => ')}a;`],
    ['400 nested negations', `if (${times(400, '!')}a) b();`],
    ['400 nested patterns', `const ${times(400, '[')}a${times(400, ']')} = b;`],
    ['40 nested finally bodies', `${times(40, 'try { a(); } finally { ')}b();${times(40, '}')}`],
    ['200 returns through finally', `function f() { try { ${times(200, 'if (a) return b; ')} } finally { c(); } }`],
  ])('%s', (_name, text) => {
    expect(flaws(plain(text).graph())).toEqual([]);
  });
});

/** Plain ESTree is a part of the TypeScript one. */
function isProgram(node: { type: string }): node is TSESTree.Program {
  return node.type === 'Program';
}

/** As a plain JavaScript parser gives it; it also goes deeper than the TypeScript one. */
function plain(text: string): FrontEnd {
  const program = espree.parse(text, { range: true, loc: true, comment: true, ecmaVersion: 'latest', sourceType: 'module', ecmaFeatures: { jsx: true } });
  if (!isProgram(program)) throw new Error('not a program');
  return createFrontEnd(program, text);
}
