/** What the rules package says about each rule, by id without prefix, as the server's other modules ask for it. */
import plugin, { severitiesOf } from 'eslint-plugin-weakref/internal';
import type { Severities } from 'eslint-plugin-weakref/internal';
import { passages } from 'eslint-plugin-weakref/lessons';
import type { Passage } from 'eslint-plugin-weakref/lessons';
import type { Family } from './languages.ts';

export interface RuleFacts {
  readonly id: string;
  /** One sentence: what the rule is against. */
  readonly description: string;
  /** Web address of the rule's page. */
  readonly url: string;
  readonly passage: Passage;
  readonly languages: readonly Family[];
  readonly severities: Severities;
  /** Some of its findings have a fix that `--fix` applies. */
  readonly isFixable: boolean;
}

const families: readonly Family[] = ['python', 'javascript'];

const facts = new Map<string, RuleFacts>();

for (const { id, meta } of Object.values(plugin.rules)) {
  if (meta.docs === undefined) continue;
  const { description, url, passage, needles } = meta.docs;
  facts.set(id, {
    id,
    description,
    url,
    passage: passages[passage],
    languages: families.filter((family) => needles[family].length > 0),
    severities: severitiesOf(meta.docs),
    isFixable: meta.fixable !== undefined,
  });
}

export function ruleFacts(id: string): RuleFacts | undefined {
  return facts.get(id);
}
