/** Is a class derived from another one, however far? */
import type { ClassKey } from '../flow/shape.ts';
import type { Program } from './program.ts';

/** Among the bases that the file names is one from elsewhere with such a qualified name. */
export function derivesFrom(program: Program, key: ClassKey, isBase: (name: string) => boolean): boolean {
  return [...withBases(program, key)].some((one) => program.basesOf(one)?.some((base) => base.kind === 'named' && isBase(base.name)) === true);
}

/** The class and its bases in this file, nearest first. */
export function withBases(program: Program, key: ClassKey): ReadonlySet<ClassKey> {
  const family = new Set([key]);
  for (const one of family) for (const base of program.basesOf(one) ?? []) if (base.kind === 'class') family.add(base.class);
  return family;
}
