/** A bound method is made anew at each access: a weak reference to it finds nothing. */
import { defineRule, suggest } from '../define-rule.ts';

type MessageId = 'handle' | 'container' | 'method' | 'member';

export default defineRule<MessageId>({
  id: 'no-weak-bound-method',
  description: 'Disallow weakly referencing a bound method or function, which is made anew each time',
  recommended: 'error',
  passage: 'keep-somebody-owning-it#a-bound-method-is-a-temporary',
  codes: ['PY20', 'PY24', 'JS11'],
  limits: 'A method of Python is recognised where its class stands in the same file and nobody sets a member of that name.',
  needles: { python: ['weakref'], javascript: ['WeakRef', 'WeakSet', 'WeakMap'] },
  messages: {
    handle: '`{{text}}` makes a new bound function that nobody keeps: `{{api}}` finds it gone.',
    container: '`{{text}}` makes a new bound function that nobody keeps: it is gone from the `{{api}}` again.',
    method: 'Use `{{name}}`, which lives as long as the object of the method',
    member: 'Keep the bound method in `{{name}}`',
  },
  *check({ weakTemporaries, edits }) {
    for (const { site, text, what, api, role, making, through } of weakTemporaries) {
      if (what !== 'method' || role === 'receiver' || role === 'look-up') continue;
      const methods = role === 'handle' && through === undefined ? edits.renamedHandle(making, 'WeakMethod') : [];
      const kept = methods.length > 0 ? [] : edits.keep(site).filter(({ intent }) => intent === 'member');
      yield {
        at: site,
        messageId: role === 'container' ? 'container' : 'handle',
        data: { text, api },
        related: through === undefined ? [] : [{ ...through, message: `\`${api}\` holds it weakly here.` }],
        suggestions: [...suggest('method', methods), ...suggest('member', kept)],
      };
    }
  },
});
