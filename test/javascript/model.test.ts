import { describe, expect, it } from 'vitest';
import { strongName } from '../../rules/src/facts/strong-name.ts';
import { javascriptModel as model } from '../../rules/src/javascript/weak-api.ts';

describe('the model of JavaScript', () => {
  it.each(['globalThis.WeakRef', 'globalThis.window.WeakRef', 'globalThis.globalThis.self.WeakRef'])('%s makes handles', (name) => {
    expect(model.api(name)?.role).toBe('handle');
  });

  it('knows the rest by qualified name', () => {
    expect(model.api(model.global('Symbol.for'))).toEqual({ role: 'returns', type: 'registered symbol' });
    expect(model.api('node:process.exit')).toEqual({ role: 'no-return' });
    expect(model.api('m.WeakRef')).toBeUndefined();
    expect(model.api('globalThis.window')).toBeUndefined();
  });

  /** As `new WeakRef(value)` answers in this very engine. */
  it.each<[string, unknown]>([
    ['string', 'x'],
    ['number', 1],
    ['bigint', 1n],
    ['boolean', true],
    ['none', undefined],
    ['registered symbol', Symbol.for('x')],
    ['symbol', Symbol('x')],
    ['array', []],
    ['object', {}],
    ['regexp', /x/],
  ])('says of %s what the engine says', (type, value) => {
    let isReferent = true;
    try {
      Reflect.construct(WeakRef, [value]);
    } catch {
      isReferent = false;
    }
    expect(model.canBeReferent(type)).toBe(isReferent);
  });

  const failing = ['Object.keys', 'Object.entries', 'Object.assign', 'Object.getPrototypeOf', 'Object.fromEntries', 'Object.hasOwn', 'Reflect.ownKeys', 'Reflect.get', 'Array.from'];

  it.each(failing)('%s fails on an absent value', (name) => {
    const [holder, member] = name.split('.');
    const object: object = Reflect.get(globalThis, holder ?? '');
    expect(() => Reflect.apply(functionOf(object, member ?? ''), object, [undefined])).toThrow(TypeError);
    expect(model.api(model.global(name))?.role).toBe('needs');
  });
});

function functionOf(object: object, name: string): (...args: unknown[]) => unknown {
  const member: unknown = Reflect.get(object, name);
  if (typeof member !== 'function') throw new Error(`${name} is no function`);
  return (...args) => Reflect.apply(member, object, args);
}

describe('strong names', () => {
  it.each([
    ['self._node_ref', 'node'],
    ['this.#ref', 'target'],
    ['weak_parent', 'parent'],
    ['weakParent', 'parent'],
    ['this.providerRef', 'provider'],
    ['nodeWeakRef', 'node'],
    ['self.__owner_weakref', 'owner'],
    ['self._listeners[0]', 'listener'],
    ['this.addresses[0]', 'target'],
    ['this.#cache.get(key)', 'target'],
    ['getNodeRef()', 'node'],
    ['self._parent', 'parent'],
    ['r', 'target'],
    ['classRef', 'target'],
    ['id_ref', 'target'],
    ['reference', 'reference'],
    ['', 'target'],
    ['((', 'target'],
  ])('%s gives %s', (handle, name) => {
    expect(strongName(handle, new Set())).toBe(name);
  });

  it('are never taken', () => {
    expect(strongName('nodeRef', new Set(['node']))).toBe('target');
    expect(strongName('r', new Set(['target']))).toBe('obj');
    expect(strongName('r', new Set(['target', 'obj', 'referent', 'target2']))).toBe('target3');
  });
});
