import { describe, expect, it } from 'vitest';
import { printed } from './program.ts';

describe('lowering of expressions', () => {
  it('a deref through a member', () => {
    expect(printed('this.ref.deref().name')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free this
          %1 = %0.ref
          %2 = %1.deref
          %3 = call %2 on %1()
          %4 = %3.name
          discard %4
          clear
          exit end"
    `);
  });

  it('an optional chain stops as a whole', () => {
    expect(printed('const n = a?.b.c(d)')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free a
          branch absent %0 ? 2 : 3
        2:
          %5 = %0
          -> 4
        3:
          %1 = %0.b
          %2 = %1.c
          %3 = read free d
          %4 = call %2 on %1(%3)
          %5 = %4
          -> 4
        4:
          n = %5
          clear
          exit end"
    `);
  });

  it('an optional call keeps its receiver', () => {
    expect(printed('a.b?.(c)')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free a
          %1 = %0.b
          branch absent %1 ? 2 : 3
        2:
          %4 = %1
          -> 4
        3:
          %2 = read free c
          %3 = call %1 on %0(%2)
          %4 = %3
          -> 4
        4:
          discard %4
          clear
          exit end"
    `);
  });

  it('the value of a logical expression', () => {
    expect(printed('x = (a ?? b) || c')).toMatchInlineSnapshot(`
      "module
        0:
          %2 = read free a
          branch absent %2 ? 6 : 7
        2:
          free x = %0
          clear
          exit end
        3:
          %4 = read free c
          %0 = %4
          -> 2
        4:
          %0 = %1
          -> 2
        5:
          branch truthy %1 ? 4 : 3
        6:
          %3 = read free b
          %1 = %3
          -> 5
        7:
          %1 = %2
          -> 5"
    `);
  });

  it('an outcome as a value', () => {
    expect(printed('const alive = x !== undefined, gone = !y')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free x
          %1 = not absent %0
          alive = %1
          %3 = read free y
          %2 = not truthy %3
          gone = %2
          clear
          exit end"
    `);
  });

  it('claims', () => {
    expect(printed('f(a!, b as T, c as any, d as T | undefined, <U>e)')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free f
          %1 = read free a
          %2 = certain %1
          %3 = read free b
          %4 = cast %3
          %5 = read free c
          %6 = read free d
          %7 = read free e
          %8 = cast %7
          %9 = call %0(%2, %4, %5, %6, %8)
          discard %9
          clear
          exit end"
    `);
  });

  it('logical assignment to a member', () => {
    expect(printed('a.b ??= c')).toMatchInlineSnapshot(`
      "module
        0:
          %1 = read free a
          %2 = %1.b
          %0 = %2
          branch absent %2 ? 3 : 2
        2:
          clear
          exit end
        3:
          %3 = read free c
          %1.b = %3
          %0 = %3
          -> 2"
    `);
  });

  it('await and yield', () => {
    expect(printed('async function* f() { const x = await a; yield x; yield* b; }')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = closure f captures free a, free b
          f = %0
          clear
          clear
          exit end
        async generator function f()
          0:
            %0 = read free a
            suspend await
            %1 = %0
            x = %1
            clear
            %2 = read x
            escape %2 yield
            suspend yield
            discard %3
            clear
            %4 = read free b
            use %4 iterate
            %5 = element of %4
            escape %5 yield
            suspend yield
            discard %6
            clear
            exit end"
    `);
  });

  it('imports, static and dynamic', () => {
    expect(printed("import a, { b as c } from 'm';\nimport * as n from './n.js';\nimport type { T } from 't';\nconst r = require('r').x;\nconst d = await import('d');")).toMatchInlineSnapshot(`
      "module
        0:
          %0 = import m.default
          a = %0
          %1 = import m.b
          c = %1
          clear
          %2 = import ./n.js
          n = %2
          clear
          %3 = import t.T
          T = %3
          clear
          clear
          clear
          clear
          %4 = import r
          %5 = %4.x
          r = %5
          clear
          %6 = import d
          suspend await
          %7 = %6
          d = %7
          clear
          exit end"
    `);
  });

  it('JSX holds its attributes and children', () => {
    expect(printed('<Foo a={x} {...p}>text{y}</Foo>', { jsx: true })).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free Foo
          %1 = read free x
          %2 = read free p
          %3 = read free y
          %4 = object [value a: %1, spread %2, %3]
          discard %4
          clear
          exit end"
    `);
  });
});

describe('lowering of conditions', () => {
  it('splits into atomic tests', () => {
    expect(printed('if (!(a === undefined) && b != null || typeof c === "object") d();')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free a
          branch absent %0 ? 5 : 6
        2:
          clear
          exit end
        3:
          clear
          %3 = read free d
          %4 = call %3()
          discard %4
          clear
          -> 2
        4:
          clear
          -> 2
        5:
          %2 = read free c
          branch matches %2 ? 3 : 4
        6:
          %1 = read free b
          branch absent %1 ? 5 : 3"
    `);
  });

  it('a chain that stops short decides the comparison', () => {
    expect(printed('if (a?.b === c) d();')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free a
          branch absent %0 ? 4 : 5
        2:
          clear
          exit end
        3:
          clear
          %3 = read free d
          %4 = call %3()
          discard %4
          clear
          -> 2
        4:
          clear
          -> 2
        5:
          %1 = %0.b
          %2 = read free c
          branch matches %1 ? 6 : 4
        6:
          branch matches %2 ? 3 : 4"
    `);
  });

  it('an assertion leaves by an exception', () => {
    expect(printed('assert(x); expect(y).not.toBeNull();')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free x
          branch truthy %0 ? 2 : 3
        2:
          clear
          %1 = read free y
          branch null %1 ? 5 : 4
        3:
          exit raise
        4:
          clear
          exit end
        5:
          exit raise"
    `);
  });

  it('while (true) has no way out but break', () => {
    expect(printed('while (true) { if (a) break; }')).toMatchInlineSnapshot(`
      "module
        0:
          -> 2
        2:
          -> 3
        3:
          clear
          %0 = read free a
          branch truthy %0 ? 6 : 7
        4:
          clear
          exit end
        5:
          clear
          clear
          -> 2
        6:
          clear
          -> 4
        7:
          clear
          -> 5"
    `);
  });
});

