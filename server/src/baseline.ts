/** A baseline: a file that names findings which were there before, without line numbers. */
import { entryOf } from './config/config-value.ts';
import type { ConfigFile } from './config/config-file.ts';
import type { Complaint } from './config/read-choices.ts';
import type { Finding } from './finding.ts';
import { identityOf } from './identity.ts';
import type { FindingIdentity } from './identity.ts';
import { folderOf, pathSeenFrom } from './paths.ts';
import { isRecord } from './settings.ts';

export interface BaselineEntry extends FindingIdentity {
  /** From the folder of the baseline, with `/` on every system. */
  readonly path: string;
}

/** @returns undefined for a text that is no baseline */
export function readBaseline(text: string): readonly BaselineEntry[] | undefined {
  try {
    // Some editors save a byte order mark.
    return entriesOf(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}

/** A line for each, in an order that does not depend on the run, so that merges are easy. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(({ path, rule, inside, code }) => `    ${JSON.stringify({ path, rule, inside, code })}`).sort();
  return `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

/** The entries of a baseline that no finding has been matched with yet. Each stands for one finding. */
export class OpenEntries {
  readonly #left = new Map<string, number>();

  constructor(entries: readonly BaselineEntry[]) {
    for (const entry of entries) {
      const key = keyOf(entry);
      this.#left.set(key, (this.#left.get(key) ?? 0) + 1);
    }
  }

  /** Whether one was left. */
  take(entry: BaselineEntry): boolean {
    const key = keyOf(entry);
    const left = this.#left.get(key) ?? 0;
    this.#left.set(key, left - 1);
    return left > 0;
  }
}

/** How a baseline in this folder names a finding. */
export function entryFor(finding: Finding, text: string, path: string, folder: string): BaselineEntry {
  return { path: pathSeenFrom(folder, path), ...identityOf(finding, text) };
}

type Read = (path: string) => string | undefined;

/** The baselines of an editor: what they name is only hinted at. */
export class Baselines {
  readonly #read: Read;
  /** By path, what the text said that was read last. */
  readonly #known = new Map<string, { readonly text: string; readonly entries: readonly BaselineEntry[] }>();

  constructor(read: Read) {
    this.#read = read;
  }

  /** The same findings, those that the baseline names as hints. */
  withHints(findings: readonly Finding[], { path, text, settings: { baseline } }: { readonly path: string; readonly text: string; readonly settings: { readonly baseline: string | undefined } }): readonly Finding[] {
    if (baseline === undefined || findings.length === 0) return findings;
    const open = new OpenEntries(this.#entriesOf(baseline));
    const folder = folderOf(baseline);
    return findings.map((finding) => (open.take(entryFor(finding, text, path, folder)) ? { ...finding, severity: 'hint', message: { ...finding.message, severity: 1 } } : finding));
  }

  #entriesOf(path: string): readonly BaselineEntry[] {
    const text = this.#read(path) ?? '';
    const known = this.#known.get(path);
    if (known?.text === text) return known.entries;
    const entries = readBaseline(text) ?? [];
    this.#known.set(path, { text, entries });
    return entries;
  }
}

/** What is wrong with the baseline a configuration file names, at the place where it does. */
export function baselineComplaint({ section, choices: { baseline } }: ConfigFile, read: Read): Complaint | undefined {
  const value = section?.kind === 'table' ? entryOf(section, 'baseline')?.value : undefined;
  if (baseline === undefined || value?.kind !== 'text') return undefined;
  const sentence = baselineTrouble(baseline, value.value, read);
  return sentence === undefined ? undefined : { range: value.range, sentence };
}

/** @param name as the user wrote it */
export function baselineTrouble(path: string, name: string, read: Read): string | undefined {
  const text = read(path);
  if (text === undefined) return `there is no baseline ${JSON.stringify(name)}; "weakref-lint check --update-baseline ." writes it.`;
  return readBaseline(text) === undefined ? `${JSON.stringify(name)} is not a baseline; it is ignored, and --update-baseline wants a file of its own.` : undefined;
}

function keyOf({ path, rule, inside, code }: BaselineEntry): string {
  return JSON.stringify([path, rule, inside, code]);
}

function entriesOf(value: unknown): readonly BaselineEntry[] | undefined {
  if (!isRecord(value) || value['version'] !== 1 || !Array.isArray(value['findings'])) return undefined;
  const given: readonly unknown[] = value['findings'];
  const entries = given.filter(isEntry);
  return entries.length === given.length ? entries : undefined;
}

function isEntry(value: unknown): value is BaselineEntry {
  return isRecord(value) && ['path', 'rule', 'inside', 'code'].every((key) => typeof value[key] === 'string');
}
