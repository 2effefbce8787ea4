/** The call that is missing where a weak handle is tested or compared. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { comparePresence } from './edit-compare.ts';
import { isExpression, isNode, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

const ASKABLE: ReadonlySet<string> = new Set(['Name', 'Attribute', 'Subscript', 'Call']);

/** `if self._r:` becomes `if self._r() is not None:`, `self._r is x` becomes `self._r() is x`. */
export function askHandle(source: Source, handle: Site): Offer<'ask'>[] {
  if (!isNode(handle) || !isExpression(handle) || !ASKABLE.has(handle.type)) return [];
  const name = textOf(source, handle);
  const end = handle.range[1];
  if (handle.parent?.type === 'Compare') return [{ intent: 'ask', name, edits: [{ range: [end, end], text: '()' }] }];
  return comparePresence(source, handle).flatMap(({ edits: [edit, ...others] }) => {
    if (edit === undefined || others.length > 0 || !edit.text.startsWith(name)) return [];
    return [{ intent: 'ask', name, edits: [{ ...edit, text: `${name}()${edit.text.slice(name.length)}` }] }];
  });
}
