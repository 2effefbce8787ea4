/** typescript-eslint's parser, loaded when the first TypeScript file comes: it brings the compiler, which a project without such files never waits for. */
import { createRequire } from 'node:module';
import type { parseForESLint } from '@typescript-eslint/parser';

interface Parser {
  readonly parseForESLint: typeof parseForESLint;
}

const name = '@typescript-eslint/parser';
const load: (id: string) => unknown = createRequire(import.meta.url);

/** `meta` goes into the keys of ESLint's cache. */
export const typescriptParser: Parser & { readonly meta: object } = {
  meta: { name, version: versionIn(load(`${name}/package.json`)) },
  parseForESLint(text, options) {
    const parser = load(name);
    if (!isParser(parser)) throw new TypeError(`${name} has no parseForESLint; install it again.`);
    return parser.parseForESLint(text, options);
  },
};

function isParser(value: unknown): value is Parser {
  return typeof value === 'object' && value !== null && 'parseForESLint' in value;
}

function versionIn(manifest: unknown): string {
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
}
