/** Which files the client is asked to watch. The server watches none itself. */
import { DidChangeWatchedFilesNotification, WatchKind } from 'vscode-languageserver';
import type { Connection, FileSystemWatcher } from 'vscode-languageserver';
import { configFileNames } from './core.ts';
import { extensions } from './languages.ts';
import { folderOf } from './paths.ts';

/** A folder that is deleted takes its files with it, and none of them is named. */
const always: readonly FileSystemWatcher[] = [
  { globPattern: `**/*.{${extensions.join(',')}}` },
  { globPattern: `**/{${[...configFileNames, '.gitignore'].join(',')}}` },
  { globPattern: '**/*', kind: WatchKind.Delete },
];

export class WatchedFiles {
  readonly #connection: Connection;
  /** Names of files that are watched beside those that always are. */
  readonly #names = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  start(): Promise<unknown> {
    return this.#watch(always);
  }

  /** Files of any name, once it is known. */
  async add(paths: readonly string[]): Promise<void> {
    const names = new Set(paths.map((path) => path.slice(folderOf(path).length + 1)));
    const fresh = [...names].filter((name) => !this.#names.has(name));
    for (const name of fresh) this.#names.add(name);
    if (fresh.length > 0) await this.#watch(fresh.map((name) => ({ globPattern: `**/${name.replace(/[[\]{}*?!]/g, '?')}` })));
  }

  #watch(watchers: readonly FileSystemWatcher[]): Promise<unknown> {
    return this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...watchers] });
  }
}
