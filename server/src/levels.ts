/** How loud each rule is: the presets, and what the user says on top of them. */
import plugin from 'eslint-plugin-weakref/internal';

export type RuleLevel = 'off' | 'hint' | 'warn' | 'error';

/** By level name: a rule, or the advice of one that also gives some. */
export type Levels = ReadonlyMap<string, RuleLevel>;

export type PresetName = 'recommended' | 'strict';

const ruleLevels: readonly RuleLevel[] = ['off', 'hint', 'warn', 'error'];

export function isRuleLevel(value: unknown): value is RuleLevel {
  return ruleLevels.some((level) => level === value);
}

export function adviceOf(rule: string): string {
  return `${rule}/advice`;
}

/** In `recommended` nobody is given advice; in `strict` all of it is a hint. */
const presets: Readonly<Record<PresetName, Map<string, RuleLevel>>> = { recommended: new Map(), strict: new Map() };

for (const { id, meta } of Object.values(plugin.rules)) {
  if (meta.docs === undefined) continue;
  const { recommended, hasAdvice } = meta.docs;
  presets.recommended.set(id, recommended === false ? 'off' : recommended);
  presets.strict.set(id, recommended === false ? 'hint' : recommended);
  if (!hasAdvice) continue;
  presets.recommended.set(adviceOf(id), 'off');
  presets.strict.set(adviceOf(id), 'hint');
}

export const levelNames: readonly string[] = [...presets.strict.keys()];

export function isPresetName(value: unknown): value is PresetName {
  return typeof value === 'string' && Object.hasOwn(presets, value);
}

/** Where somebody asks for advice in order to heed it, it is a warning. */
export function adviceAsWarnings(preset: PresetName): Levels {
  return new Map([...presets[preset]].filter(([, level]) => level === 'hint').map(([name]) => [name, 'warn']));
}

/** @param chosen wins over the preset; a rule that is off gives no advice either */
export function levelsOf(preset: PresetName, chosen: Levels): Levels {
  const levels = new Map([...presets[preset], ...chosen]);
  for (const [name, level] of levels) if (level === 'off' && levels.has(adviceOf(name))) levels.set(adviceOf(name), 'off');
  return levels;
}
