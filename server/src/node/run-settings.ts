/** The settings of each file of a run: the configuration file that speaks for it, and on top of that what the command line says. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Configurations, adviceAsWarnings, baselineComplaint, readConfigFile, settingsFrom } from '../core.ts';
import type { Choices, Complaint, ConfigFile, Settings } from '../core.ts';
import { isIn } from '../paths.ts';
import type { CheckOptions } from './check-options.ts';
import { displayName, isRepositoryTop, startOf } from './source-files.ts';
import { obstacles, workspaceFiles } from './workspace-files.ts';

const nothing: Choices = {};

/** A complaint about a file of which nothing can be read keeps the run from doing its work; the others do not. */
type Tell = (sentence: string, isBroken: boolean) => void;

export class RunSettings {
  readonly #options: CheckOptions;
  readonly #workingFolder: string;
  readonly #tell: Tell;
  readonly #named: ConfigFile | undefined;
  readonly #configurations: Configurations;
  readonly #made = new WeakMap<Choices, Settings>();
  readonly #told = new Set<string>();

  private constructor(options: CheckOptions, workingFolder: string, named: ConfigFile | undefined, tell: Tell) {
    this.#options = options;
    this.#workingFolder = workingFolder;
    this.#named = named;
    this.#tell = tell;
    const tops = topsOf(options, workingFolder);
    const maySearch = (folder: string): boolean => tops.some((top) => isIn(folder, top));
    this.#configurations = new Configurations({ read: workspaceFiles(tops), obstacle: obstacles(tops), maySearch });
  }

  /** @returns one sentence where the file of `--config` cannot be read */
  static read(options: CheckOptions, workingFolder: string, tell: Tell): RunSettings | string {
    const { configuration } = options;
    if (configuration.kind !== 'file') return new RunSettings(options, workingFolder, undefined, tell);
    const { name } = configuration;
    const path = resolve(workingFolder, name);
    const text = existsSync(path) ? workspaceFiles([path])(path) : undefined;
    if (text === undefined) return `the configuration "${name}" cannot be read (${obstacles([path])(path) ?? 'it is not there'}); --config needs a file that can.`;
    const file = readConfigFile(path, text);
    if (file?.section === undefined && file?.isBroken !== true) {
      return `"${name}" holds no settings; --config needs a weakref-lint.toml, a pyproject.toml with [tool.weakref-lint] or a package.json with "weakref-lint".`;
    }
    return new RunSettings(options, workingFolder, file, tell);
  }

  /** The same object for files with the same settings. */
  of(path: string): Settings {
    const choices = this.#choicesFor(path);
    let settings = this.#made.get(choices);
    if (settings === undefined) {
      const { preset, rules } = this.#options;
      const chosen = settingsFrom(choices, { ...(preset === undefined ? {} : { preset }), rules });
      settings = { ...chosen, rules: new Map([...adviceAsWarnings(chosen.preset), ...chosen.rules]) };
      this.#made.set(choices, settings);
    }
    return settings;
  }

  #choicesFor(path: string): Choices {
    if (this.#options.configuration.kind === 'none') return nothing;
    if (this.#named !== undefined) {
      this.#report(this.#named);
      return this.#named.choices;
    }
    const { choices, files } = this.#configurations.of(path);
    for (const file of files) this.#report(file);
    return choices;
  }

  #report(file: ConfigFile): void {
    if (this.#told.has(file.path)) return;
    this.#told.add(file.path);
    const name = displayName(file.path, this.#workingFolder);
    for (const { range, sentence } of [...file.complaints, ...this.#baselineComplaints(file)]) {
      const place = file.text === '' ? '' : placeOf(file.text, range[0]);
      this.#tell(`${name}:${place} ${sentence}`, file.isBroken);
    }
  }

  /** None where another one is used, or a new one is written. */
  #baselineComplaints(file: ConfigFile): readonly Complaint[] {
    if (this.#options.baseline !== undefined || this.#options.updatesBaseline) return [];
    const complaint = baselineComplaint(file, (path) => workspaceFiles([path])(path));
    return complaint === undefined ? [] : [complaint];
  }
}

/** How far up configuration files are looked for: to the top of the repository; where there is none, to the working folder and what is named. */
function topsOf({ paths, stdinFilename }: CheckOptions, workingFolder: string): readonly string[] {
  const named = (stdinFilename === undefined ? paths : [stdinFilename]).map((path) => startOf(path, workingFolder));
  return [...new Set([workingFolder, ...named].flatMap((path) => (existsSync(path) ? [topOf(path), topOf(realpathSync(path))] : [])))];
}

function topOf(path: string): string {
  const start = statSync(path).isDirectory() ? path : dirname(path);
  for (let folder = start; ; folder = dirname(folder)) {
    if (isRepositoryTop(folder)) return folder;
    if (dirname(folder) === folder) return start;
  }
}

/** Line and column, both from 1. */
function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}
