/** Rules by name and by pattern: `no-*` stands for all that begin so, `*` for all, and `weakref/` may come before either. */
import { levelNames } from '../levels.ts';
import type { Levels, RuleLevel } from '../levels.ts';

export interface ChosenLevel {
  readonly pattern: string;
  readonly level: RuleLevel;
}

/** The rules a name or pattern stands for. `*` stands for no slash, so that the advice of a rule is only meant where it is named. */
export function rulesNamed(pattern: string): readonly string[] {
  if (!pattern.includes('*')) return levelNames.filter((name) => name === pattern);
  const parts = pattern.split('*').map((part) => part.replaceAll(/[^\w-]/g, String.raw`\$&`));
  const expression = new RegExp(`^${parts.join('[^/]*')}$`);
  return levelNames.filter((name) => expression.test(name));
}

/** A whole name wins over every pattern and a longer pattern over a shorter one, in whatever order they come. */
export function levelsChosen(chosen: readonly ChosenLevel[]): Levels {
  const ordered = [...chosen].sort((a, b) => weight(a.pattern) - weight(b.pattern));
  return new Map(ordered.flatMap(({ pattern, level }) => rulesNamed(pattern).map((name) => [name, level] as const)));
}

function weight(pattern: string): number {
  return pattern.includes('*') ? pattern.length : Infinity;
}
