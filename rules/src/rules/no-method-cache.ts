/** A cache of a method keeps every object that the method was called on. */
import { defineRule, suggest } from '../define-rule.ts';

type MessageId = 'keeps' | 'property';

export default defineRule<MessageId>({
  id: 'no-method-cache',
  description: 'Disallow caches of methods that keep every object the method was called on',
  recommended: 'warn',
  passage: 'weak-key-dictionary#a-cached-method-keeps-every-self',
  codes: ['PY36'],
  limits: 'Class methods, static methods and enumerations are not reported. The rule does not look for weak references: it has needles of its own.',
  needles: {
    // Only an indented decorator is a method's, and only one that was imported or called before has another name.
    python: [
      ['lru_cache', ' @'],
      ['lru_cache', '\t@'],
      ['lru_cache', ')('],
      [' @cache', 'functools'],
      ['\t@cache', 'functools'],
      ['functools.cache', ' @'],
      ['functools.cache', '\t@'],
      [' = functools.cache('],
      ['cache as ', 'functools', ' @'],
      ['cache as ', 'functools', '\t@'],
      'alru_cache',
      'fastcache',
      'cachetools',
    ],
    javascript: [],
  },
  messages: {
    property: 'Make `{{method}}` a `{{name}}`, which the object keeps itself',
    keeps: '`{{decorator}}` makes `self` a part of its keys: the cache keeps every `{{className}}` that `{{method}}` was called on.',
  },
  *check({ methodCaches, edits }) {
    for (const { site, decorator, method, className } of methodCaches) {
      yield { at: site, messageId: 'keeps', data: { decorator, method, className }, related: [], suggestions: suggest('property', edits.cachedProperty(site), { method }) };
    }
  },
});
