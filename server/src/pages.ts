/** Where the pages of rules and lesson are for this client: on the web, or with an editor that brings them. */
import type { Passage } from 'eslint-plugin-weakref/lessons';
import { isRecord, lessonUrl } from './core.ts';
import type { PageAddresses } from './protocol.ts';
import type { RuleFacts } from './rule-facts.ts';

export interface Pages {
  rule(facts: RuleFacts): string;
  /** Where the editor follows the links of Markdown. */
  ruleInMarkdown(facts: RuleFacts): string;
  lessonInMarkdown(passage: Passage): string;
}

const onTheWeb: Pages = {
  rule: ({ url }) => url,
  ruleInMarkdown: ({ url }) => url,
  lessonInMarkdown: ({ address }) => lessonUrl(address),
};

/** @param options `initializationOptions` as they came */
export function pagesOf(options: unknown): Pages {
  const addresses = isRecord(options) ? options['pages'] : undefined;
  if (!isPageAddresses(addresses)) return onTheWeb;
  return {
    rule: ({ id }) => withId(addresses.rule, id),
    ruleInMarkdown: ({ id }) => withId(addresses.ruleInMarkdown, id),
    lessonInMarkdown: ({ id }) => withId(addresses.lessonInMarkdown, id),
  };
}

function isPageAddresses(value: unknown): value is PageAddresses {
  return isRecord(value) && [value['rule'], value['ruleInMarkdown'], value['lessonInMarkdown']].every((address) => typeof address === 'string');
}

function withId(address: string, id: string): string {
  return address.replace('{id}', () => encodeURIComponent(id));
}
