/** What notebooks add to a language: such lines are replaced by as many harmless characters, so that every other place stays where it is. */
import type { Family } from '../languages.ts';

export interface PlainCell {
  readonly text: string;
  /** Lines of the cell that hold something else in truth, 0-based. */
  readonly masked: ReadonlySet<number>;
}

/** Magics whose cell is Python all the same. */
const aroundPython = new Set(['time', 'timeit', 'capture', 'prun', 'debug', 'memit', 'mprun', 'lprun']);

export function withoutMagics(text: string, family: Family): PlainCell {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const cellMagic = /^%%(\w*)/.exec(lines[first] ?? '')?.[1];
  if (cellMagic !== undefined && !(family === 'python' && aroundPython.has(cellMagic))) {
    return { text: blank(text), masked: new Set(lines.keys()) };
  }
  return family === 'python' ? maskedPython(lines) : maskedLines(lines, (line) => /^\s*#!/.test(line), blank);
}

function maskedPython(lines: readonly string[]): PlainCell {
  const position = new PythonPosition();
  let continues = false;
  return maskedLines(lines, (line) => {
    const isMagic = continues || (position.isStatementStart && isIpython(line));
    if (!isMagic) position.read(line);
    continues = isMagic && /\\\s*$/.test(line);
    return isMagic;
  }, emptyStatement);
}

function maskedLines(lines: readonly string[], isMasked: (line: string) => boolean, replacement: (line: string) => string): PlainCell {
  const masked = new Set<number>();
  const plain = lines.map((line, index) => {
    if (!isMasked(line)) return line;
    masked.add(index);
    return replacement(line);
  });
  return { text: plain.join(''), masked };
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** A block must not lose its only statement. */
function emptyStatement(line: string): string {
  const indent = /^[^\S\r\n]*/.exec(line)?.[0] ?? '';
  return `${indent}${blank(line.slice(indent.length)).replace(' ', '0')}`;
}

/** `%time f()`, `!ls`, `?name`, `name?`, `files = !ls`. */
function isIpython(line: string): boolean {
  return /^\s*(?:[%!?]|[\w.]+\?{1,2}\s*$|[\w.,\s[\]'"]+=\s*[!%]\s*\w)/.test(line);
}

/** Where a Python text stands after the lines read: in a string, in brackets, after a backslash, or where a statement may begin. */
class PythonPosition {
  #quote: string | undefined;
  #depth = 0;
  #isContinued = false;

  get isStatementStart(): boolean {
    return this.#quote === undefined && this.#depth === 0 && !this.#isContinued;
  }

  read(line: string): void {
    this.#isContinued = false;
    for (const [token] of line.matchAll(/\\[\s\S]|"""|'''|["'#()[\]{}]|[\r\n]/g)) {
      if (this.#quote === undefined) {
        if (token === '#') return;
        this.#code(token);
      } else if (token === this.#quote || (this.#quote.length === 1 && /^[\r\n]/.test(token))) {
        this.#quote = undefined;
      }
    }
  }

  #code(token: string): void {
    if (/^["']/.test(token)) this.#quote = token;
    else if (/^[([{]/.test(token)) this.#depth += 1;
    else if (/^[)\]}]/.test(token)) this.#depth = Math.max(0, this.#depth - 1);
    else if (/^\\[\r\n]/.test(token)) this.#isContinued = true;
  }
}
