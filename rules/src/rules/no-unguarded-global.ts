/** A bare name is tested that the environment may not have. */
import { defineRule } from '../define-rule.ts';

type MessageId = 'throws' | 'member';

export default defineRule<MessageId>({
  id: 'no-unguarded-global',
  description: 'Disallow testing `WeakRef` and `FinalizationRegistry` by their bare names',
  recommended: 'warn',
  passage: 'javascript#a-missing-global-throws',
  codes: ['JS42'],
  limits: 'A test inside `try`, or after `typeof` has found the name, is not reported.',
  needles: { python: [], javascript: ['WeakRef', 'FinalizationRegistry'] },
  messages: {
    throws: 'Where there is no `{{name}}`, naming it here throws a `ReferenceError` before the test can say so.',
    member: 'Read `{{added}}`, which is `undefined` where it does not exist',
  },
  *check({ unguardedGlobals, edits }) {
    for (const { site, name } of unguardedGlobals) {
      yield {
        at: site,
        messageId: 'throws',
        data: { name },
        related: [],
        suggestions: edits.throughGlobalObject(site).map((offer) => ({ messageId: 'member', data: { added: offer.name }, offer })),
      };
    }
  },
});
