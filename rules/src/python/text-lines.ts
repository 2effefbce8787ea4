/**
 * Where the lines of a text start, and locations computed from offsets when somebody asks.
 * It knows nothing about Python but what ends a line: `\n`, `\r\n` or `\r`, as in Python, LSP and ESLint's line count.
 */

import type { Position, Range, SourceLocation } from './ast.ts';

/** Line table of one document. `reset` moves all locations that were made with it to another text. */
export class TextLines {
  #text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  reset(text: string): void {
    this.#text = text;
    this.#starts = undefined;
  }

  /** Offset of the first character of each line. */
  get starts(): readonly number[] {
    this.#starts ??= lineStarts(this.#text);
    return this.#starts;
  }

  /** Line from 1, column from 0, for an offset in UTF-16 code units. */
  positionAt(offset: number): Position {
    const starts = this.starts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) };
  }
}

/** A location that follows its range: it stays right when the range is shifted. */
export class RangeLocation implements SourceLocation {
  private declare readonly range: Range;
  private declare readonly lines: TextLines;

  constructor(range: Range, lines: TextLines) {
    this.range = range;
    this.lines = lines;
  }

  get start(): Position {
    return this.lines.positionAt(this.range[0]);
  }

  get end(): Position {
    return this.lines.positionAt(this.range[1]);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  let [feed, carriage] = [text.indexOf('\n'), text.indexOf('\r')];
  while (feed !== -1 || carriage !== -1) {
    if (carriage !== -1 && (feed === -1 || carriage < feed)) {
      if (carriage + 1 !== feed) starts.push(carriage + 1);
      carriage = text.indexOf('\r', carriage + 1);
    } else {
      starts.push(feed + 1);
      feed = text.indexOf('\n', feed + 1);
    }
  }
  return starts;
}
