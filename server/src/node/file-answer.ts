/** What a file of a run is told: a source as it is, a notebook in the places of its file. */
import { inNotebook, isNotebookPath, readNotebookFile } from '../core.ts';
import type { Linting } from '../core.ts';
import type { LintResult } from '../finding.ts';
import { familyOf } from '../languages.ts';
import { answer } from '../lint-job.ts';
import type { LintAnswer, LintJob } from '../lint-job.ts';

/** A notebook that cannot be read as one: the rest of a sentence that begins with the file's name. */
interface UnfitFile {
  readonly kind: 'unfit';
  readonly sentence: string;
}

export interface FileAnswer extends Omit<LintAnswer, 'result'> {
  readonly result: LintResult | UnfitFile;
}

export function answerAboutFile(linting: Linting, job: LintJob): Promise<FileAnswer> {
  return isNotebookPath(job.path) ? answerAboutNotebook(linting, job) : answer(linting, job);
}

/** Fixes stay out of notebooks: an editor makes them, cell by cell. */
async function answerAboutNotebook(linting: Linting, { path, languageId, text, settings, wantsReads }: LintJob): Promise<FileAnswer> {
  const file = readNotebookFile(text);
  if (file.kind === 'unfit') return { result: { kind: 'unfit', sentence: file.sentence }, fixed: undefined, reads: [] };
  await linting.prepare(familyOf(languageId));
  const document = { path, languageId, text: file.module.text, settings };
  const result = inNotebook(linting.lint(document), file);
  return { result, fixed: undefined, reads: wantsReads ? [...linting.readsOf(document)] : [] };
}
