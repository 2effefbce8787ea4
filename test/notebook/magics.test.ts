import { describe, expect, it } from 'vitest';
import { withoutMagics } from '../../server/src/notebook/magics.ts';

const plain = (text: string, family: 'python' | 'javascript' = 'python'): string => withoutMagics(text, family).text;

describe('in Python', () => {
  it.each([
    ['x = 7\nprint(x % 2)\n'],
    // A line that goes on is no magic.
    ['x = (a\n     % b)\n'],
    ['x = a \\\n  % b\n'],
    ['"""\n%time\n!ls\n"""\n'],
    ["'''don't\n!ls'''\n"],
    ['f(\n  # it (\n  x\n)\n'],
    ['x != y\n'],
    ['assert x == "%s" % y\n'],
    ['what = "really?"\n'],
    ['x = 1  # why?\n'],
  ])('leaves %j alone', (text) => {
    expect(plain(text)).toBe(text);
  });

  it.each([
    ['%time f()\nx = 1', '0        \nx = 1'],
    ['if x:\n    !rm -r "it\'s\n    y = 1', 'if x:\n    0           \n    y = 1'],
    ['files = !ls\nx', '0          \nx'],
    ['t = %timeit -o f()\n', '0                 \n'],
    ['weakref.ref?\n??ref\n', '0           \n0    \n'],
    ['!a \\\n  b "c\nx = 1', '0   \n  0   \nx = 1'],
    ['%%time\r\nx = 1\r\n', '0     \r\nx = 1\r\n'],
    ['\n%%bash\nwhile true; do\n', '\n      \n              \n'],
    ['!', '0'],
  ])('%j', (text, expected) => {
    expect(plain(text)).toBe(expected);
    expect(plain(text)).toHaveLength(text.length);
  });

  it('names the lines', () => {
    expect([...withoutMagics('x = 1\n!ls\n%cd ..\ny = 2', 'python').masked]).toEqual([1, 2]);
    expect([...withoutMagics('%%html\n<p>\n</p>', 'python').masked]).toEqual([0, 1, 2]);
  });
});

describe('in JavaScript', () => {
  it('knows cell magics and directives only', () => {
    expect(plain('%%bash\nls', 'javascript')).toBe('      \n  ');
    expect(plain('#!share x\nlet a = b\n% c', 'javascript')).toBe('         \nlet a = b\n% c');
  });
});
