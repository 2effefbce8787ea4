/** What is released by hand stays registered, or is called off with the wrong token. */
import { defineRule } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { MissingWithdrawal, WrongToken } from '../facts/facts.ts';

type MessageId = 'missing' | 'without' | 'other' | 'refused';

export default defineRule<MessageId>({
  id: 'require-unregister',
  description: 'Require `unregister`, with the token that was registered, for what is also released by hand',
  recommended: 'warn',
  passage: 'javascript#unregister-what-you-close-yourself',
  codes: ['JS27', 'JS28', 'JS29'],
  limits: 'Only registries of the same file; an object counts as released by hand where one of its methods calls by name what the callback calls.',
  needles: { python: [], javascript: ['FinalizationRegistry'] },
  messages: {
    missing: '`{{method}}` releases the object and does not unregister it: the callback will release it once more.',
    without: 'Nothing was registered with a token, so `unregister({{text}})` finds nothing.',
    other: '`{{text}}` is not the token that was registered, so `unregister` finds nothing.',
    refused: '`{{text}}` cannot be a token: `unregister` throws a `TypeError`.',
  },
  *check({ missingWithdrawals, wrongTokens }) {
    for (const missing of missingWithdrawals) yield missingProblem(missing);
    for (const wrong of wrongTokens) yield tokenProblem(wrong);
  },
});

function missingProblem({ site, method, release }: MissingWithdrawal): Problem<MessageId> {
  return { at: site, messageId: 'missing', data: { method }, related: [{ site: release, message: 'Released by hand here.' }], suggestions: [] };
}

function tokenProblem({ site, text, kind, registered }: WrongToken): Problem<MessageId> {
  return { at: site, messageId: kind, data: { text }, related: [{ site: registered, message: 'Registered here.' }], suggestions: [] };
}
