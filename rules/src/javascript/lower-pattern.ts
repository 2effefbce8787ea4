/** Assignment to names, members and patterns: `x = v`, `({ a, b: [c = 1] } = v)`, parameters, `for (const { x } of xs)`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Temp, TypeNote } from '../flow/graph.ts';
import { annotate } from './annotate.ts';
import { display, either, element, read, release, typed, use, write } from './emit.ts';
import { givenType } from './given-type.ts';
import { keyOf } from './lower-chain.ts';
import { deeper, lowerExpression, setMember } from './lower-expression.ts';
import { resolve, type Lowering } from './scope.ts';
import { memberIn, propertyIn } from './symbol-keys.ts';
import type { Expression, Target } from './syntax.ts';
import { annotationNote } from './type-note.ts';

/** Assigns `from` to whatever `target` names. `type` is the type written at the declaration. */
export function assign(l: Lowering, target: Target, from: Temp, type?: TypeNote): void {
  deeper(l, () => assignHere(l, target, from, type), () => undefined);
}

/** `x = fallback` in a pattern or parameter: the fallback stands in for `undefined`. */
export function withDefault(l: Lowering, pattern: TSESTree.AssignmentPattern, value: Temp): Temp {
  return either(l, { kind: 'absent', of: value, site: pattern.left }, () => lowerExpression(l, pattern.right), () => value);
}

function assignHere(l: Lowering, target: Target, from: Temp, type?: TypeNote): void {
  switch (target.type) {
    case 'Identifier': {
      const known = type ?? annotationNote(target.typeAnnotation) ?? givenType(target);
      annotate(l, known);
      return write(l, resolve(l, target.name), from, target, known);
    }
    case 'MemberExpression': {
      const of = lowerExpression(l, target.object);
      const key = memberIn(l, target) === undefined ? lowerExpression(l, keyOf(target)) : undefined;
      return setMember(l, target, of, key, from);
    }
    case 'AssignmentPattern':
      return assign(l, target.left, withDefault(l, target, from), type);
    case 'RestElement':
      return assign(l, target.argument, from);
    case 'TSParameterProperty':
      return assign(l, target.parameter, from, type);
    case 'ArrayPattern':
      return assignArray(l, target, from);
    case 'ObjectPattern':
      return assignObject(l, target, from);
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return assign(l, target.expression, from, type);
    default:
      if (target.type !== 'TSEmptyBodyFunctionExpression' && target.type !== 'AssignmentPattern' && target.type !== 'RestElement' && target.type !== 'TSParameterProperty') {
        lowerExpression(l, target);
      }
  }
}

/** `[a, b] = [x, y]`: the parts of a written-out array go to their targets directly. Gives the array; undefined where they do not. */
export function assignPairwise(l: Lowering, target: Target, value: Expression): Temp | undefined {
  if (target.type !== 'ArrayPattern' || value.type !== 'ArrayExpression' || target.elements.length !== value.elements.length) return undefined;
  const pairs = target.elements.flatMap((to, i) => {
    const from = value.elements[i];
    return to === null || to.type === 'RestElement' || from === null || from === undefined || from.type === 'SpreadElement' ? [] : [{ to, from }];
  });
  if (pairs.length < target.elements.length) return undefined;
  const held = pairs.map(({ to, from }) => ({ to, from, value: heldValue(l, from) }));
  const parts = held.map(({ to, from, value }) => ({ to, temp: value(), role: 'element' as const, site: from }));
  const array = display(l, 'array', parts, value);
  for (const { to, temp } of parts) assign(l, to, temp);
  return array;
}

/** The array keeps what an expression gives while the values behind it are found out. A name holds its value itself. */
function heldValue(l: Lowering, node: Expression): () => Temp {
  const value = lowerExpression(l, node);
  if (node.type === 'Identifier' || node.type === 'Literal') return () => value;
  const held = l.builder.variable('<value>', 'hidden');
  write(l, held, value, node);
  return () => {
    const from = read(l, held, node);
    release(l, held, node);
    return from;
  };
}

function assignArray(l: Lowering, pattern: TSESTree.ArrayPattern, from: Temp): void {
  use(l, from, 'iterate', pattern);
  for (const [position, target] of pattern.elements.entries()) {
    if (target === null) continue;
    const part = element(l, from, target, target.type === 'RestElement' ? undefined : position);
    if (target.type === 'RestElement') assign(l, target.argument, display(l, 'array', [{ temp: part, role: 'element', site: target }], target));
    else assign(l, target, part);
  }
}

function assignObject(l: Lowering, pattern: TSESTree.ObjectPattern, from: Temp): void {
  const [first] = pattern.properties;
  // The members are uses of the value; where there is none, taking it apart is.
  if (first === undefined || first.type === 'RestElement') use(l, from, 'member', pattern);
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      assign(l, property.argument, typed(l, 'object', property));
      continue;
    }
    const name = propertyIn(l, property.key, property.computed);
    const to = l.builder.temp();
    if (name !== undefined) l.builder.emit({ kind: 'member', to, of: from, name, site: property, nameSite: property.key });
    else if (property.computed) {
      const key = lowerExpression(l, property.key);
      l.builder.emit({ kind: 'index', to, of: from, key, site: property });
    }
    assign(l, property.value, to);
  }
}
