import { describe, expect, it } from 'vitest';
import type { GuardIntent } from '../../rules/src/facts/edits.ts';
import { applied, parsed, site } from './program.ts';

/** Offers for the use of `ref.deref()` (or of `used`): intent and resulting text. */
function guarded(text: string, written: { deref?: string; used?: string; use?: string } = {}): Partial<Record<GuardIntent, string>> {
  const { deref = 'ref.deref()' } = written;
  const { used = deref } = written;
  const { use = used } = written;
  const program = parsed(text);
  const request = { deref: site(program, deref), used: site(program, used, used === deref ? 0 : text.split(used).length - 2), use: site(program, use), handle: 'this.node_ref' };
  return Object.fromEntries(program.frontEnd.edits.guard(request).map((offer) => [offer.intent, applied(text, offer)]));
}

describe('guarding a deref', () => {
  it('offers a chain and an early return', () => {
    expect(guarded('function f(ref) {\n  ref.deref().close();\n}')).toEqual({
      'optional-chain': 'function f(ref) {\n  ref.deref()?.close();\n}',
      return: 'function f(ref) {\n  const node = ref.deref();\n  if (node === undefined) return;\n  node.close();\n}',
    });
  });

  it('goes on with the next one in a loop', () => {
    expect(guarded('for (const ref of refs) {\n\tref.deref().close();\n}')).toEqual({
      'optional-chain': 'for (const ref of refs) {\n\tref.deref()?.close();\n}',
      continue: 'for (const ref of refs) {\n\tconst node = ref.deref();\n\tif (node === undefined) continue;\n\tnode.close();\n}',
    });
  });

  it('replaces a claim', () => {
    expect(guarded('function f() {\n  return ref.deref()!.x;\n}')).toEqual({
      'optional-chain': 'function f() {\n  return ref.deref()?.x;\n}',
      return: 'function f() {\n  const node = ref.deref();\n  if (node === undefined) return undefined;\n  return node.x;\n}',
    });
  });

  it('replaces a claim at the declaration', () => {
    expect(guarded('function f() {\n  const o = ref.deref()!;\n  o.x();\n}')).toEqual({
      return: 'function f() {\n  const o = ref.deref();\n  if (o === undefined) return;\n  o.x();\n}',
    });
  });

  it('sees through a cast', () => {
    expect(guarded('function f() {\n  (ref.deref() as T).x();\n}', { used: 'ref.deref() as T', use: '(ref.deref() as T).x' })).toEqual({
      'optional-chain': 'function f() {\n  (ref.deref() as T | undefined)?.x();\n}',
      return: 'function f() {\n  const node = ref.deref() as T | undefined;\n  if (node === undefined) return;\n  node.x();\n}',
    });
    expect(guarded('function f() {\n  const o = (ref.deref() as T)!;\n  o.x();\n}')).toEqual({
      return: 'function f() {\n  const o = ref.deref() as T | undefined;\n  if (o === undefined) return;\n  o.x();\n}',
    });
  });

  it('takes repeated claims and empty parentheses away', () => {
    expect(guarded('function f() {\n  ref.deref()!!.x();\n}')).toEqual({
      'optional-chain': 'function f() {\n  ref.deref()?.x();\n}',
      return: 'function f() {\n  const node = ref.deref();\n  if (node === undefined) return;\n  node.x();\n}',
    });
    expect(guarded('function f() {\n  new (ref.deref())(1);\n}').return).toContain('  new node(1);');
    expect(guarded('function f() {\n  return(ref.deref()).x;\n}').return).toContain('  return(node).x;');
  });

  it.each([
    ['finally', 'function f() {\n  try {\n    return g();\n  } finally {\n    ref.deref().close();\n  }\n}'],
    ['finally in a loop', 'for (;;) {\n  try {\n    g();\n  } finally {\n    ref.deref().close();\n  }\n}'],
  ])('does not leave %s', (_name, text) => {
    expect(Object.keys(guarded(text))).toEqual(['optional-chain']);
  });

  it.each([
    ['a written result', 'function f(): number {\n  return ref.deref()!.x;\n}'],
    ['a written promise', 'async function f(): Promise<number> {\n  return await ref.deref()!.x;\n}'],
    ['an iterator', 'class A {\n  [Symbol.iterator]() {\n    return ref.deref()!.x;\n  }\n}'],
    ['a string', 'class A {\n  toString() {\n    return ref.deref()!.x;\n  }\n}'],
  ])('throws where undefined is no answer: %s', (_name, text) => {
    const after = guarded(text);
    expect(Object.keys(after)).toEqual(['raise']);
    expect(after.raise).toContain("if (node === undefined) throw new Error('node is gone');");
  });

  it('returns null where that is what the function may give', () => {
    const after = guarded('function f(): T | null {\n  return ref.deref()!.x;\n}');
    expect(Object.keys(after)).toEqual(['return']);
    expect(after.return).toContain('if (node === undefined) return null;');
  });

  it.each([
    ['a result that may be undefined', 'function f(): T | undefined {\n  return ref.deref()!.x;\n}', ['optional-chain', 'return']],
    ['no result', 'function f(): void {\n  ref.deref()!.x();\n}', ['optional-chain', 'return']],
    ['a value that stands in', "function f(): string {\n  return ref.deref()!.x ?? '';\n}", ['optional-chain', 'raise']],
    ['an arrow', 'const f = (): string => ref.deref()!.x;', []],
  ])('looks at the written result: %s', (_name, text, intents) => {
    expect(Object.keys(guarded(text))).toEqual(intents);
  });

  it.each([
    ['an assertion', 'function f() {\n  expect(ref.deref().x).toBe(1);\n}'],
    ['a test', "it.each(xs)('works', () => {\n  ref.deref().x = 1;\n});"],
  ])('does not let %s pass in silence', (_name, text) => {
    expect(Object.keys(guarded(text))).toContain('raise');
    expect(guarded(text).return).toBeUndefined();
  });

  it('does not ask a dead handle for ever', () => {
    expect(Object.keys(guarded('function f() {\n  while (true) {\n    ref.deref().x = 1;\n  }\n}'))).toEqual(['return']);
    expect(Object.keys(guarded('function f() {\n  while (refs.length) {\n    const ref = refs.pop();\n    ref.deref().x = 1;\n  }\n}'))).toEqual(['continue']);
  });

  it.each([
    ['the handle is asked again', 'function f() {\n  if (ref.deref().x) return 1;\n  while (ref.deref().y) g();\n}', ['return']],
    ['the next one has its own', 'function f() {\n  ref.deref().x();\n  ref.deref()?.y();\n}', ['optional-chain', 'return']],
  ])('a chain only where nothing relies on the same answer: %s', (_name, text, intents) => {
    expect(Object.keys(guarded(text))).toEqual(intents);
  });

  it('gives the strong name to all derefs of a statement', () => {
    expect(guarded('function f() {\n  return ref.deref()!.x + ref.deref()!.y;\n}').return).toContain('  return node.x + node.y;');
  });

  it('leaves a case without a block where nothing must be declared', () => {
    const text = 'function f() {\n  const owner = ref.deref();\n  switch (a) {\n    case 1:\n      owner.x();\n  }\n}';
    expect(guarded(text, { used: 'owner', use: 'owner.x' }).return).toBe(text.replace('      owner.x', '      if (owner === undefined) return;\n      owner.x'));
  });

  it('tests a bound name', () => {
    expect(guarded('function f() {\n  const owner = ref.deref();\n  g(owner.x);\n}', { used: 'owner', use: 'owner.x' })).toEqual({
      'optional-chain': 'function f() {\n  const owner = ref.deref();\n  g(owner?.x);\n}',
      return: 'function f() {\n  const owner = ref.deref();\n  if (owner === undefined) return;\n  g(owner.x);\n}',
    });
  });

  it('offers no chain for one of several uses', () => {
    const text = 'function f() {\n  const owner = ref.deref();\n  owner.x();\n  owner.y();\n}';
    const program = parsed(text);
    const request = { deref: site(program, 'ref.deref()'), used: site(program, 'owner', 1), use: site(program, 'owner.x'), handle: 'ref' };
    expect(program.frontEnd.edits.guard(request).map((offer) => offer.intent)).toEqual(['return']);
  });

  it.each<[string, string, string]>([
    ['calls', 'f(ref.deref()());', 'f(ref.deref()?.());'],
    ['computed members', 'x = ref.deref()[k];', 'x = ref.deref()?.[k];'],
    ['members on the next line', 'ref.deref()\n  .x();', 'ref.deref()\n  ?.x();'],
    ['claimed calls', 'ref.deref()!();', 'ref.deref()?.();'],
    ['parenthesised claims', '(ref.deref())!.x();', '(ref.deref())?.x();'],
    ['an optional chain before it', 'ref?.deref().x;', 'ref?.deref()?.x;'],
    ['the body of an arrow', 'xs.map((ref) => ref.deref().x);', 'xs.map((ref) => ref.deref()?.x);'],
    ['a condition', 'if (ref.deref().x) f();', 'if (ref.deref()?.x) f();'],
    ['delete', 'delete ref.deref().x;', 'delete ref.deref()?.x;'],
  ])('a chain for %s', (_name, before, after) => {
    const deref = before.includes('ref?.deref()') ? 'ref?.deref()' : 'ref.deref()';
    expect(guarded(before, { deref })['optional-chain']).toBe(after);
  });

  it.each([
    ['an assignment target', 'ref.deref().x = 1;'],
    ['a constructor', 'new (ref.deref().X)();'],
    ['arithmetic', 'y = ref.deref().x + 1;'],
    ['iteration', 'for (const a of ref.deref().xs) f(a);'],
    ['spreading', 'f(...ref.deref().xs);'],
    ['a chain that parentheses end', '(ref.deref().x).y();'],
    ['a tag', 'ref.deref().x`t`;'],
    ['a template', 'y = `${ref.deref().x}`;'],
    ['taking apart', 'const { x } = ref.deref().y;'],
    ['a comment in between', 'ref.deref() /* now */ .x();'],
  ])('no chain for %s', (_name, text) => {
    expect(guarded(text)['optional-chain']).toBeUndefined();
  });

  it.each([
    ['at the top of a file', 'ref.deref().x();'],
    ['behind a condition', 'function f() {\n  a && ref.deref().x();\n}'],
    ['in a loop test', 'function f() {\n  while (ref.deref().x) g();\n}'],
    ['in an else-if', 'function f() {\n  if (a) g();\n  else if (ref.deref().x) h();\n}'],
    ['without a block', 'function f() {\n  if (a) ref.deref().x();\n}'],
    ['in a case', 'function f() {\n  switch (a) {\n    case ref.deref().x: g();\n  }\n}'],
    ['behind an await', 'async function f() {\n  g(await a, ref.deref().x);\n}'],
    ['in an arrow without a block', 'const f = () => ref.deref().x;'],
    ['in a default value', 'function f(a = ref.deref().x) {}'],
    ['in a field', 'class C { x = ref.deref().x; }'],
    ['in a later declaration', 'function f() {\n  const ref = g(), x = ref.deref().x;\n}'],
    ['behind an optional chain', 'function f() {\n  a?.b(ref.deref().x);\n}'],
  ])('no early exit %s', (_name, text) => {
    expect(Object.keys(guarded(text)).filter((intent) => intent !== 'optional-chain')).toEqual([]);
  });

  it('keeps the style of the file', () => {
    expect(guarded('function f (ref) {\r\n    if (a) {\r\n        b()\r\n    }\r\n    ref.deref().x()\r\n}').return).toBe(
      'function f (ref) {\r\n    if (a) {\r\n        b()\r\n    }\r\n    const node = ref.deref()\r\n    if (node === undefined) {\r\n        return\r\n    }\r\n    node.x()\r\n}',
    );
    expect(guarded('const f = (ref) => { ref.deref().x(); };').return).toBe('const f = (ref) => { const node = ref.deref(); if (node === undefined) return; node.x(); };');
  });

  it('gives a name that is free', () => {
    expect(guarded('function f(ref, node) {\n  ref.deref().x(node);\n}').return).toContain('const target = ref.deref();');
    expect(guarded('function f(ref, a) {\n  ref.deref().x(a.node, { node: 1 });\n}').return).toContain('const node = ref.deref();');
  });
});

