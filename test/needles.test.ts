import { describe, expect, it } from 'vitest';
import { needlesFor } from '../rules/src/needles.ts';

describe('needles', () => {
  it('of one rule are sets of words that belong together', () => {
    expect(needlesFor('python', ['prefer-finalize'])).toEqual([['def __del__', 'def __init__']]);
  });

  it('of several rules leave out what only occurs where another one does', () => {
    expect(needlesFor('python', ['no-unchecked-deref', 'no-blind-cleanup'])).toEqual([['weakref']]);
    expect(needlesFor('javascript', ['no-unchecked-deref', 'no-null-only-check'])).toEqual([['WeakRef'], ['.deref(']]);
  });

  it.each(['\n    @lru_cache', '\n\t@ lru_cache()', '\n  @functools.lru_cache', '\n    @ functools.lru_cache'])('find the decorator of a method, however it is written: %j', (decorator) => {
    const text = `import functools\nclass A:${decorator}\n  def f(self): ...`;
    expect(needlesFor('python', ['no-method-cache']).some((set) => set.every((word) => text.includes(word)))).toBe(true);
  });

  it('of rules for the other language are none', () => {
    expect(needlesFor('javascript', ['prefer-finalize'])).toEqual([]);
  });
});
