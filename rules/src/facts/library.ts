/**
 * What the files of a workspace say of themselves, for all files that ask. A file is looked into on several levels: on level 0 by itself
 * (of what it imports it knows no more than the looks), on each other with what the files it imports say on the level below. So files that import each other come to an end, what one says does not
 * depend on who asks or in what order, and it is found out once for as long as the files it was found in stay the same.
 */
import { Imports } from './imports.ts';
import type { Modules, ReadModule } from './modules.ts';
import { OpenedFile } from './opened-file.ts';

/** What an answer about a file rests on. */
export interface Grounds {
  /** The texts that were read; undefined for what is not there. */
  readonly reads: Map<string, string | undefined>;
  /** What other files were asked. */
  readonly uses: Set<Grounds>;
}

interface Entry {
  readonly opened: OpenedFile | undefined;
  readonly grounds: Grounds;
}

/** How many files deep names are followed from the file that is analysed, re-exports not counted. */
const LEVELS = 2;

/** A file may ask this many others. */
const MAX_FILES = 40;

/** UTF-16 units of the texts that were looked into, each counted on each of its levels: with more everything is found out anew. */
const MAX_SIZE = 6_000_000;

const libraries = new WeakMap<ReadModule, WeakMap<object, Library>>();

export class Library {
  readonly #modules: Modules;
  readonly #given: ReadModule;
  #reading: Grounds['reads'] | undefined;
  readonly #levels: readonly Map<string, Entry>[] = Array.from({ length: LEVELS }, () => new Map<string, Entry>());
  /** Whether grounds still hold, as far as that was looked at for the file that is being analysed. */
  #holds = new Map<Grounds, boolean>();

  /**
   * The same for the same host and language, so that other files are looked into once.
   * @param modulesOf what the language makes of the host, with a function that notes what is read
   */
  static of(read: ReadModule, language: object, modulesOf: (noting: ReadModule) => Modules): Library {
    const byLanguage = libraries.get(read) ?? new WeakMap<object, Library>();
    const library = byLanguage.get(language) ?? new Library(read, modulesOf);
    libraries.set(read, byLanguage.set(language, library));
    return library;
  }

  private constructor(given: ReadModule, modulesOf: (noting: ReadModule) => Modules) {
    this.#given = given;
    this.#modules = modulesOf((path) => {
      const text = given(path);
      this.#reading?.set(path, text);
      return text;
    });
  }

  /** What the file at `path`, which is to be analysed now, can learn of others. */
  importsOf(path: string): Imports {
    this.#holds = new Map();
    if (this.#size() > MAX_SIZE) for (const entries of this.#levels) entries.clear();
    return new Imports(this, path, LEVELS);
  }

  #size(): number {
    const sizes = this.#levels.flatMap((entries) => [...entries].map(([path, { grounds }]) => grounds.reads.get(path)?.length ?? 0));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Whatever is read meanwhile is noted. */
  noting<Answer>(reads: Grounds['reads'], ask: (modules: Modules) => Answer): Answer {
    this.#reading = reads;
    try {
      return ask(this.#modules);
    } finally {
      this.#reading = undefined;
    }
  }

  /** The file as it is seen from above `level`; undefined where there is nothing to look into. */
  open(path: string, level: number, asker: Grounds): OpenedFile | undefined {
    const entries = this.#levels[level];
    let entry = entries?.get(path);
    const isKnown = entry !== undefined && asker.uses.has(entry.grounds);
    if (entries === undefined || (!isKnown && asker.uses.size >= MAX_FILES)) return undefined;
    if (entry === undefined || !this.#hold(entry.grounds)) {
      entry = this.#lookInto(path, level);
      entries.set(path, entry);
    }
    asker.uses.add(entry.grounds);
    return entry.opened;
  }

  #lookInto(path: string, level: number): Entry {
    const imports = new Imports(this, path, level);
    const { grounds } = imports;
    this.#holds.set(grounds, true);
    const frontEnd = this.noting(grounds.reads, (modules) => modules.open(path));
    if (frontEnd === undefined) return { opened: undefined, grounds };
    return { opened: new OpenedFile(path, frontEnd, imports), grounds };
  }

  /** Reads everything again, so that the host knows what the file that is being analysed rests on. */
  #hold(grounds: Grounds): boolean {
    let holds = this.#holds.get(grounds);
    if (holds === undefined) {
      holds = [...grounds.reads].every(([path, text]) => this.#given(path) === text) && [...grounds.uses].every((used) => this.#hold(used));
      this.#holds.set(grounds, holds);
    }
    return holds;
  }
}
