/** The arguments of `weakref-lint check`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isRuleLevel, levelNames, suggestion, withoutPrefix } from '../core.ts';
import { formatNames, isFormatName } from '../format/formats.ts';
import type { FormatName } from '../format/formats.ts';
import type { PresetName, RuleLevel } from '../levels.ts';
import { nearest } from '../nearest.ts';
import type { Concurrency } from './lint-all.ts';

/** What becomes of fixes: the safe ones go into the files, or a patch of them to standard output; or somebody is asked about all of them. */
type FixMode = 'none' | 'write' | 'show' | 'ask';

export interface CheckOptions {
  /** Only `-` where the text comes from standard input. */
  readonly paths: readonly string[];
  readonly format: FormatName;
  readonly outputFile: string | undefined;
  readonly fix: FixMode;
  readonly maxWarnings: number;
  /** Undefined where nobody asks for one. */
  readonly preset: PresetName | undefined;
  readonly rules: ReadonlyMap<string, RuleLevel>;
  /** The name of what comes from standard input. */
  readonly stdinFilename: string | undefined;
  readonly heedsIgnoreFiles: boolean;
  /** A revision: only what changed since then is reported. */
  readonly diff: string | undefined;
  readonly baseline: string | undefined;
  readonly updatesBaseline: boolean;
  /** The file in which answers are kept from run to run. */
  readonly cache: string | undefined;
  readonly concurrency: Concurrency;
  readonly configuration: Configured;
}

/** Where settings come from: the nearest configuration file of each file, one for all, or none. */
export type Configured = { readonly kind: 'nearest' } | { readonly kind: 'none' } | { readonly kind: 'file'; readonly name: string };

/** Options while they are read. */
interface Draft {
  format: FormatName;
  outputFile: string | undefined;
  maxWarnings: number;
  stdinFilename: string | undefined;
  diff: string | undefined;
  baseline: string | undefined;
  cacheLocation: string | undefined;
  config: string | undefined;
  concurrency: Concurrency;
  readonly rules: Map<string, RuleLevel>;
  readonly flags: Set<string>;
  readonly paths: string[];
}

interface ValueOption {
  readonly example: string;
  /** Takes the value in, or says in a sentence what is wrong with it. */
  readonly read: (value: string, draft: Draft) => string | undefined;
}

const valueOptions: Readonly<Record<string, ValueOption>> = {
  format: { example: 'json', read: readFormat },
  'output-file': { example: 'report.json', read: (value, draft) => void (draft.outputFile = value) },
  'max-warnings': { example: '10', read: readMaxWarnings },
  rule: { example: 'no-unchecked-deref:warn', read: readRule },
  'stdin-filename': { example: 'src/app.py', read: (value, draft) => void (draft.stdinFilename = value) },
  diff: { example: 'main', read: (value, draft) => void (draft.diff = value) },
  baseline: { example: 'weakref-baseline.json', read: (value, draft) => void (draft.baseline = value) },
  'cache-location': { example: '.cache/weakref-lint.json', read: (value, draft) => void (draft.cacheLocation = value) },
  concurrency: { example: '4', read: readConcurrency },
  config: { example: 'weakref-lint.toml', read: (value, draft) => void (draft.config = value) },
};
const fixModes: readonly (readonly [flag: string, FixMode])[] = [['fix', 'write'], ['fix-dry-run', 'show'], ['fix-suggestions', 'ask']];
const flagNames = ['fix', 'fix-dry-run', 'fix-suggestions', 'strict', 'no-ignore', 'update-baseline', 'cache', 'no-config'];
export const optionNames = [...Object.keys(valueOptions), ...flagNames];

/** What options cannot be together, the first that holds. */
const conflicts: readonly { readonly holds: (draft: Draft) => boolean; readonly sentence: string }[] = [
  { holds: ({ paths }) => paths.length === 0, sentence: 'no files or folders were named; try "weakref-lint check .".' },
  { holds: ({ paths }) => paths.includes(''), sentence: 'an empty path names nothing; "." is the folder you are in.' },
  { holds: (draft) => readsStdin(draft) && draft.paths.length > 1, sentence: '"-" stands for standard input and goes with no other path.' },
  { holds: (draft) => readsStdin(draft) && draft.stdinFilename === undefined, sentence: '"-" needs a name for the text, such as --stdin-filename src/app.py.' },
  { holds: (draft) => !readsStdin(draft) && draft.stdinFilename !== undefined, sentence: '--stdin-filename names the text of standard input; add the path "-".' },
  { holds: (draft) => readsStdin(draft) && draft.flags.has('fix'), sentence: '--fix has no file to write to; --fix-dry-run shows the fixes of standard input.' },
  { holds: ({ flags }) => flags.has('fix') && flags.has('fix-dry-run'), sentence: '--fix writes the fixes and --fix-dry-run only shows them; use one of them.' },
  {
    holds: ({ flags }) => flags.has('fix-suggestions') && (flags.has('fix') || flags.has('fix-dry-run')),
    sentence: '--fix-suggestions asks about each finding, --fix and --fix-dry-run ask nobody; use one of them.',
  },
  { holds: (draft) => readsStdin(draft) && draft.flags.has('fix-suggestions'), sentence: '--fix-suggestions has no file to write to, and nobody to ask, where the text comes from standard input.' },
  { holds: ({ flags }) => flags.has('fix-suggestions') && flags.has('update-baseline'), sentence: '--update-baseline accepts the findings that --fix-suggestions asks about; use one of them.' },
  {
    holds: ({ diff, flags }) => diff !== undefined && (flags.has('fix') || flags.has('fix-dry-run')),
    sentence: '--diff reports changed lines only and fixes are for whole files; use one of them.',
  },
  { holds: ({ diff, flags }) => flags.has('update-baseline') && diff !== undefined, sentence: '--update-baseline takes in whole files and --diff changed lines; use one of them.' },
  { holds: ({ cacheLocation, flags }) => cacheLocation !== undefined && !flags.has('cache'), sentence: '--cache-location says where the cache is; add --cache to use one.' },
  { holds: ({ config, flags }) => config !== undefined && flags.has('no-config'), sentence: '--config names the settings and --no-config goes without; use one of them.' },
  { holds: (draft) => readsStdin(draft) && draft.flags.has('cache'), sentence: '--cache keeps the answers about files; standard input is none.' },
];

