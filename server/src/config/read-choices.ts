/** From a value to the settings it chooses. What cannot be used is complained of at its place, and the rest still counts. */
import { isLanguageId, languageIds } from '../languages.ts';
import type { LanguageId } from '../languages.ts';
import { isRuleLevel } from '../levels.ts';
import type { Levels } from '../levels.ts';
import { nearest } from '../nearest.ts';
import { pathFrom } from '../paths.ts';
import { suggestion, withoutPrefix } from '../rule-names.ts';
import type { Choices, Settings } from '../settings.ts';
import { shown } from './config-value.ts';
import type { ConfigValue, TextRange } from './config-value.ts';
import type { Exclusion } from './exclusion.ts';
import { isOptionName, optionNames, options } from './options.ts';
import type { OptionName } from './options.ts';
import { isPythonVersionText, pythonVersionOf } from './python-version.ts';
import { levelsChosen, rulesNamed } from './rule-patterns.ts';
import type { ChosenLevel } from './rule-patterns.ts';

export interface Complaint {
  /** Of the key or value that cannot be used. */
  readonly range: TextRange;
  /** One sentence. */
  readonly sentence: string;
}

export interface ReadChoices {
  readonly choices: Choices;
  readonly complaints: readonly Complaint[];
}

/** Where the value comes from: settings have longer names in an editor. */
export interface Origin {
  readonly kind: 'editor' | 'file';
  /** What patterns of files are seen from. */
  readonly folder: string;
}

interface Reading {
  /** The setting, as the user knows it. */
  readonly name: string;
  readonly folder: string;
  readonly complain: (value: { readonly range: TextRange }, sentence: string) => void;
}

type Draft<Name extends OptionName> = { -readonly [Each in Name]?: Settings[Each] };

type Reader<T> = (value: ConfigValue, reading: Reading) => T | undefined;

const readers: { readonly [Name in OptionName]: Reader<Settings[Name]> } = {
  enable: readFlag,
  run: choiceOf(options.run.shape.words),
  languages: readLanguages,
  preset: choiceOf(options.preset.shape.words),
  rules: readLevels,
  exclude: readGlobs,
  hover: choiceOf(options.hover.shape.words),
  workspaceDiagnostics: readFlag,
  inlayHints: readFlag,
  pythonVersion: readVersion,
  deferToTypeChecker: readFlag,
  baseline: readFile,
};

/** Reads the section of a configuration file, or the settings of an editor. */
export function readChoices(section: ConfigValue, origin: Origin): ReadChoices {
  const complaints: Complaint[] = [];
  const choices: Draft<OptionName> = {};
  const complain: Reading['complain'] = ({ range }, sentence) => void complaints.push({ range, sentence: `${sentence}; it is ignored.` });

  if (section.kind !== 'table') {
    complain(section, `${origin.kind === 'editor' ? 'weakrefLint' : 'weakref-lint'} must hold settings such as preset and rules, not ${shown(section)}`);
    return { choices, complaints };
  }
  for (const { key, keyRange, value } of section.entries) {
    if (!isOptionName(key)) {
      // An editor's section holds more than the server has to know of.
      if (origin.kind === 'file') complain({ range: keyRange }, unknownKey(key));
    } else if (origin.kind === 'file' && options[key].isForEditor) {
      complain({ range: keyRange }, `${key} is a setting of the editor and not of a project`);
    } else {
      take(choices, key, value, { name: nameOf(key, origin), folder: origin.folder, complain });
    }
  }
  return { choices, complaints };
}

function take<Name extends OptionName>(choices: Draft<Name>, name: Name, value: ConfigValue, reading: Reading): void {
  const read: Reader<Settings[Name]> = readers[name];
  const choice = read(value, reading);
  if (choice !== undefined) choices[name] = choice;
}

function nameOf(option: OptionName, origin: Origin): string {
  return origin.kind === 'editor' ? `weakrefLint.${option}` : option;
}

