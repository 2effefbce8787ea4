/** Looks at files that are not open: lists them, reads them, and lints those worth a parse. Meant for a thread of its own. */
import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { Baselines, Linting } from '../core.ts';
import { answer } from '../lint-job.ts';
import type { LintAnswer } from '../lint-job.ts';
import type { FileTexts, Platform, UnopenedFile } from '../platform.ts';
import { sourceFiles } from './source-files.ts';
import { pathOfAddress } from './workspace-files.ts';

export class FileLooker {
  readonly #files: FileTexts;
  readonly #linting: Linting;
  readonly #baselines: Baselines;
  #open: ReadonlyMap<string, string> = new Map();

  constructor(platform: Platform, files: FileTexts) {
    this.#files = files;
    const read = (address: string): string | undefined => this.#open.get(address) ?? files.read(address);
    this.#linting = new Linting(platform, read);
    this.#baselines = new Baselines(read);
  }

  /** @param open texts that stand for those of files on disk, by address */
  async look(files: readonly UnopenedFile[], open: ReadonlyMap<string, string>): Promise<readonly (LintAnswer | undefined)[]> {
    this.#open = open;
    const answers: (LintAnswer | undefined)[] = [];
    for (const file of files) answers.push(await this.#lookAt(file));
    return answers;
  }

  async #lookAt({ address: path, languageId, settings }: UnopenedFile): Promise<LintAnswer | undefined> {
    const text = this.#files.read(path);
    if (text === undefined) return undefined;
    const job = { path, languageId, text, settings, wantsFixes: false, wantsReads: true };
    if (this.#linting.reasonToSkip(job) !== undefined) return undefined;
    const { result, ...rest } = await answer(this.#linting, job);
    return { ...rest, result: result.kind === 'linted' ? { ...result, findings: this.#baselines.withHints(result.findings, job) } : result };
  }
}

/** Every source file below some folders that nobody asked to ignore, named as the client names its folder, also where that is a link. */
export function addressesBelow(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => {
    const path = pathOfAddress(folder);
    if (path === undefined) return [];
    const [start, found] = [folder.replace(/\/$/, ''), [...sourceFiles([path], sep, true)]];
    return found.flatMap((each) => (each.kind === 'file' ? start + each.file.path.slice(realpathSync(path).length).replaceAll(sep, '/') : []));
  });
}
