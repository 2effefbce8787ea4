/** Loads the Python grammar once for all tests of a file. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initPython } from '../../rules/src/python/grammar.ts';

const require = createRequire(import.meta.url);

export async function loadPython(): Promise<void> {
  const [runtime, grammar] = await Promise.all([
    readFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    readFile(require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
  ]);
  await initPython({ runtime, grammar });
}
