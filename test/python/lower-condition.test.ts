import { beforeAll, describe, expect, it } from 'vitest';
import { loadPython } from '../support/python-parser.ts';
import { graphOf } from '../support/python-program.ts';

beforeAll(loadPython);

describe('tests', () => {
  it('truth', () => {
    expect(graphOf(`
if r(): a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free r
      %1 = call %0()
      branch truthy %1 ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %2 = read free a
      discard %2
      clear
      -> 2
    4:
      clear
      %3 = read free b
      discard %3
      clear
      -> 2"
`);
  });

  it('not', () => {
    expect(graphOf(`
if not o: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free o
      branch truthy %0 ? 4 : 3
    2:
      clear
      exit end
    3:
      clear
      %1 = read free a
      discard %1
      clear
      -> 2
    4:
      clear
      %2 = read free b
      discard %2
      clear
      -> 2"
`);
  });

  it('is None', () => {
    expect(graphOf(`
if o is None: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free o
      %1 = constant none
      branch absent %0 ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %2 = read free a
      discard %2
      clear
      -> 2
    4:
      clear
      %3 = read free b
      discard %3
      clear
      -> 2"
`);
  });

  it('is not None', () => {
    expect(graphOf(`
if o is not None: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free o
      %1 = constant none
      branch absent %0 ? 4 : 3
    2:
      clear
      exit end
    3:
      clear
      %2 = read free a
      discard %2
      clear
      -> 2
    4:
      clear
      %3 = read free b
      discard %3
      clear
      -> 2"
`);
  });

  it('None on the left', () => {
    expect(graphOf(`
if None != o: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = constant none
      %1 = read free o
      branch absent %1 ? 4 : 3
    2:
      clear
      exit end
    3:
      clear
      %2 = read free a
      discard %2
      clear
      -> 2
    4:
      clear
      %3 = read free b
      discard %3
      clear
      -> 2"
`);
  });

  it('and', () => {
    expect(graphOf(`
if a and b is None: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free a
      branch truthy %0 ? 5 : 4
    2:
      clear
      exit end
    3:
      clear
      %3 = read free a
      discard %3
      clear
      -> 2
    4:
      clear
      %4 = read free b
      discard %4
      clear
      -> 2
    5:
      %1 = read free b
      %2 = constant none
      branch absent %1 ? 3 : 4"
`);
  });

  it('or', () => {
    expect(graphOf(`
if a or b: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free a
      branch truthy %0 ? 3 : 5
    2:
      clear
      exit end
    3:
      clear
      %2 = read free a
      discard %2
      clear
      -> 2
    4:
      clear
      %3 = read free b
      discard %3
      clear
      -> 2
    5:
      %1 = read free b
      branch truthy %1 ? 3 : 4"
`);
  });

  it('not of or', () => {
    expect(graphOf(`
if not (a or b): a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free a
      branch truthy %0 ? 4 : 5
    2:
      clear
      exit end
    3:
      clear
      %2 = read free a
      discard %2
      clear
      -> 2
    4:
      clear
      %3 = read free b
      discard %3
      clear
      -> 2
    5:
      %1 = read free b
      branch truthy %1 ? 4 : 3"
`);
  });

  it('identity with another value', () => {
    expect(graphOf(`
if r() is self: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free r
      %1 = call %0()
      %2 = read free self
      branch matches %1 ? 5 : 4
    2:
      clear
      exit end
    3:
      clear
      %3 = read free a
      discard %3
      clear
      -> 2
    4:
      clear
      %4 = read free b
      discard %4
      clear
      -> 2
    5:
      branch matches %2 ? 3 : 4"
`);
  });

  it('membership', () => {
    expect(graphOf(`
if o in xs: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free o
      %1 = read free xs
      use %1 iterate
      branch matches %0 ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %2 = read free a
      discard %2
      clear
      -> 2
    4:
      clear
      %3 = read free b
      discard %3
      clear
      -> 2"
`);
  });

  it('not in a display with None', () => {
    expect(graphOf(`
if o not in (None, a): a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free o
      %1 = constant none
      %2 = read free a
      %3 = tuple [%1, %2]
      use %3 iterate
      branch matches %0 ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %4 = read free a
      discard %4
      clear
      -> 2
    4:
      clear
      %5 = read free b
      discard %5
      clear
      -> 2"
`);
  });

  it('order uses both', () => {
    expect(graphOf(`
if a < 3: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free a
      %1 = constant int "3"
      use %0 operate
      branch unknown ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %2 = read free a
      discard %2
      clear
      -> 2
    4:
      clear
      %3 = read free b
      discard %3
      clear
      -> 2"
`);
  });

  it('a chain', () => {
    expect(graphOf(`
if a is b is not None: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free a
      %1 = read free b
      branch matches %0 ? 6 : 4
    2:
      clear
      exit end
    3:
      clear
      %3 = read free a
      discard %3
      clear
      -> 2
    4:
      clear
      %4 = read free b
      discard %4
      clear
      -> 2
    5:
      %2 = constant none
      branch absent %1 ? 4 : 3
    6:
      branch matches %1 ? 5 : 4"
`);
  });

  it('isinstance', () => {
    expect(graphOf(`
if isinstance(o, C): a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free isinstance
      %1 = read free o
      %2 = read free C
      %3 = call %0(%1, %2)
      use %2 operate
      branch matches %1 ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %4 = read free a
      discard %4
      clear
      -> 2
    4:
      clear
      %5 = read free b
      discard %5
      clear
      -> 2"
`);
  });

  it('isinstance of NoneType', () => {
    expect(graphOf(`
if isinstance(o, type(None)): a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free isinstance
      %1 = read free o
      %2 = read free type
      %3 = constant none
      %4 = call %2(%3)
      %5 = call %0(%1, %4)
      use %4 operate
      branch absent %1 ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %6 = read free a
      discard %6
      clear
      -> 2
    4:
      clear
      %7 = read free b
      discard %7
      clear
      -> 2"
`);
  });

  it('hasattr', () => {
    expect(graphOf(`
if hasattr(o, "x"): a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free hasattr
      %1 = read free o
      %2 = constant str "x"
      %3 = call %0(%1, %2)
      branch matches %1 ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %4 = read free a
      discard %4
      clear
      -> 2
    4:
      clear
      %5 = read free b
      discard %5
      clear
      -> 2"
`);
  });

  it('callable', () => {
    expect(graphOf(`
if callable(o): a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free callable
      %1 = read free o
      %2 = call %0(%1)
      branch matches %1 ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %3 = read free a
      discard %3
      clear
      -> 2
    4:
      clear
      %4 = read free b
      discard %4
      clear
      -> 2"
`);
  });

  it('bool', () => {
    expect(graphOf(`
if bool(o): a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free bool
      %1 = read free o
      %2 = call %0(%1)
      branch truthy %1 ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %3 = read free a
      discard %3
      clear
      -> 2
    4:
      clear
      %4 = read free b
      discard %4
      clear
      -> 2"
`);
  });

  it('inspect', () => {
    expect(graphOf(`
if inspect.ismethod(o): a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free inspect
      %1 = %0.ismethod
      %2 = read free o
      %3 = call %1(%2)
      branch matches %2 ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %4 = read free a
      discard %4
      clear
      -> 2
    4:
      clear
      %5 = read free b
      discard %5
      clear
      -> 2"
`);
  });

  it('conditional expression', () => {
    expect(graphOf(`
if (a if b else c): a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free b
      branch truthy %0 ? 5 : 6
    2:
      clear
      exit end
    3:
      clear
      %3 = read free a
      discard %3
      clear
      -> 2
    4:
      clear
      %4 = read free b
      discard %4
      clear
      -> 2
    5:
      %1 = read free a
      branch truthy %1 ? 3 : 4
    6:
      %2 = read free c
      branch truthy %2 ? 3 : 4"
`);
  });

  it('walrus', () => {
    expect(graphOf(`
if (o := r()) is not None: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free r
      %1 = call %0()
      o = %1
      %2 = constant none
      branch absent %1 ? 4 : 3
    2:
      clear
      exit end
    3:
      clear
      %3 = read free a
      discard %3
      clear
      -> 2
    4:
      clear
      %4 = read free b
      discard %4
      clear
      -> 2"
`);
  });

  it('a constant', () => {
    expect(graphOf(`
if 0: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      -> 4
    2:
      clear
      exit end
    4:
      clear
      %1 = read free b
      discard %1
      clear
      -> 2"
`);
  });

  it('a comparison with a constant', () => {
    expect(graphOf(`
if o == 3: a
else: b
`)).toMatchInlineSnapshot(`
  "module
    0:
      %0 = read free o
      %1 = constant int "3"
      branch matches %0 ? 3 : 4
    2:
      clear
      exit end
    3:
      clear
      %2 = read free a
      discard %2
      clear
      -> 2
    4:
      clear
      %3 = read free b
      discard %3
      clear
      -> 2"
`);
  });
});
