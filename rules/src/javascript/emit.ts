/** The few operations that every part of the lowering emits. */
import type { Label } from '../flow/builder.ts';
import type { DisplayPart, Operand, Site, Temp, Test, TypeNote, UseKind, Variable } from '../flow/graph.ts';
import { resolve, type Lowering } from './scope.ts';

export function read(l: Lowering, from: Variable, site: Site): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'read', to, from, site });
  return to;
}

export function readName(l: Lowering, name: string, site: Site): Temp {
  return read(l, resolve(l, name), site);
}

export function write(l: Lowering, variable: Variable, from: Temp, site: Site, type?: TypeNote): void {
  l.builder.emit({ kind: 'write', variable, from, type, site });
}

/** Nobody holds what a hidden variable held. */
export function release(l: Lowering, variable: Variable, site: Site): void {
  l.builder.emit({ kind: 'unbind', variable, site });
}

/** `undefined`, `null`, and what a short-circuited `?.` gives. */
export function absent(l: Lowering, site: Site): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'constant', to, type: 'none', site });
  return to;
}

export function typed(l: Lowering, type: string, site: Site): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'typed', to, type, site });
  return to;
}

export function display(l: Lowering, type: string, parts: readonly DisplayPart[], site: Site): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'display', to, type, parts, site });
  return to;
}

export function use(l: Lowering, of: Temp, as: UseKind, site: Site): void {
  l.builder.emit({ kind: 'use', of, as, site });
}

/** A truth that has come out so. */
export function decided(l: Lowering, truth: boolean, site: Site): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'typed', to, type: 'boolean', decided: truth, site });
  return to;
}

export function copy(l: Lowering, to: Temp, from: Temp, operand?: Operand): void {
  l.builder.emit(operand === undefined ? { kind: 'copy', to, from } : { kind: 'copy', to, from, operand });
}

export function element(l: Lowering, of: Temp, site: Site, position?: number): Temp {
  const to = l.builder.temp();
  l.builder.emit({ kind: 'element', to, of, position, site });
  return to;
}

/** End of a statement. */
export function clear(l: Lowering): void {
  if (l.statementsInExpression === 0) l.builder.emit({ kind: 'clear' });
}

/** Goes on at `whenAbsent` if `of` is absent, and here if it is there. */
export function branchAbsent(l: Lowering, of: Temp, whenAbsent: Label, site: Site): void {
  const present = l.builder.label();
  l.builder.branch({ kind: 'absent', of, inPassing: true, site }, whenAbsent, present);
  l.builder.place(present);
}

/** One of two ways to a value. */
export function either(l: Lowering, test: Test, whenTrue: () => Temp, whenFalse: () => Temp): Temp {
  const result = l.builder.temp();
  const yes = l.builder.label();
  const no = l.builder.label();
  const end = l.builder.label();
  l.builder.branch(test, yes, no);
  l.builder.place(yes);
  copy(l, result, whenTrue());
  l.builder.jump(end);
  l.builder.place(no);
  copy(l, result, whenFalse());
  l.builder.place(end);
  return result;
}
