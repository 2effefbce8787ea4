/** Assignment to any target: names, members, items, and unpacking. */
import type { Site, Temp } from '../flow/graph.ts';
import type { Expression, List, Tuple, TypeParam } from './ast.ts';
import { lowerExpression } from './lower-expression.ts';
import { bind, elementOf, keep, read } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { isWrittenAs, typeNote } from './type-note.ts';

/** `annotation` is the written type of the target. */
export function assign(l: Lowering, target: Expression, from: Temp, annotation: Expression | null = null): void {
  const type = annotation === null ? undefined : typeNote(annotation);
  switch (target.type) {
    case 'Name':
      noteField(l, target.id, target, annotation);
      return bind(l, target.id, from, target, type);
    case 'Attribute': {
      const of = lowerExpression(l, target.value);
      return l.builder.emit({ kind: 'set-member', of, name: target.attr, from, type, site: target });
    }
    case 'Subscript': {
      const of = lowerExpression(l, target.value);
      const key = lowerExpression(l, target.slice);
      return l.builder.emit({ kind: 'set-index', of, key, from, site: target });
    }
    case 'Tuple':
    case 'List':
      return assignElements(l, target, from);
    case 'Starred':
      return assign(l, target.value, from);
    default:
      lowerExpression(l, target);
  }
}

/** `targets = value`. The parts of a written-out tuple go to their targets directly. */
export function assignValue(l: Lowering, targets: readonly Expression[], value: Expression): void {
  const only = targets.length === 1 ? targets[0] : undefined;
  if (only !== undefined && isSequence(only) && isSequence(value) && isPairwise(only, value)) {
    const held = value.elts.map((element) => heldValue(l, element));
    only.elts.forEach((target, i) => {
      const from = held[i];
      if (from !== undefined) assign(l, target, from());
    });
    return;
  }
  const from = lowerExpression(l, value);
  if (targets.some(isSequence)) l.builder.emit({ kind: 'use', of: from, as: 'iterate', site: value });
  for (const target of targets) assign(l, target, from);
}

/** What an expression gives is held while the values behind it are found out. A name holds its value itself. */
function heldValue(l: Lowering, element: Expression): () => Temp {
  const value = lowerExpression(l, element);
  if (element.type === 'Name' || element.type === 'Constant') return () => value;
  const held = keep(l, 'value', value, element);
  return () => {
    const from = read(l, held, element);
    l.builder.emit({ kind: 'unbind', variable: held, site: element });
    return from;
  };
}

export function typeParameterNames(parameters: readonly TypeParam[]): string[] {
  return parameters.map((parameter) => parameter.name);
}

/** Declares a class-level name, where the current scope is a class body. */
export function noteField(l: Lowering, name: string, site: Site, annotation: Expression | null): void {
  if (l.classBody === undefined || !l.names.isClassBody) return;
  const { fields, rebound } = l.classBody;
  const known = fields.get(name);
  if (known !== undefined) rebound.add(name);
  if (known !== undefined && annotation === null) return;
  const type = annotation === null ? undefined : typeNote(annotation);
  const is = (wrapper: 'ClassVar' | 'InitVar'): boolean => annotation !== null && isWrittenAs(wrapper, annotation);
  fields.set(name, { name, isStatic: is('ClassVar'), isInitOnly: is('InitVar'), type, site });
}

function assignElements(l: Lowering, target: Tuple | List, from: Temp): void {
  const starred = target.elts.findIndex((element) => element.type === 'Starred');
  for (const [i, element] of target.elts.entries()) {
    // Behind a starred one positions count from the end.
    const position = starred >= 0 && i > starred ? undefined : i;
    if (element.type === 'Starred') assign(l, element.value, restOf(l, from, element));
    else assign(l, element, elementOf(l, from, element, position));
  }
}

/** `first, *rest = xs`. */
function restOf(l: Lowering, from: Temp, site: Site): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'display', to, type: 'list', parts: [{ temp: from, role: 'spread', site }], site });
  return to;
}

function isSequence(node: Expression): node is Tuple | List {
  return node.type === 'Tuple' || node.type === 'List';
}

function isPairwise(target: Tuple | List, value: Tuple | List): boolean {
  return target.elts.length === value.elts.length && ![...target.elts, ...value.elts].some((element) => element.type === 'Starred');
}
