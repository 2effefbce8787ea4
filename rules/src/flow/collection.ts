/** Plain collections of weak handles: what is put in, and what comes out again. Collections of anything else are not followed. */
import type { Argument, OpOf, Temp } from './graph.ts';
import { isHandle, joinShapes, UNKNOWN } from './shape.ts';
import type { Shape, TypedShape } from './shape.ts';
import { joinSets } from './state.ts';
import { ABSENT_VALUE, ANYTHING, ANYTHING_SET } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';
import { ELEMENTS_OF, flat, fresh, shapeNow, shapeOf, shapeOfSet, single } from './step.ts';
import type { Step } from './step.ts';

/** What the parts of a display make it a collection of. */
export function fillDisplay(step: Step, made: ValueId, op: OpOf<'display'>): void {
  const elements = op.parts.filter((part) => part.role === 'element' || part.role === 'value').map((part) => step.state.temp(part.temp));
  const spread = op.parts.filter((part) => part.role === 'spread').map((part) => elementsOf(step, step.state.temp(part.temp)));
  const all = [...elements, ...spread].filter((values) => values.size > 0);
  if (all.length > 0) step.state.setMember(made, ELEMENTS_OF, all.reduce((joined, values) => joinSets(joined, values)));
}

/** `refs.append(x)`, `refs[k] = x`. */
export function putInto(step: Step, collection: ValueId, values: ValueSet): void {
  if (values.size === 0) return;
  if (shapeOf(step, collection).kind === 'typed') {
    step.state.setMember(collection, ELEMENTS_OF, joinSets(step.state.member(collection, ELEMENTS_OF), values));
  }
  // Told also where it is not yet known to be a collection: that may be found out from what other graphs write.
  const { source } = step.values.get(collection);
  const shape = flat(shapeOfSet(step, values));
  if (source.kind === 'outer') step.emit?.({ kind: 'element-write', variable: source.variable, shape });
  if (source.kind === 'member') step.emit?.({ kind: 'element-write', of: shapeOf(step, source.of), name: source.name, shape });
}

/** One element: `for x in xs`, `xs[i]`, `xs.pop()`. */
export function takeFrom(step: Step, op: OpOf<'element'> | OpOf<'index'> | OpOf<'call'>, collections: ValueSet): void {
  step.state.setTemp(op.to, single(fresh(step, op, elementShape(step, collections))));
}

/** A collection of the same elements: `xs[:]`, `list(xs)`, `d.values()`. */
export function copyOf(step: Step, op: OpOf<'index'> | OpOf<'call'>, collections: ValueSet, type: string): void {
  const shape: TypedShape = { kind: 'typed', type, element: elementShape(step, collections) };
  step.state.setTemp(op.to, single(fresh(step, op, shape)));
}

/** What the method of a collection does; false where nothing is known of it. */
export function callOnCollection(step: Step, op: OpOf<'call'>, collection: ValueId, method: string): boolean {
  const { collections } = step.environment.model;
  const position = collections.puts.get(method);
  if (position !== undefined) for (const argument of op.arguments.slice(position)) putInto(step, collection, valuesOf(step, argument));
  if (collections.merges.has(method)) for (const { temp } of op.arguments) putInto(step, collection, elementsOf(step, step.state.temp(temp)));
  if (shapeOf(step, collection).kind !== 'typed') return false;
  if (collections.takes.has(method)) takeFrom(step, op, single(collection));
  else if (collections.copies.has(method)) copyOf(step, op, single(collection), 'list');
  else return false;
  return true;
}

function valuesOf(step: Step, argument: Argument): ValueSet {
  const values = step.state.temp(argument.temp);
  return argument.spread === 'none' ? values : elementsOf(step, values);
}

/** Is a mapping, whose iteration gives keys. */
export function isMapping(step: Step, temp: Temp): boolean {
  return [...step.state.temp(temp).keys()].some((value) => {
    const shape = shapeOf(step, value);
    return shape.kind === 'typed' && step.environment.model.collections.mappings.has(shape.type);
  });
}

/** What all elements are, if they are handles of one kind; absent while nothing has been seen to be put in. */
function elementShape(step: Step, collections: ValueSet): Shape {
  let element: Shape = NONE_SEEN;
  for (const value of collections.keys()) {
    if (value === ABSENT_VALUE) continue;
    const shape = shapeNow(step, value);
    if (shape.kind === 'absent') continue;
    if (shape.kind !== 'typed') return UNKNOWN;
    if (shape.element !== undefined) element = joinShapes(element, shape.element);
  }
  return element.kind === 'absent' || isHandle(element) ? element : UNKNOWN;
}

const NONE_SEEN: Shape = { kind: 'absent' };

/** The elements as far as they are known by value; anything, where they are not. */
export function elementsOf(step: Step, collections: ValueSet): ValueSet {
  let elements: ValueSet | undefined;
  for (const value of collections.keys()) {
    const known = value === ANYTHING ? undefined : step.state.member(value, ELEMENTS_OF);
    if (known !== undefined) elements = joinSets(elements, known);
    else if (!isEmptyDisplay(step, value)) return ANYTHING_SET;
  }
  return elements ?? new Map();
}

function isEmptyDisplay(step: Step, value: ValueId): boolean {
  const { source } = step.values.get(value);
  return source.kind === 'made' && source.op.kind === 'display' && source.op.parts.length === 0;
}
