/** The shared bundle: everything that lints, for the command line and the language server alike. */
export { disableEdit } from './disable-comment.ts';
export { Linting } from './linting.ts';
export { createPythonParse } from './python-parse.ts';
export type { PythonParse } from './python-parse.ts';
export { ruleFacts } from './rule-facts.ts';
export type { RuleFacts } from './rule-facts.ts';
export { defaultSettings, isRecord, isRuleLevel, parseSettings, suggestion, withoutPrefix } from './settings.ts';
export { ruleIds } from 'eslint-plugin-weakref';
