/** The host of the server in tests: the wasm files and the parser as they are installed. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Platform } from '../../server/src/platform.ts';

const require = createRequire(import.meta.url);

const packages = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-python.wasm': 'tree-sitter-python/tree-sitter-python.wasm',
} as const;

export const testPlatform: Platform = {
  readAsset: (name) => readFile(require.resolve(packages[name])),
  loadJavascriptParser: () => import('../../server/src/javascript-parser.ts'),
};
