import { beforeAll, describe, expect, it } from 'vitest';
import { loadPython } from '../support/python-parser.ts';
import { graphOf } from '../support/python-program.ts';

beforeAll(loadPython);

describe('assignment', () => {
  it('members and items', () => {
    expect(graphOf(`
a.b = c[d] = e
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free e
      %1 = read free a
      %1.b = %0
      %2 = read free c
      %3 = read free d
      %2[%3] = %0
      clear
      exit end"
`);
  });

  it('a written-out tuple goes to its targets directly', () => {
    expect(graphOf(`
a, b = r(), s
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free r
      %1 = call %0()
      <value> = %1
      %2 = read free s
      %3 = read <value>
      unbind <value>
      a = %3
      b = %2
      clear
      exit end"
`);
  });

  it('unpacking', () => {
    expect(graphOf(`
a, *b = r()
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free r
      %1 = call %0()
      use %1 iterate
      %2 = element of %1
      a = %2
      %3 = list [spread %1]
      b = %3
      clear
      exit end"
`);
  });

  it('augmented', () => {
    expect(graphOf(`
a.b += c
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free a
      %1 = %0.b
      %2 = read free c
      use %1 operate
      use %2 operate
      %0.b = %3
      clear
      exit end"
`);
  });

  it('annotated', () => {
    expect(graphOf(`
r: "weakref.ref[Node] | None" = None
`)).toMatchInlineSnapshot(`
  "module
    0:
      annotation weakref.ref[Node]?
      %0 = constant none
      r: weakref.ref[Node]? = %0
      clear
      exit end"
`);
  });

  it('a bare declaration types the writes that follow', () => {
    expect(graphOf(`
def f():
    r: Optional[ref]
    r = g()
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f captures free g
      f = %0
      clear
      exit end
    function f()
      0:
        annotation ref?
        clear
        %0 = read free g
        %1 = call %0()
        r: ref? = %1
        clear
        exit end"
`);
  });

  it('del', () => {
    expect(graphOf(`
del a, b.c, d[0]
`)).toMatchInlineSnapshot(`
  "module
    0:
      unbind a
      %0 = read free b
      use %0 member
      %1 = read free d
      %2 = constant int "0"
      remove %1[%2]
      clear
      exit end"
`);
  });
});

describe('imports', () => {
  it('names and aliases', () => {
    expect(graphOf(`
import a.b, a.b as c
from weakref import ref as r
from . import x
from .m import y
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = import a
      a = %0
      %1 = import a.b
      c = %1
      clear
      %2 = import weakref.ref
      r = %2
      clear
      %3 = import .x
      x = %3
      clear
      %4 = import .m.y
      y = %4
      clear
      exit end"
`);
  });

  it('a star from a weak module', () => {
    expect(graphOf(`
from _weakref import *
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = import _weakref.ref
      ref = %0
      %1 = import _weakref.ReferenceType
      ReferenceType = %1
      %2 = import _weakref.proxy
      proxy = %2
      clear
      exit end"
`);
  });
});

describe('loops', () => {
  it('for with else, break and continue', () => {
    expect(graphOf(`
for x in r():
    if x: break
    continue
else:
    y
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free r
      %1 = call %0()
      use %1 iterate
      <iterator> = %1
      clear
      -> 2
    2:
      branch unknown ? 3 : 4
    3:
      %2 = read <iterator>
      %3 = element of %2
      x = %3
      clear
      %4 = read x
      branch truthy %4 ? 7 : 8
    4:
      %5 = read free y
      discard %5
      clear
      -> 5
    5:
      unbind <iterator>
      clear
      exit end
    6:
      clear
      -> 2
    7:
      clear
      -> 5
    8:
      clear
      -> 6"
`);
  });

  it('while True has no way past the test', () => {
    expect(graphOf(`
while True:
    if r(): break
`)).toMatchInlineSnapshot(`
  "module
    0:
      -> 2
    2:
      -> 3
    3:
      clear
      %0 = read free r
      %1 = call %0()
      branch truthy %1 ? 7 : 8
    5:
      clear
      exit end
    6:
      clear
      -> 2
    7:
      clear
      -> 5
    8:
      clear
      -> 6"
`);
  });

  it('async for suspends', () => {
    expect(graphOf(`
async def f():
    async for x in y: pass
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f captures free y
      f = %0
      clear
      exit end
    async function f()
      0:
        %0 = read free y
        use %0 iterate
        <iterator> = %0
        clear
        -> 2
      2:
        suspend await
        branch unknown ? 3 : 4
      3:
        %1 = read <iterator>
        %2 = element of %1
        x = %2
        clear
        clear
        -> 2
      4:
        -> 5
      5:
        unbind <iterator>
        clear
        exit end"
`);
  });
});

describe('leaving', () => {
  it('return and raise', () => {
    expect(graphOf(`
def f():
    if a: return r()
    raise E from r()
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f captures free a, free r, free E
      f = %0
      clear
      exit end
    function f()
      0:
        %0 = read free a
        branch truthy %0 ? 3 : 4
      1:
        exit return
      2:
        clear
        %3 = read free E
        %4 = read free r
        %5 = call %4()
        use %3 raise
        escape %3 element
        exit raise
      3:
        clear
        %1 = read free r
        %2 = call %1()
        escape %2 return
        -> 1
      4:
        clear
        -> 2"
`);
  });

  it('assert', () => {
    expect(graphOf(`
assert o is not None, msg
o.x
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free o
      %1 = constant none
      branch absent %0 ? 3 : 2
    2:
      clear
      %3 = read free o
      %4 = %3.x
      discard %4
      clear
      exit end
    3:
      %2 = read free msg
      exit raise"
`);
  });

  it('unittest assertions', () => {
    expect(graphOf(`
self.assertIsNotNone(o)
self.assertTrue(o.x)
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free self
      %1 = %0.assertIsNotNone
      %2 = read free o
      branch absent %2 ? 3 : 2
    2:
      clear
      %3 = read free self
      %4 = %3.assertTrue
      %5 = read free o
      %6 = %5.x
      branch truthy %6 ? 4 : 5
    3:
      exit raise
    4:
      clear
      exit end
    5:
      exit raise"
`);
  });
});

describe('exceptions', () => {
  it('handlers, else and finally', () => {
    expect(graphOf(`
try:
    a
except (A, m.B) as e:
    b
else:
    c
finally:
    d
`)).toMatchInlineSnapshot(`
  "module
    0:
      -> 4
    2:
      clear
      exit end
    3:
      -> 14
    4: on error -> 3 []
      -> 7
    5: on error -> 3 []
      choose 10 | 11
    6: on error -> 3 []
      -> 12
    7: on error -> 5 [A B]
      %0 = read free a
      discard %0
      clear
      -> 8
    8: on error -> 3 []
      -> 9
    9: on error -> 3 []
      %1 = read free c
      discard %1
      clear
      -> 6
    10: on error -> 3 []
      %2 = read free A
      %3 = read free m
      %4 = %3.B
      %5 = tuple [%2, %4]
      e = %6
      clear
      %7 = read free b
      discard %7
      clear
      unbind e
      -> 6
    11: on error -> 3 []
      -> 3
    12:
      %8 = read free d
      discard %8
      clear
      -> 2
    13:
      exit raise
    14:
      %9 = read free d
      discard %9
      clear
      -> 13"
`);
  });

  it('what is raised again is not guarded', () => {
    expect(graphOf(`
try:
    a
except Exception:
    log()
    raise
`)).toMatchInlineSnapshot(`
  "module
    0:
      -> 4
    2:
      choose 7 | 8
    3:
      clear
      exit end
    4: on error -> 2 [nothing]
      %0 = read free a
      discard %0
      clear
      -> 5
    5:
      -> 6
    6:
      -> 3
    7:
      %1 = read free Exception
      clear
      %2 = read free log
      %3 = call %2()
      discard %3
      clear
      exit raise
    8:
      exit raise"
`);
  });

  it('a variable of exceptions may be all', () => {
    expect(graphOf(`
try:
    a
except ERRORS_TO_IGNORE:
    pass
`)).toMatchInlineSnapshot(`
  "module
    0:
      -> 4
    2:
      choose 7
    3:
      clear
      exit end
    4: on error -> 2 [everything]
      %0 = read free a
      discard %0
      clear
      -> 5
    5:
      -> 6
    6:
      -> 3
    7:
      %1 = read free ERRORS_TO_IGNORE
      clear
      clear
      -> 3"
`);
  });

  it('suppress', () => {
    expect(graphOf(`
with suppress(AttributeError, KeyError):
    a
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free suppress
      %1 = read free AttributeError
      %2 = read free KeyError
      %3 = call %0(%1, %2)
      use %3 enter
      <context> = %3
      -> 4
    2:
      choose 7 | 8
    3:
      unbind <context>
      clear
      exit end
    4: on error -> 2 [AttributeError KeyError]
      clear
      %4 = read free a
      discard %4
      clear
      -> 5
    5:
      -> 6
    6:
      -> 3
    7:
      -> 3
    8:
      exit raise"
`);
  });

  it('expected by a test', () => {
    expect(graphOf(`
with pytest.raises(TypeError) as e, self.assertRaises(Exception):
    a
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free pytest
      %1 = %0.raises
      %2 = read free TypeError
      %3 = call %1 on %0(%2)
      use %3 enter
      <context> = %3
      e = %4
      -> 4
    2:
      choose 13 | 14
    3:
      unbind <context>
      clear
      exit end
    4: on error -> 2 [TypeError]
      %5 = read free self
      %6 = %5.assertRaises
      %7 = read free Exception
      %8 = call %6 on %5(%7)
      use %8 enter
      <context>~2 = %8
      -> 7
    5: on error -> 2 [TypeError]
      choose 10
    6: on error -> 2 [TypeError]
      unbind <context>~2
      -> 11
    7: on error -> 5 [everything in TypeError]
      clear
      %9 = read free a
      discard %9
      clear
      -> 8
    8: on error -> 2 [TypeError]
      -> 9
    9: on error -> 2 [TypeError]
      -> 6
    10: on error -> 2 [TypeError]
      -> 6
    11:
      -> 12
    12:
      -> 3
    13:
      -> 3
    14:
      exit raise"
`);
  });
});

describe('with', () => {
  it('enters the context and keeps it', () => {
    expect(graphOf(`
with r() as x:
    x.y
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free r
      %1 = call %0()
      use %1 enter
      <context> = %1
      x = %2
      clear
      %3 = read x
      %4 = %3.y
      discard %4
      clear
      unbind <context>
      clear
      exit end"
`);
  });

  it('async with suspends twice', () => {
    expect(graphOf(`
async def f():
    async with a as b: pass
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = closure f captures free a
      f = %0
      clear
      exit end
    async function f()
      0:
        %0 = read free a
        use %0 enter
        <context> = %0
        suspend await
        b = %1
        clear
        clear
        suspend await
        unbind <context>
        clear
        exit end"
`);
  });
});

describe('match', () => {
  it('None first', () => {
    expect(graphOf(`
match r():
    case None: pass
    case x: x.y
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free r
      %1 = call %0()
      <subject> = %1
      %2 = read <subject>
      branch absent %2 ? 4 : 3
    2:
      unbind <subject>
      clear
      exit end
    3:
      clear
      %3 = read <subject>
      x = %3
      clear
      unbind <subject>
      %4 = read x
      %5 = %4.y
      discard %5
      clear
      -> 2
    4:
      clear
      unbind <subject>
      clear
      -> 2"
`);
  });

  it('class, sequence, mapping, alternatives, guard', () => {
    expect(graphOf(`
match o:
    case C(a, b=1) | {"k": v, **w} if v: x
    case [p, *q]: y
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free o
      <subject> = %0
      %1 = read <subject>
      %2 = read free C
      branch matches %1 ? 6 : 5
    2:
      unbind <subject>
      clear
      exit end
    3:
      clear
      %11 = read <subject>
      branch matches %11 ? 11 : 10
    4:
      %9 = read v
      branch truthy %9 ? 9 : 3
    5:
      branch matches %1 ? 8 : 3
    6:
      %3 = element of %1
      a = %3
      %4 = %1.b
      %5 = constant int "1"
      branch matches %4 ? 7 : 5
    7:
      -> 4
    8:
      %6 = constant str "k"
      %7 = element of %1
      v = %7
      %8 = typed dict
      w = %8
      -> 4
    9:
      clear
      unbind <subject>
      %10 = read free x
      discard %10
      clear
      -> 2
    10:
      clear
      -> 2
    11:
      %12 = element of %11
      p = %12
      %13 = typed list
      q = %13
      clear
      unbind <subject>
      %14 = read free y
      discard %14
      clear
      -> 2"
`);
  });
});

describe('definitions', () => {
  it('functions with defaults and decorators', () => {
    expect(graphOf(`
@deco
def f(a, /, b: int = d, *c, k=e, **w) -> ref[X]:
    pass
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free deco
      %1 = read free d
      %2 = read free e
      %3 = closure f defaults %1, %2
      %4 = call %0(%3)
      f = %4
      clear
      exit end
    function f(a, b: int, *c, k, **w)
      0:
        annotation int
        annotation ref[X]
        clear
        exit end"
`);
  });

  it('classes', () => {
    expect(graphOf(`
@deco
class A(B, metaclass=M):
    __slots__ = ("a",)
    x: ClassVar[int]
    @property
    def p(self): return self._r()
    @p.setter
    def p(self, v): pass
    @staticmethod
    def s(): pass
    def __new__(cls): pass
    @other
    def o(self): pass
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free deco
      <decorator> = %0
      %1 = read free B
      <base> = %1
      %2 = read free M
      <option> = %2
      clear
      %3 = constant str "a"
      %4 = tuple [%3]
      __slots__ = %4
      clear
      annotation int
      clear
      %5 = read free property
      p = %6
      clear
      %7 = read p
      %8 = %7.setter
      p = %9
      clear
      %10 = read free staticmethod
      s = %11
      clear
      __new__ = %12
      clear
      %13 = read free other
      o = %14
      clear
      %15 = read __slots__
      %17 = read <base>
      %18 = read <option>
      %19 = read <decorator>
      %16 = class A
      A = %16
      clear
      exit end
    class A(%17)
      field __slots__ = %15
      field static x: int
      instance getter p
        function p(self)
          0:
            %0 = read self
            %1 = %0._r
            %2 = call %1 on %0()
            escape %2 return
            -> 1
          1:
            exit return
      instance setter p
        function p(self, v)
          0:
            clear
            exit end
      static method s
        function s()
          0:
            clear
            exit end
      static method __new__
        function __new__(cls)
          0:
            clear
            exit end
      instance method decorated o
        function o(self)
          0:
            clear
            exit end"
`);
  });
});

describe('broken code', () => {
  it('keeps what was understood', () => {
    expect(graphOf(`
x = (r()
y.z
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free x
      discard %0
      clear
      %1 = read free r
      %2 = call %1()
      %3 = %2.z
      discard %4
      clear
      clear
      exit end"
`);
  });

  it('Python 2', () => {
    expect(graphOf(`
print "a", r().x
exec "b"
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free print
      %1 = constant str "a"
      %2 = read free r
      %3 = call %2()
      %4 = %3.x
      %5 = call %0(%1, %4)
      discard %5
      clear
      %6 = read free exec
      %7 = constant str "b"
      %8 = call %6(%7)
      discard %8
      clear
      exit end"
`);
  });
});
