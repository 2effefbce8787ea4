/** The settings of each document: the defaults, on top of them its configuration file, on top of that what the user set in the editor. */
import { Configurations, areSame, baselineComplaint, readConfigFile, settingsFrom } from './core.ts';
import type { Choices, ConfigFile, Settings } from './core.ts';
import { isIn } from './paths.ts';

const nothing: Choices = {};

export class DocumentSettings {
  readonly #read: (path: string) => string | undefined;
  readonly #readsFiles: boolean;
  readonly #configurations: Configurations;
  #folders: readonly string[] = [];
  /** By folder of the workspace. */
  #chosen: ReadonlyMap<string, Choices> = new Map();
  #chosenElsewhere: Choices = nothing;
  /** By what the file says, and by what the editor says: the same answers give the same settings. */
  readonly #made = new WeakMap<Choices, WeakMap<Choices, Settings>>();

  /**
   * @param read the text at a path as it stands in the editor, else as it is on disk
   * @param obstacle why something on disk cannot be read; undefined where there is no disk, so that nothing can be said to be missing
   */
  constructor(read: (path: string) => string | undefined, obstacle: ((path: string) => string | undefined) | undefined) {
    this.#read = read;
    this.#readsFiles = obstacle !== undefined;
    this.#configurations = new Configurations({ read, obstacle: (path) => obstacle?.(path), maySearch: (folder) => this.#folders.some((root) => isIn(folder, root)) });
  }

  /** Configuration files are looked for within these paths. */
  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.#configurations.restart();
  }

  /** @param byFolder what the user set for each folder of the workspace */
  choose(elsewhere: Choices, byFolder: ReadonlyMap<string, Choices>): void {
    this.#chosenElsewhere = sameOr(this.#chosenElsewhere, elsewhere);
    this.#chosen = new Map([...byFolder].map(([folder, choices]) => [folder, sameOr(this.#chosen.get(folder), choices)]));
  }

  /** The same object as long as nothing changes. */
  of(path: string): Settings {
    const file = this.#configurations.of(path).choices;
    const editor = this.#chosenFor(path);
    const byEditor = this.#made.get(file) ?? new WeakMap<Choices, Settings>();
    const settings = byEditor.get(editor) ?? settingsFrom(file, editor);
    byEditor.set(editor, settings);
    this.#made.set(file, byEditor);
    return settings;
  }

  /** Configuration files may have other texts now. */
  forget(): void {
    this.#configurations.forget();
  }

  /** Whether something was found at one of these paths, or below it, that counts for a document. */
  dependsOn(paths: readonly string[]): boolean {
    return this.#configurations.dependsOn(paths);
  }

  /** What the configuration file at a path says, if it is one. */
  fileAt(path: string): ConfigFile | undefined {
    const known = this.#configurations.of(path).files.find((file) => file.path === path);
    const text = known === undefined ? this.#read(path) : undefined;
    const file = known ?? (text === undefined ? undefined : readConfigFile(path, text));
    return file && this.#withBaseline(file);
  }

  /** The configuration files that were looked at for these documents, each once. */
  filesFor(paths: readonly string[]): readonly ConfigFile[] {
    const files = paths.flatMap((path) => this.#configurations.of(path).files);
    return [...new Map(files.map((file) => [file.path, this.#withBaseline(file)])).values()];
  }

  /** The file with what is wrong with the baseline it names, which changes without it. */
  #withBaseline(file: ConfigFile): ConfigFile {
    const complaint = this.#readsFiles ? baselineComplaint(file, this.#read) : undefined;
    return complaint === undefined ? file : { ...file, complaints: [...file.complaints, complaint] };
  }

  /** Those of the innermost folder. */
  #chosenFor(path: string): Choices {
    let best: string | undefined;
    for (const folder of this.#chosen.keys()) if (isIn(path, folder) && (best === undefined || folder.length > best.length)) best = folder;
    return (best === undefined ? undefined : this.#chosen.get(best)) ?? this.#chosenElsewhere;
  }
}

/** Equal choices stay the same object. */
function sameOr(before: Choices | undefined, now: Choices): Choices {
  return before !== undefined && areSame(before, now) ? before : now;
}
