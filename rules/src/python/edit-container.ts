/** Edits around weak containers: a copy to walk over, the method that is silent about who is gone. */
import type { Offer } from '../facts/edits.ts';
import type { Site } from '../flow/graph.ts';
import { hasComment, isExpression, isNode, textOf } from './edit-text.ts';
import type { Source } from './edit-text.ts';

/** `d.items()` -> `list(d.items())`. */
export function copied(source: Source, walked: Site): Offer<'copy'>[] {
  if (!isNode(walked) || !isExpression(walked) || hasComment(source, walked.range)) return [];
  const text = `list(${textOf(source, walked)})`;
  return [{ intent: 'copy', name: text, edits: [{ range: walked.range, text }] }];
}

/** `guests.remove` -> `guests.discard`. */
export function renamedMember(access: Site, name: string): Offer<'rename'>[] {
  if (!isNode(access) || access.type !== 'Attribute') return [];
  return [{ intent: 'rename', name, edits: [{ range: access.attrRange, text: name }] }];
}
