/** The words without which a file cannot have a finding: it is searched for them before it is parsed. */
import type { LanguageName } from './facts/front-end.ts';
import { rules } from './rules/index.ts';

/**
 * @param language the file's language
 * @param ruleIds the enabled rules, without prefix; unknown ones are ignored
 * @returns a file that holds none of these words needs no linting
 */
export function needlesFor(language: LanguageName, ruleIds: Iterable<string>): readonly string[] {
  const enabled = new Set(ruleIds);
  return [...new Set(Object.values(rules).flatMap((rule) => (enabled.has(rule.id) ? rule.meta.docs?.needles[language] ?? [] : [])))];
}
