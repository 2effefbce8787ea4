/** Runs programs on their interpreter under every script of the adversarial collector: one process for each language, as long as it is asked. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { interpreter } from '../lessons/interpreters.ts';
import type { Printed } from './printed.ts';
import type { Language } from './program.ts';

export type Places = Readonly<Record<string, readonly (string | number)[]>>;

export interface Observed {
  /** Lines on which an absent referent was used as if it were there. */
  readonly raises: readonly number[];
  /** Lines on which a handle gave nothing although it had given its object before. */
  readonly changes: readonly number[];
  /** Lines that were asked about, and reached. */
  readonly reached: readonly number[];
  /** By place at which nobody has always owned what was asked for: the ways by which the program has come there when nobody did. */
  readonly unowned: Places;
  /** How many scripts there were. */
  readonly runs: number;
  /** There are no others within the limit of choices. */
  readonly isComplete: boolean;
}

export interface Limits {
  /** Scripts to a program. */
  readonly runs: number;
  /** Choices to a script. */
  readonly choices: number;
  /** A handle that has given nothing may give its object again: each answer is judged by itself. */
  readonly mayRevive: boolean;
}

const DRIVERS: Readonly<Record<Language, string>> = { python: 'adversary.py', javascript: 'adversary.mjs' };

/** Looking can stop where these lines have been seen to raise, or to raise or change. */
export interface Sought {
  readonly raises: readonly number[];
  readonly changes: readonly number[];
}

/**
 * What `policy.ts` takes for granted: a list may be empty in one loop and not in the next, an unknown function may give nothing, and some lines may
 * lose what has an owner.
 */
export interface Granted {
  /** What has an owner may be lost there where the program has come by another way. */
  readonly losing: Places;
  /** Whatever is asked for there. */
  readonly anytime: readonly number[];
}

export interface Question extends Printed {
  readonly sought?: Sought;
  readonly granted?: Granted;
}

export async function observe(language: Language, programs: readonly Question[], limits: Limits): Promise<Observed[]> {
  if (programs.length === 0) return [];
  const answers = await processOf(language).ask({ programs, limits });
  if (!Array.isArray(answers) || answers.length !== programs.length) throw new Error(`The ${language} driver did not answer for every program.`);
  return answers.map((answer: unknown, i) => {
    if (isObserved(answer)) return answer;
    throw new Error(`A program of the fragment has to run: ${JSON.stringify(answer)}\n${programs[i]?.text}`);
  });
}

/** The processes would wait for questions for ever. */
export function stopObserving(): void {
  for (const one of processes.values()) one.stop();
  processes.clear();
}

const processes = new Map<Language, Driver>();

function processOf(language: Language): Driver {
  const known = processes.get(language) ?? new Driver(language);
  processes.set(language, known);
  return known;
}

/** Answers a line of JSON with a line of JSON, in the order of the questions. */
class Driver {
  readonly #process;
  readonly #waiting: { readonly answer: (line: string) => void; readonly fail: (error: Error) => void }[] = [];

  constructor(language: Language) {
    const { program, args } = interpreter(language);
    const driver = fileURLToPath(new URL(DRIVERS[language], import.meta.url));
    this.#process = spawn(program, [...args, driver], { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#process.stdout }).on('line', (line) => this.#waiting.shift()?.answer(line));
    this.#process.on('exit', (status) => {
      for (const { fail } of this.#waiting.splice(0)) fail(new Error(`${driver} ended with ${status}.`));
    });
  }

  async ask(question: unknown): Promise<unknown> {
    const line = await new Promise<string>((answer, fail) => {
      this.#waiting.push({ answer, fail });
      this.#process.stdin.write(`${JSON.stringify(question)}\n`);
    });
    return JSON.parse(line);
  }

  stop(): void {
    this.#process.kill();
  }
}

function isObserved(answer: unknown): answer is Observed {
  return typeof answer === 'object' && answer !== null && 'raises' in answer && 'changes' in answer && 'runs' in answer && 'isComplete' in answer;
}
