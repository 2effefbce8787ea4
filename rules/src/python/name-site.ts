/** The place of a name inside a node, as a site that moves along when an edit moves the node. */
import type { Site } from '../flow/graph.ts';
import type { Range } from './ast.ts';

/** `range` must be an own range of `node`, on its last line (`from: 'end'`, `value.attr`) or first (`from: 'start'`, `def name`). */
export function nameSite(node: Site, range: Range, from: 'start' | 'end'): Site {
  return {
    range,
    get loc() {
      const length = range[1] - range[0];
      if (from === 'end') {
        const { line, column } = node.loc.end;
        const end = column - (node.range[1] - range[1]);
        return { start: { line, column: end - length }, end: { line, column: end } };
      }
      const { line, column } = node.loc.start;
      const start = column + (range[0] - node.range[0]);
      return { start: { line, column: start }, end: { line, column: start + length } };
    },
  };
}
