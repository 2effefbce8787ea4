/** What the lowering functions of Python pass around, and the few operations all of them need. It knows no syntax. */
import type { Builder } from '../flow/builder.ts';
import type { FieldSource, MethodSource, Site, Temp, TypeNote, Variable } from '../flow/graph.ts';
import type { Names } from './scope.ts';

export interface Lowering {
  readonly builder: Builder;
  readonly names: Names;
  /** Types of bare declarations (`x: T`), for the writes that follow. */
  readonly declared: Map<Variable, TypeNote>;
  /** The class body that is being lowered. */
  classBody: ClassBody | undefined;
}

export interface ClassBody {
  readonly methods: MethodSource[];
  readonly fields: Map<string, Omit<FieldSource, 'value' | 'literal'>>;
  /** Names that are given a value more than once. */
  readonly rebound: Set<string>;
}

/** A value that outlives its statement's temps: written to a variable no source name can reach. */
export function keep(l: Lowering, name: string, from: Temp, site: Site): Variable {
  const variable = l.builder.variable(`<${name}>`, 'hidden');
  l.builder.emit({ kind: 'write', variable, from, type: undefined, site });
  return variable;
}

export function read(l: Lowering, from: Variable, site: Site): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'read', to, from, site });
  return to;
}

export function typed(l: Lowering, type: string, site: Site): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'typed', to, type, site });
  return to;
}

/** One value of an iteration or of a destructured value. */
export function elementOf(l: Lowering, of: Temp, site: Site, position?: number): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'element', to, of, position, site });
  return to;
}

/** Binds a source name in the current scope. */
export function bind(l: Lowering, name: string, from: Temp, site: Site, type?: TypeNote): void {
  const variable = l.names.write(name);
  l.builder.emit({ kind: 'write', variable, from, type: type ?? l.declared.get(variable), site });
}
