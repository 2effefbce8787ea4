/** Do two functions of the file mean the same place? */
import { isSameOrigin, shapeOfOrigin } from '../flow/origin.ts';
import type { Origin } from '../flow/origin.ts';
import type { ClassKey } from '../flow/shape.ts';
import { withBases } from './derives-from.ts';
import type { Program } from './program.ts';

/** One variable, one member of the receiver, or one member of a class: `cls.live` and `Session.live`. */
export function isSamePlace(program: Program, a: Origin, b: Origin): boolean {
  return isSameOrigin(a, b) || isSameField(program, a, b);
}

/** No object has one of its own. */
export function isSameField(program: Program, a: Origin, b: Origin): boolean {
  const owner = fieldOwner(program, a);
  return owner !== undefined && a.kind === 'member' && b.kind === 'member' && a.name === b.name && owner === fieldOwner(program, b);
}

function fieldOwner(program: Program, origin: Origin): ClassKey | undefined {
  if (origin.kind !== 'member' || program.tree.writersOf(origin.name).length > 0) return undefined;
  const shape = shapeOfOrigin(origin.of);
  if (shape.kind !== 'object' && shape.kind !== 'class') return undefined;
  return [...withBases(program, shape.class)].find((key) => program.classes.get(key)?.source.fields.some(({ name, value }) => name === origin.name && value !== undefined));
}
