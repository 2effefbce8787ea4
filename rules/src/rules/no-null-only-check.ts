/** A dead handle gives `undefined`, and only `null` is looked for. */
import { defineRule } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { NullOnlyTest } from '../facts/facts.ts';

type MessageId = 'null' | 'undefined';

export default defineRule<MessageId>({
  id: 'no-null-only-check',
  description: 'Disallow looking only for `null` in what a weak handle gives',
  recommended: 'error',
  passage: 'javascript#a-dead-handle-gives-undefined',
  codes: ['JS08'],
  limits: 'What a function makes of the answer before it returns it may well be `null` and is not reported.',
  needles: { python: [], javascript: ['WeakRef'] },
  messages: {
    null: '`{{name}}` is never `null`: when its object is gone, `{{handle}}` gives `undefined`.',
    undefined: 'Compare with `undefined`',
  },
  *check({ nullOnlyTests, edits }) {
    for (const test of nullOnlyTests) yield problemOf(test, edits);
  },
});

function problemOf({ site, name, handle, madeAt }: NullOnlyTest, edits: Edits): Problem<MessageId> {
  const [offer] = edits.compareUndefined(site);
  return {
    at: site,
    messageId: 'null',
    data: { name, handle },
    related: [{ site: madeAt, message: `\`${handle}\` holds its object weakly since here.` }],
    suggestions: offer === undefined ? [] : [{ messageId: 'undefined', data: {}, offer }],
  };
}
