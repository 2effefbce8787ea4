/** One configuration file: its section, what that chooses, and what is wrong with it. Data, never run. */
import { folderOf } from '../paths.ts';
import type { Choices } from '../settings.ts';
import { entryOf } from './config-value.ts';
import type { ConfigEntry, ConfigValue, TextRange } from './config-value.ts';
import { parseJson } from './parse-json.ts';
import { parseToml } from './parse-toml.ts';
import type { Parsed } from './parsed.ts';
import { oldestPython } from './python-version.ts';
import type { PythonVersion } from './python-version.ts';
import { readChoices } from './read-choices.ts';
import type { Complaint } from './read-choices.ts';

export interface ConfigFile {
  /** As it was asked for. */
  readonly path: string;
  readonly text: string;
  /** The settings as they are written; undefined where the file has none. */
  readonly section: ConfigValue | undefined;
  /** What the section is called, to point at. */
  readonly sectionName: TextRange;
  readonly choices: Choices;
  readonly complaints: readonly Complaint[];
  /** Of the project, from `requires-python`. */
  readonly oldestPython: PythonVersion | undefined;
  /** It cannot be read or parsed: nothing is known of it. */
  readonly isBroken: boolean;
}

interface Format {
  readonly parse: (text: string) => Parsed;
  /** The keys that lead to the section; none where the file is the section. */
  readonly section: readonly string[];
  /** Words without which the file has nothing for us; anything counts where there are none. */
  readonly needles: readonly string[];
}

const ownFile: Format = { parse: parseToml, section: [], needles: [] };

const formats: ReadonlyMap<string, Format> = new Map([
  ['weakref-lint.toml', ownFile],
  ['pyproject.toml', { parse: parseToml, section: ['tool', 'weakref-lint'], needles: ['weakref-lint', 'requires-python'] }],
  ['package.json', { parse: parseJson, section: ['weakref-lint'], needles: ['weakref-lint'] }],
]);

/** Where a folder has several with a section, the first of them counts. */
export const configFileNames: readonly string[] = [...formats.keys()];

export function isConfigFile(path: string): boolean {
  return formats.has(nameOf(path));
}

/** Undefined for a file that is no configuration: another name, or no section and nothing about Python. A `.toml` of another name is read as `weakref-lint.toml`. */
export function readConfigFile(path: string, text: string): ConfigFile | undefined {
  const format = formats.get(nameOf(path)) ?? (path.endsWith('.toml') ? ownFile : undefined);
  if (format === undefined) return undefined;
  const { needles } = format;
  if (needles.length > 0 && !needles.some((needle) => text.includes(needle))) return undefined;
  const file = emptyFile(path, text);
  const parsed: Parsed = text.includes('\0') ? { kind: 'broken', offset: 0, reason: 'It is not saved as UTF-8' } : format.parse(text);
  if (parsed.kind === 'broken') return brokenFile(file, parsed, format);
  const python = oldestOf(parsed.value);
  const entry = sectionOf(parsed.value, format.section);
  if (entry === undefined) return python === undefined ? undefined : { ...file, oldestPython: python };
  const { choices, complaints } = readChoices(entry.value, { kind: 'file', folder: folderOf(path) });
  return { ...file, section: entry.value, sectionName: entry.keyRange, choices, complaints, oldestPython: python };
}

/**
 * One that is there and cannot be read. Of one that is mostly of others nobody knows whether it says anything about us, and they will say so.
 * @param obstacle undefined where nothing is there
 */
export function unreadableConfigFile(path: string, obstacle: string | undefined): ConfigFile | undefined {
  if (obstacle === undefined || formats.get(nameOf(path)) !== ownFile) return undefined;
  return { ...emptyFile(path, ''), complaints: [{ range: [0, 0], sentence: `it cannot be read (${obstacle}), so none of its settings count.` }], isBroken: true };
}

function emptyFile(path: string, text: string): ConfigFile {
  return { path, text, section: undefined, sectionName: [0, 0], choices: {}, complaints: [], oldestPython: undefined, isBroken: false };
}

/** Others say so too when a file that is mostly theirs cannot be parsed. */
function brokenFile(file: ConfigFile, { offset, reason }: Extract<Parsed, { readonly kind: 'broken' }>, { section }: Format): ConfigFile | undefined {
  if (section.length > 0 && !file.text.includes('weakref-lint')) return undefined;
  // Where something is missing, parsers name the place after the line break.
  const place = Math.max(0, file.text.slice(0, offset + 1).trimEnd().length - 1);
  return { ...file, complaints: [{ range: [place, place + 1], sentence: `${reason}; no setting of this file can be read.` }], isBroken: true };
}

function sectionOf(root: ConfigValue, keys: readonly string[]): ConfigEntry | undefined {
  let entry: ConfigEntry | undefined = { key: '', keyRange: [0, 0], value: root };
  for (const key of keys) entry = entry?.value.kind === 'table' ? entryOf(entry.value, key) : undefined;
  return entry;
}

function oldestOf(root: ConfigValue): PythonVersion | undefined {
  const specifiers = sectionOf(root, ['project', 'requires-python'])?.value;
  return specifiers?.kind === 'text' ? oldestPython(specifiers.value) : undefined;
}

function nameOf(path: string): string {
  return path.slice(folderOf(path).length + 1);
}
