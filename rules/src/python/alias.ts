/** Names for written types: `type NodeRef = ref[Node]`, `NodeRef: TypeAlias = ...`, and `NodeRef = ref[Node]`. */
import type { Site } from '../flow/graph.ts';
import type { Expression, Name, TypeVar } from './ast.ts';
import type { Lowering } from './lowering.ts';
import { dottedPath, typeNote } from './type-note.ts';

export function declareAlias(l: Lowering, name: Name, value: Expression): void {
  declare(l, name.id, value, name);
}

function declare(l: Lowering, name: string, value: Expression, site: Site): void {
  const type = typeNote(value);
  if (type === undefined) return;
  l.builder.emit({ kind: 'annotation', type });
  l.builder.emit({ kind: 'write', variable: l.builder.variable(name, 'type'), from: l.builder.temp(), type, site });
}

/** `[R: ref[Node]]`: whatever it stands for, it is what bounds it. */
export function declareBound(l: Lowering, { name }: TypeVar, bound: Expression): void {
  declare(l, name, bound, bound);
}

/** `x: TypeAlias`. */
export function isAliasNote(annotation: Expression): boolean {
  return dottedPath(annotation)?.at(-1) === 'TypeAlias';
}

/** PEP 8: types have capital letters. What is no type after all is never looked up as one. */
export function looksLikeAlias({ id }: Name, value: Expression): boolean {
  if (!/^_?[A-Z]/.test(id)) return false;
  return value.type === 'Subscript' || (value.type === 'BinOp' && value.op === 'BitOr') || isNewType(value);
}

/** The type meant: `NewType("NodeRef", ref)` is a `ref`. */
export function aliased(value: Expression): Expression {
  return value.type === 'Call' && isNewType(value) ? (value.args[1] ?? value) : value;
}

function isNewType(value: Expression): boolean {
  return value.type === 'Call' && value.args.length === 2 && dottedPath(value.func)?.at(-1) === 'NewType';
}
