/** A class with slots has no place for weak handles, or asks for it in vain. */
import { defineRule } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { Edits, LanguageVersion } from '../facts/edits.ts';
import type { MisplacedPlace, RoomlessReferent } from '../facts/facts.ts';

type MessageId = RoomlessReferent['because'] | MisplacedPlace['kind'] | 'room' | 'remove';

export default defineRule<MessageId>({
  id: 'require-weakref-slot',
  description: 'Require a place for weak handles in classes with slots whose objects are weakly referenced',
  recommended: 'error',
  passage: 'what-cannot-be-weakly-referenced#slots-need-a-place-for-handles',
  codes: ['PY61', 'PY62', 'PY63'],
  limits: 'Only classes whose slots are written out and whose bases and decorators are all known are reported.',
  needles: { python: ['weakref'], javascript: [] },
  messages: {
    slots: '`{{className}}` has slots without `\'__weakref__\'`, so `{{api}}` raises a `TypeError` here.',
    option: '`{{className}}` has generated slots without a place for weak references, so `{{api}}` raises a `TypeError` here.',
    twice: "`'__weakref__'` is named twice: making `{{className}}` raises a `TypeError`.",
    inherited: "A base class of `{{className}}` has `'__weakref__'` already: making the class raises a `TypeError`.",
    refused: "A base class of `{{className}}` has no room for `'__weakref__'`: making the class raises a `TypeError`.",
    'idle-option': '`weakref_slot=True` counts only beside `slots=True`: making `{{className}}` raises a `TypeError`.',
    room: 'Add `{{added}}` to `{{className}}`',
    remove: 'Remove `{{removed}}`',
  },
  *check({ roomlessReferents, misplacedPlaces, edits, oldestVersion }) {
    for (const referent of roomlessReferents) yield missing(referent, edits, oldestVersion);
    for (const place of misplacedPlaces) yield misplaced(place, edits);
  },
});

function missing({ site, className, because, api, class: definition }: RoomlessReferent, edits: Edits, oldest: LanguageVersion | undefined): Problem<MessageId> {
  const offers = definition === undefined ? [] : edits.giveRoom(definition.site, oldest);
  return {
    at: site,
    messageId: because,
    data: { className, api },
    related: definition === undefined ? [] : [{ site: definition.nameSite, message: `\`${className}\` has no place for weak references.` }],
    suggestions: offers.map((offer) => ({ messageId: 'room', data: { className, added: offer.name }, offer })),
  };
}

function misplaced({ site, className, kind, class: definition }: MisplacedPlace, edits: Edits): Problem<MessageId> {
  return {
    at: site,
    messageId: kind,
    data: { className },
    related: [],
    suggestions: edits.takeRoom(site, definition).map((offer) => ({ messageId: 'remove', data: { removed: offer.name }, offer })),
  };
}
