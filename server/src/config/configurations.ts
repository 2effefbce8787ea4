/** Which configuration files speak for a document: the nearest one that has a section of ours, from the document's folder upwards. */
import { folderOf, isIn } from '../paths.ts';
import { areSame } from '../settings.ts';
import type { Choices } from '../settings.ts';
import { configFileNames, readConfigFile, unreadableConfigFile } from './config-file.ts';
import type { ConfigFile } from './config-file.ts';
import type { PythonVersion } from './python-version.ts';

export interface Configuration {
  /** The same object as long as the files say the same. */
  readonly choices: Choices;
  /** The one whose section counts. */
  readonly file: ConfigFile | undefined;
  /** Every file that was read on the way and has something to say or something wrong. */
  readonly files: readonly ConfigFile[];
}

/** Where configuration files come from; paths are as the caller writes them. */
export interface ConfigurationFiles {
  readonly read: (path: string) => string | undefined;
  /** Why something that is there cannot be read, such as `permission denied`; undefined where nothing is there. */
  readonly obstacle: (path: string) => string | undefined;
  /** Whether a folder lies within what the user has opened or named. */
  readonly maySearch: (folder: string) => boolean;
}

interface Search {
  readonly configuration: Configuration;
  /** By path the text, or else why there is none. */
  readonly reads: ReadonlyMap<string, string | undefined>;
  isFresh: boolean;
}

const nothing: Configuration = { choices: {}, file: undefined, files: [] };

export class Configurations {
  readonly #files: ConfigurationFiles;
  /** By folder. */
  readonly #searches = new Map<string, Search>();
  /** What a file said before it could not be parsed any more. */
  readonly #whole = new Map<string, ConfigFile>();

  constructor(files: ConfigurationFiles) {
    this.#files = files;
  }

  /** @param path of a document; as the reader takes it */
  of(path: string): Configuration {
    const folder = folderOf(path);
    const known = this.#searches.get(folder);
    if (known !== undefined && (known.isFresh || this.#isSame(known))) {
      known.isFresh = true;
      return known.configuration;
    }
    const search = this.#search(folder, known?.configuration.choices);
    this.#searches.set(folder, search);
    return search.configuration;
  }

  /** Files may have other texts now, or be gone. */
  forget(): void {
    for (const search of this.#searches.values()) search.isFresh = false;
  }

  /** Whether a file that was found is one of these paths, or below one. */
  dependsOn(paths: readonly string[]): boolean {
    return [...this.#searches.values()].some(({ reads }) => [...reads].some(([read, text]) => text !== undefined && paths.some((path) => isIn(read, path))));
  }

  /** Other folders may be searched now. */
  restart(): void {
    this.#searches.clear();
  }

  #isSame({ reads }: Search): boolean {
    return [...reads].every(([path, text]) => (this.#files.read(path) ?? this.#files.obstacle(path)) === text);
  }

  #search(start: string, before: Choices | undefined): Search {
    const reads = new Map<string, string | undefined>();
    const files: ConfigFile[] = [];
    let winner: ConfigFile | undefined;
    let python: PythonVersion | undefined;
    for (let folder = start; this.#files.maySearch(folder); folder = folderOf(folder)) {
      const here = this.#filesIn(folder, reads);
      if (winner === undefined) files.push(...here);
      winner ??= here.find(({ section, isBroken }) => section !== undefined || isBroken);
      python ??= here.find(({ oldestPython }) => oldestPython !== undefined)?.oldestPython;
      if ((winner !== undefined && python !== undefined) || folderOf(folder) === folder) break;
    }
    const now = { ...(python === undefined ? {} : { pythonVersion: python }), ...winner?.choices };
    const choices = before !== undefined && areSame(before, now) ? before : now;
    const configuration = reads.size === 0 ? nothing : { choices, file: winner, files };
    return { configuration, reads, isFresh: true };
  }

  /** A section that another file of the same folder wins over is complained of. */
  #filesIn(folder: string, reads: Map<string, string | undefined>): readonly ConfigFile[] {
    const files: ConfigFile[] = [];
    for (const name of configFileNames) {
      const path = `${folder}${folder.includes('\\') ? '\\' : '/'}${name}`;
      const text = this.#files.read(path);
      const obstacle = text === undefined ? this.#files.obstacle(path) : undefined;
      reads.set(path, text ?? obstacle);
      const file = text === undefined ? unreadableConfigFile(path, obstacle) : readConfigFile(path, text);
      if (file !== undefined) files.push(this.#withWhatItSaid(file));
    }
    const [first, ...others] = files.filter(({ section }) => section !== undefined);
    return files.map((file) => (first !== undefined && others.includes(file) ? overruled(file, first) : file));
  }

  #withWhatItSaid(file: ConfigFile): ConfigFile {
    if (!file.isBroken) {
      this.#whole.set(file.path, file);
      return file;
    }
    const { section, choices, oldestPython } = this.#whole.get(file.path) ?? file;
    return { ...file, section, choices, oldestPython };
  }
}

function overruled(file: ConfigFile, winner: ConfigFile): ConfigFile {
  const name = winner.path.slice(folderOf(winner.path).length + 1);
  const sentence = `${name} in the same folder wins over these settings; they are ignored.`;
  return { ...file, complaints: [{ range: file.sectionName, sentence }] };
}