describe('lowering of statements', () => {
  it('destructuring uses the value', () => {
    expect(printed('const { a, b: [c = 1], ...d } = e;')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free e
          %1 = %0.a
          a = %1
          %2 = %0.b
          use %2 iterate
          %3 = element of %2
          branch absent %3 ? 2 : 3
        2:
          %5 = constant number "1"
          %4 = %5
          -> 4
        3:
          %4 = %3
          -> 4
        4:
          c = %4
          %6 = typed object
          d = %6
          clear
          exit end"
    `);
  });

  it('for-of iterates; the iterator outlives the statement', () => {
    expect(printed('for (const [k, v] of m) f(k);')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free m
          use %0 iterate
          <iterator> = %0
          clear
          -> 2
        2:
          branch unknown ? 3 : 4
        3:
          %1 = read <iterator>
          %2 = element of %1
          use %2 iterate
          %3 = element of %2
          k = %3
          %4 = element of %2
          v = %4
          clear
          %5 = read free f
          %6 = read k
          %7 = call %5(%6)
          discard %7
          clear
          -> 2
        4:
          unbind <iterator>
          clear
          exit end"
    `);
  });

  it('switch falls through', () => {
    expect(printed('switch (a) { case undefined: b(); case 1: c(); break; default: d(); }')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free a
          <subject> = %0
          clear
          %1 = read <subject>
          branch absent %1 ? 3 : 6
        2:
          unbind <subject>
          clear
          exit end
        3:
          unbind <subject>
          %4 = read free b
          %5 = call %4()
          discard %5
          clear
          -> 4
        4:
          unbind <subject>
          %6 = read free c
          %7 = call %6()
          discard %7
          clear
          -> 2
        5:
          unbind <subject>
          %8 = read free d
          %9 = call %8()
          discard %9
          clear
          -> 2
        6:
          clear
          %2 = read <subject>
          %3 = constant number "1"
          branch matches %2 ? 4 : 7
        7:
          clear
          -> 5"
    `);
  });

  it('finally runs on every way out, and sees the names of its own place', () => {
    expect(printed('function f(x) { try { const x = 1; return x; } catch { g(); } finally { h(x); } }')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = closure f captures free h, free g
          f = %0
          clear
          clear
          exit end
        function f(x)
          0:
            -> 4
          1:
            exit return
          2:
            clear
            exit end
          3:
            -> 14
          4: on error -> 3 []
            -> 7
          5: on error -> 3 []
            choose 11
          6: on error -> 3 []
            -> 12
          7: on error -> 5 [everything]
            %0 = constant number "1"
            x~2 = %0
            clear
            %1 = read x~2
            escape %1 return
            -> 8
          8:
            %2 = read free h
            %3 = read x
            %4 = call %2(%3)
            discard %4
            clear
            -> 1
          11: on error -> 3 []
            %5 = read free g
            %6 = call %5()
            discard %6
            clear
            -> 6
          12:
            %7 = read free h
            %8 = read x
            %9 = call %7(%8)
            discard %9
            clear
            -> 2
          13:
            exit raise
          14:
            %10 = read free h
            %11 = read x
            %12 = call %10(%11)
            discard %12
            clear
            -> 13"
    `);
  });

  it('a continue names its loop', () => {
    expect(printed('outer: for (;;) { for (const a of b) { continue outer; } }')).toMatchInlineSnapshot(`
      "module
        0:
          clear
          -> 2
        2:
          -> 3
        3:
          clear
          %0 = read free b
          use %0 iterate
          <iterator> = %0
          clear
          -> 6
        4:
          clear
          -> 2
        6:
          branch unknown ? 7 : 8
        7:
          %1 = read <iterator>
          %2 = element of %1
          a = %2
          clear
          -> 4
        8:
          unbind <iterator>
          clear
          clear
          -> 4"
    `);
  });
});

