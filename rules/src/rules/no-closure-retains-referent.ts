/** A function that is kept owns what a handle beside it only watches. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { OwnedReferent } from '../facts/facts.ts';

type MessageId = 'mentioned' | 'method' | 'takenInside' | 'circle' | 'forEver' | 'untilExit' | 'entry' | 'inside';

export default defineRule<MessageId>({
  id: 'no-closure-retains-referent',
  description: 'Disallow functions that own an object which the handle beside them only watches',
  recommended: 'warn',
  passage: 'owning-and-observing#a-closure-owns-what-it-mentions',
  codes: ['JS12', 'PY58'],
  limits: 'Only where the handle and the function meet in one function, or an entry and the clean-up that is to remove it are made in one; whether the function is let go again elsewhere is not seen. With the option `advice`, also circles through other functions than bound methods.',
  hasAdvice: true,
  needles: { python: ['weakref'], javascript: ['WeakRef', 'FinalizationRegistry'] },
  messages: {
    mentioned: 'This function mentions `{{name}}` and owns it, so the handle from line {{line}} cannot let it go.',
    method: 'This method is bound to `{{name}}` and owns it, so the handle from line {{line}} cannot let it go.',
    takenInside: 'The handle is taken inside this function, which owns `{{name}}` in order to take it.',
    inside: 'Ask `{{name}}` inside the function',
    circle: 'This callback owns `{{name}}`, which keeps its handle: the circle has to wait for the cyclic collector.',
    forEver: 'What line {{line}} hands over owns `{{name}}` as long as the program runs: it is never collected, so the clean-up never runs.',
    untilExit: 'What line {{line}} hands over owns `{{name}}` as long as the program runs: the clean-up does not run before the end.',
    entry: 'The entry of line {{line}} keeps `{{name}}`: the clean-up that is to remove it never runs while it is there.',
  },
  *check({ ownedReferents, edits }) {
    for (const owned of ownedReferents) yield problemOf(owned, edits);
  },
});

const MESSAGES: Readonly<Record<OwnedReferent['form'], { readonly id: MessageId; readonly related: string }>> = {
  mentioned: { id: 'mentioned', related: 'The handle.' },
  method: { id: 'method', related: 'The handle.' },
  'taken-inside': { id: 'takenInside', related: 'The handle.' },
  circle: { id: 'circle', related: 'The handle.' },
  'for-ever': { id: 'forEver', related: 'Owned here.' },
  'until-exit': { id: 'untilExit', related: 'Owned here.' },
  entry: { id: 'entry', related: 'The entry.' },
};

function problemOf({ site, name, form, handle, isAdvice }: OwnedReferent, edits: Edits): Problem<MessageId> {
  const { id, related } = MESSAGES[form];
  const suggestions = form === 'mentioned' ? suggest('inside', edits.askInside({ mention: site, handle })) : [];
  return { at: site, messageId: id, isAdvice, data: { name, line: handle.loc.start.line }, related: [{ site: handle, message: related }], suggestions };
}
