/** The callback of a registry throws, and nobody can catch it. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { ThrowingCleanup } from '../facts/facts.ts';

type MessageId = 'throws' | 'catch';

export default defineRule<MessageId>({
  id: 'no-throwing-cleanup',
  description: 'Disallow a `throw` that leaves the callback of a `FinalizationRegistry`',
  recommended: 'warn',
  passage: 'javascript#a-callback-must-not-throw',
  codes: ['JS31'],
  limits: 'Only what the callback throws itself is reported, not errors of what it calls.',
  needles: { python: [], javascript: ['FinalizationRegistry'] },
  messages: {
    catch: 'Catch it here and print it: `{{name}}`',
    throws: 'This error leaves a clean-up callback, where nobody can catch it.',
  },
  *check({ throwingCleanups, edits }) {
    for (const throwing of throwingCleanups) yield problemOf(throwing, edits);
  },
});

function problemOf({ site, cleanup }: ThrowingCleanup, edits: Edits): Problem<MessageId> {
  return { at: site, messageId: 'throws', data: {}, related: [{ site: cleanup, message: 'The callback.' }], suggestions: suggest('catch', edits.caught(site)) };
}
