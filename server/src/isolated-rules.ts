/** Rules of which none can take the others down: what one throws is written down, and the others go on. */
import type { WeakrefRule } from 'eslint-plugin-weakref/internal';

/** Something of ours that threw. */
export interface Failure {
  /** `the rule no-unchecked-deref`, or `the analysis`, which all rules ask. */
  readonly who: string;
  readonly reason: string;
}

type Rules = Readonly<Record<string, WeakrefRule>>;

export class IsolatedRules {
  readonly rules: Rules;
  /** By what was thrown: what every rule throws alike comes from the analysis. */
  #thrown = new Map<unknown, readonly string[]>();

  constructor(rules: Rules) {
    this.rules = Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, this.#isolated(rule)]));
  }

  /** What `run` gives, and which rules failed meanwhile. */
  watch<T>(run: () => T): { readonly value: T; readonly failures: readonly Failure[] } {
    this.#thrown = new Map();
    const value = run();
    const failures = [...this.#thrown].map(([thrown, ids]) => failureOf(thrown, ids.length === 1 ? `the rule ${ids.join()}` : undefined));
    return { value, failures };
  }

  #isolated(rule: WeakrefRule): WeakrefRule {
    return {
      ...rule,
      create: (context) => {
        const listeners = this.#guard(rule.id, () => rule.create(context)) ?? {};
        return Object.fromEntries(
          Object.entries(listeners).map(([selector, listener]) => [selector, (node: unknown) => this.#guard(rule.id, () => listener?.(node))]),
        );
      },
    };
  }

  #guard<T>(id: string, run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      this.#thrown.set(error, [...(this.#thrown.get(error) ?? []), id]);
      return undefined;
    }
  }
}

/** About one file: a whole sentence. */
export function failureSentence({ who, reason }: Failure, file: string): string {
  return `${who} failed in ${file} (${reason}); the rest goes on. Please report it.`;
}

export function failureOf(thrown: unknown, who = 'the analysis'): Failure {
  return { who, reason: thrown instanceof Error ? thrown.message : String(thrown) };
}
