/** A clean-up or a destructor takes a lock that the thread it interrupts may hold. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { LockedCleanup } from '../facts/facts.ts';

type MessageId = 'locks' | 'reentrant';

export default defineRule<MessageId>({
  id: 'no-lock-in-finalizer',
  description: 'Disallow a finalizer that takes a lock which does not let its own thread in twice',
  recommended: 'warn',
  passage: 'finalizers#a-finalizer-may-interrupt-you',
  codes: ['PY56'],
  limits: 'Only a `threading.Lock`, or a `Condition` of one, made in the same file and also taken by other code there, through two calls at most, in `__del__` by itself; locks inside libraries are not seen.',
  needles: { python: ['weakref', ['def __del__', 'Lock']], javascript: [] },
  messages: {
    reentrant: 'Use `{{name}}`, which lets its own thread in again',
    locks: 'This clean-up takes `{{lock}}` on line {{line}}: when it interrupts code that holds it, the thread waits for itself.',
  },
  *check({ lockedCleanups, edits }) {
    for (const locked of lockedCleanups) yield problemOf(locked, edits);
  },
});

function problemOf({ site, lock, taken, elsewhere }: LockedCleanup, edits: Edits): Problem<MessageId> {
  // The clean-up may know the lock by another name.
  const [offers = []] = [taken, elsewhere].map((place) => edits.reentrant(place)).filter(({ length }) => length > 0);
  return {
    at: site,
    messageId: 'locks',
    data: { lock, line: taken.loc.start.line },
    related: [
      { site: taken, message: 'The clean-up takes the lock.' },
      { site: elsewhere, message: 'Other code holds the lock here.' },
    ],
    suggestions: suggest('reentrant', offers),
  };
}
