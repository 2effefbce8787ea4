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
    ['x = weakref.ref([1])()\n', 'weakref.ref([1])', '[1]', 'x = (lambda: [1])()\n'],
    ['f(weakref.ref(3), 1)\n', 'weakref.ref(3)', '3', 'f((lambda: 3), 1)\n'],
  ])('%j', (before, making, value, after) => {
    expect(held(before, making, value)).toEqual({ hold: after });
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
    expect(twin('s: WeakKeyDictionary[str, int] = x\n', 'WeakKeyDictionary[str, int]', 'dict')).toEqual({ twin: 's: dict[str, int] = x\n' });
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

  it.each(['lambda: self.close()', 'lambda: close(self)', 'lambda: close(self.fd + 1)', 'lambda x: self._file.close()', 'self.close'])('offers nothing for %s', (holder) => {
    expect(released(`finalize(self, ${holder})\n`, holder)).toEqual({});
  });
});
