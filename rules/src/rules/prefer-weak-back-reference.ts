/** A part gets a strong reference to the owner that keeps it. */
import { defineRule, suggest } from '../define-rule.ts';

type MessageId = 'circle' | 'proxy';

export default defineRule<MessageId>({
  id: 'prefer-weak-back-reference',
  description: 'Prefer a weak reference from a part to the owner that keeps it',
  recommended: false,
  passage: 'patterns#one-side-of-a-pair-is-weak',
  codes: ['PY81'],
  limits: 'Only a method that sets both sides is reported, in a file that uses weak references already.',
  needles: { python: ['weakref'], javascript: [] },
  messages: {
    proxy: 'Give it `{{name}}`',
    circle: '`{{text}}` and the collection that keeps `{{part}}` hold each other: only the cyclic collector frees them.',
  },
  *check({ backReferences, edits }) {
    for (const { site, text, part } of backReferences) yield { at: site, messageId: 'circle', data: { text, part }, related: [], suggestions: suggest('proxy', edits.throughProxy(site)) };
  },
});
