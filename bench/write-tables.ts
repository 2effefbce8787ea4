/** Puts measured tables where they are published: between two comments, in the guide to the benchmarks and in the README. */
import { readFileSync, writeFileSync } from 'node:fs';

/** @throws Error where the comments are not there */
export function writeBetween(file: string, name: string, text: string): void {
  const before = readFileSync(file, 'utf8');
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [before.indexOf(start), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for it: ${start} and ${end} are missing.`);
  writeFileSync(file, `${before.slice(0, from + start.length)}\n${text}\n${before.slice(to)}`);
}
