/** The words without which a file cannot have a finding: it is searched for them before it is parsed. */
import type { Needle } from './define-rule.ts';
import type { LanguageName } from './facts/front-end.ts';
import { rules } from './rules/index.ts';

/** Strings that a text has to hold all of. */
export type NeedleSet = readonly string[];

/**
 * @param language the file's language
 * @param ruleIds the enabled rules, without prefix; unknown ones are ignored
 * @returns a file that holds none of these sets needs no linting
 */
export function needlesFor(language: LanguageName, ruleIds: Iterable<string>): readonly NeedleSet[] {
  const enabled = new Set(ruleIds);
  return fewest(Object.values(rules).flatMap((rule) => (enabled.has(rule.id) ? rule.meta.docs?.needles[language] ?? [] : [])));
}

/** Without those that only occur where another one does. */
function fewest(needles: readonly Needle[]): readonly NeedleSet[] {
  const found: NeedleSet[] = [];
  for (const set of needles.map((needle) => (typeof needle === 'string' ? [needle] : needle)).sort((a, b) => a.length - b.length)) {
    if (!found.some((other) => other.every((word) => set.some((one) => one.includes(word))))) found.push(set);
  }
  return found;
}
