/** A proxy is asked what only its object could answer: whether it is None, who it is, what its hash is. */
import { defineRule } from '../define-rule.ts';
import type { Problem } from '../define-rule.ts';
import type { MistakenHandle } from '../facts/facts.ts';

type MessageId = 'absence' | 'comparison' | 'type' | 'hash';

export default defineRule<MessageId>({
  id: 'no-proxy-identity',
  description: 'Disallow asking a weak proxy for identity, type or hash, which are its own and not those of its object',
  recommended: 'error',
  passage: 'proxies#a-proxy-is-never-none',
  codes: ['PY73'],
  limits: 'A proxy that may not be set (yet) may be compared with None. An identity is reported only where the other side is visibly an object, or a variable of the name that the object goes by where the proxy is made. There is no edit: a proxy cannot be asked for its object, so a handle has to take its place, wherever it is used.',
  needles: { python: ['weakref'], javascript: [] },
  messages: {
    absence: '`{{name}}` is a proxy and never {{absent}}, dead or alive.',
    comparison: '`{{name}}` is a proxy and never the same as the object `{{other}}`.',
    type: '`{{name}}` is the type of a proxy, never that of its object.',
    hash: '`{{name}}` is a proxy, which cannot be hashed: this {{raises}} a `TypeError`.',
  },
  *check({ mistakenHandles }) {
    for (const mistaken of mistakenHandles) {
      const messageId = mistaken.role === 'proxy' ? MESSAGES[mistaken.as] : undefined;
      if (messageId !== undefined) yield problemOf(mistaken, messageId);
    }
  },
});

const MESSAGES: Readonly<Partial<Record<MistakenHandle['as'], MessageId>>> = { absence: 'absence', comparison: 'comparison', type: 'type', hash: 'hash' };

function problemOf({ site, name, other = '', madeAt }: MistakenHandle, messageId: MessageId): Problem<MessageId> {
  return {
    at: site,
    messageId,
    data: { name, other },
    related: [{ site: madeAt, message: 'The proxy is made here.' }],
    suggestions: [],
  };
}
