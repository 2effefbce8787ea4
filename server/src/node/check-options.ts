/** The arguments of `weakref-lint check`. */
import { parseArgs } from 'node:util';
import { isRuleLevel, ruleIds, suggestion, withoutPrefix } from '../core.ts';
import { nearest } from '../nearest.ts';
import type { RuleLevel } from '../settings.ts';

const formats = ['pretty', 'json'] as const;
export type Format = (typeof formats)[number];

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly fix: boolean;
  readonly maxWarnings: number;
  readonly rules: ReadonlyMap<string, RuleLevel>;
}

const known = ['fix', 'format', 'max-warnings', 'rule'];

/** The options, or one sentence about the first argument that cannot be understood. */
export function parseCheckOptions(args: readonly string[]): CheckOptions | string {
  const { tokens } = parseArgs({ args: [...args], options: {
    fix: { type: 'boolean' },
    format: { type: 'string' },
    'max-warnings': { type: 'string' },
    rule: { type: 'string', multiple: true },
  }, strict: false, tokens: true, allowPositionals: true });
  const paths: string[] = [];
  const rules = new Map<string, RuleLevel>();
  let format: Format = 'pretty';
  let fix = false;
  let maxWarnings = 0;
  for (const token of tokens) {
    if (token.kind === 'positional') paths.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, value, rawName } = token;
    if (name === 'fix') {
      if (value !== undefined) return '--fix takes no value.';
      fix = true;
    } else if (!known.includes(name)) {
      const near = nearest(name, known);
      return `there is no option ${rawName}${near === undefined ? '; see "weakref-lint --help"' : ` (did you mean --${near}?)`}.`;
    } else if (value === undefined || (!token.inlineValue && value.startsWith('--'))) {
      return `--${name} needs a value, such as ${examples[name]}.`;
    } else if (name === 'format') {
      const chosen = formats.find((each) => each === value);
      if (chosen === undefined) return `there is no format "${value}"; use pretty or json.`;
      format = chosen;
    } else if (name === 'max-warnings') {
      if (!/^\d+$/.test(value)) return `--max-warnings needs a whole number, not "${value}".`;
      maxWarnings = Number(value);
    } else {
      const [rule = '', level, ...more] = value.split(':');
      const id = withoutPrefix(rule);
      if (!ruleIds.includes(id)) return `there is no rule "${id}"${suggestion(id) || `; the rules are ${ruleIds.join(', ')}`}.`;
      if (!isRuleLevel(level) || level === 'hint' || more.length > 0) return `--rule ${value} must end in :off, :warn or :error.`;
      rules.set(id, level);
    }
  }
  if (paths.length === 0) return 'no files or folders were named; try "weakref-lint check .".';
  return { paths, format, fix, maxWarnings, rules };
}

const examples: Readonly<Record<string, string>> = {
  format: '--format json',
  'max-warnings': '--max-warnings 10',
  rule: '--rule no-unchecked-deref:warn',
};
