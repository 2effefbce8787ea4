import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Module, PythonNode, Statement } from '../../rules/src/python/ast.ts';
import { parsePython } from '../../rules/src/python/incremental-parser.ts';
import { childrenOf } from '../../rules/src/python/visitor-keys.ts';
import { differences } from '../support/compare-ast.ts';
import { loadPython } from '../support/python-parser.ts';

beforeAll(loadPython);

const samples = fileURLToPath(new URL('samples/', import.meta.url));
const dumpScript = fileURLToPath(new URL('../support/dump_ast.py', import.meta.url));

interface Interpreter {
  readonly command: string;
  readonly minor: number;
}

/** The newest CPython at hand. */
function findPython(): Interpreter {
  for (const command of ['python3.14', 'python3.13', 'python3.12', 'python3', 'python']) {
    const { status, stdout } = spawnSync(command, ['-c', 'import sys; print(sys.version_info.minor)'], { encoding: 'utf8' });
    if (status === 0) return { command, minor: Number(stdout) };
  }
  throw new Error('These tests compare with CPython: put python3 on the PATH.');
}

/** What CPython makes of `files`: its tree, or why it has none. */
function dump(python: Interpreter, files: readonly string[]): { ast?: unknown; error?: string }[] {
  const { stdout, stderr, status } = spawnSync(python.command, [dumpScript], {
    input: files.map((file) => `${file}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line): { ast?: unknown; error?: string } => JSON.parse(line));
}

/** One line each, with the oldest minor version of Python 3 that reads it. */
const snippets: readonly (readonly [minor: number, code: string])[] = [
  [8, ''],
  [8, '# only a comment'],
  [8, 'a;b;'],
  [8, 'if x: a; b;\nelse: c;\n'],
  [8, 'x = (a\n    , b,\n)  # why\n'],
  [8, 'x = a + \\\n    b\n'],
  [8, 'print >>f, x'],
  [8, 'print >>f'],
  [8, "print('a', file=f)"],
  [8, 'exec("code")'],
  [8, 'f(x for x in y)'],
  [8, 'f(*a.b, *c(d)[e], **g.h)'],
  [8, 'x = *a.b, *c + d, [*e()], {*f[g]}'],
  [8, 'f(*a if b else c)'],
  [8, 'for x in *a, b: pass'],
  [8, 'for x, *y in z: pass'],
  [8, 'for (x) in y: pass'],
  [8, 'for x.y, z[0] in a: pass'],
  [8, 'type(a).b = c'],
  [8, 'type(a, b)[c].d = e'],
  [8, 'type = 1; match = 2; case = 3; _ = 4'],
  [8, 'match(a)\nmatch[a]\nmatch.a\nmatch * a\ntype (a)'],
  [8, 'x = yield'],
  [8, 'x = (yield a), (yield from b)'],
  [8, 'x: int = yield'],
  [8, '(x.y): int\nx.y: int\nx[0]: "str" = 1\n(x): int'],
  [8, 'x = y = *a, b = c'],
  [8, 'x += yield a'],
  [8, 'del (a), (b, c), [d], e.f'],
  [8, 'lambda: (yield)'],
  [8, 'lambda *, a=1, **b: lambda c, *d: a'],
  [8, 'a if b else lambda: c if d else e'],
  [8, 'not a == b, not not c, - - d, ~+e'],
  [8, '(a and b) and c, a and (b and c), a or b and c or d, a and b or c'],
  [8, '(a < b) < c, a < (b < c)'],
  [8, 'a ** -b ** c, (-a) ** b, -a ** b, await_ ** 2'],
  [8, '(a + b) * (c)'],
  [8, 'a & b ^ c, a ^ b & c, a & b ^ c & d ^ e, (a ^ b) & c, a | b & c ^ d | e, a.b & c[0] ^ d + e'],
  [8, '((a)), ((a, b)), (((a).b)(c))[d]'],
  [8, 'a[b, c:d], a[:, ::2], a[(b, c)], a[b,]'],
  [10, 'a[b:=1], {c:=2, d}'],
  [11, 'a[*b], a[*b, c]'],
  [11, 'def f(*args: *Ts): pass'],
  [8, "'a' 'b' \"c\" '''d'''"],
  [8, "b'a' b'b', rb'\\x', Rb'', u'x', F'{a}', fr'{a}\\n'"],
  [8, "'\\x41\\u00e9\\U0001F600\\101\\0\\8\\q\\\n\\a'"],
  [8, "'😀' + é.ñ('名前', x)['😀']"],
  [8, "f'😀{a}😀{b!r}{c:>{d}.{e}f}{f!s:x}{{}}'"],
  [8, "f'{a}' 'b' f'c{d}' 'e'"],
  [8, "f'{a=} {b = } {c=!r:x} {d=:>3}'"],
  [8, "f'{a:{b}}{c:{d}{e}}{f:x{g}y}'"],
  [8, "f'{(lambda x: 1)}{a, b}{yield_}{*a, b}'"],
  [8, "f'{x:=10}{x:%H:%M}{x!r:^20}'"],
  [8, "f'''{\na\n}'''"],
  [8, 'ℌ = ﬁ.ﬂ(ﬁ=1)'],
  [8, '0xFF, 0b1, 0o7, 1_0, 1., .1, 1e5, 1j, 1.5J, 00'],
  [8, '..., None, True, False, __debug__'],
  [8, 'import a.b as c, d\nfrom . import e\nfrom ..f import g as h\nfrom ... import (i)\nfrom a.b import *'],
  [8, 'try: pass\nexcept (A, B) as c: pass\nexcept A.b: pass\nelse: pass\nfinally: pass'],
  [11, 'try: pass\nexcept* A: pass\nexcept *(B, C) as d: pass'],
  [14, 'try: pass\nexcept A, B: pass'],
  [8, 'with a, b as c, (d) as (e, f): pass'],
  [8, 'with (a): pass\nwith (a).b as c: pass\nwith (a, b) as c: pass\nwith (yield): pass\nwith (a, b).c: pass'],
  [9, 'with (a, b): pass\nwith (a as b): pass\nwith (a as b, c): pass\nwith (a as b, c as d,): pass'],
  [8, 'with (): pass\nwith (a, *b): pass\nwith (a for a in b): pass'],
  [8, 'async def f():\n    async with a: pass\n    async for b in c: pass\n    return [d async for d in e if await f if g]'],
  [8, '@a\n@b.c(d)\n# why\nclass G: pass'],
  [9, '@a[b]\n@(c := d)\ndef e(): pass'],
  [8, 'class A(): pass\nclass B(C, *D, e=F, **G): pass\nclass H: a = 1; b = 2'],
  [8, 'def f(a, /, b, *, c): pass\ndef g(a=1, /, b=2, *c, d, e=3, **f) -> None: pass\ndef h(*, a): pass'],
  [8, 'def f():\n    # comment\n    pass\n    # trailing\n\n# outside\nx = 1'],
  [8, 'if a:\n    pass\n# between\nelif b:\n    pass\n    # in\nelse:\n    pass\n'],
  [8, 'while a:\n\tif b:\n\t\tcontinue\n\telse:\n\t\tbreak\nelse: pass'],
  [8, 'x = 1\r\nif x:\r\n    y = """a\r\nb"""\r\n'],
  [8, 'x = 1\rif x:\r    y = 2\r'],
  [8, '\fx = 1\n\f\ndef f():\n\f    return 1\n'],
  [10, 'match a:\n    case 1 | "b" | -1 | 1.5 | -1-2j | None | "c" "d": pass'],
  [10, 'match a,:\n    case b, : pass\n    case *c, d: pass\n    case *_,: pass\n    case (): pass\n    case []: pass'],
  [10, 'match a, *b:\n    case (c): pass\n    case (c,): pass\n    case [c] | (c): pass\n    case (c | d) as e: pass'],
  [10, 'match a:\n    case {}: pass\n    case {1: b, "c": _, d.e: [f], None: g, -1: h, **i}: pass'],
  [10, 'match a:\n    case A(): pass\n    case a.B(c, d=1, e=-1, f=[g], h=i as j, ): pass\n    case a.b.c if d: pass'],
  [12, 'def f[T, *Ts, **P, U: int, V: (str, bytes)](a: T) -> U: pass\nclass A[T](B): pass'],
  [12, 'type A = int\ntype B[T] = list[T] | None\ntype C[**P, *Ts] = Callable[P, tuple[*Ts]]\ntype D[T: int] = T'],
  [12, 'x: list[int] | dict[str, int] | None\ndef f(a: list[str] | B | C = None) -> "A" | None: pass'],
  [12, `f"{f"{a["b"]}"}" f'{'\\n'.join(a)}'`],
  [12, 'f"{\na # why\n}"'],
];

describe('the tree', () => {
  const python = findPython();
  const folder = mkdtempSync(join(tmpdir(), 'python-syntax-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function compare(files: readonly string[]): void {
    const answers = dump(python, files);
    files.forEach((file, index) => {
      const text = readFileSync(file, 'utf8');
      expect(answers[index]?.error, text).toBeUndefined();
      expect(differences(answers[index]?.ast, parsePython(text), true), text).toEqual([]);
    });
  }

  it('is what CPython makes of single pieces of syntax', () => {
    const readable = snippets.filter(([minor]) => minor <= python.minor);
    compare(
      readable.map(([, code], index) => {
        const file = join(folder, `${index}.py`);
        writeFileSync(file, code);
        return file;
      }),
    );
  });

  it('is what CPython makes of the samples', () => {
    const names = readdirSync(samples).filter((name) => name !== 'newer-syntax.py' || python.minor >= 12);
    compare(names.map((name) => join(samples, name)));
  });
});

const first = (code: string): Statement => {
  const [statement] = parsePython(code).body;
  if (statement === undefined) throw new Error(`no statement in ${code}`);
  return statement;
};

const expression = (code: string): PythonNode => {
  const statement = first(code);
  if (statement.type !== 'Expr') throw new Error(`${code} is a ${statement.type}`);
  return statement.value;
};

describe('what CPython does not have', () => {
  it('gives the place of names', () => {
    const code = 'class Näme(Base, key=value):\n    async def method(self): self.attr';
    const at = ([start, end]: readonly [number, number]): string => code.slice(start, end);
    const statement = first(code);
    if (statement.type !== 'ClassDef') throw new Error(statement.type);
    expect(at(statement.nameRange)).toBe('Näme');
    expect(statement.keywords.map(({ argRange }) => argRange && at(argRange))).toEqual(['key']);
    const [method] = statement.body;
    if (method?.type !== 'AsyncFunctionDef') throw new Error(method?.type);
    expect(at(method.nameRange)).toBe('method');
    expect(method.loc).toMatchObject({ start: { line: 2, column: 4 }, end: { line: 2, column: 37 } });
    const [last] = method.body;
    if (last?.type !== 'Expr' || last.value.type !== 'Attribute') throw new Error(last?.type);
    expect(at(last.value.attrRange)).toBe('attr');
  });

  it('knows where the text of a simple string stands', () => {
    expect(expression('"weakref.ref[Node]"')).toMatchObject({
      value: { kind: 'str', text: 'weakref.ref[Node]', contentOffset: 1 },
    });
    expect(expression("r'''a'''")).toMatchObject({ value: { text: 'a', contentOffset: 4 } });
    expect(expression("'\\x41'")).toMatchObject({ value: { text: 'A', contentOffset: null } });
    expect(expression("'a' 'b'")).toMatchObject({ value: { text: 'ab', contentOffset: null } });
  });

  it('reads template strings', () => {
    expect(expression("t'a{b!r:{c}}{d}'")).toMatchObject({
      type: 'TemplateStr',
      values: [
        { type: 'Constant', value: { text: 'a' } },
        { type: 'Interpolation', value: { id: 'b' }, str: 'b', conversion: 114, format_spec: { type: 'JoinedStr' } },
        { type: 'Interpolation', value: { id: 'd' }, str: 'd', conversion: -1, format_spec: null },
      ],
    });
  });

  it('reads several exceptions without parentheses', () => {
    expect(first('try: pass\nexcept A, B: pass')).toMatchObject({
      type: 'Try',
      handlers: [{ exceptionType: { type: 'Tuple', elts: [{ id: 'A' }, { id: 'B' }] } }],
    });
  });

  it('reads type parameters with defaults, and the body behind them', () => {
    expect(first('def f[T = int](a): return a')).toMatchObject({
      type: 'FunctionDef',
      name: 'f',
      type_params: [{ type: 'TypeVar', name: 'T', default_value: { id: 'int' } }],
      args: { args: [{ arg: 'a' }] },
      body: [{ type: 'Return' }],
    });
  });

  it('reads statements of Python 2 as calls', () => {
    expect(expression('print "a", b')).toMatchObject({ type: 'Call', func: { id: 'print' }, args: [{}, { id: 'b' }] });
    expect(expression('exec "a" in b')).toMatchObject({ type: 'Call', func: { id: 'exec' }, args: [{}, { id: 'b' }] });
  });

  it('collects comments in order', () => {
    const code = '# a\nx = [  # b\n    1,  # c\n]\ndef f():  # d\n    # e\n    pass\n# f';
    expect(parsePython(code).comments.map(({ value }) => value)).toEqual([' a', ' b', ' c', ' d', ' e', ' f']);
  });
});

describe('code that does not parse', () => {
  const names = (module: Module): string[] => {
    const found: string[] = [];
    const open: PythonNode[] = [module];
    for (let node = open.shift(); node; node = open.shift()) {
      if (node.type === 'FunctionDef' || node.type === 'ClassDef') found.push(node.name);
      open.push(...childrenOf(node));
    }
    return found.sort();
  };

  it.each([
    ['an open call', 'def a(): pass\nx = foo(1,\ndef b(): pass\n'],
    ['an open quote', 'def a(): pass\nx = "foo\ndef b(): pass\n'],
    ['three open quotes', 'def a(): pass\ndef b(): pass\nx = """foo\n'],
    ['half an attribute', 'def a(): pass\nx.\ndef b(): pass\n'],
    ['half a condition', 'def a(): pass\nif x ==\ndef b(): pass\n'],
    ['half a header', 'def a(): pass\nclass (:\n    x = 1\ndef b(): pass\n'],
    ['half an assignment', 'def a(): pass\nx =\ndef b(): pass\n'],
    ['a stray bracket', 'def a(): pass\n)\ndef b(): pass\n'],
  ])('keeps what stands around %s', (_, code) => {
    const module = parsePython(code);
    expect(module.hasErrors).toBe(true);
    expect(names(module)).toEqual(['a', 'b']);
  });

  it('keeps the expressions of a broken statement', () => {
    const found: string[] = [];
    const open: PythonNode[] = [parsePython('x = foo(a b)\ny = 1\n')];
    for (let node = open.shift(); node; node = open.shift()) {
      if (node.type === 'Name') found.push(node.id);
      open.push(...childrenOf(node));
    }
    expect(found).toEqual(expect.arrayContaining(['foo', 'a', 'b', 'y']));
  });
});

describe('size and depth', () => {
  const count = (module: Module): number => {
    let nodes = 0;
    const open: PythonNode[] = [module];
    for (let node = open.pop(); node; node = open.pop()) {
      nodes++;
      open.push(...childrenOf(node));
    }
    return nodes;
  };

  it.each([
    ['200 brackets', `x = ${'['.repeat(200)}${']'.repeat(200)}`, 200],
    ['200 calls in calls', `${'f('.repeat(200)}${')'.repeat(200)}`, 400],
    ['5,000 terms', `x = a${' + a'.repeat(5000)}`, 10_000],
    ['5,000 conditions', `x = a${' and a'.repeat(5000)}`, 5000],
    ['5,000 links', `x = a${'.b()'.repeat(5000)}`, 10_000],
    ['3,000 elifs', `if a: b\n${'elif a: b\n'.repeat(3000)}`, 12_000],
    ['5,000 targets', `${'a = '.repeat(5000)}b`, 5000],
    ['100 blocks', Array.from({ length: 100 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join('') + ' '.repeat(100) + 'b', 201],
  ])('has every node of %s', (_, code, least) => {
    const module = parsePython(code);
    expect(module.hasErrors).toBe(false);
    expect(count(module)).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['brackets', '('.repeat(20_000)],
    ['closed brackets', '('.repeat(20_000) + ')'.repeat(20_000)],
    ['negations', 'not '.repeat(20_000) + 'a'],
    ['conditionals', 'a if b else '.repeat(20_000) + 'c'],
    ['powers', 'a ** '.repeat(20_000) + 'c'],
    ['patterns', `match a:\n case ${'['.repeat(5000)}${']'.repeat(5000)}: pass`],
    ['blocks', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join('')],
  ])('survives 20,000 %s', (_, code) => {
    expect(parsePython(code).type).toBe('Module');
  });
});
