/** A strong name keeps what a weak handle gave while a loop waits. */
import { defineRule } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { HeldWait } from '../facts/facts.ts';

type MessageId = 'held' | 'turn';

export default defineRule<MessageId>({
  id: 'no-strong-hold-across-suspension',
  description: 'Disallow holding what a weak handle gave while a loop waits',
  recommended: false,
  passage: 'one-deref-one-strong-name#let-go-before-you-wait',
  codes: ['PY09', 'JS05'],
  limits: 'Only loops that go on without a collection to walk over are reported, and in JavaScript only where the object is asked for before the loop. There is no edit: what the loop needs of the object, and what it does when it is gone, is not to be seen.',
  needles: { python: ['weakref'], javascript: ['WeakRef'] },
  messages: {
    held: '`{{name}}` keeps its object alive as long as the loop below waits: ask `{{handle}}` in each turn, after the wait.',
    turn: '`{{name}}` still keeps its object alive during this wait: let it go before.',
  },
  *check({ heldWaits }) {
    for (const held of heldWaits) yield problemOf(held);
  },
});

/** Where the code has to change: what is asked for once stands before the loop, what is let go stands before the wait. */
function problemOf({ site, name, handle, deref, isEachTurn }: HeldWait): Problem<MessageId> {
  if (!isEachTurn) return { at: deref, messageId: 'held', data: { name, handle }, related: [{ site, message: 'The loop waits here.' }], suggestions: [] };
  return { at: site, messageId: 'turn', data: { name }, related: [{ site: deref, message: `\`${name}\` is what \`${handle}\` gave here.` }], suggestions: [] };
}
