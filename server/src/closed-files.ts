/**
 * Files nobody has opened: which there are, what is wrong in them, and which of them have to be looked at again. The looking is done beside
 * the server's own work, a few files at a time, and only while somebody asks.
 */
import type { Diagnostic } from 'vscode-languageserver';
import { uriOfPath } from './addresses.ts';
import { languageOfPath } from './languages.ts';
import type { LintAnswer } from './lint-job.ts';
import { isIn } from './paths.ts';
import type { Background, UnopenedFile } from './platform.ts';
import type { Settings } from './settings.ts';

interface ClosedFilesHost {
  readonly background: Background;
  /** Those whose closed files are to be looked at. */
  folders(): readonly string[];
  settingsOf(path: string): Settings;
  /** Texts of open documents, by path. */
  openTexts(): ReadonlyMap<string, string>;
  isOpen(path: string): boolean;
  /** Looks at an open document, as if the client had asked. */
  check(uri: string): Promise<void>;
  /** What the client was last told of an open document, as such. */
  shownAt(path: string): (FileState & { readonly version: number }) | undefined;
  /** @returns what a client is told of the answer */
  diagnosticsOf(path: string, answer: LintAnswer): readonly Diagnostic[];
  /** The files are known, and with them the baselines they are compared with. */
  listed(): void;
  failed(reason: unknown): void;
}

interface FileState {
  readonly resultId: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known of a file that was linted. Its result id is another one when, and only when, the diagnostics are others. */
interface ClosedFile extends FileState {
  /** Paths of the other files that were asked for. */
  readonly reads: readonly string[];
}

export interface FileNews {
  readonly uri: string;
  /** Of a document that is open. */
  readonly version: number | null;
  /** Undefined where nothing is wrong. */
  readonly state: FileState | undefined;
}

/** Something that happened to a file or folder on disk. */
export interface FileEvent {
  readonly path: string;
  /** It was there before, and still is. */
  readonly isOnlyChanged: boolean;
}

/** Files that are looked at before whatever has arrived comes first. */
const slice = 20;

export class ClosedFiles {
  readonly #host: ClosedFilesHost;
  readonly #start: string;
  readonly #known = new Map<string, ClosedFile>();
  /** The settings each listed file was looked at with; undefined for one that never was. */
  #listed = new Map<string, Settings | undefined>();
  #isListOutdated = true;
  #baselines: readonly string[] = [];
  readonly #outdated = new Set<string>();
  /**
   * Documents that were changed, closed, or answered about, since a client was last told of them as of files; by address. It may show
   * what they were: an editor that closes a tab leaves the document open for a while, and asks no more, or throws the answer away.
   */
  readonly #mustTell = new Map<string, { readonly path: string; readonly during: number }>();
  #questions = 0;
  #results = 0;
  #work: Promise<void> | undefined;
  #waiting: (() => void)[] = [];

  /** @param start begins each result id */
  constructor(host: ClosedFilesHost, start: string) {
    this.#host = host;
    this.#start = start;
  }

