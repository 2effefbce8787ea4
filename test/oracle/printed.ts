/** What both printers make: text by the line, and what the drivers have to know about it. */
import type { Language, Program } from './program.ts';

export interface Printed {
  /** As the rules see it. */
  readonly text: string;
  /** As it is run: the same lines, which tell the driver more than a reader has to know. */
  readonly executable: string;
  readonly entry: Program['entry'];
  readonly parameters: number;
  /** Lines (1-based) that use what the caller gave: what goes wrong in them is the caller's. */
  readonly charged: readonly number[];
  /** Lines (1-based) of functions within the function: for the analysis they may run at any time. */
  readonly anytime: readonly number[];
  /** A statement that does nothing. */
  readonly nothing: string;
}

/** The same program with nothing on these lines (1-based), each of which holds a statement of its own. One that binds a name stays. */
export function withoutLines(printed: Printed, lines: readonly number[]): Printed {
  const isRemoved = (line: string, i: number): boolean => lines.includes(i + 1) && !/\(\w+ :?= /.test(line);
  const kept = printed.executable.split('\n').map((line, i) => (isRemoved(line, i) ? line.replace(/\S.*/, printed.nothing) : line));
  return { ...printed, executable: kept.join('\n') };
}

/** Stands in an executable line where it matters that the rest of the line is reached: `(HERE or x)`, `(HERE, x)`. */
export const HERE = 'HERE';

/** The same program, which tells whether these lines are reached. */
export function withReached(printed: Printed, lines: readonly number[]): Printed {
  const told = printed.executable.split('\n').map((line, i) => (lines.includes(i + 1) ? telling(line, `reached(${i + 1})`) : line));
  return { ...printed, executable: told.join('\n') };
}

function telling(line: string, call: string): string {
  if (line.includes(HERE)) return line.replace(HERE, call);
  // Python's heads take no statement before them.
  if (/^\s*(?:if|while|with|match) .*:(?: pass)?$/.test(line)) return line.replace(/(?:if|while|with|match) /, `$&${call} or `);
  if (/^\s*for [\w, ]+ in /.test(line)) return line.replace(/ in /, `$&${call} or `);
  return line.replace(/\S/, `${call}; $&`);
}

interface Line {
  readonly text: string;
  readonly executable: string;
  readonly isCharged: boolean;
  readonly isAnytime: boolean;
}

const NOTHING: Readonly<Record<Language, string>> = { python: 'pass', javascript: ';' };

export class Writer {
  readonly #step: string;
  readonly #lines: Line[] = [];
  #depth = 0;
  #closures = 0;

  constructor(step: string) {
    this.#step = step;
  }

  line(text: string, { executable = text, isCharged = false, isAnytime = this.#closures > 0 }: Partial<Omit<Line, 'text'>> = {}): void {
    const indent = this.#step.repeat(this.#depth);
    this.#lines.push({ text: indent + text, executable: indent + executable, isCharged, isAnytime });
  }

  indented(write: () => void): void {
    this.#depth++;
    write();
    this.#depth--;
  }

  /** Of a function within the function. */
  anytime(write: () => void): void {
    this.#closures++;
    write();
    this.#closures--;
  }

  append(other: Writer): void {
    for (const { text, ...rest } of other.#lines) this.line(text, rest);
  }

  printed({ language, entry, parameters }: Program): Printed {
    const all = (which: 'text' | 'executable'): string => this.#lines.map((line) => `${line[which]}\n`).join('');
    const those = (which: 'isCharged' | 'isAnytime'): number[] => this.#lines.flatMap((line, i) => (line[which] ? [i + 1] : []));
    return {
      text: all('text'),
      executable: all('executable'),
      entry,
      parameters: parameters.length,
      charged: those('isCharged'),
      anytime: those('isAnytime'),
      nothing: NOTHING[language],
    };
  }
}

/** One of several ways to write the same. */
export function way(ways: readonly string[], form: number): string {
  return ways[form % ways.length] ?? '';
}
