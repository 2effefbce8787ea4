/** Runs blocks of the lesson on the real interpreters, many blocks to a process. Knows nothing of passages. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CodeLanguage } from '../../rules/tools/lesson.ts';

export interface Block {
  readonly code: string;
  /** A `fragment` is a piece of a function's body: it may `return` and `await`. */
  readonly mode: 'run' | 'compile' | 'fragment';
}

/** What a block printed, or why it could not. */
export type Result = string | { readonly error: string };

interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

const node: Command = { program: process.execPath, args: ['--expose-gc'] };
const pythonFlags = ['-X', 'utf8', '-W', 'error'];
let python: Command | undefined;

/** Runs `blocks` one after the other in one process. The results are in the order of the blocks. */
export function runBlocks(language: CodeLanguage, blocks: readonly Block[]): readonly Result[] {
  const driver = fileURLToPath(new URL(language === 'python' ? 'run-blocks.py' : 'run-blocks.mjs', import.meta.url));
  const results: unknown = JSON.parse(run(command(language), [driver], JSON.stringify(blocks)));
  if (!Array.isArray(results) || results.length !== blocks.length) throw new Error(`${driver} did not answer every block.`);
  return results.map(resultOf);
}

/** Runs `code` as a program of its own and gives its standard output. */
export function runAlone(language: CodeLanguage, code: string): Result {
  try {
    return run(command(language), language === 'python' ? ['-c', code] : ['--input-type=module', '-e', code], '');
  } catch (error) {
    return { error: String(error) };
  }
}

function resultOf(value: unknown): Result {
  if (typeof value === 'string') return value;
  const error: unknown = typeof value === 'object' && value !== null && 'error' in value ? value.error : value;
  return { error: String(error) };
}

function command(language: CodeLanguage): Command {
  return language === 'python' ? (python ??= findPython()) : node;
}

function findPython(): Command {
  const candidates: readonly Command[] = [
    { program: 'python3', args: pythonFlags },
    { program: 'python', args: pythonFlags },
    { program: 'py', args: ['-3', ...pythonFlags] },
  ];
  const found = candidates.find(
    ({ program, args }) => spawnSync(program, [...args, '-c', 'import sys; sys.exit(sys.version_info < (3, 9))']).status === 0,
  );
  if (found === undefined) throw new Error('The lesson is run on CPython: put a Python 3.9 or newer on the PATH as `python3` or `python`.');
  return found;
}

function run({ program, args }: Command, more: readonly string[], input: string): string {
  const done = spawnSync(program, [...args, ...more], { input, encoding: 'utf8', timeout: 60_000 });
  if (done.error !== undefined) throw done.error;
  if (done.status !== 0) throw new Error(`${program} ended with ${done.status ?? done.signal}:\n${done.stderr}`);
  return done.stdout.replaceAll('\r\n', '\n');
}
