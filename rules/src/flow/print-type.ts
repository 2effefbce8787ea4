/** A written type in one line. */
import type { TypeNote } from './graph.ts';

export function printType(type: TypeNote): string {
  const parts = type.arguments.length > 0 ? `[${type.arguments.map(printType).join(', ')}]` : '';
  return `${type.path.join('.') || '?'}${parts}${type.nullable ? '?' : ''}`;
}
