/** What both printers make: text by the line, and what the drivers have to know about it. */
import type { Language, Program, Test } from './program.ts';

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
  readonly language: Language;
}

/** The same program, in which it does no harm that these lines (1-based) fail, each of which holds a statement of its own. One that binds a name stays as it is. */
export function withoutFailing(printed: Printed, lines: readonly number[]): Printed {
  const isRepaired = (line: string, i: number): boolean => lines.includes(i + 1) && !/\(\w+ :?= /.test(line);
  const kept = printed.executable.split('\n').map((line, i) => (isRepaired(line, i) ? line.replace(/\S.*/, REPAIRED[printed.language]) : line));
  return { ...printed, executable: kept.join('\n') };
}

const REPAIRED: Readonly<Record<Language, (statement: string) => string>> = {
  // Nothing but a line of its own may follow another head.
  python: (statement) => (/^(?:for|with) /.test(statement) ? 'pass' : `with harmless: ${statement}`),
  javascript: (statement) => `try { ${statement} } catch (error) { if (!(error instanceof TypeError)) throw error; }`,
};

const END = '\u{e000}';
/** `named`: what is waited for gets a name. The others are functions that the drivers know. */
const MARKS = { disjunction: '\u{e001}', conjunction: '\u{e002}', perhaps: '\u{e003}', turns: '\u{e004}', named: '\u{e005}' } as const;
type Mark = keyof typeof MARKS;

/** A part of a line that is a call where the program is run: of what the policies take for granted, the driver has to know where it is. */
export function marked(mark: Exclude<Mark, 'named'>, written: string): string {
  return `${MARKS[mark]}${written}${END}`;
}

/** Which of two tests has decided is not followed, where they are of different things. */
export function connected(test: Extract<Test, { kind: 'and' | 'or' }>, written: string): string {
  const [left, right] = [testedIn(test.left), testedIn(test.right)];
  return left.some((one) => right.includes(one)) ? written : marked(test.kind === 'and' ? 'conjunction' : 'disjunction', written);
}

/** What the test asks about. */
function testedIn(test: Test): string[] {
  switch (test.kind) {
    case 'flip':
      return [];
    case 'there':
    case 'gone':
    case 'here':
      return [JSON.stringify(test.subject)];
    case 'bind':
      return [JSON.stringify({ kind: 'name', name: test.name }), JSON.stringify(test.ask)];
    case 'not':
      return testedIn(test.of);
    case 'and':
    case 'or':
      return [...testedIn(test.left), ...testedIn(test.right)];
    case 'outcome':
      return [test.name];
    case 'has':
      return [test.cache];
    case 'alive':
      return [JSON.stringify(test.handle)];
  }
}

/** Stands before what is waited for. */
export const NAMED = MARKS.named;

function withoutMarks(line: string): string {
  return line.replace(/[\u{e000}-\u{e005}]/gu, '');
}

function withCalls(line: string): string {
  const calls = Object.entries(MARKS).reduce((called, [name, mark]) => called.replaceAll(mark, mark === NAMED ? '' : `${name}(`), line);
  return calls.replaceAll(END, ')');
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
  if (line.includes('with harmless: ')) return line.replace('with harmless: ', `$&${call}; `);
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
    this.#lines.push({ text: indent + withoutMarks(text), executable: indent + withCalls(executable), isCharged, isAnytime });
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
      language,
    };
  }
}

/** One of several ways to write the same. */
export function way(ways: readonly string[], form: number): string {
  return ways[form % ways.length] ?? '';
}
