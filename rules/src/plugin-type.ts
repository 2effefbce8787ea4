/** The types that are published: what either entry of the plugin exports, in ESLint's own terms. */
import type { ESLint, Linter } from 'eslint';

export type PresetName = 'recommended' | 'strict' | 'all';

export interface WeakrefPlugin extends ESLint.Plugin {
  /**
   * Arrays to spread into a flat config. `recommended`: what can be switched on without regret; `strict`: every rule, and the advice
   * of those that give some; `all`: the same, and all of it errors.
   */
  readonly configs: Record<PresetName, Linter.Config[]>;
}
