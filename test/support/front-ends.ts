/** Front ends of both languages from a text, as the plugin makes them. */
import { parseForESLint } from '@typescript-eslint/parser';
import type { FrontEnd } from '../../rules/src/facts/front-end.ts';
import { createFrontEnd as createJavascriptFrontEnd } from '../../rules/src/javascript/front-end.ts';
import { createFrontEnd as createPythonFrontEnd } from '../../rules/src/python/front-end.ts';
import { parseTree } from '../../rules/src/python/grammar.ts';
import { lower } from '../../rules/src/python/syntax.ts';

export { loadPython } from './python-parser.ts';

export function pythonFrontEnd(text: string): FrontEnd {
  const tree = parseTree(text);
  const module = lower(tree, text);
  tree.delete();
  return createPythonFrontEnd(module, text);
}

export function javascriptFrontEnd(text: string): FrontEnd {
  return createJavascriptFrontEnd(parseForESLint(text, { range: true, loc: true, sourceType: 'module', jsx: true }).ast, text);
}
