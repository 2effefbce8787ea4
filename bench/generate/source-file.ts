/** What the generated files of every language have in common: two classes to a function, and who has a weak handle. */
import { Random } from '../random.ts';

/** Every so many classes and functions, one is a class with a handle. */
const handleEvery = 6;

/** How a language writes what is made up. */
interface Dialect {
  readonly header: readonly string[];
  /** Lines between two classes or functions. */
  readonly gap: readonly string[];
  readonly classLines: (random: Random, index: number) => readonly string[];
  readonly functionLines: (random: Random, index: number) => readonly string[];
}

/** @returns a file of at least `lines` lines, and not many more */
export function sourceFile({ header, gap, classLines, functionLines }: Dialect, lines: number, seed: number): string {
  const random = new Random(seed);
  const text = [...header];
  for (let index = 0; text.length < lines; index++) {
    text.push(...gap, ...(index % 3 < 2 ? classLines(random, index) : functionLines(random, index)));
  }
  return `${text.join('\n')}\n`;
}

export function hasHandle(index: number): boolean {
  return index % handleEvery === 0;
}

/** The classes with a handle take the bodies in turn. */
export function bodyInTurn(bodies: readonly (readonly string[])[], index: number): readonly string[] {
  return bodies[Math.floor(index / handleEvery) % bodies.length] ?? [];
}

export function className(noun: string, index: number): string {
  return `${noun[0]?.toUpperCase() ?? ''}${noun.slice(1)}${index}`;
}

/** So many statements, each of which may hold more: `depth` is how deep they stand. */
export function block(statement: (random: Random, depth: number) => readonly string[], random: Random, depth: number, length: number): string[] {
  return Array.from({ length }, () => statement(random, depth)).flat();
}

/** Which of nine simple statements (0 to 8) or five that hold others (9 to 13) comes next; none of those below the fourth level. */
export function statementKind(random: Random, depth: number): number {
  return depth < 4 && random.chance(0.2) ? random.between(9, 13) : random.between(0, 8);
}
