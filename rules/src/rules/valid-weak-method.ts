/** `WeakMethod` takes bound methods and nothing else. */
import { defineRule } from '../define-rule.ts';
import type { MisusedMethodHandle } from '../facts/facts.ts';

type MessageId = MisusedMethodHandle['what'] | 'plain';

export default defineRule<MessageId>({
  id: 'valid-weak-method',
  description: 'Require a bound method where `WeakMethod` is made',
  recommended: 'error',
  passage: 'keep-somebody-owning-it#weakmethod-is-for-bound-methods',
  codes: ['PY28'],
  limits: 'Only functions and classes of the same file, lambdas, `partial` objects and values of built-in types are told from bound methods.',
  needles: { python: ['WeakMethod'], javascript: [] },
  messages: {
    function: '`{{text}}` is a function and no bound method: `WeakMethod` {{raises}} a `TypeError`.',
    static: '`{{text}}` is not bound to an object: `WeakMethod` {{raises}} a `TypeError`.',
    other: '`{{text}}` is no bound method: `WeakMethod` {{raises}} a `TypeError`.',
    plain: 'Use `{{name}}`',
  },
  *check({ misusedMethodHandles, edits }) {
    for (const { site, text, what, isKept, making } of misusedMethodHandles) {
      const offers = isKept ? edits.renamedHandle(making, 'ref') : [];
      yield { at: site, messageId: what, data: { text }, related: [], suggestions: offers.map((offer) => ({ messageId: 'plain', data: { name: offer.name }, offer })) };
    }
  },
});
