/** Decorators that remember results under all arguments of a function, by qualified name. */
import type { CacheDecorators } from '../facts/class-traits.ts';
import { lastName } from '../flow/last-name.ts';

const NAMES: ReadonlySet<string> = new Set([
  'functools.lru_cache',
  'functools.cache',
  // https://docs.python.org/3/library/functools.html: what the two are made of, in the modules that bring them to older versions.
  'backports.functools_lru_cache.lru_cache',
  'fastcache.clru_cache',
  'fastcache.lru_cache',
  // https://github.com/aio-libs/async-lru
  'async_lru.alru_cache',
  // https://cachetools.readthedocs.io/en/stable/#cachetools-func-functools-lru-cache-compatible-decorators
  'cachetools.func.fifo_cache',
  'cachetools.func.lfu_cache',
  'cachetools.func.lru_cache',
  'cachetools.func.mru_cache',
  'cachetools.func.rr_cache',
  'cachetools.func.ttl_cache',
]);

const LAST_NAMES: ReadonlySet<string> = new Set([...NAMES].map(lastName));

export const cacheDecorators: CacheDecorators = {
  // `from functools import lru_cache as memoize` is rare, and asking for every decorator would cost.
  mayBe: (name) => LAST_NAMES.has(name),
  is: (name) => NAMES.has(name),
};
