/**
 * `eslint-plugin-weakref`: the rules for JavaScript and TypeScript. Python files need `eslint-plugin-weakref/python`,
 * which brings the language and loads its grammar.
 */
import { version } from './generated/manifest.ts';
import { configsWith } from './presets.ts';
import { rules } from './rules/index.ts';

export { detailsOf } from './details.ts';
export type { FindingDetail, RelatedPlace } from './details.ts';
export type { RuleDocs, WeakrefRule } from './define-rule.ts';
export type { ReadModule } from './facts/modules.ts';
export { lessonUrl } from './homepage.ts';
export { needlesFor } from './needles.ts';
export { severitiesOf } from './severities.ts';
export type { Severities } from './severities.ts';

/** Ids without the plugin's prefix, in alphabetical order. */
export const ruleIds: readonly string[] = Object.keys(rules);

/**
 * What a flat config names `weakref`. One object for both entries: ESLint takes a second one of that name in one config for a mistake.
 * `languages` is filled by `eslint-plugin-weakref/python`.
 */
export const pluginParts: { readonly meta: object; readonly rules: typeof rules; readonly languages: Record<string, object> } = {
  meta: { name: 'eslint-plugin-weakref', version, namespace: 'weakref' },
  rules,
  languages: {},
};

/** `configs` are arrays to spread into a flat config; they apply to the files ESLint parses as JavaScript or TypeScript. */
const plugin = {
  ...pluginParts,
  configs: configsWith('weakref', { plugins: { weakref: pluginParts } }),
};

export default plugin;
