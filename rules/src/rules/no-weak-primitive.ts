/** Something is to be weakly referenced that cannot be. */
import { defineRule } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits, Offer } from '../facts/edits.ts';
import type { ImpossibleReferent } from '../facts/facts.ts';

type MessageId = 'impossible' | 'sought' | 'written' | 'absent' | 'registered' | 'hold' | 'twin' | 'symbol';

export default defineRule<MessageId>({
  id: 'no-weak-primitive',
  description: 'Disallow weakly referencing a value that cannot be weakly referenced',
  recommended: 'error',
  passage: 'what-cannot-be-weakly-referenced#values-are-not-referents',
  codes: ['PY60', 'PY79', 'JS13', 'JS14'],
  limits: 'Only values whose type is certain in the file are reported: literals, results of known constructors, classes of the file.',
  needles: { python: ['weakref'], javascript: ['WeakRef', 'WeakMap', 'WeakSet', 'FinalizationRegistry'] },
  messages: {
    impossible: 'A value of type `{{type}}` cannot be weakly referenced: `{{api}}` {{raises}} a `TypeError` here.',
    sought: '`{{api}}` never has `{{text}}`: a value of type `{{type}}` cannot be weakly referenced, so nothing is found.',
    written: '`{{api}}` can never refer to `{{text}}`: a value of type `{{type}}` cannot be weakly referenced.',
    absent: '`{{text}}` cannot be weakly referenced: `{{api}}` {{raises}} a `TypeError` here.',
    registered: 'A symbol from `Symbol.for` is never collected, so `{{api}}` refuses it with a `TypeError`.',
    hold: 'Hold the value itself: it is cheap and never collected early',
    twin: 'Use `{{strong}}`, which holds it strongly',
    symbol: 'Make a symbol of its own with `Symbol()`',
  },
  *check({ impossibleReferents, edits }) {
    for (const referent of impossibleReferents) yield problemOf(referent, edits);
  },
});

const REGISTERED_SYMBOL = 'registered symbol';

function problemOf(referent: ImpossibleReferent, edits: Edits): Problem<MessageId> {
  const { site, text, type, api, role } = referent;
  const isSymbol = type === REGISTERED_SYMBOL;
  return {
    at: site,
    messageId: messageOf(referent),
    data: { text, type, api },
    related: [],
    suggestions: [
      ...(isSymbol ? offered('symbol', edits.unregisteredSymbol(site)) : []),
      ...(role === 'handle' ? offered('hold', edits.holdStrongly(referent.making, site)) : []),
      ...(referent.container === undefined ? [] : offered('twin', edits.strongContainer(referent.container.site, referent.container.twin))),
    ],
  };
}

function messageOf({ role, type }: ImpossibleReferent): MessageId {
  if (role === 'type') return 'written';
  if (role === 'look-up') return 'sought';
  return MESSAGES[type] ?? 'impossible';
}

const MESSAGES: Readonly<Partial<Record<string, MessageId>>> = { [REGISTERED_SYMBOL]: 'registered', none: 'absent' };

function offered(messageId: MessageId, offers: readonly Offer<string>[]): Problem<MessageId>['suggestions'] {
  return offers.map((offer) => ({ messageId, data: { strong: offer.name }, offer }));
}
