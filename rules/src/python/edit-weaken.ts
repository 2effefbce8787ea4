/** A member that keeps its object gets a weak handle in its place. */
import type { Offer, WeakenRequest } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { inOrder, isNode, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

/** `self.parent = parent` -> `self.parent = weakref.ref(parent)`, and `self.parent()` where it is read. */
export function weaken(source: Source, { value, reads, type }: WeakenRequest): Offer<'weaken'>[] {
  const ref = refIn(source);
  // What is written of its type would be wrong.
  if (ref === undefined || type !== undefined || ![value, ...reads].every(isNode)) return [];
  const asked = reads.map(({ range: [, end] }: Site) => ({ range: [end, end] as const, text: '()' }));
  return [{ intent: 'weaken', name: ref, edits: inOrder([{ range: value.range, text: `${ref}(${textOf(source, value)})` }, ...asked]) }];
}

/** How the file calls `weakref.ref`. */
function refIn({ module }: Source): string | undefined {
  for (const statement of module.body) {
    if (statement.type === 'Import') {
      const imported = statement.names.find(({ name }) => name === 'weakref');
      if (imported !== undefined) return `${imported.asname ?? 'weakref'}.ref`;
    }
    if (statement.type === 'ImportFrom' && statement.module === 'weakref') {
      const imported = statement.names.find(({ name }) => name === 'ref');
      if (imported !== undefined) return imported.asname ?? 'ref';
    }
  }
  return undefined;
}
