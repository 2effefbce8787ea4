/** A check that fails if an object is still there, which nothing has collected. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { AssumedCollection } from '../facts/facts.ts';

type MessageId = 'uncollected' | 'kept' | 'collect';

export default defineRule<MessageId>({
  id: 'no-assumed-collection',
  description: 'Disallow checking that an object is gone without asking for a collection first',
  recommended: false,
  passage: 'owning-and-observing#never-rely-on-when',
  codes: ['PY11', 'JS36'],
  limits: 'Only assertions about an object that the same function made and let go. Whatever is called in between may collect, so it is not reported then.',
  needles: { python: ['weakref'], javascript: ['WeakRef'] },
  messages: {
    uncollected: 'Nothing asks for a collection before this: only a count of references lets the object behind `{{handle}}` go at once.',
    collect: 'Ask for a collection first: `{{name}}`',
    kept: 'The object behind `{{handle}}` is kept until this job ends: wait for another task before you check that it is gone.',
  },
  *check({ assumedCollections, edits }) {
    for (const assumed of assumedCollections) yield problemOf(assumed, edits);
  },
});

function problemOf({ site, handle, madeAt, isKept }: AssumedCollection, edits: Edits): Problem<MessageId> {
  return {
    at: site,
    messageId: isKept ? 'kept' : 'uncollected',
    data: { handle },
    related: [{ site: madeAt, message: `\`${handle}\` is made here.` }],
    suggestions: isKept ? [] : suggest('collect', edits.collected(site)),
  };
}
