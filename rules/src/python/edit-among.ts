/** Objects that are looked for among weak handles. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, isNode, isStable, namesIn, scopeOf, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

/** `view in views` -> `any(handle() is view for handle in views)`, `view not in views` -> `all(handle() is not view for ...)`. */
export function askEach(source: Source, collection: Site): Offer<'each'>[] {
  const compare = isNode(collection) ? collection.parent : null;
  const scope = compare === null ? undefined : scopeOf(compare);
  if (compare?.type !== 'Compare' || compare.ops.length !== 1 || compare.comparators[0] !== collection || scope === undefined) return [];
  const search = SEARCHES[compare.ops[0] ?? ''];
  const { left: sought } = compare;
  if (search === undefined || !isStable(sought) || namesIn(scope).has(HANDLE) || hasComment(source, compare.range)) return [];
  const text = `${search.of}(${HANDLE}() ${search.by} ${textOf(source, sought)} for ${HANDLE} in ${textOf(source, collection)})`;
  return [{ intent: 'each', name: text, edits: [{ range: compare.range, text }] }];
}

const HANDLE = 'handle';

const SEARCHES: Readonly<Partial<Record<string, { readonly of: string; readonly by: string }>>> = {
  In: { of: 'any', by: 'is' },
  NotIn: { of: 'all', by: 'is not' },
};
