/** A value from a configuration file or from an editor's settings, which knows where it stands. */

/** UTF-16 offsets into the text of the file; of what comes from no file, both are 0. */
export type TextRange = readonly [start: number, end: number];

export type ConfigValue =
  | { readonly kind: 'text'; readonly value: string; readonly range: TextRange }
  | { readonly kind: 'flag'; readonly value: boolean; readonly range: TextRange }
  | { readonly kind: 'list'; readonly items: readonly ConfigValue[]; readonly range: TextRange }
  | { readonly kind: 'table'; readonly entries: readonly ConfigEntry[]; readonly range: TextRange }
  /** Anything else, as it would be written: a number, a date. */
  | { readonly kind: 'other'; readonly written: string; readonly range: TextRange };

export interface ConfigEntry {
  readonly key: string;
  readonly keyRange: TextRange;
  readonly value: ConfigValue;
}

type ConfigTable = Extract<ConfigValue, { readonly kind: 'table' }>;

const nowhere: TextRange = [0, 0];

/** Deeper than any setting is. */
const MAX_DEPTH = 4;

/** The last of that name, which is the one that counts. */
export function entryOf(table: ConfigTable, key: string): ConfigEntry | undefined {
  return table.entries.filter((entry) => entry.key === key).at(-1);
}

/** Plain data, as editors send it. Absent parts and `null` are left out, for they choose nothing. */
export function plainValue(value: unknown, depth = 0): ConfigValue {
  if (typeof value === 'string') return { kind: 'text', value, range: nowhere };
  if (typeof value === 'boolean') return { kind: 'flag', value, range: nowhere };
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return { kind: 'other', written: String(value), range: nowhere };
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item: unknown) => plainValue(item, depth + 1)), range: nowhere };
  const given = Object.entries(value).filter(([, part]) => part !== undefined && part !== null);
  return { kind: 'table', entries: given.map(([key, part]) => ({ key, keyRange: nowhere, value: plainValue(part, depth + 1) })), range: nowhere };
}

/** The value within a sentence. */
export function shown(value: ConfigValue): string {
  switch (value.kind) {
    case 'text':
      return shortened(JSON.stringify(value.value));
    case 'flag':
      return String(value.value);
    case 'list':
      return 'a list';
    case 'table':
      return 'several named values';
    case 'other':
      return shortened(value.written);
  }
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
