/** The editor's setting for the level of each rule, as the extension's manifest declares it. */
import { severitiesOf } from '../src/severities.ts';
import type { DocumentedRule } from './rule-list.ts';

/** The JSON schema of `weakrefLint.rules`. */
function ruleSettings(rules: readonly DocumentedRule[]): object {
  const properties: Record<string, object> = {};
  for (const rule of rules) {
    const { id, description } = rule;
    const { recommended, strict } = severitiesOf({ ...rule, hasAdvice: false });
    properties[id] = level(`${description}. Recommended: ${recommended}, strict: ${inEditor(strict)}.`);
    if (rule.hasAdvice) properties[`${id}/advice`] = level(`${description}: where nothing is known to be wrong. Recommended: off, strict: hint.`);
  }
  return {
    type: 'object',
    default: {},
    additionalProperties: false,
    markdownDescription: 'How each rule is reported: `off`, `hint`, `warn` or `error`. What is not named here keeps the level it has in `#weakrefLint.preset#`.',
    properties,
  };
}

function level(description: string): object {
  return { type: 'string', enum: ['off', 'hint', 'warn', 'error'], description };
}

function inEditor(severity: string): string {
  return severity === 'advice' ? 'hint' : severity;
}

/** The manifest with that setting brought up to date. Throws when the manifest has no settings. */
export function withRuleSettings(manifest: string, rules: readonly DocumentedRule[]): string {
  const found: string[] = [];
  const parsed: unknown = JSON.parse(manifest, (key, value: unknown) => {
    if (key !== 'weakrefLint.rules') return value;
    found.push(key);
    return ruleSettings(rules);
  });
  if (found.length === 0) throw new Error('package.json: contributes.configuration has no "weakrefLint.rules"; put an empty one where it belongs.');
  return `${JSON.stringify(parsed, null, 2)}\n`;
}
