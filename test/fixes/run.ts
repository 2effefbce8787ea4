/** `npm run fixes -- PATH...`: applies every fix and suggestion to every file below the paths and prints what is wrong with the results. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { runBlocks } from '../lessons/interpreters.ts';
import { loadPython } from '../support/front-ends.ts';
import { examine } from './every-edit.ts';
import type { Flaw } from './every-edit.ts';

const EXTENSIONS = /\.(?:py|[cm]?[jt]s|[jt]sx)$/;
/** A file without these has no finding. */
const NEEDLES = /weakref|WeakRef|WeakMap|WeakSet|FinalizationRegistry|lru_cache|functools|__del__|\bid\(|signal|dispatch/;
const LARGEST = 400_000;

void main().then((isFine) => exit(isFine ? 0 : 1));

async function main(): Promise<boolean> {
  await loadPython();
  let [files, findings, edits, flawed] = [0, 0, 0, 0];
  for (const file of argv.slice(2).flatMap(filesBelow)) {
    const text = readFileSync(file, 'utf8');
    const examined = text.length <= LARGEST && NEEDLES.test(text) ? examine(basename(file), text) : undefined;
    if (examined === undefined || examined.findings === 0) continue;
    const flaws = [...examined.flaws, ...(file.endsWith('.py') ? uncompiled(text, examined.results) : [])];
    files += 1;
    findings += examined.findings;
    edits += examined.results.length;
    flawed += flaws.length;
    for (const { of, edit, what, after } of flaws) stdout.write(`${file}: ${of}: ${edit}: ${what}\n${changed(text, after)}\n`);
  }
  stdout.write(`${files} files, ${findings} findings, ${edits} edits, ${flawed} flaws\n`);
  return flawed === 0;
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && EXTENSIONS.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
}

function uncompiled(before: string, results: readonly string[]): Flaw[] {
  const [original, ...compiled] = runBlocks('python', [before, ...results].map((code) => ({ code, mode: 'compile' })));
  if (typeof original !== 'string') return [];
  return results.flatMap((after, i) => {
    const result = compiled[i];
    return result === undefined || typeof result === 'string' ? [] : [{ of: 'the file', edit: 'an edit', what: result.error, after }];
  });
}

/** The lines between the first and the last that differ. */
function changed(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const first = now.findIndex((line, i) => line !== old[i]);
  let same = 0;
  while (same < now.length - first && now.at(-1 - same) === old.at(-1 - same)) same++;
  return now.slice(Math.max(0, first - 1), now.length - same).map((line) => `  | ${line}`).join('\n');
}
