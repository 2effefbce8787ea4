/** `weakref-lint check`: finds the files, lints them, prints the findings. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Linting, levelsOf } from '../core.ts';
import { formats } from '../format/formats.ts';
import { count } from '../format/report.ts';
import type { FileReport, FormatHost } from '../format/report.ts';
import { plainStyle } from '../format/style.ts';
import type { Style } from '../format/style.ts';
import { familyOf } from '../languages.ts';
import type { Family } from '../languages.ts';
import type { Terminal } from '../quiz-dialogue.ts';
import type { Settings } from '../settings.ts';
import { Baseline } from './baseline.ts';
import { changedLines } from './changed-lines.ts';
import type { ChangedLines } from './changed-lines.ts';
import { lintAgain, lookAt, writeFixes } from './check-file.ts';
import type { Look, Run } from './check-file.ts';
import { parseCheckOptions } from './check-options.ts';
import type { CheckOptions } from './check-options.ts';
import { hasTerminal, withTerminal } from './dialogue.ts';
import { fixSuggestions } from './fix-suggestions.ts';
import type { SuggestionHost } from './fix-suggestions.ts';
import { lintAll } from './lint-all.ts';
import type { FileAnswer } from './file-answer.ts';
import type { LintJob } from '../lint-job.ts';
import { nodePlatform } from './node-platform.ts';
import { progressOn } from './progress.ts';
import { reportTargetComplaint } from './report-target.ts';
import { ResultCache } from './result-cache.ts';
import { rulePage } from './rule-page.ts';
import { RunSettings } from './run-settings.ts';
import { displayName, namedSource, sourceFiles, startOf } from './source-files.ts';
import { readSourceText, sourceTextOf } from './source-text.ts';
import type { NeedleBytes } from './source-text.ts';
import { styleFor } from './terminal.ts';
import { workspaceFiles } from './workspace-files.ts';
import { writeWhole } from './write-file.ts';

type ExitCode = 0 | 1 | 2;

/** Runs the command; its findings go to stdout, everything else to stderr. */
export async function check(args: readonly string[]): Promise<ExitCode> {
  const progress = progressOn(process.stderr);
  const say = (sentence: string): void => {
    progress.clear();
    process.stderr.write(`weakref-lint: ${sentence}\n`);
  };
  const refuse = (sentence: string): ExitCode => {
    say(sentence);
    return 2;
  };
  const workingFolder = process.cwd();
  const options = parseCheckOptions(args);
  if (typeof options === 'string') return refuse(options);
  if (options.fix === 'ask' && !hasTerminal()) return refuse('--fix-suggestions asks on a terminal, and here is none; --fix applies what needs no question.');
  const misplaced = options.outputFile === undefined ? undefined : reportTargetComplaint(options.outputFile, workingFolder);
  if (misplaced !== undefined) return refuse(misplaced);
  const changed = options.diff === undefined ? undefined : changedLines(options.diff, workingFolder);
  if (typeof changed === 'string') return refuse(changed);
  const baseline = options.baseline === undefined ? undefined : Baseline.read(resolve(workingFolder, options.baseline), options.baseline, options.updatesBaseline);
  if (typeof baseline === 'string') return refuse(baseline);
  const run = startRun(options, workingFolder, say);
  if (typeof run === 'string') return refuse(run);
  const checked = await (options.stdinFilename === undefined ? checkPaths(run, changed, () => progress.file()) : checkStdin(options.stdinFilename, run));
  progress.clear();
  if (checked.length === 0 && run.trouble.found) return 2;

  const found = onChangedLines(withoutKnown(checked, run), changed);
  const files = options.fix === 'ask' ? await withTerminal((terminal) => fixSuggestions(checked, found, suggestionHost(terminal, run))) : found;
  print(files, run);
  if (run.trouble.found) return 2;
  const { errors, warnings } = count(files.flatMap(({ findings }) => findings));
  return errors > 0 || warnings > options.maxWarnings ? 1 : 0;
}

