/** The host Node: files that lie beside the bundle. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '../platform.ts';

/** @param folder where the `.wasm` files are */
export function nodePlatform(folder: string): Platform {
  return {
    readAsset: (name) => readFile(join(folder, name)),
    loadJavascriptParser: () => import('../javascript-parser.ts'),
  };
}
