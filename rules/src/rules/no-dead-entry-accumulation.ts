/** A collection of handles only grows. */
import { defineRule, suggest } from '../define-rule.ts';

type MessageId = 'grows' | 'sweep';

export default defineRule<MessageId>({
  id: 'no-dead-entry-accumulation',
  description: 'Disallow collections of weak handles that nothing takes dead ones out of',
  recommended: 'warn',
  passage: 'patterns#sweep-what-has-died',
  codes: ['JS19'],
  limits: 'A collection that the file hands to somebody else, replaces or takes anything out of is not reported, nor one that another file makes or a caller brings, nor a handle with a callback. In the entries of a mapping handles are looked for where it is only asked for them and given plain ones; in a variable of a function where that returns the function that fills it.',
  needles: { python: ['weakref'], javascript: ['WeakRef'] },
  messages: {
    sweep: 'Take the dead handles out of `{{name}}` first',
    grows: 'Nothing takes dead handles out of `{{name}}`: it grows by an entry for every object there ever was.',
  },
  *check({ deadEntries, edits }) {
    for (const { site, name, isOfEntries } of deadEntries) {
      yield { at: site, messageId: 'grows', data: { name }, related: [], suggestions: isOfEntries ? [] : suggest('sweep', edits.swept(site)) };
    }
  },
});
