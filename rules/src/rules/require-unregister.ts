/** What is released by hand stays registered, or is called off with the wrong token. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { MissingWithdrawal, WrongToken } from '../facts/facts.ts';

type MessageId = 'missing' | 'without' | 'other' | 'refused' | 'token' | 'withdraw' | 'registered';

export default defineRule<MessageId>({
  id: 'require-unregister',
  description: 'Require `unregister`, with the token that was registered, for what is also released by hand',
  recommended: 'warn',
  passage: 'javascript#unregister-what-you-close-yourself',
  codes: ['JS27', 'JS28', 'JS29'],
  limits: 'Only registries of the same file; an object counts as released by hand where one of its methods calls a release of the same name as the callback does, or is named like one and does the same with the same members.',
  needles: { python: [], javascript: ['FinalizationRegistry'] },
  messages: {
    missing: '`{{method}}` releases the object and does not unregister it: the callback will release it once more.',
    without: 'Nothing was registered with a token, so `unregister({{text}})` finds nothing.',
    other: '`{{text}}` is not the token that was registered, so `unregister` finds nothing.',
    registered: 'Unregister `{{name}}`, the token that was registered',
    token: 'Register with `{{name}}` as the token',
    withdraw: 'Call `{{name}}` in `{{method}}`',
    refused: '`{{text}}` cannot be a token: `unregister` throws a `TypeError`.',
  },
  *check({ missingWithdrawals, wrongTokens, edits }) {
    for (const missing of missingWithdrawals) yield missingProblem(missing, edits);
    for (const wrong of wrongTokens) yield tokenProblem(wrong, edits);
  },
});

function missingProblem({ site, method, release }: MissingWithdrawal, edits: Edits): Problem<MessageId> {
  const offers = edits.withdrawn({ registration: site, release });
  return { at: site, messageId: 'missing', data: { method }, related: [{ site: release, message: 'Released by hand here.' }], suggestions: suggest('withdraw', offers, { method }) };
}

function tokenProblem({ site, text, kind, registered }: WrongToken, edits: Edits): Problem<MessageId> {
  const suggestions = kind === 'without' ? suggest<MessageId>('token', edits.withToken(registered)) : suggest<MessageId>('registered', edits.withRegisteredToken(site, registered));
  return { at: site, messageId: kind, data: { text }, related: [{ site: registered, message: 'Registered here.' }], suggestions };
}