describe('lowering of functions and classes', () => {
  it('functions are hoisted, captures follow the scopes', () => {
    expect(printed('{ let x = 1; f(); function f() { return x + y; } }\nlet y;')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = closure f captures x, y
          f = %0
          clear
          %1 = constant number "1"
          x = %1
          clear
          %2 = read f
          %3 = call %2()
          discard %3
          clear
          clear
          clear
          %4 = constant none
          y = %4
          clear
          exit end
        function f()
          0:
            %0 = read free x
            %1 = read free y
            %2 = typed string or number
            escape %2 return
            -> 1
          1:
            exit return"
    `);
  });

  it('parameters: defaults, patterns, rest, types', () => {
    expect(printed('function f(a: WeakRef<T> | undefined, { b } = c, ...d) {}')).toMatchInlineSnapshot(`
      "module
        0:
          %0 = closure f captures free c
          f = %0
          clear
          clear
          exit end
        function f(a: WeakRef[T]?, <pattern>, *d)
          0:
            annotation WeakRef[T]?
            %0 = read <pattern>
            branch absent %0 ? 2 : 3
          2:
            %2 = read free c
            %1 = %2
            -> 4
          3:
            %1 = %0
            -> 4
          4:
            %3 = %1.b
            b = %3
            exit end"
    `);
  });

  it('a class: fields, private names, parameter properties, statics', () => {
    expect(
      printed(`class C extends B {
  #ref: WeakRef<T>;
  static all = new Set();
  on = () => this.#ref;
  constructor(private readonly owner: WeakRef<O>) { super(); }
  get node() { return this.#ref.deref(); }
  static { C.all.add(this); }
}`),
    ).toMatchInlineSnapshot(`
      "module
        0:
          %0 = read free B
          annotation WeakRef[T]
          annotation WeakRef[O]
          %1 = class C
          C = %1
          this = %1
          %2 = read this
          %3 = read free Set
          %4 = new %3()
          %2.all = %4
          %5 = read C
          %6 = %5.all
          %7 = %6.add
          %8 = read this
          %9 = call %7 on %6(%8)
          discard %9
          clear
          exit end
        class C(%0)
          field #ref: WeakRef[T]
          field static all
          field on
          field owner: WeakRef[O]
          instance method constructor
            function constructor(owner: WeakRef[O])
              0:
                annotation WeakRef[O]
                %0 = read this
                %1 = read owner
                %0.owner: WeakRef[O] = %1
                %3 = call %2()
                discard %3
                clear
                exit end
          instance getter node
            function node()
              0:
                %0 = read this
                %1 = %0.#ref
                %2 = %1.deref
                %3 = call %2 on %1()
                escape %3 return
                -> 1
              1:
                exit return
          instance method <fields>
            function <fields>()
              0:
                %0 = read this
                %1 = closure on captures this
                %0.on = %1
                exit end
              function on()
                0:
                  %0 = read free this
                  %1 = %0.#ref
                  escape %1 return
                  -> 1
                1:
                  exit return"
    `);
  });
});
