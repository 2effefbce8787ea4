/** A clean-up asks for the object it is called about. */
import { defineRule } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { DeadReferent } from '../facts/facts.ts';

type MessageId = 'handle' | 'proxy';

export default defineRule<MessageId>({
  id: 'no-dead-referent-in-finalizer',
  description: 'Disallow asking in a finalizer for the object that has just gone',
  recommended: 'error',
  passage: 'finalizers#the-object-is-already-gone',
  codes: ['PY12', 'JS25'],
  limits: 'Only clean-up functions of the same file are looked into; a handle that serves them as a mere key is not reported. There is no edit: what the clean-up needs of the object has to be handed to it, and only you know what that is.',
  needles: { python: ['weakref'], javascript: ['FinalizationRegistry'] },
  messages: {
    handle: '`{{text}}` leads to the object this clean-up is called about: the answer is always {{absent}}.',
    proxy: '`{{text}}` goes to the object this clean-up is called about: it always raises a `ReferenceError`.',
  },
  *check({ deadReferents }) {
    for (const dead of deadReferents) yield problemOf(dead);
  },
});

function problemOf({ site, text, as, cleanup }: DeadReferent): Problem<MessageId> {
  return {
    at: site,
    messageId: as,
    data: { text },
    related: [{ site: cleanup, message: 'The clean-up.' }],
    suggestions: [],
  };
}
