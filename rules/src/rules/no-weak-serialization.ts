/** A handle, or an object that has one, is written or copied as if it were plain data. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { Serialization } from '../facts/facts.ts';

/** As text an object with a handle loses nothing but the handle. */
type MessageId = Serialization['as'] | `${Exclude<Serialization['as'], 'text' | 'strict-text'>}Member` | 'ask' | 'leave' | 'renew';

export default defineRule<MessageId>({
  id: 'no-weak-serialization',
  description: 'Disallow pickling, copying and sending weak handles as if they were plain data',
  recommended: 'warn',
  passage: 'weak-handles#a-handle-does-not-travel',
  codes: ['PY75', 'PY76', 'JS37'],
  limits: 'A class that says itself how its objects are pickled or copied, or that has a base of which nothing is known, is not reported. Handles of objects inside of it are seen where its members visibly hold these; a copied one is reported only where it points back to what is copied.',
  needles: { python: ['weakref'], javascript: ['WeakRef', 'WeakMap', 'WeakSet'] },
  messages: {
    ask: 'Take what `{{name}}` gives',
    leave: 'Leave handles out when pickling: `{{name}}`',
    renew: 'Copy with handles of their own: `{{name}}`',
    bytes: '`{{text}}` is a `{{api}}`, which cannot be pickled.',
    text: '`{{text}}` is a `{{api}}`: it is written as `{}`, whatever it refers to.',
    'strict-text': '`{{text}}` is a `{{api}}`: writing it as JSON {{raises}} a `TypeError`.',
    copy: '`{{text}}` is a `{{api}}`: its copy still points to the old object.',
    message: '`{{text}}` is a `{{api}}`: cloning it {{raises}} a `DataCloneError`.',
    bytesMember: '`{{text}}` has a weak handle in `{{member}}`, which cannot be pickled.',
    copyMember: '`{{text}}` has a weak handle in `{{member}}`: in the copy it still points to the old object.',
    messageMember: '`{{text}}` has a weak handle in `{{member}}`: cloning it {{raises}} a `DataCloneError`.',
  },
  *check({ serializations, edits }) {
    for (const serialization of serializations) yield problemOf(serialization, edits);
  },
});

function suggestionsFor({ site, put, as, api, holder }: Serialization, edits: Edits): Problem<MessageId>['suggestions'] {
  switch (as) {
    case 'text':
    case 'message':
      return api === 'WeakRef' && put === undefined ? suggest('ask', edits.askHandle(site)) : [];
    case 'strict-text':
      return [];
    case 'bytes':
      return holder === undefined ? [] : suggest('leave', edits.hooked({ ...holder, as }));
    case 'copy':
      return holder === undefined ? [] : suggest('renew', edits.hooked({ ...holder, as }));
  }
}

function problemOf(serialization: Serialization, edits: Edits): Problem<MessageId> {
  const { site, put, text, as, api, member } = serialization;
  return {
    at: site,
    messageId: member === undefined || as === 'text' || as === 'strict-text' ? as : `${as}Member`,
    data: member === undefined ? { text, api } : { text, member },
    related: put === undefined ? [] : [{ site: put, message: 'It is put in here.' }],
    suggestions: suggestionsFor(serialization, edits),
  };
}
