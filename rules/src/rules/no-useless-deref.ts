/** A weak handle is asked and nobody takes the answer. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { DiscardedDeref } from '../facts/facts.ts';

type MessageId = 'discarded' | 'method' | 'remove';

export default defineRule<MessageId>({
  id: 'no-useless-deref',
  description: 'Disallow asking a weak handle and throwing the answer away',
  recommended: 'warn',
  passage: 'weak-handles#a-deref-nobody-uses',
  codes: ['JS44'],
  limits: 'Inside `try` a deref may be there for what it raises; `void ref.deref()` says that the object is to be kept until the job ends.',
  needles: { python: ['weakref'], javascript: ['WeakRef'] },
  messages: {
    discarded: 'Nobody takes what `{{handle}}` gives here.',
    remove: 'Remove `{{name}}`',
    method: '`{{handle}}` only gives the method here, and nobody calls it.',
  },
  *check({ discardedDerefs, edits }) {
    for (const discarded of discardedDerefs) yield problemOf(discarded, edits);
  },
});

function problemOf({ site, handle, isMethod, madeAt }: DiscardedDeref, edits: Edits): Problem<MessageId> {
  return {
    at: site,
    messageId: isMethod ? 'method' : 'discarded',
    data: { handle },
    related: [{ site: madeAt, message: `\`${handle}\` is made or declared here.` }],
    // Who asks for a method has forgotten to call it.
    suggestions: isMethod ? [] : suggest('remove', edits.removed(site)),
  };
}
