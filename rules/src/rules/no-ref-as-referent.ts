/** A weak handle is tested, compared or used as if it were its object. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Data, Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { MistakenHandle } from '../facts/facts.ts';

type MessageId = 'truth' | 'all' | 'set' | 'absence' | 'comparison' | 'among' | 'another' | 'member' | 'uncalled' | 'operation' | 'fallback' | 'ask' | 'each' | 'answer' | 'once';

export default defineRule<MessageId>({
  id: 'no-ref-as-referent',
  description: 'Disallow testing, comparing or using a weak handle as if it were its object',
  recommended: 'warn',
  passage: 'weak-handles#the-handle-is-not-the-object',
  codes: ['PY03', 'PY05', 'PY06', 'JS06', 'JS07', 'JS09'],
  limits:
    'A handle that may not be set (yet) may be tested for that. A comparison is reported only where the other side is visibly an object and no handle, or a variable of the name that the object goes by where the handle is made, or where its answer is compared; handles as keys of dictionaries and members of sets are as they should be.',
  needles: { python: ['weakref'], javascript: ['WeakRef'] },
  messages: {
    truth: '`{{name}}` is a weak handle, which counts as true whether its object is there or gone.',
    all: '`{{name}}` holds weak handles, which count as true whether their objects are there or gone.',
    set: '`{{name}}` counts as true also when its object is gone, and then its answer here is {{absent}}.',
    absence: '`{{name}}` is a weak handle and never {{absent}}: only what it gives can be.',
    comparison: '`{{name}}` is a weak handle and never the same as the object `{{other}}`.',
    among: '`{{name}}` holds weak handles: the object `{{other}}` is never one of them.',
    another: '`{{name}}` is never the same handle as `{{other}}`: only plain handles without a callback are shared.',
    member: '`{{name}}` asks a weak handle for `{{member}}`, which only its object has.',
    uncalled: '`{{name}}` is always there: call it to learn whether the object is.',
    operation: '`{{name}}` is a weak handle, and only its object can do this.',
    fallback: '`{{name}}` is the weak handle itself: when its object is gone, the handle takes its place.',
    ask: 'Ask the handle',
    once: 'Ask `{{name}}` once',
    each: 'Ask each handle',
    answer: 'Take what `{{name}}` gives, or nothing',
  },
  *check({ mistakenHandles, edits }) {
    for (const mistaken of mistakenHandles) if (mistaken.role === 'handle') yield problemOf(mistaken, edits);
  },
});

function problemOf(mistaken: MistakenHandle, edits: Edits): Problem<MessageId> {
  const { site, name, madeAt, member = '', other = '', reliedOn } = mistaken;
  const data: Data = { name, member, other };
  return {
    at: site,
    messageId: messageOf(mistaken),
    data,
    related: [
      { site: madeAt, message: 'The weak handle is made or declared here.' },
      ...(reliedOn === undefined ? [] : [{ site: reliedOn, message: 'Its answer is used here without a look.' }]),
    ],
    suggestions: suggestionsFor(mistaken, edits),
  };
}

function messageOf({ as, reliedOn }: MistakenHandle): MessageId {
  switch (as) {
    case 'truth':
      return reliedOn === undefined ? 'truth' : 'set';
    case 'each':
      return 'all';
    case 'type':
    case 'hash':
      return 'operation';
    default:
      return as;
  }
}

function suggestionsFor({ as, site, isAskable, reliedOn }: MistakenHandle, edits: Edits): Problem<MessageId>['suggestions'] {
  switch (as) {
    case 'truth':
    case 'absence':
    case 'comparison':
      if (reliedOn !== undefined) return suggest('once', edits.askOnce(site, reliedOn));
      return isAskable ? suggest('ask', edits.askHandle(site)) : [];
    case 'among':
      return suggest('each', edits.askEach(site));
    case 'fallback':
      return suggest('answer', edits.withoutFallback(site));
    case 'member':
    case 'uncalled':
      return suggest('ask', edits.throughAnswer(site));
    case 'each':
    case 'another':
    case 'operation':
    case 'type':
    case 'hash':
      return [];
  }
}
