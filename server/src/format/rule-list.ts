/** The rules as a table for a terminal. */
import type { Family } from '../languages.ts';
import type { RuleFacts } from '../rule-facts.ts';

const languages: Readonly<Record<Family, string>> = { python: 'Python', javascript: 'JS/TS' };

export function formatRuleList(rules: readonly RuleFacts[]): string {
  const rows = rules.map(({ id, languages: families, severities, isFixable }) => [
    id,
    families.map((family) => languages[family]).join(', '),
    severities.recommended,
    severities.strict,
    isFixable ? 'yes' : '',
  ]);
  return columns([['rule', 'languages', 'recommended', 'strict', 'fix'], ...rows]).join('\n');
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}
