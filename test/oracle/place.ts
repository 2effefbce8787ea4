/** Where the next statement of a random program stands, the names that are bound there, and the choices that are made there. */
import type { Feature, Features } from './features.ts';
import type { Language } from './program.ts';

export const ANSWERS = ['o', 'p', 'q'] as const;
/** In a function within the function. */
export const OWN_ANSWERS = ['k', 'm'] as const;
export const HANDLES = ['u', 'v', 'w'] as const;

/** A whole number below the limit. */
export type Random = (limit: number) => number;

export interface Place {
  readonly language: Language;
  readonly features: Features;
  readonly random: Random;
  readonly isMethod: boolean;
  readonly depth: number;
  /** Around this place. */
  readonly loops: number;
  readonly isInTry: boolean;
  /** In a function within the function. */
  readonly isClosure: boolean;
  readonly answerNames: readonly string[];
  readonly handles: string[];
  readonly answers: string[];
  readonly keepers: string[];
  readonly lists: string[];
  readonly pairs: string[];
  readonly tables: string[];
  readonly records: string[];
  readonly caches: string[];
  readonly outcomes: string[];
}

/** What a block inside of it binds is its own. */
export function inside(outer: Place): Place {
  return {
    ...outer,
    depth: outer.depth + 1,
    handles: [...outer.handles],
    answers: [...outer.answers],
    keepers: [...outer.keepers],
    lists: [...outer.lists],
    pairs: [...outer.pairs],
    tables: [...outer.tables],
    records: [...outer.records],
    caches: [...outer.caches],
    outcomes: [...outer.outcomes],
  };
}

/** One of the names, and a name that is bound already half of the time. */
export function newName({ random, features, answerNames }: Place, names: readonly string[], bound: string[]): string {
  const unused = names.filter((name) => !bound.includes(name));
  const mayRebind = names === answerNames || features.has('rebind');
  const [next] = unused;
  const name = next === undefined || (mayRebind && bound.length > 0 && random(3) === 0) ? pick(random, names) : next;
  add(bound, name);
  return name;
}

export function without(features: Features, ...others: readonly Feature[]): Features {
  return new Set([...features].filter((feature) => !others.includes(feature)));
}

export function add(names: string[], name: string): void {
  if (!names.includes(name)) names.push(name);
}

export function pick<T>(random: Random, from: readonly [T, ...T[]] | readonly T[]): T {
  const picked = from[random(from.length)];
  if (picked === undefined) throw new Error('There is nothing to pick.');
  return picked;
}