function unknownKey(key: string): string {
  const known = optionNames.filter((name) => !options[name].isForEditor);
  const near = nearest(key, known);
  return `there is no setting ${JSON.stringify(key)}${near === undefined ? `, only ${listed(known, 'and')}` : ` (did you mean "${near}"?)`}`;
}

function readFlag(value: ConfigValue, { name, complain }: Reading): boolean | undefined {
  if (value.kind === 'flag') return value.value;
  complain(value, `${name} must be true or false, not ${shown(value)}`);
  return undefined;
}

function choiceOf<Word extends string>(words: Readonly<Record<Word, string>>): Reader<Word> {
  const isWord = (text: string): text is Word => Object.hasOwn(words, text);
  return (value, { name, complain }) => {
    if (value.kind === 'text' && isWord(value.value)) return value.value;
    complain(value, `${name} must be ${listed(Object.keys(words).map((word) => `"${word}"`), 'or')}, not ${shown(value)}`);
    return undefined;
  };
}

function readLanguages(value: ConfigValue, { name, complain }: Reading): ReadonlySet<LanguageId> | undefined {
  if (value.kind !== 'list') {
    complain(value, `${name} must be a list such as ["python"], not ${shown(value)}`);
    return undefined;
  }
  const languages = new Set<LanguageId>();
  for (const item of value.items) {
    if (item.kind === 'text' && isLanguageId(item.value)) languages.add(item.value);
    else complain(item, `${name} names ${shown(item)}, which is not one of ${languageIds.join(', ')}`);
  }
  return languages;
}

function readGlobs(value: ConfigValue, { name, folder, complain }: Reading): Exclusion | undefined {
  if (value.kind !== 'list') {
    complain(value, `${name} must be a list such as ["generated/"], not ${shown(value)}`);
    return undefined;
  }
  const patterns: string[] = [];
  for (const item of value.items) {
    if (item.kind === 'text' && item.value.trim() !== '') patterns.push(item.value);
    else complain(item, `${name} must hold patterns such as "generated/", not ${shown(item)}`);
  }
  return { folder, patterns };
}

function readVersion(value: ConfigValue, { name, complain }: Reading): Settings['pythonVersion'] {
  if (value.kind === 'text' && isPythonVersionText(value.value)) return pythonVersionOf(value.value);
  complain(value, `${name} must be a text such as "3.11", not ${shown(value)}`);
  return undefined;
}

function readFile(value: ConfigValue, { name, folder, complain }: Reading): string | undefined {
  if (value.kind === 'text' && value.value.trim() !== '') return pathFrom(folder, value.value);
  complain(value, `${name} must name a file such as "weakref-baseline.json", not ${shown(value)}`);
  return undefined;
}

function readLevels(value: ConfigValue, { name, complain }: Reading): Levels | undefined {
  if (value.kind !== 'table') {
    complain(value, `${name} must name rules and their levels, such as no-unchecked-deref and "warn", not ${shown(value)}`);
    return undefined;
  }
  const chosen: ChosenLevel[] = [];
  for (const { key, keyRange, value: level } of value.entries) {
    const pattern = withoutPrefix(key);
    if (rulesNamed(pattern).length === 0) complain({ range: keyRange }, `${name} names ${noSuchRule(pattern)}`);
    else if (level.kind === 'text' && isRuleLevel(level.value)) chosen.push({ pattern, level: level.value });
    else complain(level, `the level of "${pattern}" in ${name} must be "off", "hint", "warn" or "error", not ${shown(level)}`);
  }
  return levelsChosen(chosen);
}

function noSuchRule(pattern: string): string {
  return pattern.includes('*') ? `${JSON.stringify(pattern)}, which no rule fits` : `the rule ${JSON.stringify(pattern)}, which does not exist${suggestion(pattern)}`;
}

/** `a, b or c` */
function listed(names: readonly string[], word: 'and' | 'or'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1) ?? ''}`;
}
