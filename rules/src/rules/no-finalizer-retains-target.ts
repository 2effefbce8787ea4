/** A finalizer holds the very object whose death it waits for. */
import { defineRule } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { RetainedTarget } from '../facts/facts.ts';

type MessageId = 'itself' | 'method' | 'closure' | 'inside' | 'refused' | 'callback' | 'release';

export default defineRule<MessageId>({
  id: 'no-finalizer-retains-target',
  description: 'Disallow passing a finalizer something that keeps its object alive',
  recommended: 'error',
  passage: 'finalizers#a-finalizer-must-not-hold-its-object',
  codes: ['PY30', 'PY31', 'PY32', 'JS22', 'JS23', 'JS24'],
  limits: 'A value read from the object (`self.handle`) may refer back to it; only what visibly holds the object is reported.',
  needles: { python: ['weakref'], javascript: ['FinalizationRegistry'] },
  messages: {
    itself: '`{{name}}` is passed to its own finalizer, which keeps it alive: it is never collected, so the finalizer never gets to run.',
    method: 'This method is bound to `{{name}}` and keeps it alive: it is never collected, so the finalizer never gets to run.',
    closure: 'This function holds `{{name}}` and keeps it alive: it is never collected, so the finalizer never gets to run.',
    inside: 'This value holds `{{name}}` and keeps it alive: it is never collected, so the finalizer never gets to run.',
    refused: '`{{name}}` is both the target and the held value: `register` throws a `TypeError`.',
    callback: 'This callback holds `{{name}}`, whose death its handle waits for: it is never called.',
    release: 'Pass only what the clean-up needs, without `{{strong}}`',
  },
  *check({ retainedTargets, edits }) {
    for (const retained of retainedTargets) yield problemOf(retained, edits);
  },
});

function problemOf(retained: RetainedTarget, edits: Edits): Problem<MessageId> {
  const { registration, target, holder, mention, name, retention, role, as } = retained;
  const isRefused = role === 'registry' && retention === 'itself' && as === 'argument';
  const isCallback = role === 'handle';
  return {
    // A whole function, or object, of several lines is too much to underline.
    at: mention !== undefined && holder.loc.start.line < holder.loc.end.line ? mention : holder,
    messageId: isCallback ? 'callback' : isRefused ? 'refused' : retention,
    data: { name },
    related: [{ site: target, message: `The finalizer waits for \`${name}\` to be collected.` }],
    // What a callback is given is the handle, nothing else could be passed.
    suggestions: (isCallback ? [] : edits.releaseTarget({ registration, target, holder }))
      .map((offer) => ({ messageId: 'release', data: { strong: name }, offer })),
  };
}
