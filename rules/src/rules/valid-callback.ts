/** What is to be called back when an object goes cannot be called, or not with what it is given. */
import { defineRule, suggest } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits } from '../facts/edits.ts';
import type { MisfitCallback } from '../facts/facts.ts';

type MessageId = MisfitCallback['because'] | 'calledNow' | 'itself' | 'later' | 'parameter' | 'position' | 'without';

export default defineRule<MessageId>({
  id: 'valid-callback',
  description: 'Require callbacks of weak handles, finalizers and registries that can be called as they will be',
  recommended: 'error',
  passage: 'finalizers#what-a-callback-is-given',
  codes: ['PY52', 'PY53', 'PY54', 'JS32'],
  limits: 'Only functions of the same file are looked at. That a callback raises an exception of its own is not reported.',
  needles: { python: ['weakref'], javascript: ['FinalizationRegistry'] },
  messages: {
    refused: '`{{api}}` takes no arguments by name: this {{raises}} a `TypeError`.',
    missing: '`{{api}}` needs a function to call: this {{raises}} a `TypeError`.',
    called: '`{{text}}` is called here, and `{{api}}` gets its result: pass the function and, after it, what it is to be called with.',
    calledNow: '`{{text}}` is called here, and `{{api}}` gets its result: pass a function.',
    handle: 'Calling a weak handle only asks for its object: nothing is done when `{{api}}` calls `{{text}}`.',
    arguments: '`{{text}}` cannot be called with the {{given}} `{{api}}` gives it.',
    value: '`{{text}}` is no function: `{{api}}` has nothing to call.',
    later: 'Pass `{{name}}` and what it is to be called with',
    itself: 'Pass `{{name}}`',
    position: 'Pass `{{name}}` by its place',
    without: 'Pass a function that takes the handle as `{{name}}`',
    parameter: 'Take the handle as `{{name}}`',
  },
  *check({ misfitCallbacks, edits }) {
    for (const misfit of misfitCallbacks) {
      const { site, text, api, because, role, given } = misfit;
      yield { at: site, messageId: because === 'called' && role === 'registry' ? 'calledNow' : because, data: { text, api, given: countOf(given) }, related: [], suggestions: suggestionsFor(misfit, edits) };
    }
  },
});

function suggestionsFor({ site, because, role, making, takesNone }: MisfitCallback, edits: Edits): Problem<MessageId>['suggestions'] {
  switch (because) {
    case 'refused':
      return suggest('position', edits.byPosition(making));
    case 'called':
      return suggest(role === 'registry' ? 'itself' : 'later', edits.calledLater(making, site));
    case 'arguments':
      if (role === 'finalizer' || !takesNone) return [];
      return [...suggest('parameter', edits.withHandle(site)), ...suggest('without', edits.withoutHandle(site))];
    case 'missing':
    case 'handle':
    case 'value':
      return [];
  }
}

function countOf(given = 0): string {
  return given === 1 ? 'one argument' : `${given} arguments`;
}