  /** Something counts for every file that is not among those it asked for. */
  lookAgain(): void {
    for (const path of this.#listed.keys()) this.#outdated.add(path);
    this.#stir();
  }

  /** Paths of what the listed files are compared with. */
  get baselines(): readonly string[] {
    return this.#baselines;
  }

  /** Settings or folders may be others. */
  refresh(): void {
    this.#isListOutdated = true;
    this.#stir();
  }

  changedOnDisk(events: readonly FileEvent[]): void {
    if (events.some(({ path, isOnlyChanged }) => !isOnlyChanged || path.endsWith('/.gitignore'))) this.#isListOutdated = true;
    for (const { path } of events) if (this.#listed.has(path)) this.#outdated.add(path);
    this.#changed(events.map(({ path }) => path));
    this.#stir();
  }

  /** An open document has another text, or was opened. */
  changedInEditor(uri: string, path: string): void {
    this.#changed([path]);
    this.showed(uri, path);
  }

  /** The client was told something new of an open document, as such. */
  showed(uri: string, path: string): void {
    this.#mustTell.set(uri, { path, during: this.#questions });
    this.#stir();
  }

  /** @param path that of the cell of a notebook is its address: there is no such file */
  closed(uri: string, path: string): void {
    this.#mustTell.set(uri, { path, during: this.#questions });
    if (this.#listed.has(path)) this.#outdated.add(path);
    this.#changed([path]);
    this.#stir();
  }

  /** How many files have to be looked at; one for a list that has to be made first. */
  get toDo(): number {
    return this.#outdated.size + (this.#isListOutdated ? 1 : 0);
  }

  /** Makes the list if that is due, or looks at a few files; whoever comes meanwhile waits for the same. */
  work(): Promise<void> {
    this.#work ??= this.#workOnce().finally(() => {
      this.#work = undefined;
      if (this.toDo === 0) this.rest();
      this.#stir();
    });
    return this.#work;
  }

  /** Nobody asks, or there is nothing to do. */
  rest(): void {
    if (this.#work === undefined) this.#host.background.rest();
  }

  /** Resolves as soon as something is another way than it is now. */
  change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** @returns the number of the question */
  begin(): number {
    this.#questions += 1;
    return this.#questions;
  }

  /** What a client does not ask about any more, since its tab is closed, is looked at all the same. */
  async lookAtOpen(question: number): Promise<void> {
    for (const [uri, { path, during }] of [...this.#mustTell]) if (during < question && this.#host.isOpen(path)) await this.#host.check(uri);
  }

  /** Something waits for the next question: a client that is busy with the answer about a document takes none about the file. */
  isForLater(question: number): boolean {
    return [...this.#mustTell.values()].some(({ during }) => during >= question);
  }

  /**
   * What a client does not know yet. A file in which nothing is wrong any more comes without a result id.
   * @param told the result ids the client has, by path; what is given here is written into it
   */
  *news(told: Map<string, string>, question: number): Generator<FileNews> {
    const isSettled = (path: string): boolean => !this.#isListOutdated && !this.#outdated.has(path);
    for (const [uri, { path, during }] of this.#mustTell) {
      if (during >= question || (!this.#host.isOpen(path) && !isSettled(path))) continue;
      this.#mustTell.delete(uri);
      yield this.#tell(uri, path, told);
    }
    for (const path of new Set([...this.#known.keys(), ...told.keys()])) {
      if (this.#host.isOpen(path) || !isSettled(path)) continue;
      if (told.get(path) !== this.#stateOf(path)?.resultId) yield this.#tell(uriOfPath(path), path, told);
    }
  }

  #tell(uri: string, path: string, told: Map<string, string>): FileNews {
    const state = this.#stateOf(path);
    if (state === undefined) told.delete(path);
    else told.set(path, state.resultId);
    return { uri, version: this.#host.shownAt(path)?.version ?? null, state };
  }

  /** Undefined where nothing is wrong. */
  #stateOf(path: string): FileState | undefined {
    const state = this.#host.shownAt(path) ?? this.#known.get(path);
    return state?.diagnostics.length === 0 ? undefined : state;
  }

  async #workOnce(): Promise<void> {
    try {
      if (this.#isListOutdated) await this.#list();
      else await this.#look();
    } catch (error) {
      this.#outdated.clear();
      this.#host.failed(error);
    }
  }

  async #list(): Promise<void> {
    this.#isListOutdated = false;
    const folders = this.#host.folders();
    const paths = folders.length === 0 ? [] : await this.#host.background.list(folders);
    const lookedAt = this.#listed;
    this.#listed = new Map(paths.map((path) => [path, lookedAt.get(path)]));
    for (const known of [this.#known, this.#outdated]) for (const path of known.keys()) if (!this.#listed.has(path)) known.delete(path);
    const all = new Set<Settings>();
    for (const [path, before] of this.#listed) {
      const settings = this.#host.settingsOf(path);
      if (settings !== before) this.#outdated.add(path);
      all.add(settings);
    }
    this.#baselines = [...all].flatMap(({ baseline }) => baseline ?? []);
    this.#host.listed();
  }

  async #look(): Promise<void> {
    const paths = [...this.#outdated].slice(0, slice);
    for (const path of paths) this.#outdated.delete(path);
    const files = paths.filter((path) => !this.#host.isOpen(path)).flatMap((path) => this.#unopened(path));
    const answers = await this.#host.background.look(files, new Map());
    const open = this.#host.openTexts();
    const misled = files.filter((_, index) => answers[index]?.reads.some(([path, text]) => open.has(path) && open.get(path) !== text) === true);
    const corrected = misled.length === 0 ? [] : await this.#host.background.look(misled, open);
    for (const [index, file] of files.entries()) this.#keep(file, misled.includes(file) ? corrected[misled.indexOf(file)] : answers[index]);
  }

  #unopened(address: string): UnopenedFile[] {
    const languageId = languageOfPath(address);
    return languageId === undefined ? [] : [{ address, languageId, settings: this.#host.settingsOf(address) }];
  }

  #keep({ address: path, settings }: UnopenedFile, answer: LintAnswer | undefined): void {
    // Somebody may have thrown it away meanwhile.
    if (!this.#listed.has(path)) return;
    this.#listed.set(path, settings);
    const before = this.#known.get(path);
    if (answer === undefined) {
      this.#known.delete(path);
      return;
    }
    const diagnostics = this.#host.diagnosticsOf(path, answer);
    const isSame = before !== undefined && JSON.stringify(before.diagnostics) === JSON.stringify(diagnostics);
    if (!isSame) this.#results += 1;
    this.#known.set(path, { resultId: isSame ? before.resultId : `${this.#start}.w${this.#results}`, diagnostics, reads: answer.reads.map(([read]) => read) });
  }

  /** Files that asked for one of these, or for something in one of these folders, are outdated. */
  #changed(paths: readonly string[]): boolean {
    let isAny = false;
    for (const [path, { reads }] of this.#known) {
      if (!reads.some((read) => paths.some((changed) => isIn(read, changed)))) continue;
      this.#outdated.add(path);
      isAny = true;
    }
    return isAny;
  }

  #stir(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
