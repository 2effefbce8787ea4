/** The presets: which rules are on, how loud each is, and where advice is asked for. */
import type { RuleDocs } from './define-rule.ts';
import type { PresetName } from './plugin-type.ts';
import { rules } from './rules/index.ts';

type RuleLevel = 'error' | 'warn';

/** A rule's entry in a flat config that names the plugin `weakref`. */
type RuleEntry = RuleLevel | [RuleLevel, { readonly advice: true }];

/** How loud a preset makes a rule; undefined: not at all. */
const LEVELS: Readonly<Record<PresetName, (docs: RuleDocs) => RuleLevel | undefined>> = {
  recommended: ({ recommended }) => (recommended === false ? undefined : recommended),
  strict: ({ recommended }) => (recommended === false ? 'warn' : recommended),
  all: () => 'error',
};

/** What a flat config holds for one preset, apart from its name. */
function rulesOf(preset: PresetName): Record<string, RuleEntry> {
  const entries: Record<string, RuleEntry> = {};
  for (const { id, meta } of Object.values(rules)) {
    const level = meta.docs === undefined ? undefined : LEVELS[preset](meta.docs);
    if (level === undefined) continue;
    entries[`weakref/${id}`] = preset !== 'recommended' && meta.docs?.hasAdvice === true ? [level, { advice: true }] : level;
  }
  return entries;
}

/**
 * The configurations of one entry of the plugin, each an array to spread into a flat config.
 * @param name comes before the preset's in the name that ESLint's inspector shows
 * @param parts what the configuration with the rules holds beside them
 * @param others configurations that say how files are read
 */
export function configsWith<Parts extends object, Other extends object>(name: string, parts: Parts, others: readonly Other[] = []): Record<PresetName, (PresetConfig<Parts> | Other)[]> {
  const config = (preset: PresetName): (PresetConfig<Parts> | Other)[] => [{ name: `${name}/${preset}`, ...parts, rules: rulesOf(preset) }, ...others];
  return { recommended: config('recommended'), strict: config('strict'), all: config('all') };
}

type PresetConfig<Parts> = Parts & { name: string; rules: Record<string, RuleEntry> };
