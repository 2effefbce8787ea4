/** What the rules say of a program, by the line. */
import { Linter } from 'eslint';
import { createPythonLanguage } from '../../rules/src/python/index.ts';
import { rules } from '../../rules/src/rules/index.ts';
import type { Language } from './program.ts';

/** The rules that speak of the fragment, and what bears them out: a use that fails, or an answer that is not what it was. */
export const RULES = {
  'no-unchecked-deref': { isBorneOutByChange: false },
  'no-repeated-deref': { isBorneOutByChange: true },
} as const;
export type RuleId = keyof typeof RULES;

export interface Finding {
  readonly ruleId: RuleId;
  readonly line: number;
}

/** ESLint's types know configurations for JavaScript only. */
interface AnyLinter {
  verify(text: string, config: object): Linter.LintMessage[];
}

const linter: AnyLinter = new Linter();
const plugin = { rules, languages: { python: createPythonLanguage() } };
const config = { plugins: { weakref: plugin }, rules: Object.fromEntries(Object.keys(RULES).map((id) => [`weakref/${id}`, 'error'])) };
const configs: Readonly<Record<Language, object>> = { python: { ...config, language: 'weakref/python' }, javascript: config };

/** `loadPython` must have run. */
export function lint(language: Language, text: string): Finding[] {
  return linter.verify(text, configs[language]).map(({ ruleId, line, message }) => {
    const id = ruleId?.replace('weakref/', '') ?? '';
    if (!isRule(id)) throw new Error(`${message}\n${text}`);
    return { ruleId: id, line };
  });
}

function isRule(id: string): id is RuleId {
  return id in RULES;
}
