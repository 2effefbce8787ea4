/** A clean-up deletes an entry by its key, whoever it belongs to by then. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { BlindCleanup } from '../facts/facts.ts';

type MessageId = 'blind' | 'look';

export default defineRule<MessageId>({
  id: 'no-blind-cleanup',
  description: 'Disallow a finalizer that deletes an entry without looking whether it is still its own',
  recommended: 'warn',
  passage: 'finalizers#do-not-delete-a-live-replacement',
  codes: ['JS20'],
  limits:
    'Only collections that visibly hold weak handles, with keys that can come again (a parameter, a text put together of what a caller gives), that the clean-up is given or has from the function that arranges it; a file that calls clean-ups off is taken to do so when it replaces an entry, unless nobody has the finalizer.',
  needles: { python: ['weakref'], javascript: ['FinalizationRegistry'] },
  messages: {
    blind: 'This deletes what `{{collection}}` holds under the key by now, which may be a new, living object.',
    look: 'Look first whether its handle is dead',
  },
  *check({ blindCleanups, edits }) {
    for (const blind of blindCleanups) yield problemOf(blind, edits);
  },
});

function problemOf({ site, collection, entries, cleanup }: BlindCleanup, edits: Edits): Problem<MessageId> {
  const suggestions = entries === 'handles' ? suggest<MessageId>('look', edits.lookFirst(site)) : [];
  return { at: site, messageId: 'blind', data: { collection }, related: [{ site: cleanup, message: 'The clean-up.' }], suggestions };
}