describe('binding the first answer', () => {
  function bound(text: string, later: number): string | undefined {
    const program = parsed(text);
    const [offer] = program.frontEnd.edits.bind({
      earlier: site(program, 'ref.deref()', 0),
      later: Array.from({ length: later }, (_, i) => site(program, 'ref.deref()', i + 1)),
      handle: 'ref',
      acrossSuspension: false,
    });
    return offer === undefined ? undefined : applied(text, offer);
  }

  it('of a condition', () => {
    expect(bound('if (ref.deref()) {\n  await a;\n  ref.deref()!.x(ref.deref());\n}', 2)).toBe('const target = ref.deref();\nif (target) {\n  await a;\n  target.x(target);\n}');
  });

  it('that has a name already', () => {
    expect(bound('const o = ref.deref();\nif (o) {\n  await a;\n  ref.deref()!.x();\n}', 1)).toBe('const o = ref.deref();\nif (o) {\n  await a;\n  o.x();\n}');
  });

  it('in place of every claim, once for each deref', () => {
    const text = 'if (ref.deref()) {\n  await a;\n  ref.deref()!!.x();\n}';
    const program = parsed(text);
    const later = site(program, 'ref.deref()', 1);
    const [offer] = program.frontEnd.edits.bind({ earlier: site(program, 'ref.deref()', 0), later: [later, later], handle: 'this.#node!', acrossSuspension: true });
    expect(offer && applied(text, offer)).toBe('const node = ref.deref();\nif (node) {\n  await a;\n  node.x();\n}');
  });

  it.each([
    ['in a loop test', 'while (ref.deref()) {\n  await a;\n  ref.deref().x();\n}'],
    ['for another function', 'if (ref.deref()) {\n  g(() => ref.deref().x());\n}'],
    ['out of sight', '{\n  if (ref.deref()) f();\n}\nref.deref().x();'],
    ['in an else-if', 'if (a) f();\nelse if (ref.deref()) {\n  ref.deref().x();\n}'],
  ])('not %s', (_name, text) => {
    expect(bound(text, 1)).toBeUndefined();
  });
});

