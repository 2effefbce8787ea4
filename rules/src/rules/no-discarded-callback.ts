/** A callback waits for the end of an object, but what would call it is gone before. */
import { defineRule, suggest } from '../define-rule.ts';
import type { DiscardedCallback } from '../facts/facts.ts';

type MessageId = 'discarded' | 'local' | 'discardedRegistry' | 'localRegistry' | 'own' | 'shared';

export default defineRule<MessageId>({
  id: 'no-discarded-callback',
  description: 'Disallow a callback whose weak handle or registry nobody keeps',
  recommended: 'error',
  passage: 'finalizers#a-callback-needs-its-handle',
  codes: ['PY50', 'JS26'],
  limits: 'A handle in a local variable is reported where the function ends with it, or where it is only asked and its object is a parameter, which keeps it as long as the function runs; a registry in one where the function never waits.',
  needles: { python: ['weakref'], javascript: ['FinalizationRegistry'] },
  messages: {
    discarded: 'Nobody keeps this `{{api}}`: it is gone at once, and its callback is never called.',
    local: 'Only a local variable keeps this `{{api}}`: it is gone when the function returns, and its callback is never called.',
    discardedRegistry: 'Nobody keeps this registry: it is gone before it can call back.',
    localRegistry: 'Only a local variable keeps this registry: it is gone before it can call back.',
    shared: 'Make it one registry of the class: `{{name}}`',
    own: 'This registry belongs to the very object it watches (line {{line}}): both go together, and nothing is called back.',
  },
  *check({ discardedCallbacks, edits }) {
    for (const callback of discardedCallbacks) {
      const { site, api, registeredAt } = callback;
      yield {
        at: site,
        messageId: messageOf(callback),
        data: { api, line: registeredAt?.loc.start.line ?? site.loc.start.line },
        related: registeredAt === undefined ? [] : [{ site: registeredAt, message: 'The object that has the registry is registered here.' }],
        suggestions: callback.because === 'own' ? suggest('shared', edits.shared(site)) : [],
      };
    }
  },
});

function messageOf({ because, role }: DiscardedCallback): MessageId {
  if (because === 'own') return 'own';
  if (role === 'handle') return because;
  return because === 'discarded' ? 'discardedRegistry' : 'localRegistry';
}
