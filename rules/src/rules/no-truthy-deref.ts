/** What a weak handle gives is asked whether it counts as true, where its presence is meant. */
import { defineRule } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { TruthTest } from '../facts/facts.ts';

type MessageId = 'falsy' | 'unknown' | 'compare';

export default defineRule<MessageId>({
  id: 'no-truthy-deref',
  description: 'Disallow testing the truth of what a weak handle gives instead of comparing it with `None`',
  recommended: 'warn',
  passage: 'one-deref-one-strong-name#compare-with-none-not-with-truth',
  codes: ['PY02'],
  limits: 'Only objects of a class that can count as false are reported; with the option `advice` also those of an unknown class.',
  needles: { python: ['weakref'], javascript: [] },
  hasAdvice: true,
  messages: {
    falsy: '`{{name}}` may count as false while its object is still there: `{{className}}` has `{{by}}`.',
    unknown: 'An object that counts as false looks gone here: compare `{{name}}` with {{absent}}.',
    compare: 'Compare with {{absent}}',
  },
  *check({ truthTests, edits }) {
    for (const test of truthTests) yield problemOf(test, edits);
  },
});

function problemOf({ site, name, deref, falsy }: TruthTest, edits: Edits): Problem<MessageId> {
  return {
    at: site,
    messageId: falsy === undefined ? 'unknown' : 'falsy',
    isAdvice: falsy === undefined,
    data: falsy === undefined ? { name } : { name, className: falsy.className, by: falsy.by },
    related: [
      { site: deref.madeAt, message: `\`${deref.handle}\` holds its object weakly since here.` },
      ...(falsy?.definedAt === undefined ? [] : [{ site: falsy.definedAt, message: `Decides whether a \`${falsy.className}\` counts as true.` }]),
    ],
    suggestions: edits.comparePresence(site).map((offer) => ({ messageId: 'compare', data: {}, offer })),
  };
}
