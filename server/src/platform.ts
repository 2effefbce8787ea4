/** What a host (Node, a web worker) must bring. The rest of the server asks for nothing else of it. */
import type { LanguageId } from './languages.ts';
import type { LintAnswer } from './lint-job.ts';
import type { Settings } from './settings.ts';

export type AssetName = 'web-tree-sitter.wasm' | 'tree-sitter-python.wasm';

export interface Platform {
  /** The bytes of a file that ships beside the bundles; rejects when it is missing. */
  readAsset(name: AssetName): Promise<Uint8Array>;
  /** Loads the parser for JavaScript and TypeScript, an ESLint parser. Costly: asked for once, and only when such a file comes. */
  loadJavascriptParser(): Promise<object>;
}

/** Files that are not open in the editor. Addresses are URIs with nothing escaped: `file:///project/my file.py`. */
export interface FileTexts {
  /** As it is now; undefined for what cannot be read or lies outside the folders. */
  read(address: string): string | undefined;
  /** Why something that is there cannot be read, such as `permission denied`; undefined where nothing is there. */
  obstacle(address: string): string | undefined;
  /** The folders of the workspace. */
  setFolders(addresses: readonly string[]): void;
}

export interface UnopenedFile {
  readonly address: string;
  readonly languageId: LanguageId;
  readonly settings: Settings;
}

/** Looks at files that are not open, beside everything else that the host does. Addresses are as those of `FileTexts`. */
export interface Background {
  /** The folders of the workspace: nothing outside them is read. */
  setFolders(addresses: readonly string[]): void;
  /** Every source file below some folders that nobody asked to ignore. */
  list(folders: readonly string[]): Promise<readonly string[]>;
  /**
   * What is wrong in each file, as it is on disk; undefined for those that are not linted or cannot be read.
   * @param open texts that stand for those of files on disk, by address
   */
  look(files: readonly UnopenedFile[], open: ReadonlyMap<string, string>): Promise<readonly (LintAnswer | undefined)[]>;
  /** There is nothing to do for now. */
  rest(): void;
}
