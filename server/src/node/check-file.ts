/** One file of a run: read, linted, and mended where that was asked for. */
import { relative, sep } from 'node:path';
import { FILE_HEADERS_ONLY, createTwoFilesPatch } from 'diff';
import { isNotebookPath } from '../core.ts';
import type { Linting } from '../core.ts';
import type { RelatedPlace } from '../finding.ts';
import type { FileReport } from '../format/report.ts';
import { limitSentence } from '../limits.ts';
import type { Settings } from '../settings.ts';
import { failureSentence } from '../isolated-rules.ts';
import type { CheckOptions } from './check-options.ts';
import { answerAboutFile } from './file-answer.ts';
import type { FileAnswer } from './file-answer.ts';
import type { LintJob, LintPlace } from '../lint-job.ts';
import type { ResultCache } from './result-cache.ts';
import { displayName, languageOfSource } from './source-files.ts';
import type { SourceFile } from './source-files.ts';
import type { NeedleBytes, ReadText } from './source-text.ts';
import { replaceText } from './write-file.ts';

export interface Run {
  readonly options: CheckOptions;
  readonly settingsOf: (path: string) => Settings;
  readonly linting: Linting;
  /** The same for threads, which make linters of their own. */
  readonly place: LintPlace;
  readonly cache: ResultCache | undefined;
  /** Without which a file is not worth a parse. */
  readonly needlesOf: (file: SourceFile) => NeedleBytes;
  readonly workingFolder: string;
  /** One sentence on stderr. */
  readonly say: (sentence: string) => void;
  /** The same, about something that keeps the run from doing its work. */
  readonly complain: (sentence: string) => void;
  readonly trouble: { readonly found: boolean };
  /** Safe fixes as unified diffs, where they are only shown. */
  readonly patches: string[];
}

/** A path that was looked at. */
export interface Look {
  /** What the linter is asked; undefined for the many files without a needle. */
  readonly job: LintJob | undefined;
  /** Says what there is to say, and puts fixes where they belong; undefined where there is no file to report about. */
  readonly report: (answer: FileAnswer | undefined) => FileReport | undefined;
}

export function lookAt({ path, languageId }: SourceFile, read: ReadText, run: Run): Look {
  const name = displayName(path, run.workingFolder);
  const relativePath = relativeTo(run.workingFolder, path);
  const clean: FileReport = { path, name, relativePath, text: '', findings: [], output: undefined, wasChecked: true };
  const unchecked = (say: Run['say']) => (sentence: string): Look => ({
    job: undefined,
    report() {
      say(`${name} ${sentence}.`);
      return { ...clean, wasChecked: false };
    },
  });
  switch (read.kind) {
    case 'nothing-weak':
      return { job: undefined, report: () => clean };
    case 'unfit':
      return unchecked(run.say)(read.sentence);
    case 'unreadable':
      return unchecked(run.complain)(read.sentence);
    case 'text': {
      const { text } = read;
      const job = { path, languageId, text, settings: run.settingsOf(path), wantsFixes: wantsFixes(run), wantsReads: run.cache !== undefined };
      return { job, report: (answer) => answer && reportOf({ ...clean, text }, answer, run) };
    }
  }
}

function wantsFixes({ options: { fix } }: Run): boolean {
  return fix === 'write' || fix === 'show';
}

function reportOf(file: FileReport, { result, fixed }: FileAnswer, run: Run): FileReport {
  const before = { ...file, ...outcomeOf(result, file.name, run) };
  if (isNotebookPath(file.path) && wantsFixes(run) && before.findings.length > 0) run.say(`${file.name} is a notebook, which --fix leaves as it is; an editor offers the fixes in its cells.`);
  if (fixed === undefined || !deliver(file, file.text, fixed.text, run)) return before;
  return { ...file, text: fixed.text, ...outcomeOf(fixed.result, file.name, run), output: fixed.text };
}

/** The same file with another text. */
export async function lintAgain(file: FileReport, text: string, run: Run): Promise<FileReport> {
  const languageId = languageOfSource(file.path);
  if (languageId === undefined) return file;
  const { result } = await answerAboutFile(run.linting, { path: file.path, languageId, text, settings: run.settingsOf(file.path), wantsFixes: false, wantsReads: false });
  return { ...file, text, ...outcomeOf(result, file.name, run) };
}

function relativeTo(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, '/');
}

/** Whether the fixes went where they were asked to go. */
function deliver({ path, name, relativePath }: FileReport, text: string, fixed: string, run: Run): boolean {
  if (run.options.fix === 'show') {
    run.patches.push(createTwoFilesPatch(`a/${relativePath}`, `b/${relativePath}`, text, fixed, undefined, undefined, { context: 3, headerOptions: FILE_HEADERS_ONLY }));
    return true;
  }
  return writeFixes({ path, name }, text, fixed, run);
}

/** Whether the new text is in the file now. */
export function writeFixes({ path, name }: Pick<FileReport, 'path' | 'name'>, text: string, fixed: string, run: Run): boolean {
  const reason = replaceText(path, text, fixed);
  if (reason !== undefined) run.complain(`the fixes to ${name} could not be written: ${reason}.`);
  return reason === undefined;
}

/** Other files are named as files of a report are. */
function nameOther(place: RelatedPlace, { workingFolder }: Run): RelatedPlace {
  return place.path === undefined ? place : { ...place, path: relativeTo(workingFolder, place.path) };
}

function outcomeOf(result: FileAnswer['result'], name: string, run: Run): Pick<FileReport, 'findings' | 'wasChecked'> {
  switch (result.kind) {
    case 'linted':
      for (const failure of result.failures) run.complain(failureSentence(failure, name));
      return { findings: result.findings.map((finding) => ({ ...finding, related: finding.related.map((place) => nameOther(place, run)) })), wasChecked: true };
    case 'broken':
      run.say(`${name}:${result.line} does not parse (${result.reason}); the file was not checked.`);
      return { findings: [], wasChecked: false };
    case 'unfit':
      run.say(`${name} ${result.sentence}.`);
      return { findings: [], wasChecked: false };
    case 'skipped': {
      const sentence = limitSentence(result.reason);
      if (sentence !== undefined) run.say(`${name} ${sentence}.`);
      return { findings: [], wasChecked: sentence === undefined };
    }
  }
}
