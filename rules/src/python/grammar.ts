/**
 * Loads tree-sitter and the Python grammar from bytes somebody else has read, and makes parsers.
 * It knows no file system and no network.
 */

import { Language, Parser, type Tree } from 'web-tree-sitter';

/** The one piece of the global `WebAssembly` used here; the language level knows no host. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object };

/** The bytes of two WebAssembly modules. */
export interface GrammarBytes {
  /** `web-tree-sitter.wasm` */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm` */
  readonly grammar: Uint8Array;
}

let loading: Promise<void> | undefined;
let sharedParser: Parser | undefined;

/** Loads the grammar; a second call waits for the first. A failed call may be tried again. */
export function initPython(bytes: GrammarBytes): Promise<void> {
  loading ??= load(bytes).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load({ runtime, grammar }: GrammarBytes): Promise<void> {
  // Without `locateFile` the loader looks for the file beside the script, which a worker does not have.
  await Parser.init({ wasmBinary: runtime, locateFile: (name: string) => name });
  const language = Language.loadSync(new WebAssembly.Module(new Uint8Array(grammar)));
  sharedParser = new Parser().setLanguage(language);
}

/** Whether `initPython` has finished. */
export function isPythonReady(): boolean {
  return sharedParser !== undefined;
}

/**
 * Parses `text`; `previous` is a tree of an earlier text that has been edited to fit. The caller deletes the tree.
 * @throws Error when `initPython` has not finished.
 */
export function parseTree(text: string, previous?: Tree): Tree {
  if (sharedParser === undefined) {
    throw new Error('The Python grammar is not loaded: await initPython(...) before parsing Python.');
  }
  const tree = sharedParser.parse(text, previous);
  if (tree === null) throw new Error('The Python grammar gave no tree.');
  return tree;
}
