/** A signal holds its receivers weakly, and nobody else keeps this one. */
import { defineRule } from '../define-rule.ts';

type MessageId = 'temporary' | 'local' | 'hold';

export default defineRule<MessageId>({
  id: 'no-weak-local-receiver',
  description: 'Disallow connecting to a signal a receiver that nobody keeps',
  recommended: 'warn',
  passage: 'keep-somebody-owning-it#a-signal-may-not-keep-its-receiver',
  codes: ['PY26'],
  limits:
    'Signals of Django, blinker, Flask, Celery, Pelican, PyDispatcher, Louie and psygnal are known, by their imports. A nested function is reported where the function around it ends with the connection: as long as that runs, the receiver is there.',
  needles: { python: ['.signals import', 'import signals', 'django.dispatch', 'blinker', 'pydispatch', 'louie', 'psygnal'], javascript: [] },
  messages: {
    temporary: 'The signal holds `{{text}}` weakly, and nobody else keeps it: it is gone at once and never called.',
    local: 'The signal holds `{{text}}` weakly, and only this function keeps it: it is gone when the function returns, and never called.',
    hold: 'Pass `{{name}}`: the signal keeps it',
  },
  *check({ weakTemporaries, edits }) {
    for (const { site, text, dies, role, making, option } of weakTemporaries) {
      if (role !== 'receiver') continue;
      const offers = option === undefined ? [] : edits.heldReceiver(making, option);
      yield {
        at: site,
        messageId: dies === 'at-once' ? 'temporary' : 'local',
        data: { text },
        related: [],
        suggestions: offers.map((offer) => ({ messageId: 'hold', data: { name: offer.name }, offer })),
      };
    }
  },
});
