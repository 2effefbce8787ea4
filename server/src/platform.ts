/** What a host (Node, a web worker) must bring. The rest of the server asks for nothing else of it. */

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
  /** The folders of the workspace. */
  setFolders(addresses: readonly string[]): void;
}