function suggestionHost(terminal: Terminal, run: Run): SuggestionHost {
  return { terminal, lintAgain: (file, text) => lintAgain(file, text, run), write: (file, text) => writeFixes(file, file.text, text, run) };
}

function startRun(options: CheckOptions, workingFolder: string, say: Run['say']): Run | string {
  const { paths, stdinFilename } = options;
  const named = stdinFilename === undefined ? paths : [stdinFilename];
  const place = { assets: resolve(__dirname), paths: [workingFolder, ...named.map((path) => startOf(path, workingFolder))] };
  const readModule = workspaceFiles(place.paths);
  const cache = options.cache === undefined ? undefined : ResultCache.open(options.cache, workingFolder, place.assets, readModule);
  if (typeof cache === 'string') return cache;
  const linting = new Linting(nodePlatform(place.assets), readModule);
  const trouble = { found: false };
  const complain = (sentence: string): void => {
    say(sentence);
    trouble.found = true;
  };
  const settings = RunSettings.read(options, workingFolder, (sentence, isBroken) => {
    if (isBroken) complain(sentence);
    else say(sentence);
  });
  if (typeof settings === 'string') return settings;
  return {
    options,
    settingsOf: (path) => settings.of(path),
    linting,
    place,
    cache,
    needlesOf: needlesFor(linting, settings),
    workingFolder,
    say,
    complain,
    trouble,
    patches: [],
  };
}

/** As bytes, made once for each settings. */
function needlesFor(linting: Linting, settings: RunSettings): Run['needlesOf'] {
  const known = new WeakMap<Settings, Partial<Record<Family, NeedleBytes>>>();
  return ({ path, languageId }) => {
    const family = familyOf(languageId);
    const own = settings.of(path);
    const byFamily = known.get(own) ?? {};
    known.set(own, byFamily);
    return (byFamily[family] ??= linting.needles(family, own).map((set) => set.map((needle) => Buffer.from(needle))));
  };
}

async function checkPaths(run: Run, changed: ChangedLines | undefined, onFile: () => void): Promise<readonly FileReport[]> {
  const { options, workingFolder } = run;
  const looks: Look[] = [];
  for (const found of sourceFiles(options.paths, workingFolder, options.heedsIgnoreFiles)) {
    if (found.kind === 'trouble') {
      looks.push({
        job: undefined,
        report() {
          run.complain(found.sentence);
          return undefined;
        },
      });
    } else if (changed?.hasFile(found.file.path) !== false) {
      const { file } = found;
      looks.push(lookAt(file, readSourceText(file.path, run.needlesOf(file), file.named), run));
    }
  }
  const reports = await reportsOf(looks, run, onFile);
  const complaint = run.cache?.write();
  if (complaint !== undefined) run.complain(complaint);
  return reports;
}

async function checkStdin(name: string, run: Run): Promise<readonly FileReport[]> {
  const found = namedSource(name, run.workingFolder);
  if (found.kind === 'trouble') {
    run.complain(found.sentence);
    return [];
  }
  const { file } = found;
  if (process.stdin.isTTY) run.say('reads the text from this terminal; Ctrl+D on a line of its own ends it (on Windows Ctrl+Z and Enter).');
  const bytes = await buffer(process.stdin);
  return reportsOf([lookAt(file, sourceTextOf(file.path, bytes, run.needlesOf(file), file.named), run)], run, () => undefined);
}

/** Nothing is written before everything is read, so that no file is linted beside the fixes of another. */
async function reportsOf(looks: readonly Look[], run: Run, onFile: () => void): Promise<readonly FileReport[]> {
  const jobs = looks.flatMap(({ job }) => job ?? []);
  const answers = new Map<LintJob, FileAnswer>();
  for (const job of jobs) {
    const known = run.cache?.find(job);
    if (known !== undefined) answers.set(job, known);
  }
  const open = jobs.filter((job) => !answers.has(job));
  for await (const [job, answer] of lintAll(open, run.options.concurrency, run.linting, run.place)) {
    answers.set(job, answer);
    run.cache?.keep(job, answer);
    onFile();
  }
  return looks.flatMap(({ job, report }) => report(job && answers.get(job)) ?? []);
}

