/** The temps an operation reads. The receiver of a call is read by the member access before it. */
import type { Op, Temp, Test } from './graph.ts';

export function operandsOf(op: Op): readonly Temp[] {
  switch (op.kind) {
    case 'display':
      return op.parts.map((part) => part.temp);
    case 'closure':
      return op.closure.defaults;
    case 'class':
      return [
        ...op.class.bases,
        ...op.class.options.map(({ value }) => value),
        ...op.class.decorators.map(({ of }) => of),
        ...op.class.fields.flatMap(({ value }) => (value === undefined ? [] : [value])),
        ...op.class.methods.flatMap(({ closure }) => closure.defaults),
      ];
    case 'write':
    case 'copy':
      return [op.from];
    case 'member':
    case 'use':
    case 'claim':
    case 'element':
    case 'escape':
    case 'discard':
      return [op.of];
    case 'inherited':
      return [op.of, op.otherwise];
    case 'set-member':
      return [op.of, op.from];
    case 'index':
    case 'remove-index':
      return [op.of, op.key];
    case 'set-index':
      return [op.of, op.key, op.from];
    case 'call':
      return [op.callee, ...op.arguments.map(({ temp }) => temp)];
    case 'outcome':
      return testedBy(op.test);
    case 'constant':
    case 'typed':
    case 'import':
    case 'read':
    case 'unbind':
    case 'suspend':
    case 'annotation':
    case 'clear':
      return [];
  }
}

export function testedBy(test: Test): readonly Temp[] {
  return test.kind === 'unknown' ? [] : [test.of, test.within, test.other?.temp].filter((temp) => temp !== undefined);
}
