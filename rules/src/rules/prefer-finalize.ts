/** A destructor reads what a constructor that stops early has not set, or brings its object back to life. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { UnsetMember } from '../facts/facts.ts';

type MessageId = 'unset' | 'resurrects' | 'set';

export default defineRule<MessageId>({
  id: 'prefer-finalize',
  description: 'Disallow a `__del__` that reads attributes the constructor may not have set, or keeps its object',
  recommended: 'warn',
  passage: 'finalizers#prefer-a-finalizer-to-del',
  codes: ['PY39', 'PY41'],
  limits:
    'Only ways out of the constructor, or of the one that it derives from, that stand there (`raise`, `return`, a branch, a handler) are seen, and calls of a few functions that often fail (`open`, `subprocess.Popen`) whose result is another member, not errors of what it calls otherwise, and no failing `assert`; a class with an unknown base or decorator is not reported. An object is kept where `__del__` itself puts it into a collection of the module or of a class, and the class has a constructor.',
  needles: { python: [['def __del__', 'def __init__']], javascript: [] },
  messages: {
    set: 'Do it only if `{{name}}`',
    resurrects: '`{{home}}` keeps `{{object}}`, which lives again: `__del__` does not run a second time.',
    unset: '`{{text}}` may not be set: the constructor can leave on line {{line}} without it, and `__del__` runs all the same.',
  },
  *check({ unsetMembers, resurrections, edits }) {
    for (const member of unsetMembers) yield problemOf(member, edits);
    // CPython's data model, `object.__del__`.
    for (const { site, object, home } of resurrections) yield { at: site, messageId: 'resurrects', data: { object, home }, related: [], suggestions: [] };
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
