import { beforeAll, describe, expect, it } from 'vitest';
import { loadPython } from '../support/python-parser.ts';
import { graphOf } from '../support/python-program.ts';

beforeAll(loadPython);

describe('names', () => {
  it('assigned anywhere makes local', () => {
    expect(graphOf(`
def f():
    a
    a = 1
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f
      f = %0
      clear
      exit end
    function f()
      0:
        %0 = read a
        discard %0
        clear
        %1 = constant int "1"
        a = %1
        clear
        exit end"
`);
  });

  it('global and nonlocal are free', () => {
    expect(graphOf(`
def f():
    x = 1
    def g():
        nonlocal x
        global y
        x = y = 2
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f captures free y
      f = %0
      clear
      exit end
    function f()
      0:
        %0 = constant int "1"
        x = %0
        clear
        %1 = closure g captures x, free y
        g = %1
        clear
        exit end
      function g()
        0:
          clear
          clear
          %0 = constant int "2"
          free x = %0
          free y = %0
          clear
          exit end"
`);
  });

  it('global skips functions between', () => {
    expect(graphOf(`
x = 0
def f():
    x = 1
    def g():
        global x
        return x
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = constant int "0"
      x = %0
      clear
      %1 = closure f captures x
      f = %1
      clear
      exit end
    function f()
      0:
        %0 = constant int "1"
        x = %0
        clear
        %1 = closure g captures free x
        g = %1
        clear
        exit end
      function g()
        0:
          clear
          %0 = read free x
          escape %0 return
          -> 1
        1:
          exit return"
`);
  });

  it('methods do not see the class body', () => {
    expect(graphOf(`
a = 1
class C:
    a = 2
    b = a
    def f(self): return a
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = constant int "1"
      a = %0
      clear
      clear
      %1 = constant int "2"
      a~2 = %1
      clear
      %2 = read a~2
      b = %2
      clear
      f = %3
      clear
      %4 = read a~2
      %5 = read b
      %6 = class C
      C = %6
      clear
      exit end
    class C()
      field a = %4
      field b = %5
      instance method f captures a
        function f(self)
          0:
            %0 = read free a
            escape %0 return
            -> 1
          1:
            exit return"
`);
  });

  it('before it is bound, a class-level name is the outer one', () => {
    expect(graphOf(`
a = 1
class C:
    a = a
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = constant int "1"
      a = %0
      clear
      clear
      %1 = read a
      a~2 = %1
      clear
      %2 = read a~2
      %3 = class C
      C = %3
      clear
      exit end
    class C()
      field a = %2"
`);
  });

  it('comprehension targets are their own', () => {
    expect(graphOf(`
x = 1
y = [x for x in x]
z = x
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = constant int "1"
      x = %0
      clear
      %1 = list []
      %2 = read x
      use %2 iterate
      <iterator> = %2
      -> 2
    2:
      branch unknown ? 3 : 4
    3:
      %3 = read <iterator>
      %4 = element of %3
      x~2 = %4
      %5 = read x~2
      %1 = list [%5]
      -> 2
    4:
      unbind <iterator>
      y = %1
      clear
      %6 = read x
      z = %6
      clear
      exit end"
`);
  });

  it('a comprehension does not see the class body, but its first iterable does', () => {
    expect(graphOf(`
class C:
    a = 1
    b = [a for _ in a]
`)).toMatchInlineSnapshot(`
  "module
    0:
      clear
      %0 = constant int "1"
      a = %0
      clear
      %1 = list []
      %2 = read a
      use %2 iterate
      <iterator> = %2
      -> 2
    2:
      branch unknown ? 3 : 4
    3:
      %3 = read <iterator>
      %4 = element of %3
      _ = %4
      %5 = read free a
      %1 = list [%5]
      -> 2
    4:
      unbind <iterator>
      b = %1
      clear
      %6 = read a
      %7 = read b
      %8 = class C
      C = %8
      clear
      exit end
    class C()
      field a = %6
      field b = %7"
`);
  });

  it('a walrus in a comprehension binds around it', () => {
    expect(graphOf(`
def f():
    any((y := x) for x in z)
    return y
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f captures free any, free z
      f = %0
      clear
      exit end
    function f()
      0:
        %0 = read free any
        %1 = generator []
        %2 = read free z
        use %2 iterate
        <iterator> = %2
        -> 2
      1:
        exit return
      2:
        branch unknown ? 3 : 4
      3:
        %3 = read <iterator>
        %4 = element of %3
        x = %4
        %5 = read x
        y = %5
        %1 = generator [%5]
        -> 2
      4:
        unbind <iterator>
        %6 = call %0(%1)
        discard %6
        clear
        %7 = read y
        escape %7 return
        -> 1"
`);
  });

  it('except unbinds its name', () => {
    expect(graphOf(`
try: a
except E as e: e
`)).toMatchInlineSnapshot(`
  "module
    0:
      -> 4
    2:
      choose 7 | 8
    3:
      clear
      exit end
    4: on error -> 2 [E]
      %0 = read free a
      discard %0
      clear
      -> 5
    5:
      -> 6
    6:
      -> 3
    7:
      %1 = read free E
      e = %2
      clear
      %3 = read e
      discard %3
      clear
      unbind e
      -> 3
    8:
      exit raise"
`);
  });

  it('match captures', () => {
    expect(graphOf(`
def f(a):
    match a:
        case {"k": v, **w}: return v, w
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f
      f = %0
      clear
      exit end
    function f(a)
      0:
        %0 = read a
        <subject> = %0
        %1 = read <subject>
        branch matches %1 ? 4 : 3
      1:
        exit return
      2:
        unbind <subject>
        clear
        exit end
      3:
        clear
        -> 2
      4:
        %2 = constant str "k"
        %3 = element of %1
        v = %3
        %4 = typed dict
        w = %4
        clear
        unbind <subject>
        %5 = read v
        %6 = read w
        %7 = tuple [%5, %6]
        escape %7 return
        -> 1"
`);
  });

  it('type parameters', () => {
    expect(graphOf(`
class A[T](B[T]):
    x = T
def f[S](): return S
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free B
      %1 = read T
      <base> = %0
      clear
      %2 = read T
      x = %2
      clear
      %3 = read x
      %5 = read <base>
      %4 = class A
      A = %4
      clear
      %6 = closure f
      f = %6
      clear
      exit end
    function f()
      0:
        %0 = read S
        escape %0 return
        -> 1
      1:
        exit return
    class A(%5)
      field x = %3"
`);
  });

  it('lambda parameters and defaults', () => {
    expect(graphOf(`
def f(a):
    return lambda b=a: (a, b)
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f
      f = %0
      clear
      exit end
    function f(a)
      0:
        %0 = read a
        %1 = closure <anonymous> captures a defaults %0
        escape %1 return
        -> 1
      1:
        exit return
      function <anonymous>(b)
        0:
          %0 = read free a
          %1 = read b
          %2 = tuple [%0, %1]
          escape %2 return
          -> 1
        1:
          exit return"
`);
  });

  it('imports are local', () => {
    expect(graphOf(`
def f():
    import weakref
    return lambda: weakref
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f
      f = %0
      clear
      exit end
    function f()
      0:
        %0 = import weakref
        weakref = %0
        clear
        %1 = closure <anonymous> captures weakref
        escape %1 return
        -> 1
      1:
        exit return
      function <anonymous>()
        0:
          %0 = read free weakref
          escape %0 return
          -> 1
        1:
          exit return"
`);
  });
});
