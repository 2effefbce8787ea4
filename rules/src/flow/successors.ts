/** Where a block goes on when nothing is raised in it. */
import type { BlockEnd, BlockId } from './graph.ts';

export function successors(end: BlockEnd): readonly BlockId[] {
  switch (end.kind) {
    case 'jump':
      return [end.to];
    case 'branch':
      return [end.whenTrue, end.whenFalse];
    case 'choice':
      return end.to;
    case 'exit':
      return [];
  }
}