function onChangedLines(files: readonly FileReport[], changed: ChangedLines | undefined): readonly FileReport[] {
  if (changed === undefined) return files;
  return files.map((file) => ({
    ...file,
    findings: file.findings.filter(({ message: { line, endLine = line } }) => changed.touches(file.path, line, endLine)),
  }));
}

/** Each file beside the baseline of the command line, or else of its own configuration. */
function withoutKnown(checked: readonly FileReport[], run: Run): readonly FileReport[] {
  const { options, settingsOf, workingFolder, complain } = run;
  const named = options.baseline === undefined ? undefined : resolve(workingFolder, options.baseline);
  const groups = new Map<string, FileReport[]>();
  for (const file of checked) {
    const path = named ?? settingsOf(file.path).baseline;
    if (path !== undefined) groups.set(path, [...(groups.get(path) ?? []), file]);
  }
  if (options.updatesBaseline && groups.size === 0) complain('--update-baseline needs the file, such as --baseline weakref-baseline.json, or "baseline" in the configuration.');
  const kept = new Map<string, FileReport>();
  for (const [path, files] of groups) for (const file of withoutKnownOf(path, files, run)) kept.set(file.path, file);
  return checked.map((file) => kept.get(file.path) ?? file);
}

function withoutKnownOf(path: string, checked: readonly FileReport[], { options, settingsOf, workingFolder, say, complain }: Run): readonly FileReport[] {
  const name = options.baseline ?? displayName(path, workingFolder);
  const baseline = Baseline.read(path, name, options.updatesBaseline);
  if (typeof baseline === 'string') {
    // One that a configuration names was complained of at its place.
    if (options.updatesBaseline) complain(baseline);
    return checked;
  }
  const { files, gone, updated, size } = baseline.compare(checked, (rule, file) => {
    const { preset, rules } = settingsOf(file);
    return levelsOf(preset, rules).get(rule) !== 'off';
  });
  if (!options.updatesBaseline) {
    for (const what of gone) say(`the baseline names ${what}, which no longer occurs.`);
    if (gone.length > 0) say(`--update-baseline takes out of ${name} what no longer occurs.`);
    return files;
  }
  const reason = writeWhole(path, updated);
  if (reason === undefined) say(`${name} names ${size === 1 ? '1 finding' : `${size} findings`} now.`);
  else complain(`the baseline ${name} could not be written: ${reason}.`);
  return checked.map((file) => ({ ...file, findings: [] }));
}

/** A patch has standard output for itself, so that other programs can read it; after an update of the baseline nothing is left to report. */
function print(files: readonly FileReport[], run: Run): void {
  const { options, workingFolder, patches } = run;
  const report = { files, isComplete: !run.trouble.found };
  if (options.fix === 'show') {
    process.stdout.write(patches.join(''));
    const left = files.flatMap(({ findings }) => findings).length;
    if (left > 0) run.say(`the patch leaves ${left === 1 ? '1 problem' : `${left} problems`} without a safe fix; without --fix-dry-run they are shown.`);
  }
  if (options.outputFile !== undefined) {
    const reason = writeWhole(resolve(workingFolder, options.outputFile), formats[options.format](report, hostFor(plainStyle)));
    if (reason !== undefined) run.complain(`the report could not be written to ${options.outputFile}: ${reason}.`);
  } else if (options.fix !== 'show' && !options.updatesBaseline) {
    process.stdout.write(formats[options.format](report, hostFor(styleFor(process.stdout))));
  }
}

function hostFor(style: Style): FormatHost {
  return {
    style,
    version: __VERSION__,
    homepage: __HOMEPAGE__,
    pageOf: rulePage,
    hash: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
  };
}