/** The options, or one sentence about the first argument that cannot be understood. */
export function parseCheckOptions(args: readonly string[]): CheckOptions | string {
  const draft: Draft = {
    format: 'pretty',
    outputFile: undefined,
    maxWarnings: 0,
    stdinFilename: undefined,
    diff: undefined,
    baseline: undefined,
    cacheLocation: undefined,
    config: undefined,
    concurrency: 'auto',
    rules: new Map(),
    flags: new Set(),
    paths: [],
  };
  const types = Object.fromEntries(optionNames.map((name) => [name, { type: flagNames.includes(name) ? ('boolean' as const) : ('string' as const) }]));
  const { tokens } = parseArgs({ args: [...args], options: types, strict: false, tokens: true, allowPositionals: true });
  for (const token of tokens) {
    if (token.kind === 'positional') draft.paths.push(token.value);
    if (token.kind !== 'option') continue;
    const complaint = readOption(token, draft);
    if (complaint !== undefined) return complaint;
  }
  const conflict = conflicts.find(({ holds }) => holds(draft))?.sentence ?? sharedFile(draft);
  if (conflict !== undefined) return conflict;
  const { flags, config, cacheLocation = '.weakref-lint-cache', ...values } = draft;
  return {
    ...values,
    fix: fixModes.find(([flag]) => flags.has(flag))?.[1] ?? 'none',
    preset: flags.has('strict') ? 'strict' : undefined,
    heedsIgnoreFiles: !flags.has('no-ignore'),
    updatesBaseline: flags.has('update-baseline'),
    cache: flags.has('cache') ? cacheLocation : undefined,
    configuration: flags.has('no-config') ? { kind: 'none' } : config === undefined ? { kind: 'nearest' } : { kind: 'file', name: config },
  };
}

/** Two options that name one file would write over each other. */
function sharedFile({ outputFile, baseline, cacheLocation, config }: Draft): string | undefined {
  const users = new Map<string, string>();
  for (const [option, name] of [['--config', config], ['--baseline', baseline], ['--cache-location', cacheLocation], ['--output-file', outputFile]] as const) {
    if (name === undefined) continue;
    const other = users.get(resolve(name));
    if (other !== undefined) return `${other} and ${option} both name "${name}"; each needs a file of its own.`;
    users.set(resolve(name), option);
  }
  return undefined;
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function readOption({ name, rawName, value, inlineValue }: OptionToken, draft: Draft): string | undefined {
  if (flagNames.includes(name)) {
    if (value !== undefined) return `--${name} takes no value.`;
    draft.flags.add(name);
    return undefined;
  }
  const option = Object.hasOwn(valueOptions, name) ? valueOptions[name] : undefined;
  if (option === undefined) {
    const near = nearest(name, optionNames);
    return `there is no option ${rawName}${near === undefined ? '; see "weakref-lint --help"' : ` (did you mean --${near}?)`}.`;
  }
  const isMissing = value === undefined || value === '' || (inlineValue !== true && value.startsWith('--'));
  return isMissing ? `--${name} needs a value, such as --${name} ${option.example}.` : option.read(value, draft);
}

function readFormat(value: string, draft: Draft): string | undefined {
  if (!isFormatName(value)) return `there is no format "${value}"; use ${formatNames.slice(0, -1).join(', ')} or ${formatNames.at(-1) ?? ''}.`;
  draft.format = value;
  return undefined;
}

function readMaxWarnings(value: string, draft: Draft): string | undefined {
  if (!/^\d+$/.test(value)) return `--max-warnings needs a whole number, not "${value}".`;
  draft.maxWarnings = Number(value);
  return undefined;
}

function readConcurrency(value: string, draft: Draft): string | undefined {
  if (value !== 'auto' && value !== 'off' && !/^[1-9]\d{0,2}$/.test(value)) return `--concurrency needs a number of threads from 1 to 999, "auto" or "off", not "${value}".`;
  draft.concurrency = value === 'auto' ? value : value === 'off' ? 1 : Number(value);
  return undefined;
}

function readRule(value: string, draft: Draft): string | undefined {
  const [rule = '', level, ...more] = value.split(':');
  const id = withoutPrefix(rule);
  if (!levelNames.includes(id)) return `there is no rule "${id}"${suggestion(id) || '; "weakref-lint rules" lists them'}.`;
  if (!isRuleLevel(level) || level === 'hint' || more.length > 0) return `--rule ${value} must end in :off, :warn or :error.`;
  draft.rules.set(id, level);
  return undefined;
}

function readsStdin({ paths }: Draft): boolean {
  return paths.includes('-');
}
