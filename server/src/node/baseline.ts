/** The baseline of a run of the command line: what it names does not count, and what it names in vain is said. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { OpenEntries, baselineText, entryFor, readBaseline } from '../core.ts';
import type { BaselineEntry } from '../core.ts';
import type { FileReport } from '../format/report.ts';
import { reasonOf } from './source-files.ts';

export interface Compared {
  /** The reports without what the baseline names. */
  readonly files: readonly FileReport[];
  /** What the baseline names and the checked files do not hold any more: one sentence each. */
  readonly gone: readonly string[];
  /** The text of a baseline that names what there is now. */
  readonly updated: string;
  /** How many it names. */
  readonly size: number;
}

export class Baseline {
  readonly #folder: string;
  readonly #entries: readonly BaselineEntry[];

  private constructor(folder: string, entries: readonly BaselineEntry[]) {
    this.#folder = folder;
    this.#entries = entries;
  }

  /**
   * @param name how the user calls the file
   * @param mayBeNew whether a file that is not there counts as an empty one
   */
  static read(path: string, name: string, mayBeNew: boolean): Baseline | string {
    const folder = dirname(path);
    if (!existsSync(path)) return mayBeNew ? new Baseline(folder, []) : `there is no baseline "${name}"; --update-baseline writes it.`;
    try {
      const entries = readBaseline(readFileSync(path, 'utf8'));
      return entries === undefined ? `"${name}" is not a baseline; --update-baseline wants a file of its own.` : new Baseline(folder, entries);
    } catch (error) {
      return `the baseline "${name}" could not be read: ${reasonOf(error)}.`;
    }
  }

  /** @param isOn whether a rule was asked at all; of the others nothing is known */
  compare(files: readonly FileReport[], isOn: (rule: string, path: string) => boolean): Compared {
    const open = new OpenEntries(this.#entries);
    const present: BaselineEntry[] = [];
    const shown = files.map((file) => ({
      ...file,
      findings: file.findings.filter((finding) => {
        const entry = entryFor(finding, file.text, file.path, this.#folder);
        present.push(entry);
        return !open.take(entry);
      }),
    }));
    const checked = new Set(files.filter(({ wasChecked }) => wasChecked).map(({ path }) => path));
    const missing = this.#entries.filter((entry) => open.take(entry));
    const isGone = ({ path, rule }: BaselineEntry): boolean => {
      const file = resolve(this.#folder, path);
      return (checked.has(file) && isOn(rule, file)) || !existsSync(file);
    };
    const kept = [...present, ...missing.filter((entry) => !isGone(entry))];
    return {
      files: shown,
      gone: missing.filter(isGone).map(({ rule, path, code }) => `${rule} in ${path} ("${code}")`),
      updated: baselineText(kept),
      size: kept.length,
    };
  }
}
