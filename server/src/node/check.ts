/** `weakref-lint check`: finds the files, lints them, prints the findings. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Linting, defaultSettings } from '../core.ts';
import type { LintResult } from '../finding.ts';
import { formatJson } from '../format/json.ts';
import { formatPretty } from '../format/pretty.ts';
import { count } from '../format/report.ts';
import type { FileReport } from '../format/report.ts';
import { colourStyle, plainStyle } from '../format/style.ts';
import { familyOf } from '../languages.ts';
import type { Family } from '../languages.ts';
import { limitSentence } from '../limits.ts';
import type { Settings } from '../settings.ts';
import { parseCheckOptions } from './check-options.ts';
import type { CheckOptions } from './check-options.ts';
import { nodePlatform } from './node-platform.ts';
import { progressOn } from './progress.ts';
import { displayName, reasonOf, sourceFiles } from './source-files.ts';
import type { SourceFile } from './source-files.ts';
import { readSourceText } from './source-text.ts';

type ExitCode = 0 | 1 | 2;

interface Run {
  readonly options: CheckOptions;
  readonly settings: Settings;
  readonly linting: Linting;
  readonly needles: Readonly<Record<Family, readonly Buffer[]>>;
  readonly workingFolder: string;
  /** One sentence on stderr. */
  readonly say: (sentence: string) => void;
  readonly trouble: { found: boolean };
}

/** Runs the command; its findings go to stdout, everything else to stderr. */
export async function check(args: readonly string[]): Promise<ExitCode> {
  const options = parseCheckOptions(args);
  const progress = progressOn(process.stderr);
  const say = (sentence: string): void => {
    progress.clear();
    process.stderr.write(`weakref-lint: ${sentence}\n`);
  };
  if (typeof options === 'string') {
    say(options);
    return 2;
  }
  const workingFolder = process.cwd();
  const settings: Settings = { ...defaultSettings, rules: options.rules };
  const linting = new Linting(nodePlatform(resolve(__dirname)));
  const bytes = (family: Family): Buffer[] => linting.needles(family, settings).map((needle) => Buffer.from(needle));
  const run: Run = {
    options,
    settings,
    linting,
    needles: { python: bytes('python'), javascript: bytes('javascript') },
    workingFolder,
    say,
    trouble: { found: false },
  };

  const reports: FileReport[] = [];
  for (const found of sourceFiles(options.paths, workingFolder)) {
    if (found.kind === 'trouble') {
      say(found.sentence);
      run.trouble.found = true;
      continue;
    }
    progress.file();
    const report = checkFile(found.file, run);
    reports.push(report instanceof Promise ? await report : report);
  }
  progress.clear();
  if (reports.length === 0 && run.trouble.found) return 2;

  process.stdout.write(options.format === 'json' ? `${formatJson(reports)}\n` : formatPretty(reports, reports.length, styleFor(process.stdout)));
  if (run.trouble.found) return 2;
  const { errors, warnings } = count(reports.flatMap(({ findings }) => findings));
  return errors > 0 || warnings > options.maxWarnings ? 1 : 0;
}

/** Answers at once for the many files without a needle. */
function checkFile(file: SourceFile, run: Run): FileReport | Promise<FileReport> {
  const { path, languageId, named } = file;
  const name = displayName(path, run.workingFolder);
  const clean: FileReport = { path, name, text: '', findings: [], output: undefined };
  const read = readSourceText(path, run.needles[familyOf(languageId)], named);
  switch (read.kind) {
    case 'nothing-weak':
      return clean;
    case 'unfit':
      run.say(`${name} ${read.sentence}.`);
      return clean;
    case 'unreadable':
      run.say(`${name} ${read.sentence}.`);
      run.trouble.found = true;
      return clean;
    case 'text':
      return checkText(file, read.text, clean, run);
  }
}

async function checkText({ path, languageId }: SourceFile, text: string, clean: FileReport, run: Run): Promise<FileReport> {
  const { linting, settings, options } = run;
  await linting.prepare(familyOf(languageId));
  const document = { path, languageId, text, settings };
  const result = linting.lint(document);
  const findings = findingsOf(result, clean.name, run);
  const fixed = options.fix ? linting.fix(document) : text;
  if (fixed === text) return { ...clean, text, findings };
  try {
    writeFileSync(path, fixed);
  } catch (error) {
    run.say(`the fixes to ${clean.name} could not be written: ${reasonOf(error)}.`);
    run.trouble.found = true;
    return { ...clean, text, findings };
  }
  return { ...clean, text: fixed, findings: findingsOf(linting.lint({ ...document, text: fixed }), clean.name, run), output: fixed };
}

function findingsOf(result: LintResult, name: string, run: Run): FileReport['findings'] {
  switch (result.kind) {
    case 'linted':
      return result.findings;
    case 'broken':
      run.say(`${name}:${result.line} does not parse (${result.reason}); the file was not checked.`);
      return [];
    case 'skipped': {
      const sentence = limitSentence(result.reason);
      if (sentence !== undefined) run.say(`${name} ${sentence}.`);
      return [];
    }
  }
}

/** Colours only for a person who did not ask for none: https://no-color.org */
function styleFor(stream: NodeJS.WriteStream): typeof plainStyle {
  const { NO_COLOR, TERM } = process.env;
  return stream.isTTY && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb' ? colourStyle : plainStyle;
}
