/** A weak object is used as what it is not. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { Misuse } from '../facts/facts.ts';

type MessageId = Misuse['what'] | 'through' | 'construct';

export default defineRule<MessageId>({
  id: 'no-weak-collection-misuse',
  description: 'Disallow what weak containers and handles cannot do',
  recommended: 'error',
  passage: 'javascript#a-weak-container-has-few-doors',
  codes: ['JS17', 'JS18', 'JS21', 'JS33', 'JS34', 'PY71'],
  limits: 'Only objects that are known to be weak containers or handles are reported.',
  needles: { python: ['WeakValueDictionary', 'WeakKeyDictionary', 'WeakSet'], javascript: ['WeakRef', 'WeakMap', 'WeakSet', 'FinalizationRegistry'] },
  messages: {
    brackets: 'Neither square brackets nor `in` reach the entries of a `{{api}}`: use its methods.',
    lacking: 'A `{{api}}` has no `{{name}}`: its entries can be neither counted nor listed.',
    walked: 'A `{{api}}` cannot be walked over: this {{raises}} a `TypeError`.',
    called: '`{{api}}` without `new` {{raises}} a `TypeError`.',
    detached: '`{{name}}` taken off its `{{api}}` {{raises}} a `TypeError` when it is called.',
    'fresh-key': 'A handle made on the spot equals no other: look for the object instead, or keep the handle.',
    through: 'Use `{{name}}`',
    construct: 'Write `{{name}}`',
    hook: 'A `{{api}}` never calls `{{name}}`.',
  },
  *check({ misuses, edits }) {
    for (const { site, what, api, name } of misuses) yield { at: site, messageId: what, data: { api, name }, related: [], suggestions: suggestionsFor(site, what, edits) };
  },
});

function suggestionsFor(site: Misuse['site'], what: Misuse['what'], edits: Edits): Problem<MessageId>['suggestions'] {
  if (what === 'brackets') return suggest('through', edits.throughMethod(site));
  return what === 'called' ? suggest('construct', edits.constructed(site)) : [];
}
