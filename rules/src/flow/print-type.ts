/** A written type in one line. */
import type { TypeMeaning, TypeNote } from './graph.ts';

const PREFIXES: Readonly<Record<TypeMeaning['kind'] | 'object', string>> = { object: '', value: 'typeof ', result: 'result of ', member: 'member of ' };

export function printType(type: TypeNote): string {
  const parts = type.arguments.length > 0 ? `[${type.arguments.map(printType).join(', ')}]` : '';
  return `${PREFIXES[type.means?.kind ?? 'object']}${type.path.join('.') || '?'}${parts}${type.means?.kind === 'member' ? `.${type.means.name}` : ''}${type.nullable ? '?' : ''}`;
}
