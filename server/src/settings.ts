/** The settings of the editor and of the command line: their type, defaults, and how a value from outside is read. */
import { isLanguageId, languageIds } from './languages.ts';
import type { LanguageId } from './languages.ts';
import { isPresetName, isRuleLevel, levelNames } from './levels.ts';
import type { Levels, PresetName, RuleLevel } from './levels.ts';
import { nearest } from './nearest.ts';

export interface Settings {
  readonly enable: boolean;
  /** Documents in other languages are left alone. */
  readonly languages: ReadonlySet<LanguageId>;
  readonly preset: PresetName;
  /** Levels the user chose; the others are the preset's. */
  readonly rules: Levels;
  readonly hover: HoverLength;
}

/** `brief` leaves out the code. */
export type HoverLength = 'full' | 'brief' | 'off';

const hoverLengths: readonly string[] = ['full', 'brief', 'off'] satisfies readonly HoverLength[];

export const defaultSettings: Settings = { enable: true, languages: new Set(languageIds), preset: 'recommended', rules: new Map(), hover: 'full' };

/** Settings and one sentence for each part that could not be used; such a part has its default. */
export interface ParsedSettings {
  readonly settings: Settings;
  readonly complaints: readonly string[];
}

/** Reads the section `weakrefLint` of an editor's configuration. Absent parts are not a complaint. */
export function parseSettings(value: unknown): ParsedSettings {
  if (value === undefined || value === null) return { settings: defaultSettings, complaints: [] };
  if (!isRecord(value)) {
    return { settings: defaultSettings, complaints: [`weakrefLint must be an object, not ${show(value)}; the defaults are used.`] };
  }
  const complaints: string[] = [];
  const rules = new Map<string, RuleLevel>();
  let { enable, languages, preset, hover } = defaultSettings;
  if (typeof value['enable'] === 'boolean') enable = value['enable'];
  else if (isGiven(value['enable'])) complaints.push(`weakrefLint.enable must be true or false, not ${show(value['enable'])}; true is used.`);
  if (Array.isArray(value['languages'])) {
    const given: readonly unknown[] = value['languages'];
    languages = new Set(given.filter((id) => typeof id === 'string').filter(isLanguageId));
    for (const id of given.filter((each) => typeof each !== 'string' || !isLanguageId(each))) {
      complaints.push(`weakrefLint.languages names ${show(id)}, which is not one of ${languageIds.join(', ')}; it is ignored.`);
    }
  } else if (isGiven(value['languages'])) {
    complaints.push(`weakrefLint.languages must be a list such as ["python"], not ${show(value['languages'])}; all languages are checked.`);
  }
  if (isPresetName(value['preset'])) preset = value['preset'];
  else if (isGiven(value['preset'])) complaints.push(`weakrefLint.preset must be "recommended" or "strict", not ${show(value['preset'])}; recommended is used.`);
  if (isHoverLength(value['hover'])) hover = value['hover'];
  else if (isGiven(value['hover'])) complaints.push(`weakrefLint.hover must be "full", "brief" or "off", not ${show(value['hover'])}; full is used.`);
  if (isRecord(value['rules'])) {
    for (const [name, level] of Object.entries(value['rules'])) {
      const rule = withoutPrefix(name);
      if (!levelNames.includes(rule)) complaints.push(`weakrefLint.rules names the rule "${rule}", which does not exist${suggestion(rule)}; it is ignored.`);
      else if (!isRuleLevel(level)) complaints.push(`weakrefLint.rules["${rule}"] must be "off", "hint", "warn" or "error", not ${show(level)}; the level of the preset is used.`);
      else rules.set(rule, level);
    }
  } else if (isGiven(value['rules'])) {
    complaints.push(`weakrefLint.rules must be an object such as {"no-unchecked-deref": "warn"}, not ${show(value['rules'])}; it is ignored.`);
  }
  return { settings: { enable, languages, preset, rules, hover }, complaints };
}

/** `weakref/no-unchecked-deref` and `no-unchecked-deref` name the same rule. */
export function withoutPrefix(rule: string): string {
  return rule.startsWith('weakref/') ? rule.slice('weakref/'.length) : rule;
}

export function suggestion(rule: string): string {
  const near = nearest(rule, levelNames);
  return near === undefined ? '' : ` (did you mean "${near}"?)`;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isHoverLength(value: unknown): value is HoverLength {
  return typeof value === 'string' && hoverLengths.includes(value);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
