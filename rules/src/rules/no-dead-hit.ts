/** A cache of handles takes an entry for the object. */
import { defineRule, suggest } from '../define-rule.ts';
import type { DeadHit } from '../facts/facts.ts';

type MessageId = DeadHit['as'] | 'ask';

export default defineRule<MessageId>({
  id: 'no-dead-hit',
  description: 'Disallow caches that take a dead entry for a hit',
  recommended: 'warn',
  passage: 'patterns#a-dead-entry-is-not-a-hit',
  codes: ['has-without-deref'],
  limits: 'A dead answer counts as a hit only where the same function makes the object anew when there is no entry.',
  needles: { python: ['weakref'], javascript: ['WeakRef'] },
  messages: {
    value: '`{{text}}` may give {{absent}} for an object that is gone, and the object is not made anew.',
    ask: 'Ask for the object: `{{name}}`',
    answer: '`{{text}}` says whether there is an entry, also when the object behind its handle is gone.',
  },
  *check({ deadHits, edits }) {
    for (const { site, text, as } of deadHits) yield { at: site, messageId: as, data: { text }, related: [], suggestions: as === 'answer' ? suggest('ask', edits.asksReferent(site)) : [] };
  },
});
