/** The parser for JavaScript and TypeScript: a bundle of its own, because it brings the TypeScript compiler. */
export { meta, parseForESLint } from '@typescript-eslint/parser';
