/** Where a value comes from, in words that outlast the analysis of its graph. */
import type { Op, Variable } from './graph.ts';
import type { Shape } from './shape.ts';
import { shapeNow } from './step.ts';
import type { Step } from './step.ts';
import { onlyValue } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';

export type Origin =
  | { readonly kind: 'unknown' }
  /** What a parameter, receiver or free variable held when its graph was entered. */
  | { readonly kind: 'variable'; readonly variable: Variable; readonly shape: Shape }
  | { readonly kind: 'member'; readonly of: Origin; readonly name: string; readonly shape: Shape }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'made'; readonly op: Op; readonly shape: Shape };

export const UNKNOWN_ORIGIN: Origin = { kind: 'unknown' };

export function originOf(step: Step, values: ValueSet): Origin {
  const value = onlyValue(values);
  return value === undefined ? UNKNOWN_ORIGIN : originOfValue(step, value);
}

function originOfValue(step: Step, value: ValueId): Origin {
  const { source } = step.values.get(value);
  const shape = shapeNow(step, value);
  switch (source.kind) {
    case 'outer':
      return { kind: 'variable', variable: source.variable, shape };
    case 'member':
      return { kind: 'member', of: originOfValue(step, source.of), name: source.name, shape };
    case 'made':
    case 'referent':
      return { kind: 'made', op: source.op, shape };
    case 'named':
      return { kind: 'named', name: source.name };
    case 'anything':
    case 'absent':
    case 'unbound':
    case 'earlier':
      return UNKNOWN_ORIGIN;
  }
}

export function shapeOfOrigin(origin: Origin): Shape {
  switch (origin.kind) {
    case 'unknown':
      return { kind: 'unknown' };
    case 'named':
      return { kind: 'named', name: origin.name };
    default:
      return origin.shape;
  }
}

/** As it is written, as far as it has names. */
export function nameOfOrigin(origin: Origin): string {
  switch (origin.kind) {
    case 'variable':
      return origin.variable.name;
    case 'member':
      return `${nameOfOrigin(origin.of)}.${origin.name}`;
    case 'named':
      return origin.name;
    case 'made':
    case 'unknown':
      return '';
  }
}

/** The same place, in one function or in several: `this.cache` of one class, one variable. */
export function isSameOrigin(a: Origin, b: Origin): boolean {
  switch (a.kind) {
    case 'unknown':
      return false;
    case 'variable':
      return b.kind === 'variable' && (a.variable === b.variable || isSameReceiver(a, b) || isSameFree(a.variable, b.variable));
    case 'member':
      return b.kind === 'member' && a.name === b.name && isSameOrigin(a.of, b.of);
    case 'named':
      return b.kind === 'named' && a.name === b.name;
    case 'made':
      return b.kind === 'made' && a.op === b.op;
  }
}

type VariableOrigin = Extract<Origin, { kind: 'variable' }>;

/** The objects that two methods of a class are called on are taken for one. */
function isSameReceiver(a: VariableOrigin, b: VariableOrigin): boolean {
  return isReceiver(a) && isReceiver(b) && a.shape.kind === 'object' && b.shape.kind === 'object' && a.shape.class === b.shape.class;
}

/** Two functions that mean something outside of them by the same name are taken to mean the same. */
function isSameFree(a: Variable, b: Variable): boolean {
  return a.kind === 'free' && b.kind === 'free' && a.name === b.name;
}

export function isReceiver({ variable, shape }: VariableOrigin): boolean {
  return shape.kind === 'object' && shape.orDerived && (variable.kind === 'receiver' || variable.kind === 'parameter' || variable.kind === 'free');
}
