/** An entry of a weak container is tested and then looked up. */
import { defineRule, suggest } from '../define-rule.ts';
import type { StaleEntry } from '../facts/facts.ts';

type MessageId = 'stale' | 'once';

export default defineRule<MessageId>({
  id: 'no-check-then-get',
  description: 'Disallow looking up an entry of a weak dictionary because a test has just found it',
  recommended: 'warn',
  passage: 'weak-value-dictionary#get-then-test',
  codes: ['PY67'],
  limits: 'Only a look-up with a key that was tested, or comes out of a list of the keys, in the same function, is reported, and none that a handler for `KeyError` surrounds.',
  needles: { python: ['WeakValueDictionary'], javascript: [] },
  messages: {
    stale: 'The value of `{{key}}` may have died since `{{container}}` was asked for it on line {{line}}: the look-up then {{raises}} a `KeyError`.',
    once: 'Look once, with `{{name}}`, and keep what it gives',
  },
  *check({ staleEntries, edits }) {
    for (const { site, testedAt, container, key } of staleEntries) {
      yield {
        at: site,
        messageId: 'stale',
        data: { container, key, line: testedAt.loc.start.line },
        related: [{ site: testedAt, message: 'The value was there here.' }],
        suggestions: suggest('once', edits.lookUpOnce({ test: testedAt, lookUps: lookUpsAfter(testedAt, staleEntries) })),
      };
    }
  },
});

function lookUpsAfter(test: StaleEntry['testedAt'], staleEntries: readonly StaleEntry[]): readonly StaleEntry['site'][] {
  return staleEntries.flatMap(({ site, testedAt }) => (testedAt === test ? [site] : []));
}
