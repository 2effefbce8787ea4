#!/usr/bin/env python3
"""Every piece of Python syntax once, so that the parser meets it."""

from __future__ import annotations

import asyncio, collections.abc as abc
import os.path
from . import sibling
from ..package.module import (first, second as other,)
from typing import *

TOTAL: int = 0x_ff + 0b1010 + 0o17 + 1_000 + 1.5e-3 + 2j + .5
(UNBOUND): str
a = b, *c = d = [1, *range(3)], 2
a.attribute[0], (b) = 1, 2
TOTAL += 1; TOTAL -= 1; TOTAL *= 2; TOTAL /= 3; TOTAL //= 4; TOTAL %= 5
TOTAL @= a; TOTAL &= b; TOTAL |= c; TOTAL ^= d; TOTAL >>= 1; TOTAL <<= 2; TOTAL **= 3
text = 'one' "two" r'\three' """four
five""" u'six' '\x41\u00e9\N{BULLET}\101\
'
data = b'bytes' rb'\raw'
formatted = f'{text}{text!r:>{TOTAL}} {{literal}} {TOTAL=} {TOTAL = !s} {a["b"]:%H:%M}' 'tail' f"{lambda_}"
chained = 1 < 2 <= 3 != 4 == 5 >= 6 > 7 is not None is True not in [] in ()
logic = not a and b or c and (d or e) and f
math = -a ** -b + ~c * +d @ e // f % g << h >> i & j | k
conditional = a if b else c if d else e
anonymous = lambda x, /, y=1, *args, z, w=2, **kwargs: (x, y)
sliced = a[1], a[1:2], a[::], a[1:, ..., None], a[b:c:d], a[*b], a[b,]
mapping = {**a, 'b': c, **d, 'e': {f: g for f, g in h}}
sets = {1, *a}, set(), {x for x in y if x if not y}
lists = [[x for x in y] for y in z], [], [a, *b]
generator = sum(x async for x in y), (x for x, in y for z in x)
tuples = (), (1,), (1, 2), 3,
if (walrus := a) and (b := c): pass
elif a: ...
elif b: pass
else: del a, b[0], (c, d)

def function(a, b: int = 1, /, c=2, *args: *Ts, d, e: "str" = None, **kwargs: Any) -> abc.Iterator[int]:
    global TOTAL, other
    def inner():
        nonlocal a, b
        yield
        x = yield a, b
        yield from a
        return *a, b
    assert a, 'message'
    raise ValueError(a) from b

@decorator
@decorator.call(1, *a, key=2, **b)
class Class(Base, metaclass=Meta, *bases, **kwargs):
    """Docstring."""
    __slots__ = ('a', '__weakref__')
    @property
    async def method(self): await self.a[0](await b)

async def coroutine():
    async with a as b, c() as (d, e), f: pass
    async for x in y:
        break
    else:
        continue
    return [await z async for z in y]

while True:
    try:
        with (open(a) as f, open(b)): pass
        with (a, b) as c: pass
        with (yield_): pass
    except (TypeError, ValueError) as error:
        raise
    except OSError: pass
    except: pass
    else: pass
    finally: exit()
else:
    print(a, end='')
try: pass
except* ValueError as group: pass

match a, b:
    case 1 | -2 | 3.5 | -1+2j | 'a' 'b' | None | True: pass
    case [x, *rest, _] | (x, *_): pass
    case {'key': value, -1: _, **others} if value: pass
    case Point(x=0, y=Point() as inner) | a.b.Class(1, z): pass
    case (single) as name: pass
    case a.CONSTANT, : pass
    case _: pass
match = type = case = print; type[match](case)
