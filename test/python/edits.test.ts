import { beforeAll, describe, expect, it } from 'vitest';
import type { BindRequest, GuardRequest, Offer } from '../../rules/src/facts/edits.ts';
import { loadPython } from '../support/python-parser.ts';
import { applied, nodeOf, program } from '../support/python-program.ts';
import type { Program } from '../support/python-program.ts';

beforeAll(loadPython);

type Request<T> = (of: Program) => T;

/** Every offer as `intent: text after it`; the result of each must parse. */
function results(text: string, offers: readonly Offer<string>[]): Record<string, string> {
  return Object.fromEntries(
    offers.map((offer) => {
      const after = applied(text, offer);
      expect(program(after).module.hasErrors, after).toBe(false);
      return [offer.intent, after];
    }),
  );
}

function guards(text: string, request: Request<GuardRequest>): Record<string, string> {
  const of = program(text);
  return results(text, of.frontEnd.edits.guard(request(of)));
}

/** A deref used on the spot. */
function direct(deref: string, use: string, nth = 0): Request<GuardRequest> {
  return (of) => ({ deref: nodeOf(of, deref, nth), used: nodeOf(of, deref, nth), use: nodeOf(of, use), handle: deref.replace(/\(\)$/, '') });
}

/** A name bound earlier. */
function named(deref: string, used: string, nth: number): Request<GuardRequest> {
  return (of) => ({ deref: nodeOf(of, deref), used: nodeOf(of, used, nth), use: nodeOf(of, used, nth), handle: deref.replace(/\(\)$/, '') });
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

describe('guard', () => {
  it('binds the deref and returns early', () => {
    const after = guards(lines('class A:', '    def f(self):', '        self._node_ref().go()  # why'), direct('self._node_ref()', 'self._node_ref().go'));
    expect(after['return']).toBe(
      lines('class A:', '    def f(self):', '        node = self._node_ref()', '        if node is None:', '            return', '        node.go()  # why'),
    );
    expect(after['nest']).toBe(
      lines('class A:', '    def f(self):', '        node = self._node_ref()', '        if node is not None:', '            node.go()  # why'),
    );
  });

  it('returns None where the function gives values elsewhere', () => {
    const after = guards(lines('def f(r):', '    return r().x'), direct('r()', 'r().x'));
    expect(after).toEqual({ return: lines('def f(r):', '    target = r()', '    if target is None:', '        return None', '    return target.x') });
  });

  it('returns nothing from a generator', () => {
    const after = guards(lines('def f(r):', '    yield 1', '    a = r().x', '    return a'), direct('r()', 'r().x'));
    expect(after['return']).toContain('        return\n');
  });

  it('goes on with the next one in a loop', () => {
    const after = guards(lines('for node_ref in refs:', '\tnode_ref().x()'), direct('node_ref()', 'node_ref().x'));
    expect(after['continue']).toBe(lines('for node_ref in refs:', '\tnode = node_ref()', '\tif node is None:', '\t\tcontinue', '\tnode.x()'));
    expect(Object.keys(after)).toEqual(['continue', 'nest']);
  });

  it('does not leave a loop that only iterates over the referent', () => {
    const after = guards(lines('def f(r):', '    for a in r():', '        pass'), direct('r()', 'r()'));
    expect(after['return']).toBe(lines('def f(r):', '    target = r()', '    if target is None:', '        return', '    for a in target:', '        pass'));
  });

  it('only wraps at module level', () => {
    expect(guards(lines('r().go()'), direct('r()', 'r().go'))).toEqual({ nest: lines('target = r()', 'if target is not None:', '    target.go()') });
  });

  it('offers nothing at module level where a name would stay unbound', () => {
    expect(guards(lines('x = r().go()'), direct('r()', 'r().go'))).toEqual({});
  });

  it('inserts only the test where a strong name is bound already', () => {
    const after = guards(lines('def f(r):', '    o = r()', '    o.go()'), named('r()', 'o', 1));
    expect(after['return']).toBe(lines('def f(r):', '    o = r()', '    if o is None:', '        return', '    o.go()'));
  });

  it.each([
    ['if r().alive:', 'if (target := r()) is not None and target.alive:'],
    ['if a and r().alive:', 'if a and (target := r()) is not None and target.alive:'],
    ['if a or r().n > 3:', 'if a or (target := r()) is not None and target.n > 3:'],
    ['while r().alive:', 'while (target := r()) is not None and target.alive:'],
    ['if 3 < r().n:', 'if (target := r()) is not None and 3 < target.n:'],
    ['if (r().n):', 'if ((target := r()) is not None and target.n):'],
  ])('checks within the test: %s', (before, expected) => {
    const after = guards(lines(before, '    pass'), direct('r()', 'r()'));
    expect(after).toEqual({ walrus: lines(expected, '    pass') });
  });

  it('checks within an elif, where no statement can stand before', () => {
    const after = guards(lines('if a:', '    pass', 'elif r().alive:', '    pass'), direct('r()', 'r()'));
    expect(Object.keys(after)).toEqual(['walrus']);
  });

  it('leaves a negated test alone in an elif', () => {
    expect(guards(lines('if a:', '    pass', 'elif not r().alive:', '    pass'), direct('r()', 'r()'))).toEqual({});
  });

  it('puts the test of a bound name before the condition', () => {
    const after = guards(lines('def f(r):', '    o = r()', '    while o.busy:', '        pass'), named('r()', 'o', 1));
    expect(after).toEqual({ nest: lines('def f(r):', '    o = r()', '    while o is not None and o.busy:', '        pass') });
  });

  it('filters a comprehension', () => {
    const after = guards(lines('xs = [r().x for r in refs]'), direct('r()', 'r()'));
    expect(after).toEqual({ walrus: lines('xs = [target.x for r in refs if (target := r()) is not None]') });
  });

  it('filters a generator argument with a condition of its own', () => {
    const after = guards(lines('f(r().x for r in refs if r)'), direct('r()', 'r()'));
    expect(after).toEqual({ walrus: lines('f(target.x for r in refs if r if (target := r()) is not None)') });
  });

  it.each([
    ['a class body comprehension', lines('class A:', '    xs = [r().x for r in refs]')],
    ['a lambda', lines('f = lambda: r().x')],
    ['a conditional operand', lines('def f(r, a):', '    x = a and r().x')],
    ['a conditional expression', lines('def f(r, a):', '    x = 1 if a else r().x')],
    ['a one-line suite', lines('def f(r): r().x()')],
    ['after a semicolon', lines('def f(r):', '    a(); r().x()')],
    ['a comment that would be lost', lines('def f(r):', '    x = (', '        r(', '            # why', '        ).x', '    )')],
    ['a comprehension followed by a comment', lines('xs = [r().x for r in refs  # why', ']')],
  ])('offers nothing for %s', (_name, text) => {
    const deref = text.includes('# why\n        )') ? 'r(\n            # why\n        )' : 'r()';
    expect(guards(text, direct(deref, deref))).toEqual({});
  });

  it.each([
    ['finally', lines('def f(r):', '    try:', '        a()', '    finally:', '        r().x()')],
    ['except*', lines('def f(r):', '    try:', '        a()', '    except* E:', '        r().x()')],
  ])('only wraps in %s, which must not be left early', (_name, text) => {
    expect(Object.keys(guards(text, direct('r()', 'r()')))).toEqual(['nest']);
  });

  it('keeps CRLF', () => {
    const after = guards('def f(r):\r\n    r().go()\r\n', direct('r()', 'r()'));
    expect(after['return']).toBe('def f(r):\r\n    target = r()\r\n    if target is None:\r\n        return\r\n    target.go()\r\n');
  });

  it('avoids names that the function uses', () => {
    const after = guards(lines('def f(target, obj):', '    target().go(obj)'), direct('target()', 'target()'));
    expect(after['return']).toContain('referent = target()\n');
  });

  it('does not take a method for a variable of that name', () => {
    const text = lines('class A:', '    @property', '    def node(self):', '        return self._node_ref().x');
    expect(guards(text, direct('self._node_ref()', 'self._node_ref()'))['return']).toContain('node = self._node_ref()\n');
  });

  it.each([
    ['a special method', 'class A:\n    def __len__(self):\n        return len(r())\n'],
    ['a written result', 'def f(r) -> str:\n    return r().x\n'],
    ['a result written in quotes', 'def f(r) -> "list[str]":\n    return r().x\n'],
    ['a coroutine', 'async def f(r) -> int:\n    return r().x\n'],
    ['the start of a context manager', '@contextlib.contextmanager\ndef f(r):\n    r().x()\n    yield\n'],
  ])('raises where None is no answer: %s', (_name, text) => {
    const after = guards(text, direct('r()', 'r()'));
    expect(after['return']).toBeUndefined();
    expect(after['raise']).toMatch(/\n( +)target = r\(\)\n\1if target is None:\n\1 {4}raise ReferenceError\("target is gone"\)\n/);
  });

  it.each([
    ['def f(r) -> str | None:\n    return r().x\n', 'return None'],
    ['def f(r) -> Optional[str]:\n    return r().x\n', 'return None'],
    ['def f(r) -> "Union[str, None]":\n    return r().x\n', 'return None'],
    ['def f(r) -> Any:\n    return r().x\n', 'return None'],
    ['def f(r) -> Iterator[int]:\n    yield 1\n    r().x()\n', 'return'],
    ['def f(r) -> None:\n    r().x()\n', 'return'],
  ])('returns where the written result has None: %j', (text, exit) => {
    expect(guards(text, direct('r()', 'r()'))['return']).toContain(`    if target is None:\n        ${exit}\n`);
  });

  it('raises with the quotes of the file', () => {
    expect(guards("a = 'b'\ndef f(r) -> str:\n    return r().x\n", direct('r()', 'r()'))['raise']).toContain("ReferenceError('target is gone')");
  });

  it.each([
    ['an assertion', lines('def f(r):', '    assert r().x, "dead"'), lines('def f(r):', '    target = r()', '    assert target is not None', '    assert target.x, "dead"')],
    ['a test', lines('def test_f(r):', '    r().x()'), lines('def test_f(r):', '    target = r()', '    assert target is not None', '    target.x()')],
  ])('does not let %s pass in silence', (_name, text, after) => {
    expect(guards(text, direct('r()', 'r()'))).toEqual({ raise: after });
  });

  it('does not ask a dead handle for ever', () => {
    const after = guards(lines('def f(r):', '    while True:', '        r().tick()'), direct('r()', 'r()'));
    expect(after).toEqual({ return: lines('def f(r):', '    while True:', '        target = r()', '        if target is None:', '            return', '        target.tick()') });
    const another = lines('def f(refs):', '    while refs:', '        r = refs.pop()', '        r().tick()');
    expect(Object.keys(guards(another, direct('r()', 'r()')))).toEqual(['continue', 'nest']);
  });

  it('indents in a case as in the rest of the file', () => {
    const after = guards(lines('def f(r):', '    match r():', '        case o:', '            o.go()'), named('r()', 'o', 1));
    expect(after['return']).toBe(lines('def f(r):', '    match r():', '        case o:', '            if o is None:', '                return', '            o.go()'));
  });

  it.each([
    ['the name is used again', lines('def f(r):', '    o = r()', '    o.go()', '    o.end()')],
    ['the name is used after the test', lines('def f(r):', '    o = r()', '    if o.busy:', '        o.go()', '    o.end()')],
    ['one side of the test does without it', lines('def f(r, a):', '    o = r()', '    if o.busy or a:', '        o.go()')],
  ])('does not wrap one use alone where %s', (_name, text) => {
    expect(Object.keys(guards(text, named('r()', 'o', 1)))).toEqual(['return']);
  });

  it('gives the strong name to the derefs that follow', () => {
    const after = guards(lines('def f(r, a):', '    r().go(r())', '    if a:', '        r().end()'), direct('r()', 'r()'));
    const expected = lines('def f(r, a):', '    target = r()', '    if target is None:', '        return', '    target.go(target)', '    if a:', '        target.end()');
    expect(after).toEqual({ return: expected });
  });

  it.each([
    ['a later one looks for itself', lines('def f(r):', '    r().go()', '    if r() is not None:', '        r().end()')],
    ['the handle changes', lines('def f(r):', '    r().go()', '    r = ref(o)', '    r().end()')],
    ['a later one runs at another time', lines('def f(r):', '    r().go()', '    return lambda: r().end()')],
  ])('leaves the derefs that follow alone where %s', (_name, text) => {
    expect(guards(text, direct('r()', 'r()'))['return']).toContain('r().end()');
  });

  it('gives the strong name to all derefs of a statement', () => {
    const after = guards(lines('def f(r):', '    return f"{r().a} {r().b}"'), direct('r()', 'r()', 1));
    expect(after['return']).toBe(lines('def f(r):', '    target = r()', '    if target is None:', '        return None', '    return f"{target.a} {target.b}"'));
  });

  it('gives the strong name to what a test decides', () => {
    const after = guards(lines('if r().alive and r().ready:', '    r().go()'), direct('r()', 'r()'));
    expect(after).toEqual({ walrus: lines('if (target := r()) is not None and target.alive and target.ready:', '    target.go()') });
  });

  it('adds to the test of a conditional expression', () => {
    const after = guards(lines('x = r().x if a or b else None'), direct('r()', 'r()'));
    expect(after).toEqual({ walrus: lines('x = target.x if (a or b) and (target := r()) is not None else None') });
  });

  it('stands before the decorators of a definition', () => {
    const after = guards(lines('def f(r):', '    @r().wrap', '    def g(): pass'), direct('r()', 'r()'));
    expect(after['return']).toBe(lines('def f(r):', '    target = r()', '    if target is None:', '        return', '    @target.wrap', '    def g(): pass'));
  });
});

describe('bind', () => {
  function bound(text: string, deref = 'r()', handle = 'r', earlier = 0, later: readonly number[] = [1]): Record<string, string> {
    const of = program(text);
    const request: BindRequest = {
      earlier: nodeOf(of, deref, earlier),
      later: later.map((nth) => nodeOf(of, deref, nth)),
      handle,
      acrossSuspension: false,
    };
    return results(text, of.frontEnd.edits.bind(request));
  }

  it.each([
    ['if r() is not None:\n    r().x\n', 'if (target := r()) is not None:\n    target.x\n'],
    ['if r():\n    r().x\n', 'if target := r():\n    target.x\n'],
    ['while r():\n    r().x\n', 'while target := r():\n    target.x\n'],
    ['assert r() is not None; r().x\n', 'assert (target := r()) is not None; target.x\n'],
    ['x = r() and r().x\n', 'x = (target := r()) and target.x\n'],
    ['xs = [f"{r().x}" for r in refs if r() is not None]\n', 'xs = [f"{target.x}" for r in refs if (target := r()) is not None]\n'],
  ])('%j', (before, after) => {
    const isBackwards = before.startsWith('xs');
    expect(isBackwards ? bound(before, 'r()', 'r', 1, [0]) : bound(before)).toEqual({ bind: after });
  });

  it('binds in the test of a conditional expression, which runs first', () => {
    expect(bound('x = self._a().b if self._a() is not None else 0\n', 'self._a()', 'self._a', 1, [0])).toEqual({
      bind: 'x = target.b if (target := self._a()) is not None else 0\n',
    });
  });

  it('uses a strong name that is there', () => {
    expect(bound('o = r()\nif o is not None:\n    r().x\n')).toEqual({ bind: 'o = r()\nif o is not None:\n    o.x\n' });
    expect(bound('if (o := r()) is not None:\n    r().x\n')).toEqual({ bind: 'if (o := r()) is not None:\n    o.x\n' });
  });

  it('names each later deref once', () => {
    expect(bound('if r():\n    r().x\n', 'r()', 'r', 0, [1, 1])).toEqual({ bind: 'if target := r():\n    target.x\n' });
  });

  it('replaces all later derefs', () => {
    expect(bound('if r():\n    r().x\n    r().y\n', 'r()', 'r', 0, [1, 2])).toEqual({ bind: 'if target := r():\n    target.x\n    target.y\n' });
  });

  it.each([
    ['the name is bound anew in between', 'o = r()\no = 3\nr().x\n'],
    ['the later one runs at another time', 'if r():\n    f = lambda: r().x\n'],
    ['a comprehension in a class body cannot bind', 'class A:\n    xs = [r().x for q in qs if r()]\n'],
    ['a comment would be lost', 'if r(  # why\n):\n    r().x\n'],
  ])('offers nothing where %s', (_name, text) => {
    const first = text.includes('# why') ? 'r(  # why\n)' : 'r()';
    const of = program(text);
    const later = nodeOf(of, 'r()', text.includes('# why') ? 0 : 1);
    expect(of.frontEnd.edits.bind({ earlier: nodeOf(of, first), later: [later], handle: 'r', acrossSuspension: false })).toEqual([]);
  });
});

describe('hold strongly', () => {
  function held(text: string, making: string, value: string): Record<string, string> {
    const of = program(text);
    return results(text, of.frontEnd.edits.holdStrongly(nodeOf(of, making), nodeOf(of, value)));
  }

  it.each([
    ['r = weakref.ref("x")\n', 'weakref.ref("x")', '"x"', 'r = lambda: "x"\n'],
    ['x = weakref.ref((1, "a"))()\n', 'weakref.ref((1, "a"))', '(1, "a")', 'x = (lambda: (1, "a"))()\n'],
    ['r = weakref.ref(-1)\n', 'weakref.ref(-1)', '-1', 'r = lambda: -1\n'],
    ['f(weakref.ref(3), 1)\n', 'weakref.ref(3)', '3', 'f((lambda: 3), 1)\n'],
  ])('%j', (before, making, value, after) => {
    expect(held(before, making, value)).toEqual({ hold: after });
  });

  it.each(['[1]', 'make()', 'name', '([],)', 'f"{a}"'])('offers nothing for %s, which would be made anew each time', (value) => {
    expect(held(`r = weakref.ref(${value})\n`, `weakref.ref(${value})`, value)).toEqual({});
  });

  it('offers nothing where a callback or a comment would be lost', () => {
    expect(held('r = ref(3, done)\n', 'ref(3, done)', '3')).toEqual({});
    expect(held('r = ref(  # why\n    3)\n', 'ref(  # why\n    3)', '3')).toEqual({});
  });
});

describe('strong container', () => {
  function twin(text: string, making: string, name: string): Record<string, string> {
    const of = program(text);
    return results(text, of.frontEnd.edits.strongContainer(nodeOf(of, making), name));
  }

  it('replaces the name of the container', () => {
    expect(twin('s = weakref.WeakSet(["a"])\n', 'weakref.WeakSet(["a"])', 'set')).toEqual({ twin: 's = set(["a"])\n' });
    expect(twin('s: WeakKeyDictionary[str, int]\n', 'WeakKeyDictionary[str, int]', 'dict')).toEqual({ twin: 's: dict[str, int]\n' });
  });

  it.each(['WeakSet[str]', 'WeakSet()'])('replaces it in the annotation and in the value: %s', (making) => {
    expect(twin('s: WeakSet[str] = WeakSet()\n', making, 'set')).toEqual({ twin: 's: set[str] = set()\n' });
  });

  it('replaces it wherever a member is declared and made', () => {
    const text = lines('class A:', '    s: ClassVar[WeakSet[str]]', '    def f(self):', '        self.s = WeakSet()');
    expect(twin(text, 'WeakSet()', 'set')).toEqual({ twin: lines('class A:', '    s: ClassVar[set[str]]', '    def f(self):', '        self.s = set()') });
  });

  it('offers nothing where the value comes from elsewhere', () => {
    expect(twin('s: WeakKeyDictionary[str, int] = x\n', 'WeakKeyDictionary[str, int]', 'dict')).toEqual({});
  });

  it('offers nothing where the built-in is hidden', () => {
    expect(twin('set = 3\ns = WeakSet(["a"])\n', 'WeakSet(["a"])', 'set')).toEqual({});
  });
});

describe('release the target', () => {
  function released(text: string, holder: string): Record<string, string> {
    const of = program(text);
    const registration = nodeOf(of, text.trim());
    return results(text, of.frontEnd.edits.releaseTarget({ registration, target: nodeOf(of, 'self'), holder: nodeOf(of, holder) }));
  }

  it('passes the bound method of what the object owns', () => {
    const holder = 'lambda: self._file.close()';
    expect(released(`finalize(self, ${holder})\n`, holder)).toEqual({ release: 'finalize(self, self._file.close)\n' });
  });

  it('passes the arguments of a call along', () => {
    const holder = 'lambda: shutil.rmtree(self._path, ignore_errors=True)';
    expect(released(`finalize(self, ${holder})\n`, holder)).toEqual({ release: 'finalize(self, shutil.rmtree, self._path, ignore_errors=True)\n' });
  });

  const method = (body: string, rest = ''): string =>
    `class A:\n    def __init__(self):\n        self._file = open()\n        finalize(self, self.close)\n${rest}\n    def close(self):\n        ${body}\n`;

  function releasedIn(text: string): Record<string, string> {
    const of = program(text);
    const request = { registration: nodeOf(of, 'finalize(self, self.close)'), target: nodeOf(of, 'self', 2), holder: nodeOf(of, 'self.close') };
    return results(text, of.frontEnd.edits.releaseTarget(request));
  }

  it('reads a method that makes one call', () => {
    const text = method('"""Closes."""\n        self._file.close()');
    expect(releasedIn(text)).toEqual({ release: text.replace('finalize(self, self.close)', 'finalize(self, self._file.close)') });
  });

  it.each([
    ['does more', method('self._file.close(); print()')],
    ['calls itself', method('self.stop()')],
    ['reads what is not there yet', method('self._file.close()', '        self._file = wrap(self._file)')],
    ['reads what changes later', method('self._file.close()', '    def reopen(self):\n        self._file = open()')],
    ['is overridden', `${method('self._file.close()')}class B(A):\n    def close(self): pass\n`],
    ['uses names of its own', method('release(self._file)')],
  ])('offers nothing for a method that %s', (_name, text) => {
    expect(releasedIn(text)).toEqual({});
  });

  it.each(['lambda: self.close()', 'lambda: close(self)', 'lambda: close(self.fd + 1)', 'lambda x: self._file.close()', 'self.close'])('offers nothing for %s', (holder) => {
    expect(released(`finalize(self, ${holder})\n`, holder)).toEqual({});
  });
});
