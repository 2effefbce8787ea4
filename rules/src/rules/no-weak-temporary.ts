/** Something is made for a weak reference alone: it is gone before anybody can ask for it. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Data, Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { WeakTemporary } from '../facts/facts.ts';

type MessageId = 'handle' | 'container' | 'local' | 'lookUp' | 'name' | 'member';

export default defineRule<MessageId>({
  id: 'no-weak-temporary',
  description: 'Disallow weakly referencing an object that nobody else keeps',
  recommended: 'error',
  passage: 'keep-somebody-owning-it#a-temporary-dies-at-once',
  codes: ['PY21', 'PY22', 'PY23', 'PY25', 'PY74', 'JS10', 'JS15', 'JS39'],
  limits:
    'Only what is surely new and unknown to anybody else is reported: functions, literals, and objects of classes in the same file whose constructors keep `self` or `this` to themselves. An empty object is not, except in a container that lasts: it tells when the collector has run. Nor is a handle that is called dead, or asserted to be, nor anything in a function that forces a collection. A function of the file that holds its parameter weakly, and gives it to nobody else, counts as a weak reference.',
  needles: { python: ['weakref'], javascript: ['WeakRef', 'WeakMap', 'WeakSet'] },
  messages: {
    handle: '`{{api}}` gets something that is made here and that nobody else keeps: {{when}}.',
    container: '`{{api}}` keeps nothing alive, and nobody else keeps what is made here: {{when}}.',
    local: '`{{text}}` is kept by a local variable alone: it is gone when the function returns, and `{{api}}` holds it weakly.',
    name: 'Give it a name first: `{{name}}`',
    member: 'Keep it in `{{name}}`',
    lookUp: '`{{api}}` looks keys up by identity: what is made here is no key of it.',
  },
  *check({ weakTemporaries, edits, language }) {
    for (const temporary of weakTemporaries) {
      if (temporary.role === 'receiver' || temporary.what === 'method') continue;
      yield problemOf(temporary, edits, { when: language === 'python' ? 'it is gone at once' : 'it is gone after this job' });
    }
  },
});

function problemOf(temporary: WeakTemporary, edits: Edits, words: Data): Problem<MessageId> {
  const { site, text, api, role, through } = temporary;
  // One member could keep one of many.
  const offers = role === 'look-up' ? [] : edits.keep(site).filter(({ intent }) => role !== 'container' || intent === 'name');
  const related = through === undefined ? [] : [{ ...through, message: `\`${api}\` holds it weakly here.` }];
  return { at: site, messageId: messageOf(temporary), data: { ...words, text, api }, related, suggestions: offers.flatMap((offer) => suggest(offer.intent, [offer])) };
}

function messageOf({ role, dies }: WeakTemporary): MessageId {
  if (role === 'look-up') return 'lookUp';
  if (dies === 'at-return') return 'local';
  return role === 'container' ? 'container' : 'handle';
}
