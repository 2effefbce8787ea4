import { beforeAll, describe, expect, it } from 'vitest';
import { loadPython } from '../support/python-parser.ts';
import { graphOf } from '../support/python-program.ts';

beforeAll(loadPython);

describe('values', () => {
  it('constants and displays', () => {
    expect(graphOf(`
x = [1, "a", None, *xs]
y = {"k": v, **z}
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = constant int "1"
      %1 = constant str "a"
      %2 = constant none
      %3 = read free xs
      use %3 iterate
      %4 = list [%0, %1, %2, spread %3]
      x = %4
      clear
      %5 = constant str "k"
      %6 = read free v
      %7 = read free z
      use %7 iterate
      %8 = dict [key %5, value k: %6, spread %7]
      y = %8
      clear
      exit end"
`);
  });

  it('members, items and calls in order', () => {
    expect(graphOf(`
a.b(c, *d, k=e)[f]
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free a
      %1 = %0.b
      %2 = read free c
      %3 = read free d
      use %3 iterate
      %4 = read free e
      %5 = call %1 on %0(%2, *%3, k=%4)
      %6 = read free f
      %7 = %5[%6]
      discard %7
      clear
      exit end"
`);
  });

  it('arithmetic uses both sides', () => {
    expect(graphOf(`
a + b * 2
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free a
      %1 = read free b
      %2 = constant int "2"
      use %1 operate
      use %0 operate
      discard %4
      clear
      exit end"
`);
  });

  it('formatting into a string uses nothing', () => {
    expect(graphOf(`
"%s" % r()
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = constant str "%s"
      %1 = read free r
      %2 = call %1()
      %3 = typed str
      discard %3
      clear
      exit end"
`);
  });

  it('f-strings are strings', () => {
    expect(graphOf(`
x = f"{r()!r:>{w}}"
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free r
      %1 = call %0()
      %2 = constant str ">"
      %3 = read free w
      %4 = typed str
      %5 = typed str
      %6 = typed str
      %7 = typed str
      x = %7
      clear
      exit end"
`);
  });

  it('`X | None` is no arithmetic', () => {
    expect(graphOf(`
T = A | None
`)).toMatchInlineSnapshot(`
  "module
    0:
      annotation A?
      T~2: A? = %0
      %1 = read free A
      %2 = constant none
      T = %3
      clear
      exit end"
`);
  });

  it('a cast is a claim', () => {
    expect(graphOf(`
cast(Node, r()).x
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free cast
      %1 = read free Node
      %2 = read free r
      %3 = call %2()
      %4 = cast %3
      %5 = %4.x
      discard %5
      clear
      exit end"
`);
  });

  it('a walrus binds', () => {
    expect(graphOf(`
f(o := r())
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free f
      %1 = read free r
      %2 = call %1()
      o = %2
      %3 = call %0(%2)
      discard %3
      clear
      exit end"
`);
  });
});

describe('branches of values', () => {
  it('and', () => {
    expect(graphOf(`
x = r() and r().y
`)).toMatchInlineSnapshot(`
  "module
    0:
      %1 = read free r
      %2 = call %1()
      %0 = %2
      branch truthy %2 ? 3 : 2
    2:
      x = %0
      clear
      exit end
    3:
      %3 = read free r
      %4 = call %3()
      %5 = %4.y
      %0 = %5
      -> 2"
`);
  });

  it('or keeps the value that decides', () => {
    expect(graphOf(`
x = r() or d
`)).toMatchInlineSnapshot(`
  "module
    0:
      %1 = read free r
      %2 = call %1()
      %0 = %2
      branch truthy %2 ? 2 : 3
    2:
      x = %0
      clear
      exit end
    3:
      %3 = read free d
      %0 = %3
      -> 2"
`);
  });

  it('a bare test in and is a bool', () => {
    expect(graphOf(`
x = o is not None and o.y
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = typed bool
      %1 = read free o
      %2 = constant none
      branch absent %1 ? 2 : 3
    2:
      x = %0
      clear
      exit end
    3:
      %3 = read free o
      %4 = %3.y
      %0 = %4
      -> 2"
`);
  });

  it('conditional expression', () => {
    expect(graphOf(`
x = o.y if o else d
`)).toMatchInlineSnapshot(`
  "module
    0:
      %1 = read free o
      branch truthy %1 ? 2 : 3
    2:
      %2 = read free o
      %3 = %2.y
      %0 = %3
      -> 4
    3:
      %4 = read free d
      %0 = %4
      -> 4
    4:
      x = %0
      clear
      exit end"
`);
  });

  it('an atomic test as a value', () => {
    expect(graphOf(`
alive = r() is not None
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free r
      %1 = call %0()
      %2 = constant none
      %3 = not absent %1
      alive = %3
      clear
      exit end"
`);
  });

  it('not', () => {
    expect(graphOf(`
gone = not o
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free o
      %1 = not truthy %0
      gone = %1
      clear
      exit end"
`);
  });

  it('chained comparison', () => {
    expect(graphOf(`
ok = a < b < c
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free a
      %1 = read free b
      use %0 operate
      use %1 operate
      branch unknown ? 3 : 2
    2:
      %3 = typed bool
      ok = %3
      clear
      exit end
    3:
      %2 = read free c
      use %1 operate
      use %2 operate
      branch unknown ? 2 : 2"
`);
  });

  it('isinstance', () => {
    expect(graphOf(`
ok = isinstance(o, C)
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free isinstance
      %1 = read free o
      %2 = read free C
      %3 = call %0(%1, %2)
      use %2 operate
      %4 = matches %1
      ok = %4
      clear
      exit end"
`);
  });
});

describe('suspensions', () => {
  it('await', () => {
    expect(graphOf(`
async def f():
    await r()
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f captures free r
      f = %0
      clear
      exit end
    async function f()
      0:
        %0 = read free r
        %1 = call %0()
        use %1 await
        suspend await
        %2 = %1
        discard %2
        clear
        exit end"
`);
  });

  it('yield and yield from', () => {
    expect(graphOf(`
def f():
    x = yield o
    yield from r()
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f captures free o, free r
      f = %0
      clear
      exit end
    generator function f()
      0:
        %0 = read free o
        escape %0 yield
        suspend yield
        x = %1
        clear
        %2 = read free r
        %3 = call %2()
        use %3 iterate
        suspend yield
        discard %4
        clear
        exit end"
`);
  });
});

describe('comprehensions', () => {
  it('a list grows in a loop', () => {
    expect(graphOf(`
xs = [o.x for r in refs if (o := r()) is not None]
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = list []
      %1 = read free refs
      use %1 iterate
      <iterator> = %1
      -> 2
    2:
      branch unknown ? 3 : 4
    3:
      %2 = read <iterator>
      %3 = element of %2
      r = %3
      %4 = read r
      %5 = call %4()
      o = %5
      %6 = constant none
      branch absent %5 ? 2 : 5
    4:
      unbind <iterator>
      xs = %0
      clear
      exit end
    5:
      %7 = read o
      %8 = %7.x
      %0 = list [%8]
      -> 2"
`);
  });

  it('nested generators, a dict', () => {
    expect(graphOf(`
d = {k: v for a in b for k, v in a}
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = dict []
      %1 = read free b
      use %1 iterate
      <iterator> = %1
      -> 2
    2:
      branch unknown ? 3 : 4
    3:
      %2 = read <iterator>
      %3 = element of %2
      a = %3
      %4 = read a
      use %4 iterate
      <iterator>~2 = %4
      -> 5
    4:
      unbind <iterator>
      d = %0
      clear
      exit end
    5:
      branch unknown ? 6 : 7
    6:
      %5 = read <iterator>~2
      %6 = element of %5
      %7 = element of %6
      k = %7
      %8 = element of %6
      v = %8
      %9 = read k
      %10 = read v
      %0 = dict [key %9, value %10]
      -> 5
    7:
      unbind <iterator>~2
      -> 2"
`);
  });

  it('async', () => {
    expect(graphOf(`
async def f():
    return {x async for x in y}
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f captures free y
      f = %0
      clear
      exit end
    async function f()
      0:
        %0 = set []
        %1 = read free y
        use %1 iterate
        <iterator> = %1
        -> 2
      1:
        exit return
      2:
        suspend await
        branch unknown ? 3 : 4
      3:
        %2 = read <iterator>
        %3 = element of %2
        x = %3
        %4 = read x
        %0 = set [%4]
        -> 2
      4:
        unbind <iterator>
        escape %0 return
        -> 1"
`);
  });
});
