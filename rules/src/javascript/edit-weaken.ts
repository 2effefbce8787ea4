/** A member that keeps its object gets a weak handle in its place. */
import type { Offer, WeakenRequest } from '../facts/edits.ts';
import { inOrder, type File } from './edit-place.ts';

/** `this.parent = parent` -> `this.parent = new WeakRef(parent)`, `this.parent.deref()` where it is read, and `WeakRef<T>` where its type is written. */
export function weaken({ text }: File, { value, reads, type }: WeakenRequest): readonly Offer<'weaken'>[] {
  const written = text.slice(...value.range);
  const asked = reads.map(({ range: [, end] }) => ({ range: [end, end] as const, text: '.deref()' }));
  const typed = type === undefined ? [] : [{ range: type.range, text: `WeakRef<${text.slice(...type.range)}>` }];
  return [{ intent: 'weaken', name: 'WeakRef', edits: inOrder([{ range: value.range, text: `new WeakRef(${written})` }, ...asked, ...typed]) }];
}
