/** What the rules package says about each rule, by id without prefix, as the server's other modules ask for it. */
import plugin from 'eslint-plugin-weakref';
import { passages } from 'eslint-plugin-weakref/lessons';
import type { Passage } from 'eslint-plugin-weakref/lessons';

export interface RuleFacts {
  readonly id: string;
  /** One sentence: what the rule is against. */
  readonly description: string;
  /** Web address of the rule's page. */
  readonly url: string;
  readonly passage: Passage;
}

const facts = new Map<string, RuleFacts>();

/** The level each rule has when the user chose none. */
export const recommendedLevels = new Map<string, 'off' | 'warn' | 'error'>();

for (const { id, meta } of Object.values(plugin.rules)) {
  if (meta.docs === undefined) continue;
  const { description, url, passage, recommended } = meta.docs;
  facts.set(id, { id, description, url, passage: passages[passage] });
  recommendedLevels.set(id, recommended === false ? 'off' : recommended);
}

export function ruleFacts(id: string): RuleFacts | undefined {
  return facts.get(id);
}
