/** What the editor's exercises ask the server. */
import type { Linting } from '../core.ts';
import { isRecord } from '../settings.ts';
import { lintExercise } from '../practice-lint.ts';
import { checkExercise, exerciseOf } from '../practice.ts';
import type { Check } from '../practice.ts';

/** Undefined when the question is none, or is about no exercise. */
export async function exerciseCheck(linting: Linting, params: unknown): Promise<Check | undefined> {
  if (!isRecord(params)) return undefined;
  const { file, text } = params;
  const exercise = typeof file === 'string' ? exerciseOf(file) : undefined;
  if (exercise === undefined || typeof text !== 'string') return undefined;
  return checkExercise(exercise, text, await lintExercise(linting, exercise));
}
