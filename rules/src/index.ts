/**
 * `eslint-plugin-weakref`: the rules for JavaScript and TypeScript. Python files need `eslint-plugin-weakref/python`,
 * which brings the language and loads its grammar.
 */
import { version } from './generated/manifest.ts';
import { rules } from './rules/index.ts';

export { detailsOf } from './details.ts';
export type { FindingDetail, RelatedPlace } from './details.ts';
export type { RuleDocs, WeakrefRule } from './define-rule.ts';
export { needlesFor } from './needles.ts';

/** Ids without the plugin's prefix, in alphabetical order. */
export const ruleIds: readonly string[] = Object.keys(rules);

/** What a stranger can switch on without regret, for the rules of a flat config that names the plugin `weakref`. */
export const recommendedRules: Readonly<Record<string, 'error' | 'warn'>> = Object.fromEntries(
  Object.values(rules).flatMap(({ id, meta }) => (meta.docs?.recommended ? [[`weakref/${id}`, meta.docs.recommended]] : [])),
);

/**
 * What a flat config names `weakref`. One object for both entries: ESLint takes a second one of that name in one config for a mistake.
 * `languages` is filled by `eslint-plugin-weakref/python`.
 */
export const pluginParts: { readonly meta: object; readonly rules: typeof rules; readonly languages: Record<string, object> } = {
  meta: { name: 'eslint-plugin-weakref', version, namespace: 'weakref' },
  rules,
  languages: {},
};

/** `configs.recommended` goes into a flat config as it is and applies to the files ESLint parses as JavaScript or TypeScript. */
const plugin = {
  ...pluginParts,
  configs: {
    recommended: [{ name: 'weakref/recommended', plugins: { weakref: pluginParts }, rules: recommendedRules }],
  },
};

export default plugin;
