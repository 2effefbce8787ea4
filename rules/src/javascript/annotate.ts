/** Written types in the graph, with the declarations that stand inside them. */
import type { ClassSource, TypeNote } from '../flow/graph.ts';
import type { Lowering } from './scope.ts';

/** A written type, of a parameter, a field, a variable or a result. */
export function annotate(l: Lowering, type: TypeNote | undefined): void {
  if (type === undefined) return;
  declareInside(l, type);
  l.builder.emit({ kind: 'annotation', type });
}

/** `Map<string, { ref: WeakRef<T> }>`: what is declared in a type, once for each graph. */
function declareInside(l: Lowering, type: TypeNote): void {
  for (const part of type.arguments) declareInside(l, part);
  const [name] = type.path;
  if (type.members === undefined || name === undefined || l.declaredTypes.has(name)) return;
  l.declaredTypes.add(name);
  declareMembers(l, { name, fields: type.members, baseTypes: type.bases ?? [], site: type.site, nameSite: type.site });
}

/** A type with members is a class that nobody makes objects of. */
export function declareMembers(l: Lowering, { fields, site, ...named }: Pick<ClassSource, 'name' | 'fields' | 'baseTypes' | 'site' | 'nameSite'>): void {
  if (named.baseTypes.length === 0 && fields.every(({ type }) => type === undefined)) return;
  for (const { type } of fields) annotate(l, type);
  const to = l.builder.temp();
  l.builder.emit({ kind: 'class', to, class: { ...named, bases: [], options: [], decorators: [], methods: [], fields, site }, site });
  l.builder.emit({ kind: 'write', variable: l.builder.variable(named.name, 'type'), from: to, type: undefined, site });
}
