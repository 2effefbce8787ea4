/** The table of rules shown in both READMEs. */
import type { CodeLanguage } from './lesson.ts';
import type { DocumentedRule } from './rule-list.ts';

export const languageNames: Readonly<Record<CodeLanguage, string>> = {
  python: 'Python',
  javascript: 'JavaScript, TypeScript',
};

/** Markdown, one row a rule. `folder` is the way from the table's file to the rule pages. */
export function ruleTable(rules: readonly DocumentedRule[], folder: string): string {
  const rows = rules.map((rule) => {
    const severity = rule.recommended === false ? 'off' : rule.recommended;
    const languages = rule.languages.map((language) => languageNames[language]).join(', ');
    return `| [${rule.id}](${folder}${rule.id}.md) | ${cell(rule.description)} | ${languages} | ${severity} | ${rule.fix === 'none' ? '' : rule.fix} |`;
  });
  return ['| rule | description | languages | recommended | quick fix |', '|---|---|---|---|---|', ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
