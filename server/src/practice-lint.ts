/** What the linter says about an answer, under the settings everybody starts with. */
import type { Exercise } from 'eslint-plugin-weakref/practice';
import { defaultSettings } from './core.ts';
import type { Linting } from './core.ts';
import type { LintResult } from './finding.ts';
import { familyOf, languageOfPath } from './languages.ts';
import type { LanguageId } from './languages.ts';

/** Loads the parser for the exercise first. */
export async function lintExercise(linting: Linting, { file }: Exercise): Promise<(text: string) => LintResult> {
  const languageId: LanguageId = languageOfPath(file) ?? 'python';
  await linting.prepare(familyOf(languageId));
  return (text) => linting.lint({ path: file, languageId, text, settings: defaultSettings });
}
