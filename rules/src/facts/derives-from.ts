/** Is a class derived from another one, however far? */
import type { ClassKey } from '../flow/shape.ts';
import type { Program } from './program.ts';

/** Among the bases that the file names is one from elsewhere with such a qualified name. */
export function derivesFrom(program: Program, key: ClassKey, isBase: (name: string) => boolean): boolean {
  const family = new Set([key]);
  for (const one of family) {
    for (const base of program.basesOf(one) ?? []) {
      if (base.kind === 'class') family.add(base.class);
      if (base.kind === 'named' && isBase(base.name)) return true;
    }
  }
  return false;
}
