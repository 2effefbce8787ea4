/** Other files are parsed with the parser that ESLint was given for the file that is linted: this package brings none. */
import type { TSESLint } from '@typescript-eslint/utils';
import type { TSESTree } from '@typescript-eslint/types';

type Parser = TSESLint.Parser.LooseParserModule;

export function isParser(value: unknown): value is Parser {
  return typeof value === 'object' && value !== null && ('parseForESLint' in value || 'parse' in value);
}

export function parseWith(parser: Parser, path: string, text: string): TSESTree.Program | undefined {
  const options = {
    filePath: path,
    ecmaVersion: 'latest',
    // Only modules say what they export.
    sourceType: 'module',
    ecmaFeatures: { jsx: path.endsWith('x') },
    range: true,
    loc: true,
    comment: true,
    tokens: true,
  } as const;
  try {
    return programOf('parseForESLint' in parser ? parser.parseForESLint(text, options).ast : parser.parse(text, options));
  } catch {
    // It tells nothing as long as it does not parse.
    return undefined;
  }
}

/** The tree of a file, where it is one that ESLint's parsers make. */
export function programOf(tree: unknown): TSESTree.Program | undefined {
  return isProgram(tree) ? tree : undefined;
}

function isProgram(tree: unknown): tree is TSESTree.Program {
  return typeof tree === 'object' && tree !== null && 'type' in tree && tree.type === 'Program';
}
