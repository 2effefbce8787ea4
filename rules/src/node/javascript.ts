/**
 * `eslint-plugin-weakref`: the rules for JavaScript and TypeScript. Python files need `eslint-plugin-weakref/python`,
 * which brings the language and loads its grammar.
 */
import { plugin } from '../plugin.ts';
import type { WeakrefPlugin } from '../plugin-type.ts';
import { configsWith } from '../presets.ts';
import { typescriptParser } from './typescript-parser.ts';

const javascript = ['**/*.js', '**/*.mjs', '**/*.cjs', '**/*.jsx'];
const typescript = ['**/*.ts', '**/*.mts', '**/*.cts', '**/*.tsx'];

const javascriptPlugin: WeakrefPlugin = {
  ...plugin,
  configs: configsWith('weakref', { files: [...javascript, ...typescript], plugins: { weakref: plugin } }, [
    { name: 'weakref/typescript', files: typescript, languageOptions: { parser: typescriptParser } },
    { name: 'weakref/jsx', files: ['**/*.jsx'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  ]),
};

export default javascriptPlugin;
