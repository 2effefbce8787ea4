/** The shared bundle: everything that lints, for the command line and the language server alike. */
export { isConfigFile, configFileNames, readConfigFile } from './config/config-file.ts';
export type { ConfigFile } from './config/config-file.ts';
export type { ConfigValue, TextRange } from './config/config-value.ts';
export { Configurations } from './config/configurations.ts';
export { optionText } from './config/options.ts';
export { disableFileEdit, disableLineEdit } from './disable-comment.ts';
export { Linting } from './linting.ts';
export { createPythonParse } from './python-parse.ts';
export type { PythonParse } from './python-parse.ts';
export { ruleFacts } from './rule-facts.ts';
export type { RuleFacts } from './rule-facts.ts';
export { adviceAsWarnings, isRuleLevel, levelNames, levelsOf } from './levels.ts';
export { suggestion, withoutPrefix } from './rule-names.ts';
export { defaultSettings, isRecord, readEditorChoices, settingsFrom } from './settings.ts';
export type { Choices, Settings } from './settings.ts';
export { knownFacts, lessonUrl, ruleIds } from 'eslint-plugin-weakref/internal';
export { passages } from 'eslint-plugin-weakref/lessons';
