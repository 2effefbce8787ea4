/** How loud a rule is in each configuration, in words: for tables of rules. */
import type { RuleDocs } from './define-rule.ts';

export interface Severities {
  readonly recommended: 'error' | 'warn' | 'off';
  readonly strict: 'error' | 'warn' | 'advice' | 'error, advice' | 'warn, advice';
}

export function severitiesOf({ recommended, hasAdvice }: Pick<RuleDocs, 'recommended' | 'hasAdvice'>): Severities {
  if (recommended === false) return { recommended: 'off', strict: 'advice' };
  return { recommended, strict: hasAdvice ? `${recommended}, advice` : recommended };
}
