/** The strong side of a weak entry leads back to its weak side. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { RetainedKey } from '../facts/facts.ts';

type MessageId = 'value' | 'key' | 'handle' | 'entry';

export default defineRule<MessageId>({
  id: 'no-value-retains-key',
  description: 'Disallow entries of weak containers whose strong side keeps the weak side alive',
  recommended: 'error',
  passage: 'weak-key-dictionary#a-value-must-not-lead-back-to-its-key',
  codes: ['PY34', 'PY35', 'JS40'],
  limits: 'Only what visibly holds the weak side: itself, a display, a closure, a bound method, an object whose constructor in the same file keeps it. An object that keeps the key, and a key that has its value inside, come without an edit: what else asks for them is not to be seen.',
  needles: { python: ['weakref'], javascript: ['WeakRef'] },
  messages: {
    entry: 'Store `{{name}}` in its place, and ask it where the entry is read',
    value: 'This value keeps its key `{{name}}` alive: the entry of the `{{api}}` is never removed.',
    key: 'This key keeps its value `{{name}}` alive: the entry of the `{{api}}` is never removed.',
    handle: 'This value keeps alive what its key `{{name}}` points to: the entry never dies.',
  },
  *check({ retainedKeys, edits }) {
    for (const retained of retainedKeys) yield problemOf(retained, edits);
  },
});

function problemOf({ site, weak, name, weakSide, api }: RetainedKey, edits: Edits): Problem<MessageId> {
  const related = [{ site: weak, message: 'Held weakly.' }];
  // A handle inside a key would not be found by the key that is asked for.
  const suggestions = weakSide === 'key' ? suggest('entry', edits.entryHeldWeakly(site, weak)) : [];
  if (api === undefined) return { at: site, messageId: 'handle', data: { name }, related, suggestions };
  return { at: site, messageId: weakSide === 'key' ? 'value' : 'key', data: { name, api }, related, suggestions };
}
