/** Handles are made in a loop that does not let the collector in. */
import { defineRule } from '../define-rule.ts';

type MessageId = 'busy';

export default defineRule<MessageId>({
  id: 'no-sync-weakref-loop',
  description: 'Disallow making weak handles in long loops without a pause',
  recommended: false,
  passage: 'javascript#a-long-job-keeps-everything',
  codes: ['JS35'],
  limits: 'Loops over a collection are not reported: they end with it. There is no edit: a pause needs a function that may wait, and callers that wait for it.',
  needles: { python: [], javascript: ['WeakRef'] },
  messages: {
    busy: 'The object stays until the job ends, and this loop has no pause: it keeps all of them.',
  },
  *check({ busyLoops }) {
    for (const { site } of busyLoops) yield { at: site, messageId: 'busy', data: {}, related: [], suggestions: [] };
  },
});
