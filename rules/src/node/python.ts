/**
 * `eslint-plugin-weakref/python`: the same rules, and Python as a language for them. Loading it reads two WebAssembly files that
 * lie beside it, so it is a module of its own; from a CommonJS config it is loaded with `await import(...)`.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { plugin } from '../plugin.ts';
import type { WeakrefPlugin } from '../plugin-type.ts';
import { configsWith } from '../presets.ts';
import { createPythonLanguage, initPython } from '../python/index.ts';

const require = createRequire(import.meta.url);
const [runtime, grammar] = await Promise.all([readAsset('web-tree-sitter'), readAsset('tree-sitter-python')]);
await initPython({ runtime, grammar });

plugin.languages['python'] = createPythonLanguage();

const pythonPlugin: WeakrefPlugin = {
  ...plugin,
  configs: configsWith('weakref/python', {
    files: ['**/*.py', '**/*.pyi'],
    plugins: { weakref: plugin },
    language: 'weakref/python',
  }),
};

export default pythonPlugin;

/** Beside the built module; in the sources, where the package manager has put it. */
async function readAsset(name: 'web-tree-sitter' | 'tree-sitter-python'): Promise<Uint8Array> {
  const beside = new URL(`./${name}.wasm`, import.meta.url);
  return readFile(beside).catch(() => readFile(require.resolve(`${name}/${name}.wasm`)));
}
