/** The tables of rules: in both READMEs, and at the end of the lesson. */
import { severitiesOf } from '../src/severities.ts';
import { passageAddress } from './heading-anchor.ts';
import type { CodeLanguage, Passage } from './lesson.ts';
import type { DocumentedRule } from './rule-list.ts';

export const languageNames: Readonly<Record<CodeLanguage, string>> = {
  python: 'Python',
  javascript: 'JavaScript, TypeScript',
};

/** Markdown, one row a rule. `folder` is the way from the table's file to the rule pages. */
export function ruleTable(rules: readonly DocumentedRule[], folder: string): string {
  const rows = rules.map((rule) => {
    const { recommended, strict } = severitiesOf(rule);
    const languages = rule.languages.map((language) => languageNames[language]).join(', ');
    const cells = [`[${rule.id}](${folder}${rule.id}.md)`, cell(rule.description), languages, recommended, strict, rule.fix === 'none' ? '' : rule.fix, rule.peers.join(', ')];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| rule | description | languages | recommended | strict | quick fix | also reported by |', '|---|---|---|---|---|---|---|', ...rows].join('\n');
}

/** Markdown for a file among the lessons: what the rules report, in the order in which `passages` explain it. */
export function passageTable(rules: readonly DocumentedRule[], passages: readonly Passage[]): string {
  const rows = passages.flatMap((passage) =>
    rules
      .filter((rule) => rule.passage === passage.id)
      .map((rule) => `| [${passage.title}](${passageAddress(passage)}) | [${rule.id}](../docs/${rule.id}.md) | ${cell(rule.description)} |`),
  );
  return ['| passage | rule | description |', '|---|---|---|', ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
