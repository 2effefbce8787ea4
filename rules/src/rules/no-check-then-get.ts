/** An entry of a weak container is tested and then looked up. */
import { defineRule } from '../define-rule.ts';

type MessageId = 'stale';

export default defineRule<MessageId>({
  id: 'no-check-then-get',
  description: 'Disallow looking up an entry of a weak dictionary because `in` has just found it',
  recommended: 'warn',
  passage: 'weak-value-dictionary#get-then-test',
  codes: ['PY67'],
  limits: 'Only a look-up with the key that was tested, in the same function, is reported, and none that a handler for `KeyError` surrounds.',
  needles: { python: ['WeakValueDictionary'], javascript: [] },
  messages: {
    stale: 'The value of `{{key}}` may have died since `{{container}}` was asked for it on line {{line}}: the look-up then {{raises}} a `KeyError`.',
  },
  *check({ staleEntries }) {
    for (const { site, testedAt, container, key } of staleEntries) {
      yield {
        at: site,
        messageId: 'stale',
        data: { container, key, line: testedAt.loc.start.line },
        related: [{ site: testedAt, message: 'The value was there here.' }],
        suggestions: [],
      };
    }
  },
});
