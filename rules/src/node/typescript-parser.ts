/** typescript-eslint's parser, loaded when the first TypeScript file comes: it brings the compiler, which a project without such files never waits for. */
import { createRequire } from 'node:module';
import type { parseForESLint } from '@typescript-eslint/parser';

interface Parser {
  readonly meta: { readonly name: string; readonly version: string };
  readonly parseForESLint: typeof parseForESLint;
}

const name = '@typescript-eslint/parser';
const require = createRequire(import.meta.url);
const { version }: { readonly version: string } = require(`${name}/package.json`);

/** `meta` goes into the keys of ESLint's cache. */
export const typescriptParser: Parser = {
  meta: { name, version },
  parseForESLint(text, options) {
    const parser: Pick<Parser, 'parseForESLint'> = require(name);
    return parser.parseForESLint(text, options);
  },
};