describe('replacing what cannot work', () => {
  it('holds a value strongly', () => {
    const text = "const r = new WeakRef('x');";
    const program = parsed(text);
    const offers = program.frontEnd.edits.holdStrongly(site(program, "new WeakRef('x')"), site(program, "'x'"));
    expect(offers.map((offer) => applied(text, offer))).toEqual(["const r = { deref: () => 'x' };"]);
  });

  it('holds it in an arrow body', () => {
    const text = "const f = () => new WeakRef('x');";
    const program = parsed(text);
    const offers = program.frontEnd.edits.holdStrongly(site(program, "new WeakRef('x')"), site(program, "'x'"));
    expect(offers.map((offer) => applied(text, offer))).toEqual(["const f = () => ({ deref: () => 'x' });"]);
  });

  it('holds no value that may change', () => {
    const program = parsed('const r = new WeakRef(name);');
    expect(program.frontEnd.edits.holdStrongly(site(program, 'new WeakRef(name)'), site(program, 'name'))).toEqual([]);
  });

  it.each([
    ['new WeakMap()', 'const m = new WeakMap();', 'const m = new Map();'],
    ['WeakMap<string, T>', 'let m: WeakMap<string, T>;', 'let m: Map<string, T>;'],
  ])('%s becomes strong', (making, text, after) => {
    const program = parsed(text);
    expect(program.frontEnd.edits.strongContainer(site(program, making), 'Map').map((offer) => applied(text, offer))).toEqual([after]);
  });

  it.each([
    ['new WeakMap()', 'const m: WeakMap<string, T> = new WeakMap();', 'const m: Map<string, T> = new Map();'],
    ['WeakMap<string, T>', 'const m: WeakMap<string, T> = new WeakMap();', 'const m: Map<string, T> = new Map();'],
    ['new WeakMap()', 'class A { #m = new WeakMap(); }', 'class A { #m = new Map(); }'],
    ['WeakMap<string, T>', 'class A { #m: WeakMap<string, T>; constructor() { this.#m = new WeakMap(); } }', 'class A { #m: Map<string, T>; constructor() { this.#m = new Map(); } }'],
    ['WeakMap<string, T>', 'function f(m: WeakMap<string, T> = new WeakMap()) {}', 'function f(m: Map<string, T> = new Map()) {}'],
    ['new WeakMap()', 'let m: WeakMap<object, T> | undefined; m = new WeakMap(); m = undefined;', 'let m: Map<object, T> | undefined; m = new Map(); m = undefined;'],
  ])('%s becomes strong where it is declared and where it is made: %s', (making, text, after) => {
    const program = parsed(text);
    expect(program.frontEnd.edits.strongContainer(site(program, making), 'Map').map((offer) => applied(text, offer))).toEqual([after]);
  });

  it.each([
    ['WeakMap<string, T>', 'const m: WeakMap<string, T> = make();'],
    ['new WeakMap()', 'const m: Cache = new WeakMap();'],
    ['WeakMap<string, T>', 'interface A { m: WeakMap<string, T> }'],
    ['WeakMap<string, T>', 'class A { m: WeakMap<string, T>; constructor(m) { this.m = m; } }'],
  ])('%s stays where the other part cannot follow: %s', (making, text) => {
    const program = parsed(text);
    expect(program.frontEnd.edits.strongContainer(site(program, making), 'Map')).toEqual([]);
  });

  it('holds no regular expression, which is an object', () => {
    const program = parsed('const r = new WeakRef(/x/);');
    expect(program.frontEnd.edits.holdStrongly(site(program, 'new WeakRef(/x/)'), site(program, '/x/'))).toEqual([]);
  });

  it('does not take a name that means something else', () => {
    const program = parsed("import { Map } from 'immutable';\nconst m = new WeakMap();");
    expect(program.frontEnd.edits.strongContainer(site(program, 'new WeakMap()'), 'Map')).toEqual([]);
  });

  it('makes a symbol of its own', () => {
    const text = "m.set(Symbol.for('x'), 1);";
    const program = parsed(text);
    expect(program.frontEnd.edits.unregisteredSymbol(site(program, "Symbol.for('x')")).map((offer) => applied(text, offer))).toEqual(["m.set(Symbol('x'), 1);"]);
  });

  it.each([
    ['() => this.file.close()', 'this.file.close.bind(this.file)'],
    ['() => { free(this.ptr, 1); }', 'free.bind(undefined, this.ptr, 1)'],
    ['() => lib.free(this.ptr)', 'lib.free.bind(lib, this.ptr)'],
  ])('releases the target of %s', (holder, after) => {
    const text = `registry.register(this, ${holder}, this);`;
    const program = parsed(text);
    const request = { registration: site(program, text.slice(0, -1)), target: site(program, 'this'), holder: site(program, holder) };
    expect(program.frontEnd.edits.releaseTarget(request).map((offer) => applied(text, offer))).toEqual([`registry.register(this, ${after}, this);`]);
  });

  const holding = (holder: string, close: string, rest = ''): string =>
    `class A {\n  constructor() {\n    this.file = open();\n    registry.register(this, ${holder});\n${rest}  }\n  close() { ${close} }\n}`;

  function releasedIn(text: string, holder: string): readonly string[] {
    const program = parsed(text);
    const request = { registration: site(program, `registry.register(this, ${holder})`), target: site(program, 'this', 1), holder: site(program, holder) };
    return program.frontEnd.edits.releaseTarget(request).map((offer) => applied(text, offer));
  }

  it.each(['this.close.bind(this)', '() => this.close()'])('reads a method that makes one call: %s', (holder) => {
    const text = holding(holder, 'this.file.close(1);');
    expect(releasedIn(text, holder)).toEqual([text.replace(holder, 'this.file.close.bind(this.file, 1)')]);
  });

  it.each([
    ['does more', holding('this.close.bind(this)', 'this.file.close(); done();')],
    ['calls itself', holding('this.close.bind(this)', 'this.stop();')],
    ['reads what is not there yet', holding('this.close.bind(this)', 'this.file.close();', '    this.file = wrap(this.file);\n')],
    ['uses names of its own', holding('this.close.bind(this)', 'release(this.file);')],
    ['is replaced', holding('this.close.bind(this)', 'this.file.close();', '    this.close = other;\n')],
  ])('cannot release the target of a method that %s', (_name, text) => {
    expect(releasedIn(text, 'this.close.bind(this)')).toEqual([]);
  });

  it.each(['() => this.close()', '() => f(this)', '() => { a(); this.b.c(); }', 'this', '() => this.a[this.b].c()', '() => this.a?.c()', '(x) => this.a.c(x)'])('cannot release the target of %s', (holder) => {
    const text = `registry.register(this, ${holder});`;
    const program = parsed(text);
    const request = { registration: site(program, text.slice(0, -1)), target: site(program, 'this', 0), holder: site(program, holder, holder === 'this' ? 1 : 0) };
    expect(program.frontEnd.edits.releaseTarget(request)).toEqual([]);
  });
});
