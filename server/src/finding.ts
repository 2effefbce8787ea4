/** A problem found in a document, in ESLint's own shape, with what ESLint has no place for. */
import type { Linter } from 'eslint';
import type { FindingIdentity } from './identity.ts';
import type { Failure } from './isolated-rules.ts';
import type { UnusedComment } from './unused-comment.ts';

export type Severity = 'hint' | 'warn' | 'error';

/** A place that helps to understand a finding. Lines 1-based, columns 0-based UTF-16 units. */
export interface RelatedPlace {
  readonly message: string;
  /** The address or path of another file; undefined: in the file of the finding. */
  readonly path: string | undefined;
  readonly loc: { readonly start: SourcePosition; readonly end: SourcePosition };
}

export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

export interface Finding {
  /** The rule without its prefix, such as `no-unchecked-deref`. */
  readonly rule: string;
  readonly severity: Severity;
  /** As ESLint gives it: lines and columns 1-based, offsets of fixes in UTF-16 units. */
  readonly message: Linter.LintMessage;
  readonly related: readonly RelatedPlace[];
  /** Where the lines of the file are not those of the code, as in a notebook. */
  readonly identity?: FindingIdentity;
}

export type LintResult =
  | { readonly kind: 'linted'; readonly findings: readonly Finding[]; readonly unusedComments: readonly UnusedComment[]; readonly failures: readonly Failure[] }
  /** The text could not be parsed: nothing is known about it. Line and column 1-based. */
  | { readonly kind: 'broken'; readonly line: number; readonly column: number; readonly reason: string }
  | { readonly kind: 'skipped'; readonly reason: SkipReason };

export type SkipReason = 'disabled' | 'excluded' | 'nothing-weak' | 'generated' | 'too-large' | 'long-lines' | 'too-deep';

/** One way to mend a finding. */
export interface Remedy {
  readonly title: string;
  readonly edit: { readonly range: readonly [number, number]; readonly text: string };
  /** Keeps what the program does, so that it may be applied without a look. */
  readonly isSafe: boolean;
}

/** The ways to mend a finding, best first. A safe fix usually stands among the suggestions too, where it has its title. */
export function remediesOf({ rule, message: { fix, suggestions = [] } }: Finding): readonly Remedy[] {
  const isFix = (edit: Remedy['edit']): boolean =>
    edit.text === fix?.text && edit.range[0] === fix.range[0] && edit.range[1] === fix.range[1];
  const remedies = suggestions.map(({ desc, fix: edit }) => ({ title: desc, edit, isSafe: isFix(edit) }));
  if (fix === undefined || remedies.some(({ isSafe }) => isSafe)) return remedies;
  return [{ title: `Fix this (${rule})`, edit: fix, isSafe: true }, ...remedies];
}
