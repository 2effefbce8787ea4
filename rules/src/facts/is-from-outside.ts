import type { Temp } from '../flow/graph.ts';
import type { Temps } from './temps.ts';

/** A member, or a variable of an enclosing graph. */
export function isFromOutside(temps: Temps, temp: Temp | undefined): boolean {
  const maker = temp === undefined ? undefined : temps.maker(temp);
  return maker?.kind === 'member' || (maker?.kind === 'read' && maker.from.kind === 'free');
}
