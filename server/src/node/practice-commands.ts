/** `weakref-lint practice DIR` and `weakref-lint practice --check DIR`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Linting } from '../core.ts';
import { checkText } from '../format/practice-text.ts';
import { lintExercise } from '../practice-lint.ts';
import { checkExercise, exercises } from '../practice.ts';
import { nodePlatform } from './node-platform.ts';
import { reasonOf } from './source-files.ts';
import { styleFor } from './terminal.ts';

/** Returns the exit code, or one sentence about what went wrong. */
export function practice(args: readonly string[]): Promise<number | string> {
  return args.includes('--check') ? checkPractice(args.filter((each) => each !== '--check')) : startPractice(args);
}

/** Writes the exercises that are not there yet. */
async function startPractice(args: readonly string[]): Promise<number | string> {
  const folder = folderOf(args);
  if (folder === undefined) return 'practice needs one folder, such as "weakref-lint practice weakref-practice".';
  try {
    await mkdir(folder, { recursive: true });
    for (const { file, text } of exercises) process.stdout.write(`${join(folder, file)}: ${(await writeNew(join(folder, file), text)) ? 'written' : 'there already, left alone'}\n`);
  } catch (error) {
    return `the exercises could not be put into ${folder} (${reasonOf(error)}); name a folder that can be written to.`;
  }
  process.stdout.write(`\nFill in each ___, then run "weakref-lint practice --check ${folder}".\n`);
  return 0;
}

/** Prints what stands in the blanks of each exercise. 0 when all are done, 1 when not. */
async function checkPractice(args: readonly string[]): Promise<number | string> {
  const folder = folderOf(args);
  if (folder === undefined) return 'practice --check needs the folder of the exercises, such as "weakref-lint practice --check weakref-practice".';
  const linting = new Linting(nodePlatform(__dirname));
  const style = styleFor(process.stdout);
  let found = 0;
  let done = 0;
  for (const exercise of exercises) {
    const path = join(folder, exercise.file);
    const text = await textOf(path);
    if (text === undefined) continue;
    found += 1;
    const check = checkExercise(exercise, text, await lintExercise(linting, exercise));
    if (check.kind === 'checked' && check.isDone) done += 1;
    process.stdout.write(`${checkText(path, exercise, check, text, style)}\n\n`);
  }
  if (found === 0) return `there is no exercise in ${folder}; "weakref-lint practice ${folder}" puts them there.`;
  process.stdout.write(`${done} of ${exercises.length} done.\n`);
  return done === exercises.length ? 0 : 1;
}

function folderOf([folder, ...more]: readonly string[]): string | undefined {
  return folder === undefined || folder === '' || more.length > 0 || folder.startsWith('-') ? undefined : folder;
}

/** False when there is such a file, which is left as it is. */
async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
