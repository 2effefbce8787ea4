/** What the Python side offers: the ESLint language, the parser for documents that change, and the syntax tree. */

export type * from './ast.ts';
export { initPython, isPythonReady, type GrammarBytes } from './grammar.ts';
export { PythonDocument, parsePython } from './incremental-parser.ts';
export { createPythonLanguage, type PythonLanguage } from './language.ts';
export { PythonSourceCode, type PythonSourceCodeInput } from './source-code.ts';
export { VISITOR_KEYS, childrenOf } from './visitor-keys.ts';
