/** The place of a name inside a node, as a site that moves along when an edit moves the node. */
import type { Site, SourceLocation } from '../flow/graph.ts';
import type { Range } from './ast.ts';

/** `range` must be an own range of `node`, on its last line (`from: 'end'`, `value.attr`) or first (`from: 'start'`, `def name`). */
export function nameSite(node: Site, range: Range, from: 'start' | 'end'): Site {
  return from === 'end' ? new NameAtEnd(node, range) : new NameAtStart(node, range);
}

/** Classes: every method of a file has such a site, and an object with a getter of its own is slow to make. */
abstract class NameSite implements Site {
  readonly range: Range;
  protected readonly node: Site;

  constructor(node: Site, range: Range) {
    this.node = node;
    this.range = range;
  }

  abstract get loc(): SourceLocation;
}

class NameAtStart extends NameSite {
  get loc(): SourceLocation {
    const { line, column } = this.node.loc.start;
    const start = column + (this.range[0] - this.node.range[0]);
    return { start: { line, column: start }, end: { line, column: start + this.range[1] - this.range[0] } };
  }
}

class NameAtEnd extends NameSite {
  get loc(): SourceLocation {
    const { line, column } = this.node.loc.end;
    const end = column - (this.node.range[1] - this.range[1]);
    return { start: { line, column: end - (this.range[1] - this.range[0]) }, end: { line, column: end } };
  }
}
