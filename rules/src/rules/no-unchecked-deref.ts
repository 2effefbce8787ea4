/** A weak handle's answer is used although it may be absent. */
import { defineRule } from '../define-rule.ts';
import type { Data, Problem } from '../define-rule.ts';
import type { Edits, GuardIntent } from '../facts/edits.ts';
import type { UncheckedUse } from '../facts/facts.ts';

type MessageId = 'maybe' | 'absent' | 'claimed' | 'cast' | GuardIntent;

export default defineRule<MessageId>({
  id: 'no-unchecked-deref',
  description: 'Disallow using what a weak handle gives without looking whether it is still there',
  recommended: 'warn',
  passage: 'one-deref-one-strong-name#check-once-through-a-strong-name',
  codes: ['PY01', 'JS01', 'JS02'],
  limits:
    'A referent that is visibly kept alive, a use inside a handler that catches the error, and a referent handed to a function out of sight are not reported.',
  needles: { python: ['weakref'], javascript: ['WeakRef', '.deref('] },
  messages: {
    maybe: '`{{name}}` may be {{absent}} here: the object behind `{{handle}}` may already be gone.',
    absent: '`{{name}}` is {{absent}} here: the object behind `{{handle}}` is gone.',
    claimed: '`!` claims that the object behind `{{handle}}` is still there, but it may already be gone.',
    cast: 'The cast claims that the object behind `{{handle}}` is still there, but it may already be gone.',
    return: 'Return early if `{{strong}}` is {{absent}}',
    continue: 'Go on with the next one if `{{strong}}` is {{absent}}',
    raise: 'Raise an error if `{{strong}}` is {{absent}}',
    walrus: 'Bind it to `{{strong}}` in the test',
    nest: 'Do this only if `{{strong}}` is still there',
    'optional-chain': 'Use `?.`, which gives {{absent}} if the object is gone',
  },
  *check({ uncheckedUses, edits }) {
    for (const use of uncheckedUses) yield problemOf(use, edits);
  },
});

function problemOf(use: UncheckedUse, edits: Edits): Problem<MessageId> {
  const { deref, name, cast } = use;
  const data: Data = { name, handle: deref.handle };
  // Where a test has just shown that it is gone, another one would not help.
  const offers = use.presence === 'absent' ? [] : edits.guard({ deref: deref.site, used: use.used, use: use.use, handle: deref.handle });
  return {
    at: cast ?? use.used,
    messageId: messageOf(use),
    data,
    related: [
      { site: deref.madeAt, message: `\`${deref.handle}\` holds its object weakly since here.` },
      ...(deref.through === undefined ? [] : [{ ...deref.through, message: `\`${deref.handle}\` hands on what the weak handle gives here.` }]),
      ...(use.inside === undefined ? [] : [{ ...use.inside, message: 'The function uses what it is given here, and does not look at it before.' }]),
      ...(use.isDirect || cast !== undefined ? [] : [{ site: deref.site, message: `\`${name}\` is what \`${deref.handle}\` gave here.` }]),
    ],
    suggestions: offers.map((offer) => ({ messageId: offer.intent, data: { ...data, strong: offer.name }, offer })),
  };
}

function messageOf({ as, cast, presence }: UncheckedUse): MessageId {
  if (cast !== undefined) return 'cast';
  return as === 'claim' ? 'claimed' : presence;
}
