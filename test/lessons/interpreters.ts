/** Runs blocks of the lesson on the real interpreters, many blocks to a process. Knows nothing of passages. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeLanguage } from '../../rules/tools/lesson.ts';

export interface Block {
  readonly code: string;
  /** A `fragment` is a piece of a function's body: it may `return` and `await`. */
  readonly mode: 'run' | 'compile' | 'fragment';
}

/** What a block printed, or why it could not. */
export type Result = string | { readonly error: string };

/** A program that runs blocks of one language. */
export interface Interpreter {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

const node: Interpreter = { name: `Node ${process.versions.node}`, program: process.execPath, args: ['--expose-gc'] };
const pythonFlags = ['-X', 'utf8', '-W', 'error'];
const pythonProgram = /^python(?:3(?:\.\d+)?)?(?:\.exe)?$/u;
/** Prints the name of a CPython that is new enough and nothing otherwise. */
const nameCPython =
  "import platform, sys; sys.version_info >= (3, 9) and platform.python_implementation() == 'CPython' and print('CPython', platform.python_version())";
let python: Interpreter | undefined;

/** Node, or every CPython 3.9 and newer on the PATH and among pyenv's versions, each version once. */
export function interpretersOf(language: CodeLanguage): readonly Interpreter[] {
  if (language === 'javascript') return [node];
  const byName = new Map([[interpreter('python').name, interpreter('python')]]);
  const root = process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv');
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...namesIn(join(root, 'versions')).map((version) => join(root, 'versions', version, 'bin')),
  ];
  for (const folder of folders) {
    for (const name of namesIn(folder).filter((file) => pythonProgram.test(file))) {
      const found = namedPython(join(folder, name), pythonFlags);
      if (found !== undefined && !byName.has(found.name)) byName.set(found.name, found);
    }
  }
  return [...byName.values()];
}

/** Runs `blocks` one after the other in one process. The results are in the order of the blocks. */
export function runBlocks(language: CodeLanguage, blocks: readonly Block[], program = interpreter(language)): readonly Result[] {
  const driver = fileURLToPath(new URL(language === 'python' ? 'run-blocks.py' : 'run-blocks.mjs', import.meta.url));
  const results = ask(program, driver, blocks);
  if (!Array.isArray(results) || results.length !== blocks.length) throw new Error(`${driver} did not answer every block.`);
  return results.map(resultOf);
}

/** Runs `code` as a program of its own and gives its standard output. */
export function runAlone(language: CodeLanguage, code: string, program = interpreter(language)): Result {
  try {
    return run(program, language === 'python' ? ['-c', code] : ['--input-type=module', '-e', code], '');
  } catch (error) {
    return { error: String(error) };
  }
}

function ask(program: Interpreter, driver: string, question: unknown): unknown {
  return JSON.parse(run(program, [driver], JSON.stringify(question)));
}

function resultOf(value: unknown): Result {
  if (typeof value === 'string') return value;
  const error: unknown = typeof value === 'object' && value !== null && 'error' in value ? value.error : value;
  return { error: String(error) };
}

/** Node, or the CPython that the shell would run. */
export function interpreter(language: CodeLanguage): Interpreter {
  return language === 'python' ? (python ??= findPython()) : node;
}

function findPython(): Interpreter {
  const found = namedPython('python3', pythonFlags) ?? namedPython('python', pythonFlags) ?? namedPython('py', ['-3', ...pythonFlags]);
  if (found === undefined) throw new Error('The lesson is run on CPython: put a Python 3.9 or newer on the PATH as `python3` or `python`.');
  return found;
}

function namedPython(program: string, args: readonly string[]): Interpreter | undefined {
  const { status, stdout } = spawnSync(program, [...args, '-c', nameCPython], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '' ? { name: stdout.trim(), program, args } : undefined;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function run({ program, args }: Interpreter, more: readonly string[], input: string): string {
  const done = spawnSync(program, [...args, ...more], { input, encoding: 'utf8', timeout: 60_000 });
  if (done.error !== undefined) throw done.error;
  if (done.status !== 0) throw new Error(`${program} ended with ${done.status ?? done.signal}:\n${done.stderr}`);
  return done.stdout.replaceAll('\r\n', '\n');
}
