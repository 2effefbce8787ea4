/**
 * Answers of earlier runs, in a file. One holds for the same text under the same settings, program and name, as long as every other
 * file that was asked for says the same: so a change in a file is seen by those that import it.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { ReadModule } from 'eslint-plugin-weakref/internal';
import { isRecord } from '../core.ts';
import type { FileAnswer } from './file-answer.ts';
import type { LintJob } from '../lint-job.ts';
import { reasonOf } from './source-files.ts';
import { writeWhole } from './write-file.ts';

/** Paths are from the folder of the cache, with `/` on every system; a hash of null stands for what could not be read. */
interface Entry {
  readonly key: string;
  readonly reads: readonly (readonly [path: string, hash: string | null])[];
  readonly answer: Pick<FileAnswer, 'result' | 'fixed'>;
}

interface Place {
  /** As the user named it. */
  readonly name: string;
  readonly path: string;
  /** Of the program that writes it and the folder it lies in: another program's answers may be others, and answers name other files. */
  readonly origin: string;
}

export class ResultCache {
  readonly #place: Place;
  readonly #entries: Map<string, Entry>;
  readonly #readModule: ReadModule;
  #isChanged = false;

  private constructor(place: Place, entries: Map<string, Entry>, readModule: ReadModule) {
    this.#place = place;
    this.#entries = entries;
    this.#readModule = readModule;
  }

  /**
   * @param assets where the program is
   * @returns the cache, empty where there is none or another program wrote it, or elsewhere; or one sentence about a file that is no cache
   */
  static open(name: string, workingFolder: string, assets: string, readModule: ReadModule): ResultCache | string {
    const path = resolve(workingFolder, name);
    const place = { name, path, origin: hashOf(`${hashOf(readFileSync(join(assets, 'core.cjs')))} ${dirname(path)}`) };
    if (!existsSync(path)) return new ResultCache(place, new Map(), readModule);
    try {
      const cache = readCache(readFileSync(path, 'utf8'));
      if (cache === undefined) return noCache(name);
      const isOurs = cache.origin === place.origin;
      const entries = isOurs ? Object.entries(cache.files).flatMap(([file, entry]): [string, Entry][] => (isEntry(entry) ? [[file, entry]] : [])) : [];
      return new ResultCache(place, new Map(entries), readModule);
    } catch (error) {
      return `the cache "${name}" could not be read: ${reasonOf(error)}.`;
    }
  }

  find(job: LintJob): FileAnswer | undefined {
    const entry = this.#entries.get(this.#nameOf(job.path));
    if (entry?.key !== keyOf(job)) return undefined;
    const isCurrent = entry.reads.every(([path, hash]) => hashOfText(this.#readModule(this.#pathOf(path))) === hash);
    return isCurrent ? { ...entry.answer, reads: [] } : undefined;
  }

  keep(job: LintJob, { result, fixed, reads }: FileAnswer): void {
    this.#isChanged = true;
    this.#entries.set(this.#nameOf(job.path), { key: keyOf(job), reads: reads.map(([path, text]) => [this.#nameOf(path), hashOfText(text)]), answer: { result, fixed } });
  }

  /** @returns one sentence when it could not be written */
  write(): string | undefined {
    if (!this.#isChanged) return undefined;
    const files = [...this.#entries].filter(([file]) => existsSync(this.#pathOf(file)));
    const { name, path, origin } = this.#place;
    const reason = writeWhole(path, `${JSON.stringify({ weakrefLintCache: origin, files: Object.fromEntries(files) })}\n`);
    return reason && `the cache ${name} could not be written: ${reason}.`;
  }

  #nameOf(path: string): string {
    return relative(dirname(this.#place.path), path).replaceAll(sep, '/');
  }

  #pathOf(name: string): string {
    return resolve(dirname(this.#place.path), name);
  }
}

export function isCacheText(text: string): boolean {
  return readCache(text) !== undefined;
}

/** Undefined where the text is no cache. */
function readCache(text: string): { readonly origin: string; readonly files: Readonly<Record<string, unknown>> } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || typeof value['weakrefLintCache'] !== 'string' || !isRecord(value['files'])) return undefined;
    return { origin: value['weakrefLintCache'], files: value['files'] };
  } catch {
    return undefined;
  }
}

function noCache(name: string): string {
  return `"${name}" is not a cache of weakref-lint; remove it, or name a file of its own with --cache-location.`;
}

function keyOf({ text, settings, languageId, wantsFixes }: LintJob): string {
  return hashOf(JSON.stringify([text, languageId, wantsFixes, settings], (_, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value)));
}

function hashOfText(text: string | undefined): string | null {
  return text === undefined ? null : hashOf(text);
}

function hashOf(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('base64').slice(0, 32);
}

function isEntry(value: unknown): value is Entry {
  return isRecord(value) && typeof value['key'] === 'string' && Array.isArray(value['reads']) && isRecord(value['answer']) && isRecord(value['answer']['result']);
}
