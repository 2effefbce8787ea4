/**
 * The parser for JavaScript and TypeScript: a bundle of its own, because it brings the TypeScript compiler. Our rules start at the root
 * and ask for neither tokens nor scopes: none are made, and ESLint is not sent through the tree. Finding the comments costs as much as
 * a third of the parse, and nobody but ESLint wants them, for its directives.
 */
import { parse } from '@typescript-eslint/typescript-estree';

/** What ESLint passes. */
interface Options {
  readonly filePath: string;
  readonly sourceType: 'module' | 'commonjs';
}

export function parseForESLint(text: string, { filePath, sourceType }: Options): object {
  const ast = parse(text, {
    filePath,
    sourceType: sourceType === 'module' ? 'module' : 'script',
    comment: text.includes('eslint'),
    loc: true,
    range: true,
    jsDocParsingMode: 'none',
    // The standard output belongs to the protocol.
    loggerFn: false,
  });
  return { ast: Object.assign(ast, { comments: ast.comments ?? [], tokens: [] }), visitorKeys: { Program: [] } };
}
