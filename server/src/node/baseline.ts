/** Findings that were there before: a file that names them without line numbers, so that only new ones count. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { isRecord } from '../core.ts';
import type { FileReport } from '../format/report.ts';
import { identityOf } from '../identity.ts';
import type { FindingIdentity } from '../identity.ts';
import { reasonOf } from './source-files.ts';

interface Entry extends FindingIdentity {
  /** From the folder of the baseline, with `/` on every system. */
  readonly path: string;
}

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
  readonly #entries: readonly Entry[];

  private constructor(folder: string, entries: readonly Entry[]) {
    this.#folder = folder;
    this.#entries = entries;
  }

  /** @param mayBeNew whether a file that is not there counts as an empty one */
  static read(file: string, workingFolder: string, mayBeNew: boolean): Baseline | string {
    const path = resolve(workingFolder, file);
    if (!existsSync(path)) return mayBeNew ? new Baseline(dirname(path), []) : `there is no baseline "${file}"; --update-baseline writes it.`;
    try {
      const entries = entriesOf(JSON.parse(readFileSync(path, 'utf8')));
      return entries === undefined ? `"${file}" is not a baseline; --update-baseline wants a file of its own.` : new Baseline(dirname(path), entries);
    } catch (error) {
      return error instanceof SyntaxError ? `the baseline "${file}" is not JSON.` : `the baseline "${file}" could not be read: ${reasonOf(error)}.`;
    }
  }

  /** @param isOn whether a rule was asked at all; of the others nothing is known */
  compare(files: readonly FileReport[], isOn: (rule: string, path: string) => boolean): Compared {
    const left = counted(this.#entries);
    const present: Entry[] = [];
    const shown = files.map((file) => ({
      ...file,
      findings: file.findings.filter((finding) => {
        const entry: Entry = { path: this.#pathOf(file.path), ...identityOf(finding, file.text) };
        present.push(entry);
        return !takeOne(left, keyOf(entry));
      }),
    }));
    const checked = new Set(files.filter(({ wasChecked }) => wasChecked).map(({ path }) => this.#pathOf(path)));
    const missing = this.#entries.filter((entry) => takeOne(left, keyOf(entry)));
    const isGone = ({ path, rule }: Entry): boolean => (checked.has(path) && isOn(rule, resolve(this.#folder, path))) || !existsSync(resolve(this.#folder, path));
    const kept = [...present, ...missing.filter((entry) => !isGone(entry))];
    return {
      files: shown,
      gone: missing.filter(isGone).map(({ rule, path, code }) => `${rule} in ${path} ("${code}")`),
      updated: textOf(kept),
      size: kept.length,
    };
  }

  #pathOf(path: string): string {
    return relative(this.#folder, path).replaceAll(sep, '/');
  }
}

function keyOf({ path, rule, inside, code }: Entry): string {
  return JSON.stringify([path, rule, inside, code]);
}

function counted(entries: readonly Entry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of entries.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function takeOne(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  counts.set(key, left - 1);
  return left > 0;
}

/** A line for each, in an order that does not depend on the run, so that merges are easy. */
function textOf(entries: readonly Entry[]): string {
  const lines = entries.map(({ path, rule, inside, code }) => `    ${JSON.stringify({ path, rule, inside, code })}`).sort();
  return `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

function entriesOf(value: unknown): readonly Entry[] | undefined {
  if (!isRecord(value) || value['version'] !== 1 || !Array.isArray(value['findings'])) return undefined;
  const given: readonly unknown[] = value['findings'];
  const entries = given.filter(isEntry);
  return entries.length === given.length ? entries : undefined;
}

function isEntry(value: unknown): value is Entry {
  return isRecord(value) && ['path', 'rule', 'inside', 'code'].every((key) => typeof value[key] === 'string');
}
