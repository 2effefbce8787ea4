/** A weak container is walked while entries are put in or taken out. */
import { defineRule } from '../define-rule.ts';

type MessageId = 'changed' | 'copy';

export default defineRule<MessageId>({
  id: 'no-weak-iteration-mutation',
  description: 'Disallow changing a weak container while walking over it',
  recommended: 'warn',
  passage: 'weak-set#walk-over-a-copy',
  codes: ['PY68'],
  limits:
    'Only changes by the loop itself, and by functions of the same file that it calls, through two calls at most, are seen; a change that depends on what the function is given is not. Python 3.14 walks over a copy of its own.',
  needles: { python: ['WeakKeyDictionary', 'WeakValueDictionary', 'WeakSet'], javascript: [] },
  messages: {
    changed: '`{{name}}` changes on line {{line}} while the loop walks over it: up to Python 3.13 the next step raises a `RuntimeError`.',
    copy: 'Walk over a copy: `{{copy}}`',
  },
  *check({ disturbedWalks, edits }) {
    for (const { site, name, changedAt, calledAt } of disturbedWalks) {
      yield {
        at: site,
        messageId: 'changed',
        data: { name, line: (calledAt ?? changedAt).loc.start.line },
        related: [...(calledAt === undefined ? [] : [{ site: calledAt, message: 'The loop calls what changes them.' }]), { site: changedAt, message: 'Entries change here.' }],
        suggestions: edits.copied(site).map((offer) => ({ messageId: 'copy', data: { copy: offer.name }, offer })),
      };
    }
  },
});
