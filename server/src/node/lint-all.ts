/** Lints many texts, on this thread or on several: the answers are the same. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pool } from 'workerpool';
import type { Linting } from '../core.ts';
import { answerAboutFile } from './file-answer.ts';
import type { FileAnswer } from './file-answer.ts';
import type { LintJob, LintPlace } from '../lint-job.ts';

/** How many threads: `auto` starts as many as the work is worth and the computer has. */
export type Concurrency = number | 'auto';

/** UTF-16 units of text that take about as long as starting a thread. */
const worthOneThread = 300_000;

type Answer = (job: LintJob, place: LintPlace) => FileAnswer;
type Answered = readonly [LintJob, FileAnswer];

export async function* lintAll(jobs: readonly LintJob[], concurrency: Concurrency, linting: Linting, place: LintPlace): AsyncGenerator<Answered> {
  const threads = Math.min(jobs.length, concurrency === 'auto' ? threadsFor(jobs) : concurrency);
  if (threads > 1) yield* onThreads(jobs, threads, place);
  else yield* onThisThread(jobs, linting, place);
}

function threadsFor(jobs: readonly LintJob[]): number {
  const size = jobs.reduce((sum, { text }) => sum + text.length, 0);
  return Math.min(availableParallelism(), Math.floor(size / worthOneThread));
}

/** What is nested too deeply for this thread is left to another: Node gives those a stack four times as large. */
async function* onThisThread(jobs: readonly LintJob[], linting: Linting, place: LintPlace): AsyncGenerator<Answered> {
  const deep: LintJob[] = [];
  for (const job of jobs) {
    const answer = await answerAboutFile(linting, job);
    if (answer.result.kind === 'skipped' && answer.result.reason === 'too-deep') deep.push(job);
    else yield [job, answer];
  }
  if (deep.length > 0) yield* onThreads(deep, 1, place);
}

async function* onThreads(jobs: readonly LintJob[], threads: number, place: LintPlace): AsyncGenerator<Answered> {
  const workers = pool(join(place.assets, 'lint-worker.cjs'), { workerType: 'thread', minWorkers: threads, maxWorkers: threads });
  try {
    const answers = jobs.map((job) => ({ job, answered: workers.exec<Answer>('answer', [job, place]) }));
    // The first failure ends the run; the others need not be told.
    for (const { answered } of answers) answered.catch(() => undefined);
    for (const { job, answered } of answers) yield [job, await answered];
  } finally {
    await workers.terminate(true);
  }
}
