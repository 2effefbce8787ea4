/** A member of a weak set is removed in the way that raises where there is none. */
import { defineRule } from '../define-rule.ts';

type MessageId = 'remove' | 'discard';

export default defineRule<MessageId>({
  id: 'prefer-discard',
  description: 'Prefer `discard` to `remove` for members of a weak set',
  recommended: false,
  passage: 'weak-set#discard-do-not-remove',
  codes: ['PY70'],
  limits: 'A call that a handler for `KeyError` surrounds is not reported.',
  needles: { python: ['WeakSet'], javascript: [] },
  messages: {
    remove: '`remove` raises a `KeyError` where `{{container}}` does not have this member.',
    discard: 'Use `discard`, which is silent about a member that is gone',
  },
  *check({ weakRemovals, edits }) {
    for (const { site, container } of weakRemovals) {
      yield {
        at: site,
        messageId: 'remove',
        data: { container },
        related: [],
        suggestions: edits.renamedMember(site, 'discard').map((offer) => ({ messageId: 'discard', data: {}, offer })),
      };
    }
  },
});
