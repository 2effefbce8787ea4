/** The settings of the editor, of configuration files and of the command line: their type, defaults, and how one wins over another. */
import { plainValue } from './config/config-value.ts';
import type { Exclusion } from './config/exclusion.ts';
import type { PythonVersion } from './config/python-version.ts';
import { readChoices } from './config/read-choices.ts';
import { languageIds } from './languages.ts';
import type { LanguageId } from './languages.ts';
import type { Levels, PresetName } from './levels.ts';

/** Plain data, which can be handed to another thread. */
export interface Settings {
  readonly enable: boolean;
  readonly run: RunMode;
  /** Documents in other languages are left alone. */
  readonly languages: ReadonlySet<LanguageId>;
  readonly preset: PresetName;
  /** Levels the user chose; the others are the preset's. */
  readonly rules: Levels;
  readonly exclude: Exclusion;
  readonly hover: HoverLength;
  /** Whether files that are not open are checked too. */
  readonly workspaceDiagnostics: boolean;
  readonly inlayHints: boolean;
  /** The oldest that the code has to run on; undefined for the newest. */
  readonly pythonVersion: PythonVersion | undefined;
  /** What a type checker reports too is a hint. */
  readonly deferToTypeChecker: boolean;
  /** The path of a file that names known findings. */
  readonly baseline: string | undefined;
}

type RunMode = 'onType' | 'onSave';

/** `brief` leaves out the code. */
export type HoverLength = 'full' | 'brief' | 'off';

/** What somebody said on purpose; the rest is left to others. */
export type Choices = Partial<Settings>;

export const defaultSettings: Settings = {
  enable: true,
  run: 'onType',
  languages: new Set(languageIds),
  preset: 'recommended',
  rules: new Map(),
  exclude: { folder: '', patterns: [] },
  hover: 'full',
  workspaceDiagnostics: false,
  inlayHints: false,
  pythonVersion: undefined,
  deferToTypeChecker: false,
  baseline: undefined,
};

/** Later choices win over earlier ones, rule by rule and otherwise setting by setting. */
export function settingsFrom(...layers: readonly Choices[]): Settings {
  let settings = defaultSettings;
  for (const layer of layers) settings = { ...settings, ...layer, rules: new Map([...settings.rules, ...(layer.rules ?? [])]) };
  return settings;
}

export function areSame(a: Choices, b: Choices): boolean {
  return written(a) === written(b);
}

function written(choices: Choices): string {
  return JSON.stringify(choices, (_, part: unknown) => (part instanceof Map || part instanceof Set ? [...part.entries()] : part));
}

/** The choices, and one sentence for each part that could not be used. */
export interface EditorChoices {
  readonly choices: Choices;
  readonly complaints: readonly string[];
}

/**
 * Reads the section `weakrefLint` of an editor's configuration. Absent parts are not a complaint.
 * @param folder of the workspace, which patterns are seen from
 */
export function readEditorChoices(value: unknown, folder: string): EditorChoices {
  if (value === undefined || value === null) return { choices: {}, complaints: [] };
  const { choices, complaints } = readChoices(plainValue(value), { kind: 'editor', folder });
  return { choices, complaints: complaints.map(({ sentence }) => sentence) };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
