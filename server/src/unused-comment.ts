/** Comments that silence a rule where it has nothing to report: they outlive what they were written for. */
import type { Linter } from 'eslint';
import type { OffsetEdit } from './disable-comment.ts';

export interface UnusedComment {
  /** The rules it silences in vain, with their prefix. */
  readonly rules: readonly string[];
  /** UTF-16 offsets: the comment, or the part of it that is of no use. */
  readonly range: readonly [number, number];
  /** Takes that out, and the line with it where nothing else stands on it. */
  readonly removal: OffsetEdit;
}

/**
 * Reads ESLint's own report; undefined where the message is none, or is not ours to tell: the comment names a rule that is not
 * among `enabled`, or none at all.
 */
export function unusedCommentOf({ ruleId, message, fix }: Linter.LintMessage, enabled: ReadonlySet<string>, text: string): UnusedComment | undefined {
  if (ruleId !== null || fix === undefined || !message.startsWith('Unused eslint-')) return undefined;
  const rules = [...message.matchAll(/'([^']+)'/g)].map(([, rule = '']) => rule);
  if (rules.length === 0 || !rules.every((rule) => enabled.has(rule))) return undefined;
  const isWhole = fix.text === ' ';
  return { rules, range: fix.range, removal: isWhole ? withoutRest(text, fix.range) : { range: fix.range, text: fix.text } };
}

/** Without the line, or the blanks before the comment, where they stood there for it alone. */
function withoutRest(text: string, [start, end]: readonly [number, number]): OffsetEdit {
  const before = /[ \t]*$/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))?.[0].length ?? 0;
  const [rest = ''] = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end)) ?? [];
  const isAtEnd = rest !== '' || end === text.length;
  if (!isAtEnd) return { range: [start, end], text: ' ' };
  const isAlone = start - before === 0 || text[start - before - 1] === '\n';
  return isAlone ? { range: [start - before, end + rest.length], text: '' } : { range: [start - before, end], text: '' };
}
