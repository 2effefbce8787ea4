/** A weak key or member that cannot be hashed. */
import { defineRule } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { UnhashableKey } from '../facts/facts.ts';

type MessageId = UnhashableKey['because'] | 'declared' | 'eq' | 'hash';

export default defineRule<MessageId>({
  id: 'no-unhashable-weak-key',
  description: 'Disallow weak keys and members of classes that cannot be hashed',
  recommended: 'error',
  passage: 'weak-key-dictionary#a-key-needs-a-hash-that-stays',
  codes: ['PY64'],
  limits: 'Only objects of a class whose bases and decorators are all known are reported.',
  needles: { python: ['weakref'], javascript: [] },
  messages: {
    comparison: '`{{type}}` defines `__eq__` without `__hash__`, so `{{api}}` raises a `TypeError` for `{{text}}`.',
    option: '`{{type}}` compares by value and has no hash, so `{{api}}` raises a `TypeError` for `{{text}}`.',
    written: '`{{type}}` sets `__hash__` to `None`, so `{{api}}` raises a `TypeError` for `{{text}}`.',
    type: '`{{type}}` cannot be hashed, so `{{api}}` raises a `TypeError` for `{{text}}`.',
    declared: '`{{api}}` can never hold a `{{type}}`, which cannot be hashed.',
    eq: 'Compare objects of `{{type}}` by identity: `{{added}}`',
    hash: 'Hash objects of `{{type}}` by identity: `{{added}}`',
  },
  *check({ unhashableKeys, edits }) {
    for (const key of unhashableKeys) yield problemOf(key, edits);
  },
});

function problemOf({ site, text, type, because, api, role, class: definition }: UnhashableKey, edits: Edits): Problem<MessageId> {
  const offers = definition === undefined ? [] : edits.identify(definition.site);
  return {
    at: site,
    messageId: role === 'declared' ? 'declared' : because,
    data: role === 'declared' ? { type, api } : { text, type, api },
    related: definition === undefined ? [] : [{ site: definition.nameSite, message: `Objects of \`${type}\` cannot be hashed.` }],
    suggestions: offers.map((offer) => ({ messageId: offer.intent, data: { type, added: offer.name }, offer })),
  };
}
