/** A weak handle is asked a second time on the strength of its first answer. */
import { defineRule } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { RepeatedDeref } from '../facts/facts.ts';

type MessageId = 'repeated' | 'suspended' | 'bind';

export default defineRule<MessageId>({
  id: 'no-repeated-deref',
  description: 'Disallow asking a weak handle again instead of keeping the answer that was checked',
  recommended: 'warn',
  passage: 'one-deref-one-strong-name#why-twice-is-not-once',
  codes: ['PY04', 'PY08', 'JS03', 'JS04'],
  limits:
    'In JavaScript two derefs within one job give the same answer (the engine keeps the object until the job ends), so only a suspension between them is reported.',
  fixable: true,
  needles: { python: ['weakref'], javascript: ['WeakRef', '.deref('] },
  messages: {
    repeated: '`{{handle}}` was checked on line {{line}} and is asked again here: the object may be gone in between.',
    suspended: '`{{handle}}` was checked on line {{line}}, but the suspension on line {{suspension}} lets the collector in: the object may be gone.',
    bind: 'Keep the first answer in `{{strong}}` and use it here',
  },
  *check({ repeatedDerefs, edits }) {
    for (const repeated of repeatedDerefs) yield problemOf(repeated, edits);
  },
});

function problemOf(repeated: RepeatedDeref, edits: Edits): Problem<MessageId> {
  const { deref, earlier, suspendedAt, group } = repeated;
  const { handle } = deref;
  const line = earlier.site.loc.start.line;
  const [bind] = edits.bind({ earlier: earlier.site, later: group, handle, acrossSuspension: suspendedAt !== undefined });
  const data = { handle, line };
  const related = [{ site: earlier.site, message: `The answer that was checked.` }];
  if (suspendedAt === undefined) {
    return {
      at: deref.site,
      messageId: 'repeated',
      data,
      related,
      fix: bind,
      suggestions: bind === undefined ? [] : [{ messageId: 'bind', data: { strong: bind.name }, offer: bind }],
    };
  }
  return {
    at: deref.site,
    messageId: 'suspended',
    data: { ...data, suspension: suspendedAt.loc.start.line },
    related: [...related, { site: suspendedAt, message: 'The collector may get in here.' }],
    suggestions: bind === undefined ? [] : [{ messageId: 'bind', data: { strong: bind.name }, offer: bind }],
  };
}
