/** A destructor reads what a constructor that stops early has not set. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { UnsetMember } from '../facts/facts.ts';

type MessageId = 'unset' | 'set';

export default defineRule<MessageId>({
  id: 'prefer-finalize',
  description: 'Disallow a `__del__` that reads attributes the constructor may not have set',
  recommended: 'warn',
  passage: 'finalizers#prefer-a-finalizer-to-del',
  codes: ['PY39'],
  limits:
    'Only ways out of the constructor, or of the one that it derives from, that stand there (`raise`, `return`, a branch, a handler) are seen, not errors of what it calls, and no failing `assert`; a class with an unknown base or decorator is not reported.',
  needles: { python: [['def __del__', 'def __init__']], javascript: [] },
  messages: {
    set: 'Do it only if `{{name}}`',
    unset: '`{{text}}` may not be set: the constructor can leave on line {{line}} without it, and `__del__` runs all the same.',
  },
  *check({ unsetMembers, edits }) {
    for (const member of unsetMembers) yield problemOf(member, edits);
  },
});

function problemOf({ site, text, member, leaves }: UnsetMember, edits: Edits): Problem<MessageId> {
  return {
    at: site,
    messageId: 'unset',
    data: { text, line: leaves.loc.start.line },
    related: [{ site: leaves, message: 'The constructor may leave here.' }],
    suggestions: suggest('set', edits.ifSet(site, member)),
  };
}
