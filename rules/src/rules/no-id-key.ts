/** A lasting dictionary is keyed by the number of an object. */
import { defineRule, suggest } from '../define-rule.ts';

type MessageId = 'reused' | 'keys';

export default defineRule<MessageId>({
  id: 'no-id-key',
  description: 'Disallow lasting dictionaries keyed by `id()` of objects that nothing in sight keeps alive',
  recommended: false,
  passage: 'weak-key-dictionary#an-id-is-not-a-key',
  codes: ['PY72'],
  limits:
    'Only a dictionary of an object or a module that nothing is taken out of is reported, and only where the entry does not hold the object. The rule does not look for weak references: it has a needle of its own.',
  needles: { python: ['id('], javascript: [] },
  messages: {
    keys: 'Key it by the objects themselves, in a `{{name}}`',
    reused: 'The number may belong to another object once this one is gone, and `{{name}}` then answers for the wrong one.',
  },
  *check({ idKeys, edits }) {
    for (const { site, dictionary, name } of idKeys) {
      yield { at: site, messageId: 'reused', data: { name }, related: [], suggestions: suggest('keys', edits.keyedWeakly(dictionary)) };
    }
  },
});
