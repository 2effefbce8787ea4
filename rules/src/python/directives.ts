/**
 * Reads ESLint's comments in Python files: `# eslint-disable-next-line rule -- why`, `# eslint rule: off` and their kin.
 * It knows comments, no other syntax.
 */

import type { FileProblem, RulesConfig } from '@eslint/core';
import { ConfigCommentParser, Directive } from '@eslint/plugin-kit';
import type { Comment } from './ast.ts';

const parser = new ConfigCommentParser();

/** Like the ones of https://eslint.org/docs/latest/use/configure/rules, all of them in line comments: Python has no others. */
const DIRECTIVES: ReadonlyMap<string, Directive['type']> = new Map([
  ['eslint-disable', 'disable'],
  ['eslint-enable', 'enable'],
  ['eslint-disable-line', 'disable-line'],
  ['eslint-disable-next-line', 'disable-next-line'],
]);

/** The comments that address ESLint. */
export function inlineConfigNodes(comments: readonly Comment[]): Comment[] {
  return comments.filter(({ value }) => {
    if (!/^\s*eslint/.test(value)) return false;
    const label = parser.parseDirective(value)?.label;
    return label !== undefined && (label === 'eslint' || DIRECTIVES.has(label));
  });
}

export function disableDirectives(nodes: readonly Comment[]): { directives: Directive[]; problems: FileProblem[] } {
  const directives: Directive[] = [];
  for (const node of nodes) {
    const parsed = parser.parseDirective(node.value);
    const type = parsed && DIRECTIVES.get(parsed.label);
    if (!parsed || !type) continue;
    directives.push(new Directive({ type, node, value: parsed.value, justification: parsed.justification }));
  }
  return { directives, problems: [] };
}

/** What one `# eslint rule: severity` comment configures. */
export interface InlineConfig {
  readonly config: { readonly rules: RulesConfig };
  readonly loc: Comment['loc'];
}

export function inlineConfigs(nodes: readonly Comment[]): { configs: InlineConfig[]; problems: FileProblem[] } {
  const configs: InlineConfig[] = [];
  const problems: FileProblem[] = [];
  for (const node of nodes) {
    const parsed = parser.parseDirective(node.value);
    if (parsed?.label !== 'eslint') continue;
    const result = parser.parseJSONLikeConfig(parsed.value);
    if (result.ok) configs.push({ config: { rules: result.config }, loc: node.loc });
    else problems.push({ ruleId: null, message: result.error.message, loc: node.loc });
  }
  return { configs, problems };
}
